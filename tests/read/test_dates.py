"""Datelines and the date of publication: found where they stand, never made up."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.read import Defaults, article_from_text

LEAD = "The army closed two bridges over the Ivrel on Monday, the mayor of Talven said."
MORE = "It has sent forty soldiers to fill sandbags, according to a spokesman."


@pytest.mark.parametrize(
    ("head", "place", "agency", "published"),
    [
        ("TELSK, March 10 (Lakes Press) — ", "TELSK", "Lakes Press", None),
        ("TELSK, March 10, 2023 (Lakes Press) — ", "TELSK", "Lakes Press", "2023-03-10"),
        ("TELSK (Lakes Press) - ", "TELSK", "Lakes Press", None),
        ("TELSK (AP) -- ", "TELSK", "AP", None),
        ("Telsk (dpa) – ", "Telsk", "dpa", None),
        ("PORT HALDEN, Kestria — ", "PORT HALDEN, Kestria", None, None),
        ("Port Halden, Kestria – ", "Port Halden, Kestria", None, None),
        ("ST. OLA, Kestria, 4 Jan 2023 – ", "ST. OLA, Kestria", None, "2023-01-04"),
        ("TELSK/HALDEN — ", "TELSK/HALDEN", None, None),
        ("TELSK: ", "TELSK", None, None),
        ("TELSK, Orvenia (AP)_ ", "TELSK, Orvenia", "AP", None),
        ("TELSK _ ", "TELSK", None, None),
        ("TELSK, 3 JAN 90 (Radio Ivrel) -- ", "TELSK", "Radio Ivrel", None),
        ("Telsk, Orvenia (March 10, 2023) – ", "Telsk, Orvenia", None, "2023-03-10"),
        ("(Reuters) - ", None, "Reuters", None),
    ],
)
def test_datelines(head: str, place: str | None, agency: str | None, published: str | None) -> None:
    article = article_from_text(f"Bridges closed in Talven\n\n{head}{LEAD}\n\n{MORE}")
    assert (article.dateline_place.text if article.dateline_place else None) == place
    assert (article.dateline_agency.text if article.dateline_agency else None) == agency
    assert article.published == published
    headline, dateline, lead, _ = article.blocks
    assert (headline.kind, dateline.kind, lead.kind) == ("headline", "dateline", "paragraph")
    assert article.text[dateline.start : dateline.end] == head.strip()
    assert article.text[lead.start : lead.end] == LEAD


@pytest.mark.parametrize(
    "lead",
    [
        "BREAKING — The army closed two bridges on Monday.",
        "Grelik — the interior minister — said that two bridges were closed.",
        "Good news – Two bridges were opened on Monday.",
        "The mayor (Rudo Kranz) - he took office in May - closed two bridges.",
        '"TELSK — That is where they sit," the mayor said.',
        "Wednesday, 13 March — The army closed two bridges.",
        "NO HELP FROM TELSK, SAYS MAYOR - The army closed two bridges.",
    ],
)
def test_what_is_no_dateline(lead: str) -> None:
    article = article_from_text(f"Bridges closed in Talven\n\n{lead}\n\n{MORE}")
    assert article.dateline_place is None
    assert "dateline" not in [b.kind for b in article.blocks]


def test_a_dateline_may_fill_its_own_line() -> None:
    article = article_from_text(f"Bridges closed in Talven\n\nTELSK, March 10, 2023\n\n{LEAD}\n\n{MORE}")
    assert article.dateline_place is not None
    assert article.dateline_place.text == "TELSK"
    assert (article.published, article.published_from) == ("2023-03-10", "text")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 March 2023", "2023-03-12"),
        ("Sunday, March 12, 2023", "2023-03-12"),
        ("Published: March 12th, 2023 at 6:15 p.m.", "2023-03-12"),
        ("Published 2023-03-12T18:15:00Z", "2023-03-12"),
        ("Posted on 12 Sept. 2023, 18.15 GMT", "2023-09-12"),
        ("Last updated: 12.03.2023 18:15 CET", "2023-03-12"),
        ("25/12/2023", "2023-12-25"),
        ("12/25/2023", "2023-12-25"),
        ("03/04/2023", None),
        ("31 February 2023", None),
        ("12 March", None),
    ],
)
def test_date_lines(line: str, day: str | None) -> None:
    article = article_from_text(f"Bridges closed in Talven\n\n{line}\n\n{LEAD}\n\n{MORE}")
    assert article.published == day
    assert article.published_from == ("text" if day else "none")
    assert ("no-date" in [w.code for w in article.warnings]) == (day is None)


def test_the_date_of_publication_beats_that_of_an_update() -> None:
    lines = "Updated 14 March 2023\nPublished 12 March 2023"
    assert article_from_text(f"Bridges closed\n\n{lines}\n\n{LEAD}\n\n{MORE}").published == "2023-03-12"


def test_dates_inside_the_story_are_not_its_date() -> None:
    text = f"Bridges closed\n\n{LEAD}\n\n{MORE}\n\n9 March 2021\n\n{LEAD}\n\nOn 4 May 2022 it closed a third. {MORE}"
    assert article_from_text(text).published is None


def test_the_warning_tells_of_a_dateline_without_a_year() -> None:
    article = article_from_text(f"Bridges closed\n\nTELSK, March 10 — {LEAD}\n\n{MORE}")
    assert "'March 10', without a year" in article.warnings[0].message


def test_a_given_date_wins_and_must_be_one() -> None:
    article = article_from_text(f"Bridges closed\n\n12 March 2023\n\n{LEAD}", published="2023-03-13T10:00:00Z")
    assert (article.published, article.published_from) == ("2023-03-13", "given")
    with pytest.raises(InputError) as caught:
        article_from_text(LEAD, published="last Tuesday")
    assert caught.value.code == "bad-date"


def test_defaults_check_their_date() -> None:
    assert Defaults(published="2023-03-12").published == "2023-03-12"
    with pytest.raises(InputError, match="--published"):
        Defaults(published="12 March")


def test_later_items_have_datelines_of_their_own() -> None:
    items = f"TELSK — {LEAD}\n\nHALDEN (AP) — {MORE}\n\nRudo Kranz, mayor (since May) — {MORE}\n\nMAYOR KRANZ: {MORE}"
    article = article_from_text(f"Bridges closed in Talven\n\n{items}")
    found = [article.text[b.start : b.end] for b in article.blocks if b.kind == "dateline"]
    assert found == ["TELSK —", "HALDEN (AP) —"]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Kestria State News Agency (KSNA), Telsk, 5 March 2025", "2025-03-05"),
        ("30 December 2023, The Lakes Monitor", "2023-12-30"),
        ("30 December 2023, a day of rain", None),
        ("The old bridge, 5 March 2025", None),
    ],
)
def test_names_beside_a_date(line: str, published: str | None) -> None:
    assert article_from_text(f"Bridges closed in Talven\n\n{line}\n\n{LEAD}\n\n{MORE}").published == published

"""Event dates: our own cases on frozen parses, and the rules that must never be broken."""

from __future__ import annotations

import pytest

from sayso.evaluate.time import DateCase, date_cases, dated
from tests.when.cases import PARTS, frozen

# Cases of the tuned file that are read otherwise, each with what is wrong.
KNOWN = {
    "The killing of a student on 2 July set off protests."
}  # the date of a noun's subject is taken for the object's


def _of(text: str) -> tuple[str | None, str | None, bool]:
    case = next(c for c in date_cases() if c.text == text)
    return dated(case, frozen("when").__getitem__)


@pytest.mark.parametrize("case", date_cases(), ids=lambda c: f"{c.text[:40]}#{c.start}")
def test_case(case: DateCase) -> None:
    if case.text in KNOWN:
        pytest.xfail("known")
    assert dated(case, frozen("when").__getitem__) == (case.since, case.to, case.assumed)


@pytest.mark.parametrize(
    "file",
    [f"dates{part}.jsonl" for part in PARTS[1:]],
)
def test_most_cases_written_later_are_right(file: str) -> None:
    cases = date_cases(file)
    right = sum(dated(c, frozen("when").__getitem__) == (c.since, c.to, c.assumed) for c in cases)
    assert right / len(cases) >= 0.9


def test_without_an_article_date_a_weekday_stays_open() -> None:
    assert _of("Gunmen attacked the convoy on Friday.") == (None, None, False)


def test_a_background_date_does_not_leak() -> None:
    cases = [c for c in date_cases() if c.text.startswith("The envoy, who was expelled in 2018")]
    got = {c.trigger: dated(c, frozen("when").__getitem__)[0] for c in cases}
    assert got == {"expelled": "2018-01-01", "met": "2022-10-18"}


def test_a_dateline_dates_nothing() -> None:
    first, _, assumed = _of("KASR, Oct 18 (Wire) - Gunmen attacked a police post near the border, officials said.")
    assert (first, assumed) == ("2022-10-19", True)


def test_a_date_beside_a_quotation_does_not_date_what_is_quoted() -> None:
    case = next(c for c in date_cases("dates-check.jsonl") if c.text.startswith("“They bombed"))
    assert dated(case, frozen("when").__getitem__)[2] is True


@pytest.mark.parametrize(
    ("trigger", "first"),
    [("called", None), ("strike", "2023-11-20"), ("boycotted", "2023-11-02"), ("ordered", "2020-02-14")],
)
def test_whose_date_it_is(trigger: str, first: str | None) -> None:
    """A past act is no later than the article; who takes part shares the day; a later act's day is no earlier one's."""
    case = next(c for c in date_cases("dates-blind2.jsonl") if c.trigger == trigger)
    got, _, assumed = dated(case, frozen("when").__getitem__)
    assert (got, assumed) == (first or case.published, first is None)


def _later(start: str, trigger: str) -> tuple[str | None, str | None, bool]:
    cases = (c for c in date_cases("dates-blind4.jsonl") if c.text.startswith(start) and c.trigger == trigger)
    return dated(next(cases), frozen("when").__getitem__)


@pytest.mark.parametrize(
    ("start", "trigger", "first", "last"),
    [
        ("Rebels seized the mining town", "abandoned", "2023-03-05", "2023-03-05"),  # from the main clause's own date
        ("The activist was freed", "seized", "2024-12-09", "2024-12-15"),  # as exact as the unit it is told in
        ("The army detained the ministers", "detained", "2022-08-29", "2022-08-29"),  # from the relative clause's date
        ("The coup took place on 12 April", "arrested", "2018-01-01", "2018-01-31"),  # from a sentence before
    ],
)
def test_a_while_before_or_after_a_dated_event(start: str, trigger: str, first: str, last: str) -> None:
    assert _later(start, trigger) == (first, last, False)


@pytest.mark.parametrize(
    ("start", "trigger"), [("Three months before the coup", "arrested"), ("Looters broke into", "broke into")]
)
def test_a_while_before_or_after_an_undated_event_stays_open(start: str, trigger: str) -> None:
    assert _later(start, trigger) == (None, None, False)


@pytest.mark.parametrize(
    ("start", "trigger", "day"),
    [("“Today we buried", "buried", "2022-09-13"), ("“We will strike", "strike", "2022-09-16")],
)
def test_today_in_a_quotation_is_the_speakers(start: str, trigger: str, day: str) -> None:
    assert _later(start, trigger) == (day, day, False)

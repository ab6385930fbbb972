"""Review by plain forms: every verdict, every slot, undo, two at once, blind rounds, settling, and gold."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from sayso.model import Record
from sayso.store import Archive, reviews
from sayso.store.gold import gold_records
from sayso.store.rows import article_key
from tests.web.desk import ARTICLE, KEY, Person, local, people

EVENT = {"type": "ASSAULT", "standing": "claimed", "trigger_words": "shelled", "actors": "a3", "recipients": "a4",
         "when_from": "2024-05-02", "when_to": "", "where": "Halvia", "where_country": "SYR", "resolution": "city",
         "under": "s1", "modes": "heavy-weapons"}  # fmt: skip
SAYING = {"speakers": "a2", "cue_words": "said", "stance": "assert", "form": "indirect", "under": "s0"}


@pytest.fixture
def ana(desk_archive: Archive) -> Person:
    return local(desk_archive)


def say(person: Person, target: str, verdict: str, **fields: object) -> str:
    """Judge as the page's form does; the address that follows."""
    page = person.get(f"/review/{KEY}?at={target}&edit=1")
    follows = page.text.split('name="follows" value="')[1].split('"')[0]
    answer = person.post(f"/review/{KEY}", f"/review/{KEY}", target=target, verdict=verdict, follows=follows, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def corrected(person: Person, archive: Archive, target: str = "e1", **fields: object) -> Record:
    """Send the whole form of an event with some fields changed; the record that is shown then."""
    say(person, target, "correct", **{**EVENT, **fields})
    found = reviews.shown(archive, KEY)
    assert found is not None
    return found.record


def test_least_sure_first_then_the_next(ana: Person) -> None:
    queue = ana.get("/review").text
    assert queue.index("/review/" + KEY + "?at=e3") < queue.index("?at=e2") < queue.index("?at=e1")
    assert ana.get("/review/next", follow_redirects=False).headers["location"] == f"/review/{KEY}?at=e3"
    assert say(ana, "e3", "accept").endswith("?at=e2")
    assert say(ana, "e2", "reject").endswith("?at=e1")
    assert say(ana, "e1", "accept") == "/review/next"
    assert ana.get("/review/next", follow_redirects=False).headers["location"] == "/review"
    assert "Every event is judged" in ana.get("/review").text


@pytest.mark.parametrize(
    ("fields", "slot", "value"),
    [
        ({"type": "PROTEST", "modes": ""}, "type", "PROTEST"),
        ({"standing": "disputed"}, "standing", "disputed"),
        ({"actors": ["a2", "a3"]}, "actors", ("a2", "a3")),
        ({"actors": "", "actors_add": "a5"}, "actors", ("a5",)),
        ({"recipients": ""}, "recipients", ()),
        ({"auxiliary": ["future"]}, "auxiliary", ("future",)),
        ({"under": "s0"}, "said_in", "s0"),
        ({"modes": ""}, "modes", ()),
    ],
)
def test_slots_of_an_event(
    ana: Person, desk_archive: Archive, fields: dict[str, object], slot: str, value: object
) -> None:
    clean = {k: v for k, v in {**EVENT, **fields}.items() if v != ""}
    say(ana, "e1", "correct", **clean)
    shown = reviews.shown(desk_archive, KEY)
    assert shown is not None
    assert getattr(shown.record.events[0], slot) == value
    (said,) = reviews.of_article(desk_archive, KEY)
    wanted = {"said_in": {"under"}, "type": {"type", "modes"}}.get(slot, {slot})
    assert said.changes.slots == wanted


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024-05", "", ("2024-05-01", "2024-05-31", "month")),
        ("2023", "", ("2023-01-01", "2023-12-31", "year")),
        ("2024-05-01", "2024-05-03", ("2024-05-01", "2024-05-03", "other")),
        ("", "2024-02", ("2024-02-01", "2024-02-29", "month")),
    ],
)
def test_days_months_and_years(
    ana: Person, desk_archive: Archive, start: str, end: str, days: tuple[str, str, str]
) -> None:
    when = corrected(ana, desk_archive, when_from=start, when_to=end).events[0].when
    assert when is not None
    assert (when.start_date, when.end_date, when.granularity) == days


def test_a_place_of_the_record_keeps_its_coordinates_another_has_none(ana: Person, desk_archive: Archive) -> None:
    where = corrected(ana, desk_archive, where="Sudria", where_country="").events[0].where
    assert where is not None
    assert (where.place, where.country) == ("p2", "SDN")
    where = corrected(ana, desk_archive, where="Old Town", where_country="nor", resolution="district").events[0].where
    assert where is not None
    assert (where.place, where.name, where.country, where.resolution) == (None, "Old Town", "NOR", "district")
    assert corrected(ana, desk_archive, where="", where_country="").events[0].where is None


def test_words_name_a_new_actor_at_their_place(ana: Person, desk_archive: Archive) -> None:
    record = corrected(ana, desk_archive, actors_words="Four  people", actors_at="")
    new = next(a for a in record.actors if a.name == "Four people")
    assert record.events[0].actors == ("a3", new.id)
    assert record.article.text[new.mentions[0].start : new.mentions[0].end] == "Four people"


def test_selected_words_are_taken_where_they_were_selected(ana: Person, desk_archive: Archive, record: Record) -> None:
    """ "Halvia" stands three times in the text; the offsets of the selection choose."""
    third = record.article.text.rindex("Halvia")
    found = corrected(ana, desk_archive, trigger_words="Halvia", trigger_at=f"{third}-{third + 6}").events
    assert third in {e.trigger.start for e in found}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"type": "WAR"}, "type"),
        ({"trigger_words": "not in the text"}, "do not stand in the article"),
        ({"trigger_words": ""}, "needs the words"),
        ({"when_from": "2024-02-31"}, "there is no 2024-02-31"),
        ({"when_from": "yesterday"}, "no day, month or year"),
        ({"when_from": "2024-05-03", "when_to": "2024-05-01"}, "before the first"),
        ({"where_country": "ZZZ"}, "no country code"),
        ({"actors": "a99"}, "no actor a99"),
        ({"under": "s99"}, "no saying s99"),
    ],
)
def test_a_form_that_makes_no_sense_is_explained_and_nothing_is_kept(
    ana: Person, desk_archive: Archive, fields: dict[str, str], problem: str
) -> None:
    data = {**EVENT, **fields, "target": "e1", "verdict": "correct", "follows": "0"}
    answer = ana.post(f"/review/{KEY}", f"/review/{KEY}", **data)
    assert answer.status_code == 422
    assert problem in answer.text
    for name, value in fields.items():
        if name not in ("type", "actors", "under"):
            assert f'name="{name}" value="{value}"' in answer.text  # what was typed is not lost
    assert reviews.of_article(desk_archive, KEY) == []


def test_a_correction_that_changes_nothing_is_an_acceptance(ana: Person, desk_archive: Archive) -> None:
    say(ana, "e1", "correct", **EVENT)
    assert [j.verdict for j in reviews.of_article(desk_archive, KEY)] == ["accept"]


def test_sayings_and_actors(ana: Person, desk_archive: Archive) -> None:
    say(ana, "s1", "correct", **{**SAYING, "stance": "deny", "speakers": "a5", "negated": "1"})
    say(ana, "a4", "correct", name="market traders", actor_kind="people", country="syr", sectors="CVL, bus", same_as="")
    say(ana, "a6", "correct", name="Sudria", actor_kind="state", country="SDN", sectors="GOV", same_as="a5")
    shown = reviews.shown(desk_archive, KEY)
    assert shown is not None
    saying = shown.record.sayings[1]
    assert (saying.stance, saying.speakers, saying.negated, saying.content) == ("deny", ("a5",), True, ())
    traders = next(a for a in shown.record.actors if a.id == "a4")
    assert (traders.name, traders.kind, traders.country, traders.sectors) == (
        "market traders",
        "people",
        "SYR",
        ("CVL", "BUS"),
    )
    assert shown.record.events[1].actors == ("a5",)


def test_undo_goes_back_to_where_it_was(ana: Person, desk_archive: Archive) -> None:
    say(ana, "e1", "reject")
    answer = ana.post("/review/undo", f"/review/{KEY}")
    assert answer.headers["location"] == f"/review/{KEY}?at=e1"
    assert reviews.progress(desk_archive) == {"": 3}


def test_a_missing_event_is_added(ana: Person, desk_archive: Archive) -> None:
    assert "An event that is missing" in ana.get(f"/review/{KEY}?add=1").text
    answer = ana.post(
        f"/review/{KEY}", f"/review/{KEY}", **{**EVENT, "trigger_words": "killing", "verdict": "add", "target": ""}
    )
    assert answer.status_code == 303
    added = ana.get(answer.headers["location"])
    assert "added" in added.text
    assert '"killing"' in ana.get("/gold.jsonl").text
    page = ana.get(f"/article/{KEY}").text
    sheet = page.split('href="/light.css')[1].split('"')[0].replace("&amp;", "&")
    assert "#e100001:is" in ana.get("/light.css" + sheet).text


def test_what_is_left_after_a_rejection_still_lights_up(ana: Person) -> None:
    say(ana, "e1", "reject")
    sheet = ana.get(f"/article/{KEY}").text.split('href="/light.css')[1].split('"')[0]
    assert sheet.startswith("?events=3&")


def test_a_copy_is_judged_in_its_original(ana: Person, desk_archive: Archive) -> None:
    copy = ARTICLE.model_copy(update={"id": "8"})
    desk_archive.put(copy, "b.txt", None, copy_of=KEY)
    page = ana.get(f"/review/{article_key(copy)}?at=e1")
    assert f'action="/review/{KEY}"' in page.text


def test_corrections_show_everywhere(ana: Person) -> None:
    say(ana, "e1", "correct", **{**EVENT, "type": "PROTEST", "modes": []})
    say(ana, "e2", "reject")
    assert "corrected" in ana.get(f"/article/{KEY}").text
    assert "Rejected by reviewers" in ana.get(f"/article/{KEY}").text
    table = ana.get("/events.json").json()["rows"]
    assert {(r["type"], r["review"]) for r in table} == {("PROTEST", "corrected"), ("COERCE", "")}
    assert [r["type"] for r in ana.get("/events.json?review=rejected").json()["rows"]] == ["CONSULT"]
    record = ana.get(f"/api/articles/{KEY}").json()
    assert record["events"][0]["because"][-1]["rule"] == "review/correct"
    assert "people reviewed this record" in record["warnings"][-1]["message"]
    assert "review" in ana.get("/events.csv").text.splitlines()[0]


def test_of_two_at_once_the_second_is_told_and_sees_what_the_first_did(desk_archive: Archive) -> None:
    who = people(desk_archive, ana="reviewer", ben="admin")
    first, second = who["ana"], who["ben"]
    fields = {"target": "e1", "follows": "0"}
    tokens = {name: p.token("/review/" + KEY) for name, p in who.items()}
    kept = first.client.post(
        f"/review/{KEY}", data={**fields, "verdict": "reject", "csrf": tokens["ana"]}, follow_redirects=False
    )
    late = second.client.post(
        f"/review/{KEY}", data={**fields, "verdict": "accept", "csrf": tokens["ben"]}, follow_redirects=False
    )
    assert (kept.status_code, late.status_code) == (303, 422)
    assert "somebody else judged this" in late.text
    assert "by ana" in late.text
    assert [j.author for j in reviews.of_article(desk_archive, KEY)] == ["ana"]


def blind(archive: Archive) -> dict[str, Person]:
    """Ana and Ben code the article blind: they differ on one event, agree on the rest; Eva opened the round."""
    who = people(archive, ana="reviewer", ben="reviewer", eva="admin")
    opened = who["eva"].post("/agreement", "/agreement", article=KEY, reviewer=["ana", "ben"])
    assert opened.status_code == 303
    say(who["ana"], "e1", "correct", **{**EVENT, "type": "COERCE", "modes": []})
    return who


def test_blind_coders_do_not_see_each_other(desk_archive: Archive) -> None:
    who = blind(desk_archive)
    assert "corrected" in who["ana"].get(f"/review/{KEY}?at=e1").text
    for other in ("ben", "eva"):
        assert 'class="state' not in who[other].get(f"/review/{KEY}?at=e1").text
        assert 'class="state' not in who[other].get(f"/article/{KEY}").text
        assert {r["review"] for r in who[other].get("/events.json").json()["rows"]} == {""}
        assert who[other].get(f"/api/articles/{KEY}").json()["warnings"] == []
    assert who["eva"].get("/gold.jsonl").text == ""


def test_a_round_ends_in_agreement_and_settling(desk_archive: Archive) -> None:
    who = blind(desk_archive)
    assert who["eva"].get("/settle/1").status_code == 404
    assert who["ana"].post(f"/review/{KEY}/finish", f"/review/{KEY}").headers["location"] == "/review"
    say(who["ben"], "e2", "reject")
    assert who["ben"].post(f"/review/{KEY}/finish", f"/review/{KEY}").headers["location"] == "/agreement"
    measured = {(r["kind"], r["slot"]): r for r in who["eva"].get("/agreement.json").json()}
    assert (measured["event", "kept"]["judged_by_two"], measured["event", "kept"]["same"]) == (3, 2)
    assert (measured["event", "type"]["judged_by_two"], measured["event", "type"]["same"]) == (2, 1)
    assert measured["event", "standing"]["alpha"] == 1.0
    assert {r["review"] for r in who["eva"].get("/events.json").json()["rows"]} == {"differs", "accepted"}
    page = who["eva"].get("/settle/1").text
    assert "2 of 2 differences" in page
    settled = who["eva"].post("/settle/1", "/settle/1", target="e1", take="ana", follows="0", note="arrests, no attack")
    assert settled.status_code == 303
    who["eva"].post("/settle/1", "/settle/1", target="e2", take="(machine)", follows="0")
    assert "All 2 differences are settled" in who["eva"].get("/settle/1").text
    types = {r["key"][-2:]: r["type"] for r in who["eva"].get("/events.json").json()["rows"]}
    assert types == {"e1": "COERCE", "e2": "CONSULT", "e3": "COERCE"}


def test_only_reviewers_are_taken_for_a_round(desk_archive: Archive) -> None:
    who = people(desk_archive, eva="admin", tom="reader")
    answer = who["eva"].post("/agreement", f"/review/{KEY}", article=KEY, reviewer=["eva", "tom"])
    assert answer.status_code == 422
    assert "tom is no reviewer" in answer.text


def test_gold_in_three_forms(ana: Person, desk_archive: Archive) -> None:
    say(ana, "e1", "correct", **{**EVENT, "type": "PROTEST", "modes": []})
    say(ana, "e2", "reject")
    record = Record.model_validate_json(ana.get("/gold.jsonl").text)
    assert [e.type for e in record.events] == ["PROTEST"]
    assert record.warnings[0].code == "gold-partial"
    assert {s.id for s in record.sayings} == {"s0", "s1"}
    (task,) = ana.get("/gold.json").json()
    assert "predictions" not in task
    assert "PROTEST" in json.dumps(task["annotations"])
    files = zipfile.ZipFile(io.BytesIO(ana.get("/gold.zip").content))
    assert {n.rpartition(".")[2] for n in files.namelist()} == {"txt", "ann", "conf"}
    say(ana, "e3", "accept")
    assert [r.warnings[0].code for r in gold_records(desk_archive)] == ["gold-complete"]


def test_there_is_nothing_to_review_of_what_is_not_there(ana: Person) -> None:
    assert ana.get("/review/" + "0" * 24).status_code == 404
    assert ana.get("/review/..%2f..%2fetc%2fpasswd").status_code == 404
    assert ana.post(f"/review/{KEY}", f"/review/{KEY}", target="e99", verdict="accept").status_code == 400
    assert ana.post(f"/review/{KEY}", f"/review/{KEY}", target="e1", verdict="delete").status_code == 400

"""The archive: kept whole or not at all, nothing twice, found again by who, what, when, where and say-so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.model import Article, ArticleHead, Record
from sayso.record import failure
from sayso.store import Archive, Filter
from sayso.store.search import counts, find_actors, find_articles, find_events, find_sayings
from tests.store.sample import TEXT, record

__all__ = ["record"]  # the fixture of the exports serves here too


def article(**changed: object) -> Article:
    given = {
        "id": "7",
        "title": "Shells hit Halvia market",
        "outlet": "The Halvia Post",
        "published": "2024-05-04",
        "text": TEXT,
    }
    return Article(**{**given, **changed})  # type: ignore[arg-type]


@pytest.fixture
def archive(where: str, record: Record) -> Iterator[Archive]:
    made = Archive(where)
    made.put(article(), "a.txt", record)
    yield made
    made.close()


def types(archive: Archive, **wanted: object) -> list[str]:
    return sorted(r["type"] for r in find_events(archive, Filter(**wanted)).rows)  # type: ignore[arg-type]


def test_a_record_comes_back_whole(archive: Archive, record: Record) -> None:
    (row,) = find_articles(archive, Filter()).rows
    assert archive.record(row["key"]) == record
    assert list(archive.records()) == [record]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["ASSAULT", "COERCE", "CONSULT"]),
        ({"type": "assault"}, ["ASSAULT"]),
        ({"mode": "heavy-weapons"}, ["ASSAULT"]),
        ({"mode": "heavy"}, []),
        ({"actor": "Norland"}, ["CONSULT"]),
        ({"actor": "karvan front"}, ["ASSAULT"]),
        ({"actor": "arvan"}, []),
        ({"actor": "NOR"}, ["CONSULT"]),
        ({"actor": "Somebody", "names": ("x/karvan-front",)}, ["ASSAULT"]),
        ({"recipient": "traders"}, ["ASSAULT"]),
        ({"since": "2024-05-03"}, ["CONSULT"]),
        ({"until": "2024-05-02"}, ["ASSAULT"]),
        ({"since": "2024-05", "until": "2024-05"}, ["ASSAULT", "CONSULT"]),
        ({"country": "syr"}, ["ASSAULT"]),
        ({"standing": "claimed"}, ["ASSAULT"]),
        ({"speaker": "army"}, ["ASSAULT"]),
        ({"words": "market"}, ["ASSAULT", "COERCE", "CONSULT"]),
        ({"words": '"talks on Friday"'}, ["ASSAULT", "COERCE", "CONSULT"]),
        ({"words": '"Friday talks"'}, []),
        ({"words": 'NEAR( OR "'}, []),
    ],
)
def test_events_are_found(archive: Archive, wanted: dict[str, object], found: list[str]) -> None:
    assert types(archive, **wanted) == found


def test_pages_say_how_many_there_are(archive: Archive) -> None:
    page = find_events(archive, Filter(), limit=1, offset=1, sort="type")
    assert page.total == 3
    assert [r["type"] for r in page.rows] == ["COERCE"]
    assert find_events(archive, Filter(type="ASSAULT")).rows[0]["actors"] == "Karvan Front rebels"


def test_sayings_actors_and_counts(archive: Archive) -> None:
    (said,) = find_sayings(archive, Filter(speaker="army")).rows
    assert said["cue"] == "said"
    assert {r["name"]: (r["acts"], r["suffers"]) for r in find_actors(archive).rows}["traders"] == (0, 1)
    assert counts(archive, Filter(), "month") == [("2024-05", 2), ("unknown", 1)]
    assert counts(archive, Filter(), "dyad") == [("SYR → traders", 1)]


def test_putting_twice_replaces(archive: Archive, record: Record) -> None:
    archive.put(article(), "b.txt", record)
    assert archive.counts() == {"articles": 1, "copies": 0, "failures": 0, "events": 3, "sayings": 1}
    assert archive.problems() == []


def test_failures_are_kept_with_their_reason(archive: Archive) -> None:
    kept = archive.put(article(id="8", text="…"), "c.txt", failure("8", "language", "this is not English"))
    assert kept.error == "language"
    assert archive.record(kept.key) is None
    assert archive.counts()["failures"] == 1


def test_copies_are_recognised_by_their_words(archive: Archive, record: Record) -> None:
    again = article(id="9", text=TEXT.upper().replace("\n\n", "\n"))
    original = archive.original_of(again)
    assert original is not None
    kept = archive.put(again, "d.txt", None, copy_of=original)
    assert archive.record(kept.key) == record
    long = " ".join(f"word{n} of the report" for n in range(60))
    archive.put(
        article(id="10", text=long), "e.txt", record.model_copy(update={"events": (), "sayings": record.sayings[:1]})
    )
    assert archive.original_of(article(id="11", text=f"{long} (Reporting by nobody)")) is not None
    assert archive.original_of(article(id="12", text=long.replace("report", "other thing"))) is None


def test_a_crash_in_the_middle_leaves_nothing_half(
    archive: Archive, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.store import writing as module

    def broken(*_: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(module, "_sign", broken)
    with pytest.raises(RuntimeError):
        archive.put(article(id="13", text="another text"), "f.txt", record)
    assert archive.counts()["articles"] == 1
    assert archive.problems() == []


def test_what_was_read_comes_back_to_be_coded_again(archive: Archive) -> None:
    (row,) = find_articles(archive, Filter()).rows
    assert archive.input_of(row["key"]) == article()
    assert archive.input_of("0" * 24) is None


def test_another_process_that_was_quicker_is_not_written_over(archive: Archive, record: Record) -> None:
    assert not archive.add(article(), "b.txt", failure("7", "worker", "too late")).fresh
    assert archive.counts()["failures"] == 0
    kept = archive.add(article(id="8"), "b.txt", record)
    assert (kept.fresh, kept.copy_of) == (True, find_articles(archive, Filter(article="7")).rows[0]["key"])


def test_text_that_a_database_cannot_take_is_kept_all_the_same(where: str) -> None:
    archive = Archive(where)
    odd = article(id="nul", title="a\0b", text="Shells\0hit Halvia.")
    empty = Record(article=ArticleHead(id="nul", title="a\0b", text="Shells\0hit Halvia."))
    kept = archive.put(odd, "name-\udcff.txt", empty)
    assert archive.input_of(kept.key) == odd
    assert find_articles(archive, Filter(words="halvia")).total == 1
    long = article(id="long", text=" ".join(f"word{n}" for n in range(200_000)))
    assert archive.add(long, "c.txt", failure("long", "x", "y")).error == "x"
    assert find_articles(archive, Filter(words="word77")).total == 1
    assert archive.problems() == []
    archive.close()


def test_a_new_record_takes_the_place_of_the_one_it_was_made_for(archive: Archive, record: Record) -> None:
    (row,) = find_articles(archive, Filter()).rows
    newer = record.model_copy(update={"events": record.events[:1], "coder": "newer"})
    assert not archive.replace(row["key"], "somebody else's", None, newer)
    assert archive.replace(row["key"], "sayso test", None, newer)
    assert archive.record(row["key"]) == newer
    assert types(archive) == ["ASSAULT"]
    assert archive.problems() == []

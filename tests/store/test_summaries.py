"""Columns in memory give the same answers as the database: the same events, the same numbers, for every condition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.page_archive import fill
from sayso.store import Archive, Filter
from sayso.store.columns import Column, Columns, load
from sayso.store.search import counts, find_actors, find_events, find_sayings
from sayso.store.summaries import FACETS, actors_known, events_of, selection, stamp

EVENTS = 300


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    made = Archive(tmp_path_factory.mktemp("store") / "news.db")
    fill(made, EVENTS)
    yield made
    made.close()


@pytest.fixture(scope="module")
def columns(archive: Archive) -> Columns:
    return load(archive)


def some(archive: Archive, column: str) -> str:
    """A value that occurs in the archive."""
    rows = find_events(archive, Filter(), limit=EVENTS).rows
    return next(str(r[column]) for r in rows if r[column])


def asked(archive: Archive) -> list[dict[str, Any]]:
    actor, place, outlet = some(archive, "actors").split("; ")[0], some(archive, "place"), some(archive, "outlet")
    word, speaker = some(archive, "sentence").split()[3].strip("."), some(archive, "say_so").split(" < ")[0]
    return [
        {},
        {"type": "assault"},
        {"quad": 4},
        {"standing": "claimed", "since": "2015"},
        {"until": "2012-06"},
        {"country": some(archive, "country")},
        {"mode": some(archive, "modes").split()[0]},
        {"place": place.upper()},
        {"outlet": outlet.lower()},
        {"speaker": speaker[:6]},
        {"speaker": "nobody", "speaker_names": (speaker, "x/y")},
        {"recipient": "nobody", "recipient_names": (actor,)},
        {"actor": "nobody", "names": (actor,), "recipient": "MIL"},
        {"stance": "deny"},
        {"auxiliary": False},
        {"actor": actor},
        {"actor": actor.split()[0], "since": "2000"},
        {"actor": actor.split()[0], "exact": True},
        {"recipient": "MIL"},
        {"recipient": "nobody", "names": (actor,)},
        {"words": word},
        {"words": f'"{word}" {word}'},
        {"article": "7"},
        {"review": "corrected"},
    ]


@pytest.mark.parametrize("nth", range(24))
def test_the_same_events_are_found(archive: Archive, columns: Columns, nth: int) -> None:
    wanted = Filter(**asked(archive)[nth])
    expected = find_events(archive, wanted, limit=40, offset=5)
    found = events_of(archive, selection(archive, columns, wanted), limit=40, offset=5)
    assert found == expected


@pytest.mark.parametrize("sort", ["confidence", "type", "place"])
def test_the_same_order_is_kept(archive: Archive, columns: Columns, sort: str) -> None:
    """Among equals the newest come first here; the database does not say."""
    wanted = Filter(standing="claimed")
    expected = find_events(archive, wanted, limit=EVENTS, sort=sort).rows
    found = events_of(archive, selection(archive, columns, wanted), limit=EVENTS, sort=sort).rows
    assert [r[sort] for r in found] == [r[sort] for r in expected]
    assert {r["key"] for r in found} == {r["key"] for r in expected}


def test_conditions_do_find_something(archive: Archive, columns: Columns) -> None:
    empty = [c for c in asked(archive) if not selection(archive, columns, Filter(**c)).total]
    assert [set(c) for c in empty] == [
        {"actor", "exact"},
        {"review"},
    ]  # half a name is not the whole; nothing is reviewed


@pytest.mark.parametrize("by", ["type", "standing", "country", "outlet", "month"])
def test_the_same_numbers_are_counted(archive: Archive, columns: Columns, by: str) -> None:
    wanted = Filter(standing="claimed")
    expected = [(v, n) for v, n in counts(archive, wanted, by) if v != "unknown"]
    assert selection(archive, columns, wanted).facet(by) == expected


def test_the_same_dyads_are_counted(archive: Archive, columns: Columns) -> None:
    found = {f"{a} → {b}": n for a, b, n in selection(archive, columns, Filter(quad=4)).dyads()}
    assert found == dict(counts(archive, Filter(quad=4), "dyad"))


def test_the_same_actors_are_known(archive: Archive, columns: Columns) -> None:
    expected = {r["name"]: (r["acts"], r["suffers"]) for r in find_actors(archive, limit=10_000).rows}
    assert {k.name: (k.acts, k.suffers) for k in actors_known(columns)} == expected
    assert sum(n for _, n in selection(archive, columns, Filter()).facet("actor")) == sum(
        a for a, _ in expected.values()
    )


def test_countries_are_no_spots(archive: Archive, columns: Columns) -> None:
    chosen = selection(archive, columns, Filter())
    assert chosen.spots()
    assert all(s.resolution not in ("country", "region") for s in chosen.spots())
    rows = find_events(archive, Filter(), limit=EVENTS).rows
    assert sum(s.number for s in chosen.spots()) == sum(r["resolution"] not in (None, "country") for r in rows)


def test_modes_are_counted_one_by_one(archive: Archive, columns: Columns) -> None:
    chosen = selection(archive, columns, Filter())
    for mode, number in chosen.facet("mode"):
        assert find_events(archive, Filter(mode=mode)).total == number


def test_an_empty_archive_has_empty_answers(tmp_path: Path) -> None:
    empty = Archive(tmp_path / "empty.db")
    chosen = selection(empty, load(empty), Filter(actor="nobody"))
    assert chosen.total == 0
    assert all(chosen.facet(name) == [] for name in FACETS)
    assert chosen.dyads() == []
    assert chosen.spots() == []
    assert actors_known(chosen.columns) == []
    assert events_of(empty, chosen).rows == ()


def test_the_stamp_changes_with_the_archive(tmp_path: Path) -> None:
    made = Archive(tmp_path / "news.db")
    before = stamp(made)
    assert stamp(made) == before
    fill(made, 5)
    assert stamp(made) != before


def test_rows_without_a_value_fit_nothing() -> None:
    column = Column.of(["a", None, "b", "", "a"])
    assert column.rows(lambda _: True).tolist() == [True, False, True, False, True]
    assert column.values == ("a", "b")


def test_whole_speakers_are_found_exactly(archive: Archive) -> None:
    speaker = str(find_sayings(archive, Filter(), limit=1).rows[0]["speakers"])
    whole = find_sayings(archive, Filter(speaker=speaker, exact=True))
    assert whole.total == find_sayings(archive, Filter(speaker=speaker)).total > 0
    assert find_sayings(archive, Filter(speaker=speaker.split()[0])).total >= whole.total
    assert find_sayings(archive, Filter(speaker=speaker.split()[0], exact=True)).total == 0
    assert find_sayings(archive, Filter(speaker="x", speaker_names=(speaker,), exact=True)).total == whole.total

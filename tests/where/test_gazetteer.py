"""The gazetteer: size, counts and bounds, names with foreign letters, towns and provinces, a user's own places."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.evaluate.parsed import paragraphs
from sayso.knowledge.places import load_gazetteer
from sayso.model import Article
from sayso.where import find_places
from tests.when.cases import flat, frozen

FOLDER = paths.knowledge() / "places"
BASE = FOLDER / "gazetteer.sqlite"
MEGABYTE = 1_000_000


def _one(query: str) -> int:
    connection = sqlite3.connect(f"file:{BASE}?mode=ro&immutable=1", uri=True)
    try:
        return int(connection.execute(query).fetchone()[0])
    finally:
        connection.close()


def test_it_ships_small() -> None:
    assert BASE.stat().st_size < 40 * MEGABYTE


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("cities", "SELECT count(*) FROM place WHERE kind = 0"),
        ("names", "SELECT count(*) FROM name"),
        ("places", "SELECT count(*) FROM place"),
    ],
)
def test_counts_are_as_expected(name: str, query: str) -> None:
    expected = yaml.safe_load((FOLDER / "gazetteer.meta.yml").read_text(encoding="utf8"))["expected"]
    low, high = expected[name]
    assert low <= _one(query) <= high


def test_every_coordinate_is_on_earth() -> None:
    assert _one("SELECT count(*) FROM place WHERE abs(lat) > 900000 OR abs(lon) > 1800000") == 0
    assert _one("SELECT count(*) FROM place WHERE (lat IS NULL) != (lon IS NULL)") == 0


def test_every_province_is_one() -> None:
    lost = "SELECT count(*) FROM place p WHERE admin1 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM place q WHERE q.id = p.admin1)"
    assert _one(lost) == 0


def test_every_country_is_known() -> None:
    connection = sqlite3.connect(f"file:{BASE}?mode=ro&immutable=1", uri=True)
    codes = {row[0] for row in connection.execute("SELECT DISTINCT country FROM place")}
    connection.close()
    assert codes <= set(load_gazetteer().by_iso2)


def test_every_name_has_a_place() -> None:
    assert _one("SELECT count(*) FROM name n WHERE NOT EXISTS (SELECT 1 FROM place p WHERE p.id = n.place)") == 0


def test_the_hand_lists_are_in_bounds() -> None:
    gazetteer = load_gazetteer()
    for entry in gazetteer.listed:
        assert (entry.lat is None) == (entry.lon is None), entry.name
        assert entry.country is None or entry.country in gazetteer.by_iso3, entry.name


def test_the_sources_are_named() -> None:
    notice = Path(__file__).parents[2].joinpath("NOTICE").read_text(encoding="utf8")
    assert "GeoNames" in notice
    assert "CC BY 4.0" in notice


@pytest.mark.parametrize(
    ("name", "country"), [("Łódź", "POL"), ("Aydın", "TUR"), ("Basra", "IRQ"), ("Mecca", "SAU"), ("Tromsø", "NOR")]
)
def test_names_with_letters_of_other_tongues(name: str, country: str) -> None:
    assert any(c.country == country and c.rank == 0 for c in load_gazetteer().candidates(name))


def test_old_names_of_towns_are_left_out() -> None:
    assert not [c for c in load_gazetteer().candidates("Twickenham") if c.country == "USA"]


def _csv(folder: Path, body: str) -> Path:
    path = folder / "places.csv"
    path.write_text("name,kind,country,lat,lon,aliases\n" + body, encoding="utf8")
    return path


def test_a_user_adds_places(tmp_path: Path) -> None:
    text = "Protesters in Minsk were beaten by riot police."
    path = _csv(tmp_path, "Minsk,place,BLR,53.5,27.1,Camp Minsk|Old Minsk\n")
    gazetteer = load_gazetteer().with_user([path])
    article = Article(id="x", text=text, blocks=paragraphs(text))
    assert any(c.listed and c.lat == 53.5 for c in gazetteer.candidates("Camp Minsk"))
    assert find_places(article, frozen("where")[text], gazetteer)[0].country == "BLR"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("X,galaxy,SYR,1,1,\n", "kind"),
        ("X,city,Syria,1,1,\n", "country"),
        ("X,city,SYR,99,1,\n", "lat"),
        (",city,SYR,1,1,\n", "name"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    path = _csv(tmp_path, row)
    with pytest.raises(KnowledgeError, match=rf"places\.csv:2: {said}"):
        load_gazetteer().with_user([path])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=150).filter(lambda t: bool(t.split())))
def test_any_text_gives_honest_spans(text: str) -> None:
    article = Article(id="x", text=text, blocks=paragraphs(text))
    for place in find_places(article, flat(text), load_gazetteer()):
        assert text[place.text.start : place.text.end] == place.text.text


def test_the_sample_of_the_docs_is_a_sound_file(tmp_path: Path) -> None:
    page = Path(__file__).parents[2].joinpath("docs/where.md").read_text(encoding="utf8")
    path = tmp_path / "mine.csv"
    path.write_text(page.split("```csv\n")[1].split("```")[0], encoding="utf8")
    found = load_gazetteer().with_user([path]).candidates("Camp New Iraq")
    assert [(c.name, c.country, c.lat) for c in found] == [("Camp Ashraf", "IRQ", 33.95)]

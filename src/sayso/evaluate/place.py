"""How well toponyms are found and resolved is measured here, on LGL and TR-News, each document with weights not learned on it."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree import ElementTree

from sayso.doc import Doc
from sayso.evaluate.parsed import paragraphs, parsed
from sayso.knowledge.loading import Entry, read_mapping
from sayso.knowledge.places import Gazetteer, load_gazetteer
from sayso.model import Article, Event, EventPlace, Place, quote
from sayso.text import folded
from sayso.where import LIKELY, find_places, place_events
from sayso.where.ranking import distance

SETS = {"lgl": "lgl.xml", "tr-news": "TR-News.xml"}
OWN = Path(__file__).resolve().parents[3] / "evaluation" / "when_where"
PARTS = {
    "own-places": "places.jsonl",
    "own-places-check": "places-check.jsonl",
    "own-places-blind2": "places-blind2.jsonl",
    "own-places-blind3": "places-blind3.jsonl",
    "own-places-blind4": "places-blind4.jsonl",
    "own-places-blind5": "places-blind5.jsonl",
    "own-places-blind6": "places-blind6.jsonl",
    "own-places-blind7": "places-blind7.jsonl",
    "own-places-blind8": "places-blind8.jsonl",
}  # tuned on; each of the others was written after the one before it was mended, and scored blind first
FOLDS = 5
SHIFT = 12  # characters
NEAR = 161.0  # km, a hundred miles: the field's measure
WEIGHTS = Path(__file__).resolve().parents[3] / "evaluation" / "when_where" / "place-folds.yml"


@dataclass(frozen=True)
class GoldPlace:
    """One annotated toponym; ids and point are None where the set gives none."""

    start: int
    end: int
    id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: int | None = None


@dataclass(frozen=True)
class GoldText:
    """One annotated article; `fold` says with which weights it is measured."""

    article: Article
    fold: int
    places: tuple[GoldPlace, ...]


@dataclass
class Tally:
    """Counts over a set: spans found, and answers among the gold places with an id that were found."""

    gold: int = 0
    found: int = 0
    right: int = 0
    resolved: int = 0
    exact: int = 0
    country: int = 0
    near: int = 0
    dots: int = 0  # places shown as a point
    dots_near: int = 0
    errors: list[float] = field(default_factory=list)  # km, where both sides have a point


def score(data: Path) -> dict[str, float]:
    """Precision and recall of toponyms; exact id, country and accuracy within 161 km of those found; errors in km."""
    folds = fold_weights()
    figures: dict[str, float] = {}
    for name, file in SETS.items():
        tally = Tally()
        for gold in gold_texts(data / "place" / file):
            gazetteer = replace(load_gazetteer(), weights=folds.get(gold.fold, load_gazetteer().weights))
            count(tally, gold.places, places_of(gold, gazetteer), gazetteer)
        figures |= {f"{name}/{measure}": value for measure, value in figures_of(tally).items()}
    return figures | {f"{part}/accuracy": own_places(file) for part, file in PARTS.items()}


class PlaceCase(Entry):
    """One sentence of our own: where what the trigger tells happened, or nowhere that the text tells."""

    text: str
    trigger: str
    start: int
    type: str
    name: str | None
    country: str | None
    resolution: str | None


def own_places(file: str = "places.jsonl") -> float:
    """Percent of our own cases whose event gets the right place, country and resolution, or rightly none."""
    cases = place_cases(file)
    return round(100 * sum(is_right(c, located(c)) for c in cases) / len(cases), 2)


def place_cases(file: str = "places.jsonl") -> list[PlaceCase]:
    """The cases of a file of evaluation/when_where."""
    return [PlaceCase.model_validate_json(line) for line in (OWN / file).read_text(encoding="utf8").splitlines()]


def is_right(case: PlaceCase, where: EventPlace | None) -> bool:
    """True for the expected name (accents aside), country and, where the case names one, resolution."""
    if where is None or case.name is None:
        return where is None and case.name is None
    level = case.resolution is None or where.resolution == case.resolution
    return level and where.country == case.country and _bears(where, case.name)


def _bears(where: EventPlace, name: str) -> bool:
    """True where the place is shown under this name, or is known by it ("Basra" for what GeoNames calls Basrah)."""
    gazetteer = load_gazetteer()
    known = [c for form in gazetteer.spelled(name) for c in gazetteer.candidates(form)]
    return folded(where.name) == folded(name) or any(
        (c.name, c.country, c.resolution) == (where.name, where.country, where.resolution) for c in known
    )


def located(case: PlaceCase, parse: Callable[[str], Doc] | None = None) -> EventPlace | None:
    """What sayso says of a case, on an article of this one text."""
    blocks = paragraphs(case.text)
    head = case.text.split(" (Wire)")[0]
    dateline = quote(case.text, 0, len(head)) if head.isupper() else None
    article = Article(id="own", text=case.text, blocks=blocks, dateline_place=dateline)
    doc, gazetteer = parse(case.text) if parse else parsed(case.text, blocks), load_gazetteer()
    trigger = quote(case.text, case.start, case.start + len(case.trigger))
    event = Event(id="e1", type=case.type, quad=4, intensity=0.0, trigger=trigger)
    return place_events(article, doc, (event,), find_places(article, doc, gazetteer), gazetteer)[0].where


def fold_weights() -> dict[int, Mapping[str, float]]:
    """Weights by fold, learned without the fold's documents; none where the file is missing."""
    if not WEIGHTS.is_file():
        return {}
    return {int(fold): weights for fold, weights in read_mapping(WEIGHTS).items()}


def gold_texts(path: Path) -> Iterator[GoldText]:
    """The articles of LGL or TR-News, in file order."""
    for number, node in enumerate(ElementTree.parse(path).getroot()):
        text = node.findtext("text") or ""
        name = node.get("docid") or f"{path.stem}-{number}"
        published = (node.findtext("dltime") or "")[:10] or None
        article = Article(
            id=name, text=text, url=node.findtext("url"), published=published, outlet=node.findtext("domain"),
            blocks=paragraphs(text),
        )  # fmt: skip
        fold = int(hashlib.sha1(name.encode()).hexdigest(), 16) % FOLDS
        yield GoldText(article, fold, tuple(_gold_place(t, text) for t in node.iter("toponym")))


def _gold_place(node: ElementTree.Element, text: str) -> GoldPlace:
    start, end = _span(int(node.findtext("start") or 0), node.findtext("phrase") or "", text)
    tag = node.find("gaztag")
    if tag is None:
        return GoldPlace(start, end)
    country = tag.find("country")
    number = country.get("geonameid") if country is not None else None
    return GoldPlace(
        start,
        end,
        int(tag.get("geonameid") or 0) or None,
        _degrees(tag, "lat"),
        _degrees(tag, "lon"),
        int(number) if number else None,
    )


def _span(start: int, phrase: str, text: str) -> tuple[int, int]:
    """Some offsets of TR-News are a few characters off: the phrase's nearest occurrence is meant."""
    shifts = sorted(range(-SHIFT, SHIFT + 1), key=abs)
    return next(((start + s, start + s + len(phrase)) for s in shifts if text.startswith(phrase, max(start + s, 0))),
                (start, start + len(phrase)))  # fmt: skip


def _degrees(tag: ElementTree.Element, name: str) -> float | None:
    text = tag.findtext(name)
    return float(text) if text else None


def places_of(gold: GoldText, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """What sayso finds in a gold article, with the points that are too uncertain to be shown."""
    return find_places(gold.article, parsed(gold.article.text), gazetteer, least=0.0)


def count(tally: Tally, gold: Sequence[GoldPlace], found: Sequence[Place], gazetteer: Gazetteer) -> None:
    """Add one article: a gold place is found where a toponym overlaps it."""
    tally.gold += len(gold)
    tally.found += len(found)
    free = list(found)
    for place in gold:
        match = next((p for p in free if p.text.start < place.end and place.start < p.text.end), None)
        if match is None:
            continue
        free.remove(match)
        tally.right += 1
        if place.id is not None:
            _compare(tally, place, match, gazetteer)


def _compare(tally: Tally, gold: GoldPlace, found: Place, gazetteer: Gazetteer) -> None:
    tally.resolved += 1
    exact = gold.id == found.geonameid
    tally.exact += exact
    country = gazetteer.by_iso3.get(found.country or "")
    tally.country += country is not None and country.id == gold.country
    error = 0.0 if exact else _error(gold, found)
    if error is not None:
        tally.errors.append(error)
        tally.near += error <= NEAR
    if found.lat is not None and found.confidence >= LIKELY:
        tally.dots += 1
        tally.dots_near += error is not None and error <= NEAR


def _error(gold: GoldPlace, found: Place) -> float | None:
    if gold.lat is None or gold.lon is None or found.lat is None or found.lon is None:
        return None
    return distance(gold.lat, gold.lon, found.lat, found.lon)


def figures_of(tally: Tally) -> dict[str, float]:
    """Percentages, and kilometres for the two errors."""
    resolved = max(tally.resolved, 1)
    return {
        "toponym-precision": round(100 * tally.right / max(tally.found, 1), 2),
        "toponym-recall": round(100 * tally.right / max(tally.gold, 1), 2),
        "exact-id": round(100 * tally.exact / resolved, 2),
        "country": round(100 * tally.country / resolved, 2),
        "within-161-km": round(100 * tally.near / resolved, 2),
        "dots": round(100 * tally.dots / resolved, 2),
        "dots-right": round(100 * tally.dots_near / max(tally.dots, 1), 2),
        "mean-error-km": round(statistics.fmean(tally.errors), 1) if tally.errors else 0.0,
        "median-error-km": round(statistics.median(tally.errors), 1) if tally.errors else 0.0,
    }

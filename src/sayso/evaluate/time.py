"""How well time expressions are found and normalised is measured here, on TimeBank and AQUAINT by TempEval-3's rules."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from pydantic import Field

from sayso.doc import Doc
from sayso.evaluate.parsed import paragraphs, parsed
from sayso.evaluate.time_gum import days
from sayso.knowledge.calendar import load_calendar
from sayso.knowledge.loading import Entry
from sayso.model import Article, Event, Moment, Quote, quote
from sayso.when import date_events, find_moments

SETS = ("timebank", "aquaint")
OWN = Path(__file__).resolve().parents[3] / "evaluation" / "when_where"
PARTS = {
    "own-dates": "dates.jsonl",
    "own-dates-check": "dates-check.jsonl",
    "own-dates-blind2": "dates-blind2.jsonl",
    "own-dates-blind3": "dates-blind3.jsonl",
    "own-dates-blind4": "dates-blind4.jsonl",
    "own-dates-blind5": "dates-blind5.jsonl",
    "own-dates-blind6": "dates-blind6.jsonl",
}  # tuned on; each of the others was written after the one before it was mended, and scored blind first


_RANGE = re.compile(r"\s*[-–—]\s*|\s+(?:to|and|through|until)\s+")


@dataclass(frozen=True)
class Timex:
    """One gold expression."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class GoldText:
    """One gold document: its name, date, text and expressions; `half` is "tune" or "check", by hash of the name."""

    name: str
    half: str
    published: str
    text: str
    timexes: tuple[Timex, ...]


def score(data: Path) -> dict[str, float]:
    """F1 (0..100) of each set and half: strict and relaxed extents, type and value among relaxed matches."""
    figures: dict[str, float] = {}
    for name in SETS:
        for half in ("tune", "check"):
            texts = [t for t in gold_texts(data / "time" / name) if t.half == half]
            counts = sum((counted(t.timexes, moments_of(t)) for t in texts), Counter())
            for measure in ("strict", "relaxed", "type", "value"):
                figures[f"{name}-{half}/{measure}-f1"] = f1(counts, measure)
    figures |= days(data) if (data / "treebanks" / "gum").is_dir() else {}
    return figures | {f"{part}/accuracy": own_dates(file) for part, file in PARTS.items()}


class DateCase(Entry):
    """One sentence of our own: when what the trigger tells happened, first and last day, or neither."""

    text: str
    published: str | None
    trigger: str
    start: int
    type: str
    since: str | None = Field(alias="from")
    to: str | None
    assumed: bool


def own_dates(file: str = "dates.jsonl") -> float:
    """Percent of our own cases whose event gets the right first and last day, and is assumed only where it should be."""
    cases = date_cases(file)
    return round(100 * sum(dated(c) == (c.since, c.to, c.assumed) for c in cases) / len(cases), 2)


def date_cases(file: str = "dates.jsonl") -> list[DateCase]:
    """The cases of a file of evaluation/when_where."""
    return [DateCase.model_validate_json(line) for line in (OWN / file).read_text(encoding="utf8").splitlines()]


def dated(case: DateCase, parse: Callable[[str], Doc] | None = None) -> tuple[str | None, str | None, bool]:
    """What sayso says of a case: first day, last day, assumed."""
    blocks = paragraphs(case.text)
    article = Article(
        id="own", text=case.text, published=case.published, blocks=blocks, dateline_place=_dateline(case.text)
    )
    doc = parse(case.text) if parse else parsed(case.text, blocks)
    events = own_events(case.text, case.trigger, case.type)
    moments = find_moments(article, doc, load_calendar())
    answers = date_events(article, doc, events, moments, load_calendar())
    when = next(e.when for e in answers if e.trigger.start == case.start)
    return (when.start_date, when.end_date, when.assumed) if when else (None, None, False)


def own_events(text: str, trigger: str, type_: str) -> tuple[Event, ...]:
    """An event at every place where the trigger's words stand."""
    starts = [hit.start() for hit in re.finditer(rf"\b{re.escape(trigger)}\b", text)]
    spans = [quote(text, start, start + len(trigger)) for start in starts]
    return tuple(Event(id=f"e{n}", type=type_, quad=4, intensity=0.0, trigger=s) for n, s in enumerate(spans, 1))


def _dateline(text: str) -> Quote | None:
    """The place of a case that begins as a wire does: "KASR, July 12 (Wire) - "."""
    head = text.split(",")[0]
    return quote(text, 0, len(head)) if head.isupper() else None


def gold_texts(folder: Path) -> Iterator[GoldText]:
    """The TimeML documents of a folder, in order of name."""
    for path in sorted(folder.glob("[!.]*.tml")):
        yield _gold_text(path)


def _gold_text(path: Path) -> GoldText:
    root = ElementTree.parse(path).getroot()
    created, body = root.find(".//DCT/TIMEX3"), root.find("TEXT")
    assert created is not None and body is not None
    found: list[Timex] = []
    text = "".join(_walk(body, [0], found))
    digest = int(hashlib.sha1(path.name.encode()).hexdigest(), 16)
    half = "tune" if digest % 2 == 0 else "check"
    return GoldText(path.name, half, created.attrib["value"][:10], text, tuple(sorted(found, key=lambda t: t.start)))


def _walk(element: ElementTree.Element, at: list[int], found: list[Timex]) -> Iterator[str]:
    """The text below an element in pieces; `at` counts characters, timexes are noted on the way."""
    start = at[0]
    yield _counted(element.text or "", at)
    for child in element:
        yield from _walk(child, at, found)
        yield _counted(child.tail or "", at)
    if element.tag == "TIMEX3":
        found.append(Timex(start, at[0], element.attrib["type"], element.attrib["value"]))


def _counted(text: str, at: list[int]) -> str:
    at[0] += len(text)
    return text


def moments_of(gold: GoldText) -> tuple[Moment, ...]:
    """What sayso finds in a gold document."""
    article = Article(id=gold.name, text=gold.text, published=gold.published, blocks=paragraphs(gold.text))
    return find_moments(article, parsed(gold.text), load_calendar())


def counted(gold: Sequence[Timex], found: Sequence[Moment]) -> Counter[str]:
    """Numbers of gold and found expressions and of the matches by each measure; every expression matches once."""
    ours = [t for m in found for t in as_timexes(m)]
    counts: Counter[str] = Counter(gold=len(gold), found=len(ours))
    counts["strict"] = len({(t.start, t.end) for t in gold} & {(t.start, t.end) for t in ours})
    for timex, moment in matched(gold, ours):
        counts["relaxed"] += 1
        counts["type"] += timex.type == moment.type
        counts["value"] += timex.value == moment.value
    return counts


def as_timexes(moment: Moment) -> tuple[Timex, ...]:
    """TimeML annotates the two ends of a range ("May 3 to May 8") each on its own; the record has one moment."""
    start, end = moment.text.start, moment.text.end
    ends, cut = moment.value.split("/"), _RANGE.search(moment.text.text)
    if len(ends) != 2 or cut is None:
        return (Timex(start, end, moment.type, moment.value),)
    first = Timex(start, start + cut.start(), moment.type, ends[0])
    return first, Timex(start + cut.end(), end, moment.type, ends[1])


def matched(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs that overlap, in order of position, the longest overlap first for each gold expression."""
    free = list(found)
    pairs = []
    for timex in gold:
        near = [m for m in free if m.start < timex.end and timex.start < m.end]
        if near:
            best = max(near, key=lambda m: min(m.end, timex.end) - max(m.start, timex.start))
            free.remove(best)
            pairs.append((timex, best))
    return pairs


def f1(counts: Counter[str], measure: str) -> float:
    """Harmonic mean of precision and recall, in percent."""
    total = counts["gold"] + counts["found"]
    return round(200 * counts[measure] / total, 2) if total else 0.0

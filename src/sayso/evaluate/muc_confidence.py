"""Standing against MUC's keys: is an attack by an organization told as fact, claimed by it, or only laid at its door?

The development keys say of each organization how its part is known: reported as fact, claimed or admitted, suspected or
accused. Sayso's standing is put into those three: a fact; admitted; and what others claim, suspect, dispute or deny.
Only attacks that sayso codes with that organization as actor can be compared; how many those are is shown. The documents
whose keys name an organization are dealt out in four: the errors of two quarters have been read, two are only scored.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.casting import article_of, cast_of, lexicon
from sayso.evaluate.parsed import parsed
from sayso.evaluate.spans import Tally
from sayso.knowledge.cues import CueBook
from sayso.model import Event
from sayso.says import attribute_events, find_sayings
from sayso.what import find_events

CLASSES = ("claimed", "fact", "accused")  # the surest first: nobody knows better than the doer who owns up
_GOLD = {
    "REPORTED AS FACT": "fact",
    "CLAIMED OR ADMITTED": "claimed",
    "SUSPECTED OR ACCUSED": "accused",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused",
    "POSSIBLE": "accused",
}
_OURS = {"fact": "fact", "admitted": "claimed"}
_EVERY = 4
#: Which quarters of the documents stand behind each name of figures; the first was read in session 3, the next in 4.
PARTS = {"muc-confidence": (0,), "muc-confidence-tune": (0, 1), "muc-confidence-check": (2, 3)}
_LINE = re.compile(r"^\d+\.\s+(?P<slot>[A-Z: ]+?)\s{2,}(?P<value>.*)$")
_WORD = re.compile(r"\w+")
_NAME = re.compile(r'"((?:\\"|[^"])+)"')


@dataclass(frozen=True)
class Perpetrator:
    """One organization of one template: its names in lower case and how its part is known."""

    names: tuple[str, ...]
    known: str


def keys(folder: Path) -> dict[str, list[Perpetrator]]:
    """The organizations of all keys, by document."""
    found: dict[str, list[Perpetrator]] = defaultdict(list)
    for path in sorted(folder.glob("key-dev-*.muc4")):
        document = ""
        for slot, value in _lines(path.read_text(encoding="latin-1")):
            if slot == "MESSAGE: ID":
                document = value.split(" (")[0]
            elif slot == "PERP: ORGANIZATION CONFIDENCE":
                found[document].extend(_perpetrators(value))
    return {k: v for k, v in found.items() if v}


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The slots with their values; a value may run over several lines, joined by line breaks."""
    slot, values = "", [""]
    for line in [*text.splitlines(), "0.  END  "]:
        match = _LINE.match(line)
        if match is None:
            values.append(line.strip())
            continue
        if slot:
            yield slot, "\n".join(values).strip()
        slot, values = match["slot"].strip(), [match["value"]]


def _perpetrators(value: str) -> Iterator[Perpetrator]:
    for line in value.splitlines():
        kind, _, names = line.partition(":")
        known = _GOLD.get(kind.strip(" ?"))
        found = tuple(n.replace('\\"', '"').lower() for n in _NAME.findall(names))
        if known is not None and found:
            yield Perpetrator(found, known)


def _documents(data: Path, quarters: Sequence[int]) -> Iterator[tuple[str, list[Perpetrator]]]:
    """The text of each document of these quarters with its organizations."""
    named = keys(data / "events" / "muc" / "raw" / "dev")
    wanted = {name for quarter in quarters for name in sorted(named)[quarter::_EVERY]}
    for line in (data / "events" / "muc" / "train.json").read_text(encoding="utf8").splitlines():
        document = json.loads(line)
        if document["docid"] in wanted:
            yield document["doctext"], named[document["docid"]]


def attacks(text: str) -> list[Event]:
    """The attacks that sayso finds, with their standing."""
    article = article_of(text)
    doc = parsed(text, article.blocks)
    cast = cast_of(article, doc)
    events = find_events(article, doc, cast, lexicon())
    placed = attribute_events(events, find_sayings(article, doc, cast, CueBook.shipped()), cast)
    return [e for e in placed if e.type == "ASSAULT" and not {"negated", "hypothetical", "future"} & set(e.auxiliary)]


def known_of(perpetrator: Perpetrator, events: Sequence[Event]) -> str | None:
    """How sayso says that the organization's part is known: the surest of its attacks; None where none was coded."""
    own = [e for e in events if any(_names(perpetrator, q.text.lower()) for q in e.actor_text)]
    ours = [_OURS.get(e.standing, "accused") for e in own]
    return min(ours, key=CLASSES.index) if ours else None


def _names(perpetrator: Perpetrator, text: str) -> bool:
    """True where all words of one of the names stand in the text, or at least two words of a name are all the text."""
    words = set(_WORD.findall(text)) - {"the"}
    names = [set(_WORD.findall(name)) - {"the"} for name in perpetrator.names]
    return any(name <= words or (len(words) > 1 and words <= name) for name in names)


def score(data: Path) -> dict[str, float]:
    """Precision, recall and F1 of each of the three, among organizations whose attack was coded; their share; 0..100."""
    figures: dict[str, float] = {}
    for name, quarters in PARTS.items():
        figures |= _figures(name, _documents(data, quarters))
    return figures


def _figures(name: str, documents: Iterable[tuple[str, list[Perpetrator]]]) -> dict[str, float]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for text, perpetrators in documents:
        events = attacks(text)
        for perpetrator in perpetrators:
            _count(tallies, perpetrator, known_of(perpetrator, events))
    figures = {f"{name}/coded": round(tallies["coded"].recall, 2)}
    for known in CLASSES:
        t = tallies[known]
        figures |= {f"{name}/{known}-{n}": round(getattr(t, a), 2) for n, a in _FIGURES}
    return figures


def _count(tallies: dict[str, Tally], perpetrator: Perpetrator, ours: str | None) -> None:
    tallies["coded"].add(ours is not None, 1, 1)
    for known in CLASSES if ours is not None else ():
        both = ours == perpetrator.known == known
        tallies[known].add(both, ours == known, perpetrator.known == known)


_FIGURES = (("p", "precision"), ("r", "recall"), ("f1", "f1"))

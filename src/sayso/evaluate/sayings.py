"""Our own challenge cases for sayings: trees of nested, relayed, denied and multi-paragraph reports, scored slot by slot.

A case is right when every wanted saying is found with its speaker, content, stance, negation and parent, and no other;
a slot that a case leaves out is not asked for. Rules were fitted to all files but those of HELD, which
were written and scored before the rules of their day; docs/says.md says which have been read since.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.cast import Cast
from sayso.evaluate.casting import cast_of
from sayso.evaluate.parsed import filed, parsed
from sayso.evaluate.spans import Tally, matched, words_in
from sayso.knowledge.cues import CueBook
from sayso.model import Article, Quote, Saying
from sayso.says import find_sayings
from sayso.text import Span

CASES = Path(__file__).resolve().parents[3] / "evaluation" / "challenge" / "says"
SLOTS = ("speaker", "content", "stance", "negated", "parent", "venue", "addressee")

#: Files that were written before the rules were run on them, each with the name of its figures.
HELD = {
    "held.jsonl": "says-held",
    "held2.jsonl": "says-held2",
    "held3.jsonl": "says-held3",
    "held4.jsonl": "says-held4",
    "held5.jsonl": "says-held5",
    "held6.jsonl": "says-held6",
    "held7.jsonl": "says-held7",
    "held8.jsonl": "says-held8",
    "held9.jsonl": "says-held9",
    "held10.jsonl": "says-held10",
    "colons.jsonl": "says-colons",
    "nothing.jsonl": "says-nothing",
    "stance.jsonl": "says-stance",
    "stance2.jsonl": "says-stance2",
    "stance3.jsonl": "says-stance3",
    "stance4.jsonl": "says-stance4",
}


def cases(folder: Path = CASES, held: str | None = None) -> Iterator[dict[str, Any]]:
    """The cases that rules were fitted to, in order, or those of one file that was held out."""
    for path in sorted(folder.glob("*.jsonl")):
        chosen = path.name == held if held is not None else path.name not in HELD
        for line in path.read_text(encoding="utf8").splitlines() if chosen else ():
            yield json.loads(line)


def read_case(case: Mapping[str, Any], cues: CueBook) -> tuple[list[Saying], Cast]:
    """What sayso finds in the case's text, without the article itself, and the actors that may speak."""
    text = str(case["text"])
    blocks = filed(text)
    agency = Quote(**case["agency"]) if "agency" in case else None
    article = Article(id=case["id"], text=text, blocks=blocks, dateline_agency=agency)
    doc = parsed(text, blocks)
    cast = cast_of(article, doc)
    return list(find_sayings(article, doc, cast, cues)[1:]), cast


def faults(case: Mapping[str, Any], found: Sequence[Saying], cast: Cast | None = None) -> list[str]:
    """What is wrong in the answer to one case: "missing 1", "speaker 2", "extra" …; empty when all is right.

    With a cast it is also asked whether the actor is found whom the case names behind "he" or a role ("who").
    """
    wanted: list[dict[str, Any]] = case["sayings"]
    pairs = matched([_spot(s.cue, s.content) for s in found], [_wanted_spot(w) for w in wanted])
    by_wanted = {j: i for i, j in pairs}
    wrong = [f"missing {j + 1}" for j in range(len(wanted)) if j not in by_wanted]
    wrong += [
        f"extra {s.cue.text if s.cue else s.content[0].text}" for i, s in enumerate(found) if i not in dict(pairs)
    ]
    for i, j in pairs:
        wrong += [f"{slot} {j + 1}" for slot in SLOTS if not _same(case["text"], slot, found, i, wanted[j], by_wanted)]
    asked = [j for j, w in enumerate(wanted) if "who" in w and cast is not None]
    speakers = {j: found[by_wanted[j]] for j in asked if j in by_wanted}
    return wrong + [f"who {j + 1}" for j in asked if not _is_who(speakers.get(j), wanted[j]["who"], cast)]


def _is_who(saying: Saying | None, who: Mapping[str, int], cast: Cast | None) -> bool:
    """True where all speakers are the one actor whose mention the case points at."""
    if saying is None or cast is None:
        return False
    named = [m for id_ in saying.speakers for m in cast.actor(id_).mentions]
    meant = any(m.start < who["end"] and who["start"] < m.end for m in named)
    return meant and len(saying.speakers) == 1


def _spot(cue: Quote | None, content: Sequence[Quote]) -> Span | None:
    if cue is not None:
        return Span(cue.start, cue.end)
    return Span(content[0].start, content[0].end) if content else None


def _wanted_spot(wanted: Mapping[str, Any]) -> Span | None:
    place = wanted["cue"] or next(iter(wanted.get("content", ())), None)
    return Span(place["start"], place["end"]) if place else None


def _same(
    text: str, slot: str, found: Sequence[Saying], at: int, wanted: Mapping[str, Any], by_wanted: Mapping[int, int]
) -> bool:
    saying = found[at]
    if slot == "parent":
        above = by_wanted.get(wanted["parent"] - 1) if wanted.get("parent") else None
        return saying.parent == ("s0" if above is None else found[above].id)
    if slot not in wanted:
        return True
    if slot == "content":
        theirs = [(c["start"], c["end"]) for c in wanted["content"]]
        return words_in(text, [c.span for c in saying.content]) == words_in(text, theirs)
    if slot in ("speaker", "addressee"):
        return _same_words(text, getattr(saying, slot), wanted[slot])
    if slot == "venue":
        return saying.venue is not None and saying.venue.kind == wanted["venue"]
    return bool(getattr(saying, slot) == wanted[slot])


def _same_words(text: str, ours: Quote | None, theirs: Mapping[str, int] | None) -> bool:
    one = words_in(text, [ours.span]) if ours else set()
    return one == (words_in(text, [(theirs["start"], theirs["end"])]) if theirs else set())


def score(data: Path) -> dict[str, float]:
    """Fitted and held-out cases: the share that is wholly right, by kind, and of sayings with each slot right, 0..100."""
    del data
    figures = _figures(cases(), "says-challenge")
    for file, name in HELD.items():
        figures |= _figures(cases(held=file), name)
    return figures


def _figures(chosen: Iterable[Mapping[str, Any]], prefix: str) -> dict[str, float]:
    cues = CueBook.shipped()
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case in chosen:
        found, cast = read_case(case, cues)
        wrong = faults(case, found, cast)
        for kind in ("all", str(case["kind"]).split()[0].strip(",:")):
            tallies[f"{kind}-cases"].add(not wrong, 1, 1)
        missing = sum(w.startswith("missing") for w in wrong)
        tallies["sayings"].add(len(case["sayings"]) - missing, len(found), len(case["sayings"]))
        asked = sum("who" in w for w in case["sayings"])
        if asked:
            tallies["who"].add(asked - sum(w.startswith("who") for w in wrong), 1, asked)
        for slot in SLOTS:
            bad = sum(w.startswith(f"{slot} ") for w in wrong)
            tallies[slot].add(len(case["sayings"]) - missing - bad, 1, len(case["sayings"]))
    figures = {f"{prefix}/{name}": round(t.recall, 2) for name, t in tallies.items()}
    return figures | {f"{prefix}/sayings-f1": round(tallies["sayings"].f1, 2)}

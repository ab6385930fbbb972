"""Actors measured: our own rows of phrase and date, re3d's actor spans and countries, and the actors of PLV_train.

A row of evaluation/actors/*.jsonl gives country, sectors, entry; "-" expects none, "*" asks nothing, "A/B" is either.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.cast import Cast
from sayso.evaluate.parsed import parsed
from sayso.knowledge.actors import ActorBase
from sayso.model import Actor, Article
from sayso.who import find_actors

_OWN = Path(__file__).resolve().parents[3] / "evaluation" / "actors"
_APART = ("held2", "held3", "held4", "roles")  # groups with a figure of their own
_RE3D_TYPES = frozenset({"Person", "Organisation", "Nationality"})


@dataclass(frozen=True)
class Row:
    """One row of our own set with what we answer."""

    group: str
    sentence: str
    phrase: str
    date: str | None
    country: str
    sectors: str
    entry: str

    def answer(self, base: ActorBase) -> Actor | None:
        """The actor we find at the phrase's place, or None."""
        cast = cast_of(self.sentence, base, self.date)
        return actor_at(cast, self.sentence, self.sentence.rindex(self.phrase), self.phrase)


def own_rows(folder: Path = _OWN) -> Iterator[Row]:
    """Every row of our own set."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            yield Row(**json.loads(line))


def cast_of(text: str, base: ActorBase, date: str | None) -> Cast:
    """The actors of one text."""
    return find_actors(Article(id="gold", text=text, published=date), parsed(text), base)


def actor_at(cast: Cast, text: str, start: int, phrase: str) -> Actor | None:
    """The actor of the mention that covers most of the phrase and ends with it, else of the largest inside it."""
    end = start + len(phrase)
    spans = [
        (min(end, m.end) - max(start, m.start), m.end == end, a)
        for a in cast.actors
        for m in a.mentions
        if m.start < end and start < m.end and text[m.start : m.end].strip()
    ]
    return max(spans, key=lambda s: (s[0], s[1]))[2] if spans else None


def verdict(want: str, got: str | None) -> str:
    """right, wrong, missed (expected, none given) or invented (none expected, one given); "" where nothing is asked."""
    if want == "*":
        return ""
    if got is None:
        return "right" if "-" in want.split("/") else "missed"
    if got in want.split("/"):
        return "right"
    return "invented" if want == "-" else "wrong"


def check(row: Row, actor: Actor | None) -> dict[str, str]:
    """The verdicts on country, primary sector and entry."""
    sector = actor.sectors[0] if actor and actor.sectors else None
    return {
        "country": verdict(row.country, actor.country if actor else None),
        "sector": verdict(row.sectors, sector),
        "entry": verdict(row.entry.replace("/", "|"), actor.entry.replace("/", "|") if actor and actor.entry else None),
    }


def measure_own(rows: Sequence[Row], base: ActorBase) -> dict[str, float]:
    """Accuracy of country, primary sector and entry, and how often a wrong answer stands where none belongs."""
    counts: dict[str, Counter[str]] = {"country": Counter(), "sector": Counter(), "entry": Counter()}
    for row in rows:
        for part, found in check(row, row.answer(base)).items():
            counts[part][found] += bool(found)
    figures: dict[str, float] = {"rows": float(len(rows))}
    for part, counter in counts.items():
        total = sum(counter.values())
        figures[f"{part}-accuracy"] = 100 * counter["right"] / max(1, total)
        figures[f"{part}-wrong-instead-of-none"] = 100 * (counter["wrong"] + counter["invented"]) / max(1, total)
    return figures


def measure_plv(path: Path, base: ActorBase, limit: int = 0) -> dict[str, float]:
    """How often one of our mentions overlaps, and how often equals, a gold source or target."""
    counts: Counter[str] = Counter()
    rows = list(csv.DictReader(path.open(encoding="utf8"), delimiter="\t"))
    for row in rows[: limit or None]:
        text = row["sentence"]
        mentions = [m for a in cast_of(text, base, None).actors for m in a.mentions]
        for part in ("source", "target"):
            phrase = row[part].strip()
            start = text.find(phrase)
            if not phrase or start < 0:
                continue
            counts[f"{part}"] += 1
            end = start + len(phrase)
            counts[f"{part}-overlap"] += any(m.start < end and start < m.end for m in mentions)
            counts[f"{part}-headed"] += any(start <= m.head < end and (m.start, m.end) != (0, 0) for m in mentions)
            counts[f"{part}-equal"] += any(
                same_words(m.text, phrase) for m in mentions if m.start < end and start < m.end
            )
    return {
        f"{part}-{how}": 100 * counts[f"{part}-{how}"] / max(1, counts[part])
        for part in ("source", "target")
        for how in ("overlap", "equal")
    }


def same_words(one: str, other: str) -> bool:
    """Equal but for an article in front and marks at the end."""
    return _bare(one) == _bare(other)


def _bare(phrase: str) -> str:
    words = phrase.strip(" .,;:'\"’s").lower().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def measure_re3d(folder: Path, base: ActorBase) -> dict[str, float]:
    """Recall of re3d's persons, organisations, nationalities, and the country of those that name a state or people."""
    counts: Counter[str] = Counter()
    for part in sorted(p for p in folder.iterdir() if (p / "documents.jsonl").is_file()):
        texts = {d["_id"]: d["text"] for d in _jsonl(part / "documents.jsonl")}
        casts = {i: cast_of(text, base, None) for i, text in texts.items()}
        for entity in _jsonl(part / "entities.jsonl"):
            if entity["type"] in _RE3D_TYPES and float(entity["confidence"]) >= 0.5:
                _count_re3d(counts, entity, texts[entity["documentId"]], casts[entity["documentId"]], base)
    return {
        "re3d-span-overlap": 100 * counts["overlap"] / max(1, counts["all"]),
        "re3d-country": 100 * counts["country-right"] / max(1, counts["country"]),
    }


def _count_re3d(counts: Counter[str], entity: dict[str, str], text: str, cast: Cast, base: ActorBase) -> None:
    start, end = int(entity["begin"]), int(entity["end"])
    actor = actor_at(cast, text, start, text[start:end])
    counts["all"] += 1
    counts["overlap"] += actor is not None
    sense = base.states.sense(text[start:end])
    if actor is not None and sense is not None:
        counts["country"] += 1
        counts["country-right"] += actor.country == sense.country


def _jsonl(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf8").splitlines():
        if line.strip():
            yield json.loads(line)


def score(data: Path) -> dict[str, float]:
    """All figures, 0 to 100 (but `rows`)."""
    base = ActorBase.shipped()
    rows = list(own_rows())
    held = {r.group for r in rows if r.group.startswith(_APART)}
    found = {f"actors-own/{k}": v for k, v in measure_own([r for r in rows if r.group not in held], base).items()}
    for name in sorted(held):
        figures = measure_own([r for r in rows if r.group == name], base)
        found.update({f"actors-{name}/{k}": v for k, v in figures.items()})
    plv = measure_plv(data / "events" / "plv" / "PLV_train.tsv", base)
    found.update({f"plv-train/{k}": v for k, v in plv.items()})
    found.update({f"re3d/{k.removeprefix('re3d-')}": v for k, v in measure_re3d(data / "re3d", base).items()})
    return {k: round(v, 2) for k, v in found.items()}

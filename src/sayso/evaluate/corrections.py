"""The program against what people corrected: are their events found, are rejected ones made again, and is each slot right?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.model import Actor, Article, Event, Failure, Quote, Record, Saying
from sayso.review import Decision, Kind, Party, Values, values_of
from sayso.review.judgement import Judgement, slot
from sayso.review.values import Target, targets
from sayso.store import Archive
from sayso.store.gold import reviewed_articles
from sayso.text import folded

#: The slots that are scored; sets of actors by F1, everything else by being the same.
SLOTS: dict[Kind, tuple[str, ...]] = {
    "event": ("type", "modes", "actors", "recipients", "when", "where", "under", "standing", "auxiliary"),
    "saying": ("speakers", "stance", "negated", "under"),
    "actor": ("actor_kind", "country", "sectors"),
}
_PARTIES = frozenset({"actors", "recipients", "speakers"})
Coded = tuple[Record, Sequence[Decision]]


def coded_again(archive: Archive, code: Callable[[Article], Record | Failure]) -> Iterator[Coded]:
    """Each reviewed article as the program codes it now, from what was read, with what holds for it.

    An article whose input is not kept (from an archive of the first version), or that cannot be coded any more, gives
    its stored record.
    """
    for reviewed in reviewed_articles(archive):
        article = archive.input_of(reviewed.key)
        answer = code(article) if article is not None else reviewed.record
        yield (answer if isinstance(answer, Record) else reviewed.record), reviewed.decisions


def stored(archive: Archive) -> Iterator[Coded]:
    """Each reviewed article as it was coded when it was added."""
    yield from ((r.record, r.decisions) for r in reviewed_articles(archive))


@dataclass
class _Tally:
    """Counts over all articles, by score."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, right: float, total: float = 1.0) -> None:
        """Count one answer."""
        self.right[name] += right  # type: ignore[assignment]
        self.total[name] += total  # type: ignore[assignment]

    def shares(self) -> dict[str, float]:
        """Per cent right of each."""
        return {n: 100.0 * self.right[n] / total for n, total in self.total.items() if total}


def score(coded: Iterable[Coded]) -> dict[str, float]:
    """Per cent, each over what people settled: the program's records of articles, with what holds for each.

    `found` of what people accepted, corrected or added; `made-again` of what they rejected (lower is better); slots
    of what was found. What nobody judged is not scored: it is neither right nor wrong.
    """
    tally, articles = _Tally(), 0
    for record, decisions in coded:
        articles += 1
        for kind in SLOTS:
            held = [d.holds for d in decisions if d.holds is not None and d.holds.kind == kind]
            _score_kind(tally, record, kind, held)
    if not articles:
        return {}
    return {"corrections/articles": float(articles), **dict(sorted(tally.shares().items()))}


def _score_kind(tally: _Tally, record: Record, kind: Kind, held: Sequence[Judgement]) -> None:
    """People's targets are paired with the program's, best first, each at most once."""
    free = list(targets(record, kind))
    kept = [j for j in held if j.verdict != "reject"]
    for judgement in kept:
        target = max(free, key=lambda t: _fit(t, judgement), default=None)
        found = target is not None and _fit(target, judgement)[0] > 0
        tally.add(f"corrections/{kind}s-found", found)
        if found and target is not None:
            free.remove(target)
            _score_slots(tally, record, kind, target, judgement.after)
    for judgement in (j for j in held if j.verdict == "reject"):
        again = any(_is_again(t, judgement) for t in free)
        tally.add(f"corrections/{kind}s-made-again", again)


def _fit(target: Target, judgement: Judgement) -> tuple[int, int]:
    """At the same words (2 the very same, 1 overlapping, 0 elsewhere), and with the same type or name."""
    spans = [q.span for q in _spans(target)]
    anchor = (judgement.anchor.start, judgement.anchor.end)
    after = judgement.after.trigger.span if judgement.after.trigger else anchor
    near = any(s < after[1] and after[0] < e for s, e in spans)
    same = _label(target) == (judgement.after.type or judgement.after.name or "")
    return (2 if after in spans else int(near)), int(same)


def _is_again(target: Target, judgement: Judgement) -> bool:
    """A rejected event that is made again has the same type at the same words."""
    place, _ = _fit(target, judgement)
    same = judgement.kind != "event" or _label(target) == judgement.before.type
    return place > 0 and same


def _spans(target: Target) -> Iterator[Quote]:
    if isinstance(target, Event):
        yield target.trigger
    elif isinstance(target, Saying):
        yield from (q for q in (target.cue, *target.content) if q is not None)
    else:
        yield from target.mentions


def _label(target: Target) -> str:
    return target.type if isinstance(target, Event) else target.name if isinstance(target, Actor) else ""


def _score_slots(tally: _Tally, record: Record, kind: Kind, target: Target, gold: Values) -> None:
    found = values_of(record, target)
    for name in SLOTS[kind]:
        if name not in gold.slots:
            continue
        if name in _PARTIES:
            _score_parties(tally, f"corrections/{kind}-{name}-f1", record, getattr(found, name), getattr(gold, name))
        else:
            same = _SAME.get(name, _same)(found, gold, name)
            tally.add(f"corrections/{kind}-{name}", same)


def _score_parties(tally: _Tally, score: str, record: Record, found: Sequence[Party], gold: Sequence[Party]) -> None:
    """2 x right over found and gold together; two empty sides count as nothing."""
    right = sum(any(_same_party(record, f, g) for f in found) for g in gold)
    tally.add(score, 2.0 * right, len(found) + len(gold))


def _same_party(record: Record, found: Party, gold: Party) -> bool:
    if folded(found.name) == folded(gold.name):
        return True
    mentions = next((a.mentions for a in record.actors if a.id == found.actor), ())
    return gold.text is not None and any(m.span == gold.text.span for m in mentions)


def _same(found: Values, gold: Values, name: str) -> bool:
    return slot(found, name) == slot(gold, name)


def _same_source(found: Values, gold: Values, _: str) -> bool:
    """The same saying is one whose cue overlaps; the article itself has none."""
    one, other = found.under.cue, gold.under.cue
    if one is None or other is None:
        return one is other
    return one.start < other.end and other.start < one.end


def _same_sector_first(found: Values, gold: Values, _: str) -> bool:
    return found.sectors[:1] == gold.sectors[:1]


_SAME: dict[str, Callable[[Values, Values, str], bool]] = {"under": _same_source, "sectors": _same_sector_first}

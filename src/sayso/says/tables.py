"""The tables by which sayings are judged, as rows to print: standing by rule, loaded terms by side, cues by stance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.knowledge.cues import CueBook
from sayso.knowledge.loaded import LoadedLexicon
from sayso.says.standing import StandingRule, rules

Rows = tuple[tuple[str, ...], ...]

NAMES = ("standing", "loaded", "cues")
_CONDITIONS = (
    ("negated", "the saying itself is denied", "it is not denied"),
    ("self_", "its speaker is the doer", "its speaker is not the doer"),
    ("denied", "the event is negated inside it", "the event is not negated"),
    ("happened", "the event is neither future nor hypothetical nor negated", "the event did not happen yet"),
)


def rows(name: str) -> Rows:
    """One table by its name, headings first. Raises KeyError for a name that is none of NAMES."""
    return {"standing": standing_rows, "loaded": loaded_rows, "cues": cue_rows}[name]()


def standing_rows() -> Rows:
    """The rules of standing in the order in which they are tried; the outlet's own voice first, disputes last."""
    outlet = ("outlet", "no saying above it but a wire in the dateline", "fact", "Jets bombed the mill.")
    dispute = ("disputed", "one source asserts and another denies the same act of the same doer", "disputed", "")
    own = [(r.id, _when(r), r.standing, r.example) for r in rules()]
    return (("rule", "when", "standing", "example"), outlet, *own, dispute)


def _when(rule: StandingRule) -> str:
    parts = ["stance " + " or ".join(rule.stance)]
    for name, yes, no in _CONDITIONS:
        value = getattr(rule, name)
        parts += [] if value is None else [yes if value else no]
    return "; ".join(parts)


def loaded_rows() -> Rows:
    """For each conflict how many terms speak each side's language, praising and blaming, and whence that is known."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    sources: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for entry in LoadedLexicon.shipped().entries:
        count, key = counts[entry.conflict, entry.user], (entry.conflict, entry.user)
        count[0] += len(entry.terms)
        count[1 if entry.lean == "for" else 2] += len(entry.terms)
        sources[key] |= {entry.source: None} if entry.source else {}
    head = ("conflict", "language of", "terms", "that praise", "that blame", "known from")
    return (head, *((*key, *(str(n) for n in count), "; ".join(sources[key])) for key, count in sorted(counts.items())))


def cue_rows() -> Rows:
    """For each stance how many entries and lemmas report with it."""
    entries: dict[str, int] = defaultdict(int)
    lemmas: dict[str, set[str]] = defaultdict(set)
    for cue in CueBook.shipped().cues:
        entries[cue.entry.stance] += 1
        lemmas[cue.entry.stance].update(cue.entry.lemmas)
    body = ((stance, str(entries[stance]), str(len(lemmas[stance]))) for stance in sorted(entries))
    return (("stance", "entries", "lemmas"), *body)


def markdown(table: Sequence[Sequence[str]]) -> str:
    """The rows as a Markdown table."""
    lines = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join([lines[0], "|" + "---|" * len(table[0]), *lines[1:]])

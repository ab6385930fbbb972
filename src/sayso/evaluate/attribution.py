"""How well sayings are found: PolNeAR's attributions and GUM's attribution relations, each part and class on its own.

PolNeAR is flat: it marks only the outermost attribution, its cue takes the manner or place of saying in, and a relative
pronoun is a source of its own. The sayings are put into that shape here, so that the record need not follow it.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.evaluate.parsed import filed, parsed
from sayso.evaluate.spans import Tally, matched, words_in
from sayso.knowledge.cues import CueBook
from sayso.model import BODY_KINDS, Article, Saying
from sayso.says import find_sayings
from sayso.says.quotations import QuotationIndex
from sayso.says.trimming import form_of
from sayso.text import Span, trimmed

ROLES = ("source", "cue", "content")
_SPEECH_FILES = ("say/", "deny/", "ask/", "preposition/")
_OUTSIDE = frozenset({"conference", "report", "letter"})
_DESCRIBING = ("cues/adverb/", "cues/adjective/alleged", "cues/adjective/suspected", "cues/noun/plan-named")
_LINK = re.compile(r"^\s*(?:(?:in|on|at|during|via|through|by)\s+)?$")
_REFUSAL = re.compile(r"(.*?\b(?:declin|refus)\w+) to ")
_INFINITIVE = re.compile(r"\bto $")
_WHO = re.compile(r", who\b(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St|Jr|[A-Z])\.|[^.?!:;“”\"\n])*(?=[.\n])")
_WHO_BEFORE = re.compile(r", (?:who|which)\b[^.?!“”\"]*?,(?=\s*$)")
_TITLED = re.compile(r"(?:Mr|Mrs|Ms)\. \S+$")
_BRACKET = re.compile(r" ?\([^)\n]{1,40}\)")
_DASH = re.compile(r" [-–—] ")
_DASHES = re.compile(r" ?[-–—].+?[-–—](?= ?$)", re.DOTALL)
_DASH_END = re.compile(r" [-–—](?=\s*$)")
_OWNER = re.compile(
    r"['’]s?(?=\W)"
)  # PolNeAR takes the ending of "the mayor's call" into the source, the record does not
_DATED = re.compile(
    r"(?<=poll|rvey) (?:in [A-Z][a-z]+|out [A-Z][a-z]+|(?:last|this) [a-z]+)(?= ?$)"
)  # "the poll last month"
_FOCUS = re.compile(r"even ", re.IGNORECASE)
_WHEN = re.compile(r"when (?=\w*asked\b)", re.IGNORECASE)
_ASIDE = re.compile(r", which\b.*", re.DOTALL)
_ADVERBS = r"(?:(?:\w+ly|also|now|then|once|still|already|first|later|often|never|always)\s+)?$"
_RELATIVE = re.compile(rf"\b(who|which|that)\s+{_ADVERBS}", re.IGNORECASE)
_ADDED = re.compile(rf", (?:who|which)\s+{_ADVERBS}")
_NEAR = 40  # characters before a cue among which its relative pronoun stands
_GOES_ON = re.compile(rf",? (who|which|that)\b[^,.;]*,? (?:and|but|or)\s+{_ADVERBS}")


@dataclass(frozen=True)
class Attribution:
    """One attribution in PolNeAR's shape; a role without words is an empty tuple."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    def role(self, name: str) -> tuple[Span, ...]:
        """The spans of "source", "cue" or "content"."""
        found: tuple[Span, ...] = getattr(self, name)
        return found

    @property
    def spot(self) -> Span | None:
        """The stretch from the cue's beginning to its end, by which attributions are matched."""
        return Span(self.cue[0].start, self.cue[-1].end) if self.cue else None


@dataclass(frozen=True)
class Gold:
    """One PolNeAR article with the attributions of its first annotator."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def polnear(folder: Path) -> Iterator[Gold]:
    """The articles of one part (a folder with text/ and attributions/), in order of name."""
    for path in sorted((folder / "text").glob("*.txt")):
        marked = sorted(p for p in (folder / "attributions").iterdir() if p.name[:-9] == path.stem)
        if marked:
            text = path.read_bytes().decode("utf8")
            yield Gold(path.stem, text, tuple(_read(text, marked[0].read_text(encoding="utf8"))))


def _read(text: str, annotations: str) -> Iterator[Attribution]:
    spans: dict[str, tuple[Span, ...]] = {}
    events = []
    for line in annotations.splitlines():
        key, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", key):
            spans[key] = _offsets(rest.split("\t")[0])
        elif re.fullmatch(r"E\d+", key):
            events.append(rest.split("\t")[0])
    for event in events:
        yield _attribution(text, event, spans)


def _offsets(field: str) -> tuple[Span, ...]:
    _, _, numbers = field.partition(" ")
    pieces = [piece.split() for piece in numbers.split(";")]
    return tuple(sorted(Span(int(a), int(b)) for a, b in pieces))


def _joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Pieces between which only white space stands are one piece, and no piece ends in it: annotators mark it at will."""
    found: list[Span] = []
    for span in (trimmed(text, *s) for s in spans):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _attribution(text: str, event: str, spans: dict[str, tuple[Span, ...]]) -> Attribution:
    roles: dict[str, list[Span]] = defaultdict(list)
    for part in event.split():
        kind, _, key = part.partition(":")
        roles[kind.rstrip("0123456789").lower()].extend(spans.get(key, ()))
    return Attribution(*(_joined(text, sorted(roles[name])) for name in ROLES))


def flat(text: str, sayings: Sequence[Saying]) -> list[Attribution]:
    """The outermost sayings that have a cue, in PolNeAR's shape.

    It takes no adverb ("reportedly"), adjective ("alleged") or named plan ("her plan to go") for a cue and looks through
    the turns of "Q:" and "A:".
    """
    turns = {"s0", *(s.id for s in sayings if s.parent == "s0" and _is_letter(s))}
    outer = {s.id: s for s in sayings if s.parent in turns and s.id not in turns}
    outer |= {s.id: s for s in sayings if s.parent in outer and _is_added(text, s)}
    cited = [_cited(text, s, outer[s.parent]) for s in sayings if s.parent in outer and _cites(s)]
    return [
        *(_converted(text, s) for s in outer.values() if s.cue is not None and not _is_adverb(s)),
        *(c for c in cited if c is not None),
    ]


def _is_added(text: str, saying: Saying) -> bool:
    """ "said it of the mayor, who denies P": such a clause is the author's addition, so its saying stands for itself."""
    return (
        saying.cue is not None and _ADDED.search(text, max(0, saying.cue.start - _NEAR), saying.cue.start) is not None
    )


def _cites(saying: Saying) -> bool:
    return saying.because[0].rule == "cues/say/cite" and saying.cue is not None and saying.speaker is not None


def _cited(text: str, saying: Saying, citing: Saying) -> Attribution | None:
    """ "P, she said, citing police": for PolNeAR a second attribution, whose source is hers and whose content the police."""
    if saying.cue is None or saying.speaker is None or citing.cue is None:
        return None
    return Attribution(_source(text, citing), (Span(*saying.cue.span),), (Span(*saying.speaker.span),))


def _is_adverb(saying: Saying) -> bool:
    return any(b.rule.startswith(_DESCRIBING) for b in saying.because)


def _is_letter(saying: Saying) -> bool:
    """ "Q:" before a question of an interview."""
    return saying.because[0].rule == "says/colon" and saying.speaker is not None and len(saying.speaker.text) == 1


def _converted(text: str, saying: Saying) -> Attribution:
    assert saying.cue is not None
    cue = Span(saying.cue.start, saying.cue.end)
    content = tuple(Span(c.start, c.end) for c in saying.content)
    refusal = _REFUSAL.match(saying.cue.text)
    if refusal is not None:
        cut = cue.start + refusal.end(1)
        last = content[-1].end if content and content[-1].start <= cue.end + 4 else cue.end
        cue, content = Span(cue.start, cut), (Span(cut + 1, last),)
    content = _with_addressee(text, saying, _without_relative(text, content))
    return Attribution(_source(text, saying), (_long_cue(text, saying, cue, content),), content)


def _source(text: str, saying: Saying) -> tuple[Span, ...]:
    assert saying.cue is not None
    if saying.speaker is None:
        return ()
    aside = ", " in saying.speaker.text and text[saying.speaker.end : saying.speaker.end + 1] == ","
    if saying.speaker.end < saying.cue.start:
        between = (text, saying.speaker.end, saying.cue.start)
        relative = _RELATIVE.search(*between) or _GOES_ON.match(*between)
        if relative is not None:
            return (Span(*relative.span(1)),)
    owner = _OWNER.match(text, saying.speaker.end, saying.cue.start) if _is_noun(saying) else None
    if owner is not None:
        return (Span(saying.speaker.start, owner.end()),)
    focus = _FOCUS.match(text, saying.speaker.start, saying.speaker.end)
    start = focus.end() if focus is not None else saying.speaker.start
    return (Span(start, _described(text, saying) or saying.speaker.end + aside),)


def _is_noun(saying: Saying) -> bool:
    return saying.because[0].rule.removeprefix("cues/") in _noun_cues()


@functools.cache
def _noun_cues() -> frozenset[str]:
    return frozenset(c.entry.id for c in CueBook.shipped().cues if c.entry.kind == "noun")


def _described(text: str, saying: Saying) -> int | None:
    """Where the source ends that is described before or behind the cue by "who …", a bracket or a phrase in dashes."""
    assert saying.speaker is not None and saying.cue is not None
    end = saying.speaker.end
    if saying.speaker.start >= saying.cue.end:
        behind = _WHO.match(text, end)
        return behind.end() if behind is not None else None
    dashes = _DASH_END if _DASH.search(saying.speaker.text) else _DASHES
    short = " " not in saying.speaker.text or _TITLED.match(saying.speaker.text) is not None
    for pattern in (_BRACKET, dashes) if short else (_BRACKET, _WHO_BEFORE, _DATED, dashes):
        found = pattern.match(text, end, saying.cue.start)
        if found is not None:
            return found.end()
    return None


def _with_addressee(text: str, saying: Saying, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """ "urged them to go": for PolNeAR whoever is to act stands in the content."""
    told, cue = saying.addressee, saying.cue
    if told is None or cue is None or not content or not text.startswith("to ", content[0].start):
        return content
    if told.start < cue.end or text[told.end : content[0].start].strip():
        return content
    return (Span(told.start, content[0].end), *content[1:])


def _without_relative(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """A relative clause after a comma at the end is the author's addition by the guidelines."""
    if not content or any(mark in text[slice(*content[-1])] for mark in ('"', "“", "”", "''")):
        return content
    last = content[-1]
    aside = _ASIDE.search(text, last.start, last.end)
    return content if aside is None else (*content[:-1], Span(last.start, aside.start()))


def _long_cue(text: str, saying: Saying, cue: Span, content: Sequence[Span]) -> Span:
    """The cue with the "to" of its infinitive and with the venue and the colon that follow it at once.

    Conferences and papers stand outside it as often as not; what a comma sets off does always.
    """
    start, end = cue
    start += len(when[0]) if (when := _WHEN.match(text, start, end)) is not None else 0
    if _INFINITIVE.search(text, max(0, start - 4), start):
        start -= len("to ")
    venue = saying.venue if saying.cue_lemma != "according to" else None
    venue = None if saying.speaker is not None and venue is not None and venue.text == saying.speaker.text else venue
    set_off = venue is not None and (venue.kind in _OUTSIDE or text.startswith(",", venue.end))
    if venue is not None and not set_off and venue.start >= end and _LINK.match(text[end : venue.start]):
        end = venue.end
    if text[end : end + 1] == ":" and any(c.start >= end for c in content):
        end += 1
    return Span(start, end)


class Scores:
    """Tallies by name for one part of the gold."""

    def __init__(self, cues: CueBook) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self._speech = frozenset(
            lemma.split()[0] for c in cues.cues if c.entry.id.startswith(_SPEECH_FILES) for lemma in c.entry.lemmas
        )

    def add(self, gold: Gold, doc: Doc, found: Sequence[Attribution]) -> None:
        """Count one article."""
        wanted = gold.attributions
        pairs = matched([a.spot for a in found], [a.spot for a in wanted])
        self.tallies["detection"].add(len(pairs), len(found), len(wanted))
        for name in ROLES:
            self._role(gold, name, found, wanted)
        self._given(gold, found, pairs)
        self._by_form(gold, found, pairs)
        self._speech_only(doc, found, wanted, pairs)

    def _role(self, gold: Gold, name: str, found: Sequence[Attribution], wanted: Sequence[Attribution]) -> None:
        ours = {s for a in found for s in a.role(name)}
        theirs = {s for a in wanted for s in a.role(name)}
        self.tallies[f"{name}-exact"].add(len(ours & theirs), len(ours), len(theirs))
        words, others = words_in(gold.text, ours), words_in(gold.text, theirs)
        self.tallies[f"{name}-words"].add(len(words & others), len(words), len(others))

    def _given(self, gold: Gold, found: Sequence[Attribution], pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            ours, theirs = found[i], gold.attributions[j]
            for name in ROLES:
                self.tallies[f"given-{name}-exact"].add(ours.role(name) == theirs.role(name), 1, 1)
                shared = words_in(gold.text, ours.role(name)) & words_in(gold.text, theirs.role(name))
                same = bool(shared) or not (ours.role(name) or theirs.role(name))
                self.tallies[f"given-{name}-overlap"].add(same, 1, 1)
            triple = all(ours.role(n) == theirs.role(n) for n in ROLES)
            self.tallies["triple-exact"].right += triple
        self.tallies["triple-exact"].add(0, len(found), len(gold.attributions))

    def _by_form(self, gold: Gold, found: Sequence[Attribution], pairs: Iterable[tuple[int, int]]) -> None:
        marks = QuotationIndex(gold.text, [(b.start, b.end) for b in filed(gold.text) if b.kind in BODY_KINDS])
        theirs = [form_of(marks, a.content, None) for a in gold.attributions]
        by_found = dict(pairs)  # what is matched counts under the gold's form on both sides
        ours = [theirs[by_found[i]] if i in by_found else form_of(marks, a.content, None) for i, a in enumerate(found)]
        for form in ("direct", "mixed", "indirect"):
            tally = self.tallies[f"{form}-detection"]
            tally.found += ours.count(form)
            tally.wanted += theirs.count(form)
            content = self.tallies[f"{form}-content-words"]
            for i, j in by_found.items():
                if theirs[j] == form:
                    tally.right += 1
                    one = words_in(gold.text, found[i].content)
                    other = words_in(gold.text, gold.attributions[j].content)
                    content.add(len(one & other), len(one), len(other))

    def _speech_only(
        self,
        doc: Doc,
        found: Sequence[Attribution],
        wanted: Sequence[Attribution],
        pairs: Iterable[tuple[int, int]],
    ) -> None:
        ours = {i for i, a in enumerate(found) if self._is_speech(doc, a)}
        theirs = {j for j, a in enumerate(wanted) if self._is_speech(doc, a)}
        right = sum(i in ours and j in theirs for i, j in pairs)
        self.tallies["speech-detection"].add(right, len(ours), len(theirs))

    def _is_speech(self, doc: Doc, attribution: Attribution) -> bool:
        tokens = [doc.tokens[i] for s in attribution.cue for i in doc.tokens_in(*s)]
        return any(t.lemma.lower() in self._speech or t.text.lower() == "according" for t in tokens)

    def flat(self, prefix: str) -> dict[str, float]:
        """All tallies as precision, recall and F1 with two decimals."""
        figures = {}
        for name, tally in self.tallies.items():
            figures[f"{prefix}/{name}-p"] = round(tally.precision, 2)
            figures[f"{prefix}/{name}-r"] = round(tally.recall, 2)
            figures[f"{prefix}/{name}-f1"] = round(tally.f1, 2)
        return figures


def score_part(folder: Path, name: str, limit: int | None = None) -> dict[str, float]:
    """Figures for one part of PolNeAR; `limit` takes every n-th article so that about so many are read."""
    cues = CueBook.shipped()
    scores = Scores(cues)
    golds = list(polnear(folder))
    for gold in golds[:: max(1, len(golds) // limit)] if limit else golds:
        article = Article(id=gold.name, text=gold.text, blocks=filed(gold.text))
        doc = parsed(gold.text, article.blocks)
        scores.add(gold, doc, flat(gold.text, find_sayings(article, doc, Cast(), cues)))
    return scores.flat(name)


def score(data: Path) -> dict[str, float]:
    """PolNeAR's development part: precision, recall and F1 of each role and class, 0..100."""
    return score_part(data / "attribution" / "polnear" / "dev", "polnear-dev")

"""Which words around a cue belong to it: refusals that turn it round, verbs that only carry it, light verbs of nouns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.doc import Doc
from sayso.knowledge.cues import Cue
from sayso.says.contents import Content
from sayso.says.hidden import keeping_verb
from sayso.says.reports import Report, Scene
from sayso.says.speakers import backing_verb, lending_verb, paper_giver
from sayso.syntax import denying, frame, governor, is_negated, is_verbal
from sayso.syntax import reports as tree
from sayso.text import Span

_NEAR = 3  # tokens before a verb among which "no longer" may stand


def flip_of(scene: Scene, word: int) -> int | None:
    """The verb above that turns the cue into its opposite ("declined to say"), or None."""
    above = tree.governing_verb(scene.doc, word) if is_verbal(scene.doc, word) else None
    refusal = tree.described_noun(scene.doc, word) if above is None and is_verbal(scene.doc, word) else None
    if refusal is not None and scene.doc.tokens[refusal].lemma.lower() in scene.cues.refusals:
        return refusal  # "the army's refusal to say"
    if above is not None and scene.doc.tokens[above].upos in ("ADJ", "ADV") and scene.doc.tokens[above].head >= 0:
        higher = scene.doc.tokens[above].head  # "fell short of saying"
        above = higher if scene.doc.tokens[higher].text.lower() in scene.cues.flips else above
    if above is None or scene.doc.tokens[above].text.lower() not in scene.cues.flips:
        return None
    return above


def is_denied(scene: Scene, word: int) -> bool:
    """True for "did not say", "did not try to say" and "has yet to say"."""
    doc = scene.doc
    mark = tree.infinitive_mark(doc, word)
    yet = mark is not None and mark > 0 and doc.tokens[mark - 1].text.lower() in scene.cues.not_yet
    yet = yet or _no_longer(scene, word) or _taken_back(scene, word)
    return yet ^ _is_negated(scene, word) ^ any(is_negated(doc, carrier) for carrier in _carriers(scene, word))


def _is_negated(scene: Scene, word: int) -> bool:
    """True for "never replied", not for "“Never,” she replied"."""
    denier = denying(scene.doc, word)
    return is_negated(scene.doc, word) and (denier is None or scene.same_zone(word, denier))


def _no_longer(scene: Scene, word: int) -> bool:
    """True for "no longer believes"."""
    words = [t.text.lower() for t in scene.doc.tokens[max(0, word - _NEAR) : word]]
    return any(one == "no" and other in scene.cues.no_more for one, other in pairwise(words))


def _taken_back(scene: Scene, word: int) -> bool:
    """True for "retracted her claim": the verb of which the noun is the object takes it back."""
    above = governor(scene.doc, word) if scene.doc.tokens[word].upos == "NOUN" else None
    if backing_verb(scene, word) is not None:
        return True
    if above is None or above[1] != "object":
        return False
    verb = scene.doc.tokens[above[0]]
    after = scene.doc.tokens[above[0] + 1].text.lower() if above[0] + 1 < len(scene.doc.tokens) else ""
    return verb.text.lower() in scene.cues.withdrawing or (verb.lemma == "take" and after == "back")


def flip_negated(doc: Doc, flip: int | None) -> bool:
    return flip is not None and is_negated(doc, flip)


def cue_span(scene: Scene, word: int, lemma: str, cue: Cue, content: Content | None) -> Span:
    """The words of the cue: its verb group with particle and linking preposition, and what turns or carries it."""
    return _with_carriers(
        scene, word, cue, _group(scene.doc, word, flip_of(scene, word), content, lemma, alone=cue.speaker == ("self",))
    )


def _group(doc: Doc, word: int, flip: int | None, content: Content | None, lemma: str, *, alone: bool) -> Span:
    first, last = tree.verb_group(doc, word) if doc.tokens[word].upos in ("VERB", "AUX", "ADJ") else (word, word + 1)
    if flip is not None:
        first, last = min(first, tree.verb_group(doc, flip)[0]), max(last, flip + 1)
    rest = lemma.partition(" ")[2]
    if (
        rest
        and last < len(doc.tokens)
        and doc.tokens[last].text.lower() == rest
        and not _in_content(doc, last, content)
    ):
        last += 1
    if content is not None and content.link == last:
        last += 1
    if content is not None and content.shape == "sentence":
        first, last = content.link, (content.link + 1 if alone else word + 1 + (content.link != word or bool(rest)))
    return Span(doc.tokens[first].start, doc.tokens[min(last, len(doc.tokens)) - 1].end)


def _in_content(doc: Doc, index: int, content: Content | None) -> bool:
    """ "claimed responsibility for the blast": the noun of such a cue is told as content, too."""
    return content is not None and any(s.start <= doc.tokens[index].start < s.end for s in content.spans)


def _with_carriers(scene: Scene, word: int, cue: Cue, span: Span) -> Span:
    """The cue with the verbs that carry it: "tried to explain", "issued a statement saying", "harsh attacks on"."""
    carriers = _carriers(scene, word)
    if cue.entry.kind == "noun":
        verb = lending_verb(scene, word) if "light" in cue.speaker else None
        carriers = (verb,) if verb is not None and _lends(scene, word, cue, verb) else ()
        kept = keeping_verb(scene, word, frame(scene.doc, word))
        carriers = carriers if kept is None else (kept,)
    elif (giver := paper_giver(scene, word)) is not None:
        carriers = (giver[0],)
    first = tree.noun_group(scene.doc, word) if cue.entry.kind == "noun" else scene.doc.tokens_in(*span).start
    first = min([first, *(tree.verb_group(scene.doc, c)[0] for c in carriers)])
    start = scene.doc.tokens[first].start
    return Span(min(start, span.start), span.end) if scene.same_zone(word, first) else span


def _carriers(scene: Scene, word: int) -> tuple[int, ...]:
    """The verbs above that only carry the cue, the nearest first: "seemed to try to explain"."""
    found: list[int] = []
    above = tree.carrying_verb(scene.doc, word)
    while above is not None and scene.doc.tokens[above].text.lower() in scene.cues.carrying:
        found.append(above)
        above = tree.carrying_verb(scene.doc, above)
    return tuple(i for i in found if i < word and scene.same_zone(word, i) and not _comma_between(scene, i, word))


def _comma_between(scene: Scene, verb: int, word: int) -> bool:
    """ "will begin in May, the paper reported, citing clerks": nothing carries a cue over a comma."""
    return any(t.text == "," for t in scene.doc.tokens[verb:word])


def _lends(scene: Scene, word: int, cue: Cue, verb: int) -> bool:
    """True where the speaker is the light verb's subject: the noun has no owner of its own."""
    own = frame(scene.doc, word)
    earlier = cue.speaker[: cue.speaker.index("light")]
    return verb < word and not any(own.get(slot) for slot in earlier)


def without_flips(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """A refusal whose complement is itself a cue is part of that cue."""
    told = [r for r in drafts if (r.negated or r.flipped) and (r.content or (r.cue and r.cue.entry.silent))]
    taken = {tree.governing_verb(scene.doc, r.word) for r in told}
    return [r for r in drafts if r.word not in taken or not _refuses(scene, r)]


def _refuses(scene: Scene, report: Report) -> bool:
    """True for "declined" and "was reluctant", which turn what is below them round."""
    if report.cue is None:
        return False
    kind = report.cue.entry.kind == "adjective" and scene.doc.tokens[report.word].text.lower() in scene.cues.flips
    return kind or report.cue.entry.frame == "decline"


def without_carriers(scene: Scene, drafts: Sequence[Report]) -> list[Report]:
    """A verb that only carries a cue ("seemed to confirm", "expressed concern") is part of that cue, no report of its own."""
    full = [r for r in drafts if r.content and r.cue is not None and r.word >= 0]
    gone = {c for r in full for c in _carriers(scene, r.word)}
    nouns = [r for r in full if r.cue is not None and r.cue.entry.kind == "noun" and "light" in r.cue.speaker]
    lent = [(r, lending_verb(scene, r.word)) for r in nouns]
    gone |= {v for r, v in lent if v is not None and r.cue is not None and _lends(scene, r.word, r.cue, v)}
    return [r for r in drafts if r.word not in gone]


def without_silent_papers(drafts: Sequence[Report]) -> list[Report]:
    """ "In a poll, voters said P": the voters say it, so the poll does not."""
    return [r for r in drafts if not (_is_paper(r) and any(_says_inside(r, d) for d in drafts))]


def _is_paper(report: Report) -> bool:
    return report.cue is not None and report.cue.speaker == ("self",)


def _says_inside(paper: Report, other: Report) -> bool:
    inside = other.cue_span is not None and paper.holds(other.cue_span)
    return other is not paper and inside and bool(other.content) and other.rank <= 1

"""Is it history: years, decades and "ago" before the article's own time that date the act, and those that date something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso import syntax
from sayso.doc import Token
from sayso.model import Auxiliary
from sayso.what.scene import Scene

_YEAR = re.compile(r"^(1[89]|20)\d\d$")
_FRONT_BLOCKS = 2  # an article's title and lead are no background paragraphs
Old = tuple[str, str]  # the id of the cue and the word


def historical(scene: Scene, index: int, top: int) -> Iterable[tuple[Auxiliary, str, str]]:
    """Years and decades before the article's own, "years ago", in the act's own clause, or in the one that it goes on from."""
    found = _told_old(scene, index, top) or _from_above(scene, index, top) or _from_paragraph(scene, index, top)
    if found is not None:
        yield "historical", f"auxiliary/historical.yml#{found[0]}", found[1]


def _told_old(scene: Scene, index: int, top: int) -> Old | None:
    """What marks the act's own clause as old; nothing does beside a day ("jailed him on Friday for a theft in 2019")."""
    tokens = _clause_tokens(scene, index, top)
    if any(_is_recent_day(scene, i) for i in tokens):
        return _year_of_noun(scene, index)
    for at in tokens:
        text = scene.doc.tokens[at].text.lower()
        if _is_past_year(scene, text) and not _of_another(scene, at, index, top):
            return "year", text
        found = _old(scene, at, text) or _years_after(scene, at, top)
        if found is not None:
            return found, text
    return _when(scene, top) or _years_since(scene, top)


def _is_past_year(scene: Scene, text: str) -> bool:
    reference = scene.reference_year
    return bool(_YEAR.match(text)) and reference is not None and int(text) < reference


def _is_recent_day(scene: Scene, index: int) -> bool:
    """ "on Friday", "today", not "one Friday", "Bloody Sunday", "on Monday, 5 May 1980"."""
    token = scene.doc.tokens[index]
    if token.text.lower() not in scene.lexicon.rules.around["recent"] or syntax.determiner(scene.doc, index):
        return False
    behind = scene.doc.tokens[index + 1 : min(index + 6, scene.doc.sentence_of(index).last)]
    named = index > 0 and scene.doc.tokens[index - 1].upos in ("PROPN", "ADJ")
    return not named and not any(_YEAR.match(t.text) for t in behind)


def _year_of_noun(scene: Scene, index: int) -> Old | None:
    """The year that stands right at an event noun: "marched on Sunday against the massacre of 1994"."""
    if scene.part_of(index) == "verb":
        return None
    beside = (scene.doc.tokens[c].text for c in scene.doc.children(index))
    return next((("year", text) for text in beside if _is_past_year(scene, text)), None)


def _when(scene: Scene, top: int) -> Old | None:
    """ "began in 1996, when guards shot a herder": the clause tells of the year before it."""
    opens = next((i for i in scene.doc.subtree(top) if scene.doc.tokens[i].upos != "PUNCT"), top)
    if scene.doc.tokens[opens].text.lower() != "when" or opens < 2:
        return None
    before = scene.doc.tokens[opens - 1 - (scene.doc.tokens[opens - 1].text == ",")].text
    return ("year", before) if _is_past_year(scene, before) else None


def _years_since(scene: Scene, top: int) -> Old | None:
    """ "It is forty years since Norland withdrew", "ten years have passed since gunmen took the nuns"."""
    above = scene.doc.tokens[top].head
    if syntax.marker(scene.doc, top) != "since" or above < 0:
        return None
    counted = (above, *scene.frame(above).get("subject"))
    words = {w for cue in scene.lexicon.rules.historical if cue.kind == "ago" for w in cue.words}
    return next((("ago", scene.lemma(i)) for i in counted if scene.lemma(i) in words), None)


def _from_above(scene: Scene, index: int, top: int) -> Old | None:
    """ "took power in 1969 after officers had arrested the king": a past clause without a time of its own."""
    above = scene.doc.tokens[top].head
    if (
        above < 0
        or not scene.finite_past(top)
        or not syntax.is_verbal(scene.doc, above)
        or not scene.finite_past(above)
    ):
        return None
    joined = top in syntax.conjuncts(scene.doc, above) and not _has_own_subject(scene, top)
    if not joined and syntax.marker(scene.doc, top) not in scene.lexicon.rules.around["same-time"]:
        return None
    return None if _is_timed(scene, _clause_tokens(scene, index, top)) else _told_old(scene, above, above)


def _has_own_subject(scene: Scene, verb: int) -> bool:
    return any(i in scene.doc.subtree(verb) for i in scene.frame(verb).get("subject"))


def _is_timed(scene: Scene, tokens: Iterable[int]) -> bool:
    """True where a word tells when: a day, a month, a year, "now"."""
    words = ((scene.doc.tokens[i].text.lower(), scene.lemma(i)) for i in tokens)
    return any(
        _YEAR.match(text) or text in scene.lexicon.rules.around["now"] or "time" in scene.lexicon.classes.of(lemma)
        for text, lemma in words
    )


def _from_paragraph(scene: Scene, index: int, top: int) -> Old | None:
    """ "The two states fought a war in 1982. Norland bombed the port": a paragraph that opens with a year stays there.

    It does until a sentence says when, or leaves the simple past. The first paragraphs of an article are news.
    """
    opening = _opening(scene, index)
    if opening is None or scene.doc.tokens[top].xpos != "VBD":
        return None
    first, here = opening
    for sentence in scene.doc.sentences[first + 1 : here + 1]:
        if _is_timed(scene, range(sentence.first, sentence.last)):
            return None
    root = next((t.index for t in _words(scene, first) if t.head < 0), -1)
    if root < 0 or scene.doc.tokens[root].xpos != "VBD" or not _acts(scene, root):
        return None
    return _told_old(scene, root, root)


def _acts(scene: Scene, verb: int) -> bool:
    """ "fought a war", "invaded": what the paragraph opens with is an act of force, not "the mine opened"."""
    return scene.is_one_of(verb, tuple(sorted(scene.lexicon.rules.around["warring"])))


def _words(scene: Scene, sentence: int) -> Sequence[Token]:
    found = scene.doc.sentences[sentence]
    return scene.doc.tokens[found.first : found.last]


def _opening(scene: Scene, index: int) -> tuple[int, int] | None:
    """The first sentence of the paragraph and the act's own, where the paragraph is no title and no lead."""
    here = scene.doc.sentence_of(index)
    blocks = {s.block for s in scene.doc.sentences}
    if len(blocks) > 1 and here.block in sorted(blocks)[:_FRONT_BLOCKS]:
        return None
    first = next(s.index for s in scene.doc.sentences if s.block == here.block)
    return (first, here.index) if first < here.index else None


def _of_another(scene: Scene, year: int, index: int, top: int) -> bool:
    """ "2000 soldiers", "veterans of the 1991 war", "jailed for a theft in 2019": the year of something else beside the act."""
    above = syntax.governor(scene.doc, year)
    if above is None:
        return False
    noun, slot = above
    if _since_then(scene, noun, slot, top):
        return True
    if noun in (index, top):
        return False
    if "time" in scene.lexicon.classes.of(scene.lemma(noun)) or scene.doc.tokens[noun].upos == "VERB":
        return False
    around, higher = scene.lexicon.rules.around, syntax.governor(scene.doc, noun)
    if higher is not None and _since_then(scene, *higher, top):
        return True
    if slot not in around["placed"]:
        return higher is None or higher[1] not in around["while"]  # but "during the protests of 1968"
    return higher is not None and higher[1] in around["grounds"]


def _since_then(scene: Scene, above: int, slot: str, top: int) -> bool:
    """ "the first raid since 1975", "its capital since 2020": a simple past never goes with "since", which is another's."""
    if slot != "since" or above != top or scene.part_of(top) != "verb":
        return False
    return scene.doc.tokens[top].xpos == "VBD" or not any(
        scene.lemma(c) == "have" for c in scene.doc.children(top) if c < top
    )


def _old(scene: Scene, index: int, text: str) -> str | None:
    if scene.lexicon.rules.old_words.isdisjoint(scene.forms(index)):
        return None
    lemma = scene.lemma(index)
    for cue in scene.lexicon.rules.historical:
        if cue.kind == "decade" and text in cue.words:
            return cue.id
        if cue.kind == "nearby" and scene.is_one_of(index, cue.words):
            return cue.id
        if cue.kind == "ago" and lemma in cue.words and _next_word(scene, index) in ("ago", "earlier", "before"):
            return cue.id
        if cue.kind == "last" and lemma in cue.words and _previous_word(scene, index) in ("last", "previous"):
            return cue.id
    return None


def _years_after(scene: Scene, index: int, top: int) -> str | None:
    """ "five years after crowds burned the embassy": what lies before the years is old."""
    cue = next((c for c in scene.lexicon.rules.historical if c.kind == "ago" and scene.lemma(index) in c.words), None)
    after = cue is not None and _next_word(scene, index) == "after" and syntax.marker(scene.doc, top) == "after"
    return cue.id if after and cue is not None and index < top else None


def _next_word(scene: Scene, index: int) -> str:
    return scene.doc.tokens[index + 1].text.lower() if index + 1 < len(scene.doc.tokens) else ""


def _previous_word(scene: Scene, index: int) -> str:
    return scene.doc.tokens[index - 1].text.lower() if index else ""


def _clause_tokens(scene: Scene, index: int, top: int) -> list[int]:
    """Words of the act's own clause: what hangs below its top, without clauses that hang below that."""
    found, stack = [], [top, index]
    while stack:
        at = stack.pop()
        found.append(at)
        apart = syntax.appositions(scene.doc, at)
        apart = (*apart, *(syntax.describing(scene.doc, at) if at != top else ()))
        stack.extend(c for c in scene.doc.children(at) if c not in apart and not _own_clause(scene, c))
    return sorted(set(found))


def _own_clause(scene: Scene, index: int) -> bool:
    token = scene.doc.tokens[index]
    if token.upos == "AUX":
        return token.xpos == "VBD" and bool(syntax.marker(scene.doc, index))  # "as it did in 2014"
    return token.upos == "VERB" and syntax.is_verbal(scene.doc, index)

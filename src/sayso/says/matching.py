"""Which words of the text may report a saying: cue lemmas with their particles and the kind of word they must be."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.doc import Doc
from sayso.knowledge.cues import Cue, CueBook
from sayso.syntax import frame, is_verbal
from sayso.syntax.reports import preposition_before

_KINDS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN"}),
    "adjective": frozenset({"ADJ", "VERB"}),
    "adverb": frozenset({"ADV"}),
    "preposition": frozenset({"VERB", "ADP", "NOUN", "SCONJ", "ADV"}),
}


def candidates(doc: Doc, cues: CueBook) -> Iterator[tuple[int, list[tuple[str, Cue]]]]:
    """Each token that may be a cue, with the lemmas and entries that fit it, lemmas of several words first."""
    for token in doc.tokens:
        entries = cues.of(token.text.lower())
        fitting = [(lemma, cue) for lemma, cue in entries if _fits(doc, token.index, lemma.partition(" ")[2], cue)]
        if fitting:
            yield token.index, fitting


def _fits(doc: Doc, index: int, rest: str, cue: Cue) -> bool:
    token = doc.tokens[index]
    if token.upos not in _KINDS[cue.entry.kind] or _skipped(doc, index, cue):
        return False
    if cue.speaker == ("self",):
        return _in_paper(doc, index)
    if cue.entry.kind == "preposition":
        return _opens_source(doc, index, rest, cue)
    if cue.entry.kind == "verb" and _describes_next(doc, index):
        return False
    if cue.entry.kind == "adjective" and cue.entry.frame != "describing" and not is_verbal(doc, index):
        return _stands_alone(doc, index)
    return not rest or _has_rest(doc, index, rest)


def _describes_next(doc: Doc, index: int) -> bool:
    """ "in a written reply": a participle between its article and its noun says nothing."""
    token = doc.tokens[index]
    behind, before = doc.tokens[index + 1 : index + 2], doc.tokens[max(index - 1, 0)]
    return (
        token.xpos == "VBN"
        and before.upos == "DET"
        and bool(behind)
        and token.head == index + 1
        and behind[0].upos == "NOUN"
    )


def _stands_alone(doc: Doc, index: int) -> bool:
    """An adjective beside a verb or noun, not before its noun: "left him confident that …"."""
    after = doc.tokens[index + 1].upos if index + 1 < len(doc.tokens) else "PUNCT"
    return after not in ("NOUN", "PROPN", "ADJ")


def _skipped(doc: Doc, index: int, cue: Cue) -> bool:
    after = doc.tokens[index + 1].text.lower() if index + 1 < len(doc.tokens) else ""
    return after in cue.entry.except_for


def _has_rest(doc: Doc, index: int, rest: str) -> bool:
    """The particle, adverb or predicate that makes the lemma whole stands below the verb or right after it."""
    found = frame(doc, index)
    below = [i for slot in ("particle", "adverb", "complement", "object") for i in found.get(slot)]
    after = range(index + 1, min(index + 3, len(doc.tokens)))
    return any(doc.tokens[i].lemma.lower() == rest or doc.tokens[i].text.lower() == rest for i in (*below, *after))


def _in_paper(doc: Doc, index: int) -> bool:
    """ "In a poll, P": the paper itself shows what the clause says; who only "leads in the polls" is not quoted."""
    before = preposition_before(doc, index)
    if before is None or doc.tokens[before].text.lower() != "in" or doc.tokens[index].upos != "NOUN":
        return False
    if before == doc.sentence_of(index).first or doc.tokens[before - 1].upos == "PUNCT":
        return True
    named = bool(frame(doc, index).get("compound"))
    return named and doc.tokens[index].xpos in ("NN", "NNP")  # "fell to ten percent in the latest Gazette poll"


def _opens_source(doc: Doc, index: int, rest: str, cue: Cue) -> bool:
    """ "according to X", "in the words of X", "in his view": the phrase as it must stand."""
    if rest:
        after = doc.tokens[index + 1].text.lower() if index + 1 < len(doc.tokens) else ""
        return doc.tokens[index].text.lower() == "according" and after == rest
    if cue.speaker == ("head",):  # "per"
        return doc.tokens[index].upos == "ADP"
    before, found = preposition_before(doc, index), frame(doc, index)
    if before is None or doc.tokens[before].text.lower() != "in" or found.get("adverbial"):
        return False
    set_off = before == doc.sentence_of(index).first or doc.tokens[before - 1].upos in ("PUNCT", "CCONJ", "VERB", "AUX")
    return set_off and bool(found.get("possessor") or found.get("of"))  # "stands in contrast to the claims of a few"

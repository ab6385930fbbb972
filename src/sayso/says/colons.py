"""What stands behind the colon that ends a noun of saying: "His answer: “Never.”", "Her message was simple: go home"."""

from __future__ import annotations

from sayso.doc import Doc, Sentence
from sayso.syntax import frame

_REACH = 12  # tokens between the noun and its colon
_BETWEEN = frozenset({"ADP", "DET", "ADJ", "ADV", "NOUN", "PROPN", "PRON", "NUM", "PART"})


def behind_colon(doc: Doc, word: int) -> list[int]:
    """The tokens behind the colon, to the end of the sentence; where the colon ends it, the next sentence of the paragraph."""
    sentence = doc.sentence_of(word)
    colon = next((i for i in range(word + 1, min(sentence.last, word + _REACH)) if doc.tokens[i].text == ":"), None)
    if colon is None or not _runs_to(doc, word, colon) or not _is_determined(doc, word):
        return []
    if colon + 1 < sentence.last:
        return list(range(colon + 1, sentence.last))
    after = _next_of_block(doc, sentence)
    return list(range(after.first, after.last)) if after is not None else []


def _runs_to(doc: Doc, word: int, colon: int) -> bool:
    """True where only the noun's own phrase, or "was simple", stands before the colon."""
    between = range(word + 1, colon)
    plain = all(doc.tokens[i].upos in _BETWEEN or doc.tokens[i].lemma == "be" for i in between)
    said_of = any(doc.tokens[i].lemma == "be" for i in between)
    return plain and (not said_of or doc.tokens[colon - 1].upos == "ADJ")


def _is_determined(doc: Doc, word: int) -> bool:
    """True for "the verdict" and "her verdict"; a bare "Verdict:" heads a list."""
    first = doc.tokens[min(doc.subtree(word)[0], word)]
    return first.index < word and (
        first.upos in ("DET", "NUM") or first.xpos == "PRP$" or bool(frame(doc, word).get("possessor"))
    )


def _next_of_block(doc: Doc, sentence: Sentence) -> Sentence | None:
    after = doc.sentences[sentence.index + 1 : sentence.index + 2]
    return after[0] if after and after[0].block == sentence.block else None

"""What a source phrase covers: "according to officials, P" attributes the sentence, or only the clause it stands in."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.knowledge.cues import Cue
from sayso.says.contents import Content
from sayso.syntax import is_verbal
from sayso.syntax import reports as tree

_MAX_LEAD = 4  # tokens before the source noun in "in the words of"


def sentence_content(doc: Doc, word: int, cue: Cue) -> Content | None:
    """The content of a preposition's report; `link` is the first token of the whole phrase."""
    if cue.speaker == ("head",):
        source = tree.introduced(doc, word)
        if source is None:
            return None
        top = source if word in doc.subtree(source) else word
        if not _set_off(doc, word) and not _names_source(doc, source):
            return None
    else:
        source, top = word, word
    first = word if cue.speaker == ("head",) else _phrase_start(doc, word, whole=cue.speaker == ("self",))
    tokens = _around(doc, top)
    return Content(tuple(tree.stretches(doc, tokens)), "sentence", first) if tokens else None


def _set_off(doc: Doc, word: int) -> bool:
    """True at the beginning of a sentence or after a mark: "paid according to rank" names no source."""
    return word == doc.sentence_of(word).first or doc.tokens[word - 1].upos in ("PUNCT", "CCONJ")


def _names_source(doc: Doc, source: int) -> bool:
    return doc.tokens[source].upos == "PROPN" or doc.name_at(source) is not None or doc.tokens[source].xpos == "NNS"


def _phrase_start(doc: Doc, word: int, *, whole: bool) -> int:
    before = tree.preposition_before(doc, word)
    return before if before is not None and (whole or word - before <= _MAX_LEAD) else word


def _around(doc: Doc, top: int) -> list[int]:
    """The sentence without the phrase where the phrase opens or ends it; elsewhere the clause it stands in."""
    root = tree.sentence_root(doc, top)
    phrase = doc.subtree(top)
    sentence = doc.sentence_of(top)
    edge = phrase[0] - sentence.first <= 1 or _ends(doc, phrase[-1], sentence.last)
    above = doc.tokens[top].head
    if top == root or above < 0:
        return []
    head = root if edge else _clause(doc, above)
    rest = tree.without(doc, head, [top])
    while rest and doc.tokens[rest[0]].upos in ("CCONJ", "PUNCT"):
        rest = rest[1:]
    return rest


def _ends(doc: Doc, last: int, end: int) -> bool:
    return all(doc.tokens[i].upos == "PUNCT" for i in range(last + 1, end))


def _clause(doc: Doc, above: int) -> int:
    head = tree.clause_head(doc, above)
    return head if is_verbal(doc, head) else tree.sentence_root(doc, head)

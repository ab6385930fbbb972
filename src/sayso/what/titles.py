"""What a named person is said to be right before the name: "Judge Ana Lind" may stand where an entry asks for a judge."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.knowledge.lexicon import Lexicon


def titles(doc: Doc, lexicon: Lexicon, index: int) -> tuple[str, ...]:
    """The words for persons right before the name or at its head, as lemmas; none where the token is in no person's name."""
    name = doc.name_at(index)
    if name is None or name.label != "PER":
        return ()
    sentence = doc.sentence_of(index)
    heads = (doc.tokens[i].lemma.lower() for i in (name.first - 1, name.first) if sentence.first <= i != index)
    return tuple(head for head in heads if "person" in lexicon.classes.of(head))

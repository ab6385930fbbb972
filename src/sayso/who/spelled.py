"""Names that the article spells out before their acronym are found here: "the People's Front of Karsland (PFK)".

That is how news brings in a body for the first time, and the initials tell where its name begins, however unknown it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.doc import Doc
from sayso.who.matching import is_acronym_of

_LONGEST = 10  # tokens of the name before the bracket
Words = tuple[int, int]  # first token, and the one behind the last


def spelled_names(doc: Doc) -> Iterator[tuple[Words, str]]:
    """The extent of each name that is spelled out before its acronym, and the acronym."""
    for at in range(2, len(doc.tokens) - 1):
        short = doc.tokens[at].text
        bracketed = doc.tokens[at - 1].text == "(" and doc.tokens[at + 1].text == ")"
        if bracketed and short.isalpha() and short.isupper() and 1 < len(short) < 9:
            first = _beginning(doc, at - 1, short)
            if first is not None:
                yield (first, at - 1), short


def _beginning(doc: Doc, behind: int, short: str) -> int | None:
    """Where the words right before the bracket begin whose initials are the acronym: the fewest that do."""
    sentence = doc.sentence_of(behind)
    for first in range(behind - 2, max(sentence.first, behind - _LONGEST) - 1, -1):
        begins = doc.tokens[first].text[:1] == short[0]
        if begins and doc.tokens[behind - 1].text[:1].isalpha() and is_acronym_of(short, doc.span_text(first, behind)):
            return first
    return None

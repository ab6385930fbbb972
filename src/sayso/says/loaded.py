"""Which words of the text take a side, about whom, and in whose voice they stand: the outlet's or a speaker's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.knowledge.loaded import LoadedEntry, LoadedLexicon
from sayso.model import Article, Because, Loaded, Quote, Saying, quote
from sayso.says.reports import marks_of
from sayso.says.standing import path_of
from sayso.syntax import frame, governor, is_nominal
from sayso.syntax import reports as tree

_KINDS = {
    "noun": frozenset({"NOUN", "PROPN"}),
    "verb": frozenset({"VERB", "ADJ"}),
    "adjective": frozenset({"ADJ", "VERB", "NOUN", "PROPN", "ADV"}),
    "name": frozenset({"PROPN", "NOUN", "ADJ"}),
}


def find_loaded(
    article: Article, doc: Doc, cast: Cast, sayings: Sequence[Saying], lexicon: LoadedLexicon
) -> tuple[Loaded, ...]:
    """All loaded words of the article's body, in order of position."""
    marks = marks_of(article, doc)
    by_id = {s.id: s for s in sayings}
    found = []
    for first, last, entry in _hits(doc, lexicon):
        span = (doc.tokens[first].start, doc.tokens[last - 1].end)
        found.append(
            Loaded(
                text=quote(article.text, *span),
                about=_about(doc, cast, first, last, entry),
                lean=entry.lean,
                voice=voice_of(span, sayings, by_id),
                quoted=marks.quoted(*span),
                plain=fitting(entry.plain, [t.lemma.lower() for t in doc.tokens[first:last]]),
                because=(Because(rule=f"loaded/{entry.id}", detail=entry.user),),
            )
        )
    return tuple(found)


def fitting(plain: str, words: Sequence[str]) -> str:
    """The one plain wording to show of an entry's list: the first that shares a word with the text's, else the first.

    "terror group" of "fighter, armed group, attacker" is an armed group.
    """
    choices = plain.split(", ")
    return next((c for c in choices if not set(words).isdisjoint(c.split(" "))), choices[0])


def voice_of(span: tuple[int, int], sayings: Sequence[Saying], by_id: dict[str, Saying]) -> str:
    """Id of the innermost saying whose content holds the span: its words are that speaker's; "s0" outside all."""
    around = [s for s in sayings if s.parent is not None and _holds(s, span)]
    if not around:
        return "s0"
    return max(around, key=lambda s: (len(path_of(s.id, by_id)), -sum(c.end - c.start for c in s.content))).id


def _holds(saying: Saying, span: tuple[int, int]) -> bool:
    return any(_inside(c, span) for c in saying.content)


def _inside(content: Quote, span: tuple[int, int]) -> bool:
    return content.start <= span[0] and span[1] <= content.end


def _hits(doc: Doc, lexicon: LoadedLexicon) -> Iterator[tuple[int, int, LoadedEntry]]:
    last = 0
    for token in doc.tokens:
        hit = _hit(doc, token.index, lexicon) if token.index >= last else None
        if hit is not None:
            last = hit[1]
            yield hit


def _hit(doc: Doc, index: int, lexicon: LoadedLexicon) -> tuple[int, int, LoadedEntry] | None:
    token = doc.tokens[index]
    text, lemma = token.text.lower(), token.lemma.lower()
    for word in (text,) if text == lemma else (text, lemma):
        for words, entry in lexicon.starting(word):
            if _matches(doc, index, words) and _fits(doc, index, len(words), entry):
                return index, index + len(words), entry
    return None


def _matches(doc: Doc, index: int, words: tuple[str, ...]) -> bool:
    if index + len(words) > len(doc.tokens):
        return False
    pairs = zip(doc.tokens[index : index + len(words)], words)
    return all(w in (t.text.lower(), t.lemma.lower()) for t, w in pairs)


def _fits(doc: Doc, index: int, width: int, entry: LoadedEntry) -> bool:
    last = index + width - 1
    if width == 1 and entry.kind in _KINDS and doc.tokens[index].upos not in _KINDS[entry.kind]:
        return False
    if entry.kind == "adjective" and doc.tokens[index].upos == "VERB" and tree.modifies(doc, index) is None:
        return False
    after = doc.tokens[last + 1].lemma.lower() if last + 1 < len(doc.tokens) else ""
    if after in entry.unless_next or (entry.followed_by and after not in entry.followed_by):
        return False
    return not entry.subject or _has_subject(doc, index, entry)


def _has_subject(doc: Doc, index: int, entry: LoadedEntry) -> bool:
    return any(doc.tokens[i].lemma.lower() in entry.subject for i in frame(doc, index).get("subject"))


def _about(doc: Doc, cast: Cast, first: int, last: int, entry: LoadedEntry) -> str | None:
    """The actor whom the word is about, where its slot names one; nobody is guessed."""
    for index in _about_heads(doc, first, last, entry):
        actor = cast.headed(doc.tokens[index].start)
        if actor is not None:
            return actor
    return None


def _about_heads(doc: Doc, first: int, last: int, entry: LoadedEntry) -> tuple[int, ...]:
    head = next((i for i in range(first, last) if doc.tokens[i].head not in range(first, last)), last - 1)
    if entry.about == "none":
        return ()
    if entry.about in ("self", "head"):
        return _nominals(doc, head)
    return frame(doc, head).get(entry.about)


def _nominals(doc: Doc, head: int) -> tuple[int, ...]:
    """The word itself, the noun that it describes, or the one that it is said of."""
    described = tree.modifies(doc, head)
    found = [head] if described is None else [described, head]
    above = governor(doc, head)
    if above is not None and not is_nominal(doc, head):
        found += [above[0]]
    return (*found, *frame(doc, head).get("subject"))

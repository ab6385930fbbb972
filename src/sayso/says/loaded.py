"""Which words of the text take a side, about whom, and in whose voice they stand: the outlet's or a speaker's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.knowledge.loaded import LoadedEntry, LoadedLexicon, Term
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
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMED = _PLACES | {"ORG", "EVENT", "WEAPON"}
_PLACE = "PLACE"  # in an entry's list: any name of a place


def find_loaded(
    article: Article, doc: Doc, cast: Cast, sayings: Sequence[Saying], lexicon: LoadedLexicon
) -> tuple[Loaded, ...]:
    """All loaded words of the article's body, in order of position."""
    marks = marks_of(article, doc)
    by_id = {s.id: s for s in sayings}
    found = []
    for first, term in _hits(doc, lexicon):
        last, entry = first + len(term.words), term.entry
        span = (doc.tokens[first].start, doc.tokens[last - 1].end)
        found.append(
            Loaded(
                text=quote(article.text, *span),
                about=_about(doc, cast, first, last, entry),
                lean=entry.lean,
                voice=voice_of(span, sayings, by_id),
                quoted=marks.quoted(*span),
                plain=fitting(term.plain, [t.lemma.lower() for t in doc.tokens[first:last]]),
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


def _hits(doc: Doc, lexicon: LoadedLexicon) -> Iterator[tuple[int, Term]]:
    words = frozenset(w for t in doc.tokens for w in (t.text.lower(), t.lemma.lower()))
    last = 0
    for token in doc.tokens:
        term = _hit(doc, token.index, lexicon, words) if token.index >= last else None
        if term is not None:
            last = token.index + len(term.words)
            yield token.index, term


def _hit(doc: Doc, index: int, lexicon: LoadedLexicon, words: frozenset[str]) -> Term | None:
    """The longest term that fits here; of equals the one whose conflict the article speaks of most."""
    token = doc.tokens[index]
    text, lemma = token.text.lower().replace("’", "'"), token.lemma.lower()
    found = [
        term
        for word in ((text,) if text == lemma else (text, lemma))
        for term in lexicon.starting(word)
        if _matches(doc, index, term.words) and _fits(doc, index, term, words)
    ]
    return max(found, key=lambda t: (len(t.words), len(words.intersection(t.entry.among))), default=None)


def _matches(doc: Doc, index: int, words: tuple[str, ...]) -> bool:
    if index + len(words) > len(doc.tokens):
        return False
    pairs = zip(doc.tokens[index : index + len(words)], words)
    return all(w in (t.text.lower().replace("’", "'"), t.lemma.lower()) for t, w in pairs)


def _fits(doc: Doc, index: int, term: Term, words: frozenset[str]) -> bool:
    """Whether the words are loaded where they stand, by all that narrows their entry."""
    entry, last = term.entry, index + len(term.words) - 1
    if entry.among and words.isdisjoint(entry.among):
        return False
    if index == last and not _has_kind(doc, index, entry):
        return False
    if entry.kind in ("noun", "adjective") and _in_name(doc, index):
        return False
    if entry.followed_by and _lemma(doc, last + 1) not in entry.followed_by:
        return False
    return not _is_plain(doc, index, last, entry) and _has_company(doc, index, last, entry)


def _has_kind(doc: Doc, index: int, entry: LoadedEntry) -> bool:
    if entry.kind in _KINDS and doc.tokens[index].upos not in _KINDS[entry.kind]:
        return False
    return not (entry.kind == "adjective" and doc.tokens[index].upos == "VERB" and tree.modifies(doc, index) is None)


def _in_name(doc: Doc, first: int) -> bool:
    """Whether the words are what something is called ("Martyrs' Square", "Patriots"): nobody chose them here.

    A word before a person's name ("Martyr Omar Seld") was chosen; one that is the name ("Representative Slaughter") was not.
    """
    name = doc.name_at(first)
    token = doc.tokens[first]
    both_capital = token.head >= 0 and doc.tokens[token.head].text[:1].isupper() and token.text[:1].isupper()
    if both_capital and first in frame(doc, token.head).get("possessor"):
        return True  # "Martyrs' Square"
    if name is None or not token.text[:1].isupper():
        return False
    return name.label in _NAMED or (name.label == "PER" and not name.first == first < name.last - 1)


def _is_plain(doc: Doc, first: int, last: int, entry: LoadedEntry) -> bool:
    """Whether the words around show that no side is taken."""
    if entry.unless_beside:
        ties = [i for slot in ("of", "compound") for i in frame(doc, last).get(slot)]
        beside = {_lemma(doc, i) for i in (first - 1, last + 1, *ties)}
        if not beside.isdisjoint(entry.unless_beside):
            return True
    sentence = doc.sentence_of(first)
    return bool(entry.unless) and any(_lemma(doc, i) in entry.unless for i in range(sentence.first, sentence.last))


def _has_company(doc: Doc, first: int, last: int, entry: LoadedEntry) -> bool:
    """Whether the words have the subject, the object and the noun that they need to be loaded."""
    if entry.subject and not any(_lemma(doc, i) in entry.subject for i in frame(doc, first).get("subject")):
        return False
    if entry.object and not any(_is_one_of(doc, i, entry.object) for i in frame(doc, first).get("object")):
        return False
    return not entry.describes or any(_lemma(doc, i) in entry.describes for i in _nominals(doc, last))


def _is_one_of(doc: Doc, index: int, lemmas: Sequence[str]) -> bool:
    name = doc.name_at(index)
    return _lemma(doc, index) in lemmas or (_PLACE in lemmas and name is not None and name.label in _PLACES)


def _lemma(doc: Doc, index: int) -> str:
    return doc.tokens[index].lemma.lower() if 0 <= index < len(doc.tokens) else ""


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

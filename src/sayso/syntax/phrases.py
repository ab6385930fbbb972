"""Phrases: how far a nominal reaches, what it is joined to, and which words mark and modify it."""

from __future__ import annotations

from functools import lru_cache

from sayso import paths
from sayso.doc import Doc
from sayso.knowledge.loading import read_mapping
from sayso.syntax.memory import remembered
from sayso.text import DASHES

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"  # features of a finite past
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_ARGUMENT = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"})
_OUTSIDE = frozenset(
    {"punct", "cc", "conj", "appos", "acl:relcl", "parataxis", "case", "mark", "cop", "nsubj", "nsubj:pass", "aux"}
    | {"advcl", "discourse", "list", "dep", "advcl:relcl", "ccomp", "csubj", "obl", "advmod", "expl", "nsubj:outer"}
)
_OUTSIDE_FULL = frozenset({"punct", "case", "mark", "cop", "nsubj", "nsubj:pass", "aux", "parataxis", "discourse"})


def label(doc: Doc, index: int) -> str:
    """The dependency label of a token: for the files of this folder only."""
    return doc.tokens[index].deprel


def is_nominal(doc: Doc, index: int) -> bool:
    """True for nouns, names, pronouns and numbers that can name somebody, and for "the other", "the wounded"."""
    token = doc.tokens[index]
    if token.upos in _NOMINAL or label(doc, index) not in _ARGUMENT:
        return token.upos in _NOMINAL
    return token.upos == "DET" or (token.upos == "ADJ" and index > 0 and doc.tokens[index - 1].upos == "DET")


def is_pronoun(doc: Doc, index: int) -> bool:
    """True for pronouns."""
    return doc.tokens[index].upos == "PRON"


def is_thing_word(doc: Doc, index: int) -> bool:
    """ "that", "this", "what": a word that points at a thing or a fact and is never somebody."""
    return doc.tokens[index].text.lower() in ("that", "this", "what") and doc.tokens[index].upos in ("PRON", "DET")


def is_asking(doc: Doc, index: int) -> bool:
    """ "whose", "who", "which": a word that asks, or stands for a noun elsewhere, and names nobody itself."""
    return doc.tokens[index].xpos in ("WP", "WP$", "WDT")


@remembered
def is_verbal(doc: Doc, index: int) -> bool:
    """True for verbs, and for adjectives and nouns made predicates by a copula."""
    token = doc.tokens[index]
    return token.upos in ("VERB", "AUX") or any(label(doc, c) == "cop" for c in doc.children(index))


@remembered
def is_false_relative(doc: Doc, index: int) -> bool:
    """ "charges that he killed the judge": a "that" beside a full subject and object stands for nothing, whatever the tree says."""
    token = doc.tokens[index]
    if token.text.lower() != "that" or token.head < 0 or label(doc, index) not in ("obj", "nsubj", "nsubj:pass"):
        return False
    beside = [label(doc, c) for c in doc.children(token.head)]
    if label(doc, index) != "obj":  # "the finding that the fire was set": two subjects
        return sum(kind.startswith("nsubj") for kind in beside) > 1
    return beside.count("obj") > 1 and "nsubj" in beside


@remembered
def is_cleft(doc: Doc, verb: int) -> bool:
    """ "It was rebels that shelled the town": the relative clause of a predicate noun whose subject is "it"."""
    head = doc.tokens[verb].head
    if head < 0 or label(doc, verb) not in ("acl:relcl", "advcl:relcl"):
        return False
    beside = {(label(doc, c), doc.tokens[c].text.lower()) for c in doc.children(head)}
    return any(kind == "cop" for kind, _ in beside) and bool({("nsubj", "it"), ("expl", "it")} & beside)


@remembered
def is_to_infinitive(doc: Doc, verb: int) -> bool:
    """ "to kill": the infinitive with its particle."""
    return any(doc.tokens[c].text.lower() == "to" and label(doc, c) == "mark" for c in doc.children(verb))


@lru_cache(maxsize=1)
def number_bounds() -> frozenset[tuple[str, ...]]:
    """The words of two that bound a number: "at least", "up to"."""
    listed = read_mapping(paths.knowledge() / "lang" / "en" / "grammar.yml")["bounds"]
    return frozenset(tuple(words.split()) for words in listed)


def is_bounded(doc: Doc, index: int) -> bool:
    """True for "soldiers" in "at least six soldiers" where the tree takes the "at" for a preposition."""
    first = doc.subtree(index)[0]
    return tuple(token.text.lower() for token in doc.tokens[first : first + 2]) in number_bounds()


def named_behind(doc: Doc, index: int) -> int:
    """ "the state-run Ain Asad base": where the tree takes the half behind a hyphen for the noun, the name behind it is."""
    before = doc.tokens[index - 1] if index else None
    if before is None or before.text not in DASHES or before.end != doc.tokens[index].start:
        return index
    return next((c for c in doc.children(index) if c == index + 1 and label(doc, c) in ("appos", "flat")), index)


@remembered
def marker(doc: Doc, index: int) -> str:
    """The preposition or conjunction before a phrase or clause, whole ("because of"), lower case; "" without one."""
    for child in doc.children(index):
        if label(doc, child) in ("case", "mark") and doc.tokens[child].text.lower() not in ("to", "'s", "’s", "'", "’"):
            return _whole_marker(doc, child)
        if label(doc, child) == "case" and doc.tokens[child].text.lower() == "to":
            return "to"
    return ""


def _whole_marker(doc: Doc, index: int) -> str:
    words = [index, *(c for c in doc.children(index) if label(doc, c) == "fixed")]
    return " ".join(doc.tokens[w].text.lower() for w in sorted(words))


@remembered
def conjuncts(doc: Doc, index: int) -> tuple[int, ...]:
    """The token and everything coordinated with it below, in order of position."""
    found = [index]
    for child in doc.children(index):
        if label(doc, child) == "conj":
            found.extend(conjuncts(doc, child))
    return tuple(found)


def describing(doc: Doc, index: int) -> tuple[int, ...]:
    """The verbs of the relative and participle clauses that describe the nominal."""
    return tuple(c for c in doc.children(index) if label(doc, c) in ("acl", "acl:relcl"))


def appositions(doc: Doc, index: int) -> tuple[int, ...]:
    """Heads of the phrases in apposition to the nominal."""
    return tuple(c for c in doc.children(index) if label(doc, c) == "appos")


def modifiers(doc: Doc, index: int) -> tuple[int, ...]:
    """Adjectives and nouns that stand before the head and belong to it ("Iraqi", "army" in "an Iraqi army base")."""
    kinds = ("amod", "compound", "nmod:desc", "flat", "nmod:unmarked")
    return tuple(c for c in doc.children(index) if label(doc, c) in kinds)


def possessor(doc: Doc, index: int) -> int | None:
    """Head of the possessive ("Iran's", "his") of a nominal, or None."""
    return next((c for c in doc.children(index) if label(doc, c) == "nmod:poss"), None)


def determiner(doc: Doc, index: int) -> str:
    """The article or determiner of a nominal, lower case, or ""."""
    return next((doc.tokens[c].text.lower() for c in doc.children(index) if label(doc, c) == "det"), "")


def numeral(doc: Doc, index: int) -> int | None:
    """The number word that counts the nominal, or None."""
    return next((c for c in doc.children(index) if label(doc, c) == "nummod"), None)


def predicate_nouns(doc: Doc, index: int) -> tuple[int, ...]:
    """ "X is the leader": the nouns that the copula says of the nominal at `index`."""
    head = doc.tokens[index].head
    if head < 0 or label(doc, index) not in ("nsubj", "nsubj:outer"):
        return ()
    return (head,) if any(label(doc, c) == "cop" for c in doc.children(head)) and is_nominal(doc, head) else ()


@remembered
def phrase(doc: Doc, index: int) -> tuple[int, int]:
    """First and last (exclusive) token of the nominal's own phrase: with articles, adjectives, possessives and
    "of"-phrases, without coordination, appositions, relative clauses, prepositions before it and marks around it."""
    return _bounds(doc, index, _OUTSIDE)


@remembered
def full_phrase(doc: Doc, index: int) -> tuple[int, int]:
    """Like `phrase`, but with appositions, relative clauses and coordinated parts."""
    return _bounds(
        doc, index, frozenset({"punct", "case", "mark", "cop", "nsubj", "nsubj:pass", "aux", "parataxis", "discourse"})
    )


def _bounds(doc: Doc, index: int, outside: frozenset[str]) -> tuple[int, int]:
    inside = {index}
    for child in doc.children(index):
        if label(doc, child) not in outside:
            inside.update(doc.subtree(child))
    first = index
    while first - 1 in inside:
        first -= 1
    last = index + 1
    while last in inside or (_joins(doc, last, inside) and last + 1 in inside):
        last += 1
    return first, last


def _joins(doc: Doc, index: int, inside: set[int]) -> bool:
    """A comma, hyphen or quotation mark inside a phrase does not end it."""
    in_range = index < len(doc.tokens) and bool(inside) and index < max(inside)
    return in_range and doc.tokens[index].upos == "PUNCT"

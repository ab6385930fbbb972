"""Which words the tree takes for others that cannot stand there: reports for a verb, "lest" for a name, "posing" for a main verb.

Each shape contradicts itself: a finite verb that opens its sentence without a subject, a main verb in -ing without an
auxiliary, a particle that nothing but a noun can follow. Whom a sentence blames hangs on these words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.doc import Doc, Token
from sayso.syntax.edges import grammar_words
from sayso.syntax.phrases import PAST, label, marker
from sayso.syntax.repairing import FINITE, SUBJECTS, Repair, child, has_subject, repaired

_OPENING = frozenset({"after", "before", "since", "until"})
_PARTICIPLE = "Tense=Past|VerbForm=Part"


def with_right_words(doc: Doc) -> Doc:
    """The Doc with each such word read as what it must be; the same Doc where all are."""
    return repaired(doc, _REPAIRS)


def _lest(doc: Doc, token: Token) -> Iterator[Token]:
    """ "left lest rebels attack the port": "lest" is part of no name; it opens the clause of the verb."""
    if token.text != "lest" or token.deprel not in ("compound", "amod", "det") or token.head < token.index:
        return
    verb = doc.tokens[doc.tokens[token.head].head]
    if doc.tokens[token.head].deprel == "nsubj" and verb.upos == "VERB":
        yield replace(token, upos="SCONJ", xpos="IN", feats="", head=verb.index, deprel="mark")
        yield replace(verb, deprel="advcl" if verb.deprel == "ccomp" else verb.deprel)


def _aside(doc: Doc, token: Token) -> Iterator[Token]:
    """ "The navy, it is claimed, shelled it", "…, or so the rebels say": a whole clause that says so is an aside."""
    if token.upos != "VERB" or token.lemma not in grammar_words("commenting") or not has_subject(doc, token.index):
        return
    so = child(doc, token.index, "advmod")
    joined = child(doc, token.index, "cc")
    or_so = so is not None and so.text == "so" and joined is not None and joined.text == "or"
    if token.deprel == "reparandum" or (token.deprel == "conj" and or_so):
        yield replace(token, deprel="parataxis")


def _reports(doc: Doc, token: Token) -> Iterator[Token]:
    """ "Reports that soldiers shot them are false": no verb in -s opens a sentence; the second clause is about the reports."""
    if token.xpos != "VBZ":
        return
    first = doc.sentence_of(token.index).first
    if token.index != first or has_subject(doc, token.index):
        return
    clauses = [c for c in doc.children(token.index) if label(doc, c) in ("ccomp", "advcl", "parataxis", "xcomp")]
    told = next((c for c in clauses if marker(doc, c) == "that"), None)
    main = next((c for c in clauses if told is not None and c > told and not has_subject(doc, c)), None)
    if told is None or main is None or marker(doc, main):
        return
    if doc.tokens[main].xpos not in FINITE and child(doc, main, "cop", "aux", "aux:pass") is None:
        return
    yield replace(doc.tokens[main], head=token.head, deprel=token.deprel)
    yield replace(token, upos="NOUN", xpos="NNS", feats="Number=Plur", head=main, deprel="nsubj")
    yield replace(doc.tokens[told], deprel="acl")


def _posing(doc: Doc, token: Token) -> Iterator[Token]:
    """ "Soldiers posing as rebels shot them": who poses so does what the verb behind tells; "as" opens no clause."""
    if token.xpos != "VBG" or token.lemma not in grammar_words("posing") or child(doc, token.index, "aux", "mark"):
        return
    who, verb = child(doc, token.index, "nsubj"), child(doc, token.index, "advcl", "ccomp")
    if who is None or verb is None or who.index > token.index or verb.index < token.index:
        return
    as_whom, opening = child(doc, verb.index, "nsubj", "nsubj:pass"), doc.tokens[token.index + 1]
    finite = verb.xpos == "VBD" or child(doc, verb.index, "aux:pass") is not None
    if as_whom is None or opening.text != "as" or opening.head != verb.index or not finite:
        return
    yield replace(verb, head=token.head, deprel=token.deprel if token.deprel != "advcl" else "ccomp")
    yield replace(who, head=verb.index, deprel=as_whom.deprel)
    yield replace(token, head=who.index, deprel="acl")
    yield replace(as_whom, head=token.index, deprel="obl")
    yield replace(opening, head=as_whom.index, deprel="case")
    for other in doc.children(token.index):
        if other > verb.index:
            yield replace(doc.tokens[other], head=verb.index)


def _behind_object(doc: Doc, token: Token) -> Iterator[Token]:
    """ "burned the archive, a spokesman claimed": no archive is a spokesman; a comment without "who" follows its speaker."""
    if token.deprel not in ("acl:relcl", "acl") or token.lemma not in grammar_words("commenting"):
        return
    noun = next((doc.tokens[c] for c in doc.children(token.head) if label(doc, c) == "appos"), doc.tokens[token.head])
    above = next((i for i in doc.ancestors(noun.index) if doc.tokens[i].upos == "VERB"), None)
    if noun.deprel != "appos" or above is None or above > noun.index or token.xpos not in ("VBD", "VBN"):
        return
    words = [i for i in doc.subtree(noun.index) if i < token.index]
    first = next((i for i in words if doc.tokens[i].text != ","), token.index)
    last = doc.sentence_of(token.index).last
    rest = [i for i in range(token.index + 1, last) if doc.tokens[i].upos != "PUNCT"]
    bare = not any(label(doc, c) in (*SUBJECTS, "obj", "aux:pass", "obl:agent") for c in doc.children(token.index))
    if bare and doc.tokens[first - 1].text == "," and words[-1:] == [token.index - 1] and not rest:
        yield replace(token, head=above, deprel="parataxis", upos="VERB", xpos="VBD", feats=PAST)
        yield replace(noun, head=token.index, deprel="nsubj")


def _opened(doc: Doc, token: Token) -> Iterator[Token]:
    """ "put out the fire after rebels burned the archive": a past with an object needs the noun between "after" and it."""
    if token.xpos != "VBD" or has_subject(doc, token.index):
        return
    noun = next((doc.tokens[i] for i in doc.ancestors(token.index - 1) if doc.tokens[i].deprel == "obl"), None)
    if doc.tokens[token.index - 1].deprel == "obl":
        noun = doc.tokens[token.index - 1]
    if noun is None or noun.upos not in ("NOUN", "PROPN", "PRON") or doc.subtree(noun.index)[-1] != token.index - 1:
        return
    first = doc.subtree(noun.index)[0]
    opening = doc.tokens[first if doc.tokens[first].text.lower() in _OPENING else first - 1]
    inside = token.head == noun.head or token.head in doc.ancestors(noun.index)
    if not inside or opening.text.lower() not in _OPENING or child(doc, token.index, "obj", "iobj") is None:
        return
    yield replace(token, deprel="advcl")
    yield replace(noun, head=token.index, deprel="nsubj")
    yield replace(opening, head=token.index, deprel="mark", upos="SCONJ")


def _asked(doc: Doc, token: Token) -> Iterator[Token]:
    """ "The passengers do not care who shelled it": right behind a denied verb "who" asks and points at nobody before it."""
    if token.deprel != "acl:relcl" or not 0 <= token.head < token.index:
        return
    noun, who = doc.tokens[token.head], child(doc, token.index, "nsubj", "nsubj:pass")
    if who is None or who.text.lower() != "who" or not noun.deprel.startswith("nsubj") or noun.head != who.index - 1:
        return
    denied = any(doc.tokens[c].text.lower() in ("not", "n't", "n’t") for c in doc.children(noun.head))
    if denied and doc.tokens[noun.head].upos == "VERB":
        yield replace(token, head=noun.head, deprel="ccomp")


def _over(doc: Doc, token: Token) -> Iterator[Token]:
    """ "Soldier held over killing of student": before a noun without a preposition "over" is that noun's."""
    if token.text.lower() != "over" or token.deprel != "compound:prt" or token.index + 1 >= len(doc.tokens):
        return
    behind = (c for c in doc.children(token.head) if label(doc, c) == "obl" and c > token.index)
    noun = next((c for c in behind if doc.subtree(c)[0] == token.index + 1), None)
    if noun is not None and child(doc, noun, "case", "mark") is None:
        yield replace(token, head=noun, deprel="case", upos="ADP", xpos="IN")


def _reputed(doc: Doc, token: Token) -> Iterator[Token]:
    """ "The rebels, thought to have killed him, were seen": without "who" they do not think; they are thought to have."""
    if token.xpos != "VBD" or token.deprel not in ("acl:relcl", "acl") or token.lemma not in grammar_words("reputed"):
        return
    behind = doc.tokens[min(token.index + 1, len(doc.tokens) - 1)]
    if not has_subject(doc, token.index) and behind.xpos == "TO" and doc.tokens[token.index - 1].text == ",":
        yield replace(token, deprel="acl", xpos="VBN", feats=_PARTICIPLE)


def _spoken_of(doc: Doc, token: Token) -> Iterator[Token]:
    """ "spoke of bombing the dam": a word in -ing with an object of its own is a clause."""
    gerund = token.xpos == "VBG" and token.upos == "VERB" and token.deprel == "obl"
    if gerund and child(doc, token.index, "mark") is not None and child(doc, token.index, "obj") is not None:
        yield replace(token, deprel="advcl")


def _how(doc: Doc, token: Token) -> Iterator[Token]:
    """ "recalled how the militia shot them": the clause is what is recalled."""
    if token.text.lower() != "how" or token.deprel != "obj" or token.head > token.index:
        return
    clause = child(doc, token.index, "advcl:relcl", "acl:relcl")
    if clause is not None:
        yield replace(clause, head=token.head, deprel="ccomp")
        yield replace(token, head=clause.index, deprel="advmod")


_ABOUT_NOUN = frozenset({"acl", "acl:relcl"})
_CLAUSES = frozenset({"root", "ccomp", "parataxis", "conj", "advcl", "nsubj", "nsubj:pass", "xcomp", *_ABOUT_NOUN})
_REPAIRS: tuple[Repair, ...] = (
    (_lest, frozenset({"compound", "amod", "det"})),
    (_aside, frozenset({"reparandum", "conj"})),
    (_reports, _CLAUSES),
    (_posing, _CLAUSES),
    (_behind_object, _ABOUT_NOUN),
    (_opened, frozenset({"advcl", "parataxis"})),
    (_asked, frozenset({"acl:relcl"})),
    (_over, frozenset({"compound:prt"})),
    (_reputed, _ABOUT_NOUN),
    (_spoken_of, frozenset({"obl"})),
    (_how, frozenset({"obj"})),
)

"""How the tree of a headline is put right: present tenses taken for nouns, commas for "and", "to" for "will", bare passives.

"Court frees poet", "Rebels, army clash", "Teachers to strike", "Mayor slain in ambush": a headline is a sentence without an
article and without a full stop. Its words are asked for in knowledge/lang/en/headlines.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from sayso import paths
from sayso.doc import Doc, Sentence, Token
from sayso.knowledge.loading import read_mapping
from sayso.syntax.phrases import label

_LONGEST = 16  # words; longer lines without a full stop are captions
_ARTICLES = frozenset({"the", "a", "an"})
_STOPS = frozenset({"PUNCT", "SYM"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_SUBJECT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART"})
_OBJECT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "PART"})
_INSIDE = frozenset({"amod", "compound", "flat", "nmod:poss", "nummod"})
_FINITE = frozenset({"VBZ", "VBP", "MD"})
_PASTS = frozenset({"VBD", "VBN"})
_PRESENT = "Mood=Ind|Tense=Pres|VerbForm=Fin"


def with_headlines(doc: Doc) -> Doc:
    """The Doc with the trees of its headlines put right; the same Doc where it has none."""
    lines = [s for s in doc.sentences if _is_headline(doc, s)]
    for repair in (_with_verb, _with_joined, _with_future, _with_second_verbs, _with_passives) if lines else ():
        for line in lines:
            doc = _repaired(doc, line, repair)
    return doc


def _repaired(doc: Doc, line: Sentence, repair: Callable[[Doc, Sentence], Iterator[Token]]) -> Doc:
    return doc.with_tokens({t.index: t for t in repair(doc, line)})


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Sequence[str]]:
    return read_mapping(paths.knowledge() / "lang" / "en" / "headlines.yml")


@lru_cache(maxsize=1)
def _thirds() -> Mapping[str, str]:
    """ "frees", "rocks", "ends" with their lemmas."""
    return {_third(verb): verb for verb in (*_words()["clear"], *_words()["single"])}


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def _is_headline(doc: Doc, line: Sentence) -> bool:
    """Short, without a mark at its end and without an article."""
    if not 3 <= line.last - line.first <= _LONGEST or doc.tokens[line.last - 1].upos in _STOPS:
        return False
    return all(t.text.lower() not in _ARTICLES for t in doc.tokens[line.first : line.last])


def _with_verb(doc: Doc, line: Sentence) -> Iterator[Token]:
    """ "Rebels free nuns held since May": the first word that agrees with the nouns before it, where no verb was found."""
    words = doc.tokens[line.first : line.last]
    if any(t.xpos in _FINITE for t in words):
        yield from _lost_subject(doc, line)
        return
    found = next(((t, v) for t in words[1:-1] if (v := _agreeing(doc, line, t))), None)
    if found is None:
        return
    token, lemma = found
    late = [t for t in words if t.xpos in _PASTS and t.index != token.index]
    if any(not _describes(doc, token.index, t) for t in late):
        return
    yield from _rebuilt(doc, line, token, lemma)


def _lost_subject(doc: Doc, line: Sentence) -> Iterator[Token]:
    """ "Police break up nurses' march": the nouns before the main verb are its subject, not part of what stands behind."""
    root = next((t for t in doc.tokens[line.first : line.last] if t.head < 0), doc.tokens[line.first])
    before = range(line.first, root.index)
    if root.xpos not in _FINITE or not before or any(label(doc, c) == "nsubj" for c in doc.children(root.index)):
        return
    if all(doc.tokens[i].upos in _NOMINAL for i in before) and all(doc.tokens[i].head > root.index for i in before):
        yield from _subject(doc, before, root.index)


def _describes(doc: Doc, verb: int, past: Token) -> bool:
    """ "… nuns held since May": a participle right behind a noun that stands behind the verb."""
    return past.index > verb + 1 and doc.tokens[past.index - 1].upos in _NOMINAL


def _agreeing(doc: Doc, line: Sentence, token: Token) -> str:
    """The lemma of the verb that the word is, by the noun before it and the words behind; "" where it need not be one."""
    before = doc.tokens[line.first : token.index]
    opening = next((t for t in before[:1] if t.xpos == "VB"), None)  # "Bomb rocks market": no headline commands
    if any(t.upos not in _SUBJECT and t.text != "," and t is not opening for t in before):
        return ""
    if before[-1].upos not in _NOMINAL and before[-1] is not opening:
        return ""
    word, noun = token.text.lower(), before[-1]
    if doc.tokens[token.index + 1].upos in ("VERB", "AUX", "PUNCT", "CCONJ"):
        return ""
    if word in _thirds():
        return "" if noun.xpos in ("NNS", "NNPS") else _thirds()[word]
    return word if _goes_with_plural(before, noun, word) else ""


def _goes_with_plural(before: Sequence[Token], noun: Token, word: str) -> bool:
    """The base form behind "Rebels", behind "Norland, Karva" or, where it is no noun, behind "Militia"."""
    clear, lower = word in _words()["clear"], noun.text.lower()
    if lower in _words()["describing"] or not (clear or word in _words()["plural"]):
        return False
    listed = any(t.text == "," for t in before)
    return noun.xpos in ("NNS", "NNPS") or listed or (clear and lower in _words()["groups"])


def _rebuilt(doc: Doc, line: Sentence, verb: Token, lemma: str) -> Iterator[Token]:
    """The verb at the root, the nouns before it as its subject, those right behind as its object, the rest below."""
    at = verb.index
    number = "VBZ" if verb.text.lower() in _thirds() else "VBP"
    yield replace(verb, upos="VERB", xpos=number, lemma=lemma, feats=_PRESENT, head=-1, deprel="root")
    yield from _subject(doc, range(line.first, at), at)
    behind = range(at + 1, line.last)
    if doc.tokens[at + 1].upos in ("ADP", "ADV", "SCONJ"):
        yield from _rest(doc, behind, at, at)
        return
    inside = [*takewhile(lambda i: doc.tokens[i].upos in _OBJECT and doc.tokens[i].xpos not in _PASTS, behind)]
    if not inside:
        yield from _rest(doc, behind, at, at)
        return
    yield replace(doc.tokens[inside[-1]], head=at, deprel="obj")
    yield from _below(doc, inside[:-1], inside[-1])
    yield from _rest(doc, range(inside[-1] + 1, line.last), at, inside[-1])


def _subject(doc: Doc, before: range, verb: int) -> Iterator[Token]:
    """ "Norland, Karva": the comma joins."""
    comma = next((i for i in before if doc.tokens[i].text == "," and i > before.start), None)
    last = before.stop - 1
    if comma is None:
        noun = replace(doc.tokens[last], head=verb, deprel="nsubj")
        yield replace(noun, upos="NOUN", xpos="NN", feats="Number=Sing") if noun.xpos == "VB" else noun
        yield from _below(doc, before[:-1], last)
        return
    yield replace(doc.tokens[comma - 1], head=verb, deprel="nsubj")
    yield replace(doc.tokens[comma], head=last, deprel="punct")
    yield replace(doc.tokens[last], head=comma - 1, deprel="conj")
    yield from _below(doc, range(before.start, comma - 1), comma - 1)
    yield from _below(doc, range(comma + 1, last), last)


def _below(doc: Doc, inside: Sequence[int], head: int) -> Iterator[Token]:
    """The words of a noun's phrase, hung at the noun where they hung outside the phrase."""
    for index in inside:
        token = doc.tokens[index]
        if token.head not in inside and (token.head != head or token.deprel not in _INSIDE):
            kind = "nummod" if token.upos == "NUM" else "amod" if token.upos == "ADJ" else "compound"
            yield replace(token, head=head, deprel=token.deprel if token.deprel in _INSIDE else kind)


def _rest(doc: Doc, rest: range, verb: int, noun: int) -> Iterator[Token]:
    """What stands behind the object: phrases at the verb, participles right behind the noun at the noun."""
    for index in rest:
        token = doc.tokens[index]
        if token.xpos in _PASTS and index == noun + 1:
            yield replace(token, xpos="VBN", feats="Tense=Past|VerbForm=Part", head=noun, deprel="acl")
        elif token.head not in rest:
            yield replace(token, head=verb, deprel=_hung(doc, token))


def _hung(doc: Doc, token: Token) -> str:
    """What such a word is at the verb."""
    if token.upos in ("PUNCT", "ADP", "ADV", "SCONJ"):
        return {"PUNCT": "punct", "ADV": "advmod"}.get(token.upos, "compound:prt")
    if any(label(doc, c) == "case" for c in doc.children(token.index)):
        return "obl"
    return "parataxis"


def _with_joined(doc: Doc, line: Sentence) -> Iterator[Token]:
    """ "Norland, Sudria sign pact": with no comma behind it and a plural verb, the second name is no apposition."""
    for token in doc.tokens[line.first : line.last]:
        if token.deprel != "appos" or token.head > token.index:
            continue
        inside = doc.subtree(token.index)
        verb = doc.tokens[min(inside[-1] + 1, line.last - 1)]
        first = next((i for i in inside if doc.tokens[i].upos != "PUNCT"), token.index)
        if (
            verb.xpos in ("VBP", "VB")
            and doc.tokens[token.head].head == verb.index
            and doc.tokens[first - 1].text == ","
        ):
            yield replace(token, deprel="conj")


def _with_future(doc: Doc, line: Sentence) -> Iterator[Token]:
    """ "Teachers to strike on Monday", "Norland to send rice": the main verb behind "to" is to come."""
    for to in doc.tokens[line.first + 1 : line.last - 1]:
        verb, noun = doc.tokens[to.head], doc.tokens[to.index - 1]
        if to.xpos != "TO" or to.deprel != "mark" or verb.index != to.index + 1 or noun.upos not in _NOMINAL:
            continue
        subject = noun.head == verb.index and noun.deprel == "nsubj" and verb.head < 0
        if subject or (noun.head < 0 and verb.head == noun.index):
            yield replace(to, upos="AUX", xpos="MD", lemma="will", feats="VerbForm=Fin", deprel="aux")
            yield replace(verb, head=-1, deprel="root")
            yield replace(noun, head=verb.index, deprel="nsubj")
            return


def _with_second_verbs(doc: Doc, line: Sentence) -> Iterator[Token]:
    """ "Students seize campus, demand vote"; "Norland hails truce, Sudria slams it": no object stands before a comma."""
    for token in doc.tokens[line.first + 3 : line.last - 1]:
        yield from _joined_verb(doc, line, token)
        if token.deprel != "parataxis" or token.xpos not in _FINITE:
            continue
        stray = next((c for c in doc.children(token.index) if label(doc, c) == "obj" and c < token.index), None)
        above = doc.tokens[token.head]
        if (
            stray is not None
            and above.upos == "VERB"
            and stray == above.index + 1
            and doc.tokens[stray + 1].text == ","
        ):
            yield replace(doc.tokens[stray], head=above.index)


def _joined_verb(doc: Doc, line: Sentence, token: Token) -> Iterator[Token]:
    """A word right behind a comma that agrees with the main verb and has its own object."""
    root = next((t for t in doc.tokens[line.first : token.index] if t.head < 0), None)
    if (
        root is None
        or doc.tokens[token.index - 1].text != ","
        or token.upos != "NOUN"
        or root.xpos not in ("VBZ", "VBP")
    ):
        return
    word, noun = token.text.lower(), doc.tokens[token.index + 1]
    base = word in (*_words()["clear"], *_words()["plural"]) and root.xpos == "VBP"
    if noun.head != root.index and token.head != noun.index:
        return
    lemma = word if base else _thirds().get(word, "") if root.xpos == "VBZ" else ""
    if lemma and noun.upos in _OBJECT:
        yield replace(token, upos="VERB", xpos=root.xpos, lemma=lemma, feats=_PRESENT, head=root.index, deprel="conj")
        yield replace(noun, head=token.index, deprel="obj")


def _with_passives(doc: Doc, line: Sentence) -> Iterator[Token]:
    """ "Aid convoy shelled", "Ex-general arrested": who stands before a past without object or auxiliary suffers."""
    for token in doc.tokens[line.first : line.last]:
        verb = doc.tokens[token.head]
        if token.deprel not in ("nsubj", "nsubj:pass") or token.index > verb.index or verb.xpos not in _PASTS:
            continue
        below = {label(doc, c) for c in doc.children(verb.index)}
        if verb.lemma not in _words()["passive"] or below & {"obj", "ccomp", "xcomp", "aux", "aux:pass"}:
            continue
        kind = replace(token, upos="NOUN", xpos="NN") if token.upos == "ADJ" else token
        yield replace(kind, deprel="nsubj:pass")
        yield replace(verb, xpos="VBN", feats="Tense=Past|VerbForm=Part")

"""Whatever tree the network gives, the repairs neither fail nor leave anything that is no tree."""

from __future__ import annotations

import json
import random
from itertools import islice

import pytest

from sayso.doc import Doc, Name, Sentence, Token
from sayso.paths import models
from sayso.syntax.mended import mended

WORDS = [
    "the",
    "of",
    "to",
    "that",
    ",",
    ".",
    "“",
    "”",
    "who",
    "which",
    "by",
    "as",
    "said",
    "told",
    "accused",
    "shot",
    "killed",
    "dead",
    "and",
    "but",
    "or",
    "so",
    "police",
    "rebels",
    "army",
    "after",
    "lest",
    "how",
    "reports",
    "is",
    "was",
    "were",
    "had",
    "having",
    "been",
    "due",
    "mayor",
    "Karl",
    "in",
    "on",
    "at",
    "posing",
    "claimed",
    "ordered",
    "not",
    "he",
    "spoke",
    "thought",
]
LEMMAS = ["say", "claim", "report", "accuse", "shoot", "kill", "order", "tell", "threaten", "think", "call"]
FREQUENT = ["nsubj", "obj", "ccomp", "acl", "advcl", "parataxis", "conj", "obl", "appos", "acl:relcl", "nmod"]
LABELS = json.loads((models() / "en/labels.json").read_text(encoding="utf-8"))


def _sentence(chance: random.Random, first: int, number: int) -> list[Token]:
    order = list(range(chance.randint(1, 14)))
    chance.shuffle(order)
    heads = {order[0]: -1} | {word: first + chance.choice(order[:at]) for at, word in enumerate(order) if at}
    return [_token(chance, first + at, heads[at], number) for at in range(len(order))]


def _token(chance: random.Random, index: int, head: int, sentence: int) -> Token:
    word = chance.choice(WORDS)
    upos = chance.choice([*LABELS["upos"], *["VERB", "NOUN"] * 6])
    xpos = chance.choice([*LABELS["xpos"], *["VBD", "VBN", "VBG", "VBZ", "NN"] * 6])
    deprel = "root" if head < 0 else chance.choice([*LABELS["deprels"], *FREQUENT * 4])
    lemma = chance.choice([word, *LEMMAS])
    return Token(index, index * 2, index * 2 + 1, word, lemma, upos, xpos, "", head, deprel, sentence)


def _doc(seed: int) -> Doc:
    chance = random.Random(seed)
    tokens: list[Token] = []
    sentences, names = [], []
    for number in range(chance.randint(1, 3)):
        first = len(tokens)
        tokens.extend(_sentence(chance, first, number))
        sentences.append(Sentence(number, first, len(tokens), first * 2, len(tokens) * 2 - 1))
        at = chance.randrange(first, len(tokens))
        names.append(Name(at, at + 1, chance.choice(["GPE", "PER", "ORG", "LOC", "FAC"])))
    return Doc(" " * len(tokens) * 2, tuple(tokens), tuple(sentences), tuple(names))


@pytest.mark.parametrize("start", range(0, 4000, 500))
def test_repairs_leave_trees(start: int) -> None:
    for seed in range(start, start + 500):
        doc = mended(_doc(seed))
        for token in doc.tokens:
            above = islice(doc.ancestors(token.index), len(doc.tokens))
            assert sum(1 for _ in above) < len(doc.tokens)

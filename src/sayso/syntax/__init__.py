"""The grammar of a parsed sentence in our own terms, so that no other room sees a dependency label."""

from sayso.syntax.clauses import (
    Clause,
    clause_of,
    finite_verb,
    is_conditional,
    is_future,
    is_negated,
    modal_of,
    tense_of,
)
from sayso.syntax.phrases import (
    appositions,
    conjuncts,
    determiner,
    full_phrase,
    is_nominal,
    is_pronoun,
    is_verbal,
    modifiers,
    numeral,
    phrase,
    possessor,
    predicate_nouns,
)
from sayso.syntax.slots import Frame, frame, governor

__all__ = [
    "Clause",
    "Frame",
    "appositions",
    "clause_of",
    "conjuncts",
    "determiner",
    "finite_verb",
    "frame",
    "full_phrase",
    "governor",
    "is_conditional",
    "is_future",
    "is_negated",
    "is_nominal",
    "is_pronoun",
    "is_verbal",
    "modal_of",
    "modifiers",
    "numeral",
    "phrase",
    "possessor",
    "predicate_nouns",
    "tense_of",
]

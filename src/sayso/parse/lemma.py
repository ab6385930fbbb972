"""The lemma of a word is decided here, by an edit rule: which case to keep, what to cut off the end, what to add."""

from __future__ import annotations

LOWER, KEEP, TITLE, WHOLE = "l", "k", "t", "="


def lemma_rule(form: str, lemma: str) -> str:
    """The simplest rule that turns ``form`` into ``lemma``; a whole-word rule where they share no beginning."""
    for case in (LOWER, KEEP, TITLE):
        base = _cased(form, case)
        shared = _shared_length(base, lemma)
        if shared == len(base) == len(lemma) or (shared and len(base) - shared <= 4 and len(lemma) - shared <= 4):
            return f"{case}{len(base) - shared}{lemma[shared:]}"
    return WHOLE + lemma


def apply_rule(form: str, rule: str) -> str:
    """The lemma that ``rule`` gives; the lower form where the rule would leave nothing."""
    if rule.startswith(WHOLE):
        return rule[1:]
    base = _cased(form, rule[0])
    cut = int(rule[1])
    if cut >= len(base):
        return form.lower()
    return base[: len(base) - cut] + rule[2:]


def _cased(form: str, case: str) -> str:
    if case == LOWER:
        return form.lower()
    return form.capitalize() if case == TITLE else form


def _shared_length(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length

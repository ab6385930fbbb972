"""Which lemma a word has is settled here: counted forms first, then the model's edit rule, mended by known lemmas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sayso.parse.lemma import apply_rule

REMEMBERED = 50_000  # words with their tags and rule
_REPAIRED = frozenset({"VERB", "NOUN", "AUX"})


class Lemmas:
    """Forms with their lemma by tag, and all lemmas of a tag, as `training/lemmas.py` counted them."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        self._forms: dict[str, dict[str, str]] = data["forms"]
        self._known = {tag: frozenset(words) for tag, words in data["lemmas"].items()}
        self._met: dict[tuple[str, str, str, str], str] = {}

    def lemma(self, form: str, upos: str, xpos: str, rule: str) -> str:
        """The lemma of a form, given its tags and the model's edit rule; what was met before is looked up."""
        key = (form, upos, xpos, rule)
        met = self._met.get(key)
        if met is None:
            if len(self._met) >= REMEMBERED:
                self._met.clear()
            met = self._met[key] = self.settled(form, upos, xpos, apply_rule(form, rule))
        return met

    def settled(self, form: str, upos: str, xpos: str, guess: str) -> str:
        """The lemma of a form, given its tags and what the model's rule made of it."""
        if guess != guess.lower():
            return guess  # the model keeps the capital of a name
        counted = self._forms.get(f"{upos} {xpos}", {}).get(form.lower())
        if counted is not None:
            return counted
        known = self._known.get(upos, frozenset())
        if upos not in _REPAIRED or guess in known or guess == form.lower():
            return guess
        return next((c for c in _repairs(form.lower(), guess) if c in known), guess)


def _repairs(form: str, guess: str) -> Iterator[str]:
    """What a rule that cut too much, too little or forgot an e may have meant: "urg", "stopp", "carri", "kille"."""
    yield guess + "e"
    if len(guess) > 3 and guess[-1] == guess[-2]:
        yield guess[:-1]
    if guess.endswith("i"):
        yield guess[:-1] + "y"
    if guess.endswith("e"):
        yield guess[:-1]
    yield form

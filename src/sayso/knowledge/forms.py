"""Which lemma an inflected form has, where the parser's guess is no word that the knowledge holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sayso.errors import KnowledgeError
from sayso.knowledge.loading import read_mapping

_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ying", "ie"), ("es", ""), ("es", "e"), ("s", ""),
    ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("men", "man"),
)  # fmt: skip


@dataclass(frozen=True)
class Forms:
    """Irregular forms of verbs and nouns, and the regular endings of English."""

    verbs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Forms:
        """The forms in one file: {verbs: {lemma: [form]}, nouns: {lemma: [form]}}."""
        data = read_mapping(path)
        if set(data) != {"verbs", "nouns"}:
            raise KnowledgeError(f"{path}:1: expected the keys verbs and nouns")
        return cls(*({lemma: tuple(forms) for lemma, forms in data[key].items()} for key in ("verbs", "nouns")))

    @cached_property
    def _irregular(self) -> dict[tuple[bool, str], str]:
        pairs = [((True, form), lemma) for lemma, forms in self.verbs.items() for form in forms]
        pairs += [((False, form), lemma) for lemma, forms in self.nouns.items() for form in forms]
        return dict(pairs)

    def lemma(self, form: str, guess: str, known: Collection[str], *, verb: bool) -> str:
        """The lemma of a form (lower case): an irregular one, the parser's guess where it is known and differs from the
        form, else a regular one that is known, else the guess. "lay" is a verb of its own beside the past of "lie"."""
        irregular = self._irregular.get((verb, form))
        if verb and guess == form and form in self.verbs and form in known:
            return form
        if irregular is not None and (irregular in known or guess not in known):
            return irregular
        regular = tuple(_regular(form))
        if guess in known and guess != form and (guess in regular or form[:3] != guess[:3]):
            return guess
        return next((c for c in regular if c in known), guess)


def _regular(form: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: len(form) - len(ending)]
            yield stem + instead
            if not instead and len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]

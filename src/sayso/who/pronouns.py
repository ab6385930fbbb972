"""Whom a pronoun means is decided here by a small learned ranker over the actors named before it."""

from __future__ import annotations

from sayso.who.chains import Chains


def resolve_pronouns(chains: Chains) -> None:
    """Join each third-person pronoun to the chain that scores best, where the score is high enough."""

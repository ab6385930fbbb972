"""Answers about one parsed article are worked out once: pure functions of (doc, index) are remembered on the Doc."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from sayso.doc import Doc

A = TypeVar("A")


def remembered(function: Callable[[Doc, int], A]) -> Callable[[Doc, int], A]:
    """The same function, asking the Doc's memory first. Only for pure functions that return frozen values."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def asked(doc: Doc, index: int) -> A:
        known: dict[int, A] = doc.memory.setdefault(name, {})
        if index not in known:
            known[index] = function(doc, index)
        return known[index]

    return asked

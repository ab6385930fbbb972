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
        try:
            return doc.memory[name][index]  # type: ignore[no-any-return]
        except KeyError:
            answer = function(doc, index)
        doc.memory.setdefault(name, {})[index] = answer
        return answer

    return asked

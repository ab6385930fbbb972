"""The one tree of errors: what can go wrong, each with a short code that records and exit messages carry.

SaysoError
  InputError        one article cannot be read; docs/input.md lists the codes
  KnowledgeError    a knowledge file is wrong; the message names file and line
  ModelError        the language model is missing or unreadable
"""

from __future__ import annotations


class SaysoError(Exception):
    """Everything sayso raises on purpose; `code` is stable and machine-readable."""

    code = "error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class InputError(SaysoError):
    """One input cannot be coded; the batch goes on. `name` is the input's path, URL or line."""

    code = "input"

    def __init__(self, message: str, *, code: str = "input", name: str = "") -> None:
        super().__init__(message, code=code)
        self.name = name


class KnowledgeError(SaysoError):
    """A knowledge file breaks its schema; the message begins with `file:line:`."""

    code = "knowledge"


class ModelError(SaysoError):
    """The language model's files are missing, damaged or of another format."""

    code = "model"

"""Where the data that ships with sayso lies: in the installed package, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import SaysoError

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parents[1] / name):
        if folder.is_dir():
            return folder
    raise SaysoError(f"sayso's own data folder {name!r} is missing: install sayso again", code="install")


def knowledge() -> Path:
    """The folder of ontology, lexicon, actors and places."""
    return _shipped("knowledge")


def models() -> Path:
    """The folder of language models, one folder a language."""
    return _shipped("models")


def samples() -> Path:
    """The folder of sample articles for `sayso demo`."""
    return _shipped("samples")

"""The shipped model is loaded once for all tests of the parser."""

from __future__ import annotations

import pytest

from sayso.model import Block
from sayso.parse import Parser, load
from sayso.parse.parser import FILES
from sayso.parse.tokens import Tokenizer
from sayso.paths import models


@pytest.fixture(scope="session")
def parser() -> Parser:
    if not all((models() / "en" / name).is_file() for name in FILES):
        pytest.skip("models/en is not complete: run training/rebuild.sh")
    return load(threads=1)


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return Tokenizer(models() / "en" / "tokens.json")


def paragraph(text: str) -> list[Block]:
    """The whole text as one paragraph."""
    return [Block(kind="paragraph", start=0, end=len(text))]

"""A Doc written as CoNLL-U comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.doc import Doc
from sayso.errors import SaysoError
from sayso.parse import Parser
from sayso.parse.conllu import docs_from_conllu, from_conllu, to_conllu
from tests.parse.conftest import paragraph

TEXT = "Omar Hale can’t leave\tTalva, Reuters said.  He stays."


@pytest.fixture(scope="module")
def doc(parser: Parser) -> Doc:
    return parser.parse(TEXT, paragraph(TEXT))


def test_there_and_back_over_the_text(doc: Doc) -> None:
    assert from_conllu(to_conllu(doc), TEXT) == doc


def test_without_the_text_words_and_trees_stay(doc: Doc) -> None:
    back = from_conllu(to_conllu(doc))
    assert back.text == "Omar Hale can’t leave Talva, Reuters said. He stays."
    assert [(t.text, t.lemma, t.head, t.deprel, t.feats, t.space_after) for t in back.tokens[:-1]] == [
        (t.text, t.lemma, t.head, t.deprel, t.feats, t.space_after) for t in doc.tokens[:-1]
    ]
    assert back.names == doc.names
    assert all(back.text[token.start : token.end] == token.text for token in back.tokens)


def test_form(doc: Doc) -> None:
    lines = to_conllu(doc, "one").splitlines()
    assert lines[:3] == ["# newdoc id = one", "# newpar", "# sent_id = one-1"]
    first = next(line for line in lines if line.startswith("1\t")).split("\t")
    assert len(first) == 10
    assert first[9].startswith("Name=B-PER|NameProb=")


def test_several_documents_in_a_file(doc: Doc, tmp_path: Path) -> None:
    path = tmp_path / "two.conllu"
    path.write_text(to_conllu(doc, "one") + to_conllu(doc, "two"), encoding="utf-8")
    assert [(name, len(found.tokens)) for name, found in docs_from_conllu(path)] == [
        ("one", len(doc.tokens)),
        ("two", len(doc.tokens)),
    ]


def test_a_line_with_too_few_columns() -> None:
    with pytest.raises(SaysoError, match="ten columns"):
        from_conllu("1\tword\tword")


def test_a_text_that_does_not_fit(doc: Doc) -> None:
    with pytest.raises(SaysoError, match="does not fit"):
        from_conllu(to_conllu(doc), "Another text.")


def test_nothing() -> None:
    assert from_conllu("").tokens == ()

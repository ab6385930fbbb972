"""Knowledge files are read strictly: every fault is named with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import KnowledgeError
from sayso.knowledge.loading import Entry, check_unique, kept, read_entries, read_folder, read_mapping


class Word(Entry):
    id: str
    count: int = 0


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))


def written(tmp_path: Path, text: str, name: str = "words.yml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf8")
    return path


def test_entries_are_read_twice_alike(tmp_path: Path) -> None:
    path = written(tmp_path, "- id: one\n- id: two\n  count: 2\n")
    assert read_entries(path, Word) == read_entries(path, Word) == (Word(id="one"), Word(id="two", count=2))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- id: one\n- id: two\n  colour: red\n", 3, "colour"),
        ("- id: one\n  count: many\n", 2, "count"),
        ("- id: one\n-\n  count: 1\n", 3, "id"),
        ("id: one\n", 1, "list"),
        ("- id: [\n", 2, "expected"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(KnowledgeError, match=words) as caught:
        read_entries(path, Word)
    assert str(caught.value).startswith(f"{path}:{line}:")


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = written(tmp_path, "- id: one\n")
    assert read_entries(path, Word)[0].id == "one"
    written(tmp_path, "- id: other\n")
    assert read_entries(path, Word)[0].id == "other"


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE", "/dev/null/nowhere")
    path = written(tmp_path, "- id: one\n")
    assert read_entries(path, Word)[0].id == "one"


def test_the_same_key_twice_is_a_fault(tmp_path: Path) -> None:
    written(tmp_path, "- id: one\n", "a.yml")
    second = written(tmp_path, "- id: two\n- id: one\n", "b.yml")
    pairs = [(path, entry.id) for path, entry in read_folder(tmp_path, Word)]
    with pytest.raises(KnowledgeError, match=r"already stands in a\.yml") as caught:
        check_unique(pairs, "word")
    assert str(caught.value).startswith(f"{second}:2:")


def test_dates_stay_text(tmp_path: Path) -> None:
    path = written(tmp_path, "born: 2020-01-03\n")
    assert read_mapping(path) == {"born": "2020-01-03"}
    with pytest.raises(KnowledgeError):
        read_mapping(written(tmp_path, "- 1\n"))


def test_what_is_worked_out_is_kept_until_a_source_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path / "cache"))
    source, calls = tmp_path / "source.txt", []

    def make() -> list[str]:
        calls.append(1)
        return source.read_text(encoding="utf8").split()

    source.write_text("one two", encoding="utf8")
    assert kept("words", [source], make) == kept("words", [source], make) == ["one", "two"]
    source.write_text("one two three", encoding="utf8")
    assert kept("words", [source], make) == ["one", "two", "three"]
    assert len(calls) == 2

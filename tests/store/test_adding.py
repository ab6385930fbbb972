"""Adding to an archive: nothing is coded twice, copies once, failures on the side, at any stop."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.adding import Tally, add_all
from sayso.batch import Settings
from sayso.cli import cli
from sayso.cli.progress import described, expected
from sayso.model import Article, ArticleHead, Record
from sayso.pipeline import Coder
from sayso.read import Found, Left, article_from_text
from sayso.store import Archive

pytestmark = pytest.mark.usefixtures("quick_coder")
TEXT = (
    "Rebels attacked the town of Orlu on Monday, killing three soldiers, police said. It was the {} attack this year."
)


def lines(path: Path, *texts: str) -> Path:
    path.write_text("".join(json.dumps({"id": f"n{n}", "text": t}) + "\n" for n, t in enumerate(texts)))
    return path


def add(archive: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["add", "--jobs", "1", "--archive", str(archive), *arguments], standalone_mode=False)


def test_a_second_run_codes_nothing(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", TEXT.format("first"), TEXT.format("second"))
    archive = tmp_path / "news.db"
    assert "2 read, 2 coded" in add(archive, str(source)).stderr
    assert "2 read, 0 coded, 2 known already" in add(archive, str(source)).stderr


def test_a_stopped_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", *(TEXT.format(w) for w in ("first", "second", "third")))
    archive = tmp_path / "news.db"
    add(archive, str(source), "--limit", "1")
    assert "3 read, 2 coded, 1 known already" in add(archive, str(source)).stderr


def test_copies_are_kept_and_not_coded(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", TEXT.format("first"), "  " + TEXT.format("FIRST"))
    result = add(tmp_path / "news.db", str(source))
    assert "1 coded, 0 known already, 1 copy" in result.stderr


def test_failures_go_to_a_side_file_and_the_rest_is_coded(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", TEXT.format("first"), "   ", TEXT.format("second"))
    side = tmp_path / "failed.jsonl"
    result = add(tmp_path / "news.db", str(source), "--failures", str(side))
    assert result.return_value == 3
    assert [json.loads(line)["id"] for line in side.read_text().splitlines()] == ["n1"]


def test_what_was_added_is_found_shown_counted_checked_and_exported(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", TEXT.format("first"))
    archive = tmp_path / "news.db"
    add(archive, str(source))

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(cli, [*arguments], env={"SAYSO_ARCHIVE": str(archive)}, standalone_mode=False)
        assert result.exception is None, result.exception
        return result.stdout

    event = json.loads(run("events", "--type", "ASSAULT").splitlines()[0])
    assert "ASSAULT" in run("show", event["key"])
    assert "police" in run("sayings", "--format", "csv")
    assert "ASSAULT" in run("count", "--by", "type", "--format", "table")
    assert "sound" in run("check")
    assert "ASSAULT" in run("export", "csv", str(archive))
    assert json.loads(run("articles"))["article_id"] == "n0"


def test_articles_of_earlier_days_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    days = ("2024-05-01", "2024-05-02", None)
    texts = (TEXT.format(w) for w in ("first", "second", "third"))
    path.write_text("".join(json.dumps({"text": t, "published": d}) + "\n" for t, d in zip(texts, days)))
    result = add(tmp_path / "news.db", str(path), "--since", "2024-05-02")
    assert "3 read, 2 coded" in result.stderr
    assert "1 older" in result.stderr


def test_failures_can_be_fed_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, archive = lines(tmp_path / "in.jsonl", TEXT.format("first")), tmp_path / "news.db"
    with monkeypatch.context() as patched:
        patched.setattr(Coder, "read", lambda *_: 1 / 0)
        assert add(archive, str(source), str(tmp_path / "late.txt")).return_value == 1
    (side,) = tmp_path.glob("news-failures-*.jsonl")
    assert {json.loads(line)["error"]["code"] for line in side.read_text().splitlines()} == {"missing", "internal"}
    assert "1 known already" in add(archive, str(source)).stderr
    (tmp_path / "late.txt").write_text(TEXT.format("late"))
    result = add(archive, str(side), "--failures", str(tmp_path / "again.jsonl"))
    assert "2 read, 2 coded" in result.stderr
    assert not (tmp_path / "again.jsonl").exists()
    assert Archive(archive).counts()["failures"] == 0
    assert Archive(archive).problems() == []


def test_a_side_file_is_not_written_while_it_is_read(tmp_path: Path) -> None:
    side = lines(tmp_path / "side.jsonl", TEXT.format("first"))
    result = add(tmp_path / "news.db", str(side), "--failures", str(side))
    assert "another file" in str(result.exception)


def test_copies_of_what_is_under_way_are_coded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coded: list[str] = []

    def late(items: Iterable[Article], settings: object, jobs: int) -> Iterator[tuple[Article, tuple[str, bool]]]:
        """As with many workers: all are under way before the first comes back."""
        for item in list(items):
            coded.append(item.id)
            yield item, (Record(article=ArticleHead(id=item.id, text=item.text)).to_json(), True)

    monkeypatch.setattr("sayso.adding.answers", late)
    long = " ".join(f"word{n} of the report" for n in range(60))
    texts = (TEXT.format("first"), TEXT.format("FIRST"), long, f"{long} (Reporting by nobody)", TEXT.format("last"))
    found = [Found("x", article_from_text(t, id=f"n{n}")) for n, t in enumerate(texts)]
    archive = Archive(tmp_path / "news.db")
    tally = add_all(archive, [*found, Found("x", Left("HTTP 404"))], Settings())
    assert coded == ["n0", "n2", "n4"]
    assert (tally.read, tally.coded, tally.copies, tally.finished) == (6, 3, 2, 6)
    assert archive.problems() == []


def test_the_bar_says_how_many_how_fast_and_what_failed() -> None:
    tally = Tally(read=50, known=10, coded=30, failed=2, words=6000)
    assert described(tally, 3.0) == "42 articles · 2,000 words/s · 10 known · 2 errors"
    assert expected(tally, 0.25) == 200
    assert expected(tally, None) is None

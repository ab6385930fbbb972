"""The side file of failures: what it holds comes back as it was, and what could not be read is read again."""

from __future__ import annotations

from pathlib import Path

from sayso.model import Article, Failure
from sayso.read import Found, Meter, article_from_text, read_articles, read_found, side_line
from sayso.record import failure

STORY = "The army closed two bridges over the Ivrel on Monday, the mayor of Talven said.\n"


def test_an_article_comes_back_with_the_source_it_had(tmp_path: Path) -> None:
    failed = article_from_text(STORY * 2000, id="n1", url="https://a.example/1", outlet="The Post")
    path = tmp_path / "failures.jsonl"
    path.write_text(side_line("crawl.warc", failure("n1", "worker", "no"), failed) + "\n", encoding="utf8")
    (found,) = read_found([str(path)])
    assert isinstance(found.item, Article)
    assert (found.source, found.again) == ("crawl.warc", True)
    assert (found.item.id, found.item.url, found.item.text) == (failed.id, failed.url, failed.text)


def test_a_source_that_could_not_be_read_is_read_again_once(tmp_path: Path) -> None:
    source, path = tmp_path / "late.txt", tmp_path / "failures.jsonl"
    line = side_line(str(source), failure(str(source), "missing", "no such file"))
    path.write_text(f"{line}\n{line}\n{side_line(str(path), failure('x', 'y', 'z'))}\n", encoding="utf8")
    (still,) = read_found([str(path)])
    assert isinstance(still.item, Failure)
    assert still.again
    source.write_text(STORY)
    (found,) = read_found([str(path)])
    assert isinstance(found.item, Article)
    assert (found.source, found.again) == (str(source), True)


def test_other_lines_of_json_are_no_side_file(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "The army closed two bridges.", "error": "none", "source": "x"}\n')
    (found,) = read_found([str(path)])
    assert found == Found(str(path), found.item, again=False)


def test_coding_alone_gives_one_item_for_one_line(tmp_path: Path) -> None:
    path = tmp_path / "failures.jsonl"
    path.write_text(side_line("nowhere.txt", failure("nowhere.txt", "missing", "no such file")) + "\n")
    (found,) = read_articles([str(path)])
    assert isinstance(found, Failure)
    assert found.error["code"] == "empty"


def test_the_meter_runs_from_nothing_to_all(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY)
    meter = Meter([str(tmp_path)])
    shares = [meter.share]
    shares += [meter.share for _ in read_found([str(tmp_path)], meter=meter)]
    shares.append(meter.share)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(s for s in shares if s is not None)
    assert Meter(["-"]).share is None

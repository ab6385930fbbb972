"""Parts appear whole or not at all, are never written twice, and are the same whoever runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.batch import Item, Line, Settings
from sayso.engines import ENGINES, Done, local
from sayso.errors import SaysoError
from sayso.gathering import gather
from sayso.model import Article, Failure
from sayso.partitions import code_partition, fingerprint, part_file, split, write_manifest
from sayso.read import article_from_text
from sayso.record import failure
from sayso.store import Archive

TEXT = "Rebels attacked the town of Orlu on Monday, killing {} people, police said."


def article(number: int) -> Article:
    return article_from_text(TEXT.format(number + 2), id=str(number), published="2024-05-01")


def some(number: int) -> list[Item]:
    return [article(n) for n in range(number)]


def echo(item: Item) -> Line:
    """A coder that costs nothing."""
    id_ = item.id if isinstance(item, Article) else item.article["id"]
    return json.dumps({"article": {"id": id_}}), True


def test_lots_are_named_by_their_contents_and_their_maker() -> None:
    first, second = split(some(4), "one", 3)
    assert [len(p.items) for p in (first, second)] == [3, 1]
    assert next(split(some(3), "one", 3)).name == first.name
    assert next(split(some(3), "another", 3)).name != first.name
    changed = [article(0), article(1), article(9)]
    assert next(split(changed, "one", 3)).name != first.name


def test_own_actors_and_model_stand_in_the_fingerprint(tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text("- {id: own/x, name: X, kind: group}\n", encoding="utf8")
    plain, with_own = fingerprint(Settings()), fingerprint(Settings(actors=(own,)))
    own.write_text("- {id: own/y, name: Y, kind: group}\n", encoding="utf8")
    assert len({plain, with_own, fingerprint(Settings(actors=(own,))), fingerprint(Settings(spacy="x"))}) == 4


def test_a_part_is_coded_once(tmp_path: Path) -> None:
    partition = next(split(some(3), "m"))
    calls: list[Item] = []

    def counting(item: Item) -> Line:
        calls.append(item)
        return echo(item)

    first = code_partition(partition, tmp_path, counting)
    again = code_partition(partition, tmp_path, counting)
    assert (first.records, first.known, again.records, again.known) == (3, False, 3, True)
    assert len(calls) == 3
    assert first.words == again.words == sum(len(a.text.split()) for a in some(3) if isinstance(a, Article))


def test_a_crash_leaves_no_part(tmp_path: Path) -> None:
    partition = next(split(some(3), "m"))

    def dying(item: Item) -> Line:
        if isinstance(item, Article) and item.id == "2":
            raise KeyboardInterrupt
        return echo(item)

    with pytest.raises(KeyboardInterrupt):
        code_partition(partition, tmp_path, dying)
    assert not part_file(tmp_path, partition.name).exists()
    assert code_partition(partition, tmp_path, echo).records == 3


def test_failures_keep_their_place(tmp_path: Path) -> None:
    items: list[Item] = [article(0), failure("x", "empty", "nothing there"), article(1)]
    partition = next(split(items, "m"))

    def codes(item: Item) -> Line:
        return (item.to_json(), False) if isinstance(item, Failure) else echo(item)

    part = code_partition(partition, tmp_path, codes)
    assert (part.records, part.failures) == (2, 1)
    lines = part_file(tmp_path, part.name).read_text(encoding="utf8").splitlines()
    assert ["error" in json.loads(line) for line in lines] == [False, True, False]
    assert code_partition(partition, tmp_path, codes).failures == 1


def test_the_manifest_lists_the_parts_in_order(tmp_path: Path) -> None:
    parts = [code_partition(p, tmp_path, echo) for p in split(some(5), "m", 2)]
    listed = json.loads(write_manifest(tmp_path, "m", parts).read_text(encoding="utf8"))
    assert [p["records"] for p in listed["parts"]] == [2, 2, 1]
    assert all((tmp_path / p["file"]).is_file() for p in listed["parts"])


def run_all(engine: str, folder: Path, jobs: int) -> list[str]:
    """The part files of eight articles, read in order."""
    partitions = split(some(8), "m", 3)
    finished = list(ENGINES[engine](partitions, folder, Settings(), jobs=jobs))
    assert [part.name for _, part in finished] == [p.name for p in split(some(8), "m", 3)]
    return [part_file(folder, part.name).read_text(encoding="utf8") for _, part in finished]


def test_two_processes_write_what_one_writes(tmp_path: Path, quick_coder: None) -> None:
    assert run_all("local", tmp_path / "two", 2) == run_all("local", tmp_path / "one", 1)


@pytest.mark.slow
def test_ray_writes_what_this_process_writes(tmp_path: Path, quick_coder: None) -> None:
    try:
        import ray  # noqa: F401
    except ImportError:
        pytest.skip('ray is not installed: pip install "sayso[ray]" (214 MB)')
    assert run_all("ray", tmp_path / "ray", 2) == run_all("local", tmp_path / "one", 1)


def test_without_ray_the_engine_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(SaysoError, match=r"sayso\[ray\]"):
        list(ENGINES["ray"](iter(()), tmp_path, Settings(), jobs=1))


def test_finished_parts_need_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is started again pays for what is left only."""
    for partition in split(some(4), "m", 2):
        code_partition(partition, tmp_path, echo)
    monkeypatch.setattr(Settings, "coder", lambda *_, **__: pytest.fail("the model was loaded"))
    found = list(local(split(some(4), "m", 2), tmp_path, Settings(), jobs=1))
    assert all(part.known for _, part in found)


def test_parts_go_into_an_archive_once(tmp_path: Path, quick_coder: None) -> None:
    archive = Archive(tmp_path / "news.db")

    def finished() -> Iterator[Done]:
        return local(split(some(3), "m", 2), tmp_path, Settings(), jobs=1)

    for _ in range(2):
        list(gather(archive, finished(), tmp_path, "test"))
    counts = archive.counts()
    assert counts["articles"] == 3
    assert counts["failures"] == 0
    assert archive.problems() == []


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    """kill -9 in the middle: what was finished stays as it is, and the next run finishes the rest."""
    source, folder = tmp_path / "many.jsonl", tmp_path / "parts"
    lines = (json.dumps({"id": str(n), "text": TEXT.format(n), "published": "2024-05-01"}) for n in range(400))
    source.write_text("\n".join(lines) + "\n", encoding="utf8")
    command = [sys.executable, "-m", "sayso", "parts", "-q", "-j", "1", "--size", "20", "-o", str(folder), str(source)]
    process = subprocess.Popen(command)
    deadline = time.monotonic() + 60
    while len(list(folder.glob("part-*.jsonl"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    before = {p: p.stat().st_mtime_ns for p in folder.glob("part-*.jsonl")}
    assert 3 <= len(before) < 20
    assert not (folder / "parts.json").exists()
    subprocess.run(command, check=True)
    assert {p: p.stat().st_mtime_ns for p in before} == before
    listed = json.loads((folder / "parts.json").read_text(encoding="utf8"))["parts"]
    assert [p["records"] for p in listed] == [20] * 20

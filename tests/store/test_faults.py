"""Faults: a killed process, a full disk, a file that may not be written, a locked database, two that add at once.

Each gives a clear error with the archive's name, nothing is lost, and the next run goes on.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.model import Article, ArticleHead, Record
from sayso.store import Archive
from tests.store.server import Server

# A run that codes in a moment: what is tested is the archive, and the language model would only make it slow.
RUN = """
import sys, time
from pathlib import Path
from sayso.batch import Settings
from sayso.model import ArticleHead, Record

class Quick:
    def try_code(self, article):
        time.sleep(0.05)
        with open(sys.argv[3], "a") as log:
            log.write(article.id + "\\n")
        return Record(article=ArticleHead(id=article.id, text=article.text), coder="quick")

Settings.coder = lambda self, threads=None: Quick()
from sayso.cli import main
main(["add", "--quiet", "--jobs", sys.argv[4], "--archive", sys.argv[1], sys.argv[2]])
"""
NUMBER = 60


def source(tmp_path: Path, number: int = NUMBER) -> Path:
    path = tmp_path / "in.jsonl"
    lines = [{"id": f"n{n}", "text": f"Town {n} was attacked on Monday, police said."} for n in range(number)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def start(where: str, path: Path, log: Path, jobs: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, where, str(path), str(log), str(jobs)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def coded(where: str) -> int:
    try:
        archive = Archive(where, readonly=True)
    except SaysoError:
        return 0
    with archive.engine.connect():
        number = archive.counts()["articles"]
    archive.close()
    return number


def article(n: int, words: int = 20) -> tuple[Article, Record]:
    text = f"Town {n}: " + " ".join(f"and the w{n}x{k} of it" for k in range(words))
    return Article(id=f"n{n}", text=text), Record(article=ArticleHead(id=f"n{n}", text=text), coder="quick")


def test_killed_again_and_again_nothing_is_lost_or_kept_twice(where: str, tmp_path: Path) -> None:
    jobs = 2
    path, log = source(tmp_path), tmp_path / "coded.log"
    kills = 0
    while coded(where) < NUMBER:
        before = coded(where)
        run = start(where, path, log, jobs)
        deadline = time.monotonic() + 120
        while run.poll() is None and coded(where) < min(NUMBER, before + 10) and time.monotonic() < deadline:
            time.sleep(0.1)
        if run.poll() is None:
            run.send_signal(signal.SIGKILL)
            kills += 1
        run.communicate()
        assert coded(where) > before
    assert kills >= 3
    archive = Archive(where)
    assert archive.problems() == []
    assert archive.counts()["articles"] == NUMBER
    archive.close()
    again = log.read_text().split()
    assert set(again) == {f"n{n}" for n in range(NUMBER)}
    underway = jobs * 5  # what had been coded and not kept when the process was killed
    assert len(again) - NUMBER <= kills * underway


def test_workers_end_with_the_process_that_was_killed(tmp_path: Path) -> None:
    run = start(str(tmp_path / "news.db"), source(tmp_path, 500), tmp_path / "log", jobs=2)
    deadline = time.monotonic() + 60
    while not (workers := children(run.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert workers
    run.kill()
    run.communicate()
    while any(Path(f"/proc/{w}").exists() and not zombie(w) for w in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(Path(f"/proc/{w}").exists() and not zombie(w) for w in workers)


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(p) for p in found.read_text().split()] if found.exists() else []


def zombie(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] == "Z"
    except OSError:
        return True


def test_a_full_disk_is_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk."""
    where, path, log = str(tmp_path / "news.db"), tmp_path / "in.jsonl", tmp_path / "log"
    lines = [json.dumps({"id": a.id, "text": a.text}) for a, _ in (article(n, 2000) for n in range(40))]
    path.write_text("\n".join(lines) + "\n")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))"
    command = [sys.executable, "-c", limit + RUN, where, str(path), str(log), "1"]
    full = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert where in full.stderr
    assert "what was kept before is safe" in full.stderr
    kept = coded(where)
    assert 0 < kept < 40
    start(where, path, log).communicate()
    assert coded(where) == 40
    archive = Archive(where)
    assert archive.problems() == []
    archive.close()


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of another user's, and this process without root's rights to write where it may not."""
    if os.geteuid() != 0:
        pytest.skip("needs root, who gives up its rights for the test")
    folder = Path(tempfile.mkdtemp(prefix="sayso-ro-"))
    folder.chmod(0o755)
    yield folder
    os.seteuid(0)


@pytest.mark.parametrize("bits", [0o555, 0o755])
def test_an_archive_that_may_not_be_written_is_read_and_refused_by_name(unprivileged: Path, bits: int) -> None:
    where = unprivileged / "news.db"
    archive = Archive(where)
    archive.put(article(1)[0], "a.txt", article(1)[1])
    archive.close()
    where.chmod(0o444)
    unprivileged.chmod(bits)
    os.seteuid(65534)
    reader = Archive(where, readonly=True)
    assert reader.counts()["articles"] == 1
    assert reader.problems() == []
    reader.close()
    with pytest.raises(SaysoError, match=r"news\.db"):
        Archive(where).put(article(2)[0], "b.txt", article(2)[1])


def test_a_locked_archive_is_waited_for_and_then_told(tmp_path: Path) -> None:
    where = tmp_path / "news.db"
    archive = Archive(where, patience=0.2)
    other = sqlite3.connect(where, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SaysoError, match=r"news\.db.*locked.*another program is writing"):
        archive.put(article(1)[0], "a.txt", article(1)[1])
    other.execute("COMMIT")
    archive.put(article(1)[0], "a.txt", article(1)[1])
    assert archive.counts()["articles"] == 1
    archive.close()


def test_a_second_process_that_adds_is_told_which_one_does(where: str, tmp_path: Path) -> None:
    archive = Archive(where)
    with archive.adding():
        second = start(where, source(tmp_path, 3), tmp_path / "log")
        _, errors = second.communicate(timeout=60)
        assert second.returncode == 1
        assert "is adding to" in errors
        assert "Traceback" not in errors
        assert ("news.db" if "://" not in where else "archive") in errors
    assert start(where, source(tmp_path, 3), tmp_path / "log").wait(60) == 0
    assert archive.counts()["articles"] == 3
    archive.close()


def test_several_readers_and_writers_at_once_lose_nothing(where: str) -> None:
    """Below the lock of `add` the database itself keeps writers apart: 4 write the same 40 articles, 3 read."""
    Archive(where).close()

    def writes(_: int) -> int:
        archive = Archive(where)
        fresh = sum(archive.add(a, "a.txt", r).fresh for a, r in map(article, range(40)))
        archive.close()
        return fresh

    def reads(_: int) -> list[int]:
        archive = Archive(where, readonly=True)
        seen = [archive.counts()["articles"] for _ in range(30)]
        archive.close()
        return seen

    with ThreadPoolExecutor(7) as pool:
        written = [pool.submit(writes, n) for n in range(4)]
        read = [pool.submit(reads, n) for n in range(3)]
        assert sum(w.result() for w in written) == 40
        assert all(r.result() == sorted(r.result()) for r in read)
    archive = Archive(where)
    assert archive.counts()["articles"] == 40
    assert archive.problems() == []
    archive.close()


def test_what_is_no_archive_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="there is no archive"):
        Archive(tmp_path / "none.db", readonly=True)
    (tmp_path / "text.db").write_text("this is a text, not a database" * 100)
    for readonly in (False, True):
        with pytest.raises(SaysoError, match=r"text\.db cannot be used.*something else"):
            Archive(tmp_path / "text.db", readonly=readonly)
    (tmp_path / "cut.db").write_bytes(b"SQLite format 3\0" + b"\x10" * 50)
    with pytest.raises(SaysoError, match=r"cut\.db"):
        Archive(tmp_path / "cut.db")


@pytest.mark.parametrize(
    "address", ["mysql://me:secret@host/news", "postgresql://me:secret@127.0.0.1:1/news", "postgresql://:x:y/z"]
)
def test_an_address_that_cannot_be_used_is_named_without_its_password(address: str) -> None:
    with pytest.raises(SaysoError) as caught:
        Archive(address)
    assert "secret" not in str(caught.value)


def test_a_server_that_goes_away_is_told(server: Server) -> None:
    archive = Archive(server.new_database())
    with archive.engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
    archive.put(article(1)[0], "a.txt", article(1)[1])
    assert archive.counts()["articles"] == 1
    archive.close()

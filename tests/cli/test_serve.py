"""`sayso serve`: it starts, says where, opens a browser only when asked, and says clearly what is missing."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli
from sayso.store import Archive

uvicorn = pytest.importorskip("uvicorn", reason="the web extra is not installed")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["serve", *arguments], standalone_mode=False)


@pytest.fixture
def archive(tmp_path: Path) -> str:
    Archive(tmp_path / "news.db").close()
    return str(tmp_path / "news.db")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What would be served, and what would be opened in a browser."""
    seen: dict[str, Any] = {"opened": []}
    monkeypatch.setattr(uvicorn, "run", lambda app, **given: seen.update(given, app=app))
    monkeypatch.setattr(click, "launch", lambda address: seen["opened"].append(address))
    return seen


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_serves_this_machine_and_says_where(archive: str, served: dict[str, Any]) -> None:
    port = free_port()
    result = run(archive, "--port", str(port))
    assert result.exception is None
    assert f"http://127.0.0.1:{port}/" in result.stderr
    assert (served["host"], served["port"]) == ("127.0.0.1", port)
    assert served["opened"] == []


def test_it_opens_a_browser_when_asked(archive: str, served: dict[str, Any]) -> None:
    port = free_port()
    run(archive, "--port", str(port), "--open")
    assert served["opened"] == [f"http://127.0.0.1:{port}/"]


def test_a_missing_archive_is_told(tmp_path: Path, served: dict[str, Any]) -> None:
    missing = tmp_path / "none.db"
    result = run(str(missing))
    assert "there is no archive" in str(result.exception)
    assert not missing.exists()
    assert "app" not in served


def test_a_file_that_is_no_archive_is_told(tmp_path: Path, served: dict[str, Any]) -> None:
    (tmp_path / "notes.txt").write_text("no archive at all, only some words of text " * 50)
    assert run(str(tmp_path / "notes.txt")).exception is not None
    assert "app" not in served


def test_a_taken_port_is_told(archive: str, served: dict[str, Any]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = run(archive, "--port", str(other.getsockname()[1]))
    assert "is taken already" in str(result.exception)
    assert "app" not in served


def test_a_missing_extra_is_named(archive: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert "pip install 'sayso[web]'" in str(run(archive).exception)

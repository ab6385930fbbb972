"""How a knowledge file becomes typed entries: YAML in, pydantic out, every error with its file and line.

Parsed YAML is kept as JSON in the user's cache folder, keyed by path, size and time of change, since reading YAML is
the slow part; where that folder cannot be written the files are simply read each time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict, ValidationError

from sayso.errors import KnowledgeError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T", bound=BaseModel)
_KEPT = 4  # versions of a large table in the cache


class Entry(BaseModel):
    """Base of every knowledge entry: an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read_entries(path: Path, shape: type[T]) -> tuple[T, ...]:
    """The entries of one YAML file (a list of mappings).

    Raises KnowledgeError with `file:line:` for broken YAML, unknown keys and impossible values.
    """
    items = read_yaml(path)
    if not isinstance(items, list):
        raise KnowledgeError(f"{path}:1: expected a list of entries")
    return tuple(_entry(path, number, item, shape) for number, item in enumerate(items))


def read_folder(folder: Path, shape: type[T]) -> Iterator[tuple[Path, T]]:
    """The entries of all YAML files below a folder, in order of path, each with the file it stands in."""
    for path in sorted(folder.rglob("*.yml")):
        for entry in read_entries(path, shape):
            yield path, entry


def read_mapping(path: Path) -> dict[str, Any]:
    """One YAML file that holds a single mapping.

    Raises KnowledgeError with `file:line:` for anything else.
    """
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise KnowledgeError(f"{path}:1: expected a mapping")
    return data


def check_unique(pairs: Iterable[tuple[Path, str]], what: str) -> None:
    """Raises KnowledgeError where the same key stands twice."""
    seen: dict[str, Path] = {}
    for path, key in pairs:
        if key in seen:
            raise KnowledgeError(f"{path}:{line_of(path, key)}: {what} {key!r} already stands in {seen[key].name}")
        seen[key] = path


def line_of(path: Path, word: str) -> int:
    """The first line of a file that holds the word, counted from 1; 1 where none does."""
    lines = path.read_text(encoding="utf8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if word in line), 1)


def _entry(path: Path, number: int, item: Any, shape: type[T]) -> T:
    try:
        return shape.model_validate(item)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        raise KnowledgeError(f"{path}:{_line(path, number, first['loc'])}: {where}: {first['msg']}") from error


def _line(path: Path, number: int, loc: Sequence[Any]) -> int:
    """The line of entry `number`, or of the key in it that is wrong."""
    root: Any = yaml.compose(path.read_text(encoding="utf8"), Loader=_Loader)
    node = root.value[number]
    for key, _value in node.value if isinstance(node, yaml.MappingNode) else ():
        if loc and key.value == loc[0]:
            return int(key.start_mark.line) + 1
    return int(node.start_mark.line) + 1


def _cache_folder() -> Path:
    return Path(os.environ.get("SAYSO_CACHE") or user_cache_path("sayso")) / "knowledge"


def kept(name: str, files: Sequence[Path], make: Callable[[], Any]) -> Any:
    """What `make` works out from these files (plain data, as JSON holds it), from the cache where none has changed."""
    digest = hashlib.sha1(name.encode())
    for path in files:
        stat = path.stat()
        digest.update(f"{path.resolve()}|{stat.st_mtime_ns}|{stat.st_size}".encode())
    cached = _cache_folder() / f"{name}-{digest.hexdigest()}.json"
    try:
        return json.loads(cached.read_bytes())
    except (OSError, ValueError):
        data = make()
    _keep(cached, data)
    return data


def read_yaml(path: Path) -> Any:
    """The plain contents of one YAML file, from the cache where it has not changed.

    Raises KnowledgeError with `file:line:` for broken YAML.
    """
    return kept("yaml", [path], lambda: _parse_yaml(path))


def _parse_yaml(path: Path) -> Any:
    try:
        data = yaml.load(path.read_text(encoding="utf8"), Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise KnowledgeError(f"{path}:{mark.line + 1 if mark else 1}: {error}") from error
    return _plain(data)


def _plain(data: Any) -> Any:
    """Dates become ISO strings, so that a cached file reads like a fresh one."""
    if isinstance(data, dict):
        return {str(k): _plain(v) for k, v in data.items()}
    if isinstance(data, list):
        return [_plain(v) for v in data]
    return data.isoformat() if hasattr(data, "isoformat") else data


def _keep(path: Path, data: Any) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(json.dumps(data), encoding="utf8")
        temporary.replace(path)
        for old in _outdated(path) if temporary.name.startswith("actors-") else ():
            old.unlink(missing_ok=True)
    except OSError:
        return


def _outdated(path: Path) -> list[Path]:
    """Earlier versions of a large table, but for the last few: several checkouts may share the folder."""
    name = path.name.partition("-")[0]
    return sorted(path.parent.glob(f"{name}-*.json"), key=lambda p: p.stat().st_mtime)[:-_KEPT]

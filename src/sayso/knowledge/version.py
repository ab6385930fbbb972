"""Which knowledge coded a record: a short fingerprint of all its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def knowledge_version(folder: Path, more: Iterable[Path] = ()) -> str:
    """Ten hexadecimal digits over names and contents of the knowledge files and the user's own."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    for path in more:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]

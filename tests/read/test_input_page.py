"""docs/input.md lists every code of error and warning that reading can give, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = "\n".join(p.read_text(encoding="utf8") for p in sorted((ROOT / "src/sayso/read").glob("*.py")))
PAGE = (ROOT / "docs/input.md").read_text(encoding="utf8")


def _listed(heading: str) -> set[str]:
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([a-z-]+)` \|", section, re.M))


def test_all_errors_are_listed() -> None:
    raised = re.findall(r'InputError\((?:[^()]|\([^()]*\))*?code="([a-z-]+)"', SOURCE)
    assert _listed("Errors") == set(raised)


def test_all_warnings_are_listed() -> None:
    assert _listed("Warnings") == set(re.findall(r'Notice\(\s*code="([a-z-]+)"', SOURCE))

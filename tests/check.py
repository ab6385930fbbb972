"""`./run test`: every check in order, each with its time; skipped only where nothing changed since it was green."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CODE = ["src", "tests", "benchmarks", "training"]
WATCHED = ["src", "tests", "benchmarks", "training", "knowledge", "models", "samples", "evaluation", "pyproject.toml"]
STAMP = BIN.parent / ".sayso-green"

STEPS: dict[str, list[str]] = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", *CODE],
    "lint": [str(BIN / "ruff"), "check", "--quiet", *CODE],
    "types": [sys.executable, "-m", "mypy"],
    "imports": [str(BIN / "lint-imports"), "--no-cache"],
    "knowledge": [sys.executable, "-m", "sayso", "knowledge", "--check"],
    "tests": [sys.executable, "-m", "pytest", "-q"],
    "floors": [sys.executable, "-m", "sayso", "evaluate", "--check"],
}


def fingerprint() -> str:
    """One hash over every file that the check reads."""
    digest = hashlib.sha256()
    for top in WATCHED:
        path = ROOT / top
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not {"__pycache__", "cache", "runs"} & set(file.parts):
                digest.update(f"{file.relative_to(ROOT)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def run_step(name: str, command: list[str]) -> bool:
    """Run one step; True where it passed."""
    started = time.monotonic()
    print(f"== {name}", flush=True)
    passed = subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    print(f"== {name} {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return passed


def main(arguments: list[str]) -> int:
    """Run all steps, or say that nothing changed since they last passed."""
    if not os.environ.get("CI") and "--force" not in arguments and _green(fingerprint()):
        print("nothing changed since the last green check (./run test --force runs it all the same)")
        return 0
    results = {name: run_step(name, command) for name, command in STEPS.items()}
    failed = [name for name, passed in results.items() if not passed]
    if not failed:
        STAMP.write_text(fingerprint(), encoding="utf8")
    print(f"check: {len(results) - len(failed)} steps passed, {len(failed)} failed {' '.join(failed)}".rstrip())
    return 1 if failed else 0


def _green(print_: str) -> bool:
    return STAMP.is_file() and STAMP.read_text(encoding="utf8") == print_


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

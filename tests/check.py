"""`./run test`: every check in order, each with its time; skipped only where nothing changed since it was green."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

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
LONG = ("floors", "tests")  # each takes minutes on one core


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


def run_together(steps: dict[str, list[str]]) -> dict[str, bool]:
    """Run long steps side by side, one a core; the output of each is shown whole when all are done."""
    print(f"== {' and '.join(steps)} side by side", flush=True)
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        running = {}
        for name, command in steps.items():
            with (Path(folder) / name).open("wb") as output:
                running[name] = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        results = {name: process.wait() == 0 for name, process in running.items()}
        for name, passed in results.items():
            print((Path(folder) / name).read_text(encoding="utf8", errors="replace").rstrip(), flush=True)
            print(f"== {name} {'passed' if passed else 'FAILED'}", flush=True)
    print(f"== both in {time.monotonic() - started:.0f} s", flush=True)
    return results


def main(arguments: list[str]) -> int:
    """Run all steps, or say that nothing changed since they last passed."""
    if not os.environ.get("CI") and "--force" not in arguments and _green(fingerprint()):
        print("nothing changed since the last green check (./run test --force runs it all the same)")
        return 0
    results = {name: run_step(name, command) for name, command in STEPS.items() if name not in LONG}
    results |= run_together({name: STEPS[name] for name in LONG})
    failed = [name for name, passed in results.items() if not passed]
    if not failed:
        STAMP.write_text(fingerprint(), encoding="utf8")
    print(f"check: {len(results) - len(failed)} steps passed, {len(failed)} failed {' '.join(failed)}".rstrip())
    return 1 if failed else 0


def _green(print_: str) -> bool:
    return STAMP.is_file() and STAMP.read_text(encoding="utf8") == print_


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

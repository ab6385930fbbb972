"""How fast, how big: words a second of the parse and of the whole path, their ratio, start-up time and memory.

Seconds differ from machine to machine; the ratio of coding to parsing in one run does not, much.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sayso import paths
from sayso.batch import Settings
from sayso.model import Article
from sayso.pipeline import Coder
from sayso.read import Defaults, read_articles

ROUNDS = 5


def articles() -> list[Article]:
    """The sample articles, and the texts given on the command line."""
    sources = sys.argv[1:] or [str(p) for p in sorted(paths.samples().glob("[0-9]*"))]
    return [a for a in read_articles(sources, Defaults(published="2024-05-01")) if isinstance(a, Article)]


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of some rounds: the least disturbed one."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def best_coding(coder: Coder, texts: Sequence[Article]) -> float:
    """Seconds for coding parsed articles: parsed anew each round, since what is asked of a Doc is kept on it."""
    times = []
    for _ in range(ROUNDS):
        docs = [coder.parser.parse(a.text, a.blocks) for a in texts]
        started = time.perf_counter()
        for article, doc in zip(texts, docs):
            coder.read_doc(article, doc)
        times.append(time.perf_counter() - started)
    return min(times)


def start_up() -> float:
    """Seconds from nothing to the record of one short article, as a user would wait for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "short.txt"
        path.write_text(
            "Rebels attacked the town of Orlu on Monday, killing three people, police said.\n", encoding="utf8"
        )
        command: Sequence[str] = [sys.executable, "-m", "sayso", "code", "--published", "2024-05-01", str(path)]
        return best(lambda: subprocess.run(command, check=True, capture_output=True))


def main() -> None:
    """Print the figures."""
    coder, texts = Settings().coder(threads=1), articles()
    docs = [coder.parser.parse(a.text, a.blocks) for a in texts]
    words, sentences = sum(len(d.tokens) for d in docs), sum(len(d.sentences) for d in docs)
    parse = best(lambda: [coder.parser.parse(a.text, a.blocks) for a in texts])
    code = best_coding(coder, texts)
    print(f"articles {len(texts)}, words {words}, sentences {sentences}")
    print(f"parse alone            {words / parse:8.0f} words a second on one core")
    print(f"parse and code         {words / (parse + code):8.0f} words a second on one core")
    print(f"coding / parse         {code / parse:8.2f}   (aim: at most 0.33)")
    print(f"coding a sentence      {1000 * code / sentences:8.2f} ms")
    print(
        f"memory at most         {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB (aim: under 1024)"
    )
    print(f"start to first record  {start_up():8.2f} s   (aim: under 2)")


if __name__ == "__main__":
    main()

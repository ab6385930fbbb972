"""Whether two texts are one report: MinHash signatures over word triples, found again through bands.

The library behind is rensa; only `signature` knows it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from operator import eq

from sayso.model import Article
from sayso.store.rows import article_key, text_key
from sayso.text import folded

NUMBERS, BANDS, WIDTH = 128, 25, 5  # a copy of 0.8 has a band in common in 9,999 cases of 10,000, a text of 0.1 in 3
SAME = 0.8  # estimated share of common word triples from which two texts are one report
FEWEST_WORDS = 30


def signature(text: str) -> tuple[int, ...] | None:
    """128 numbers that two near copies mostly share; None for a text too short to tell."""
    from rensa import RMinHash

    words = folded(text).split()
    if len(words) < FEWEST_WORDS:
        return None
    sketch = RMinHash(num_perm=NUMBERS, seed=7)
    sketch.update([" ".join(words[n : n + 3]) for n in range(len(words) - 2)])
    return tuple(sketch.digest())


def bands_of(numbers: tuple[int, ...]) -> list[int]:
    """Hashes of the signature's bands, as whole numbers of 64 bits: near copies share at least one with great
    likelihood."""
    return [_hashed(n, numbers[n * WIDTH : (n + 1) * WIDTH]) for n in range(BANDS)]


def _hashed(place: int, band: tuple[int, ...]) -> int:
    written_out = ",".join(map(str, (place, *band)))
    return int.from_bytes(hashlib.sha256(written_out.encode()).digest()[:8], signed=True)


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimated share of common word triples, 0 to 1."""
    same: int = sum(map(eq, one, other))
    return same / NUMBERS


def written(numbers: tuple[int, ...]) -> str:
    """The signature as text."""
    return ",".join(f"{n:x}" for n in numbers)


def read(text: str) -> tuple[int, ...]:
    """The signature from its text."""
    return tuple(int(n, 16) for n in text.split(","))


@dataclass(frozen=True)
class Sketch:
    """What of an article tells whether another is a copy of it, before either is in the archive."""

    key: str
    text_key: str
    numbers: tuple[int, ...] | None

    @classmethod
    def of(cls, article: Article) -> Sketch:
        """The sketch of one article."""
        return cls(article_key(article), text_key(article.text), signature(article.text))

    def same(self, other: Sketch) -> bool:
        """True where the two are one report, by the same measure as in the archive."""
        if self.text_key == other.text_key:
            return True
        return bool(self.numbers and other.numbers and likeness(self.numbers, other.numbers) >= SAME)

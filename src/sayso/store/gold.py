"""The gold of an archive: one record for each article of which people settled something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model import Record
from sayso.review.deciding import Decision
from sayso.review.gold import gold
from sayso.store.archive import Archive
from sayso.store.reviews import decisions, machine_record, reviewed


@dataclass(frozen=True)
class Reviewed:
    """One reviewed article: its key, the machine's record, and what holds for it."""

    key: str
    record: Record
    decisions: tuple[Decision, ...]


def reviewed_articles(archive: Archive) -> Iterator[Reviewed]:
    """The articles on which something is decided, in the order of their keys."""
    for key in reviewed(archive):
        record, held = machine_record(archive, key), decisions(archive, key)
        if record is not None and held:
            yield Reviewed(key, record, tuple(held))


def gold_records(archive: Archive) -> Iterator[Record]:
    """What people settled of each."""
    for article in reviewed_articles(archive):
        found = gold(article.record, article.decisions)
        if found is not None:
            yield found

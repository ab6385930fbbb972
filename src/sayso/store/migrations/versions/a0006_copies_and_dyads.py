"""Fewer and wider bands, so that the look for copies meets few strangers; who to whom in a table, ready to be counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

LOT = 500  # articles at a time
BANDS, WIDTH = 25, 5


def upgrade() -> None:
    """Both are made from what the archive holds."""
    _bands_again()
    _dyads()


def _dyads() -> None:
    names = ("actor", "recipient")
    columns = [
        *(sa.Column(n, sa.Text, primary_key=True) for n in names),
        sa.Column("event", sa.String(40), primary_key=True),
    ]
    op.create_table("dyads", *columns, sqlite_with_rowid=False)
    op.execute(
        "INSERT INTO dyads (actor, recipient, event) SELECT DISTINCT coalesce(a.country, a.name), "
        "coalesce(b.country, b.name), a.event FROM parties a JOIN parties b ON b.event = a.event "
        "WHERE a.side = 'actor' AND b.side = 'recipient'"
    )


def _bands_again() -> None:
    """They are hashes of the signatures."""
    op.drop_table("bands")
    article = sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE", name="fk_bands_article")
    bands = op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article", sa.String(24), primary_key=True),
        article,
        sqlite_with_rowid=False,
    )
    last = ""
    while signed := _signed(last):
        rows = [{"band": band, "article": s.article} for s in signed for band in sorted(set(_bands(s.signature)))]
        op.get_bind().execute(sa.insert(bands), rows)
        last = signed[-1].article


def _signed(last: str) -> Sequence[sa.Row[Any]]:
    wanted = sa.text("SELECT article, signature FROM signatures WHERE article > :last ORDER BY article LIMIT :lot")
    return op.get_bind().execute(wanted, {"last": last, "lot": LOT}).all()


def _bands(signature: str) -> Iterator[int]:
    """As sayso.store.copies wrote them in version 6, for ever."""
    numbers = [int(n, 16) for n in signature.split(",")]
    for place in range(BANDS):
        band = ",".join(map(str, (place, *numbers[place * WIDTH : (place + 1) * WIDTH])))
        yield int.from_bytes(hashlib.sha256(band.encode()).digest()[:8], "big", signed=True)

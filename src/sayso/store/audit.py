"""The audit log: who did what with the archive and its accounts, when and from where; it only grows."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from sayso.store.archive import Archive
from sayso.store.engine import writing
from sayso.store.review_tables import audit
from sayso.store.reviews import now
from sayso.store.search import Page

LONGEST = 300  # characters kept of a name or detail: the log takes text from strangers


def note(archive: Archive, who: str, action: str, target: str = "", *, detail: str = "", address: str = "") -> None:
    """One line of the log."""
    row = {"who": who, "target": target, "detail": detail, "address": address}
    short = {name: "".join(c for c in value if c.isprintable())[:LONGEST] for name, value in row.items()}
    with writing(archive.engine, archive.where) as connection:
        connection.execute(insert(audit).values(at=now(), action=action, **short))


def log(archive: Archive, *, who: str | None = None, limit: int = 100, offset: int = 0) -> Page:
    """Lines of the log, newest first."""
    statement = select(audit).where(audit.c.who == who) if who else select(audit)
    with archive.engine.connect() as connection:
        total = connection.scalar(select(func.count()).select_from(statement.subquery())) or 0
        rows = connection.execute(statement.order_by(audit.c.id.desc()).limit(limit).offset(offset)).mappings().all()
    return Page(tuple(dict(r) for r in rows), int(total), tuple(c.name for c in audit.columns))

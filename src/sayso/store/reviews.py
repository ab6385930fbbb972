"""Judgements kept beside the records: one after another, never over each other, each taken back by its author alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sayso.errors import SaysoError
from sayso.model import Record
from sayso.review.applying import Judged, judged
from sayso.review.deciding import Decision
from sayso.review.judgement import ADDED, Judgement
from sayso.store import derived
from sayso.store.archive import Archive
from sayso.store.engine import writing
from sayso.store.review_tables import coders, reviews, rounds
from sayso.store.tables import articles, events


def now() -> str:
    """The time of a judgement, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def add(archive: Archive, judgement: Judgement, follows: int) -> Judgement:
    """Keep a judgement; `follows` is the last one of this target that its author had seen (0 for none).

    An added event gets its id here. Raises SaysoError with code "conflict" where somebody judged the target since.
    """
    record = machine_record(archive, judgement.article)
    with writing(archive.engine, archive.where) as connection:
        if _newest(connection, judgement) != follows:
            raise SaysoError("somebody else judged this in the meantime: look again", code="conflict")
        kept = _insert(connection, judgement, follows)
        _rederive(connection, kept.article, record)
    return kept


def _lane(judgement: Judgement) -> str:
    """Words of a blind round follow only the author's own."""
    return judgement.author if judgement.round is not None else ""


def _newest(connection: Connection, judgement: Judgement) -> int:
    if judgement.verdict == "add":
        return 0
    of_target = select(func.max(reviews.c.id)).where(reviews.c.kind == judgement.kind)
    of_target = of_target.where(reviews.c.article == judgement.article, reviews.c.target == judgement.target)
    return connection.scalar(of_target.where(reviews.c.lane == _lane(judgement))) or 0


def _insert(connection: Connection, judgement: Judgement, follows: int) -> Judgement:
    row = {
        n: getattr(judgement, n) for n in ("article", "kind", "target", "verdict", "author", "at", "round", "settles")
    }
    made = connection.execute(insert(reviews).values(**row, lane=_lane(judgement), follows=follows, body=""))
    key = made.inserted_primary_key
    id_ = int(key[0]) if key else 0
    target = f"e{ADDED + id_}" if judgement.verdict == "add" else judgement.target
    kept = judgement.model_copy(update={"id": id_, "target": target})
    values = {"target": target, "body": kept.model_dump_json(exclude_unset=True)}
    connection.execute(update(reviews).where(reviews.c.id == id_).values(**values))
    return kept


def last_seen(archive: Archive, article: str, lane: str) -> dict[tuple[str, str], int]:
    """Id of the newest judgement of each target of an article, also of one taken back: what the next one follows."""
    newest = func.max(reviews.c.id).label("id")
    statement = select(reviews.c.kind, reviews.c.target, newest).group_by(reviews.c.kind, reviews.c.target)
    with archive.engine.connect() as connection:
        rows = connection.execute(statement.where(reviews.c.article == article, reviews.c.lane == lane))
        return {(row.kind, row.target): row.id for row in rows}


def undo(archive: Archive, author: str, article: str | None = None) -> Judgement | None:
    """Take back the author's newest judgement (on one article, where given); None where there is none left."""
    mine = select(reviews.c.id, reviews.c.body).where(reviews.c.author == author, reviews.c.undone.is_(None))
    mine = mine.where(reviews.c.article == article) if article else mine
    with writing(archive.engine, archive.where) as connection:
        row = connection.execute(mine.order_by(reviews.c.id.desc()).limit(1)).first()
        if row is None:
            return None
        taken = Judgement.model_validate_json(row.body).model_copy(update={"id": row.id})
        connection.execute(update(reviews).where(reviews.c.id == row.id).values(undone=now()))
        _rederive(connection, taken.article, machine_record(archive, taken.article))
    return taken


def refresh(archive: Archive, article: str) -> None:
    """Make the rows of an article anew, where what holds for it has changed."""
    record = machine_record(archive, article)
    with writing(archive.engine, archive.where) as connection:
        _rederive(connection, article, record)


def _rederive(connection: Connection, article: str, record: Record | None) -> None:
    if record is not None:
        derived.clear(connection, article)
        derived.write(connection, article, record)


def machine_record(archive: Archive, article: str) -> Record | None:
    """The record as the machine made it; None for copies, failures and unknown keys."""
    with archive.engine.connect() as connection:
        line = connection.scalar(select(articles.c.record).where(articles.c.key == article))
    return Record.model_validate_json(line) if line else None


def of_article(archive: Archive, article: str) -> list[Judgement]:
    """Everything that was said of an article and not taken back."""
    with archive.engine.connect() as connection:
        return derived.judgements(connection, article)


def decisions(archive: Archive, article: str) -> list[Decision]:
    """What holds for an article."""
    with archive.engine.connect() as connection:
        return derived.decisions(connection, article)


def shown(archive: Archive, article: str) -> Judged | None:
    """The record of an article, or of its original where it is a copy, as people judged it."""
    original = original_of(archive, article)
    record = machine_record(archive, original)
    return judged(record, decisions(archive, original)) if record else None


def original_of(archive: Archive, article: str) -> str:
    """Key of the article of which this is a copy; the same key where it is none."""
    with archive.engine.connect() as connection:
        return connection.scalar(select(articles.c.copy_of).where(articles.c.key == article)) or article


def reviewed(archive: Archive) -> list[str]:
    """Keys of the articles of which something was said and not taken back, in order."""
    statement = select(reviews.c.article).where(reviews.c.undone.is_(None)).distinct().order_by(reviews.c.article)
    with archive.engine.connect() as connection:
        return list(connection.scalars(statement))


def judged_records(archive: Archive) -> Iterator[Record]:
    """All records as people judged them, in the order of their keys, one at a time."""
    some = set(reviewed(archive))
    statement = select(articles.c.key, articles.c.record).where(articles.c.record.is_not(None)).order_by(articles.c.key)
    with archive.engine.connect().execution_options(yield_per=200) as connection:
        for row in connection.execute(statement):
            record = Record.model_validate_json(row.record)
            yield judged(record, decisions(archive, row.key)).record if row.key in some else record


def unsure(archive: Archive, limit: int = 50) -> list[tuple[str, float]]:
    """Events that nobody judged, least sure first, as (event key, confidence); articles being coded blind are left out."""
    blind = select(rounds.c.article).where(rounds.c.closed.is_(None))
    statement = select(events.c.key, events.c.confidence).where(events.c.review == "", events.c.article.not_in(blind))
    with archive.engine.connect() as connection:
        rows = connection.execute(statement.order_by(events.c.confidence, events.c.key).limit(limit))
        return [(row.key, row.confidence) for row in rows]


def least_sure(archive: Archive, limit: int = 50) -> list[dict[str, Any]]:
    """The same with what is shown of them: key, type, standing, sentence, trigger, confidence, title, outlet."""
    return _shown(archive, [key for key, _ in unsure(archive, limit)])


def in_state(archive: Archive, state: str, limit: int = 50) -> list[dict[str, Any]]:
    """Events in one state of review, with what is shown of them."""
    with archive.engine.connect() as connection:
        keys = connection.scalars(
            select(events.c.key).where(events.c.review == state).order_by(events.c.key).limit(limit)
        )
        return _shown(archive, list(keys))


def _shown(archive: Archive, keys: list[str]) -> list[dict[str, Any]]:
    names = ("key", "type", "modes", "standing", "sentence", "trigger", "confidence", "review")
    statement = select(*(events.c[n] for n in names), articles.c.title, articles.c.outlet)
    statement = statement.join(articles, events.c.article == articles.c.key).where(events.c.key.in_(keys))
    with archive.engine.connect() as connection:
        rows = connection.execute(statement.order_by(events.c.confidence, events.c.key)).mappings()
        return [dict(r) for r in rows]


def open_rounds(archive: Archive, article: str) -> set[int]:
    """The blind rounds on an article that are not over."""
    with archive.engine.connect() as connection:
        return derived.open_rounds(connection, article)


def progress(archive: Archive) -> dict[str, int]:
    """How many events there are in each state of review; "" is not judged."""
    statement = select(events.c.review, func.count().label("number")).group_by(events.c.review)
    with archive.engine.connect() as connection:
        return {row.review: row.number for row in connection.execute(statement)}


def blind_round(archive: Archive, article: str, reviewer: str) -> int | None:
    """The open round in which this reviewer codes this article and has not finished."""
    statement = (
        select(rounds.c.id)
        .join(coders, coders.c.round == rounds.c.id)
        .where(rounds.c.article == article, rounds.c.closed.is_(None))
        .where(coders.c.reviewer == reviewer, coders.c.finished.is_(None))
    )
    with archive.engine.connect() as connection:
        return connection.scalar(statement.limit(1))

"""Blind rounds: two or more reviewers code one article without seeing each other's work, until all have finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from sayso.errors import SaysoError
from sayso.review.judgement import Judgement
from sayso.store.archive import Archive
from sayso.store.engine import writing
from sayso.store.review_tables import coders, reviews, rounds
from sayso.store.reviews import machine_record, now, of_article, refresh
from sayso.store.tables import articles


@dataclass(frozen=True)
class Round:
    """One round with its coders: (reviewer, when finished or None)."""

    id: int
    article: str
    title: str
    opened: str
    closed: str | None
    coders: tuple[tuple[str, str | None], ...]


def open_round(archive: Archive, article: str, reviewers: Sequence[str], by: str) -> int:
    """Let these reviewers code an article blind. Raises SaysoError where that makes no sense."""
    if len(set(reviewers)) < 2:
        raise SaysoError("a blind round needs two different reviewers", code="round")
    if machine_record(archive, article) is None:
        raise SaysoError("there is no such article, or it could not be coded", code="round")
    with writing(archive.engine, archive.where) as connection:
        there = select(func.count()).select_from(rounds).where(rounds.c.article == article, rounds.c.closed.is_(None))
        if connection.scalar(there):
            raise SaysoError("this article is being coded blind already", code="round")
        made = connection.execute(insert(rounds).values(article=article, opened_by=by, opened=now()))
        key = made.inserted_primary_key
        id_ = int(key[0]) if key else 0
        connection.execute(insert(coders), [{"round": id_, "reviewer": r} for r in dict.fromkeys(reviewers)])
    return id_


def finish(archive: Archive, round_: int, reviewer: str) -> bool:
    """A reviewer has finished; True where that was the last one and the round is over."""
    with writing(archive.engine, archive.where) as connection:
        mine = (coders.c.round == round_, coders.c.reviewer == reviewer, coders.c.finished.is_(None))
        connection.execute(update(coders).where(*mine).values(finished=now()))
        left = select(func.count()).select_from(coders).where(coders.c.round == round_, coders.c.finished.is_(None))
        over = not connection.scalar(left)
        if over:
            connection.execute(update(rounds).where(rounds.c.id == round_).values(closed=now()))
        article = connection.scalar(select(rounds.c.article).where(rounds.c.id == round_))
    if over and article:
        refresh(archive, article)
    return over


def listed(archive: Archive, article: str | None = None) -> list[Round]:
    """All rounds, or those on one article, newest first."""
    statement = select(rounds, articles.c.title, articles.c.article_id).join(
        articles, articles.c.key == rounds.c.article, isouter=True
    )
    statement = statement.where(rounds.c.article == article) if article else statement
    with archive.engine.connect() as connection:
        found = connection.execute(statement.order_by(rounds.c.id.desc())).all()
        of_round: dict[int, list[tuple[str, str | None]]] = {}
        for row in connection.execute(select(coders).order_by(coders.c.reviewer)):
            of_round.setdefault(row.round, []).append((row.reviewer, row.finished))
    return [
        Round(r.id, r.article, r.title or r.article_id or r.article, r.opened, r.closed, tuple(of_round.get(r.id, ())))
        for r in found
    ]


def said_in(archive: Archive, round_: Round) -> list[Judgement]:
    """What the coders said in a round."""
    return [j for j in of_article(archive, round_.article) if j.round == round_.id]


def under_way(archive: Archive, reviewer: str) -> list[str]:
    """Keys of the articles that this reviewer has still to code blind, oldest round first."""
    statement = (
        select(rounds.c.article)
        .join(coders, coders.c.round == rounds.c.id)
        .where(coders.c.reviewer == reviewer, coders.c.finished.is_(None), rounds.c.closed.is_(None))
        .order_by(rounds.c.id)
    )
    with archive.engine.connect() as connection:
        return list(connection.scalars(statement))


def withdrawn(archive: Archive, round_: int) -> None:
    """Give a round up: it closes, and what was said in it is kept and counts as said."""
    with writing(archive.engine, archive.where) as connection:
        connection.execute(update(rounds).where(rounds.c.id == round_).values(closed=now()))
        article = connection.scalar(select(reviews.c.article).where(reviews.c.round == round_).limit(1))
    if article:
        refresh(archive, article)

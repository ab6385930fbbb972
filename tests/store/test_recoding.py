"""Old records are coded again: what changed is shown, nothing is lost, and people's judgements stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import cli
from sayso.model import Record
from sayso.pipeline import Coder
from sayso.read import article_from_text
from sayso.recoding import compare
from sayso.store import Archive, reviews
from sayso.store.rows import article_key
from tests.review.conftest import judge
from tests.store.older import first_version

pytestmark = pytest.mark.usefixtures("quick_coder")
TEXT = "Rebels attacked the town of Orlu on Monday, killing three soldiers, police said."
ARTICLE = article_from_text(TEXT, id="n1", outlet="The Orlu Post", published="2024-05-07")
KEY = article_key(ARTICLE)


@pytest.fixture
def now(coder: Coder) -> Record:
    return Coder.shipped().code(ARTICLE)


@pytest.fixture
def old(now: Record) -> Record:
    """As an older version might have coded it: another type, no place, and an event too many."""
    first = now.events[0].model_copy(update={"type": "PROTEST", "where": None})
    soldiers = now.article.text.index("soldiers")
    words = first.trigger.model_copy(update={"start": soldiers, "end": soldiers + 8, "text": "soldiers"})
    extra = first.model_copy(update={"id": "e9", "trigger": words})
    return now.model_copy(update={"coder": "sayso 0.0.1", "events": (first, *now.events[1:], extra)})


@pytest.fixture
def archive(where: str, old: Record) -> Iterator[Archive]:
    made = Archive(where)
    made.put(ARTICLE, "a.txt", old)
    yield made
    made.close()


def recode(where: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["recode", "--jobs", "1", "--archive", where, *arguments], standalone_mode=False)


def test_an_old_record_is_replaced_and_the_change_is_shown(archive: Archive, now: Record) -> None:
    result = recode(archive.where)
    assert result.return_value == 0, result.exception
    (change,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert change["key"] == KEY
    assert len(change["gone"]) == 1
    assert "soldiers" in change["gone"][0]
    assert {"type", "where"} <= set(change["changed"][0][1])
    assert "1 gone, 0 new, 1 changed" in result.stderr
    assert archive.record(KEY) == now
    assert archive.problems() == []
    assert recode(archive.where).stdout == ""


def test_a_dry_run_writes_nothing(archive: Archive, old: Record) -> None:
    assert "would be coded again" in recode(archive.where, "--dry-run").stderr
    assert archive.record(KEY) == old
    assert "sayso 0.0.1" in recode(archive.where, "--list").stdout


def test_where_the_new_coding_fails_the_old_record_stays(
    archive: Archive, old: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Coder, "read", lambda *_: 1 / 0)
    result = recode(archive.where)
    assert result.return_value == 3
    assert "ZeroDivisionError" in result.stdout
    assert archive.record(KEY) == old


def test_reviews_stay(archive: Archive, old: Record, now: Record) -> None:
    reviews.add(archive, judge(old, "event", "e1", "accept", article=KEY), 0)
    recode(archive.where)
    assert len(reviews.of_article(archive, KEY)) == 1
    assert reviews.machine_record(archive, KEY) == now
    assert archive.problems() == []


def test_copies_and_the_day_of_adding_stay(archive: Archive) -> None:
    copy = ARTICLE.model_copy(update={"id": "n2"})
    kept = archive.put(copy, "b.txt", None, copy_of=KEY)
    recode(archive.where)
    assert archive.record(kept.key) == archive.record(KEY)
    assert archive.counts()["copies"] == 1


def test_an_archive_that_did_not_keep_what_was_read_is_coded_from_its_records(where: str, old: Record) -> None:
    archive = Archive(first_version(where, ARTICLE, old))
    assert archive.input_of(KEY) is None
    assert recode(where).return_value == 0
    found = archive.record(KEY)
    assert found is not None
    assert found.coder != old.coder
    assert archive.input_of(KEY) is not None
    assert archive.problems() == []
    archive.close()


def test_the_same_record_has_no_changes(now: Record) -> None:
    assert compare(KEY, now, now).nothing


def test_a_stopped_run_goes_on(where: str, old: Record, tmp_path: Path) -> None:
    archive = Archive(where)
    archive.put(ARTICLE, "a.txt", old)
    other = article_from_text(TEXT.replace("Orlu", "Talven"), id="n2")
    archive.put(other, "b.txt", Coder.shipped().code(other).model_copy(update={"coder": None}))
    assert "1 articles coded again" in recode(where, "--limit", "1").stderr
    assert "1 articles coded again" in recode(where).stderr
    assert recode(where).stdout == ""
    archive.close()

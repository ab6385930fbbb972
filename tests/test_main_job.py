"""The main job on one page of the shape sayso began with: a post, a plea, an interview, a denunciation, old killings.

The article is ours (tests/golden/plea.txt); its people and countries are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.model import Actor, Event, Record, Saying

PAGE = Path(__file__).parent / "golden" / "plea.txt"


@pytest.fixture(scope="module")
def record(code: Callable[..., Record]) -> Record:
    return code(PAGE.read_text(encoding="utf8"), id="plea")


def actor(record: Record, name: str) -> Actor:
    found = [a for a in record.actors if a.name == name]
    assert len(found) == 1, [a.name for a in record.actors]
    return found[0]


def saying(record: Record, words: str) -> Saying:
    """The innermost saying whose content holds the words."""
    at = record.article.text.index(words)
    around = [s for s in record.sayings[1:] if any(q.start <= at < q.end for q in s.content)]
    return min(around, key=lambda s: sum(q.end - q.start for q in s.content))


def event(record: Record, trigger: str) -> Event:
    found = [e for e in record.events if e.trigger.text == trigger]
    assert found, [(e.trigger.text, e.type) for e in record.events]
    return found[0]


def names(record: Record, ids: tuple[str, ...]) -> set[str]:
    return {a.name for a in record.actors if a.id in ids}


def test_chrome_is_not_coded_and_the_headline_is_the_title(record: Record) -> None:
    assert record.article.title == "Maral Fighters Mock Kestrian Envoy’s ‘Insulting’ Plea"
    end = record.article.text.index("Back to top")
    assert all(e.trigger.start < end for e in record.events)
    assert not any("LakesWorld" in m.text for a in record.actors for m in a.mentions)


def test_without_a_date_nothing_is_invented(record: Record) -> None:
    assert record.article.published is None
    assert record.article.published_from == "none"
    assert "no-date" in {w.code for w in record.warnings}
    assert not any(e.when.assumed for e in record.events if e.when)


def test_the_leader_writes_in_a_post_to_the_troops(record: Record) -> None:
    post = saying(record, "give you no rest")
    assert names(record, post.speakers) == {"Idrin Kassavar"}
    assert post.form == "direct"
    assert post.venue is not None
    assert post.venue.kind == "post"
    assert any("Kestrian troops" in m.text for a in record.actors if a.id in post.addressees for m in a.mentions)


def test_the_official_speaks_in_an_interview_with_an_outlet(record: Record) -> None:
    interview = saying(record, "We know that some")
    assert names(record, interview.speakers) == {"Lena Aldric"}
    outer = next(s for s in record.sayings if s.venue and s.venue.kind == "interview")
    assert outer.venue is not None
    assert names(record, (outer.venue.outlet or "",)) == {"Channel Meridian"}


def test_a_surname_and_a_pronoun_are_the_full_name(record: Record) -> None:
    assert names(record, saying(record, "find peace").speakers) == {"Idrin Kassavar"}
    assert names(record, saying(record, "have not yet avenged").speakers) == {"Idrin Kassavar"}


def test_the_plea_is_a_request_to_armed_groups(record: Record) -> None:
    plea = event(record, "begged")
    assert plea.type == "REQUEST"
    assert names(record, plea.recipients) & {"armed groups in the valley", "armed groups"}


def test_the_condemnation_accuses(record: Record) -> None:
    assert event(record, "condemned").type == "ACCUSE"
    assert names(record, event(record, "condemned").actors) == {"Idrin Kassavar"}


def test_the_assassination_keeps_its_month_and_blames_nobody(record: Record) -> None:
    killing = event(record, "assassination")
    assert (killing.type, killing.modes) == ("ASSAULT", ("targeted",))
    assert killing.when is not None
    assert killing.when.start_date == "2019-03-01"
    assert "Kassavar" not in " ".join(names(record, killing.actors))


def test_the_rocket_attack_has_its_actor_and_target(record: Record) -> None:
    attack = event(record, "fired")
    assert attack.type == "ASSAULT"
    assert attack.modes == ("heavy-weapons",)
    assert names(record, attack.actors) == {"Free Maral Movement"}
    assert "airbase" in " ".join(q.text for q in attack.recipient_text)
    assert attack.standing == "fact"


def test_the_claim_of_killing_stays_a_claim(record: Record) -> None:
    claimed = event(record, "kill")
    assert claimed.standing == "claimed"
    assert names(record, next(s for s in record.sayings if s.id == claimed.said_in).speakers) == {"Idrin Kassavar"}


def test_loaded_words_are_told_apart_by_voice(record: Record) -> None:
    by_word = {w.text.text: w for w in record.loaded}
    assert by_word["martyred"].voice == "s0"
    assert not by_word["martyred"].quoted
    assert by_word["cowardly"].quoted
    voice = next(s for s in record.sayings if s.id == by_word["cowardly"].voice)
    assert names(record, voice.speakers) == {"Idrin Kassavar"}


def test_two_names_of_one_group_are_one_actor(record: Record) -> None:
    group = actor(record, "Free Maral Movement")
    assert {"the Free Maral Movement", "the movement"} <= {m.text for m in group.mentions}
    guard = next(a for a in record.actors if any(m.text == "VGU" for m in a.mentions))
    assert any("Valley Guard Units" in m.text for m in guard.mentions)

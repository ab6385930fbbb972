"""I, we and you inside quotations."""

from __future__ import annotations

from sayso.model import Saying, quote
from sayso.who import bind_speakers
from tests.who.cases import cast, docs


def _saying(speakers: tuple[str, ...], addressees: tuple[str, ...], form: str = "direct") -> Saying:
    text = docs()["quote"].text
    end = text.index("”") + 1
    return Saying.model_validate(
        {
            "id": "s1", "parent": "s0", "speakers": speakers, "addressees": addressees, "form": form,
            "content": [quote(text, 0, end)],
        }
    )  # fmt: skip


def _bound(saying: Saying) -> dict[str, list[str]]:
    found = bind_speakers(cast("quote"), docs()["quote"], [saying])
    return {a.name: [m.text for m in a.mentions if m.kind == "pronoun"] for a in found.actors}


def test_we_is_the_speaker_and_you_the_addressee() -> None:
    ids = {a.name: a.id for a in cast("quote").actors}
    bound = _bound(_saying((ids["the union leader"],), (ids["the company"],)))
    assert bound == {"the union leader": ["We", "us"], "the company": ["you"]}


def test_several_speakers_or_none_leave_pronouns_out() -> None:
    ids = {a.name: a.id for a in cast("quote").actors}
    assert not any(_bound(_saying((), ())).values())
    both = tuple(ids.values())
    assert not any(_bound(_saying(both, ())).values())


def test_indirect_speech_binds_nothing() -> None:
    ids = {a.name: a.id for a in cast("quote").actors}
    assert not any(_bound(_saying((ids["the union leader"],), (), "indirect")).values())

"""Where events hang and what the chain of sayings makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.cast import Cast
from sayso.model import Actor, Because, Event, Form, Mention, MentionKind, Quote, Saying, Stance, quote
from sayso.says import attribute_events
from sayso.says.standing import rules

TEXT = "The ministry said the brigade had bombed the mill on Monday night and left."
BOMBED = quote(TEXT, 34, 40)


def _event(id_: str = "e1", actors: tuple[str, ...] = ("brigade",), **more: Any) -> Event:
    return Event(id=id_, type="ASSAULT", quad=4, intensity=-9.0, actors=actors, trigger=BOMBED, **more)


def _saying(id_: str, stance: Stance, parent: str = "s0", **more: Any) -> Saying:
    words: tuple[Quote, ...] = more.pop("content", (quote(TEXT, 18, 75),))
    more.setdefault("speakers", ("ministry",))
    rule = (Because(rule="cues/say/say", detail=more.pop("detail", "")),)
    return Saying(id=id_, parent=parent, stance=stance, content=words, because=rule, **more)


ROOT = Saying(id="s0", parent=None, because=(Because(rule="says/article"),))


def _standing(event: Event, *sayings: Saying) -> str:
    return attribute_events([event], [ROOT, *sayings])[0].standing


def test_the_outlets_own_voice_states_a_fact() -> None:
    assert BOMBED.text == "bombed"
    placed = attribute_events([_event()], [ROOT])[0]
    assert (placed.said_in, placed.standing) == ("s0", "fact")


@pytest.mark.parametrize(
    ("stance", "negated", "wanted"),
    [
        ("assert", False, "claimed"),
        ("show", False, "claimed"),
        ("deny", False, "denied"),
        ("deny", True, "claimed"),
        ("assert", True, "suspected"),
        ("believe", False, "suspected"),
        ("believe", True, "denied"),
        ("doubt", False, "suspected"),
        ("ask", False, "suspected"),
        ("threaten", False, "claimed"),
    ],
)
def test_stance_decides(stance: Stance, negated: bool, wanted: str) -> None:
    assert _standing(_event(), _saying("s1", stance, negated=negated)) == wanted


@pytest.mark.parametrize(("stance", "wanted"), [("assert", "admitted"), ("deny", "denied")])
def test_a_deed_that_a_group_claims_or_disowns_is_told_as_its_own(stance: Stance, wanted: str) -> None:
    speaker = quote(TEXT, 0, 12)
    own = _saying("s1", stance, speaker=speaker).model_copy(
        update={"because": (Because(rule="cues/own/responsibility"),)}
    )
    placed = attribute_events([_event(actors=())], [ROOT, own])[0]
    assert (placed.actors, placed.actor_text, placed.standing) == (("ministry",), (speaker,), wanted)


def test_a_deed_that_no_group_claims_was_done_all_the_same() -> None:
    own = _saying("s1", "assert", speaker=quote(TEXT, 0, 12), negated=True)
    own = own.model_copy(update={"because": (Because(rule="cues/own/responsibility"),)})
    placed = attribute_events([_event(actors=())], [ROOT, own])[0]
    assert (placed.actors, placed.said_in, placed.standing) == ((), "s0", "fact")


def test_a_named_doer_stays_whoever_claims_the_deed() -> None:
    own = _saying("s1", "assert", speaker=quote(TEXT, 0, 12))
    own = own.model_copy(update={"because": (Because(rule="cues/own/responsibility"),)})
    assert attribute_events([_event()], [ROOT, own])[0].actors == ("brigade",)


def test_a_doer_who_is_only_suspected_makes_the_act_no_fact() -> None:
    doer = quote(TEXT, 18, 29)
    mark = _saying("s1", "believe", content=(doer,)).model_copy(
        update={"because": (Because(rule="cues/adjective/suspected"),)}
    )
    assert attribute_events([_event(actor_text=(doer,))], [ROOT, mark])[0].standing == "suspected"
    assert attribute_events([_event()], [ROOT, mark])[0].standing == "fact"


def test_nobody_is_blamed_for_a_deed_that_he_only_tells_of() -> None:
    told = _saying("s1", "assert", speaker=quote(TEXT, 0, 12))
    assert attribute_events([_event(actors=())], [ROOT, told])[0].actors == ()


def test_whoever_says_it_of_himself_admits_it() -> None:
    own = _saying("s1", "assert", speakers=("brigade",))
    assert _standing(_event(), own) == "admitted"
    assert _standing(_event(auxiliary=("future",)), own) == "claimed"
    assert _standing(_event(auxiliary=("negated",)), own) == "denied"


def test_what_was_wrung_from_him_admits_nothing() -> None:
    own = _saying("s1", "assert", speakers=("brigade",))
    forced = own.model_copy(update={"because": (*own.because, Because(rule="says/forced"))})
    assert (_standing(_event(), own), _standing(_event(), forced)) == ("admitted", "claimed")


def test_who_tells_that_another_says_he_did_it_admits_nothing() -> None:
    outer = _saying("s1", "assert", speakers=("brigade",))
    inner = _saying("s2", "assert", "s1", content=(quote(TEXT, 30, 75),))
    assert _standing(_event(), outer, inner) == "claimed"
    own = inner.model_copy(update={"speakers": ("brigade",)})
    assert _standing(_event(), outer, own) == "admitted"


@pytest.mark.parametrize(("words", "wanted"), [("A spokesman", "admitted"), ("A policeman", "claimed")])
def test_a_spokesman_admits_for_those_whom_he_speaks_for(words: str, wanted: str) -> None:
    text = f"{words} for the brigade said it had bombed the mill."
    at = text.index("brigade")
    brigade = Mention(start=at, end=at + 7, text="brigade", kind="name", head=at)
    cast = Cast((Actor(id="brigade", name="Brigade", kind="organization", mentions=(brigade,)),))
    bombed = quote(text, text.index("bombed"), text.index("bombed") + 6)
    event = _event().model_copy(update={"trigger": bombed})
    said = _saying("s1", "assert", speaker=quote(text, 0, at + 7), content=(quote(text, at + 13, len(text) - 1),))
    assert attribute_events([event], [ROOT, said], cast)[0].standing == wanted


@pytest.mark.parametrize(("words", "doers"), [("A spokesman", ("brigade",)), ("A policeman", ())])
def test_it_in_a_spokesmans_words_is_whom_he_speaks_for(words: str, doers: tuple[str, ...]) -> None:
    text = f"{words} for the brigade said it had bombed the mill."
    at, it = text.index("brigade"), text.index(" it ") + 1
    brigade = Mention(start=at, end=at + 7, text="brigade", kind="name", head=at)
    cast = Cast((Actor(id="brigade", name="Brigade", kind="organization", mentions=(brigade,)),))
    bombed = quote(text, text.index("bombed"), text.index("bombed") + 6)
    event = _event(actors=()).model_copy(update={"trigger": bombed, "actor_text": (quote(text, it, it + 2),)})
    said = _saying("s1", "assert", speaker=quote(text, 0, at + 7), content=(quote(text, it, len(text) - 1),))
    assert attribute_events([event], [ROOT, said], cast)[0].actors == doers


def test_an_alleged_speaker_only_claims() -> None:
    own = _saying("s1", "assert", speaker=quote(TEXT, 0, 12), speakers=("brigade",))
    mark = _saying("s2", "assert", content=(quote(TEXT, 4, 12),)).model_copy(
        update={"because": (Because(rule="cues/adjective/alleged"),)}
    )
    assert _standing(_event(), own) == "admitted"
    assert _standing(_event(), own, mark) == "claimed"


@pytest.mark.parametrize(("doer", "wanted"), [("one of its ships", "admitted"), ("one of the ships", "claimed")])
def test_one_of_its_ships_is_its_own(doer: str, wanted: str) -> None:
    text = f"The navy said {doer} had rammed the boat."
    at = text.index(doer)
    own = Mention(start=at + 7, end=at + 10, text=text[at + 7 : at + 10], kind="pronoun", head=at + 7)
    cast = Cast((Actor(id="navy", name="Navy", kind="organization", mentions=(own,) if "its" in doer else ()),))
    rammed = quote(text, text.index("rammed"), text.index("rammed") + 6)
    event = _event(actors=()).model_copy(update={"trigger": rammed, "actor_text": (quote(text, at, at + len(doer)),)})
    said = _saying("s1", "assert", speakers=("navy",), content=(quote(text, at, len(text) - 1),))
    assert attribute_events([event], [ROOT, said], cast)[0].standing == wanted


def test_the_innermost_saying_that_does_more_than_claim_decides() -> None:
    outer, inner = _saying("s1", "assert"), _saying("s2", "deny", "s1", content=(quote(TEXT, 30, 75),))
    placed = attribute_events([_event()], [ROOT, outer, inner])[0]
    assert (placed.said_in, placed.standing) == ("s2", "denied")
    assert placed.because[-1] == Because(rule="standing/denial", detail="s2 < s1")


def test_a_cue_that_is_itself_the_event_hangs_above() -> None:
    own = _saying("s1", "assert", cue=BOMBED)
    assert attribute_events([_event()], [ROOT, own])[0].said_in == "s0"


def test_an_act_that_is_only_judged_stays_with_the_outlet() -> None:
    judged = _saying("s1", "assert", detail="presupposes")
    assert _standing(_event(), judged) == "fact"
    spoken = _saying("s1", "assert", detail="presupposes", form="direct")
    assert _standing(_event(), spoken) == "claimed"


def test_two_sources_that_differ_dispute_the_act() -> None:
    claim = _saying("s1", "assert", content=(quote(TEXT, 18, 40),))
    denial = _saying("s2", "deny", speakers=("brigade",), content=(quote(TEXT, 41, 75),))
    other = _event("e2").model_copy(update={"trigger": quote(TEXT, 45, 49)})
    first, second = attribute_events([_event(), other], [ROOT, claim, denial])
    assert (first.standing, second.standing) == ("disputed", "denied")


def test_another_partys_act_is_not_disputed() -> None:
    claim = _saying("s1", "assert", content=(quote(TEXT, 18, 40),))
    denial = _saying("s2", "deny", speakers=("navy",), content=(quote(TEXT, 41, 75),))
    other = _event("e2", actors=("navy",)).model_copy(update={"trigger": quote(TEXT, 45, 49)})
    assert [e.standing for e in attribute_events([_event(), other], [ROOT, claim, denial])] == ["claimed", "denied"]


def test_a_wire_in_the_dateline_speaks_for_the_outlet() -> None:
    wire = Saying(id="s1", parent="s0", content=(quote(TEXT, 0, 75),), because=(Because(rule="says/dateline"),))
    placed = attribute_events([_event()], [ROOT, wire])[0]
    assert (placed.said_in, placed.standing) == ("s1", "fact")


def test_the_table_covers_every_stance_and_repeats_no_row() -> None:
    covered = {s for r in rules() if not any((r.self_, r.denied, r.happened)) for s in r.stance}
    assert covered == set(Stance.__args__)  # type: ignore[attr-defined]
    assert len({r.id for r in rules()}) == len(rules())


def _cast(kind: MentionKind) -> Cast:
    mention = Mention(start=0, end=3, text=TEXT[:3], kind=kind, head=0)
    return Cast((Actor(id="ministry", name="Ministry", kind="organization", mentions=(mention,)),))


@pytest.mark.parametrize(("kind", "wanted"), [("pronoun", "admitted"), ("name", "claimed")])
def test_what_its_men_did_is_the_speakers_own_deed(kind: MentionKind, wanted: str) -> None:
    event = _event(actors=("men",), actor_text=(quote(TEXT, 0, 12),))
    placed = attribute_events([event], [ROOT, _saying("s1", "assert")], _cast(kind))
    assert placed[0].standing == wanted


@pytest.mark.parametrize(("form", "wanted"), [("direct", "admitted"), ("indirect", "claimed")])
def test_our_men_in_marks_are_the_speakers(form: Form, wanted: str) -> None:
    text = "“Our men bombed the mill,” the ministry said."
    words = quote(text, 0, 26)
    event = Event(
        id="e1", type="ASSAULT", quad=4, intensity=-9.0, actor_text=(quote(text, 1, 8),), trigger=quote(text, 9, 15)
    )
    assert _standing(event, _saying("s1", "assert", content=(words,), form=form)) == wanted


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("auxiliary/laid.yml#laid-on", "suspected"),
        ("auxiliary/laid.yml#own-denial", "denied"),
        ("auxiliary/laid.yml#own-deed", "admitted"),
        ("auxiliary/laid.yml#plain-behind", "fact"),
    ],
)
def test_how_the_doer_is_known_decides_where_the_outlet_speaks(rule: str, wanted: str) -> None:
    event = _event(actor_text=(quote(TEXT, 18, 29),), because=(Because(rule=rule),))
    assert _standing(event) == wanted
    assert _standing(_event(because=(Because(rule=rule),))) == "fact"

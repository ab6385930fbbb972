"""In which saying each event hangs, and what the chain of sayings above makes of it, by the table standing.yml."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from sayso import paths
from sayso.cast import Cast
from sayso.knowledge.loading import Entry, read_entries
from sayso.model import Because, Event, Quote, Saying, Stance, Standing
from sayso.says.duress import FORCED
from sayso.syntax.edges import grammar_words

_UNREAL = frozenset({"negated", "hypothetical", "future"})
_ASSERTED = frozenset({"fact", "claimed", "admitted", "suspected"})
_DOUBTING = frozenset({"cues/adjective/suspected", "cues/adjective/alleged"})  # words that describe a doer
_OWNED = frozenset({"ASSAULT", "COERCE"})  # what a group claims or disowns as its deed
#: How the doer of an act is known, by the kind of the entry of laid.yml or light.yml in knowledge/…/auxiliary that found him.
_DOER_KNOWN: Mapping[str, Standing] = {
    "auxiliary/laid.yml#laid-": "suspected",
    "auxiliary/laid.yml#own-denial": "denied",
    "auxiliary/laid.yml#own-": "admitted",
    "auxiliary/light.yml#own-": "admitted",
}
_TRANSPARENT = frozenset({"says/dateline"})  # a wire credited in the dateline speaks for the outlet


class StandingRule(Entry):
    """One row of the table: conditions on a saying and its event, and the standing they give."""

    id: str
    stance: tuple[Stance, ...]
    negated: bool | None = None
    self_: bool | None = None
    denied: bool | None = None
    happened: bool | None = None
    standing: Standing
    example: str

    model_config = Entry.model_config | {"alias_generator": lambda name: name.rstrip("_")}


@functools.cache
def rules() -> tuple[StandingRule, ...]:
    """The rows of the shipped table, in their order."""
    return read_entries(paths.knowledge() / "lang" / "en" / "standing.yml", StandingRule)


def attribute_events(events: Sequence[Event], sayings: Sequence[Saying], cast: Cast | None = None) -> tuple[Event, ...]:
    """The events with the innermost saying that reports each and with their standing.

    The cast tells whose men "its men" are: what they did is the speaker's own deed.
    """
    by_id = {s.id: s for s in sayings}
    placed = [_placed(event, sayings, by_id, cast or Cast()) for event in events]
    return _disputed(placed, by_id)


def _placed(event: Event, sayings: Sequence[Saying], by_id: Mapping[str, Saying], cast: Cast) -> Event:
    inner = innermost(event.trigger.span, sayings, by_id)
    event = _of_principal(_owned(event, by_id.get(inner)), by_id.get(inner), cast)
    chain = tuple(_with_principal(s, cast) for s in path_of(inner, by_id))
    standing, because = _standing(event, chain, _masters(event, cast))
    if standing == "fact":
        standing, because = _of_its_doer(event, because)
    if standing == "fact" and (doubt := _doubt(event.actor_text, sayings)) is not None:
        standing, because = "suspected", Because(rule="standing/doubted-doer", detail=doubt.id)
    if standing == "admitted" and (doubt := _doubt(_voices(event, chain), sayings)) is not None:
        standing, because = "claimed", Because(rule="standing/doubted-speaker", detail=doubt.id)
    return event.model_copy(update={"said_in": inner, "standing": standing, "because": (*event.because, because)})


def _of_its_doer(event: Event, because: Because) -> tuple[Standing, Because]:
    """ "The bombing was blamed on the Front", "the attack, claimed by the Front, killed six": how the doer is known."""
    for reason in event.because if event.actor_text else ():
        for kind, standing in _DOER_KNOWN.items():
            if reason.rule.startswith(kind):
                return standing, Because(rule="standing/doer", detail=reason.rule)
    return "fact", because


def _doubt(named: Sequence[Quote], sayings: Iterable[Saying]) -> Saying | None:
    """ "Suspected smugglers fired on the patrol", "an alleged spokesman claimed it": what makes who it is a claim."""
    spans = [q.span for q in named]
    marks = (s for s in sayings if s.because[0].rule in _DOUBTING and s.content)
    return next((s for s in marks if any(d[0] <= c.end and c.start <= d[1] for c in s.content for d in spans)), None)


def _voices(event: Event, chain: Sequence[Saying]) -> tuple[Quote, ...]:
    """The words for whoever did it, and for whoever says so."""
    return (*event.actor_text, *(s.speaker for s in chain if s.speaker is not None))


def _owned(event: Event, saying: Saying | None) -> Event:
    """ "claimed responsibility for the blast", "denied involvement in it": the act is told of as the speaker's own."""
    if saying is None or event.actors or event.type not in _OWNED or not saying.speakers or saying.speaker is None:
        return event
    if not _owns(saying):
        return event
    because = Because(rule="standing/own-act", detail=saying.id)
    more = {"actors": saying.speakers, "actor_text": (saying.speaker,), "because": (*event.because, because)}
    return event.model_copy(update=more)


def _of_principal(event: Event, saying: Saying | None, cast: Cast) -> Event:
    """ "A spokesman for the brigade said it had bombed the mill": where nobody else is meant, it is the brigade."""
    if saying is None or event.actors or event.type not in _OWNED or saying.form == "direct":
        return event
    if [q.text.lower() for q in event.actor_text] != ["it"]:
        return event
    principals = _principals(saying, cast)
    if len(principals) != 1:
        return event
    because = Because(rule="standing/own-group", detail=saying.id)
    return event.model_copy(update={"actors": principals, "because": (*event.because, because)})


def innermost(span: tuple[int, int], sayings: Iterable[Saying], by_id: Mapping[str, Saying]) -> str:
    """Id of the deepest saying whose content holds the span; one that only names an act to judge it is passed by."""
    around = [s for s in sayings if s.parent is not None and _reports(s, span)]
    if not around:
        return "s0"
    return max(around, key=lambda s: (len(path_of(s.id, by_id)), -_size(s), s.id)).id


def _reports(saying: Saying, span: tuple[int, int]) -> bool:
    if saying.cue is not None and saying.cue.start < span[1] and span[0] < saying.cue.end:
        return False
    if saying.negated and saying.stance == "assert" and _owns(saying):
        return False  # "no group claimed responsibility for the blast": there was a blast
    if _presupposes(saying) and not _quoted_words(saying, span):
        return False
    return any(c.start <= span[0] and span[1] <= c.end for c in saying.content)


def _owns(saying: Saying) -> bool:
    """True where the speaker takes or disowns a deed."""
    return saying.because[0].rule.startswith("cues/own/")


def _presupposes(saying: Saying) -> bool:
    return any(b.detail == "presupposes" for b in saying.because)


def _quoted_words(saying: Saying, span: tuple[int, int]) -> bool:
    return saying.form == "direct" and any(c.start <= span[0] and span[1] <= c.end for c in saying.content)


def _size(saying: Saying) -> int:
    return sum(c.end - c.start for c in saying.content)


def path_of(id_: str, by_id: Mapping[str, Saying]) -> tuple[Saying, ...]:
    """The sayings from this one up to, not including, the article itself."""
    found: list[Saying] = []
    while id_ in by_id and by_id[id_].parent is not None and by_id[id_] not in found:
        found.append(by_id[id_])
        id_ = by_id[id_].parent or "s0"
    return tuple(found)


def _with_principal(saying: Saying, cast: Cast) -> Saying:
    """ "a spokesman for the brigade said": the saying with the brigade, who speaks through him, among its speakers."""
    principals = _principals(saying, cast)
    return saying.model_copy(update={"speakers": (*saying.speakers, *principals)}) if principals else saying


def _principals(saying: Saying, cast: Cast) -> tuple[str, ...]:
    """For whom the speaker speaks: whoever is named inside the words for a spokesman, but himself."""
    named = saying.speaker
    if named is None or grammar_words("mouthpieces").isdisjoint(named.text.lower().split()):
        return ()
    inside = (a.id for a in cast.actors for m in a.mentions if named.start <= m.start and m.end <= named.end)
    return tuple(dict.fromkeys(id_ for id_ in inside if id_ not in saying.speakers))


def _masters(event: Event, cast: Cast) -> frozenset[str]:
    """Whose deed it is: the doers', and whosever men they are ("its men"); "Sudrian rebels" are not Sudria's men."""
    owners = [start for q in event.actor_text for start in _owner(q, cast)]
    found = (cast.headed(start) for start in owners)
    return frozenset({*event.actors, *(id_ for id_ in found if id_ is not None)})


def _owner(doer: Quote, cast: Cast) -> Iterator[int]:
    """Where the pronoun of whoever they belong to stands: "its men", "one of its ships"."""
    places = {0, doer.text.find(" of ") + len(" of ") if " of " in doer.text else 0}
    for start in sorted(doer.start + at for at in places):
        mention = cast.mention_headed(start)
        if mention is not None and mention.kind == "pronoun":
            yield start


def _standing(event: Event, chain: Sequence[Saying], doers: frozenset[str]) -> tuple[Standing, Because]:
    told = [saying for saying in chain if saying.because[0].rule not in _TRANSPARENT]
    levels = [_own_level(event, told, n, doers) for n in range(len(told))]
    if not levels:
        return "fact", Because(rule="standing/outlet")
    at = next((n for n, pair in enumerate(levels) if pair[0] != "claimed"), 0)
    decided = levels[at]
    if decided[0] == "admitted" and any(outer[0] in ("claimed", "suspected") for outer in levels[at + 1 :]):
        decided = ("claimed", "told-admission")  # others say that he admits it
    return decided[0], Because(rule=f"standing/{decided[1]}", detail=" < ".join(s.id for s in chain))


def _own_level(event: Event, told: Sequence[Saying], at: int, doers: frozenset[str]) -> tuple[Standing, str]:
    """What one saying makes of the event; who tells that another says he did it admits nothing."""
    standing, rule = _level(event, told[at], doers)
    if standing == "admitted" and any(b.rule == FORCED for s in told[: at + 1] for b in s.because):
        return "claimed", "forced-admission"
    others = any(set(s.speakers) != set(told[at].speakers) for s in told[:at])
    return ("claimed", "told-of-himself") if standing == "admitted" and others else (standing, rule)


def _level(event: Event, saying: Saying, doers: frozenset[str]) -> tuple[Standing, str]:
    rule = next((r for r in rules() if _holds(r, event, saying, doers)), None)
    return ("claimed", "assertion") if rule is None else (rule.standing, rule.id)


def _holds(rule: StandingRule, event: Event, saying: Saying, doers: frozenset[str]) -> bool:
    facts = {
        "negated": saying.negated,
        "self_": not _accuses(saying) and (bool(doers.intersection(saying.speakers)) or _own_words(event, saying)),
        "denied": "negated" in event.auxiliary,
        "happened": not _UNREAL & set(event.auxiliary),
    }
    return saying.stance in rule.stance and all(getattr(rule, k) in (None, v) for k, v in facts.items())


def _accuses(saying: Saying) -> bool:
    """ "Norland accused its neighbour of arming rebels": nobody admits what he accuses another of, whosever neighbour that is."""
    return saying.because[0].rule.startswith("cues/object/")


def _own_words(event: Event, saying: Saying) -> bool:
    """ "“Our men killed the mayor,” the Front said": the first person in words in marks is whoever speaks."""
    first = {q.text.split()[0].lower() for q in event.actor_text}
    return saying.form != "indirect" and bool(saying.speakers) and not grammar_words("first_person").isdisjoint(first)


def _disputed(events: Sequence[Event], by_id: Mapping[str, Saying]) -> tuple[Event, ...]:
    """An act that one source asserts and another denies is disputed: by type and parties, whoever tells it first."""
    contested: set[str] = set()
    for one, other in combinations(events, 2):
        if _same_act(one, other) and _differ(one, other) and _sources(one, by_id) != _sources(other, by_id):
            contested |= {e.id for e in (one, other) if e.standing in _ASSERTED}
    reason = Because(rule="standing/disputed")
    return tuple(
        e.model_copy(update={"standing": "disputed", "because": (*e.because, reason)}) if e.id in contested else e
        for e in events
    )


def _same_act(one: Event, other: Event) -> bool:
    same_doers = bool(set(one.actors) & set(other.actors))
    victims = set(one.recipients), set(other.recipients)
    return one.type == other.type and same_doers and (bool(victims[0] & victims[1]) or not all(victims))


def _differ(one: Event, other: Event) -> bool:
    standings = {one.standing, other.standing}
    real = [e for e in (one, other) if e.standing in _ASSERTED and not _UNREAL & set(e.auxiliary)]
    return "denied" in standings and len(real) == 1


def _sources(event: Event, by_id: Mapping[str, Saying]) -> frozenset[str]:
    """Who says so: the speakers of the innermost saying, or the saying itself where nobody is known."""
    saying = by_id.get(event.said_in)
    return frozenset(saying.speakers or (saying.id,)) if saying is not None else frozenset({event.said_in})

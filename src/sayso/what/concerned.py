"""Whom a promise, concession, refusal or visit concerns where no slot of its sense names anybody: the name nearest below."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from sayso import syntax
from sayso.what.act import Act
from sayso.what.scene import Scene

BELOW = "what/concerned#below"
UNTIL = "what/concerned#until"
PROTESTED = "what/concerned#protested"
# Never of force, charges, threats or penalties: there the one found by nearness might be blamed or pitied wrongly.
_LENIENT = frozenset(
    {"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "REJECT", "REQUEST", "RETREAT", "SUPPORT"}
)
_LAND = frozenset({"AGREE", "AID", "CONCEDE", "MOBILIZE", "RETREAT", "REJECT"})
_ANSWERED = frozenset({"CONCEDE", "REJECT", "RETREAT", "AGREE"})
_PENDING = frozenset({"REJECT", "THREATEN"})
_SHUT = frozenset({"subject", "apposition", "adverb", "number"})
_BEFORE = frozenset({"compound", "adjective"})
_DEPTH = 4
Below = tuple[int, str]  # a token below the act and the slot it fills


def with_concerned(scene: Scene, act: Act) -> Act:
    """The act with the actor named below it, where its own slots name nobody else."""
    if act.recipients or not act.actors or act.two_sided:
        return act
    for rule, found_by in ((UNTIL, _awaited), (PROTESTED, _protested)):
        others = found_by(scene, act)
        if others:
            return replace(act, recipients=others).reasoned(rule, scene.doc.tokens[others[0]].text)
    found = sorted(_candidates(scene, act))
    if not found:
        return act
    index = found[0][-1]
    return replace(act, recipients=(index,)).reasoned(BELOW, scene.doc.tokens[index].text)


def _awaited(scene: Scene, act: Act) -> tuple[int, ...]:
    """ "will not end the strike until the ministry pays": who has yet to act is refused or threatened."""
    if act.type not in _PENDING:
        return ()
    own = {*act.actors} | {scene.actor_at(i) for i in act.actors} - {None}
    for clause in scene.frame(act.top).get("adverbial"):
        if syntax.marker(scene.doc, clause) in scene.lexicon.rules.around["until"]:
            doers = scene.frame(clause).get("subject")
            found = tuple(i for i in doers if scene.names_actor(i) and i not in own and scene.actor_at(i) not in own)
            if found and not any(syntax.is_pronoun(scene.doc, i) for i in found):
                return found
    return ()


def _protested(scene: Scene, act: Act) -> tuple[int, ...]:
    """ "a strike over the mine's pay", "marched, protesting Sund's decree": who owns what is protested against."""
    if act.type != "PROTEST":
        return ()
    tops = tuple(dict.fromkeys((act.top, act.index, *act.hit.bound)))
    topics = [i for slot in scene.lexicon.rules.around["protested"] for i in scene.fillers(tops, slot)]
    clauses = (v for top in tops for v in scene.frame(top).get("adverbial") if scene.lemma(v) == "protest")
    topics.extend(i for v in clauses for i in scene.frame(v).get("object"))
    owned = (i for t in topics for s in ("possessor", "by", "modifier") for i in scene.fillers((t,), s))
    found = (i for i in owned if scene.names_actor(i) and scene.actor_at(i) is not None and i not in act.actors)
    return tuple(dict.fromkeys(found))[:1]


def _candidates(scene: Scene, act: Act) -> Iterator[tuple[int, int, int]]:
    """Rank, order of finding and token of everyone below; names before common nouns, places last."""
    own = {scene.actor_at(i) for i in act.actors} - {None}
    for order, (index, slot) in enumerate(_below(scene, act)):
        rank = _rank(scene, act, index, slot)
        if rank is not None and scene.actor_at(index) not in own:
            yield rank, order, index


def _rank(scene: Scene, act: Act, index: int, slot: str) -> int | None:
    if act.type not in _LENIENT:
        return 0 if slot == "against" and scene.names_actor(index) else None
    around, name = scene.lexicon.rules.around, scene.doc.name_at(index)
    if slot == "author":
        return 0 if scene.names_actor(index) else None
    if name is None:
        towards = slot in around["towards"] or (act.type == "AID" and slot in around["helped"])
        return 1 if towards and _someone(scene, index) else None
    land = name.label in ("GPE", "LOC")
    if slot in around["placed"] and land:
        return 3 if act.type in _LAND else None
    if name.label in ("GPE", "NORP", "ORG", "PER") or (land and act.type in _LAND):
        return 2 if slot in _BEFORE else 0
    return None


def _below(scene: Scene, act: Act) -> Iterator[Below]:
    """Tokens behind the trigger that hang in its slots, level by level, each with the slot it fills."""
    tops = [act.index, act.top, *([act.inner.index] if act.inner else [])]
    queue = deque((top, "", 0) for top in dict.fromkeys(tops))
    seen: set[int] = set()
    while queue:
        index, slot, depth = queue.popleft()
        if index in seen:
            continue
        seen.add(index)
        if depth:
            yield index, slot
        if depth < _DEPTH and slot != "author":
            queue.extend((i, s, depth + 1) for i, s in _open_slots(scene, act, index))


def _open_slots(scene: Scene, act: Act, index: int) -> Iterator[Below]:
    around = scene.lexicon.rules.around
    shut = around["unconcerned"]
    for slot, fillers in scene.frame(index).slots.items():
        if slot in shut or (slot in _SHUT and not (slot == "subject" and scene.infinitive(index))):
            continue  # but "gave permission for the envoy to speak": who is to act is concerned
        if slot == "possessor" and not around["own-stand"].isdisjoint(scene.forms(index)):
            continue  # "reiterated the council's commitment to peace": the council's stand is the speaker's
        chosen = [i for i in fillers if scene.infinitive(i)] if slot == "adverbial" else fillers
        yield from ((i, slot) for i in chosen if (i > act.index or slot == "with") and i not in act.actors)
    if act.type in _ANSWERED:
        yield from ((i, "author") for i in _involved(scene, index) if i not in act.actors)


def _involved(scene: Scene, noun: int) -> Iterator[int]:
    """ "the petition filed by the union", "the ban imposed on the paper", "the bases taken from Sudria": who made what is
    answered or given back, bore or lost it."""
    around = scene.lexicon.rules.around
    for verb in syntax.describing(scene.doc, noun):
        lemma, frame = scene.lemma(verb), scene.frame(verb)
        if lemma in around["authoring"] and frame.passive:
            yield from frame.get("by")
        if lemma in around["imposing"]:
            yield from (*frame.get("on"), *frame.get("against"))
        if lemma in around["taking"]:
            yield from frame.get("from")


def _someone(scene: Scene, index: int) -> bool:
    """Common nouns of people and bodies; "the convention" is met and joined, but it is nobody."""
    classes = scene.classes(index)
    word = scene.doc.tokens[index]
    people = (word.upos == "NOUN" or word.text.lower() == "those") and not classes.isdisjoint(
        {"person", "group", "armed"}
    )
    return people and scene.names_actor(index) and classes.isdisjoint({"agreement", "act", "time", "law"})

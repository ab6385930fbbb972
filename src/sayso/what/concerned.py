"""Whom a promise, concession, refusal or visit concerns where no slot of its sense names anybody: the name nearest below."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from sayso.what.act import Act
from sayso.what.scene import Scene

BELOW = "what/concerned#below"
# Never of force, charges, threats or penalties: there the one found by nearness might be blamed or pitied wrongly.
_LENIENT = frozenset(
    {"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "REJECT", "REQUEST", "RETREAT", "SUPPORT"}
)
_LAND = frozenset({"AGREE", "AID", "CONCEDE", "MOBILIZE", "RETREAT", "REJECT"})
_SHUT = frozenset({"subject", "apposition", "adverb", "number"})
_APART = frozenset(
    {"after", "before", "since", "despite", "following", "amid", "during", "because of", "according to", "under", "as"}
    | {"until", "over", "due to", "by", "like", "without", "unless", "ahead of", "including", "except", "about"}
    | {"instead of", "through", "via", "than"}
)
_PLACED = frozenset({"in", "at", "on", "near"})
_BEFORE = frozenset({"compound", "adjective"})
_TOWARDS = frozenset({"to", "against", "between", "with", "indirect"})
_DEPTH = 4


def with_concerned(scene: Scene, act: Act) -> Act:
    """The act with the actor named below it, where its own slots name nobody else."""
    if act.recipients or len(act.actors) != 1 or act.two_sided:
        return act
    found = sorted(_candidates(scene, act))
    if not found:
        return act
    index = found[0][-1]
    return replace(act, recipients=(index,)).reasoned(BELOW, scene.doc.tokens[index].text)


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
    name = scene.doc.name_at(index)
    if name is None:
        towards = slot in _TOWARDS and _someone(scene, index)
        return 1 if towards else None
    land = name.label in ("GPE", "LOC")
    if slot in _PLACED and land:
        return 3 if act.type in _LAND else None
    if name.label in ("GPE", "NORP", "ORG", "PER") or (land and act.type in _LAND):
        return 2 if slot in _BEFORE else 0
    return None


def _below(scene: Scene, act: Act) -> Iterator[tuple[int, str]]:
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
        if depth < _DEPTH:
            queue.extend((i, s, depth + 1) for i, s in _open_slots(scene, act, index))


def _open_slots(scene: Scene, act: Act, index: int) -> Iterator[tuple[int, str]]:
    for slot, fillers in scene.frame(index).slots.items():
        if slot in _APART or (slot in _SHUT and not (slot == "subject" and scene.infinitive(index))):
            continue  # but "gave permission for the envoy to speak": who is to act is concerned
        chosen = scene.fillers((index,), "purpose") if slot == "adverbial" else fillers
        yield from ((i, slot) for i in chosen if i > act.index and i not in act.actors)


def _someone(scene: Scene, index: int) -> bool:
    """Common nouns of people and bodies; "the convention" is met and joined, but it is nobody."""
    classes = scene.classes(index)
    people = scene.doc.tokens[index].upos == "NOUN" and not classes.isdisjoint({"person", "group", "armed"})
    return people and scene.names_actor(index) and classes.isdisjoint({"agreement", "act", "time", "law"})

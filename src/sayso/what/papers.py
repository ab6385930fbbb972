"""Whose act it is what a paper says: "passed a resolution condemning the raid" condemns; who passed it, does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso import syntax
from sayso.what.act import Act
from sayso.what.scene import Scene


def issuers(scene: Scene, noun: int, clause: int) -> tuple[int, ...]:
    """Who passes, signs, sends or publishes the paper that the clause describes, or proposes what it "would" do."""
    verb = issuing(scene, noun, clause)
    if verb is None:
        return ()
    return tuple(i for i in scene.frame(verb).get("subject") if scene.names_actor(i))


def issuing(scene: Scene, noun: int, clause: int) -> int | None:
    """The verb by which the paper is given out, which makes its words those of the verb's subject."""
    around, above = scene.lexicon.rules.around, syntax.governor(scene.doc, noun)
    if above is None or above[1] != "object" or around["papers"].isdisjoint(scene.forms(noun)):
        return None
    ahead = syntax.modal_of(scene.doc, clause) == "would" and scene.lemma(above[0]) in around["proposing"]
    return above[0] if ahead or scene.lemma(above[0]) in around["giving-out"] else None


def proposed(scene: Scene, clause: int) -> bool:
    """ "tabled a bill that would ban the party": what the paper would do, its makers will."""
    noun = scene.doc.tokens[clause].head
    return noun >= 0 and clause in syntax.describing(scene.doc, noun) and issuing(scene, noun, clause) is not None


def outspoken(scene: Scene, acts: Iterable[Act]) -> frozenset[int]:
    """Triggers of approvals ("adopted a resolution") that are no events beside what the paper itself says."""
    acts = tuple(acts)
    given_out = {verb for act in acts for verb in _given_out(scene, act)}
    return frozenset(a.index for a in acts if a.type in ("SUPPORT", "AGREE") and a.index in given_out)


def _given_out(scene: Scene, act: Act) -> Iterator[int]:
    """The verb above the paper that the act's clause describes, where its subject is the act's doer."""
    noun = scene.doc.tokens[act.index].head
    if act.hit.sense.part != "verb" or noun < 0 or act.index not in syntax.describing(scene.doc, noun):
        return
    verb = issuing(scene, noun, act.index)
    if verb is not None and set(act.actors) & set(scene.frame(verb).get("subject")):
        yield verb

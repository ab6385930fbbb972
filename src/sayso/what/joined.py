"""When one noun stands for several parties: "Norland and Sudria's ministers" are two, the first named by its modifier alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso import syntax
from sayso.what.scene import Scene

_PLURAL = ("NNS", "NNPS")
_BODIES = ("GPE", "NORP", "ORG")
_BEFORE = ("compound", "adjective", "possessor")


def several(scene: Scene, heads: Iterable[int]) -> tuple[int, ...]:
    """The heads, each plural one after the names before it that are joined by "and" and name parties of their own."""
    found: list[int] = []
    for head in heads:
        found.extend((*partners(scene, head), head))
    return tuple(dict.fromkeys(found))


def every_party(scene: Scene, heads: Iterable[int]) -> tuple[int, ...]:
    """The same, for acts of equal parties also behind "of": "the leaders of Norland and Sudria" are two."""
    found: list[int] = []
    for head in several(scene, heads):
        owned = [i for i in scene.frame(head).get("of") if _body(scene, i)]
        plural = scene.doc.tokens[head].xpos in _PLURAL and scene.names_actor(head)
        found.extend((head, *(owned[1:] if plural else ())))
    return tuple(dict.fromkeys(found))


def partners(scene: Scene, head: int) -> tuple[int, ...]:
    """All but the last of the joined names before a plural noun: the last one belongs to the noun itself."""
    if scene.doc.tokens[head].xpos not in _PLURAL or scene.doc.name_at(head) is not None:
        return ()
    named = sorted({i for slot in _BEFORE for i in scene.frame(head).get(slot) if i < head and _body(scene, i)})
    joined = [i for i, behind in pairwise(named) if _joined(scene, i, behind)]
    return tuple(joined) if any(_and_behind(scene, i, head) for i in joined) else ()


def known(scene: Scene, heads: Sequence[int]) -> tuple[int, ...]:
    """The heads; none where "or" stands between them: "killed by the army or by the Front" leaves open by whom."""
    words = (scene.doc.tokens[c].text.lower() for i in heads[1:] for c in scene.doc.children(i))
    return () if len(heads) > 1 and "or" in words else tuple(heads)


def _body(scene: Scene, index: int) -> bool:
    name = scene.doc.name_at(index)
    return name is not None and name.label in _BODIES


def _joined(scene: Scene, first: int, second: int) -> bool:
    """Two names with nothing but "and", commas and articles between them; "Trinidad and Tobago" is one."""
    between = scene.doc.tokens[syntax.phrase(scene.doc, first)[1] : syntax.phrase(scene.doc, second)[0]]
    parted = bool(between) and all(t.upos in ("CCONJ", "PUNCT", "DET", "PART") and t.text != "-" for t in between)
    return parted and scene.doc.name_at(first) is not scene.doc.name_at(second)


def _and_behind(scene: Scene, index: int, head: int) -> bool:
    return any(scene.doc.tokens[i].text.lower() == "and" for i in range(index, head))

"""Which words were wrung from whoever speaks: "confessed under torture", "beat him until he signed a statement that …"."""

from __future__ import annotations

from itertools import pairwise

from sayso.says.reports import Report, Scene
from sayso.syntax import frame, is_to_infinitive, marker

FORCED = "says/forced"


def is_forced(scene: Scene, report: Report) -> bool:
    """True where force is told of beside the cue, or above it as what leads to it."""
    if report.word < 0 or report.cue is None or report.cue.entry.stance != "assert":
        return False
    path = (report.word, *scene.doc.ancestors(report.word))
    return any(_under(scene, i) for i in path[:2]) or any(
        _leads_to(scene, above, below) for below, above in pairwise(path)
    )


def _under(scene: Scene, word: int) -> bool:
    """ "under torture", "after beatings", "by force" beside the word."""
    found = frame(scene.doc, word)
    nouns = (i for slot in scene.cues.by_force for i in found.get(slot))
    return any(scene.doc.tokens[i].lemma.lower() in scene.cues.duress for i in nouns)


def _leads_to(scene: Scene, above: int, below: int) -> bool:
    """ "beat him until he signed", "tortured into confessing", "forced to say"."""
    if scene.doc.tokens[above].text.lower() not in scene.cues.forcing or below < above:
        return False
    if marker(scene.doc, below) in scene.cues.until:
        return True
    suffered = frame(scene.doc, above)  # "threatened to say" forces nobody
    return is_to_infinitive(scene.doc, below) and bool(suffered.get("object"))

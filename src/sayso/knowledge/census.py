"""How many entries each part of the knowledge holds; loading them all is the check that every file is sound."""

from __future__ import annotations

from collections import Counter

from sayso.knowledge.actors import ActorBase
from sayso.knowledge.calendar import Calendar
from sayso.knowledge.cues import CueBook
from sayso.knowledge.lexicon import Lexicon
from sayso.knowledge.loaded import LoadedBook
from sayso.knowledge.ontology import Ontology
from sayso.knowledge.places import Gazetteer


def census() -> dict[str, int]:
    """Entries by part. Raises KnowledgeError with file and line at the first fault."""
    return {**_ontology(), **_language(), **_actors(), "places": Gazetteer.shipped().size()}


def _ontology() -> dict[str, int]:
    ontology = Ontology.shipped()
    modes = sum(len(t.modes) for t in ontology.types)
    return {"event types": len(ontology.types), "modes": modes, "contexts": len(ontology.contexts)}


def _language() -> dict[str, int]:
    lexicon = Lexicon.shipped()
    return {
        **lexicon.census(),
        "cues": len(CueBook.shipped().cues),
        "loaded words": LoadedBook.shipped().size(),
        "calendar rules": Calendar.shipped().size(),
    }


def _actors() -> dict[str, int]:
    kinds = Counter(e.kind for e in ActorBase.shipped().entries())
    return {f"actors: {kind}": count for kind, count in sorted(kinds.items())}

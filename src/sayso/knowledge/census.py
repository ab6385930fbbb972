"""How many entries each part of the knowledge holds; loading them all is the check that every file is sound."""

from __future__ import annotations

from collections import Counter

from sayso.knowledge.actors import ActorBase
from sayso.knowledge.calendar import load_calendar
from sayso.knowledge.cues import CueBook
from sayso.knowledge.lexicon import Lexicon
from sayso.knowledge.loaded import LoadedLexicon
from sayso.knowledge.ontology import Ontology
from sayso.knowledge.places import load_gazetteer


def census() -> dict[str, int]:
    """Entries by part. Raises KnowledgeError with file and line at the first fault."""
    return {**_ontology(), **_language(), **_actors(), "places": load_gazetteer().size()}


def _ontology() -> dict[str, int]:
    ontology = Ontology.shipped()
    modes = sum(len(t.modes) for t in ontology.types)
    return {"event types": len(ontology.types), "modes": modes, "contexts": len(ontology.contexts)}


def _language() -> dict[str, int]:
    lexicon = Lexicon.shipped()
    return {
        **{f"{kind} senses": sum(s.part == kind for s in lexicon.senses) for kind in ("verb", "noun")},
        **{f"{kind} lemmas": _lemmas(lexicon, kind) for kind in ("verb", "noun")},
        "cues": len(CueBook.shipped().cues),
        "loaded words": len(LoadedLexicon.shipped().entries),
        "calendar rules": len(load_calendar().rules),
    }


def _lemmas(lexicon: Lexicon, part: str) -> int:
    return len({lemma for s in lexicon.senses if s.part == part for lemma in s.pattern.lemmas})


def _actors() -> dict[str, int]:
    kinds = Counter(e.kind for e in ActorBase.shipped().entries())
    return {f"actors: {kind}": count for kind, count in sorted(kinds.items())}

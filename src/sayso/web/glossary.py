"""What a term of the page means, for its tooltip: from the ontology, and for the page's own words from glossary.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from sayso.export.base import country_name
from sayso.knowledge.ontology import Ontology
from sayso.text import squeezed


@lru_cache(maxsize=1)
def _terms() -> dict[str, dict[str, str]]:
    read = yaml.safe_load((Path(__file__).parent / "glossary.yml").read_text(encoding="utf8"))
    own = TypeAdapter(dict[str, dict[str, str]]).validate_python(read, strict=True)
    ontology = Ontology.shipped()
    types = {str(t.id): squeezed(t.definition) for t in ontology.types}
    modes = {f"{t.id}.{m.id}": squeezed(m.definition) for t in ontology.types for m in t.modes}
    contexts = {c.id: squeezed(c.definition) for c in ontology.contexts}
    sectors = {s.id: squeezed(s.definition) for s in ontology.sectors}
    return {**own, "type": types, "mode": modes, "context": contexts, "sector": sectors}


def meaning(kind: str, term: object) -> str:
    """One sentence on the term; empty where there is nothing to say."""
    if kind == "country":
        return country_name(str(term)) or meaning("sector", term)
    return _terms().get(kind, {}).get(str(term), "")


def known(kind: str) -> tuple[str, ...]:
    """All terms of a kind, in their order."""
    return tuple(_terms().get(kind, {}))


def quad(type_: str) -> int:
    """Quad class of an event type, 0 where the type is unknown."""
    return _quads().get(type_, 0)


@lru_cache(maxsize=1)
def _quads() -> dict[str, int]:
    return {t.id: t.quad for t in Ontology.shipped().types}

"""MUC dev: are attacks and kidnappings found in the documents that have them, with perpetrator and victim?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from sayso.evaluate.casting import article_of, events_of
from sayso.evaluate.parsed import parsed
from sayso.model import Event, Quote

_VIOLENT = frozenset({"attack", "bombing", "kidnapping", "arson", "bombing / attack"})


@lru_cache(maxsize=2)
def documents(data: Path, part: str = "dev") -> tuple[tuple[dict[str, Any], tuple[Event, ...]], ...]:
    """Every document with the events found in it."""
    lines = (data / "events" / "muc" / f"{part}.json").read_text(encoding="utf8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    return tuple((d, events_of(article_of(d["doctext"], d["docid"]), parsed(d["doctext"]))) for d in gold)


def score(data: Path) -> dict[str, float]:
    """Shares, 0..100: violent documents found, those without template left alone, perpetrators and victims found."""
    found: list[bool] = []
    quiet: list[bool] = []
    perpetrators: list[bool] = []
    victims: list[bool] = []
    for gold, events in documents(data):
        attacks = [e for e in events if e.type == "ASSAULT" and not e.auxiliary]
        templates = [t for t in gold["templates"] if t["incident_type"] in _VIOLENT]
        if templates:
            found.append(bool(attacks))
        elif not gold["templates"]:
            quiet.append(not attacks)
        perpetrators.extend(_named(templates, ("PerpInd", "PerpOrg"), [q for e in attacks for q in e.actor_text]))
        victims.extend(_named(templates, ("Victim", "Target"), [q for e in attacks for q in e.recipient_text]))
    return {
        "muc-dev/documents-found": _share(found),
        "muc-dev/left-alone": _share(quiet),
        "muc-dev/perpetrator-found": _share(perpetrators),
        "muc-dev/victim-found": _share(victims),
    }


def _named(templates: list[dict[str, Any]], keys: tuple[str, ...], quotes: list[Quote]) -> Iterable[bool]:
    """One truth value for every filler of the templates: does one of its names share its words with a found phrase?"""
    texts = [q.text.lower() for q in quotes]
    for template in templates:
        for key in keys:
            for entity in template[key]:
                yield any(name in text or text in name for name, _ in entity for text in texts)


def _share(flags: list[bool]) -> float:
    return 100.0 * sum(flags) / len(flags) if flags else 0.0

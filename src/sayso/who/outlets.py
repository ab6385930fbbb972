"""The outlet that publishes the article is decided here: an actor like any other, known or only named."""

from __future__ import annotations

from sayso.knowledge.actors import ActorBase, ActorEntry
from sayso.model import Actor, Article, Because

MEDIA = "JRN"


def outlet_actor(article: Article, base: ActorBase) -> Actor:
    """The outlet of an article that names one; without an entry it is an organization of the media and no more."""
    name = article.outlet or ""
    entry = next((e for e in base.named(name) if _is_outlet(e)), None)
    if entry is None:
        return Actor(
            id="outlet",
            name=name,
            kind="organization",
            sectors=(MEDIA,),
            resolved_by="text",
            because=(Because(rule="who/outlet", detail="named as the article's outlet"),),
        )
    role = next(iter(entry.roles), None)
    return Actor(
        id="outlet",
        name=entry.name,
        kind="organization",
        country=role.country if role else None,
        sectors=role.sectors if role and role.sectors else (MEDIA,),
        entry=entry.id,
        wikidata=entry.wikidata,
        resolved_by="knowledge",
        because=(Because(rule=entry.id, detail=name),),
    )


def _is_outlet(entry: ActorEntry) -> bool:
    return entry.kind == "organization" and any(MEDIA in r.sectors for r in entry.roles)

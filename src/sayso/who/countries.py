"""Which country "the country" and a bare "the parliament" mean is decided here, from the words nearby."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.doc import Doc
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.reference import shipped_reference
from sayso.model import Because
from sayso.who.nominals import Nominal
from sayso.who.reading import Reading, state_words

_NEAR = 2  # sentences back in which "the country" finds its name


def article_countries(mentions: Sequence[Nominal], base: ActorBase) -> frozenset[str]:
    """Every country that the article names in any form; a person's name that many share names none."""
    found = {m.state.country for m in mentions if m.state is not None}
    found |= {w.country for m in mentions for w in state_words(base, " ".join([m.name] if m.name else []))}
    found |= {c for m in mentions if _tells(m, base) for c in m.entries[0].countries}
    return frozenset(found)


def _tells(mention: Nominal, base: ActorBase) -> bool:
    """One entry has the name, and where it is a person's few others can have it."""
    return len(mention.entries) == 1 and (
        mention.entries[0].kind != "person" or not base.persons.is_plain(mention.name)
    )


def settle_countries(
    doc: Doc, base: ActorBase, mentions: Sequence[Nominal], readings: Sequence[Reading]
) -> list[Reading]:
    """The readings with "the country", "the country's X" and bodies of state beside other bodies given a country."""
    settled = list(readings)
    for i, nominal in enumerate(mentions):
        if settled[i].country or nominal.kind != "noun" or nominal.agent is None or not nominal.definite:
            continue
        country, detail = _country_for(doc, base, nominal, mentions, settled, i)
        if country:
            because = (*settled[i].because, Because(rule="who#country-nearby", detail=detail))
            kind = settled[i].kind
            kind = nominal.agent.block.kind if nominal.agent.block.kind in ("organization", "state") else kind
            settled[i] = replace(settled[i], country=country, kind=kind, because=because)
    return settled


def _country_for(
    doc: Doc, base: ActorBase, nominal: Nominal, mentions: Sequence[Nominal], readings: Sequence[Reading], index: int
) -> tuple[str | None, str]:
    assert nominal.agent is not None
    if nominal.agent.word in shipped_reference().lands and not nominal.plural:
        return _last_country(doc, base, nominal)
    owner = next((j for j, m in enumerate(mentions) if m.head == readings[index].owner), None)
    if owner is not None:
        return readings[owner].country, " ".join(mentions[owner].words)
    if nominal.agent.block.rank in shipped_reference().state_ranks:
        return _beside(doc, nominal, mentions, readings, index)
    return None, ""


def _last_country(doc: Doc, base: ActorBase, nominal: Nominal) -> tuple[str | None, str]:
    """The last word for a state before, in this sentence or one of the two before it."""
    floor = max(0, doc.tokens[nominal.head].sentence - _NEAR)
    for index in range(nominal.first - 1, doc.sentences[floor].first - 1, -1):
        word = base.states.sense(doc.tokens[index].text, "name", "adjective")
        if word is not None:
            return word.country, doc.tokens[index].text
    return None, ""


def _beside(
    doc: Doc, nominal: Nominal, mentions: Sequence[Nominal], readings: Sequence[Reading], index: int
) -> tuple[str | None, str]:
    """A bare body of state takes the country of the last body of state before it, in this sentence or the last."""
    sentence = doc.tokens[nominal.head].sentence
    for j in range(index - 1, -1, -1):
        other = mentions[j]
        if doc.tokens[other.head].sentence < sentence - 1:
            return None, ""
        if (
            other.agent is not None
            and other.agent.block.rank in shipped_reference().state_ranks
            and readings[j].country
        ):
            return readings[j].country, " ".join(other.words)
    return None, ""

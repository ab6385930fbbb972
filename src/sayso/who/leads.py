"""Whom a news lead means before it names him is decided here: "a senior official said", "Group Denounces Request".

News introduces its actors by what they are and names them a sentence later. A merge needs exactly one actor that fits.
"""

from __future__ import annotations

from sayso.knowledge.reference import shipped_reference
from sayso.who.chains import Chains
from sayso.who.reading import Reading

_WINDOW = 3  # sentences within which the person of "a senior official" is named
_HEADLINE = 3  # sentences at the top among which a headline may stand


def join_leads(chains: Chains) -> None:
    """Descriptions before names, then the bodies these belong to, then the words of the headline."""
    for i, nominal in enumerate(chains.mentions):
        single = nominal.kind == "noun" and nominal.plural is False and len(chains.members(i)) == 1
        if single and nominal.agent is not None and nominal.agent.block.kind == "person":
            _named_later(chains, i)
    _owners(chains)
    _headline(chains)


def _named_later(chains: Chains, mention: int) -> None:
    """ "A senior official said ...": the person is named within the next sentences, once, with a role that fits."""
    rank = chains.readings[mention].rank
    if not rank or rank in shipped_reference().open_ranks:
        return
    here = chains.sentence(mention)
    fits = {
        chains.chain(j)
        for j in range(mention + 1, len(chains.mentions))
        if 0 < chains.sentence(j) - here <= _WINDOW and _is_named_so(chains, mention, j)
    }
    if len(fits) == 1:
        chains.merge(mention, fits.pop(), "coref#named-later", " ".join(chains.mentions[mention].words))


def _is_named_so(chains: Chains, mention: int, other: int) -> bool:
    """The other is a person first named here, whose own role is of the same rank and of the same country or body."""
    named = chains.mentions[other]
    if named.label != "PER" or chains.members(other)[0] < mention:
        return False
    reading = chains.readings[mention]
    return any(_same_role(chains, reading, chains.readings[i]) for i in chains.members(other))


def _same_role(chains: Chains, one: Reading, other: Reading) -> bool:
    same_country = one.country == other.country or None in (one.country, other.country)
    return bool(other.rank) and same_country and chains.base.agents.same_rank(one.rank, other.rank)


def _owners(chains: Chains) -> None:
    """One person, "the leader of a group" and "the secretary general of X": the group is X."""
    for members in chains.all():
        owners = [o for i in members if (o := chains.by_head.get(chains.readings[i].owner or -1)) is not None]
        named = {chains.chain(o) for o in owners if chains.mentions[o].kind == "name"}
        for owner in owners:
            noun = chains.mentions[owner]
            alone = noun.kind == "noun" and not noun.definite and len(chains.members(owner)) == 1
            if (
                alone
                and len(named) == 1
                and noun.agent is not None
                and noun.agent.block.kind in ("group", "organization")
            ):
                chains.merge(owner, next(iter(named)), "coref#same-office", " ".join(noun.words))


def _headline(chains: Chains) -> None:
    """ "Kenyan Official Warns Farmers": a bare noun of the headline is the one actor so described in the text."""
    for i, nominal in enumerate(chains.mentions):
        bare = nominal.agent is not None and nominal.plural is not True and len(chains.members(i)) == 1
        if not bare or not _is_headline(chains, i):
            continue
        fits = {chains.chain(j) for j in range(i + 1, len(chains.mentions)) if _is_described_so(chains, i, j)}
        if len(fits) == 1:
            chains.merge(i, fits.pop(), "coref#headline", " ".join(nominal.words))


def _is_headline(chains: Chains, mention: int) -> bool:
    """A sentence at the top that is the whole of its block and has no full stop."""
    sentence = chains.doc.sentences[chains.sentence(mention)]
    last = chains.doc.tokens[sentence.last - 1].text
    alone = sum(s.block == sentence.block for s in chains.doc.sentences) == 1
    return sentence.index < _HEADLINE and alone and last not in (".", "!", "?", "”", '"')


def _is_described_so(chains: Chains, mention: int, other: int) -> bool:
    """A single noun outside the headline with the same last word and a chain of the same country."""
    noun, later = chains.mentions[mention], chains.mentions[other]
    if later.kind != "noun" or later.agent is None or later.plural is not False or _is_headline(chains, other):
        return False
    assert noun.agent is not None
    countries = {chains.country(i) for i in chains.members(other)} - {None}
    country = chains.readings[mention].country
    same_word = later.agent.word.split()[-1] == noun.agent.word.split()[-1]
    return same_word and (country is None or country in countries)

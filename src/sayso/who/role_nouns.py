"""Whom a definite role noun ("the group", "the minister") means is decided here: the nearest actor before that it fits.

A title is not a pronoun: "the president" is not the minister who was just named, however near both ranks are.
"""

from __future__ import annotations

from sayso.knowledge.agents import Agent
from sayso.knowledge.reference import shipped_reference
from sayso.who.chains import Chains
from sayso.who.nominals import Nominal

_ROLE_WINDOW = 6  # sentences within which "the minister" may refer back


def join_role_nouns(chains: Chains) -> None:
    """ "the group", "the minister": the nearest actor before that the words fit."""
    for i, nominal in enumerate(chains.mentions):
        if nominal.kind == "noun" and nominal.definite and len(chains.members(i)) == 1:
            _refer_back(chains, i)


def _refer_back(chains: Chains, mention: int) -> None:
    nominal = chains.mentions[mention]
    if nominal.agent is None or nominal.agent.block.kind == "people" or _is_owned_person(nominal):
        return
    for j in range(mention - 1, -1, -1):
        if chains.sentence(mention) - chains.sentence(j) > _ROLE_WINDOW:
            return
        rule = _fits(chains, mention, j)
        if rule and chains.merge(j, mention, rule, " ".join(nominal.words)):
            return


def _is_owned_person(noun: Nominal) -> bool:
    """ "Its spokesman" is whoever speaks for it, not the spokesman of another body before; "their child" is of no office."""
    assert noun.agent is not None
    block = noun.agent.block
    office = block.kind == "person" and block.rank not in shipped_reference().open_ranks
    return office and noun.words[0] in shipped_reference().bodies_own


def _fits(chains: Chains, mention: int, before: int) -> str:
    """The rule by which a definite role noun refers to an earlier mention, or ""."""
    noun, other = chains.mentions[mention], chains.mentions[before]
    assert noun.agent is not None
    own = _own_words(noun)
    if other.kind == "noun" and other.agent is not None:
        same = other.agent.word.split()[-1] == noun.agent.word.split()[-1] and other.plural == noun.plural
        if same and own <= set(other.words):
            return "coref#same-noun"
        pointed = noun.words[0] in shipped_reference().pointing and other.plural == noun.plural and not own
        ranks = (other.agent.block.rank, noun.agent.block.rank)
        return "coref#demonstrative" if pointed and chains.base.agents.same_rank(*ranks) else ""
    if other.kind != "name" or own - _chain_words(chains, before):
        return ""
    return "coref#role-noun" if _bears(chains, noun, before) else ""


def _own_words(noun: Nominal) -> set[str]:
    """The content words of a role noun besides the noun: they must be borne out by what it refers to."""
    assert noun.agent is not None
    return set(noun.words) - shipped_reference().determiners - {noun.words[-1], noun.agent.word.split()[-1]}


def _chain_words(chains: Chains, mention: int) -> set[str]:
    return {w for i in chains.members(mention) for w in chains.mentions[i].words}


def _bears(chains: Chains, noun: Nominal, mention: int) -> bool:
    """Some mention of the chain has the role, or the base knows the body to be of that kind."""
    assert noun.agent is not None
    kind, word = noun.agent.block.kind, noun.agent.word
    members = [chains.mentions[i] for i in chains.members(mention)]
    roles = [m.role for m in members if m.role is not None]
    if any(r.word == word or r.word.endswith(" " + word) for r in roles):
        return True
    if kind == "person":
        return any(_same_office(chains, noun, role) for role in roles)
    if kind == "state":
        return any(m.state is not None and m.state.use == "name" for m in members)
    return any(_is_kind(m, noun) for m in members)


def _same_office(chains: Chains, noun: Nominal, role: Agent) -> bool:
    """ "The premier" for a prime minister; a general word, such as "the leader", for anybody of its rank."""
    assert noun.agent is not None
    agents, own = chains.base.agents, noun.agent
    if agents.same_office(own.word, role.word):
        return True
    return own.word in agents.qualifiers.general_roles and agents.same_rank(role.block.rank, own.block.rank)


def _is_kind(body: Nominal, noun: Nominal) -> bool:
    """ "the group" for a known group; "the agency" needs the word in the name."""
    assert noun.agent is not None
    word, refers = noun.agent.word.split()[-1], shipped_reference()
    if word in body.words:
        return True
    sectors = {s for e in body.entries for r in e.roles for s in r.sectors}
    if word in refers.groups:
        return any(e.kind == "group" for e in body.entries) or bool(sectors & refers.group_sectors)
    return word in refers.bodies and bool(sectors & set(noun.agent.block.sectors))

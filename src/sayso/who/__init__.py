"""WHO: the actors of an article, each with its mentions, and what they are at the article's date."""

from __future__ import annotations

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.knowledge.actors import ActorBase
from sayso.model import Article
from sayso.who.chains import Chains, run_sieves
from sayso.who.countries import article_countries, settle_countries
from sayso.who.homes import named_states
from sayso.who.leads import join_leads
from sayso.who.nominals import Nominal, nominals
from sayso.who.pronouns import resolve_pronouns
from sayso.who.reading import Reader
from sayso.who.resolve import Resolver
from sayso.who.role_nouns import join_role_nouns
from sayso.who.speakers import bind_speakers

__all__ = ["bind_speakers", "find_actors"]


def find_actors(article: Article, doc: Doc, base: ActorBase) -> Cast:
    """The actors that the article's mentions name; pronouns that stay unresolved are left out."""
    chains = build_chains(doc, base, article.published)
    resolver = Resolver(chains, article.published, article_countries(chains.mentions, base))
    kept = [members for members in chains.all() if any(chains.mentions[i].kind != "pronoun" for i in members)]
    return Cast(tuple(resolver.actor(number, members) for number, members in enumerate(kept, 1)))


def build_chains(doc: Doc, base: ActorBase, date: str | None) -> Chains:
    """Mentions read and joined: what `find_actors` resolves, and what coreference is measured on."""
    chains = join_names(doc, base, date)
    resolve_pronouns(chains)
    return chains


def join_names(doc: Doc, base: ActorBase, date: str | None) -> Chains:
    """Mentions joined by every sieve but the pronouns'."""
    found = nominals(doc, base)
    by_head: dict[int, Nominal] = {n.head: n for n in found}
    reader = Reader(doc, base, by_head, date, named_states(doc, base))
    readings = [reader.read(n) for n in found]
    chains = Chains(doc, base, found, settle_countries(doc, base, found, readings))
    run_sieves(chains)
    join_role_nouns(chains)
    join_leads(chains)
    return chains

"""What each actor is (kind, country, sectors, entry) is decided here: the text, the base at the date, the country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.knowledge.actors import ActorEntry
from sayso.knowledge.names import name_key
from sayso.knowledge.states import StateEntry
from sayso.knowledge.terms import Term, term_at
from sayso.model import Actor, ActorKind, Because, Layer, Mention
from sayso.text import folded, squeezed
from sayso.who.chains import Chains, state_key
from sayso.who.homes import place_countries
from sayso.who.matching import person_words
from sayso.who.nominals import Nominal
from sayso.who.reading import OFFICES, Reading

_KINDS: tuple[ActorKind, ...] = ("person", "group", "organization", "people", "state", "unnamed")


@dataclass(frozen=True)
class Resolver:
    """The chains of one article, its date, and the countries that its mentions name."""

    chains: Chains
    date: str | None
    named: frozenset[str]

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the article speaks of: those named, and those whose large cities are."""
        return self.named | place_countries(self.chains.doc, self.chains.base)

    def actor(self, number: int, members: Sequence[int]) -> Actor:
        """The actor that one chain of mentions names."""
        chains = self.chains
        nominals = [chains.mentions[i] for i in members]
        readings = [chains.readings[i] for i in members]
        entry, why = self._entry(nominals, readings)
        term = term_at(entry, self.date) if entry else None
        state, use = self._state(members)
        country, sectors, layer, reasons = self._layers(members, readings, term, entry)
        return Actor(
            id=f"a{number}",
            name=state.name if state and use == "name" and not entry else self._name(nominals, entry),
            kind=_kind(nominals, readings, entry),
            country=country,
            sectors=sectors,
            role=_role(readings, term),
            wikidata=entry.wikidata if entry else None,
            entry=entry.id if entry else state.id if state and use != "people" else None,
            resolved_by=layer,
            mentions=tuple(self._mention(m) for m in nominals),
            because=tuple(dict.fromkeys((*why, *reasons, *self._links(members)))),
        )

    def _mention(self, nominal: Nominal) -> Mention:
        doc = self.chains.doc
        start, end = doc.tokens[nominal.first].start, doc.tokens[nominal.last - 1].end
        return Mention(
            start=start, end=end, text=doc.text[start:end], kind=nominal.kind, head=doc.tokens[nominal.head].start
        )

    def _links(self, members: Sequence[int]) -> Iterable[Because]:
        return [self.chains.links[i] for i in members if i in self.chains.links]

    def _state(self, members: Sequence[int]) -> tuple[StateEntry | None, str]:
        """The one state that every mention (pronouns aside) means, and as what: name, capital or people."""
        keys = {state_key(self.chains, i) for i in members if self.chains.mentions[i].kind != "pronoun"}
        key = keys.pop() if len(keys) == 1 else None
        return (self.chains.base.states.entry(key[0]), key[1]) if key else (None, "")

    def _entry(
        self, nominals: Sequence[Nominal], readings: Sequence[Reading]
    ) -> tuple[ActorEntry | None, tuple[Because, ...]]:
        """The one entry that fits the chain's names, countries and titles; several that fit leave it open."""
        found = {e.id: e for m in nominals for e in m.entries if self._told_apart(e, m)}
        rule = "base#name"
        if not found:
            found, rule = self._weaker(nominals)
        fitting = [e for e in found.values() if self._consistent(e, nominals, readings)]
        if len(fitting) > 1:
            fitting, rule = self._narrowed(fitting, readings), "base#narrowed"
        if len(fitting) != 1:
            return None, ()
        return fitting[0], (Because(rule=rule, detail=fitting[0].id),)

    def _told_apart(self, entry: ActorEntry, nominal: Nominal) -> bool:
        """A name that many bear needs a title, an article about the entry's country, or an entry that headed a state."""
        base = self.chains.base
        name, persons = nominal.name, base.persons
        shared = entry.kind == "person" and (
            persons.is_shared(name) or (persons.is_plain(name) and not _is_spelled(name, entry))
        )
        known = base.is_users(entry.id) or any(r.title in base.agents.qualifiers.heads for r in entry.roles)
        return not shared or known or nominal.title is not None or bool(entry.countries & self.countries)

    def _weaker(self, nominals: Sequence[Nominal]) -> tuple[dict[str, ActorEntry], str]:
        """Weak names, parts of names and bare surnames, believed only where the article speaks of the country."""
        base = self.chains.base
        for nominal in (m for m in nominals if m.kind == "name" and not m.state):
            listed = base.weakly_named(nominal.name)
            rule = "base#weak"
            if not listed and nominal.label == "PER" and len(person_words(nominal.name)) == 1:
                listed, rule = self._in_office(base.surnamed(nominal.name), nominal), "base#surname"
            if not listed and nominal.label != "PER":
                listed, rule = base.containing(nominal.name), "base#part-of-name"
            near = {e.id: e for e in listed if e.countries & self.countries}
            if near:
                return near, rule
        return {}, ""

    def _in_office(self, entries: Iterable[ActorEntry], nominal: Nominal) -> tuple[ActorEntry, ...]:
        """A bare surname is only that of somebody who holds office at the date."""
        if self.date is None:
            return ()
        role = nominal.role
        terms = [(e, term_at(e, self.date)) for e in entries]
        return tuple(e for e, t in terms if "GOV" in t.sectors and (role is None or _title_fits(role.word, t.title)))

    def _consistent(self, entry: ActorEntry, nominals: Sequence[Nominal], readings: Sequence[Reading]) -> bool:
        told = {r.country for r in readings if r.country}
        genders = {m.gender for m in nominals} & {"f", "m"}
        right_country = not told or not entry.countries or bool(told & entry.countries)
        right_gender = not genders or entry.gender is None or entry.gender in genders
        return right_country and right_gender

    def _narrowed(self, entries: Sequence[ActorEntry], readings: Sequence[Reading]) -> list[ActorEntry]:
        """Of several actors of one name: those of a country that the text gives, then of a role, then in office."""
        told = {r.country for r in readings if r.country} or self.countries
        by_country = [e for e in entries if e.countries & told] or list(entries)
        if len(by_country) == 1:
            return by_country
        roles = [r.role for r in readings if r.role]
        titled = [e for e in by_country if any(_title_fits(role, t.title) for role in roles for t in e.roles)]
        if len(titled) == 1 or self.date is None:
            return titled
        active = [e for e in titled or by_country if term_at(e, self.date).sectors not in ((), ("ELI",))]
        return active if len(active) == 1 else []

    def _layers(
        self, members: Sequence[int], readings: Sequence[Reading], term: Term | None, entry: ActorEntry | None
    ) -> tuple[str | None, tuple[str, ...], Layer, tuple[Because, ...]]:
        """Country and sectors, the layer that gave them, and the reasons."""
        said = _best(readings)
        told = bool(said.country and said.sectors)
        owner_country, owner_sectors, owned = (None, (), ()) if told else self._from_owner(members, readings)
        country = said.country or (term.country if term else None) or owner_country
        country = country or next((r.country for r in readings if r.country), None)
        sectors: tuple[str, ...] = said.sectors or owner_sectors
        layer: Layer = "text" if sectors and not self._is_state(members) else "none"
        because = (*said.because, *owned)
        if term is not None and (not sectors or self._base_knows_better(entry, said)):
            sectors, layer = _joined(term.sectors, sectors if term.sectors[:1] == sectors[:1] else ()), "knowledge"
            because = (*because, Because(rule=entry.id if entry else "base", detail=term.detail))
        if layer == "none" and country:
            layer = "knowledge" if term is not None else "country"
        if said.former and layer == "text" and term is not None and entry is not None:
            because = (*because, Because(rule=entry.id, detail=term.detail))
        return country, sectors, layer, because

    def _base_knows_better(self, entry: ActorEntry | None, said: Reading) -> bool:
        """The base's sector of a body is its own; a person's office stands in the text, unless that names no sector."""
        return entry is not None and entry.kind != "person" and not said.former

    def _is_state(self, members: Sequence[int]) -> bool:
        return all(
            self.chains.readings[i].kind == "state" for i in members if self.chains.mentions[i].kind != "pronoun"
        )

    def _from_owner(
        self, members: Sequence[int], readings: Sequence[Reading]
    ) -> tuple[str | None, tuple[str, ...], tuple[Because, ...]]:
        """ "the group's leader": country, and for relational roles the sectors, of the chain that owns the role."""
        for reading in readings:
            owner = self.chains.by_head.get(reading.owner) if reading.owner is not None else None
            if owner is None or self.chains.chain(owner) == self.chains.chain(members[0]):
                continue
            others = self.chains.members(owner)
            nominals = [self.chains.mentions[i] for i in others]
            entry, _ = self._entry(nominals, [self.chains.readings[i] for i in others])
            term = term_at(entry, self.date) if entry else None
            best = _best([self.chains.readings[i] for i in others])
            country = best.country or (term.country if term else None)
            sectors = term.sectors if term else best.sectors
            if country or sectors:
                because = Because(rule="who#owner", detail=self._name(nominals, entry))
                return country, sectors if reading.body else (), (because,)
        return None, (), ()

    def _name(self, nominals: Sequence[Nominal], entry: ActorEntry | None) -> str:
        """The fullest name of the article; the base's for bodies it knows; else the first words that name the actor."""
        if entry is not None and entry.kind != "person":
            return entry.name
        names = [m.name for m in nominals if m.kind == "name"]
        if names:
            full = max(names, key=lambda n: (len(n.split()), len(n)))
            return entry.name if entry and len(full.split()) == 1 else squeezed(full)
        first = next((m for m in nominals if m.kind == "noun"), nominals[0])
        return squeezed(self.chains.doc.span_text(first.first, first.last))


def _best(readings: Sequence[Reading]) -> Reading:
    """The reading that says most: with sectors, then with a country, then the first.

    "Former" wins where it is said, unless another office is held now: "President X, a former general".
    """
    named = [r for r in readings if r.sectors or r.country]
    past = {word for r in named if r.former for word in folded(r.role or "").split()}
    now = (r for r in named if not r.former and r.kind == "person" and OFFICES & set(r.sectors))
    if past and any(past.isdisjoint(folded(r.role or "").split()[-1:]) for r in now):
        named = [r for r in named if not r.former]
    return max(named, key=lambda r: (r.former, bool(r.sectors), bool(r.country), bool(r.role)), default=Reading())


def _joined(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))


def _role(readings: Sequence[Reading], term: Term | None) -> str | None:
    """What the text calls a named person, his title first; else the base's title."""
    if not any(r.kind == "person" for r in readings):
        return term.title if term else None
    told = [r for r in readings if r.role]
    best = max(told, key=lambda r: (r.kind == "person", bool(r.country), r.owner is not None), default=None)
    return best.role if best else (term.title if term else None)


def _is_spelled(name: str, entry: ActorEntry) -> bool:
    """The entry has this very name, not one that only sounds like it."""
    return name_key(name) in {name_key(n) for n in (entry.name, *entry.aliases)}


def _kind(nominals: Sequence[Nominal], readings: Sequence[Reading], entry: ActorEntry | None) -> ActorKind:
    if entry is not None:
        return entry.kind
    named = {r.kind for r, m in zip(readings, nominals) if r.kind and m.kind == "name"}
    kinds = named or {r.kind for r in readings if r.kind}
    return next((k for k in _KINDS if k in kinds), "unnamed")


def _title_fits(word: str, title: str | None) -> bool:
    """The words of a role are among those of the base's title, or the other way round."""
    one, other = set(folded(word).split()), set(folded(title or "").split())
    return bool(one and other) and (one <= other or other <= one)

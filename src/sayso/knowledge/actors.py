"""Who there is: the shape of an actor entry and the look-up of names at a date.

Look-ups go by keys (see names.py) and never scan. A user's entries are asked first; where they answer, the shipped
ones are not asked.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge import name_index, names
from sayso.knowledge.agents import Agents, shipped_agents
from sayso.knowledge.loading import Entry, check_unique, kept, read_entries, read_folder
from sayso.knowledge.name_index import Filed, NameIndex, content_words
from sayso.knowledge.names import loose_key, name_key
from sayso.knowledge.persons import PersonNames, shipped_persons
from sayso.knowledge.petrarch import is_petrarch, petrarch_entries
from sayso.knowledge.states import States, bodies_of, shipped_states

_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_LOOSE_LENGTH = 5  # letters that a name must have to be looked up under its loose key
_OTHER_FOLDERS = frozenset({"states", "officials"})


class Role(Entry):
    """What an actor is from one date to another: country, PLOVER sectors (primary first), office or nature."""

    country: str | None = None  # ISO 3166 alpha-3, or UNO EUR IGO NGO IMG ISM MNC
    sectors: tuple[str, ...] = ()
    title: str | None = None
    of: str | None = None  # id of the body in which the role is held
    since: str | None = Field(default=None, alias="from")  # ISO date, month or year
    to: str | None = None
    seen: str | None = None  # last date on which a source still named the role, for open spells

    @field_validator("since", "to", "seen", mode="before")
    @classmethod
    def _date(cls, value: object) -> str | None:
        if value is None:
            return None
        if not _DATE.match(str(value)):
            raise ValueError(f"{value!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
        return str(value)


class ActorEntry(Entry):
    """One actor of the knowledge base. `weak` names are looked at only when country or context agrees."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_-]+(/[a-z0-9_-]+)+$")]
    name: str
    kind: Literal["person", "group", "organization", "state", "people"]
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    gender: Literal["f", "m"] | None = None
    roles: tuple[Role, ...] = ()
    parent: str | None = None
    wikidata: str | None = None
    source: str | None = None
    note: str | None = None

    @property
    def countries(self) -> frozenset[str]:
        """Every country the actor has belonged to."""
        return frozenset(r.country for r in self.roles if r.country)


@dataclass(frozen=True)
class Clash:
    """One strong name that two entries claim; look-ups then need country, role or date to decide."""

    name: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The word lists that go with the base."""

    states: States
    agents: Agents
    persons: PersonNames


class ActorBase:
    """The knowledge base: actors by name, states, role nouns and given names."""

    def __init__(
        self, entries: Iterable[ActorEntry], words: Words, *, kept: Kept | None = None, over: ActorBase | None = None
    ) -> None:
        self.states, self.agents, self.persons = words.states, words.agents, words.persons
        self._words, self._over = words, over  # `over` is asked when this layer does not know a name
        self._entries = {e.id: e for e in entries}
        self._kept = kept.entries if kept else {}
        self._index = kept.index if kept else NameIndex.of(_filed(e) for e in self._entries.values())

    @classmethod
    def shipped(cls) -> ActorBase:
        """The base that comes with sayso; read from disk on first use, then the same object."""
        if not _SHIPPED:
            words = Words(shipped_states(), shipped_agents(), shipped_persons())
            _SHIPPED.append(cls((), words, kept=_shipped_kept()))
        return _SHIPPED[0]

    def with_user(self, files: Sequence[Path]) -> ActorBase:
        """This base with a user's YAML or CSV entries on top; they win over entries of the same name or id.

        Raises KnowledgeError with `file:line:` for entries of the wrong shape and ids that stand twice.
        """
        pairs = [(path, entry) for path in files for entry in read_actors(path)]
        check_unique(((path, entry.id) for path, entry in pairs), "actor")
        return ActorBase((entry for _, entry in pairs), self._words, over=self)

    def entry(self, id_: str) -> ActorEntry | None:
        """The entry with this id, or None."""
        return self._own(id_) or (self._over.entry(id_) if self._over else None)

    def is_users(self, id_: str) -> bool:
        """True for an entry that a user put on top of the shipped ones."""
        return self._over is not None and self._own(id_) is not None

    def entries(self) -> Iterator[ActorEntry]:
        """Every entry, a user's first."""
        yield from (entry for i in self._index.ids if (entry := self._own(i)))
        if self._over:
            yield from (e for e in self._over.entries() if self._own(e.id) is None)

    def named(self, name: str) -> tuple[ActorEntry, ...]:
        """Entries with this strong name: spelled so, else under the loose key. Several = the name is shared."""
        index = self._index
        ids = index.look("acronyms", name.replace(".", "")) or index.look("strong", name_key(name))
        ids = ids or (index.look("loose", loose_key(name)) if len(name) >= _LOOSE_LENGTH else ())
        return self._listed(ids) or (self._over.named(name) if self._over else ())

    def weakly_named(self, name: str) -> tuple[ActorEntry, ...]:
        """Entries with this weak name, which needs country or context to be believed."""
        return self._listed(self._index.look("weak", name_key(name))) or (
            self._over.weakly_named(name) if self._over else ()
        )

    def surnamed(self, surname: str) -> tuple[ActorEntry, ...]:
        """Persons with this last name, which needs title, country and date to be believed."""
        found = self._listed(self._index.look("surnames", loose_key(surname)))
        return found + (self._over.surnamed(surname) if self._over else ())

    def containing(self, name: str) -> tuple[ActorEntry, ...]:
        """Groups and bodies whose name holds every word of this name ("Harakat al-X" in "Harakat Y al-X")."""
        words = content_words(loose_key(name))
        shared: set[str] = set()
        for number, word in enumerate(words):
            ids = set(self._index.look("words", word))
            shared = ids if number == 0 else shared & ids
        return self._listed(sorted(shared)) or (self._over.containing(name) if self._over else ())

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Every strong name that entries of one layer share, and every shipped name a user's entry takes over."""
        filed = [*self._index.items("strong"), *self._index.items("acronyms")]
        own = [Clash(k, tuple(ids)) for k, ids in filed if len(set(ids)) > 1]
        taken = [
            Clash(key, (*ids, *(e.id for e in self._over.named(key))))
            for key, ids in filed
            if self._over and self._over.named(key)
        ]
        return tuple(sorted(own + taken, key=lambda c: c.name))

    def _listed(self, ids: Iterable[str]) -> tuple[ActorEntry, ...]:
        return tuple(entry for i in dict.fromkeys(ids) if (entry := self._own(i)))

    def _own(self, id_: str) -> ActorEntry | None:
        if id_ not in self._entries and id_ in self._kept:
            self._entries[id_] = ActorEntry.model_validate_json(self._kept[id_])
        return self._entries.get(id_)


_SHIPPED: list[ActorBase] = []


@dataclass(frozen=True)
class Kept:
    """The shipped base as it is kept ready: each entry as JSON until it is asked for, and the index of all names."""

    entries: Mapping[str, str]
    index: NameIndex


def _shipped_kept() -> Kept:
    """Worked out from the knowledge files once, then read from the user's cache until one of them changes."""
    sources = sorted(p for p in (paths.knowledge() / "actors").rglob("*") if p.is_file())
    spellings = paths.knowledge() / "lang" / "en" / "titles" / "spellings.yml"
    rules = [Path(str(module.__file__)) for module in (sys.modules[__name__], name_index, names)]
    made = kept("actors", [*sources, spellings, *rules], _work_out)
    return Kept(made["entries"], NameIndex(list(made["entries"]), made["tables"]))


def _work_out() -> dict[str, Any]:
    files = sorted((paths.knowledge() / "actors" / "officials").glob("*.tsv"))
    entries = {e.id: e for e in _shipped_entries()}
    entries |= {e.id: e for e in read_officials(files) if e.id not in entries}
    index = NameIndex.of(_filed(e) for e in entries.values())
    plain = {i: e.model_dump_json(by_alias=True, exclude_defaults=True) for i, e in entries.items()}
    return {"entries": plain, "tables": index.tables}


def _filed(entry: ActorEntry) -> Filed:
    names = (entry.name, *entry.aliases)
    if entry.kind == "person" and not _is_sure(entry):
        return Filed(entry.id, entry.kind, (), (), (*names, *entry.weak))
    acronyms = (*entry.acronyms, *(n for n in names if _is_acronym(n)))
    return Filed(entry.id, entry.kind, tuple(n for n in names if not _is_acronym(n)), acronyms, entry.weak)


def _is_sure(entry: ActorEntry) -> bool:
    """Envoys, and persons of an old dictionary whose names many may bear, are believed only in their country's news."""
    if entry.source == "phoenix":
        persons = shipped_persons()
        return not any(persons.is_shared(n) or persons.is_plain(n) for n in (entry.name, *entry.aliases))
    return entry.source != "factbook" or any(not (r.title or "").startswith("ambassador") for r in entry.roles)


def _is_acronym(name: str) -> bool:
    """All capitals without a blank: only the same capitals name it ("ANA" is not "Ana")."""
    return name.isupper() and " " not in name


def read_actors(path: Path) -> tuple[ActorEntry, ...]:
    """The entries of one YAML file, CSV file (`id,name,kind,country,sectors,...`) or PETRARCH dictionary.

    Lists inside a CSV cell are split at semicolons. Raises KnowledgeError with `file:line:`.
    """
    suffix = path.suffix.casefold()
    if suffix == ".csv":
        return tuple(_csv_entries(path))
    if suffix not in (".yml", ".yaml") and is_petrarch(path.read_text(encoding="utf8", errors="replace")):
        return tuple(ActorEntry.model_validate(entry) for entry in petrarch_entries(path))
    return read_entries(path, ActorEntry)


def _csv_entries(path: Path) -> Iterator[ActorEntry]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                yield ActorEntry.model_validate(_from_row(row))
            except (ValidationError, KeyError, AttributeError) as error:
                first = (
                    error.errors()[0] if isinstance(error, ValidationError) else {"loc": ("row",), "msg": str(error)}
                )
                raise KnowledgeError(f"{path}:{number}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _from_row(row: Mapping[str, str]) -> dict[str, object]:
    cells = {k: v.strip() for k, v in row.items() if k and v and v.strip()}
    role_keys = ("country", "title", "from", "to", "seen")
    role: dict[str, object] = {k: cells.pop(k) for k in role_keys if k in cells}
    if "sectors" in cells:
        role["sectors"] = _split(cells.pop("sectors"))
    entry: dict[str, object] = dict(cells)
    for key in ("aliases", "acronyms", "weak"):
        if key in cells:
            entry[key] = _split(cells[key])
    entry.setdefault("kind", "person")
    return {**entry, "roles": [role]} if role else entry


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _shipped_entries() -> Iterator[ActorEntry]:
    """Every shipped actor: bodies of states, then the curated folders."""
    yield from _state_bodies(shipped_states())
    folder = paths.knowledge() / "actors"
    pairs: list[tuple[Path, ActorEntry]] = []
    for sub in sorted(p for p in folder.iterdir() if p.is_dir() and p.name not in _OTHER_FOLDERS):
        pairs.extend(read_folder(sub, ActorEntry))
    check_unique(((path, entry.id) for path, entry in pairs), "actor")
    yield from (entry for _, entry in pairs)


def _state_bodies(states: States) -> Iterator[ActorEntry]:
    for state in states.entries:
        for id_, sector, called, seat in bodies_of(state):
            role = Role.model_construct(country=state.country, sectors=(sector,))
            note = "seat" if seat else None
            yield ActorEntry.model_construct(
                id=id_,
                name=called[0],
                kind="organization",
                aliases=called[1:],
                roles=(role,),
                source="states",
                note=note,
            )


def read_officials(files: Sequence[Path]) -> Iterator[ActorEntry]:
    """Office holders from built tables, one row a spell: id name aliases gender country sectors title from to seen source."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for path in files:
        head, *lines = path.read_text(encoding="utf8").splitlines()
        columns = head.split("\t")
        for line in lines:
            row = dict(zip(columns, line.split("\t")))
            rows[row["id"]].append(row)
    yield from (_official(id_, spells) for id_, spells in rows.items())


def _official(id_: str, spells: Sequence[Mapping[str, str]]) -> ActorEntry:
    names = dict.fromkeys(n for s in spells for n in (s["name"], *s["aliases"].split("|")) if n)
    first, *others = names
    gender = next((s["gender"] for s in spells if s["gender"]), None)
    roles = tuple(
        Role.model_construct(
            country=s["country"] or None,
            sectors=tuple(s["sectors"].split()),
            title=s["title"] or None,
            since=s["from"] or None,
            to=s["to"] or None,
            seen=s["seen"] or None,
        )
        for s in spells
    )
    return ActorEntry.model_construct(
        id=id_, name=first, kind="person", aliases=tuple(others), gender=gender, roles=roles, source=spells[0]["source"]
    )

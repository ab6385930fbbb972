"""What PLOVER knows: types, modes, contexts, sectors, codes and decisions, checked against each other on load."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge.loading import Entry, check_unique, line_of, read_entries

PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Cameo = Annotated[str, Field(pattern=r"^\d{2,4}$")]
Score = Annotated[float, Field(ge=-10, le=10)]


class Mode(Entry):
    """How an event of one type was done; `adds` are contexts that come with it."""

    id: str
    score: Score
    definition: str
    adds: tuple[str, ...] = ()


class EventType(Entry):
    """One of PLOVER's 16 types with its quad class, score, modes and plainest CAMEO code."""

    id: PloverType
    quad: Annotated[int, Field(ge=1, le=4)]
    score: Score
    needs_recipient: bool
    cameo: Cameo
    definition: str
    modes: tuple[Mode, ...] = ()

    def mode(self, id_: str) -> Mode:
        """The mode with this name; KeyError where the type has none."""
        for mode in self.modes:
            if mode.id == id_:
                return mode
        raise KeyError(f"{self.id} has no mode {id_!r}")


class Context(Entry):
    """One of PLOVER's 37 contexts."""

    id: str
    definition: str
    excludes: str | None = None


class Sector(Entry):
    """A sector of actors, or a code for actors that belong to no country."""

    id: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    kind: Literal["sector", "international"]
    definition: str
    was: tuple[str, ...] = ()


class Alias(Entry):
    """The name of a type or TYPE.mode in another version, and what it is called here."""

    old: str = Field(alias="from")
    to: str
    era: str


class CameoLine(Entry):
    """One CAMEO code; type None is a code that makes no event."""

    code: Cameo
    text: str
    type: PloverType | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    repaired: str | None = None


class ExportLine(Entry):
    """A type, with the modes, contexts and inner type that must be there, and the CAMEO code it gives."""

    type: PloverType
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    inner: PloverType | None = None
    cameo: Cameo


class Becoming(Entry):
    """What an inner act ("TYPE", "TYPE.mode" or "any") makes of the outer one."""

    inner: str
    type: PloverType
    mode: str | None = None


class InnerTable(Entry):
    """The lines for one outer type (or "future", "refused"); absorbs: the inner act makes no event of its own."""

    outer: str
    absorbs: bool = True
    becomes: tuple[Becoming, ...] = ()


class Decision(Entry):
    """A place where the manual contradicts itself, and what sayso does there."""

    id: str
    topic: str
    manual: str
    decision: str
    why: str


@dataclass(frozen=True)
class Ontology:
    """The whole of it, checked: every mode, context and code that one file names stands in another."""

    types: tuple[EventType, ...] = ()
    contexts: tuple[Context, ...] = ()
    sectors: tuple[Sector, ...] = ()
    aliases: tuple[Alias, ...] = ()
    cameo: tuple[CameoLine, ...] = ()
    export: tuple[ExportLine, ...] = ()
    inner: tuple[InnerTable, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def shipped(cls) -> Ontology:
        """The ontology that ships with sayso."""
        return cls.read(paths.knowledge() / "ontology")

    @classmethod
    def read(cls, folder: Path) -> Ontology:
        """The ontology in a folder. Raises KnowledgeError with file and line where files contradict each other."""
        ontology = cls(
            read_entries(folder / "types.yml", EventType),
            read_entries(folder / "contexts.yml", Context),
            read_entries(folder / "sectors.yml", Sector),
            read_entries(folder / "aliases.yml", Alias),
            read_entries(folder / "cameo.yml", CameoLine),
            read_entries(folder / "export.yml", ExportLine),
            read_entries(folder / "inner.yml", InnerTable),
            read_entries(folder / "decisions.yml", Decision),
        )
        _check(ontology, folder)
        return ontology

    @cached_property
    def _types(self) -> dict[str, EventType]:
        return {t.id: t for t in self.types}

    @cached_property
    def _cameo(self) -> dict[str, CameoLine]:
        return {line.code: line for line in self.cameo}

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {a.old: a.to for a in self.aliases}

    @cached_property
    def _inner(self) -> dict[str, InnerTable]:
        return {table.outer: table for table in self.inner}

    def type(self, id_: str) -> EventType:
        """The type with this name; KeyError where there is none."""
        return self._types[id_]

    def intensity(self, type_: str, modes: Collection[str]) -> float:
        """The score of the strongest of the modes (farthest from zero), or the type's own score."""
        scores = [self.type(type_).mode(m).score for m in modes]
        return max(scores, key=abs) if scores else self.type(type_).score

    def from_cameo(self, code: str) -> CameoLine | None:
        """The line of a CAMEO code, or of the longest code it begins with; None where nothing fits."""
        while len(code) >= 2:
            line = self._cameo.get(code) or self._cameo.get(f"{code}0")
            if line is not None:
                return line
            code = code[:-1]
        return None

    def to_cameo(self, type_: str, modes: Collection[str], contexts: Collection[str], inner: str | None = None) -> str:
        """The CAMEO code of an event: the first fitting line of export.yml, else the code of the type."""
        for line in self.export:
            fits = line.type == type_ and line.inner in (None, inner)
            if fits and set(line.modes) <= set(modes) and set(line.contexts) <= set(contexts):
                return line.cameo
        return self.type(type_).cameo

    def current(self, type_: str, mode: str | None = None) -> tuple[str, str | None]:
        """Type and mode as this version calls them, read through the aliases of other versions."""
        key = f"{type_}.{mode}" if mode else type_
        name = self._aliases.get(key) or self._aliases.get(type_, type_) + (f".{mode}" if mode else "")
        new_type, _, new_mode = name.partition(".")
        return new_type, new_mode or None

    def becomes(self, outer: str, inner: str, inner_modes: Collection[str] = ()) -> Becoming | None:
        """What an act of type `inner` makes of the outer type ("future" for the plain future), or None."""
        table = self._inner.get(outer)
        names = {inner, "any", *(f"{inner}.{mode}" for mode in inner_modes)}
        return next((line for line in (table.becomes if table else ()) if line.inner in names), None)

    def absorbs(self, outer: str) -> bool:
        """True where an inner act under this outer type makes no event of its own."""
        table = self._inner.get(outer)
        return table is not None and table.absorbs


def _check(ontology: Ontology, folder: Path) -> None:
    check_unique(((folder / "types.yml", t.id) for t in ontology.types), "type")
    check_unique(((folder / "contexts.yml", c.id) for c in ontology.contexts), "context")
    check_unique(((folder / "sectors.yml", s.id) for s in ontology.sectors), "sector")
    check_unique(((folder / "aliases.yml", a.old) for a in ontology.aliases), "alias")
    check_unique(((folder / "cameo.yml", c.code) for c in ontology.cameo), "code")
    check_unique(((folder / "decisions.yml", d.id) for d in ontology.decisions), "decision")
    for name, words in _names_used(ontology):
        unknown = sorted(set(words) - _names_known(ontology))
        if unknown:
            path = folder / name
            raise KnowledgeError(f"{path}:{line_of(path, unknown[0])}: {unknown[0]!r} is not in the ontology")


def _names_known(ontology: Ontology) -> set[str]:
    modes = {f"{t.id}.{m.id}" for t in ontology.types for m in t.modes}
    names = {t.id for t in ontology.types} | {c.id for c in ontology.contexts}
    return modes | names | {"any", "future", "refused", "announced"}


def _names_used(ontology: Ontology) -> Iterable[tuple[str, tuple[str, ...]]]:
    for name, lines in (("cameo.yml", ontology.cameo), ("export.yml", ontology.export)):
        for line in lines:
            yield name, (*(f"{line.type}.{m}" for m in line.modes), *line.contexts)
    for alias in ontology.aliases:
        yield "aliases.yml", (alias.to,)
    for table in ontology.inner:
        results = (f"{b.type}.{b.mode}" if b.mode else b.type for b in table.becomes)
        yield "inner.yml", (table.outer, *(b.inner for b in table.becomes), *results)
    for type_ in ontology.types:
        yield "types.yml", tuple(c for m in type_.modes for c in m.adds)

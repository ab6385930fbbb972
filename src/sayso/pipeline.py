"""The one file that knows the order: article -> doc -> actors -> sayings -> events -> moments -> places -> record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from sayso import paths
from sayso.cast import Cast
from sayso.doc import Doc
from sayso.errors import InputError, SaysoError
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.calendar import Calendar, load_calendar
from sayso.knowledge.cues import CueBook
from sayso.knowledge.lexicon import Lexicon
from sayso.knowledge.loaded import LoadedLexicon
from sayso.knowledge.places import Gazetteer, load_gazetteer
from sayso.knowledge.version import knowledge_version
from sayso.model import BODY_KINDS, Actor, Article, Block, Failure, Notice, Record
from sayso.parse import load
from sayso.record import Answers, assemble, failure
from sayso.says import attribute_events, find_loaded, find_sayings
from sayso.version import __version__
from sayso.what import find_events
from sayso.when import date_events, date_sayings, find_moments
from sayso.where import find_places, place_events
from sayso.who import bind_speakers, find_actors
from sayso.who.outlets import outlet_actor


@dataclass(frozen=True)
class Knowledge:
    """What sayso knows before it reads: who there is, and the words for acts, sayings, times and places."""

    actors: ActorBase
    lexicon: Lexicon
    cues: CueBook
    loaded: LoadedLexicon
    calendar: Calendar
    gazetteer: Gazetteer
    version: str

    @classmethod
    def shipped(cls, actors: Sequence[Path] = (), places: Sequence[Path] = ()) -> Knowledge:
        """The knowledge in the package, with the user's own actors and places on top.

        Raises KnowledgeError with file and line where a file breaks its schema.
        """
        base, gazetteer = ActorBase.shipped(), load_gazetteer()
        return cls(
            actors=base.with_user(actors) if actors else base,
            lexicon=Lexicon.shipped(),
            cues=CueBook.shipped(),
            loaded=LoadedLexicon.shipped(),
            calendar=load_calendar(),
            gazetteer=gazetteer.with_user(places) if places else gazetteer,
            version=knowledge_version(paths.knowledge(), [*actors, *places]),
        )


class Parses(Protocol):
    """What the pipeline needs of a parser: sayso's own, or another behind the same two names."""

    version: str

    def parse(self, text: str, blocks: Sequence[Block]) -> Doc:
        """Tokens, sentences, trees and names of the blocks that are coded."""
        ...


@dataclass(frozen=True)
class Reading:
    """One article read: the parse and the record, for those who want to see why."""

    article: Article
    doc: Doc
    cast: Cast
    record: Record


@dataclass(frozen=True)
class Coder:
    """Codes articles. Make one and keep it: it holds the language model and the knowledge."""

    parser: Parses
    knowledge: Knowledge

    @classmethod
    def shipped(
        cls,
        *,
        actors: Sequence[Path] = (),
        places: Sequence[Path] = (),
        threads: int | None = None,
        parser: Parses | None = None,
    ) -> Coder:
        """The coder with the shipped model, or with another parser; `threads` is how many cores one parse may use."""
        return cls(parser or load(threads=threads), Knowledge.shipped(actors, places))

    @cached_property
    def version(self) -> str:
        """Program, knowledge and model, as the record carries them."""
        return f"sayso {__version__} knowledge {self.knowledge.version} model {self.parser.version}"

    def code(self, article: Article) -> Record:
        """The record of one article. Raises InputError where the article has nothing to code."""
        return self.read(article).record

    def try_code(self, article: Article) -> Record | Failure:
        """The record, or the failure that stands in its place; nothing is raised."""
        try:
            return self.code(article)
        except SaysoError as error:
            return failure(article.id, error.code, str(error))
        except Exception as error:  # one article never stops the batch
            return failure(article.id, "internal", f"{type(error).__name__}: {error}")

    def read(self, article: Article) -> Reading:
        """The record together with the parse it rests on."""
        if not any(b.kind in BODY_KINDS for b in article.blocks):
            raise InputError("there is no text to code", code="empty", name=article.id)
        doc = self.parser.parse(article.text, article.blocks)
        return self.read_doc(article, doc)

    def read_doc(self, article: Article, doc: Doc) -> Reading:
        """The same for an article that has been parsed already, by this parser or another."""
        known = self.knowledge
        heard = find_actors(article, doc, known.actors)
        said = find_sayings(article, doc, heard, known.cues)
        cast = bind_speakers(heard, doc, said)
        events = find_events(article, doc, cast, known.lexicon)
        moments = find_moments(article, doc, known.calendar)
        places = find_places(article, doc, known.gazetteer)
        events = attribute_events(events, said, cast)
        events = date_events(article, doc, events, moments, known.calendar)
        events = place_events(article, doc, events, places, known.gazetteer)
        answers = Answers(
            actors=cast.actors,
            sayings=date_sayings(article, doc, said, moments, known.calendar),
            events=events,
            moments=moments,
            places=places,
            loaded=find_loaded(article, doc, cast, said, known.loaded),
            outlet=self._outlet(article),
            warnings=_warnings(doc),
            coder=self.version,
        )
        return Reading(article, doc, cast, assemble(article, answers))

    def _outlet(self, article: Article) -> Actor | None:
        return outlet_actor(article, self.knowledge.actors) if article.outlet else None


def _warnings(doc: Doc) -> tuple[Notice, ...]:
    longest = max((s.last - s.first for s in doc.sentences), default=0)
    if longest <= 250:
        return ()
    return (Notice(code="long-sentence", message=f"a sentence of {longest} words: its tree is less sure"),)

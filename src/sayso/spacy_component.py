"""sayso inside spaCy: `nlp.add_pipe("sayso")` puts the record on Doc and Span; its trees may replace ours.

spaCy is an extra (`pip install sayso[spacy]`). Everything is kept by offsets, so nothing of spaCy reaches the rooms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Span as SpacySpan

from sayso.doc import Doc, Name, Sentence, Token
from sayso.model import BODY_KINDS, Block, Event, Mention, Record, Saying
from sayso.pipeline import Coder
from sayso.read import article_from_text

SPANS = "sayso"
_LABELS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP"}


class SpacyParser:
    """Another parser: a spaCy pipeline with Universal Dependencies labels, in the place of sayso's own."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self.version = f"spacy-{nlp.meta.get('lang')}_{nlp.meta.get('name')}-{nlp.meta.get('version')}"

    def parse(self, text: str, blocks: Sequence[Block]) -> Doc:
        """Each block is parsed by itself, so that a block boundary is always a sentence boundary."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        for number, block in enumerate(blocks):
            if block.kind in BODY_KINDS:
                parsed = self._nlp(text[block.start : block.end])
                _append(parsed, block.start, number, (tokens, sentences, names))
        return Doc(text, tuple(tokens), tuple(sentences), tuple(names), self.version)


def parser_from(name: str) -> SpacyParser:
    """The spaCy pipeline installed under this name, or in this folder, as a parser for sayso."""
    return SpacyParser(spacy.load(name))


def as_doc(parsed: SpacyDoc) -> Doc:
    """A Doc of sayso with the tokens, trees and names of a Doc of spaCy."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    _append(parsed, 0, 0, (tokens, sentences, names))
    return Doc(parsed.text, tuple(tokens), tuple(sentences), tuple(names), "spacy")


def _append(parsed: SpacyDoc, offset: int, block: int, found: tuple[list[Token], list[Sentence], list[Name]]) -> None:
    """Add one parsed stretch of text. White space tokens of spaCy are left out; what hangs below them moves up."""
    tokens, sentences, names = found
    kept = [t for t in parsed if not t.is_space]
    place = {t.i: len(tokens) + n for n, t in enumerate(kept)}
    for sentence in parsed.sents:
        inside = [t for t in sentence if t.i in place]
        if not inside:
            continue
        number, first = len(sentences), len(tokens)
        tokens.extend(_token(t, place, offset, number) for t in inside)
        start, end = tokens[first].start, tokens[-1].end
        sentences.append(Sentence(number, first, len(tokens), start, end, block))
    for entity in parsed.ents:
        places = [place[t.i] for t in entity if t.i in place]
        if places and entity.label_ in _LABELS:
            names.append(Name(places[0], places[-1] + 1, _LABELS[entity.label_]))


def _token(token: Any, place: dict[int, int], offset: int, sentence: int) -> Token:
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return Token(
        index=place[token.i],
        start=offset + token.idx,
        end=offset + token.idx + len(token.text),
        text=token.text,
        lemma=token.lemma_ or token.lower_,
        upos=token.pos_,
        xpos=token.tag_,
        feats=str(token.morph),
        head=-1 if head.i == token.i or head.i not in place else place[head.i],
        deprel="root" if token.dep_ in ("ROOT", "root") else token.dep_.lower(),
        sentence=sentence,
        space_after=bool(token.whitespace_),
    )


@dataclass(frozen=True)
class Settings:
    """What the component's configuration says."""

    published: str | None = None
    outlet: str | None = None
    own_trees: bool = True
    actors: tuple[str, ...] = ()


class SaysoComponent:
    """The pipeline component. `published` and `outlet` may also stand in `doc.user_data` under the same names."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._coder: Coder | None = None

    def __call__(self, doc: SpacyDoc) -> SpacyDoc:
        """Code the text of the Doc; the record goes to `doc._.sayso`, its spans to `doc.spans["sayso"]`."""
        article = article_from_text(
            doc.text,
            id=str(doc.user_data.get("id", "")),
            published=doc.user_data.get("published") or self._settings.published,
            outlet=doc.user_data.get("outlet") or self._settings.outlet,
        )
        coder = self._loaded()
        if self._settings.own_trees or not doc.has_annotation("DEP"):
            record = coder.code(article)
        else:
            record = coder.read_doc(article, as_doc(doc)).record
        doc._.sayso = record
        doc.spans[SPANS] = [span for span in _spans(doc, record) if span is not None]
        return doc

    def _loaded(self) -> Coder:
        if self._coder is None:
            self._coder = Coder.shipped(actors=[Path(p) for p in self._settings.actors])
        return self._coder

    def to_bytes(self, **_: Any) -> bytes:
        """The settings; model and knowledge belong to the installed sayso."""
        return json.dumps(asdict(self._settings)).encode()

    def from_bytes(self, data: bytes, **_: Any) -> SaysoComponent:
        """Take over settings that `to_bytes` gave."""
        given = json.loads(data)
        self._settings = Settings(**{**given, "actors": tuple(given["actors"])})
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the settings into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "sayso.json").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> SaysoComponent:
        """Read the settings from a folder."""
        return self.from_bytes((Path(path) / "sayso.json").read_bytes())


def _spans(doc: SpacyDoc, record: Record) -> Iterator[SpacySpan | None]:
    """Events, cues, contents and actors as spans; their ids in the record stand in `kb_id_`."""
    for event in record.events:
        yield _span(doc, event.trigger.span, event.type, event.id)
    for saying in record.sayings:
        if saying.cue is not None:
            yield _span(doc, saying.cue.span, "CUE", saying.id)
        for part in saying.content:
            yield _span(doc, part.span, "CONTENT", saying.id)
    for actor in record.actors:
        for mention in actor.mentions:
            yield _span(doc, mention.span, "ACTOR", actor.id)


def _span(doc: SpacyDoc, span: tuple[int, int], label: str, id_: str) -> SpacySpan | None:
    return doc.char_span(*span, label=label, kb_id=id_, alignment_mode="expand")


def _events_of(span: SpacySpan) -> list[Event]:
    record: Record | None = span.doc._.sayso
    inside = record.events if record else ()
    return [e for e in inside if span.start_char <= e.trigger.start and e.trigger.end <= span.end_char]


def _saying_of(span: SpacySpan) -> Saying | None:
    record: Record | None = span.doc._.sayso
    around = [
        s
        for s in (record.sayings if record else ())
        if any(q.start <= span.start_char and span.end_char <= q.end for q in s.content)
    ]
    return min(around, key=lambda s: sum(q.end - q.start for q in s.content), default=None)


def _actor_mentions(span: SpacySpan) -> list[Mention]:
    record: Record | None = span.doc._.sayso
    mentions = [m for a in (record.actors if record else ()) for m in a.mentions]
    return [m for m in mentions if span.start_char <= m.start and m.end <= span.end_char]


def _register() -> None:
    if not SpacyDoc.has_extension("sayso"):
        SpacyDoc.set_extension("sayso", default=None)
        SpacyDoc.set_extension("sayso_events", getter=lambda d: list(d._.sayso.events) if d._.sayso else [])
        SpacySpan.set_extension("sayso_events", getter=_events_of)
        SpacySpan.set_extension("sayso_saying", getter=_saying_of)
        SpacySpan.set_extension("sayso_actors", getter=_actor_mentions)


@Language.factory(
    "sayso",
    default_config={"published": None, "outlet": None, "own_trees": True, "actors": []},
    assigns=["doc._.sayso", "doc._.sayso_events", "doc.spans"],
)
def make_sayso(
    nlp: Language,  # noqa: ARG001 (spaCy gives both)
    name: str,  # noqa: ARG001
    published: str | None,
    outlet: str | None,
    own_trees: bool,
    actors: list[str],
) -> SaysoComponent:
    """The component. `own_trees=False` takes the trees of the pipeline before it, which must carry UD labels."""
    _register()
    return SaysoComponent(Settings(published, outlet, own_trees, tuple(actors)))


__all__ = ["SaysoComponent", "SpacyParser", "as_doc", "make_sayso", "parser_from"]

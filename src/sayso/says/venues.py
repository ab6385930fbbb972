"""Where something was said: a post, an interview, a statement … read off the cue's phrases, its verb or its speaker."""

from __future__ import annotations

from sayso.doc import Doc
from sayso.model import Venue, VenueKind
from sayso.says.reports import Scene
from sayso.syntax import Frame, frame
from sayso.syntax import reports as tree
from sayso.text import Span, trimmed

_PLACES = ("in", "on", "at", "during", "via", "through", "from", "by", "after", "over", "before")
_INVERTED = 25  # tokens that an inverted speaker may take
_MEDIA = frozenset({"JRN", "MED"})


def find_venue(
    scene: Scene, word: int, found: Frame, speakers: tuple[int, ...], content: tuple[Span, ...]
) -> Venue | None:
    """The venue of a cue: a phrase beside it first, then the verb itself, then a paper that is its own speaker."""
    near = _phrase_venue(scene, word, found, content) or _beside(scene, word, speakers)
    if near is not None:
        return near
    return _verb_venue(scene, word) or _paper_venue(scene, word, speakers)


def _phrase_venue(scene: Scene, word: int, found: Frame, content: tuple[Span, ...]) -> Venue | None:
    for slot in _PLACES:
        for head in found.get(slot):
            start = scene.doc.tokens[head].start
            kind = _kind(scene, head)
            outside = not any(s.start <= start < s.end for s in content)
            if kind is not None and outside and _same_zone(scene, word, start):
                return _venue(scene, head, kind)
    for participle in found.get("adverbial"):
        if scene.doc.tokens[participle].text.lower() in scene.cues.speaking:
            return _phrase_venue(scene, word, frame(scene.doc, participle), content)
    return None


def _beside(scene: Scene, word: int, speakers: tuple[int, ...]) -> Venue | None:
    """A phrase right after the cue or its inverted speaker, wherever the parser hangs it."""
    doc = scene.doc
    last = max([word, *(i for i in speakers if word < i)])
    if last > word:
        last = max([last, *(i for i in doc.subtree(last) if i < word + _INVERTED)])
    for index in range(last + 1, min(last + 4, doc.sentence_of(word).last)):
        token = doc.tokens[index]
        if token.upos == "ADP" and token.text.lower() in _PLACES:
            head = tree.introduced(doc, index)
            kind = _kind(scene, head) if head is not None and _same_zone(scene, word, token.start) else None
            return _venue(scene, head, kind) if head is not None and kind is not None else None
        if token.upos not in ("ADV", "PROPN", "PUNCT"):
            return None
    return None


def before_venue(scene: Scene, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """ "claimed the blast in a post online": the phrase that names the venue is no part of what is claimed."""
    if not spans:
        return spans
    tokens = scene.doc.tokens_in(*spans[-1])
    for index in tokens[1:]:
        if _opens_venue(scene, index):
            return (*spans[:-1], trimmed(scene.doc.text, spans[-1].start, scene.doc.tokens[index].start))
    return spans


def venue_behind(scene: Scene, spans: tuple[Span, ...]) -> Venue | None:
    """The venue right behind the reported words."""
    index = scene.doc.tokens_in(*spans[-1]).stop if spans else 0
    if not spans or index >= len(scene.doc.tokens) or not _opens_venue(scene, index):
        return None
    head = tree.introduced(scene.doc, index)
    kind = None if head is None else _kind(scene, head)
    return None if head is None or kind is None else _venue(scene, head, kind)


def _opens_venue(scene: Scene, index: int) -> bool:
    """True for the "in" of "in a statement" or "in an interview": a paper or talk that is mentioned for the first time."""
    tokens = scene.doc.tokens
    if (
        tokens[index].text.lower() not in scene.cues.within
        or index + 1 >= len(tokens)
        or tokens[index + 1].xpos != "DT"
    ):
        return False
    if tokens[index + 1].text.lower() not in ("a", "an"):
        return False
    head = tree.introduced(scene.doc, index)
    return head is not None and _kind(scene, head) in scene.cues.spoken_kinds


def _same_zone(scene: Scene, word: int, start: int) -> bool:
    return scene.marks.around(start) == scene.marks.around(scene.doc.tokens[word].start)


def _kind(scene: Scene, head: int) -> VenueKind | None:
    token = scene.doc.tokens[head]
    named = scene.cues.venue_names.get(token.text)
    return named or (scene.cues.venue_nouns.get(token.text.lower()) if token.upos == "NOUN" else None)


def _venue(scene: Scene, head: int, kind: VenueKind, clear_of: int = -1) -> Venue:
    first = tree.nominal_reach(scene.doc, head, clear_of)
    text = scene.article.text
    return Venue(
        kind=kind, outlet=_outlet(scene, head), start=first.start, end=first.end, text=text[first.start : first.end]
    )


def _outlet(scene: Scene, head: int) -> str | None:
    """The newspaper or station of an interview: "an interview with …", "… on the channel's evening show"."""
    found = frame(scene.doc, head)
    for slot in ("with", "to", "for", "on", "by", "possessor", "compound"):
        for other in found.get(slot):
            actor = scene.cast.headed(scene.doc.tokens[other].start)
            if actor is not None and (is_media(scene, actor) or slot == "with"):
                return actor
    return None


def is_media(scene: Scene, actor: str) -> bool:
    """True for an actor that reports news."""
    return bool(_MEDIA & set(scene.cast.actor(actor).sectors))


def _verb_venue(scene: Scene, word: int) -> Venue | None:
    token = scene.doc.tokens[word]
    kind = scene.cues.venue_verbs.get(token.text.lower()) if token.upos == "VERB" else None
    return (
        None
        if kind is None
        else Venue(kind=kind, start=token.start, end=token.end, text=_text(scene.doc, token.start, token.end))
    )


def _paper_venue(scene: Scene, word: int, speakers: tuple[int, ...]) -> Venue | None:
    """ "The letter said": the paper is where it was said."""
    for head in speakers:
        token = scene.doc.tokens[head]
        kind = scene.cues.venue_nouns.get(token.text.lower()) if token.upos == "NOUN" else None
        if kind in ("report", "letter", "statement", "post"):
            return _venue(scene, head, kind, clear_of=word)
    return None


def _text(doc: Doc, start: int, end: int) -> str:
    return doc.text[start:end]

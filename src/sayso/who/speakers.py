"""Whom "I", "we" and "you" mean inside a quotation is decided here: the innermost saying's speakers and addressees."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.model import Actor, Because, Mention, Saying
from sayso.who.nominals import Nominal, pronoun_at

_DIRECT = frozenset({"direct", "mixed"})


def bind_speakers(cast: Cast, doc: Doc, sayings: Sequence[Saying]) -> Cast:
    """The cast with first and second person pronouns in direct speech given to one speaker or one addressee.

    A saying with several speakers, or with none, leaves its pronouns out: nobody is guessed.
    """
    added: dict[str, list[Mention]] = {}
    reasons: dict[str, list[Because]] = {}
    for index in range(len(doc.tokens)):
        pronoun = pronoun_at(doc, index)
        saying = _innermost(sayings, doc.tokens[index].start) if pronoun and pronoun.person < 3 else None
        actor = _meant(pronoun, saying) if pronoun and saying else None
        if actor is not None and saying is not None:
            added.setdefault(actor, []).append(_mention(doc, index))
            reasons.setdefault(actor, []).append(Because(rule="who#speaker", detail=saying.id))
    return Cast(tuple(_with(actor, added, reasons) for actor in cast.actors))


def _innermost(sayings: Sequence[Saying], offset: int) -> Saying | None:
    """The saying with the shortest content span that covers the offset, where it quotes directly."""
    covering = [
        (span.end - span.start, saying)
        for saying in sayings
        for span in saying.content
        if saying.parent is not None and span.start <= offset < span.end
    ]
    direct = [pair for pair in covering if pair[1].form in _DIRECT]
    return min(direct, key=lambda pair: pair[0])[1] if direct else None


def _meant(pronoun: Nominal, saying: Saying) -> str | None:
    """ "I" and "we" are the speaker, "you" the addressee, each only where there is exactly one."""
    heads = saying.speakers if pronoun.person == 1 else saying.addressees
    return heads[0] if len(heads) == 1 else None


def _mention(doc: Doc, index: int) -> Mention:
    token = doc.tokens[index]
    return Mention(
        start=token.start, end=token.end, text=doc.text[token.start : token.end], kind="pronoun", head=token.start
    )


def _with(actor: Actor, added: dict[str, list[Mention]], reasons: dict[str, list[Because]]) -> Actor:
    if actor.id not in added:
        return actor
    mentions = sorted((*actor.mentions, *added[actor.id]), key=lambda m: (m.start, m.end))
    because = tuple(dict.fromkeys((*actor.because, *reasons[actor.id])))
    return actor.model_copy(update={"mentions": tuple(mentions), "because": because})

"""Verbs, nouns and their frames give the events they should, with exact words, and nothing where they should not."""

from __future__ import annotations

import pytest

from sayso.cast import Cast
from sayso.doc import Doc
from sayso.knowledge.lexicon import Lexicon
from sayso.model import Actor, Article, Event, Mention
from sayso.parse.conllu import docs_from_conllu
from sayso.what import find_events
from tests.what.cases import CASES, FROZEN


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.shipped()


@pytest.fixture(scope="module")
def docs() -> dict[str, Doc]:
    return dict(docs_from_conllu(FROZEN))


def read(name: str, doc: Doc, lexicon: Lexicon, cast: Cast | None = None) -> tuple[Event, ...]:
    article = Article(id=name, text=doc.text, published=CASES[name].published)
    return find_events(article, doc, cast or Cast(), lexicon)


def wrong(name: str, event: Event) -> str:
    """What of one event differs from what its case wants, or the empty string."""
    case = CASES[name]
    for key, found, wanted in (
        ("type", event.type, case.type),
        ("actor", tuple(q.text for q in event.actor_text), case.actor),
        ("recipient", tuple(q.text for q in event.recipient_text), case.recipient),
        ("auxiliary", event.auxiliary, case.auxiliary),
    ):
        if found != wanted:
            return f"{key}: {found} is not {wanted}"
    if case.modes and not set(case.modes) <= set(event.modes):
        return f"modes: {event.modes}"
    if case.inner and event.inner != case.inner:
        return f"inner: {event.inner}"
    counts = tuple((c.kind, c.low, c.high) for c in event.counts)
    return f"counts: {counts}" if case.counts and counts != case.counts else ""


@pytest.mark.parametrize("name", CASES)
def test_a_sentence_tells_of_its_event(name: str, docs: dict[str, Doc], lexicon: Lexicon) -> None:
    events = read(name, docs[name], lexicon)
    if not CASES[name].type:
        assert not [(e.type, e.because[0].rule) for e in events]
        return
    own = [e for e in events if e.type == CASES[name].type]
    assert len(own) == 1, [(e.type, e.trigger.text) for e in events]
    assert wrong(name, own[0]) == ""


@pytest.mark.parametrize("name", CASES)
def test_every_span_quotes_the_text(name: str, docs: dict[str, Doc], lexicon: Lexicon) -> None:
    text = docs[name].text
    for number, event in enumerate(read(name, docs[name], lexicon), 1):
        assert event.id == f"e{number}"
        assert event.said_in == "s0"
        assert event.because
        assert 0 <= event.confidence <= 1
        quotes = (event.trigger, *event.actor_text, *event.recipient_text, *(c.text for c in event.counts))
        for quote in (*quotes, *([event.instrument] if event.instrument else [])):
            assert text[quote.start : quote.end] == quote.text


def test_codes_and_scores_come_from_the_ontology(docs: dict[str, Doc], lexicon: Lexicon) -> None:
    (event,) = read("threat", docs["threat"], lexicon)
    assert (event.quad, event.intensity, event.cameo) == (3, -3.5, "138")


def test_the_same_text_gives_the_same_events(docs: dict[str, Doc], lexicon: Lexicon) -> None:
    assert read("toll", docs["toll"], lexicon) == read("toll", docs["toll"], lexicon)


def test_slots_name_the_actors_of_the_cast(docs: dict[str, Doc], lexicon: Lexicon) -> None:
    doc = docs["sanctions"]
    actors = tuple(
        Actor(id=id_, name=name, kind="state", mentions=(mention(doc.text, name),))
        for id_, name in (("a1", "Norland"), ("a2", "Sudria"))
    )
    (event,) = read("sanctions", doc, lexicon, Cast(actors))
    assert (event.actors, event.recipients) == (("a1",), ("a2",))


def test_chrome_is_not_coded(docs: dict[str, Doc], lexicon: Lexicon) -> None:
    from sayso.model import Block

    doc = docs["active"]
    article = Article(id="x", text=doc.text, blocks=(Block(kind="chrome", start=0, end=len(doc.text)),))
    assert find_events(article, doc, Cast(), lexicon) == ()


def mention(text: str, name: str) -> Mention:
    start = text.index(name)
    return Mention(start=start, end=start + len(name), text=name, kind="name", head=start)

"""The whole parser: exact offsets, sound trees, the same answer twice, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.doc import Doc
from sayso.model import Block
from sayso.parse import Parser
from tests.parse.conftest import paragraph

NEWS = (
    "President Omar Hale said on Monday that his troops had not entered Talva. "
    "“We won’t attack,” Hale told reporters in Baghdad, according to Reuters."
)


def check(doc: Doc) -> None:
    """Every promise a Doc makes."""
    at = 0
    for sentence in doc.sentences:
        assert sentence.first == at < sentence.last
        at = sentence.last
        own = doc.tokens[sentence.first : sentence.last]
        assert (sentence.start, sentence.end) == (own[0].start, own[-1].end)
        assert [token.head for token in own].count(-1) == 1
        for token in own:
            assert doc.text[token.start : token.end] == token.text
            assert token.sentence == sentence.index
            assert (token.deprel == "root") == (token.head == -1)
            assert token.head == -1 or sentence.first <= token.head < sentence.last
            assert len(list(doc.ancestors(token.index))) < len(own)
            assert token.lemma
            assert token.upos
            assert token.xpos
    assert at == len(doc.tokens)
    for one, other in zip(doc.tokens, doc.tokens[1:], strict=False):
        assert one.end <= other.start
    for name in doc.names:
        assert doc.tokens[name.first].sentence == doc.tokens[name.last - 1].sentence
        assert 0 < name.probability <= 1


def test_a_plain_sentence(parser: Parser) -> None:
    doc = parser.parse(NEWS, paragraph(NEWS))
    check(doc)
    assert len(doc.sentences) == 2
    said = next(token for token in doc.tokens if token.text == "said")
    assert (said.lemma, said.upos, said.deprel, said.feat("Tense")) == ("say", "VERB", "root", "Past")
    subject = next(token for token in doc.tokens if token.head == said.index and token.deprel == "nsubj")
    assert subject.text in ("Omar", "Hale")
    assert doc.model == parser.version


def test_every_head_label_and_sentence_has_its_chance(parser: Parser) -> None:
    doc = parser.parse(NEWS, paragraph(NEWS))
    for token in doc.tokens:
        assert token.chances is not None
        assert all(chance is not None and 0 <= chance <= 1 for chance in token.chances)
    said = next(token for token in doc.tokens if token.text == "said")
    assert said.chances is not None
    assert min(said.chances.head, said.chances.deprel) > 0.9
    assert all(0.5 < sentence.probability <= 1 for sentence in doc.sentences)


def test_a_doubtful_head_has_a_lower_chance_than_a_plain_one(parser: Parser) -> None:
    text = "The army shelled the town near the bridge with guns from Talva."
    doc = parser.parse(text, paragraph(text))
    chance = {token.text: token.chances.head for token in doc.tokens if token.chances is not None}
    assert chance["Talva"] < chance["shelled"]


@pytest.mark.parametrize("what", ["launched dozens of missiles", "fired hundreds of rockets"])
def test_what_a_weapon_is_aimed_at_hangs_on_the_verb(parser: Parser, what: str) -> None:
    text = f"On Sunday the rebels {what} at the airbase, killing at least six soldiers."
    doc = parser.parse(text, paragraph(text))
    base = next(token for token in doc.tokens if token.text == "airbase")
    assert doc.tokens[base.head].text == what.split()[0]
    six = next(token for token in doc.tokens if token.text == "six")
    assert (doc.tokens[six.head].text, six.deprel) == ("soldiers", "nummod")


def test_names(parser: Parser) -> None:
    doc = parser.parse(NEWS, paragraph(NEWS))
    named = {(doc.span_text(name.first, name.last), name.label) for name in doc.names}
    assert {("Omar Hale", "PER"), ("Baghdad", "GPE"), ("Reuters", "ORG")} <= named


def test_only_the_article_is_parsed(parser: Parser) -> None:
    text = "Home News Sport\nCabinet falls\nThe cabinet fell on Monday."
    blocks = [
        Block(kind="chrome", start=0, end=15),
        Block(kind="headline", start=16, end=29),
        Block(kind="paragraph", start=30, end=len(text)),
    ]
    doc = parser.parse(text, blocks)
    check(doc)
    assert [doc.text[sentence.start : sentence.end] for sentence in doc.sentences] == [text[16:29], text[30:]]
    assert [sentence.block for sentence in doc.sentences] == [1, 2]


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200f\u200e", "\x00", "👍", "é" * 3, "." * 500])
def test_odd_texts(parser: Parser, text: str) -> None:
    check(parser.parse(text, paragraph(text)))


def test_no_blocks(parser: Parser) -> None:
    assert parser.parse("Nothing to code.", []).tokens == ()


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(parser: Parser, text: str) -> None:
    check(parser.parse(text, paragraph(text)))


@given(st.text(alphabet="Aab .,'\"’n-9\n(", max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_punctuation(parser: Parser, text: str) -> None:
    check(parser.parse(text, paragraph(text)))


def test_the_same_text_gives_the_same_doc(parser: Parser) -> None:
    first = parser.parse(NEWS, paragraph(NEWS))
    parser.parse("Something else entirely was said in between.", paragraph("Something else"))
    assert parser.parse(NEWS, paragraph(NEWS)) == first
    assert list(parser.parse_many([(NEWS, paragraph(NEWS))])) == [first]


def test_a_sentence_of_ten_thousand_words(parser: Parser) -> None:
    text = "and the president of the league spoke of war, " * 1_000 + "."
    doc = parser.parse(text, paragraph(text))
    check(doc)
    assert len(doc.tokens) == 10_001


def test_words_of_many_pieces_fit(parser: Parser) -> None:
    text = " ".join(f"xq{number}zvk{number}wjp" * 6 for number in range(150))
    check(parser.parse(text, paragraph(text)))

"""Time expressions: every example and near miss of the calendar's rules, periods, and arbitrary text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.doc import Doc
from sayso.evaluate.parsed import paragraphs
from sayso.knowledge.calendar import RuleEntry, load_calendar
from sayso.model import Article, Moment
from sayso.parse.conllu import from_conllu
from sayso.when import find_moments, periods
from sayso.when.anchors import Anchors, Mentioned
from sayso.when.grammar import expressions
from sayso.when.lexing import Word, words_of
from sayso.when.meaning import Meaning
from sayso.when.narrating import in_story
from sayso.when.resolving import resolve
from tests.when.cases import flat

TODAY = "2021-07-14"  # a Wednesday
RULES = [rule.entry for rule in load_calendar().rules]


def found(text: str, published: str | None = TODAY) -> tuple[Moment, ...]:
    """The moments of a text without a tree."""
    article = Article(id="x", text=text, blocks=paragraphs(text), published=published)
    return find_moments(article, flat(text), load_calendar())


def rules_in(text: str) -> list[str]:
    """The rules that fire, before the tree is asked."""
    calendar = load_calendar()
    return [w.rule for w in expressions(words_of(text, 0, len(text), calendar), calendar)]


@pytest.mark.parametrize("rule", [r for r in RULES if r.example], ids=lambda r: r.id)
def test_example(rule: RuleEntry) -> None:
    text, value = (rule.example or "").split(" => ")
    calendar = load_calendar()
    values, anchors = [], Anchors(date.fromisoformat(TODAY), reach=calendar.reach, holidays=dict(calendar.holidays))
    for word in expressions(words_of(text, 0, len(text), calendar), calendar):
        meaning = word.classes["meaning"]
        assert isinstance(meaning, Meaning)
        values.append(resolve(meaning, anchors).value)
    assert value in values or value in [m.value for m in found(text)]


@pytest.mark.parametrize("rule", [r for r in RULES if r.near and r.means == "nothing"], ids=lambda r: r.id)
def test_near_miss(rule: RuleEntry) -> None:
    assert found(rule.near or "") == ()


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("in the first week of October", "2021-10", "2021-10-01", "2021-10-07"),
        ("earlier this month", "2021-07", "2021-07-01", "2021-07-14"),
        ("in recent days", "PXD", "2021-07-07", "2021-07-14"),
        ("the end of 1990", "1990", "1990-09-01", "1990-12-31"),
        ("On May 3, 2021, he left; the day after", "2021-05-04", "2021-05-04", "2021-05-04"),
        ("two weeks ago", "2021-W26", "2021-06-28", "2021-07-04"),
        ("in the 1990s", "199", "1990-01-01", "1999-12-31"),
        ("9 a.m. Tuesday", "2021-07-13T09:00", "2021-07-13", "2021-07-13"),
    ],
)
def test_days(text: str, value: str, first: str, last: str) -> None:
    moment = found(text)[-1]
    assert (moment.value, moment.start_date, moment.end_date) == (value, first, last)


@pytest.mark.parametrize("text", ["1,996 troops", "a quarter of the votes", "you may go", "he will march on", "$ 1990"])
def test_no_time(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(("published", "first"), [("2021-07-14", "2001-09-11"), ("1998-10-01", "1998-09-11")])
def test_the_attacks_of_2001_keep_their_year(published: str, first: str) -> None:
    assert found("after the September 11 attacks", published)[0].start_date == first


def test_a_comma_that_no_year_follows_is_no_part_of_a_date() -> None:
    assert found("on 5 December, was")[0].text.text == "5 December"


def test_without_a_date_relative_expressions_stay_open() -> None:
    moments = found("They left yesterday, last week and on Friday; they came on 3 May 2020.", None)
    assert [m.start_date for m in moments] == [None, None, None, "2020-05-03"]
    assert moments[0].anchor == "none"


def test_a_bare_month_ahead_crosses_the_year() -> None:
    assert found("talks in January", "2021-11-20")[0].value == "2022-01"


def test_in_two_weeks_is_a_date_only_ahead() -> None:
    calendar = load_calendar()
    text = "in two weeks"
    meaning = expressions(words_of(text, 0, len(text), calendar), calendar)[0].classes["meaning"]
    assert isinstance(meaning, Meaning)
    ahead, back = (resolve(meaning, Anchors(date.fromisoformat(TODAY), look=look)) for look in (1, -1))
    assert (ahead.type, ahead.value, back.type, back.value) == ("DATE", "2021-W30", "DURATION", "P2W")


def _tree(*rows: str) -> Doc:
    """A sentence from rows of "word lemma tag head label", heads counted from 1."""
    cells = [row.split() for row in rows]
    lines = [
        f"{n}\t{w}\t{lemma}\t_\t{tag}\t_\t{head}\t{label}\t_\t_"
        for n, (w, lemma, tag, head, label) in enumerate(cells, 1)
    ]
    text = " ".join(c[0] for c in cells)
    return from_conllu("# newdoc id = x\n# text = " + text + "\n" + "\n".join(lines) + "\n\n", text)


@pytest.mark.parametrize(("auxiliaries", "value"), [(("would",), "2021-07-16"), (("would", "have"), "2021-07-09")])
def test_would_looks_ahead_unless_perfect(auxiliaries: tuple[str, ...], value: str) -> None:
    verb = len(auxiliaries) + 2
    rows = [f"talks talk NNS {verb} nsubj", *(f"{a} {a} MD {verb} aux" for a in auxiliaries)]
    doc = _tree(*rows, f"{'begun' if verb > 3 else 'begin'} begin VB 0 root", f"Friday Friday NNP {verb} obl:tmod")
    tokens = tuple(
        replace(t, upos="AUX" if t.lemma in auxiliaries else "VERB" if t.lemma == "begin" else "NOUN")
        for t in doc.tokens
    )
    article = Article(id="x", text=doc.text, blocks=paragraphs(doc.text), published=TODAY)
    assert find_moments(article, replace(doc, tokens=tokens), load_calendar())[0].value == value


@pytest.mark.parametrize(
    ("sentence", "look", "value"), [(1, -1, "2010-06-03"), (5, -1, "2021-06-03"), (1, 0, "2021-06-03")]
)
def test_a_story_keeps_its_year_for_a_while(sentence: int, look: int, value: str) -> None:
    """ "In May 2010 they signed. On June 3 gunmen attacked", but not five sentences on, and not of what is to come."""
    meaning = Meaning("calendar", month=6, day=3)
    story = Mentioned(periods.month(2010, 5), "m1")
    anchors = Anchors(date.fromisoformat(TODAY), look=look, story=story)
    word = Word(30, 36, "june 3", {"meaning": meaning})
    assert resolve(meaning, in_story(anchors, flat("word " * 12), word, sentence)).value == value


def test_easter() -> None:
    assert [periods.easter(y) for y in (2019, 2024)] == [date(2019, 4, 21), date(2024, 3, 31)]


def test_every_match_holds_a_seed() -> None:
    calendar = load_calendar()
    for rule in RULES:
        if rule.example and rules_in(rule.example.split(" => ")[0]):
            words = words_of(rule.example, 0, len(rule.example), calendar)
            assert any(not calendar.seeds.isdisjoint(w.classes) for w in words)


_PIECES = """Friday July may 2020 1,000 the last two weeks ago before after of a.m. 9 day year quarter 's - , . ’90s 31 30
second half next century noon every 99/99/99 0000-00-00 29 said February"""
_WORDS = st.sampled_from(_PIECES.split())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_WORDS, min_size=1, max_size=12), st.sampled_from([None, TODAY, "0001-01-01", "9999-12-31", "2024-02-29"])
)
def test_any_words_give_honest_spans(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    for moment in found(text, published):
        assert text[moment.text.start : moment.text.end] == moment.text.text
        assert (moment.start_date is None) == (moment.end_date is None)
        assert moment.start_date is None or moment.end_date is None or moment.start_date <= moment.end_date


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200).filter(lambda t: bool(t.split())))
def test_any_text_gives_honest_spans(text: str) -> None:
    for moment in found(text):
        assert text[moment.text.start : moment.text.end] == moment.text.text

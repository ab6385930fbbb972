"""Logical slots: passives, relative clauses, participles, control and coordination are undone."""

from __future__ import annotations

import pytest

from sayso.doc import Doc
from sayso.syntax import (
    appositions,
    clause_of,
    conjuncts,
    determiner,
    frame,
    governor,
    phrase,
    possessor,
    predicate_nouns,
)
from tests.examples import frozen

DOCS = frozen("tests")


def at(doc: Doc, word: str) -> int:
    return next(t.index for t in doc.tokens if t.text == word)


def slot(text: str, word: str, name: str) -> list[str]:
    """The head words that fill one slot of a word."""
    doc = DOCS[text]
    return [doc.tokens[i].text for i in frame(doc, at(doc, word)).get(name)]


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object_"),
    [
        ("The rebels attacked the village on Monday.", "attacked", ["rebels"], ["village"]),
        ("The village was attacked by rebels.", "attacked", ["rebels"], ["village"]),
        ("Soldiers who attacked the village fled.", "attacked", ["Soldiers"], ["village"]),
        ("The village that rebels attacked is empty.", "attacked", ["rebels"], ["village"]),
        ("Troops attacking the village met no one.", "attacking", ["Troops"], ["village"]),
        ("Norland urged the rebels to release the pilots.", "release", ["rebels"], ["pilots"]),
        ("Norland promised the rebels to release the pilots.", "release", ["Norland"], ["pilots"]),
        ("The army and the police arrested four students.", "arrested", ["army", "police"], ["students"]),
        ("The police chased and arrested the students.", "arrested", ["police"], ["students"]),
    ],
)
def test_subject_and_object_are_logical(text: str, verb: str, subject: list[str], object_: list[str]) -> None:
    assert slot(text, verb, "subject") == subject
    assert slot(text, verb, "object") == object_


def test_nouns_have_slots_too() -> None:
    text = "The attack by Sudria on the port killed nine sailors."
    assert slot(text, "attack", "on") == ["port"]
    assert slot(text, "attack", "by") == ["Sudria"]
    doc = DOCS["Norland's attack on the port failed."]
    assert doc.tokens[possessor(doc, at(doc, "attack")) or 0].text == "Norland"


def test_prepositions_are_whole() -> None:
    assert slot("The minister, a former judge, resigned because of the leak.", "resigned", "because of") == ["leak"]
    assert slot("The rebels attacked the village on Monday.", "attacked", "on") == ["Monday"]


def test_the_governor_of_a_nominal() -> None:
    doc = DOCS["The village was attacked by rebels."]
    assert governor(doc, at(doc, "village")) == (at(doc, "attacked"), "object")
    doc = DOCS["The army and the police arrested four students."]
    assert governor(doc, at(doc, "police")) == (at(doc, "arrested"), "subject")
    assert governor(doc, at(doc, "arrested")) is None


@pytest.mark.parametrize(
    ("text", "verb", "tense", "modal", "negated", "conditional"),
    [
        ("The rebels attacked the village on Monday.", "attacked", "past", "", False, False),
        ("The army will attack the village.", "attack", "future", "will", False, False),
        ("The army did not attack the village.", "attack", "past", "", True, False),
        ("No group attacked the village.", "attacked", "past", "", True, False),
        ("The army could attack the village if the talks fail.", "attack", "", "could", False, False),
        ("The army could attack the village if the talks fail.", "fail", "present", "", False, True),
    ],
)
def test_clauses(text: str, verb: str, tense: str, modal: str, negated: bool, conditional: bool) -> None:
    doc = DOCS[text]
    clause = clause_of(doc, at(doc, verb))
    assert (clause.tense, clause.modal, clause.negated, clause.conditional) == (tense, modal, negated, conditional)


def test_phrases_leave_out_what_only_hangs_on_them() -> None:
    doc = DOCS["The minister, a former judge, resigned because of the leak."]
    minister = at(doc, "minister")
    assert doc.span_text(*phrase(doc, minister)) == "The minister"
    assert [doc.tokens[i].text for i in appositions(doc, minister)] == ["judge"]
    assert determiner(doc, minister) == "the"
    doc = DOCS["Rebels without uniforms entered the village."]
    assert doc.span_text(*phrase(doc, at(doc, "Rebels"))) == "Rebels without uniforms"


def test_predicates_and_coordination() -> None:
    doc = DOCS["Ilo Maran is the leader of the front."]
    subject = next(i for i in range(2) if doc.tokens[i].head == at(doc, "leader"))
    assert [doc.tokens[i].text for i in predicate_nouns(doc, subject)] == ["leader"]
    doc = DOCS["The army and the police arrested four students."]
    assert [doc.tokens[i].text for i in conjuncts(doc, at(doc, "army"))] == ["army", "police"]

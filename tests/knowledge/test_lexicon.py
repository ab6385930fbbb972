"""All lexicon files keep the schema; senses are found by their words, the most exact first; forms lead to lemmas."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge.lexicon import Lexicon, Pattern, head_and_rest
from sayso.knowledge.loading import read_entries
from sayso.knowledge.ontology import Ontology

LANGUAGE = paths.knowledge() / "lang" / "en"
PATTERN = {
    "id": "x",
    "lemmas": ["x"],
    "type": "AID",
    "examples": [{"text": "A x B."}],
    "near_misses": ["X."],
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.shipped()


def test_every_entry_has_example_near_miss_and_a_rule_of_its_own(lexicon: Lexicon) -> None:
    assert len({s.rule for s in lexicon.senses}) == len(lexicon.senses)
    for sense in lexicon.senses:
        assert sense.pattern.examples
        assert sense.pattern.near_misses


def test_modes_and_contexts_are_those_of_the_ontology(lexicon: Lexicon) -> None:
    contexts = {c.id for c in lexicon.ontology.contexts}
    for sense in lexicon.senses:
        modes = {m.id for m in lexicon.ontology.type(sense.pattern.type).modes}
        assert set(sense.pattern.modes) <= modes, sense.rule
        assert set(sense.pattern.contexts) <= contexts, sense.rule
    for cue in lexicon.rules.modes:
        type_, _, mode = cue.mode.partition(".")
        assert lexicon.ontology.type(type_).mode(mode)
    assert {c.id for c in lexicon.rules.contexts} == contexts


def test_every_class_that_an_entry_names_exists(lexicon: Lexicon) -> None:
    known = {c.id for c in lexicon.classes.classes} | {"act"}
    for sense in lexicon.senses:
        for condition in (sense.pattern.needs, sense.pattern.unless):
            named = {w[1:] for words in condition.values() if words != "any" for w in words if w.startswith("@")}
            assert named <= known, sense.rule


def test_no_family_file_grows_past_five_hundred_lines() -> None:
    for path in LANGUAGE.rglob("*.yml"):
        assert len(path.read_text(encoding="utf8").splitlines()) <= 500, path


def test_yaml_truth_values_are_prepositions_again() -> None:
    pattern = Pattern.model_validate({**PATTERN, "recipient": [True, "against"], "needs": {"True": "any"}})
    assert pattern.recipient == ("on", "against")
    assert pattern.needs == {"on": "any"}


@pytest.mark.parametrize(
    "wrong", [{"typ": "AID"}, {"type": "HELP"}, {"actor": ["nsubj:pass"]}, {"examples": []}, {"near_misses": []}]
)
def test_a_broken_entry_is_refused_with_its_line(tmp_path: Path, wrong: dict[str, object]) -> None:
    path = tmp_path / "x.yml"
    lines = ["# one entry", "- id: x", *(f"  {k}: {v!r}" for k, v in {**PATTERN, **wrong}.items() if k != "id")]
    path.write_text("\n".join(lines))
    with pytest.raises(KnowledgeError, match=r"x.yml:\d+:"):
        read_entries(path, Pattern)


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    shutil.copytree(LANGUAGE, folder)
    shutil.copy(folder / "verbs" / "assault.yml", folder / "verbs" / "assault-again.yml")
    with pytest.raises(KnowledgeError, match="already stands"):
        Lexicon.read(folder, Ontology.shipped())


def test_words_of_several_parts() -> None:
    assert head_and_rest("shoot down", "verb") == ("shoot", "down")
    assert head_and_rest("missile strike", "noun") == ("strike", "missile")


def test_the_most_exact_sense_comes_first(lexicon: Lexicon) -> None:
    headed = lexicon.headed("noun", "strike")
    exactness = [bool(rest) for rest, sense in headed if sense.pattern.trust in ("high", "middle")]
    assert exactness == sorted(exactness, reverse=True)
    turns = [("high", "middle", "low", "last").index(s.pattern.trust) for _, s in lexicon.headed("verb", "return")]
    later = [turn for turn in turns if turn > 1]
    assert set(later) == {2, 3}
    assert turns[-len(later) :] == sorted(later)  # senses kept for recall come last


def test_forms_lead_to_lemmas_where_the_parser_errs(lexicon: Lexicon) -> None:
    assert lexicon.lemma("struck", "struck", verb=True) == "strike"
    assert lexicon.lemma("gunmen", "gunme", verb=False) == "gunman"
    assert lexicon.lemma("troops", "troops", verb=False) == "troop"
    assert lexicon.lemma("functionaries", "functionarie", verb=False) == "functionary"  # known by its supersense alone
    assert lexicon.lemma("movies", "movie", verb=False) == "movie"
    assert lexicon.lemma("zorbled", "zorble", verb=True) == "zorble"
    assert lexicon.lemma("lay", "lay", verb=True) == "lay"  # not the past of "lie" alone
    assert lexicon.lemma("lay", "lie", verb=True) == "lie"


def test_a_class_beside_others_leaves_them_their_words(lexicon: Lexicon) -> None:
    assert {"mercy", "abstract"} <= lexicon.classes.of("amnesty")  # abstract by its supersense, which listing would end


def test_classes_take_in_their_parts_and_supersenses(lexicon: Lexicon) -> None:
    assert {"armed", "group", "actor"} <= lexicon.classes.of("soldier")
    assert "person" in lexicon.classes.of("novelist")
    assert "abstract" not in lexicon.classes.of("force")

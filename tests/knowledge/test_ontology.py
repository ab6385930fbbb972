"""The shipped ontology is whole and agrees with itself; a wrong one is refused with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso import paths
from sayso.errors import KnowledgeError
from sayso.knowledge.ontology import Ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.shipped()


def test_it_has_all_types_modes_and_contexts(ontology: Ontology) -> None:
    assert len(ontology.types) == 16
    assert sum(len(t.modes) for t in ontology.types) == 67
    assert len(ontology.contexts) == 37
    assert {t.id for t in ontology.types if t.needs_recipient} == {"COOPERATE", "AID", "SANCTION"}


def test_decisions_hold_in_the_types(ontology: Ontology) -> None:
    assert ontology.type("SANCTION").quad == 4
    assert ontology.type("ACCUSE").score == -3


def test_intensity_is_that_of_the_strongest_mode(ontology: Ontology) -> None:
    assert ontology.intensity("ASSAULT", ["beat", "firearms"]) == -9
    assert ontology.intensity("AID", []) == 10


@pytest.mark.parametrize(
    ("code", "type_", "modes"),
    [
        ("195", "ASSAULT", ("aerial",)),
        ("1712", "ASSAULT", ("destroy",)),
        ("163", "SANCTION", ("discontinue",)),
        ("0813", "CONCEDE", ()),
        ("055", "CONCEDE", ()),
        ("186", "ASSAULT", ("targeted",)),
        ("1411", "PROTEST", ("demo",)),
        ("14119", "PROTEST", ("demo",)),
    ],
)
def test_cameo_codes_are_read_with_the_table_repaired(
    ontology: Ontology, code: str, type_: str, modes: tuple[str, ...]
) -> None:
    line = ontology.from_cameo(code)
    assert line is not None
    assert (line.type, line.modes) == (type_, modes)


def test_every_type_and_mode_has_a_cameo_code_that_leads_back(ontology: Ontology) -> None:
    for type_ in ontology.types:
        for modes in [(), *((m.id,) for m in type_.modes)]:
            line = ontology.from_cameo(ontology.to_cameo(type_.id, modes, ()))
            assert line is not None, (type_.id, modes)
            assert line.type == type_.id or {line.type, type_.id} <= {"CONCEDE", "RETREAT", "COERCE", "ASSAULT"}


def test_inner_acts_become_what_plover_says(ontology: Ontology) -> None:
    promise = ontology.becomes("AGREE", "RETREAT")
    threat = ontology.becomes("THREATEN", "ASSAULT", ["firearms"])
    dismissal = ontology.becomes("REQUEST", "RETREAT", ["resign"])
    future = ontology.becomes("future", "AID")
    assert promise is not None
    assert promise.type == "CONCEDE"
    assert threat is not None
    assert threat.mode == "violence"
    assert dismissal is not None
    assert dismissal.mode == "change"
    assert future is not None
    assert future.type == "AGREE"
    assert ontology.becomes("future", "ASSAULT") is None


def test_names_of_other_versions_are_understood(ontology: Ontology) -> None:
    assert ontology.current("ASSAULT", "execute") == ("ASSAULT", "targeted")
    assert ontology.current("DEMAND") == ("REQUEST", None)
    assert ontology.current("COERCE", "arrest") == ("COERCE", "arrest")


def test_a_name_that_stands_nowhere_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(paths.knowledge() / "ontology", folder)
    export = folder / "export.yml"
    export.write_text(export.read_text() + '- {type: AID, modes: [by-parcel], cameo: "070"}\n')
    with pytest.raises(KnowledgeError, match=r"export.yml:\d+: 'AID.by-parcel'"):
        Ontology.read(folder)


def test_a_type_that_stands_twice_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(paths.knowledge() / "ontology", folder)
    decisions = folder / "decisions.yml"
    text = decisions.read_text()
    decisions.write_text(text + text[text.index("- id:") :])
    with pytest.raises(KnowledgeError, match="already stands"):
        Ontology.read(folder)

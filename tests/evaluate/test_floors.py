"""Floors only rise, and a score under its floor is seen."""

from __future__ import annotations

from pathlib import Path

from sayso.evaluate.floors import SLACK, Floors


def test_a_score_under_its_floor_is_seen_and_an_unknown_one_is_not_held() -> None:
    floors = Floors({"a/f1": 60.0})
    assert floors.under("a/f1", 59.9)
    assert not floors.under("a/f1", 60.0)
    assert not floors.under("b/f1", 1.0)


def test_floors_rise_and_never_fall(tmp_path: Path) -> None:
    floors = Floors({"a/f1": 60.0}).raised({"a/f1": 70.0, "b/f1": 50.0}).raised({"a/f1": 10.0})
    assert 70.0 - SLACK - 0.11 < floors.values["a/f1"] < 70.0
    assert floors.values["b/f1"] < 50.0
    floors.write(tmp_path / "floors.json")
    assert Floors.read(tmp_path / "floors.json") == floors


def test_without_a_file_there_are_no_floors(tmp_path: Path) -> None:
    assert Floors.read(tmp_path / "none.json").values == {}


def test_distances_and_wrong_answers_have_no_floor() -> None:
    assert Floors().raised({"lgl/mean-error-km": 300.0, "actors/wrong-instead-of-none": 2.0}).values == {}

"""The geometry of pictures: bars, the timeline, the matrix and the map put things where they belong."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.store.summaries import Spot
from sayso.web.charts import STEPS, bars, box_around, dots, matrix, shapes, step
from sayso.web.timeline import LEFT, RIGHT, WIDTH, timeline
from sayso.web.worldmap import HEIGHT, outlines, projected
from sayso.web.worldmap import WIDTH as MAP_WIDTH


def row(key: str, start: str, end: str | None = None, type_: str = "AID", assumed: bool = False) -> dict[str, Any]:
    return {"key": key, "start_date": start, "end_date": end or start, "type": type_, "assumed": assumed}


def test_bars_stand_for_every_month_between() -> None:
    found = bars([("2023-11", 2), ("2024-02", 4)])
    assert [b.label for b in found] == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert [b.height for b in found] == [60, 0, 0, 120]
    assert bars([]) == []


def test_bars_of_many_years_are_years() -> None:
    found = bars([("1950-01", 1), ("1950-07", 1), ("2024-02", 4)])
    assert (found[0].label, found[0].number, found[-1].label) == ("1950", 2, "2024")


def test_tints_begin_above_none() -> None:
    assert [step(n, 100) for n in (0, 1, 20, 21, 100)] == [0, 1, 1, 2, STEPS]


def test_a_day_is_a_dot_and_a_month_is_a_bar() -> None:
    found = timeline([row("a", "2024-01-01"), row("b", "2024-01-01", "2024-01-31"), row("c", "2024-03-31")])
    (lane,) = found.lanes
    day, month, last = (next(b for b in lane.bits if b.row["key"] == k) for k in "abc")
    assert (day.unsure, month.unsure) == (False, True)
    assert month.width > 20 * (last.x - day.x) / 90
    assert day.y != month.y  # they do not cover each other
    assert all(LEFT <= b.x <= b.x + b.width <= WIDTH - RIGHT + 0.2 for b in lane.bits)


def test_an_old_event_does_not_squeeze_the_rest() -> None:
    found = timeline([row("old", "1990-05-01"), *(row(str(n), f"2024-03-{n:02d}") for n in range(1, 29))])
    assert found.earlier == 1
    assert found.first.startswith("2024-02")
    assert sum(len(lane.bits) for lane in found.lanes) == 28


def test_what_has_no_room_is_told() -> None:
    found = timeline([row(str(n), "2024-03-01") for n in range(30)] + [row("z", "2024-06-01", type_="ASSAULT")])
    assert [(lane.type, len(lane.bits) + lane.hidden) for lane in found.lanes] == [("AID", 30), ("ASSAULT", 1)]
    assert found.lanes[0].hidden > 0


@pytest.mark.parametrize(
    ("last", "label"), [("2024-01-20", "2024-01-01"), ("2024-09-20", "2024-02"), ("2034-01-01", "2025")]
)
def test_ticks_are_days_months_or_years(last: str, label: str) -> None:
    found = timeline([row("a", "2024-01-01"), row("b", last)])
    assert found.ticks[0].label == label
    assert 2 <= len(found.ticks) <= 13
    assert timeline([]).lanes == ()


def test_the_matrix_keeps_the_busiest() -> None:
    found = matrix([("A", "B", 5), ("B", "A", 1), *((f"x{n}", "B", 1) for n in range(30))])
    assert found.actors[0] == "A"
    assert len(found.actors) == 16
    assert found.cells["A", "B"] == (5, STEPS)


def test_places_lie_where_they_are() -> None:
    assert projected(0, 0) == (MAP_WIDTH / 2, HEIGHT / 2)
    x, y = projected(31.2, 30.0)  # Cairo: east of the middle, north of it
    assert MAP_WIDTH / 2 < x < 0.65 * MAP_WIDTH
    assert 0.2 * HEIGHT < y < HEIGHT / 2
    assert all(-1 <= projected(lon, lat)[0] <= MAP_WIDTH + 1 for lon in (-180, 180) for lat in (-90, 0, 90))


def test_dots_show_how_exactly_a_place_is_known() -> None:
    town, province = dots([Spot("A", "EGY", "city", 30, 31, 80), Spot("B", "EGY", "province", 30, 31, 1)])
    assert (town.exact, province.exact) == (True, False)
    assert town.radius > province.radius


def test_the_map_can_look_closer() -> None:
    world = box_around([])
    assert (world.width, world.scale) == (MAP_WIDTH, 1)
    near = box_around(dots([Spot("A", "EGY", "city", 30, 31, 8), Spot("B", "EGY", "city", 31, 30, 1)]))
    assert near.scale < 0.1
    x, y = projected(31, 30)
    assert near.x < x < near.x + near.width
    assert near.y < y < near.y + near.height


def test_every_country_has_one_outline() -> None:
    codes = [c.code for c in outlines() if c.code != "-"]
    assert len(codes) == len(set(codes)) > 170
    tinted = {s.code: s.tint for s in shapes([("EGY", 10), ("SDN", 1)])}
    assert (tinted["EGY"], tinted["SDN"], tinted["FRA"]) == (STEPS, 1, 0)

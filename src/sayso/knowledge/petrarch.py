"""How a PETRARCH or TABARI actor dictionary becomes entries of ours: names, aliases, dated codes, nothing else.

    NICOLAS_EXEMPEL_  ; a comment
    +EXEMPEL
        [FRAGOV 070516-20120515]
        [FRAELI]

A code is a country (or a body without one) and roles in three letters each; `<` means until, `>` since. Years of two
digits up to 20 lie in this century. Source of the format: the PETRARCH2 manual and the heads of the dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sayso.errors import KnowledgeError
from sayso.knowledge.names import name_key
from sayso.knowledge.ontology import Ontology

_CODE = re.compile(r"\[ ?([A-Z]{3})([A-Z]*) ?([<>]? ?\d+(?: ?- ?\d+)?)? ?\]")
_PARTICLES = frozenset({"AL", "BIN", "IBN", "DE", "LA", "VAN", "VON", "OF", "THE", "AND", "DA", "DOS", "DEL", "EL"})
_FROM_CAMEO = {"MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB"}
_ARMED = frozenset({"REB", "UAF", "PRM", "CRM", "IMG"})


@dataclass
class _Block:
    """One actor of the file: its names and the codes below them."""

    line: int
    names: list[str]
    codes: list[tuple[str, str, str]] = field(default_factory=list)


def is_petrarch(text: str) -> bool:
    """True where the first lines that say something look like such a dictionary."""
    lines = [n for line in text[:20000].splitlines() if (n := line.strip()) and not n.startswith(("#", "<!--"))]
    return any(_CODE.search(line) for line in lines[:60]) and not lines[0].startswith("- ")


def petrarch_entries(path: Path) -> Iterator[dict[str, Any]]:
    """Each actor as a mapping in the shape of ActorEntry; names of one word are weak.

    Codes that cannot be read are left out (`unreadable` lists them), as are actors without any and those marked [---].
    Raises KnowledgeError with `file:line:` where an alias stands before any name.
    """
    seen: dict[str, int] = {}
    for block in _blocks(path):
        entry = _entry(block)
        number = seen[entry["id"]] = seen.get(entry["id"], 0) + 1
        yield entry if number == 1 else {**entry, "id": f"{entry['id']}-{number}"}


def _blocks(path: Path) -> Iterator[_Block]:
    block: _Block | None = None
    for number, raw in enumerate(path.read_text(encoding="utf8", errors="replace").splitlines(), 1):
        line = re.split(r"[;#]", raw)[0].rstrip()
        if not line.strip():
            continue
        if not line.startswith(("+", "\t", " ", "[")):
            if block and block.codes:
                yield block
            block = _Block(number, [])
        if block is None:
            raise KnowledgeError(f"{path}:{number}: an alias or a code stands before any name")
        _take(block, line)
    if block and block.codes:
        yield block


def _take(block: _Block, line: str) -> None:
    if spoken := _spoken(line.partition("[")[0].strip().lstrip("+")):
        block.names.append(spoken)
    block.codes.extend(_codes(line))


def _codes(line: str) -> list[tuple[str, str, str]]:
    found = [(m[1], m[2], (m[3] or "").replace(" ", "")) for m in _CODE.finditer(line)]
    return [code for code in found if all(len(day) in (0, 6, 8) for day in re.split(r"[<>-]", code[2]))]


def unreadable(path: Path) -> Iterator[tuple[int, str]]:
    """Line and words of every code that is none, such as dates of five or nine digits."""
    for number, raw in enumerate(path.read_text(encoding="utf8", errors="replace").splitlines(), 1):
        line = re.split(r"[;#]", raw)[0]
        if "[" in line and "[---]" not in line and not _codes(line):
            yield number, line.strip()


def _spoken(name: str) -> str:
    """ "ABU_OMAR_AL-EXEMPEL_" as it is written in an article; acronyms of up to five letters stay capitals."""
    words = [w for w in name.strip("_ ").split("_") if w]
    if len(words) == 1 and len(words[0]) <= 5 and words[0].isalpha():
        return words[0]
    return " ".join(w.lower() if n and w in _PARTICLES else _capital(w) for n, w in enumerate(words))


def _capital(word: str) -> str:
    return "-".join(
        part.lower() if n == 0 and part in _PARTICLES else part.capitalize() for n, part in enumerate(word.split("-"))
    )


def _entry(block: _Block) -> dict[str, Any]:
    roles = [_role(*code) for code in block.codes]
    dated = any("from" in r or "to" in r for r in roles)
    names = list(dict.fromkeys(block.names))
    long = [n for n in names if " " in n or "-" in n] or names[:1]
    countries = {r["country"].lower() for r in roles if r["country"]}
    slug = re.sub(r"[^a-z0-9]+", "-", name_key(long[0])).strip("-") or "x"
    return {
        "id": f"{min(countries, default='none')}/{slug}",
        "name": long[0],
        "kind": _kind(roles, dated=dated),
        "aliases": long[1:],
        "weak": [n for n in names if n not in long],
        "roles": roles,
        "source": "PETRARCH dictionary",
    }


def _role(country: str, letters: str, when: str) -> dict[str, Any]:
    ours = _sectors()
    sectors = [_FROM_CAMEO.get(c, c) for c in re.findall("...", letters)]
    since, to = _dates(when)
    dates = {"from": since, "to": to}
    kept = [s for s in dict.fromkeys(sectors) if s in ours]
    return {"country": country, "sectors": kept, **{k: v for k, v in dates.items() if v}}


@cache
def _sectors() -> frozenset[str]:
    return frozenset(s.id for s in Ontology.shipped().sectors if s.kind == "sector")


def _kind(roles: Iterable[dict[str, Any]], *, dated: bool) -> str:
    sectors = {s for r in roles for s in r["sectors"]}
    if sectors & _ARMED:
        return "group"
    return "person" if dated or sectors & {"ELI"} else "organization" if sectors else "state"


def _dates(when: str) -> tuple[str, str]:
    if when.startswith("<"):
        return "", _iso(when[1:])
    if when.startswith(">"):
        return _iso(when[1:]), ""
    since, _, to = when.partition("-")
    return _iso(since), _iso(to or since)


def _iso(digits: str) -> str:
    if not digits:
        return ""
    year = digits[:-4] if len(digits) == 8 else f"{'20' if int(digits[:2]) <= 20 else '19'}{digits[:2]}"
    month, day = digits[-4:-2], digits[-2:]
    return f"{year}-{month}-{day}" if "01" <= month <= "12" and "01" <= day <= "31" else year

"""PETRARCH's unit records as a regression: are the roots of its codes found, are empty ones left alone?

The records carry WEIS codes, whose roots are coarser than PLOVER's types; the table below gives what each may become.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from sayso.evaluate.casting import article_of, events_of
from sayso.evaluate.parsed import parsed

_RECORD = re.compile(r"<Sentence .*?</Sentence>", re.DOTALL)
_CODE = re.compile(r'eventcode\s*=\s*"(\d+)"')
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
ROOTS: dict[str, frozenset[str]] = {
    "01": frozenset({"CONCEDE", "RETREAT"}),
    "03": frozenset({"CONSULT", "AGREE"}),
    "04": frozenset({"SUPPORT"}),
    "05": frozenset({"AGREE"}),
    "06": frozenset({"SUPPORT", "AID", "CONCEDE", "RETREAT", "AGREE", "COOPERATE"}),
    "07": frozenset({"AID", "RETREAT"}),
    "08": frozenset({"AGREE", "SUPPORT", "COOPERATE", "CONCEDE"}),
    "09": frozenset({"REQUEST", "AGREE"}),
    "10": frozenset({"REQUEST", "AGREE"}),
    "11": frozenset({"REJECT"}),
    "12": frozenset({"ACCUSE"}),
    "13": frozenset({"ACCUSE"}),
    "15": frozenset({"REQUEST"}),
    "16": frozenset({"THREATEN"}),
    "17": frozenset({"THREATEN"}),
    "18": frozenset({"PROTEST", "MOBILIZE"}),
    "19": frozenset({"SANCTION", "REJECT", "COERCE"}),
    "20": frozenset({"SANCTION", "COERCE"}),
    "21": frozenset({"COERCE", "ASSAULT"}),
    "22": frozenset({"ASSAULT"}),
}


@lru_cache(maxsize=2)
def records(data: Path) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each record's sentence and the roots of its codes (02 comment and 14 deny are no events)."""
    source = (data / "events" / "petrarch" / "PETR.UnitTest.records.xml").read_text(encoding="utf8", errors="replace")
    found = []
    for record in _RECORD.findall(source):
        text = _TEXT.search(record)
        if text is not None:
            codes = frozenset(c[:2] for c in _CODE.findall(record))
            found.append((" ".join(text[1].split()), frozenset(codes & ROOTS.keys())))
    return tuple(dict.fromkeys(found))


def score(data: Path) -> dict[str, float]:
    """Share of coded sentences with a fitting type, of uncoded ones left alone; 0..100."""
    coded, quiet = [], []
    for text, roots in records(data):
        types = {e.type for e in events_of(article_of(text), parsed(text))}
        if roots:
            coded.append(bool(types & frozenset().union(*(ROOTS[r] for r in roots))))
        else:
            quiet.append(not types)
    return {"petrarch/root": _share(coded), "petrarch/left-alone": _share(quiet)}


def _share(flags: list[bool]) -> float:
    return 100.0 * sum(flags) / len(flags) if flags else 0.0

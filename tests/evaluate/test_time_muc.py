"""Reading of MUC's keys and headers: only a report with one exact day is measured, and its names of days get their capital."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from sayso.evaluate.time_muc import reports

KEYS = """
0.  MESSAGE: ID                     DEV-MUC3-{number} (NCCOSC)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  {day}
3.  INCIDENT: LOCATION              ORRO
"""
HEAD = "DEV-MUC3-{number} (NOSC)\n\n   ORRO, 3 JAN 90 -- [REPORT] [TEXT] SOLDIERS CAME.\n"


def _write(folder: Path, days: dict[str, str]) -> None:
    raw = folder / "raw" / "dev"
    raw.mkdir(parents=True)
    keys = "".join(KEYS.format(number=n, day=d) for n, d in days.items())
    (raw / "key-dev-0001.muc4").write_text(keys, encoding="latin-1")
    (raw / "dev-muc3-0001-0100").write_text("".join(HEAD.format(number=n) for n in days), encoding="latin-1")
    text = "the army may march on monday, 1 march, or in april."
    rows = [json.dumps({"docid": f"DEV-MUC3-{n}", "doctext": text}) for n in days]
    (folder / "train.json").write_text("\n".join(rows), encoding="utf8")


def test_one_exact_day_is_read(tmp_path: Path) -> None:
    _write(tmp_path, {"0001": "30 DEC 89", "0002": "- 30 DEC 89", "0003": "29 DEC 89 - 30 DEC 89", "0004": "*"})
    found = list(reports(tmp_path))
    assert [(r.name, r.incident, r.published) for r in found] == [
        ("DEV-MUC3-0001", date(1989, 12, 30), date(1990, 1, 3))
    ]


def test_days_and_months_get_their_capital_but_verbs_do_not(tmp_path: Path) -> None:
    _write(tmp_path, {"0001": "30 DEC 89"})
    assert next(reports(tmp_path)).text == "the army may march on Monday, 1 March, or in April."

"""Event dates against MUC's keys: do the violent events of a report get the day on which the keys say the incident was?

The development keys give an incident's day ("30 DEC 89"); days told only as "on or before" are left out. Only reports with
one day in all their keys are measured. The released texts are in lower case: names of months and weekdays get their
capital back here, nothing else. Files of the MUC-3/4 corpora, U.S. government; `measure` data, nothing of it is shipped.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sayso.evaluate.casting import article_of, events_of
from sayso.evaluate.parsed import parsed
from sayso.knowledge.calendar import load_calendar
from sayso.model import Event
from sayso.when import date_events, find_moments

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_EVERY = 2  # one document in so many of those that can be measured
_KEY = re.compile(r"^(?P<number>\d+)\.\s+[A-Z: ]+?\s{2,}(?P<value>.*)$", re.M)
_DAY = re.compile(r"\d{1,2} [A-Z]{3} \d\d")
_HEAD = re.compile(r"^(DEV-MUC3-\d{4}) .*\n\s*\n[^\n]*?(\d{1,2} [A-Z]{3} \d\d)\b", re.M)
_MONTHS = "january february april june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_NAMES = re.compile(rf"\b(?:{'|'.join((_MONTHS + ' ' + _WEEKDAYS).split())})\b|(?<=\d )(?:march|may)\b")


@dataclass(frozen=True)
class Report:
    """One report: its own day, the day of its incidents, its text; `half` is "tune" or "check", by hash of the name."""

    name: str
    half: str
    published: date
    incident: date
    text: str


def score(data: Path) -> dict[str, float]:
    """By half: percent of the violent events with a told day whose day is the incident's, and of the reports in which one
    event at least has it, told or assumed; and how many there are."""
    counts: Counter[str] = Counter()
    for report in reports(data / "events" / "muc"):
        counts.update(_counted(report))
    figures: dict[str, float] = {}
    for half in ("tune", "check"):
        for measure, whole in (("told-days-right", "told"), ("reports-dated", "reports")):
            total = counts[f"{half}/{whole}"]
            figures[f"muc-dates-{half}/{measure}"] = (
                round(100 * counts[f"{half}/{measure}"] / total, 2) if total else 0.0
            )
            figures[f"muc-dates-{half}/{whole}"] = float(total)
    return figures


def _counted(report: Report) -> Counter[str]:
    days = [(e.when.start_date, e.when.end_date, e.when.assumed) for e in violent_events(report) if e.when]
    day, half = report.incident.isoformat(), report.half
    told = [(first, last) for first, last, assumed in days if not assumed and first == last]
    return Counter(
        {
            f"{half}/told": len(told),
            f"{half}/told-days-right": sum(first == day for first, _ in told),
            f"{half}/reports": 1,
            f"{half}/reports-dated": int(any(first == last == day for first, last, _ in days)),
        }
    )


def violent_events(report: Report) -> tuple[Event, ...]:
    """The events of the kinds that MUC's keys hold, with their times."""
    article = article_of(report.text, report.name, report.published.isoformat())
    doc = parsed(report.text)
    moments = find_moments(article, doc, load_calendar())
    events = date_events(article, doc, events_of(article, doc), moments, load_calendar())
    return tuple(e for e in events if e.type in _VIOLENT)


def reports(folder: Path) -> Iterator[Report]:
    """Every second report whose keys hold one exact day, in order of name."""
    days, published = _incidents(folder / "raw" / "dev"), _published(folder / "raw" / "dev")
    lines = (folder / "train.json").read_text(encoding="utf8").splitlines()
    texts = {d["docid"]: d["doctext"] for d in map(json.loads, lines)}
    for name in sorted(days.keys() & published.keys() & texts.keys())[::_EVERY]:
        half = "check" if int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 else "tune"
        text = _NAMES.sub(lambda hit: hit[0].capitalize(), texts[name])
        yield Report(name, half, published[name], days[name], text)


def _incidents(folder: Path) -> dict[str, date]:
    """The day of each document whose templates have one exact day and no other date."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("key-dev-*.muc4")):
        name = ""
        for hit in _KEY.finditer(path.read_text(encoding="latin-1")):
            if hit["number"] == "0":
                name = hit["value"].split(" (")[0]
            elif hit["number"] == "2":
                found.setdefault(name, []).append(hit["value"].strip())
    single = {name: values[0] for name, values in found.items() if len(set(values)) == 1}
    return {name: day for name, value in single.items() if _DAY.fullmatch(value) and (day := _read(value))}


def _published(folder: Path) -> dict[str, date]:
    found: dict[str, date] = {}
    for path in sorted(folder.glob("dev-muc3-*")):
        for name, text in _HEAD.findall(path.read_text(encoding="latin-1")):
            if day := _read(text):
                found[name] = day
    return found


def _read(text: str) -> date | None:
    try:
        return datetime.strptime(text.title(), "%d %b %y").date()
    except ValueError:
        return None

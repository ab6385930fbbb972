"""How often the day of a dated expression in GUM's news is found is measured here, against the annotators' own dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.parsed import paragraphs, parsed
from sayso.knowledge.calendar import load_calendar
from sayso.model import Article, Moment
from sayso.when import find_moments

FILES = ("train.conllu", "dev.conllu")
_OPEN = re.compile(r'<date [^>]*?when:::"(\d{4}-\d\d-\d\d)"')
_CLOSE = "</date>"
_CREATED = re.compile(r"^# meta::dateCreated = (\d{4}-\d\d-\d\d)", re.M)


@dataclass(frozen=True)
class GoldDay:
    """A day that the annotators gave to a stretch of the text."""

    start: int
    end: int
    day: str


@dataclass(frozen=True)
class GoldNews:
    """One GUM news document: its text, the day its page was created, and its dated expressions."""

    name: str
    text: str
    published: str | None
    days: tuple[GoldDay, ...]


def days(data: Path) -> dict[str, float]:
    """Percent of the annotated days whose expression sayso finds and dates to that very day; and how many there are."""
    right = total = 0
    for news in gold_news(data / "treebanks" / "gum"):
        article = Article(id=news.name, text=news.text, published=news.published, blocks=paragraphs(news.text))
        moments = find_moments(article, parsed(news.text), load_calendar())
        total += len(news.days)
        right += sum(_is_found(day, moments) for day in news.days)
    return {"gum-news/day-accuracy": round(100 * right / total, 2), "gum-news/days": float(total)} if total else {}


def _is_found(gold: GoldDay, moments: Sequence[Moment]) -> bool:
    near = [m for m in moments if m.text.start < gold.end and gold.start < m.text.end]
    return any(gold.day in _days_at(gold, m) for m in near)


def _days_at(gold: GoldDay, moment: Moment) -> tuple[str | None, ...]:
    """The one day that the moment says of these words; of a range the gold marks the two ends each on its own."""
    if "/" in moment.value:
        return (moment.start_date,) if gold.start <= moment.text.start else (moment.end_date,)
    return (moment.start_date,) if moment.start_date == moment.end_date else ()


def gold_news(folder: Path) -> Iterator[GoldNews]:
    """The news documents of the treebank, in order."""
    for file in FILES:
        for part in (folder / file).read_text(encoding="utf8").split("# newdoc id = ")[1:]:
            name = part.split("\n", 1)[0].strip()
            if name.startswith("GUM_news"):
                yield _gold_news(name, part)


def _gold_news(name: str, part: str) -> GoldNews:
    created = _CREATED.search(part)
    text, found, start, day = "", [], 0, ""
    for sentence in part.split("\n\n"):
        for form, misc in _words(sentence):
            at = len(text)
            text += form + ("" if "SpaceAfter=No" in misc else " ")
            if opened := _OPEN.search(misc):
                start, day = at, opened[1]
            if day and _CLOSE in misc:
                found.append(GoldDay(start, at + len(form), day))
                day = ""
        text = text.rstrip() + ("\n" if "# newpar" in sentence or "\n# newpar" in sentence else " ")
    return GoldNews(name, text.strip(), created[1] if created else None, tuple(found))


def _words(sentence: str) -> Iterator[tuple[str, str]]:
    """Surface words with their MISC: of a word written together ("don't") the whole, without its parts."""
    last = 0
    for line in sentence.splitlines():
        cells = line.split("\t")
        if len(cells) != 10 or "." in cells[0]:
            continue
        if "-" in cells[0]:
            last = int(cells[0].split("-")[1])
            yield cells[1], cells[9]
        elif int(cells[0]) > last:
            yield cells[1], cells[9]

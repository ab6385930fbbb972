"""Which words of a sentence can belong to a time expression, and what each may mean, is decided here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import numeric

from sayso.knowledge.calendar import Calendar, Value

_PIECE = re.compile(
    r"\d*\s?[½¼¾]|\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}:\d{2}"
    r"|['’]\d0s|(?:1[4-9]|20)\d0s|(?:(?<=the )|(?<=early )|(?<=late ))(?:1[4-9]|20)\d0['’]s|['’]\d{2}\b"
    r"|[Qq][1-4]\b|\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?:st|nd|rd|th)?(?!\w)|\d+|[A-Za-zÀ-ÿ]+(?:\.[A-Za-z]+)+\.?|['’]s\b"
    r"|[A-Za-zÀ-ÿ]+\.?|\S"
)
_CAPITALISED = frozenset({"month", "weekday", "weekdays", "shortday", "quartercode", "zone"})
_SPELLING = frozenset({"ones", "teens", "tens", "number"})  # what a number of several words begins with
_OPENING = frozenset({"article", "half"})  # what may stand for one or half before a scale
_ISO = re.compile(r"\d{4}[-/]\d{2}[-/]\d{2}$|\d{1,2}/\d{1,2}/\d{2,4}$|\d{1,2}\.\d{1,2}\.\d{4}$")
_HHMM = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")  # "0430 GMT"
_DOTTED = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")  # "7.30 p.m."
_GLYPHS = frozenset("½¼¾")
_DECADE = re.compile(r"(?:['’](\d0)|(\d{3}0)['’]?)s$")


class Word(NamedTuple):
    """A piece of text with the classes it may stand for; `meaning` is set once a rule has built it from others."""

    start: int
    end: int
    lower: str
    classes: Mapping[str, object]
    rule: str = ""
    alone: bool = True
    parts: tuple[Word, ...] = ()


def words_of(text: str, start: int, end: int, calendar: Calendar) -> list[Word]:
    """The pieces of text[start:end]; most have no class and stop every rule."""
    words: list[Word] = []
    at = start
    for name in _holidays(text, start, end, calendar):
        words.extend(_plain(text, at, name.start, calendar))
        words.append(name)
        at = name.end
    words.extend(_plain(text, at, end, calendar))
    return _joined(words)


def _holidays(text: str, start: int, end: int, calendar: Calendar) -> list[Word]:
    if calendar.holiday_pattern is None:
        return []
    hits = calendar.holiday_pattern.finditer(text, start, end)
    return [
        Word(h.start(), h.end(), h[0].lower(), {"holiday": h[0].lower()}) for h in hits if text[h.start()].isupper()
    ]


def _plain(text: str, start: int, end: int, calendar: Calendar) -> list[Word]:
    words: list[Word] = []
    for hit in _PIECE.finditer(text, start, end):
        word = _word(hit[0], hit.start(), calendar)
        words.append(word)
        if word.end < hit.end():
            words.append(Word(word.end, hit.end(), ".", {"=.": "."}))
    return words


def _word(raw: str, start: int, calendar: Calendar) -> Word:
    length, lower, classes = _read(raw, calendar)
    return Word(start, start + length, lower, classes)


@lru_cache(maxsize=1 << 14)  # the words of a language come again and again
def _read(raw: str, calendar: Calendar) -> tuple[int, str, Mapping[str, object]]:
    """Length without a full stop that is none of the word's, lower case, and classes."""
    lower = raw.lower()
    if lower.endswith(".") and len(lower) > 1 and lower not in calendar.words:
        raw, lower = raw[:-1], lower[:-1]
    known = calendar.words.get(lower)
    classes: dict[str, object] = dict(_allowed(known, raw)) if known else {}
    if lower[-1] in _GLYPHS:
        classes["number"] = float(lower[:-1].strip() or 0) + numeric(lower[-1])
    elif not lower[0].isalpha():
        classes.update(_figures(lower))
    if "=" + lower in calendar.literals:
        classes["=" + lower] = lower
    return len(raw), lower, classes


def _allowed(known: Mapping[str, Value], raw: str) -> Mapping[str, Value]:
    """Months and weekdays are names: without a capital "may" and "march" are other words."""
    if raw[0].isupper() or _CAPITALISED.isdisjoint(known):
        return known
    return {name: value for name, value in known.items() if name not in _CAPITALISED}


def _figures(lower: str) -> dict[str, object]:
    """What a piece that begins with a figure or sign may be: a number, a day, a year, a decade, a full date, a time."""
    if _ISO.match(lower):
        return {"iso": lower}
    if re.fullmatch(r"\d{1,2}:\d{2}", lower):
        return {"time": lower}
    if decade := _DECADE.match(lower):
        return {"decade": int(decade[2]) if decade[2] else 1900 + int(decade[1])}
    if re.fullmatch(r"['’]\d{2}", lower):
        return {"year": _full_year(int(lower[1:]))}
    return _numbers(lower)


def _full_year(short: int) -> int:
    return 1900 + short if short > 40 else 2000 + short


def _numbers(lower: str) -> dict[str, object]:
    plain = lower.replace(",", "")
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", plain)
    if ordinal:
        return _day_number(int(ordinal[1])) | {"nth": int(ordinal[1])}
    try:
        number = float(plain)
    except ValueError:
        return {}
    dotted = _DOTTED.fullmatch(lower)
    classes: dict[str, object] = {"dotted": f"{dotted[1]}:{dotted[2]}"} if dotted else {}
    classes["number"] = number
    if plain.isdigit():
        classes |= _day_number(int(plain))
        if len(lower) == 4 and 1400 <= number < 2100:
            classes["year"] = int(plain)
    if _HHMM.fullmatch(lower):
        classes["hhmm"] = f"{lower[:2]}:{lower[2:]}"
    return classes


def _day_number(number: int) -> dict[str, object]:
    return {"daynumber": number} if 1 <= number <= 31 else {}


def _joined(words: list[Word]) -> list[Word]:
    """Spelled numbers and years become one word: "twenty-five", "nineteen ninety-six", "two thousand", "5 1/2"."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        number, last = _spelled(words, at)
        if last > at:
            out.append(_number_word(words[at:last], number))
            at = last
        else:
            out.append(words[at])
            at += 1
    return out


def _spelled(words: list[Word], at: int) -> tuple[float, int]:
    if not _OPENING.isdisjoint(words[at].classes):
        return _one_scale(words, at)
    if _SPELLING.isdisjoint(words[at].classes):
        return 0, at
    value, last = _fraction(words, at)
    if last > at:
        return value, last
    value, last = _below_hundred(words, at)
    if last == at:
        return 0, at
    return _century_year(words, value, last) or _scaled(words, value, last)


def _one_scale(words: list[Word], at: int) -> tuple[float, int]:
    """ "a dozen", "a thousand", "half a million", "half-dozen"."""
    value, after = (0.5, at + 1) if "half" in words[at].classes else (1, at + 1)
    if value < 1 and after < len(words) and ("article" in words[after].classes or words[after].lower == "-"):
        after += 1
    scaled = after < len(words) and "scale" in words[after].classes
    return _scaled(words, value, after) if scaled else (0, at)


def _fraction(words: list[Word], at: int) -> tuple[float, int]:
    """ "5 1/2" and "1/2"."""
    texts = [w.lower for w in words[at : at + 4]]
    if texts[1:] == ["1", "/", "2"] and texts[0].isdigit() and len(texts) == 4:
        return int(texts[0]) + 0.5, at + 4
    return 0, at


def _below_hundred(words: list[Word], at: int) -> tuple[float, int]:
    here = words[at].classes
    for name in ("ones", "teens"):
        if isinstance(number := here.get(name), int):
            return number, at + 1
    tens = here.get("tens")
    if not isinstance(tens, int):
        return 0, at
    after = at + 2 if at + 2 < len(words) and words[at + 1].lower == "-" else at + 1
    ones = words[after].classes.get("ones") if after < len(words) else None
    return (tens + ones, after + 1) if isinstance(ones, int) else (tens, at + 1)


def _century_year(words: list[Word], value: float, last: int) -> tuple[float, int] | None:
    if value not in (18, 19, 20) or last >= len(words):
        return None
    rest, after = _below_hundred(words, last)
    return (value * 100 + rest, after) if after > last and rest >= 10 else None


def _scaled(words: list[Word], value: float, last: int) -> tuple[float, int]:
    while last < len(words) and isinstance(scale := words[last].classes.get("scale"), int):
        value, last = value * scale, last + 1
        after = last + 1 if last < len(words) and words[last].lower == "and" else last
        if after < len(words):
            rest, end = _below_hundred(words, after)
            value, last = (value + rest, end) if end > after else (value, last)
    return value, last


def _number_word(parts: list[Word], number: float) -> Word:
    classes: dict[str, object] = {"number": number}
    if 1400 <= number < 2100 and len(parts) > 1:
        classes["year"] = int(number)
    if len(parts) == 1:
        classes |= {k: v for k, v in parts[0].classes.items() if k.startswith("=") or k in ("ones",)}
    lower = " ".join(p.lower for p in parts)
    return Word(parts[0].start, parts[-1].end, lower, classes)

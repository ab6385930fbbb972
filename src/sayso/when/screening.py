"""Which matches of the time grammar are no time at all is decided here: names, numbers, modal verbs and fractions."""

from __future__ import annotations

from sayso.doc import Doc, Sentence
from sayso.knowledge.calendar import Calendar
from sayso.syntax import numeral
from sayso.text import CLOSING_QUOTES, OPENING_QUOTES, STRAIGHT_QUOTES
from sayso.when.lexing import Word
from sayso.when.meaning import Meaning
from sayso.when.stepping import innermost

_QUOTES = OPENING_QUOTES + CLOSING_QUOTES + STRAIGHT_QUOTES
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WHOLE = frozenset({"PER", "ORG", "GPE", "LOC", "FAC", "TITLE"})
_FIRST_YEAR = 1400
_RECENT = (1950, 2040)  # behind a name these are the year of a cup or a congress ("Euro 2016"), others part of the name
_COUNTS = frozenset({"count-unit", "count-range-units"})
_CALENDAR = ("D", "W", "M", "Y")
_AMOUNT = 3  # tokens before a rate's word within which its amount stands
_SHORT_MONTH = 4  # letters of the longest abbreviation ("Sept"): without a full stop it needs a day or year beside it


def is_time(doc: Doc, word: Word, sentence: Sentence, calendar: Calendar) -> bool:
    """True for a match that the tree and the names do not contradict."""
    index = doc.token_at(word.start)
    if index is None:
        return True
    if _inside_name(doc, word, index) or _is_quoted_title(doc, word) or _ends_title(doc, word, index, sentence):
        return False
    meaning = word.classes["meaning"]
    assert isinstance(meaning, Meaning)
    if meaning.kind == "calendar" and meaning.month and not meaning.day and not meaning.year:
        return _is_month(doc, index, sentence, calendar)
    if meaning.rule == "often":
        return doc.tokens[index].xpos in ("RB", "") and not _is_rate(doc, index)
    if meaning.rule in _COUNTS and (meaning.upper or meaning.count or 0) >= _FIRST_YEAR and meaning.unit in _CALENDAR:
        return (
            not meaning.upper and doc.text[word.end - 1] == "s"
        )  # "the World Cup 2018 day five", "2010-2011 school years"
    if meaning.rule == "clock" and not meaning.meridiem and not meaning.zone:
        return index > sentence.first and doc.tokens[index - 1].text.lower() in calendar.sets["clocking"]
    if _bare_year(meaning):
        return _is_year(doc, index, sentence, calendar)
    if meaning.kind in ("definite", "ref") and doc.tokens_in(word.start, word.end) and _is_title(doc, word):
        return False
    return not _is_fraction(doc, word, meaning)


def _inside_name(doc: Doc, word: Word, index: int) -> bool:
    """A day or month inside a longer name belongs to the name ("Black September", "The Sunday Courier")."""
    name = doc.name_at(index)
    if name is None or name.label not in _WHOLE:
        return False
    start, end = doc.tokens[name.first].start, doc.tokens[name.last - 1].end
    longer = start < word.start or end > word.end
    return longer if name.label != "PER" else True


def _is_month(doc: Doc, index: int, sentence: Sentence, calendar: Calendar) -> bool:
    """ "May" and "March" at the head of a sentence are often verbs; the tagger decides."""
    token = doc.tokens[index]
    if len(token.text) <= _SHORT_MONTH and not _dotted(doc, index) and token.text.lower() + "." in calendar.words:
        return False
    if token.text.lower() in calendar.sets["verbal"] and index == sentence.first:
        return token.xpos in ("NNP", "NN", "")
    return token.xpos != "MD"


def _dotted(doc: Doc, index: int) -> bool:
    token = doc.tokens[index]
    return token.text.endswith(".") or doc.text[token.end : token.end + 1] == "."


def _bare_year(meaning: Meaning) -> bool:
    return meaning.kind == "calendar" and meaning.rule == "year"


def _is_year(doc: Doc, index: int, sentence: Sentence, calendar: Calendar) -> bool:
    """Four figures are a year after a preposition or before a noun that they do not count; never after a currency sign."""
    before = doc.tokens[index - 1].text.lower() if index > sentence.first else ""
    after = doc.tokens[index + 1] if index + 1 < sentence.last else None
    figures = int(doc.tokens[index].text) if doc.tokens[index].text.isdigit() else 0
    named = index > sentence.first and not _RECENT[0] <= figures <= _RECENT[1] and _numbers_name(doc, index)
    if before in calendar.sets["counted"] or named:
        return False
    if after is not None and (after.xpos == "NNS" or after.text in ("%", ":")):
        return _names_year(doc, index, calendar) and bool(before) and before not in calendar.sets["amounts"]
    return before in calendar.sets["dating"] or doc.tokens[index].xpos in ("CD", "") or before == ""


def _numbers_name(doc: Doc, index: int) -> bool:
    """ "Orion 1800": right behind a name that is no place's, four figures belong to it."""
    before, name = doc.tokens[index - 1], doc.name_at(index - 1)
    if name is not None and name.label in _PLACES:
        return False
    return before.xpos == "NNP" and before.text[-1:].isalpha() and doc.tokens[index].start - before.end == 1


def _names_year(doc: Doc, index: int, calendar: Calendar) -> bool:
    """ "the 1990 elections" names a year, "1990 prisoners" counts: the determiner tells."""
    head = doc.tokens[index].head
    determined = (
        any(doc.tokens[c].text.lower() in calendar.sets["definite"] for c in doc.children(head)) if head >= 0 else False
    )
    return determined or head < 0 or numeral(doc, head) != index


def _is_rate(doc: Doc, index: int) -> bool:
    """ "rise 8.5% annually" tells a rate, "daily volume" a kind of volume; "they meet daily" tells when."""
    return any(t.xpos == "CD" or t.text == "%" for t in doc.tokens[max(index - _AMOUNT, 0) : index])


def _is_quoted_title(doc: Doc, word: Word) -> bool:
    """ "on "This Week," the minister said": a capitalised expression that fills a quotation is the name of something."""
    before, after = doc.text[max(word.start - 1, 0)], doc.text[word.end : word.end + 2].lstrip(",.")
    quoted = before in _QUOTES and after[:1] in _QUOTES and bool(after)
    return quoted and all(p[:1].isupper() for p in doc.text[word.start : word.end].split())


def _ends_title(doc: Doc, word: Word, index: int, sentence: Sentence) -> bool:
    """ "on Harbour This Morning": capitals behind a name where the sentence has small letters are the name's own."""
    meaning = word.classes["meaning"]
    pointing = isinstance(meaning, Meaning) and meaning.kind in ("shift", "part-of-day") and meaning.weekday is None
    if not pointing or index <= sentence.first or not doc.tokens[index].text[:1].isupper():
        return False
    words = [t.text for t in doc.tokens[sentence.first : sentence.last] if t.text.isalpha()]
    capital = sum(w[0].isupper() for w in words)
    return doc.tokens[index - 1].xpos == "NNP" and capital < _TITLE_CASE * len(words)


_TITLE_CASE = 0.7  # share of capitals from which a line is a headline in title case


def _is_title(doc: Doc, word: Word) -> bool:
    """ "Citizen of the Year", "the Future Farmers"."""
    inside = doc.tokens_in(word.start, word.end)
    return len(inside) > 1 and doc.tokens[inside[-1]].text[:1].isupper()


def _is_fraction(doc: Doc, word: Word, meaning: Meaning) -> bool:
    """ "a quarter of the votes", "three quarters": parts of a whole, not of a year."""
    after = doc.token_at(word.end + 1)
    following = doc.tokens[after].text.lower() if after is not None else ""
    length = innermost(meaning)
    quarter = length.kind == "duration" and length.unit == "Q" and not length.vague
    year = after is not None and doc.tokens[min(after + 1, len(doc.tokens) - 1)].xpos == "CD"
    return quarter and ((following == "of" and not year) or length.rule == "a-unit")

"""What each piece of the page is: headline, subhead, byline, dateline, paragraph, caption, list or chrome.

The head reaches to the first sentence, the foot begins after the last one; between them only sure signs make chrome.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.model import Block, BlockKind
from sayso.read.bylines import Credit, credit_in
from sayso.read.captions import caption_kind
from sayso.read.chrome import Chrome, chrome_in
from sayso.read.datelines import Dateline, dateline_alone, dateline_in, dateline_of_item
from sayso.read.layout import Unit, bare
from sayso.read.outlets import copyright_holder, masthead
from sayso.read.shapes import is_headline, is_sentence, is_title_case
from sayso.read.words import PageWords
from sayso.text import folded

LONG_REST = 25  # words of sentences after a foot line that show that the article was not over
REST_SHARE = 0.2  # of the words before it, so that legal boilerplate does not count
LEAST_HEADLINE_WORDS = 3
MOST_STOPPED_WORDS = 20
MOST_CROSSHEAD_WORDS = 12
MOST_TEASER_WORDS = 20
DATELINE_WITHIN = 3  # first sentences' units in which a dateline may stand

_SPEAKER = re.compile(r"[A-Z][A-Z.'’ -]+:\s")
_BULLET = re.compile(r"[•▪●◦‣*–-]\s+\S")


@dataclass(frozen=True)
class Page:
    """The page sorted out: its blocks, and what its head and foot say."""

    blocks: tuple[Block, ...]
    headline: str | None = None
    byline: str | None = None
    section: str | None = None
    outlet: str | None = None
    credits: tuple[tuple[Unit, Credit], ...] = ()
    dateline: Dateline | None = None


@dataclass
class _Sorting:
    """The work on one page: its units and what has been decided about each so far."""

    text: str
    units: Sequence[Unit]
    words: PageWords
    title: str | None
    kinds: list[BlockKind | None] = field(default_factory=list)
    chrome: dict[int, Chrome] = field(default_factory=dict)
    credits: dict[int, Credit] = field(default_factory=dict)
    outlets: list[str] = field(default_factory=list)
    headline: int | None = None


def sort_page(text: str, units: Sequence[Unit], title: str | None, words: PageWords) -> Page:
    """The blocks of the page, with headline, byline, section, outlet and dateline where they are found."""
    at = _Sorting(text, units, words, title, [_by_markup(u) for u in units])
    _mark_sure_signs(at)
    _mark_head(at)
    _mark_teasers(at)
    _mark_foot(at)
    _mark_rest(at)
    found = _dateline(at)
    return Page(
        blocks=tuple(_blocks(at, found)),
        headline=at.units[at.headline].text if at.headline is not None else None,
        byline=next((c.authors for c in at.credits.values() if c.authors), None),
        section=_section(at),
        outlet=next(iter(at.outlets), None) or _copyright(at),
        credits=tuple((at.units[i], c) for i, c in sorted(at.credits.items())),
        dateline=found[1] if found else None,
    )


def _by_markup(unit: Unit) -> BlockKind | None:
    return unit.markup if unit.markup in ("headline", "subhead", "list", "caption") else None


def _mark_sure_signs(at: _Sorting) -> None:
    """Whatever shows by itself, wherever it stands: the given title, chrome, credits, captions."""
    for i, unit in enumerate(at.units):
        if at.headline is None and (unit.markup == "headline" or _is_title(unit.text, at.title)):
            at.headline, at.kinds[i] = i, "headline"
            continue
        found = chrome_in(unit.text, at.words)
        credit = None if found else credit_in(unit.text, at.words)
        if found:
            at.chrome[i], at.kinds[i] = found, "chrome"
        elif credit:
            at.credits[i] = credit
            at.kinds[i] = "dateline" if credit.published and not credit.authors else "byline"
        elif at.kinds[i] is None:
            at.kinds[i] = caption_kind(unit.text, at.words)


def _is_title(line: str, title: str | None) -> bool:
    return title is not None and bool(folded(line)) and folded(line) == folded(title)


def _open(at: _Sorting) -> list[int]:
    return [i for i, kind in enumerate(at.kinds) if kind is None]


def _first_sentence(at: _Sorting) -> int:
    """Index of the first undecided unit that reads like a sentence; the number of units where none does."""
    return next((i for i in _open(at) if is_sentence(at.units[i].text)), len(at.units))


def _mark_head(at: _Sorting) -> None:
    """The first line that reads like a headline is the headline; what stands over it is masthead or label."""
    if at.headline is None and _is_stopped_headline(at):
        at.headline = 0
    end = _first_sentence(at)
    if at.headline is None:
        at.headline = _choose_headline(at, [i for i in _open(at) if i < end])
    if at.headline is None:
        return
    at.kinds[at.headline] = "headline"
    for i in (i for i in _open(at) if i < min(end, at.headline)):
        _mark_over(at, i)
    for i in (i for i in _open(at) if at.headline < i < end):
        at.kinds[i] = "subhead" if is_headline(at.units[i].text) else None


def _is_stopped_headline(at: _Sorting) -> bool:
    """True where the page begins with a short line in Headline Capitals that ends with a full stop."""
    first = at.units[0].text
    few = len(first.split()) <= MOST_STOPPED_WORDS
    return few and at.kinds[0] is None and len(at.units) > 1 and is_title_case(first)


def _choose_headline(at: _Sorting, candidates: Sequence[int]) -> int | None:
    """The first candidate that is no masthead and has words enough; a lone line of text is a paragraph."""
    if len(_open(at)) < 2:
        return None
    fit = [i for i in candidates if is_headline(at.units[i].text)]
    fit = [i for i in fit if not masthead(at.units[i].text, at.words)] or fit
    long = [i for i in fit if at.units[i].words >= LEAST_HEADLINE_WORDS]
    return next(iter(long or fit), None)


def _mark_over(at: _Sorting, i: int) -> None:
    name = masthead(at.units[i].text, at.words)
    if name:
        at.outlets.append(name)
    at.kinds[i] = "chrome"


def _mark_teasers(at: _Sorting) -> None:
    """Lines that are not sentences, right after a line such as "Most read", belong to it."""
    for i in sorted(at.chrome):
        if at.chrome[i].opens is None or (at.headline is not None and i < at.headline):
            continue
        for j in range(i + 1, len(at.units)):
            if at.kinds[j] is None and _is_teaser(at.units[j]):
                at.kinds[j] = "chrome"
            elif at.kinds[j] != "chrome":
                break


def _is_teaser(unit: Unit) -> bool:
    return unit.words <= MOST_TEASER_WORDS and not is_sentence(unit.text)


def _mark_foot(at: _Sorting) -> None:
    """After a foot line everything is chrome, credits and dates aside, unless a long paragraph still follows."""
    body = [i for i in _open(at) if is_sentence(at.units[i].text)]
    opened = [i for i, c in at.chrome.items() if c.opens == "foot" and body and i > body[0]]
    for i in sorted(opened):
        before = sum(at.units[j].words for j in body if j < i)
        after = sum(at.units[j].words for j in body if j > i)
        for j in _open(at) if after < max(LONG_REST, REST_SHARE * before) else ():
            at.kinds[j] = "chrome" if j > i else None


def _mark_rest(at: _Sorting) -> None:
    """What is left is the article's body: lists, crossheads before a paragraph, paragraphs."""
    bullets = [i for i in _open(at) if _BULLET.match(at.units[i].text)]
    for i in bullets if len(bullets) > 1 else ():
        at.kinds[i] = "list"
    for i in _open(at):
        at.kinds[i] = "subhead" if _is_crosshead(at, i) else "paragraph"


def _is_crosshead(at: _Sorting, i: int) -> bool:
    if i == 0 or i + 1 == len(at.units) or not is_headline(at.units[i].text):
        return False
    short = at.units[i].words <= MOST_CROSSHEAD_WORDS and at.units[i].text[-1] not in ":,;"
    return short and is_sentence(at.units[i + 1].text) and at.units[i + 1].words > at.units[i].words


def _dateline(at: _Sorting) -> tuple[int, Dateline] | None:
    """The dateline of one of the first paragraphs, or one that fills a line above them; with its unit's index."""
    body = [i for i, kind in enumerate(at.kinds) if kind == "paragraph"][:DATELINE_WITHIN]
    above = [i for i in range(body[0] if body else 0) if at.kinds[i] in ("subhead", "paragraph")]
    for i in above:
        found = dateline_alone(at.text, at.units[i].start, at.units[i].end, at.words)
        if found:
            at.kinds[i] = "dateline"
            return i, found
    for i in body:
        found = dateline_in(at.text, at.units[i].start, at.units[i].end, at.words)
        if found and not (found.colon and _is_transcript(at)):
            return i, found
    return None


def _is_transcript(at: _Sorting) -> bool:
    """True where several lines begin with a name or label in capitals and a colon: speakers, not places."""
    return sum(bool(_SPEAKER.match(u.text)) for u in at.units) > 1


def _blocks(at: _Sorting, dateline: tuple[int, Dateline] | None) -> Iterator[Block]:
    for i, (unit, kind) in enumerate(zip(at.units, at.kinds)):
        start = unit.start
        head = _head_of(at, i, kind, dateline)
        if head is not None:
            yield Block(kind="dateline", start=start, end=start + len(at.text[start : head.end].rstrip()))
            start = bare(at.text, head.end, unit.end)[0]
        yield Block(kind=kind or "paragraph", start=start, end=unit.end)


def _head_of(at: _Sorting, i: int, kind: BlockKind | None, first: tuple[int, Dateline] | None) -> Dateline | None:
    """The dateline with which the paragraph opens: the page's own, or behind it that of a later item."""
    if first is None or kind != "paragraph" or i < first[0]:
        return None
    if i == first[0]:
        return first[1]
    return dateline_of_item(at.text, at.units[i].start, at.units[i].end, at.words)


def _section(at: _Sorting) -> str | None:
    """The sections named over the headline or right under it, in the page's own words."""
    edge = at.headline + 2 if at.headline is not None else 0
    named = [c.sections for i, c in sorted(at.chrome.items()) if i < edge and c.sections]
    return ", ".join(named[-1]) if named else None


def _copyright(at: _Sorting) -> str | None:
    """The holder named in a copyright line."""
    lines = (at.units[i].text for i, c in sorted(at.chrome.items()) if c.rule.endswith("#copyright"))
    return next((name for name in map(copyright_holder, lines) if name), None)

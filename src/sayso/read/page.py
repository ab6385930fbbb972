"""Which part of a web page is the article, and what its markup declares: title, outlet, author, section, date.

The text of an article from HTML is the title, then the paragraphs, with a blank line between any two.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sayso.errors import InputError
from sayso.model import BlockKind
from sayso.read.layout import Unit
from sayso.read.outlets import host_of
from sayso.read.shapes import is_sentence
from sayso.text import folded, squeezed

PARTED = "\n\n"
_KINDS: dict[str, BlockKind] = {"head": "subhead", "item": "list"}
_HOLDERS = frozenset({"p", "quote", "list", "item", "head", "div", "body", "main", "article", "section"})
_SKIPPED = frozenset({"table", "graphic", "formula", "code"})
_LAST_MARK = re.compile(r"(.*\S)\s+[|–—-]\s+(\S.*)$")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FALLBACK_TAGS = ("p", "li", "h1", "h2", "h3", "h4", "blockquote", "div", "td")
_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": "2199-12-31"}


@dataclass(frozen=True)
class WebPage:
    """The article's text and pieces out of a page, and what the page declares about it."""

    text: str
    units: tuple[Unit, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None
    published: str | None = None
    url: str | None = None


def read_page(html: str, url: str | None, name: str) -> WebPage:
    """The article of a page. Raises InputError "no-article" where the page has no running text."""
    html = _NOT_XML.sub(" ", html)
    found = _extracted(html, url)
    pieces = list(_pieces(found.body)) if found is not None and found.body is not None else []
    if not any(is_sentence(text) for text, _ in pieces):
        pieces = list(_plainly(html))
    if not any(is_sentence(text) for text, _ in pieces):
        raise InputError(f"{name}: no article found in this web page", code="no-article", name=name)
    title = _title(found, pieces)
    text, units = _laid_out(_titled(title, pieces))
    return WebPage(text, units, title, **_declared(found, url, title))


def paragraphs_of(html: str) -> list[str]:
    """The running text of a fragment of HTML, or of plain text, as it stands: nothing is taken for page furniture."""
    return [text for text, _ in _plainly(_NOT_XML.sub(" ", html))] if html.strip() else []


def _extracted(html: str, url: str | None) -> Any:
    try:
        return _extractor().bare_extraction(
            html,
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception:  # the extractor's own faults on odd pages are no reason to lose the page
        return None


@lru_cache(maxsize=1)
def _extractor() -> Any:
    """Imported on first use: it takes half a second, and plain text does not need it. Its own log stays silent."""
    import trafilatura

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    return trafilatura


def _pieces(element: Any) -> Iterator[tuple[str, BlockKind | None]]:
    """The running text below an element of the extractor's tree, piece by piece."""
    if element.tag in _SKIPPED:
        return
    if element.tag in _HOLDERS and any(child.tag in _HOLDERS for child in element):
        yield from _lines(element.text or "", None)
        for child in element:
            yield from _pieces(child)
            yield from _lines(child.tail or "", None)
        return
    yield from _lines("".join(_words(element)), _KINDS.get(element.tag))


def _words(element: Any) -> Iterator[str]:
    if element.tag == "lb":
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def _lines(text: str, kind: BlockKind | None) -> Iterator[tuple[str, BlockKind | None]]:
    for line in text.split("\n"):
        if line.strip():
            yield squeezed(line), kind


def _plainly(html: str) -> Iterator[tuple[str, BlockKind | None]]:
    """All text of a page or fragment too small for the extractor, block element by block element."""
    from lxml import html as markup
    from lxml.etree import LxmlError

    try:
        root = markup.fromstring(f"<div>{re.sub(r'<[?!][^>]*>', '', html)}</div>")
    except (LxmlError, ValueError, AssertionError):
        return
    for unwanted in root.xpath("//script|//style|//nav|//footer|//header|//aside|//form|//button|//noscript"):
        unwanted.drop_tree()
    for block in root.iter(*_FALLBACK_TAGS):
        block.text = "\n" + (block.text or "")
        block.tail = "\n" + (block.tail or "")
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    yield from _lines(str(root.text_content()), None)


def _title(found: Any, pieces: Sequence[tuple[str, BlockKind | None]]) -> str | None:
    declared = squeezed(found.title) if found is not None and found.title else None
    if declared:
        return _without_outlet(declared, found.sitename)
    first, kind = pieces[0]
    return first if kind == "subhead" else None


def _without_outlet(title: str, outlet: str | None) -> str:
    """The title without the outlet's name behind a bar or dash: "Bridges closed | The Paper"."""
    match = _LAST_MARK.match(title)
    return match[1] if match and folded(match[2]) == folded(outlet or "") else title


def _titled(
    title: str | None, pieces: Sequence[tuple[str, BlockKind | None]]
) -> Iterator[tuple[str, BlockKind | None]]:
    """The pieces with the title first, and only once."""
    if title:
        yield title, "headline"
    for number, (text, kind) in enumerate(pieces):
        if title is None or number > 2 or folded(text) != folded(title):
            yield text, kind


def _laid_out(pieces: Iterator[tuple[str, BlockKind | None]]) -> tuple[str, tuple[Unit, ...]]:
    units: list[Unit] = []
    at = 0
    for text, kind in pieces:
        units.append(Unit(at, at + len(text), text, kind))
        at += len(text) + len(PARTED)
    return PARTED.join(u.text for u in units), tuple(units)


def _declared(found: Any, url: str | None, title: str | None) -> dict[str, str | None]:
    """What the markup says, left out where it only repeats the host's name or the title."""
    if found is None:
        return {"url": url}
    outlet = found.sitename
    if outlet and folded(outlet) in (folded(host_of(found.url or url) or ""), folded(title or "")):
        outlet = None
    categories = [c for c in found.categories or () if c and c.strip()]
    return {
        "outlet": outlet,
        "byline": ", ".join(a.strip() for a in found.author.split(";")) if found.author else None,
        "section": categories[0].strip() if categories else None,
        "published": found.date,
        "url": url or found.url,
    }

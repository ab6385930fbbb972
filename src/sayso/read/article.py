"""How an article is put together: what is given comes before what is declared, and that before what the text shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.errors import InputError
from sayso.model import BODY_KINDS, Article, Block, Notice, PublishedFrom, Quote, quote
from sayso.read.blocks import Page, sort_page
from sayso.read.checks import notices, replaced_surrogates
from sayso.read.dates import iso_date, stated_date
from sayso.read.language import foreign_language
from sayso.read.layout import Unit, units
from sayso.read.outlets import host_of
from sayso.read.page import WebPage, read_page
from sayso.read.sniff import looks_like_page
from sayso.read.words import PageWords
from sayso.text import squeezed

MOST_CHARS = 5_000_000  # of text in one article


@dataclass(frozen=True)
class Defaults:
    """What serves articles that do not carry it themselves: the day of publication (ISO) and the outlet's name.

    Raises InputError "bad-date" for a day that is none.
    """

    published: str | None = None
    outlet: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            object.__setattr__(self, "published", checked_date(self.published, "--published"))


@dataclass(frozen=True)
class Given:
    """What the caller says about one article; all of it may be missing."""

    id: str = ""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None
    name: str = ""  # how messages call the input
    notices: tuple[Notice, ...] = ()


def checked_date(value: str, name: str) -> str:
    """The ISO date in `YYYY-MM-DD` or a longer ISO time. Raises InputError "bad-date" for anything else."""
    found = iso_date(value)
    if found is None:
        raise InputError(f"{name}: {value!r} is not a date (YYYY-MM-DD)", code="bad-date", name=name)
    return found


def lenient_date(value: str) -> str | None:
    """The day of an ISO date, or of a date written out with its year; None where it is neither."""
    found = stated_date(value, PageWords.shipped())
    return iso_date(value) or (found.iso if found else None)


def from_text(text: str, given: Given, defaults: Defaults) -> Article:
    """The article of a plain text, whose offsets point into the text exactly as given.

    Raises InputError: empty, too-large, no-article, language.
    """
    text, mended = replaced_surrogates(_not_too_large(text, given.name))
    pieces = units(text)
    if not pieces:
        raise InputError(f"{given.name}: there is no text", code="empty", name=given.name)
    return _article(text, pieces, replace(given, notices=given.notices + mended), WebPage(text, pieces), defaults)


def from_html(html: str, given: Given, defaults: Defaults) -> Article:
    """The article of a web page; its text is what was extracted, title first.

    Raises InputError: empty, too-large, no-article, language.
    """
    html, mended = replaced_surrogates(html)
    if not html.strip():
        raise InputError(f"{given.name}: there is no text", code="empty", name=given.name)
    page = read_page(html, given.url, given.name)
    _not_too_large(page.text, given.name)
    return _article(page.text, page.units, replace(given, notices=given.notices + mended), page, defaults)


def from_either(text: str, given: Given, defaults: Defaults) -> Article:
    """The article of a text field that may hold plain text or HTML."""
    read = from_html if looks_like_page(text) else from_text
    return read(text, given, defaults)


def _not_too_large(text: str, name: str) -> str:
    if len(text) > MOST_CHARS:
        message = f"{name}: {len(text):,} characters are more than the {MOST_CHARS:,} of one article"
        raise InputError(message, code="too-large", name=name)
    return text


def _article(text: str, pieces: Sequence[Unit], given: Given, declared: WebPage, defaults: Defaults) -> Article:
    words = PageWords.shipped()
    title = given.title or declared.title
    page = sort_page(text, pieces, title, words)
    _check_body(text, page.blocks, given.name, words)
    published, source = _published(given, declared, defaults, page)
    return Article(
        id=given.id,
        url=given.url or declared.url,
        title=squeezed(title) if title else page.headline,
        outlet=_outlet(given, declared, defaults, page),
        byline=given.byline or declared.byline or page.byline,
        section=declared.section or page.section,
        published=published,
        published_from=source,
        text=text,
        blocks=page.blocks,
        dateline_place=page.dateline.place if page.dateline else None,
        dateline_agency=_agency(text, page),
        warnings=(*given.notices, *notices(text, page.blocks), *_no_date(published, page)),
    )


def _check_body(text: str, blocks: Sequence[Block], name: str, words: PageWords) -> None:
    body = "\n".join(text[b.start : b.end] for b in blocks if b.kind in BODY_KINDS)
    if not any(c.isalnum() for c in body):
        raise InputError(f"{name}: nothing but page furniture, no article", code="no-article", name=name)
    code = foreign_language(body, words)
    if code:
        message = f"{name}: the text looks like {words.language_name(code)} ({code}); sayso reads English"
        raise InputError(message, code="language", name=name)


def _published(given: Given, declared: WebPage, defaults: Defaults, page: Page) -> tuple[str | None, PublishedFrom]:
    """The day of publication and where it comes from; nothing is made up."""
    choices: tuple[tuple[str | None, PublishedFrom], ...] = (
        (given.published, "given"),
        (declared.published, "metadata"),
        (defaults.published, "given"),
        (_shown_date(page), "text"),
    )
    return next(((day, source) for day, source in choices if day), (None, "none"))


def _shown_date(page: Page) -> str | None:
    """The date that a line of head or foot states, or the dateline's where it has a year; an update's date last."""
    stated = dict(reversed(list(_stated(page))))
    from_dateline = page.dateline.published if page.dateline else None
    return stated.get("published") or stated.get("plain") or from_dateline or stated.get("updated")


def _stated(page: Page) -> Iterator[tuple[str, str]]:
    """Date lines over the second paragraph, and labelled or signed ones under the last."""
    body = [b for b in page.blocks if b.kind == "paragraph"]
    head = body[1].start if len(body) > 1 else len(page.blocks) and page.blocks[-1].end
    foot = body[-1].end if body else 0
    for unit, credit in page.credits:
        signed = credit.use != "plain" or credit.authors is not None
        if credit.published and (unit.start < head or (signed and unit.start >= foot)):
            yield credit.use, credit.published


def _outlet(given: Given, declared: WebPage, defaults: Defaults, page: Page) -> str | None:
    """The outlet's name; an agency is the outlet where no other is known, and so is the host of the address."""
    return (
        given.outlet
        or declared.outlet
        or defaults.outlet
        or page.outlet
        or host_of(given.url or declared.url)
        or _wire(page)
    )


def _wire(page: Page) -> str | None:
    """The agency's name as the dateline or a credit line writes it."""
    if page.dateline and page.dateline.agency:
        return page.dateline.agency.text
    return next((c.agency for _, c in page.credits if c.agency), None)


def _agency(text: str, page: Page) -> Quote | None:
    """The words that name the agency, in the dateline or in a credit line at head or foot."""
    if page.dateline and page.dateline.agency:
        return page.dateline.agency
    for unit, credit in page.credits:
        at = text.find(credit.agency, unit.start, unit.end) if credit.agency else -1
        if credit.agency and at >= 0:
            return quote(text, at, at + len(credit.agency))
    return None


def _no_date(published: str | None, page: Page) -> Iterator[Notice]:
    if published is None:
        day = page.dateline.day if page.dateline else None
        hint = f" (the dateline says {squeezed(day)!r}, without a year)" if day else ""
        message = f"no date of publication was found{hint}; relative dates stay unresolved"
        yield Notice(code="no-date", message=message)

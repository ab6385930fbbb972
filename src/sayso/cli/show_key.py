"""`sayso show`: one article or event of an archive, whole: words, chain of sayings, slots and the reason for each."""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich.table import Table
from rich.text import Text

from sayso.cli.finding import opened
from sayso.cli.options import archive_option, console
from sayso.cli.show import STANDING_STYLE, shown
from sayso.errors import SaysoError
from sayso.model import Actor, Event, Quote, Record
from sayso.store import Archive, reviews
from sayso.store.search import keys_like
from sayso.text import squeezed
from sayso.views import View


@click.command("show")
@click.argument("key")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="The record as JSON.")
def command(key: str, archive: str, as_json: bool) -> int:
    """Show an article, or with an event's key (such as 3f0c12ab/e2) the event: its words, chain and reasons.

    KEY is what `sayso events` and `sayso articles` list, or the beginning of it.
    """
    store, (begin, _, part) = opened(archive), key.partition("/")
    article = _whole(store, begin)
    judged = reviews.shown(store, article)
    if judged is None:
        raise SaysoError(f"article {article} is in the archive but could not be coded", code="archive")
    record = judged.record
    event = next((e for e in record.events if e.id == part), None)
    if part and event is None:
        gone = " (reviewers rejected it)" if any(t.id == part for t in judged.rejected) else ""
        raise SaysoError(f"article {article} has no event {part}{gone}", code="archive")
    if as_json:
        click.echo((event or record).model_dump_json(by_alias=True))
    elif event is not None:
        _print_event(record, event, article)
    else:
        console().print(shown(record, full=True))
    return 0


def _whole(archive: Archive, begin: str) -> str:
    """The one key that begins so, or that belongs to the article with this id."""
    found = keys_like(archive, begin)
    if not found:
        raise SaysoError(f"the archive holds no article {begin}", code="archive")
    if len(found) > 1:
        raise SaysoError(f"several articles begin with {begin}: {', '.join(found)}", code="archive")
    return found[0]


def _print_event(record: Record, event: Event, key: str) -> None:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in _lines(View(record), event, key):
        if str(value):
            grid.add_row(name, value)
    console().print(grid)


def _lines(view: View, event: Event, key: str) -> Iterator[tuple[str, Text]]:
    record, when, where = view.record, event.when, event.where
    yield "event", Text.assemble((event.type, "bold green"), (f" {' '.join(event.modes)}", "green"))
    yield "", _dim(f"{' '.join(event.contexts)} · CAMEO {event.cameo or 'none'} · quad {event.quad}".lstrip(" ·"))
    yield "words", _marked(view, event)
    yield from _party("who", view.actors(event.actors), event.actor_text)
    yield from _party("to whom", view.actors(event.recipients), event.recipient_text)
    if when:
        span = when.start_date if when.start_date == when.end_date else f"{when.start_date} to {when.end_date}"
        assumed = "  the article's date: the text tells none" if when.assumed else ""
        yield "when", Text(span).append(assumed, style="dim")
    if where:
        yield "where", Text(f"{where.name} {where.country or ''} ").append(where.resolution, style="dim")
    yield "toll", Text(", ".join(f"{c.kind} “{squeezed(c.text.text)}”" for c in event.counts))
    standing = " ".join((event.standing, *event.auxiliary))
    yield "standing", Text(standing, style=STANDING_STYLE[event.standing])
    yield "say-so", Text(view.say_so(event), style="bold cyan")
    yield from _chain(view, event)
    yield "confidence", Text(f"{event.confidence:.2f}")
    yield from _reasons(view, event)
    article = record.article
    facts = (article.title or "", view.outlet() or "", article.published or "no date", article.url or "")
    yield "article", Text(" · ".join(f for f in facts if f))
    yield "key", _dim(f"{key}/{event.id} · {record.coder or ''}")


def _party(name: str, actors: list[Actor], words: tuple[Quote, ...]) -> Iterator[tuple[str, Text]]:
    """Each party with country, sectors and how it is known; the words alone where nobody is named."""
    for actor in actors:
        known = " ".join(p for p in (actor.country or "", "/".join(actor.sectors)) if p)
        by = f"known by {actor.entry or actor.resolved_by}" if actor.resolved_by != "none" else ""
        yield (
            name,
            Text(f"{actor.name}  ").append(" · ".join(p for p in (known, actor.role or "", by) if p), style="dim"),
        )
        name = ""
    told = ", ".join(f"“{squeezed(q.text)}” [{q.start}:{q.end}]" for q in words)
    if told:
        yield name, _dim(told)


def _chain(view: View, event: Event) -> Iterator[tuple[str, Text]]:
    """The sayings from the nearest to the outermost: who, cue, stance, and the words."""
    for depth, saying in enumerate(view.path(event)):
        cue = squeezed(saying.cue.text) if saying.cue else "is quoted"
        line = Text("  " * depth).append(view.speakers(saying) or "somebody", style="cyan").append(f" {cue}")
        if saying.stance != "assert" or saying.negated:
            line.append(f" ({'not ' if saying.negated else ''}{saying.stance})", style="magenta")
        words = " … ".join(squeezed(q.text) for q in saying.content)
        yield "", line.append(f": “{words}”" if words else "", style="italic")


def _reasons(view: View, event: Event) -> Iterator[tuple[str, Text]]:
    """Every decision with the entry that took it: of the event first, then of its nearest saying."""
    name = "because"
    for because in event.because:
        yield name, Text(because.rule).append(f"  {because.detail}", style="dim")
        name = ""
    for saying in view.path(event)[:1]:
        for because in saying.because:
            yield name, Text(f"{saying.id} {because.rule}").append(f"  {because.detail}", style="dim")
            name = ""


def _marked(view: View, event: Event) -> Text:
    """The paragraph with the trigger set off."""
    text, at = view.record.article.text, event.trigger
    stop = text.find("\n", at.end)
    before = text[text.rfind("\n", 0, at.start) + 1 : at.start]
    after = text[at.end : len(text) if stop < 0 else stop]
    return Text.assemble("“", before.lstrip(), (at.text, "bold underline"), after.rstrip(), f"” [{at.start}:{at.end}]")


def _dim(text: str) -> Text:
    return Text(text, style="dim")

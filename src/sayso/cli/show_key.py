"""`sayso show`: one article or event of an archive, whole."""

from __future__ import annotations

import click

from sayso.cli.finding import opened
from sayso.cli.options import archive_option, console
from sayso.cli.show import shown
from sayso.errors import SaysoError
from sayso.model import Event, Record
from sayso.views import View


@click.command("show")
@click.argument("key")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="The record as JSON.")
def command(key: str, archive: str, as_json: bool) -> int:
    """Show the article, or with an event's key (such as 3f…/e2) the event: its words, chain and reason."""
    article, _, part = key.partition("/")
    record = opened(archive).record(article)
    if record is None:
        raise SaysoError(f"the archive holds no article {article}", code="archive")
    event = next((e for e in record.events if e.id == part), None)
    if part and event is None:
        raise SaysoError(f"article {article} has no event {part}", code="archive")
    if as_json:
        click.echo((event or record).model_dump_json(by_alias=True))
    elif event is not None:
        _print_event(record, event)
    else:
        console().print(shown(record, full=True))
    return 0


def _print_event(record: Record, event: Event) -> None:
    view = View(record)
    for name, value in (
        ("event", " ".join((event.type, *event.modes))),
        ("actors", "; ".join(a.name for a in view.actors(event.actors)) or "nobody named"),
        ("recipients", "; ".join(a.name for a in view.actors(event.recipients)) or "none"),
        ("when", f"{event.when.start_date} to {event.when.end_date}" if event.when else "open"),
        ("where", f"{event.where.name} ({event.where.resolution})" if event.where else "open"),
        ("standing", " ".join((event.standing, *event.auxiliary))),
        ("say-so", view.say_so(event)),
        ("words", f"“{event.trigger.text}” in “{view.sentence(event.trigger)}”"),
        ("because", "; ".join(f"{b.rule} {b.detail}".strip() for b in event.because)),
        ("article", f"{record.article.title or ''} · {view.outlet() or ''} · {record.article.published or 'no date'}"),
    ):
        click.echo(f"{name:11} {value}")

"""`sayso explain`: why each event was coded: sentence, tree, pattern, slots, actors, path of sayings."""

from __future__ import annotations

from typing import Any

import click
from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sayso.cli.options import about_article, console, own_knowledge
from sayso.doc import Doc
from sayso.model import Actor, Because, Event, Failure, Record, Saying
from sayso.text import squeezed


@click.command("explain")
@click.argument("file", metavar="FILE|URL|-")
@click.argument("event", required=False)
@about_article
@own_knowledge
@click.option("--no-tree", is_flag=True, help="Leave the dependency tree out.")
def command(**given: Any) -> int:
    """Show why each EVENT of FILE (or only EVENT, such as e3) was coded as it is.

    \b
    For every event: the sentence, its tree as the parser saw it, the knowledge entry that fired, the exact words of
    each slot, how each actor was resolved, and the path of sayings from the event up to the outlet.
    """
    from sayso.pipeline import Coder
    from sayso.read import Defaults, read_articles

    screen = console()
    coder = Coder.shipped(actors=given["actors"], places=given["places"])
    defaults = Defaults(published=given["published"], outlet=given["outlet"])
    for item in read_articles([given["file"]], defaults):
        if isinstance(item, Failure):
            raise click.ClickException(item.error["message"])
        reading = coder.read(item)
        _explain(screen, reading.record, reading.doc, given["event"], tree=not given["no_tree"])
    return 0


def _explain(screen: Console, record: Record, doc: Doc, wanted: str | None, *, tree: bool) -> None:
    chosen = [e for e in record.events if wanted in (None, e.id)]
    if not chosen:
        ids = ", ".join(e.id for e in record.events) or "none"
        raise click.UsageError(f"there is no event {wanted or ''}; the events here are: {ids}")
    for event in chosen:
        screen.print(explained(record, doc, event, tree=tree))


def explained(record: Record, doc: Doc, event: Event, *, tree: bool = True) -> Group:
    """Everything that led to one event, for reading on a terminal."""
    at = doc.token_at(event.trigger.start)
    parts = [Rule(f"{event.id} {event.type} {'/'.join(event.modes)}", style="dim", align="left")]
    body: list[Any] = [_facts(record, event)]
    if at is not None:
        sentence = doc.sentence_of(at)
        body.insert(0, Text(squeezed(doc.text[sentence.start : sentence.end]), style="italic"))
        if tree:
            body.append(Padding(_tree(doc, sentence.first, sentence.last, at), (1, 0)))
    body.append(_actors(record, event))
    body.append(Padding(_path(record, event), (1, 0, 0, 0)))
    return Group(*parts, *(Padding(b, (0, 0, 0, 2)) for b in body))


def _facts(record: Record, event: Event) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _fact_rows(record, event):
        table.add_row(name, value)
    return table


def _fact_rows(record: Record, event: Event) -> list[tuple[str, str]]:
    rows = [
        ("trigger", _quoted(event.trigger)),
        ("actor", ", ".join(map(_quoted, event.actor_text)) or "nobody named"),
        ("recipient", ", ".join(map(_quoted, event.recipient_text)) or "none"),
        ("counts", ", ".join(f"{c.low}-{c.high} {c.kind} {_quoted(c.text)}" for c in event.counts)),
        ("auxiliary", ", ".join(event.auxiliary)),
        ("standing", event.standing),
        ("when", f"{event.when.start_date}..{event.when.end_date}{_moment(record, event)}" if event.when else "open"),
        ("where", f"{event.where.name} ({event.where.resolution})" if event.where else "open"),
        ("confidence", f"{event.confidence:.2f}"),
    ]
    rows += [("because", _reason(b)) for b in event.because]
    return [(n, v) for n, v in rows if v]


def _moment(record: Record, event: Event) -> str:
    if event.when is None or event.when.moment is None:
        return ", assumed from the article's date" if event.when and event.when.assumed else ""
    words = next((m.text for m in record.moments if m.id == event.when.moment), None)
    return f" from {_quoted(words)}" if words else ""


def _quoted(quote: Any) -> str:
    return f"“{squeezed(quote.text)}” [{quote.start}:{quote.end}]"


def _reason(because: Because) -> str:
    return f"{because.rule}  {because.detail}".strip()


def _tree(doc: Doc, first: int, last: int, trigger: int) -> Group:
    roots = [i for i in range(first, last) if doc.tokens[i].head < first or doc.tokens[i].head >= last]
    return Group(*(_branch(doc, root, trigger) for root in roots))


def _branch(doc: Doc, index: int, trigger: int) -> Tree:
    tree = Tree(_node(doc, index, trigger), guide_style="dim")
    stack = [(index, tree)]
    while stack:
        at, branch = stack.pop()
        for child in doc.children(at):
            stack.append((child, branch.add(_node(doc, child, trigger))))
    return tree


def _node(doc: Doc, index: int, trigger: int) -> Text:
    token = doc.tokens[index]
    name = doc.name_at(index)
    style = "bold green" if index == trigger else "bold" if name else ""
    details = f" {token.deprel} {token.upos}" + (f" {name.label}" if name else "")
    return Text.assemble((token.text, style), (details, "dim"))


def _actors(record: Record, event: Event) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("actor", "slot", "country", "sectors", "known by", "because"):
        table.add_column(column, overflow="fold")
    for slot, ids in (("actor", event.actors), ("recipient", event.recipients)):
        for actor in (a for a in record.actors if a.id in ids):
            table.add_row(*_actor_row(actor, slot))
    return table


def _actor_row(actor: Actor, slot: str) -> tuple[str, ...]:
    because = "; ".join(_reason(b) for b in actor.because)
    by = f"{actor.resolved_by} {actor.entry or ''}".strip()
    return (f"{actor.id} {actor.name}", slot, actor.country or "none", " ".join(actor.sectors) or "none", by, because)


def _path(record: Record, event: Event) -> Text:
    """From the event up to the outlet, one saying a line."""
    sayings = {s.id: s for s in record.sayings}
    text, at, depth = Text(), sayings.get(event.said_in), 0
    while at is not None:
        text.append("  " * depth + f"said in {at.id}: {_saying(record, at)}\n", style="cyan")
        at, depth = sayings.get(at.parent or ""), depth + 1
    return text


def _saying(record: Record, saying: Saying) -> str:
    names = [a.name for a in record.actors if a.id in saying.speakers]
    speakers = ", ".join(names) or (saying.speaker.text if saying.speaker else "nobody named")
    if saying.parent is None:
        return f"the article itself ({speakers})" if names else "the article itself"
    cue = f" {_quoted(saying.cue)}" if saying.cue else ""
    reasons = "; ".join(_reason(b) for b in saying.because)
    return f"{speakers}{cue} · {saying.form}, {'not ' if saying.negated else ''}{saying.stance}  ({reasons})"

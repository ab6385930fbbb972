"""How a record looks on a terminal: the article's head, the tree of sayings with their events, who is who."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sayso.model import Actor, Event, EventTime, Record, Saying
from sayso.text import sentence_around, squeezed
from sayso.views import cue_words

STANDING_STYLE = {
    "fact": "bold",
    "claimed": "yellow",
    "admitted": "green",
    "denied": "red",
    "suspected": "magenta",
    "disputed": "bold red",
}
VENUES = {"post": "in a post", "interview": "in an interview", "statement": "in a statement", "call": "on a call"}
SHORT = 180


def shown(record: Record, *, full: bool = False) -> RenderableType:
    """The whole record for reading; `full` keeps long quotations and every actor."""
    parts: list[RenderableType] = [_head(record), Padding(_tree(record, full=full), (1, 0, 0, 0))]
    if record.actors:
        parts.append(_section("Who is who", _actors(record, full=full)))
    if record.loaded:
        parts.append(_section("Words that take a side", _loaded(record)))
    if record.warnings:
        parts.append(_section("Mind", _warnings(record)))
    return Group(*parts, Text(""))


def _warnings(record: Record) -> Text:
    return Text("\n".join(f"{w.code}: {w.message}" for w in record.warnings), style="yellow")


def _section(title: str, body: RenderableType) -> Padding:
    return Padding(Group(Text(title, style="bold underline"), body), (1, 0, 0, 0))


def _head(record: Record) -> Group:
    article = record.article
    title = article.title or squeezed(article.text[:80])
    outlet = _name(record, article.outlet) if article.outlet else "outlet unknown"
    published = article.published or "no date"
    facts = [outlet, published, article.byline or "", article.section or ""]
    numbers = f"{len(record.sayings) - 1} sayings, {len(record.events)} events, {len(record.actors)} actors"
    line = Text(" · ".join(f for f in (*facts, numbers) if f), style="dim")
    return Group(Rule(style="dim"), Text(title, style="bold"), line)


def _tree(record: Record, *, full: bool) -> Tree:
    root = Tree(Text(_outlet_says(record), style="bold cyan"), guide_style="dim")
    _grow(root, "s0", record, full=full)
    return root


def _outlet_says(record: Record) -> str:
    outlet = record.article.outlet
    return f"{_name(record, outlet)} says, in its own voice" if outlet else "The article says, in its own voice"


def _grow(branch: Tree, saying: str, record: Record, *, full: bool) -> None:
    """Events and sayings of one saying, in the order in which they stand in the text."""
    nodes: list[tuple[int, Event | Saying]] = [(e.trigger.start, e) for e in record.events if e.said_in == saying]
    nodes += [(_place(s), s) for s in record.sayings if s.parent == saying]
    for _, node in sorted(nodes, key=lambda n: n[0]):
        if isinstance(node, Event):
            branch.add(_event(record, node, full=full))
        else:
            _grow(branch.add(_said(record, node, full=full)), node.id, record, full=full)


def _place(saying: Saying) -> int:
    return min((q.start for q in (saying.cue, saying.speaker, *saying.content) if q is not None), default=0)


def _said(record: Record, saying: Saying, *, full: bool) -> Text:
    line = Text.assemble((_speakers(record, saying), "bold cyan"), " ", (cue_words(saying), "cyan"))
    for part in (_venue(record, saying), _to(record, saying), _when(saying.when)):
        if part:
            line.append(f" · {part}", style="dim")
    if saying.stance != "assert" or saying.negated:
        line.append(f" · {'not ' if saying.negated else ''}{saying.stance}", style="magenta")
    words = " … ".join(squeezed(q.text) for q in saying.content)
    if words:
        line.append(f"\n{_cut(words, full=full)}", style="italic" if saying.form != "indirect" else "")
    return line


def _speakers(record: Record, saying: Saying) -> str:
    names = ", ".join(_name(record, s) for s in saying.speakers)
    return names or (squeezed(saying.speaker.text) if saying.speaker else "somebody")


def _venue(record: Record, saying: Saying) -> str:
    if saying.venue is None:
        return ""
    outlet = f" with {_name(record, saying.venue.outlet)}" if saying.venue.outlet else ""
    return VENUES.get(saying.venue.kind, f"in a {saying.venue.kind}") + outlet


def _to(record: Record, saying: Saying) -> str:
    return "to " + ", ".join(_name(record, a) for a in saying.addressees) if saying.addressees else ""


def _event(record: Record, event: Event, *, full: bool) -> Text:
    kind = " ".join((event.type, "/".join(event.modes))).strip()
    line = Text.assemble(("● ", STANDING_STYLE[event.standing]), (kind, "bold green"), "  ", _parties(record, event))
    facts = [event.standing, *event.auxiliary, _when(event.when), _where(event), _counts(event)]
    line.append("\n" + " · ".join(f for f in facts if f), style=STANDING_STYLE[event.standing])
    line.append(f"  “{_sentence(record, event, full=full)}”", style="dim italic")
    return line


def _parties(record: Record, event: Event) -> Text:
    actors = _names(record, event.actors, [q.text for q in event.actor_text])
    recipients = _names(record, event.recipients, [q.text for q in event.recipient_text])
    text = Text(actors or "nobody named", style="" if actors else "dim")
    return text.append(f" → {recipients}") if recipients else text


def _names(record: Record, ids: tuple[str, ...], words: list[str]) -> str:
    return ", ".join(_name(record, i) for i in ids) or ", ".join(squeezed(w) for w in words)


def _name(record: Record, id_: str | None) -> str:
    return next((a.name for a in record.actors if a.id == id_), id_ or "")


def _when(when: EventTime | None) -> str:
    if when is None:
        return ""
    span = when.start_date if when.start_date == when.end_date else f"{when.start_date} to {when.end_date}"
    return f"{span} (assumed)" if when.assumed else span


def _where(event: Event) -> str:
    if event.where is None:
        return ""
    country = event.where.country if event.where.resolution != "country" else None
    return f"{event.where.name} ({country})" if country else event.where.name


def _counts(event: Event) -> str:
    return ", ".join(f"{_range(c.low, c.high)} {c.kind}" for c in event.counts)


def _range(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low}-{high}"


def _sentence(record: Record, event: Event, *, full: bool) -> str:
    """The sentence of the trigger, or whole words of it around the trigger."""
    text, at = record.article.text, event.trigger
    first, last = sentence_around(text, at.start, at.end)
    reach = 400 if full else 60
    start, end = max(first, at.start - reach), min(last, at.end + reach)
    if start > first:
        start += len(text[start : at.start].partition(" ")[0])
    if end < last:
        end -= len(text[at.end : end].rpartition(" ")[2])
    left, right = ("…" if start > first else ""), ("…" if end < last else "")
    return left + squeezed(text[start:end]) + right


def _cut(words: str, *, full: bool) -> str:
    return words if full or len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"


def _actors(record: Record, *, full: bool) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("name", "what", "country", "sectors", "known by", "mentions"):
        table.add_column(column, overflow="fold")
    known = [a for a in record.actors if full or a.kind != "unnamed"]
    for actor in known:
        table.add_row(*_actor_row(actor))
    return table


def _actor_row(actor: Actor) -> tuple[str, ...]:
    by = f"{actor.resolved_by} ({actor.entry})" if actor.entry else actor.resolved_by
    what = actor.role or actor.kind
    return (actor.name, what, actor.country or "", " ".join(actor.sectors), by, str(len(actor.mentions)))


def _loaded(record: Record) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("words", "plainly", "leans", "about", "whose words"):
        table.add_column(column, overflow="fold")
    sayings = {s.id: s for s in record.sayings}
    for word in record.loaded:
        voice = _outlet_voice(record) if word.voice == "s0" else _speakers(record, sayings[word.voice])
        lean, about = word.lean, _name(record, word.about)
        table.add_row(word.text.text, word.plain, lean, about, voice + (", in quotation marks" if word.quoted else ""))
    return table


def _outlet_voice(record: Record) -> str:
    return _name(record, record.article.outlet) if record.article.outlet else "the article"

"""How a record looks in a notebook: self-contained HTML, every word of the article escaped, light and dark."""

from __future__ import annotations

from html import escape

from sayso.model import Event, Record, Saying
from sayso.text import squeezed
from sayso.views import cue_words

_STYLE = """
.sayso{font:14px/1.5 system-ui,sans-serif;max-width:60em;color-scheme:light dark}
.sayso h3{margin:.2em 0}.sayso .dim{opacity:.65;font-size:90%}
.sayso ul{list-style:none;border-left:2px solid rgba(128,128,128,.35);margin:.3em 0 .3em .4em;padding-left:1em}
.sayso .who{font-weight:600}.sayso .type{font-weight:600;color:#0a7d4f}.sayso q{font-style:italic}
.sayso .standing{border:1px solid;border-radius:3px;padding:0 .3em;font-size:85%}
.sayso .denied,.sayso .disputed{color:#b3261e}.sayso .claimed,.sayso .suspected{color:#9a6700}
@media(prefers-color-scheme:dark){.sayso .type{color:#5ad19a}.sayso .claimed,.sayso .suspected{color:#e3b341}
.sayso .denied,.sayso .disputed{color:#ff8a80}}
"""


def as_html(record: Record) -> str:
    """One scoped block of HTML: the article's head and the tree of sayings with their events."""
    article = record.article
    title = escape(article.title or squeezed(article.text[:80]))
    facts = " · ".join(escape(f) for f in (_name(record, article.outlet), article.published or "no date") if f)
    tree = _branch(record, "s0")
    return f'<div class="sayso"><style>{_STYLE}</style><h3>{title}</h3><div class="dim">{facts}</div>{tree}</div>'


def _branch(record: Record, saying: str) -> str:
    nodes: list[tuple[int, str]] = [(e.trigger.start, _event(record, e)) for e in record.events if e.said_in == saying]
    nodes += [(_place(s), _saying(record, s)) for s in record.sayings if s.parent == saying]
    return f"<ul>{''.join(f'<li>{html}</li>' for _, html in sorted(nodes))}</ul>" if nodes else ""


def _place(saying: Saying) -> int:
    return min((q.start for q in (saying.cue, *saying.content) if q is not None), default=0)


def _saying(record: Record, saying: Saying) -> str:
    names = ", ".join(_name(record, s) for s in saying.speakers)
    who = escape(names or (saying.speaker.text if saying.speaker else "somebody"))
    cue = escape(cue_words(saying))
    words = escape(" … ".join(squeezed(q.text) for q in saying.content))
    return f'<span class="who">{who}</span> {cue} <q>{words}</q>{_branch(record, saying.id)}'


def _event(record: Record, event: Event) -> str:
    kind = escape(" ".join((event.type, "/".join(event.modes))).strip())
    actors, recipients = _names(record, event.actors), _names(record, event.recipients)
    arrow = f" → {recipients}" if recipients else ""
    when = f" · {event.when.start_date}" if event.when else ""
    where = f" · {escape(event.where.name)}" if event.where else ""
    standing = f'<span class="standing {event.standing}">{event.standing}</span>'
    words = f"<q>{escape(event.trigger.text)}</q>"
    return f'<span class="type">{kind}</span> {actors or "nobody named"}{arrow} {standing}{when}{where} {words}'


def _names(record: Record, ids: tuple[str, ...]) -> str:
    return escape(", ".join(_name(record, i) for i in ids))


def _name(record: Record, id_: str | None) -> str:
    return next((a.name for a in record.actors if a.id == id_), "")

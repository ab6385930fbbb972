"""`sayso ontology`: what can be coded, and which decision was taken where the PLOVER manual contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.table import Table

from sayso.cli.options import console
from sayso.knowledge.ontology import Ontology

PARTS = ("types", "modes", "contexts", "sectors", "decisions", "cameo")


@click.command("ontology")
@click.argument("part", type=click.Choice(PARTS), default="types")
def command(part: str) -> int:
    """Print a PART of the ontology as a table: types, modes, contexts, sectors, decisions or cameo."""
    ontology = Ontology.shipped()
    columns, rows = _TABLES[part](ontology)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table)
    return 0


Part = tuple[tuple[str, ...], Sequence[tuple[str, ...]]]


def _types(ontology: Ontology) -> Part:
    rows = [
        (t.id, str(t.quad), f"{t.score:g}", t.cameo, "yes" if t.needs_recipient else "", t.definition)
        for t in ontology.types
    ]
    return ("type", "quad", "score", "CAMEO", "recipient", "definition"), rows


def _modes(ontology: Ontology) -> Part:
    rows = [(t.id, m.id, f"{m.score:g}", m.definition) for t in ontology.types for m in t.modes]
    return ("type", "mode", "score", "definition"), rows


def _contexts(ontology: Ontology) -> Part:
    return ("context", "definition", "not together with"), [
        (c.id, c.definition, c.excludes or "") for c in ontology.contexts
    ]


def _sectors(ontology: Ontology) -> Part:
    return ("code", "kind", "definition"), [(s.id, s.kind, s.definition) for s in ontology.sectors]


def _decisions(ontology: Ontology) -> Part:
    rows = [(d.id, d.manual, d.decision, d.why) for d in ontology.decisions]
    return ("decision", "what the manual says", "what sayso does", "why"), rows


def _cameo(ontology: Ontology) -> Part:
    rows = [(c.code, c.type or "", "/".join(c.modes), c.text, c.repaired or "") for c in ontology.cameo]
    return ("CAMEO", "type", "mode", "text", "repaired"), rows


_TABLES = {
    "types": _types,
    "modes": _modes,
    "contexts": _contexts,
    "sectors": _sectors,
    "decisions": _decisions,
    "cameo": _cameo,
}

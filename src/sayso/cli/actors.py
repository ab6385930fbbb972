"""`sayso actors`: who acts in an archive; and, below it, who is known: find, check a file of one's own, add an entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.table import Table

from sayso.cli.finding import filters, opened, paged, paging, wanted, write
from sayso.cli.options import console
from sayso.cli.tabling import Cell, number, plain
from sayso.knowledge.actors import ActorBase, ActorEntry, Role, read_actors
from sayso.knowledge.petrarch import unreadable
from sayso.store.search import find_actors

_OURS = (".yml", ".yaml", ".csv")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


CELLS = (
    Cell("name", plain("name", "bold"), share=3),
    Cell("country", plain("country")),
    Cell("sector", plain("sector")),
    Cell("acts", number("acts"), right=True),
    Cell("suffers", number("suffers"), right=True),
    Cell("entry", plain("entry", "dim"), share=2, least=90),
)


@click.group("actors", invoke_without_command=True)
@filters
@paging("actors")
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int | None:
    """List the actors of an archive; or find, check and add actors of the knowledge base (see the commands below).

    Alone it lists who acts and who suffers in the events of the archive, one line for each entry of the knowledge base,
    or name where there is no entry. --actor asks for somebody on either side; the other filters choose the events.

    \b
      sayso actors --archive news.db --type ASSAULT --since 2024
      sayso actors --archive news.db --actor MIL --country SYR
      sayso actors find "Revolutionary Guard"
    """
    if context.invoked_subcommand is not None:
        return None
    return write(find_actors(opened(given["archive"]), wanted=wanted(given), **paged(given)), CELLS, given, "actors")


@command.command("find")
@click.argument("name")
@click.option("--actors", "files", type=_FILE, multiple=True, help="Your own actors on top; may be given again.")
def find(name: str, files: tuple[Path, ...]) -> int:
    """Show who is known as NAME: by full name or alias first, then by a weak name, a surname, a part."""
    base = ActorBase.shipped()
    base = base.with_user(files) if files else base
    found = {e.id: e for look in (base.named, base.weakly_named, base.surnamed, base.containing) for e in look(name)}
    if not found:
        click.echo(f"nobody is called {name!r}", err=True)
        return 1
    console().print(_table(list(found.values())[:40]))
    return 0


@command.command("check")
@click.argument("files", type=_FILE, nargs=-1, required=True)
def check(files: tuple[Path, ...]) -> int:
    """Check actor FILES (YAML, CSV or PETRARCH dictionaries): faults with their line, names that clash with others."""
    for path, (line, words) in ((p, fault) for p in files if p.suffix not in _OURS for fault in unreadable(p)):
        click.echo(f"{path}:{line}: {words!r} is no code such as [FRAGOV 070516-120515]; left out", err=True)
    base = ActorBase.shipped().with_user(files)
    own = {e.id for path in files for e in read_actors(path)}
    clashes = [c for c in base.clashes if own & set(c.entries)]
    for clash in clashes:
        click.echo(f"{clash.name!r} names {', '.join(clash.entries)}: make it `weak` in one of them")
    click.echo(f"{len(own)} actors in {len(files)} files are sound, {len(clashes)} names clash")
    return 1 if clashes else 0


@command.command("add")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("name")
@click.option("--kind", type=click.Choice(["person", "group", "organization", "state", "people"]), required=True)
@click.option("--id", "id_", help="Identifier; made from the name where it is left out.")
@click.option("--country", help="ISO 3166 alpha-3 code.")
@click.option("--sector", "sectors", multiple=True, help="PLOVER sector, primary first; may be given again.")
@click.option("--title", help="Office or nature, such as 'spokesman'.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be given again.")
@click.option("--from", "since", help="First day, month or year of the role.")
@click.option("--to", "until", help="Last day, month or year of the role.")
@click.option("--source", help="Where you know it from.")
def add(file: Path, name: str, **given: object) -> int:
    """Add the actor NAME to FILE (made where it does not exist), and check the file."""
    text = file.read_text(encoding="utf8") if file.is_file() else "# My own actors, for `sayso code --actors`.\n"
    file.write_text(f"{text.rstrip()}\n\n{_yaml(name, given)}", encoding="utf8")
    try:
        entries = read_actors(file)
    except Exception:
        file.write_text(text, encoding="utf8")
        raise
    click.echo(f"{file}: {entries[-1].id} added, {len(entries)} actors in all")
    return 0


def _yaml(name: str, given: dict[str, object]) -> str:
    import yaml

    role = {"country": given["country"], "sectors": list(given["sectors"]), "title": given["title"]}  # type: ignore[call-overload]
    role |= {"from": given["since"], "to": given["until"]}
    entry = {
        "id": given["id_"] or f"own/{_slug(name)}",
        "name": name,
        "kind": given["kind"],
        "aliases": list(given["aliases"]),  # type: ignore[call-overload]
        "roles": [{k: v for k, v in role.items() if v}],
        "source": given["source"],
    }
    kept = {k: v for k, v in entry.items() if v and v != [{}]}
    return yaml.safe_dump([kept], sort_keys=False, allow_unicode=True, width=110)


def _slug(name: str) -> str:
    from sayso.text import folded

    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in folded(name)).split()) or "actor"


def _table(entries: list[ActorEntry]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("entry", "name", "kind", "roles", "also called"):
        table.add_column(column, overflow="fold")
    for entry in entries:
        names = [*entry.aliases, *entry.acronyms, *(f"{w} (weak)" for w in entry.weak)]
        roles = "\n".join(_role(r) for r in entry.roles[:6])
        table.add_row(entry.id, entry.name, entry.kind, roles, ", ".join(names[:8]))
    return table


def _role(role: Role) -> str:
    what = " ".join(p for p in (role.country or "", "/".join(role.sectors), role.title or "") if p)
    time = f" {role.since or ''}-{role.to or ''}" if role.since or role.to else ""
    return what + time

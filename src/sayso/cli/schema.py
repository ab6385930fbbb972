"""`sayso schema`: the JSON Schema of the record, as it ships in the package."""

from __future__ import annotations

import click

from sayso.schema import schema_text


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of one output line: a record sayso/1, or the error that stands in its place."""
    click.echo(schema_text(), nl=False)

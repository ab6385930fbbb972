"""The command line: one file a command, loaded only when asked for, so that `--help` is quick."""

from __future__ import annotations

import importlib
import os
import signal
import sys

import click

from sayso.errors import SaysoError
from sayso.sweeping import sweep_seldom
from sayso.version import __version__

_COMMANDS = {
    "code": "Code articles: who did what to whom, when, where, and on whose say-so.",
    "explain": "Show why: the sentence, the tree, the pattern, the slots, the path of sayings.",
    "parse": "Print what the parser saw, as CoNLL-U.",
    "add": "Code articles into an archive, resumable at any moment.",
    "parts": "Code a large collection into part files, on all cores or on a Ray cluster.",
    "watch": "Poll feeds and code what is new into an archive.",
    "recode": "Bring records of older versions up to date, and show what changed.",
    "events": "Find events in an archive.",
    "sayings": "Find sayings in an archive.",
    "articles": "Find articles in an archive.",
    "count": "Count the events of an archive by month, type, country, dyad, outlet or standing.",
    "show": "Show an article or event of an archive.",
    "check": "Check that an archive is whole.",
    "serve": "Read, search and compare an archive in a browser.",
    "users": "Manage the accounts that may log in to a served archive.",
    "gold": "Write what reviewers settled as gold: records, brat, Label Studio.",
    "export": "Turn records into tables, PLOVER, POLECAT, GDELT, ICEWS, brat, GeoJSON and others.",
    "demo": "Code the sample articles that come with sayso.",
    "schema": "Print the JSON Schema of the record.",
    "ontology": "Print the event types, modes, contexts and the decisions behind them.",
    "actors": "List the actors of an archive; find, check and add actors of the knowledge base.",
    "knowledge": "Count and check the knowledge files.",
    "evaluate": "Measure sayso on gold data and hold the floors.",
}

EXIT_FAILED, EXIT_USAGE, EXIT_SOME_FAILED, EXIT_INTERRUPTED = 1, 2, 3, 130


class LazyGroup(click.Group):
    """Commands are imported when they are used; their one-line help stands in this file."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a reader needs them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None where there is no such command."""
        if cmd_name not in _COMMANDS:
            return None
        module = {"show": "show_key"}.get(cmd_name, cmd_name)
        command = importlib.import_module(f"sayso.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    epilog="Start with `sayso demo`, then `sayso code article.html`. Exit codes: 0 fine, 1 failed, 2 usage, 3 finished "
    "but some inputs failed.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="sayso")
def cli() -> None:
    """Read news, write attributed event data: who did what to whom, when, where, and on whose say-so."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with the right exit code; a closed pipe is no error."""
    sweep_seldom()
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        code = cli.main(args=arguments, prog_name="sayso", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
        sys.exit(EXIT_FAILED)
    sys.exit(code if isinstance(code, int) else 0)

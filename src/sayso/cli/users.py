"""`sayso users`: who may log in to a served archive, and in which role."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click

from sayso.cli.options import archive_option
from sayso.errors import SaysoError
from sayso.store import Archive
from sayso.store.audit import note
from sayso.store.users import Role, add_user, change_user, listed, remove_user

ROLES = get_args(Role)
_name = click.argument("name")
_role = click.option(
    "--role", type=click.Choice(ROLES), default="reviewer", show_default=True, help="What the account may do."
)
_password = click.password_option(help="Asked for where it is not given; - reads a line from standard input.")


@click.group("users")
def command() -> None:
    """Accounts of an archive: add, list, password, role, remove.

    \b
    `sayso serve --host` demands them. Roles: reader (read and search), reviewer (also correct, code blind, settle),
    admin (also make accounts and read the audit log).
      sayso users add ana --archive news.db --role admin
      sayso users list --archive news.db
    """


def _secret(password: str) -> str:
    try:
        from sayso.web.accounts import hashed
    except ImportError as error:
        raise SaysoError(
            f"accounts need more packages ({error.name}): pip install 'sayso[web]'", code="install"
        ) from error
    return hashed(sys.stdin.readline().rstrip("\n") if password == "-" else password)


def _opened(where: str) -> Archive:
    """An archive that is there: an account in a new, empty one would be of no use."""
    if "://" not in where and not Path(where).is_file():
        raise SaysoError(f"there is no archive {where}", code="archive")
    return Archive(where)


@command.command("add")
@_name
@_role
@_password
@archive_option
def add(name: str, role: Role, password: str, archive: str) -> int:
    """Make an account."""
    at = _opened(archive)
    add_user(at, name, _secret(password), role)
    note(at, "(command line)", "user-add", name, detail=role)
    click.echo(f"{name} may log in to {archive} as {role}")
    return 0


@command.command("list")
@archive_option
def show(archive: str) -> int:
    """All accounts: name, role, since when."""
    for user in listed(_opened(archive)):
        click.echo(f"{user.name}\t{user.role}\t{user.added[:10]}")
    return 0


@command.command("password")
@_name
@_password
@archive_option
def password(name: str, password: str, archive: str) -> int:
    """Give an account a new password; its log-ins end."""
    at = _opened(archive)
    change_user(at, name, password=_secret(password))
    note(at, "(command line)", "user-password", name)
    return 0


@command.command("role")
@_name
@click.argument("role", type=click.Choice(ROLES))
@archive_option
def role(name: str, role: Role, archive: str) -> int:
    """Give an account another role; its log-ins end."""
    at = _opened(archive)
    change_user(at, name, role=role)
    note(at, "(command line)", "user-role", name, detail=role)
    return 0


@command.command("remove")
@_name
@archive_option
def remove(name: str, archive: str) -> int:
    """Take an account away; what it judged stays."""
    at = _opened(archive)
    remove_user(at, name)
    note(at, "(command line)", "user-remove", name)
    return 0

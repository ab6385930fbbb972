"""`sayso serve`: the page over an archive; for this machine alone, or for others with accounts."""

from __future__ import annotations

import getpass
import os
import re
import socket
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import click

from sayso.errors import SaysoError
from sayso.store import Archive

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@click.command("serve")
@click.argument("archive", default="sayso.db", envvar="SAYSO_ARCHIVE", metavar="[ARCHIVE]")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; others than loopback need accounts."
)
@click.option("--port", default=8642, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--open/--no-open", "open_", default=False, help="Open the page in a browser.")
@click.option("--accounts", is_flag=True, help="Demand accounts on this machine too.")
@click.option("--name", "names", multiple=True, help="A host name under which others reach the page.")
@click.option("--tls-cert", type=click.Path(exists=True, dir_okay=False), help="Certificate (PEM).")
@click.option("--tls-key", type=click.Path(exists=True, dir_okay=False), help="Its private key (PEM).")
@click.option("--proxied", is_flag=True, help="A proxy on this machine stands before the page and speaks TLS.")
@click.option("--plain-http", is_flag=True, help="Let passwords travel unencrypted (a closed network only).")
def command(archive: str, host: str, port: int, *, open_: bool, names: tuple[str, ...], **given: Any) -> int:
    """Read, search, compare and correct an archive in a browser.

    \b
    Needs the web extra:  pip install 'sayso[web]'
      sayso add --archive news.db articles/
      sayso serve news.db
    For others: accounts and TLS.
      sayso users add ana --archive news.db --role admin
      sayso serve news.db --host 0.0.0.0 --name news.example.org --tls-cert c.pem --tls-key k.pem
    """
    served = _opened(archive)
    app, uvicorn = _loaded()
    tls = _checked(served, host, **given)
    _check_port(host, port)
    doors = _doors(host, names, tls=tls or given["proxied"], accounts=_demanded(host, **given))
    address = f"{'https' if tls else 'http'}://{_shown(host)}:{port}/"
    click.echo(f"sayso: {archive} is served at {address} (stop with Ctrl-C)", err=True)
    if open_:
        click.launch(address)
    uvicorn.run(
        app.make_app(served, doors=doors), host=host, port=port, log_level="warning", server_header=False,
        proxy_headers=given["proxied"], ssl_certfile=given["tls_cert"], ssl_keyfile=given["tls_key"],
    )  # fmt: skip
    return 0


def _opened(archive: str) -> Archive:
    """For writing where that is allowed, so that reviews can be kept; an archive that is not there is not made."""
    if "://" in archive:
        return Archive(archive)
    path = Path(archive)
    if not path.is_file():
        raise SaysoError(
            f"there is no archive {archive}; `sayso add --archive {archive} ...` makes one", code="archive"
        )
    writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    return Archive(archive, readonly=not writable)


def _demanded(host: str, *, accounts: bool, **_: Any) -> bool:
    return accounts or host not in _LOOPBACK


def _checked(
    served: Archive,
    host: str,
    *,
    tls_cert: str | None,
    tls_key: str | None,
    proxied: bool,
    plain_http: bool,
    **given: Any,
) -> bool:
    """True where the page itself speaks TLS. Raises SaysoError where others would be let in unsafely."""
    if bool(tls_cert) != bool(tls_key):
        raise SaysoError("--tls-cert and --tls-key belong together", code="usage")
    if not _demanded(host, **given):
        return bool(tls_cert)
    from sayso.store.users import listed

    if not listed(served):
        raise SaysoError("the page demands accounts and there are none: `sayso users add NAME` first", code="usage")
    if host not in _LOOPBACK and not (tls_cert or proxied or plain_http):
        raise SaysoError(
            f"on {host} passwords would travel unencrypted: give --tls-cert and --tls-key, or --proxied where a proxy "
            "speaks TLS, or --plain-http on a closed network",
            code="usage",
        )
    return bool(tls_cert)


def _doors(host: str, names: tuple[str, ...], *, tls: bool, accounts: bool) -> Any:
    """Which names the page answers to: those given, its own address, and loopback."""
    from sayso.web.safety import LOOPBACK, Doors

    wildcard = _is_wildcard(host)
    own = {n.lower() for n in names} | (set() if wildcard else {host.lower()})
    return Doors(LOOPBACK | own, wildcard=wildcard, accounts=accounts, tls=tls, local_user=_local_user())


def _is_wildcard(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def _local_user() -> str:
    """Under which name reviews are kept where nobody logs in: that of the machine's user."""
    try:
        name = re.sub("[^a-z0-9._-]", "", getpass.getuser().lower())
    except (OSError, KeyError, ImportError):
        name = ""
    return name or "local"


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    probed = "::1" if host == "::" else "127.0.0.1" if host == "0.0.0.0" else host
    with socket.socket(family) as probe:
        probe.settimeout(2)
        try:
            taken = probe.connect_ex((probed, port)) == 0
        except OSError as error:
            raise SaysoError(f"{host} is no address to listen on: {error}", code="usage") from error
        if taken:
            raise SaysoError(f"port {port} is taken already: choose another with --port", code="usage")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _loaded() -> tuple[Any, Any]:
    try:
        import uvicorn

        from sayso.web import app
    except ImportError as error:
        raise SaysoError(
            f"the page needs more packages ({error.name}): pip install 'sayso[web]'", code="install"
        ) from error
    return app, uvicorn

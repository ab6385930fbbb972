"""`sayso serve`: the page over an archive, on this machine only."""

from __future__ import annotations

import socket
from typing import Any

import click

from sayso.errors import SaysoError
from sayso.store import Archive


@click.command("serve")
@click.argument("archive", default="sayso.db", envvar="SAYSO_ARCHIVE", metavar="[ARCHIVE]")
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address.")
@click.option("--port", default=8642, show_default=True, type=click.IntRange(1, 65535), help="The port.")
def command(archive: str, host: str, port: int) -> int:
    """Read, search and compare an archive in a browser.

    \b
    Needs the web extra:  pip install 'sayso[web]'
      sayso add --archive news.db articles/
      sayso serve news.db
    """
    _check(host, port)
    app, uvicorn = _loaded()
    served = Archive(archive, readonly=True)
    click.echo(f"sayso: {archive} is served at http://{_shown(host)}:{port}/ (stop with Ctrl-C)", err=True)
    uvicorn.run(app.make_app(served), host=host, port=port, log_level="warning", server_header=False)
    return 0


def _check(host: str, port: int) -> None:
    if host not in ("127.0.0.1", "localhost", "::1"):
        raise SaysoError(
            f"the page is served on this machine only, not on {host}: accounts, which a page for others needs, "
            "are not built yet",
            code="usage",
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        if probe.connect_ex((host, port)) == 0:
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

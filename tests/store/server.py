"""A PostgreSQL server of the tests' own: Debian's binaries, a folder under /tmp, a socket and no port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

ABSENT = "no PostgreSQL server here: apt-get install postgresql (initdb and pg_ctl were not found)"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian puts them."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((f for f in folders if (f / "initdb").is_file() and (f / "pg_ctl").is_file()), None)


class Server:
    """A running server; every database made in it is new and empty."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._user = _not_root()
        self.folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
        if self._user:
            shutil.chown(self.folder, self._user)
        self._made = 0
        self._run("initdb", "-U", "sayso", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self.folder / "data"), *arguments]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
        subprocess.run(command, check=True, user=self._user, cwd=self.folder, timeout=60, **quiet)  # type: ignore[call-overload]

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://sayso@/{name}?host={self.folder}"

    def new_database(self) -> str:
        """The address of a new database."""
        import psycopg

        self._made += 1
        name = f"archive{self._made}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.address(name)

    def stop(self) -> None:
        """End the server and take its folder away."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def _not_root() -> str | None:
    """The server refuses to run as root: then it runs as another user; None where this user will do."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"

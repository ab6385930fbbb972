"""`sayso watch`: feeds polled into an archive."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from sayso.adding import Wishes
from sayso.batch import Settings, jobs_of
from sayso.cli import EXIT_SOME_FAILED
from sayso.cli.options import IsoDate, archive_option, own_knowledge
from sayso.cli.sidefile import SideFile
from sayso.store import Archive
from sayso.watching import Watcher, read_feed_list


@click.command("watch")
@click.argument("feeds", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FEEDS.toml")
@archive_option
@own_knowledge
@click.option("--once", is_flag=True, help="Poll what is due and stop.")
@click.option("-j", "--jobs", default=1, show_default=True, help="Processes; 0 means one a core.")
@click.option("--since", type=IsoDate(), help="Leave out articles published before this day; undated ones are kept.")
@click.option("--failures", type=click.Path(dir_okay=False, path_type=Path), help="Where failures go (JSON lines).")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of polls that went well.")
def command(**given: Any) -> int:
    """Poll the feeds of a list and code what is new into an archive, until it is stopped.

    \b
    FEEDS.toml holds, for example:
      contact = "desk@halvia-post.example"    # named to the servers
      every = "30m"
      [[feed]]
      url = "https://halvia-post.example/rss"
      outlet = "The Halvia Post"
    Servers are asked only for what changed, no host more often than every two seconds, and a feed that fails less and
    less often.
    """
    listed = read_feed_list(given["feeds"])
    archive = Archive(given["archive"])
    side = SideFile(given["failures"], given["archive"])
    settings = Settings(given["actors"], given["places"])
    jobs = jobs_of(given["jobs"], os.cpu_count() or 1)
    watcher = Watcher(archive, listed, settings, jobs, Wishes(given["since"], side.note))
    try:
        return _watch(watcher, once=given["once"], quiet=given["quiet"])
    finally:
        side.close()
        archive.close()


def _watch(watcher: Watcher, *, once: bool, quiet: bool) -> int:
    failed = False
    while True:
        for polled in watcher.round():
            failed = failed or not polled.ok
            if not quiet or not polled.ok:
                click.echo(f"sayso: {polled.url if polled.ok else 'failed'}: {polled.status}", err=True)
        if once:
            return EXIT_SOME_FAILED if failed else 0
        watcher.clock.sleep(watcher.pause())

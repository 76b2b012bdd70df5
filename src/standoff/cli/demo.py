"""`standoff demo`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import click

from standoff import api
from standoff.cli.common import out_option, say, write


@click.command("demo")
@click.option(
    "--keep",
    type=click.Path(file_okay=False),
    help="Keep the desk, and a copy of nothing else, in this folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("markdown", "html", "json")),
    default="markdown",
    show_default=True,
    help="The brief's format.",
)
@out_option
def demo_(keep: str | None, form: Any, out: str | None) -> None:
    """Read a sample crisis between invented countries and show its brief; takes under a minute.

    Its actors come from an actor file such as you would write for a crisis of your own.
    """
    reports, actors = api.sample()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(keep) if keep else Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        with api.open_desk(folder / api.DESK_FILE, create=True) as desk:
            summary = api.read(desk, [str(reports)], api.registry_for(actors))
            page = api.brief(desk, form, title="A sample crisis: where the parties stand")
    say(f"the sample crisis: {summary.new + summary.known} reports read, {len(summary.failed)} set aside")
    write(page, out)

"""`standoff read`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from standoff import api
from standoff.cli.common import actors_options, desk_option, say

if TYPE_CHECKING:
    from standoff.desk.base import Desk
    from standoff.knowledge.registry import Registry
    from standoff.reading import ReadSummary


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@desk_option
@actors_options
def read_(paths: tuple[str, ...], desk: str, actors: str | None, lenient: bool) -> None:
    """Read reports into the desk: files, folders, or `-` for standard input.

    Reads .txt, .md, .html and .jsonl (one JSON object a line: id, text, published, and if known title,
    publisher, author, url). A folder is read with all its folders. What cannot be read is set aside
    with its reason and listed at the end. Reading the same report twice changes nothing.
    """
    registry = api.registry_for(actors or api.actors_beside(desk), lenient=lenient)
    with api.open_desk(desk, create=True) as store:
        if sys.stderr.isatty():
            summary = _with_progress(store, paths, registry)
        else:
            summary = api.read(store, paths, registry)
    _tell(summary, desk)
    sys.exit(1 if summary.failed else 0)


def _with_progress(store: Desk, paths: tuple[str, ...], registry: Registry) -> ReadSummary:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("reading"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        return api.read(store, paths, registry, progress=lambda _: bar.advance(task))


def _tell(summary: ReadSummary, desk: str) -> None:
    for note in summary.notes:
        say(note)
    counts = [(summary.new, "new"), (summary.again, "read again"), (summary.known, "already there")]
    told = ", ".join(f"{count} {what}" for count, what in counts if count) or "no reports"
    say(f"{desk}: {told}")
    if summary.dated:
        say(f"{summary.dated} dated by what the others say")
    if summary.occasions:
        say(f"{summary.occasions} occasions on the agenda")
    if summary.skipped:
        say(f"{summary.skipped} files passed over: not .txt, .md, .html or .jsonl")
    if summary.failed:
        say(f"{len(summary.failed)} set aside:")
        for error in summary.failed:
            say(f"  {error}")

"""`standoff annotate` and `standoff collate`: rows in, rows out, without a desk."""

from __future__ import annotations

import sys
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standoff import api
from standoff.cli.common import actors_options, say
from standoff.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.command("annotate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="FILE.jsonl")
@click.option("--layers", metavar="LAYER,...", help="Only these layers, and only the work that they need.")
@actors_options
def annotate_(file: str, layers: str | None, actors: str | None, lenient: bool) -> None:
    """Annotate JSON rows without a desk: one row in, its annotations out.

    A row is {"id", "text", "published", and if known "title", "publisher", "url"}; `-` reads standard
    input. Rows come out in input order, one at a time, so that memory does not grow with the file. A
    row that cannot be read is named on standard error with its line, and the exit code is 1.
    """
    from standoff.pipeline import layers_named

    wanted = layers_named(layers)
    registry = api.registry_for(actors, lenient=lenient)
    where = "standard input" if file == "-" else file
    with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as rows:
        failed = _print(api.annotate(rows, where, registry, wanted, say))
    sys.exit(1 if failed else 0)


@click.command("collate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="FILE.jsonl")
@click.option(
    "--records",
    type=click.Path(dir_okay=False),
    help="Also write the records that the reports make together (the agenda) to this file, one a line.",
)
@actors_options
def collate_(file: str, records: str | None, actors: str | None, lenient: bool) -> None:
    """Date the reports of a collection together, without a desk: a row in, a row out.

    A row is one of `annotate`. Of each report comes when it was published, with the passages that say so,
    its own and those of other reports, or that it is not known. `family`, `role`, `origin`, `story` and
    `rewritten` are there for what is not found yet, and empty. The file is read twice, so that memory
    holds no more than one text. A row that cannot be read is named on standard error with its line, and
    the exit code is 1.
    """
    registry = api.registry_for(actors, lenient=lenient)
    where = "standard input" if file == "-" else file
    with ExitStack() as files:
        rows = sys.stdin.buffer if file == "-" else files.enter_context(Path(file).open("rb"))
        sink = None
        if records is not None:
            out = files.enter_context(Path(records).open("w", encoding="utf-8", newline="\n"))

            def sink(line: str) -> None:
                out.write(line + "\n")

        failed = _print(api.collate(rows, where, registry, sink, say))
    sys.exit(1 if failed else 0)


def _print(results: Iterable[str | ReportError]) -> int:
    """Print rows, and name what could not be read; gives how many could not."""
    failed = 0
    for result in results:
        if isinstance(result, ReportError):
            failed += 1
            say(str(result))
        else:
            sys.stdout.write(result + "\n")
    if failed:
        say(f"{failed} rows could not be read")
    return failed

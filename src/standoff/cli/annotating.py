"""`standoff annotate`."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from standoff import api
from standoff.cli.common import actors_options, say
from standoff.errors import ReportError


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
    failed = 0
    with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as rows:
        for result in api.annotate(rows, where, registry, wanted):
            if isinstance(result, ReportError):
                failed += 1
                say(str(result))
            else:
                sys.stdout.write(result + "\n")
    if failed:
        say(f"{failed} rows could not be read")
    sys.exit(1 if failed else 0)

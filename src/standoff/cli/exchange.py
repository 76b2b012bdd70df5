"""`standoff export`, `import` and `verify`."""

from __future__ import annotations

import sys

import click

from standoff import api
from standoff.cli.common import desk_option, out_option, say


@click.command("export")
@click.argument("format_", type=click.Choice(("jsonl", "csv")), metavar="FORMAT")
@click.option(
    "--for-spreadsheets",
    is_flag=True,
    help="csv: put ' before cells that a spreadsheet would take for a formula.",
)
@desk_option
@out_option
def export_(format_: str, desk: str, out: str | None, for_spreadsheets: bool) -> None:
    """Write the whole desk out: `jsonl` loses nothing and can be imported; `csv` is one table a kind.

    `jsonl` goes to standard output or the file named with --out; `csv` to the folder named with --out.
    """
    with api.open_desk(desk) as store:
        api.export(store, format_, out, sys.stdout, for_spreadsheets=for_spreadsheets)
    if out is not None:
        say(f"written to {out}")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@desk_option
def import_(file: str, desk: str) -> None:
    """Read a `jsonl` export into the desk; into an empty one it gives back the same desk."""
    where = "standard input" if file == "-" else file
    opened = click.open_file(file, encoding="utf-8", errors="replace")
    with opened as lines, api.open_desk(desk, create=True) as store:
        done = api.import_(store, lines, where)
    say(f"{desk}: {done.reports} reports and {done.decisions} decisions taken over")
    for error in done.failed:
        say(f"  {error}")
    sys.exit(1 if done.failed else 0)


@click.command("verify")
@desk_option
def verify_(desk: str) -> None:
    """Check that every span of every entry still slices to its quote; exit 3 if one does not."""
    with api.open_desk(desk) as store:
        faults = 0
        for problem in api.verify(store):
            click.echo(problem)
            faults += 1
        reports = sum(1 for _ in store.reports())
    say(f"{desk}: {reports} reports checked, {faults} faults")
    sys.exit(3 if faults else 0)

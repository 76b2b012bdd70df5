"""`standoff export`, `import` and `verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standoff import api
from standoff.cli.common import actors_options, desk_option, out_option, say

if TYPE_CHECKING:
    from standoff.desk.base import Desk


@click.command("export")
@click.argument("format_", type=click.Choice(("jsonl", "csv", "ics")), metavar="FORMAT")
@click.option(
    "--for-spreadsheets",
    is_flag=True,
    help="csv: put ' before cells that a spreadsheet would take for a formula.",
)
@desk_option
@out_option
def export_(format_: str, desk: str, out: str | None, for_spreadsheets: bool) -> None:
    """Write the desk out: `jsonl` loses nothing, `csv` is one table a kind, `ics` a calendar.

    `jsonl` and `ics` go to standard output or the file named with --out; `csv` to the folder named with
    --out. `ics` is the agenda, for programs that subscribe to calendars: an occasion keeps its identity
    when it moves. Occasions whose date is not known to the day are not in it, and are counted.
    """
    with api.open_desk(desk) as store:
        if format_ == "ics":
            _calendar(store, desk, out)
        else:
            api.export(store, format_, out, sys.stdout, for_spreadsheets=for_spreadsheets)
    if out is not None:
        say(f"written to {out}")


def _calendar(store: Desk, desk: str, out: str | None) -> None:
    made = api.calendar(store, api.registry_for(api.actors_beside(desk), lenient=True))
    if out is None:
        sys.stdout.buffer.write(made.body)
    else:
        Path(out).write_bytes(made.body)
    left_out = f"; {made.left_out} left out, not dated to the day" if made.left_out else ""
    say(f"{made.events} occasions{left_out}")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@desk_option
@actors_options
def import_(file: str, desk: str, actors: str | None, lenient: bool) -> None:
    """Read a `jsonl` export into the desk; into an empty one it gives back the same desk.

    Beside other reports, what all of them say together is worked out anew.
    """
    registry = api.registry_for(actors or api.actors_beside(desk), lenient=lenient)
    where = "standard input" if file == "-" else file
    opened = click.open_file(file, encoding="utf-8", errors="replace")
    with opened as lines, api.open_desk(desk, create=True) as store:
        done = api.import_(store, lines, where)
        if store.collated_by() is None and next(iter(store.reports()), None) is not None:
            api.collate_desk(store, registry)
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

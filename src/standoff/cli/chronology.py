"""`standoff agenda` and `standoff timeline`: what is to be and what was, in the order of its dates."""

from __future__ import annotations

from typing import Any

import click

from standoff import api
from standoff.cli.common import (
    FORMATS,
    desk_option,
    filter_options,
    filters_of,
    format_option,
    out_option,
    print_rows,
    say,
    write,
)
from standoff.errors import UsageError
from standoff.model.codebook import AgendaStatus


@click.command("agenda")
@click.option(
    "--status",
    type=click.Choice([status.value for status in AgendaStatus]),
    multiple=True,
    help="Only occasions that have come this far; can be given again.",
)
@desk_option
@format_option
@filter_options
def agenda_(desk: str, form: str, status: tuple[str, ...], **options: Any) -> None:
    """List what is announced: proposed, scheduled, moved, postponed, cancelled or held.

    An occasion is one line however many reports name it, with the number of independent texts that do
    and the passages; its date is the last that was said. With --as-of it is as it stood on that day.
    `standoff export ics` writes it as a calendar.
    """
    from standoff.views.agenda import AGENDA_COLUMNS, AGENDA_TABLE, agenda_rows, in_table

    with api.open_desk(desk) as store:
        records = store.records(("agenda",), filters_of(options))
        rows = agenda_rows(records, [AgendaStatus(each) for each in status])
        if form == "table":
            print_rows(map(in_table, rows), AGENDA_TABLE, form)
        else:
            print_rows(rows, AGENDA_COLUMNS, form)
        _tell_when_stale(store.collated_by())


@click.command("timeline")
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, "html")),
    default="table",
    show_default=True,
    help="How to print it.",
)
@click.option("--title", help="The title of the HTML page.")
@desk_option
@out_option
@filter_options
def timeline_(desk: str, form: str, title: str | None, out: str | None, **options: Any) -> None:
    """List what is dated, in order: what was, then what is announced, then what is known less exactly.

    Dated are statements, figures, the agenda, and sentences that name a day that had come. Months,
    seasons, years and open intervals stand in bands of their own.
    """
    from standoff.views.timeline import TIMELINE_COLUMNS, TIMELINE_TABLE, timeline_rows

    if out is not None and form != "html":
        raise UsageError("--out goes with --format html; send other formats on with > FILE")
    with api.open_desk(desk) as store:
        items = api.timeline(store, filters_of(options))
        if form == "html":
            write(api.timeline_page(store, items, title), out)
        else:
            columns = TIMELINE_TABLE if form == "table" else TIMELINE_COLUMNS
            print_rows(timeline_rows(items), columns, form)
        _tell_when_stale(store.collated_by())


def _tell_when_stale(collated_by: str | None) -> None:
    if collated_by is None:
        say("reports have changed since dates and the agenda were worked out; `standoff read` does it anew")

"""`standoff statements`, `figures`, `reports`, `search` and `show`: what the desk holds, with passages."""

from __future__ import annotations

from typing import Any

import click

from standoff import api
from standoff.cli.common import desk_option, filter_options, filters_of, format_option, print_rows, say
from standoff.errors import UsageError


@click.command("statements")
@click.option(
    "--speaker", metavar="NAME", help="Only this speaker (part of a name); `none` for those without."
)
@desk_option
@format_option
@filter_options
def statements_(desk: str, form: str, speaker: str | None, **options: Any) -> None:
    """List who said what, in which words, with the passage."""
    from standoff.views.tables import STATEMENT_COLUMNS, statement_rows

    with api.open_desk(desk) as store:
        records = api.statements(store, filters_of(options), speaker)
        print_rows(statement_rows(records), STATEMENT_COLUMNS, form)


@click.command("figures")
@desk_option
@format_option
@filter_options
def figures_(desk: str, form: str, **options: Any) -> None:
    """List the figures: troops, money, casualties, shares, with value, unit and passage."""
    from standoff.views.tables import FIGURE_COLUMNS, figure_rows

    with api.open_desk(desk) as store:
        print_rows(figure_rows(store.records(("figure",), filters_of(options))), FIGURE_COLUMNS, form)


@click.command("reports")
@click.option("--aside", is_flag=True, help="List what was set aside instead, with the reason.")
@click.option(
    "--rejects", is_flag=True, help="List passages that could not be grounded instead, with the reason."
)
@desk_option
@format_option
@filter_options
def reports_(desk: str, form: str, aside: bool, rejects: bool, **options: Any) -> None:
    """List the reports read, with how each one's date is known."""
    from standoff.views import tables

    filters = filters_of(options)
    if aside and rejects:
        raise UsageError("give one of --aside and --rejects")
    with api.open_desk(desk) as store:
        if aside:
            print_rows(tables.aside_rows(store.asides()), tables.ASIDE_COLUMNS, form)
        elif rejects:
            print_rows(tables.reject_rows(store.rejects()), tables.REJECT_COLUMNS, form)
        else:
            print_rows(tables.report_rows(store.reports(filters)), tables.REPORT_COLUMNS, form)


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many at most."
)
@desk_option
@format_option
@filter_options
def search_(words: tuple[str, ...], desk: str, form: str, limit: int, **options: Any) -> None:
    """Find the sentences that hold all the words, or a "phrase in quotation marks".

    A word ending in * stands for all that begin so; a word after - must not be there.
    """
    from standoff.views.tables import HIT_COLUMNS, hit_rows

    with api.open_desk(desk) as store:
        hits = store.search(" ".join(words), limit, filters_of(options))
        print_rows(hit_rows(hits), HIT_COLUMNS, form)
        if not hits:
            say("nothing found")


@click.command("show")
@click.argument("id_", metavar="ID")
@desk_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to print it.",
)
def show_(id_: str, desk: str, form: str) -> None:
    """Show one record or report: its passages in context, and what made it."""
    with api.open_desk(desk) as store:
        click.echo(api.show(store, id_, form))

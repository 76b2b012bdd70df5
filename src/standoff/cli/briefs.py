"""`standoff brief`."""

from __future__ import annotations

from typing import Any

import click

from standoff import api
from standoff.cli.common import desk_option, filter_options, filters_of, out_option, write


@click.command("brief")
@desk_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("markdown", "html", "json")),
    default="markdown",
    show_default=True,
    help="The page's format.",
)
@click.option("--title", help="The page's title.")
@out_option
@filter_options
def brief_(desk: str, form: Any, title: str | None, out: str | None, **options: Any) -> None:
    """Write where the parties stand, each line footnoted with its passages.

    The page opens with what it rests on. A line stays out of it unless each of its names, numbers and
    dates stands in a passage that it cites, or is derived from one in a way that its footnote shows.
    """
    filters = filters_of(options)
    with api.open_desk(desk) as store:
        page = api.brief(store, form, title=title, filters=filters)
    write(page, out)

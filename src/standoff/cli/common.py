"""Options and helpers that several commands share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standoff import api

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from standoff.desk.base import Filters

    Command = Callable[..., Any]

FORMATS = ("table", "json", "jsonl", "csv")


def desk_option(command: Command) -> Command:
    """Add `--desk`."""
    return click.option(
        "--desk",
        type=click.Path(dir_okay=False),
        default=api.DESK_FILE,
        envvar="STANDOFF_DESK",
        show_default=True,
        show_envvar=True,
        help="The desk's file.",
    )(command)


def actors_options(command: Command) -> Command:
    """Add `--actors` and `--lenient`."""
    command = click.option(
        "--lenient", is_flag=True, help="Use the good lines of an actor file that has wrong ones."
    )(command)
    return click.option(
        "--actors",
        type=click.Path(exists=True, dir_okay=False),
        help="Your own actors, laid over those known. Default: actors.tsv beside the desk, if there.",
    )(command)


def filter_options(command: Command) -> Command:
    """Add the limits that everything that lists takes."""
    for name, text in (
        ("--publisher", "Only from this publisher (part of its name)."),
        ("--actor", "Only entries that name this actor (part of a name)."),
        ("--until", "Only entries dated on or before this date."),
        ("--since", "Only entries dated on or after this date."),
        ("--as-of", "Only what was published by this date."),
    ):
        command = click.option(name, metavar="DATE" if "date" in text else "NAME", help=text)(command)
    return command


def format_option(command: Command) -> Command:
    """Add `--format` of everything that lists."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to print it.",
    )(command)


def filters_of(options: dict[str, Any]) -> Filters:
    """Take the limits out of a command's options."""
    return api.filters(
        {name: options.pop(name) for name in ("as_of", "since", "until", "actor", "publisher")}
    )


def say(message: str) -> None:
    """Tell the person something that is no data."""
    click.echo(message, err=True)


def print_rows(rows: Iterable[dict[str, Any]], columns: Sequence[str], form: str) -> None:
    """Print a listing."""
    from standoff.views.tables import render

    render(rows, columns, form, sys.stdout)


def write(text: str, out: str | None) -> None:
    """Print a document, or write it to the file named."""
    if out is None:
        click.echo(text, nl=False)
        return
    Path(out).write_text(text, encoding="utf-8", newline="\n")
    say(f"written to {out}")


def out_option(command: Command) -> Command:
    """Add `--out`."""
    return click.option("--out", type=click.Path(), help="Write to this file instead of standard output.")(
        command
    )

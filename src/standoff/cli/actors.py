"""`standoff actors`, `standoff actors check`, `standoff actors who`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from standoff import api
from standoff.cli.common import (
    actors_options,
    desk_option,
    filter_options,
    filters_of,
    format_option,
    print_rows,
    say,
)
from standoff.errors import UsageError
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.knowledge.registry import Registry

_LONGEST_HEAD, _LONGEST_TAIL = 400, 200
"""Characters of a message that are shown: its remedy stands at its end."""
_LONGEST_PHRASE = 80


@click.group("actors", invoke_without_command=True)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in MentionKind]),
    multiple=True,
    help="Only actors of this kind; can be given again.",
)
@click.option("--linked", is_flag=True, help="Only actors that Standoff or your own file knows.")
@click.option("--limit", type=click.IntRange(1), help="How many at most; all when left out.")
@desk_option
@format_option
@filter_options
@click.pass_context
def actors_(
    ctx: click.Context,
    /,
    desk: str,
    kind: tuple[str, ...],
    linked: bool,
    limit: int | None,
    form: str,
    **options: Any,
) -> None:
    """List who is in the desk: each actor once, with the names seen, how often, in how many reports.

    --actor takes a part of any name seen. --since and --until limit the reports by their own date, so
    that the counts are of these reports. A table shows the first names and leaves columns out; the
    other formats have everything, with the first passage that names the actor.

    `check` looks through the actors known, `who` tells whom a name or an office means.
    """
    if ctx.invoked_subcommand is not None:
        _refuse_early_options(ctx, ctx.invoked_subcommand)
        return
    from standoff.views.actors import ACTOR_COLUMNS, ACTOR_TABLE, actor_rows

    filters = filters_of(options)
    with api.open_desk(desk) as store:
        rows = actor_rows(store, filters, [MentionKind(each) for each in kind], linked=linked)
        _print(rows[:limit], ACTOR_COLUMNS, ACTOR_TABLE, form)
        if not rows:
            is_new = next(iter(store.reports()), None) is None
            say("no report is in the desk; `standoff read PATH` reads some" if is_new else "nobody found")
        elif limit is not None and limit < len(rows):
            say(f"{limit} of {len(rows)} actors")


@actors_.command("check")
@desk_option
@click.option(
    "--actors",
    type=click.Path(exists=True, dir_okay=False),
    help="The actor file to check. Default: actors.tsv beside the desk, if there.",
)
def check_(desk: str, actors: str | None) -> None:
    """Check your own actor file, and with it the actors that Standoff knows.

    Prints a line for each line of the file that cannot be used, each office that two hold at one
    time, each date that is impossible, and each name whose bearers no report can tell apart, with
    what to do about it. No desk is needed.

    Exit code 0 when all is well, 3 when anything is wrong, 2 when the file cannot be read.
    """
    file = actors or api.actors_beside(desk)
    registry = _registry(file, lenient=True)
    found = [*registry.problems, *api.actor_problems(registry)]
    for problem in found:
        click.echo(_shown(problem))
    offices = sum(len(actor.offices) for actor in registry)
    besides = f"and those of {_shown(str(file))}" if file else "no file of your own"
    say(
        f"checked the actors that Standoff knows, {besides}: {len(registry)} actors, {offices} offices, "
        f"{len(found)} {'problem' if len(found) == 1 else 'problems'}"
    )
    sys.exit(3 if found else 0)


@actors_.command("who")
@click.argument("phrase", nargs=-1, required=True, metavar="PHRASE...")
@click.option("--on", "date", metavar="DATE", help="On this date; without it, everyone who ever fitted.")
@desk_option
@actors_options
@format_option
def who_(
    phrase: tuple[str, ...], date: str | None, desk: str, actors: str | None, lenient: bool, form: str
) -> None:
    """Tell whom a name or an office means: "the Russian foreign minister" --on 2021-12-31.

    A person has a line for each office, on a date the one held then; anything else known by the name
    has one line. Several actors are listed when more than one fits. No desk is needed.

    Exit code 1 when nobody known fits.
    """
    from standoff.views.actors import WHO_COLUMNS, WHO_TABLE, who_rows

    words = " ".join(" ".join(phrase).split())
    if not words:
        raise UsageError('name somebody: standoff actors who "the Russian foreign minister"')
    registry = _registry(actors or api.actors_beside(desk), lenient=lenient)
    for problem in registry.problems:
        say(f"left out: {_shown(problem)}")
    rows = who_rows(api.who(registry, words, date))
    if rows:
        _print(rows, WHO_COLUMNS, WHO_TABLE, form)
        return
    asked = words if len(words) <= _LONGEST_PHRASE else words[:_LONGEST_PHRASE] + "…"
    when = f" on {date}" if date else ""
    say(f"nobody known fits {asked!r}{when}; give a full name, or an office with its country or body")
    sys.exit(1)


def _refuse_early_options(ctx: click.Context, command: str) -> None:
    """Refuse options of the listing before a command below it, which would not heed them.

    Raises:
        UsageError: when there are any.
    """
    early = [
        param.opts[0]
        for param in ctx.command.params
        if param.name and ctx.get_parameter_source(param.name) is ParameterSource.COMMANDLINE
    ]
    if early:
        raise UsageError(
            f"`{command}` does not see {', '.join(early)} before it; write options after it, of those that "
            f"`standoff actors {command} --help` lists"
        )


def _registry(file: Any, *, lenient: bool) -> Registry:
    """Give the actors known; what a file is wrongly made of reaches no terminal as it is.

    Raises:
        UsageError: when the file cannot be read or, unless `lenient`, a line of it is wrong.
    """
    try:
        return api.registry_for(file, lenient=lenient)
    except UsageError as error:
        raise UsageError("\n".join(map(_shown, str(error).split("\n")))) from error


def _shown(message: str) -> str:
    """Make a message safe to show; of one that a hostile cell makes endless, the middle is left out."""
    from standoff.views.display import safe

    if len(message) > _LONGEST_HEAD + _LONGEST_TAIL:
        message = f"{message[:_LONGEST_HEAD]} … {message[-_LONGEST_TAIL:]}"
    return safe(message)


def _print(rows: Sequence[dict[str, Any]], columns: Sequence[str], short: Sequence[str], form: str) -> None:
    from standoff.views.actors import in_table

    if form == "table":
        print_rows(map(in_table, rows), short, form)
    else:
        print_rows(rows, columns, form)

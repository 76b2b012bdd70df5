"""Writes the command reference out of the commands themselves: ``python -m standoff.cli.reference``."""

from __future__ import annotations

import inspect

import click

from standoff.cli import standoff

_HEAD = """# Commands

Written by `make docs` out of the code; a test fails when it no longer fits.

Data goes to standard output, everything else to standard error. A desk is `standoff.db` in the current
folder unless `--desk` or `STANDOFF_DESK` says otherwise.

| exit code | meaning |
|---|---|
| 0 | fine |
| 1 | some reports could not be read; they are listed with the reason and kept aside, nothing else is lost |
| 2 | wrong usage, or a file that is missing or damaged |
| 3 | an entry is not what its text says |

`actors who` ends with 1 when nobody known fits, `actors check` with 3 when something is wrong.
"""


def reference() -> str:
    """Give the reference as Markdown."""
    parts = [_HEAD]
    context = click.Context(standoff, info_name="standoff")
    for name in standoff.list_commands(context):
        command = standoff.get_command(context, name)
        if command is not None:
            parts.append(_section(name, command))
            if isinstance(command, click.Group):
                further = sorted(command.commands.items())
                parts.extend(_section(f"{name} {below}", each) for below, each in further)
    return "\n".join(parts)


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"standoff {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"## {name}", "", f"    standoff {name} {usage}", "", inspect.cleandoc(command.help or ""), ""]
    options = [param for param in command.params if isinstance(param, click.Option)]
    if options:
        lines += ["| option | meaning | default |", "|---|---|---|"]
        lines += [_row(option, context) for option in options]
        lines.append("")
    return "\n".join(lines)


def _row(option: click.Option, context: click.Context) -> str:
    values = f" {option.make_metavar(context)}" if not option.is_flag else ""
    default = "" if option.default in (None, False) or not option.show_default else f"`{option.default}`"
    name = f"`{', '.join(option.opts)}{values}`".replace("|", "\\|")
    return f"| {name} | {option.help or ''} | {default} |"


if __name__ == "__main__":
    print(reference(), end="")  # noqa: T201 (this is the program's output)

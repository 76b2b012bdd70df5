"""The command line. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import importlib
import os
import sys

import click

from standoff import __version__
from standoff.errors import StandoffError

_COMMANDS = {
    "demo": "demo",
    "read": "reading",
    "brief": "briefs",
    "statements": "listings",
    "figures": "listings",
    "agenda": "chronology",
    "timeline": "chronology",
    "actors": "actors",
    "reports": "listings",
    "search": "listings",
    "show": "listings",
    "annotate": "annotating",
    "collate": "annotating",
    "export": "exchange",
    "import": "exchange",
    "verify": "exchange",
}
"""Each command and the module it is in, which is not imported before the command is asked for."""


class _Commands(click.Group):
    """Commands in the order of `_COMMANDS`, loaded when named; `--help` loads them for their one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in _COMMANDS:
            return None
        module = importlib.import_module(f"standoff.cli.{_COMMANDS[name]}")
        command: click.Command = getattr(module, name + "_")
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="standoff")
def standoff() -> None:
    """Read news reporting on an international crisis and keep the record.

    Every entry of the record points at the exact characters it rests on. Nothing leaves this machine.

    Exit codes: 0 fine; 1 some reports could not be read and were set aside; 2 wrong usage; 3 an entry
    is not what its text says.
    """


def main() -> None:
    """Run the command line; a person's mistake ends in one sentence, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = standoff.main(standalone_mode=False)
    except StandoffError as error:
        from standoff.views.display import safe

        # A message may quote a file; what could drive the terminal is made visible.
        lines = str(error).split("\n")
        click.echo("\n".join(safe(line) for line in [f"standoff: {lines[0]}", *lines[1:]]), err=True)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("standoff: stopped; what was read is kept, run the same command to go on", err=True)
        code = 130
    except BrokenPipeError:
        # The reader of our output has gone, as in `standoff statements | head`; nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        click.echo(
            f"standoff: {error.filename or 'output'}: {error.strerror}; check the disk and the name", err=True
        )
        code = 2
    sys.exit(code if isinstance(code, int) else 0)

"""The few verbs that the command line and Python programs enter at; the only module that knows all others.

import standoff.api as api

with api.open_desk("standoff.db", create=True) as desk:
    summary = api.read(desk, ["reports/"])
    print(api.brief(desk, form="markdown"))
"""

from __future__ import annotations

import sys
from functools import partial
from importlib import resources
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Literal

from standoff.desk.base import Filters
from standoff.errors import ReportError, StandoffError, UsageError, guarded
from standoff.ingest.published import given_note
from standoff.knowledge.registry import Registry
from standoff.model.partial_date import PartialDate
from standoff.reading import DeskReader, ReadSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from typing import BinaryIO, TextIO

    from standoff.collate.run import Found
    from standoff.desk.base import Desk
    from standoff.desk.sqlite import SqliteDesk
    from standoff.exports.ics import Calendar
    from standoff.exports.jsonl_import import Imported
    from standoff.knowledge.actor import Actor
    from standoff.knowledge.roll import Holding
    from standoff.model.codebook import Layer
    from standoff.model.record import Record
    from standoff.views.timeline import Item

DESK_FILE = "standoff.db"
ACTORS_FILE = "actors.tsv"
"""A user's own actors, read when it stands beside the desk."""


def open_desk(path: str | Path, *, create: bool = False) -> SqliteDesk:
    """Open the desk in a file, or make one there.

    Raises:
        UsageError: when there is none, and none is to be made.
        DeskError: when the file is no desk of this version, is damaged or is in use.
    """
    from standoff.desk.sqlite import open_desk as open_sqlite

    return open_sqlite(path, create=create)


def registry_for(actors: str | Path | None, *, lenient: bool = False) -> Registry:
    """Give the actors known, a user's own file laid over those that Standoff ships.

    Raises:
        UsageError: when the file cannot be read or a line of it is wrong.
    """
    shipped = Registry.shipped()
    return shipped.with_file(Path(actors), lenient=lenient) if actors else shipped


def actors_beside(desk: str | Path) -> Path | None:
    """Find the user's actor file in a desk's folder."""
    beside = Path(desk).parent / ACTORS_FILE
    return beside if beside.is_file() else None


def actor_problems(registry: Registry) -> list[str]:
    """Look through the actors known; one sentence each for what is wrong."""
    from standoff.knowledge.checks import problems

    return problems(registry)


def who(registry: Registry, phrase: str, on: str | None = None) -> list[Holding | Actor]:
    """Tell whom a name or an office means.

    Args:
        registry: the actors known.
        phrase: a name in any spelling listed, or an office with its country or body.
        on: a date such as 2021-12-31, 2021-12 or 2021; without one everyone who ever fitted is given.

    Raises:
        UsageError: when `on` is no date.
    """
    from standoff.stages.who import who as find

    return find(registry, phrase, _date("on", on))


def annotate(
    rows: BinaryIO,
    where: str,
    registry: Registry,
    layers: Collection[Layer] = (),
    notes: Callable[[str], None] | None = None,
) -> Iterator[str | ReportError]:
    """Annotate JSON rows one at a time, in order; a row that cannot be read comes as its error.

    Args:
        rows: lines of JSON, as `formats` describes them.
        where: what messages call the file.
        registry: the actors known.
        layers: the layers wanted; all when empty.
        notes: told what a person should know of rows that were read, such as a date that is none.
    """
    from standoff.ingest.rows import lines, report_of
    from standoff.model.codec import annotate_row, dumps
    from standoff.pipeline import Pipeline

    pipeline = Pipeline(registry, layers)
    for number, line in lines(rows):
        try:
            report = report_of(line, f"{where}, line {number}")
            note = given_note(report.published_given)
            if note is not None and notes is not None:
                notes(f"{where}, line {number}: {note}")
            analysis = guarded(f"{where}, line {number}", partial(pipeline.analyse, report))
            yield dumps(annotate_row(analysis, report.given_id))
        except ReportError as error:
            yield error


def collate(
    rows: BinaryIO,
    where: str,
    registry: Registry,
    records: Callable[[str], object] | None = None,
    notes: Callable[[str], object] | None = None,
) -> Iterator[str | ReportError]:
    """Date the reports of JSON rows together; a row that cannot be read comes as its error.

    Args:
        rows: lines of JSON, as `formats` describes them.
        where: what messages call the file.
        registry: the actors known.
        records: given each record that the reports make together, as a line of JSON.
        notes: told what a person should know of rows that were read, such as a date that is none.

    Yields:
        The errors; then a line of JSON for each row that could be read, in their order.
    """
    from standoff.collate.rows import collate_rows

    if rows.seekable():
        yield from collate_rows(rows, where, registry, records, notes)
        return
    with TemporaryFile() as kept:  # rows are read twice
        copyfileobj(rows, kept)
        kept.seek(0)
        yield from collate_rows(kept, where, registry, records, notes)


def read(
    desk: Desk,
    paths: Sequence[str],
    registry: Registry,
    *,
    stdin: BinaryIO | None = None,
    progress: Callable[[str], None] | None = None,
) -> ReadSummary:
    """Read reports into a desk; what is there already as this version reads it is left alone.

    What the reports say together is found anew afterwards, when any of them is new to the desk.

    Raises:
        UsageError: when a path does not exist.
    """
    from standoff.ingest.readers import Skipped, items

    summary = ReadSummary()
    reader = DeskReader(desk, registry, summary)
    for item in items(paths, stdin if stdin is not None else sys.stdin.buffer):
        if isinstance(item, Skipped):
            summary.skipped += 1
            continue
        if isinstance(item, ReportError):
            reader.fail(item)
        else:
            reader.take(item)
        if progress is not None:
            progress(item.where)
    found = collate_desk(desk, registry)
    if found is not None:
        summary.dated, summary.occasions = found.dated, found.occasions
    return summary


def collate_desk(desk: Desk, registry: Registry) -> Found | None:
    """Find what the reports of a desk say together: their dates, and the agenda.

    It is one step: stopped midway, it leaves what was found before.

    Returns:
        How much was found; None when nothing has changed since it was last found.
    """
    from standoff.collate.run import collate_desk as collate_all

    return collate_all(desk, registry)


def brief(
    desk: Desk,
    form: Literal["markdown", "html", "json"] = "markdown",
    *,
    title: str | None = None,
    filters: Filters | None = None,
) -> str:
    """Write the brief: where the parties stand, each line footnoted with its passages."""
    from standoff.model.codec import dumps
    from standoff.views.brief import BriefOptions, build_brief
    from standoff.views.render import to_html, to_json, to_markdown

    made = build_brief(desk, BriefOptions(title=title, filters=filters or Filters()))
    if form == "html":
        return to_html(made)
    return dumps(to_json(made)) + "\n" if form == "json" else to_markdown(made)


def filters(values: dict[str, str | None]) -> Filters:
    """Read the limits of a listing from a person's words.

    Raises:
        UsageError: when one of the dates is none.
    """
    dates = {name: _date(name, values.get(name)) for name in ("as_of", "since", "until")}
    return Filters(
        as_of=dates["as_of"],
        since=dates["since"],
        until=dates["until"],
        actor=values.get("actor"),
        publisher=values.get("publisher"),
    )


def _date(name: str, value: str | None) -> PartialDate | None:
    if value is None:
        return None
    try:
        return PartialDate(value)
    except ValueError as error:
        option = "--" + name.replace("_", "-")
        raise UsageError(f"{option}: {error}; write it as 2022-01-09, 2022-01 or 2022") from None


def sample() -> tuple[Path, Path]:
    """Give the folder of the sample crisis's reports, and its actor file."""
    root = Path(str(resources.files("standoff.sample")))
    if not (root / "reports").is_dir():
        raise StandoffError("the sample crisis is not installed beside the program; install Standoff again")
    return root / "reports", root / ACTORS_FILE


def verify(desk: Desk) -> Iterator[str]:
    """Slice every span of every entry again; one line for each that is not what the desk says."""
    return desk.problems()


def statements(desk: Desk, limits: Filters, speaker: str | None) -> Iterator[Record]:
    """List statements, of one speaker (part of a name) or, with ``none``, of nobody."""
    wanted = speaker.casefold() if speaker else None
    for record in desk.records(("statement",), limits):
        names = getattr(record, "speaker", ())
        if (
            wanted is None
            or (wanted == "none" and not names)
            or any(wanted in name.casefold() for name in names)
        ):
            yield record


def timeline(desk: Desk, limits: Filters) -> list[Item]:
    """List what is dated: what was, what is announced, and what is known less exactly."""
    from standoff.views.timeline import timeline as gather

    return gather(desk, limits)


def timeline_page(desk: Desk, items: Sequence[Item], title: str | None = None) -> str:
    """Write a timeline as one HTML file."""
    from standoff.views.timeline_page import timeline_html

    return timeline_html(desk, items, title)


def show(desk: Desk, identity: str, form: str) -> str:
    """Show one record, with its passages in context and what made it, or one report.

    Raises:
        UsageError: when the desk has neither under this id.
    """
    from standoff.views.show import show_record, show_report

    record = desk.record(identity)
    if record is not None:
        return show_record(desk, record, form)
    report = desk.report(identity)
    if report is not None:
        return show_report(desk, report, form)
    raise UsageError(
        f"{identity}: there is no record or report with this id; `standoff statements` lists ids"
    )


def export(
    desk: Desk, form: str, out: str | None, stdout: TextIO, *, for_spreadsheets: bool = False
) -> list[Path]:
    """Write the whole desk out, as ``jsonl`` (lossless) or as a folder of ``csv`` tables.

    Returns:
        The files written; none when it went to `stdout`.

    Raises:
        UsageError: when ``csv`` is asked for without a folder, or the place cannot be written.
    """
    if form == "csv":
        from standoff.exports.tables import write_tables

        if out is None:
            raise UsageError("export csv writes one file a table; name a folder with --out")
        return write_tables(desk, Path(out), for_spreadsheets=for_spreadsheets)
    from standoff.exports.jsonl import export_jsonl

    if out is None:
        stdout.writelines(line + "\n" for line in export_jsonl(desk))
        return []
    with Path(out).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in export_jsonl(desk))
    return [Path(out)]


def calendar(desk: Desk, registry: Registry, limits: Filters | None = None) -> Calendar:
    """Write the agenda as a calendar that programs subscribe to (RFC 5545).

    Args:
        desk: what was read.
        registry: the actors known, by which an announcement is told to be one of who takes part.
        limits: limits the occasions.
    """
    from standoff.collate.agenda import confirmed
    from standoff.exports.ics import calendar as write

    return write(desk, partial(confirmed, registry=registry), limits)


def import_(desk: Desk, lines: Iterable[str], where: str) -> Imported:
    """Take an export over into a desk; into an empty one it gives back the same desk.

    Raises:
        UsageError: when it is no export.
    """
    from standoff.exports.jsonl_import import import_jsonl

    return import_jsonl(lines, desk, where)

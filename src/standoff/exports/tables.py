"""What a desk holds as CSV, one table a file, for spreadsheets and statistics programs.

UTF-8, a header always, lines that end in a line feed. Lists stand in one cell with "; " between their
members, spans as ``start:end``, truth as ``true`` and ``false``; what is not known is an empty cell.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TextIO

from standoff.errors import UsageError
from standoff.model.annotation import LAYERS
from standoff.model.codec import annotation_to_json, dumps, published_to_json, record_to_json, reject_to_json
from standoff.model.record import RECORDS, Record
from standoff.model.shape import keys, names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from standoff.desk.base import Decision, Desk, Filters, SetAside, StoredReport
    from standoff.model.annotation import Marked
    from standoff.model.codec import Json

REPORTS = (
    *("id", "given_id", "title", "publisher", "author", "url", "language", "published", "edtf", "basis"),
    *(
        "confidence",
        "note",
        "own_edtf",
        "own_basis",
        "published_given",
        "characters",
        "text_sha256",
        "raw_id",
        "where",
        "encoding",
        "made_by",
    ),
)
REJECTED = ("report", "start", "end", "quote", "stage", "reason")
SET_ASIDE = ("where", "reason", "detail", "remedy")
ALIASES = ("alias", "record", "uid")
DECISIONS = ("seq", "id", "verb", "targets", "field", "value", "note", "who", "at")

_PASSAGE = ("report", "start", "end", "quote", "role")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_tables(
    desk: Desk, folder: Path, filters: Filters | None = None, *, for_spreadsheets: bool = False
) -> list[Path]:
    """Write every table into a folder, over what stands there under the same names.

    Records are written as people's decisions leave them, each with its first passage; the column
    ``passages`` tells how many there are. Of a report, ``published`` and ``edtf`` are the date that holds,
    ``own_edtf`` and ``own_basis`` that of its own account. Annotations are as the date that holds makes them.

    Args:
        desk: where the rows come from, in the order in which it lists them.
        folder: made when it is not there.
        filters: limits reports with their annotations and rejects, and records.
        for_spreadsheets: puts an apostrophe before text that a spreadsheet would take for a formula.

    Returns:
        The files: ``reports.csv``, one for each kind of record (``statement.csv``), one for each layer
        (``annotation-mention.csv``), ``rejects.csv``, ``aliases.csv`` (other ids of records made across
        reports), ``set_aside.csv`` and ``decisions.csv``.

    Raises:
        UsageError: when the folder or a file in it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as files:
            tables = _Tables(folder, files, for_spreadsheets=for_spreadsheets)
            for stored in desk.reports(filters):
                _write_report(desk, stored, tables)
            for record in desk.records((), filters):
                tables.write(record.kind, record_row(record))
            for known in desk.merged():
                for alias in known.aliases:
                    row = {"alias": alias.id, "record": known.record.id, "uid": known.uid}
                    tables.write("aliases", row)
            for aside in desk.asides():
                tables.write("set_aside", _aside_row(aside))
            for decision in desk.decisions():
                tables.write("decisions", _decision_row(decision))
            return tables.paths
    except OSError as error:
        raise UsageError(
            f"{folder}: the tables cannot be written there ({error.strerror}); name another folder"
        ) from error


class _Tables:
    """The files that are being written, each with its header."""

    def __init__(self, folder: Path, files: ExitStack, *, for_spreadsheets: bool) -> None:
        self.paths: list[Path] = []
        self._cell = spreadsheet_cell if for_spreadsheets else cell
        self._writers: dict[str, Any] = {}
        for name, header in columns().items():
            path = folder / f"{name}.csv"
            file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
            # Only this line end makes the writer quote a cell that holds any kind of line end.
            writer = csv.DictWriter(_LineFeeds(files.enter_context(file)), header, lineterminator="\r\n")
            writer.writeheader()
            self.paths.append(path)
            self._writers[name] = writer

    def write(self, table: str, row: Json) -> None:
        """Write one row."""
        self._writers[table].writerow({key: self._cell(value) for key, value in row.items()})


class _LineFeeds:
    """Ends each row in a line feed alone."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> None:
        """Write one row that ends in CR LF."""
        self._file.write(row.removesuffix("\r\n") + "\n")


def columns() -> dict[str, Sequence[str]]:
    """Give the header of every table."""
    records = {kind: _record_columns(made) for kind, made in RECORDS.items()}
    layers = {f"annotation-{layer.value}": _layer_columns(keys(made)) for layer, made in LAYERS.items()}
    rest = {"rejects": REJECTED, "aliases": ALIASES, "set_aside": SET_ASIDE, "decisions": DECISIONS}
    return {"reports": REPORTS, **records, **layers, **rest}


def _record_columns(kind: type[Record]) -> Sequence[str]:
    own = [key for key in keys(kind) if key not in names(Record)]
    return ("id", "gist", "date", "review", *own, "families", "reports", "passages", *_PASSAGE, "annotation")


def _layer_columns(own: Sequence[str]) -> Sequence[str]:
    return ("report", "id", *own, "by")


def cell(value: object) -> str:
    """Write a value into a cell.

    >>> cell(("Oravel", "Halvenia")), cell([[0, 4], [9, 12]]), cell(None), cell(True), cell(0.5)
    ('Oravel; Halvenia', '0:4; 9:12', '', 'true', '0.5')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return "; ".join(_member(item) for item in value)
    return dumps(value)


def _member(item: object) -> str:
    if isinstance(item, list) and len(item) == 2 and all(type(end) is int for end in item):
        return f"{item[0]}:{item[1]}"
    return cell(item)


def spreadsheet_cell(value: object) -> str:
    """Write a value into a cell so that no spreadsheet takes text for a formula.

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell(-5)
    ("'=1+1", '-5')
    """
    written = cell(value)
    is_text = not isinstance(value, (int, float))
    return f"'{written}" if is_text and written.startswith(_FORMULA) else written


def _write_report(desk: Desk, stored: StoredReport, tables: _Tables) -> None:
    text = stored.report.text
    tables.write("reports", report_row(stored))
    for marked in desk.annotations(stored.report.id):
        tables.write(
            f"annotation-{marked.annotation.layer.value}", _annotation_row(marked, stored.report.id, text)
        )
    for reject in desk.rejects(stored.report.id):
        tables.write("rejects", reject_to_json(reject))


def report_row(stored: StoredReport) -> Json:
    """Make the row of a report."""
    report = stored.report
    published = published_to_json(stored.published, report.text)
    own = stored.own or stored.published
    row: Json = {name: getattr(report, name) for name in names(type(report)) if name in REPORTS}
    return row | {
        "published": published["value"],
        "edtf": published["edtf"],
        "basis": published["basis"],
        "confidence": published["confidence"],
        "note": stored.published.note,
        "own_edtf": own.date.edtf if own.date else None,
        "own_basis": own.basis.value,
        "characters": len(report.text),
        "where": stored.where,
        "encoding": stored.encoding,
        "made_by": stored.made_by,
    }


def record_row(record: Record) -> Json:
    """Make the row of a record, with its first passage."""
    row = record_to_json(record)
    evidence = row.pop("evidence")
    del row["kind"]
    row.update(evidence[0], passages=len(evidence))
    return row


def _annotation_row(marked: Marked, report_id: str, text: str) -> Json:
    row = annotation_to_json(marked, text)
    del row["layer"]
    return {"report": report_id, **row}


def _aside_row(aside: SetAside) -> Json:
    return {name: getattr(aside, name) for name in SET_ASIDE}


def _decision_row(decision: Decision) -> Json:
    value = None if decision.field is None else dumps(decision.value)
    return {name: getattr(decision, name) for name in DECISIONS} | {"value": value}

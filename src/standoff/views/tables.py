"""Listings: records, reports and the rest as flat rows, and rows as a table, JSON, JSON lines or CSV.

CSV and JSON keep every character. A table is for a person: what could drive a terminal is made visible,
white space is folded, and columns that only a program needs are left out.
"""

from __future__ import annotations

import csv
import unicodedata
from typing import TYPE_CHECKING, Any, TypeAlias

from standoff.errors import UsageError
from standoff.model.codec import dumps
from standoff.model.record import EvidenceRole
from standoff.views import phrase
from standoff.views.display import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from standoff.desk.base import Hit, SetAside, StoredReport
    from standoff.model.record import FigureRecord, Record, Reject, Statement

Row: TypeAlias = "dict[str, Any]"
"""A flat row: strings, numbers, None, or lists of strings."""

FORMATS = ("table", "json", "jsonl", "csv")

_PASSAGE = ("report", "start", "end", "quote")
STATEMENT_COLUMNS = (
    "id", "date", "speaker", "source", "via", "addressee", "said", "words", "wording", "review", "reports",
    *_PASSAGE,
)  # fmt: skip
FIGURE_COLUMNS = (
    "id", "date", "value", "low", "high", "unit", "modifier", "of", "holder", "as_of", "review", "reports",
    *_PASSAGE,
)  # fmt: skip
REPORT_COLUMNS = (
    "id", "published", "basis", "title", "publisher", "author", "url", "language", "characters", "given_id",
    "text_sha256", "where",
)  # fmt: skip
HIT_COLUMNS = _PASSAGE
REJECT_COLUMNS = ("stage", "reason", *_PASSAGE)
ASIDE_COLUMNS = ("where", "reason", "detail", "remedy")

_IN_TABLES: dict[tuple[str, ...], tuple[str, ...]] = {
    STATEMENT_COLUMNS: ("id", "date", "speaker", "source", "words", "report", "start", "end"),
    FIGURE_COLUMNS: ("id", "date", "quote", "value", "unit", "holder", "report", "start", "end"),
    REPORT_COLUMNS: ("id", "published", "basis", "publisher", "title", "language"),
}
"""The columns that a table shows of a listing; the other formats have all."""

_WIDEST = 100
"""Columns of a terminal that one cell of a plain table takes up before it is cut; ids are never cut."""
_WHOLE = frozenset(("id", "report", "date", "published", "start", "end", "where", "text_sha256", "passages"))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


# --- rows ----------------------------------------------------------------------------------------


def statement_rows(records: Iterable[Record]) -> Iterator[Row]:
    """Give a row a statement, with the first passage it rests on."""
    for record in records:
        statement: Statement = record  # type: ignore[assignment]
        yield {
            "id": statement.id,
            "date": statement.date,
            "speaker": list(statement.speaker),
            "source": " […] ".join(e.quote for e in statement.evidence if e.role is EvidenceRole.SOURCE)
            or None,
            "via": list(statement.via),
            "addressee": list(statement.addressee),
            "said": statement.said,
            "words": statement.words,
            "wording": statement.wording.value,
            "review": statement.review.value,
            "reports": list(statement.reports),
            **_passage(statement),
        }


def figure_rows(records: Iterable[Record]) -> Iterator[Row]:
    """Give a row a figure, with the first passage it rests on."""
    for record in records:
        figure: FigureRecord = record  # type: ignore[assignment]
        yield {
            "id": figure.id,
            "date": figure.date,
            "value": figure.value,
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit,
            "modifier": None if figure.modifier is None else figure.modifier.value,
            "of": figure.of,
            "holder": figure.holder,
            "as_of": figure.as_of,
            "review": figure.review.value,
            "reports": list(figure.reports),
            **_passage(figure),
        }


def report_rows(stored: Iterable[StoredReport]) -> Iterator[Row]:
    """Give a row a report, without its text."""
    for item in stored:
        report, published = item.report, item.published
        yield {
            "id": report.id,
            "published": published.value,
            "basis": published.basis.value,
            "title": report.title,
            "publisher": report.publisher,
            "author": report.author,
            "url": report.url,
            "language": report.language,
            "characters": len(report.text),
            "given_id": report.given_id,
            "text_sha256": report.text_sha256,
            "where": list(item.where),
        }


def hit_rows(hits: Iterable[Hit]) -> Iterator[Row]:
    """Give a row a sentence found."""
    for hit in hits:
        yield {"report": hit.report, "start": hit.span.start, "end": hit.span.end, "quote": hit.quote}


def reject_rows(rejects: Iterable[Reject]) -> Iterator[Row]:
    """Give a row a passage that a stage gave up; its quote is cut to 200 characters."""
    for reject in rejects:
        place = {
            "report": reject.report,
            "start": reject.span.start,
            "end": reject.span.end,
            "quote": reject.quote,
        }
        yield {"stage": reject.stage, "reason": reject.reason, **place}


def aside_rows(asides: Iterable[SetAside]) -> Iterator[Row]:
    """Give a row a file or line that could not be read."""
    for aside in asides:
        yield {"where": aside.where, "reason": aside.reason, "detail": aside.detail, "remedy": aside.remedy}


def _passage(record: Record) -> Row:
    first = record.evidence[0]
    return {"report": first.report, "start": first.span.start, "end": first.span.end, "quote": first.quote}


# --- formats -------------------------------------------------------------------------------------


def render(
    rows: Iterable[Row], columns: Sequence[str], form: str, out: TextIO, *, for_spreadsheets: bool = False
) -> None:
    r"""Write rows.

    Args:
        rows: each with a value for every column.
        columns: the columns in their order.
        form: ``table``, ``json`` (one list), ``jsonl`` (an object a line) or ``csv`` (header always).
        out: where to.
        for_spreadsheets: of CSV, whether to put ``'`` before text that a spreadsheet takes for a formula.

    Raises:
        UsageError: when there is no such format.

    >>> import sys
    >>> render([{"id": "a", "n": 1}], ["id", "n"], "csv", sys.stdout)
    id,n
    a,1
    """
    if form == "json":
        _json(rows, columns, out)
    elif form == "jsonl":
        out.writelines(dumps({column: row[column] for column in columns}) + "\n" for row in rows)
    elif form == "csv":
        _csv(rows, columns, out, for_spreadsheets=for_spreadsheets)
    elif form == "table":
        _table(list(rows), _IN_TABLES.get(tuple(columns), tuple(columns)), out)
    else:
        raise UsageError(f"there is no format {form}; choose among {', '.join(FORMATS)}")


def _json(rows: Iterable[Row], columns: Sequence[str], out: TextIO) -> None:
    out.write("[")
    between = "\n"
    for row in rows:
        out.write(between + dumps({column: row[column] for column in columns}))
        between = ",\n"
    out.write("\n]\n" if between != "\n" else "]\n")


def _csv(rows: Iterable[Row], columns: Sequence[str], out: TextIO, *, for_spreadsheets: bool) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = [_cell(row[column]) for column in columns]
        if for_spreadsheets:
            kept = [isinstance(row[column], (int, float)) for column in columns]
            cells = [c if number else _disarmed(c) for c, number in zip(cells, kept, strict=True)]
        writer.writerow(cells)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _disarmed(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


# --- tables --------------------------------------------------------------------------------------


def _table(rows: Sequence[Row], columns: Sequence[str], out: TextIO) -> None:
    """Write a table: with rules and wrapped cells on a terminal, plain and aligned elsewhere."""
    cells = [[safe(phrase.fold(_cell(row[column]))) for column in columns] for row in rows]
    right = [bool(rows) and all(_is_number(row[column]) for row in rows) for column in columns]
    if out.isatty():
        _rich_table(cells, columns, right, out)
    else:
        _plain_table(cells, columns, right, out)


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def _rich_table(
    cells: Sequence[Sequence[str]], columns: Sequence[str], right: Sequence[bool], out: TextIO
) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, is_right in zip(columns, right, strict=True):
        whole = column in _WHOLE
        table.add_column(
            column,
            no_wrap=whole,
            overflow="fold",
            justify="right" if is_right else "left",
            min_width=8 if not whole else None,
        )
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    Console(file=out, markup=False, highlight=False).print(table)


def _plain_table(
    cells: Sequence[Sequence[str]], columns: Sequence[str], right: Sequence[bool], out: TextIO
) -> None:
    cut = [
        [cell if name in _WHOLE else _fitted(cell) for cell, name in zip(row, columns, strict=True)]
        for row in cells
    ]
    widths = [max(_width(name), *(_width(row[i]) for row in cut), 0) for i, name in enumerate(columns)]
    for row in [list(columns), *cut]:
        padded = [
            " " * (width - _width(cell)) + cell if is_right else cell + " " * (width - _width(cell))
            for cell, width, is_right in zip(row, widths, right, strict=True)
        ]
        out.write("  ".join(padded).rstrip() + "\n")


def _fitted(cell: str) -> str:
    return cell if _width(cell) <= _WIDEST else phrase.cut(cell, _WIDEST)


def _width(text: str) -> int:
    """Count the columns of a terminal that a text takes up: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )

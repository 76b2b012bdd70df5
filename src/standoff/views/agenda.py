"""The agenda as a listing: one row an occasion, with what was said of it and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.model.codebook import AgendaStatus
from standoff.model.record import AgendaRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from standoff.model.record import AgendaStep, Record
    from standoff.views.tables import Row

AGENDA_COLUMNS = (
    "id", "date", "occasion", "parties", "place", "status", "families", "announced_by", "review", "history",
    "reports", "passages", "report", "start", "end", "quote",
)  # fmt: skip
AGENDA_TABLE = ("date", "occasion", "parties", "place", "status", "texts", "passages", "id")

WHEN = {AgendaStatus.MOVED: "to", AgendaStatus.POSTPONED: "to", AgendaStatus.HELD: "on"}
"""The word before a date, where it is not "for"."""

_SHOWN = 2
"""Passages that a line of a table names; the rest is counted."""


def agenda_rows(records: Iterable[Record], statuses: Collection[AgendaStatus] = ()) -> Iterator[Row]:
    """Give a row an occasion, with the first passage it rests on.

    Args:
        records: those that are no occasions are passed over.
        statuses: only occasions that have come as far as one of these; all when empty.
    """
    for record in records:
        if isinstance(record, AgendaRecord) and (not statuses or record.status in statuses):
            yield _row(record)


def _row(record: AgendaRecord) -> Row:
    first = record.evidence[0]
    return {
        "id": record.id,
        "date": record.date,
        "occasion": record.occasion,
        "parties": list(record.parties),
        "place": record.place,
        "status": record.status.value,
        "families": record.families,
        "announced_by": list(record.announced_by),
        "review": record.review.value,
        "history": [_said(step) for step in record.history],
        "reports": list(record.reports),
        "passages": [f"{step.report}:{step.span.start}-{step.span.end}" for step in record.history],
        "report": first.report,
        "start": first.span.start,
        "end": first.span.end,
        "quote": first.quote,
    }


def _said(step: AgendaStep) -> str:
    """Say in one clause what a report said of an occasion, and when it did."""
    when = f" {WHEN.get(step.status, 'for')} {step.date}" if step.date else ""
    return f"{step.said or 'undated'}: {step.status.value}{when}"


def in_table(row: Row) -> Row:
    """Give a row as a table shows it: of the passages the first few.

    >>> row = dict.fromkeys(AGENDA_COLUMNS) | {"families": 2, "passages": ["r1:0-5", "r2:0-5", "r3:0-5"]}
    >>> shown = in_table(row)
    >>> shown["texts"], shown["passages"]
    (2, ['r1:0-5', 'r2:0-5', '1 more'])
    """
    passages = row["passages"]
    more = [f"{len(passages) - _SHOWN} more"] if len(passages) > _SHOWN else []
    return row | {"texts": row["families"], "passages": [*passages[:_SHOWN], *more]}

"""A desk in one SQLite file. What the tables hold is told in ``docs/desk.md``."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Self

from standoff.desk import across, checks, decisions, listing
from standoff.desk.base import SetAside
from standoff.desk.connection import connect, explained, transaction
from standoff.desk.rows import (
    ANNOTATIONS,
    ASSERTIONS,
    RAW,
    REDATED,
    REJECTS,
    REJECTS_OF,
    annotation_of,
    assertion_of,
    reject_of,
    rows_of,
)
from standoff.desk.search import search
from standoff.desk.writing import nameable, put, put_place, put_raw
from standoff.errors import DeskError, GroundingError, ReportError
from standoff.model.report import RawItem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from types import TracebackType

    from standoff.desk.base import Collation, Decision, Filters, Hit, Known, Merged, Reading, StoredReport
    from standoff.model.annotation import Marked
    from standoff.model.codebook import Layer
    from standoff.model.record import Record, Reject

PATIENCE = 10.0
"""Seconds to wait for another program that is writing to the desk."""


def open_desk(path: str | Path, create: bool = False, *, patience: float = PATIENCE) -> SqliteDesk:
    """Open the desk that a file holds.

    Args:
        path: the file.
        create: whether to make an empty desk where there is no file yet.
        patience: seconds to wait for another program that is writing.

    Raises:
        UsageError: when there is no file and none is to be made.
        DeskError: when the file is no desk, is damaged, newer than the program, locked or out of reach.
    """
    return SqliteDesk(Path(path), connect(Path(path), create=create, patience=patience))


class SqliteDesk:
    """See `base.Desk`, whose methods these are; every one may raise `DeskError`."""

    def __init__(self, path: Path, found: sqlite3.Connection) -> None:
        """Take over a connection that `connect` made."""
        self.path = path
        self._found = found
        listing.add_functions(found)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """See `base.Desk.close`."""
        with explained(self.path):
            self._found.close()

    def has(self, report_id: str, made_by: str) -> bool:
        """See `base.Desk.has`."""
        with explained(self.path):
            sql = "SELECT 1 FROM report WHERE id = ? AND made_by = ?"
            return self._found.execute(sql, (report_id, made_by)).fetchone() is not None

    def commit(self, reading: Reading, made_by: str) -> None:
        """See `base.Desk.commit`."""
        rows = rows_of(reading)
        report = reading.analysis.report

        def write() -> None:
            put(self._found, rows, made_by, report.text)
            put_raw(self._found, reading.raw)
            put_place(self._found, report.id, reading.where)
            if reading.clues is not None:
                across.put_clues(self._found, report.id, reading.clues)

        try:
            self._write(f"report {report.id}", write)
        except UnicodeEncodeError as error:
            raise ReportError(
                nameable(reading.where),
                "broken encoding",
                f"there is half of a surrogate pair at character {error.start} of what is to be kept",
                "write characters outside the basic plane whole",
            ) from None

    def _write(self, what: str, write: Callable[[], None]) -> None:
        """Write in one transaction.

        Raises:
            GroundingError: when what is written points at what is not there.
        """
        try:
            with explained(self.path), transaction(self._found):
                write()
        except DeskError as error:
            if isinstance(error.__cause__, sqlite3.IntegrityError):
                cause = f"two rows share an id, or one points at what is not there ({error.__cause__})"
                raise GroundingError(f"{what}: {cause}") from None
            if isinstance(error.__cause__, GroundingError):
                raise error.__cause__ from None  # what is to be kept is wrong, not what is
            raise

    def add_place(self, report_id: str, where: str) -> None:
        """See `base.Desk.add_place`."""
        with explained(self.path), transaction(self._found):
            put_place(self._found, report_id, where)

    def set_aside(self, error: ReportError) -> None:
        """See `base.Desk.set_aside`."""
        row = [nameable(part) for part in (error.where, error.reason, error.detail, error.remedy)]
        with explained(self.path), transaction(self._found):
            self._found.execute("INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?, ?)", row)

    def reports(self, filters: Filters | None = None) -> Iterator[StoredReport]:
        """See `base.Desk.reports`."""
        with explained(self.path):
            yield from listing.reports(self._found, filters)

    def report(self, report_id: str) -> StoredReport | None:
        """See `base.Desk.report`."""
        with explained(self.path):
            return listing.report(self._found, report_id)

    def annotations(self, report_id: str, layers: Collection[Layer] = ()) -> list[Marked]:
        """See `base.Desk.annotations`."""
        wanted = frozenset(layers)
        with explained(self.path):
            marked = listing.marked_on(self._found, report_id, wanted)
        return [item for item in marked if not wanted or item.annotation.layer in wanted]

    def own_annotations(self, report_id: str) -> list[Marked]:
        """See `base.Desk.own_annotations`."""
        with explained(self.path):
            return [annotation_of(row, None) for row in self._found.execute(ANNOTATIONS, (report_id,))]

    def records(self, kinds: Collection[str] = (), filters: Filters | None = None) -> Iterator[Record]:
        """See `base.Desk.records`."""
        with explained(self.path):
            yield from listing.records(self._found, kinds, filters)

    def record(self, record_id: str) -> Record | None:
        """See `base.Desk.record`."""
        with explained(self.path):
            return decisions.record_as_decided(self._found, record_id)

    def assertions(self, report_id: str) -> list[Record]:
        """See `base.Desk.assertions`."""
        with explained(self.path):
            rows = self._found.execute(ASSERTIONS, (report_id,))
            return [assertion_of(self._found, row) for row in rows]

    def redated(self, report_id: str) -> dict[str, Record]:
        """See `base.Desk.redated`."""
        with explained(self.path):
            rows = self._found.execute(REDATED, (report_id,))
            return {row[0]: assertion_of(self._found, row) for row in rows}

    def known(self, made_by: str) -> Iterator[Known]:
        """See `base.Desk.known`."""
        with explained(self.path):
            yield from across.known(self._found, made_by)

    def parts(self) -> Iterator[Record]:
        """See `base.Desk.parts`."""
        with explained(self.path):
            yield from across.parts(self._found)

    def collated_by(self) -> str | None:
        """See `base.Desk.collated_by`."""
        with explained(self.path):
            return across.collated_by(self._found)

    def collate(self, collation: Collation) -> None:
        """See `base.Desk.collate`."""
        self._write("collation", lambda: across.put_collation(self._found, collation))

    def merged(self) -> Iterator[Merged]:
        """See `base.Desk.merged`."""
        with explained(self.path):
            yield from across.merged(self._found)

    def restore(self, collation: Collation, merged: Collection[Merged]) -> None:
        """See `base.Desk.restore`."""
        self._write("collation", lambda: across.restore(self._found, collation, merged))

    def raw(self, report_id: str) -> RawItem | None:
        """See `base.Desk.raw`."""
        with explained(self.path):
            row = self._found.execute(RAW, (report_id,)).fetchone()
            if row is None:
                return None
            return RawItem(row[0], next(iter(listing.places(self._found, report_id)), ""), row[1])

    def rejects(self, report_id: str | None = None) -> Iterator[Reject]:
        """See `base.Desk.rejects`."""
        with explained(self.path):
            one = report_id is not None
            for row in self._found.execute(REJECTS_OF if one else REJECTS, (report_id,) if one else ()):
                yield reject_of(row)

    def asides(self) -> list[SetAside]:
        """See `base.Desk.asides`."""
        with explained(self.path):
            rows = self._found.execute("SELECT place, reason, detail, remedy FROM set_aside ORDER BY place")
            return [SetAside(*row) for row in rows]

    def decide(self, decision: Decision, *, replayed: bool = False) -> Decision:
        """See `base.Desk.decide`."""
        with explained(self.path):
            return decisions.decide(self._found, decision, replayed=replayed)

    def decisions(self) -> Iterator[Decision]:
        """See `base.Desk.decisions`."""
        with explained(self.path):
            yield from decisions.decisions(self._found)

    def search(self, query: str, limit: int, filters: Filters | None = None) -> list[Hit]:
        """See `base.Desk.search`."""
        with explained(self.path):
            return search(self._found, query, limit, filters)

    def problems(self) -> Iterator[str]:
        """See `base.Desk.problems`."""
        with explained(self.path):
            yield from checks.problems(self._found)

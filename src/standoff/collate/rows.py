"""A collection of reports without a desk: rows in, one row a report out, and what they say together.

The rows are read twice. The first time, each report is annotated and leaves behind what dating needs of
it, and the few marks that its part of the agenda is made of; the second time its row is written, with the
passages that its date rests on. No more than one text and its parse are in memory at a time.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from standoff.assemble import assemble
from standoff.collate.agenda import merge
from standoff.collate.copies import families
from standoff.collate.run import date_together, given_only
from standoff.errors import ReportError, guarded
from standoff.ingest.published import given_note
from standoff.ingest.rows import lines, report_of
from standoff.model.analysis import Analysis
from standoff.model.annotation import Agenda
from standoff.model.codebook import Layer
from standoff.model.codec import (
    annotation_from_json,
    annotation_to_json,
    dumps,
    loads,
    published_to_json,
    record_to_json,
)
from standoff.model.partial_date import PartialDate
from standoff.model.record import AgendaRecord
from standoff.pipeline import Pipeline
from standoff.stages.dating.clues import NEEDS, clues_of
from standoff.stages.times.resolve import redated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from standoff.knowledge.registry import Registry
    from standoff.model.codec import Json
    from standoff.model.record import Record
    from standoff.model.report import Published, Report
    from standoff.stages.dating.clues import Clues

_OF_AGENDA = frozenset({Layer.AGENDA, Layer.TIME, Layer.MENTION})
"""The layers that a report's part of the agenda is made of."""


def collate_rows(
    rows: BinaryIO,
    where: str,
    registry: Registry,
    records: Callable[[str], object] | None = None,
    notes: Callable[[str], object] | None = None,
) -> Iterator[str | ReportError]:
    """Collate JSON rows; a row that cannot be read comes as its error, and the others go on.

    Args:
        rows: lines of JSON, as `formats` describes them; can be read again from where they begin.
        where: what messages call the file.
        registry: the actors known.
        records: given each merged record as a line of JSON; without it, only what dating needs is read.
        notes: told what a person should know of rows that were read, such as a date that is none.

    Yields:
        The errors of the rows that cannot be read; then a line of JSON for each of the others, in their
        order.
    """
    begin = rows.tell()
    collection = _Collection(registry, with_records=records is not None)
    for number, line in lines(rows):
        try:
            collection.add(number, line, f"{where}, line {number}", notes)
        except ReportError as error:
            yield error
    collection.date()
    rows.seek(begin)
    for number, line in lines(rows):
        if number in collection.rows:
            yield collection.row(number, line, f"{where}, line {number}")
    if records is not None:
        for record in collection.merged():
            records(dumps(record))


@dataclass(slots=True)
class _Kept:
    """What is kept of a report after it was read.

    Attributes:
        given_id: the id of the first row that gives it.
        agenda: the marks that its part of the agenda is made of, as packed JSON; empty without any.
    """

    given_id: str
    agenda: bytes = b""


@dataclass(slots=True)
class _Collection:
    """The reports of a file."""

    registry: Registry
    with_records: bool
    rows: dict[int, str] = field(default_factory=dict)
    """The report that each good row gives."""
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _clues: dict[str, Clues] = field(default_factory=dict)
    _dates: dict[str, Published] = field(default_factory=dict)
    _parts: dict[str, tuple[AgendaRecord, ...]] = field(default_factory=dict)
    _families: Mapping[str, str] = field(default_factory=dict)
    _pipeline: Pipeline | None = None

    def add(self, number: int, line: bytes | None, where: str, notes: Callable[[str], object] | None) -> None:
        """Read a row; the same report in a second row is dated once.

        Raises:
            ReportError: when it cannot be read.
        """
        report = report_of(line, where)
        note = given_note(report.published_given)
        if note is not None and notes is not None:
            notes(f"{where}: {note}")
        if report.id not in self._kept:
            guarded(where, lambda: self._read(report))
        self.rows[number] = report.id

    def _read(self, report: Report) -> None:
        if self._pipeline is None:
            layers = NEEDS | _OF_AGENDA if self.with_records else NEEDS
            self._pipeline = Pipeline(self.registry, layers)
        analysis = self._pipeline.analyse(report)
        kept = _Kept(report.given_id or "")
        if self.with_records and any(isinstance(m.annotation, Agenda) for m in analysis.annotations):
            marks = [m for m in analysis.annotations if m.annotation.layer in _OF_AGENDA]
            packed = dumps([annotation_to_json(marked, report.text) for marked in marks])
            kept.agenda = zlib.compress(packed.encode())
        self._clues[report.id] = given_only(clues_of(analysis, self.registry))
        self._kept[report.id] = kept

    def date(self) -> None:
        """Date all reports together."""
        reports = sorted(self._clues)
        clues = [self._clues[report] for report in reports]
        self._families = families(clues)
        dates = date_together(clues)
        self._dates = dict(zip(reports, dates, strict=True))
        self._clues.clear()

    def row(self, number: int, line: bytes | None, where: str) -> str:
        """Write the row of a report, and make its part of the agenda."""
        report_id = self.rows[number]
        published, kept = self._dates[report_id], self._kept[report_id]
        report = None
        if published.because or kept.agenda:
            report = report_of(line, where)
            if kept.agenda:
                self._parts[report_id] = _part(report, published, kept.agenda)
                kept.agenda = b""
        row: Json = {
            "id": kept.given_id if report is None else report.given_id,
            "published": self._published(published, report, kept),
        }
        # Which reports share a text or a story, and which texts were rewritten, is not found yet.
        row |= {"family": None, "role": None, "origin": None, "story": None, "rewritten": []}
        return dumps(row)

    def _published(self, published: Published, report: Report | None, kept: _Kept) -> Json:
        row = published_to_json(published, "" if report is None else report.text)
        own = kept.given_id if report is None else report.given_id
        because = []
        for why in row["because"]:
            named = why.pop("report", None)
            of_other = named is not None and (report is None or named != report.id)
            because.append({"report": self._given(named) if of_other else own, **why})
        row["because"] = because
        return row

    def _given(self, report_id: str | None) -> str:
        return self._kept[report_id].given_id if report_id in self._kept else str(report_id)

    def merged(self) -> list[Json]:
        """Make the records of all reports together, by date, undated ones last."""
        parts = [record for report in sorted(self._parts) for record in self._parts[report]]
        return [
            self._named(record) for record in sorted(merge(parts, self._families, self.registry), key=_place)
        ]

    def _named(self, record: Record) -> Json:
        """Write a record with its reports under the ids that they were given."""
        row: Json = self._renamed(record_to_json(record))
        row["reports"] = sorted({self._given(report) for report in record.reports})
        return row

    def _renamed(self, value: Any) -> Any:
        if isinstance(value, dict):
            named = {key: self._renamed(item) for key, item in value.items()}
            return named | ({"report": self._given(value["report"])} if "report" in value else {})
        return [self._renamed(item) for item in value] if isinstance(value, list) else value


def _part(report: Report, published: Published, packed: bytes) -> tuple[AgendaRecord, ...]:
    """Make a report's part of the agenda by the date that it has among the others."""
    rows = loads(zlib.decompress(packed).decode())
    assert isinstance(rows, list)
    marks = redated([annotation_from_json(row, report.text) for row in rows], published.anchor)
    made = assemble(Analysis(report, published, marks))
    return tuple(record for record in made if isinstance(record, AgendaRecord))


def _place(record: Record) -> tuple[bool, str, str, str]:
    date = PartialDate(record.date) if record.date else None
    first, last = (date.earliest.isoformat(), date.latest.isoformat()) if date else ("", "")
    return date is None, first, last, record.id

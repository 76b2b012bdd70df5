"""The whole of a desk as lines of JSON, and back.

The first line names the format, the last says how many lines there are. Between them stands, report by
report in the order in which a desk lists them, all that is known of each; then what was set aside and
what people decided. Every line is an object whose first key, ``row``, says what it is:

======================  ===============================================================================
``desk``                ``format``, ``version``
``report``              the report with its text; ``published``, ``where``, ``encoding``, ``made_by``
``raw``                 the bytes of the web page that the text was extracted from, in base64
``annotation``          as `standoff annotate` writes it, with its ``report``
``record``              as people's decisions leave it; where they corrected a value, ``asserted`` has
                        the machine's
``reject``              what could not be grounded
``set_aside``           what could not be read
``decision``            what a person decided
``end``                 ``rows``, this one counted
======================  ===============================================================================
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from standoff.desk.base import Decision, Reading, SetAside, Verb
from standoff.errors import GroundingError, ReportError, StandoffError, UsageError
from standoff.model.analysis import Analysis
from standoff.model.codec import (
    Json,
    MalformedError,
    annotation_from_json,
    annotation_to_json,
    dumps,
    loads,
    published_from_json,
    published_to_json,
    record_from_json,
    record_to_json,
    reject_from_json,
    reject_to_json,
    report_from_json,
    report_to_json,
)
from standoff.model.report import Published, RawItem, Report
from standoff.model.shape import an_object, exactly, read_at, read_fields, reader_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standoff.desk.base import Desk, StoredReport
    from standoff.model.annotation import Marked
    from standoff.model.record import Record, Reject

FORMAT, VERSION = "standoff desk", 2


def export_jsonl(desk: Desk) -> Iterator[str]:
    """Write a desk, one line at a time, without line ends; the same desk gives the same lines."""
    count = 0
    for row in _rows(desk):
        count += 1
        yield dumps(row)
    yield dumps({"row": "end", "rows": count + 1})


def _rows(desk: Desk) -> Iterator[Json]:
    yield {"row": "desk", "format": FORMAT, "version": VERSION}
    decided = frozenset(target for decision in desk.decisions() for target in decision.targets)
    for stored in desk.reports():
        yield from _rows_of_report(desk, stored, decided)
    for aside in desk.asides():
        yield {"row": "set_aside", **asdict(aside)}
    for decision in desk.decisions():
        yield {"row": "decision", **_decision_to_json(decision)}


def _rows_of_report(desk: Desk, stored: StoredReport, decided: frozenset[str]) -> Iterator[Json]:
    report = stored.report
    yield {
        "row": "report",
        **report_to_json(report),
        "published": published_to_json(stored.published, report.text),
        "where": list(stored.where),
        "encoding": stored.encoding,
        "made_by": stored.made_by,
    }
    raw = desk.raw(report.id)
    if raw is not None:
        yield {
            "row": "raw",
            "id": raw.id,
            "media_type": raw.media_type,
            "base64": base64.b64encode(raw.data).decode("ascii"),
        }
    for marked in desk.annotations(report.id):
        yield {"row": "annotation", "report": report.id, **annotation_to_json(marked, report.text)}
    for record in desk.assertions(report.id):
        as_decided = desk.record(record.id) if record.id in decided else None
        yield {"row": "record", **_record_row(record, as_decided or record)}
    for reject in desk.rejects(report.id):
        yield {"row": "reject", **reject_to_json(reject)}


def _record_row(asserted: Record, decided: Record) -> Json:
    machine = row = record_to_json(asserted)
    if decided is not asserted:
        row = record_to_json(decided)
    replaced = {key: machine[key] for key in row if key != "review" and row[key] != machine[key]}
    return row | ({"asserted": replaced} if replaced else {})


def _decision_to_json(decision: Decision) -> Json:
    return {
        "id": decision.id,
        "seq": decision.seq,
        "verb": decision.verb.value,
        "targets": list(decision.targets),
        "field": decision.field,
        "value": decision.value,
        "note": decision.note,
        "who": decision.who,
        "at": decision.at,
    }


# --- and back ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Imported:
    """What came of an import.

    Attributes:
        reports: how many reports the desk now has from it.
        decisions: how many decisions.
        failed: what could not be taken over; a report with a bad row is left out whole.
    """

    reports: int = 0
    decisions: int = 0
    failed: list[ReportError] = field(default_factory=list)


def import_jsonl(lines: Iterable[str], desk: Desk, where: str) -> Imported:
    """Take over an export; what the desk has already stays, and a second time changes nothing.

    Args:
        lines: the lines of the export, with or without line ends.
        desk: where it goes.
        where: what messages call the file.

    Returns:
        What was taken over, and what could not be, each with its line.

    Raises:
        UsageError: when it is no export of a desk, or one of a newer Standoff.
        DeskError: when the desk cannot be written.
    """
    importer = _Importer(desk, where)
    for number, line in enumerate(lines, start=1):
        if number == 1:
            _require_header(line, where)
        elif line.strip():
            importer.take(number, line)
    importer.finish()
    return importer.done


def _require_header(line: str, where: str) -> None:
    remedy = "make one with `standoff export jsonl`"
    try:
        row = an_object(loads(line.removeprefix("\ufeff")))
    except MalformedError:
        raise UsageError(f"{where}: this is no export of a desk; {remedy}") from None
    if row.get("row") != "desk" or row.get("format") != FORMAT:
        raise UsageError(f"{where}: this is no export of a desk; {remedy}")
    if row.get("version") != VERSION:
        found = shown(row.get("version"))
        raise UsageError(
            f"{where}: the export is of version {found}, not {VERSION}; make it anew with this Standoff, "
            "or read it with the one that made it"
        )


@dataclass(slots=True)
class _Gathered:
    """A report while its rows are read."""

    report: Report
    published: Published
    where: tuple[str, ...]
    encoding: str
    made_by: str
    raw: RawItem | None = None
    annotations: list[Marked] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


class _Importer:
    """Reads rows one after another and commits a report when the next one begins."""

    def __init__(self, desk: Desk, where: str) -> None:
        self.done = Imported()
        self._desk = desk
        self._where = where
        self._rows = 1
        self._ended = False
        self._begun = 0
        self._report: _Gathered | None = None

    def take(self, number: int, line: str) -> None:
        """Read one row; a bad one is noted, and the report that it belongs to is left out."""
        self._rows += 1
        try:
            row = dict(an_object(loads(line)))
            kind = row.pop("row", None)
            if kind in _OF_REPORT:
                self._add(str(kind), row)
            else:
                self._commit()
                self._begun = number
                self._take_whole(kind, row)
        except (MalformedError, GroundingError, UsageError, ReportError) as error:
            self._report = None
            self._fail(number, error)

    def finish(self) -> None:
        """Say so when the file was cut short; the report it breaks off in is left out."""
        if not self._ended:
            self._fail(self._rows, MalformedError("the file breaks off before its last row"))

    def _fail(self, number: int, error: StandoffError) -> None:
        detail = error.detail if isinstance(error, ReportError) else str(error)
        remedy = "export the desk anew, or mend the row; what it belongs to was left out"
        self.done.failed.append(ReportError(f"{self._where}, line {number}", "malformed row", detail, remedy))

    def _take_whole(self, kind: object, row: Json) -> None:
        if kind == "report":
            self._report = _gather(row)
        elif kind == "set_aside":
            aside = read_fields(SetAside, row, None)
            self._desk.set_aside(ReportError(aside.where, aside.reason, aside.detail, aside.remedy))
        elif kind == "decision":
            self._desk.decide(_decision_from_json(row), replayed=True)
            self.done.decisions += 1
        elif kind == "end":
            self._ended = True
            if row != {"rows": self._rows}:
                raise MalformedError(
                    f"the file has {self._rows} rows where it should have {shown(row.get('rows'))}"
                )
        else:
            raise MalformedError(f"row: {shown(kind)} is not one of report, {', '.join(_OF_REPORT)}, ...")

    def _add(self, kind: str, row: Json) -> None:
        found = self._report
        if found is None:
            return  # its report was bad, and is named already
        if kind == "raw":
            found.raw = _raw_from_json(row, found.where[0])
        elif kind == "annotation":
            _of_report(row.pop("report", None), found)
            found.annotations.append(annotation_from_json(row, found.report.text))
        elif kind == "record":
            row.update(review="proposed", **an_object(row.pop("asserted", {})))
            found.records.append(record_from_json(row))
        else:
            reject = reject_from_json(row)
            _of_report(reject.report, found)
            found.rejects.append(reject)

    def _commit(self) -> None:
        found, self._report = self._report, None
        if found is None:
            return
        analysis = Analysis(found.report, found.published, tuple(found.annotations), tuple(found.rejects))
        reading = Reading(analysis, tuple(found.records), found.where[0], found.encoding, found.raw)
        try:
            self._desk.commit(reading, found.made_by)
        except (GroundingError, ReportError) as error:
            self._fail(self._begun, error)
            return
        for place in found.where[1:]:
            self._desk.add_place(found.report.id, place)
        self.done.reports += 1


_OF_REPORT = ("raw", "annotation", "record", "reject")


def _of_report(named: object, found: _Gathered) -> None:
    if named != found.report.id:
        raise MalformedError(f"report: {shown(named)} is not {found.report.id}, whose rows these are")


def _gather(row: Json) -> _Gathered:
    own = ("published", "where", "encoding", "made_by")
    report = report_from_json({key: value for key, value in row.items() if key not in own})
    missing = next((key for key in own if key not in row), None)
    if missing is not None:
        raise MalformedError(f"the key `{missing}` is missing")
    where = read_at("where", row, reader_of(tuple[str, ...]), None)
    if not where:
        raise MalformedError("where: names no place")
    return _Gathered(
        report=report,
        published=published_from_json(row["published"], report.text),
        where=where,
        encoding=read_at("encoding", row, reader_of(str), None),
        made_by=read_at("made_by", row, reader_of(str), None),
    )


def _raw_from_json(row: Json, where: str) -> RawItem:
    exactly(row, ("id", "media_type", "base64"))
    try:
        data = base64.b64decode(read_at("base64", row, reader_of(str), None), validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedError(f"base64: {error}") from None
    raw = RawItem(data, where, read_at("media_type", row, reader_of(str), None))
    if raw.id != row["id"]:
        raise MalformedError(f"base64: not the bytes whose SHA-256 is {shown(row['id'])}")
    return raw


def _decision_from_json(row: Json) -> Decision:
    exactly(row, ("id", "seq", "verb", "targets", "field", "value", "note", "who", "at"))
    decision = Decision(
        verb=read_at("verb", row, reader_of(Verb), None),
        targets=read_at("targets", row, reader_of(tuple[str, ...]), None),
        field=read_at("field", row, reader_of(str | None), None),
        value=row["value"],
        note=read_at("note", row, reader_of(str | None), None),
        who=read_at("who", row, reader_of(str), None),
        at=read_at("at", row, reader_of(str), None),
    )
    if decision.id != row["id"]:
        raise MalformedError(f"id: {shown(row['id'])} is not that of this decision; it was changed")
    return decision

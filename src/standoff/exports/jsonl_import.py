"""A desk from the lines of JSON that `standoff.exports.jsonl` writes."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from standoff.desk.base import Alias, Collation, Decision, Merged, Reading, SetAside, Verb
from standoff.errors import GroundingError, ReportError, StandoffError, UsageError
from standoff.exports.jsonl import FORMAT, VERSION
from standoff.model.analysis import Analysis
from standoff.model.codec import (
    Json,
    MalformedError,
    annotation_from_json,
    loads,
    published_from_json,
    record_from_json,
    reject_from_json,
    report_from_json,
)
from standoff.model.report import Published, RawItem, Report
from standoff.model.shape import an_object, exactly, read_at, read_fields, reader_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standoff.desk.base import Desk
    from standoff.model.annotation import Marked
    from standoff.model.record import Record, Reject


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
    collated: Published | None = None
    redated: list[Record] = field(default_factory=list)


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
        self._published: dict[str, Published] = {}
        self._redated: dict[str, tuple[Record, ...]] = {}
        self._merged: list[Merged] = []
        self._collated_by = ""
        self._was_empty = next(iter(desk.reports()), None) is None

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
        self._restore()

    def _restore(self) -> None:
        """Put what was found across reports on the desk, as far as its reports are there.

        It holds for the whole desk only where the desk has nothing else and nothing was left out.
        """
        is_whole = self._was_empty and not self.done.failed
        there = {known.report for known in self._desk.known("")} if self._merged else set()
        collation = Collation(
            made_by=self._collated_by if is_whole else "", published=self._published, redated=self._redated
        )
        merged = [each for each in self._merged if there.issuperset(_pointed_at(each))]
        if self._published or merged or collation.made_by:
            try:
                self._desk.restore(collation, merged)
            except GroundingError as error:
                self._fail(self._rows, error)

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
        elif kind == "merged":
            self._merged.append(_merged_from_json(row))
        elif kind == "collation":
            exactly(row, ("made_by",))
            self._collated_by = read_at("made_by", row, reader_of(str), None)
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
        elif kind == "collated":
            _of_report(row.pop("report", None), found)
            found.collated = published_from_json(row, found.report.text)
        elif kind == "record":
            redated = an_object(row.pop("redated", {}))
            asserted = an_object(row.pop("asserted", {}))
            own = row | asserted | {"review": "proposed"}
            found.records.append(record_from_json(own))
            if redated:
                found.redated.append(record_from_json(own | redated))
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
        if found.collated is not None:
            self._published[found.report.id] = found.collated
            self._redated[found.report.id] = tuple(found.redated)
        self.done.reports += 1


_OF_REPORT = ("collated", "raw", "annotation", "record", "reject")


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


def _merged_from_json(row: Json) -> Merged:
    own = ("uid", "born", "aliases")
    missing = next((key for key in own if key not in row), None)
    if missing is not None:
        raise MalformedError(f"the key `{missing}` is missing")
    uid, born = (read_at(key, row, reader_of(hint), None) for key, hint in (("uid", str), ("born", int)))
    if not isinstance(row["aliases"], list):
        raise MalformedError(f"aliases: {shown(row['aliases'])} is not a list")
    aliases = tuple(_alias_from_json(alias) for alias in row["aliases"])
    asserted = an_object(row.get("asserted", {}))
    record = {key: value for key, value in row.items() if key not in (*own, "asserted")}
    return Merged(record_from_json(record | asserted | {"review": "proposed"}), uid, born, aliases)


_PLACES = tuple[tuple[str, int, int], ...]


def _alias_from_json(alias: object) -> Alias:
    row = an_object(alias)
    exactly(row, ("id", "passages"))
    identity, places = (read_at(k, row, reader_of(h), None) for k, h in (("id", str), ("passages", _PLACES)))
    return Alias(identity, places)


def _pointed_at(known: Merged) -> set[str]:
    return {passage.report for passage in known.record.evidence}


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

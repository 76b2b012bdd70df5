"""Between a report's reading and the rows of the tables that keep it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from standoff.desk.base import ACROSS, Decision, StoredReport, Verb
from standoff.errors import GroundingError
from standoff.model.codec import (
    annotation_from_json,
    annotation_to_json,
    dumps,
    loads,
    published_from_json,
    published_to_json,
    record_from_json,
    record_to_json,
)
from standoff.model.partial_date import PartialDate
from standoff.model.record import Evidence, Record, Reject
from standoff.model.report import Report, sha256
from standoff.model.shape import an_object
from standoff.model.span import Span

if TYPE_CHECKING:
    import sqlite3

    from standoff.desk.base import Reading
    from standoff.model.annotation import Marked
    from standoff.model.codec import Json
    from standoff.model.report import Published

Row: TypeAlias = tuple[Any, ...]

REPORT = (
    "SELECT r.id, r.given_id, r.title, r.publisher, r.author, r.url, r.published_given, r.language, "
    "r.raw_id, r.text, r.encoding, r.made_by, r.published_body, t.body, c.published_body "
    "FROM report r JOIN text t ON t.sha256 = r.text LEFT JOIN collated c ON c.report = r.id WHERE r.id = ?"
)
"""Gets one report; `stored_report` reads it."""

ANNOTATIONS = (
    'SELECT id, layer, "start", "end", quote, "by", body FROM annotation WHERE report = ? ORDER BY nth'
)
"""Gets a report's annotations; `annotation_of` reads each."""

_RECORD = "SELECT id, kind, gist, date, reports, families, review, body, annotation, corrections FROM record "
RECORD = _RECORD + "WHERE id = ?"
"""Gets one record with what people decided; `record_of` reads it."""

HEIR = "SELECT merged FROM alias WHERE alias = ?"
"""Gets the merged record that an id now stands for."""

RECORDS_OF = _RECORD + "WHERE report = ? AND nth IS NOT NULL ORDER BY nth"
"""Gets the records made of one report alone, in the order in which they were made."""

ASSERTIONS = (
    "SELECT id, kind, gist, date, reports, families, 'proposed', body, annotation FROM assertion "
    "WHERE report = ? ORDER BY nth"
)
"""Gets the same as the report's own reading made them; `assertion_of` reads each."""

REDATED = (
    "SELECT a.id, a.kind, d.gist, d.date, a.reports, a.families, 'proposed', d.body, a.annotation "
    "FROM assertion a JOIN redated d ON d.assertion = a.id WHERE a.report = ? ORDER BY a.nth"
)
"""Gets those that a date found by collation changes; `assertion_of` reads each."""

PARTS = (
    "SELECT a.id, a.kind, coalesce(d.gist, a.gist), "
    "CASE WHEN d.assertion IS NULL THEN a.date ELSE d.date END, "
    "a.reports, a.families, 'proposed', coalesce(d.body, a.body), a.annotation "
    "FROM assertion a LEFT JOIN redated d ON d.assertion = a.id "
    "WHERE a.kind IN (SELECT value FROM json_each(?)) ORDER BY a.id"
)
"""Gets the records of single reports of some kinds, as the dates that hold make them."""

MERGED = (
    "SELECT id, kind, gist, date, reports, families, 'proposed', body, annotation, uid, born "
    "FROM merged ORDER BY id"
)
"""Gets the records made across reports as machines made them; `record_of` reads each."""

RAW = "SELECT w.data, w.media_type FROM report r JOIN raw w ON w.id = r.raw_id WHERE r.id = ?"
"""Gets the bytes that a report's text was extracted from."""

_REJECT = 'SELECT report, stage, reason, "start", "end", quote FROM reject '
REJECTS, REJECTS_OF = _REJECT + "ORDER BY report, nth", _REJECT + "WHERE report = ? ORDER BY nth"
"""Get what was given up, of all reports and of one; `reject_of` reads each."""

EVIDENCE = 'SELECT report, "start", "end", quote, role FROM evidence WHERE assertion = ? ORDER BY nth'
MERGED_EVIDENCE = (
    'SELECT report, "start", "end", quote, role FROM merged_evidence WHERE merged = ? ORDER BY nth'
)
"""Get the passages of an assertion and of a merged record."""

_ANNOTATION_KEYS = ("id", "layer", "start", "end", "quote", "by")
_RECORD_KEYS = ("id", "kind", "gist", "date", "reports", "families", "evidence", "review", "annotation")


@dataclass(frozen=True, slots=True)
class Rows:
    """A reading as rows, columns in the order of the tables; for `report`, up to `published_body`."""

    report: Row
    annotations: list[Row]
    assertions: list[Row]
    evidence: list[Row]
    rejects: list[Row]

    def digest(self) -> str:
        """Hash all rows, to see whether another reading is the same."""
        found = hashlib.sha256()
        for part in (self.report, self.annotations, self.assertions, self.evidence, self.rejects):
            found.update(dumps(part).encode())
        return found.hexdigest()


def rows_of(reading: Reading) -> Rows:
    """Make the rows of a reading.

    Raises:
        GroundingError: when a span or quote is not in the text it points into, or the text is not the
            one that its SHA-256 names.
    """
    report = reading.analysis.report
    if sha256(report.text) != report.text_sha256:
        raise GroundingError(f"report {report.id}: its text is not the one whose SHA-256 it has")
    marked = reading.analysis.annotations
    if len({item.id for item in marked}) < len(marked):
        raise GroundingError(f"report {report.id}: two annotations share an id")
    try:
        return Rows(
            report=_report_row(reading),
            annotations=[_annotation_row(report, nth, item) for nth, item in enumerate(marked)],
            assertions=[_assertion_row(report, nth, record) for nth, record in enumerate(reading.records)],
            evidence=[row for record in reading.records for row in _evidence_rows(report, record)],
            rejects=[_reject_row(report, nth, reject) for nth, reject in enumerate(reading.analysis.rejects)],
        )
    except GroundingError as error:
        raise GroundingError(f"report {report.id}: {error}") from None


def days(edtf: str | None) -> tuple[str | None, str | None]:
    """Give the first and the last day that a date can mean; none where it is no date.

    >>> days("2031-02"), days("soon")
    (('2031-02-01', '2031-02-28'), (None, None))
    """
    if edtf is None:
        return None, None
    try:
        date = PartialDate(edtf)
    except ValueError:
        return None, None
    return date.earliest.isoformat(), date.latest.isoformat()


def _report_row(reading: Reading) -> Row:
    report, published = reading.analysis.report, reading.analysis.published
    edtf = None if published.date is None else published.date.edtf
    return (
        *(
            report.id,
            report.text_sha256,
            report.given_id,
            report.title,
            report.publisher,
            report.author,
            report.url,
        ),
        *(report.published_given, report.language, report.raw_id, reading.encoding),
        *(edtf, *days(edtf), published.basis.value),
        dumps(published_to_json(published, report.text)),
    )


def _annotation_row(report: Report, nth: int, marked: Marked) -> Row:
    row = annotation_to_json(marked, report.text)
    common = [row.pop(key) for key in _ANNOTATION_KEYS]
    return (report.id, nth, *common, dumps(row))


def own_keys(record: Record) -> Json:
    """Give what a record has beside that which all have, as it is kept in a body."""
    return {key: value for key, value in record_to_json(record).items() if key not in _RECORD_KEYS}


def _assertion_row(report: Report, nth: int, record: Record) -> Row:
    return (
        *(record.id, report.id, nth, record.kind, record.gist, record.date, *days(record.date)),
        *(
            record.evidence[0].span.start,
            record.families,
            dumps(list(record.reports)),
            record.annotation,
            dumps(own_keys(record)),
        ),
    )


def _evidence_rows(report: Report, record: Record) -> list[Row]:
    for passage in record.evidence:
        if passage.report == report.id and passage.span.of(report.text) != passage.quote:
            raise GroundingError(
                f"record {record.id}: its passage {passage.span.start}:{passage.span.end} is not in the text"
            )
    return [evidence_row(record.id, nth, passage) for nth, passage in enumerate(record.evidence)]


def evidence_row(record_id: str, nth: int, passage: Evidence) -> Row:
    """Make the row of a passage."""
    span = passage.span
    return (record_id, nth, passage.report, passage.role.value, span.start, span.end, passage.quote)


def _reject_row(report: Report, nth: int, reject: Reject) -> Row:
    span = reject.span
    if not span.of(report.text).startswith(reject.quote) or span.end > len(report.text):
        raise GroundingError(f"what {reject.stage} gave up at {span.start}:{span.end} is not in the text")
    return (report.id, nth, reject.stage, reject.reason, span.start, span.end, reject.quote)


# --- and back ------------------------------------------------------------------------------------


def published_of(body: str, text: str | None) -> Published:
    """Read a publication date; its passages are checked when the text is given."""
    return published_from_json(loads(body), text)


def stored_report(row: Row, places: tuple[str, ...]) -> StoredReport:
    """Make a report of a row of `REPORT`."""
    report = Report(
        id=row[0],
        given_id=row[1],
        title=row[2],
        publisher=row[3],
        author=row[4],
        url=row[5],
        published_given=row[6],
        language=row[7],
        raw_id=row[8],
        text_sha256=row[9],
        text=row[13],
    )
    own, across = published_of(row[12], None), row[14]
    holds = own if across is None else published_of(across, None)
    return StoredReport(
        report, holds, places, encoding=row[10], made_by=row[11], own=None if across is None else own
    )


def annotation_of(row: Row, text: str | None) -> Marked:
    """Make an annotation of a row of `ANNOTATIONS`; spans are checked when the text is given."""
    common: Json = dict(zip(_ANNOTATION_KEYS, row, strict=False))
    return annotation_from_json(common | an_object(loads(row[6])), text)


def record_of(found: sqlite3.Connection, row: Row) -> Record:
    """Make a record of a row of `RECORD` and of its evidence; corrections are not laid over it."""
    return _made(found, row, MERGED_EVIDENCE if row[1] in ACROSS else EVIDENCE)


def assertion_of(found: sqlite3.Connection, row: Row) -> Record:
    """Make a record of a row of `ASSERTIONS`: one that a single report gives, of whatever kind."""
    return _made(found, row, EVIDENCE)


def _made(found: sqlite3.Connection, row: Row, evidence: str) -> Record:
    return record_from_json(
        {
            "id": row[0],
            "kind": row[1],
            "gist": row[2],
            "date": row[3],
            "reports": loads(row[4]),
            "families": row[5],
            "review": row[6],
            "evidence": [_passage(passage) for passage in found.execute(evidence, (row[0],))],
            **an_object(loads(row[7])),
            "annotation": row[8],
        }
    )


def _passage(row: Row) -> Json:
    return dict(zip(("report", "start", "end", "quote", "role"), row, strict=True))


def reject_of(row: Row) -> Reject:
    """Make a reject of a row of `REJECTS`."""
    return Reject(row[0], row[1], row[2], Span(row[3], row[4]), row[5])


def decision_of(row: Row, targets: tuple[str, ...]) -> Decision:
    """Make a decision of the columns seq, verb, field, value, note, who, at."""
    value = None if row[3] is None else loads(row[3])
    return Decision(
        seq=row[0],
        verb=Verb(row[1]),
        field=row[2],
        value=value,
        note=row[4],
        who=row[5],
        at=row[6],
        targets=targets,
    )

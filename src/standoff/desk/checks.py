"""Checks that a desk is whole: every span slices to its quote, nothing was changed behind its back."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

from standoff.desk.decisions import corrected, decisions
from standoff.desk.rows import (
    ANNOTATIONS,
    ASSERTIONS,
    EVIDENCE,
    MERGED,
    MERGED_EVIDENCE,
    RECORD,
    RECORDS_OF,
    REDATED,
    annotation_of,
    assertion_of,
    published_of,
    record_of,
)
from standoff.errors import StandoffError
from standoff.model.codec import loads
from standoff.model.report import sha256
from standoff.model.shape import an_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.desk.rows import Row


def problems(found: sqlite3.Connection) -> Iterator[str]:
    """Name every fault, one line each, with one report in memory at a time."""
    try:
        yield from _file(found)
        yield from _contents(found)
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        yield f"the file: it is damaged, and what follows cannot be read ({error})"


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_CORRUPT


def _contents(found: sqlite3.Connection) -> Iterator[str]:
    for (report_id,) in found.execute("SELECT id FROM report ORDER BY id"):
        for fault in _report(found, report_id):
            yield f"report {report_id}: {fault}"
    for (raw_id,) in found.execute("SELECT id FROM raw ORDER BY id"):
        (data,) = found.execute("SELECT data FROM raw WHERE id = ?", (raw_id,)).fetchone()
        if hashlib.sha256(data).hexdigest() != raw_id:
            yield f"raw {raw_id}: the bytes are not those whose SHA-256 it is"
    yield from _merged(found)
    yield from _decisions(found)


def _file(found: sqlite3.Connection) -> Iterator[str]:
    for (fault,) in found.execute("PRAGMA integrity_check"):
        if fault != "ok":
            yield f"the file: {fault}"
    for table, _, parent, _ in found.execute("PRAGMA foreign_key_check"):
        yield f"table {table}: a row points at a {parent} that is not there"
    try:
        found.execute("INSERT INTO sentence_words (sentence_words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        yield f"the search index: it does not agree with the sentences ({error})"


def _report(found: sqlite3.Connection, report_id: str) -> Iterator[str]:
    row = found.execute(_WHAT_IS_CHECKED, (report_id,)).fetchone()
    if row is None:
        yield "its text is not there"
        return
    digest, text, published, across = row
    if not isinstance(text, str) or sha256(text) != digest:
        yield f"the text is not the one whose SHA-256 is {digest}"
    if not isinstance(text, str):
        return
    texts = _Texts(found, report_id, text)
    yield from _published(published, texts)
    if across is not None:
        yield from _published(across, texts)
    for row in found.execute(ANNOTATIONS, (report_id,)):
        try:
            annotation_of(row, text)
        except StandoffError as error:
            yield f"annotation {row[0]}: {error}"
    yield from _rejects(found, report_id, text)
    yield from _records(found, texts)


def _published(body: str, texts: _Texts) -> Iterator[str]:
    try:
        published = published_of(body, texts.own)
    except StandoffError as error:
        yield f"publication date: {error}"
        return
    for why in published.because:
        if why.report is not None and not texts.says(why.report, why.span.start, why.span.end, why.quote):
            where = f"its passage at {why.span.start}:{why.span.end}"
            yield f"publication date: {where} is not what report {why.report} says there"


def _rejects(found: sqlite3.Connection, report_id: str, text: str) -> Iterator[str]:
    rows = found.execute(
        'SELECT "start", "end", quote FROM reject WHERE report = ? ORDER BY nth', (report_id,)
    )
    for start, end, quote in rows:
        passage = _slice(text, start, end)
        if passage is None or not passage.startswith(quote):  # which is cut to a length
            yield f"reject at {start}:{end}: its quote is not what the text says there"


def _slice(text: str, start: object, end: object) -> str | None:
    """Cut out a passage; None where the two are no span of the text."""
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        return text[start:end]
    return None


def _records(found: sqlite3.Connection, texts: _Texts) -> Iterator[str]:
    """Check what a report's own reading made, what a date made of it, and people's corrections of it."""
    corrections = {row[0]: row[9] for row in found.execute(RECORDS_OF, (texts.report_id,))}
    for row in found.execute(ASSERTIONS, (texts.report_id,)):
        yield from _record(found, row, texts, corrections.get(row[0]))
    for row in found.execute(REDATED, (texts.report_id,)):
        yield from _record(found, row, texts, None)


def _merged(found: sqlite3.Connection) -> Iterator[str]:
    """Check the records made across reports."""
    for row in found.execute(MERGED):
        first = found.execute(MERGED_EVIDENCE, (row[0],)).fetchone()
        decided = found.execute(RECORD, (row[0],)).fetchone()
        if first is None or decided is None:
            yield f"record {row[0]}: it has no passage to rest on"
            continue
        text = found.execute(_TEXT, first[:1]).fetchone()
        texts = _Texts(found, first[0], "" if text is None else text[0])
        yield from _record(found, row, texts, decided[9], merged=True)


def _record(
    found: sqlite3.Connection, row: Row, texts: _Texts, corrections: str | None, *, merged: bool = False
) -> Iterator[str]:
    """Check one record: its passages, those inside its keys, and people's corrections of it."""
    for passage in found.execute(MERGED_EVIDENCE if merged else EVIDENCE, (row[0],)):
        yield from texts.fault(row[0], *passage[:4])
    try:
        record = record_of(found, row) if merged else assertion_of(found, row)
        nested = list(_passages(loads(row[7]), texts.report_id))
    except StandoffError as error:
        yield f"record {row[0]}: {error}"
        return
    for passage in nested:
        yield from texts.fault(row[0], *passage)
    for key, value in an_object(loads(corrections or "{}")).items():
        try:
            corrected(record, key, value)
        except StandoffError as error:
            yield f"record {row[0]}: a correction no longer fits it ({error}); decide anew"


_WHAT_IS_CHECKED = (
    "SELECT t.sha256, t.body, r.published_body, c.published_body FROM report r "
    "JOIN text t ON t.sha256 = r.text LEFT JOIN collated c ON c.report = r.id WHERE r.id = ?"
)
_TEXT = "SELECT t.body FROM report r JOIN text t ON t.sha256 = r.text WHERE r.id = ?"


class _Texts:
    """The texts that the records of one report point into: nearly always its own.

    Attributes:
        own: the report's own text.
    """

    def __init__(self, found: sqlite3.Connection, report_id: str, text: str) -> None:
        self._found = found
        self.report_id = report_id
        self.own = text

    def says(self, report_id: str, start: object, end: object, quote: object) -> bool:
        """Tell whether a report says this there."""
        text: str | None = self.own
        if report_id != self.report_id:
            row = self._found.execute(_TEXT, (report_id,)).fetchone()
            text = None if row is None else row[0]
        return text is not None and _slice(text, start, end) == quote

    def fault(
        self, record_id: str, report_id: str, start: object, end: object, quote: object
    ) -> Iterator[str]:
        """Give one line when a passage is not what its report says there."""
        if not self.says(report_id, start, end, quote):
            where = f"its passage at {start}:{end}"
            yield f"record {record_id}: {where} is not what report {report_id} says there"


def _passages(value: object, report_id: str) -> Iterator[tuple[str, object, object, object]]:
    """Find every object that is a passage; of the report it names, else of the record's own."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield str(value.get("report", report_id)), value["start"], value["end"], value["quote"]
        for item in value.values():
            yield from _passages(item, report_id)
    elif isinstance(value, list):
        for item in value:
            yield from _passages(item, report_id)


def _decisions(found: sqlite3.Connection) -> Iterator[str]:
    for decision in decisions(found):
        (kept,) = found.execute("SELECT id FROM decision WHERE seq = ?", (decision.seq,)).fetchone()
        if kept != decision.id:
            yield f"decision {kept}: it was changed after it was made"

"""Puts a report's rows in the place of those it had before.

The SQL put together here is all of this program's own; what is written are parameters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.desk.across import forget

if TYPE_CHECKING:
    import sqlite3

    from standoff.desk.rows import Rows
    from standoff.model.report import RawItem


def _insert(table: str, columns: str) -> str:
    names = columns.split()
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"


_OF_REPORT = (
    "id text given_id title publisher author url published_given language raw_id encoding published "
    "earliest latest basis published_body made_by digest"
)
_REPORT = f"{_insert('report', _OF_REPORT)} ON CONFLICT (id) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _OF_REPORT.split()
)
_ANNOTATION = _insert("annotation", 'report nth id layer "start" "end" quote "by" body')
_ASSERTION = _insert(
    "assertion",
    'id report nth kind gist date earliest latest "start" families reports annotation body',
)
_EVIDENCE = _insert("evidence", 'assertion nth report role "start" "end" quote')
_REJECT = _insert("reject", 'report nth stage reason "start" "end" quote')

_REMOVE = (
    "DELETE FROM evidence WHERE assertion IN (SELECT id FROM assertion WHERE report = ?)",
    "DELETE FROM assertion WHERE report = ?",
    "DELETE FROM annotation WHERE report = ?",
    "DELETE FROM reject WHERE report = ?",
)


def put(found: sqlite3.Connection, rows: Rows, made_by: str, text: str) -> None:
    """Write a reading, unless the desk has the same already. Stands inside a transaction."""
    report_id, text_sha256, digest = rows.report[0], rows.report[1], rows.digest()
    known = found.execute("SELECT made_by, digest, raw_id FROM report WHERE id = ?", (report_id,)).fetchone()
    if known is not None and known[:2] == (made_by, digest):
        return
    found.execute("INSERT OR IGNORE INTO text (sha256, body) VALUES (?, ?)", (text_sha256, text))
    forget(found, report_id)
    for statement in _REMOVE:
        found.execute(statement, (report_id,))
    found.execute(_REPORT, (*rows.report, made_by, digest))
    found.executemany(_ANNOTATION, rows.annotations)
    found.executemany(_ASSERTION, rows.assertions)
    found.executemany(_EVIDENCE, rows.evidence)
    found.executemany(_REJECT, rows.rejects)
    if known is not None:
        found.execute(
            "DELETE FROM raw WHERE id = ? AND id NOT IN (SELECT raw_id FROM report WHERE raw_id = ?)",
            known[2:] * 2,
        )


def put_raw(found: sqlite3.Connection, raw: RawItem | None) -> None:
    """Keep the bytes of a web page."""
    if raw is not None:
        row = (raw.id, raw.media_type, raw.data)
        found.execute("INSERT OR IGNORE INTO raw (id, media_type, data) VALUES (?, ?, ?)", row)


def put_place(found: sqlite3.Connection, report_id: str, where: str) -> None:
    """Note a place that a report was read from; what was set aside of it no longer is."""
    place = nameable(where)
    found.execute("INSERT OR IGNORE INTO provenance (report, place) VALUES (?, ?)", (report_id, place))
    found.execute("DELETE FROM set_aside WHERE place = ?", (place,))


def nameable(where: str) -> str:
    r"""Write out the bytes of a file's name that are not UTF-8, which no text can hold.

    >>> nameable("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return where.encode("utf-8", "backslashreplace").decode("utf-8")

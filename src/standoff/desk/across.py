"""Keeps what was found across reports: dates, what they make of records, and merged records.

The SQL put together here is all of this program's own; what is written are parameters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.desk.base import ACROSS, Alias, Known, Merged
from standoff.desk.heirs import heirs, passages, uids
from standoff.desk.rows import (
    MERGED,
    PARTS,
    assertion_of,
    days,
    evidence_row,
    own_keys,
    published_of,
    record_of,
)
from standoff.errors import GroundingError
from standoff.model.codec import MalformedError, dumps, loads, published_to_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from standoff.desk.base import Collation, KeptClues
    from standoff.desk.heirs import Passage
    from standoff.desk.rows import Row
    from standoff.model.record import Record
    from standoff.model.report import Published

_CLUE = "INSERT OR REPLACE INTO clue (report, made_by, body) VALUES (?, ?, ?)"
_COLLATED = "(report, published, earliest, latest, basis, published_body) VALUES (?, ?, ?, ?, ?, ?)"
_REDATED = "(assertion, gist, date, earliest, latest, body) VALUES (?, ?, ?, ?, ?, ?)"
_ALIAS = "INSERT OR IGNORE INTO alias (alias, merged, passages) VALUES (?, ?, ?)"
_MERGED = (
    "INSERT OR IGNORE INTO merged (id, uid, born, kind, report, gist, date, earliest, latest, "
    '"start", families, reports, annotation, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
)
_MERGED_EVIDENCE = (
    'INSERT OR IGNORE INTO merged_evidence (merged, nth, report, role, "start", "end", quote) '
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_OF_KIND = (
    'SELECT e.assertion, e.report, e."start", e."end" FROM assertion a JOIN evidence e ON e.assertion = a.id '
    "WHERE a.kind = ? ORDER BY a.id"
)
_TEXT = "SELECT t.body FROM report r JOIN text t ON t.sha256 = r.text WHERE r.id = ?"


def forget(found: sqlite3.Connection, report_id: str) -> None:
    """Drop what was found of a report that is read anew. Stands inside a transaction."""
    found.execute("DELETE FROM collation")
    found.execute(
        "DELETE FROM redated WHERE assertion IN (SELECT id FROM assertion WHERE report = ?)", (report_id,)
    )
    found.execute("DELETE FROM collated WHERE report = ?", (report_id,))
    found.execute("DELETE FROM clue WHERE report = ?", (report_id,))


def put_clues(found: sqlite3.Connection, report_id: str, clues: KeptClues) -> None:
    """Keep what dating knows of a report."""
    found.execute(_CLUE, (report_id, clues.made_by, clues.body))


def known(found: sqlite3.Connection, made_by: str) -> Iterator[Known]:
    """Give what collation needs to know of each report; see `base.Desk.known`."""
    rows = found.execute(
        "SELECT r.id, r.text, r.published_body, a.published_body, c.body FROM report r "
        "LEFT JOIN collated a ON a.report = r.id LEFT JOIN clue c ON c.report = r.id AND c.made_by = ? "
        "ORDER BY r.id",
        (made_by,),
    )
    for report_id, text_sha256, own, across, clues in rows:
        laid_over = None if across is None else published_of(across, None)
        yield Known(report_id, text_sha256, published_of(own, None), laid_over, clues)


def parts(found: sqlite3.Connection) -> Iterator[Record]:
    """List what single reports say of the kinds that are merged; see `base.Desk.parts`."""
    for row in found.execute(PARTS, (dumps(ACROSS),)).fetchall():
        yield assertion_of(found, row)


def collated_by(found: sqlite3.Connection) -> str | None:
    """Tell what made the collation; see `base.Desk.collated_by`."""
    row = found.execute("SELECT made_by FROM collation").fetchone()
    return None if row is None else str(row[0])


# --- writing -------------------------------------------------------------------------------------


def put_collation(found: sqlite3.Connection, collation: Collation) -> None:
    """Replace what was found across reports; see `base.Desk.collate`. Stands inside a transaction."""
    for report_id, kept in sorted(collation.clues.items()):
        put_clues(found, report_id, kept)
    _put_published(found, collation.published)
    for report_id, records in sorted(collation.redated.items()):
        found.execute(
            "DELETE FROM redated WHERE assertion IN (SELECT id FROM assertion WHERE report = ?)", (report_id,)
        )
        found.executemany(f"INSERT INTO redated {_REDATED}", [_redated_row(record) for record in records])
    _put_merged(found, collation.merged)
    found.execute("DELETE FROM collation")
    found.execute("INSERT INTO collation (made_by) VALUES (?)", (collation.made_by,))


def _put_published(found: sqlite3.Connection, published: Mapping[str, Published]) -> None:
    found.execute("DELETE FROM collated")
    for report_id, date in sorted(published.items()):
        found.execute(f"INSERT INTO collated {_COLLATED}", _collated_row(found, report_id, date))


def _collated_row(found: sqlite3.Connection, report_id: str, published: Published) -> Row:
    edtf = None if published.date is None else published.date.edtf
    texts = _Texts(found)
    for why in published.because:
        if why.report is not None:
            texts.check(
                f"the date of report {report_id}", (why.report, why.span.start, why.span.end), why.quote
            )
    body = dumps(published_to_json(published, texts.of(report_id)))
    return (report_id, edtf, *days(edtf), published.basis.value, body)


def _redated_row(record: Record) -> Row:
    return (record.id, record.gist, record.date, *days(record.date), dumps(own_keys(record)))


def _put_merged(found: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Write merged records, and hand on the ids of those before them."""
    before = {m.record.id: m for m in merged(found)}
    new = {record.id: record for record in records}
    resting = {identity: passages(record) for identity, record in new.items()}
    old: dict[str, Iterable[Passage]] = {}
    for known in before.values():
        old |= {alias.id: alias.passages for alias in known.aliases}
    old |= {identity: passages(known.record) for identity, known in before.items()}
    old |= {identity: parts for identity, parts in _parts(found).items() if identity not in before}
    heir_of = heirs(old, resting)
    named = uids(
        {i: (m.uid, m.born) for i, m in before.items()}, {i: heir_of[i] for i in before if i in heir_of}, new
    )
    for table in ("alias", "merged_evidence", "merged"):
        found.execute(f"DELETE FROM {table}")
    texts = _Texts(found)
    for identity, record in sorted(new.items()):
        _insert(found, Merged(record, *named[identity]), texts)
    for identity, heir in sorted(heir_of.items()):
        if identity not in new:
            found.execute(_ALIAS, (identity, heir, dumps(sorted(set(old[identity])))))


def _parts(found: sqlite3.Connection) -> dict[str, list[Passage]]:
    """Give the passages of the assertions that merged records are made of, by their ids."""
    parts: dict[str, list[Passage]] = {}
    for kind in ACROSS:
        for identity, *passage in found.execute(_OF_KIND, (kind,)):
            parts.setdefault(identity, []).append((passage[0], passage[1], passage[2]))
    return parts


def _insert(found: sqlite3.Connection, known: Merged, texts: _Texts) -> None:
    record = known.record
    for evidence in record.evidence:
        place = (evidence.report, evidence.span.start, evidence.span.end)
        texts.check(f"record {record.id}", place, evidence.quote)
    first = record.evidence[0]
    found.execute(
        _MERGED,
        (
            *(record.id, known.uid, known.born, record.kind, first.report),
            *(record.gist, record.date, *days(record.date), first.span.start, record.families),
            *(dumps(list(record.reports)), record.annotation, dumps(own_keys(record))),
        ),
    )
    rows = [evidence_row(record.id, nth, passage) for nth, passage in enumerate(record.evidence)]
    found.executemany(_MERGED_EVIDENCE, rows)


class _Texts:
    """The texts that merged records point into, the last ones at hand."""

    _KEPT = 64

    def __init__(self, found: sqlite3.Connection) -> None:
        self._found = found
        self._texts: dict[str, str] = {}

    def of(self, report_id: str) -> str:
        """Get a report's text."""
        if report_id not in self._texts:
            row = self._found.execute(_TEXT, (report_id,)).fetchone()
            if row is None:
                raise GroundingError(f"report {report_id}: the desk does not hold it")
            while len(self._texts) >= self._KEPT:
                del self._texts[next(iter(self._texts))]
            self._texts[report_id] = row[0]
        return self._texts[report_id]

    def check(self, what: str, place: Passage, quote: str | None) -> None:
        """Require that a passage is what its report says there."""
        report_id, start, end = place
        if self.of(report_id)[start:end] != quote:
            raise GroundingError(
                f"{what}: its passage {start}:{end} is not what report {report_id} says there"
            )


# --- and back ------------------------------------------------------------------------------------


def merged(found: sqlite3.Connection) -> Iterator[Merged]:
    """List merged records as machines made them; see `base.Desk.merged`."""
    for row in found.execute(MERGED).fetchall():
        yield Merged(record_of(found, row), row[9], row[10], tuple(_aliases(found, row[0])))


def _aliases(found: sqlite3.Connection, record_id: str) -> Iterator[Alias]:
    rows = found.execute("SELECT alias, passages FROM alias WHERE merged = ? ORDER BY alias", (record_id,))
    for identity, body in rows.fetchall():
        places = loads(body)
        if not isinstance(places, list):
            raise MalformedError(f"alias {identity}: its passages are no list")
        yield Alias(identity, tuple((str(place[0]), int(place[1]), int(place[2])) for place in places))


def restore(found: sqlite3.Connection, collation: Collation, known: Iterable[Merged]) -> None:
    """Take over another desk's; see `base.Desk.restore`. Stands inside a transaction."""
    for report_id, date in sorted(collation.published.items()):
        row = _collated_row(found, report_id, date)
        if found.execute(f"INSERT OR IGNORE INTO collated {_COLLATED}", row).rowcount:
            rows = [_redated_row(record) for record in collation.redated.get(report_id, ())]
            found.executemany(f"INSERT OR IGNORE INTO redated {_REDATED}", rows)
    texts = _Texts(found)
    there, holder = set(), {}
    for identity, uid in found.execute("SELECT id, uid FROM merged"):
        there.add(identity)
        holder[uid] = identity
    came = sorted((m for m in known if m.record.id not in there), key=lambda m: (m.born, m.record.id))
    for each in came:
        heir = holder.get(each.uid, each.record.id)
        if heir == each.record.id:
            _insert(found, each, texts)
        else:
            found.execute(_ALIAS, (each.record.id, heir, dumps(passages(each.record))))
        for alias in each.aliases:
            found.execute(_ALIAS, (alias.id, heir, dumps(alias.passages)))
    if collation.made_by or came:
        found.execute("DELETE FROM collation")
    if collation.made_by:
        found.execute("INSERT INTO collation (made_by) VALUES (?)", (collation.made_by,))

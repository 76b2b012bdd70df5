"""Lists reports and records in their order, limited as a person asked, one at a time.

The SQL put together here is all of this program's own; what comes from people is a parameter.
"""

from __future__ import annotations

import heapq
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from standoff.desk.base import ACROSS, PARTIES
from standoff.desk.cutting import cut
from standoff.desk.decisions import record_as_decided
from standoff.desk.rows import ANNOTATIONS, REPORT, annotation_of, days, published_of, stored_report
from standoff.model.codebook import Layer
from standoff.model.codec import dumps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

    from standoff.desk.base import Filters, StoredReport
    from standoff.model.annotation import Marked
    from standoff.model.record import Record

REPORT_ORDER = "r.earliest IS NULL, coalesce(r.day, r.earliest), r.earliest, r.latest, r.published, r.id"

Key: TypeAlias = tuple[bool, str, str, str, int, str]
"""Where a record stands in a list: undated, first day, last day, report, place, id."""

_ENDS = ("earliest", "latest")
_OF_SINGLE = f"a.kind NOT IN ({', '.join(repr(kind) for kind in ACROSS)})"

_DATED = frozenset(Layer) - {Layer.BOILERPLATE, Layer.SENTENCE, Layer.MENTION}
"""The layers in which something can be counted from the publication date."""

_CORRECTED = (
    "SELECT t.target FROM decision d JOIN decision_target t ON t.decision = d.seq WHERE d.verb = 'correct'"
)


def add_functions(found: sqlite3.Connection) -> None:
    """Give SQL the comparisons of names that it lacks: letters of any alphabet, in either case."""
    found.create_function("holds_folded", 2, _holds_folded, deterministic=True)
    found.create_function("names_actor", 2, _names_actor, deterministic=True)


def _holds_folded(words: str | None, folded: str) -> bool:
    return words is not None and folded in words.casefold()


def _names_actor(body: str, folded: str) -> bool:
    try:
        return folded in str(json.loads(body).get("name")).casefold()
    except (ValueError, AttributeError):  # a row that `problems` names
        return False


def conditions(filters: Filters | None, earliest: str, latest: str) -> tuple[list[str], dict[str, Any]]:
    """Write the SQL conditions for publisher and dates.

    Args:
        filters: what was asked for.
        earliest: the SQL of the first day of an entry's date; ``r`` is its report.
        latest: the SQL of its last day.

    Returns:
        The conditions, all to be met, and the values of the parameters that they name.
    """
    if filters is None:
        return [], {}
    limits = [
        (filters.publisher, "holds_folded(r.publisher, :publisher)"),
        (filters.as_of, "coalesce(r.earliest <= :as_of, :undated)"),
        (filters.since, f"coalesce({latest} >= :since, :undated)"),
        (filters.until, f"coalesce({earliest} <= :until, :undated)"),
    ]
    return [sql for limit, sql in limits if limit is not None], _values(filters)


def _values(filters: Filters) -> dict[str, Any]:
    return {
        "publisher": (filters.publisher or "").casefold(),
        "as_of": filters.as_of and filters.as_of.latest.isoformat(),
        "since": filters.since and filters.since.earliest.isoformat(),
        "until": filters.until and filters.until.latest.isoformat(),
        "undated": filters.undated,
        "actor": (filters.actor or "").casefold(),
    }


def reports(found: sqlite3.Connection, filters: Filters | None) -> Iterator[StoredReport]:
    """List reports; see `base.Desk.reports`."""
    where, values = conditions(filters, "r.earliest", "r.latest")
    if filters is not None and filters.actor is not None:
        where.append(
            "EXISTS (SELECT 1 FROM annotation m WHERE m.report = r.id AND m.layer = 'mention' "
            "AND names_actor(m.body, :actor))"
        )
    # Only ids are sorted, so that no more than one text is in memory.
    ids = found.execute(f"SELECT r.id FROM dated r {_where(where)} ORDER BY {REPORT_ORDER}", values)
    for (report_id,) in ids:
        stored = report(found, report_id)
        if stored is not None:
            yield stored


def _where(conditions_: Collection[str]) -> str:
    return f"WHERE {' AND '.join(conditions_)}" if conditions_ else ""


def report(found: sqlite3.Connection, report_id: str) -> StoredReport | None:
    """Get one report."""
    row = found.execute(REPORT, (report_id,)).fetchone()
    return None if row is None else stored_report(row, places(found, report_id))


def marked_on(found: sqlite3.Connection, report_id: str, layers: frozenset[Layer]) -> list[Marked]:
    """Get a report's annotations, resolved by the date that holds; at least those of the layers asked for.

    What a date changes hangs on times, so all of them are read where it can change anything.
    """
    rows = found.execute(ANNOTATIONS, (report_id,)).fetchall()
    across = found.execute("SELECT published_body FROM collated WHERE report = ?", (report_id,)).fetchone()
    if across is None or (layers and not layers & _DATED):
        return [annotation_of(row, None) for row in rows if not layers or row[1] in layers]
    from standoff.stages.times.resolve import redated

    published = published_of(across[0], None)
    return list(redated([annotation_of(row, None) for row in rows], published.anchor))


def places(found: sqlite3.Connection, report_id: str) -> tuple[str, ...]:
    """Give the places that a report was read from, sorted."""
    rows = found.execute("SELECT place FROM provenance WHERE report = ? ORDER BY place", (report_id,))
    return tuple(place for (place,) in rows)


def records(found: sqlite3.Connection, kinds: Collection[str], filters: Filters | None) -> Iterator[Record]:
    """List records as decisions leave them; see `base.Desk.records`.

    A correction may move a record to another date or actor, and what a record made across reports says
    depends on the reports that are let in. Both are few: they are laid over, limited and sorted here, and
    merged into the rest, which SQLite has limited and sorted.
    """
    merged = heapq.merge(
        _untouched(found, kinds, filters), _corrected(found, kinds, filters), _across(found, kinds, filters)
    )
    for *_, record_id in merged:
        record = record_as_decided(found, record_id)
        if record is not None and record.kind in ACROSS:
            record = _let_in(found, record, filters)
        if record is not None and _names(record, filters):
            yield record


def _untouched(found: sqlite3.Connection, kinds: Collection[str], filters: Filters | None) -> Iterator[Key]:
    """List the records of single reports that no correction changes."""
    own = (f"CASE WHEN d.assertion IS NULL THEN a.{end} ELSE d.{end} END" for end in _ENDS)
    earliest, latest = (f"coalesce({day}, r.{end})" for day, end in zip(own, _ENDS, strict=True))
    where, values = conditions(filters, earliest, latest)
    where.append(f"a.id NOT IN ({_CORRECTED})")
    where.append(_OF_SINGLE)
    if kinds:
        where.append("a.kind IN (SELECT value FROM json_each(:kinds))")
    if filters is not None and filters.actor is not None:
        # Spares making records of most rows; `_names` has the last word.
        where.append("holds_folded(a.body, :in_json)")
    values |= {"kinds": dumps(sorted(kinds)), "in_json": dumps(values.get("actor", ""))[1:-1].casefold()}
    keys = found.execute(
        f"SELECT {earliest} IS NULL, coalesce({earliest}, ''), coalesce({latest}, ''), "
        f'a.report, a."start", a.id FROM assertion a JOIN dated r ON r.id = a.report '
        f"LEFT JOIN redated d ON d.assertion = a.id {_where(where)} ORDER BY 1, 2, 3, 4, 5, 6",
        values,
    )
    for undated, *rest in keys:
        yield (bool(undated), *rest)


def _corrected(found: sqlite3.Connection, kinds: Collection[str], filters: Filters | None) -> list[Key]:
    """List the records of single reports that corrections change."""
    where, values = conditions(filters, ":earliest", ":latest")
    passing = f"SELECT 1 FROM dated r {_where(['r.id = :report', *where])}"
    keys: list[Key] = []
    rows = found.execute(
        'SELECT a.id, a.report, a."start", r.earliest, r.latest FROM assertion a '
        f"JOIN dated r ON r.id = a.report WHERE a.id IN ({_CORRECTED}) AND {_OF_SINGLE}"
    ).fetchall()
    for record_id, report_id, start, *published in rows:
        record = record_as_decided(found, record_id)
        if record is None or (kinds and record.kind not in kinds):
            continue
        earliest, latest = (own or day for own, day in zip(days(record.date), published, strict=True))
        values |= {"report": report_id, "earliest": earliest, "latest": latest}
        if found.execute(passing, values).fetchone():
            keys.append((earliest is None, earliest or "", latest or "", report_id, start, record_id))
    return sorted(keys)


def _across(found: sqlite3.Connection, kinds: Collection[str], filters: Filters | None) -> list[Key]:
    """List the records made across reports, as far as the reports let in tell of them.

    Their date is their own or none: no report's publication stands for it.
    """
    wanted = set(kinds or ACROSS) & set(ACROSS)
    where, values = conditions(
        filters and replace(filters, as_of=None, publisher=None), ":earliest", ":latest"
    )
    passing = f"SELECT 1 {_where(where)}"
    keys: list[Key] = []
    rows = found.execute("SELECT id, kind FROM merged").fetchall() if wanted else []
    for record_id, kind in rows:
        record = record_as_decided(found, record_id) if kind in wanted else None
        record = None if record is None else _let_in(found, record, filters)
        if record is None:
            continue
        earliest, latest = days(record.date)
        if where and not found.execute(passing, values | {"earliest": earliest, "latest": latest}).fetchone():
            continue
        first = record.evidence[0]
        keys.append(
            (earliest is None, earliest or "", latest or "", first.report, first.span.start, record_id)
        )
    return sorted(keys)


def _let_in(found: sqlite3.Connection, record: Record, filters: Filters | None) -> Record | None:
    """Cut a record made across reports to what was published by then; None when nothing is left.

    A publisher asked for is one of those that report it; it still says what the others report too.
    """
    if filters is None or (filters.as_of is None and filters.publisher is None):
        return record
    ids = {"ids": dumps(list(record.reports))}

    def passing(limits: Filters) -> set[str]:
        where, values = conditions(limits, "NULL", "NULL")
        where.append("r.id IN (SELECT value FROM json_each(:ids))")
        rows = found.execute(f"SELECT r.id FROM dated r {_where(where)}", values | ids)
        return {row[0] for row in rows}

    by_then = passing(replace(filters, publisher=None, since=None, until=None))
    publishers = passing(replace(filters, since=None, until=None))
    return cut(record, by_then) if publishers else None


def _names(record: Record, filters: Filters | None) -> bool:
    """Tell whether a record names the actor asked for."""
    if filters is None or filters.actor is None:
        return True
    folded = filters.actor.casefold()
    return any(
        folded in name.casefold() for field in PARTIES for name in _names_in(getattr(record, field, None))
    )


def _names_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _names_in(item)
    else:
        name = getattr(value, "name", None)
        if isinstance(name, str):
            yield name

"""Lists reports and records in their order, limited as a person asked, one at a time.

The SQL put together here is all of this program's own; what comes from people is a parameter.
"""

from __future__ import annotations

import heapq
import json
from typing import TYPE_CHECKING, Any, TypeAlias

from standoff.desk.base import PARTIES
from standoff.desk.decisions import record_as_decided
from standoff.desk.rows import REPORT, days, stored_report
from standoff.model.codec import dumps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

    from standoff.desk.base import Filters, StoredReport
    from standoff.model.record import Record

REPORT_ORDER = "r.earliest IS NULL, r.earliest, r.latest, r.published, r.id"

Key: TypeAlias = tuple[bool, str, str, str, int, str]
"""Where a record stands in a list: undated, first day, last day, report, place, id."""

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
    ids = found.execute(f"SELECT r.id FROM report r {_where(where)} ORDER BY {REPORT_ORDER}", values)
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


def places(found: sqlite3.Connection, report_id: str) -> tuple[str, ...]:
    """Give the places that a report was read from, sorted."""
    rows = found.execute("SELECT place FROM provenance WHERE report = ? ORDER BY place", (report_id,))
    return tuple(place for (place,) in rows)


def records(found: sqlite3.Connection, kinds: Collection[str], filters: Filters | None) -> Iterator[Record]:
    """List records as decisions leave them; see `base.Desk.records`.

    A correction may move a record to another date or actor. Those that have one are few: they are laid
    over, limited and sorted here, and merged into the rest, which SQLite has limited and sorted.
    """
    merged = heapq.merge(_untouched(found, kinds, filters), _corrected(found, kinds, filters))
    for *_, record_id in merged:
        record = record_as_decided(found, record_id)
        if record is not None and _names(record, filters):
            yield record


def _untouched(found: sqlite3.Connection, kinds: Collection[str], filters: Filters | None) -> Iterator[Key]:
    """List the records that no correction changes."""
    earliest, latest = "coalesce(a.earliest, r.earliest)", "coalesce(a.latest, r.latest)"
    where, values = conditions(filters, earliest, latest)
    where.append(f"a.id NOT IN ({_CORRECTED})")
    if kinds:
        where.append("a.kind IN (SELECT value FROM json_each(:kinds))")
    if filters is not None and filters.actor is not None:
        # Spares making records of most rows; `_names` has the last word.
        where.append("holds_folded(a.body, :in_json)")
    values |= {"kinds": dumps(sorted(kinds)), "in_json": dumps(values.get("actor", ""))[1:-1].casefold()}
    keys = found.execute(
        f"SELECT {earliest} IS NULL, coalesce({earliest}, ''), coalesce({latest}, ''), "
        f'a.report, a."start", a.id FROM assertion a JOIN report r ON r.id = a.report {_where(where)} '
        "ORDER BY 1, 2, 3, 4, 5, 6",
        values,
    )
    for undated, *rest in keys:
        yield (bool(undated), *rest)


def _corrected(found: sqlite3.Connection, kinds: Collection[str], filters: Filters | None) -> list[Key]:
    """List the records that corrections change."""
    where, values = conditions(filters, ":earliest", ":latest")
    passing = f"SELECT 1 FROM report r {_where(['r.id = :report', *where])}"
    keys: list[Key] = []
    rows = found.execute(
        'SELECT a.id, a.report, a."start", r.earliest, r.latest '
        f"FROM assertion a JOIN report r ON r.id = a.report WHERE a.id IN ({_CORRECTED})"
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

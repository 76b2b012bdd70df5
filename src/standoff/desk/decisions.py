"""What people decided: kept in order, never changed, and laid over what machines assert."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from standoff.desk.base import Decision, Verb
from standoff.desk.connection import number, transaction
from standoff.desk.rows import HEIR, RECORD, decision_of, record_of
from standoff.errors import GroundingError, UsageError
from standoff.model.codec import MalformedError, dumps, loads
from standoff.model.partial_date import PartialDate
from standoff.model.shape import an_object, read_field

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from standoff.model.codec import Json
    from standoff.model.record import Record

_NOT_CORRECTED = frozenset({"id", "kind", "reports", "families", "evidence", "review", "annotation"})
"""What a record is or rests on, which no person's word makes otherwise."""


def corrected(record: Record, key: str, value: object) -> Record:
    """Lay one correction over a record.

    Raises:
        MalformedError: when the record has no such key that can be corrected, or the key no such value.
    """
    if key in _NOT_CORRECTED:
        raise MalformedError(f"`{key}` of a {record.kind} cannot be corrected")
    name, read = read_field(type(record), key, value)
    if name == "date" and read is not None:
        _edtf(read)
    return replace(record, **{name: read})


def _edtf(value: str) -> None:
    try:
        PartialDate(value)
    except ValueError as error:
        raise MalformedError(f"date: {error}") from None


def laid_over(record: Record, corrections: Json) -> Record:
    """Lay all corrections over a record, by key; one that does not fit what the record now is, is not."""
    for key, value in corrections.items():
        try:
            record = corrected(record, key, value)
        except (MalformedError, GroundingError):
            continue  # `problems` names it
    return record


def record_as_decided(found: sqlite3.Connection, record_id: str) -> Record | None:
    """Get a record as decisions leave it, by its id or another that it has or had."""
    row = found.execute(RECORD, (record_id,)).fetchone()
    if row is None:
        heir = found.execute(HEIR, (record_id,)).fetchone()
        row = None if heir is None else found.execute(RECORD, heir).fetchone()
    return None if row is None else laid_over(record_of(found, row), an_object(loads(row[9])))


def decide(found: sqlite3.Connection, decision: Decision, *, replayed: bool) -> Decision:
    """Add a decision; see `base.Desk.decide`."""
    _complete(decision)
    if decision.verb is Verb.CORRECT and not replayed:
        _fits(found, decision)
    # A decision cannot be made again from the reports, so it waits until the disk has it.
    found.execute("PRAGMA synchronous = FULL")
    try:
        with transaction(found):
            seq = _known(found, decision) or _added(found, decision)
    finally:
        found.execute("PRAGMA synchronous = NORMAL")
    return replace(decision, seq=seq)


def _complete(decision: Decision) -> None:
    verb, least = decision.verb, 2 if decision.verb in (Verb.SAME, Verb.NOT_SAME) else 1
    if len(set(decision.targets)) < least or len(set(decision.targets)) != len(decision.targets):
        raise UsageError(f"{verb}: name {'two entries or more' if least == 2 else 'an entry'}, each once")
    if (decision.field is None) is (verb is Verb.CORRECT):
        raise UsageError(
            f"{verb}: " + ("name the key to correct" if verb is Verb.CORRECT else "there is no key to name")
        )
    if not decision.who.strip() or not decision.at.strip():
        raise UsageError(f"{verb}: say who decides, and when")


def _fits(found: sqlite3.Connection, decision: Decision) -> None:
    for target in decision.targets:
        record = record_as_decided(found, target)
        if record is None:
            raise UsageError(f"there is no record {target} on this desk to correct")
        try:
            corrected(record, decision.field or "", decision.value)
        except (MalformedError, GroundingError) as error:
            raise UsageError(f"record {target}: {error}") from None


def _known(found: sqlite3.Connection, decision: Decision) -> int | None:
    row = found.execute("SELECT seq FROM decision WHERE id = ?", (decision.id,)).fetchone()
    return None if row is None else int(row[0])


def _added(found: sqlite3.Connection, decision: Decision) -> int:
    seq = number(found, "SELECT coalesce(max(seq), 0) + 1 FROM decision")
    value = dumps(decision.value) if decision.verb is Verb.CORRECT else None
    found.execute(
        "INSERT INTO decision (seq, id, verb, field, value, note, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            seq,
            decision.id,
            decision.verb.value,
            decision.field,
            value,
            decision.note,
            decision.who,
            decision.at,
        ),
    )
    found.executemany(
        "INSERT INTO decision_target (decision, nth, target) VALUES (?, ?, ?)",
        [(seq, nth, target) for nth, target in enumerate(decision.targets)],
    )
    return seq


def decisions(found: sqlite3.Connection) -> Iterator[Decision]:
    """List decisions in the order in which they were made."""
    for row in found.execute("SELECT seq, verb, field, value, note, who, at FROM decision ORDER BY seq"):
        targets = found.execute(
            "SELECT target FROM decision_target WHERE decision = ? ORDER BY nth", (row[0],)
        )
        yield decision_of(row, tuple(target for (target,) in targets))

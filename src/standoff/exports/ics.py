"""The agenda as a calendar that programs subscribe to (RFC 5545), written by the `icalendar` library.

An occasion keeps its UID however it moves, and its SEQUENCE grows with every move. Nothing in a calendar
depends on the clock. Words of reports stand in it as text only: the library escapes and folds them, and
control characters, which a calendar's lines may not hold, are left out here.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from standoff import __version__
from standoff.model.codebook import AgendaStatus, Review
from standoff.model.partial_date import PartialDate
from standoff.model.record import AgendaRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import icalendar

    from standoff.desk.base import Desk, Filters
    from standoff.model.record import AgendaStep

_UNSURE = frozenset("?~%X")
_CHANGING = frozenset({AgendaStatus.MOVED, AgendaStatus.POSTPONED, AgendaStatus.CANCELLED})
_QUOTE, _NAME = 300, 120
"""Code points of a passage and of a report's title in a description."""
_STEPS = 50
"""Steps of a history that a description tells, the last ones; `standoff show` has all."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the publication of reports that are undated."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar, ready to be written.

    Attributes:
        body: its bytes, lines ending in CR LF.
        events: how many occasions are in it.
        left_out: how many are not, as their date is not known to the day.
    """

    body: bytes
    events: int
    left_out: int


def calendar(
    desk: Desk, confirmed: Callable[[AgendaRecord], bool], filters: Filters | None = None
) -> Calendar:
    """Write the agenda of a desk as a calendar; what a person rejected is not in it.

    Args:
        desk: where the occasions come from, in the order in which it lists them.
        confirmed: tells whether an occasion is announced by two independent texts or by who takes part.
        filters: limits the occasions.
    """
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", f"-//Standoff//Standoff {__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    uids = {known.record.id: known.uid for known in desk.merged()}
    events = left_out = 0
    for record in desk.records(("agenda",), filters):
        if not isinstance(record, AgendaRecord) or record.review is Review.REJECTED:
            continue
        start = when(record.date)
        if start is None:
            left_out += 1
            continue
        uid = f"{uids.get(record.id, record.id)}@standoff"
        made.add_component(_event(desk, record, start, uid, is_sure=confirmed(record)))
        events += 1
    return Calendar(made.to_ical(), events, left_out)


def when(edtf: str | None) -> tuple[date, date] | datetime | None:
    """Read a date that a calendar can show: the first and last day, or a moment of a time zone.

    >>> when("2031-03-09/2031-03-10"), when("2031-03"), when("2031-03-09~"), when(None)
    ((datetime.date(2031, 3, 9), datetime.date(2031, 3, 10)), None, None, None)
    >>> when("2031-03-09T10:00+02:00")
    datetime.datetime(2031, 3, 9, 8, 0, tzinfo=datetime.timezone.utc)
    """
    if edtf is None or _UNSURE & set(edtf) or ".." in edtf:
        return None
    ends = edtf.split("/")
    if any(len(end) < len("2031-03-09") for end in ends):
        return None
    try:
        known = PartialDate(edtf)
        moment = datetime.fromisoformat(ends[0]) if len(ends) == 1 and "T" in edtf else None
    except ValueError:
        return None
    if moment is not None and moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return known.earliest, known.latest


def sequence(history: Sequence[AgendaStep]) -> int:
    """Count how often an occasion was moved, put off or called off; it never falls as a history grows."""
    changes, status, date_ = 0, None, None
    for step in history:
        is_moved = step.date is not None and date_ is not None and step.date != date_
        is_turned = step.status in _CHANGING and step.status is not status
        changes += is_moved or is_turned
        status, date_ = step.status, step.date or date_
    return changes


def _event(
    desk: Desk, record: AgendaRecord, start: tuple[date, date] | datetime, uid: str, *, is_sure: bool
) -> icalendar.Event:
    import icalendar

    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(record.history))
    if isinstance(start, datetime):
        event.add("dtstart", start)
    else:
        event.add("dtstart", start[0])
        event.add("dtend", _after(start[1]))
    event.add("summary", _summary(record))
    event.add("status", _status(record, is_sure=is_sure))
    event.add("sequence", sequence(record.history))
    event.add("transp", "TRANSPARENT")
    if record.place:
        event.add("location", _line(record.place, _NAME))
    event.add("description", "\n".join(_told(desk, record)))
    return event


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _stamp(history: Iterable[AgendaStep]) -> datetime:
    """Give the first moment of the last day on which anything was said of an occasion."""
    said = [PartialDate(step.said).latest for step in history if step.said]
    return datetime.combine(max(said), time(), tzinfo=UTC) if said else _NEVER


def _status(record: AgendaRecord, *, is_sure: bool) -> str:
    if record.status is AgendaStatus.CANCELLED:
        return "CANCELLED"
    is_set = record.status not in (AgendaStatus.POSTPONED, AgendaStatus.PROPOSED)
    return "CONFIRMED" if is_set and (is_sure or record.review is Review.CONFIRMED) else "TENTATIVE"


def _summary(record: AgendaRecord) -> str:
    """Say what it is and who takes part; how far it has come, where that is not plain from its date."""
    occasion = _line(record.occasion, _NAME)
    parties = ", ".join(_line(name, _NAME) for name in record.parties)
    turned = f" ({record.status})" if record.status in (*_CHANGING, AgendaStatus.PROPOSED) else ""
    return f"{occasion[:1].upper()}{occasion[1:]}{turned}" + (f": {parties}" if parties else "")


def _told(desk: Desk, record: AgendaRecord) -> Iterator[str]:
    """Tell the history, each step with its passage and the report that it stands in."""
    texts = "1 independent text" if record.families == 1 else f"{record.families} independent texts"
    yield f"{texts}; {record.id}"
    for step in record.history[-_STEPS:]:
        stored = desk.report(step.report)
        report = None if stored is None else stored.report
        name = (report.title or report.publisher or report.id) if report else step.report
        said = f"{step.said or 'undated'}: {step.status}" + (f", {step.date}" if step.date else "")
        place = f"{step.report} {step.span.start}-{step.span.end}"
        yield f"{said} — “{_line(step.quote, _QUOTE)}” ({_line(name, _NAME)}; {place})"


def _line(words: str, limit: int) -> str:
    """Put words of a report on one line: no control characters, no marks that turn a line round."""
    kept = "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in words)
    folded = " ".join(kept.split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"

"""How a relative time is counted from its anchor: a small language that can be printed and read again.

An expression is a row of steps, each of which makes a period of the one before; the first begins at the
anchor.

======================== =====================================================================
``day-1`` ``week+0``     the unit that holds it, so many further on: "yesterday", "this week"
``keep:year-1``          the same, as exact as it was: of a quarter the quarter a year before
``past:TUE``             the last one that is over or on: "on Tuesday", said looking back
``before:TUE``           the last one before it: "last Tuesday"
``next:01-09``           the first one on or after it: "on January 9", said looking ahead
``after:MON``            the first one after it: "the following Monday"
``near:12-23``           the nearest; ``near-`` and ``near+`` lean to what is past and to what is to come
``in:06``                the one inside it: "June" of "last year"
``early`` ``mid``        its first, middle or last third
``TEV`` ``T15:00-05:00`` a part of the day, or an hour of it with its zone
``of:2030``              the same part of another year: "the 2030 quarter"
``same``                 the anchor itself: "that day"
``twelvemonth``          "the past year": its value is the year before, its EDTF the twelve months
``fiscal`` ``FY``        at the end: of a year that need not be the calendar's, so without EDTF
======================== =====================================================================

What is looked for is a weekday (``MON``), a weekend (``WE``), a month (``06``), a day of a month (``06-09``,
``D12``), a season (``SU``), a quarter or half (``Q3``, ``H1``), or a holiday (``christmas``).

Of an anchor that is not known to the day an expression gives a date only where every day that it can mean
gives the same one: "last year" of "March 2031" is 2030, "yesterday" is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from standoff.model.partial_date import PartialDate
from standoff.stages.times import periods
from standoff.stages.times.holidays import holiday, holidays
from standoff.stages.times.periods import SEASONS, Period, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
WEEKEND = "WE"
FISCAL = "fiscal"
FINANCIAL = "FY"
TWELVEMONTH = "twelvemonth"
DAY_PARTS = ("TMO", "TMI", "TAF", "TEV", "TNI", "TDT")
THIRDS = ("early", "mid", "late")
LEAN_BACK, LEAN_AHEAD = 3, 10
"""How many times farther off the date on the side that is leant to may be and still be preferred."""
MAX_COUNT = 99_999
"""What counts further leaves the calendar anyway."""

_MOVE = re.compile(
    r"(keep:)?(day|weekend|week|month|quarter|half|season|year|decade|century)([+-][0-9]{1,5})"
)
_HOUR = re.compile(r"(hour|minute)([+-][0-9]{1,5})")
_FIND = re.compile(r"(past|before|next|after|near[+-]?|in):(\S{1,30})")
_YEAR = re.compile(r"of:([0-9]{4})")
_CLOCK = re.compile(r"T([01][0-9]|2[0-4])(?::([0-5][0-9]))?(Z|[+-][0-9]{2}:[0-9]{2})?")
_TARGET = re.compile(r"(0[1-9]|1[0-2])(?:-([0-3][0-9]))?|D([0-3]?[0-9])|Q([1-4])|H([12])")


@dataclass(frozen=True, slots=True)
class Expression:
    """A row of steps, each as it is printed.

    Raises:
        ValueError: when there is no step, or one is no step of the language.
    """

    steps: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("an expression has at least one step, such as day-1")
        for step in self.steps:
            if not _is_step(step):
                raise ValueError(f"{step[:40]!r} is no step of an expression, such as day-1 or past:TUE")

    def __str__(self) -> str:
        return " ".join(self.steps)


def parse(words: str) -> Expression:
    """Read an expression.

    >>> str(parse("year-1 in:06"))
    'year-1 in:06'

    Raises:
        ValueError: when it is none.
    """
    return Expression(tuple(words.split()))


def _is_step(step: str) -> bool:
    if step in THIRDS or step in DAY_PARTS or step in ("same", FISCAL, FINANCIAL, TWELVEMONTH):
        return True
    if any(form.fullmatch(step) for form in (_MOVE, _HOUR, _CLOCK, _YEAR)):
        return True
    found = _FIND.fullmatch(step)
    return found is not None and _is_target(found[2])


def _is_target(target: str) -> bool:
    return (
        target in WEEKDAYS
        or target in SEASONS
        or target == WEEKEND
        or target in holidays()
        or _TARGET.fullmatch(target) is not None
    )


def resolve(expression: Expression, anchor: PartialDate | None) -> tuple[str | None, str | None]:
    """Give the TIMEX3 value and the EDTF date that an expression comes to.

    Args:
        expression: what to count.
        anchor: what it is counted from; None when that is not known.

    Returns:
        With no anchor, or one too inexact, the value with an X for each unknown digit, and no EDTF.
        Neither value nor EDTF for a day that no calendar has.

    >>> resolve(parse("past:TUE"), PartialDate("2021-12-08"))
    ('2021-12-07', '2021-12-07')
    >>> resolve(parse("next:12 mid"), PartialDate("2021-11-30"))
    ('2021-12', '2021-12-11/2021-12-20')
    >>> resolve(parse("past:TUE TEV"), None)
    ('XXXX-WXX-2TEV', None)
    """
    if not _may_exist(expression):
        return None, None
    if anchor is None:
        return _unknown(expression), None
    try:
        return _resolved(expression, periods.of_date(anchor))
    except (_UnresolvedError, ValueError, OverflowError):
        return _unknown(expression), None


class _UnresolvedError(Exception):
    """The anchor is not exact enough."""


def _may_exist(expression: Expression) -> bool:
    """Tell whether some year has the day of the month that is looked for."""
    for step in expression.steps:
        found = _FIND.fullmatch(step)
        target = _TARGET.fullmatch(found[2]) if found else None
        if target and target[2]:
            try:
                date(2000, int(target[1]), int(target[2]))
            except ValueError:
                return False
    return True


def _resolved(expression: Expression, at: Period) -> tuple[str, str | None]:
    value: str = at.value
    edtf: str | None = at.edtf
    for step in expression.steps:
        if step in (FISCAL, FINANCIAL):
            edtf, value = None, ("FY" if step == FINANCIAL else "") + value
        elif step == TWELVEMONTH:
            value, edtf = _twelvemonth(at)
        elif step in THIRDS:
            edtf = periods.third(at, THIRDS.index(step))
        elif step in DAY_PARTS:
            if at.unit is not Unit.DAY:
                raise _UnresolvedError
            value, edtf = f"{at.first}{step}", f"{at.first}"
        elif clock := _CLOCK.fullmatch(step):
            if at.unit is not Unit.DAY:
                raise _UnresolvedError
            value, edtf = _at_clock(at.first, clock)
        elif step != "same":
            at = _step(step, at)
            value, edtf = at.value, at.edtf
    return value, _valid(edtf)


def _twelvemonth(at: Period) -> tuple[str, str | None]:
    """Give the twelve months up to a day; of a longer period, the year before it alone."""
    before = _step("year-1", at)
    if at.unit is not Unit.DAY:
        return before.value, None
    return before.value, f"{_kept(Unit.YEAR, -1, at).first}/{at.first}"


def _at_clock(at: date, clock: re.Match[str]) -> tuple[str, str | None]:
    """Give an hour of a day: its zone is kept in EDTF and is no part of TIMEX3's value."""
    if clock[1] == "24":
        return f"{at}T24:00", f"{at + timedelta(days=1)}T00:00:00{clock[3] or ''}"
    said = f"{at}T{clock[1]}" + (f":{clock[2]}" if clock[2] else "")
    return said, f"{at}T{clock[1]}:{clock[2] or '00'}:00{clock[3] or ''}"


def _valid(edtf: str | None) -> str | None:
    """Drop what lies in years that no news names."""
    try:
        return str(PartialDate(edtf)) if edtf is not None else None
    except ValueError:
        return None


def _step(step: str, at: Period) -> Period:
    """Take one step from every day that a period holds; they must come to one."""
    if _HOUR.fullmatch(step):
        return _hours(step, at)
    if of_year := _YEAR.fullmatch(step):
        return _kept(Unit.YEAR, int(of_year[1]) - at.first.year, at)
    move = _MOVE.fullmatch(step)
    if move and move[1]:
        return _kept(Unit(move[2]), int(move[3]), at)
    if move:
        unit, count = Unit(move[2]), int(move[3])
        made = {periods.shifted(unit, end, count) for end in (at.first, at.last)}
    else:
        found = _FIND.fullmatch(step)
        assert found is not None
        if found[1] == "in":
            return _inside(found[2], at)
        made = {_found(found[1], found[2], end) for end in (at.first, at.last)}
    if len(made) > 1:
        raise _UnresolvedError
    return made.pop()


def _hours(step: str, at: Period) -> Period:
    """Count hours from an hour; of a day alone no hour is known."""
    found = _HOUR.fullmatch(step)
    assert found is not None
    if not at.clock or at.clock.startswith("24"):
        raise _UnresolvedError
    minutes = int(at.clock[:2]) * 60 + int(at.clock[3:5]) + int(found[2]) * (60 if found[1] == "hour" else 1)
    days, rest = divmod(minutes, 24 * 60)
    return periods.day(at.first + timedelta(days=days), f"{rest // 60:02}:{rest % 60:02}{at.clock[5:]}")


def _kept(unit: Unit, count: int, at: Period) -> Period:
    """Move a period as it is: a quarter by a year is the same quarter of another year."""
    if unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND):
        days = count * (1 if unit is Unit.DAY else 7)
        if at.unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND):
            return Period(at.first + timedelta(days), at.last + timedelta(days), at.unit)
        return periods.shifted(at.unit, at.first + timedelta(days), 0)
    many = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.SEASON: 3, Unit.YEAR: 12}
    moved = count * many.get(unit, 120 if unit is Unit.DECADE else 1200)
    month = periods.months(at.first.year, at.first.month + moved, 1, Unit.MONTH)
    if at.unit is Unit.DAY:
        return periods.day(min(month.first.replace(day=1) + timedelta(at.first.day - 1), month.last))
    if at.unit in (Unit.WEEK, Unit.WEEKEND, Unit.SPAN):
        raise _UnresolvedError
    return periods.shifted(at.unit, month.first, 0)


# --- looking for a weekday, a month, a holiday ------------------------------------------------------


def _found(how: str, target: str, at: date) -> Period:
    """Find the one of its kind that lies as asked from a day."""
    near = [made for made in _around(target, at) if made is not None]
    if how == "past":
        return max(made for made in near if made.first <= at)
    if how == "before":
        return max(made for made in near if made.last < at)
    if how == "next":
        return min(made for made in near if made.last >= at)
    if how == "after":
        return min(made for made in near if made.first > at)
    # Of two as near the earlier: news is mostly of what has been.
    lean = {"near-": (1, LEAN_BACK), "near+": (LEAN_AHEAD, 1)}.get(how, (1, 1))
    return min(near, key=lambda made: (_distance(made, at) * lean[made.first > at], made.first))


def _distance(made: Period, at: date) -> int:
    if made.first <= at <= made.last:
        return 0
    return min(abs((made.first - at).days), abs((made.last - at).days))


def _around(target: str, at: date) -> Iterator[Period | None]:
    """Give those of a kind that lie around a day, in order; 29 February has gaps of up to eight years."""
    if target in WEEKDAYS:
        monday = periods.week_of(at).first + timedelta(WEEKDAYS.index(target))
        yield from (periods.day(monday + timedelta(7 * week)) for week in (-1, 0, 1))
    elif target == WEEKEND:
        yield from (periods.shifted(Unit.WEEKEND, at, week) for week in (-1, 0, 1))
    elif target.startswith("D"):
        months = [periods.shifted(Unit.MONTH, at, count) for count in range(-3, 4)]
        yield from (_day_of(month, int(target[1:])) for month in months)
    else:
        years = range(at.year - 8, at.year + 9) if target == "02-29" else range(at.year - 2, at.year + 3)
        yield from (_of_year(target, year) for year in years)


def _day_of(month: Period, number: int) -> Period | None:
    made = month.first + timedelta(number - 1)
    return periods.day(made) if number and made <= month.last else None


def _of_year(target: str, year: int) -> Period | None:  # noqa: PLR0911
    """Give the one that a year has; None of a day that it has not."""
    try:
        if target in SEASONS:
            return periods.season(year, SEASONS.index(target))
        found = _TARGET.fullmatch(target)
        if found is None:
            first = holiday(target, year)
            return periods.week_of(first) if holidays()[target][1] == "week" else periods.day(first)
        if found[4]:
            return periods.months(year, int(found[4]) * 3 - 2, 3, Unit.QUARTER)
        if found[5]:
            return periods.months(year, int(found[5]) * 6 - 5, 6, Unit.HALF)
        if found[2]:
            return periods.day(date(year, int(found[1]), int(found[2])))
        return periods.months(year, int(found[1]), 1, Unit.MONTH)
    except ValueError:
        return None


def _inside(target: str, at: Period) -> Period:
    """Find the one of its kind that a period holds; of several the first."""
    for made in sorted(
        {each for end in (at.first, at.last) for each in _around(target, end) if each is not None}
    ):
        if at.first <= made.first <= at.last:
            return made
    raise _UnresolvedError


# --- with no anchor ---------------------------------------------------------------------------------

_X_OF_UNIT = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "decade": "XXX",
    "century": "XX",
}  # fmt: skip


def _unknown(expression: Expression) -> str:
    """Write the value with an X for each digit that only the anchor tells."""
    value = "XXXX-XX-XX"
    for step in expression.steps:
        move, found, clock = _MOVE.fullmatch(step), _FIND.fullmatch(step), _CLOCK.fullmatch(step)
        if move:
            value = _X_OF_UNIT[move[2]]
        elif found:
            value = _unknown_target(found[2])
        elif step in DAY_PARTS:
            value += step
        elif step == FINANCIAL:
            value = "FY" + value
        elif step == TWELVEMONTH:
            value = "XXXX"
        elif clock:
            value += f"T{clock[1]}" + (f":{clock[2]}" if clock[2] else "")
    return value


def _unknown_target(target: str) -> str:
    if target in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS.index(target) + 1}"
    if target == WEEKEND:
        return "XXXX-WXX-WE"
    if target.startswith("D"):
        return f"XXXX-XX-{int(target[1:]):02}"
    if target in holidays():
        kind, *rest = holidays()[target][0].split()
        return f"XXXX-{int(rest[0]):02}-{int(rest[1]):02}" if kind == "fixed" else "XXXX-XX-XX"
    return f"XXXX-{target}"

"""Stretches of the calendar, with their names in TIMEX3 and in EDTF.

A week begins on Monday and bears its ISO number. Quarters and halves are the calendar's. A winter bears
the year in which it begins. Thirds of a period, which "early", "mid" and "late" mean, are a convention:
days 1-10, 11-20, 21-end; months 1-4, 5-8, 9-12; years 0-3, 4-6, 7-9 of a decade and 0-33, 34-66, 67-99 of a
century.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standoff.model.partial_date import PartialDate


class Unit(StrEnum):
    """A unit of the calendar, or `SPAN`, days from one to another."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"


FROM_FINE = (
    Unit.DAY, Unit.WEEKEND, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.SEASON, Unit.HALF, Unit.YEAR,
    Unit.DECADE, Unit.CENTURY,
)  # fmt: skip
"""The units from the shortest to the longest."""
SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_STARTS = (3, 6, 9, 12)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days.

    Attributes:
        clock: hours and minutes with a zone where one is given (``15:00+02:00``), on a day alone.

    Raises:
        ValueError, OverflowError: by the functions here, for what no calendar has.
    """

    first: date
    last: date
    unit: Unit
    clock: str = ""

    @property
    def value(self) -> str:
        """The period's name in TIMEX3.

        >>> week_of(date(2021, 12, 8)).value, season(2021, 1).value
        ('2021-W49', '2021-SU')
        """
        return _VALUES[self.unit](self)

    @property
    def edtf(self) -> str:
        """The period in EDTF.

        >>> week_of(date(2021, 12, 8)).edtf, season(2021, 1).edtf
        ('2021-12-06/2021-12-12', '2021-22')
        """
        return _EDTFS.get(self.unit, _interval)(self)


def _interval(period: Period) -> str:
    return f"{period.first}/{period.last}"


def _iso_week(period: Period) -> str:
    year, week, _ = period.first.isocalendar()
    return f"{year:04}-W{week:02}"


def _months(period: Period) -> str:
    return f"{period.first.isoformat()[:7]}/{period.last.isoformat()[:7]}"


_VALUES: Mapping[Unit, Callable[[Period], str]] = {
    Unit.DAY: lambda p: f"{p.first}{'T' if p.clock else ''}{p.clock[:5]}",
    Unit.WEEK: _iso_week,
    Unit.WEEKEND: lambda p: _iso_week(p) + "-WE",
    Unit.MONTH: lambda p: p.first.isoformat()[:7],
    Unit.QUARTER: lambda p: f"{p.first.year:04}-Q{(p.first.month + 2) // 3}",
    Unit.HALF: lambda p: f"{p.first.year:04}-H{(p.first.month + 5) // 6}",
    Unit.SEASON: lambda p: f"{p.first.year:04}-{SEASONS[_SEASON_STARTS.index(p.first.month)]}",
    Unit.YEAR: lambda p: f"{p.first.year:04}",
    Unit.DECADE: lambda p: f"{p.first.year // 10:03}",
    Unit.CENTURY: lambda p: f"{p.first.year // 100:02}",
    Unit.SPAN: _interval,
}
_EDTFS: Mapping[Unit, Callable[[Period], str]] = {
    Unit.DAY: lambda p: f"{p.first}" + (f"T{p.clock[:5]}:00{p.clock[5:]}" if p.clock else ""),
    Unit.MONTH: lambda p: p.first.isoformat()[:7],
    Unit.QUARTER: _months,
    Unit.HALF: _months,
    Unit.SEASON: lambda p: f"{p.first.year:04}-{21 + _SEASON_STARTS.index(p.first.month)}",
    Unit.YEAR: lambda p: f"{p.first.year:04}",
    Unit.DECADE: lambda p: f"{p.first.year // 10:03}X",
    Unit.CENTURY: lambda p: f"{p.first.year // 100:02}XX",
}


# --- making them ------------------------------------------------------------------------------------


def day(at: date, clock: str = "") -> Period:
    """Give one day."""
    return Period(at, at, Unit.DAY, clock)


def week_of(at: date) -> Period:
    """Give the week, Monday to Sunday, that holds a day."""
    monday = at - timedelta(days=at.weekday())
    return Period(monday, monday + 6 * _DAY, Unit.WEEK)


def weekend_of(at: date) -> Period:
    """Give the weekend of the week that holds a day."""
    monday = at - timedelta(days=at.weekday())
    return Period(monday + 5 * _DAY, monday + 6 * _DAY, Unit.WEEKEND)


def months(year: int, month: int, count: int, unit: Unit) -> Period:
    """Give so many months from one on; `month` may lie outside 1 to 12 and then counts on."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = date(year + (month + count - 1) // 12, (month + count - 1) % 12 + 1, 1) - _DAY
    return Period(date(year, month, 1), end, unit)


def season(year: int, which: int) -> Period:
    """Give a season: 0 spring (March to May) to 3 winter (December to February)."""
    return months(year, _SEASON_STARTS[which], 3, Unit.SEASON)


def holding(unit: Unit, at: date) -> Period:
    """Give the period of a unit that holds a day.

    >>> holding(Unit.QUARTER, date(2021, 12, 8)).value, holding(Unit.DECADE, date(2021, 12, 8)).value
    ('2021-Q4', '202')
    """
    return shifted(unit, at, 0)


def shifted(unit: Unit, at: date, count: int) -> Period:
    """Give the period of a unit that lies so many of them from the one that holds a day."""
    if unit in _MONTHS:
        many = _MONTHS[unit]
        first = at.month - 1 if unit is Unit.MONTH else (at.month - 1) // many * many
        if unit is Unit.SEASON:
            first = at.month // many * many - 1
        return months(at.year, first + 1 + many * count, many, unit)
    if unit in _YEARS:
        span = _YEARS[unit]
        first = at.year // span * span + span * count
        return Period(date(first, 1, 1), date(first + span - 1, 12, 31), unit)
    if unit in (Unit.WEEK, Unit.WEEKEND):
        moved = at + 7 * count * _DAY
        return week_of(moved) if unit is Unit.WEEK else weekend_of(moved)
    return day(at + count * _DAY)


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.SEASON: 3}
_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}


_EDTF_UNITS = (
    (re.compile(r"[0-9]{4}"), Unit.YEAR),
    (re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])"), Unit.MONTH),
    (re.compile(r"[0-9]{4}-2[1-4]"), Unit.SEASON),
    (re.compile(r"[0-9]{3}X"), Unit.DECADE),
    (re.compile(r"[0-9]{2}XX"), Unit.CENTURY),
)
_CLOCK = re.compile(r"T([0-9]{2}:[0-9]{2})[0-9:.]*(Z|[+-][0-9:]+)?")


def of_date(edtf: PartialDate) -> Period:
    """Read a date as a period: an interval that is a week, a weekend, a quarter or a half is one.

    >>> from standoff.model.partial_date import PartialDate
    >>> of_date(PartialDate("2021-10/2021-12")).value, of_date(PartialDate("2021-12~")).value
    ('2021-Q4', '2021-12')
    """
    first, last = edtf.earliest, edtf.latest
    bare = str(edtf).rstrip("?~%")
    for form, unit in _EDTF_UNITS:
        if form.fullmatch(bare):
            if unit is Unit.SEASON:
                return season(first.year, int(bare[5:]) - 21)
            return Period(first, last, unit)
    if first == last:
        clock = _CLOCK.search(bare)
        return day(first, clock[1] + (clock[2] or "") if clock else "")
    for unit in (Unit.WEEK, Unit.WEEKEND, Unit.QUARTER, Unit.HALF):
        made = holding(unit, first)
        if (made.first, made.last) == (first, last):
            return made
    return Period(first, last, Unit.SPAN)


# --- thirds -----------------------------------------------------------------------------------------


def third(period: Period, which: int) -> str | None:
    """Give the first, middle or last third of a period in EDTF; None of what has no thirds.

    >>> third(holding(Unit.MONTH, date(2021, 12, 8)), 1), third(holding(Unit.YEAR, date(2022, 1, 1)), 0)
    ('2021-12-11/2021-12-20', '2022-01/2022-04')
    """
    year, month = period.first.year, period.first.isoformat()[:8]
    ends = _THIRDS.get(period.unit, ((0, 0),) * 3)[which]
    match period.unit:
        case Unit.CENTURY | Unit.DECADE:
            return f"{year + ends[0]:04}/{year + ends[1]:04}"
        case Unit.YEAR:
            return f"{year:04}-{ends[0]:02}/{year:04}-{ends[1]:02}"
        case Unit.QUARTER:
            return f"{year:04}-{period.first.month + which:02}"
        case Unit.MONTH:
            return f"{month}{ends[0]:02}/{month}{ends[1] or period.last.day:02}"
        case Unit.WEEK:
            return f"{period.first + ends[0] * _DAY}/{period.first + ends[1] * _DAY}"
    return None


_THIRDS = {
    Unit.CENTURY: ((0, 33), (34, 66), (67, 99)),
    Unit.DECADE: ((0, 3), (4, 6), (7, 9)),
    Unit.YEAR: ((1, 4), (5, 8), (9, 12)),
    Unit.MONTH: ((1, 10), (11, 20), (21, 0)),
    Unit.WEEK: ((0, 1), (2, 3), (4, 6)),
}

"""Dates that know how much of them is known: an EDTF string with its earliest and latest day.

EDTF is ISO 8601-2:2019, levels 0 and 1, as the Library of Congress describes it. What is read here is
the part that news reporting needs: days, months, years, decades and centuries (``202X``, ``19XX``),
the four seasons (``2021-21`` to ``2021-24``), date-times, closed and open intervals, and the marks
``?`` (uncertain), ``~`` (approximate) and ``%`` (both).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1000, 2200
"""News names no publication outside these years; a figure that looks like one is another thing."""

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?P<time>T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?[?~%]?"
)
_OPEN = frozenset(["", ".."])
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exactly as it is known.

    Attributes:
        edtf: the date in EDTF.

    Raises:
        ValueError: when `edtf` is not such a string, names a day that no calendar has, or lies
            outside the years 1000 to 2200.

    >>> PartialDate("2022-01").earliest, PartialDate("2022-01").latest
    (datetime.date(2022, 1, 1), datetime.date(2022, 1, 31))
    >>> PartialDate("2021-12-30/2022-01-01").latest
    datetime.date(2022, 1, 1)
    >>> PartialDate("2022-02-30")
    Traceback (most recent call last):
    ...
    ValueError: 2022-02-30: February 2022 has no day 30
    """

    edtf: str

    def __post_init__(self) -> None:
        ends = self.edtf.split("/")
        if len(ends) > 2 or (len(ends) == 1 and ends[0] in _OPEN) or set(ends) <= _OPEN:
            raise ValueError(f"{self.edtf[:40]!r} is not a date in EDTF, such as 2022-01-09, 2022-01 or 2022")
        if self.earliest > self.latest:
            raise ValueError(f"{self.edtf}: the interval ends before it begins")

    @property
    def earliest(self) -> date:
        """The first day that the date can mean."""
        first = self.edtf.split("/", 1)[0]
        return _bounds(first)[0] if first not in _OPEN else date(FIRST_YEAR, 1, 1)

    @property
    def latest(self) -> date:
        """The last day that the date can mean."""
        last = self.edtf.rsplit("/", 1)[-1]
        return _bounds(last)[1] if last not in _OPEN else date(LAST_YEAR, 12, 31)

    @property
    def is_day(self) -> bool:
        """Whether the date is known to the day."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        return self.edtf


def _bounds(point: str) -> tuple[date, date]:
    found = _POINT.fullmatch(point)
    if found is None:
        raise ValueError(f"{point[:40]!r} is not a date in EDTF, such as 2022-01-09, 2022-01 or 2022")
    digits = found["year"]
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    if low < FIRST_YEAR or high > LAST_YEAR:
        raise ValueError(f"{point}: the year is outside {FIRST_YEAR} to {LAST_YEAR}")
    if found["month"] is None:
        return date(low, 1, 1), date(high, 12, 31)
    month = int(found["month"])
    first, last = _SEASON_MONTHS.get(month, (month, month))
    if found["day"] is not None:
        return _day(point, low, month, int(found["day"]))
    if not 1 <= first <= 12:
        raise ValueError(f"{point}: there is no month {month}")
    return date(low, first, 1), date(low, last, calendar.monthrange(low, last)[1])


def _day(point: str, year: int, month: int, day: int) -> tuple[date, date]:
    if not 1 <= month <= 12:
        raise ValueError(f"{point}: there is no month {month}")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"{point}: {calendar.month_name[month]} {year} has no day {day}")
    return date(year, month, day), date(year, month, day)

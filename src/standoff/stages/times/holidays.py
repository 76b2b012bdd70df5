"""Holidays by name: `time_holidays.tsv` says when each falls, and here that is worked out for a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows

if TYPE_CHECKING:
    from collections.abc import Mapping


def easter(year: int) -> date:
    """Give Western Easter Sunday (the anonymous Gregorian computus; Meeus, Astronomical Algorithms, 1991).

    >>> easter(2000), easter(2022)
    (datetime.date(2000, 4, 23), datetime.date(2022, 4, 17))
    """
    golden, century, rest = year % 19, year // 100, year % 100
    leap, odd = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moved + 15) % 30
    quarter, left = divmod(rest, 4)
    sunday = (32 + 2 * odd + 2 * quarter - epact - left) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, at = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, at + 1)


@cache
def holidays() -> Mapping[str, tuple[str, str]]:
    """Give each holiday's rule and how long it lasts (``day`` or ``week``), by its key."""
    return {row["key"]: (row["falls"], row["lasts"]) for row in rows("time_holidays")}


def holiday(key: str, year: int) -> date:
    """Give the day on which a holiday falls in a year, or on which it begins.

    >>> holiday("thanksgiving", 2021), holiday("memorial", 2022), holiday("christmas", 2021)
    (datetime.date(2021, 11, 25), datetime.date(2022, 5, 30), datetime.date(2021, 12, 25))

    Raises:
        KeyError: for a name that `time_holidays.tsv` has not.
    """
    falls = holidays()[key][0]
    kind, *rest = falls.split()
    if kind == "easter":
        return easter(year) + timedelta(days=int(rest[0]))
    if kind == "fixed":
        return date(year, int(rest[0]), int(rest[1]))
    nth, weekday, month = int(rest[0]), int(rest[1]), int(rest[2])
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() + 1 - weekday) % 7)
    # Some are counted from a day on: America votes on the first Tuesday from 2 November.
    first = date(year, month, int(rest[3]) if len(rest) > 3 else 1)
    return first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (nth - 1))

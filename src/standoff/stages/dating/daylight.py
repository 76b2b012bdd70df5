"""What a clue says of each day: how likely a report written on that day has such a passage.

Every clue names days; what it says of a publication day depends on the kind of clue and on how far that
day lies behind the days named. How often reports speak of what is so far away is counted on dated
reports and shipped (`knowledge/dating_lags.tsv`, which says on which and how).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.partial_date import PartialDate
from standoff.stages.dating.clues import ClueKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from standoff.model.codebook import Tense
    from standoff.stages.dating.clues import Clue

    Scores = NDArray[np.float32]

LAGS = (0, 1, 3, 7, 14, 31, 91, 181, 365, 1095, 3650)
"""The last day of each band of distances; one further band holds the rest. Bands behind and ahead mirror."""

FAR = 12_000
"""Days: the width given to the band that has no end."""

YEARLY = 7
"""The bands up to half a year."""

HORIZON = date(2026, 12, 31).toordinal()
"""The last day that the knowledge shipped tells of: what had not ended then is taken to last until then."""

_OPEN_ENDED = 10 * 365
"""Days that what began later is taken to last."""

_KEPT = 600
"""Scores kept: an occasion that is in the news is named by many reports of a collection."""

_CYCLIC = frozenset(
    {ClueKind.YEARLY_DAY, ClueKind.DATELINE, ClueKind.YEARLY_MONTH, ClueKind.UNTIL, ClueKind.DATED_WEEKDAY}
)
_LEAP = 2000


@dataclass(frozen=True)
class Days:
    """A run of days, by their proleptic ordinals."""

    first: int
    size: int

    @property
    def end(self) -> int:
        """The day after the last."""
        return self.first + self.size


def band(lag: int) -> int:
    """Give the band of a distance in days; negative where the days named are still to come.

    >>> band(0), band(1), band(-1), band(5), band(40_000)
    (0, 1, -1, 3, 11)
    """
    size = abs(lag)
    number = next((at for at, last in enumerate(LAGS) if size <= last), len(LAGS))
    return number if lag >= 0 else -number


def width(number: int) -> int:
    """Give how many days a band of distances holds."""
    at = abs(number)
    if at == 0:
        return 1
    return FAR if at >= len(LAGS) else LAGS[at] - LAGS[at - 1]


@cache
def _tables() -> dict[tuple[str, str], dict[int, float]]:
    """Read the logarithms of how often each band is seen, by kind and tense."""
    found: dict[tuple[str, str], dict[int, float]] = {}
    for row in rows("dating_lags"):
        found.setdefault((row["kind"], row["tense"]), {})[int(row["band"])] = float(row["log"])
    return found


@cache
def weights() -> dict[str, float]:
    """Read what each kind of evidence counts for, and the other numbers of the solver, by name."""
    return {row["name"]: float(row["value"]) for row in rows("dating_weights")}


def table(kind: ClueKind, tense: Tense | None) -> dict[int, float]:
    """Give the logarithm of the share of each band, for a kind of clue and a tense."""
    tables = _tables()
    return tables.get((kind.value, tense.value if tense else "any")) or tables.get((kind.value, "any"), {})


def spans_of(when: str) -> list[tuple[int, int]]:
    """Give the first and last day of each alternative of a clue, as ordinals.

    >>> [(date.fromordinal(a).isoformat(), date.fromordinal(b).isoformat()) for a, b in spans_of("2031-02")]
    [('2031-02-01', '2031-02-28')]
    """
    return [_bounds(part) for part in when.split(";")]


@lru_cache(maxsize=20_000)
def _bounds(edtf: str) -> tuple[int, int]:
    day = PartialDate(edtf)
    first = day.earliest.toordinal()
    if edtf.endswith("/.."):  # nobody knows how long it will last
        return first, max(first + _OPEN_ENDED, HORIZON)
    return first, day.latest.toordinal()


def scores(clue: Clue, days: Days) -> Scores:
    """Give what a clue says of each day: the logarithm of a density over days, not normalised.

    The array is shared by all who ask for the same: read it, do not change it.
    """
    return _scores(clue.kind, clue.when, clue.tense, days)


@lru_cache(maxsize=_KEPT)
def _scores(kind: ClueKind, when: str, tense: Tense | None, days: Days) -> Scores:
    import numpy as np

    if kind is ClueKind.WEEKDAY:
        return _weekday(when, tense, days)
    if kind is ClueKind.DATED_WEEKDAY:
        return _dated_weekday(when, days)
    if kind is ClueKind.UNTIL:
        return _until(when, days)
    if kind in _CYCLIC:
        yearly: Scores = _pattern(kind, when, tense)[_day_of_year(days)]
        return yearly
    found = [_distances(kind, tense, first, last, days) for first, last in spans_of(when)]
    if len(found) == 1:
        return found[0]
    told: Scores = np.maximum.reduce(found) - np.float32(np.log(len(found)))
    return told


def _distances(kind: ClueKind, tense: Tense | None, first: int, last: int, days: Days) -> Scores:
    import numpy as np

    logs = table(kind, tense)
    made = np.empty(days.size, dtype=np.float32)
    inside = max(last - first + 1, 1)

    def put(begin: int, end: int, value: float) -> None:
        low, high = max(begin - days.first, 0), min(end - days.first, days.size)
        if low < high:
            made[low:high] = value

    put(first, last + 1, logs[0] - float(np.log(inside)))
    for number in range(1, len(LAGS) + 1):
        near = LAGS[number - 1] + 1
        far = days.size + abs(days.first - first) + near if number == len(LAGS) else LAGS[number]
        share = float(np.log(width(number)))
        put(last + near, last + far + 1, logs[number] - share)
        put(first - far, first - near + 1, logs[-number] - share)
    return made


@lru_cache(maxsize=64)
def _day_of_year(days: Days) -> NDArray[np.int64]:
    """Give the place of each day in a year of 366 days."""
    import numpy as np

    made = np.empty(days.size, dtype=np.int64)
    at = 0
    while at < days.size:
        day = date.fromordinal(days.first + at)
        last = date(day.year, 12, 31).toordinal() - days.first
        stop = min(last + 1, days.size)
        place = _place(day.month, day.day)
        numbers = np.arange(place, place + stop - at)
        if not _is_leap(day.year):  # the 29th of February is left out
            numbers[numbers >= 59] += 1 if place < 59 else 0
        made[at:stop] = np.minimum(numbers, 365)
        at = stop
    return made


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _place(month: int, day: int) -> int:
    return (date(_LEAP, month, day) - date(_LEAP, 1, 1)).days


@lru_cache(maxsize=2_000)
def _pattern(kind: ClueKind, when: str, tense: Tense | None) -> Scores:
    """Give what a day or month without its year says of each day of a year of 366 days."""
    import numpy as np

    month, _, day = when.removeprefix("XXXX-").partition("-")
    first = _place(int(month), int(day or 1))
    last = first if day else _place(int(month) % 12 + 1, 1) - 1 if int(month) < 12 else 365
    logs = table(kind, tense)
    made = np.empty(366, dtype=np.float32)
    for place in range(366):
        behind, ahead = (place - last) % 366, (first - place) % 366
        if first <= place <= last:
            number, share = 0, last - first + 1
        else:
            number = band(behind if behind <= ahead else -ahead)
            number = max(-YEARLY, min(YEARLY, number))
            share = width(number)
        made[place] = logs[number] - np.log(share)
    return made


def _weekday(when: str, tense: Tense | None, days: Days) -> Scores:
    import numpy as np

    logs = table(ClueKind.WEEKDAY, tense)
    # The first of January of the year 1 was a Monday.
    pattern = np.array([logs[(number - int(when) + 1) % 7] for number in range(7)], dtype=np.float32)
    return pattern[(np.arange(days.size) + days.first - 1) % 7]


def _dated_weekday(said: str, days: Days) -> Scores:
    """Rule out the years in which the nearest such day falls on another weekday."""
    import numpy as np

    when, _, weekday = said.partition(" ")
    month, day = (int(part) for part in when.removeprefix("XXXX-").split("-"))
    right, wrong = weights()["dated weekday right"], weights()["dated weekday wrong"]
    made = np.full(days.size, wrong, dtype=np.float32)
    for year in range(date.fromordinal(days.first).year - 1, date.fromordinal(days.end).year + 2):
        try:
            at = date(year, month, day)
        except ValueError:
            continue
        if at.isoweekday() == int(weekday):
            low, high = at.toordinal() - 182 - days.first, at.toordinal() + 183 - days.first
            if high > 0:
                made[max(low, 0) : high] = right
    return made


def _until(said: str, days: Days) -> Scores:
    import numpy as np

    when, least, longest = said.split()
    month, _, day = when.removeprefix("XXXX-").partition("-")
    place = _place(int(month), int(day or 1))
    ahead = (place - np.arange(366)) % 366
    inside = (ahead >= int(least)) & (ahead <= int(longest))
    near = (ahead >= int(least) // 2) & (ahead <= int(longest) * 3 // 2 + 1)
    pattern = np.where(inside, 0.0, np.where(near, -2.0, weights()["until wrong"])).astype(np.float32)
    return pattern[_day_of_year(days)]

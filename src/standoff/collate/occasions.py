"""The same occasion in two reports, one of which dates it.

"The envoys will meet in Pellworth on Monday" says little of its own day; beside another report's "the
talks in Pellworth are set for 9 and 10 January", or beside a dated report's "met in Pellworth on
Monday", it says much. Sentences that name a day are matched by the names that they share, the rarer the
better.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from standoff.stages.dating.daylight import weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from standoff.model.span import Span
    from standoff.stages.dating.clues import Happening
    from standoff.stages.dating.daylight import Days, Scores

MOST_HOLDERS = 30
"""A name that more sentences have sets no occasion apart; the bound keeps the search linear."""
MOST_MEETINGS = 2
_WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_STEP = re.compile(r"(?P<how>past|next|near[+-]?|day|week)(?::(?P<target>\S+)|(?P<count>[+-][0-9]+))")
_RARE = math.log(8)
"""A name that one report in eight has counts in full."""
_ENOUGH = 0.25
"""What the shared names must come to, for each factor e of the number of reports: in a large collection
chance brings more together."""
_TRUST = 0.3
"""How likely sentences that share very much speak of one occasion on one day: of the pairs matched in news
of 2016 and of 1998 to 2000 one in four to five did."""
_TRUST_OF_TWO = 0.6
_SHARPEST = 60.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """Another report's sentence about an occasion, and the days of publication it allows.

    Attributes:
        other: the place of the other report in the collection.
        windows: first and last days, as ordinals, on which words counted from publication come to a day
            that the other sentence names.
        trust: how likely the two sentences mean one occasion.
    """

    other: int
    windows: tuple[tuple[int, int], ...]
    trust: float
    span: Span
    quote: str
    says: str

    def scores(self, days: Days) -> Scores:
        """Give what the meeting says of each day: most where most of the words agree."""
        import numpy as np

        agreeing = np.zeros(days.size, dtype=np.float32)
        for first, last in self.windows:
            agreeing[max(first - days.first, 0) : max(last - days.first + 1, 0)] += 1
        most = float(agreeing.max())
        # That two of its days fall on the weekdays named here is hardly chance.
        trust = max(self.trust, _TRUST_OF_TWO) if most > 1 else self.trust
        if most:
            agreeing = (agreeing / most) ** 8
        sharp = min(days.size / max(float(agreeing.sum()), 1.0), _SHARPEST)
        made: Scores = np.log(1 - trust + trust * sharp * agreeing).astype(np.float32)
        return made if most > 1 else np.float32(weights()["occasions"]) * made


class Occasions:
    """The dated sentences of a collection, to be found by the names in them."""

    def __init__(self, happenings: Sequence[Sequence[Happening]]) -> None:
        self._all = happenings
        self._found: dict[int, list[tuple[float, Happening, int, Happening]]] = {}
        self._holders: dict[str, list[tuple[int, int]]] = {}
        reports: dict[str, set[int]] = {}
        for place, own in enumerate(happenings):
            for number, each in enumerate(own):
                for name in each.names:
                    self._holders.setdefault(name, []).append((place, number))
                    reports.setdefault(name, set()).add(place)
        size = len(happenings) + 1
        self._worth = {
            name: min(math.log(size / len(places)) / _RARE, 1.0) for name, places in reports.items()
        }
        self._enough = _ENOUGH * math.log(max(size, 3))

    def of(self, place: int, known: Mapping[int, tuple[int, int]]) -> list[Meeting]:
        """Give the sentences of other reports that best date an occasion of a report.

        Args:
            place: of the report in the collection.
            known: first and last day of publication of those reports that are dated.
        """
        pairs: dict[tuple[Span, int, Span], list[tuple[float, Happening, Happening]]] = {}
        for score, own, other, theirs in self._matches(place):
            pairs.setdefault((own.span, other, theirs.span), []).append((score, own, theirs))
        found: list[tuple[float, Meeting]] = []
        for (_, other, _), matched in pairs.items():
            score = matched[0][0]
            meeting = _meeting([each[1:] for each in matched], other, known.get(other), self._trust(score))
            if meeting is not None:
                found.append((score, meeting))
        found.sort(key=lambda pair: (-pair[0], pair[1].other, pair[1].span))
        once = {meeting.windows: meeting for _, meeting in reversed(found)}
        return list(once.values())[::-1][:MOST_MEETINGS]

    def _matches(self, place: int) -> list[tuple[float, Happening, int, Happening]]:
        if place not in self._found:
            self._found[place] = [
                (score, own, other, self._all[other][number])
                for own in self._all[place]
                if _STEP.match(own.expression)
                for score, other, number in self._alike(own, place)
            ]
        return self._found[place]

    def _trust(self, score: float) -> float:
        return _TRUST * (1 - math.exp(0.5 - score / self._enough))

    def _alike(self, own: Happening, place: int) -> list[tuple[float, int, int]]:
        shared: dict[tuple[int, int], float] = {}
        for name in own.names:
            holders = self._holders[name]
            if len(holders) > MOST_HOLDERS:
                continue
            for holder in holders:
                if holder[0] != place:
                    shared[holder] = shared.get(holder, 0.0) + self._worth[name]
        return [(score, *holder) for holder, score in sorted(shared.items()) if score >= self._enough]


def ends(meetings: Iterable[Meeting]) -> list[tuple[int, int]]:
    """Give the windows of meetings."""
    return [window for meeting in meetings for window in meeting.windows]


_YEARS = range(1990, 2036)
"""Years tried for a day whose year neither report tells."""


def _meeting(
    matched: Sequence[tuple[Happening, Happening]], other: int, known: tuple[int, int] | None, trust: float
) -> Meeting | None:
    """Put together what two sentences that name days say of each other's."""
    windows: list[tuple[int, int]] = []
    here: dict[str, None] = {}
    there: dict[str, None] = {}
    for own, theirs in matched:
        days = _days_of(theirs, known)
        fitting = [window for day in days if (window := _window(own.expression, day))]
        if not fitting:
            continue
        windows.extend(fitting)
        here[own.said] = None
        there[date.fromordinal(days[0]).isoformat() if len(days) == 1 else theirs.said] = None
    if not windows:
        return None
    theirs = matched[0][1]
    says = f"puts on {' and '.join(there)} what seems the same as on {' and '.join(here)} here"
    return Meeting(other, tuple(windows), trust, theirs.span, theirs.quote, says)


def _days_of(happening: Happening, known: tuple[int, int] | None) -> list[int]:
    """Give the days that a sentence can mean: one where its report is dated, else one a year."""
    expression = happening.expression
    if expression[0].isdigit():
        return [date.fromisoformat(expression).toordinal()]
    step = _STEP.match(expression)
    target = step["target"] if step else None
    if target and target[0].isdigit():
        return _days_of_year(target, known)
    if step is None or known is None or known[0] != known[1]:
        return []
    return [_counted(step, known[0])]


def _days_of_year(target: str, known: tuple[int, int] | None) -> list[int]:
    """Give a day of the year: the nearest to publication, or that of every year."""
    if known is None:
        return [day for year in _YEARS if (day := _of_year(year, target))]
    middle = (known[0] + known[1]) // 2
    year = date.fromordinal(middle).year
    near = [day for each in (year - 1, year, year + 1) if (day := _of_year(each, target))]
    return [min(near, key=lambda day: (abs(day - middle), day))] if near else []


def _counted(step: re.Match[str], published: int) -> int:
    """Count a day from that of publication."""
    if step["count"]:
        return published + int(step["count"])
    weekday = _WEEKDAYS.index(step["target"])
    if step["how"] == "past":
        return published - (published - 1 - weekday) % 7
    if step["how"] == "week":
        return published - (published - 1) % 7 + weekday
    return published + (weekday - published + 1) % 7


def _of_year(year: int, target: str) -> int | None:
    month, _, day = target.partition("-")
    try:
        return date(year, int(month), int(day)).toordinal()
    except ValueError:
        return None


def _window(expression: str, day: int) -> tuple[int, int] | None:
    """Give the days of publication from which an expression comes to a day; None where none does."""
    step = _STEP.match(expression)
    if step is None:
        return None
    if step["count"]:
        at = day - int(step["count"])
        return at, at
    target = step["target"]
    if target in _WEEKDAYS:
        weekday = _WEEKDAYS.index(target)
        if (day - 1) % 7 != weekday:
            return None
        if step["how"] == "week":  # for some a week begins on Sunday
            return day - weekday - 1, day - weekday + 6
        return (day, day + 6) if step["how"] == "past" else (day - 6, day)
    return None  # a day of the year tells its own

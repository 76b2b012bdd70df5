"""What a date means: from the pieces of its words to TimeML's value and to EDTF.

See `standoff.stages.times` for the conventions.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.annotation import Time
from standoff.model.codebook import TimeType
from standoff.model.partial_date import PartialDate
from standoff.model.span import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

PUBLISHED = "published"
"""The anchor of a date whose year is the publication's."""

_JOINS = frozenset(
    {"and", "or", "to", "through", "until", "till", "-", "–", "—", "&", ",", "and on", "or on", "and from"}
)
"""What stands between two days of which one may lend the other its year."""


@dataclass(frozen=True, slots=True)
class Read:
    """A date as its words give it: a day (`month` and `day` set), or a value worked out already."""

    span: Span
    value: str | None = None
    edtf: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str | None = None
    anchor: str | None = None


@cache
def words(use: str) -> Mapping[str, str]:
    """Give the words of one use in ``time_words.tsv`` with their values."""
    return {row["word"]: row["value"] for row in rows("time_words") if row["use"] == use}


@cache
def months() -> Mapping[str, int]:
    """Give every written form of a month, in small letters and without its stop, with its number."""
    return {
        word.lower(): int(row["number"])
        for row in rows("months")
        for word in [row["name"], *row["short"].split()]
    }  # fmt: skip


def read(match: re.Match[str]) -> Iterator[Read]:
    """Make the dates of a match of one of the rules, left to right."""
    said = {name: piece for name, piece in match.groupdict().items() if piece}
    span = Span(match.start(), match.end())
    year = int(said["year"]) if "year" in said else None
    if "dd" in said:
        yield Read(span, year=year, month=int(said["mm"]), day=int(said["dd"]), clock=said.get("clock"))
    elif "first" in said:
        one, two = int(said["first"]), int(said["second"])
        yield Read(span, year=year, month=min(one, two), day=max(one, two))
    elif "day" in said:
        yield from _days(match, said, year)
    elif "year2" in said or "yy" in said:
        yield from _years(match, said)
    else:
        value, edtf = _period(said, year)
        yield Read(span, value, edtf)


def _days(match: re.Match[str], said: Mapping[str, str], year: int | None) -> Iterator[Read]:
    """One date for each day named; the parts between them belong to none."""
    month = months()[said["month"].lower().rstrip(".")]
    names = [name for name in ("day", "day2", "day3") if name in said]
    starts = [match.start(), *(match.start(name) for name in names[1:])]
    ends = [*(match.end(name) for name in names[:-1]), match.end()]
    for name, start, end in zip(names, starts, ends, strict=True):
        day = int(said[name].rstrip("stndrhSTNDRH"))
        yield Read(Span(start, end), year=year, month=month, day=day)


def _years(match: re.Match[str], said: Mapping[str, str]) -> Iterator[Read]:
    first = said["year"]
    yield Read(Span(match.start(), match.end("year")), first, first)
    later = "year2" if "year2" in said else "yy"
    second = said[later] if later == "year2" else str(int(first) + 1)
    yield Read(Span(match.start(later), match.end()), second, second)


def _period(said: Mapping[str, str], year: int | None) -> tuple[str, str | None]:
    """Give value and EDTF of what is longer than a day."""
    part = words("part").get(said["part"].lower()) if "part" in said else None
    if year is None:
        return _long_period(said, part)
    if "month" in said:
        value = f"{year}-{months()[said['month'].lower().rstrip('.')]:02}"
        return value, _third(value, part)
    if "quarter" in said or "ordinal" in said:
        number = int(
            said["quarter"].strip("Q") if "quarter" in said else words("ordinal")[said["ordinal"].lower()]
        )
        return f"{year}-Q{number}", f"{year}-{number * 3 - 2:02}/{year}-{number * 3:02}"
    if "half" in said:
        number = 1 if said["half"] == "first" else 2
        return f"{year}-H{number}", f"{year}-{number * 6 - 5:02}/{year}-{number * 6:02}"
    if "season" in said:
        season = said["season"].lower()
        return f"{year}-{_SEASONS[season]}", None if part else f"{year}-{words('season')[season]}"
    return str(year), None if "fiscal" in said else _third(str(year), part)


_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def _long_period(said: Mapping[str, str], part: str | None) -> tuple[str, str | None]:
    """Give value and EDTF of a decade or a century."""
    if "century" in said:
        ordinal = said["century"].lower()
        number = int(words("century").get(ordinal) or ordinal.rstrip("stndrh")) - 1
        return f"{number:02}", _third(f"{number}XX", part) if number >= 10 else None
    decade = said["decade"] if "decade" in said else "19" + said["tens"]
    if decade.endswith("00") and decade != "2000":
        return decade[:2], f"{decade[:2]}XX"
    return decade[:3], _third(f"{decade[:3]}X", part)


def _third(edtf: str, part: str | None) -> str:
    """Narrow a period to its early, middle or late third.

    >>> _third("2021-12", "mid"), _third("2022", "early"), _third("199X", "late")
    ('2021-12-11/2021-12-20', '2022-01/2022-04', '1997/1999')
    """
    if part is None:
        return edtf
    which = ("early", "mid", "late").index(part)
    if edtf.endswith("XX"):
        first, last = ((0, 33), (34, 66), (67, 99))[which]
        return f"{edtf[:2]}{first:02}/{edtf[:2]}{last:02}"
    if edtf.endswith("X"):
        first, last = ((0, 3), (4, 6), (7, 9))[which]
        return f"{edtf[:3]}{first}/{edtf[:3]}{last}"
    if "-" not in edtf:
        return f"{edtf}-{which * 4 + 1:02}/{edtf}-{which * 4 + 4:02}"
    days = calendar.monthrange(int(edtf[:4]), int(edtf[5:]))[1]
    first, last = ((1, 10), (11, 20), (21, days))[which]
    return f"{edtf}-{first:02}/{edtf}-{last:02}"


def share_years(text: str, dates: Sequence[Read]) -> list[Read]:
    """Lend a day without a year the year of the day that it is joined with: "from March 3 to May 5, 2031"."""
    out = list(dates)
    for i, (left, right) in reversed(list(enumerate(pairwise(dates)))):
        if _joined(text, left, right) and left.year is None and out[i + 1].year is not None:
            out[i] = _near(left, out[i + 1], before=True)
    for i, (left, right) in enumerate(pairwise(out)):
        if _joined(text, left, right) and right.year is None and left.year is not None:
            out[i + 1] = _near(right, left, before=False)
    return out


def _joined(text: str, left: Read, right: Read) -> bool:
    between = text[left.span.end : right.span.start]
    return bool(left.day and right.day) and len(between) < 16 and between.strip() in _JOINS


def _near(day: Read, other: Read, *, before: bool) -> Read:
    """Date a day by the one it is joined with; what is said first came first."""
    assert day.month is not None
    assert other.month is not None
    assert other.year is not None
    turn = 0
    if before and day.month > other.month:
        turn = -1
    elif not before and day.month < other.month:
        turn = 1
    return replace(day, year=other.year + turn)


def settle(day: Read, published: PartialDate | None) -> Time:
    """Give a date its value, its year looked up where it has none."""
    if day.month is None or day.day is None:
        return Time(span=day.span, type=TimeType.DATE, value=day.value, edtf=_valid(day.edtf))
    if day.year is not None:
        return _whole(day, day.year, None)
    year = _nearest_year(day.month, day.day, published) if published is not None else None
    if year is not None:
        return _whole(day, year, PUBLISHED)
    if not _exists(2000, day.month, day.day):
        return Time(span=day.span, type=TimeType.DATE, value=None, edtf=None)
    return Time(span=day.span, type=TimeType.DATE, value=f"XXXX-{day.month:02}-{day.day:02}", edtf=None)


def _whole(day: Read, year: int, anchor: str | None) -> Time:
    assert day.month is not None
    assert day.day is not None
    kind = TimeType.TIME if day.clock else TimeType.DATE
    value = _valid(f"{year:04}-{day.month:02}-{day.day:02}" + (f"T{day.clock}" if day.clock else ""))
    return Time(span=day.span, type=kind, value=value, edtf=value, anchor=anchor)


def _valid(edtf: str | None) -> str | None:
    """Drop what no calendar has, or what lies in years that no news names."""
    try:
        return str(PartialDate(edtf)) if edtf is not None else None
    except ValueError:
        return None


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _nearest_year(month: int, day: int, published: PartialDate) -> int | None:
    """Find the year that puts a day nearest to the publication; None when its bounds disagree.

    >>> _nearest_year(12, 23, PartialDate("2022-01-04"))
    2021
    >>> _nearest_year(12, 23, PartialDate("2022")) is None
    True
    """
    years = {_year_nearest(month, day, bound) for bound in (published.earliest, published.latest)}
    return years.pop() if len(years) == 1 else None


def _year_nearest(month: int, day: int, to: date) -> int | None:
    """Find the year itself; of two as near, the earlier: news is mostly of what has been."""
    found = [year for year in range(to.year - 4, to.year + 5) if _exists(year, month, day)]
    return min(found, key=lambda year: (abs((date(year, month, day) - to).days), year), default=None)

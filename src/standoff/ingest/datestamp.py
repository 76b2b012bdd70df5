"""Full calendar dates (day, month and year) in the short lines and openings where pages state them.

Only what can be read in one way counts: "04/05/2031" is two dates, so it is none here. Working out
dates in running text is the business of the stages, not of this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MOST = 300
"""Code points that are looked at. A line that states a publication date is short."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_GAP = r"[\s.,]{1,3}"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w/]){_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}",
        rf"(?<![\w/]){_DAY}(?:\sof)?[\s.,-]{{1,3}}{_MONTH}[\s.,-]{{1,3}}{_YEAR}",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[-/]\s?(?P<number>\d{1,2})\s?[-/]\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<one>\d{1,2})\s?(?P<sign>[/.-])\s?(?P<two>\d{1,2})\s?(?P=sign)\s?(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_CLOCK = re.compile(
    r"(?<!\d)(?:\d{1,2}\s?[:.]\s?\d{2}(?:\s?:\s?\d{2})?\s{0,2}(?:[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{4}\s(?=GMT|HKT|UTC))"
    r"(?:\s{0,2}\(?(?:GMT|UTC|BST|CE?S?T|[ECMP][SD]?T|HKT|JST|MSK|IST|EAT|WAT)\b\)?(?:[+-]\d{1,2})?)?",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(rf"(?<!\w){_WEEKDAY}(?!\w)[.,]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A full date within a piece of text.

    Attributes:
        start: where it begins in that piece, in code points.
        end: where it ends, not included.
        day: the date.
    """

    start: int
    end: int
    day: date


def stamps(piece: str) -> list[Stamp]:
    """Find the full dates of a short text, in order; impossible and ambiguous ones are left out.

    >>> [str(stamp.day) for stamp in stamps("Published: 14 March 2031; updated 2031-03-15")]
    ['2031-03-14', '2031-03-15']
    >>> stamps("04/05/2031"), str(stamps("14/05/2031")[0].day)
    ([], '2031-05-14')
    """
    head = piece[:MOST]
    found: list[Stamp] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(head):
            day = _date(match.groupdict())
            if day is not None and all(
                match.end() <= other.start or other.end <= match.start() for other in found
            ):
                found.append(Stamp(match.start(), match.end(), day))
    return sorted(found, key=lambda stamp: stamp.start)


def _date(part: dict[str, str | None]) -> date | None:
    year = int(part.get("year") or 0)
    if part.get("month"):
        month, day = _MONTHS.index((part["month"] or "")[:3].lower()) + 1, int(part["day"] or 0)
    elif part.get("number"):
        month, day = int(part["number"] or 0), int(part["day"] or 0)
    else:
        one, two = int(part.get("one") or 0), int(part.get("two") or 0)
        if one <= 12 and two <= 12 and one != two:
            return None
        day, month = (one, two) if one > 12 or one == two else (two, one)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def without_times(piece: str) -> str:
    """Blank out dates, clock times and weekdays, so that what else a line holds can be judged.

    >>> without_times("By Ana Horvat | Friday, 14 March 2031 9:12 a.m.").split()
    ['By', 'Ana', 'Horvat', '|']
    """
    head = list(piece[:MOST])
    for stamp in stamps(piece):
        head[stamp.start : stamp.end] = " " * (stamp.end - stamp.start)
    return _WEEKDAYS.sub(" ", _CLOCK.sub(" ", "".join(head)))


def has_clock(piece: str) -> bool:
    """Tell whether a time of day stands in a short text, beside any date."""
    return _CLOCK.search(piece[:MOST]) is not None


PARTIAL_DATE = re.compile(
    rf"(?:{_WEEKDAY}[.,]?\s)?(?:{_MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\s(?:of\s)?[A-Za-z]{{3,9}}\.?)", re.IGNORECASE
)
"""A day and a month without a year, as datelines hold them."""

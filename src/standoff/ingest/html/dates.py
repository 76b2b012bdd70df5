"""Dates as pages state them, brought to ISO 8601 and no more exact than they are.

`standoff.ingest.datestamp` reads the days of English lines; here the machine's dates of a page's head are
read too, with their time of day and zone, and the lines of pages in other languages.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from standoff.ingest.html.words import months, one_of, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 300
"""Code points of a line that are looked at."""

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s?(\d\d):?(\d\d)(:?\d\d)?(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})(?:[:.h](\d\d))(?::\d\d)?(?!\d)\s?([ap])?\.?(?:m\b)?\.?\s?(GMT|UTC)?", re.IGNORECASE
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d|[a-z]{3})[/-]?(\d\d)(?=[/-]|\Z)", re.IGNORECASE)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(template.replace("MONTH", one_of(tuple(months()))), re.IGNORECASE)


_RFC = r"(?:[A-Za-z]{3}, )?(\d{1,2}) (MONTH) (\d{4}) (\d\d):(\d\d)(:\d\d)?(?: (Z|UTC|GMT|[+-]\d{4}))?"
_DAY_FIRST = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er)?\.?(?: de)?[ -]?(MONTH)\.?,?(?: de)?[ -](\d{4})(?!\d)"
_MONTH_FIRST = r"\b(MONTH)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)"
_START = r"\d|\bMONTH\b\.? \d"


def iso(value: str) -> str | None:
    """Bring a machine's date to ISO 8601 as exact as it is; None for what is none.

    >>> iso("2031-03-14T09:26:00.123+0200"), iso("Fri, 14 Mar 2031 09:26:00 GMT"), iso("yesterday")
    ('2031-03-14T09:26:00+02:00', '2031-03-14T09:26:00Z', None)
    """
    value = value.strip()[:60]
    if (found := _ISO.match(value)) is not None:
        year, month, day, hour, minute, second, zone = found.groups()
    elif (found := _pattern(_RFC).match(value)) is not None:
        day, word, year, hour, minute, second, zone = found.groups()
        month = str(months()[word.lower()])
    else:
        return None
    date = _day(year, month, day)
    if date is None or hour is None or int(hour) > 23 or int(minute) > 59:
        return date
    second = f":{second.lstrip(':')}" if second else ""
    zone = "Z" if zone in {"Z", "UTC", "GMT"} else zone or ""
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{date}T{hour}:{minute}{second}{zone}"


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    # 1970-01-01 is what an empty field looks like after a computer has read it.
    return found.isoformat() if found.year >= 1900 and found.isoformat() != "1970-01-01" else None


def worded(text: str, language: str | None) -> str | None:
    """Read the first date of a line about the article that is not one of an update, with its time of day.

    >>> worded("Updated 15 March 2031, first published March 14, 2031, 9:26 p.m.", "en")
    '2031-03-14T21:26'
    """
    text = text[:MOST]
    for found, date in sorted(_dates_in(text, language), key=lambda pair: pair[0].start()):
        before = text[: found.start()].lower()
        told = max((before.rfind(word) for word in phrases("published")), default=-1)
        if max(before.rfind(word) for word in phrases("updated")) > told:
            continue
        if len(date) > 10:
            return date
        clock = _CLOCK.match(text[found.end() :].lstrip(" ,|-–—àatumT")[:24])
        clock = clock or _CLOCK.search(text[max(0, found.start() - 9) : found.start()])
        return date + _time_of(clock) if clock else date
    return None


def _time_of(clock: re.Match[str]) -> str:
    hour, minute, half, zone = clock.groups()
    number = int(hour) % 12 + 12 * (half.lower() == "p") if half else int(hour)
    if number > 23 or int(minute) > 59:
        return ""
    return f"T{number:02}:{minute}{'Z' if zone else ''}"


def _dates_in(text: str, language: str | None) -> Iterator[tuple[re.Match[str], str]]:
    groups: tuple[tuple[re.Match[str], str | None], ...] = (
        *((m, iso(m[0])) for m in _ISO.finditer(text)),
        *((m, _day(m[3], months()[m[2].lower()], m[1])) for m in _pattern(_DAY_FIRST).finditer(text)),
        *((m, _day(m[3], months()[m[1].lower()], m[2])) for m in _pattern(_MONTH_FIRST).finditer(text)),
        *((m, _by_numbers(m, language)) for m in _NUMBERS.finditer(text)),
    )
    for found, date in groups:
        if date:
            yield found, date


def _by_numbers(found: re.Match[str], language: str | None) -> str | None:
    """14.3.2031 has the day first; 3/4/2031 has one meaning on each side of an ocean, and none here."""
    first, sign, second, year = int(found[1]), found[2], int(found[3]), found[4]
    if sign == "." or first > 12 or (language and language != "en"):
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or first == second else None


def of_url(url: str | None) -> str | None:
    """Read the day out of a page's address.

    >>> of_url("https://ferry.example/world/2031/mar/14/talks")
    '2031-03-14'
    """
    found = _URL_DATE.search(urlsplit(url).path) if url else None
    if found is None:
        return None
    month = months().get(found[2].lower(), found[2])
    return _day(found[1], month, found[3]) if str(month).isdigit() else None


def before_date(text: str) -> str:
    """Give what stands in a line before its first date or number."""
    found = _pattern(_START).search(text)
    return text[: found.start()] if found else text

"""When a report was published, from what came with it and what its own page states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standoff.model.codebook import Basis
from standoff.model.partial_date import PartialDate
from standoff.model.report import Because, Published

if TYPE_CHECKING:
    from standoff.ingest.frontmatter import StatedDate

_ISO = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
)
_GIVEN = 1.0
_STATED = {"dateline and copyright": 0.85, "updated line": 0.8, "copyright": 0.8, "site clock": 0.6}
_STATED_ELSE = 0.95
"""Confidence by where the page states its date: a copyright notice may show the year of the scrape, an update
is later than the first publication, a site's clock shows the day of the scrape."""


def given_date(value: str | None) -> PartialDate | None:
    """Read a date that came with a report.

    >>> given_date("2022-01-09T10:00:00Z"), given_date("9 January")
    (PartialDate(edtf='2022-01-09'), None)
    """
    return None if value is None or given_fault(value) else PartialDate(value.strip()[:10])


def given_fault(value: str | None) -> str | None:
    """Say why a date that came with a report cannot be used; None when it can, or when none came.

    >>> given_fault("9 January")
    "the date given, '9 January', is no ISO 8601 date"
    >>> given_fault("2922-01-09")
    "the date given, '2922-01-09', cannot be used (2922-01-09: the year is outside 1000 to 2200)"
    """
    if value is None:
        return None
    if _ISO.fullmatch(value.strip()) is None:
        return f"the date given, {value[:40]!r}, is no ISO 8601 date"
    try:
        PartialDate(value.strip()[:10])
    except ValueError as error:
        return f"the date given, {value[:40]!r}, cannot be used ({error})"
    return None


def given_note(value: str | None) -> str | None:
    """Say what becomes of a date that came with a report and cannot be used; None when it can be."""
    fault = given_fault(value)
    return f"{fault}; the report was read as if it came without one" if fault else None


def published(given: str | None, stated: StatedDate | None) -> Published:
    """Settle the publication date: what came with the report first, then what its page states.

    A given date that the page contradicts is kept, and the difference noted.
    """
    date = given_date(given)
    if date is not None and given is not None:
        note = None
        if (
            stated is not None
            and stated.where != "site clock"
            and not _agree(date, PartialDate(stated.value))
        ):
            note = f"the page itself states {stated.value}"
        because = (Because(stated.span, f"the page states {stated.value}"),) if note and stated else ()
        return Published(date, given.strip(), Basis.METADATA, _GIVEN, because, note)
    fault = given_fault(given) if given else None
    unread = f"{fault} and was left out" if fault else None
    if stated is None:
        return Published(note=unread)
    confidence = _STATED.get(stated.where, _STATED_ELSE)
    because = (Because(stated.span, f"{stated.where} states {stated.value}"),)
    return Published(PartialDate(stated.value), stated.value, Basis.STATED, confidence, because, unread)


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Tell whether two dates can be the same day, or the day after for the sake of time zones."""
    return abs((one.earliest - other.earliest).days) <= 1 or (
        one.earliest <= other.latest and other.earliest <= one.latest
    )

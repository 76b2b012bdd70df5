"""Clues from addresses and numbers: a page that embeds a post or links a page tells when those were made."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from standoff.model.span import Span
from standoff.stages.dating.clues import Clue, ClueKind

_POST = re.compile(
    r"(?:tweet|status(?:es)?|twitter)[^0-9\n]{1,20}(?P<number>[0-9]{16,19})(?![0-9])", re.IGNORECASE
)
_DATED_PATH = re.compile(
    r"https?://[^\s/]{3,80}/(?:[\w-]{1,40}/){0,3}(?P<year>(?:19|20)[0-9]{2})[/-](?P<month>[01]?[0-9])[/-](?P<day>[0-3]?[0-9])/"
)
_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)
"""Twitter numbers posts, since this moment, by 4,194,304 for each millisecond (its "snowflake" numbers)."""
_SHIFT = 22
_FIRST, _LAST = date(2010, 11, 5), date(2035, 12, 31)
_MOST = 40


def address_clues(text: str) -> list[Clue]:
    """Find the posts and dated addresses that a text names.

    >>> [clue.when for clue in address_clues('<tweet id="700000000000000000">')]
    ['2016-02-17']
    """
    found: list[Clue] = []
    for match in _POST.finditer(text):
        day = (_EPOCH + timedelta(milliseconds=int(match["number"]) >> _SHIFT)).date()
        if _FIRST <= day <= _LAST:
            span = Span(match.start("number"), match.end("number"))
            found.append(Clue(ClueKind.POST, day.isoformat(), span, span.of(text), about="a post on Twitter"))
        if len(found) >= _MOST:
            break
    for match in _DATED_PATH.finditer(text):
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        span = Span(match.start(), match.end())
        found.append(Clue(ClueKind.POST, day.isoformat(), span, span.of(text), about="an address"))
        if len(found) >= 2 * _MOST:
            break
    return found

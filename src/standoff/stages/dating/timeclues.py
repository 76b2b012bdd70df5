"""Clues from time expressions: the dates that a report names, in full or in part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standoff.model.annotation import Time
from standoff.model.codebook import Layer, Tense, TimeType
from standoff.model.partial_date import PartialDate
from standoff.stages.dating.clues import Clue, ClueKind
from standoff.stages.dating.says import WEEKDAYS, months
from standoff.stages.times.expression import parse, resolve
from standoff.stages.times.holidays import holiday, holidays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.model.analysis import Analysis
    from standoff.model.span import Span

_YEARLY = re.compile(r"XXXX-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?(?:T.*)?")
_WEEKDAY = re.compile(r"XXXX-WXX-(?P<number>[1-7])(?:T.*)?")
_FULL = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?:T.*)?")
_TARGET = re.compile(r"(?P<how>[a-z]{2,8}[+-]?):(?P<target>\S+)")
_LEANING = {
    "past": Tense.PAST,
    "near-": Tense.PAST,
    "before": Tense.PAST,
    "next": Tense.FUTURE,
    "near+": Tense.FUTURE,
    "after": Tense.FUTURE,
}
_NAMES = tuple(name.lower() for name in WEEKDAYS)
_SOME_YEAR = 2016
"""Holidays that move are put where this year has them: a clue to the season, not to the day."""
_FIRST_YEAR, _LAST_YEAR = 1600, 2100
_HEAD = 500
"""Code points from the start among which a dateline stands."""
_DATELINE = re.compile(r"[.,]?\s{0,2}(?:\([^()\n]{2,25}\)|[-–—]{1,2}\s|/[^/\n]{2,20}/)")
_BEFORE = 12
"""Code points before a date among which a weekday that goes with it stands."""
_UNTIL = re.compile(
    r"\b(?P<less>less than|just|with|within|under|barely|only|about|exactly)?\s?"
    r"(?P<less2>less than|under|about)?\s?"
    r"(?P<count>[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"\s(?P<unit>day|week|month)s?\s(?P<to>until|till|away from)\b",
    re.IGNORECASE,
)
_COUNTS = {
    word: number
    for number, words in enumerate(
        ("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
    for word in words.split()
}
_DAYS = {"day": 1, "week": 7, "month": 30}


def time_clues(analysis: Analysis, sentences: Sequence[Span]) -> list[Clue]:
    """Gather what the times of a report tell of its date; of a dated report as though it had none."""
    text = analysis.report.text
    found: list[Clue] = []
    for marked in analysis.of(Layer.TIME):
        time = marked.annotation
        assert isinstance(time, Time)
        if time.type in (TimeType.DATE, TimeType.TIME):
            found.extend(_clues(text, time))
    found.extend(_countdowns(text, sentences, found))
    return found


def _clues(text: str, time: Time) -> list[Clue]:
    if time.expression is not None:
        return _relative(text, time)
    return _absolute(text, time)


def _clue(text: str, time: Time, kind: ClueKind, when: str, tense: Tense | None = None) -> Clue:
    quote = time.span.of(text)
    return Clue(kind, when, time.span, quote, tense=time.tense or tense)


def _absolute(text: str, time: Time) -> list[Clue]:
    """Read a date that tells its own year, or, of a report without a date, one that lacks it."""
    value = time.value or ""
    if yearly := _YEARLY.fullmatch(value):
        return _yearly(text, time, yearly["month"], yearly["day"], None)
    full = _FULL.fullmatch(value)
    if full is None or not _FIRST_YEAR <= int(full["year"]) <= _LAST_YEAR:
        return []
    kind = ClueKind.DAY if full["day"] else ClueKind.MONTH if full["month"] else ClueKind.YEAR
    when = "-".join(part for part in (full["year"], full["month"], full["day"]) if part)
    try:
        PartialDate(when)
    except ValueError:
        return []
    return [_clue(text, time, kind, when)]


def _relative(text: str, time: Time) -> list[Clue]:
    """Read what a time counted from publication looks for: a weekday, a month, a day of the year."""
    assert time.expression is not None
    step = _TARGET.match(time.expression)
    if step is None:
        return []
    how, target = step["how"], step["target"]
    # Counted from another date of the text, a day of the year is known all the same, a weekday is not.
    is_direct = time.anchor == "published"
    tense = _LEANING.get(how)
    if target in holidays():
        first = holiday(target, _SOME_YEAR)
        return _yearly(text, time, f"{first.month:02}", f"{first.day:02}", tense)
    try:
        value = resolve(parse(time.expression), None)[0] or ""
    except ValueError:
        return []
    if (weekday := _WEEKDAY.fullmatch(value)) and is_direct and how not in ("before", "after"):
        return [_clue(text, time, ClueKind.WEEKDAY, weekday["number"], tense)]
    if yearly := _YEARLY.fullmatch(value):
        return _yearly(text, time, yearly["month"], yearly["day"], tense)
    return []


def _yearly(text: str, time: Time, month: str, day: str | None, tense: Tense | None) -> list[Clue]:
    if not 1 <= int(month) <= 12:
        return []
    if day is None:
        return [_clue(text, time, ClueKind.YEARLY_MONTH, f"XXXX-{month}", tense)]
    try:
        PartialDate(f"2000-{month}-{day}")
    except ValueError:
        return []
    when = f"XXXX-{month}-{day}"
    kind = ClueKind.DATELINE if _in_dateline(text, time.span) else ClueKind.YEARLY_DAY
    found = [_clue(text, time, kind, when, tense)]
    weekday = _weekday_beside(text, time.span)
    if weekday is not None:
        found.append(_clue(text, time, ClueKind.DATED_WEEKDAY, f"{when} {weekday}", tense))
    return found


def _in_dateline(text: str, span: Span) -> bool:
    """Tell whether a date stands in a dateline: near the head, before an agency in brackets or a dash."""
    if span.start > _HEAD:
        return False
    return _DATELINE.match(text, span.end, min(span.end + 40, len(text))) is not None


def _weekday_beside(text: str, span: Span) -> int | None:
    """Find the weekday that is part of a date: "Thursday, December 23"."""
    around = text[max(0, span.start - _BEFORE) : span.end].lower()
    found = [number for number, name in enumerate(_NAMES, start=1) if name in around]
    return found[0] if len(found) == 1 else None


def _countdowns(text: str, sentences: Sequence[Span], times: Sequence[Clue]) -> list[Clue]:
    """Read "less than two weeks until ..." together with the day that the report names for it.

    The day is the first one of the year that stands in the sentence, or else the one in another
    sentence that has a name in common with it.
    """
    days = [clue for clue in times if clue.kind is ClueKind.YEARLY_DAY]
    if not days:
        return []
    found: list[Clue] = []
    for sentence in sentences:
        part = sentence.of(text)
        match = _UNTIL.search(part) if len(part) < 2000 else None
        if match is None:
            continue
        day = _day_of(text, sentence, days, sentences)
        if day is None:
            continue
        count = match["count"].lower()
        number = int(count) if count.isdigit() else _COUNTS.get(count, 0)
        longest = number * _DAYS[match["unit"].lower()]
        said = f"{match['less'] or ''} {match['less2'] or ''}".lower()
        least = longest * 4 // 7 if "less" in said or "under" in said else longest * 6 // 7
        at = _moved(match.start(), match.end(), sentence)
        found.append(Clue(ClueKind.UNTIL, f"{day.when} {least} {longest}", at, at.of(text), about=day.quote))
    return found


def _moved(start: int, end: int, sentence: Span) -> Span:
    from standoff.model.span import Span

    return Span(sentence.start + start, sentence.start + end)


def _day_of(text: str, sentence: Span, days: Sequence[Clue], sentences: Sequence[Span]) -> Clue | None:
    inside = [day for day in days if sentence.holds(day.span)]
    if inside:
        return inside[0]
    from standoff.stages.dating.clues import sentence_at

    names = _names(sentence.of(text))
    for day in days:
        other = sentence_at(sentences, day.span.start)
        if other is not None and names & _names(other.of(text)[:2000]):
            return day
    return None


def _names(sentence: str) -> set[str]:
    """Give the capitalised words of a sentence but the first, months and weekdays left out."""
    found = set(re.findall(r"(?<=[a-z,;:] )[A-Z][a-z]{3,30}", sentence))
    return {name for name in found if name.lower() not in _NAMES and name not in months()}

"""Sentences that say when something was or will be, kept so that another report's words can date them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.annotation import Time
from standoff.model.codebook import Layer, TimeType
from standoff.model.span import Span
from standoff.stages.dating.clues import Happening, sentence_at
from standoff.stages.dating.says import WEEKDAYS as WEEKDAY_NAMES
from standoff.stages.dating.says import months
from standoff.stages.times.expression import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.model.analysis import Analysis

MAX_HAPPENINGS = 40
MAX_NAMES = 20
_QUOTE = 200
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]{1,30})*")
_COUNTED = re.compile(
    r"(?:past|next|near[+-]?):(?:MON|TUE|WED|THU|FRI|SAT|SUN|[01][0-9]-[0-3][0-9])|day[+-][1-9][0-9]?"
)
_OF_YEAR = re.compile(r"[a-z]{2,8}[+-]?:[01][0-9]-[0-3][0-9]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "president", "minister", "secretary"})


def happenings_in(analysis: Analysis, sentences: Sequence[Span]) -> tuple[Happening, ...]:
    """Gather the sentences of a report that name a day, with what sets the occasion apart."""
    text = analysis.report.text
    found: list[Happening] = []
    this_week = _this_week(analysis, sentences)
    for marked in analysis.of(Layer.TIME):
        time = marked.annotation
        assert isinstance(time, Time)
        expression = _expression(time)
        sentence = sentence_at(sentences, time.span.start)
        if expression is None or sentence is None:
            continue
        if sentence in this_week and expression[-3:] in WEEKDAYS:
            expression = f"week:{expression[-3:]}"
        names = names_in(text[sentence.start : min(sentence.end, sentence.start + 1000)])
        if names:
            span = Span(sentence.start, min(sentence.end, sentence.start + _QUOTE))
            found.append(Happening(expression, names, span, span.of(text), time.span.of(text)))
        if len(found) >= MAX_HAPPENINGS:
            break
    return tuple(found)


def _this_week(analysis: Analysis, sentences: Sequence[Span]) -> set[Span]:
    """Find the sentences that put what they tell in the week of publication."""
    found: set[Span] = set()
    for marked in analysis.of(Layer.TIME):
        time = marked.annotation
        assert isinstance(time, Time)
        if time.expression == "week+0" and time.anchor == "published":
            sentence = sentence_at(sentences, time.span.start)
            if sentence is not None:
                found.add(sentence)
    return found


def _expression(time: Time) -> str | None:
    """Give how a day is counted from publication, or the day itself; None of what is no day."""
    if time.type not in (TimeType.DATE, TimeType.TIME):
        return None
    if time.expression is not None:
        step = time.expression.split(" ", 1)[0]
        if time.anchor == "published":
            return step if _COUNTED.fullmatch(step) else None
        # Counted from another date of the text, a day of the year is known all the same.
        return f"near:{step[-5:]}" if _OF_YEAR.fullmatch(step) else None
    if time.expression is None and time.value and _DAY.match(time.value):
        return _day(time.value[:10])
    return None


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def names_in(sentence: str) -> tuple[str, ...]:
    """Give the names, figures and long words of a sentence, sorted, in small letters.

    >>> names_in("The Varn envoy will meet Orlan Vesk in Pellworth on Monday.")
    ('orlan', 'pellworth', 'varn', 'vesk')
    """
    dull = _dull()
    found: set[str] = set()
    for match in _WORD.finditer(sentence):
        word = match[0]
        plain = word.lower().removesuffix("'s").removesuffix("’s")
        if plain in dull or plain in _TITLES or len(plain) < 3:
            continue
        if word[0].isupper() or word[0].isdigit():
            found.add(plain)
    return tuple(sorted(found)[:MAX_NAMES])


@cache
def _dull() -> frozenset[str]:
    names = {name.lower() for name in (*WEEKDAY_NAMES, *months())}
    return frozenset(row["word"] for row in rows("function_words")) | names

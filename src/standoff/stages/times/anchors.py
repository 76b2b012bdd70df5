"""What each relative time is counted from.

* The publication date, unless its words point to another time.
* Inside a quotation, the day on which it was said, where the clause that attributes it names one.
* "Two days later", "that year", "a year earlier": the last time before it that is exact enough.
* Of two that are joined ("from Friday to Sunday") one is counted from the other, so that the second comes
  after the first.

None of this looks at the publication date itself, so that the same marks serve when it is corrected.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.codebook import Tense, TimeType
from standoff.model.partial_date import PartialDate
from standoff.stages.times import periods
from standoff.stages.times.dates import of_day
from standoff.stages.times.expression import DAY_PARTS, FINANCIAL, THIRDS
from standoff.stages.times.periods import SEASONS, Unit
from standoff.stages.times.tense import is_called_off, tense_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.model.span import Span
    from standoff.stages.times.found import Found
    from standoff.stages.times.tokens import Tokens

_NOT_WHEN = frozenset({"until", "till", "since", "from", "to", "of", "by", "before", "after", "between"})
"""Words before a time that is not when something is said: "after Monday's vote he said"."""
_NEAR = 4
"""Tokens between a verb of saying and the time that tells when."""
_JOINS = frozenset(
    {"and", "or", "to", "through", "until", "till", "-", "–", "—", "&", ",", "and on", "or on", "and from"}
)


@dataclass(slots=True)
class Placed:
    """A time expression in its sentence.

    Attributes:
        number: which sentence of the report.
        first, last: its tokens, half open.
        way: which way to look for it, when the words of its own clause do not tell.
    """

    found: Found
    tokens: Tokens
    number: int
    first: int
    last: int
    tense: Tense | None = None
    joined: bool = False
    way: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.found.span


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation's words, and the time of its attribution that tells when they were said.

    Attributes:
        at: the index of that time among the report's.
    """

    span: Span
    at: int


@cache
def _saying() -> frozenset[str]:
    listed = next(row["words"] for row in rows("sentence_words") if row["use"] == "saying").split()
    return frozenset(listed) | {row["word"] for row in rows("time_verbs") if row["use"] == "saying"}


def join(text: str, placed: Sequence[Placed]) -> None:
    """Find the pairs of times that are joined; a day without a year takes that of the other."""
    for left, right in pairwise(placed):
        gap = text[left.span.end : right.span.start] if right.span.start - left.span.end < 16 else "\n\n"
        right.joined = left.number == right.number and gap.strip() in _JOINS
    for left, right in reversed(list(pairwise(placed))):
        if right.joined and _lends(right.found, left.found):
            left.found = _near(left.found, right.found, before=True)
    for left, right in pairwise(placed):
        if right.joined and _lends(left.found, right.found):
            right.found = _near(right.found, left.found, before=False)


def _lends(giver: Found, taker: Found) -> bool:
    return bool(
        giver.day and giver.year and taker.day and taker.year is None and not taker.tail and taker.look
    )


def _near(day: Found, other: Found, *, before: bool) -> Found:
    """Date a day by the one it is joined with; what is said first came first."""
    assert day.month is not None
    assert day.day is not None
    assert other.month is not None
    assert other.year is not None
    turn = 0
    if before and day.month > other.month:
        turn = -1
    elif not before and day.month < other.month:
        turn = 1
    return of_day(day.span, other.year + turn, day.month, day.day)


def read_tenses(placed: Sequence[Placed]) -> None:
    """Read each date's tense; of two that are joined the first one's holds for both."""
    last: Placed | None = None
    lowered: list[str] = []
    for each in placed:
        if last is None or each.tokens is not last.tokens:
            lowered = _plain(each.tokens.words)
        if each.found.type in (TimeType.DATE, TimeType.TIME):
            each.tense = (
                last.tense if each.joined and last is not None else tense_at(lowered, each.first, each.last)
            )
            if each.found.look and is_called_off(lowered, each.first, each.last):
                each.way = "near"
        last = each
    _agree(placed)


def _agree(placed: Sequence[Placed]) -> None:
    """Look ahead for a month or day that its clause does not place, when the report does so elsewhere."""
    ahead = {each.found.look for each in placed if each.tense is Tense.FUTURE}
    for each in placed:
        look = each.found.look
        if each.way is None and look and look[0].isdigit() and look in ahead and each.tense is not Tense.PAST:
            each.way = "near+"


def _plain(words: Sequence[str]) -> list[str]:
    """Give words in small letters, names as they are: "Will Karr" and "Meet the Press" hold no verb."""
    capitals = sum(word[0].isupper() for word in words)
    if 2 * capitals > len(words):
        return [word.lower() for word in words]
    return [
        word.lower() if at < 2 and not (at and words[0][0].isalnum()) else word
        for at, word in enumerate(words)
    ]


def said_on(placed: Sequence[Placed], quoted: Sequence[Span]) -> list[Said]:
    """Find for each quotation the day that its attribution names: "he said on Monday"."""
    found: list[Said] = []
    for at, each in enumerate(placed):
        known = grain(each.found)
        if each.found.type is not TimeType.DATE or _inside(quoted, each.span.start):
            continue
        if known is None or (known is not Unit.DAY and each.found.is_relative):
            continue
        words = each.tokens.words
        if each.first and words[each.first - 1].lower() in _NOT_WHEN:
            continue
        near = (*words[max(each.first - _NEAR, 0) : each.first], *words[each.last : each.last + _NEAR])
        if not _saying() & {word.lower() for word in near}:
            continue
        limits = each.tokens.limits
        found.extend(
            Said(span, at)
            for span in quoted[max(bisect_right(quoted, limits.start, key=lambda s: s.start) - 2, 0) :][:8]
            if span.start < limits.end and span.end + 3 >= limits.start
        )
    return found


def _inside(spans: Sequence[Span], at: int) -> bool:
    i = bisect_right(spans, at, key=lambda span: span.start) - 1
    return i >= 0 and at < spans[i].end


def grain(found: Found) -> Unit | None:
    """Give the unit that a time is known to; None of durations, sets and vague times."""
    if found.type in (TimeType.DURATION, TimeType.SET) or found.vague or FINANCIAL in found.steps:
        return None
    steps = [*([f"past:{found.look}"] if found.look else []), *found.steps]
    for step in reversed(steps):
        unit = _grain_of_step(step)
        if unit is not None:
            return unit
    if found.is_relative:
        return found.fine
    return periods.of_date(PartialDate(found.edtf)).unit if found.edtf else None


def _grain_of_step(step: str) -> Unit | None:
    if step in THIRDS or step in DAY_PARTS or step == "same":
        return None
    kind, _, target = step.partition(":")
    if kind == "keep" or not target:
        name = (target or kind).rstrip("0123456789+-")
        return Unit(name) if name in Unit.__members__.values() else Unit.DAY
    if target in SEASONS:
        return Unit.SEASON
    if target == "WE":
        return Unit.WEEKEND
    if target[0] in "QH" and target[1:].isdigit():
        return Unit.QUARTER if target[0] == "Q" else Unit.HALF
    return Unit.MONTH if target.isdigit() else Unit.DAY

"""What a clue says, in words that a person can check against the passage."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.codebook import Tense
from standoff.stages.dating.clues import ClueKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from standoff.stages.dating.clues import Clue

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TENSES = {Tense.PAST: " as past", Tense.PRESENT: " as present", Tense.FUTURE: " as still to come"}


@cache
def months() -> tuple[str, ...]:
    """Give the names of the twelve months."""
    return tuple(row["name"] for row in sorted(rows("months"), key=lambda row: int(row["number"])))


def says(clue: Clue) -> str:
    """Put a clue in words.

    >>> from standoff.model.span import Span
    >>> from standoff.stages.dating.clues import Clue
    >>> says(Clue(ClueKind.YEARLY_DAY, "XXXX-12-23", Span(0, 11), "December 23", tense=Tense.PAST))
    'names December 23 as past'
    """
    tense = _TENSES.get(clue.tense, "") if clue.tense else ""
    if clue.kind in _PLAIN:
        return f"names {clue.when}{tense}"
    if clue.kind in _YEARLY:
        return f"names {day_name(clue.when)}{tense}"
    if clue.kind is ClueKind.WEEKDAY:
        return f"names {WEEKDAYS[int(clue.when) - 1]}{tense}"
    if clue.kind in _SPECIAL:
        return _SPECIAL[clue.kind](clue)
    return f"{clue.about}{tense}: {_spans(clue.when)}"


def _dated_weekday(clue: Clue) -> str:
    when, _, weekday = clue.when.partition(" ")
    return f"{day_name(when)} is a {WEEKDAYS[int(weekday) - 1]}"


def _until(clue: Clue) -> str:
    when, least, longest = clue.when.split()
    return f"{least} to {longest} days before {day_name(when)}"


_PLAIN = frozenset({ClueKind.DAY, ClueKind.MONTH, ClueKind.YEAR})
_YEARLY = frozenset({ClueKind.YEARLY_DAY, ClueKind.YEARLY_MONTH})
_SPECIAL: dict[ClueKind, Callable[[Clue], str]] = {
    ClueKind.DATELINE: lambda clue: f"the dateline has {day_name(clue.when)}",
    ClueKind.DATED_WEEKDAY: _dated_weekday,
    ClueKind.UNTIL: _until,
    ClueKind.POST: lambda clue: f"{clue.about} made on {clue.when}",
    ClueKind.OFFICE: lambda clue: f"{clue.about}, in office {_spans(clue.when)}",
    ClueKind.AGE: lambda clue: f"{clue.about}, was so old {_spans(clue.when)}",
    ClueKind.SINCE: lambda clue: f"{clue.about} exists since {clue.when}",
}


def day_name(when: str) -> str:
    """Write ``XXXX-12-23`` as news does.

    >>> day_name("XXXX-12-23"), day_name("XXXX-12")
    ('December 23', 'December')
    """
    month, _, day = when.removeprefix("XXXX-").partition("-")
    return f"{months()[int(month) - 1]} {int(day)}" if day else months()[int(month) - 1]


def _spans(when: str) -> str:
    return " or ".join(part.replace("/..", " on").replace("/", " to ") for part in when.split(";"))

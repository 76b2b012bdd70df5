"""A time expression as its words give it, before it is known what it is counted from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from standoff.model.codebook import TimeType

if TYPE_CHECKING:
    from standoff.model.span import Span
    from standoff.stages.times.periods import Unit


class Base(StrEnum):
    """What a relative time is counted from."""

    SPEAKING = "speaking"
    """The publication date, or the day of speaking inside a quotation."""
    BEFORE = "before"
    """A time named before it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression.

    Attributes:
        value, edtf: of what says itself when it is.
        steps: of what is counted from another time, in the language of `standoff.stages.times.expression`.
        look: what is looked for before `steps`; which way is decided by the tense.
        usual: which way when the tense does not tell.
        fine: the coarsest unit that a time named before may have, to be counted from.
        keeps: whether an anchor that is a quarter stays one: "a year earlier" than a third quarter.
        vague: whether it is no day or period to count others from: a fiscal year, "9/11".
        month, day, year: of a day of the calendar, as far as its words give them.
        tail: steps after all others, such as a part of the day.
    """

    span: Span
    type: TimeType = TimeType.DATE
    value: str | None = None
    edtf: str | None = None
    steps: tuple[str, ...] = ()
    look: str | None = None
    usual: str = "past"
    base: Base = Base.SPEAKING
    fine: Unit | None = None
    keeps: bool = False
    vague: bool = False
    month: int | None = None
    day: int | None = None
    year: int | None = None
    tail: tuple[str, ...] = ()

    @property
    def is_relative(self) -> bool:
        """Whether it is counted from another time."""
        return bool(self.steps or self.look)

    def at(self, *parts: str) -> Found:
        """Narrow a day to a part of it."""
        if not parts or self.is_relative:
            return self.then(*parts)
        value = self.value + parts[0] if self.value else None
        return replace(self, value=value, type=TimeType.TIME)

    def then(self, *steps: str) -> Found:
        """Add steps at the end; a part of the day or an hour makes it a time of day."""
        kind = TimeType.TIME if any(step.startswith("T") for step in steps) else self.type
        return replace(self, tail=(*self.tail, *steps), type=kind) if steps else self

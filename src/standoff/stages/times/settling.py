"""Making annotations of the times that were found, each with its anchor, and resolved."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from standoff.model.annotation import Time
from standoff.model.codebook import Tense, TimeType
from standoff.stages.times.anchors import grain
from standoff.stages.times.expression import WEEKDAYS, WEEKEND, parse
from standoff.stages.times.found import Base
from standoff.stages.times.periods import FROM_FINE, SEASONS, Unit
from standoff.stages.times.resolve import PUBLISHED, all_resolved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.model.partial_date import PartialDate
    from standoff.stages.times.anchors import Placed, Said
    from standoff.stages.times.found import Found

_DAWN = 6
"""Hours before this one belong to the night before."""
_BEGINNING = frozenset({"from", "starting", "beginning"})
"""Words before a day on which something is to begin, where no verb looks back."""
BACK = 12
"""Times before one that are looked at for what it is counted from."""
SENTENCES = 4
"""Sentences before one in which they may stand."""

_UNKNOWN = -1
"""Stands for the index of a time that the text does not name."""
_COUNTED = tuple[tuple[str, ...], "int | None"]
"""Steps, and the index of the time they are counted from; None is the publication."""


def settled(
    placed: Sequence[Placed], said: Sequence[Said], text_sha256: str, published: PartialDate | None
) -> list[Time]:
    """Make the annotations of a report's times, in text order."""
    settling = _Settling(placed, said)
    ids = [Time(span=p.span, type=p.found.type, value=None, edtf=None).id_in(text_sha256) for p in placed]
    made = {name: settling.time(at, ids) for at, name in enumerate(ids)}
    return all_resolved(made, published)


class _Settling:
    """Finds what each time is counted from."""

    def __init__(self, placed: Sequence[Placed], said: Sequence[Said]) -> None:
        self._placed = placed
        self._said = sorted(said, key=lambda each: (each.span.start, each.at))
        self._grains = [grain(each.found) for each in placed]

    def time(self, at: int, ids: Sequence[str]) -> Time:
        """Make one annotation, not yet resolved if it is relative."""
        each = self._placed[at]
        found = each.found
        if not found.is_relative:
            return Time(span=each.span, type=found.type, value=found.value, edtf=found.edtf, tense=each.tense)
        steps, other = self._counted(at)
        if found.vague:
            steps = (*steps, "fiscal")
        anchor = PUBLISHED if other is None else ids[other] if other != _UNKNOWN else None
        expression = str(parse(" ".join(steps)))
        return Time(
            span=each.span, type=found.type, value=None, edtf=None, anchor=anchor, expression=expression,
            tense=each.tense,
        )  # fmt: skip

    def _counted(self, at: int) -> _COUNTED:
        found = self._placed[at].found
        if found.base is Base.BEFORE or found.keeps:
            steps, other = self._from_text(at)
            return (*steps, *found.tail), other
        year = self._year_beside(at)
        if year is not None:
            return (f"in:{found.look}", *found.steps, *found.tail), year
        said = self._said_at(at)
        if found.look is None:
            return (*self._week_ahead(at), *found.tail), said
        way, pair = _way(self._placed[at]), self._partner(at) if said is None else None
        if pair is not None and pair < at and way in ("next", "near", "near+"):
            way, said = "next", pair
        elif pair is not None and pair > at and way == "past" == _way(self._placed[pair]):
            said = None if self._is_listed(pair) else pair
        return (f"{way}:{found.look}", *found.steps, *found.tail), said

    def _week_ahead(self, at: int) -> tuple[str, ...]:
        """Count "this week", told to come, from the day after: on a Sunday it is the one that begins."""
        steps = self._placed[at].found.steps
        ahead = self._placed[at].tense in (Tense.FUTURE, Tense.PRESENT)
        return ("day+1", *steps) if ahead and steps[:1] == ("week+0",) else steps

    def _year_beside(self, at: int) -> int | None:
        """Find the year that a month is of, when it stands just before: "that year, in May,"."""
        own = self._placed[at]
        if not own.found.look or not own.found.look[0].isdigit() or own.joined or not at:
            return None
        there = self._placed[at - 1]
        between = [word.lower() for word in own.tokens.words[there.last : own.first]]
        near = own.number == there.number and between in ([",", "in"], [",", "on"], ["in"])
        return at - 1 if near and self._grains[at - 1] is Unit.YEAR else None

    def _is_listed(self, right: int) -> bool:
        """Tell whether a time is joined to the one before it by "and", which need not go forward."""
        left = self._placed[right - 1]
        between = left.tokens.words[left.last : self._placed[right].first]
        return bool({"and", "or", ",", "&"} & {word.lower() for word in between})

    def _said_at(self, at: int) -> int | None:
        """Find when the quotation that a time stands in was said."""
        start = self._placed[at].span.start
        i = bisect_right(self._said, start, key=lambda said: said.span.start) - 1
        return self._said[i].at if i >= 0 and start < self._said[i].span.end else None

    def _partner(self, at: int) -> int | None:
        """Find the time of the same kind that one is joined with."""
        for other, right in ((at - 1, at), (at + 1, at + 1)):
            if 0 <= other < len(self._placed) and right < len(self._placed) and self._placed[right].joined:
                one, two = self._placed[at].found, self._placed[other].found
                if one.look and two.look and self._grains[at] is self._grains[other] and not two.steps:
                    return other
        return None

    # --- counted from a time named before ----------------------------------------------------------

    def _from_text(self, at: int) -> _COUNTED:
        """Count from the last time before one that is exact enough."""
        found = self._placed[at].found
        if found.keeps:
            other = self._before(at, frozenset({Unit.QUARTER, Unit.HALF}), stops=TimeType.DURATION)
            if other is not None:
                return (found.steps[0].replace("year", "keep:year"), *found.steps[1:]), other
            if found.base is Base.SPEAKING:
                return found.steps, self._said_at(at)
        # An hour that opens its sentence is a heading of a running report, no part of what came before.
        if self._placed[at].first or found.steps[0] != "same":
            other = self._before(at, _allowed(found.fine))
            if other is not None:
                return self._after_night(found, other), other
        return self._with_none_before(at)

    def _after_night(self, found: Found, other: int) -> tuple[str, ...]:
        """Count an hour after midnight from the evening before it: "that night … at 3 a.m."."""
        night = not {"TEV", "TNI"}.isdisjoint(self._placed[other].found.tail)
        small = found.tail[:1] < (f"T{_DAWN:02}",) and found.tail[:1] >= ("T00",)
        return ("day+1",) if found.steps == ("same",) and night and small else found.steps

    def _with_none_before(self, at: int) -> _COUNTED:
        """Count from the publication what can only mean that; leave open what may mean another time."""
        found = self._placed[at].found
        if found.steps[0] == "same":
            steps = ("quarter-1",) if found.fine is Unit.QUARTER else ("day+0",)
            return (*steps, *found.steps[1:]), self._said_at(at)
        if found.steps[0] == "keep:year-1":
            return ("quarter-1", *found.steps), None
        return found.steps, self._said_at(at) if "-" in found.steps[0] else _UNKNOWN

    def _before(self, at: int, units: frozenset[Unit], *, stops: TimeType | None = None) -> int | None:
        """Find the last time before one that is known to one of some units.

        A time of the type `stops` in the same sentence ends the search.
        """
        own = self._placed[at]
        for other in range(at - 1, max(at - 1 - BACK, -1), -1):
            there = self._placed[other]
            if own.number - there.number > SENTENCES:
                return None
            # "A year ago" and "a year earlier" of one report mean the same year: neither is counted from
            # the other.
            if self._grains[other] in units and not (own.found.keeps and there.found.keeps):
                return other
            if there.found.type is stops and there.number == own.number:
                return None
        return None


def _allowed(fine: Unit | None) -> frozenset[Unit]:
    """Give the units that a time named before may have."""
    if fine is None:
        return frozenset(FROM_FINE)
    if fine is Unit.QUARTER:
        return frozenset({Unit.QUARTER})
    return frozenset(FROM_FINE[: FROM_FINE.index(fine) + 1])


def _way(each: Placed) -> str:
    """Say which way to look: by the tense, and for months and days by what is nearer."""
    found = each.found
    assert found.look is not None
    ahead = each.tokens.words[each.first - 1].lower() if each.first else ""
    if each.way is not None or ahead == "since":
        return each.way or "past"
    if found.look[0] == "Q":
        return "near" if each.tense is Tense.FUTURE else found.usual
    strict = found.look in WEEKDAYS or found.look in SEASONS or found.look == WEEKEND
    if each.tense is Tense.PAST:
        return "past" if (strict or found.look.isdigit()) and ahead != "through" else "near-"
    if each.tense is Tense.FUTURE:
        return "next" if strict else "near+"
    usual = "near" if found.usual == "near-" and each.tense is Tense.PRESENT else found.usual
    return "near+" if found.day and ahead in _BEGINNING else usual

"""Working relative times out again when a report's publication date changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from standoff.model.annotation import Agenda, Attribution, Figure, Time
from standoff.model.partial_date import PartialDate
from standoff.stages.times.expression import parse, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standoff.model.annotation import Annotation, Marked

PUBLISHED = "published"
"""The anchor of a time that is counted from the publication date."""

MAX_CHAIN = 50
"""Times counted from one another; a longer chain ends in nothing known."""


def redated(annotations: Sequence[Marked], published: PartialDate | None) -> tuple[Marked, ...]:
    """Resolve every relative time again, and with them what they date.

    Args:
        annotations: the marks of one report. Those of other layers are kept as they are.
        published: its publication date; None when that is unknown.

    Returns:
        The same marks in the same order under the same ids. `Attribution.said`, `Figure.as_of` and
        `Agenda.date` follow the times that they name; what names none keeps the date that it has.
    """
    times = {each.id: each.annotation for each in annotations if isinstance(each.annotation, Time)}
    dated = _Times(times, published)
    made = []
    for each in annotations:
        annotation = _followed(each.id, each.annotation, dated)
        made.append(each if annotation == each.annotation else replace(each, annotation=annotation))
    return tuple(made)


def all_resolved(times: Mapping[str, Time], published: PartialDate | None) -> list[Time]:
    """Resolve the times of one report, given by their ids in text order."""
    dated = _Times(times, published)
    return [dated.of(name) or time for name, time in times.items()]


class _Times:
    """The times of a report under a publication date, each resolved once."""

    def __init__(self, times: Mapping[str, Time], published: PartialDate | None) -> None:
        self._times = times
        self._published = published
        self._made: dict[str, Time] = {}

    def of(self, name: str, depth: int = 0) -> Time | None:
        """Give a time by its id; None when the report has none of that id."""
        if name not in self._made:
            time = self._times.get(name)
            if time is None:
                return None
            if depth >= MAX_CHAIN:
                return replace(time, edtf=None)
            self._made[name] = self.again(time, depth)
        return self._made[name]

    def again(self, time: Time, depth: int = 0) -> Time:
        """Resolve a time against what its anchor has become."""
        if time.expression is None:
            return time
        anchor = self._published
        if time.anchor != PUBLISHED:
            other = self.of(time.anchor, depth + 1) if time.anchor else None
            anchor = PartialDate(other.edtf) if other is not None and other.edtf else None
        try:
            value, edtf = resolve(parse(time.expression), anchor)
        except ValueError:
            return time  # an expression of another version, or written by hand
        return replace(time, value=value, edtf=edtf)


def _followed(name: str, annotation: Annotation, dated: _Times) -> Annotation:
    match annotation:
        case Time():
            return dated.of(name) or annotation
        case Attribution(said_time=str(at)) if (time := dated.of(at)) is not None:
            return replace(annotation, said=time.edtf)
        case Figure(as_of_time=str(at)) if (time := dated.of(at)) is not None:
            return replace(annotation, as_of=time.edtf)
        case Agenda(times=(_, *_)):
            from standoff.stages.agenda import agenda_date

            times = [time for at in annotation.times if (time := dated.of(at)) is not None]
            return replace(annotation, date=agenda_date(times)) if times else annotation
        case _:
            return annotation

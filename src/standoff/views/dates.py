"""The section of dates: what the reports tie to a day, a month or a year, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model.codebook import Basis, TimeType
from standoff.model.partial_date import PartialDate
from standoff.views import phrase, scan, wording
from standoff.views.draft import Draft
from standoff.views.page import Group, Line, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standoff.desk.base import Filters, StoredReport
    from standoff.model.annotation import Time
    from standoff.model.span import Span
    from standoff.views.ground import Ground, Marks
    from standoff.views.sources import Sources

_SENTENCE = 150
"""Code points of a sentence around its date."""
_WORDS = 2
"""A line with fewer words than this beside names and numbers is a date line or a caption."""
_IN_FULL = 3
"""Reports whose sentences a line shows; further ones have a footnote each."""


@dataclass(frozen=True, slots=True)
class Named:
    """A date as one report names it.

    Attributes:
        times: every time expression of the report that resolves to it, in text order.
    """

    report: str
    times: tuple[Time, ...]


class Dates:
    """Makes the section."""

    def __init__(self, ground: Ground, sources: Sources, limit: int) -> None:
        """Make it of these reports, with at most `limit` lines."""
        self._ground = ground
        self._sources = sources
        self._limit = limit

    def section(self, reports: Sequence[str], filters: Filters, as_of: PartialDate | None) -> Section:
        """Put the dates in order, those after `as_of` apart."""
        days = days_named(self._ground, reports, filters)
        order = sorted(days, key=lambda edtf: (PartialDate(edtf).earliest, PartialDate(edtf).latest, edtf))
        ahead = [day for day in order if as_of is not None and PartialDate(day).earliest > as_of.latest]
        past = order[: len(order) - len(ahead)]
        # What is nearest to the brief's day is kept: all that lies ahead, then the latest of the past.
        kept_ahead = ahead[: self._limit]
        kept_past = past[max(len(past) - (self._limit - len(kept_ahead)), 0) :]
        groups = []
        for heading, kept in zip(wording.DATE_HEADINGS, (kept_past, kept_ahead), strict=True):
            lines = tuple(self._line(days[day]) for day in kept)
            if lines:
                groups.append(Group(Draft().fixed(heading).line(), lines))
        intro = () if order else (Draft().fixed(wording.NO_DATES).line(),)
        left_out = len(order) - len(kept_past) - len(kept_ahead)
        return Section("dates", "Dates", tuple(groups), intro, _after(left_out))

    def _line(self, named: Sequence[Named]) -> Line:
        """Write one date's line: its sentence in each report that names it."""
        draft = Draft()
        told: set[str] = set()
        for number, one in enumerate(named):
            derived, passages = self._sources.day(one.report, one.times[0])
            sentence, whole = self._sentence(one.report, one.times[0].span)
            if number == 0:
                draft.given(derived)
            draft.declare(derived)
            draft.cite(*passages)
            draft.cite(*(self._ground.cut(one.report, time.span, "time") for time in one.times[1:]))
            if whole is not None:
                draft.cite(self._ground.cut(one.report, whole, "context"))
            if whole is not None and sentence.casefold() not in told and len(told) < _IN_FULL:
                draft.fixed(" · " if told else ": ").words(sentence)
                told.add(sentence.casefold())
            draft.note()
        return draft.line()

    def _sentence(self, report: str, span: Span) -> tuple[str, Span | None]:
        """Shorten the sentence that a date stands in."""
        whole = self._ground.marks(report).sentence_at(span.start)
        if whole is None or not whole.holds(span):
            return "", None
        text = self._ground.text(report)
        before = phrase.lead_in(text[whole.start : span.start], _SENTENCE // 2)
        after = phrase.lead_out(text[span.end : whole.end], _SENTENCE - len(before))
        return before + phrase.fold(span.of(text)) + after, whole


def days_named(ground: Ground, reports: Iterable[str], filters: Filters) -> dict[str, list[Named]]:
    """Gather the dates that reports name, by their EDTF, each with the reports that do in their order."""
    found: dict[str, list[Named]] = {}
    for report in reports:
        marks = ground.marks(report)
        own: dict[str, list[Time]] = {}
        for time in marks.times:
            if (
                time.type is TimeType.DATE
                and time.edtf
                and _tells(ground, report, time)
                and _wanted(time, marks, filters)
            ):
                own.setdefault(time.edtf, []).append(time)
        for edtf, times in own.items():
            found.setdefault(edtf, []).append(Named(report, tuple(times)))
    return found


def _tells(ground: Ground, report: str, time: Time) -> bool:
    """Tell whether a date's sentence says anything of it: a page's date line does not."""
    whole = ground.marks(report).sentence_at(time.span.start)
    if whole is None or _states(ground.stored(report), time):
        return False
    return len(scan.atoms(whole.of(ground.text(report))).words) >= _WORDS


def _states(stored: StoredReport, time: Time) -> bool:
    """Tell whether a date is the page's own, by which it states when it was published."""
    published = stored.own or stored.published
    return published.basis in (Basis.METADATA, Basis.STATED) and any(
        why.report is None and why.span.overlaps(time.span) for why in published.because
    )


def _wanted(time: Time, marks: Marks, filters: Filters) -> bool:
    """Tell whether a date is within what the brief is limited to."""
    assert time.edtf is not None
    day = PartialDate(time.edtf)
    if filters.since is not None and day.latest < filters.since.earliest:
        return False
    if filters.until is not None and day.earliest > filters.until.latest:
        return False
    if filters.actor is None:
        return True
    sentence = marks.sentence_at(time.span.start)
    wanted = filters.actor.casefold()
    return sentence is not None and any(wanted in m.name.casefold() for m in marks.mentions_in(sentence))


def _after(left_out: int) -> tuple[Line, ...]:
    if left_out <= 0:
        return ()
    told = Draft().count(left_out, "left_out")
    return (told.fixed(wording.DATES_LEFT_OUT).line(),)

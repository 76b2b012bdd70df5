"""The brief: a page on which every line leads to the passages that it rests on.

Sections make lines; the gate lets through those that their passages bear out; the rest is refused,
counted and listed. Nothing here depends on the clock or on the order in which reports were read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from standoff.desk.base import Filters
from standoff.model.partial_date import PartialDate
from standoff.model.record import AgendaRecord, FigureRecord, Statement
from standoff.views import phrase, wording
from standoff.views.dates import Dates
from standoff.views.draft import Draft
from standoff.views.figures import Figures
from standoff.views.gate import Gate
from standoff.views.ground import Ground
from standoff.views.occasions import Occasions
from standoff.views.opening import Opening, reports_section
from standoff.views.page import Brief, BriefOptions, Group, Refused, Section
from standoff.views.sources import Sources, shown_date
from standoff.views.statements import Statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standoff.desk.base import Desk, StoredReport
    from standoff.views.page import Line

__all__ = ["Brief", "BriefOptions", "build_brief"]

TITLE = "Where the parties stand"


def build_brief(desk: Desk, options: BriefOptions = BriefOptions()) -> Brief:  # noqa: B008 (it is frozen)
    """Build the brief of a desk.

    Args:
        desk: what was read.
        options: title, limits and lengths.

    Returns:
        The brief with its footnotes numbered. Lines that the gate refused are in `Brief.refused`.

    Raises:
        GroundingError: when a passage of a record is not what its report says.
    """
    ground, filters = Ground(desk), options.filters
    # What limits entries by their own date or by who is named in them does not limit what was read.
    whole = Filters(as_of=filters.as_of, publisher=filters.publisher, undated=filters.undated)
    stored = list(desk.reports(whole))
    sources = Sources(ground, stored)
    as_of = options.as_of or filters.as_of or latest(stored)
    records = list(desk.records(("statement", "figure", "agenda"), filters))
    statements = [record for record in records if isinstance(record, Statement)]
    figures = [record for record in records if isinstance(record, FigureRecord)]
    agenda = [record for record in records if isinstance(record, AgendaRecord)]
    sections = [
        Statements(ground, sources, options.statements).section(statements),
        Occasions(ground, sources, options.agenda).section(agenda, as_of),
        Figures(ground, sources, options.figures).section(figures),
        Dates(ground, sources, options.dates).section([item.report.id for item in stored], filters, as_of),
        reports_section(sources, stored),
    ]
    opening = Opening(ground, sources, stored).lines(filters, statements)
    check = _Check(Gate(ground, _asked(filters)))
    rests_on = check.lines("opening", opening)
    passed = tuple(check.section(section) for section in sections)
    brief = Brief(
        title=options.title or TITLE,
        as_of=as_of.edtf if as_of else None,
        rests_on=rests_on,
        sections=passed,
        sources=sources.all,
        refused=tuple(check.refused),
        closing=check.closing(),
    )
    return brief.numbered()


def latest(stored: Iterable[StoredReport]) -> PartialDate | None:
    """Give the latest known publication date; one known to the day before one that is vaguer.

    Of a date that was worked out to some days, that is the likeliest of them.
    """
    known = [item.published for item in stored if item.published.date is not None]
    dates = [PartialDate(shown_date(published)[1]) for published in known]
    return max(dates, key=lambda d: (d.is_day, d.earliest, d.latest, d.edtf), default=None)


class _Check:
    """Takes lines through the gate and keeps what it refuses."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.refused: list[Refused] = []

    def lines(self, section: str, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Give the lines that may stand."""
        return tuple(line for line in lines if self._passes(section, line))

    def section(self, section: Section) -> Section:
        """Give a section with the lines that may stand.

        A group whose heading is refused is refused whole: its lines would stand under nobody, or under
        the group before it.
        """
        groups = []
        for group in section.groups:
            kept = self.lines(section.id, group.lines)
            heading = group.heading
            if heading is not None and not self._passes(section.id, heading):
                self.refused += [
                    Refused(
                        section.id, line.plain, ("heading: the heading of this line was refused",), line.notes
                    )
                    for line in kept
                ]
                continue
            if kept:
                groups.append(Group(heading, kept))
        intro, after = self.lines(section.id, section.intro), self.lines(section.id, section.after)
        return replace(section, groups=tuple(groups), intro=intro, after=after)

    def closing(self) -> tuple[Line, ...]:
        """Say how many lines were refused."""
        count = len(self.refused)
        draft = Draft()
        if count:
            draft.count(count, "refused").fixed(wording.REFUSED[count > 1]).fixed(wording.WHY_REFUSED)
        else:
            draft.fixed(wording.NONE_REFUSED)
        return self.lines("closing", [draft.line()])

    def _passes(self, section: str, line: Line) -> bool:
        faults = self._gate.faults(line)
        if faults:
            self.refused.append(Refused(section, line.plain, faults, line.notes))
        return not faults


def _asked(filters: Filters) -> Sequence[str]:
    dates = [day.edtf for day in (filters.as_of, filters.since, filters.until) if day is not None]
    return [
        *dates,
        *(phrase.spoken(day) for day in dates),
        *(x for x in (filters.actor, filters.publisher) if x),
    ]

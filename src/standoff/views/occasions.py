"""The agenda in a brief: one line an occasion, with the passages of every report that announces it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.model.codebook import AgendaStatus, Review
from standoff.model.partial_date import PartialDate
from standoff.model.record import EvidenceRole
from standoff.model.span import Span
from standoff.views import phrase, scan, wording
from standoff.views.draft import Draft
from standoff.views.page import Derived, Group, Rule, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standoff.model.annotation import Agenda
    from standoff.model.record import AgendaRecord
    from standoff.views.ground import Ground
    from standoff.views.page import Line, Passage
    from standoff.views.sources import Sources

_NAMED = 6
"""Parties that a line names."""
_OVER = frozenset({AgendaStatus.HELD, AgendaStatus.CANCELLED})


class Occasions:
    """Makes the section."""

    def __init__(self, ground: Ground, sources: Sources, limit: int) -> None:
        """Make it of these reports, with at most `limit` lines."""
        self._ground = ground
        self._sources = sources
        self._limit = limit

    def section(self, records: Sequence[AgendaRecord], as_of: PartialDate | None) -> Section:
        """Put the occasions in the order of their dates, those that are over by `as_of` apart."""
        kept = [record for record in records if record.review is not Review.REJECTED]
        over = [record for record in kept if _is_over(record, as_of)]
        ahead = [record for record in kept if record not in over]
        shown_ahead = ahead[: self._limit]
        shown_over = over[max(len(over) - (self._limit - len(shown_ahead)), 0) :]
        groups = []
        for heading, shown in zip(wording.AGENDA_HEADINGS, (shown_ahead, shown_over), strict=True):
            if shown:
                lines = tuple(_Line(self._ground, self._sources, record).made() for record in shown)
                groups.append(Group(Draft().fixed(heading).line(), lines))
        intro = () if kept else (Draft().fixed(wording.NO_AGENDA).line(),)
        left_out = len(kept) - len(shown_ahead) - len(shown_over)
        more = Draft().count(left_out, "left_out").fixed(wording.AGENDA_LEFT_OUT).line()
        return Section("agenda", "Agenda", tuple(groups), intro, (more,) if left_out > 0 else ())


def _is_over(record: AgendaRecord, as_of: PartialDate | None) -> bool:
    if record.status in _OVER:
        return True
    return as_of is not None and record.date is not None and PartialDate(record.date).latest < as_of.latest


class _Line:
    """Makes the line of one occasion."""

    def __init__(self, ground: Ground, sources: Sources, record: AgendaRecord) -> None:
        self._ground = ground
        self._sources = sources
        self._record = record
        self._draft = Draft()
        self._told = [ground.passage(evidence) for evidence in record.evidence]
        self._marked = list(self._occasions())

    def made(self) -> Line:
        """Say when, what, who, where, how far it has come, and how many independent texts say so."""
        record, draft = self._record, self._draft
        if record.date is not None:
            self._give("date", phrase.spoken(record.date), record.date)
        else:
            draft.fixed(wording.NO_DAY)
        draft.fixed(": ")
        self._give("occasion", record.occasion, record.occasion)
        self._names(" — ", record.parties[:_NAMED], EvidenceRole.PARTY)
        self._names(", in ", (record.place,) if record.place else (), EvidenceRole.PLACE)
        draft.fixed("; ")
        self._give("status", record.status.value, record.status.value)
        draft.fixed(", ").count(record.families, "texts")
        draft.fixed(wording.INDEPENDENT[record.families > 1])
        if record.review is Review.CORRECTED:
            draft.fixed(" (corrected by a person)")
        reports = dict.fromkeys(passage.report for passage in self._told)
        for report in sorted(reports, key=self._sources.place):
            draft.cite(*(passage for passage in self._told if passage.report == report)).note(record.id)
        return draft.line()

    def _occasions(self) -> Iterator[tuple[Passage, Agenda]]:
        """Give what is marked at the passages that name the occasion, the last said first."""
        for step in reversed(self._record.history):
            for agenda in self._ground.marks(step.report).agenda:
                if agenda.span == step.span:
                    yield self._ground.cut(step.report, step.span, EvidenceRole.OCCASION.value), agenda

    def _give(self, field: str, shown: str, value: str) -> None:
        """Add words that an occasion marked in a report has, else those that a person gave it."""
        at, agenda = next(
            ((at, agenda) for at, agenda in self._marked if getattr(agenda, field) == value), (None, None)
        )
        if at is None or agenda is None:
            self._draft.given(Derived(rule=Rule.DECISION, shown=shown, field=self._record.id))
            return
        words, times = "", []
        if field == "date":
            marks = self._ground.marks(at.report)
            times = [marks.times_by_id[name] for name in agenda.times if name in marks.times_by_id]
            words = " … ".join(phrase.fold(time.span.of(self._ground.text(at.report))) for time in times)
            for time in times:
                self._draft.cite(*self._sources.day(at.report, time)[1])
        self._draft.cite(at).given(
            Derived(
                rule=Rule.OCCASION,
                shown=shown,
                report=at.report,
                at=at,
                field=field,
                value=value,
                words=words,
            )
        )

    def _names(self, before: str, names: Sequence[str], role: EvidenceRole) -> None:
        """Add the names that a passage gives; others are left to `standoff show`."""
        for name in names:
            at = next((p for p in self._told if p.role == role.value and self._stands_for(name, p)), None)
            at = at or next((p for p in self._told if self._stands_for(name, p)), None)
            if at is None and self._record.review is Review.CORRECTED:
                derived = Derived(rule=Rule.DECISION, shown=name, field=self._record.id)
            elif at is None:
                continue
            else:
                derived = Derived(rule=Rule.NAME, shown=name, report=at.report, words=at.quote, at=at)
                self._draft.cite(at)
            self._draft.fixed(before).given(derived)
            before = ", "

    def _stands_for(self, name: str, passage: Passage) -> bool:
        if scan.Cited([passage.quote]).says(scan.plain(name)):
            return True
        inside = self._ground.marks(passage.report).mentions_in(Span(passage.start, passage.end))
        return any(mention.name == name for mention in inside)

"""How lines name the reports, people and dates that they rest on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from standoff.model.codebook import Basis, Review
from standoff.model.span import Span
from standoff.views import phrase, scan
from standoff.views.page import Derived, Passage, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.desk.base import StoredReport
    from standoff.model.annotation import Mention, Time
    from standoff.model.record import Record
    from standoff.model.report import Published
    from standoff.views.draft import Draft
    from standoff.views.ground import Ground

PUBLISHED = "published"
"""What the anchor of a time is when it is counted from the report's date; also a passage's role."""

HOW = {
    Basis.METADATA: "came with the report",
    Basis.STATED: "stated on the page",
    Basis.INFERRED: "worked out from what the reports say",
    Basis.UNKNOWN: "not known",
}
"""How a publication date is known."""

REASON = "reason"
"""The role of a passage that a date worked out rests on."""
REASONS = 2
"""Reasons that a line gives for a date that it names in passing; the list of reports has all."""

_ABOUT = 31
"""Days: where a date is known to no more than this, its likeliest day stands for it, as "about" that day."""
_SAID = 60
"""Code points of a passage beside what it was taken to say."""
_TITLE = 48
"""Code points of an outlet's name or a title where it stands for its report."""


class Sources:
    """The reports of a brief, in their order, and how to name them."""

    def __init__(self, ground: Ground, stored: Sequence[StoredReport]) -> None:
        """Label the reports in the order given."""
        self._ground = ground
        self._place = {item.report.id: number for number, item in enumerate(stored)}
        self.all = tuple(_source(item, number) for number, item in enumerate(stored, 1))

    def place(self, report: str) -> int:
        """Give a report's place in the order of reports; those not listed come last."""
        return self._place.get(report, len(self._place))

    def told_in(self, draft: Draft, report: str) -> None:
        """Name a report by its outlet and date, as "Northern Star, 3 May 2031"."""
        self.outlet(draft, report)
        draft.fixed(", ")
        self.dated(draft, report)

    def outlet(self, draft: Draft, report: str) -> None:
        """Name a report by its publisher, else by its title."""
        found = self._ground.stored(report).report
        if found.publisher:
            draft.given(_field(report, "publisher", phrase.cut(found.publisher, _TITLE)))
        elif found.title:
            draft.fixed("the report “")
            draft.given(_field(report, "title", phrase.cut(found.title, _TITLE))).fixed("”")
        else:
            draft.fixed("an untitled report")

    def dated(self, draft: Draft, report: str) -> None:
        """Give a report's publication date, or say that it is undated."""
        published = self._ground.stored(report).published
        if published.date is None:
            draft.fixed("undated")
            return
        draft.given(self.publication(report)).cite(*self.stating(report, REASONS))
        if published.basis is Basis.INFERRED:
            draft.fixed(" (worked out)")

    def publication(self, report: str) -> Derived:
        """Declare a report's publication date, which must be known."""
        published = self._ground.stored(report).published
        assert published.date is not None
        shown, edtf = shown_date(published)
        how = HOW[published.basis]
        return Derived(rule=Rule.PUBLISHED, shown=shown, report=report, value=edtf, note=how)

    def reasoned(self, report: str) -> Derived:
        """Declare a publication date with all that was taken to say it, for its footnote."""
        derived, published = self.publication(report), self._ground.stored(report).published
        if published.basis is not Basis.INFERRED:
            return derived
        said = [
            f"“{phrase.cut(passage.quote, _SAID)}”: {why.says}"
            for passage, why in zip(self.stating(report), published.because, strict=True)
        ]
        assert published.date is not None
        within = "" if published.date.is_day else f"{phrase.spoken(published.date.edtf)}, "
        sure = f"{within}confidence {published.confidence:.2f}"
        return replace(derived, note="; ".join([f"{derived.note} ({sure})", *said]))

    def stating(self, report: str, limit: int | None = None) -> list[Passage]:
        """Cut the passages that a publication date rests on; of one that was worked out, so many at most."""
        published = self._ground.stored(report).published
        worked_out = published.basis is Basis.INFERRED
        because = published.because[:limit] if worked_out else published.because
        role = REASON if worked_out else PUBLISHED
        return [self._ground.cut(why.report or report, why.span, role) for why in because]

    def day_of(self, record: Record, edtf: str, near: Span) -> tuple[Derived, list[Passage]]:
        """Declare the day of a record by the nearest time expression that resolves to it.

        Where there is none, or a person corrected the record and the expression is not the record's own,
        the declaration is that a person decided so.
        """
        report = record.evidence[0].report
        times = [time for time in self._ground.marks(report).times if time.edtf == edtf]
        found = min(times, key=lambda time: (_gap(time.span, near), time.span), default=None)
        if found is None or (record.review is Review.CORRECTED and _gap(found.span, near) > 0):
            shown = phrase.spoken(edtf)
            return Derived(rule=Rule.DECISION, shown=shown, report=report, field=record.id), []
        return self.day(report, found)

    def day(self, report: str, time: Time) -> tuple[Derived, list[Passage]]:
        """Declare what a time expression of a report resolves to.

        Returns:
            The derivation and the passages that it rests on.
        """
        assert time.edtf is not None
        at = self._ground.cut(report, time.span, "time")
        passages, note = [at], "as the words say"
        if time.anchor == PUBLISHED:
            passages += self.stating(report, REASONS)
            published = self._ground.stored(report).published
            day = shown_date(published)[0] if published.date else "unknown"
            note = f"counted from the report's date, {day}, which {_clause(published)}"
        elif time.anchor is not None:
            base = self._ground.marks(report).times_by_id.get(time.anchor)
            if base is not None:
                anchor = self._ground.cut(report, base.span, "time")
                passages.append(anchor)
                note = f"counted from “{phrase.fold(anchor.quote)}”"
        shown = phrase.spoken(time.edtf)
        return Derived(
            rule=Rule.DATE, shown=shown, report=report, words=at.quote, at=at, value=time.edtf, note=note
        ), passages

    def name(
        self, shown: str, record: Record, near: Span, cited: Sequence[Passage]
    ) -> tuple[Derived, list[Passage]]:
        """Declare whom a name in a record's fields comes from.

        The record's own passages are looked at first, those that name the source before the others;
        then the nearest mention in its report that stands for the name; last a person's decision. When
        nothing gives it, the derivation says so, and the gate will refuse the line.

        Args:
            shown: the name.
            record: the record that has it among its fields.
            near: where in the report the record stands.
            cited: the record's passages.
        """
        report = record.evidence[0].report
        own = sorted(
            (p for p in cited if p.role in ("source", "speaker", "cue", "value") and p.report == report),
            key=lambda p: ("source", "speaker", "cue", "value").index(p.role),
        )
        at = next((p for p in own if scan.Cited([p.quote]).says(scan.plain(shown))), None)
        at = at or next((p for p in own if self._stands_for(shown, p)), None)
        if at is None:
            found = [m for m in self._ground.marks(report).mentions if m.name == shown]
            nearest = min(found, key=lambda m: (abs(m.span.start - near.start), m.span), default=None)
            at = self._ground.cut(report, nearest.span, "speaker") if nearest else None
        words = (
            next((p.quote for p in own if p.role == "source"), "")
            if shown in getattr(record, "speaker", ())
            else ""
        )
        if at is None and record.review is Review.CORRECTED:
            return Derived(rule=Rule.DECISION, shown=shown, report=report, field=record.id), []
        derived = Derived(rule=Rule.NAME, shown=shown, report=report, words=words, at=at)
        return derived, [at] if at is not None else []

    def is_source(self, name: str, cited: Sequence[Passage]) -> bool:
        """Tell whether the words that name a source stand for a name."""
        return any(self._stands_for(name, passage) for passage in cited if passage.role == "source")

    def _stands_for(self, shown: str, passage: Passage) -> bool:
        inside = self._ground.marks(passage.report).mentions_in(Span(passage.start, passage.end))
        return any(mention.name == shown for mention in inside)

    def linked(self, mention: Mention, report: str, shown: str) -> tuple[Derived, Passage]:
        """Declare a name, country or office that a mention stands for."""
        at = self._ground.cut(report, mention.span, "mention")
        return Derived(rule=Rule.NAME, shown=shown, report=report, words=at.quote, at=at), at


def shown_date(published: Published) -> tuple[str, str]:
    """Say when a report was published, which must be known, and give the same in EDTF.

    Of a date that was worked out to some days, that is the likeliest of them.
    """
    date = published.date
    assert date is not None
    within = (date.latest - date.earliest).days
    day = (published.value or "")[: len("2031-03-14")]
    if published.basis is Basis.INFERRED and 0 < within <= _ABOUT and day not in ("", date.edtf):
        return f"about {phrase.spoken(day)}", day
    return phrase.spoken(date.edtf), date.edtf


def _clause(published: Published) -> str:
    verb = (
        ""
        if published.basis is Basis.METADATA
        else "is "
        if published.basis is not Basis.INFERRED
        else "was "
    )
    return verb + HOW[published.basis]


def _field(report: str, field: str, shown: str) -> Derived:
    return Derived(rule=Rule.FIELD, shown=shown, report=report, field=field)


def _source(stored: StoredReport, number: int) -> Source:
    report, published = stored.report, stored.published
    title = f"“{phrase.cut(report.title, _TITLE)}”" if report.title else None
    name = phrase.cut(report.publisher, _TITLE) if report.publisher else title or report.id
    dated = shown_date(published)[0] if published.date else "undated"
    return Source(report.id, f"R{number}", name, dated)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)

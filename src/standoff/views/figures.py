"""The section of figures, what is counted in the same unit side by side."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.codebook import Review
from standoff.model.partial_date import PartialDate
from standoff.model.span import Span
from standoff.views import phrase, scan, wording
from standoff.views.draft import Draft
from standoff.views.page import Derived, Group, Kind, Line, Rule, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from standoff.model.record import FigureRecord
    from standoff.views.ground import Ground
    from standoff.views.page import Passage
    from standoff.views.sources import Sources

_SENTENCE = 200
"""Code points of the sentence that a figure stands in, around the figure."""
_IN_WORDS = 12
"""A number in words up to this needs no digits beside it."""
_FORCES, _PERSONS, _SHARES, _VOTES, _MEASURES, _MONEY, _OTHER = wording.FIGURE_HEADINGS
_CLASSES = {
    "force": _FORCES, "weapon": _FORCES, "casualty": _PERSONS, "people": _PERSONS, "share": _SHARES,
    "vote": _VOTES, "document": _VOTES, "distance": _MEASURES, "measure": _MEASURES,
}  # fmt: skip
_PEOPLE = frozenset(("person", "man", "woman", "child"))


@cache
def _classes() -> Mapping[str, str]:
    """Give the class of every unit; of counted nouns it is the one in ``figure_nouns.tsv``."""
    found = {row["noun"]: row["class"] for row in rows("figure_nouns")}
    found.update({row["unit"]: "measure" for row in rows("units")})
    found.update(dict.fromkeys(("%", "percentage point", "fraction"), "share"))
    found.update(dict.fromkeys(_PEOPLE, "people"))
    return found


def heading_of(unit: str | None) -> str:
    """Give the heading that a unit stands under.

    >>> heading_of("soldier"), heading_of("%"), heading_of("EUR"), heading_of("crown")
    ('Forces and arms', 'Shares', 'Money', 'Other counts')
    """
    if unit is None:
        return _OTHER
    if len(unit) == 3 and unit.isascii() and unit.isupper():
        return _MONEY
    return _CLASSES.get(_classes().get(unit, ""), _OTHER)


class Figures:
    """Makes the section."""

    def __init__(self, ground: Ground, sources: Sources, limit: int) -> None:
        """Make it of these reports, with at most `limit` lines."""
        self._ground = ground
        self._sources = sources
        self._limit = limit

    def section(self, records: Iterable[FigureRecord]) -> Section:
        """Put the figures of one kind under one heading, each unit together."""
        entries = self._entries(record for record in records if record.review is not Review.REJECTED)
        left_out = max(len(entries) - self._limit, 0)
        groups = []
        for heading in wording.FIGURE_HEADINGS:
            lines = tuple(
                self._line(same) for same in entries[: self._limit] if heading_of(same[0][0].unit) == heading
            )
            if lines:
                groups.append(Group(Draft().fixed(heading).line(), lines))
        intro = () if entries else (Draft().fixed(wording.NO_FIGURES).line(),)
        after: tuple[Line, ...] = ()
        if left_out:
            told = Draft().count(left_out, "left_out")
            after = (told.fixed(wording.FIGURES_LEFT_OUT).line(),)
        return Section("figures", "Figures", tuple(groups), intro, after)

    def _entries(self, records: Iterable[FigureRecord]) -> list[list[list[FigureRecord]]]:
        """Give what each line shows: figures of one sentence in one unit, in every report that has them."""
        together: dict[object, list[FigureRecord]] = {}
        for record in sorted(records, key=lambda r: (r.evidence[0].report, r.evidence[0].span, r.id)):
            whole = self._whole(record)
            together.setdefault((record.evidence[0].report, whole or record.id, record.unit), []).append(
                record
            )
        # What most is counted of stands first: that is where reports differ.
        often = Counter(found[0].unit for found in together.values())
        same: dict[object, list[list[FigureRecord]]] = {}
        for found in sorted(together.values(), key=lambda found: self._order(found[0], often)):
            first = found[0]
            whole = self._whole(first)
            sentence = self._ground.cut(first.evidence[0].report, whole, "context").quote if whole else ""
            values = tuple((r.value, r.low, r.high, r.holder, r.as_of, r.review) for r in found)
            same.setdefault((scan.plain(sentence) or first.id, first.unit, values), []).append(found)
        return list(same.values())

    def _whole(self, record: FigureRecord) -> Span | None:
        """Find the sentence that a figure stands in, unless the figure is all of it."""
        span = record.evidence[0].span
        whole = self._ground.marks(record.evidence[0].report).sentence_at(span.start)
        return whole if whole is not None and whole.holds(span) and len(whole) - len(span) > 2 else None

    def _order(self, record: FigureRecord, often: Mapping[str | None, int]) -> tuple[object, ...]:
        heading = wording.FIGURE_HEADINGS.index(heading_of(record.unit))
        value = next((v for v in (record.value, record.low, record.high) if v is not None), 0)
        first = record.evidence[0]
        kind = (heading, -often[record.unit], (record.unit or "").casefold(), self._day(record), float(value))
        return (*kind, self._sources.place(first.report), first.report, first.span, record.id)

    def _day(self, record: FigureRecord) -> str:
        if record.as_of is not None:
            return PartialDate(record.as_of).earliest.isoformat()
        published = self._ground.stored(record.evidence[0].report).published.date
        return published.earliest.isoformat() if published is not None else "9999"

    def _line(self, same: Sequence[Sequence[FigureRecord]]) -> Line:
        """Write a line: the figures, whose, of when, and the sentence that they stand in."""
        found, draft = same[0], Draft()
        for number, record in enumerate(found):
            draft.fixed("; " if number else "")
            self._figure(draft, record)
        report = found[0].evidence[0].report
        draft.fixed(" — ")
        self._sources.told_in(draft, report)
        if any(record.review is Review.CORRECTED for record in found):
            draft.fixed(" (corrected by a person)")
        self._sentence(draft, found)
        draft.note(*(record.id for record in found))
        for again in same[1:]:
            draft.fixed(" — also in ")
            self._sources.told_in(draft, again[0].evidence[0].report)
            draft.cite(*(self._ground.passage(evidence) for record in again for evidence in record.evidence))
            draft.note(*(record.id for record in again))
        return draft.line()

    def _figure(self, draft: Draft, record: FigureRecord) -> None:
        cited = [self._ground.passage(evidence) for evidence in record.evidence]
        span = record.evidence[0].span
        draft.cite(*cited).words(phrase.fold(cited[0].quote), Kind.FIGURE)
        self._amount(draft, record, cited[0])
        if record.holder is not None:
            draft.fixed(", of ")
            derived, passages = self._sources.name(record.holder, record, span, cited)
            draft.given(derived).cite(*passages)
        if record.as_of is not None:
            draft.fixed(", as of ")
            derived, passages = self._sources.day_of(record, record.as_of, span)
            draft.given(derived).cite(*passages)

    def _amount(self, draft: Draft, record: FigureRecord, at: Passage) -> None:
        """Give the amount in digits where the text has it in words, or a person corrected it."""
        amounts = [v for v in (record.low, record.high) if v is not None]
        amounts = [record.value] if record.value is not None else amounts
        in_text = any(c.isdigit() for c in at.quote)
        corrected = record.review is Review.CORRECTED
        if not amounts or (in_text and not corrected) or (max(amounts) <= _IN_WORDS and not corrected):
            return
        draft.fixed(" (")
        for number, amount in enumerate(amounts):
            draft.fixed(" to " if number else "")
            shown = f"{amount:,}"
            if corrected:
                draft.given(Derived(rule=Rule.DECISION, shown=shown, report=at.report, field=record.id))
            else:
                draft.given(
                    Derived(
                        rule=Rule.VALUE, shown=shown, report=at.report, words=at.quote, at=at, value=shown
                    )
                )
        draft.fixed(")")

    def _sentence(self, draft: Draft, found: Sequence[FigureRecord]) -> None:
        """Show the sentence that the figures stand in."""
        whole = self._whole(found[0])
        if whole is None:
            return
        report = found[0].evidence[0].report
        text, span = (
            self._ground.text(report),
            Span(found[0].evidence[0].span.start, found[-1].evidence[0].span.end),
        )
        span = span if whole.holds(span) and len(span) < _SENTENCE else found[0].evidence[0].span
        before = phrase.lead_in(text[whole.start : span.start], _SENTENCE // 2)
        after = phrase.lead_out(text[span.end : whole.end], _SENTENCE - len(before))
        draft.fixed(": ").words(before + phrase.fold(span.of(text)) + after)
        draft.cite(self._ground.cut(report, whole, "context"))

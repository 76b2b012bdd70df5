"""What the reports tie to a day, a month or a year, in order: what was and what is to come apart.

Dated are statements by the day on which they were said, figures by the day as of which they hold,
occasions of the agenda, and sentences that name a day that had come when they were written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from standoff.desk.base import Filters
from standoff.model.codebook import AgendaStatus, Review, Tense
from standoff.model.partial_date import PartialDate
from standoff.model.record import AgendaRecord, FigureRecord, Statement
from standoff.views import phrase
from standoff.views.dates import days_named
from standoff.views.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standoff.desk.base import Desk
    from standoff.model.annotation import Time
    from standoff.model.record import Record
    from standoff.model.span import Span
    from standoff.views.ground import Marks
    from standoff.views.page import Passage
    from standoff.views.tables import Row

TIMELINE_COLUMNS = (
    "band", "date", "kind", "text", "status", "id", "reports", "passages", "report", "start", "end", "quote",
)  # fmt: skip
TIMELINE_TABLE = ("band", "date", "kind", "text", "report", "start", "end")

_DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[^/]*)?(?:/[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[^/]*)?)?")
_SENTENCE = 240
"""Code points of a sentence."""


class Band(StrEnum):
    """Where a timeline puts an item: days first, then what is known less exactly."""

    PAST = "past"
    ANNOUNCED = "announced"
    ABOUT_PAST = "past, imprecise"
    ABOUT_ANNOUNCED = "announced, imprecise"

    @classmethod
    def of(cls, edtf: str, *, announced: bool) -> Band:
        """Choose the band of a date.

        >>> Band.of("2031-03-09/2031-03-10", announced=True).value, Band.of("2031-21", announced=False).value
        ('announced', 'past, imprecise')
        """
        if is_to_the_day(edtf):
            return cls.ANNOUNCED if announced else cls.PAST
        return cls.ABOUT_ANNOUNCED if announced else cls.ABOUT_PAST


def is_to_the_day(edtf: str) -> bool:
    """Tell whether a date is a day or an interval of days, with nothing uncertain about it.

    >>> [is_to_the_day(d) for d in ("2031-03-09", "2031-03", "2031-03-09/..", "2031-03-09~")]
    [True, False, False, False]
    """
    return _DAYS.fullmatch(edtf) is not None and edtf[-1] not in "?~%"


@dataclass(frozen=True, slots=True)
class Item:
    """Something dated.

    Attributes:
        date: EDTF.
        kind: the kind of the record, or ``passage``.
        text: what is dated: a record's gist, or the sentence.
        status: of an occasion, how far it has come; else None.
        record: the record's id; None for a sentence.
        passages: at least one, each as its report says it.
    """

    band: Band
    date: str
    kind: str
    text: str
    status: str | None
    record: str | None
    passages: tuple[Passage, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports it rests on, sorted."""
        return tuple(sorted({passage.report for passage in self.passages}))


def timeline(desk: Desk, filters: Filters) -> list[Item]:
    """Gather everything dated, band by band, each in the order of its dates.

    Raises:
        GroundingError: when a passage of a record is not what its report says.
    """
    ground = Ground(desk)
    items = [
        item
        for record in desk.records(("statement", "figure", "agenda"), filters)
        if record.review is not Review.REJECTED and (item := _of_record(ground, record)) is not None
    ]
    items.extend(_Sentences(ground, filters).items(desk))
    bands = list(Band)
    return sorted(items, key=lambda item: (bands.index(item.band), *_place(item)))


def _place(item: Item) -> tuple[object, ...]:
    date = PartialDate(item.date)
    first = item.passages[0]
    return (date.earliest, date.latest, item.date, item.kind, first.report, first.start, item.record or "")


def _of_record(ground: Ground, record: Record) -> Item | None:
    """Date a record; None when it has no date of its own, or one that no calendar has."""
    status = None
    match record:
        case Statement(said=str(date)):
            announced = False
        case FigureRecord(as_of=str(date)):
            announced = _is_after(date, ground, record.evidence[0].report)
        case AgendaRecord(date=str(date)):
            # What was to be is no more than that until a report says that it was.
            announced = record.status is not AgendaStatus.HELD
            status = record.status.value
        case _:
            return None
    if _dated(date) is None:
        return None
    passages = tuple(dict.fromkeys(ground.passage(evidence) for evidence in record.evidence))
    band = Band.of(date, announced=announced)
    return Item(band, date, record.kind, phrase.fold(record.gist), status, record.id, passages)


def _dated(edtf: str) -> PartialDate | None:
    try:
        return PartialDate(edtf)
    except ValueError:
        return None


def _is_after(edtf: str, ground: Ground, report: str) -> bool:
    """Tell whether a date lies after its report was published."""
    date, published = _dated(edtf), ground.stored(report).published.date
    return date is not None and published is not None and date.earliest > published.latest


class _Sentences:
    """Gathers the sentences that name a day that had come."""

    def __init__(self, ground: Ground, filters: Filters) -> None:
        self._ground = ground
        self._filters = filters

    def items(self, desk: Desk) -> Iterator[Item]:
        """Give an item a sentence and day; sentences that copies share are one."""
        limits = self._filters
        whole = Filters(as_of=limits.as_of, publisher=limits.publisher, undated=limits.undated)
        reports = [stored.report.id for stored in desk.reports(whole)]
        days = days_named(self._ground, reports, limits)
        for edtf, named in days.items():
            same: dict[str, list[Passage]] = {}
            for one in named:
                for passage in self._passages(one.report, one.times, edtf):
                    same.setdefault(phrase.fold(passage.quote).casefold(), []).append(passage)
            for passages in same.values():
                text = phrase.middle(passages[0].quote, _SENTENCE)
                yield Item(Band.of(edtf, announced=False), edtf, "passage", text, None, None, tuple(passages))

    def _passages(self, report: str, times: Iterable[Time], edtf: str) -> Iterator[Passage]:
        marks = self._ground.marks(report)
        done: set[Span] = set()
        for time in times:
            sentence = marks.sentence_at(time.span.start)
            if sentence is None or sentence in done or not self._had_come(report, time, edtf):
                continue
            done.add(sentence)
            yield self._ground.cut(report, sentence, "context")

    def _had_come(self, report: str, time: Time, edtf: str) -> bool:
        """Tell whether a day had come when the report was written."""
        if _is_after(edtf, self._ground, report) or _is_planned(time, self._ground.marks(report)):
            return False
        # Where publication does not tell, the words around a day tell on which side of it they stand.
        published, date = self._ground.stored(report).published.date, PartialDate(edtf)
        is_before = published is not None and date.latest <= published.latest
        return is_before or time.tense is not Tense.FUTURE


def _is_planned(time: Time, marks: Marks) -> bool:
    """Tell whether a time is that of an occasion which was to be: the agenda has it."""
    planned = (agenda for agenda in marks.agenda if agenda.status is not AgendaStatus.HELD)
    return any(marks.times_by_id.get(name) == time for agenda in planned for name in agenda.times)


def timeline_rows(items: Iterable[Item]) -> Iterator[Row]:
    """Give items as rows of `TIMELINE_COLUMNS`, each with the first passage it rests on."""
    for item in items:
        first = item.passages[0]
        yield {
            "band": item.band.value,
            "date": item.date,
            "kind": item.kind,
            "text": item.text,
            "status": item.status,
            "id": item.record,
            "reports": list(item.reports),
            "passages": [f"{p.report}:{p.start}-{p.end}" for p in item.passages],
            "report": first.report,
            "start": first.start,
            "end": first.end,
            "quote": first.quote,
        }

"""What the lines of a brief stand on: the desk's reports and what is marked on them, read once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from standoff.errors import GroundingError
from standoff.model.annotation import Agenda, Attribution, Figure, Mention, Sentence, Time
from standoff.model.codebook import Layer
from standoff.views.page import Passage

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from standoff.desk.base import Desk, SetAside, StoredReport
    from standoff.model.annotation import Marked
    from standoff.model.record import Evidence, Record, Reject
    from standoff.model.span import Span

_KEPT = 1_000
"""Reports whose marks are kept at hand, some 70 kB each: a brief asks for those of one many times over."""
_READ = (Layer.SENTENCE, Layer.ATTRIBUTION, Layer.MENTION, Layer.TIME, Layer.FIGURE, Layer.AGENDA)


@dataclass(slots=True)
class Marks:
    """What is marked on one report, each kind in text order.

    Attributes:
        attributions: by id.
        times_by_id: the times by id, since one can be counted from another.
    """

    sentences: list[Span] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    agenda: list[Agenda] = field(default_factory=list)
    attributions: dict[str, Attribution] = field(default_factory=dict)
    times_by_id: dict[str, Time] = field(default_factory=dict)

    @classmethod
    def of(cls, marked: Sequence[Marked]) -> Marks:
        """Sort out the annotations of one report."""
        marks = cls()
        for item in marked:
            match item.annotation:
                case Sentence():
                    marks.sentences.append(item.annotation.span)
                case Mention() if item.annotation.tells_who:
                    marks.mentions.append(item.annotation)
                case Time():
                    marks.times.append(item.annotation)
                    marks.times_by_id[item.id] = item.annotation
                case Figure():
                    marks.figures.append(item.annotation)
                case Agenda():
                    marks.agenda.append(item.annotation)
                case Attribution():
                    marks.attributions[item.id] = item.annotation
                case _:
                    pass
        return marks

    def sentence_at(self, position: int) -> Span | None:
        """Find the sentence that holds a code point."""
        at = bisect_right(self.sentences, position, key=lambda span: span.start) - 1
        return self.sentences[at] if at >= 0 and position < self.sentences[at].end else None

    def mentions_in(self, span: Span) -> list[Mention]:
        """Give the mentions that begin inside a span."""
        first = bisect_left(self.mentions, span.start, key=lambda mention: mention.span.start)
        last = bisect_left(self.mentions, span.end, key=lambda mention: mention.span.start)
        return self.mentions[first:last]


class Ground:
    """Reports and their marks, read from a desk when first asked for."""

    def __init__(self, desk: Desk) -> None:
        """Read nothing yet."""
        self._desk = desk
        self._reports: dict[str, StoredReport] = {}
        self._marks: dict[str, Marks] = {}
        self._asides: list[SetAside] | None = None
        self._rejects: list[Reject] | None = None

    def stored(self, report: str) -> StoredReport:
        """Get a report.

        Raises:
            GroundingError: when the desk has none of this id.
        """
        if report not in self._reports:
            found = self._desk.report(report)
            if found is None:
                raise GroundingError(f"report {report}: an entry rests on it, and the desk does not hold it")
            self._reports[report] = found
        return self._reports[report]

    def text(self, report: str) -> str:
        """Get a report's text. Raises as `stored` does."""
        return self.stored(report).report.text

    def marks(self, report: str) -> Marks:
        """Get what is marked on a report."""
        if report not in self._marks:
            while len(self._marks) >= _KEPT:
                del self._marks[next(iter(self._marks))]
            self._marks[report] = Marks.of(self._desk.annotations(report, _READ))
        return self._marks[report]

    def record(self, record: str) -> Record | None:
        """Get a record as decisions leave it."""
        return self._desk.record(record)

    def asides(self) -> list[SetAside]:
        """List what could not be read."""
        if self._asides is None:
            self._asides = self._desk.asides()
        return self._asides

    def rejects(self) -> list[Reject]:
        """List what stages gave up."""
        if self._rejects is None:
            self._rejects = list(self._desk.rejects())
        return self._rejects

    def kept(self, field: str) -> Collection[str]:
        """Give every place or reason of what was set aside, or every reason of rejects."""
        if field == "reject":
            return {reject.reason for reject in self.rejects()}
        return (
            {getattr(aside, field) for aside in self.asides()}
            if field in ("where", "reason", "detail")
            else ()
        )

    def cut(self, report: str, span: Span, role: str) -> Passage:
        """Cut a passage out of a report's text.

        Raises:
            GroundingError: when it reaches past the end of the text.
        """
        text = self.text(report)
        if span.end > len(text):
            raise GroundingError(
                f"report {report}: the passage {span.start}:{span.end} reaches past its end at {len(text)}"
            )
        return Passage(report, span.start, span.end, span.of(text), role)

    def passage(self, evidence: Evidence) -> Passage:
        """Cut a record's passage again.

        Raises:
            GroundingError: when the text does not say there what the record says it does.
        """
        passage = self.cut(evidence.report, evidence.span, evidence.role.value)
        if passage.quote != evidence.quote:
            raise GroundingError(
                f"report {evidence.report}: at {passage.start}:{passage.end} stands {passage.quote[:60]!r}, "
                f"not {evidence.quote[:60]!r}; read the report again"
            )
        return passage

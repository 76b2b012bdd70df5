"""What a desk keeps: entries that cannot be made without a passage to rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from standoff.errors import GroundingError
from standoff.model.codebook import AgendaStatus, Modifier, Review, Wording
from standoff.model.report import Report, sha256
from standoff.model.span import Span


class EvidenceRole(StrEnum):
    """What a passage contributes to its record."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    VALUE = "value"
    SPEAKER = "speaker"
    OCCASION = "occasion"
    PARTY = "party"
    PLACE = "place"
    TIME = "time"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a report that a record rests on. Made with `Evidence.of`, which checks it."""

    report: str
    role: EvidenceRole
    span: Span
    quote: str

    @classmethod
    def of(cls, report: Report, role: EvidenceRole, span: Span) -> Evidence:
        """Cut the passage out of the report's text.

        Raises:
            GroundingError: when the span reaches past the end of the text.
        """
        if span.end > len(report.text):
            raise GroundingError(
                f"report {report.id}: the passage {span.start}:{span.end} reaches past "
                f"its {len(report.text)} characters"
            )
        return cls(report.id, role, span, span.of(report.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An entry of the desk.

    Attributes:
        gist: one line that says it, made of the record's own fields and quoted words.
        date: EDTF; when it was said, was so, or happened. None when not known.
        reports: ids of the reports that carry it, copies too, sorted.
        families: the number of independent texts among them, as far as known.
        evidence: at least one passage.
        annotation: id of the annotation it was made from.

    Raises:
        GroundingError: when there is no evidence.
    """

    kind: ClassVar[str]
    id: str
    gist: str
    date: str | None
    reports: tuple[str, ...]
    families: int
    evidence: tuple[Evidence, ...]
    annotation: str
    review: Review = Review.PROPOSED

    def __post_init__(self) -> None:
        if not self.evidence:
            raise GroundingError(f"record {self.id}: no passage to rest on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """Who said what.

    Attributes:
        words: the quoted words, each part as it stands in the text.
        wording: whether those words can be the speaker's own.
    """

    kind: ClassVar[str] = "statement"
    speaker: tuple[str, ...]
    via: tuple[str, ...]
    addressee: tuple[str, ...]
    said: str | None
    words: str
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord(Record):
    """A quantity and what it counts; fields as in `annotation.Figure`."""

    kind: ClassVar[str] = "figure"
    value: float | int | None
    low: float | int | None
    high: float | int | None
    unit: str | None
    modifier: Modifier | None
    of: str | None
    holder: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaStep:
    """What one report says of an occasion.

    Attributes:
        report, span, quote: the passage that says so.
        status: how far the occasion has come, by it.
        date: EDTF; when the occasion is or was to be, by it.
        said: EDTF; when the report that says so was published, None when unknown.
    """

    report: str
    span: Span
    quote: str
    status: AgendaStatus
    date: str | None
    said: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRecord(Record):
    """An announced occasion; fields as in `annotation.Agenda`.

    Attributes:
        history: what was said of it, in the order in which it was said; the last holds.
    """

    kind: ClassVar[str] = "agenda"
    occasion: str
    parties: tuple[str, ...]
    entities: tuple[str, ...]
    place: str | None
    status: AgendaStatus
    announced_by: tuple[str, ...]
    history: tuple[AgendaStep, ...]


RECORDS: dict[str, type[Record]] = {kind.kind: kind for kind in (Statement, FigureRecord, AgendaRecord)}
"""The dataclass of each kind of record."""


@dataclass(frozen=True, slots=True)
class Reject:
    """What could not be grounded, kept and counted with its reason.

    Attributes:
        report: the report's id.
        stage: the stage that gave it up.
        reason: a short stable phrase.
        span: where in the text.
        quote: what stands there, cut to 200 characters.
    """

    report: str
    stage: str
    reason: str
    span: Span
    quote: str


def record_id(kind: str, annotation_id: str, report_id: str) -> str:
    """Make the id of a record that one annotation of one report gives.

    >>> record_id("statement", "att-1", "rep-1") == record_id("statement", "att-1", "rep-1")
    True
    """
    return f"{kind}-{sha256(chr(31).join([kind, annotation_id, report_id]))[:16]}"

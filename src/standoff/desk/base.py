"""What a desk can do, whatever it is stored in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from standoff.model.codec import dumps
from standoff.model.report import Published, RawItem, Report, sha256

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from standoff.errors import ReportError
    from standoff.model.analysis import Analysis
    from standoff.model.annotation import Marked
    from standoff.model.codebook import Layer
    from standoff.model.partial_date import PartialDate
    from standoff.model.record import Record, Reject
    from standoff.model.span import Span


PARTIES = ("speaker", "via", "addressee", "holder", "toward", "forecaster", "actors", "recipients", "parties")
"""The fields of records that name actors."""


ACROSS = ("agenda",)
"""The kinds of records that are made across reports: in listings they stand for what one report says."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a listing is limited to; None limits nothing.

    Attributes:
        as_of: only reports, and entries of reports, whose publication may lie on or before its last day.
            A record made across reports is cut to what those say.
        since: only entries whose date may lie on or after its first day. An entry's date is the
            record's own, or else its report's publication.
        until: only entries whose date may lie on or before its last day.
        actor: only entries that name this actor (part of a name, letters of either case): among the
            parties of a record (see `PARTIES`), or in a mention inside the sentence or the report.
        publisher: only reports of this publisher (part of its name, letters of either case).
        undated: whether entries with no date at all stay in when a date limit is given.
    """

    as_of: PartialDate | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    actor: str | None = None
    publisher: str | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the desk keeps it.

    Attributes:
        published: when it was published, as far as all reports of the desk together show.
        where: every place it was read from, sorted.
        encoding: the encoding its bytes were read with.
        made_by: the fingerprint of the pipeline that read it.
        own: when it was published by its own account, where `published` is another; else None.
    """

    report: Report
    published: Published
    where: tuple[str, ...]
    encoding: str
    made_by: str = ""
    own: Published | None = None


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """What could not be read, and why; the fields are those of `errors.ReportError`."""

    where: str
    reason: str
    detail: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds what was searched for.

    Attributes:
        every_word: whether it holds all of it. When no sentence does, the hits are the sentences that
            hold any of it in reports that hold all of it.
    """

    report: str
    span: Span
    quote: str
    every_word: bool = True


class Verb(StrEnum):
    """What a person can decide."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CORRECT = "correct"
    SAME = "same"
    NOT_SAME = "not-same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on one or more entries.

    Attributes:
        targets: ids of what it is about; two or more for ``same`` and ``not-same``.
        who: the person, as they call themselves.
        at: when, in ISO 8601.
        field: of a correction, the key of the record whose value was wrong.
        value: of a correction, the right value, as the key's value in JSON.
        note: why.
        seq: its place among all decisions of its desk, from 1; 0 until it is on one.
    """

    verb: Verb
    targets: tuple[str, ...]
    who: str
    at: str
    field: str | None = None
    value: object = None
    note: str | None = None
    seq: int = 0

    @property
    def id(self) -> str:
        """A hash of everything but its place."""
        parts = [self.verb.value, list(self.targets), self.who, self.at, self.field, self.value, self.note]
        return f"dec-{sha256(dumps(parts))[:16]}"


@dataclass(frozen=True, slots=True)
class KeptClues:
    """What dating needs to know of a report.

    Attributes:
        made_by: what made it, with versions; another maker's is not used.
        body: one line of JSON, which only dating reads.
    """

    made_by: str
    body: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is committed of one report, in one transaction.

    Attributes:
        analysis: the report with its annotations.
        records: what was assembled from them.
        raw: the bytes it came from, kept when the text was extracted out of them (HTML).
        where: the place it was read from.
        encoding: the encoding its bytes were read with.
        clues: what dating needs to know of it; made when needed where it is None.
    """

    analysis: Analysis
    records: tuple[Record, ...]
    where: str
    encoding: str
    raw: RawItem | None = None
    clues: KeptClues | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What collation needs to know of a report.

    Attributes:
        report: its id.
        own: when it was published by its own account.
        across: the date that the last collation laid over that; None where it laid none.
        clues: what dating knows of it; None where the desk does not have it.
    """

    report: str
    text_sha256: str
    own: Published
    across: Published | None
    clues: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another id of a record made across reports.

    Attributes:
        passages: report, start and end of each passage that it rested on when it was a record's own id,
            by which it finds the record that is its heir.
    """

    id: str
    passages: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A record made across reports, as machines made it.

    Attributes:
        uid: the first id that it had on this desk, by which calendars know it.
        born: counts uids in the order in which they were given.
        aliases: its other ids: those it had before, and those of the entries it was made of.
    """

    record: Record
    uid: str
    born: int
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation:
    """What is found across all reports of a desk; replaces what was found before.

    Attributes:
        made_by: what found it, with versions.
        published: of each report whose date is not its own, the date that holds.
        redated: of each report whose date differs from that of the collation before, those of its records
            that this date changes, as it makes them. Others stay as they are.
        merged: the records made across reports.
        clues: what dating knows of reports whose clues the desk did not have yet.
    """

    made_by: str
    published: Mapping[str, Published] = field(default_factory=dict)
    redated: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    merged: tuple[Record, ...] = ()
    clues: Mapping[str, KeptClues] = field(default_factory=dict)


class Desk(Protocol):
    """The store of one crisis.

    What the machine asserts (annotations, records, rejects) is replaced by a new reading of the same
    report; what is found across reports, by a new collation; what people decide is only ever added to.
    The latter two are laid over the assertions when they are read.
    All listings come in a fixed order that does not depend on the order of reading.
    """

    def has(self, report_id: str, made_by: str) -> bool:
        """Tell whether a report is there as this version of the pipeline reads it."""
        ...

    def commit(self, reading: Reading, made_by: str) -> None:
        """Put one reading in, in one transaction; the same reading again changes nothing.

        Another reading of the same report replaces what machines said of it. What was set aside of the
        same place no longer is.

        Args:
            reading: the report with all that was made of it.
            made_by: the pipeline's fingerprint: every stage with its version.

        Raises:
            GroundingError: when a span or quote is not in the text.
            ReportError: when it holds characters that UTF-8 has no bytes for.
        """
        ...

    def add_place(self, report_id: str, where: str) -> None:
        """Note a further place that a known report was read from."""
        ...

    def set_aside(self, error: ReportError) -> None:
        """Keep what could not be read, with its reason; replaces what was said of the same place."""
        ...

    def reports(self, filters: Filters | None = None) -> Iterator[StoredReport]:
        """List the reports by the likeliest day of publication, undated last, then by id."""
        ...

    def report(self, report_id: str) -> StoredReport | None:
        """Get one report."""
        ...

    def annotations(self, report_id: str, layers: Collection[Layer] = ()) -> list[Marked]:
        """List a report's annotations in text order; of all layers when none is named.

        Where collation found the report's date, what counts from it is resolved by that.
        """
        ...

    def own_annotations(self, report_id: str) -> list[Marked]:
        """List a report's annotations as its own reading made them."""
        ...

    def records(self, kinds: Collection[str] = (), filters: Filters | None = None) -> Iterator[Record]:
        """List records as decisions leave them, by date, undated last, then report and place."""
        ...

    def record(self, record_id: str) -> Record | None:
        """Get one record as decisions leave it, by its id or another id that it has or had."""
        ...

    def assertions(self, report_id: str) -> list[Record]:
        """List a report's records as its own reading made them, in the order in which it did."""
        ...

    def redated(self, report_id: str) -> dict[str, Record]:
        """Give those of a report's records that the date found by collation changes, by id."""
        ...

    def known(self, made_by: str) -> Iterator[Known]:
        """Give what collation needs to know of each report, by id; of the clues only those of `made_by`."""
        ...

    def parts(self) -> Iterator[Record]:
        """List what single reports say of the kinds that are merged across reports, by id.

        Each is as the date that holds makes it, whatever people decided.
        """
        ...

    def collated_by(self) -> str | None:
        """Tell what made the collation that is there; None when reports have changed since."""
        ...

    def collate(self, collation: Collation) -> None:
        """Put what was found across reports in the place of what was found before, in one transaction.

        Records keep their other ids and their uid: an id that is no record's own any more becomes an
        alias of the record that has most of its passages, and goes with the last of them.

        Raises:
            GroundingError: when a passage is not in its report's text.
        """
        ...

    def merged(self) -> Iterator[Merged]:
        """List the records made across reports as machines made them, by id."""
        ...

    def restore(self, collation: Collation, merged: Collection[Merged]) -> None:
        """Take over what was found across the reports of another desk, ids and all, in one transaction.

        What is there already stays. Unless `collation` is of all reports that are there, which the caller
        says by its `made_by`, the next collation makes one of both.

        Args:
            collation: what another desk had; its `merged` is not read. An empty `made_by`: not of all.
            merged: the records made across reports, with their other ids.

        Raises:
            GroundingError: when a passage is not in its report's text.
        """
        ...

    def raw(self, report_id: str) -> RawItem | None:
        """Get the bytes that a report's text was extracted from, where they were kept."""
        ...

    def rejects(self, report_id: str | None = None) -> Iterator[Reject]:
        """List what stages gave up, by report and place; of one report when it is named."""
        ...

    def decide(self, decision: Decision, *, replayed: bool = False) -> Decision:
        """Add a decision; the same decision again changes nothing.

        Args:
            decision: what a person decided; its `seq` does not matter.
            replayed: whether it comes from another desk, so that it is taken as it is, even where the
                record it corrects has changed since.

        Returns:
            The decision with the place it has.

        Raises:
            UsageError: when a correction names a key that its record has not, or a value that the key
                cannot have; when a verb lacks what it needs.
        """
        ...

    def decisions(self) -> Iterator[Decision]:
        """List what people decided, in the order in which they did."""
        ...

    def asides(self) -> list[SetAside]:
        """List what was set aside, sorted."""
        ...

    def search(self, query: str, limit: int, filters: Filters | None = None) -> list[Hit]:
        """Find sentences that hold every word, or "phrase in quotation marks", of a query.

        A word with ``-`` before it must not be there; one with ``*`` after it stands for all that
        begin so. Case and accents make no difference. Hits come in the order of `reports`, then of the
        text. When no sentence holds all of it, see `Hit.every_word`.

        Raises:
            UsageError: when the query has no word to look for, or too many.
        """
        ...

    def problems(self) -> Iterator[str]:
        """Check every span of every annotation and record against its text; one line a fault."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...

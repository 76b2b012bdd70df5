"""A report: what was read, its frozen text, and when it was published as far as that is known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from standoff.model.codebook import Basis
from standoff.model.partial_date import PartialDate
from standoff.model.span import Span


def sha256(text: str) -> str:
    """Name a text by the SHA-256 of its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class RawItem:
    """What was found before anything was read out of it.

    Attributes:
        data: the bytes of the file, or of the JSON row's line.
        where: the file, or the file and line, as the person named it; never part of an identity.
        media_type: ``text/plain``, ``text/markdown``, ``text/html`` or ``application/json``.
    """

    data: bytes
    where: str
    media_type: str

    @property
    def id(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Because:
    """A passage that a publication date rests on, and what it was taken to say.

    Attributes:
        report: the id of the report it stands in; None for the report that is dated.
        quote: the words of a passage that stands in another report.
    """

    span: Span
    says: str
    report: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published, how that is known and how surely.

    Attributes:
        date: None when unknown.
        value: the date as an ISO 8601 date or date-time, as given; None when unknown.
        confidence: 0 to 1; 0 when unknown.
        because: the passages it rests on; none for a date that came with the report.
        note: what the reader of a brief should know of it, such as a stated date that differs.
        likely: of an inferred date, the day or two days that stand out; None where none do.
    """

    date: PartialDate | None = None
    value: str | None = None
    basis: Basis = Basis.UNKNOWN
    confidence: float = 0.0
    because: tuple[Because, ...] = ()
    note: str | None = None
    likely: PartialDate | None = None

    @property
    def anchor(self) -> PartialDate | None:
        """What relative times are counted from: the days that stand out, or else all that are possible."""
        return self.likely or self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document read. Its text never changes; everything else points into it.

    Made with `Report.of`, which works out the two identities.

    Attributes:
        id: see `report_id`.
        given_id: the id that it came with, if any.
        title, publisher, author, url: as given with it, else as the text itself states them.
        published_given: the publication date that came with it, unread.
        language: ISO 639-1, or ``und`` when it cannot be told.
        raw_id: the id of the `RawItem` it was read from.
    """

    id: str
    text: str
    text_sha256: str
    given_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published_given: str | None = None
    language: str = "und"
    raw_id: str | None = None

    @classmethod
    def of(cls, text: str, **given: str | None) -> Report:
        """Make a report of a text and of what came with it.

        >>> Report.of("Talks opened.").id == Report.of("Talks opened.", title="Talks").id
        True
        >>> Report.of("Talks opened.", url="https://a.example/1").id == Report.of("Talks opened.").id
        False
        """
        digest = sha256(text)
        identity = report_id(digest, given.get("url"), given.get("publisher"), given.get("given_id"))
        return cls(
            id=identity, text=text, text_sha256=digest, **{k: v for k, v in given.items() if v is not None}
        )


def report_id(text_sha256: str, url: str | None, publisher: str | None, given_id: str | None) -> str:
    """Identify a report by its text and its address, or else by its publisher and given id.

    The same text from two addresses is two reports; the same file read twice, or moved, is one. What
    is found out later (a title, a date, a publisher that the text names) is no part of it.
    """
    parts = ["url", url] if url else ["given", publisher or "", given_id or ""]
    return "rep-" + sha256("\x1f".join([text_sha256, *parts]))[:16]

"""What a brief is made of: sections of groups of lines, each line of pieces that lead to passages.

A piece says where its words come from, so that the gate can hold it to that: words cut out of a report,
words derived from a passage in a way that its footnote declares, or the page's own fixed words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from standoff.desk.base import Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standoff.model.partial_date import PartialDate


CUT = " … "
"""Stands where words of a report were left out."""


ROLES = (
    "content", "value", "occasion", "source", "cue", "speaker", "mention", "party", "place", "status",
    "context", "time", "published", "reason",
)  # fmt: skip
"""What a passage can contribute to a line, in the order in which a footnote gives its passages."""


class Kind(StrEnum):
    """Where the words of a piece come from."""

    FIXED = "fixed"
    """The page's own words, from the closed list of `standoff.views.wording`."""
    WORDS = "words"
    """A report's words, outside quotation marks."""
    QUOTED = "quoted"
    """A report's words, which the page puts between quotation marks."""
    FIGURE = "figure"
    """A report's words for a quantity."""
    DERIVED = "derived"
    """Words that no report need have: a linked name, a resolved date, a count, a field."""
    NOTE = "note"
    """A footnote's mark; has no words."""


class Rule(StrEnum):
    """How words that a passage does not hold follow from it."""

    NAME = "name"
    """A name, country or office: what a mention in the text stands for."""
    DATE = "date"
    """What a time expression in the text resolves to."""
    OCCASION = "occasion"
    """What an occasion marked in the text is, when it is, or how far it has come."""
    VALUE = "value"
    """What the words of a figure amount to."""
    PUBLISHED = "published"
    """The report's publication date."""
    FIELD = "field"
    """What came with a report or its page states: publisher, title, author, address, id."""
    COUNT = "count"
    """A number of entries of the desk."""
    KEPT = "kept"
    """What the desk keeps of what it could not read: a place, a reason."""
    ASKED = "asked"
    """What the brief was asked to be limited to."""
    DECISION = "decision"
    """What a person corrected a record to."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a report, as the report's text has it.

    Attributes:
        role: what it contributes, one of `ROLES`.
    """

    report: str
    start: int
    end: int
    quote: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Words of a line that follow from a passage without standing in it.

    Attributes:
        shown: the words as they stand in the line.
        report: the report that they come from; None for counts.
        words: the words of the text that they stand for, such as a pronoun; may be empty.
        at: the passage that gives them; None for fields, counts and decisions.
        field: the field or count that gives them; a record's id for decisions.
        value: what they say in the record's own notation (EDTF, a number); empty when nothing else.
        note: what else a reader should know of it.
    """

    rule: Rule
    shown: str
    report: str | None = None
    words: str = ""
    at: Passage | None = None
    field: str = ""
    value: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the passages that a line, or a part of it, rests on.

    Attributes:
        records: the ids of the desk's records that say so, which `standoff show` shows.
        number: its place in the brief, from 1; 0 until the brief is put together.
    """

    passages: tuple[Passage, ...] = ()
    derived: tuple[Derived, ...] = ()
    records: tuple[str, ...] = ()
    number: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether a reader is given it: counts and fields alone speak for themselves."""
        return bool(self.passages)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one kind.

    Attributes:
        note: the footnote; only on its mark.
        derived: what the words follow from; only on derived words.
    """

    kind: Kind
    text: str
    note: Note | None = None
    derived: Derived | None = None

    @property
    def plain(self) -> str:
        """The words as they stand in the line, with the marks that the page puts round them."""
        return f"“{self.text}”" if self.kind is Kind.QUOTED else self.text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the brief.

    Attributes:
        label: what footnotes call it; empty but for the reports read.
    """

    pieces: tuple[Piece, ...]
    label: str = ""

    @property
    def plain(self) -> str:
        """The line's words, without the marks of its footnotes."""
        return "".join(piece.plain for piece in self.pieces)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The footnotes, in the order of their marks."""
        return tuple(piece.note for piece in self.pieces if piece.note is not None)

    def numbered(self, first: int) -> Line:
        """Number the footnotes that are shown, from `first`."""
        pieces = []
        for piece in self.pieces:
            if piece.note is None or not piece.note.is_shown:
                pieces.append(piece)
                continue
            pieces.append(replace(piece, note=replace(piece.note, number=first)))
            first += 1
        return Line(tuple(pieces), self.label)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading; None for none."""

    heading: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief.

    Attributes:
        id: names it in links.
        intro: what a reader should know before reading it.
        after: what was left out of it.
    """

    id: str
    title: str
    groups: tuple[Group, ...]
    intro: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A report as footnotes name it.

    Attributes:
        label: ``R1``, ``R2`` ..., its place in this brief's list of reports.
        name: its publisher, else its title, else its id.
        dated: its publication date as a reader says it, or ``undated``.
    """

    id: str
    label: str
    name: str
    dated: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that the gate did not let through."""

    section: str
    plain: str
    faults: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief.

    Attributes:
        as_of: EDTF of the latest known publication, or as asked for; None when nothing is dated.
        rests_on: the lines that open it: what it rests on and what it does not know.
        sources: the reports that it rests on, in the order of their labels.
        refused: what the gate kept out.
        closing: what is said of that.
    """

    title: str
    as_of: str | None
    rests_on: tuple[Line, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    refused: tuple[Refused, ...] = ()
    closing: tuple[Line, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Give every line in the order of reading."""
        yield from self.rests_on
        for section in self.sections:
            yield from section.intro
            for group in section.groups:
                yield from [group.heading] if group.heading else []
                yield from group.lines
            yield from section.after
        yield from self.closing

    def numbered(self) -> Brief:
        """Number the footnotes in the order of reading, from 1."""
        first = 1

        def number(lines: Iterable[Line]) -> tuple[Line, ...]:
            nonlocal first
            done = []
            for line in lines:
                done.append(line.numbered(first))
                first += sum(note.is_shown for note in line.notes)
            return tuple(done)

        def group_numbered(group: Group) -> Group:
            heading = number([group.heading])[0] if group.heading else None
            return Group(heading, number(group.lines))

        rests_on = number(self.rests_on)
        sections = []
        for section in self.sections:
            intro = number(section.intro)
            groups = tuple(group_numbered(group) for group in section.groups)
            sections.append(replace(section, intro=intro, groups=groups, after=number(section.after)))
        return replace(self, rests_on=rests_on, sections=tuple(sections), closing=number(self.closing))


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What a brief is asked to be.

    Attributes:
        title: None for "Where the parties stand".
        as_of: the day it is taken to be written; None for the latest known publication date.
        statements: at most this many lines of one speaker, the latest kept.
        figures: at most this many lines of figures.
        dates: at most this many lines of dates.
        agenda: at most this many occasions.
    """

    title: str | None = None
    filters: Filters = field(default_factory=Filters)
    as_of: PartialDate | None = None
    statements: int = 40
    figures: int = 200
    dates: int = 60
    agenda: int = 60

"""How a statement's words stand in a line: alone, or in the reporter's sentence they are a piece of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model.codebook import Style
from standoff.model.span import Span
from standoff.views import phrase, scan
from standoff.views.page import CUT, Kind, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from standoff.model.record import Statement
    from standoff.views.draft import Draft
    from standoff.views.ground import Ground

_QUOTED = 280
"""Code points of a quotation in a line; its footnote has the whole."""
_AROUND = 220
"""Code points of a sentence around the quotations that are pieces of it."""
_ONE_LINE = 420
"""Code points that the quotations of one line may have together, when several stand side by side."""
_APART = 160
"""Code points between two quotations of one speaker that still stand side by side."""
_TOO_SHORT = 24
"""A shorter quotation than this says too little without the sentence that it stands in."""
_TRAILING = " ,"
"""What a quotation loses at its end: the comma that led over to the reporter's words."""
_MARKS = "\"“”„«»‘’'`"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with what a line about it needs.

    Attributes:
        style: how its words stand in the report; None when its annotation is not there.
        contents: the quoted words.
        cited: all its passages.
        span: from the first to the last of those that the attribution is made of.
        key: what it is grouped by: the speakers' ids, else their names.
    """

    record: Statement
    style: Style | None
    contents: tuple[Passage, ...]
    cited: tuple[Passage, ...]
    span: Span
    key: tuple[str, ...]

    @property
    def report(self) -> str:
        """The report that carries it."""
        return self.record.evidence[0].report

    @property
    def source(self) -> str:
        """The words that name the source."""
        return CUT.join(phrase.fold(p.quote) for p in self.cited if p.role == "source")

    @property
    def is_piece(self) -> bool:
        """Whether the quoted words are a piece of the reporter's sentence."""
        return self.style is Style.MIXED

    def stands_beside(self, other: Said) -> bool:
        """Tell whether the other comes so soon after this one that one line can hold both."""
        mine, its = self.record, other.record
        same = (mine.said, mine.via, mine.addressee, mine.wording) == (
            its.said,
            its.via,
            its.addressee,
            its.wording,
        )
        close = 0 <= other.contents[0].start - self.contents[-1].end <= _APART
        return same and self.report == other.report and close


def said_of(ground: Ground, record: Statement) -> Said:
    """Gather what a line about a statement needs, its passages cut again.

    Raises:
        GroundingError: when a passage is not what its report says.
    """
    cited = tuple(ground.passage(evidence) for evidence in record.evidence)
    contents = tuple(p for p in cited if p.role == "content") or cited[:1]
    marked = ground.marks(cited[0].report).attributions.get(record.annotation)
    own = [p for p in cited if p.role in ("content", "source", "cue")] or list(cited)
    span = Span(min(p.start for p in own), max(p.end for p in own))
    linked = (
        marked is not None
        and marked.speaker == record.speaker
        and len(marked.entities) == len(marked.speaker)
    )
    key = marked.entities if linked and marked is not None else record.speaker
    return Said(record, marked.style if marked else None, contents, cited, span, tuple(sorted(key)))


def runs(group: Sequence[Said], order: dict[str, int]) -> Iterator[list[Said]]:
    """Put together the quotations of one speaker that one line can hold.

    Args:
        group: the speaker's statements, sorted.
        order: the place of every record among those of all speakers, so that nothing that another
            person said is passed over.
    """
    held: list[Said] = []
    size = 0
    for said in group:
        length = sum(p.end - p.start for p in said.contents)
        follows = held and order[said.record.id] == order[held[-1].record.id] + 1
        if not (follows and held[-1].stands_beside(said) and size + length <= _ONE_LINE):
            if held:
                yield held
            held, size = [], 0
        held.append(said)
        size += length
    if held:
        yield held


def worded(said: Said) -> tuple[str, ...]:
    """Give the quoted words so that those of copies compare equal."""
    return tuple(scan.plain(content.quote).casefold().rstrip(_TRAILING) for content in said.contents)


def same_words(found: Iterable[list[Said]]) -> list[list[list[Said]]]:
    """Put together what several reports give in the same words, as copies do, in the order of the first."""
    by_words: dict[object, list[list[Said]]] = {}
    for run in found:
        first = run[0].record
        words = tuple(worded(said) for said in run)
        source = "" if first.speaker else run[0].source.casefold()
        key = (
            words,
            source,
            first.speaker,
            first.said,
            first.via,
            first.addressee,
            first.wording,
            first.review,
        )
        by_words.setdefault(key, []).append(run)
    return list(by_words.values())


class Quoting:
    """Writes quoted words into lines."""

    def __init__(self, ground: Ground) -> None:
        """Write words of these reports."""
        self._ground = ground

    def parts(self, run: Sequence[Said]) -> Iterator[list[Said]]:
        """Put quotations together that stand in one sentence which is shown for the sake of one of them."""
        held: list[Said] = []
        for said in run:
            together = held and self._whole(held[-1]) == self._whole(said)
            if held and not (together and (held[-1].is_piece or said.is_piece)):
                yield held
                held = []
            held.append(said)
        if held:
            yield held

    def write(self, draft: Draft, part: Sequence[Said], share: int) -> None:
        """Write one part of a line, and cite what it needs beside the record's own passages.

        Args:
            draft: the line.
            part: quotations of one sentence, or one quotation.
            share: into how many parts the line's length is divided.
        """
        alone = sum(p.end - p.start for p in part[0].contents) >= _TOO_SHORT
        if any(said.is_piece for said in part) or (part[0].style is None and not alone):
            self._in_sentence(draft, part)
        else:
            self._alone(draft, part[0], _QUOTED if share == 1 else _ONE_LINE // share)

    def _alone(self, draft: Draft, said: Said, limit: int) -> None:
        room = limit
        for number, content in enumerate(said.contents):
            if room < _TOO_SHORT:
                draft.fixed(" …")
                break
            shown = phrase.cut(content.quote.rstrip(_TRAILING), room)
            if number:
                draft.fixed(" ")
            draft.words(shown, Kind.QUOTED)
            room -= len(shown)

    def _in_sentence(self, draft: Draft, part: Sequence[Said]) -> None:
        """Show pieces in the sentence they stand in, shortened at both ends and between them."""
        text, whole = self._ground.text(part[0].report), self._whole(part[0])
        pieces = [content for said in part for content in said.contents]
        room = _AROUND // (len(pieces) + 1)
        at = whole.start
        for number, piece in enumerate(pieces):
            before = _without_marks(text[at : piece.start], front=number > 0, back=True)
            draft.words(phrase.between(before, room) if number else phrase.lead_in(before, room))
            draft.words(phrase.middle(piece.quote, _QUOTED), Kind.QUOTED)
            at = piece.end
        draft.words(phrase.lead_out(_without_marks(text[at : whole.end], front=True, back=False), room))
        draft.cite(self._ground.cut(part[0].report, whole, "context"))

    def _whole(self, said: Said) -> Span:
        """Find the sentences that a quotation stands in."""
        marks = self._ground.marks(said.report)
        first, last = said.contents[0], said.contents[-1]
        opening, closing = marks.sentence_at(first.start), marks.sentence_at(last.end - 1)
        start = min(opening.start if opening else first.start, first.start)
        return Span(start, max(closing.end if closing else last.end, last.end))


def _without_marks(words: str, *, front: bool, back: bool) -> str:
    """Take off the report's own quotation marks where the page sets its own."""
    if back and words[-1:] in tuple(_MARKS):
        words = words[:-1]
    if front and words[:1] in tuple(_MARKS):
        words = words[1:]
    return words

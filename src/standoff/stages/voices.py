"""Whose words the parts of a report are: the reporter's, a quotation's, or nobody's that could be told."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model.codebook import Style
from standoff.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.model.annotation import Attribution
    from standoff.stages.base import Reading

_NEAR = 8
"""Parts of quotations that may begin between the beginning of one and a place in it."""
_SINGLE = re.compile(r"(?P<opens>(?<!\w)[‘'](?=\w))|(?<=[\w,.!?…])[’'](?!\w)")
_DOUBLE = re.compile(r"(?P<opens>“|(?<!\w)\"(?=\w))|(?<=[\w,.!?…])[”\"]")
_SPACED = re.compile(r"``|''|‘‘|’’")
_FIRST = re.compile(r"(?<!\w)(?:I|[Mm]e|[Mm]y|[Mm]yself)(?!\w)")
_MAX_BLOCKS = 5
"""Paragraphs that a quotation goes on through without a mark before each."""
_OFTEN, _MANY = 0.15, 5
"""The share and the number of sentences with an "I" outside quotations from which the author says it."""
_MAX_NESTED = 500
"""Code points of a quotation inside a quotation."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One speech, or what is not the reporter's for sure.

    Attributes:
        number: of the speech; the reporter's own words have no voice.
        span: the words, or those of them that stand together.
        said: its attribution; None where nobody can be named.
        is_nested: whether it stands inside another's words.
    """

    number: int
    span: Span
    said: Attribution | None = None
    is_nested: bool = False


class Voices:
    """The voices of one report, by place.

    Attributes:
        is_narrated: whether its author says "I".
    """

    def __init__(self, reading: Reading, said: Sequence[Attribution], quoted: Sequence[Span]) -> None:
        """Lay out who speaks where.

        Args:
            reading: the report.
            said: its attributions.
            quoted: its quotations with their marks, disjoint, sorted.
        """
        text = reading.text
        direct = [each for each in said if each.style is not Style.INDIRECT]
        self._said = direct
        self._parts = sorted((part, n) for n, each in enumerate(direct) for part in each.content)
        self._quoted = list(quoted) + _with_spaced_marks(text, reading.blocks, quoted)
        self._quoted.sort()
        self._nested = [inner for outer in self._quoted for inner in _nested(text, outer)]
        stray = [s for s in reading.sentences if self._has_stray_first_person(text, s)]
        # Now and then an "I" outside quotation marks is a quotation that lost them.
        self.is_narrated = len(stray) >= max(_OFTEN * len(reading.sentences), _MANY)
        self._stray = [] if self.is_narrated else stray

    def at(self, position: int) -> Voice | None:
        """Tell whose words stand at a place; None for the reporter's."""
        nested = _holding(self._nested, position)
        if nested is not None:
            return Voice(-3 * nested - 1, self._nested[nested], is_nested=True)
        last = bisect_right(self._parts, position, key=lambda item: item[0].start)
        near = [item for item in self._parts[max(last - _NEAR, 0) : last] if position < item[0].end]
        if near:
            _, number = min(near, key=lambda item: (len(item[0]), item[1]))
            return Voice(number, self._said[number].content.hull(), self._said[number])
        for kind, spans in ((2, self._quoted), (3, self._stray)):
            found = _holding(spans, position)
            if found is not None:
                return Voice(-3 * found - kind, spans[found])
        return None

    def before(self, voice: Voice) -> Voice | None:
        """Give the quotation before one, if nothing but the paragraph's end and a clause parts them."""
        n = bisect_right(self._quoted, voice.span.start, key=lambda span: span.start) - 1
        while n >= 0 and self._quoted[n].end > voice.span.start:
            n -= 1
        return self.at(self._quoted[n].end - 2) if n >= 0 else None

    def _has_stray_first_person(self, text: str, sentence: Span) -> bool:
        return any(
            _holding(self._quoted, match.start()) is None
            for match in _FIRST.finditer(text, sentence.start, sentence.end)
        )


def _holding(spans: Sequence[Span], position: int) -> int | None:
    n = bisect_right(spans, position, key=lambda span: span.start) - 1
    return n if n >= 0 and position < spans[n].end else None


def _with_spaced_marks(text: str, blocks: Sequence[Span], quoted: Sequence[Span]) -> list[Span]:
    """Find quotations between two-character marks with space around them, as corpora set them."""
    found: list[Span] = []
    start, opened = -1, 0
    for number, block in enumerate(blocks):
        if start >= 0 and number - opened > _MAX_BLOCKS:
            found.append(Span(start, blocks[opened].end))
            start = -1
        for mark in _SPACED.finditer(text, block.start, block.end):
            opens = mark[0] in ("``", "‘‘")
            if start >= 0:
                found.append(Span(start, mark.end() if not opens else blocks[opened].end))
                start = -1
            if opens:
                start, opened = mark.start(), number
    if start >= 0:
        found.append(Span(start, blocks[opened].end))
    return [span for span in found if not _overlaps(quoted, span)]


def _overlaps(quoted: Sequence[Span], span: Span) -> bool:
    n = bisect_right(quoted, span.start, key=lambda other: other.start)
    return any(other.overlaps(span) for other in quoted[max(n - 1, 0) : n + 1])


def _nested(text: str, outer: Span) -> list[Span]:
    """Find the quotations inside a quotation: single marks inside double ones, and double inside single."""
    marks = _SINGLE if text[outer.start] in '“"„«`' else _DOUBLE
    found: list[Span] = []
    start: int | None = None
    for mark in marks.finditer(text, outer.start + 1, max(outer.end - 1, outer.start + 1)):
        if mark["opens"] is not None and start is None:
            start = mark.start()
        elif mark["opens"] is None and start is not None:
            if mark.end() - start <= _MAX_NESTED:
                found.append(Span(start, mark.end()))
            start = None
    if start is not None and text[start + 1].isupper() and outer.end - start <= _MAX_NESTED:
        # Its closing mark stands on the wrong side of the outer one, or is missing.
        found.append(Span(start, outer.end))
    return found

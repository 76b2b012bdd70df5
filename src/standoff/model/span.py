"""Half-open ranges of Unicode code points in a frozen text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of code points, `start` included and `end` not; never empty, never negative.

    Raises:
        ValueError: unless ``0 <= start < end``.

    >>> Span(4, 9).of("The alliance")
    'allia'
    >>> len(Span(4, 9)), Span(4, 9).overlaps(Span(9, 12)), Span(0, 12).holds(Span(4, 9))
    (5, False, True)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Slice `text` with this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Move the span by `by` code points, as from a paragraph's offsets to its report's."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Spans:
    """Sorted, disjoint spans: what a discontinuous source, cue or content is made of. May be empty.

    Raises:
        ValueError: when the spans given are not sorted or overlap.

    >>> [tuple(pair) for pair in Spans.of([Span(7, 9), Span(0, 3)]).pairs()]
    [(0, 3), (7, 9)]
    """

    items: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        for left, right in zip(self.items, self.items[1:], strict=False):
            if left.end > right.start:
                raise ValueError(f"spans must be sorted and disjoint: {left} before {right}")

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Spans:
        """Sort spans and join those that overlap or touch."""
        joined: list[Span] = []
        for span in sorted(spans):
            if joined and span.start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        return cls(tuple(joined))

    def __iter__(self) -> Iterator[Span]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def pairs(self) -> list[list[int]]:
        """Give the spans as ``[start, end]`` pairs, the shape that `formats` names."""
        return [[span.start, span.end] for span in self.items]

    def hull(self) -> Span:
        """Give the one span from the first start to the last end.

        Raises:
            ValueError: when there are no spans.
        """
        if not self.items:
            raise ValueError("no spans, so no hull")
        return Span(self.items[0].start, self.items[-1].end)


def trim(text: str, start: int, end: int) -> Span | None:
    """Drop white space from both ends of a range; None when nothing is left.

    >>> trim("  so be it ", 0, 11)
    Span(start=2, end=10)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None

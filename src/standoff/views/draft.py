"""Puts a line together piece by piece, with what its footnotes declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.views.page import ROLES, Derived, Kind, Line, Note, Passage, Piece, Rule
from standoff.views.wording import FIXED

if TYPE_CHECKING:
    from typing import Self


class Draft:
    """A line in the making. What is added goes with the next footnote that is set."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pieces: list[Piece] = []
        self._passages: list[Passage] = []
        self._derived: list[Derived] = []

    @property
    def is_open(self) -> bool:
        """Whether the line so far ends in a word, so that a further word would seem to go with it."""
        said = [piece.plain for piece in self._pieces if piece.plain.strip()]
        return bool(said) and said[-1][-1:].isalnum()

    def fixed(self, text: str) -> Self:
        """Add words of the page's own.

        Raises:
            ValueError: when they are not on the closed list.
        """
        if text not in FIXED:
            raise ValueError(
                f"{text!r} is not among the page's fixed words; add it to standoff.views.wording"
            )
        self._pieces.append(Piece(Kind.FIXED, text))
        return self

    def words(self, text: str, kind: Kind = Kind.WORDS) -> Self:
        """Add a report's words; nothing when there are none."""
        if text:
            self._pieces.append(Piece(kind, text))
        return self

    def given(self, derived: Derived) -> Self:
        """Add words that follow from something, and declare from what."""
        self._pieces.append(Piece(Kind.DERIVED, derived.shown, derived=derived))
        return self.declare(derived)

    def count(self, number: int, what: str) -> Self:
        """Add a number of entries."""
        return self.given(Derived(rule=Rule.COUNT, shown=str(number), field=what))

    def declare(self, *derived: Derived) -> Self:
        """Declare what a footnote should show though the line does not say it."""
        self._derived.extend(d for d in derived if d not in self._derived)
        return self

    def cite(self, *passages: Passage) -> Self:
        """Rest the line on passages."""
        self._passages.extend(p for p in passages if p not in self._passages)
        return self

    def note(self, *records: str) -> Self:
        """Set a footnote's mark for all that was added since the last one."""
        if self._passages or self._derived:
            passages = sorted(self._passages, key=lambda passage: ROLES.index(passage.role))
            note = Note(tuple(passages), tuple(self._derived), records)
            self._pieces.append(Piece(Kind.NOTE, "", note))
            self._passages, self._derived = [], []
        return self

    def line(self, label: str = "") -> Line:
        """Give the line; what no footnote was set for yet gets one."""
        self.note()
        return Line(tuple(self._pieces), label)

"""Holds every line of a brief to the passages that it cites.

The gate does not know how a line was made. It reads the line's words as a reader would and asks of each
name, number, date and further word where it comes from. There are three answers: a cited passage says
it; a derivation that the footnote declares gives it, and the report bears that derivation out; or it is
one of the page's own fixed words, a closed list. A line with a word of any other kind is refused.

Before that, every cited passage is cut out of the report again, and every piece that claims to be a
report's words must stand in one cited passage without a gap, but for the gaps that the line shows; what
the page puts between quotation marks, in one that is given to a source as its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.views import scan
from standoff.views.page import CUT, Kind
from standoff.views.warrant import Warrants
from standoff.views.wording import FIXED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from standoff.views.ground import Ground
    from standoff.views.page import Derived, Line, Note, Piece

_FIXED_WORDS = frozenset(word for phrase in FIXED for word in scan.words(scan.plain(phrase)))
_FIXED_NAMES = frozenset(name for phrase in FIXED for name in scan.atoms(phrase).names)


class Gate:
    """Checks the lines of one brief against the reports of one desk."""

    def __init__(self, ground: Ground, asked: Collection[str] = ()) -> None:
        """Make a gate.

        Args:
            ground: the reports and what was marked on them, against which passages and derivations are
                borne out.
            asked: what the brief was asked to be limited to, which a line may repeat.
        """
        self._ground = ground
        self._warrants = Warrants(ground, asked)

    def faults(self, line: Line) -> tuple[str, ...]:
        """Say what in a line nothing it cites bears out; nothing when the line may stand."""
        notes = line.notes
        faults = [fault for note in notes for fault in self._note_faults(note)]
        passages = [passage for note in notes for passage in note.passages]
        cited = scan.Cited(
            [passage.quote for passage in passages],
            [
                derived.shown
                for note in notes
                for derived in note.derived
                if not self._warrants.fault(derived, note)
            ],
            [passage.quote for passage in passages if passage.role == "content"],
        )
        declared = [derived for note in notes for derived in note.derived]
        faults += [fault for piece in line.pieces for fault in _piece_faults(piece, cited, declared)]
        faults += _word_faults(line.plain, cited)
        return tuple(dict.fromkeys(faults))

    def _note_faults(self, note: Note) -> list[str]:
        """Cut every passage again, and have every derivation borne out."""
        faults = []
        for passage in note.passages:
            start, end, quote = passage.start, passage.end, passage.quote
            if not quote or self._ground.text(passage.report)[start:end] != quote:
                faults.append(
                    f"passage: {quote[:40]!r} is not what report {passage.report} says at {start}:{end}"
                )
        faults += [fault for derived in note.derived if (fault := self._warrants.fault(derived, note))]
        return faults


def _piece_faults(piece: Piece, cited: scan.Cited, declared: Sequence[Derived]) -> list[str]:
    """Hold one piece to what it says it is."""
    if piece.kind in (Kind.WORDS, Kind.QUOTED, Kind.FIGURE):
        stands = cited.quotes if piece.kind is Kind.QUOTED else cited.says
        parts = [scan.plain(part) for part in piece.text.split(CUT.strip())]
        return [f"words: no cited passage says {part[:60]!r}" for part in parts if not stands(part)]
    if piece.kind is Kind.DERIVED:
        mine = piece.derived
        if (
            mine is None
            or mine not in declared
            or mine.shown != piece.text
            or not cited.derives(scan.plain(mine.shown))
        ):
            return [f"derivation: nothing cited gives {piece.text[:60]!r}"]
    if piece.kind is Kind.FIXED and piece.text not in FIXED:
        return [f"fixed words: {piece.text[:60]!r} is not on the list"]
    if piece.kind is Kind.NOTE and piece.text:
        return ["fixed words: a footnote's mark has no words"]
    return []


def _word_faults(plain: str, cited: scan.Cited) -> list[str]:
    """Hold the line's words to its passages, whatever its pieces say they are."""
    found = scan.atoms(plain)
    faults = [
        f"date: no cited passage gives {_shown(date)}" for date in found.dates if not cited.has_date(date)
    ]
    faults += [
        f"number: no cited passage gives {number!r}"
        for number in found.numbers
        if not cited.has_number(number)
    ]
    faults += [
        f"name: no cited passage names {name!r}"
        for name in found.names
        if name not in _FIXED_NAMES and not cited.has_name(name)
    ]
    faults += [
        f"word: no cited passage has {word!r}"
        for word in found.words
        if word not in _FIXED_WORDS and not cited.has_word(word)
    ]
    return faults


def _shown(date: scan.Day) -> str:
    return "-".join("?" if part is None else f"{part:02}" for part in date)

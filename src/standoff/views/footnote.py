"""What a footnote says: its passages by report, and how what they do not say follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.views import phrase, scan
from standoff.views.page import ROLES, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standoff.views.page import Derived, Note, Passage, Source

QUOTE = 300
"""Code points of a passage in a footnote, as a quotation for display may have; JSON has the whole."""

_NAMES = {
    "content": "words", "value": "figure", "speaker": "name", "mention": "name", "context": "sentence",
    "time": "date", "published": "page date", "reason": "reason for the date",
}  # fmt: skip
"""What a reader is told of a passage's role, where the role's own name would say less."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage as a footnote shows it."""

    role: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a footnote cites of one report.

    Attributes:
        label: the report's label in the list of reports.
    """

    label: str
    name: str
    dated: str
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, ready to be set.

    Attributes:
        follows: how what the passages do not say follows from them, one clause each.
    """

    number: int
    places: tuple[Place, ...]
    follows: tuple[str, ...]
    records: tuple[str, ...]


def footnote(note: Note, sources: Sequence[Source]) -> Footnote:
    """Set out a footnote."""
    by_report: dict[str, list[Passage]] = {}
    for passage in note.passages:
        by_report.setdefault(passage.report, []).append(passage)
    named = {source.id: source for source in sources}
    places = []
    for report, passages in by_report.items():
        source = named.get(report)
        shown = tuple(_cited(passages))
        if source is None:
            places.append(Place(report, report, "", shown))
        else:
            places.append(Place(source.label, source.name, source.dated, shown))
    follows = dict.fromkeys(clause for derived in note.derived if (clause := _clause(derived)))
    return Footnote(note.number, tuple(places), tuple(follows), note.records)


def _cited(passages: Sequence[Passage]) -> Iterator[Cited]:
    """Give passages by role and place, those that say the same place twice once."""
    done: set[tuple[int, int]] = set()
    for passage in sorted(passages, key=lambda p: (ROLES.index(p.role), p.start, p.end)):
        if (passage.start, passage.end) not in done:
            done.add((passage.start, passage.end))
            role = _NAMES.get(passage.role, passage.role)
            yield Cited(role, passage.start, passage.end, phrase.excerpt(passage.quote, QUOTE))


def _clause(derived: Derived) -> str | None:
    """Say how words follow; None when there is nothing to say."""
    at, words = derived.at, phrase.cut(derived.words, 80)
    match derived.rule:
        case Rule.NAME if at is not None and not _in(derived.shown, at.quote if not words else derived.words):
            place = f"by the mention at {at.start}–{at.end}"
            return f"“{words or phrase.cut(at.quote, 80)}” → {derived.shown}, {place}"
        case Rule.DATE | Rule.OCCASION if words:
            return f"“{words}” → {derived.value}" + (f", {derived.note}" if derived.note else "")
        case Rule.VALUE:
            return f"“{words}” → {derived.shown}"
        case Rule.PUBLISHED:
            return f"published {derived.shown}: {derived.note}"
        case Rule.DECISION:
            return f"{derived.shown}: corrected by a person"
        case _:
            return None


def _in(shown: str, quote: str) -> bool:
    return scan.Cited([quote]).says(scan.plain(shown))

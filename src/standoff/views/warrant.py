"""Has every derivation borne out by the report that it is said to come from.

What a footnote declares is not taken at its word: a name must be what a mention at the cited passage
stands for, a date what a time expression there resolves to, a field what the report has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from standoff.model.codebook import Basis, Review
from standoff.model.span import Span
from standoff.stages.agenda import agenda_date
from standoff.views import scan
from standoff.views.page import CUT, Passage, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from standoff.model.annotation import Mention
    from standoff.views.ground import Ground
    from standoff.views.page import Derived, Note

FIELDS = ("id", "given_id", "title", "publisher", "author", "url", "language")
"""Fields of a report that a line may show as they are."""

COUNTS = (
    "reports", "texts", "publishers", "languages", "words", "asides", "rejects", "dated", "undated",
    "statements", "left_out", "refused",
)  # fmt: skip
"""What a line may count."""

_OF_OCCASION = ("occasion", "parties", "place", "status")
"""Fields of an occasion that a person may correct."""

_POINT = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class Warrants:
    """Checks derivations against one desk."""

    def __init__(self, ground: Ground, asked: Collection[str] = ()) -> None:
        """Check against these reports, and what the brief was asked to be limited to."""
        self._ground = ground
        self._asked = frozenset(asked)

    def fault(self, derived: Derived, note: Note) -> str | None:  # noqa: PLR0911 (one case a rule)
        """Say why a derivation does not hold; None when it does."""
        if derived.at is not None and _place(derived.at) not in {_place(p) for p in note.passages}:
            return f"derivation: {derived.shown!r} rests on a passage that its footnote does not cite"
        match derived.rule:
            case Rule.NAME:
                return self._name(derived)
            case Rule.DATE:
                return self._date(derived)
            case Rule.OCCASION:
                return self._occasion(derived, note)
            case Rule.VALUE:
                return self._value(derived)
            case Rule.PUBLISHED:
                return self._published(derived, note)
            case Rule.FIELD:
                return self._field(derived)
            case Rule.DECISION:
                return self._decision(derived)
            case Rule.COUNT | Rule.KEPT | Rule.ASKED:
                return self._stated(derived)
            case _:
                assert_never(derived.rule)

    def _stated(self, derived: Derived) -> str | None:
        """Bear out what no passage can give: a count, what was set aside, what the brief was limited to."""
        shown = derived.shown
        if derived.rule is Rule.COUNT:
            holds = derived.field in COUNTS and shown.isdecimal()
        elif derived.rule is Rule.KEPT:
            kept = self._ground.kept(derived.field)
            holds = any(_is_or_begins(scan.plain(shown), scan.plain(value)) for value in kept)
        else:
            holds = shown in self._asked or any(_says(shown, day) for day in self._asked)
        return None if holds else f"derivation: {shown[:60]!r} is no {derived.rule} {derived.field}".rstrip()

    def _name(self, derived: Derived) -> str | None:
        """Bear out a name: the passage has it, or a mention there stands for it."""
        at, shown = derived.at, scan.plain(derived.shown)
        if at is None:
            return f"derivation: no passage gives the name {derived.shown!r}"
        if _has(at.quote, shown):
            return None
        inside = self._ground.marks(at.report).mentions_in(Span(at.start, at.end))
        if any(shown in _stands_for(mention) for mention in inside):
            return None
        return f"derivation: no mention at {at.start}:{at.end} of {at.report} stands for {derived.shown!r}"

    def _date(self, derived: Derived) -> str | None:
        at = derived.at
        if at is not None:
            times = self._ground.marks(at.report).times
            here = any(
                (time.span.start, time.span.end) == (at.start, at.end) and time.edtf == derived.value
                for time in times
            )
            if here and _says(derived.shown, derived.value):
                return None
        return f"derivation: no time expression cited resolves to {derived.shown!r}"

    def _occasion(self, derived: Derived, note: Note) -> str | None:
        """Bear out what an occasion is; of its date, that the times which give it are cited and give it."""
        at, field = derived.at, derived.field
        if at is not None and field in ("occasion", "date", "status"):
            marks = self._ground.marks(at.report)
            here = [a for a in marks.agenda if (a.span.start, a.span.end) == (at.start, at.end)]
            for agenda in here:
                if getattr(agenda, field) != derived.value:
                    continue
                if field != "date":
                    return None if derived.shown == derived.value else self._not_there(derived)
                times = [marks.times_by_id.get(name) for name in agenda.times]
                cited = {_place(passage) for passage in note.passages}
                if (
                    times
                    and all(t is not None and (at.report, t.span.start, t.span.end) in cited for t in times)
                    and agenda_date([t for t in times if t is not None]) == derived.value
                    and _says(derived.shown, derived.value)
                ):
                    return None
        return self._not_there(derived)

    def _not_there(self, derived: Derived) -> str:
        return f"derivation: no occasion cited has the {derived.field} {derived.shown!r}"

    def _value(self, derived: Derived) -> str | None:
        at = derived.at
        if at is not None:
            for figure in self._ground.marks(at.report).figures:
                if (figure.span.start, figure.span.end) != (at.start, at.end):
                    continue
                values = {float(v) for v in (figure.value, figure.low, figure.high) if v is not None}
                if _numbers(derived.shown) and _numbers(derived.shown) <= values:
                    return None
        return f"derivation: no figure cited amounts to {derived.shown!r}"

    def _published(self, derived: Derived, note: Note) -> str | None:
        """Bear out a publication date, and that the passages which state it are cited."""
        if derived.report is None:
            return "derivation: a publication date without its report"
        published = self._ground.stored(derived.report).published
        cited = {_place(passage) for passage in note.passages}
        said = [
            (why.report or derived.report, why.span.start, why.span.end) in cited for why in published.because
        ]
        # Of many reasons for a date that was worked out, a line may give some.
        stated = (any(said) or not said) if published.basis is Basis.INFERRED else all(said)
        days = {published.date.edtf} if published.date is not None else set()
        if published.basis is Basis.INFERRED and published.value:
            days.add(published.value[: len("2031-03-14")])
        right = derived.value in days
        if right and stated and _says(derived.shown, derived.value):
            return None
        return f"derivation: report {derived.report} is not known to be published {derived.shown!r}"

    def _field(self, derived: Derived) -> str | None:
        if derived.report is not None and derived.field in FIELDS:
            value = getattr(self._ground.stored(derived.report).report, derived.field)
            if value is not None and _is_or_begins(scan.plain(derived.shown), scan.plain(value)):
                return None
        field = derived.field or "field"
        return f"derivation: the {field} of report {derived.report} is not {derived.shown[:60]!r}"

    def _decision(self, derived: Derived) -> str | None:
        record = self._ground.record(derived.field)
        if record is not None and record.review is Review.CORRECTED:
            values = [
                getattr(record, name, None)
                for name in (*("speaker", "via", "addressee", "holder", "of", "unit"), *_OF_OCCASION)
            ]
            names = [
                name for value in values for name in (value if isinstance(value, tuple) else (value,)) if name
            ]
            dates = [getattr(record, name, None) for name in ("said", "as_of", "date")]
            amounts = {
                float(v)
                for name in ("value", "low", "high")
                if (v := getattr(record, name, None)) is not None
            }
            shown = _numbers(derived.shown)
            dated = any(date and _says(derived.shown, date) for date in dates)
            if derived.shown in names or dated or (shown and shown <= amounts):
                return None
        return f"derivation: no person's decision gives {derived.shown!r}"


def _is_or_begins(shown: str, value: str) -> bool:
    """Tell whether words are a value, or its first words and the sign that the rest is left out."""
    sign = CUT.strip()
    if shown in (value, sign):
        return True
    kept = shown.removesuffix(sign).rstrip()
    return kept != shown and value.startswith(kept) and not value[len(kept) : len(kept) + 1].isalnum()


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.report, passage.start, passage.end


def _has(quote: str, shown: str) -> bool:
    return scan.Cited([quote]).says(shown)


def _stands_for(mention: Mention) -> Iterable[str]:
    return [scan.plain(name) for name in (mention.name, mention.country_name, mention.office) if name]


def _says(shown: str, edtf: str) -> bool:
    """Tell whether words say the date that a value does: its days, months and years, and no others.

    >>> _says("14 March 2031", "2031-03-14"), _says("15 March 2031", "2031-03-14")
    (True, False)
    """
    days, years, seasons = set(), set(), set()
    for point in edtf.split("/"):
        found = _POINT.match(point)
        if found is None:
            continue
        year, month, day = found.groups()
        if month is None or int(month) > 12:
            years.add(year.replace("X", "0") + ("s" if "X" in year else ""))
            seasons |= {_SEASONS[int(month)]} if month is not None else set()
        else:
            days.add((int(year), int(month), int(day) if day else None))
    read = scan.atoms(shown)
    said = set(_SEASONS.values()) & set(read.words)
    right = set(read.dates) == days and set(read.numbers) == years and said == seasons
    return right and bool(days or years)


def _numbers(shown: str) -> set[float]:
    found = set()
    for number in scan.atoms(shown).numbers:
        try:
            found.add(float(number.strip("$€£¥₴₽₹₺¢%").replace(",", "")))
        except ValueError:
            return set()
    return found

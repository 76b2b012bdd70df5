"""What a report's own words tell of when it was written: the evidence that dating works on.

A clue is a passage with what it says in a form that can be tried against any day (`stages.dating.daylight`).
Clues are gathered from the text and its annotations alone, are light, and can be written as JSON, so that
a desk can keep them and date a collection again when a report is added.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from standoff.model.annotation import Sentence
from standoff.model.codebook import Basis, Layer, Tense
from standoff.model.report import Published
from standoff.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.knowledge.registry import Registry
    from standoff.model.analysis import Analysis

NEEDS: frozenset[Layer] = frozenset({Layer.SENTENCE, Layer.TIME, Layer.BOILERPLATE})
"""The layers that clues are gathered from."""

_OPENING = 160
MAX_CLUES = 160
"""Clues kept of a report, in text order and each once; the rest of a book-length text adds nothing."""


class ClueKind(StrEnum):
    """What a passage says of the day of publication.

    Attributes:
        DAY: a full date.
        MONTH: a month or season of a year.
        YEAR: a year.
        YEARLY_DAY: a day of the year without its year: ``XXXX-12-23``.
        YEARLY_MONTH: a month without its year: ``XXXX-12``.
        DATELINE: the same in the dateline, before the first sentence.
        DATED_WEEKDAY: a weekday and a day of the year together: ``XXXX-12-23 4``.
        WEEKDAY: a weekday by name, Monday 1.
        UNTIL: so many days from publication to a day of the year: ``XXXX-01-09 8 14``.
        POST: the number of a post on Twitter, or a web address, that tells a day itself.
        OFFICE: a person named with an office; the term.
        AGE: a person's age; the days on which they were that old.
        NAMED: an occasion of the chronology, of a day or two.
        EPISODE: one of some days or weeks.
        LASTING: what the chronology says lasted longer.
        SINCE: a name that exists since a day.
    """

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    YEARLY_DAY = "yearly day"
    YEARLY_MONTH = "yearly month"
    DATELINE = "dateline"
    DATED_WEEKDAY = "dated weekday"
    WEEKDAY = "weekday"
    UNTIL = "until"
    POST = "post"
    OFFICE = "office"
    AGE = "age"
    NAMED = "named"
    EPISODE = "episode"
    LASTING = "lasting"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Clue:
    """One passage and what it says.

    Attributes:
        when: the days meant: EDTF of one or several days, several alternatives parted by ``;``, or the
            forms that `ClueKind` names.
        about: what the passage is about, in words: an occasion, or a person with the office.
        tense: where the words around it put it.
    """

    kind: ClueKind
    when: str
    span: Span
    quote: str
    about: str | None = None
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """A sentence that says when something was or will be, to be met again in another report.

    Attributes:
        expression: how the day is counted from publication, in the language of
            `standoff.stages.times.expression`; ``week:MON`` where it lies in the week of publication; or a
            full date.
        names: what sets the occasion apart: the names and figures of the sentence, sorted.
        quote: the sentence, cut to some length.
        said: the words for the day.
    """

    expression: str
    names: tuple[str, ...]
    span: Span
    quote: str
    said: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The first sentence, by which the report can be shown as the reason of another's date."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Clues:
    """Everything that dating needs to know of one report.

    Attributes:
        report: its id.
        opening: its first sentence, cut to some length; None of an empty report.
        published: its date as given or stated; of basis unknown when it has none.
        clues: in text order.
        happenings: in text order.
        words: the reporting in small letters, words parted by single spaces; ``|`` ends a sentence and
            ``"`` opens or closes a quotation.
        language: the report's; of one that is not English, words serve to find copies alone.
    """

    report: str
    published: Published
    opening: Opening | None = None
    clues: tuple[Clue, ...] = ()
    happenings: tuple[Happening, ...] = ()
    words: str = ""
    language: str = "en"


def clues_of(analysis: Analysis, registry: Registry) -> Clues:
    """Gather what a report's text and annotations tell of its date.

    Neither its id, nor where it was read from, nor what else was read comes into it. Of a report in
    another language than English only the full dates are read.
    """
    from standoff.stages.dating.addresses import address_clues
    from standoff.stages.dating.happenings import happenings_in
    from standoff.stages.dating.timeclues import time_clues
    from standoff.stages.dating.wording import wording
    from standoff.stages.dating.worldclues import world_clues

    text = analysis.report.text
    sentences = [each.annotation.span for each in analysis.of(Layer.SENTENCE)]
    found = [*time_clues(analysis, sentences), *address_clues(text)]
    if analysis.report.language == "en":
        found.extend(world_clues(text, sentences, registry))
    return Clues(
        report=analysis.report.id,
        published=_given(analysis.published),
        opening=_opening(text, sentences),
        clues=_kept(found),
        happenings=happenings_in(analysis, sentences),
        words=wording(text, sentences),
        language=analysis.report.language,
    )


def _given(published: Published) -> Published:
    """Leave out a date that was inferred: clues are what it is inferred from."""
    return Published(note=published.note) if published.basis is Basis.INFERRED else published


def _opening(text: str, sentences: Sequence[Span]) -> Opening | None:
    if not sentences:
        return None
    first = sentences[0]
    span = Span(first.start, min(first.end, first.start + _OPENING))
    return Opening(span, span.of(text))


def _kept(found: Sequence[Clue]) -> tuple[Clue, ...]:
    """Keep the first passage that says each thing: a writer who repeats a date tells nothing more."""
    once: dict[tuple[ClueKind, str, Tense | None], Clue] = {}
    for clue in sorted(found, key=lambda c: (c.span, c.kind, c.when)):
        once.setdefault((clue.kind, clue.when, clue.tense), clue)
    return tuple(list(once.values())[:MAX_CLUES])


def sentence_at(sentences: Sequence[Span], position: int) -> Span | None:
    """Find the sentence that holds a code point."""
    at = bisect_right(sentences, position, key=lambda s: s.start) - 1
    return sentences[at] if at >= 0 and sentences[at].end > position else None


__all__ = ["NEEDS", "Clue", "ClueKind", "Clues", "Happening", "Sentence", "clues_of", "sentence_at"]

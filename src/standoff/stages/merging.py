"""What the registry knows and what the parser sees, brought together: one reading of every name."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.knowledge.words import name_words
from standoff.model.codebook import MentionKind
from standoff.model.span import Span
from standoff.stages.entities import Piece, body_of, capitalised_run, is_body_word
from standoff.stages.linking import Draft, is_national
from standoff.stages.titles import titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standoff.stages.base import Reading

_BODIES = frozenset({MentionKind.ORGANISATION, MentionKind.GOVERNMENT})
_SPOILT = frozenset('"“”«»?!…')
"""Marks that the parser's tokens have inside where a page lost its spaces."""
_OF = frozenset({"of", "for", "in", "on"})
_LONG_SMALL_WORD = re.compile(r"(?<!\S)[a-z][^\s]{4}")
_MAX_CAPITALS = 6
"""Code points of the longest abbreviation; longer words in capitals shout."""


@cache
def namesakes(use: str) -> frozenset[str]:
    """Give the names of countries and places that are names of persons too."""
    return frozenset(row["name"] for row in rows("namesakes") if row["use"] == use)


def merge(reading: Reading, drafts: Sequence[Draft], pieces: Sequence[Piece]) -> list[Draft]:
    """Join the registry's names and the parser's; of two that overlap the longer stays, if it is a name.

    Args:
        reading: the report.
        drafts: the registry's names, disjoint, in text order.
        pieces: the parser's, disjoint, in text order.

    Returns:
        Disjoint drafts in text order.
    """
    kept = {draft.span.start: draft for draft in drafts}
    starts = [draft.span.start for draft in drafts]
    ends = [draft.span.end for draft in drafts]
    for piece in _joined(reading, pieces):
        span: Span | None = piece.span
        while span is not None:
            low, high = bisect_left(ends, span.start + 1), bisect_left(starts, span.end)
            inside = [draft for draft in drafts[low:high] if draft.span.start in kept]
            made, span = _settle(reading, piece, span, inside)
            if made is not None:
                for draft in inside:
                    kept.pop(draft.span.start, None)
                kept[made.span.start] = made
    return sorted(kept.values(), key=lambda draft: draft.span)


def _joined(reading: Reading, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join a person's name that the parser cut in two, and a first name that it took for a place."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and _continues(reading, last, piece):
            last = Piece(Span(last.span.start, piece.span.end), MentionKind.PERSON, last.after_title)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _continues(reading: Reading, last: Piece, piece: Piece) -> bool:
    between = reading.text[last.span.end : piece.span.start]
    if piece.kind is not MentionKind.PERSON or between not in (" ", "  ", "\u00a0"):
        return False
    given = last.span.of(reading.text) in namesakes("given")
    return (last.kind is MentionKind.PERSON or given) and reading.sentence_at(
        last.span.start
    ) == reading.sentence_at(piece.span.start)


def _settle(
    reading: Reading, piece: Piece, span: Span, inside: Sequence[Draft]
) -> tuple[Draft | None, Span | None]:
    """Decide between a piece and the registry's names in it.

    Returns:
        The draft that replaces them, if any, and what is left of the piece to be decided upon.
    """
    text = reading.text
    if not inside:
        return _plain(reading, piece, span), None
    first = inside[0]
    glued = any(draft.span.end < span.end and text[draft.span.end].isalnum() for draft in inside)
    if glued or any(not span.holds(d.span) or d.span == span for d in inside):
        if first.span == span and piece.kind is MentionKind.PERSON:
            first.doubtful = True
        return None, None
    if piece.kind is MentionKind.PERSON:
        return _person(reading, piece, span, inside)
    return _body(reading, piece, span, inside), None


def _person(
    reading: Reading, piece: Piece, span: Span, inside: Sequence[Draft]
) -> tuple[Draft | None, Span | None]:
    text, first = reading.text, inside[0]
    if any(draft.kind is MentionKind.PERSON for draft in inside):
        return None, None
    last = inside[-1]
    if last.kind in _BODIES and last.span.end == span.end and last.span.start > span.start + 1:
        return None, Span(span.start, last.span.start - 1)
    word = first.span.of(text)
    if first.span.start == span.start and word not in namesakes("given"):
        rest = Span(first.span.end + 1, span.end) if first.span.end + 1 < span.end else None
        part_of_name = word in namesakes("adjective") and rest is not None and " " not in rest.of(text)
        if not part_of_name:
            return None, rest if rest is not None and text[rest.start].isupper() else None
    return _plain(reading, piece, span), None


def _body(reading: Reading, piece: Piece, span: Span, inside: Sequence[Draft]) -> Draft | None:
    """Decide whether a longer name around names that are known is the name of something else."""
    text = reading.text
    name, first, last = span.of(text), inside[0], inside[-1]
    body = body_of(name)
    if last.kind in _BODIES and last.span.end == span.end:
        return _with_country(text, span, inside)
    if (
        first.kind in _BODIES
        and first.span.start == span.start
        and " " not in text[first.span.end + 1 : span.end]
    ):
        return None
    if body is None:
        if len(inside) > 1 or first.kind not in (MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.GROUP):
            return None
        at_end = first.span.end == span.end
        if piece.kind is MentionKind.ORGANISATION and (
            is_heading(reading, span) or (at_end and not _OF & set(name.split()))
        ):
            return None
    made = _plain(reading, piece, span)
    if made is not None and made.kind is not MentionKind.DOCUMENT:
        made.country = _country_in(text, span, inside)
    return made


def _with_country(text: str, span: Span, inside: Sequence[Draft]) -> Draft | None:
    """Lengthen a known body's name by its own country's: "U.S. State Department"."""
    first, last = inside[0], inside[-1]
    fits = len(inside) == 2 and is_national(first) and first.span.start == span.start
    if not fits or first.country != last.country or text[first.span.end : last.span.start] != " ":
        return None
    last.span = span
    return last


def _country_in(text: str, span: Span, inside: Sequence[Draft]) -> str | None:
    """Tell whose body it is: named first, or last after "of"."""
    first, last = inside[0], inside[-1]
    if first.span.start == span.start:
        return first.country
    words = text[span.start : last.span.start].split()
    return (
        last.country
        if last.span.end == span.end and words[-1:] in (["of"], ["the"]) and "of" in words
        else None
    )


def is_heading(reading: Reading, span: Span) -> bool:
    """Tell whether a sentence is set like a headline, each longer word with a capital."""
    sentence = reading.sentence_at(span.start)
    if sentence is None or _LONG_SMALL_WORD.search(reading.text, sentence.start, sentence.end):
        return False
    words = sentence.of(reading.text)
    return " " in words and words[-1] not in ".!?…"


def _plain(reading: Reading, piece: Piece, span: Span) -> Draft | None:
    """Make a draft of a piece that nothing known stands in."""
    text = reading.text
    if text.startswith(("The ", "the "), span.start) and len(span) > 4:
        span = Span(span.start + 4, span.end)
    name = " ".join(span.of(text).split())
    if _is_junk(reading, span, name):
        return None
    body = body_of(name) if piece.kind is not MentionKind.GROUP else None
    if piece.kind is MentionKind.PERSON and not (body and body.kind in _BODIES and not piece.after_title):
        return Draft(span, piece.kind, name, titled=piece.after_title, parsed=not piece.after_title)
    if body is not None:
        return Draft(span, body.kind, name, sector=body.sector)
    return None if " " in name and is_heading(reading, span) else Draft(span, piece.kind, name)


def _is_junk(reading: Reading, span: Span, name: str) -> bool:
    """Tell whether a piece is no name: a title or "Ministry" alone, a shout, half of a headline."""
    sentence = reading.sentence_at(span.start)
    if sentence is None or span.end > sentence.end or not _SPOILT.isdisjoint(name):
        return True
    if is_body_word(name) or name.lower() in titles():
        return True
    shouts = len(name) > _MAX_CAPITALS and sentence.of(reading.text).isupper()
    return name.isupper() and (shouts or name.capitalize() in name_words("stop"))


def extended(reading: Reading, start: int, end: int) -> Span | None:
    """Read the capitalised words from `start` on, as far as their sentence goes."""
    sentence = reading.sentence_at(start)
    return capitalised_run(reading.text, start, min(end, sentence.end)) if sentence else None

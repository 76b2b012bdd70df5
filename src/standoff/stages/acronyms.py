"""Abbreviations that a report defines: "Littoral Treaty Organisation (LTO)", and LTO from then on."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from standoff.knowledge.lookup import Names
from standoff.model.codebook import MentionKind
from standoff.stages.linking import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.stages.base import Reading

_DEFINED = re.compile(r"\s?\(\s?(?:the |or |also known as )?[\"“'‘]?([A-Z][A-Za-z.&-]{1,9})[\"”'’]?\s?[);,]")
_LOOK = 40
_KINDS = frozenset(
    {MentionKind.ORGANISATION, MentionKind.GOVERNMENT, MentionKind.GROUP, MentionKind.DOCUMENT}
)


def abbreviates(short: str, name: str) -> bool:
    """Tell whether capitals abbreviate a name: each begins a word of it, in order.

    After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
    text" (2003), held to the beginnings of words, since names of bodies are abbreviated so.

    >>> abbreviates("LTO", "Littoral Treaty Organisation"), abbreviates("NATO", "North Atlantic Council")
    (True, False)
    """
    capitals = [letter for letter in short if letter.isupper()]
    words = [word for word in re.split(r"[\s\-/]+", name) if word]
    if len(capitals) < 2 or len(words) < 2:
        return False
    at = 0
    for word in words:
        if at < len(capitals) and word[0].upper() == capitals[at]:
            at += 1
        elif word[0].isupper() and at == 0:
            return False
    return at == len(capitals)


def with_acronyms(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Give abbreviations that the report defines the meaning of the name before them."""
    text = reading.text
    meanings: dict[str, Draft] = {}
    for draft in drafts:
        if draft.kind not in _KINDS:
            continue
        hit = _DEFINED.match(text, draft.span.end, min(draft.span.end + _LOOK, len(text)))
        if hit is not None and abbreviates(hit[1], draft.span.of(text)):
            meanings.setdefault(hit[1], draft)
    if not meanings:
        return drafts
    return _marked(reading, drafts, meanings)


def _marked(reading: Reading, drafts: Sequence[Draft], meanings: dict[str, Draft]) -> list[Draft]:
    by_start = {draft.span.start: draft for draft in drafts}
    covered = [draft.span for draft in drafts]
    names = Names(meanings)
    for block in reading.blocks:
        for span, meaning in names.find(reading.text, block.start, block.end):
            there = by_start.get(span.start)
            if span.start < meaning.span.end or (there is not None and there.span != span):
                continue
            before = bisect_left(covered, span.end, key=lambda other: other.start) - 1
            if there is None and before >= 0 and covered[before].end > span.start:
                continue
            if there is None or (there.actor is None and not there.listed):
                by_start[span.start] = Draft(
                    span, meaning.kind, meaning.name, meaning.actor, meaning.country, meaning.sector,
                    refers_to=meaning,
                )  # fmt: skip
    return sorted(by_start.values(), key=lambda draft: draft.span)

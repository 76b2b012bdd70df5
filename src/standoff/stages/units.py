"""A sentence as words and names: hyphened words joined, every name found so far one unit."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model.codebook import MentionKind
from standoff.model.span import Span
from standoff.stages.sectorwords import spelt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from standoff.stages.base import Reading
    from standoff.stages.linking import Draft

_HYPHENS = frozenset("-‑–")
_POSSESSIVES = frozenset({"'s", "’s", "'S", "’S", "'", "’"})


@dataclass(slots=True)
class Unit:
    """A word, a hyphened word, a mark or a name.

    Attributes:
        text: its characters.
        words: as the lists spell them; empty for names that are words of no list.
        token: the parser's last token in it.
        drafts: the names in it; more than one in "Valmora-Tarnia".
        before: what a hyphen joins to the front of the name ("pro").
        after: what a hyphen joins to its end ("based").
        owns: whether a possessive ending follows.
        joined: whether only white space parts it from the unit before.
    """

    span: Span
    text: str
    words: tuple[str, ...]
    token: Token
    drafts: tuple[Draft, ...] = ()
    before: str = ""
    after: str = ""
    owns: bool = False
    joined: bool = False

    @property
    def draft(self) -> Draft | None:
        """The name, where it is one alone."""
        return self.drafts[0] if len(self.drafts) == 1 else None

    @property
    def word(self) -> str:
        """The words as one string."""
        return " ".join(self.words)

    def is_name(self) -> bool:
        """Tell whether the unit is a name with nothing joined to it."""
        return bool(self.drafts) and not self.before and not self.after


def sentences_of(reading: Reading, drafts: Sequence[Draft]) -> Iterator[list[Unit]]:
    """Give the sentences of a report as units."""
    if reading.parse is None:
        return
    ends = [draft.span.end for draft in drafts]
    for offset, doc in reading.parse.pieces():
        units: list[Unit] = []
        for chunk in _chunks(doc, offset, drafts, ends):
            if chunk[0].is_sent_start and units:
                yield units
                units = []
            if len(chunk) == 1 and units and _is_ending(chunk[0], units[-1], offset):
                units[-1].owns = True
                continue
            units.append(_unit(reading.text, chunk, offset, drafts, ends))
            if len(units) > 1:
                _join(reading.text, units[-2], units[-1])
        if units:
            yield units


def _is_ending(token: Token, unit: Unit, offset: int) -> bool:
    glued = offset + token.idx == unit.span.end
    return glued and token.text in _POSSESSIVES and (token.tag_ == "POS" or len(token) > 1)


def _join(text: str, left: Unit, right: Unit) -> None:
    between = text[left.span.end : right.span.start]
    if left.owns:
        between = between.lstrip("'’sS")
    is_mark = left.token.is_punct or right.token.is_punct
    right.joined = bool(between) and between.isspace() and not is_mark


def _chunks(doc: Doc, offset: int, drafts: Sequence[Draft], ends: Sequence[int]) -> Iterator[list[Token]]:
    """Give the tokens of each unit."""
    chunk: list[Token] = []
    inside = -1
    for token in doc:
        if token.is_space:
            continue
        start = offset + token.idx
        if chunk and not (start < inside or _is_glued(chunk[-1], token)):
            yield chunk
            chunk = []
        chunk.append(token)
        at = bisect_left(ends, start + 1)
        if at < len(drafts) and drafts[at].span.start < start + len(token):
            inside = max(inside, drafts[at].span.end)
    if chunk:
        yield chunk


def _is_glued(left: Token, right: Token) -> bool:
    hyphen = left.text in _HYPHENS or right.text in _HYPHENS
    return hyphen and not left.whitespace_ and left.i + 1 == right.i and not right.is_sent_start


def _unit(
    text: str, chunk: Sequence[Token], offset: int, drafts: Sequence[Draft], ends: Sequence[int]
) -> Unit:
    span = Span(offset + chunk[0].idx, offset + chunk[-1].idx + len(chunk[-1]))
    first = bisect_left(ends, span.start + 1)
    found: list[Draft] = []
    while first < len(drafts) and drafts[first].span.start < span.end:
        found.append(drafts[first])
        first += 1
    unit = Unit(span, span.of(text), (), chunk[-1], tuple(found))
    if not found:
        unit.words = tuple(spelt(unit.text).split())
        return unit
    head, tail = text[span.start : found[0].span.start], text[found[-1].span.end : span.end]
    unit.before = head.rstrip("-‑–").lower() if head[-1:] in _HYPHENS else ""
    unit.after = tail.lstrip("-‑–").lower() if tail[:1] in _HYPHENS else ""
    if unit.is_name() and not found[0].listed and found[0].kind is not MentionKind.PERSON:
        unit.words = tuple(spelt(unit.text).split())
    return unit

"""One sentence as the agenda reads it: its tokens with the names and times that stand on them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model.annotation import Mention, Time
from standoff.model.codebook import Layer, MentionKind, TimeType
from standoff.model.partial_date import PartialDate
from standoff.model.span import Span
from standoff.stages.base import inside
from standoff.stages.engine import span_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from standoff.model.annotation import Annotation
    from standoff.stages.base import Reading

_DEPTH = 40
"""Words that a tree is climbed."""
_YEAR = 366
"""Days: no occasion is at a decade or a century."""
_UNDATED = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
PARTS = frozenset({"compound", "nmod", "amod", "poss", "nummod", "det", "case", "punct"})
"""How a word stands to the noun whose phrase it is part of."""


@dataclass(frozen=True, slots=True)
class When:
    """A time with the word that ties it to its sentence."""

    time: Time
    head: Token

    @property
    def preposition(self) -> str:
        """The preposition before it; empty when there is none."""
        above = self.head.head
        return above.lower_ if self.head.dep_ in ("pobj", "pcomp") and above.dep_ != "agent" else ""


class Scene:
    """A sentence of a piece of parsed text."""

    def __init__(
        self, text: str, tokens: list[Token], offset: int, mentions: list[Mention], times: list[Time]
    ) -> None:
        """Take the tokens of a sentence, what places them in the text, and the marks that lie in it."""
        self.text = text
        self.tokens = tokens
        self.offset = offset
        self.span = Span(span_of(tokens[0], offset).start, span_of(tokens[-1], offset).end)
        self.is_question = self.text[self.span.start : self.span.end].rstrip("\"'”’ ").endswith("?")
        self.mentions = mentions
        self._marked = times
        self._laid = False
        self._times: list[When] = []
        self._named: dict[int, list[Mention]] = {}
        self._heads: dict[Span, Token] = {}
        self._timed: dict[int, When] = {}

    def _lay(self) -> None:
        """Lay the marks on the tokens, the first time that they are asked for."""
        if self._laid:
            return
        self._laid = True
        for mention in self.mentions:
            words = self.within(mention.span) or self.tokens[-1:]
            self._heads[mention.span] = _head(words)
            for token in words:
                self._named.setdefault(token.i, []).append(mention)
        for time in self._marked:
            words = self.within(time.span)
            if not words:
                continue
            when = When(time, _head(words))
            if is_dated(time):
                self._times.append(when)
            for token in words:
                self._timed[token.i] = when

    @property
    def times(self) -> list[When]:
        """The times that an occasion can be at."""
        self._lay()
        return self._times

    def within(self, span: Span) -> list[Token]:
        """Give the tokens that overlap a span."""
        first = bisect_left(self.tokens, span.start + 1, key=lambda t: t.idx + self.offset + len(t))
        found: list[Token] = []
        for token in self.tokens[first:]:
            if token.idx + self.offset >= span.end:
                break
            if not token.is_space:
                found.append(token)
        return found

    def place_of(self, token: Token) -> Span:
        """Place a token in the report's text."""
        return span_of(token, self.offset)

    def holds(self, token: Token) -> bool:
        """Tell whether a token is one of this sentence: a slip of the parser's may lead out of it."""
        return self.tokens[0].i <= token.i <= self.tokens[-1].i

    def names_at(self, token: Token) -> list[Mention]:
        """Give the mentions that a token is part of."""
        self._lay()
        return self._named.get(token.i, [])

    def time_at(self, token: Token) -> When | None:
        """Give the time expression that a token is part of, one without a date too."""
        self._lay()
        return self._timed.get(token.i)

    def head_of(self, mention: Mention) -> Token:
        """Give the word of a mention that ties it to its sentence."""
        self._lay()
        return self._heads[mention.span]

    def is_place(self, token: Token) -> bool:
        """Tell whether a token is part of the name of a place or country."""
        within = token.dep_ == "pobj" and token.head.lower_ == "in"
        kinds = {m.kind for m in self.names_at(token)}
        return bool(kinds & ON_MAPS) or (within and MentionKind.GOVERNMENT in kinds)


ON_MAPS = frozenset({MentionKind.PLACE, MentionKind.COUNTRY})


def is_dated(time: Time) -> bool:
    """Tell whether a time is one that an occasion can be at, its date known or still to be worked out."""
    if time.type not in (TimeType.DATE, TimeType.TIME) or (time.value or "").startswith(_UNDATED):
        return False
    if time.edtf is None:
        return time.anchor is not None
    date = PartialDate(time.edtf)
    return (date.latest - date.earliest).days <= _YEAR


def _head(words: Sequence[Token]) -> Token:
    inside = {token.i for token in words}
    return next((t for t in words if t.head.i == t.i or t.head.i not in inside), words[-1])


def scenes(reading: Reading) -> Iterator[Scene]:
    """Give the sentences of a report in text order."""
    if reading.parse is None:
        return
    mentions = _sorted(reading.found.get(Layer.MENTION, []))
    times = _sorted(reading.found.get(Layer.TIME, []))
    for offset, doc in reading.parse.pieces():
        words = list(doc)
        starts = [n for n, word in enumerate(words) if n and word.is_sent_start]
        start = 0
        for i in [*starts, len(words)]:
            tokens = words[start:i]
            if not all(token.is_space for token in tokens):
                span = Span(span_of(tokens[0], offset).start, span_of(tokens[-1], offset).end)
                near = [m for m in inside(mentions, span) if isinstance(m, Mention)]
                at = [t for t in inside(times, span) if isinstance(t, Time)]
                yield Scene(reading.text, tokens, offset, near, at)
            start = i


def _sorted(found: Sequence[Annotation]) -> list[Annotation]:
    return sorted(found, key=lambda a: (a.span.start, -a.span.end))


def child(token: Token, *relations: str) -> Token | None:
    """Give the first child of a token in one of some relations."""
    return next((each for each in token.children if each.dep_ in relations), None)


def climb(token: Token) -> Iterator[Token]:
    """Give the words above a token, nearest first, boundedly many."""
    for _ in range(_DEPTH):
        if token.head.i == token.i:
            return
        token = token.head
        yield token

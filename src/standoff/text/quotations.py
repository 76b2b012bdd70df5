"""Quotation marks paired into quotations, in text that does not always pair them.

A quotation is read paragraph by paragraph. Marks are judged by their kind and by what stands beside
them, since scraped and machine-translated pages turn marks round, drop them and add stray ones. A
quotation whose paragraph ends before it closes goes on in the next paragraph when that one opens with
a mark, as the style guides have it; otherwise it ends where a reporting clause ("she said") shows that
it must have ended, or with its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.span import Span, Spans, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DOUBLE = re.compile(r"[“”„«»\"]|``|''|‘‘|’’")
_SINGLE = re.compile(r"[‘’']")
_BEFORE_OPENING = frozenset("([{—–-/:,“‘")
_AFTER_OPENING = frozenset("([{‘'“$€£#@…")
_SIDES = {"“": 1, "«": 1, "”": -1, "»": -1}
_END_OF_SPEECH = ",.!?…"
_SAYS = re.compile(r"^[^\w]{0,3}(?:[\w.’'-]{1,30} ){0,4}(?:said|says|told|added|wrote|asked|according)\b")
MAX_UNCLOSED = 1_500
"""Code points. What runs on further than this after a mark that never closes is not given to anybody."""
MAX_PARTS = 100
"""Paragraphs. What goes on through more of them, a mark before each, is a list of quotations."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        parts: the words without their marks, one span a paragraph.
        outer: from the opening mark to the closing one, or to where the quotation was taken to end.
        closed: whether a closing mark was found.
    """

    parts: Spans
    outer: Span
    closed: bool

    @property
    def first(self) -> Span:
        """The words up to the end of the first paragraph."""
        return self.parts.items[0]


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark that opens more than can be given to anybody."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    at: int
    inside: int
    parts: tuple[Span, ...] = ()


def quotations(text: str, blocks: Sequence[Span]) -> tuple[list[Quotation], list[Unpaired]]:
    """Pair the quotation marks of a text's paragraphs.

    >>> page = "“We will wait,” Orlan said. “We are patient."
    >>> [q.first.of(page) for q in quotations(page, [Span(0, len(page))])[0]]
    ['We will wait,', 'We are patient.']
    """
    found: list[Quotation] = []
    unpaired: list[Unpaired] = []
    going_on: _Open | None = None
    for number, block in enumerate(blocks):
        reader = _Block(text, block, going_on)
        found.extend(reader.closed())
        unpaired.extend(reader.unpaired)
        going_on = reader.open
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if going_on is not None and not (following and _goes_on(text, going_on, block, following)):
            ended = _unclosed(text, going_on, block.end)
            (found if isinstance(ended, Quotation) else unpaired).append(ended)  # type: ignore[arg-type]
            going_on = None
        elif going_on is not None:
            part = trim(text, going_on.inside, block.end)
            going_on = replace(going_on, parts=(*going_on.parts, *([part] if part else [])))
    found.sort(key=lambda q: q.outer)
    return _disjoint(text, found, list(_singles(text, blocks, found))), unpaired


class _Block:
    """One paragraph's double marks, read from left to right."""

    def __init__(self, text: str, block: Span, going_on: _Open | None) -> None:
        self._text = text
        self._block = block
        self._marks = list(_DOUBLE.finditer(text, block.start, block.end))
        # How many more marks have opened than closed, before each mark and after the last.
        self._balance = list(accumulate((_SIDES.get(m[0], 0) for m in self._marks), initial=0))
        straight = (number for number, m in enumerate(self._marks) if m[0] == '"')
        self._last_straight = max(straight, default=-1)
        self._depth = 0
        self._past: int | None = None
        self.open = going_on
        self.unpaired: list[Unpaired] = []

    def closed(self) -> Iterator[Quotation]:
        """Give the quotations that end in this paragraph; `open` is what is left."""
        for number, mark in enumerate(self._marks):
            if self.open is not None and self.open.parts and mark.start() == self._block.start:
                self.open = replace(self.open, inside=mark.end())
            elif self._opens(mark, number):
                yield from self._opened(mark, number)
            elif self.open is None:
                yield from self._stray(mark)
            elif self._closes(mark):
                yield from self._ended(mark)

    def _opened(self, mark: re.Match[str], number: int) -> Iterator[Quotation]:
        if self.open is not None:
            if self._nests(mark, number):
                self._depth += 1
                return
            ended = _unclosed(self._text, self.open, mark.start())
            if isinstance(ended, Quotation):
                yield ended
            else:
                self.unpaired.append(ended)
        self.open = _Open(mark[0], mark.start(), mark.end())

    def _ended(self, mark: re.Match[str]) -> Iterator[Quotation]:
        if self._depth:
            self._depth -= 1
            return
        if self.open is None:
            return
        quotation = _quotation(self._text, self.open, mark.start(), mark.end(), closed=True)
        self.open = None
        self._past = mark.end()
        if quotation is not None:
            yield quotation

    def _nests(self, mark: re.Match[str], number: int) -> bool:
        """Tell whether a mark opens a quotation inside the open one: the rest closes both."""
        if self.open is not None and self.open.mark == '"' and mark[0] in "“«„":
            return number < self._last_straight
        if mark[0] not in "“«":
            return False
        return self._balance[min(number + 12, len(self._marks))] < self._balance[number]

    def _stray(self, mark: re.Match[str]) -> Iterator[Quotation]:
        """Take a mark that closes nothing as the true end of speech that had seemed to end before.

        Rewritten pages close a quotation of several sentences after its first. Only words that no
        reporting clause parts from a quotation are taken so.
        """
        if mark[0] != "”" or self._past is None:
            return
        part = trim(self._text, self._past, mark.start())
        self._past = None
        if part is None or len(part) > MAX_UNCLOSED:
            return
        words = part.of(self._text)
        if words.count(" ") < 2 or _reporting_clause().search(", " + words) or _SAYS.search(words[:60]):
            return
        lead = len(words) - len(words.lstrip(".,; "))
        yield Quotation(
            Spans((Span(part.start + lead, part.end),)), Span(part.start, mark.end()), closed=False
        )

    def _beside(self, mark: re.Match[str]) -> tuple[str, str]:
        before = self._text[mark.start() - 1] if mark.start() > self._block.start else "\n"
        after = self._text[mark.end()] if mark.end() < self._block.end else "\n"
        return before, after

    def _opens(self, mark: re.Match[str], number: int) -> bool:
        """Tell whether a mark opens, by its kind unless its neighbours say otherwise."""
        before, after = self._beside(mark)
        kind = mark[0]
        if self.open is not None and {self.open.mark, kind} in ({"„", "“"}, {"»", "«"}):
            return False
        if after.isspace() and kind != "«":
            if self.open is not None or after == "\n":
                return False
            return kind in "“„" or (kind == '"' and before.isspace() and self._is_pair_of_spaced(number))
        if kind in ("“", "„", "«", "``", "‘‘"):
            return True
        at_left_edge = before.isspace() or before in _BEFORE_OPENING
        if kind in ('"', "''"):
            return self._straight_opens(before, after, number, at_left_edge=at_left_edge)
        return kind in "”»" and self.open is None and at_left_edge and after.isalnum()

    def _straight_opens(self, before: str, after: str, number: int, *, at_left_edge: bool) -> bool:
        if self.open is not None:
            return at_left_edge and before not in ",:" and (after.isalnum() or after in _AFTER_OPENING)
        glued = before.isalpha() and after.isalpha() and (after.isupper() or number + 1 < len(self._marks))
        return at_left_edge or glued

    def _is_pair_of_spaced(self, number: int) -> bool:
        """Tell whether a straight mark between blanks opens: the next one can only close."""
        following = self._marks[number + 1 : number + 2]
        if not following or following[0][0] != '"':
            return False
        before, _ = self._beside(following[0])
        return before.isspace() or before in _END_OF_SPEECH

    def _closes(self, mark: re.Match[str]) -> bool:
        before, _ = self._beside(mark)
        pair = self.open is not None and {self.open.mark, mark[0]} in ({"„", "“"}, {"»", "«"})
        if mark[0] in ("“", "„"):
            return pair or before.isspace() or before in _END_OF_SPEECH
        return pair or mark[0] not in ("«", "``", "‘‘")


def _quotation(text: str, opened: _Open, end: int, outer_end: int, *, closed: bool) -> Quotation | None:
    last = trim(text, opened.inside, end) if end > opened.inside else None
    parts = (*opened.parts, *([last] if last else []))
    if not any(ch.isalnum() for part in parts for ch in part.of(text)[:200]):
        return None
    return Quotation(Spans(parts), Span(opened.at, outer_end), closed)


def _goes_on(text: str, opened: _Open, block: Span, following: Span) -> bool:
    """Tell whether the next paragraph opens with a mark, so that an open quotation goes on in it."""
    same = {"“": '“„"', '"': '"“', "„": "„“", "«": "«»", "``": "`", "”": "“”"}
    if text[following.start] not in same.get(opened.mark, "") or len(opened.parts) >= MAX_PARTS:
        return False
    return _speech_end(text, opened.inside, block.end) is None


def _unclosed(text: str, opened: _Open, limit: int) -> Quotation | Unpaired:
    """End a quotation whose closing mark is missing."""
    end = _speech_end(text, opened.inside, limit) or limit
    if end - opened.inside > MAX_UNCLOSED:
        return Unpaired(Span(opened.at, min(opened.at + 200, limit)), "quotation mark never closes")
    outer = trim(text, opened.at, end)
    quotation = _quotation(text, opened, end, outer.end, closed=False) if outer else None
    return quotation or Unpaired(Span(opened.at, opened.inside), "quotation mark with nothing after it")


def _speech_end(text: str, start: int, limit: int) -> int | None:
    """Find where a reporting clause shows that an unclosed quotation had ended; None if none does."""
    clause = _reporting_clause().search(text, start, limit)
    return clause.start() + 1 if clause else None


@cache
def _reporting_clause() -> re.Pattern[str]:
    verbs = next(row["words"] for row in rows("sentence_words") if row["use"] == "saying")
    either = "|".join(verbs.split())
    name = r"[^\W\d_][\w.'’-]{0,30}"
    return re.compile(
        rf"[,!?…](?=\s{{1,3}}(?:(?:[Hh]e|[Ss]he|[Tt]hey|I|[Tt]he(?:\s{name}){{1,2}}"
        rf"|(?=[A-Z]){name}(?:\s(?=[A-Z]){name}){{0,2}})\s(?i:{either})|(?:{either})\s(?:the\s|(?=[A-Z])){name})\b)"
    )


def _singles(text: str, blocks: Sequence[Span], doubles: Sequence[Quotation]) -> Iterator[Quotation]:
    """Pair single marks, outside double ones only: within those they quote what the speaker quotes."""
    taken = sorted(q.outer for q in doubles)
    for block in blocks:
        marks = [m.start() for m in _SINGLE.finditer(text, block.start, block.end)]
        marks = [at for at in marks if not _inside(taken, at)]
        opened: int | None = None
        last: int | None = None
        for at in [*marks, None]:
            opens = at is not None and _single_opens(text, at, block)
            if opened is not None and (at is None or opens):
                if last is not None:
                    part = trim(text, opened + 1, last)
                    if part:
                        yield Quotation(Spans((part,)), Span(opened, last + 1), closed=True)
                opened = last = None
            if at is not None and opens:
                opened = at
            elif at is not None and opened is not None:
                last = _better_close(text, last, at, block)


def _disjoint(text: str, doubles: list[Quotation], singles: list[Quotation]) -> list[Quotation]:
    """Keep the outer of a single quotation and the double ones in it, unless the single one is unsure.

    Two apostrophes far apart look like a pair; one that ends speech ("‘He said “wait” to us,’") does not.
    """
    starts = [q.outer.start for q in doubles]
    dropped: set[int] = set()
    kept: list[Quotation] = []
    for single in singles:
        inside = range(bisect_right(starts, single.outer.start), bisect_right(starts, single.outer.end))
        if not inside or text[single.outer.end - 2] in _END_OF_SPEECH:
            dropped.update(inside)
            kept.append(single)
    kept.extend(q for number, q in enumerate(doubles) if number not in dropped)
    return sorted(kept, key=lambda q: q.outer)


def _inside(taken: Sequence[Span], at: int) -> bool:
    i = bisect_right(taken, at, key=lambda span: span.start) - 1
    return i >= 0 and at < taken[i].end


def _single_opens(text: str, at: int, block: Span) -> bool:
    before = text[at - 1] if at > block.start else "\n"
    after = text[at + 1] if at + 1 < block.end else "\n"
    return text[at] != "’" and (before.isspace() or before in _BEFORE_OPENING) and after.isalpha()


def _better_close(text: str, last: int | None, at: int, block: Span) -> int | None:
    """Choose between two marks that may close: the first, unless a later one ends speech.

    An apostrophe inside a word never closes; one after a plural ("the allies’ patience") looks as if
    it did, and only a mark behind a comma or stop says otherwise.
    """
    after = text[at + 1] if at + 1 < block.end else "\n"
    if after.isalnum() or text[at - 1].isspace():
        return last
    if last is None:
        return at
    return at if text[last - 1] not in _END_OF_SPEECH and text[at - 1] in _END_OF_SPEECH else last

"""Words, numbers and marks of a sentence, each as one character that stands for what it can be.

The grammar's rules are regular expressions over these characters. A word can be several things ("second" is
an ordinal and a unit); each set of things that occurs has a character of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standoff.model.span import Span

OTHER = "."
"""Stands for every word that the grammar does not know."""
_FIRST_CODE = 0x4E00
_NUMBERED = frozenset("0123456789AaPpQ'’")
"""What a token begins with that is no mere word: a number, "p.m.", "Q2", "'s"."""

_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-]))"
    r"|(?P<dotted>[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?!\w|[.,:-][0-9]))"
    r"|(?P<slashed>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}(?![\w/]))"
    r"|(?P<qq>(?:[1-4]Q|Q[1-4])(?!\w))"
    r"|(?P<hm>[0-9]{1,2}\.[0-9]{2}(?=[ ]?[AaPp]\.?[Mm](?!\w))"
    r"|[0-9]{1,2}:[0-9]{2}(?:(?![\w:])|(?=[AaPp]\.?[Mm](?!\w))))"
    r"|(?P<nth>[0-9]{1,4}(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w))"
    r"|(?P<tens>[0-9]{2,4}['’]?s(?!\w))"
    r"|(?P<thousands>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))"
    r"|(?P<decimal>[0-9]{1,9}\.[0-9]{1,9}(?!\w|[.,][0-9]))"
    r"|(?P<digits>[0-9]+(?:(?!\w)|(?=[AaPp]\.?[Mm](?!\w))))"
    r"|(?P<ampm>[AaPp](?:\.[Mm](?!\w)\.?|[Mm](?!\w)))"
    r"|(?P<own>['’]s(?!\w))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<jumble>\w+)"
    r"|(?P<mark>[^\w\s])"
)


@dataclass(slots=True)
class Tokens:
    """The tokens of one sentence.

    Attributes:
        text: the report's text.
        starts, ends: where each token stands in it.
        words: the tokens as written.
        codes: one character a token.
        limits: the sentence.
    """

    text: str
    limits: Span
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    codes: str = ""

    def glued(self, at: int) -> bool:
        """Tell whether a token follows the one before it without a space."""
        return 0 < at < len(self.starts) and self.starts[at] == self.ends[at - 1]


class Lexicon:
    """What each word and each shape of number can be.

    Args:
        words: every known form of a word, with the things that it can be.
    """

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self._codes: dict[frozenset[str], str] = {frozenset(): OTHER}
        self._numbers = {}
        for kind, number in _every_number():
            self._numbers[kind, number] = self._code(frozenset(_shape(kind, number)))
        self._words = {}
        for word, things in words.items():
            shape = _shape("nth", word.rstrip("stndrhSTNDRH")) if word[0].isdigit() else ()
            self._words[word] = self._code(things.union(shape))

    def _code(self, things: frozenset[str]) -> str:
        return self._codes.setdefault(things, chr(_FIRST_CODE + len(self._codes)))

    def codes_of(self, thing: str) -> frozenset[str]:
        """Give the characters of all that can be a thing."""
        return frozenset(code for things, code in self._codes.items() if thing in things)

    def read(self, text: str, sentence: Span) -> Tokens:
        """Cut a sentence into tokens."""
        found = list(_TOKEN.finditer(text, sentence.start, sentence.end))
        words = [match[0] for match in found]
        codes = list(map(self._words.get, words))
        for at, word in enumerate(words):
            if codes[at] is None:
                kind = found[at].lastgroup or "" if word[0] in _NUMBERED else "word"
                codes[at] = OTHER if kind in ("word", "mark", "jumble") else self._number(kind, word)
        starts, ends = [match.start() for match in found], [match.end() for match in found]
        return Tokens(text, sentence, starts, ends, words, "".join(map(str, codes)))

    def _number(self, kind: str, word: str) -> str:
        if kind == "digits" and len(word) > 4:
            return self._numbers["digits", "99999"]
        if kind in ("digits", "nth", "tens"):
            return self._numbers.get((kind, word.rstrip("stndrhSTNDRH'’")), OTHER)
        return self._numbers.get((kind, ""), OTHER)


_PLAIN = ("iso", "dotted", "slashed", "hm", "thousands", "decimal", "ampm", "own", "qq")


def _every_number() -> Iterable[tuple[str, str]]:
    yield from ((kind, "") for kind in _PLAIN)
    yield "digits", "99999"
    for width in (1, 2, 3, 4):
        for number in range(10**width):
            digits = f"{number:0{width}}"
            yield "digits", digits
            yield "nth", digits
            if width in (2, 4):
                yield "tens", digits


def _shape(kind: str, digits: str) -> Iterable[str]:
    """Say what a number can be by its size and the way it is written."""
    if not digits or digits == "99999":
        return (kind, "integer") if kind in ("digits", "thousands") else (kind,)
    number = int(digits)
    things = [kind]
    if kind == "tens":
        return ["decade"] if number % 10 == 0 and (len(digits) == 2 or 1000 <= number <= 2190) else []
    if len(digits) <= 2 and 1 <= number <= 39:
        things.append("monthday")
    if kind == "nth":
        return [*things, "nthcentury"] if 1 <= number <= 21 else things
    things.append("integer")
    if len(digits) == 4 and 1000 <= number <= 2199:
        things.append("year")
    if len(digits) <= 2 and 1 <= number <= 12:
        things.append("hour")
    if len(digits) == 2:
        things.append("yy")
    if len(digits) == 4 and number < 2400 and number % 100 < 60:
        things.append("hhmm")
    return things

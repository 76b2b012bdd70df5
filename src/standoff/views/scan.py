"""Reads names, numbers and dates out of a line, and says whether passages have them.

Both sides are read the same way, after the same folding of white space, quotation marks, hyphens and
invisible characters. Case counts only in telling a name from another word.

A number is taken as far as it goes: "70" does not stand in "70,000", nor "seventy" in "seventy
thousand", "16" in "F-16", "1.4" in "1.4 billion" or "40" in "40%". A date is its day, month and year;
a line may leave parts of it out but not change one.

Every pattern is linear: each character class repeats alone, and every repetition is bounded by a sign
that it cannot itself match.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Day: TypeAlias = "tuple[int | None, int, int | None]"
"""Year, month and day of the month, each None where not said; the month always is."""

_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH = (
    r"(?P<month{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year{0}>[0-9]{{4}})(?!\w)"
_DAY = r"(?P<day{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"(?<![\w.,:/-])(?:"
     r"(?P<year0>[0-9]{4})-(?P<month0>0[1-9]|1[0-2])(?:-(?P<day0>[0-9]{2}))?(?![\w-])"
     "|"
    + _DAY.format(1) + r" (?:of )?" + _MONTH.format(1) + r"(?!\w)(?:,? " + _YEAR.format(1) + ")?"
    + "|"
    + _MONTH.format(2) + r" " + _DAY.format(2) + r"(?![\w%]|[.,:/][0-9])(?:,? " + _YEAR.format(2) + ")?"
    + "|"
    + _MONTH.format(3) + r",? " + _YEAR.format(3)
    + ")",
    re.IGNORECASE,
)  # fmt: skip

_TOKEN = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*[^\W\d_]*|[^\W_]+(?:'[^\W_]+)*")
_NUMBER_WORDS = frozenset(
    (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        "thirty",
        "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand",
        "thousands", "million", "millions", "billion", "billions", "trillion", "trillions", "dozen", "dozens",
        "half", "halves", "third", "thirds", "quarter", "quarters", "first", "second",
        "fourth", "fifth", "sixth",
        "seventh", "eighth", "ninth", "tenth", "once", "twice", "thrice", "bn", "mn", "tn", "percent",
    )
)  # fmt: skip
_CURRENCY = "$€£¥₴₽₹₺¢"
_SPACES = re.compile(r"\s+")
_FOLD = {
    **dict.fromkeys(map(ord, "‘’‚‛`´′ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    r"""Fold what print and screen do not tell apart; keep the case.

    >>> plain("“We – will\u00a0wait\u200b”")
    '"We - will wait"'
    """
    kept = "".join(c for c in text if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFC", kept).translate(_FOLD)
    return _SPACES.sub(" ", folded).strip()


@dataclass(frozen=True, slots=True)
class Atoms:
    """What a text names and counts; each once, in text order, case folded."""

    dates: tuple[Day, ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        return any(c.isnumeric() for c in self.text) or self.text.lower() in _NUMBER_WORDS

    @property
    def is_name(self) -> bool:
        """Whether a letter of it is a capital or of a script without case."""
        return any(c.isalpha() and not c.islower() for c in self.text)


@lru_cache(maxsize=4096)
def atoms(text: str) -> Atoms:
    """Read the dates, numbers, names and other words of a text.

    >>> atoms("2031: Ana Orlan counted 70,000 on 9 March.")
    Atoms(dates=((None, 3, 9),), numbers=('2031', '70,000'), names=('ana orlan',), words=('counted', 'on'))
    """
    folded = plain(text)
    dates = [(found.start(), found.end(), day) for found in _DATE.finditer(folded) if (day := _day(found))]
    tokens = _outside(folded, [(start, end) for start, end, _ in dates])
    numbers: list[str] = []
    names: list[str] = []
    words: list[str] = []
    run: list[_Token] = []
    for token in [*tokens, None]:
        if run and token is not None and _goes_on(folded, run[-1], token):
            run.append(token)
            continue
        if run:
            (numbers if run[0].is_number else names).append(_run(folded, run))
            run = []
        if token is None or not (token.is_number or token.is_name):
            words += [] if token is None else [_bare(token.text.casefold())]
        else:
            run = [token]
    unique = [tuple(dict.fromkeys(found)) for found in (numbers, names, words)]
    return Atoms(tuple(dict.fromkeys(day for _, _, day in dates)), *unique)


def words(folded: str) -> list[str]:
    """Give every word of a folded text, case folded."""
    return [_bare(found[0].casefold()) for found in _TOKEN.finditer(folded)]


def _outside(folded: str, taken: Sequence[tuple[int, int]]) -> list[_Token]:
    """Give the tokens that stand in no date."""
    found, at = [], 0
    for match in _TOKEN.finditer(folded):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at == len(taken) or match.end() <= taken[at][0]:
            found.append(_Token(match.start(), match.end(), match[0]))
    return found


def _goes_on(folded: str, left: _Token, right: _Token) -> bool:
    """Tell whether a name or number goes on from one token to the next."""
    gap = folded[left.end : right.start]
    if left.is_number and right.is_number:
        return gap in ("", " ", "-", ".", ",", "/", ":")
    if left.is_number or right.is_number:
        # A hyphen makes one name of "F-16"; "14-nation" stays a number and a word.
        return gap == "" or (gap in ("-", ".") and right.is_number and left.is_name)
    if not (left.is_name and right.is_name):
        return False
    return gap in (" ", "-", "") or (gap in (". ", ".") and len(left.text) <= 4)


def _run(folded: str, run: Sequence[_Token]) -> str:
    """Give a run as it stands, with the signs that belong to a number, without a possessive."""
    start, end = run[0].start, run[-1].end
    if run[0].is_number:
        if folded[max(start - 1, 0) : start] in tuple(_CURRENCY):
            start -= 1
        if folded[end : end + 1] in ("%", "‰"):
            end += 1
        elif folded[end : end + 9].casefold() == " per cent":
            end += 9
        return folded[start:end].casefold()
    return _bare(folded[start:end].casefold())


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _day(found: re.Match[str]) -> Day | None:
    """Read what a date says; None when a month's name is another word ("may 5")."""
    for form in "0123":
        month = found[f"month{form}"]
        if month is None:
            continue
        day = found[f"day{form}"] if form != "3" else None
        year = found[f"year{form}"]
        if form == "0":
            number = int(month)
        elif not month[0].isupper():
            return None
        else:
            number = next(
                n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.rstrip(".").lower()[:3])
            )
        return int(year) if year else None, number, int(day) if day else None
    return None


class Cited:
    """What the passages and derivations of one line say."""

    def __init__(
        self, passages: Iterable[str], derived: Iterable[str] = (), spoken: Iterable[str] = ()
    ) -> None:
        """Read them once.

        Args:
            passages: the quotes of the passages cited.
            derived: the words that derivations give which were borne out.
            spoken: the quotes of those passages that are given to a source as its words.
        """
        self._passages = [plain(quote) for quote in passages]
        self._spoken = [plain(quote) for quote in spoken]
        self._derived = [plain(shown) for shown in derived]
        both = [*self._passages, *self._derived]
        read = [atoms(text) for text in both]
        self._bare = [text.casefold() for text in both]
        self._numbers = {number for found in read for number in found.numbers}
        self._dates = {date for found in read for date in found.dates}
        self._words = {word for text in both for word in words(text)}

    def says(self, folded: str) -> bool:
        """Tell whether one passage holds these words without a gap, and not within other words."""
        return any(_stands_in(folded, passage) for passage in self._passages)

    def quotes(self, folded: str) -> bool:
        """Tell whether one passage that is given to a source as its words holds these without a gap."""
        return any(_stands_in(folded, passage) for passage in self._spoken)

    def derives(self, folded: str) -> bool:
        """Tell whether a derivation gives exactly these words."""
        return folded in self._derived

    def has_date(self, date: Day) -> bool:
        """Tell whether a date is given that agrees in every part that the line says."""
        return any(
            all(mine in (None, its) for mine, its in zip(date, given, strict=True)) for given in self._dates
        )

    def has_number(self, number: str) -> bool:
        """Tell whether the number is given, as far as it goes."""
        return number in self._numbers

    def has_name(self, name: str) -> bool:
        """Tell whether one passage or derivation has the name without a gap."""
        return any(_stands_in(name, text) for text in self._bare)

    def has_word(self, word: str) -> bool:
        """Tell whether a word stands in one of them."""
        return word in self._words


def _stands_in(part: str, whole: str) -> bool:
    """Tell whether a part stands in a text and neither its first nor its last word goes on beyond it."""
    at = whole.find(part) if part else -1
    while at >= 0:
        end = at + len(part)
        before = at > 0 and whole[at - 1].isalnum() and part[0].isalnum()
        after = end < len(whole) and whole[end].isalnum() and part[-1].isalnum()
        if not (before or after):
            return True
        at = whole.find(part, at + 1)
    return not part

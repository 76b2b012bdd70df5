"""Numbers in digits and in words, with their places.

What is read: "1,200", "1 200" with a narrow or no-break space, "1.2 million", "100k", "2.5bn",
"twenty-four", "a hundred", "two and a half million", "a dozen", "two-thirds of", and vague plurals.

A vague plural has no value. Its bounds are a convention: at least two of what it names, and fewer than
the next step of the ladder, so that "hundreds of thousands" lies from 200,000 to 999,999 and "dozens"
from 24 to 99. "Several hundred" and "a few hundred" are bounded as "hundreds" is.

What can be two numbers ("3,5", "1 200" with a plain space, and "100.000", which is a hundred thousand
to half of Europe) is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Value = int | float
"""What a number comes to: an `int` when it is whole."""

MAX_DIGITS = 18
"""A longer run of digits counts nothing that news reports."""

_SP = "[ \t\u00a0\u2009\u202f\r\n]"
_THIN = "\u00a0\u2009\u202f"


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    VAGUE = "vague"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        value: None for a vague plural.
        low: the least it can mean; None unless vague.
        high: the greatest it can mean; None unless vague.
        scale: what a word of size after the digits multiplied them by; 1 when there is none.
    """

    span: Span
    form: Form
    value: Value | None
    low: Value | None = None
    high: Value | None = None
    scale: int = 1


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Find the numbers in a part of a text, left to right, none overlapping.

    >>> [number.value for number in numbers("Twenty-four envoys, 1.2 million marks, 3,500 tons, 3,5 more")]
    [24, 1200000, 3500]
    >>> [(number.low, number.high) for number in numbers("hundreds of thousands of people")]
    [(200000, 999999)]
    """
    at, end = start, len(text) if end is None else end
    while match := _pattern().search(text, at, end):
        found = _READERS[str(match.lastgroup)](match)
        # A run of words may hold two numbers ("five and ten"), or a size and a number ("million six").
        if found is not None:
            at = found.span.end
            yield found
        else:
            first = _WORD.match(text, match.start())
            at = first.end() if first is not None else match.end()


def whole(value: float) -> Value:
    """Turn a value without a fraction into an `int`; drop the noise of binary arithmetic.

    >>> whole(2.5 * 1_000_000), whole(0.1 + 0.2)
    (2500000, 0.3)
    """
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


_ALIKE = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"})


def lowered(word: str) -> str:
    """Give a word in small letters, with the letters that `re.IGNORECASE` takes for i, s and k.

    >>> lowered("Mıllıon")
    'million'
    """
    return word.translate(_ALIKE).lower()


# --- patterns ---------------------------------------------------------------------------------------


@cache
def _table(use: str) -> Mapping[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("number_words") if row["use"] == use}


def _one_of(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _pattern() -> re.Pattern[str]:
    small, scale, plural = (
        _one_of([*_table("small")]),
        _one_of([*_table("scale")]),
        _one_of([*_table("plural")]),
    )
    denominators = _one_of([*_table("part")])
    short = _one_of([*_table("suffix"), *_table("scale")])
    digits = (
        rf"(?P<digits>[0-9]++(?:[.,{_THIN}][0-9]++)*+(?![:/][0-9])"
        rf"(?P<attached>[A-Za-z]{{1,8}})?+(?![\w])(?:[- {_THIN}](?P<size>{short})(?!\w))?+)"
    )
    vague = (
        rf"(?P<vague>(?:(?:several|many|some|a few|untold|countless){_SP})?(?P<some>{plural})(?!\w)"
        rf"(?:{_SP}of{_SP}(?P<of>{plural})(?!\w))?"
        rf"|(?:several|a few){_SP}(?P<few>{scale})(?!\w)(?:{_SP}(?P<more>{scale})(?!\w))?)"
    )
    fraction = (
        rf"(?P<fraction>(?:(?P<count>an?|{small})(?:-|{_SP}))?(?P<part>{denominators})s?(?!\w)"
        rf"(?:{_SP}of{_SP}an?{_SP}(?P<whole>{scale})(?!\w)"
        rf"|(?={_SP}of(?!\w)|(?<=half){_SP}(?:the|its|their|his|her|our|all)(?!\w))))"
    )
    word = f"(?:{small}|{scale})(?!\\w)"
    run = (
        rf"(?P<words>(?:(?:half{_SP})?an?{_SP}(?:half{_SP})?(?={scale})|half{_SP}(?={scale}))?{word}"
        rf"(?:(?:-|{_SP}(?:and{_SP}(?:a{_SP})?)?)(?:{word}|half(?!\w))){{0,10}})"
    )
    return re.compile(rf"(?<![\w])(?<![0-9][.,:/])(?:{digits}|{vague}|{fraction}|{run})", re.IGNORECASE)


# --- digits -----------------------------------------------------------------------------------------

_GROUPED = re.compile(
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]{{1,3}}(?:[{_THIN}][0-9]{{3}})+|[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}"
)
_GROUP_AFTER = re.compile(r" [0-9]{3}(?![0-9])")
_GROUP_BEFORE = re.compile(r"(?:^|[^0-9.,])[0-9]{1,3} $")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_EITHER = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def value_of_digits(digits: str) -> Value | None:
    """Read a number written in digits alone; None when it can be two numbers or none.

    >>> [value_of_digits(d) for d in ("1,200", "1.5", "1.200.000", "3,5", "100.000", "0.125", "007")]
    [1200, 1.5, 1200000, None, None, 0.125, None]
    """
    if len(digits) > MAX_DIGITS * 2 or sum(map(str.isdigit, digits)) > MAX_DIGITS:
        return None
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        return None
    if _EITHER.fullmatch(digits):
        return None
    if _GROUPED.fullmatch(digits):
        bare = digits if digits.count(".") < 2 else digits.replace(".", "")
        return whole(float(re.sub(rf"[,{_THIN}]", "", bare)))
    return whole(float(digits)) if _PLAIN.fullmatch(digits) else None


def _of_digits(match: re.Match[str]) -> Number | None:
    attached, size = match["attached"], match["size"]
    if _is_spaced(match):
        return None
    digits = match["digits"][: _digits_end(match) - match.start()]
    suffixes = _table("suffix")
    scale = 1
    if attached is not None:
        scale = suffixes.get(lowered(attached)) or _table("scale").get(lowered(attached), 0)
        if scale == 0:
            return None
    if size is not None:
        scale *= suffixes.get(lowered(size)) or _table("scale")[lowered(size)]
    value = value_of_digits(digits)
    if value is None and scale > 1 and _EITHER.fullmatch(digits):
        value = float(digits)
    if value is None:
        return None
    return Number(Span(match.start(), match.end()), Form.DIGITS, whole(value * scale), scale=scale)


def _is_spaced(match: re.Match[str]) -> bool:
    """Tell whether a number may be half of one grouped by plain spaces ("1 200"), or one of two."""
    text, start, end = match.string, match.start(), _digits_end(match)
    if end - start <= 3 and _GROUP_AFTER.match(text, end):
        return True
    return end - start == 3 and _GROUP_BEFORE.search(text, max(0, start - 5), start) is not None


def _digits_end(match: re.Match[str]) -> int:
    if match["attached"] is not None:
        return match.start("attached")
    return match.start("size") - 1 if match["size"] is not None else match.end()


# --- words ------------------------------------------------------------------------------------------


def _of_vague(match: re.Match[str]) -> Number | None:
    plural, scale = _table("plural"), _table("scale")
    if match["few"] is not None:
        step, times = (
            scale[lowered(match["few"])],
            scale[lowered(match["more"])] if match["more"] else 1,
        )
    else:
        step, times = plural[lowered(match["some"])], plural[lowered(match["of"])] if match["of"] else 1
    if step in (10, 20) and times == 1 and not _is_of(match):
        return None
    high = 100 if step in (10, 12) else 200 if step == 20 else 1000 if step == 100 else 10 * step
    return Number(
        Span(match.start(), match.end()), Form.VAGUE, None, low=2 * step * times, high=high * times - 1
    )


def _is_of(match: re.Match[str]) -> bool:
    """Tell "scores of ships" from test scores."""
    return (
        lowered(match["some"]) == "scores" and match.string[match.end() : match.end() + 4].lower() == " of "
    )


def _of_fraction(match: re.Match[str]) -> Number | None:
    count, part = lowered(match["count"] or ""), lowered(match["part"])
    if not count and part != "half":
        return None
    over = _table("small").get(count, 1)
    if over >= _table("part")[part]:
        return None
    if match["whole"] is not None:
        size = _table("scale")[lowered(match["whole"])]
        return Number(Span(match.start(), match.end()), Form.WORDS, whole(over * size / _table("part")[part]))
    value = round(over / _table("part")[part], 4)
    return Number(Span(match.start(), match.end()), Form.FRACTION, value)


_WORD = re.compile(r"[^\W\d_]+")


def _of_words(match: re.Match[str]) -> Number | None:
    parts = list(_WORD.finditer(match[0]))
    value, used = _evaluate([lowered(part[0]) for part in parts])
    if used == 0:
        return None
    return Number(Span(match.start(), match.start() + parts[used - 1].end()), Form.WORDS, whole(value))


def _evaluate(words: Sequence[str]) -> tuple[float, int]:
    """Give the value of the longest run from the first word that is one number, and its length in words.

    >>> _evaluate("one hundred and twenty thousand".split()), _evaluate("two and three".split())
    ((120000.0, 5), (2.0, 1))
    """
    small, scale = _table("small"), _table("scale")
    total, group, at = _opening(words)
    used, last, size = at, 0, total
    while at < len(words) and (word := words[at]):
        if word in ("and", "a") and used:
            at += 1
            continue
        joined = at > used
        if word == "half" and at - used == 2:
            group, total = (group + 0.5, total) if group else (0.0, total + size / 2)
        elif word in scale and used and not joined:
            size = scale[word]
            total, group = (total, group * size) if size == 100 else (total + group * size, 0.0)
        elif word in small and _follows(small[word], group, last, total=total, joined=joined):
            group += small[word]
        else:
            break
        last = small.get(word, 0)
        at += 1
        used = at
    return total + group, used


def _opening(words: Sequence[str]) -> tuple[float, float, int]:
    """Read "a hundred", "half a million": total, open group, words used."""
    scale = _table("scale")
    lead = 0
    while lead < len(words) and words[lead] in ("a", "an", "half"):
        lead += 1
    if lead == 0 or lead >= len(words) or words[lead] not in scale:
        return 0.0, 0.0, 0
    size = scale[words[lead]] * (0.5 if "half" in words[:lead] else 1.0)
    return (0.0, size, lead + 1) if size in (50, 100) else (size, 0.0, lead + 1)


def _follows(word: int, group: float, last: int, *, total: float, joined: bool) -> bool:
    """Tell whether a small number goes on the number so far: "twenty-four", not "two five"."""
    if joined:
        return word < 100 and (group >= 100 or (group == 0 and total > 0))
    if last >= 20:
        return word < 10
    return last == 0 and (group == 0 or group >= 100)


_READERS: dict[str, Callable[[re.Match[str]], Number | None]] = {
    "digits": _of_digits,
    "vague": _of_vague,
    "fraction": _of_fraction,
    "words": _of_words,
}

"""Numbers with their units, bounds and ranges, before it is known what they count.

Nothing here reads the parse: a quantity is found by the characters around a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.codebook import Modifier
from standoff.model.span import Span
from standoff.text.numbers import Form, Value, lowered, numbers, whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from standoff.text.numbers import Number

SMALL = 10
"""A count up to this is a figure only with a noun that is news."""

_SP = "[ \t\u00a0\u2009\u202f\r\n]"
_NEAR = 40
"""Code points beside a number in which its unit and modifier are looked for."""


_EMPHASIS = 3
"""Asterisks that Markdown may put before a word."""


class Sort(StrEnum):
    """What a quantity is by its unit."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number, or a range of two, with what is written to it.

    Attributes:
        span: from the modifier to the unit.
        number: from the first digit or number word to the last, currency signs and units left out.
        value: None for ranges and vague plurals.
        low, high: bounds that the words give; an exact value has none.
        unit: ``%``, ISO 4217, a unit of ``units.tsv``, ``fraction``, or None for a plain count.
        distance: whether the unit is one of length, which is a figure in some sentences only.
    """

    span: Span
    number: Span
    form: Form
    sort: Sort
    value: Value | None
    low: Value | None = None
    high: Value | None = None
    unit: str | None = None
    modifier: Modifier | None = None
    distance: bool = False

    @property
    def most(self) -> Value:
        """The greatest number that the words name."""
        named = [n for n in (self.value, self.low, self.high) if n is not None]
        return max(named)


@cache
def words(use: str) -> Mapping[str, str]:
    """Give the words of one use in ``figure_words.tsv`` with their values."""
    return {row["word"]: row["value"] for row in rows("figure_words") if row["use"] == use}


def quantities(text: str, sentence: Span, dates: Collection[Span]) -> list[Quantity]:
    """Find the quantities of a sentence, in order; no number inside a date is one.

    >>> page = "They sent 2 to 3 million marks and about $40bn, or 38 percent."
    >>> [(q.span.of(page), q.value, q.low, q.high, q.unit) for q in quantities(page, Span(0, len(page)), [])]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('2 to 3 million', None, 2000000, 3000000, None), ('about $40bn', 40000000000, None, None, 'USD'),
     ('38 percent', 38, None, None, '%')]
    """
    bare = [
        _with_unit(text, sentence, number)
        for number in numbers(text, sentence.start, sentence.end)
        if not _is_name(text, sentence, number) and not any(number.span.overlaps(date) for date in dates)
    ]
    return [_bounded(text, sentence, quantity) for quantity in _ranges(text, sentence, bare)]


# --- what is no quantity ----------------------------------------------------------------------------

_WORD_BEFORE = re.compile(r"([^\s()\[\]\"“”‘’']{1,24})\s{1,2}$")
_INITIAL = re.compile(r"(?:^|\W)[B-HJ-Z]$")


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(rf"{_SP}?(?:{_one_of(words('clock'))})(?!\w)")


def _is_name(text: str, sentence: Span, number: Number) -> bool:
    """Tell whether a number is part of a name, a time of day, an address: "Su-35", "Article 5", "9 a.m."."""
    start, end = number.span.start, number.span.end
    before = text[max(sentence.start, start - _NEAR) : start]
    after = text[end : min(sentence.end, end + _NEAR)]
    if before.endswith(("#", "@", "/", "_", "&", "=")) or (
        after[:1] in ("/", "_", "@") and after[1:2].isalnum()
    ):
        return True
    glued = before.endswith(("-", "–", "—")) and before[-2:-1].isalpha() and not before.endswith("-to-")
    if glued and (before[-1] == "-" or number.form is Form.DIGITS):
        return True
    if _clock().match(after):
        return True
    if re.match(r"[.:]\s", after) and not before.strip() and number.value is not None and number.value < 100:
        return True
    word = _WORD_BEFORE.search(before)
    if word is None:
        return False
    return word[1] in words("naming") or (number.form is Form.DIGITS and _INITIAL.search(word[1]) is not None)


# --- units ------------------------------------------------------------------------------------------


def _one_of(listed: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))


@cache
def _currencies(place: str) -> Mapping[str, str]:
    return {row["written"]: row["code"] for row in rows("currencies") if row["place"] == place}


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)|(?<=[0-9–—-]))({_one_of(_currencies('before'))}){_SP}?$")


@cache
def _after() -> re.Pattern[str]:
    money = _one_of(_currencies("after"))
    units = _one_of({row["written"]: row["unit"] for row in rows("units")})
    return re.compile(
        rf"(?:-|{_SP}{{1,2}}(?:of{_SP})?|(?=[%a-z]))"
        rf"(?:(?P<points>(?:percentage|percent)[- ]points?)|(?P<percent>percent|per{_SP}cent|pct)"
        rf"|(?P<money>{money})|(?P<unit>{units}))(?!\w)|{_SP}?(?P<sign>%)(?P<of>{_SP}points?(?!\w))?"
    )


_FIRST_WORD = re.compile(rf"(?:-|{_SP}{{1,2}}(?:of{_SP})?)?(%|[^\W\d_]{{1,14}}|[^\s\w])")


@cache
def _unit_words() -> frozenset[str]:
    """Give the words that a unit may begin with; most numbers are followed by none of them."""
    written = [*_currencies("after"), *(row["written"] for row in rows("units"))]
    first = (re.match(r"[^\W\d_]+|[^\s\w]", unit) for unit in written)
    return frozenset(word[0] for word in first if word) | {"%", "percentage", "percent", "per", "pct"}


_BRACKETED = re.compile(rf"{_SP}?\({_SP}?([A-Z]{{3}}){_SP}?\)")
_GLOSSED = re.compile(rf"{_SP}[\[{{(]([a-z]{{3,12}})[\]}})]")
"""A currency that a rewriter put in brackets: "1.4 billion {dollars}"."""
_CHINA = re.compile(r"\b(?:yuan|renminbi|RMB|China|Chinese)\b")
_OF = re.compile(rf"{_SP}{{1,2}}of{_SP}")


def _with_unit(text: str, sentence: Span, number: Number) -> Quantity:
    start, end = number.span.start, number.span.end
    plain = Quantity(
        span=number.span,
        number=number.span,
        form=number.form,
        sort=Sort.COUNT,
        value=number.value,
        low=number.low,
        high=number.high,
        modifier=Modifier.ABOUT if number.form is Form.VAGUE else None,
    )
    if number.form is Form.FRACTION:
        return replace(plain, sort=Sort.SHARE, unit="fraction")
    after = None
    if (word := _FIRST_WORD.match(text, end, sentence.end)) is not None and word[1] in _unit_words():
        after = _after().match(text, end, min(sentence.end, end + _NEAR))
    if after is not None and number.form is not Form.VAGUE and _OF.match(text, end):
        after = None
    sign = _signs().search(text, max(sentence.start, start - 8), start)
    if sign is not None:
        end, code = _currency(text, sentence, sign, end, after)
        return replace(plain, span=Span(sign.start(1), end), sort=Sort.MONEY, unit=code)
    if after is not None:
        return _with_suffix(text, plain, after)
    glossed = _GLOSSED.match(text, end, min(sentence.end, end + _NEAR))
    if glossed is not None and glossed[1] in _currencies("after"):
        span = Span(start, glossed.end())
        return replace(plain, span=span, sort=Sort.MONEY, unit=_currencies("after")[glossed[1]])
    return plain


def _currency(
    text: str, sentence: Span, sign: re.Match[str], end: int, after: re.Match[str] | None
) -> tuple[int, str]:
    """Give where a sum ends and its currency: by the sign before it, or by a word or a code after it."""
    if after is not None and after["money"]:
        return after.end(), _currencies("after")[after["money"]]
    bracketed = _BRACKETED.match(text, end, min(sentence.end, end + 12))
    if bracketed is not None and bracketed[1] in _currencies("after"):
        return bracketed.end(), bracketed[1]
    code = _currencies("before")[sign[1]]
    if sign[1] == "¥" and _CHINA.search(text, sentence.start, sentence.end):
        return end, "CNY"
    return end, code


def _with_suffix(text: str, plain: Quantity, after: re.Match[str]) -> Quantity:
    span = Span(plain.span.start, after.end())
    if after["money"]:
        return replace(plain, span=span, sort=Sort.MONEY, unit=_currencies("after")[after["money"]])
    if after["points"] or after["of"]:
        return replace(plain, span=span, sort=Sort.SHARE, unit="percentage point")
    if after["percent"] or after["sign"]:
        share = replace(plain, span=span, sort=Sort.SHARE, unit="%")
        sign = text[max(0, span.start - 2) : span.start]
        if share.value is None or sign[-1:] not in ("-", "−") or sign[:-1].isalnum():
            return share
        return replace(share, span=Span(span.start - 1, span.end), value=whole(-share.value))
    unit = next(row for row in rows("units") if row["written"] == after["unit"])
    return replace(
        plain, span=span, sort=Sort.MEASURE, unit=unit["unit"], distance=unit["class"] == "distance"
    )


# --- ranges -----------------------------------------------------------------------------------------

_RANGE_WORD = re.compile(rf"(?<!\w)(between|from){_SP}{{1,3}}$", re.IGNORECASE)
_JOIN = re.compile(rf"{_SP}?[-–—]{_SP}?|{_SP}(?:to|or){_SP}|(?P<and>{_SP}and{_SP})")


def _ranges(text: str, sentence: Span, found: list[Quantity]) -> Iterator[Quantity]:
    """Join "70,000 to 100,000" and "between 2 and 3 million" into one quantity with two bounds."""
    held: Quantity | None = None
    for quantity in found:
        joined = _range(text, sentence, held, quantity) if held is not None else None
        if joined is not None:
            yield joined
            held = None
            continue
        if held is not None:
            yield _lent_unit(text, sentence, held, quantity)
        held = quantity
    if held is not None:
        yield held


def _lent_unit(text: str, sentence: Span, left: Quantity, right: Quantity) -> Quantity:
    """Give "from 10 to 20 percent" its first unit."""
    between = text[left.span.end : right.span.start]
    before = _RANGE_WORD.search(text, max(sentence.start, left.span.start - 10), left.span.start)
    if (
        left.sort is Sort.COUNT
        and right.sort is not Sort.COUNT
        and before
        and between.strip() in ("to", "and")
    ):
        return replace(left, sort=right.sort, unit=right.unit, distance=right.distance)
    return left


def _range(text: str, sentence: Span, left: Quantity, right: Quantity) -> Quantity | None:
    between = _JOIN.fullmatch(text, left.span.end, right.span.start)
    before = _RANGE_WORD.search(text, max(sentence.start, left.span.start - 10), left.span.start)
    word = lowered(before[1]) if before else ""
    if between is None or (between["and"] and word != "between") or word == "from":
        return None
    if left.value is None or right.value is None or Form.FRACTION in (left.form, right.form):
        return None
    if left.unit is not None and right.unit is not None and left.unit != right.unit:
        return None
    low = _same_scale(text, left, right)
    if low >= right.value:
        return None
    unit, sort = (right.unit, right.sort) if right.unit is not None else (left.unit, left.sort)
    start = before.start(1) if before and word == "between" else left.span.start
    return Quantity(
        span=Span(start, right.span.end),
        number=Span(left.number.start, right.number.end),
        form=right.form,
        sort=sort,
        value=None,
        low=low,
        high=right.value,
        unit=unit,
        distance=right.distance,
    )


_SCALE = re.compile(r"[0-9]\W?(?:[a-z]{1,3}|million|billion|trillion|thousand|hundred)$", re.IGNORECASE)


def _same_scale(text: str, left: Quantity, right: Quantity) -> Value:
    """Read the first of "2 to 3 million" and of "70-100,000" on the scale of the second."""
    assert left.value is not None
    assert right.value is not None
    low, high = left.value, right.value
    if low >= high or low >= 1000 or _SCALE.search(left.number.of(text)):
        return low
    said = right.number.of(text)
    bare = re.match(r"[0-9.,]+", said)
    digits = bare[0].replace(",", "") if bare else ""
    if bare and bare[0] != said and digits.count(".") < 2 and float(digits.strip(".")) > low:
        return whole(low * high / float(digits.strip(".")))
    return whole(low * 1000) if said.endswith(",000") and low >= 10 and low * 1000 < high else low


# --- modifiers --------------------------------------------------------------------------------------


@cache
def _modifiers(use: str) -> re.Pattern[str]:
    if use == "after modifier":
        return re.compile(rf"{_SP}?({_one_of(words(use))})(?!\w)", re.IGNORECASE)
    return re.compile(
        rf"(?:^|(?<=[\W_]))({_one_of(words(use))})(?:{_SP}{{1,2}}|(?<=\W))(?:an?{_SP}(?:total{_SP}of{_SP})?)?$",
        re.IGNORECASE,
    )


def _bounded(text: str, sentence: Span, quantity: Quantity) -> Quantity:
    """Read "at least", "some", "or more" beside a quantity, and take them into its span."""
    start, end = quantity.span.start, quantity.span.end
    while start > sentence.start and text[start - 1] == "*" and quantity.span.start - start < _EMPHASIS:
        start -= 1
    first = max(sentence.start, start - _NEAR)
    use = "modifier"
    before = None
    if _may_modify(text[first:start]):
        before = _modifiers(use).search(text, first, start)
        if before is None and (quantity.sort is not Sort.COUNT or quantity.most > SMALL):
            use = "preposition modifier"
            before = _modifiers(use).search(text, first, start)
            if before is not None and _takes_preposition(text[first : before.start(1)]):
                before = None
    if before is not None:
        return _limited(quantity, Modifier(words(use)[lowered(before[1])]), Span(before.start(1), end))
    after = _modifiers("after modifier").match(text, end, min(sentence.end, end + _NEAR))
    if after is not None:
        modifier = Modifier(words("after modifier")[lowered(after[1])])
        return _limited(quantity, modifier, Span(quantity.span.start, after.end()))
    return quantity


@cache
def _last_words() -> frozenset[str]:
    phrases = [*words("modifier"), *words("preposition modifier")]
    return frozenset(phrase.split()[-1] for phrase in phrases) | {"a", "an", "of"}


def _may_modify(before: str) -> bool:
    """Tell cheaply whether a modifier may end what stands before a number."""
    last = before.rstrip().rsplit(None, 1)[-1:]
    if not last:
        return False
    word = lowered(last[0])
    return word[-1] in "~≈≥≤<>" or word.lstrip("(\"'“‘—–-[") in _last_words()


def _takes_preposition(before: str) -> bool:
    """Tell "hand over 12 hostages" and "talks about 12 ships" from a modifier."""
    word = _WORD_BEFORE.search(before)
    return word is not None and lowered(word[1]) in words("takes preposition")


def _limited(quantity: Quantity, modifier: Modifier, span: Span) -> Quantity:
    """Lay a modifier on a quantity: an open side loses its bound."""
    value, low, high = quantity.value, quantity.low, quantity.high
    if modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        low, high = (value if low is None else low), None
    elif modifier in (Modifier.AT_MOST, Modifier.LESS_THAN):
        low, high = None, (value if high is None else high)
    return replace(quantity, span=span, modifier=modifier, low=low, high=high)

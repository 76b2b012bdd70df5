"""Dates that say themselves which day, month, year, decade or century they mean.

Each kind of date is a line of ``time_rules.tsv``: a regular expression of named pieces, and the name of
a guard where a match alone does not prove a date ("2014" may count troops). What a match means follows
from the pieces that it filled (`standoff.stages.datevalues`). Values follow TimeML's TIMEX3.

Conventions:

* "January 9 and 10, 2022" and "2014–2016" are two dates each. A day takes the month and the year that
  it lacks from the day it is joined with.
* A day without a year ("7 December") takes the year that puts it nearest to the publication day, and is
  then anchored on ``published``; with no such day known its value is ``XXXX-12-07``, without EDTF.
* "early", "mid" and "late" keep TIMEX3's value of the whole and give, in EDTF, its first, middle or last
  third: "mid-December 2021" is 2021-12-11/2021-12-20, "early 2022" 2022-01/2022-04.
* A day that no calendar has ("February 31, 2021") keeps its mark, with neither value nor EDTF.
* "08.12.2021" is the eighth of December; "08/12/2021" is ambiguous and is not marked.
* A mark takes in "the", "early", "the end of" and the weekday that stand before it, as TimeML has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.codebook import Layer
from standoff.stages.datevalues import read, settle, share_years, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from standoff.model.annotation import Annotation
    from standoff.model.span import Span
    from standoff.stages.base import Reading
    from standoff.stages.datevalues import Read

FIRST_YEAR, LAST_YEAR = 1600, 2100
"""A bare number outside these years is not taken for one."""

_SP = "[ \t\u00a0\u2009\u202f\r\n]"
_DASH = f"{_SP}?[-–—]{_SP}?"
_NEAR = 48
"""Code points before or after a match that a guard looks at."""


class Times:
    """Marks explicit dates; needs sentences alone.

    Expressions that count from another time ("Tuesday", "last week") are not read by this version.
    """

    name = "times"
    version = 1
    gives: frozenset[Layer] = frozenset({Layer.TIME})
    needs: frozenset[Layer | str] = frozenset({Layer.SENTENCE})

    def annotate(self, reading: Reading) -> list[Annotation]:
        """Mark the dates of every sentence."""
        found: list[Annotation] = []
        for sentence in reading.sentences:
            dates = list(_dates_in(reading.text, sentence))
            found.extend(settle(day, reading.published.date) for day in share_years(reading.text, dates))
        return found


def _dates_in(text: str, sentence: Span) -> Iterator[Read]:
    """Find the dates of one sentence; of the rules that match at one place the first holds."""
    done = sentence.start
    last = -1
    for start in _grammar().start.finditer(text, sentence.start, sentence.end):
        if start.start() < done or _is_in_name(text, sentence.start, start.start()):
            continue
        match = next(_matches(text, start, sentence, last), None)
        if match is not None:
            yield from read(match)
            done = last = match.end()


def _matches(text: str, start: re.Match[str], sentence: Span, last: int) -> Iterator[re.Match[str]]:
    """Try the rules in their order, with the words that may open a date and then without them."""
    for at in dict.fromkeys((start.start(), start.start("core"))):
        for rule in _grammar().rules:
            match = rule.pattern.match(text, at, sentence.end)
            if match and rule.guard(match, _Around.of(match, sentence, last)):
                yield match


# --- the grammar ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a match.

    Attributes:
        before: the end of the sentence so far.
        mark: the character that follows.
        following: the next word, if nothing but space, a hyphen or a further number stands before it.
        joined: whether a date stands just before, with at most an "and" between.
    """

    before: str
    mark: str
    following: str
    joined: bool

    @classmethod
    def of(cls, match: re.Match[str], sentence: Span, last: int) -> _Around:
        text, start, end = match.string, match.start(), match.end()
        after = text[end : min(sentence.end, end + _NEAR)]
        word = _NEXT.match(after)
        return cls(
            before=text[max(sentence.start, start - _NEAR) : start],
            mark=after[:1],
            following=word[1] if word else "",
            joined=last >= 0 and start - last < 9 and _JOIN.fullmatch(text[last:start]) is not None,
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    guard: Callable[[re.Match[str], _Around], bool]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The compiled rules, and one pattern for the places where any of them may match."""

    start: re.Pattern[str]
    rules: tuple[_Rule, ...]


_NEXT = re.compile(
    rf"(?:{_SP}(?:to|and|or){_SP}[0-9][0-9,]{{3,9}}|[-–—][0-9][0-9,]{{3,9}})?(?:-|{_SP})([^\W\d_]{{1,20}})"
)
_JOIN = re.compile(r"\W{0,3}(?:and|or|to|until)?\W{0,3}")
_IN_NAME = re.compile(r"[^\W_]-$")
_BEFORE_HYPHEN = re.compile(r"(?:^|\W)(?:pre|post|mid)-$", re.IGNORECASE)


@cache
def _grammar() -> _Grammar:
    pieces = _pieces()
    rules = [
        _Rule(
            re.compile(re.sub(r"<[^<>()]{1,9}>", lambda name: pieces.get(name[0], name[0]), row["pattern"])),
            _GUARDS[row["guard"]],
        )
        for row in rows("time_rules")
    ]
    names = ("<month>", "<part>", "<season>", "<ordinal>", "<century>")
    first = [re.sub(r"\(\?P<\w+>", "(?:", pieces[name]) for name in names]
    begins = "|".join(["[0-9]", "['’][5-9]0s", "Q[1-4]", r"fiscal\b", "second", *first])
    start = rf"(?<![\w$€£¥#/@&])(?<![0-9][.,:])(?:[Tt]he{_SP}{{1,3}})?{pieces['<weekday>']}(?P<core>{begins})"
    return _Grammar(re.compile(start), tuple(rules))


@cache
def _pieces() -> dict[str, str]:
    """Give what stands for each name between angle brackets in ``time_rules.tsv``."""
    names = [form for row in rows("months") for form in (row["name"], row["name"].upper())]
    short = [form for row in rows("months") for word in row["short"].split() for form in (word, word.upper())]
    number_ends = r"(?!\w)(?![.,:][0-9])"
    day = rf"(?:0?[1-9]|[12][0-9]|3[0-9])(?:st|nd|rd|th|ST|ND|RD|TH)?{number_ends}"
    year = rf"[12][0-9]{{3}}{number_ends}"
    return {
        "<s>": f"{_SP}{{1,3}}",
        "<,>": f"(?:{_SP}{{0,2}},{_SP}{{0,3}}|{_SP}{{1,3}})",
        "<->": f"(?:-|{_SP}{{1,3}})",
        "<dash>": _DASH,
        "<and>": rf"(?:{_DASH}|,?{_SP}{{1,3}}(?:and|or|to|through|until|&){_SP}{{1,3}})",
        "<weekday>": rf"(?:(?:{_one_of(words('weekday'))})\.?,?{_SP}{{1,3}})?",
        "<month>": rf"(?P<month>(?:{_one_of(names)})(?!\w)|(?:{_one_of(short)})(?:\.|(?!\w)))",
        "<day>": f"(?P<day>{day})",
        "<day2>": f"(?P<day2>{day})",
        "<day3>": f"(?P<day3>{day})",
        "<year>": f"(?P<year>{year})",
        "<year2>": f"(?P<year2>{year})",
        "<yy>": r"(?P<yy>[0-9]{2})(?!\w)(?![.,:-][0-9])",
        "<part>": f"(?P<part>{_any_case(words('part'))})",
        "<season>": f"(?P<season>{_any_case(words('season'))})",
        "<ordinal>": f"(?P<ordinal>{_any_case(words('ordinal'))})",
        "<century>": f"(?P<century>(?:[1-9]|1[0-9]|2[01])(?:[SsTt][Tt]|[Nn][Dd]|[Rr][Dd]|[Tt][Hh])"
        f"|{_any_case(words('century'))})",
    }


def _one_of(listed: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))


def _any_case(listed: Iterable[str]) -> str:
    """Accept words as listed, with a capital, and in capitals."""
    return _one_of({form for word in listed for form in (word, word.capitalize(), word.upper())})


# --- guards -----------------------------------------------------------------------------------------


def _is_in_name(text: str, first: int, at: int) -> bool:
    """Refuse the number in "Su-35", but not that in "pre-2014" or after a dash."""
    before = text[max(first, at - 6) : at]
    return _IN_NAME.search(before) is not None and _BEFORE_HYPHEN.search(before) is None


@cache
def _measures() -> frozenset[str]:
    """Words that, after a number, make it a count or a measure and no part of a date."""
    classes = {"force", "weapon", "casualty", "people", "money", "measure"}
    nouns = {row["plural"] for row in rows("figure_nouns") if row["class"] in classes}
    return frozenset(words("measure after")) | nouns


def _is_uncounted(_match: re.Match[str], around: _Around) -> bool:
    return around.mark != "%" and around.following not in _measures()


def _is_year(match: re.Match[str], around: _Around) -> bool:
    """Tell whether a number stands where a year would."""
    said = match.groupdict()
    year = int(said["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR or not _is_uncounted(match, around):
        return False
    if "yy" in said and int(said["yy"]) != (year + 1) % 100:
        return False
    return "month" in said or around.joined or _takes_year(around.before) or _names_year(year, around)


@cache
def _prepositions() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|([^\W\d_]+)\W{{1,2}}|\W)({_one_of(words('before year'))})(?:-|{_SP}{{1,3}})$", re.IGNORECASE
    )


def _takes_year(before: str) -> bool:
    """Tell whether the words before a number make it a year: "since", "in", not "a total of"."""
    found = _prepositions().search(before)
    if found is None:
        return False
    return found[2].lower() not in ("of", "for", "from") or (found[1] or "").lower() not in words("total")


_LAST_WORD = re.compile(rf"([^\W\d_]+(?:-[a-z]+)?(?:['’]s|['’])?){_SP}{{1,3}}$")


def _names_year(year: int, around: _Around) -> bool:
    """Tell whether a number by a noun is a year: "the 2015 agreement", "2014 annexation", "(2014)"."""
    if not 1900 <= year <= 2099:
        return False
    if around.before.endswith("(") and around.mark in ");,–-":
        return True
    if around.before.rstrip().endswith(("©", "(c)")):
        return True
    if not around.following:
        return False
    found = _LAST_WORD.search(around.before)
    word = found[1].lower() if found else ""
    taken = word in words("year takes") or word.endswith(("'s", "’s", "s'", "s’"))
    return taken or around.following in words("after year")


def _is_range(match: re.Match[str], around: _Around) -> bool:
    first, second = int(match["year"]), int(match["year2"])
    return 1800 <= first < second <= LAST_YEAR and _is_uncounted(match, around)


def _is_plain(match: re.Match[str], _around: _Around) -> bool:
    """Tell whether only one of two numbers can be the month."""
    first, second = int(match["first"]), int(match["second"])
    return min(first, second) <= 12 and (max(first, second) > 12 or first == second)


_GUARDS: dict[str, Callable[[re.Match[str], _Around], bool]] = {
    "-": lambda _match, _around: True,
    "counted": _is_uncounted,
    "year": _is_year,
    "years": _is_range,
    "slashed": _is_plain,
}

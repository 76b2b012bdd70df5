"""What else must hold where a rule fits: many a number and many a word of time is none.

The words that the guards look for are data (`time_words.tsv`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.stages.times import unit_guards
from standoff.stages.times.context import (
    after,
    before,
    is_capital,
    is_free,
    is_name,
    left,
    next_is_capital,
    right,
)
from standoff.stages.times.dates import month_of, number
from standoff.stages.times.grammar import months, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standoff.stages.times.grammar import Matched

FIRST_YEAR, LAST_YEAR = 1600, 2100
"""A bare number outside these years is not taken for one."""


# --- numbers ----------------------------------------------------------------------------------------


@cache
def _counted(classes: tuple[str, ...]) -> frozenset[str]:
    """Give the words that, after a number, make it a count or a measure and no part of a date."""
    nouns = {row["plural"] for row in rows("figure_nouns") if row["class"] in classes}
    return frozenset(words("measure after")) | nouns


def counted(m: Matched) -> bool:
    """Refuse "2014 troops", "by 2000 to 3000 votes"."""
    if not is_free(m):
        return False
    following = after(m)
    if following in ("to", "and", "or", "-") and after(m, 1).replace(",", "").isdigit():
        following = after(m, 2)
    return following not in _counted(("force", "weapon", "casualty", "people", "money", "measure"))


def named(m: Matched) -> bool:
    """Refuse "in May 20 people came", take "the May 20 bombings"."""
    return is_free(m) and after(m) not in _counted(("people", "force", "money"))


def year(m: Matched) -> bool:
    """Tell whether a number stands where a year would."""
    said = int(m.word("y"))
    if (
        not FIRST_YEAR <= said <= LAST_YEAR
        or not counted(m)
        or (right(m) == "-" and after(m, 1)[:1].isdigit())
    ):
        return False
    return _is_joined(m) or _takes_year(m) or _names_year(said, m) or _follows_name(said, m)


def _is_joined(m: Matched) -> bool:
    """Tell whether a year stands just before, with at most an "and" between."""
    for back in (2, 3):
        other = before(m, back)
        if len(other) == 4 and other.isdecimal() and FIRST_YEAR <= int(other) <= LAST_YEAR:
            return all(before(m, at) in words("between years") for at in range(1, back))
    return False


def _takes_year(m: Matched) -> bool:
    """Tell whether the words before a number make it a year: "since", "in", not "a total of"."""
    listed, word = words("before year"), before(m)
    if f"{before(m, 2)} {word}" in listed:
        return True
    if word == "-":
        word = before(m, 2)
    return word in listed and (word not in ("of", "for", "from") or before(m, 2) not in words("total"))


def _names_year(said: int, m: Matched) -> bool:
    """Tell whether a number by a noun is a year: "the 2015 agreement", "2014 annexation", "(2014)"."""
    if not 1900 <= said <= 2099:
        return False
    word, following = before(m), after(m)
    if (word == "(" and following in (")", ";", ",", "–", "-")) or word == "©":
        return True
    if not following[:1].isalpha():
        return False
    return word in words("year takes") or word in ("'s", "’s", "’", "'") or following in words("after year")


def _follows_name(said: int, m: Matched) -> bool:
    """Tell "Orlan Games 2031", an occasion named with its year, from the number of a flight or a page."""
    if m.start < 2 or not 1950 <= said <= 2050 or left(m) != " ":
        return False
    other, last = m.tokens.words[m.start - 2 : m.start]
    if not last[0].isupper() or not last.isalpha() or len(last) < 3 or last.lower() in words("total"):
        return False
    return (other[0].isupper() or last.isupper()) and not after(m)[:1].isalpha()


def known(m: Matched) -> bool:
    """Tell a day that is known by its month and day alone: "the Sept. 11 attacks", "9/11"."""
    said = m.tokens.words[m.start : m.end]
    if "/" in said:
        return is_free(m) and right(m) not in "/-" and "".join(said) == "9/11"
    return number(m.word("d1")) == 11 and month_of(m) == 9 and after(m) in words("after known day")


def years(m: Matched) -> bool:
    """Tell a span of years from two numbers."""
    return 1800 <= int(m.word("y")) < int(m.word("y2")) <= LAST_YEAR and counted(m)


def short(m: Matched) -> bool:
    """Tell "2031-32" from other numbers with a hyphen."""
    return int(m.word("yy")) == (int(m.word("y")) + 1) % 100 and year(m)


def shortquarter(m: Matched) -> bool:
    """Tell "Q2" of a year from a name with it."""
    return is_free(m) and before(m) in words("before season")


def spelled(m: Matched) -> bool:
    """Take a year in words only where it cannot be a count: "nineteen ninety-one"."""
    said = m.words("y")
    if {"hundred", "thousand"} & set(said):
        return False
    return len(said) > 2 or (len(said) > 1 and before(m) in words("before year"))


def decade(m: Matched) -> bool:
    """Refuse "in his 30s", "temperatures in the 90s"."""
    return len(m.word("d").rstrip("s'’")) == 4 and is_free(m)


def clock(m: Matched) -> bool:
    """Tell "at 15:30" from a score or a verse."""
    return before(m) in words("before clock") and int(m.word("h").split(":")[0]) < 24


def nth(m: Matched) -> bool:
    """Tell "on the 12th" from "the 12th man"."""
    following = after(m)
    return before(m) in words("before nth") and (
        not following[:1].isalpha() or following in words("after nth")
    )


# --- months, weekdays, seasons, holidays ------------------------------------------------------------


def month(m: Matched) -> bool:
    """Tell a month from a verb ("May"), a name ("April Orlan") and a march."""
    if not is_free(m) or after(m)[:1].isdigit():
        return False
    name = next(
        word for word in m.tokens.words[m.start : m.end] if word.lower() in months() and word[0].isupper()
    )
    asked = before(m) in words("before month")
    if m.has("rel") or m.has("part"):
        return True
    if name.isupper() and len(name) > 3:
        return asked
    if _is_short(name) and m.tokens.words[m.end - 1] != ".":
        return asked and not next_is_capital(m)
    if name.lower() in words("also no month"):
        return asked and before(m) != ","
    return asked or not (next_is_capital(m) or before(m)[:1].isupper())


def _is_short(name: str) -> bool:
    return any(name.lower() in row["short"].lower().split() for row in rows("months"))


def outside(m: Matched) -> bool:
    """Refuse a time in a longer name: "March 4 Movement", "Sunday Times", "12 March Street"."""
    at = m.end + after(m).isdigit()
    named_so = (
        at < len(m.tokens.words)
        and is_capital(m, at)
        and m.tokens.words[at].lower() in words("named after day")
    )
    return not named_so and not (before(m) in words("before day name") and is_capital(m, m.start - 1))


def weekday(m: Matched) -> bool:
    """Tell a weekday from a name with it: "Green Monday", "General Tuesday Okoro", "the Friday Mosque"."""
    if not is_free(m):
        return False
    return not (next_is_capital(m) and m.start and is_capital(m, m.start - 1) and is_capital(m, m.start))


def proper(m: Matched) -> bool:
    """Refuse a title: "The Day After"."""
    return not is_name(m)


def season(m: Matched) -> bool:
    """Tell "the fall" of the year from the fall of a town."""
    asked = before(m) in words("before season") and after(m) not in ("of", "in")
    return (m.has("part") or asked) and not is_name(m)


def holiday(m: Matched) -> bool:
    """Refuse "Christmas Island": a holiday in a longer name."""
    return m.tokens.words[m.start][0].isupper() and not next_is_capital(m)


def noon(m: Matched) -> bool:
    """Refuse "High Noon"."""
    return before(m) != "high"


GUARDS: Mapping[str, Callable[[Matched], bool]] = {
    guard.__name__: guard
    for guard in (
        clock, counted, decade, holiday, known, month, named, noon, nth, outside, proper, season,
        short, shortquarter, spelled, weekday, year, years, unit_guards.a, unit_guards.age,
        unit_guards.bare, unit_guards.business, unit_guards.closed, unit_guards.daybefore,
        unit_guards.deictic, unit_guards.duration, unit_guards.frequency, unit_guards.inpart,
        unit_guards.lasted, unit_guards.most, unit_guards.name, unit_guards.oneday,
        unit_guards.past, unit_guards.ref, unit_guards.span, unit_guards.that, unit_guards.the,
        unit_guards.the_unit, unit_guards.unit,
    )
}  # fmt: skip
"""Each guard by the name that `time_rules.tsv` has for it."""

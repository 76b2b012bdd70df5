"""What else must hold where a rule for units, sets or vague times fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.stages.times.context import after, before, is_free, is_name, is_whole, next_is_capital, right
from standoff.stages.times.grammar import words

if TYPE_CHECKING:
    from standoff.stages.times.grammar import Matched

_AROUND = 15
"""Tokens on either side that tell what is spoken of."""


# --- units ------------------------------------------------------------------------------------------


def unit(m: Matched) -> bool:
    """Refuse names ("This Week") and what is part of a longer word."""
    return not is_name(m) and (right(m) != "-" or after(m, 1) in ("long", "end"))


def lasted(m: Matched) -> bool:
    """Take "for the last week", how long something has lasted."""
    return before(m) == "for" and unit(m)


def age(m: Matched) -> bool:
    """Refuse ages ("a 25-year-old") and shares ("three-quarters")."""
    if m.word("u") == "quarters" and "-" in m.tokens.words[m.start : m.end]:
        return False
    return is_free(m) and "old" not in (after(m)[:3], after(m, 1)[:3] if after(m) == "-" else "")


def span(m: Matched) -> bool:
    """Refuse ages, names ("60 Minutes"), the verb ("will last two weeks"), and "ten hours of video"."""
    if after(m) == "of" and m.word("u") in ("hours", "minutes") and after(m, 1) in words("recorded"):
        return False
    if (
        m.word("back") == "last"
        and m.tokens.words[m.start].lower() == "last"
        and before(m) in words("before verb")
    ):
        return False
    return not is_name(m) and age(m)


def duration(m: Matched) -> bool:
    """Refuse ages, names and sums."""
    return span(m) and before(m) not in words("before age")


def a(m: Matched) -> bool:
    """Take "a week", refuse "a second", "a quarter of", "a night out"."""
    return words("unit")[m.word("u")] not in ("TS", "Q", "N", "EV", "WE") and age(m) and right(m) != "-"


def business(m: Matched) -> bool:
    """Refuse the quarters of a match."""
    near = m.tokens.words[max(m.start - _AROUND, 0) : m.end + _AROUND]
    return not any(word.lower() in words("game") for word in near)


def that(m: Matched) -> bool:
    """Refuse the conjunction: "said that day care is dear"."""
    return after(m) not in ("care", "old")


def the(m: Matched) -> bool:
    """Take "in the quarter", refuse "the quarter of the town", "quarter-to-quarter"."""
    return after(m) != "of" and before(m) != "of" and right(m) != "-"


def the_unit(m: Matched) -> bool:
    """Refuse "the day when", "the week of", "the decade"."""
    letter, following = words("unit")[m.word("u")], after(m)
    if letter == "D" and following[:1].isalpha() and following not in words("after before"):
        return False  # "the day laborers"
    return following not in words("after the day") and letter not in ("E", "C", "F")


def bare(m: Matched) -> bool:
    """Take "for weeks", "within days"; leave other plurals."""
    return before(m) in words("before weeks") and words("unit")[m.word("u")] in (
        "D", "W", "M", "Y", "TH", "TM", "E", "C",
    )  # fmt: skip


def closed(m: Matched) -> bool:
    """Take "two days before," and leave "two days before the vote", of which only "two days" is a time."""
    last, following = m.tokens.words[m.end - 1].lower(), after(m)
    if last not in ("before", "prior", "previously") or not following[:1].isalnum():
        return True
    return following in words("after before") and (last, following) != ("prior", "to")


def daybefore(m: Matched) -> bool:
    """Take "the day before" with nothing of its own after it, leave "the day before the vote"."""
    return not after(m)[:1].isalpha() or after(m) in words("after before")


def inpart(m: Matched) -> bool:
    """Take "in the morning"."""
    return before(m) in words("before morning") and after(m) not in ("of", "-")


def frequency(m: Matched) -> bool:
    """Refuse names ("Daily Star"), newspapers ("the party daily Kuvar said") and "quarterly dividend"."""
    at = m.place("f")
    word = m.tokens.words[at[0] if at else m.start]
    if m.has("n") or (word[0].isupper() and (m.start > 0 or next_is_capital(m))):
        return False
    if word in ("quarterly", "annual"):
        return after(m) not in words("of quarters")
    return word not in words("paper") or not (_is_title(m) or after(m) in words("paper says"))


def _is_title(m: Matched) -> bool:
    """Tell whether a capitalised word follows that is no abbreviation: "the daily Kuvar"."""
    return next_is_capital(m) and not m.tokens.words[m.end].isupper()


def most(m: Matched) -> bool:
    """Refuse "the most recent talks"."""
    return before(m) != "most"


def name(m: Matched) -> bool:
    """Refuse "Orlan Today": a capitalised word beside another."""
    return not (is_name(m) and before(m).isalpha() and m.tokens.words[m.start - 1][0].isupper())


def deictic(m: Matched) -> bool:
    """Refuse names, and "today's world", which is no day."""
    own = after(m) in ("'s", "’s")
    return name(m) and not (own and (after(m, 1) in words("of today") or after(m, 2) in words("of today")))


# --- vague times ------------------------------------------------------------------------------------


def ref(m: Matched) -> bool:
    """Refuse what is part of a longer word."""
    return is_whole(m)


def past(m: Matched) -> bool:
    """Take "in the past", leave "the past few"."""
    return before(m) in words("before the past") and (
        not after(m)[:1].isalnum() or after(m) in words("after the past")
    )


def oneday(m: Matched) -> bool:
    """Take "will one day be", leave "lasted one day"."""
    return (
        before(m) in words("before one day")
        and after(m)[:1].isalpha()
        and after(m) not in words("after one day")
    )

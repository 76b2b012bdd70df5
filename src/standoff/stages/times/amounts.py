"""How many of which unit: counts in words and digits, and durations in TIMEX3's form."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.stages.times.periods import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VAGUE = None
"""The count of "several" and of a bare plural."""

UNITS: Mapping[str, Unit] = {
    "D": Unit.DAY, "W": Unit.WEEK, "M": Unit.MONTH, "Q": Unit.QUARTER, "Y": Unit.YEAR, "E": Unit.DECADE,
    "C": Unit.CENTURY, "WE": Unit.WEEKEND, "N": Unit.DAY, "EV": Unit.DAY,
}  # fmt: skip
"""The calendar's units by their letters in `time_words.tsv`."""

_MANY = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "WE": (1, "WE")}
_HALVES = {
    "Y": ("M", 6), "D": ("TH", 12), "TH": ("TM", 30), "TM": ("TS", 30), "E": ("Y", 5),
    "C": ("Y", 50), "L": ("Y", 500),
}  # fmt: skip


@cache
def _numbers(use: str) -> Mapping[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("number_words") if row["use"] == use}


def count_of(words: Sequence[str]) -> float | None:
    """Read a count; `VAGUE` for "several", "a few" and their like.

    >>> count_of(["twenty", "-", "four"]), count_of(["2", "1", "/", "2"]), count_of(["a", "few"])
    (24, 2.5, None)
    """
    if words[:2] in (["half", "a"], ["half", "an"], ["half", "-"]):
        return 0.5
    if len(words) == 4 and words[2] == "/":
        return int(words[0]) + 0.5 if words[1:] == ["1", "/", "2"] else VAGUE
    if _VAGUE & set(words):
        return VAGUE
    total = _sum(words)
    if total is None:
        return 1 if _ONE & set(words) else VAGUE
    total += 0.5 if words[-1] == "half" else 0
    return int(total) if total == int(total) else total


_VAGUE = frozenset({"several", "few", "many", "some", "dozens", "hundreds", "thousands", "scores", "number"})
_ONE = frozenset({"a", "an", "one", "another", "additional", "full", "whole"})


def _sum(words: Sequence[str]) -> float | None:
    """Add up number words and digits; None when there are none."""
    total: float | None = None
    for word in words:
        if word == "couple":
            total = 2
        elif word in _numbers("small"):
            total = (total or 0) + _numbers("small")[word]
        elif word in _numbers("scale"):
            total = max(total or 0, 1) * _numbers("scale")[word]
        elif word[0] in "0123456789":
            total = float(word.replace(",", "")[:9])
    return total


def duration(count: float | None, letter: str) -> str:
    """Write a duration in TIMEX3's form; an X for a count that is not known.

    >>> duration(2, "W"), duration(None, "Y"), duration(2.5, "Y"), duration(0.5, "TH"), duration(2, "E")
    ('P2W', 'PXY', 'P2Y6M', 'PT30M', 'P20Y')
    """
    if letter in ("N", "EV"):
        letter = "D"
    if count is None:
        many = {"F": "W"}.get(letter, letter)
        return _written("X", many)
    whole = int(count)
    if count != whole and (count - whole != 0.5 or letter not in _HALVES):
        return _written(f"{count:g}", letter)
    rest = ""
    if count != whole:
        small, many_halves = _HALVES[letter]
        if letter in _MANY:
            each, small = _MANY[letter]
            return _written(str(whole * each + many_halves), small)
        rest = f"{many_halves}{small.removeprefix('T')}"
        if not whole:
            return _written(str(many_halves), small)
        if letter == "D":
            rest = "T" + rest
    if letter in _MANY:
        each, letter = _MANY[letter]
        whole *= each
    return _written(str(whole), letter) + rest


def _written(count: str, letter: str) -> str:
    return f"PT{count}{letter[1:]}" if letter[0] == "T" else f"P{count}{letter}"

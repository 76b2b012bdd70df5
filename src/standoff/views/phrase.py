"""How a brief words dates and shortens what reports say."""

from __future__ import annotations

import calendar
import re

from standoff.views import scan

ELLIPSIS = "…"

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_POINT = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?[^?~%]*([?~%]?)")
_LOOSE = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}
_MONTHS = frozenset(name for name in (*calendar.month_name, *calendar.month_abbr) if name)
_KEPT_TOGETHER = frozenset(("per", "cent", "percent", "of"))
_CLOSERS = " ,;:–—-"


def spoken(edtf: str) -> str:
    """Say a date as a reader does.

    >>> spoken("2031-03-14"), spoken("2031-03"), spoken("2030-12-30/2031-01-01")
    ('14 March 2031', 'March 2031', '30 December 2030 to 1 January 2031')
    >>> spoken("2031-21~"), spoken("202X"), spoken("../2031-04-01")
    ('about spring 2031', 'the 2020s', 'until 1 April 2031')
    """
    first, _, last = edtf.partition("/")
    if not last:
        return f"from {_point(first)}" if "/" in edtf else _point(first)
    if first in ("", ".."):
        return f"until {_point(last)}"
    return f"from {_point(first)}" if last == ".." else f"{_point(first)} to {_point(last)}"


def _point(point: str) -> str:
    found = _POINT.match(point)
    if found is None:
        return point
    year, month, day, loose = found.groups()
    if "X" in year:
        return f"{_LOOSE[loose]}the {year.replace('X', '0')}s"
    if month is None:
        return _LOOSE[loose] + year
    number = int(month)
    name = _SEASONS.get(number) or calendar.month_name[number]
    return f"{_LOOSE[loose]}{int(day)} {name} {year}" if day else f"{_LOOSE[loose]}{name} {year}"


def fold(words: str) -> str:
    """Put everything on one line, white space folded."""
    return " ".join(words.split())


def cut(words: str, limit: int) -> str:
    """Cut folded words at a word's end, never inside a number or date; the cut is shown.

    >>> cut("The fleet counts 70 thousand men and more", 28)
    'The fleet counts …'
    """
    words = fold(words)
    if len(words) <= limit:
        return words
    at = words.rfind(" ", 0, limit - 1)
    return f"{words[: _left(words, max(at, 0))].rstrip(_CLOSERS)} {ELLIPSIS}".lstrip()


def cut_front(words: str, limit: int) -> str:
    """Cut folded words at a word's beginning, so that the end stays; the cut is shown.

    >>> cut_front("The envoys of the northern fleet met", 20)
    '… fleet met'
    """
    words = fold(words)
    if len(words) <= limit:
        return words
    at = words.find(" ", len(words) - limit + 2)
    if at < 0:
        return ELLIPSIS
    return f"{ELLIPSIS} {words[_right(words, at) :].lstrip(_CLOSERS)}"


def middle(words: str, limit: int) -> str:
    """Shorten folded words in the middle.

    >>> middle("The envoys of the northern fleet met at noon", 30)
    'The envoys of … met at noon'
    """
    words = fold(words)
    if len(words) <= limit:
        return words
    half = limit // 2
    return cut(words, half) + " " + cut_front(words, half).removeprefix(ELLIPSIS).lstrip()


def excerpt(words: str, limit: int) -> str:
    """Shorten a passage in the middle for a footnote; where words are too long for that, inside them."""
    short, words = middle(words, limit), fold(words)
    half = limit // 2
    return short if len(short) > half or len(words) <= limit else f"{words[:half]} {ELLIPSIS} {words[-half:]}"


def lead_in(before: str, limit: int) -> str:
    """Shorten what leads up to the words that matter; a space before them stays.

    >>> lead_in("The envoys of the northern fleet spoke of a ", 20)
    '… fleet spoke of a '
    """
    words = _folded_inside(before)
    return cut_front(words, limit) + words[len(words.rstrip()) :] if words.strip() else words


def lead_out(after: str, limit: int) -> str:
    """Shorten what follows the words that matter; a space after them stays.

    >>> lead_out(" answer to the envoys of the north", 16)
    ' answer to the …'
    """
    words = _folded_inside(after)
    return words[: len(words) - len(words.lstrip())] + cut(words, limit) if words.strip() else words


def between(words: str, limit: int) -> str:
    """Shorten what stands between words that matter; spaces at both ends stay."""
    words = _folded_inside(words)
    if not words.strip():
        return words
    return words[: len(words) - len(words.lstrip())] + middle(words, limit) + words[len(words.rstrip()) :]


def _folded_inside(words: str) -> str:
    """Fold white space but keep one space at either end where there was any."""
    lead = " " if words[:1].isspace() else ""
    tail = " " if words[-1:].isspace() else ""
    folded = fold(words)
    return f"{lead}{folded}{tail}" if folded else lead or tail


def _left(words: str, at: int) -> int:
    """Move a cut to the left until it parts no number or date."""
    while at > 0 and _joined(words, at):
        at = words.rfind(" ", 0, at)
    return max(at, 0)


def _right(words: str, at: int) -> int:
    while at >= 0 and _joined(words, at):
        at = words.find(" ", at + 1)
    return at if at >= 0 else len(words)


def _joined(words: str, at: int) -> bool:
    """Tell whether the words on both sides of a space belong to one number or date."""
    left = words[words.rfind(" ", 0, at) + 1 : at]
    end = words.find(" ", at + 1)
    right = words[at + 1 : end if end >= 0 else len(words)]
    if left == "per" and right.startswith("cent"):
        return True
    return _counts(left) and (_counts(right) or right.strip(".,;:").casefold() in _KEPT_TOGETHER)


def _counts(word: str) -> bool:
    bare = word.strip(".,;:()")
    return bool(scan.atoms(word).numbers) or bare in _MONTHS

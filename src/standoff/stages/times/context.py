"""What stands around the place where a rule fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.stages.times.grammar import words

if TYPE_CHECKING:
    from standoff.stages.times.grammar import Matched


def before(m: Matched, back: int = 1) -> str:
    """Give a word before the match, in small letters; nothing when there is none."""
    at = m.start - back
    return m.tokens.words[at].lower() if at >= 0 else ""


def after(m: Matched, on: int = 0) -> str:
    """Give a word after the match, in small letters."""
    at = m.end + on
    return m.tokens.words[at].lower() if at < len(m.tokens.words) else ""


def next_is_capital(m: Matched) -> bool:
    """Tell whether the word after the match begins with a capital."""
    return m.end < len(m.tokens.words) and m.tokens.words[m.end][0].isupper()


def left(m: Matched) -> str:
    """Give the character before the match; a space at the sentence's start."""
    start = m.tokens.starts[m.start]
    return m.tokens.text[start - 1] if start > m.tokens.limits.start else " "


def right(m: Matched) -> str:
    """Give the character behind the match; a space at the sentence's end."""
    end = m.tokens.ends[m.end - 1]
    return m.tokens.text[end] if end < m.tokens.limits.end else " "


def is_whole(m: Matched) -> bool:
    """Tell whether no hyphen makes the match a part of a longer word."""
    return left(m) != "-" and right(m) != "-"


def is_name(m: Matched) -> bool:
    """Tell whether the last word is capitalised within a sentence: "This Week", "60 Minutes"."""
    last = m.tokens.words[m.end - 1]
    if not last[0].isupper() or m.end == 1 or (m.end == 2 and not m.tokens.words[0][0].isalnum()):
        return False
    return not last.isupper() or len(last) == 1


def is_capital(m: Matched, at: int) -> bool:
    """Tell whether a token is a capitalised word."""
    word = m.tokens.words[at]
    return word[0].isupper() and word.isalpha()


def is_free(m: Matched) -> bool:
    """Refuse the number in "Su-35", "$2014", "a.example/2031", but not that in "pre-2014" or after a dash."""
    sign = left(m)
    if sign in "$€£¥#/@&_=." or right(m) in "%/_@=" or sign.isalnum():
        return False
    if sign == "-":
        joined = before(m, 2)
        return joined in words("before hyphen") or joined[:1].isdigit()
    return True

"""Finding many names in a text at once, in time that grows with the text and not with the names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

import ahocorasick_rs

from standoff.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T")

_LINK = re.compile(r"(?:://|www\.)\S{0,200}$")
_LINK_LOOK = 200
_MIN_GLUED = 4
"""Code points. A shorter name before a capital is more often part of another word."""


class Names(Generic[T]):
    """An immutable set of names, each with what it stands for.

    Every occurrence is looked at, not only the longest at each place: the longest may be the
    beginning of a longer word where a shorter one is a word of its own.

    >>> names = Names({"Orlan": 1, "Orlan Ves": 2, "Varn": 3})
    >>> names.find("Orlan Vesk left Varn's port for Varnholm, VarnCunning", 0, 53)
    [(Span(start=0, end=5), 1), (Span(start=16, end=20), 3), (Span(start=42, end=46), 3)]
    """

    def __init__(self, names: Mapping[str, T]) -> None:
        self._names = sorted(names)
        self._meanings = [names[name] for name in self._names]
        self._automaton = ahocorasick_rs.AhoCorasick(self._names, store_patterns=False)

    def find(self, text: str, start: int, end: int) -> list[tuple[Span, T]]:
        """Find the names that stand in ``text[start:end]`` as whole words; the longest wins.

        A name also ends where another word was glued to it, at a capital after a small letter
        ("VarnCunning"), and another name may begin there.

        Returns:
            Disjoint spans in text order.
        """
        if not self._names or start >= end:
            return []
        found: list[tuple[Span, T]] = []
        last = -1
        for at, stop, name in self._candidates(text, start, end):
            if at < last or not (_opens(text, at) or at == last):
                continue
            found.append((Span(at, stop), self._meanings[name]))
            last = stop
        return found

    def _candidates(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        hits = self._automaton.find_matches_as_indexes(text[start:end], overlapping=True)
        hits.sort(key=lambda hit: (hit[1], -hit[2]))
        for name, at, stop in hits:
            if _closes(text, start + at, start + stop):
                yield start + at, start + stop, name


def _in_word(character: str) -> bool:
    """Tell whether a character continues a word: letters, digits, combining marks, the underscore."""
    return (
        character.isalnum() or character == "_" or (not character.isascii() and not _is_separate(character))
    )


def _is_separate(character: str) -> bool:
    """Tell whether a character beyond ASCII is neither letter, digit nor a mark upon one."""
    import unicodedata

    return unicodedata.category(character)[0] not in "LNM"


def _opens(text: str, at: int) -> bool:
    if at == 0:
        return True
    before = text[at - 1]
    if before in "@#/":
        return before == "#" or (before == "/" and not _LINK.search(text, max(0, at - _LINK_LOOK), at))
    return not _in_word(before)


def _closes(text: str, at: int, stop: int) -> bool:
    if stop == len(text):
        return True
    after = text[stop]
    if after == "@":
        return False
    if after == ".":
        # "varn.example" is an address; "U.S" before ".S" is another abbreviation.
        follows = text[stop + 1 : stop + 2]
        return not (follows.islower() or (follows.isalpha() and "." in text[at:stop]))
    if not _in_word(after):
        return True
    return (
        stop - at >= _MIN_GLUED
        and after.isupper()
        and text[stop - 1].islower()
        and text[stop + 1 : stop + 2].islower()
    )

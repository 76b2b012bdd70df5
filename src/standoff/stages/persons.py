"""Short forms of persons' names and the fuller names they stand for, within one report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from standoff.knowledge.people import surname
from standoff.knowledge.roll import folded
from standoff.knowledge.words import name_words

if TYPE_CHECKING:
    from collections.abc import Iterable

Words = tuple[str, ...]

_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\ufeff")
"""Soft hyphens and marks without width, which web pages break names with."""
_MAX_NAMESAKES = 50
"""Fuller names with one surname that are compared; a report with more names nobody by it alone."""


def words_of(name: str) -> Words:
    """Split a person's name, without what follows a surname.

    >>> words_of("Orlan T. Vesk Jr.")
    ('Orlan', 'T.', 'Vesk')
    """
    words = name.translate(_UNSEEN).split() or name.split()
    while len(words) > 1 and words[-1] in name_words("suffix"):
        words.pop()
    return tuple(words)


def surname_of(words: Words) -> Words:
    """Give the surname with its particles.

    >>> surname_of(("Luca", "Di", "Vesk")), surname_of(("Orlan", "Vesk"))
    (('Di', 'Vesk'), ('Vesk',))
    """
    return tuple(surname(" ".join(words)).split())


@dataclass(slots=True)
class FullNames:
    """The names of persons of two words and more that a report has.

    >>> names = FullNames.of([("Orlan", "Vesk"), ("Orlan", "T.", "Vesk"), ("Dara", "Mill")])
    >>> names.root(("Vesk",)), names.root(("Dara", "Mill")), names.root(("Ruiz",))
    (('Orlan', 'T.', 'Vesk'), ('Dara', 'Mill'), None)
    """

    _roots: dict[Words, Words] = field(default_factory=dict)
    _by_last: dict[str, list[Words]] = field(default_factory=dict)
    _by_first: dict[str, list[Words]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[Words]) -> FullNames:
        """Gather names; the fuller of two forms of one name stands for both."""
        made = cls()
        full = sorted({name for name in names if len(name) > 1})
        for name in full:
            made._by_last.setdefault(folded(name[-1]), []).append(name)
            made._by_first.setdefault(folded(name[0]), []).append(name)
        for name in full:
            fuller = [
                other
                for other in made._bucket(made._by_last, folded(name[-1]))
                if _shortens(name, other) or (name != other and name == surname_of(other))
            ]
            made._roots[name] = max(fuller, key=len) if _nested(fuller) else name
        return made

    def with_names(self, names: Iterable[Words]) -> FullNames:
        """Give these and more names."""
        return FullNames.of({*self._roots, *names})

    def __bool__(self) -> bool:
        return bool(self._roots)

    def root(self, words: Words) -> Words | None:
        """Give the fullest form of the one name that these words can stand for; None when none or several."""
        if words in self._roots:
            return self._roots[words]
        for bucket, key in ((self._by_last, folded(words[-1])), (self._by_first, folded(words[0]))):
            if bucket is self._by_first and len(words) > 1:
                return None
            fitting = {self._roots[name] for name in self._bucket(bucket, key) if _fits(words, name)}
            if fitting:
                return fitting.pop() if len(fitting) == 1 else None
        return None

    def several(self, words: Words) -> tuple[Words, ...]:
        """Give the fullest forms of all names that these words can stand for by the surname, sorted."""
        fitting = {
            self._roots[name] for name in self._bucket(self._by_last, folded(words[-1])) if _fits(words, name)
        }
        return tuple(sorted(fitting)) if len(fitting) > 1 else ()

    def surnames(self) -> list[str]:
        """Give the surnames of all names, sorted."""
        return sorted({" ".join(surname_of(name)) for name in self._roots})

    @staticmethod
    def _bucket(buckets: dict[str, list[Words]], key: str) -> list[Words]:
        found = buckets.get(key, [])
        return found if len(found) <= _MAX_NAMESAKES else []


def _fits(words: Words, name: Words) -> bool:
    """Tell whether words can be short for a name: its surname, its first name, or both."""
    if len(words) == 1:
        return folded(words[0]) in (folded(name[0]), folded(name[-1]))
    return _same(words, surname_of(name)) or _shortens(words, name)


def _shortens(words: Words, name: Words) -> bool:
    """Tell whether words are a name's first and last: with another initial it is another person."""
    return len(words) == 2 < len(name) and _same(words, (name[0], name[-1]))


def _same(words: Words, others: Words) -> bool:
    return words == others or folded(" ".join(words)) == folded(" ".join(others))


def _nested(names: list[Words]) -> bool:
    longest = max(names, key=len, default=())
    return bool(names) and all(name == longest or _shortens(name, longest) for name in names)

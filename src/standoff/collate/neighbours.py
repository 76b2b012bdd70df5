"""Which dated reports are nearest in wording to an undated one."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

MOST_NEIGHBOURS = 40
MOST_HOLDERS = 60
"""A pair of words that more reports have sets none apart; the bound keeps the search linear."""


class Neighbours:
    """Dated reports, to be found by the words they share. Independent of the order they are given in.

    >>> near = Neighbours([(8, {"grain deal", "port strike"}), (9, {"grain deal"}), (4, {"snow storm"})])
    >>> [(day, round(how, 2)) for day, how, _ in near.of({"grain deal", "port strike"})]
    [(8, 1.0), (9, 0.22)]
    """

    def __init__(self, dated: Sequence[tuple[int, AbstractSet[str]]]) -> None:
        self._dated = dated
        count = Counter(term for _, terms in dated for term in terms)
        self._holders: dict[str, list[int]] = {}
        for place, (_, terms) in enumerate(dated):
            for term in terms:
                if count[term] <= MOST_HOLDERS:
                    self._holders.setdefault(term, []).append(place)
        size = len(dated) + 1
        self._rarity = {term: math.log(size / (len(h) + 0.5)) ** 4 for term, h in self._holders.items()}
        self._length = [
            math.sqrt(math.fsum(self._rarity.get(term, 0.0) for term in sorted(terms))) or 1.0
            for _, terms in dated
        ]

    def of(self, terms: AbstractSet[str]) -> list[tuple[int, float, int]]:
        """Give the nearest as (day, cosine of their weighed terms, place), the nearest first.

        A word's weight is the square of its rarity, the logarithm of how many times fewer than all
        reports have it.
        """
        found: dict[int, float] = {}
        known = sorted(term for term in terms if term in self._holders)
        for term in known:
            weight = self._rarity[term]
            for place in self._holders[term]:
                found[place] = found.get(place, 0.0) + weight
        own = math.sqrt(math.fsum(self._rarity[term] for term in known)) or 1.0
        rated = sorted(
            (-round(shared / (own * self._length[place]), 9), self._dated[place][0], place)
            for place, shared in found.items()
        )
        return [(day, -cosine, place) for cosine, day, place in rated[:MOST_NEIGHBOURS]]

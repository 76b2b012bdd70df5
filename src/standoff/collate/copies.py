"""Which reports share text: reprints, excerpts and pages that carry the same agency story.

Two reports share text when a good part of the shorter one's runs of five words stands in the other too,
words between quotation marks left out: what was said is quoted in the same words by everyone. Runs that
very many reports have in common are a site's furniture and are not counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from standoff.stages.dating.clues import Clues

RUN = 5
"""Words of a run."""
SHARED = 0.5
"""Of the shorter report's runs, the share that makes a copy."""
MIN_RUNS = 8
"""Runs in common that make a copy: two short notices may agree in a sentence and be no copies."""
MOST_HOLDERS = 60
"""A run that more reports have is furniture. It also bounds the pairs looked at."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Two reports that share text, by their places in the collection.

    Attributes:
        share: of the shorter report's runs, how many the other has.
    """

    one: int
    other: int
    share: float


def runs(wording: str) -> set[int]:
    """Give the runs of words outside quotation marks, each as a number.

    >>> len(runs('the envoy said " we shall all go home now " on a cold and rainy day |'))
    2
    """
    found: set[int] = set()
    window: list[str] = []
    quoted = False
    for word in wording.split():
        if word == '"':
            quoted = not quoted
            window.clear()
        elif word == "|":
            quoted = False  # a quotation mark that is never closed ends with its sentence
            window.clear()
        elif not quoted:
            window.append(word)
            if len(window) >= RUN:
                found.add(crc32(" ".join(window[-RUN:]).encode()))
    return found


def pairs(wordings: Sequence[str]) -> Iterator[Shared]:
    """Give the pairs of reports that share text, in order of their places.

    Takes time that grows with the words and with the copies there are, not with all pairs.
    """
    sets = [runs(wording) for wording in wordings]
    holders: dict[int, list[int]] = {}
    for place, made in enumerate(sets):
        for run in made:
            holders.setdefault(run, []).append(place)
    for place, made in enumerate(sets):
        common: Counter[int] = Counter()
        for run in made:
            having = holders[run]
            if 1 < len(having) <= MOST_HOLDERS:
                common.update(other for other in having if other > place)
        for other, number in sorted(common.items()):
            share = number / min(len(made), len(sets[other]))
            if number >= MIN_RUNS and share >= SHARED:
                yield Shared(place, other, share)


def families(clues: Sequence[Clues]) -> Mapping[str, str]:
    """Give every report one report of those that share its text, the same one for all of them.

    Returns:
        By report id the id of the first member of its family by id; its own where it shares no text.
    """
    parent = list(range(len(clues)))

    def top(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for pair in pairs([each.words for each in clues]):
        parent[top(pair.other)] = top(pair.one)
    first: dict[int, str] = {}
    for place, each in enumerate(clues):
        root = top(place)
        first[root] = min(first.get(root, each.report), each.report)
    return {each.report: first[top(place)] for place, each in enumerate(clues)}

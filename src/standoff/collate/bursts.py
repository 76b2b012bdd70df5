"""When words were in use: how the dated reports of a collection tell the day of the undated ones.

A name or a pair of words that the dated reports use within a few days of each other speaks for those
days; one that they use all the year round speaks for none. How closely each word's uses stand together
is learnt from those uses themselves: the rate at which it is used on a day is a mixture of three densities
around its dated uses, of different widths, and of a constant one, and the shares of the mixture are
fitted to each use as the others foretell it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standoff.stages.dating.daylight import Days, Scores

SCALES = (2.0, 8.0, 30.0)
"""Days over which the influence of a dated use falls to a third, by component."""
MAX_BINS = 512
MAX_TERMS = 20_000
"""Terms kept, those that tell most; with `MAX_BINS` this bounds memory to some 200 MB."""
MARGIN = 45
"""Days before the first and after the last dated report that are looked at too."""
_ROUNDS = 6
_PRIOR = (0.09, 0.09, 0.1, 0.72)
"""Shares of the components beforehand: what fitting them for all words of a year of news came to."""
_STRENGTH = 8.0
_SMALL = 0.5
_MOST = 0.5
"""A word in more than this share of the dated reports tells no day."""


@cache
def function_words() -> frozenset[str]:
    """Give the words that tell nothing of a subject."""
    return frozenset(row["word"] for row in rows("function_words"))


def terms(wording: str) -> set[str]:
    """Give the words and pairs of words of a report that may tell its subject.

    Args:
        wording: as `stages.wording.wording` makes it.

    >>> sorted(terms('the varn envoy left for orlan | " talks failed " |'))
    ['envoy', 'envoy left', 'failed', 'left', 'orlan', 'talks', 'talks failed', 'varn', 'varn envoy']
    """
    dull = function_words()
    found: set[str] = set()
    last = ""
    for word in wording.split():
        if word == '"':
            continue
        if len(word) < 2 or word in dull:
            last = ""
            continue
        if len(word) > 2:
            found.add(word)
        if last:
            found.add(f"{last} {word}")
        last = word
    return found


@dataclass(frozen=True)
class Bursts:
    """What the words of a collection tell of each of its days.

    Attributes:
        first: the first day looked at, as an ordinal.
        step: days a bin.
        bins: how many bins.
    """

    first: int
    step: int
    bins: int
    _index: dict[str, int]
    _logs: Scores

    def of(self, words: Iterable[str]) -> Scores:
        """Give, for each bin, the sum over words of how much likelier that day is than any day."""
        import numpy as np

        found = sorted(self._index[word] for word in words if word in self._index)
        if not found:
            return np.zeros(self.bins, dtype=np.float32)
        total: Scores = self._logs[found].sum(axis=0, dtype=np.float32)
        return total

    def known(self, words: Iterable[str]) -> int:
        """Count the words that something was learnt of."""
        return sum(word in self._index for word in words)

    def daily(self, words: Iterable[str], days: Days) -> Scores:
        """Give what `of` gives for each of a run of days; nothing is known of those outside."""
        import numpy as np

        told = self.of(words)
        places = (np.arange(days.size) + days.first - self.first) // self.step
        inside = (places >= 0) & (places < self.bins)
        made = np.zeros(days.size, dtype=np.float32)
        made[inside] = told[places[inside]]
        return made

    def telling(self, words: Iterable[str], day: int, most: int = 4) -> list[str]:
        """Give the words that speak most for a day."""
        at = min(max((day - self.first) // self.step, 0), self.bins - 1)
        rated = [(-float(self._logs[self._index[w], at]), w) for w in sorted(words) if w in self._index]
        return [word for value, word in sorted(rated)[:most] if value < -_SMALL]


def learn(dated: Sequence[tuple[int, set[str]]], wanted: Iterable[set[str]]) -> Bursts | None:
    """Learn when words were in use.

    Args:
        dated: day and terms of each dated report, in any order.
        wanted: the terms of each undated report; others are not learnt.

    Returns:
        None where fewer than two reports are dated.
    """
    import numpy as np

    if len(dated) < 2:
        return None
    low, high = min(day for day, _ in dated) - MARGIN, max(day for day, _ in dated) + MARGIN
    step = (high - low) // MAX_BINS + 1
    bins = (high - low) // step + 1
    uses = _uses(dated, wanted)
    index = {term: at for at, term in enumerate(uses)}
    counts = np.zeros((len(uses), bins), dtype=np.float32)
    every = np.zeros(bins, dtype=np.float32)
    for day, words in dated:
        at = (day - low) // step
        every[at] += 1
        for word in words:
            if (row := index.get(word)) is not None:
                counts[row, at] += 1
    return Bursts(low, step, bins, index, _rates(counts, every, step))


def _uses(dated: Sequence[tuple[int, set[str]]], wanted: Iterable[set[str]]) -> list[str]:
    """Choose the terms that two dated reports and an undated one share, the rarest first."""
    asked: set[str] = set().union(*wanted)
    count = Counter(word for _, words in dated for word in words & asked)
    most = max(_MOST * len(dated), 2)
    kept = sorted((number, word) for word, number in count.items() if 2 <= number <= most)
    return sorted(word for _, word in kept[:MAX_TERMS])


def _rates(counts: Scores, every: Scores, step: int) -> Scores:
    """Give the logarithm of how much oftener each term is used on each day than on any."""
    import numpy as np

    size, bins = counts.shape
    total = counts.sum(axis=1)
    overall = (total / every.sum())[:, None]
    parts: list[Scores] = []
    left_out: list[Scores] = []
    for scale in SCALES:
        fall = float(np.exp(-step / scale))
        near, reports = _spread(counts, fall), _spread(every[None, :], fall)
        parts.append(((near + _SMALL * overall) / (reports + _SMALL)) / overall)
        rest = (np.maximum(total - 1, 0.3) / max(float(every.sum()) - 1, 1.0))[:, None]
        own = np.maximum(near - 1, 0) + _SMALL * overall
        left_out.append(own / np.maximum(reports - 1 + _SMALL, _SMALL) / rest)
    shares = np.tile(np.asarray(_PRIOR, dtype=np.float32), (size, 1))
    where = counts.nonzero()
    used = counts[where]
    seen = np.stack([*(part[where] for part in left_out), np.ones(len(used), dtype=np.float32)], axis=1)
    for _ in range(_ROUNDS):
        blame = seen * shares[where[0]]
        blame *= (used / blame.sum(axis=1))[:, None]
        shares = np.stack(
            [np.bincount(where[0], weights=blame[:, part], minlength=size) for part in range(len(_PRIOR))],
            axis=1,
        ).astype(np.float32)
        shares += _STRENGTH * np.asarray(_PRIOR, dtype=np.float32)
        shares /= shares.sum(axis=1, keepdims=True)
    rate = np.repeat(shares[:, -1:], bins, axis=1)
    for number, part in enumerate(parts):
        rate += shares[:, number : number + 1] * part
    return np.log(rate).astype(np.float32)


def _spread(counts: Scores, fall: float) -> Scores:
    """Sum counts over all days, each weighed by `fall` to the power of its distance, in linear time."""
    import numpy as np

    columns = np.ascontiguousarray(counts.T)
    ahead, behind = columns.copy(), columns.copy()
    for at in range(1, len(columns)):
        ahead[at] += fall * ahead[at - 1]
        behind[-1 - at] += fall * behind[-at]
    return np.ascontiguousarray((ahead + behind - columns).T)

"""Works out when an undated report was written, from its own words.

Each clue gives every day a score (`daylight`). Scores add up, each kind of clue with the weight that
fitting gave it (`knowledge/dating_weights.tsv`), and make a density over the days. The answer is the
shortest run of days that holds nine tenths of it, the likeliest day, and the passages that moved it most.
The same solver serves one report alone and, with what the others tell, a collection (`collate.dating`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from standoff.model.codebook import Basis
from standoff.model.partial_date import FIRST_YEAR, LAST_YEAR, PartialDate
from standoff.model.report import Because, Published
from standoff.stages.dating.clues import NEEDS, Clue, ClueKind, Clues
from standoff.stages.dating.daylight import HORIZON, Days, scores, spans_of, weights
from standoff.stages.dating.says import says

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from standoff.stages.dating.daylight import Scores

VERSION = "dating/1"
"""Changes when the same clues may get another answer."""

MOST_YEARS = 64
"""Years of days looked at; where a report speaks of more, the latest are."""

_AFTER = 12
"""Years looked at after the last one that a clue names."""
_HOLD = 0.93
"""The share of the density that an interval should hold. A little over nine tenths: held-out reports lay in
nine of ten such intervals."""
_TRUST = 0.97
"""What the share is multiplied with to make the confidence."""
_LONGEST = 366
"""Days: no interval is longer; where it then holds less, the confidence says so."""
_ALONE = 0.3
"""The share of the density that makes a day stand out, and `_PAIR` two neighbouring ones: many times that
of other days, though less than half; a date that hangs on it is shown with the reasons it rests on."""
_PAIR = 0.2
_LEAST = 0.3
"""A confidence below this is no answer: the date is unknown."""
_STANDS_OUT = 0.25
_FORTNIGHT = 15
_PASSAGES = 5
_CLOSE = 3
"""Days around the best one: what moved the answer there is named as its reason."""
_MOVED = 0.15
"""A passage that moves less is not named among the reasons."""
_LEAN = 0.05
"""What it counts for that a passage favours the interval over all days, where others say the same."""
_OUT_OF_QUESTION = 20.0
_FAR_OFF = 14.0
"""How much less likely than the best day, as a logarithm, a given date must be to be called contradicted."""
_FAR_DAYS = 45


@dataclass(slots=True)
class Reason:
    """A passage and what it says of each day, weighed."""

    because: Because
    scores: Scores


@dataclass(slots=True)
class Evidence:
    """Everything gathered on one report's date.

    Attributes:
        days: those looked at.
        total: the sum of all scores.
        reasons: the parts of it that rest on a passage.
    """

    days: Days
    total: Scores
    reasons: list[Reason] = field(default_factory=list)

    def add(self, extra: Scores, because: Because | None = None) -> None:
        """Add what something further says of each day."""
        self.total = self.total + extra
        if because is not None:
            self.reasons.append(Reason(because, extra))


def solve(clues: Clues) -> Published:
    """Date one report by its own words.

    Returns:
        A date that came with the report or that its page states is kept; where the text contradicts it,
        the note says so and `because` holds the passage. Else one of basis inferred, or unknown.
    """
    if clues.published.date is not None:
        return checked(clues)
    days = days_for(clues.clues)
    if days is None:
        return clues.published
    return answer(gathered(clues.clues, days), clues.published)


def days_for(clues: Iterable[Clue], known: PartialDate | None = None) -> Days | None:
    """Choose the days to look at: around the years that the clues name, and a date that is known.

    Returns:
        None where the clues name no year.
    """
    ends = [end for clue in clues for end in _ends(clue)]
    if not ends:
        return None
    if known is not None:
        ends.append((known.earliest, known.latest))
    first, last = min(ends)[0].year - 1, max(last for _, last in ends).year + _AFTER
    # What is named to come may lie far off; a report is hardly written long after all it speaks of.
    last = min(last, max(_latest_shipped(), *(begun.year + _AFTER // 4 for begun, _ in ends)))
    # Whole decades, so that the reports of a collection look at the same days.
    first, last = first - first % 10, min(last - last % 10 + 9, LAST_YEAR)
    first = max(min(first, last - 10), last - MOST_YEARS, FIRST_YEAR)
    start = date(first, 1, 1).toordinal()
    return Days(start, date(last, 12, 31).toordinal() - start + 1)


def _latest_shipped() -> int:
    return date.fromordinal(HORIZON).year


def _ends(clue: Clue) -> list[tuple[date, date]]:
    if clue.when.startswith("XXXX") or clue.kind is ClueKind.WEEKDAY:
        return []
    return [(date.fromordinal(first), date.fromordinal(last)) for first, last in spans_of(clue.when)]


def gathered(clues: Iterable[Clue], days: Days) -> Evidence:
    """Add up what the clues say of each day."""
    import numpy as np

    evidence = Evidence(days, np.zeros(days.size, dtype=np.float32))
    weight = weights()
    best: dict[ClueKind, Scores] = {}
    for clue in clues:
        share = weight.get(f"sum {clue.kind}", 0.0)
        top = weight.get(f"max {clue.kind}", 0.0)
        if not share and not top:
            continue
        told = scores(clue, days)
        evidence.add(np.float32(share) * told, Because(clue.span, says(clue)))
        if top:
            so_far = best.get(clue.kind)
            best[clue.kind] = told if so_far is None else np.maximum(so_far, told)
    for kind in ClueKind:
        if kind in best:
            evidence.add(np.float32(weight[f"max {kind}"]) * best[kind])
    return evidence


def density(total: Scores) -> Scores:
    """Turn scores to shares that add up to one."""
    import numpy as np

    shares = np.exp((total - total.max()).astype(np.float64))
    made: Scores = shares / shares.sum()
    return made


def answer(evidence: Evidence, unknown: Published) -> Published:
    """Make the answer of the evidence; `unknown` is given back where it is too thin."""
    shares = density(evidence.total)
    low, high, held = shortest(shares)
    confidence = round(min(held * _TRUST, 0.99), 3)
    if confidence < _LEAST:
        return unknown
    best = low + _best(shares[low : high + 1])
    first = evidence.days.first
    days = [date.fromordinal(first + at) for at in (low, best, high)]
    edtf = days[0].isoformat() if low == high else f"{days[0].isoformat()}/{days[2].isoformat()}"
    return Published(
        date=PartialDate(edtf),
        value=days[1].isoformat(),
        basis=Basis.INFERRED,
        confidence=confidence,
        because=_reasons(evidence, max(low, best - _CLOSE), min(high, best + _CLOSE)),
        note=unknown.note,
        likely=_likely(shares, best, first),
    )


def _likely(shares: Scores, best: int, first: int) -> PartialDate | None:
    """Give the best day, or the two days, that stand out enough to count "Monday" from."""
    pairs = [(at, at + 1) for at in (best - 1, best) if at >= 0 and at + 1 < len(shares)]
    if float(shares[best]) >= _ALONE:
        return PartialDate(date.fromordinal(first + best).isoformat())
    low, high = max(pairs, key=lambda pair: float(shares[pair[0]] + shares[pair[1]]))
    if float(shares[low] + shares[high]) < _PAIR:
        return None
    return PartialDate(f"{date.fromordinal(first + low)}/{date.fromordinal(first + high)}")


def shortest(shares: Scores) -> tuple[int, int, float]:
    """Find the shortest run of days that holds enough, or the fullest of the longest allowed.

    Returns:
        First and last place, both inside, and the share held.
    """
    import numpy as np

    sums = np.concatenate([[0.0], np.cumsum(shares)])
    size = len(shares)
    ends = np.searchsorted(sums, sums[:-1] + _HOLD * sums[-1])
    fits = np.nonzero(ends <= size)[0]
    lengths = ends[fits] - fits
    if len(fits) and lengths.min() <= _LONGEST:
        at = int(fits[np.argmin(lengths)])
        end = max(int(ends[at]), at + 1)
    else:
        run = min(_LONGEST, size)
        at = int(np.argmax(sums[run:] - sums[:-run]))
        end = at + run
    return at, end - 1, float(sums[end] - sums[at])


def _best(shares: Scores) -> int:
    """Choose the day to name: the likeliest where it stands out, else one amid the fullest fortnight."""
    import numpy as np

    peak = int(np.argmax(shares))
    if float(shares[peak]) >= _STANDS_OUT * float(shares.sum()):
        return peak
    sums = np.concatenate([[0.0], np.cumsum(shares)])
    run = min(_FORTNIGHT, len(shares))
    start = int(np.argmax(sums[run:] - sums[:-run]))
    middle = int(np.searchsorted(sums, (sums[start] + sums[start + run]) / 2)) - 1
    near = max(middle - 2, 0)
    return near + int(np.argmax(shares[near : middle + 3]))


def _reasons(evidence: Evidence, low: int, high: int) -> tuple[Because, ...]:
    """Name the passages without which less of the density would lie on these days."""
    import numpy as np

    # Days that are out of the question with every passage may come in without one, hence the wide margin.
    likely = np.nonzero(evidence.total > evidence.total.max() - _OUT_OF_QUESTION)[0]
    inside = (likely >= low) & (likely <= high)
    total = evidence.total[likely]
    held = _held(total, inside)
    rated: list[tuple[float, int]] = []
    for at, reason in enumerate(evidence.reasons):
        own = reason.scores[likely]
        if float(np.ptp(reason.scores)) < _MOVED:
            continue
        lean = float(own[inside].mean() - reason.scores.mean())
        rated.append((float(np.log(held / _held(total - own, inside))) + _LEAN * lean, at))
    rated.sort(key=lambda pair: (-pair[0], evidence.reasons[pair[1]].because.span))
    kept = [evidence.reasons[at].because for moved, at in rated[:_PASSAGES] if moved > _MOVED]
    return tuple(sorted(kept, key=lambda b: (b.report or "", b.span)))


def _held(total: Scores, inside: NDArray[np.bool_]) -> float:
    return max(float(density(total)[inside].sum()), 1e-12)


def checked(clues: Clues) -> Published:
    """Keep a date that is known, and say so where the report's own words contradict it."""
    known = clues.published
    assert known.date is not None
    days = days_for(clues.clues, known.date)
    if days is None or known.note is not None:
        return known
    evidence = gathered(clues.clues, days)
    low, high = (end.toordinal() - days.first for end in (known.date.earliest, known.date.latest))
    inside = evidence.total[max(low - 1, 0) : max(high + 2, 0)]
    if not len(inside) or float(evidence.total.max() - inside.max()) < _FAR_OFF:
        return known
    told = answer(evidence, Published())
    if told.date is None or not _is_far(known.date, told.date):
        return known
    note = f"the text itself speaks for {told.date}, not for {known.date}"
    return replace(known, because=(*known.because, *told.because), note=note)


def _is_far(one: PartialDate, other: PartialDate) -> bool:
    gap = max((other.earliest - one.latest).days, (one.earliest - other.latest).days)
    return gap > _FAR_DAYS


__all__ = ["NEEDS", "VERSION", "Evidence", "answer", "checked", "days_for", "density", "gathered", "solve"]

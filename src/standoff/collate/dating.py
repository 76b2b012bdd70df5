"""Works out the dates of a collection: what each report says, and what the others tell of it.

To the clues in a report's own words (`stages.dating`) a collection adds where its dated reports lie, the
words that they use on which days (`collate.bursts`), the ones nearest in wording (`collate.neighbours`),
copies that carry a date (`collate.copies`) and the same occasion dated elsewhere (`collate.occasions`).
Neither ids, nor file names, nor the order of the reports are evidence; the answers do not depend on them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from standoff.collate.bursts import MARGIN, Bursts, learn, terms
from standoff.collate.copies import pairs
from standoff.collate.neighbours import Neighbours
from standoff.collate.occasions import Occasions, ends
from standoff.model.report import Because, Published
from standoff.model.span import Span
from standoff.stages.dating.daylight import Days, weights
from standoff.stages.dating.solver import (
    MOST_YEARS,
    VERSION,
    Evidence,
    answer,
    checked,
    days_for,
    density,
    gathered,
    shortest,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standoff.stages.dating.clues import Clues
    from standoff.stages.dating.daylight import Scores

__all__ = ["VERSION", "date_all"]

_OUTSIDE = 3.0
"""Reports that the belief weighs as much as that an undated report is of another time than the dated."""
_LEAST_OUTSIDE = 0.03
_PRIOR_SCALE = 20.0
"""Days over which a dated report makes others likely; a few reports tell less exactly, see `_prior`."""
_NEIGHBOUR_SCALE = 20.0
_NEIGHBOUR_FLOOR = 0.002
_FEW = 25
_KNOWN_YEARS = MOST_YEARS - 4
"""Years of dated reports that are learnt from, the latest ones."""
_COPY_SCALE = 1.5
_COPY_FLOOR = 0.02
_SURE_DAYS = 9
"""An inferred date serves as another report's evidence when its interval is no longer than this."""
_SURE = 0.9
_COMPANY_DAYS = 62
_ROUNDS = 2
"""Rounds in which what was found out of some serves the others."""
_COPIES = 3
_SPREAD = 160.0
_NEAR = 0.12
"""A neighbour less alike is no reason to show."""


@dataclass(slots=True)
class _Known:
    """What the dated reports of a collection tell."""

    places: list[int]
    days: list[int]
    range: Days
    prior: Scores
    bursts: Bursts | None
    neighbours: Neighbours


def date_all(clues: Sequence[Clues]) -> list[Published]:
    """Date a collection.

    Returns:
        For each report, in the order given, its date: as it came or as its page states it, with a note
        where its text contradicts it; else inferred, with an interval, a best day, a confidence and the
        passages it rests on, those of other reports named by their ids; else unknown.
    """
    order = sorted(range(len(clues)), key=lambda at: (clues[at].words, clues[at].report, at))
    made = _date_sorted([clues[at] for at in order])
    found: list[Published] = [Published()] * len(clues)
    for at, published in zip(order, made, strict=True):
        found[at] = published
    return found


def _date_sorted(clues: Sequence[Clues]) -> list[Published]:
    found = [checked(each) if each.published.date is not None else each.published for each in clues]
    undated = [at for at, each in enumerate(clues) if each.published.date is None]
    if not undated:
        return found
    words = [{term for term in terms(each.words) if " " in term} for each in clues]
    known = _known(clues, words, undated)
    evidence: dict[int, Evidence] = {}
    for at in undated:
        gathered_ = _evidence(clues[at], words[at], known, clues)
        if gathered_ is not None:
            evidence[at] = gathered_
    days = {at: _ends(each.published) for at, each in enumerate(clues) if each.published.date is not None}
    others = _Others(clues, _copies(clues), Occasions([each.happenings for each in clues]), len(days))
    joined = evidence
    for _ in range(_ROUNDS):
        days.update(_sure(joined, _SURE_DAYS))
        others.company = days | _sure(joined, _COMPANY_DAYS)
        joined = {at: own for at in undated if (own := others.joined(at, evidence.get(at), days)) is not None}
    for at, own in joined.items():
        found[at] = answer(own, clues[at].published)
    return found


def _sure(evidence: Mapping[int, Evidence], longest: int) -> dict[int, tuple[int, int]]:
    """Give the first and last day of those whose own evidence pins them well enough to serve others."""
    found: dict[int, tuple[int, int]] = {}
    for at, own in evidence.items():
        low, high, held = shortest(density(own.total))
        if high - low < longest and held >= _SURE:
            found[at] = (own.days.first + low, own.days.first + high)
    return found


def _ends(published: Published) -> tuple[int, int]:
    assert published.date is not None
    return published.date.earliest.toordinal(), published.date.latest.toordinal()


def _known(clues: Sequence[Clues], words: Sequence[set[str]], undated: Sequence[int]) -> _Known | None:
    """Learn from the reports that are dated to the day."""
    places = [at for at, each in enumerate(clues) if each.published.date is not None and _is_day(each)]
    if not places:
        return None
    latest = max(_ends(clues[at].published)[0] for at in places)
    oldest = latest - _KNOWN_YEARS * 365
    places = [at for at in places if _ends(clues[at].published)[0] >= oldest]
    days = [_ends(clues[at].published)[0] for at in places]
    dated = [(day, words[at]) for day, at in zip(days, places, strict=True)]
    low = min(days) - MARGIN
    span = Days(low, max(days) + MARGIN + 1 - low)
    return _Known(
        places=places,
        days=days,
        range=span,
        prior=_prior(days, span),
        bursts=learn(dated, [words[at] for at in undated]),
        neighbours=Neighbours(dated),
    )


def _is_day(clues: Clues) -> bool:
    return clues.published.date is not None and clues.published.date.is_day


def _prior(days: Sequence[int], span: Days) -> Scores:
    """Give the density of the dated reports over their range, before anything is read."""
    import numpy as np

    scale = _PRIOR_SCALE + _SPREAD / len(days)
    counts = np.zeros(span.size)
    for day in days:
        counts[day - span.first] += 1.0
    fall = float(np.exp(-1.0 / scale))
    ahead, behind = counts.copy(), counts.copy()
    for at in range(1, span.size):
        ahead[at] += fall * ahead[at - 1]
        behind[-1 - at] += fall * behind[-at]
    spread = ahead + behind - counts
    made: Scores = (spread / spread.sum()).astype(np.float32)
    return made


def _evidence(each: Clues, words: set[str], known: _Known | None, clues: Sequence[Clues]) -> Evidence | None:
    """Gather what a report says itself and what the wording of the dated ones tells of it."""
    if each.language != "en" and not each.clues:
        return None  # where the others lie is no evidence of a report that nothing was read of
    days = _united(days_for(each.clues), known.range if known else None)
    if days is None:
        return None
    evidence = gathered(each.clues, days)
    if known is not None:
        _add_wording(evidence, words, known, clues)
    return evidence


def _united(own: Days | None, other: Days | None) -> Days | None:
    """Join two runs of days; of too long a whole the part around the dated reports stays."""
    if own is None or other is None:
        return own or other
    first, end = min(own.first, other.first), max(own.end, other.end)
    most = MOST_YEARS * 366
    if end - first > most:
        first = max(first, min(other.first, end - most))
        end = min(end, first + most)
    return Days(first, end - first)


def _add_wording(evidence: Evidence, words: set[str], known: _Known, clues: Sequence[Clues]) -> None:
    """Add where the dated reports lie, when words were in use, and the nearest reports."""
    import numpy as np

    weight = weights()
    days, span = evidence.days, known.range
    outside = max(_LEAST_OUTSIDE, _OUTSIDE / (len(known.places) + _OUTSIDE))
    prior = np.full(days.size, outside / days.size, dtype=np.float32)
    at = span.first - days.first
    prior[at : at + span.size] += (1 - outside) * known.prior
    total = np.float32(weight["prior"]) * np.log(prior)
    if known.bursts is not None:
        known_words = known.bursts.known(words)
        told = np.float32(weight["bursts"] / np.sqrt(known_words + 20)) * known.bursts.daily(words, span)
        total += _placed(told, span, days)
    near = known.neighbours.of(words)
    density = np.zeros(span.size, dtype=np.float32)
    places = np.arange(span.size) + span.first
    for day, cosine, _ in near:
        density += np.float32(cosine * cosine) * np.exp(-np.abs(places - day) / _NEIGHBOUR_SCALE).astype(
            np.float32
        )
    told = np.log(density + np.float32(_NEIGHBOUR_FLOOR)) - np.float32(np.log(_NEIGHBOUR_FLOOR))
    # One report near in wording among three is nearest by chance; among a hundred it is not.
    trust = weight["neighbours"] * len(known.places) / (len(known.places) + _FEW)
    placed = np.float32(trust) * _placed(told, span, days)
    evidence.add(total)
    evidence.add(placed, _nearest(near, words, known, clues))


def _placed(told: Scores, span: Days, days: Days) -> Scores:
    """Put scores of some days among all; of the others they tell nothing."""
    import numpy as np

    made = np.zeros(days.size, dtype=np.float32)
    at = span.first - days.first
    made[at : at + span.size] = told
    return made


def _nearest(
    near: Sequence[tuple[int, float, int]], words: set[str], known: _Known, clues: Sequence[Clues]
) -> Because | None:
    """Name the nearest dated report as a reason, with the words in common."""
    if not near or near[0][1] < _NEAR:
        return None
    day, _, place = near[0]
    other = clues[known.places[place]]
    if other.opening is None:
        return None
    shared = known.bursts.telling(words, day, 3) if known.bursts else []
    which = f" ({', '.join(shared)})" if shared else ""
    says = f"near in wording{which}, published {date.fromordinal(day).isoformat()}"
    return Because(other.opening.span, says, other.report, other.opening.quote)


def _copies(clues: Sequence[Clues]) -> dict[int, list[tuple[int, float]]]:
    found: dict[int, list[tuple[int, float]]] = {}
    for pair in pairs([each.words for each in clues]):
        found.setdefault(pair.one, []).append((pair.other, pair.share))
        found.setdefault(pair.other, []).append((pair.one, pair.share))
    return found


@dataclass(slots=True)
class _Others:
    """What single other reports tell of a report: its copies, and those that date its occasions."""

    clues: Sequence[Clues]
    copies: dict[int, list[tuple[int, float]]]
    occasions: Occasions
    dated: int
    company: dict[int, tuple[int, int]] = field(default_factory=dict)

    def joined(self, at: int, own: Evidence | None, days: Mapping[int, tuple[int, int]]) -> Evidence | None:
        """Add to a report's own evidence what the others tell; None where there is neither."""
        import numpy as np

        copies = [(other, share) for other, share in self.copies.get(at, []) if other in days]
        met = self.occasions.of(at, days)
        company = (
            [ends for other, ends in self.company.items() if other != at] if 0 < self.dated < _FEW else []
        )
        if own is None:
            # That the others are of one time is no evidence of a report that nothing else ties to them.
            span = _around([*ends(met), *(days[other] for other, _ in copies)])
            if span is None:
                return None
            own = Evidence(span, np.zeros(span.size, dtype=np.float32))
        made = Evidence(own.days, own.total, list(own.reasons))
        if len(company) > 1:  # a report alone says little of when the others were written
            middles = [(first + last) // 2 for first, last in company]
            made.add(_company(middles, own.days))
        for other, share in sorted(copies, key=lambda pair: (-pair[1], pair[0]))[:_COPIES]:
            _add_copy(made, self.clues[other], share, days[other])
        for meeting in met:
            because = Because(meeting.span, meeting.says, self.clues[meeting.other].report, meeting.quote)
            made.add(meeting.scores(made.days), because)
        return made


def _company(middles: Sequence[int], days: Days) -> Scores:
    """Say that the reports of a small collection are of one time, the surer the more there are."""
    import numpy as np

    outside = _OUTSIDE / (len(middles) + _OUTSIDE)
    scale = _PRIOR_SCALE + _SPREAD / len(middles)
    places = np.arange(days.size) + days.first
    near = np.zeros(days.size)
    for middle in sorted(middles):
        near += np.exp(-np.abs(places - middle) / scale) / (2 * scale * len(middles))
    made: Scores = (weights()["prior"] * np.log((1 - outside) * near + outside / days.size)).astype(
        np.float32
    )
    return made


def _around(ends: Sequence[tuple[int, int]]) -> Days | None:
    if not ends:
        return None
    first = min(low for low, _ in ends) - 366
    return Days(first, min(max(high for _, high in ends) + 366 - first, MOST_YEARS * 366))


def _add_copy(evidence: Evidence, other: Clues, share: float, ends: tuple[int, int]) -> None:
    import numpy as np

    places = np.arange(evidence.days.size) + evidence.days.first
    away = np.maximum(np.maximum(ends[0] - places, places - ends[1]), 0)
    told = np.log(np.exp(-away / _COPY_SCALE) + _COPY_FLOOR).astype(np.float32)
    opening = other.opening
    span, quote = (opening.span, opening.quote) if opening else (Span(0, 1), None)
    when = date.fromordinal(ends[0]).isoformat()
    says = f"shares {share:.0%} of its text, published {when}"
    evidence.add(np.float32(weights()["copies"]) * told, Because(span, says, other.report, quote))

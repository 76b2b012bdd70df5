"""Which person "he" and "she" stand for: one who outweighs every other clearly, else nobody.

Candidates are weighed by where they were last named and in which role, after Lappin and Leass, "An
algorithm for pronominal anaphora resolution" (Computational Linguistics 20(4), 1994), held to few
sentences. Somebody unnamed and a pronoun that stayed open weigh as much as a name does: they stand in
the way, and nothing is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standoff.stages.discourse import Discourse, Named, Pronoun

_MARGIN = 1.4
"""How many times the weight of the next the best candidate must have."""
_REACH = 4
"""Sentences that a pronoun looks back."""
_ROLE = {"subject": 80.0, "object": 50.0, "possessive": 40.0}
_OTHER_ROLE = 40.0
_NEAR = 100.0
_FADE = 0.5
"""What a sentence's distance leaves of a candidate's weight (Lappin and Leass 1994, section 2.1.2)."""
_PARALLEL = 35.0
_GOVERNING = (80.0, 40.0)
"""What the nearest subject that a pronoun stands under gains, and one further up."""
_SPOKE_LAST = 50.0
_OTHER_VOICE = 0.3
"""What is left of the weight of those named in other words than the pronoun's."""
_REPORTED = 0.8
"""The same for those whom the reporter names, in a quotation."""
_UNSURE = 0.75
"""What is left of the weight of a person whose gender is not known."""
_UNNAMED = 0.8
"""What is left of the weight of somebody unnamed."""
_SALIENT = 0.3
"""What a person gains whom all mentions of persons in the report are of."""
_PART = 0.3
"""What is left of the weight of a name that is part of another's: "the Orlan campaign"."""
_OPEN = 0.5
"""What is left of the weight of a pronoun that stayed open."""
_LEAST = 6.0
"""The weight of somebody named once, four sentences before; less is a name in passing."""


@dataclass(frozen=True, slots=True)
class Context:
    """What else is known of a pronoun.

    Attributes:
        barred: keys of those whom it cannot stand for: the speaker of its quotation, whom a quotation
            speaks of when the pronoun is its speaker.
        spoke: the key of who spoke last, when the pronoun is a source.
        closed: whether only those named in its own quotation count, as its speaker is not known.
    """

    barred: frozenset[str] = frozenset()
    spoke: str | None = None
    closed: bool = False


class Antecedents:
    """Weighs the persons before a pronoun."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse

    def of(self, pronoun: Pronoun, context: Context) -> tuple[Named, str] | None:
        """Give whom a pronoun stands for, and why.

        Returns:
            None when nobody fits, or another comes close.
        """
        candidates = list(self._candidates(pronoun, context))
        if pronoun.case == "reflexive":
            return self._reflexive(pronoun, candidates)
        governing = self._governing(pronoun)
        weights: dict[str, float] = {}
        last: dict[str, Named] = {}
        per_sentence: dict[tuple[str, int], float] = {}
        for named in candidates:
            weight = self._weight(named, pronoun, context) + governing.get(named.at, 0.0)
            place = (named.key, named.sentence)
            per_sentence[place] = max(weight, per_sentence.get(place, 0.0))
            if named.key not in last or named.mention is not None:
                last[named.key] = named
        for (key, _), weight in per_sentence.items():
            weights[key] = weights.get(key, 0.0) + weight
        return self._chosen(weights, last, governing)

    def _candidates(self, pronoun: Pronoun, context: Context) -> Iterable[Named]:
        barred = context.barred | self._discourse.barred(pronoun)
        for named in self._discourse.before(pronoun, _REACH):
            fits = named.kind is MentionKind.PERSON and self._discourse.agrees(named, pronoun)
            if not fits or named.key in barred:
                continue
            if context.closed and named.voice != pronoun.voice:
                continue
            yield named

    def _reflexive(self, pronoun: Pronoun, candidates: list[Named]) -> tuple[Named, str] | None:
        for _, named in self._discourse.subjects(pronoun):
            if named is None or not named.is_told or named not in candidates:
                return None
            return named, "pronoun: subject of its clause"
        return None

    def _governing(self, pronoun: Pronoun) -> dict[int, float]:
        found: dict[int, float] = {}
        for number, (_, named) in enumerate(self._discourse.subjects(pronoun)):
            if named is not None and named.kind is MentionKind.PERSON:
                found.setdefault(named.at, _GOVERNING[min(number, 1)])
        return found

    def _weight(self, named: Named, pronoun: Pronoun, context: Context) -> float:
        distance = self._discourse.distance(named, pronoun)
        weight = (_NEAR + _ROLE.get(named.role, _OTHER_ROLE)) * _FADE**distance
        if distance <= 1 and named.role == pronoun.role:
            weight += _PARALLEL
        weight *= 1 + _SALIENT * self._discourse.share(named.key)
        if named.key == context.spoke:
            weight += _SPOKE_LAST
        if named.voice != pronoun.voice:
            weight *= _REPORTED if named.voice is None else _OTHER_VOICE
        if named.is_open:
            weight *= _OPEN
        elif not named.is_told:
            weight *= _UNNAMED
        elif self._discourse.gender(named) is None:
            weight *= _UNSURE
        return weight if named.is_noun else weight * _PART

    def _chosen(
        self, weights: dict[str, float], last: dict[str, Named], governing: dict[int, float]
    ) -> tuple[Named, str] | None:
        total = sorted(((weight, key) for key, weight in weights.items()), reverse=True)
        if not total or total[0][0] < _LEAST:
            return None
        best = last[total[0][1]]
        if not best.is_told:
            # A description is somebody whom the report may name later, or elsewhere: it stays open.
            return None
        if len(total) == 1:
            sure = self._discourse.gender(best) is not None or governing or self._is_full(best)
            return (best, "pronoun: the only one named who fits") if sure else None
        if total[0][0] >= _MARGIN * total[1][0]:
            return best, "pronoun: the one named last and most prominently"
        return None

    @staticmethod
    def _is_full(named: Named) -> bool:
        return named.mention is not None and (bool(named.mention.entity) or " " in named.mention.name)

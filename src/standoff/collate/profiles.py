"""What one report says of an occasion, laid out for comparison with what others say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from standoff.knowledge.agenda import occasion_kinds
from standoff.model.codebook import AgendaStatus, MentionKind
from standoff.model.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.knowledge.actor import Actor
    from standoff.knowledge.registry import Registry
    from standoff.model.record import AgendaRecord, AgendaStep

PRECISE = 10
"""Days: a date no wider than this places an occasion; a wider one ("in January") only bounds it."""
_AHEAD, _BACK = 120, 4
"""Days after a report in which an undated plan of it lies, and before it in which an undated headline."""
_ENCOUNTERS = frozenset({"meeting", "conversation", "call", "session", "conference"})
_TWO_SIDED = frozenset({"meeting", "conversation", "call"})
_SEVERAL_OF_ONE = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared.

    Attributes:
        kind: see ``agenda_words.tsv``.
        sides: whom the parties act for: a country's code, a body's id, or a name that is not linked.
        persons: each party that is a person, with the side: Foreign Minister Orlan for her country.
        place: canonical; None when not said.
        low: first and last day; None when not dated.
        window: where an undated occasion lies, from what kind of words and report it stands in.
        status: how far it has come.
    """

    kind: str
    sides: frozenset[str]
    persons: frozenset[tuple[str, str]]
    place: str | None
    low: date | None
    high: date | None
    window: tuple[date, date] | None
    status: AgendaStatus

    @property
    def is_precise(self) -> bool:
        """Whether its date places it."""
        return self.low is not None and self.high is not None and (self.high - self.low).days <= PRECISE

    @property
    def group(self) -> str:
        """What kind of occasion it is, meetings and calls taken together."""
        return "encounter" if self.kind in _ENCOUNTERS else self.kind

    def days(self) -> Iterator[date]:
        """Give each day of a precise date."""
        if self.low is None or self.high is None:
            return
        for n in range((self.high - self.low).days + 1):
            yield self.low + timedelta(days=n)


class Profiles:
    """Makes profiles, with what a registry knows of who acts for whom."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known: dict[str, tuple[frozenset[str], str | None]] = {}

    def of(self, record: AgendaRecord, step: AgendaStep) -> Profile:
        """Lay out what a report says of an occasion."""
        sides: set[str] = set()
        persons: set[tuple[str, str]] = set()
        for key in self.keys(record):
            acts_for, person = self.sides_of(key)
            sides |= acts_for
            persons |= {(side, person) for side in acts_for if person is not None}
        when = PartialDate(step.date) if step.date is not None else None
        return Profile(
            kind=kind_of(record.occasion),
            sides=frozenset(sides),
            persons=frozenset(persons),
            place=record.place,
            low=when.earliest if when else None,
            high=when.latest if when else None,
            window=_window(step) if when is None else None,
            status=step.status,
        )

    def keys(self, record: AgendaRecord) -> list[str]:
        """Give the ids of the parties that are linked and the names of the others."""
        linked = [(each, self._registry.get(each)) for each in record.entities]
        names = {actor.name for _, actor in linked if actor is not None}
        return [each for each, _ in linked] + [name for name in record.parties if name not in names]

    def sides_of(self, key: str) -> tuple[frozenset[str], str | None]:
        """Tell for whom a party acts, and give its id if it is a person."""
        if key not in self._known:
            actor = self._registry.get(key)
            if actor is None:
                named = self._registry.named(key)
                actor = named[0] if len({each.country for each in named}) == 1 else None
            self._known[key] = self._sides(actor, key)
        return self._known[key]

    def name_of(self, key: str) -> str:
        """Give the canonical name of a party by its id; a name as it is."""
        actor = self._registry.get(key)
        return actor.name if actor is not None else key

    def _sides(self, actor: Actor | None, key: str) -> tuple[frozenset[str], str | None]:
        if actor is None:
            return frozenset({key.lower()}), None
        if actor.kind is MentionKind.PERSON:
            only = actor.country or (min(actor.bodies) if len(actor.bodies) == 1 else None)
            return frozenset({only or actor.id}), actor.id
        if actor.kind in (MentionKind.COUNTRY, MentionKind.GOVERNMENT) and actor.country:
            return frozenset({actor.country}), None
        joint = self._joint(actor.name)
        return joint or frozenset({actor.id}), None

    def _joint(self, name: str) -> frozenset[str]:
        """Part the body of two sides that bears both names: "Halvenia-Tarsovia Commission"."""
        first, _, rest = name.partition("-")
        second = rest.split(" ", 1)[0]
        found: set[str] = set()
        for each in (first, second) if rest else ():
            actors = [a for a in self._registry.named(each) if a.kind is not MentionKind.PLACE]
            if len(actors) != 1:
                return frozenset()
            found.add(
                actors[0].country
                if actors[0].kind is MentionKind.COUNTRY and actors[0].country
                else actors[0].id
            )
        return frozenset(found)

    def same_place(self, one: str | None, other: str | None) -> bool:
        """Tell whether two places may be one: unknown, the same, or a town and its country."""
        if one is None or other is None or one == other:
            return True
        found = [self._registry.named(each) for each in (one, other)]
        kinds = [{a.kind for a in actors} for actors in found]
        lands = [{a.country for a in actors} for actors in found]
        return bool(lands[0] & lands[1]) and any(MentionKind.COUNTRY in each for each in kinds)


def kind_of(occasion: str) -> str:
    """Tell the kind of an occasion by its last words.

    >>> kind_of("phone call"), kind_of("round of talks"), kind_of("peace talks")
    ('call', 'meeting', 'meeting')
    """
    words = occasion.lower().split()
    for n in range(len(words)):
        found = occasion_kinds().get(" ".join(words[n:])) or occasion_kinds().get(
            " ".join(words[n:]).removesuffix("s")
        )
        if found is not None:
            return found
    return words[-1] if words else ""


def _window(step: AgendaStep) -> tuple[date, date] | None:
    if step.said is None:
        return None
    said = PartialDate(step.said)
    if (said.latest - said.earliest).days > PRECISE:
        return None  # of a report whose own date is a guess nothing follows
    if step.status is AgendaStatus.HELD:
        return said.earliest - timedelta(days=_BACK), said.latest
    return said.earliest, said.latest + timedelta(days=_AHEAD)


def months(profile: Profile, around: int = 0) -> range:
    """Give the months that an occasion may lie in, counted from the year 0; at most some years of them.

    Args:
        profile: the occasion.
        around: how many months before and after to give too.
    """
    span = (profile.low, profile.high) if profile.low and profile.high else profile.window
    if span is None:
        return range(0)
    first, last = (day.year * 12 + day.month for day in span)
    return range(first - around, min(last, first + _MAX_MONTHS) + around + 1)


_MAX_MONTHS = 36
"""Months of a date that bounds an occasion; a wider one tells nothing of it."""


def likeness(profiles: Profiles, one: Profile, other: Profile) -> int:
    """Tell how much speaks for two being one occasion, their dates left out; 0 when they are not.

    Every side that both name counts two, a person named by both one more, a place named by both two.
    """
    if not _same_kind(one, other) or not profiles.same_place(one.place, other.place):
        return 0
    both = one.sides & other.sides
    for side in both:
        mine = {key for each, key in one.persons if each == side}
        theirs = {key for each, key in other.persons if each == side}
        if mine and theirs and not mine & theirs:
            return 0
    placed = 2 if one.place is not None and other.place is not None else 0
    found = 2 * len(both) + len(one.persons & other.persons) + placed
    if not one.sides or not other.sides:
        same_dates = one.low is not None and (one.low, one.high) == (other.low, other.high)
        is_enough = placed and ((one.is_precise and other.is_precise) or same_dates)
        return found if is_enough else 0
    if not (one.sides <= other.sides or other.sides <= one.sides or len(both) > 1):
        return 0
    if one.kind in _TWO_SIDED and len(both) < _SEVERAL_OF_ONE and one.sides != other.sides and not placed:
        return 0
    return found


def _same_kind(one: Profile, other: Profile) -> bool:
    if one.group != other.group:
        return False
    kinds = {one.kind, other.kind}
    if "call" in kinds and kinds != {"call"}:
        # Who speaks by phone meets nowhere.
        return one.place is None and other.place is None and len(one.sides & other.sides) >= _SEVERAL_OF_ONE
    return True


def apart(one: Profile, other: Profile) -> int | None:
    """Count the days between two occasions; 0 when their dates overlap, None when they cannot be one."""
    first = (one.low, one.high) if one.low and one.high else one.window
    second = (other.low, other.high) if other.low and other.high else other.window
    if first is None or second is None:
        return None
    if first[0] <= second[1] and second[0] <= first[1]:
        return 0
    return max((second[0] - first[1]).days, (first[0] - second[1]).days)

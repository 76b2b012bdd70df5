"""What is wrong with the actors known: offices held twice, impossible dates, names that mean two."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.knowledge.office_names import is_single, office_key
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.knowledge.actor import Actor, Office
    from standoff.knowledge.registry import Registry
    from standoff.knowledge.roll import Holding

_FIRST = date(1900, 1, 1)
"""Nobody in the news of today took office before."""
_MOST = 200
"""Holders of one office, and bearers of one name, that are compared with one another."""
_MAX_HELD = 75
"""Years; the longest reign of modern times lasted 72."""


def problems(registry: Registry) -> list[str]:
    """Look through the actors known.

    Returns:
        One sentence each, sorted: what is wrong, with whom, and what to write instead. None when all is
        well.
    """
    found = (_held_twice, _impossible, _shared_names)
    return sorted({problem for look in found for problem in look(registry)})


def _held_twice(registry: Registry) -> Iterator[str]:
    for (name, country, body), held in registry.roll.posts():
        if not is_single(name):
            continue
        for one, other in combinations(held[:_MOST], 2):
            if one.person.id != other.person.id and _overlap(one.office, other.office):
                where = registry.country_name(country) or country or body or "no country"
                yield (
                    f"{name} ({where}) is held by {_told(one)} and by {_told(other)} at one time; "
                    "correct a date, or name the office otherwise"
                )


def _overlap(one: Office, other: Office) -> bool:
    """Tell whether two spans of time have a day in common, however their ends are read."""
    first, second = sorted((one, other), key=_beginning)
    if first.until is None:
        return second.since is not None or first.since is None
    return _beginning(second) < first.until.earliest and (
        second.since is None or second.since.latest < first.until.earliest
    )


def _beginning(office: Office) -> date:
    return office.since.earliest if office.since else date.min


def _told(held: Holding) -> str:
    since, until = held.office.since, held.office.until
    return f"{held.person.name} ({since or '?'} to {until or 'now'})"


def _impossible(registry: Registry) -> Iterator[str]:
    for actor in registry:
        for office in actor.offices:
            since, until = office.since, office.until
            if since and until and since.earliest > until.latest:
                yield f"{actor.name}: {office.name} ends ({until}) before it begins ({since}); correct one"
            elif since and since.earliest < _FIRST:
                yield f"{actor.name}: {office.name} begins in {since}; correct the year"
            elif since and until and until.earliest.year - since.earliest.year > _MAX_HELD:
                yield f"{actor.name}: {office.name} lasts from {since} to {until}; correct one"


def _shared_names(registry: Registry) -> Iterator[str]:
    # Linking reads a rule for the name in capitals too.
    ruled = {(form, row["id"]) for row in rows("company") for form in (row["alias"], row["alias"].upper())}
    for name, actors in registry.names():
        free = [actor for actor in actors if (name, actor.id) not in ruled]
        if len(actors) > 1 and len(free) > 1 and not _told_apart(free):
            yield f"{name!r} is the name of {_listed(actors)}; {_REMEDY}"
    for form, people in _alone(registry):
        if len(people) > 1:
            yield f"{form!r} is said to mean {_listed(people, ' and ')} alone; leave the ! off"


_REMEDY = "take it from one of them, or give company.tsv a line for each that says by what it is told"


def _told_apart(actors: list[Actor]) -> bool:
    """Tell whether a report can say which of one name it means.

    Persons differ by country or office, a city from the government that sits there by what it does.
    """
    kinds = {actor.kind for actor in actors}
    if kinds == {MentionKind.PLACE, MentionKind.GOVERNMENT} and len(actors) == 2:
        return actors[0].country == actors[1].country
    if any(actor.kind is not MentionKind.PERSON for actor in actors):
        return False
    return all(_differ(one, other) for one, other in combinations(actors[:_MOST], 2))


def _differ(one: Actor, other: Actor) -> bool:
    offices = [{office_key(office.name) for office in person.offices} for person in (one, other)]
    countries = one.countries and other.countries and one.countries.isdisjoint(other.countries)
    return bool(countries or (all(offices) and offices[0].isdisjoint(offices[1])))


def _alone(registry: Registry) -> Iterator[tuple[str, tuple[Actor, ...]]]:
    found: dict[str, dict[str, Actor]] = {}
    for person in registry.roll:
        for form in sorted(person.alone):
            found.setdefault(form, {})[person.id] = person
    for form, bearers in sorted(found.items()):
        yield form, tuple(bearers.values())


def _listed(actors: tuple[Actor, ...], between: str = " and of ") -> str:
    return between.join(f"{actor.name} ({actor.id})" for actor in actors)

"""Which person on the roll a report means: by name, by what stands around it, or nobody for sure.

A name alone proves little: a surname is many people's, a misprint nobody's. Each candidate has to fit
the office and the country that the report gives the bearer, and has to be the only one that does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.knowledge.actor import first_day
from standoff.knowledge.office_names import is_single, office_key, office_name
from standoff.knowledge.roll import folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

    from standoff.knowledge.actor import Actor, Office
    from standoff.knowledge.roll import Roll
    from standoff.model.partial_date import PartialDate
    from standoff.stages.persons import Words
    from standoff.stages.titles import Stated

_EDITS = ((5, 1), (8, 2))
"""Letters of a surname, and how many of them a misprint may change.

Four in five misprints are one letter (Damerau 1964).
"""
_MIN_GIVEN = 3
"""Letters of a first name that a single misprint may be in."""
_LONG = 7
"""Letters of a surname that is told by itself though one of them is wrong."""
_SHORT = 5
"""Letters of a surname that bears no second misprint."""
_MAX_CANDIDATES = 5_000
"""Names of one initial that are compared; the shipped roll has a tenth of it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a name means, and why."""

    actor: Actor
    because: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is on a date."""

    country: str | None
    sector: str | None
    office: str | None


@cache
def common_names() -> frozenset[str]:
    """Give the surnames, folded, that too many bear to mean anybody without more."""
    return frozenset(folded(word) for row in rows("common_names") for word in row["names"].split())


class Identifier:
    """Tells whom the names of one report mean."""

    def __init__(
        self,
        roll: Roll,
        date: PartialDate | None,
        countries: Collection[str] = (),
        bodies: Collection[str] = (),
    ) -> None:
        """Note what else is known.

        Args:
            roll: the persons known.
            date: when the report was published.
            countries: the codes of the countries that it names.
            bodies: the ids of the bodies that it names.
        """
        self._roll = roll
        self._date = date
        self._countries = frozenset(countries)
        self._bodies = frozenset(bodies)

    def of(self, words: Words, stated: Sequence[Stated]) -> Link | None:
        """Tell whom a name means.

        Args:
            words: the fullest form of it in the report.
            stated: what the words around its mentions say of its bearer.
        """
        name = " ".join(words)
        if len(words) > 1:
            found = self._full(name, words, stated)
            if found is not None:
                return found
        short = self._roll.short(name)
        if short and (len(words) == 1 or not self._roll.full(name)):
            return self._short(name, short, stated)
        return self._similar(words, stated)

    def titled(self, name: str, stated: Stated) -> Actor | None:
        """Give the one person whom a surname means after a title: "President Vesk"."""
        fitting = [p for p in self._roll.short(name) if self._office_fits(p, [stated])]
        return _only(self._current(fitting))

    def alone(self, name: str) -> Actor | None:
        """Give the person of whom news uses a surname without a word of introduction."""
        return _only([person for person in self._roll.short(name) if _is_alone(person, name)])

    def bears(self, person: Actor, words: Words) -> bool:
        """Tell whether a person bears a full name."""
        return person in self._roll.full(" ".join(words))

    def _full(self, name: str, words: Words, stated: Sequence[Stated]) -> Link | None:
        found: Sequence[Actor] = self._roll.full(name)
        because = "full name"
        if not found and len(words) > 2:
            plain = " ".join(word for word in words if not _is_initial(word))
            found = [
                p for p in self._roll.full(plain) if _is_alone(p, words[-1]) or self._office_fits(p, stated)
            ]
            because = "full name without initials"
        fitting = [p for p in found if not self._contradicted(p, stated)]
        if len(fitting) > 1:
            fitting = [p for p in fitting if self._office_fits(p, stated)] or self._current(fitting)
        person = _only(fitting)
        if person is None or not (self._office_fits(person, stated) or self._is_at_home(person, words)):
            return None
        return Link(person, because)

    def _is_at_home(self, person: Actor, words: Words) -> bool:
        """Tell whether a name that others may bear is this person's: their country or body is named too."""
        rare = len(words) > 2 or _is_alone(person, words[-1])
        return rare or not self._countries or not person.countries or self._is_near(person)

    def _is_near(self, person: Actor) -> bool:
        return not self._countries.isdisjoint(person.countries) or not self._bodies.isdisjoint(person.bodies)

    def _short(self, name: str, found: Sequence[Actor], stated: Sequence[Stated]) -> Link | None:
        possible = [p for p in found if not self._contradicted(p, stated)]
        by_office = [p for p in possible if self._office_fits(p, stated)]
        if by_office:
            holder = _only(self._current(by_office))
            return Link(holder, "surname and office") if holder else None
        if any(_is_telling(s.office) for s in stated if s.office):
            return None
        by_rank = [p for p in possible if any(self._ranks(p, s) for s in stated)]
        if by_rank:
            officer = _only(self._current(by_rank))
            return Link(officer, "surname and rank") if officer else None
        return self._untitled(name, possible, stated)

    def _untitled(self, name: str, possible: Sequence[Actor], stated: Sequence[Stated]) -> Link | None:
        """Tell whom a surname means that no title or rank stands before."""
        alone = _only([p for p in possible if _is_alone(p, name)])
        if alone is not None:
            return Link(alone, "surname used alone")
        by_country = [p for p in possible if any(_owns(s, p) for s in stated)]
        person = _only(self._current(by_country)) if by_country else None
        if person is not None:
            return Link(person, "surname and country")
        if folded(name) in common_names() or self._date is None:
            return None
        person = _only([p for p in self._current(possible) if self._is_near(p)])
        in_office = person is not None and person.office_on(self._date) is not None and len(possible) == 1
        return Link(person, "surname, in office, country named") if person and in_office else None

    def _similar(self, words: Words, stated: Sequence[Stated]) -> Link | None:
        """Find whom a misprinted name means: it must be near one person's alone, and office or body agree."""
        name = folded(" ".join(words))
        if len(words) == 1:
            near = [p for form, p in self._roll.shorts(name[:1])[:_MAX_CANDIDATES] if _edits(name, form)]
            person = _only([p for p in near if self._office_fits(p, stated, strictly=True)])
            at_home = person is not None and (self._is_near(person) or any(_owns(s, person) for s in stated))
            return Link(person, "surname misspelt, office agrees") if person and at_home else None
        first, _, rest = name.partition(" ")
        return self._similar_full(first, rest, stated) if rest else None

    def _similar_full(self, first: str, rest: str, stated: Sequence[Stated]) -> Link | None:
        """Find whom a misprinted first name and surname mean."""
        last = rest.rsplit(" ", 1)[-1]
        by_office: list[Actor] = []
        by_body: list[Actor] = []
        by_name: list[Actor] = []
        for given, form, person in self._roll.forms(last[:1])[:_MAX_CANDIDATES]:
            # A middle name or initial of the report may be none of the roll's.
            exact, same = form in (rest, last), first == given
            # Of two names that differ in both initials neither is a misprint of the other.
            if given[0] != first[0] and not form.endswith(last):
                continue
            fits = self._office_fits(person, stated)
            if not _is_given(first, given, more=exact and fits) or self._contradicted(person, stated):
                continue
            if fits and (exact or any(_edits(each, form, more=same) for each in (rest, last))):
                by_office.append(person)
            elif exact or (same and any(_edits(each, form) for each in (rest, last))):
                by_body.extend([person] if not self._bodies.isdisjoint(person.bodies) else [])
            if _is_alone(person, last) if exact else same and bool(_near(last, person)):
                by_name.append(person)
        told = _only(by_office or by_body)
        if told is not None:
            return Link(told, "name misspelt, office or body agrees")
        known = _only(by_name)
        return Link(known, "name misspelt, surname used alone") if known else None

    def _ranks(self, person: Actor, said: Stated) -> bool:
        """Tell whether a rank ("General") is of the sector of one of the person's offices."""
        if not said.person or said.office or said.sector in (None, "GOV"):
            return False
        return any(office.sector == said.sector for office in person.offices)

    def _current(self, persons: Sequence[Actor]) -> list[Actor]:
        """Prefer those in office on the report's date."""
        if self._date is None or len({p.id for p in persons}) < 2:
            return list(persons)
        return [p for p in persons if p.office_on(self._date)] or list(persons)

    def _contradicted(self, person: Actor, stated: Iterable[Stated]) -> bool:
        """Tell whether the report gives the bearer to another country, and no office of the person's."""
        for said in stated:
            # Where an institute sits is no word on whose citizen its fellow is.
            owner = said.actor.country if said.actor and said.sector not in _PRIVATE else None
            if (
                owner
                and person.countries
                and owner not in person.countries
                and not self._office_fits(person, [said])
            ):
                return True
        return False

    def _office_fits(self, person: Actor, stated: Iterable[Stated], *, strictly: bool = False) -> bool:
        """Tell whether the report gives the bearer an office that the person holds or has held."""
        return any(
            _same_office(said, office, strictly=strictly)
            for said in stated
            if said.office
            for office in person.offices
        )


def named_since(person: Actor, stated: Iterable[Stated]) -> dt.date | None:
    """Give the first day of the office that a report gives someone; it was written no earlier."""
    found = [
        office.since.earliest
        for said in stated
        for office in person.offices
        if said.office and office.since and _same_office(said, office, strictly=True)
    ]
    # Who held it twice may be meant of the first time.
    return min(found, default=None)


def _is_over(office: Office, since: dt.date | None) -> bool:
    return since is not None and office.until is not None and office.until.latest < since


def standing(
    person: Actor, date: PartialDate | None, stated: Iterable[Stated] = (), since: dt.date | None = None
) -> Standing:
    """Tell what a person is on a date.

    Someone who has left office is one of the elite (PLOVER's ELI) and holds none. Where the date is not
    known, the office is the one that the report names, if the person is known to have held it; if it
    names none, the sector is that of the office taken up last.

    Args:
        person: who.
        date: when the report was published.
        stated: what it says of them.
        since: where the date is not known, a day that it is no older than.
    """
    held = person.office_on(date)
    if held is not None:
        return Standing(held.country, held.sector or person.sector, held.name)
    if date is not None:
        left = person.last_office_before(date)
        to_come = all(o.since and o.since.earliest > date.latest for o in person.offices)
        in_office = any(office.held_on(date) for office in person.offices)
        if left is not None and not in_office:
            return Standing(left.country, "ELI" if left.sector in _POWER else left.sector, None)
        # Who comes to office later is not yet what they will be.
        return Standing(person.country, None if to_come else person.sector, None)
    said_of = list(stated)
    named = [o for s in said_of if s.office for o in person.offices if _same_office(s, o, strictly=True)]
    # Of an office held twice the time is meant that is not over.
    current = [office for office in named if not _is_over(office, since)]
    if any(said.past for said in said_of) or (named and not current):
        country = named[0].country if named else person.country
        return Standing(country, "ELI" if person.sector in (*_POWER, None) else person.sector, None)
    if current:
        office = max(current, key=lambda o: (first_day(o), o.name))
        return Standing(office.country, office.sector, office.name)
    last = max(person.offices, key=lambda o: (o.sector in _POWER, first_day(o), o.name), default=None)
    return Standing(person.country, person.sector or (last.sector if last else None), None)


_PRIVATE = frozenset({"EDU", "NGO", "MED", "BUS"})
_POWER = frozenset({"GOV", "LEG", "MIL", "SPY", "IGO", "JUD", "COP"})
"""Sectors whose former office-holders PLOVER codes as elite."""


def _same_office(said: Stated, office: Office, *, strictly: bool = False) -> bool:
    """Tell whether the office that a report names is one that somebody holds.

    Its country or body must agree where the report names one. A bare "minister" or "ambassador" fits
    every office of that name, unless `strictly`.
    """
    wanted, name = office_name(said.office or ""), office_name(office.name)
    same = wanted == name or office_key(wanted) == office_key(name)
    part = f"{name} ".startswith(f"{wanted} ") or name.endswith(f" {wanted}")
    if not same and (strictly or not part):
        return False
    owner = said.actor
    if owner is None:
        return True
    if not owner.country:
        # Bodies of states have bodies of their own: the Union's high representative sits in its service.
        return office.body in (None, owner.id) or (office.country is None and owner.sector == "IGO")
    return owner.country == office.country or office.body == owner.id


def _owns(said: Stated, person: Actor) -> bool:
    """Tell whether the report gives the bearer to one of the person's countries or bodies."""
    owner = said.actor
    return owner is not None and (owner.country in person.countries or owner.id in person.bodies)


def _is_telling(office: str) -> bool:
    """Tell whether an office is one that a single person holds, so that who never held it is not meant."""
    return is_single(office) and " " in office


def _is_alone(person: Actor, name: str) -> bool:
    return any(folded(form) == folded(name) for form in person.alone)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _near(written: str, person: Actor) -> list[str]:
    """Give the forms, folded, that stand for a person alone and that a long enough name is one letter off."""
    if len(written) < _LONG:
        return []
    return [form for form in map(folded, sorted(person.alone)) if _edits(written, form)]


def is_misprint(words: Words, full: Words) -> bool:
    """Tell whether a single name is a misprint of somebody's surname.

    >>> is_misprint(("Orlam",), ("Ana", "Orlan")), is_misprint(("Varn",), ("Ana", "Orlan"))
    (True, False)
    """
    written, surname = folded(words[0]), folded(full[-1])
    return len(words) == 1 and written[:1] == surname[:1] and _edits(written, surname, more=True)


def _edits(written: str, form: str, *, more: bool = False) -> bool:
    """Tell whether a name is a misprint of another: unequal, but for a letter or two.

    Args:
        written: as the report has it.
        form: as the roll has it.
        more: allow one letter more, where the first name and the office agree.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    size = min(len(written), len(form))
    allowed = max((edits for letters, edits in _EDITS if size >= letters - more), default=0)
    if more and size > _SHORT:
        allowed += 1
    if not allowed or abs(len(written) - len(form)) > allowed:
        return False
    return 0 < DamerauLevenshtein.distance(written, form, score_cutoff=allowed) <= allowed


def _is_given(written: str, given: str, *, more: bool = False) -> bool:
    """Tell whether two first names may be one: equal, a letter or two off, or one the initial of the other.

    Args:
        written: as the report has it.
        given: as the roll has it.
        more: allow one letter off in short names, where the surname and the office agree.
    """
    if written == given or _edits(written, given):
        return True
    if more and min(len(written), len(given)) >= _MIN_GIVEN:
        from rapidfuzz.distance import DamerauLevenshtein

        return DamerauLevenshtein.distance(written, given, score_cutoff=1) <= 1
    return written[0] == given[0] and min(len(written), len(given)) == 1


def _only(persons: Iterable[Actor]) -> Actor | None:
    found = {person.id: person for person in persons}
    return next(iter(found.values())) if len(found) == 1 else None

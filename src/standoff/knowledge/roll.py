"""The roll of persons: by full name whatever its spelling, by short form, by office and date."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from standoff.knowledge.office_names import office_key, office_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standoff.knowledge.actor import Actor, Office
    from standoff.model.partial_date import PartialDate

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_HYPHENS = str.maketrans(
    dict.fromkeys("-‐‑–", " ") | dict.fromkeys("'’‘`ʻʼ.\u00ad\u200b\u200c\u200d\ufeff", "")
)
_OF_THE_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "OPP", "REL", None})
"""Sectors whose offices are a state's."""
_OF_BODIES = frozenset(
    {"president", "chairman", "chairwoman", "director", "director general", "secretary general", "leader"}
    | {"head", "commander", "executive director", "intelligence chief", "governor", "prosecutor", "spokesman"}
)
"""Offices that every body has one of."""
_MAX_NAME = 120
"""Code points; longer is no name."""


def folded(name: str) -> str:
    """Give a name in the form that spellings share: small plain letters, hyphens as spaces.

    >>> folded("Jóna Vesk-Ørlan"), folded("Abd al-Karīm O’Vesk")
    ('jona vesk orlan', 'abd al karim ovesk')
    """
    if name.isascii():
        plain = name[:_MAX_NAME].lower()
    else:
        small = unicodedata.normalize("NFKD", name[:_MAX_NAME]).casefold().translate(_LETTERS)
        # Pages part long names by soft hyphens and zero-width spaces, which are no letters.
        plain = "".join(
            character
            for character in unicodedata.normalize("NFKD", small)
            if not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
        )
    return " ".join(plain.translate(_HYPHENS).split())


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in an office."""

    person: Actor
    office: Office


class Roll:
    """The persons known. Immutable; what it gives does not depend on the order they were given in."""

    def __init__(self, persons: Iterable[Actor]) -> None:
        self._persons = sorted(persons, key=lambda person: person.id)

    def __iter__(self) -> Iterator[Actor]:
        """Give the persons, sorted by id."""
        return iter(self._persons)

    def full(self, name: str) -> tuple[Actor, ...]:
        """Give the persons that bear a full name, in any spelling listed, sorted by id."""
        return self._full.get(folded(name), ())

    def short(self, name: str) -> tuple[Actor, ...]:
        """Give the persons that a surname or other short form can stand for, sorted by id."""
        return self._short.get(folded(name), ())

    def forms(self, initial: str) -> tuple[tuple[str, str, Actor], ...]:
        """Give (first name, rest of the name, person), folded, by the initial of the last word."""
        return self._forms.get(initial, ())

    def shorts(self, initial: str) -> tuple[tuple[str, Actor], ...]:
        """Give (short form, person), folded, of all short forms that begin with a letter."""
        return self._shorts.get(initial, ())

    def holders(
        self,
        office: str,
        *,
        country: str | None = None,
        body: str | None = None,
        date: PartialDate | None = None,
    ) -> list[Holding]:
        """Give who holds an office on a date, or, without one, who ever held it.

        An office of exactly that name comes before one that other states call so.

        Args:
            office: what it is called.
            country: the state it is an office of.
            body: the id of the body it is an office in; either is enough.
            date: when.

        Returns:
            Sorted by person and beginning.
        """
        for name in (office_name(office), office_key(office)):
            found = self._offices.get((name, country, body), ())
            held = [each for each in found if date is None or each.office.held_on(date)]
            if held:
                return held
        return []

    def anywhere(self, office: str, date: PartialDate | None = None) -> list[Holding]:
        """Give who holds an office that only one state or body has, such as "mayor of Varn"."""
        found = self._named_offices.get(office_name(office), ())
        if len({(held.office.country, held.office.body) for held in found}) != 1:
            return []
        return [held for held in found if date is None or held.office.held_on(date)]

    def posts(self) -> Iterator[tuple[tuple[str, str | None, str | None], tuple[Holding, ...]]]:
        """Give every office by name, country and body, with everyone on the roll who holds or held it."""
        found: dict[tuple[str, str, str], list[Holding]] = {}
        for person in self._persons:
            for office in person.offices:
                key = (office_name(office.name), office.country or "", office.body or "")
                found.setdefault(key, []).append(Holding(person, office))
        for (name, country, body), held in sorted(found.items()):
            yield (name, country or None, body or None), tuple(held)

    @cached_property
    def _full(self) -> dict[str, tuple[Actor, ...]]:
        return _index(
            (folded(name), p)
            for p in self._persons
            for name in (p.name, *p.aliases)
            if " " in name or "-" in name
        )

    @cached_property
    def _short(self) -> dict[str, tuple[Actor, ...]]:
        return _index((folded(form), p) for p in self._persons for form in p.short)

    @cached_property
    def _forms(self) -> dict[str, tuple[tuple[str, str, Actor], ...]]:
        found: dict[str, dict[tuple[str, str, str], Actor]] = {}
        for person in self._persons:
            for name in (person.name, *person.aliases):
                first, _, rest = folded(name).partition(" ")
                if rest:
                    last = rest.rsplit(" ", 1)[-1]
                    found.setdefault(last[0], {})[first, rest, person.id] = person
        return {
            letter: tuple(
                (first, rest, person)
                for (first, rest, _), person in sorted(forms.items(), key=lambda i: i[0])
            )
            for letter, forms in found.items()
        }

    @cached_property
    def _shorts(self) -> dict[str, tuple[tuple[str, Actor], ...]]:
        found: dict[str, list[tuple[str, Actor]]] = {}
        for form, persons in sorted(self._short.items()):
            if form:
                found.setdefault(form[0], []).extend((form, person) for person in persons)
        return {letter: tuple(forms) for letter, forms in found.items()}

    @cached_property
    def _named_offices(self) -> dict[str, tuple[Holding, ...]]:
        found: dict[str, list[Holding]] = {}
        for person in self._persons:
            for office in person.offices:
                if " " in office.name:
                    found.setdefault(office_name(office.name), []).append(Holding(person, office))
        return {name: tuple(held) for name, held in found.items()}

    @cached_property
    def _offices(self) -> dict[tuple[str, str | None, str | None], tuple[Holding, ...]]:
        found: dict[tuple[str, str | None, str | None], list[Holding]] = {}
        for person in self._persons:
            for office in person.offices:
                held = Holding(person, office)
                # Under its own name it comes first, under that of all its kin only where none bears that.
                for name in dict.fromkeys((office_name(office.name), office_key(office.name))):
                    if office.country and _is_of_state(office):
                        found.setdefault((name, office.country, None), []).append(held)
                    if office.body:
                        found.setdefault((name, None, office.body), []).append(held)
        return {key: _exact_first(key[0], holdings) for key, holdings in found.items()}


def _is_of_state(office: Office) -> bool:
    """Tell whether an office is the state's own: the president of a court or an institute is not Varn's."""
    if office.sector not in _OF_THE_STATE:
        return False
    return office.body is None or office_name(office.name) not in _OF_BODIES


def _exact_first(name: str, holdings: list[Holding]) -> tuple[Holding, ...]:
    """Keep those whose office bears the name itself, if there are any."""
    exact = [held for held in holdings if office_name(held.office.name) == name]
    return tuple(exact or holdings)


def _index(pairs: Iterable[tuple[str, Actor]]) -> dict[str, tuple[Actor, ...]]:
    found: dict[str, dict[str, Actor]] = {}
    for name, person in pairs:
        found.setdefault(name, {})[person.id] = person
    return {name: tuple(person for _, person in sorted(bearers.items())) for name, bearers in found.items()}

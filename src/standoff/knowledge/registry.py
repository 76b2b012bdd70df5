"""Who is who: the actors known, by id and by name, and where their names stand in a text.

The shipped registry holds countries, places, organisations, seats of government, news media, and the
people who hold or held office, with their dates. A user's file adds to it (`Registry.with_file`).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from standoff.errors import UsageError
from standoff.knowledge import rows
from standoff.knowledge.actor import Actor, Location, Office
from standoff.knowledge.lookup import Names
from standoff.knowledge.people import read_people
from standoff.knowledge.roll import Roll
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from standoff.model.span import Span

__all__ = ["Actor", "Location", "Office", "Registry"]


class Registry:
    """The actors known. Immutable; what it gives does not depend on the order they were given in.

    Attributes:
        problems: what was wrong with the lines that `with_file` left out, in the file's order.
    """

    def __init__(
        self, actors: Iterable[Actor], problems: tuple[str, ...] = (), own: Collection[str] = ()
    ) -> None:
        """Gather actors.

        Args:
            actors: of two with one id the later counts.
            problems: see above.
            own: the ids of those that a user added; a name that one of them bears means no other's.
        """
        kept = {actor.id: actor for actor in actors}
        mine = {kept[each].name for each in own if kept[each].kind is MentionKind.PERSON}
        self._actors = {
            each: actor
            for each, actor in sorted(kept.items())
            if each in own or actor.kind is not MentionKind.PERSON or actor.name not in mine
        }
        self._own = frozenset(own)
        self.problems = problems
        named: dict[str, tuple[Actor, ...]] = {}
        for actor in self._actors.values():
            for spelling in dict.fromkeys(actor.spellings()):
                named[spelling] = (*named.get(spelling, ()), actor)
        if own:
            named = {name: self._meant(bearers) for name, bearers in named.items()}
        self._named = named
        self._names = Names(named)
        alone: dict[str, tuple[Actor, ...]] = {}
        for actor in self._actors.values():
            shouted = (form.upper() for form in actor.alone if len(form) >= _MIN_SHOUTED)
            for form in sorted({*actor.alone, *shouted}):
                alone[form] = (*alone.get(form, ()), actor)
        self._alone = Names({form: self._meant(bearers) for form, bearers in alone.items()})
        self._countries = {
            actor.country: actor.name
            for actor in self._actors.values()
            if actor.kind is MentionKind.COUNTRY and actor.country
        }

    def _meant(self, bearers: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Leave out whom a user's own actor takes the name from."""
        return tuple(actor for actor in bearers if actor.id in self._own) or bearers

    def __iter__(self) -> Iterator[Actor]:
        """Give the actors, sorted by id."""
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    @cached_property
    def roll(self) -> Roll:
        """The persons, by full name, by short form, and by office."""
        return Roll(actor for actor in self if actor.kind is MentionKind.PERSON)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of everything that the registry says, so that a change of it can be noticed."""
        told = (
            repr((replace(a, people=frozenset(), alone=frozenset()), sorted(a.people), sorted(a.alone)))
            for a in self
        )
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]

    @classmethod
    def shipped(cls) -> Registry:
        """Give the registry that comes with Standoff, read once a process.

        Raises:
            InstallationError: when one of its files is missing or damaged.
        """
        return _shipped()

    def with_file(self, source: Path | str, *, lenient: bool = False) -> Registry:
        """Make a registry of this one and a user's file.

        Args:
            source: the path of the file, or its text as a string with at least one line end.
            lenient: keep the good lines, and name the others in `problems`, instead of raising.

        Raises:
            UsageError: when the file cannot be read, or, unless `lenient`, a line of it is wrong; the
                message names every wrong line and what to write instead.
        """
        from standoff.knowledge.actor_file import read_actors

        text, name = _text_of(source)
        added, problems = read_actors(text, name, self)
        if problems and not lenient:
            raise UsageError("\n".join(problems))
        own = {*self._own, *(actor.id for actor in added)}
        return Registry([*self, *added], tuple(problems), own)

    def get(self, actor_id: str) -> Actor | None:
        """Give the actor with an id."""
        return self._actors.get(actor_id)

    def named(self, name: str) -> tuple[Actor, ...]:
        """Give every actor that bears exactly this name, sorted by id.

        >>> [actor.id for actor in Registry.shipped().named("Georgia")]
        ['country:GEO', 'place:us-georgia']
        """
        return self._named.get(name, ())

    def names(self) -> Iterator[tuple[str, tuple[Actor, ...]]]:
        """Give every name that is looked for in a text, sorted, with its bearers."""
        for name in sorted(self._named):
            yield name, self._named[name]

    def country_name(self, code: str | None) -> str | None:
        """Give the common English name of a country; None for a code that no country here has.

        >>> Registry.shipped().country_name("CIV")
        'Ivory Coast'
        """
        return self._countries.get(code) if code else None

    def find(self, text: str, start: int, end: int) -> list[tuple[Span, tuple[Actor, ...]]]:
        """Find the names of actors in ``text[start:end]``: whole words, the longest wins.

        Returns:
            Disjoint spans in text order, each with every actor that bears the name, sorted by id.

        >>> page = "The Kremlin's envoy left."
        >>> [(span.of(page), actors[0].id) for span, actors in Registry.shipped().find(page, 0, 25)]
        [('Kremlin', 'gov:kremlin')]
        """
        return self._names.find(text, start, end)

    def find_alone(self, text: str, start: int, end: int) -> list[tuple[Span, tuple[Actor, ...]]]:
        """Find the surnames that news uses of one person without a word of introduction.

        Returns:
            Disjoint spans in text order, each with every actor that the name can mean, sorted by id.
        """
        return self._alone.find(text, start, end)


def _text_of(source: Path | str) -> tuple[str, str]:
    if isinstance(source, str) and "\n" in source:
        return source, "actors"
    path = Path(source)
    try:
        return path.read_bytes().decode("utf-8-sig"), path.name
    except OSError as error:
        raise UsageError(
            f"{source}: the actor file cannot be read ({error.strerror}); check its name"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{source}: byte {error.start} is not UTF-8; save the actor file as UTF-8"
        ) from error


_MIN_SHOUTED = 5
"""Letters of a surname that headlines in capitals are searched for."""
PEOPLE = ("americas", "eurasia", "europe", "bodies", "mideast", "africa", "asia", "latin", "analysts")
"""The parts that the shipped office-holders are kept in: ``people_<part>.tsv``."""


@cache
def _shipped() -> Registry:
    bodies = [_body(row) for file in ("places", "organisations") for row in rows(file)]
    countries = [actor for row in rows("countries") for actor in _country(row)]
    people = read_people([row for part in PEOPLE for row in rows(f"people_{part}")])
    return Registry([*countries, *bodies, *people])


def _country(row: dict[str, str]) -> Iterator[Actor]:
    code, people = row["code"], _split(row["people"])
    aliases = sorted({*_split(row["aliases"]), *_split(row["adjectives"]), *people} - {row["name"]})
    yield Actor(
        f"country:{code}", row["name"], MentionKind.COUNTRY, code, None, tuple(aliases), frozenset(people)
    )
    capital, *spellings = _split(row["capital"]) or [""]
    if capital:
        yield Actor(f"capital:{code}", capital, MentionKind.PLACE, code, None, tuple(sorted(spellings)))
    yield _government(row, [capital, *spellings] if capital and code not in _SEATS_OF_OTHERS else [])


_SEATS_OF_OTHERS = frozenset({"BEL"})
"""Countries whose capital stands for bodies of several states: "Brussels said" is the Union, or NATO."""


def _government(row: dict[str, str], capital: list[str]) -> Actor:
    """Make a country's government; its capital's name stands for it where the sentence says so."""
    called = (f"{adjective} {word}" for adjective in _split(row["adjectives"]) for word in _GOVERNMENTS)
    of = (f"{word} of {_with_article(row['name'])}" for word in _GOVERNMENTS)
    aliases = tuple(sorted({*called, *of, *capital}))
    return Actor(
        f"government:{row['code']}",
        f"Government of {_with_article(row['name'])}",
        MentionKind.GOVERNMENT,
        row["code"],
        "GOV",
        aliases,
    )


def _with_article(country: str) -> str:
    """Write a country's name as it stands in a sentence.

    >>> _with_article("United Kingdom"), _with_article("Norway")
    ('the United Kingdom', 'Norway')
    """
    return f"the {country}" if country.startswith(_THE_FIRST) or country.endswith(_THE_LAST) else country


_THE_FIRST = ("United ", "Democratic ", "Central African ", "Dominican ", "Czech R", "Republic ", "Holy ")
_THE_LAST = (
    "Islands",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Maldives",
    "Gambia",
    "Comoros",
    "Seychelles",
)
_GOVERNMENTS = ("government", "Government")


def _body(row: dict[str, str]) -> Actor:
    aliases = tuple(sorted(_split(row["aliases"])))
    return Actor(
        row["id"],
        row["name"],
        MentionKind(row["kind"]),
        row["country"] or None,
        row["sector"] or None,
        aliases,
        location=_location(row),
    )


def _location(row: dict[str, str]) -> Location | None:
    latitude, longitude = row.get("latitude"), row.get("longitude")
    if not (latitude and longitude):
        return None
    return Location(float(latitude), float(longitude), row["feature"] or None, row["note"] or None)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]

"""Who is who: the actors known, by id and by name, and where their names stand in a text.

The shipped registry holds what does not change from one day to the next: countries, places,
organisations, seats of government, news media. A user's file adds to it (`Registry.with_file`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from standoff.errors import UsageError
from standoff.knowledge import rows
from standoff.knowledge.lookup import Names
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standoff.model.partial_date import PartialDate
    from standoff.model.span import Span

_CAPITALS = frozenset({MentionKind.COUNTRY, MentionKind.PLACE})
_MIN_CAPITALS = 4


@dataclass(frozen=True, slots=True)
class Office:
    """What a person held, and when.

    Attributes:
        name: without the country, in lower case: ``foreign minister``.
        since: first day; None when not known.
        until: last day; None when not known or still held.
        sector: the PLOVER sector of its holder.
    """

    name: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    sector: str | None = None

    def held_on(self, date: PartialDate) -> bool:
        """Tell whether the office was held through all the days that `date` can mean.

        A boundary known to the month or year alone is read generously: the office is taken to begin
        with its first day and to end with its last.

        >>> from standoff.model.partial_date import PartialDate
        >>> Office("envoy", PartialDate("2031-03"), None).held_on(PartialDate("2031-03-02"))
        True
        >>> Office("envoy", PartialDate("2031-03"), None).held_on(PartialDate("2031"))
        False
        """
        begun = self.since is None or self.since.earliest <= date.earliest
        return begun and (self.until is None or date.latest <= self.until.latest)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that the news names.

    Attributes:
        country: ISO 3166 alpha-3, or a user-assigned code; None for bodies of several states.
        sector: a PLOVER sector; None for countries and places.
        aliases: further names, sorted, each once; adjectives of a country are among them.
        people: those of the aliases that are nouns for a country's people ("Russians").
        offices: sorted by beginning, then by name.
        since: first day of the actor itself.
        until: last day of the actor itself.
    """

    id: str
    name: str
    kind: MentionKind
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    offices: tuple[Office, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None

    def office_on(self, date: PartialDate | None) -> Office | None:
        """Give the office held on a date.

        Of several held on one day it is the one begun last. Where the date is unknown, an office is
        only given when it is the person's one office and has no dates.

        >>> from standoff.model.partial_date import PartialDate
        >>> page = Office("editor", PartialDate("2030"), PartialDate("2031-03-20"))
        >>> vesk = Actor("person:vesk", "Orlan Vesk", MentionKind.PERSON, offices=(page,))
        >>> vesk.office_on(PartialDate("2031-03-21")), vesk.office_on(None)
        (None, None)
        """
        if date is None:
            only = self.offices[0] if len(self.offices) == 1 else None
            return only if only and only.since is None and only.until is None else None
        held = [office for office in self.offices if office.held_on(date)]
        if len(held) > 1 and not date.is_day:
            return None
        return max(held, key=lambda office: (_first_day(office), office.name), default=None)

    def spellings(self) -> Iterator[str]:
        """Give every form that the actor's names take in print, as they are looked for."""
        for name in (self.name, *self.aliases):
            yield name
            if "'" in name:
                yield name.replace("'", "’")
        if self.kind in _CAPITALS:
            yield from (form.upper() for form in (self.name, *self.aliases) if _stands_in_capitals(form))


def _first_day(office: Office) -> str:
    return office.since.earliest.isoformat() if office.since else ""


def _stands_in_capitals(name: str) -> bool:
    """Datelines print places in capitals; of short names the capitals would be other words."""
    return len(name) >= _MIN_CAPITALS and name[0].isupper()


class Registry:
    """The actors known. Immutable; what it gives does not depend on the order they were given in.

    Attributes:
        problems: what was wrong with the lines that `with_file` left out, in the file's order.
    """

    def __init__(self, actors: Iterable[Actor], problems: tuple[str, ...] = ()) -> None:
        self._actors = {actor.id: actor for actor in sorted(actors, key=lambda actor: actor.id)}
        self.problems = problems
        named: dict[str, tuple[Actor, ...]] = {}
        for actor in self._actors.values():
            for spelling in dict.fromkeys(actor.spellings()):
                named[spelling] = (*named.get(spelling, ()), actor)
        self._named = named
        self._names = Names(named)
        self._countries = {
            actor.country: actor.name
            for actor in self._actors.values()
            if actor.kind is MentionKind.COUNTRY and actor.country
        }

    def __iter__(self) -> Iterator[Actor]:
        """Give the actors, sorted by id."""
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of everything that the registry says, so that a change of it can be noticed."""
        told = (repr((replace(actor, people=frozenset()), sorted(actor.people))) for actor in self)
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
        return Registry([*self, *added], tuple(problems))

    def get(self, actor_id: str) -> Actor | None:
        """Give the actor with an id."""
        return self._actors.get(actor_id)

    def named(self, name: str) -> tuple[Actor, ...]:
        """Give every actor that bears exactly this name, sorted by id.

        >>> [actor.id for actor in Registry.shipped().named("Georgia")]
        ['country:GEO', 'place:us-georgia']
        """
        return self._named.get(name, ())

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


@cache
def _shipped() -> Registry:
    bodies = [_body(row) for file in ("places", "organisations") for row in rows(file)]
    countries = [actor for row in rows("countries") for actor in _country(row)]
    return Registry([*countries, *bodies])


def _country(row: dict[str, str]) -> Iterator[Actor]:
    code, people = row["code"], _split(row["people"])
    aliases = sorted({*_split(row["aliases"]), *_split(row["adjectives"]), *people} - {row["name"]})
    yield Actor(
        f"country:{code}", row["name"], MentionKind.COUNTRY, code, None, tuple(aliases), frozenset(people)
    )
    capital, *spellings = _split(row["capital"]) or [""]
    if capital:
        yield Actor(f"capital:{code}", capital, MentionKind.PLACE, code, None, tuple(sorted(spellings)))


def _body(row: dict[str, str]) -> Actor:
    aliases = tuple(sorted(_split(row["aliases"])))
    return Actor(
        row["id"],
        row["name"],
        MentionKind(row["kind"]),
        row["country"] or None,
        row["sector"] or None,
        aliases,
    )


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]

"""Someone or something that the news names, and the offices that persons hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.model.partial_date import PartialDate

_CAPITALS = frozenset({MentionKind.COUNTRY, MentionKind.PLACE})
_MIN_CAPITALS = 4
_LEADING = frozenset(
    {"president", "prime minister", "chancellor", "supreme leader", "king", "queen", "emperor", "emir"}
    | {"sultan", "pope", "secretary general"}
)
_PRIVATE = frozenset({"PTY", "NGO", "EDU", "MED", "BUS", "MNC"})
"""Sectors whose offices are not what news knows an office-holder of a state for."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a person held, and when.

    Attributes:
        name: without the country, in lower case: ``foreign minister``.
        since: first day; None when not known.
        until: last day; None when not known or still held.
        sector: the PLOVER sector of its holder.
        country: the state it is held for; None in a body of several states.
        body: the id of the body it is held in, where that is listed.
    """

    name: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    sector: str | None = None
    country: str | None = None
    body: str | None = None

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

    def surely_held_on(self, date: PartialDate) -> bool:
        """Tell whether no way to read the boundaries leaves the office empty or another's on a day.

        >>> from standoff.model.partial_date import PartialDate
        >>> Office("envoy", PartialDate("2031-03"), None).surely_held_on(PartialDate("2031-03-02"))
        False
        """
        begun = self.since is None or self.since.latest <= date.earliest
        return begun and (self.until is None or date.latest <= self.until.earliest)

    @property
    def is_dated(self) -> bool:
        """Whether it is known when the office was taken up."""
        return self.since is not None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a place is.

    Attributes:
        latitude: decimal degrees, north positive.
        longitude: decimal degrees, east positive.
        feature: what kind of place: ``city``, ``strait``, ``base`` ...
        note: what is contested about it.
    """

    latitude: float | None
    longitude: float | None
    feature: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that the news names.

    Attributes:
        country: ISO 3166 alpha-3, or a user-assigned code; None for bodies of several states, and for
            persons whose offices are not all one country's.
        sector: a PLOVER sector; None for countries and places, and for persons with offices of several.
        aliases: further names, sorted, each once; adjectives of a country are among them.
        people: those of the aliases that are nouns for a country's people ("Russians").
        offices: sorted by beginning, then by name.
        since: first day of the actor itself.
        until: last day of the actor itself.
        gender: ``m`` or ``f`` where it is known.
        short: forms that stand for a person's whole name, most often the surname; sorted.
        alone: those of the short forms that news uses of this person without a word of introduction.
        location: where a place is.
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
    gender: str | None = None
    short: tuple[str, ...] = ()
    alone: frozenset[str] = frozenset()
    location: Location | None = None

    def office_on(self, date: PartialDate | None) -> Office | None:
        """Give the office held on a date.

        Of several held on one day a head of state or government's is given before others, one held in
        earnest before one held for another, a state's or a body of states' before a party's or an
        institute's, and of those left the one begun last. Where the date is unknown, an office is
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
        return max(held, key=_weight, default=None)

    def last_office_before(self, date: PartialDate) -> Office | None:
        """Give the office that the person left last before a date, if it is known when."""
        left = [office for office in self.offices if office.until and office.until.latest < date.earliest]
        return (
            max(left, key=lambda office: (office.until.latest if office.until else None, office.name))
            if left
            else None
        )

    @property
    def countries(self) -> frozenset[str]:
        """Every state that the actor acts or has acted for."""
        return frozenset(c for c in (self.country, *(office.country for office in self.offices)) if c)

    @property
    def bodies(self) -> frozenset[str]:
        """The ids of the bodies that the person holds or has held an office in."""
        return frozenset(office.body for office in self.offices if office.body)

    def spellings(self) -> Iterator[str]:
        """Give every form that the actor's names take in print, as they are looked for."""
        for name in (self.name, *self.aliases):
            yield name
            if "'" in name:
                yield name.replace("'", "’")
        if self.kind in _CAPITALS:
            yield from (form.upper() for form in (self.name, *self.aliases) if _stands_in_capitals(form))


def _weight(office: Office) -> tuple[bool, bool, bool, str, str]:
    leads, acts = office.name in _LEADING, office.name.startswith("acting ")
    return leads, office.sector not in _PRIVATE, not acts, first_day(office), office.name


def first_day(office: Office) -> str:
    """Give the beginning of an office as a string that sorts; empty when it is not known."""
    return str(office.since) if office.since else ""


def _stands_in_capitals(name: str) -> bool:
    """Datelines print places in capitals; of short names the capitals would be other words."""
    return len(name) >= _MIN_CAPITALS and name[0].isupper()

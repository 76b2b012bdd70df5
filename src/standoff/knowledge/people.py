"""The people who hold or held office, from lines of one office each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge.actor import Actor, Office, first_day
from standoff.knowledge.words import name_words
from standoff.model.codebook import MentionKind
from standoff.model.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def read_people(lines: Iterable[Mapping[str, str]]) -> list[Actor]:
    """Join the lines of each person into one actor.

    >>> line = dict(id="person:vesk", name="Orlan Vesk", country="XVA", sector="GOV", gender="m", short="",
    ...     aliases="Orlan Vesque", office="envoy", body="", source="invented")
    >>> vesk, = read_people([line | {"from": "2030", "to": ""}])
    >>> vesk.short, vesk.country, vesk.offices[0].since.edtf
    (('Vesk', 'Vesque'), 'XVA', '2030')
    """
    found: dict[str, list[Mapping[str, str]]] = {}
    for line in lines:
        found.setdefault(line["id"], []).append(line)
    return [person_of(theirs) for _, theirs in sorted(found.items())]


def person_of(lines: Sequence[Mapping[str, str]]) -> Actor:
    """Make one person of the lines that name them.

    Raises:
        ValueError: when a date is none.
    """
    offices = sorted(
        (_office(line) for line in lines if line["office"]),
        key=lambda o: (first_day(o), o.name, str(o.until or "")),
    )
    name = lines[0]["name"]
    marked = sorted({form for line in lines for form in cell(line.get("short", ""))})
    aliases = sorted({alias for line in lines for alias in cell(line["aliases"])} - {name})
    short = {form.removeprefix("!") for form in marked} or {surname(full) for full in (name, *aliases)}
    countries = {line["country"] for line in lines}
    sectors = {line["sector"] for line in lines}
    return Actor(
        lines[0]["id"],
        name,
        MentionKind.PERSON,
        (countries.pop() or None) if len(countries) == 1 else None,
        (sectors.pop() or None) if len(sectors) == 1 else None,
        tuple(aliases),
        offices=tuple(offices),
        gender=next((line["gender"] for line in lines if line.get("gender")), None),
        short=tuple(sorted(short)),
        # Who lists a single word as a person's name says that it means nobody else.
        alone=frozenset(
            [form.removeprefix("!") for form in marked if form.startswith("!")]
            + [alias for alias in aliases if " " not in alias]
        ),
    )


def cell(value: str) -> list[str]:
    """Split the names in a cell.

    >>> cell("Vesk | Vesque|")
    ['Vesk', 'Vesque']
    """
    return [part.strip() for part in value.split("|") if part.strip()]


def surname(name: str) -> str:
    """Give the surname of a full name with its particles.

    >>> surname("Luca di Vesk Jr."), surname("Vesk")
    ('di Vesk', 'Vesk')
    """
    words = name.split()
    while len(words) > 1 and words[-1] in name_words("suffix"):
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in name_words("particle"):
        first -= 1
    return " ".join(words[first:])


@cache
def _date(edtf: str) -> PartialDate:
    # Thousands of lines share their dates: governments are sworn in together.
    return PartialDate(edtf)


def _office(line: Mapping[str, str]) -> Office:
    since, until = (_date(line[column]) if line[column] else None for column in ("from", "to"))
    return Office(
        line["office"],
        since,
        until,
        line["sector"] or None,
        line["country"] or None,
        line.get("body") or None,
    )

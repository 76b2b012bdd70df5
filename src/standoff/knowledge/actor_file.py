"""A user's own actors: a tab-separated file, every wrong line of which is named with its remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from standoff.knowledge.actor import Actor, Location
from standoff.knowledge.people import cell, person_of
from standoff.model.codebook import SECTORS, MentionKind
from standoff.model.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.knowledge.registry import Registry

COLUMNS = ("id", "name", "kind", "country", "sector", "aliases", "office", "from", "to", "source")
FURTHER_COLUMNS = ("short", "gender", "body", "latitude", "longitude", "note")
"""What a file may have besides."""
_USER_ASSIGNED = re.compile(r"X[A-Z]{2}")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,8})?")
_MIN_NAME = 2


class _LineError(Exception):
    """What is wrong with one line."""


@dataclass(slots=True)
class _Line:
    """The first line of an actor, and all its rows."""

    number: int
    rows: list[dict[str, str]]


def read_actors(text: str, file: str, known: Registry) -> tuple[list[Actor], list[str]]:
    r"""Read an actor file.

    Args:
        text: the file's text.
        file: what messages call it.
        known: the registry it is added to, for its country codes.

    Returns:
        The actors of the good lines in order of their first line, and a message for every wrong line.

    >>> from standoff.knowledge.registry import Registry
    >>> head = "\t".join(COLUMNS)
    >>> page = head + "\nperson:vesk\tOrlan Vesk\tperson\tRU\tGOV\t\tenvoy\t2030\t\tinvented\n"
    >>> read_actors(page, "mine.tsv", Registry.shipped())[1]
    ["mine.tsv, line 2: the country 'RU' is no ISO 3166 alpha-3 code; write RUS"]
    """
    lines = _lines(text)
    header = next(lines, None)
    problem = _header_problem(header, file)
    if problem or header is None:
        return [], [problem]
    found: dict[str, _Line] = {}
    problems: list[str] = []
    for number, cells in lines:
        try:
            row = _named(header[1], cells)
            _check(row, known)
            first = found.setdefault(row["id"], _Line(number, []))
            if first.rows:
                _check_further(row, first)
            first.rows.append(row)
        except _LineError as wrong:
            problems.append(f"{file}, line {number}: {wrong}")
    return [_actor(line.rows) for line in found.values() if line.rows], problems


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.rstrip("\r").split("\t")]


def _header_problem(header: tuple[int, list[str]] | None, file: str) -> str:
    wanted = "write the header line " + " ".join(COLUMNS) + ", separated by tabs, before the first actor"
    if header is None:
        return f"{file}, line 1: no header line; {wanted}"
    number, cells = header
    missing = [column for column in COLUMNS if column not in cells]
    if missing:
        return f"{file}, line {number}: the header lacks {', '.join(missing)}; {wanted}"
    twice = sorted({cell for cell in cells if cells.count(cell) > 1})
    return f"{file}, line {number}: the header names {', '.join(twice)} twice; {wanted}" if twice else ""


def _named(header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise _LineError(
            f"{len(cells)} columns where the header names {len(header)}; "
            "separate the columns by single tabs, also where they are empty"
        )
    return dict(zip(header, cells, strict=True))


def _check(row: dict[str, str], known: Registry) -> None:
    """Look through the cells of a line."""
    for column in ("id", "name", "kind"):
        if not row[column]:
            raise _LineError(f"the column {column} is empty; write the actor's {column}")
    for column, value in row.items():
        if not value.isprintable():
            raise _LineError(f"the column {column} has characters that cannot be seen; take them out")
    for name in (row["name"], *cell(row["aliases"]), *cell(row.get("short", ""))):
        if not any(character.isalnum() for character in name):
            raise _LineError(f"the name {name!r} has no letter; write one that has")
        if len(name.removeprefix("!")) < _MIN_NAME:
            raise _LineError(f"the name {name!r} would be found everywhere; write one of two letters or more")
    _check_sector(row["sector"])
    _check_country(row["country"], known)
    _check_kind(row, _kind(row["kind"]))
    _dates(row)


def _check_kind(row: dict[str, str], kind: MentionKind) -> None:
    """Look whether a line has what its kind needs, and nothing that another kind has."""
    if kind is MentionKind.COUNTRY and not row["country"]:
        raise _LineError(
            "a country needs its code in the column country; write one from XAA to XZZ if it has none"
        )
    if row["office"] and kind is not MentionKind.PERSON:
        raise _LineError("only a person holds an office; leave `office` empty or write the kind person")
    for column in ("short", "gender", "body"):
        if row.get(column) and kind is not MentionKind.PERSON:
            raise _LineError(f"only a person has a {column}; leave it empty or write the kind person")
    if row.get("gender", "") not in ("", "m", "f"):
        raise _LineError(f"there is no gender {row['gender']!r}; write m or f, or leave it empty")
    if _location(row) is not None and kind is not MentionKind.PLACE:
        raise _LineError("only a place has coordinates and a note; leave them empty or write the kind place")


def _check_further(row: dict[str, str], first: _Line) -> None:
    """Look whether a further line of an actor agrees with its earlier ones."""
    before = first.rows[0]
    person = row["kind"] == MentionKind.PERSON
    # A person may hold an office of another state or body later on.
    for column in ("name", "kind") if person else ("name", "kind", "country"):
        was, now = before[column], row[column]
        if was != now:
            raise _LineError(
                f"{row['id']} has the {column} {now or 'none'} here, {was or 'none'} on line {first.number}; "
                "write the same on both, or give this line another id"
            )
    held = [(line["office"], line["from"], line["to"]) for line in first.rows]
    if not row["office"] or not before["office"] or (row["office"], row["from"], row["to"]) in held:
        raise _LineError(
            f"{row['id']} is already on line {first.number}; delete one of the two, "
            "or write on each an office and when it was held"
        )


def _actor(lines: list[dict[str, str]]) -> Actor:
    """Make an actor of its lines, which have been looked through."""
    row = lines[0]
    if row["kind"] == MentionKind.PERSON:
        person = person_of(lines)
        since, until = (None, None) if person.offices else _dates(row)
        return replace(person, since=since, until=until)
    aliases = sorted({*cell(row["aliases"])} - {row["name"]})
    since, until = _dates(row)
    kind = MentionKind(row["kind"])
    people = _people(aliases) if kind is MentionKind.COUNTRY else frozenset()
    return Actor(
        row["id"],
        row["name"],
        kind,
        row["country"] or None,
        row["sector"] or None,
        tuple(aliases),
        people,
        since=since,
        until=until,
        location=_location(row),
    )


def _location(row: dict[str, str]) -> Location | None:
    """Read where a place is."""
    cells = [row.get("latitude", ""), row.get("longitude", "")]
    if not any(cells):
        return Location(None, None, note=row["note"]) if row.get("note") else None
    numbers = [float(value) if _DEGREES.fullmatch(value) else None for value in cells]
    latitude, longitude = numbers
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise _LineError(
            f"{' '.join(cells)!r} is no latitude and longitude; write degrees such as 46.35 and -48.03"
        )
    return Location(latitude, longitude, note=row.get("note") or None)


def _people(aliases: list[str]) -> frozenset[str]:
    """Tell the plurals among a country's aliases: those whose singular is there too."""
    return frozenset(alias for alias in aliases if alias.endswith("s") and alias[:-1] in aliases)


def _kind(cell: str) -> MentionKind:
    try:
        return MentionKind(cell)
    except ValueError:
        raise _LineError(f"there is no kind {cell!r}; write one of {', '.join(MentionKind)}") from None


def _check_sector(cell: str) -> None:
    if cell and cell not in SECTORS:
        raise _LineError(f"there is no sector {cell!r}; write one of {' '.join(SECTORS)}, or leave it empty")


def _check_country(cell: str, known: Registry) -> None:
    if not cell or known.country_name(cell) or _USER_ASSIGNED.fullmatch(cell):
        return
    fitting = {actor.country for actor in known.named(cell) if actor.kind is MentionKind.COUNTRY}
    meant = fitting.pop() if len(fitting) == 1 else _alpha_3(cell)
    remedy = f"write {meant}" if meant else "write one such as KAZ, or XAA to XZZ for a country that has none"
    raise _LineError(f"the country {cell!r} is no ISO 3166 alpha-3 code; {remedy}")


def _alpha_3(cell: str) -> str | None:
    import pycountry

    country: Any = pycountry.countries.get(alpha_2=cell.upper()) or pycountry.countries.get(
        alpha_3=cell.upper()
    )
    return str(country.alpha_3) if country else None


def _dates(row: dict[str, str]) -> tuple[PartialDate | None, PartialDate | None]:
    since, until = (_date(row[column], column) for column in ("from", "to"))
    if since and until and since.earliest > until.latest:
        raise _LineError(
            f"it ends ({until}) before it begins ({since}); write the earlier date in the column from"
        )
    return since, until


def _date(cell: str, column: str) -> PartialDate | None:
    if not cell:
        return None
    remedy = "write 2031-03-20, 2031-03 or 2031, or leave it empty"
    if not _DATE.fullmatch(cell):
        raise _LineError(f"{cell!r} in the column {column} is no date; {remedy}")
    try:
        return PartialDate(cell)
    except ValueError as error:
        raise _LineError(f"{error} (column {column}); {remedy}") from None

"""A user's own actors: a tab-separated file, every wrong line of which is named with its remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from standoff.knowledge.registry import Actor, Office
from standoff.model.codebook import SECTORS, MentionKind
from standoff.model.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.knowledge.registry import Registry

COLUMNS = ("id", "name", "kind", "country", "sector", "aliases", "office", "from", "to", "source")
_USER_ASSIGNED = re.compile(r"X[A-Z]{2}")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_MIN_NAME = 2


class _LineError(Exception):
    """What is wrong with one line."""


@dataclass(slots=True)
class _Line:
    number: int
    actor: Actor


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
    actors: dict[str, _Line] = {}
    problems: list[str] = []
    for number, cells in lines:
        try:
            actor = _actor(_named(header[1], cells), known)
            first = actors.get(actor.id)
            actors[actor.id] = _Line(number, actor) if first is None else _joined(first, actor)
        except _LineError as wrong:
            problems.append(f"{file}, line {number}: {wrong}")
    return [line.actor for line in actors.values()], problems


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


def _actor(row: dict[str, str], known: Registry) -> Actor:
    for column in ("id", "name", "kind"):
        if not row[column]:
            raise _LineError(f"the column {column} is empty; write the actor's {column}")
    aliases = sorted({alias.strip() for alias in row["aliases"].split("|") if alias.strip()} - {row["name"]})
    for name in (row["name"], *aliases):
        if len(name) < _MIN_NAME:
            raise _LineError(f"the name {name!r} would be found everywhere; write one of two letters or more")
    kind, sector = _kind(row["kind"]), _sector(row["sector"])
    country = _country(row["country"], known)
    if kind is MentionKind.COUNTRY and country is None:
        raise _LineError(
            "a country needs its code in the column country; write one from XAA to XZZ if it has none"
        )
    since, until = _dates(row)
    offices = (Office(row["office"], since, until, sector),) if row["office"] else ()
    if offices and kind is not MentionKind.PERSON:
        raise _LineError("only a person holds an office; leave `office` empty or write the kind person")
    if offices:
        since = until = None
    people = _people(aliases) if kind is MentionKind.COUNTRY else frozenset()
    return Actor(row["id"], row["name"], kind, country, sector, tuple(aliases), people, offices, since, until)


def _people(aliases: list[str]) -> frozenset[str]:
    """Tell the plurals among a country's aliases: those whose singular is there too."""
    return frozenset(alias for alias in aliases if alias.endswith("s") and alias[:-1] in aliases)


def _kind(cell: str) -> MentionKind:
    try:
        return MentionKind(cell)
    except ValueError:
        raise _LineError(f"there is no kind {cell!r}; write one of {', '.join(MentionKind)}") from None


def _sector(cell: str) -> str | None:
    if cell and cell not in SECTORS:
        raise _LineError(f"there is no sector {cell!r}; write one of {' '.join(SECTORS)}, or leave it empty")
    return cell or None


def _country(cell: str, known: Registry) -> str | None:
    if not cell:
        return None
    if known.country_name(cell) or _USER_ASSIGNED.fullmatch(cell):
        return cell
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


def _joined(first: _Line, actor: Actor) -> _Line:
    """Join a further line of an actor to its earlier ones."""
    before = first.actor
    for field in ("name", "kind", "country"):
        was, now = getattr(before, field), getattr(actor, field)
        if was != now:
            raise _LineError(
                f"{actor.id} has the {field} {now or 'none'} here, {was or 'none'} on line {first.number}; "
                "write the same on both, or give this line another id"
            )
    if not actor.offices or not before.offices or set(actor.offices) & set(before.offices):
        raise _LineError(
            f"{actor.id} is already on line {first.number}; delete one of the two, "
            "or write on each an office and when it was held"
        )
    offices = sorted(
        (*before.offices, *actor.offices), key=lambda o: (str(o.since or ""), o.name, str(o.until or ""))
    )
    sectors = {office.sector for office in offices}
    return _Line(
        first.number,
        replace(
            before,
            sector=sectors.pop() if len(sectors) == 1 else None,
            aliases=tuple(sorted({*before.aliases, *actor.aliases})),
            offices=tuple(offices),
        ),
    )

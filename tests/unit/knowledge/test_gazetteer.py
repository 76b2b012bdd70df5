"""Which place a name means that no actor bears: alone, and beside the countries that a report names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import InstallationError
from standoff.knowledge.gazetteer import Gazetteer, Located, fold

HEADER = "name\tcountry\tlatitude\tlongitude\tpopulation\taliases\tnote\n"
INVENTED = HEADER + "".join(
    "\t".join(line.split(";")) + "\n"
    for line in (
        "Varn;XVA;10.00;20.00;90000;Varnholm;",
        "Varn;XVB;-10.00;-20.00;9000;;",
        "Orlan;XVA;11.00;21.00;90000;;",
        "Orlan;XVB;-11.00;-21.00;9001;;claimed by Valmora",
        "Ostreva;XVA;12.00;22.00;60000;;",
        "Ostreva;XVA;13.00;23.00;60000;;",
        "Ostreva;XVB;14.00;24.00;60000;;",
    )
)


@pytest.fixture(scope="module")
def shipped():
    return Gazetteer.shipped()


@pytest.mark.parametrize(
    ("name", "countries", "latitude", "country"),
    [
        ("Varn", "", 10, "XVA"),  # ten times as populous as its namesake
        ("Varn", "XVB", 10, "XVA"),
        ("VARN", "", 10, "XVA"),
        ("Varnholm", "", 10, "XVA"),
        ("Orlan", "", None, None),
        ("Orlan", "XVB", -11, "XVB"),
        ("Orlan", "XVA XVB", None, None),
        ("Ostreva", "", None, None),
        ("Ostreva", "XVB", 14, "XVB"),
        ("Ostreva", "XVA", None, "XVA"),  # the country is settled, the city is not
        ("Nowhere", "XVA", None, None),
    ],
)
def test_cities_of_one_name(name, countries, latitude, country):
    found = Gazetteer([], INVENTED).locate(name, countries.split())
    assert (found.latitude, found.country) == (latitude, country) if found else country is None


def test_a_city_in_dispute_has_its_note():
    assert Gazetteer([], INVENTED).locate("Orlan", {"XVB"}) == Located(
        "Orlan", "XVB", -11.0, -21.0, "city", "claimed by Valmora"
    )


@pytest.mark.parametrize(
    ("name", "countries", "country"),
    [
        ("Nakuru", "", "KEN"),
        ("Hyderabad", "", None),
        ("Hyderabad", "PAK AFG", "PAK"),
        ("Birmingham", "", None),
        ("Birmingham", "GBR", "GBR"),
        ("Perth", "GBR", "AUS"),
        # words and persons' names need their country
        ("Reading", "", None),
        ("Reading", "GBR", "GBR"),
        ("Nice", "ITA", None),
        ("Nice", "FRA", "FRA"),
        ("Lyman", "UKR", "UKR"),
        ("Split", "", None),
        ("Gao", "MLI", "MLI"),
        # divisions of countries
        ("Hebei province", "", "CHN"),
        ("province of Hebei", "", "CHN"),
        ("Hebei", "", "CHN"),
        ("Kaduna State", "", "NGA"),
        ("Delta State", "", "NGA"),
        ("Homs governorate", "", "SYR"),
        ("Kursk region", "", "RUS"),
        ("Vinnytsia oblast", "", "UKR"),
        ("Punjab", "", None),
        ("Punjab", "IND", "IND"),
        ("Limburg", "", None),
        ("Limburg", "BEL", "BEL"),
        ("Surrey", "GBR", "GBR"),
        ("Northern Region", "", None),
        ("North East", "", None),
        # no place, or the registry's
        ("State", "", None),
        ("Jamaica", "USA", None),
        ("", "", None),
    ],
)
def test_the_country_of_a_name(shipped, name, countries, country):
    found = shipped.locate(name, frozenset(countries.split()))
    assert (found.country if found else None) == country


@pytest.mark.parametrize(
    ("name", "feature", "located"),
    [
        ("Nakuru", "city", True),
        ("Anbar governorate", "region", True),  # listed in places.tsv
        ("Homs governorate", "region", False),
        ("Hebei", "region", False),
        ("Bakhmut district", "region", False),
    ],
)
def test_divisions_have_coordinates_only_where_they_are_listed(shipped, name, feature, located):
    found = shipped.locate(name)
    assert (found.feature, found.latitude is not None) == (feature, located)


@pytest.mark.parametrize(
    ("name", "country", "note"),
    [
        ("Horlivka", "UKR", "annex"),
        ("Jammu", None, "Kashmir"),
        ("Prizren", "XKX", "Serbia"),
        ("Borama", "SOM", "Somaliland"),
        ("Bender", "MDA", "Transnistria"),
    ],
)
def test_cities_in_dispute(shipped, name, country, note):
    found = shipped.locate(name, {"MDA"})
    assert found.country == country
    assert note in found.note


@pytest.mark.parametrize(("code", "name"), [("UKR", "Kyiv"), ("USA", "Washington"), ("BDI", "Gitega")])
def test_capitals_bear_the_name_of_the_registry(shipped, code, name):
    assert shipped.capital(code).name == name


def test_a_country_without_capital_here_has_none(shipped):
    assert shipped.capital("SGP") is None


def test_the_capital_in_dispute_has_its_note(shipped):
    assert "in dispute" in shipped.capital("ISR").note


@pytest.mark.parametrize(
    ("name", "key"),
    [("Khān Yūnis", "khanyunis"), ("Sana’a", "sanaa"), ("Tromsø", "tromso"), ("Łódź", "lodz"), ("", "")],
)
def test_names_are_folded(name, key):
    assert fold(name) == key


def test_a_broken_line_is_named():
    with pytest.raises(InstallationError, match=r"cities\.tsv, line 2"):
        Gazetteer([], HEADER + "Varn\tXVA\n").locate("Varn")


@settings(deadline=None)
@given(st.text(max_size=60), st.sets(st.sampled_from(["UKR", "USA", "XVA"])))
def test_any_name_is_located_or_not(name, countries):
    found = Gazetteer.shipped().locate(name, countries)
    assert found is None or found.feature

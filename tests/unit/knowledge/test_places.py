"""The places shipped: where they are, whose they are, and what is said of those in dispute."""

from __future__ import annotations

from collections import defaultdict

import pytest

from standoff.knowledge import rows
from standoff.knowledge.gazetteer import Gazetteer
from standoff.knowledge.registry import Registry

FEATURES = frozenset(
    [
        *("continent", "region", "city", "town", "sea", "strait", "gulf", "island", "canal", "river"),
        *("lake", "base", "site", "line", "border", "mountain"),
    ]
)
PLACES = rows("places")
CITIES = rows("cities")
CODES = {row["code"] for row in rows("countries")}


def named(name):
    return next(row for row in PLACES if row["name"] == name)


def wrong(row):
    """Say what is wrong with a row; the empty string when nothing is."""
    latitude, longitude = row["latitude"], row["longitude"]
    if not (-90 <= float(latitude) <= 90 and -180 <= float(longitude) <= 180):
        return "no coordinates on Earth"
    if any(len(number.partition(".")[2]) != 2 for number in (latitude, longitude)):
        return "not two decimals"
    return "" if row["country"] in CODES | {""} else "an unknown country"


def test_every_place_has_coordinates_and_a_known_country_or_none():
    assert [(row["name"], wrong(row)) for row in (*PLACES, *CITIES) if wrong(row)] == []


def test_every_place_has_a_feature_a_source_and_a_well_formed_note():
    assert {row["feature"] for row in PLACES} == FEATURES
    assert all(row["source"] and row["kind"] == "place" and not row["sector"] for row in PLACES)
    notes = [row["note"] for row in (*PLACES, *CITIES)]
    assert [note for note in notes if len(note) > 140 or note.endswith(".")] == []


def test_there_are_places_enough():
    assert len(PLACES) >= 700
    assert len([row for row in CITIES if int(row["population"]) >= 50_000]) >= 10_000


def test_a_name_of_two_actors_has_a_rule_of_company():
    ruled = {row["alias"] for row in rows("company")}
    bearers = defaultdict(set)
    for actor in Registry.shipped():
        if actor.id.startswith(("place:", "capital:", "country:")):
            for name in (actor.name, *actor.aliases):
                bearers[name].add(actor.id)
    assert {name: ids for name, ids in bearers.items() if len(ids) > 1 and name not in ruled} == {}


def test_no_place_has_a_name_that_is_left_to_the_gazetteer():
    left = {name for row in rows("place_words") if row["use"] != "part" for name in row["names"].split()}
    assert [row["id"] for row in PLACES if left & {row["name"], *row["aliases"].split("|")}] == []


@pytest.mark.parametrize(
    ("name", "country", "note"),
    [
        ("Crimea", "UKR", "annexed by Russia"),
        ("Simferopol", "UKR", "annexed"),
        ("Donetsk", "UKR", "claimed to annex"),
        ("Bakhmut", "UKR", "claimed to annex"),
        ("Kharkiv", "UKR", ""),
        ("Abkhazia", "GEO", "declared independence"),
        ("Transnistria", "MDA", "declared independence"),
        ("Nagorno-Karabakh", "AZE", "Armenians"),
        ("Northern Cyprus", "CYP", "only Turkey"),
        ("East Jerusalem", "PSE", "occupied by Israel"),
        ("Temple Mount", "PSE", "East Jerusalem"),
        ("Hebron", "PSE", "West Bank"),
        ("Golan Heights", "SYR", "occupied by Israel"),
        ("Somaliland", "SOM", "declared independence"),
        ("Kashmir", "", "divided"),
        ("Aksai Chin", "", "claimed by India"),
        ("Essequibo", "GUY", "claimed by Venezuela"),
        ("Senkaku Islands", "", "claimed by China"),
        ("Spratly Islands", "", "claimed"),
        ("Scarborough Shoal", "", "claimed"),
        ("Dokdo", "", "claimed by Japan"),
        ("Southern Kurils", "", "claimed by Japan"),
        ("Dakhla", "ESH", "non-self-governing"),
        ("Guantanamo Bay", "CUB", "leased"),
        ("Abyei", "", "claimed"),
    ],
)
def test_a_place_in_dispute_keeps_its_recognised_country_and_says_so(name, country, note):
    row = named(name)
    assert row["country"] == country
    assert note in row["note"] if note else not row["note"]


def test_every_place_of_crimea_and_of_the_four_oblasts_has_a_note():
    near_crimea = [
        r for r in PLACES if 44.3 < float(r["latitude"]) < 45.7 and 32.4 < float(r["longitude"]) < 36.5
    ]
    assert [r["name"] for r in near_crimea if r["country"] == "UKR" and not r["note"]] == []
    assert [r["name"] for r in PLACES if r["country"] == "RUS" and "annex" in r["note"]] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling went on in Avdiivka.", ["place:avdiivka"]),
        (
            "Ships passed the Bab al-Mandeb Strait and the Bosphorus.",
            ["place:bab-el-mandeb", "place:bosphorus"],
        ),
        ("Jets left Hmeimim air base.", ["place:khmeimim-air-base"]),
        ("They live in Kharkiv region.", ["place:kharkiv-oblast"]),
        ("It lies off Second Thomas Shoal.", ["place:second-thomas-shoal"]),
        ("BAKHMUT, Ukraine", ["place:bakhmut", "country:UKR"]),
        ("A nice reading of the male split.", []),
        ("Nice, Reading and Lyman said so.", []),
    ],
)
def test_places_are_found_in_a_text(text, expected):
    assert [actors[0].id for _, actors in Registry.shipped().find(text, 0, len(text))] == expected


def test_every_capital_of_a_country_is_located():
    gazetteer = Gazetteer.shipped()
    for row in rows("countries"):
        found = gazetteer.capital(row["code"])
        assert (found is not None and found.country == row["code"]) or not row["capital"], row["code"]

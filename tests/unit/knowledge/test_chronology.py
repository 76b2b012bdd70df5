"""The dated occasions of the world's news: well-formed, each name of one date, in order, and some known ones right."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from standoff.knowledge import rows
from standoff.model.partial_date import PartialDate

KINDS = {
    "attack",
    "court",
    "death",
    "disaster",
    "disease",
    "economy",
    "election",
    "launch",
    "law",
    "politics",
    "scandal",
    "space",
    "sport",
    "summit",
    "treaty",
    "war",
}

UNMISTAKABLE = re.compile(
    r"AUKUS|Bitcoin|Brexit|COP2[0-9]|COVID-19|ChatGPT|Climategate|Dieselgate|Euromaidan|Facebook|Gmail|Google|"
    r"Instagram|LuxLeaks|Mineirazo|Minsk-2|NotPetya|Qatargate|Signalgate|Twitter|WWDC|WannaCry|Wikipedia|"
    r"YouTube|iPads?|iPods?"
)
"""Names of one word that nothing else bears."""

FILES = ("chronology", "chronology_recurring")


def names_of(row):
    return row["names"].split(";")


@pytest.mark.parametrize("file", FILES)
def test_a_name_is_of_several_words_or_means_one_thing_only(file):
    short = [name for row in rows(file) for name in names_of(row) if " " not in name]
    assert [name for name in short if not UNMISTAKABLE.fullmatch(name)] == []


@pytest.mark.parametrize("file", FILES)
def test_no_name_stands_twice(file):
    counted = Counter(name for row in rows(file) for name in names_of(row))
    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_names_are_written_as_plain_text(file):
    odd = re.compile(r"^\s|\s$|\s\s|[’‘“”\"|]|^$")
    assert [name for row in rows(file) for name in names_of(row) if odd.search(name)] == []


def test_the_chronology_is_well_formed_and_in_order():
    keys = []
    for row in rows("chronology"):
        date = PartialDate(row["date"])
        assert date.earliest.year >= 1945
        assert row["date"].endswith("/..") or date.latest.year <= 2025
        assert row["kind"] in KINDS
        keys.append((date.earliest, date.latest, row["names"]))
    assert keys == sorted(keys)


def test_the_chronology_is_dense():
    decades = Counter(PartialDate(row["date"]).earliest.year // 10 for row in rows("chronology"))
    assert sum(decades.values()) >= 1200
    assert all(decades[decade] >= 300 for decade in (199, 200, 201))


def test_the_recurring_dates_are_well_formed_and_in_order():
    assert len(rows("chronology_recurring")) >= 30
    for row in rows("chronology_recurring"):
        dates = [PartialDate(date) for date in row["dates"].split(" ")]
        assert len(dates) >= 4, row["names"]
        assert all(before.latest < after.earliest for before, after in pairwise(dates))
        assert all(1996 <= date.earliest.year <= 2025 for date in dates)


@pytest.mark.parametrize(
    ("name", "weekday"),
    [
        ("Super Tuesday", 2),
        ("New Hampshire primary", 2),
        ("U.S. presidential election", 2),
        ("midterm elections", 2),
        ("Super Bowl", 7),
        ("Munich Security Conference", 5),
        ("Nobel Peace Prize announcement", 5),
        ("British general election", 4),
        ("German federal election", 7),
        ("French presidential runoff", 7),
        ("Japanese general election", 7),
        ("Australian federal election", 6),
        ("Taiwanese presidential election", 6),
        ("Iranian presidential election", 5),
        ("WWDC", 1),
        ("Mobile World Congress", 1),
        ("Farnborough Air Show", 1),
        ("Rugby World Cup", 5),
        ("Summer Olympics", 5),
        ("Eurovision final", 6),
    ],
)
def test_what_always_falls_on_one_day_of_the_week_does(name, weekday):
    [row] = [row for row in rows("chronology_recurring") if name in names_of(row)]
    begun = [PartialDate(date).earliest for date in row["dates"].split(" ")]
    assert {day.isoweekday() for day in begun} == {weekday}


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("fall of the Berlin Wall", "1989-11-09"),
        ("launch of the euro", "1999-01-01"),
        ("September 11 attacks", "2001-09-11"),
        ("Lehman Brothers collapse", "2008-09-15"),
        ("Fukushima disaster", "2011-03-11"),
        ("annexation of Crimea", "2014-02-20/2014-03-26"),
        ("signing of Minsk II", "2015-02-12"),
        ("Brexit referendum", "2016-06-23"),
        ("COVID-19", "2020-02-11/.."),
    ],
)
def test_some_occasions_that_everyone_dates(name, date):
    assert [row["date"] for row in rows("chronology") if name in names_of(row)] == [date]


@pytest.mark.parametrize(
    "name",
    ["Russian invasion of Ukraine", "U.S.-led invasion of Iraq", "overturning of Roe v. Wade"],
)
def test_what_was_long_spoken_of_before_it_came_has_no_day(name):
    [row] = [row for row in rows("chronology") if name in names_of(row)]
    assert row["date"].endswith("/..")

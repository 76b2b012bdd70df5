"""The episodes of crises and politics: well-formed periods in order, each name once, in keeping with the chronology."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from standoff.knowledge import rows
from standoff.model.partial_date import PartialDate

KINDS = {"case", "economy", "government", "health", "measure", "standoff", "talks", "transition", "war"}
EPISODES = rows("chronology_episodes")


def names_of(row):
    return [name.strip() for name in row["names"].split(";")]


def periods_of(name):
    [row] = [row for row in EPISODES if name in names_of(row)]
    return [PartialDate(period) for period in row["periods"].split(" ")]


def overlap(one, other):
    return one.earliest <= other.latest and other.earliest <= one.latest


def test_there_are_many_of_every_kind():
    assert len(EPISODES) >= 350
    counted = Counter(row["kind"] for row in EPISODES)
    assert set(counted) == KINDS
    assert min(counted.values()) >= 8


@pytest.mark.parametrize("row", EPISODES, ids=lambda row: names_of(row)[0])
def test_periods_are_well_formed_in_order_and_apart(row):
    written = row["periods"].split(" ")
    periods = [PartialDate(period) for period in written]
    assert all(before.latest < after.earliest for before, after in pairwise(periods))
    assert all(1965 <= period.earliest.year <= 2025 for period in periods)
    assert not any(period.endswith("/..") for period in written[:-1])
    for text, period in zip(written, periods, strict=True):
        assert text.endswith("/..") or 1985 <= period.latest.year <= 2025
        assert not text.startswith("../")


def test_no_name_stands_twice():
    counted = Counter(name for row in EPISODES for name in names_of(row))
    assert [name for name, count in counted.items() if count > 1] == []


def test_names_are_plain_text_of_several_words():
    odd = re.compile(r"^\s|\s$|\s\s|[’‘“”\"|]|^\S*$")
    assert [name for row in EPISODES for name in row["names"].split(";") if odd.search(name)] == []


@pytest.mark.parametrize("file", ["chronology", "dating_eras"])
def test_a_name_known_elsewhere_means_the_same_there(file):
    dates = {name: PartialDate(row["date"]) for row in rows(file) for name in names_of(row)}
    shared = [name for row in EPISODES for name in names_of(row) if name in dates]
    assert [name for name in shared if not any(overlap(dates[name], each) for each in periods_of(name))] == []


@pytest.mark.parametrize(
    ("name", "begun", "over"),
    [
        ("Bush administration", ["1989-01-20", "2001-01-20"], ["1993-01-20", "2009-01-20"]),
        ("Merkel government", ["2005-11-22"], ["2021-12-08"]),
        ("Doklam standoff", ["2017-06-01"], ["2017-08-31"]),
        ("Normandy format", ["2014-06-06"], ["2022-02-24"]),
        ("acting President Oleksandr Turchynov", ["2014-02-23"], ["2014-06-07"]),
        ("looming fiscal cliff", ["2012-05-01"], ["2013-01-02"]),
    ],
)
def test_some_episodes_that_everyone_dates(name, begun, over):
    periods = periods_of(name)
    assert [each.earliest.isoformat() for each in periods] == begun
    assert [each.latest.isoformat() for each in periods] == over


@pytest.mark.parametrize(
    ("name", "spells"),
    [
        ("Trump administration", 2),
        ("Netanyahu government", 3),
        ("Gaza war", 5),
        ("Nagorno-Karabakh war", 5),
        ("caretaker Prime Minister Mark Rutte", 4),
        ("government of Tony Blair", 1),
    ],
)
def test_what_comes_again_has_all_its_spells(name, spells):
    assert len(periods_of(name)) == spells

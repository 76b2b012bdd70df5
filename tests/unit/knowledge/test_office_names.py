"""What offices are called: which names are one office, and which never are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.knowledge import rows
from standoff.knowledge.office_names import (
    is_single,
    known_offices,
    leading_offices,
    office_key,
    office_name,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("foreign minister", "Minister of Foreign Affairs"),
        ("foreign minister", "Secretary of State"),
        ("foreign minister", "top diplomat"),
        ("foreign minister", "the acting foreign minister"),
        ("foreign minister", "newly appointed Foreign Secretary"),
        ("defence minister", "Defense Secretary"),
        ("defence minister", "the new acting minister of defense"),
        ("prime minister", "premier"),
        ("prime minister", "caretaker Prime Minister"),
        ("national security adviser", "National Security Advisor"),
        ("foreign ministry spokesman", "State Department spokeswoman"),
        ("foreign ministry spokesman", "spokesperson for the foreign ministry"),
        ("presidential spokesman", "Kremlin spokesman"),
        ("secretary general", "Secretary-General"),
        ("ambassador to the UN", "Ambassador to the United Nations"),
        ("ambassador to the U.N.", "permanent representative to the United Nations"),
        ("speaker of the house", "House Speaker"),
        ("vice president", "Vice-President"),
        ("chairman of the joint chiefs of staff", "chief of the General Staff"),
        ("  Foreign \u00a0 Minister ", "foreign minister"),
    ],
)
def test_names_of_one_office(one, other):
    assert office_key(one) == office_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("foreign minister", "deputy foreign minister"),
        ("president", "vice president"),
        ("president", "former president"),
        ("prime minister", "deputy prime minister"),
        ("secretary of state", "deputy secretary of state"),
        ("foreign minister", "foreign ministry spokesman"),
        ("minister", "prime minister"),
        ("ambassador to Valmora", "ambassador to Tarnia"),
        ("defence minister", "interior minister"),
        ("chief of staff", "chief of the general staff"),
        ("governor", "central bank governor"),
        ("harbour master", "harbour clerk"),
    ],
)
def test_names_of_two_offices(one, other):
    assert office_key(one) != office_key(other)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Secretary of Defense", "secretary of defence"),
        ("Acting Interim Secretary of Defense", "secretary of defence"),
        ("spokesperson", "spokesman"),
        ("envoy to the UN", "ambassador to united nations"),
        ("envoy to UNESCO", "ambassador to unesco"),
        ("newsreader", "newsreader"),
        ("", ""),
    ],
)
def test_an_office_is_spelt_in_one_way(phrase, name):
    assert office_name(phrase) == name


@pytest.mark.parametrize(
    ("office", "single"),
    [
        ("president", True),
        ("Acting Secretary of State", True),
        ("queen", True),
        ("ambassador to Tarnia", True),
        ("director of the Mossad", True),
        ("senator", False),
        ("ambassador", False),
        ("deputy foreign minister", False),
        ("foreign ministry spokeswoman", False),
        ("opposition leader", False),
        ("minister", False),
        ("harbour master", False),
        ("", False),
    ],
)
def test_offices_that_one_person_holds(office, single):
    assert is_single(office) is single


@given(st.one_of(st.text(max_size=150), st.lists(st.sampled_from(
    ["acting", "the", "new", "Deputy", "Minister", "of", "Defense", "foreign", "UN", "u.n.", "the-", "spokeswoman", "’", "state"]
)).map(" ".join)))  # fmt: skip
def test_any_phrase_has_a_name_that_is_its_own(phrase):
    assert office_name(office_name(phrase)) == office_name(phrase)
    assert office_key(office_key(phrase)) == office_key(phrase)


def test_no_name_is_two_offices_in_the_list():
    meant = {}
    for row in rows("office_names"):
        for name in (row["office"], *row["names"].split("|")):
            if name.strip():
                meant.setdefault(office_name(name), set()).add(row["office"])
    assert {name: offices for name, offices in meant.items() if len(offices) > 1} == {}


def test_a_listed_office_is_known_by_its_own_name():
    assert {office_key(row["office"]) for row in rows("office_names")} == known_offices()


def test_every_leading_office_is_one_persons_and_every_country_has_one():
    codes = [code for row in rows("leaders") for code in row["countries"].split()]
    assert len(codes) == len(set(codes))
    assert set(leading_offices()) == set(codes)
    assert {row["code"] for row in rows("countries")} >= set(codes)

"""What is said to be wrong with the actors known, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.knowledge.actor_file import COLUMNS
from standoff.knowledge.checks import problems
from standoff.knowledge.registry import Registry

HEADER = "\t".join((*COLUMNS, "short", "body"))
COUNTRY = "country:XVA;Valmora;country;XVA;;Valmoran;;;;x;;"
TARNIA = "country:XTA;Tarnia;country;XTA;;Tarnian;;;;x;;"


def registry_of(*lines):
    page = [HEADER, *("\t".join(line.split(";")) for line in (COUNTRY, TARNIA, *lines))]
    return Registry([]).with_file("\n".join(page) + "\n", lenient=True)


def minister(who, since, until="", office="foreign minister", country="XVA", body=""):
    return f"person:{who.lower()};Orlan {who};person;{country};GOV;;{office};{since};{until};x;;{body}"


def one(*lines):
    """Give the one problem that lines have."""
    found = problems(registry_of(*lines))
    assert len(found) == 1, found
    return found[0]


AT_ONE_TIME = [
    ("2030-01-01", "2032-05-06", "2032-05-05", ""),
    ("2030-01-01", "2032-05-06", "2031", ""),
    ("2030", "2032", "2031-06", "2031-09"),
    ("2030-01-01", "", "2031-06-01", ""),
    ("2030-01-01", "", "2031-06-01", "2031-07-01"),
    ("", "2032-05-06", "2031-01-01", ""),
    ("2030-01-01", "2032-05-06", "2030-01-01", "2032-05-06"),
]

IN_TURN = [
    # The day of the change is both's.
    ("2030-01-01", "2032-05-06", "2032-05-06", ""),
    ("2030-01-01", "2032-05-06", "2032-05-07", ""),
    ("2030-01-01", "2032-05-06", "2033", ""),
    # Of a change it may be known no more than the month or year.
    ("2030-01-01", "2032-05", "2032-05-06", ""),
    ("2030-01-01", "2032-05-06", "2032-05", ""),
    ("2030", "2032", "2032", ""),
]


@pytest.mark.parametrize(("since", "until", "then", "end"), AT_ONE_TIME)
def test_an_office_of_one_held_by_two_at_one_time(since, until, then, end):
    message = one(minister("Vesk", since, until), minister("Marn", then, end))
    assert message.startswith("foreign minister (Valmora) is held by Orlan ")
    assert "Orlan Vesk (" in message
    assert "Orlan Marn (" in message
    assert message.endswith("correct a date, or name the office otherwise")


@pytest.mark.parametrize(("since", "until", "then", "end"), IN_TURN)
def test_an_office_held_in_turn(since, until, then, end):
    assert problems(registry_of(minister("Vesk", since, until), minister("Marn", then, end))) == []


@pytest.mark.parametrize(
    "other",
    [
        minister("Marn", "2031", country="XTA"),
        minister("Marn", "2031", office="interior minister"),
        minister("Marn", "2031", office="deputy foreign minister"),
        minister("Marn", "2031", body="org:union"),
    ],
)
def test_another_states_or_another_office_is_held_beside_it(other):
    assert problems(registry_of(minister("Vesk", "2030"), other)) == []


@pytest.mark.parametrize("office", ["senator", "envoy", "opposition leader", "foreign ministry spokesman"])
def test_an_office_of_several_is_held_by_several(office):
    assert (
        problems(registry_of(minister("Vesk", "2030", "", office), minister("Marn", "2031", "", office)))
        == []
    )


def test_one_person_may_hold_an_office_twice():
    assert problems(registry_of(minister("Vesk", "2030", "2031"), minister("Vesk", "2031", "2033"))) == []


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        ("1899", "", "Orlan Vesk: foreign minister begins in 1899; correct the year"),
        ("1950", "2031", "Orlan Vesk: foreign minister lasts from 1950 to 2031; correct one"),
    ],
)
def test_impossible_dates(since, until, message):
    assert one(minister("Vesk", since, until)) == message


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            ("org:a;Varn Union;organisation;;;;;;;x;;", "org:b;Littoral Union;organisation;;;Varn Union;;;;x;;"),
            "'Varn Union' is the name of Varn Union (org:a) and of Littoral Union (org:b); take it from one",
        ),
        (
            ("org:a;Varn Vesk;organisation;;;;;;;x;;", "person:v;Varn Vesk;person;XVA;GOV;;;;;x;;"),
            "'Varn Vesk' is the name of Varn Vesk (org:a) and of Varn Vesk (person:v)",
        ),
        (
            ("person:a;Orlan Vesk;person;XVA;GOV;;;;;x;;", "person:b;Orlan Vesk;person;XVA;GOV;;;;;x;;"),
            "'Orlan Vesk' is the name of Orlan Vesk (person:a) and of Orlan Vesk (person:b)",
        ),
        (
            ("place:a;Varn;place;XVA;;;;;;x;;", "gov:a;Varn;government;XTA;;;;;;x;;"),
            "'Varn' is the name of",
        ),
        (
            ("person:a;Orlan Vesk;person;XVA;GOV;;;;;x;!Vesk;", "person:b;Dara Vesk;person;XTA;GOV;;;;;x;!Vesk;"),
            "'Vesk' is said to mean Orlan Vesk (person:a) and Dara Vesk (person:b) alone; leave the ! off",
        ),
    ],
)  # fmt: skip
def test_a_name_of_two_that_nothing_tells_apart(lines, message):
    assert message in one(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        # Two of one name are told by their countries, or by their offices.
        ("person:a;Orlan Vesk;person;XVA;GOV;;;;;x;;", "person:b;Orlan Vesk;person;XTA;GOV;;;;;x;;"),
        (minister("Vesk", "2030"), "person:b;Orlan Vesk;person;XVA;LEG;;senator;2030;;x;;"),
        # A city and the government that sits there, by what the sentence does with the name.
        ("place:a;Varn;place;XVA;;;;;;x;;", "gov:a;Varn;government;XVA;GOV;;;;;x;;"),
        # A surname of several is told in each report.
        ("person:a;Orlan Vesk;person;XVA;GOV;;;;;x;!Vesk;", "person:b;Dara Vesk;person;XTA;GOV;;;;;x;Vesk;"),
    ],
)
def test_a_name_of_two_that_are_told_apart(lines):
    assert problems(registry_of(*lines)) == []


def test_nothing_is_wrong_with_what_is_shipped():
    assert problems(Registry.shipped()) == []


LINES = [
    minister("Vesk", "2030", "2032"),
    minister("Marn", "2031-06"),
    minister("Ruiz", "1850"),
    "org:a;Varn Union;organisation;;;;;;;x;;",
    "org:b;Littoral Union;organisation;;;Varn Union;;;;x;;",
]


@given(st.permutations(LINES))
def test_the_order_of_the_lines_does_not_matter(lines):
    found = problems(registry_of(*lines))
    assert len(found) == 5
    assert found == problems(registry_of(*LINES)) == sorted(set(found))

"""Names, numbers and dates as the gate reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.views import scan

NUMBERS = [
    ("70,000 troops", ["70,000"]),
    ("70 000 troops", ["70 000"]),
    ("seventy thousand troops", ["seventy thousand"]),
    ("Twenty-three families", ["twenty-three"]),
    ("$1.4 billion", ["$1.4 billion"]),
    ("US$2.5 billion", ["$2.5 billion"]),
    ("40% of it", ["40%"]),
    ("40 per cent of it", ["40 per cent"]),
    ("a 14-nation bloc", ["14"]),
    ("an F-16 and a Su-35", []),
    ("the 21st day", ["21st"]),
    ("2014–15", ["2014-15"]),
    ("½ of it", ["½"]),
    ("in the second round", ["second"]),
    ("by March 5,000 men", ["5,000"]),
]

DATES = [
    ("on 14 March 2031", [(2031, 3, 14)]),
    ("on March 14, 2031,", [(2031, 3, 14)]),
    ("on Mar. 9 they", [(None, 3, 9)]),
    ("on 9 Sept. 2031 they", [(2031, 9, 9)]),
    ("the 9th of May, 2031", [(2031, 5, 9)]),
    ("in March 2031", [(2031, 3, None)]),
    ("dated 2031-03-14.", [(2031, 3, 14)]),
    ("they may 5 times", []),
    ("in May", []),
    ("May 2014", [(2014, 5, None)]),
    ("14 March and 15 March", [(None, 3, 14), (None, 3, 15)]),
]

NAMES = [
    ("Ana Orlan and Ivo Karr spoke", ["ana orlan", "ivo karr"]),
    ("Ana, Ivo and NATO", ["ana", "ivo", "nato"]),
    ("Varn’s minister", ["varn"]),
    ("Mr. Orlan", ["mr. orlan"]),
    ("Georg W. Tannert", ["georg w. tannert"]),
    ("the F-16 and Covid-19", ["f-16", "covid-19"]),
    ("the iPhone", ["iphone"]),
    ("Орлан и Карр", ["орлан", "карр"]),
    ("وزير", ["وزير"]),
    ("no name at all", []),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_a_number_is_taken_as_far_as_it_goes(text, numbers):
    assert list(scan.atoms(text).numbers) == numbers


@pytest.mark.parametrize(("text", "dates"), DATES)
def test_a_date_is_its_parts(text, dates):
    assert list(scan.atoms(text).dates) == dates


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_a_name_is_a_run_of_capitals(text, names):
    assert list(scan.atoms(text).names) == names


@pytest.mark.parametrize(
    ("part", "whole", "stands"),
    [
        ("Orlan said", "Ana Orlan said so", True),
        ("Orl", "Ana Orlan said so", False),
        ("rlan", "Ana Orlan said so", False),
        ("“wait”", 'She said: "wait"', True),
        ("wait \n and see", "wait and see", True),
        ("wait see", "wait and see", False),
        ("far‑off", "a far-off shore", True),
    ],
)
def test_words_stand_whole_and_without_a_gap(part, whole, stands):
    assert scan.Cited([whole], []).says(scan.plain(part)) is stands


@pytest.mark.parametrize(
    ("line", "passage", "given"),
    [
        ("14 March", "on 14 March 2031", True),
        ("March 2031", "on 14 March 2031", True),
        ("14 March 2031", "on 14 March", False),
        ("15 March", "on 14 March 2031", False),
        ("14 April", "on 14 March 2031", False),
        ("14 March 2030", "on 14 March 2031", False),
    ],
)
def test_a_line_may_leave_parts_of_a_date_out_but_not_change_one(line, passage, given):
    (date,) = scan.atoms(line).dates
    assert scan.Cited([passage], []).has_date(date) is given


@given(st.text(max_size=400))
def test_any_text_is_read_and_holds_its_own_atoms(text):
    found = scan.atoms(text)
    cited = scan.Cited([text], [])
    assert all(cited.has_number(number) for number in found.numbers)
    assert all(cited.has_date(date) for date in found.dates)
    assert all(cited.has_word(word) for word in found.words)


@given(st.text(alphabet="Orlan KARR.-’'é 12,", max_size=80))
def test_a_text_names_what_it_names(text):
    cited = scan.Cited([text], [])
    assert all(cited.has_name(name) for name in scan.atoms(text).names)

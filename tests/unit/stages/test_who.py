"""Who is meant by a phrase on a date: names, offices, and both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.knowledge.registry import Registry
from standoff.knowledge.roll import Holding
from standoff.model.partial_date import PartialDate
from standoff.stages.who import who

HEADER = "id;name;kind;country;sector;aliases;office;from;to;source;short;gender;body"
WORLD = """\
country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;x;;;
country:XTA;Tarnia;country;XTA;;Tarnian|Tarnians;;;;x;;;
org:union;Littoral Union;organisation;;IGO;LU;;;;x;;;
person:vesk;Orlan Vesk;person;XVA;GOV;Orlan T. Vesk;foreign minister;2030-01-10;2032-05-06;x;;m;
person:vesk;Orlan Vesk;person;XVA;GOV;;president;2032-05-06;2034-09;x;;m;
person:lund;Petra Lund;person;XVA;GOV;;foreign minister;2032-05-07;;x;;f;
person:marn-ada;Ada Marn;person;XVA;GOV;;defence minister;2030;2031;x;;f;
person:marn-tobin;Tobin Marn;person;XTA;GOV;;defence minister;2030;;x;;m;
person:gant;Ruud Gant;person;XTA;LEG;;senator;2030;;x;;m;
person:hale;Ines Hale;person;XTA;LEG;;senator;2030;;x;;f;
person:berg;Ilse Haverkamp;person;;IGO;;secretary general;2030;;x;;f;org:union""".splitlines()


def world_of(lines=WORLD):
    return Registry([]).with_file("\n".join(line.replace(";", "\t") for line in (HEADER, *lines)) + "\n")


@pytest.fixture(scope="module")
def world():
    return world_of()


def told(found):
    """Write who is meant as ``vesk:president``, without an office as ``vesk``."""
    return [
        f"{each.person.id.removeprefix('person:')}:{each.office.name}"
        if isinstance(each, Holding)
        else each.id.removeprefix("person:")
        for each in found
    ]


@pytest.mark.parametrize(
    ("phrase", "date", "meant"),
    [
        # Names.
        ("Orlan Vesk", "2031-01-01", ["vesk:foreign minister"]),
        ("Orlan T. Vesk", "2033-01-01", ["vesk:president"]),
        ("ORLAN VÉSK", "2033-01-01", ["vesk:president"]),
        ("Orlan Vesk", "2035-01-01", ["vesk"]),
        ("Orlan Vesk", None, ["vesk"]),
        ("Vesk", "2033-01-01", ["vesk:president"]),
        ("the Littoral Union", None, ["org:union"]),
        ("Valmora", None, ["country:XVA"]),
        ("Marn", "2030-06-01", ["marn-ada:defence minister", "marn-tobin:defence minister"]),
        # Of several of one surname those in office on the day.
        ("Marn", "2033-01-01", ["marn-tobin:defence minister"]),
        ("Marn", None, ["marn-ada", "marn-tobin"]),
        # Offices.
        ("the Valmoran foreign minister", "2031-01-01", ["vesk:foreign minister"]),
        ("the Valmoran foreign minister", "2033-01-01", ["lund:foreign minister"]),
        ("Valmora's top diplomat", "2033-01-01", ["lund:foreign minister"]),
        ("foreign minister of Valmora", None, ["lund:foreign minister", "vesk:foreign minister"]),
        ("LU chief", "2033-01-01", ["berg:secretary general"]),
        ("the secretary general of the Littoral Union", "2033-01-01", ["berg:secretary general"]),
        ("a Tarnian senator", "2033-01-01", ["gant:senator", "hale:senator"]),
        ("Valmoran president", "2031-01-01", []),
        # Both.
        ("Valmoran Defence Minister Marn", "2030-06-01", ["marn-ada:defence minister"]),
        ("Tarnian Defense Minister Marn", "2030-06-01", ["marn-tobin:defence minister"]),
        ("Foreign Minister Lund", "2033-01-01", ["lund:foreign minister"]),
        ("Valmora's Foreign Minister Petra Lund", "2033-01-01", ["lund:foreign minister"]),
        ("President Vesk", "2033-01-01", ["vesk:president"]),
        # Nobody known.
        ("Petra Oakeshott", None, []),
        ("the Valmoran harbour master", None, []),
        ("the president", None, []),
        ("", None, []),
        ("the", None, []),
    ],
)
def test_who(world, phrase, date, meant):
    assert told(who(world, phrase, PartialDate(date) if date else None)) == meant


@pytest.mark.parametrize(
    ("phrase", "date", "name"),
    [
        ("the German chancellor", "2021-11-30", "Angela Merkel"),
        ("the German chancellor", "2022-01-10", "Olaf Scholz"),
        ("Foreign Minister Lavrov", "2022-01-10", "Sergei Lavrov"),
        ("NATO chief", "2022-01-10", "Jens Stoltenberg"),
        ("Blinken", "2022-01-10", "Antony Blinken"),
        ("the French president", "2016-01-10", "François Hollande"),
    ],
)
def test_who_of_those_shipped(phrase, date, name):
    (held,) = who(Registry.shipped(), phrase, PartialDate(date))
    assert isinstance(held, Holding)
    assert held.person.name == name


WORDS = [
    "Orlan",
    "Vesk",
    "Marn",
    "Ada",
    "Valmoran",
    "Tarnian",
    "Valmora's",
    "foreign",
    "minister",
    "President",
    "the",
    "of",
    "LU",
    "chief",
    "-",
    "’s",
]


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=12),
    st.sampled_from([None, "2031", "2032-05", "2033-01-01"]),
)
def test_any_phrase_is_answered(world, words, date):
    for each in who(world, " ".join(words), PartialDate(date) if date else None):
        assert isinstance(each, Holding) or each.id


@given(st.permutations(WORLD), st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_the_order_of_the_registry_does_not_matter(world, lines, words):
    phrase, date = " ".join(words), PartialDate("2033-01-01")
    assert told(who(world_of(lines), phrase, date)) == told(who(world, phrase, date))

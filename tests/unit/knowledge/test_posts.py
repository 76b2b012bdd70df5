"""Offices of states and bodies, as a phrase names them, and who holds them on a day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.knowledge.actor_file import COLUMNS
from standoff.knowledge.posts import holders, only_holder, read_post
from standoff.knowledge.registry import Registry
from standoff.model.partial_date import PartialDate

WORLD = """\
country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;;
country:XTA;Tarnia;country;XTA;;Tarnian|Tarnians;;;;;
org:union;Littoral Union;organisation;;IGO;LU;;;;;
gov:admiralty;Valmoran Admiralty;government;XVA;MIL;Admiralty;;;;;
org:courier;Valmoran Courier;organisation;XVA;MED;;;;;;
person:vesk;Orlan Vesk;person;XVA;GOV;;foreign minister;2030-01-10;2032-05-06;;
person:vesk;Orlan Vesk;person;XVA;GOV;;president;2032-05-06;;;
person:marn;Ada Marn;person;XVA;GOV;;foreign minister;2032-05-06;;;
person:ruiz;Ana Ruiz;person;XTA;GOV;;secretary of state;2031-03;2033-07;;
person:pole;Odo Pole;person;XTA;GOV;;secretary of state;2033-07;;;
person:gant;Ruud Gant;person;XTA;LEG;;senator;2030;;;
person:hale;Ines Hale;person;XTA;LEG;;senator;2030;;;
person:berg;Ada Berg;person;;IGO;;secretary general;2030-02-01;;org:union;
person:luk;Luka Sarn;person;XVA;GOV;;ambassador to the Littoral Union;2031;;;
person:dorv;Maren Dorv;person;XVA;GOV;;ambassador to Tarnia;2031;;;
person:tole;Ivo Tole;person;XVA;MIL;;commander;2031-02-02;;gov:admiralty;
person:quin;Rik Quin;person;XVA;GOV;;interior minister;;;;""".splitlines()


@pytest.fixture(scope="module")
def world():
    header = "id\tname\tkind\tcountry\tsector\taliases\toffice\tfrom\tto\tbody"
    lines = "\n".join("\t".join([*line.split(";")[:10], "invented"]) for line in WORLD)
    assert set(COLUMNS) <= {*header.split("\t"), "source"}
    return Registry([]).with_file(f"{header}\tsource\n{lines}\n")


POSTS = [
    # An office of a state: by adjective, by possessive, by "of".
    ("Valmoran foreign minister", "country:XVA", "foreign minister", "2031-01-01", ["vesk"]),
    ("Valmora's foreign minister", "country:XVA", "foreign minister", "2031-01-01", ["vesk"]),
    ("Valmora’s foreign minister", "country:XVA", "foreign minister", "2031-01-01", ["vesk"]),
    ("foreign minister of Valmora", "country:XVA", "foreign minister", "2031-01-01", ["vesk"]),
    ("acting Valmoran minister of foreign affairs", "country:XVA", None, "2031-01-01", ["vesk"]),
    ("Valmora's top diplomat", "country:XVA", "top diplomat", "2033-01-01", ["marn"]),
    ("Tarnian foreign minister", "country:XTA", "foreign minister", "2032-01-01", ["ruiz"]),
    ("Valmoran president", "country:XVA", "president", "2033-01-01", ["vesk"]),
    ("Valmoran president", "country:XVA", "president", "2031-01-01", []),
    ("Tarnian president", "country:XTA", "president", "2031-01-01", []),
    # Where several hold it all are given; without a date everyone who ever held it.
    ("Tarnian senator", "country:XTA", "senator", "2031-01-01", ["gant", "hale"]),
    ("Valmoran foreign minister", "country:XVA", "foreign minister", None, ["marn", "vesk"]),
    # A body of states, under any of its names.
    ("Littoral Union secretary general", "org:union", "secretary general", "2031-01-01", ["berg"]),
    ("LU Secretary-General", "org:union", "Secretary-General", "2031-01-01", ["berg"]),
    ("LU chief", "org:union", "chief", "2031-01-01", ["berg"]),
    ("head of the Littoral Union", "org:union", "head", "2031-01-01", ["berg"]),
    ("LU chief", "org:union", "chief", "2029-01-01", []),
    ("commander of the Valmoran Admiralty", "gov:admiralty", "commander", "2031-03-01", ["tole"]),
    # Where somebody is sent is not who sends.
    ("Valmoran ambassador to Tarnia", "country:XVA", "ambassador to Tarnia", "2032-01-01", ["dorv"]),
    ("Tarnian ambassador to Valmora", "country:XTA", "ambassador to Valmora", "2032-01-01", []),
    ("Valmora's ambassador to the Littoral Union", "country:XVA", None, "2032-01-01", ["luk"]),
]


@pytest.mark.parametrize(("phrase", "owner", "office", "date", "ids"), POSTS)
def test_posts(world, phrase, owner, office, date, ids):
    post = read_post(phrase, world)
    assert post is not None
    assert post.owner.id == owner
    assert office is None or post.office == office
    found = holders(world, post, PartialDate(date) if date else None)
    assert [held.person.id.removeprefix("person:") for held in found] == ids


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "foreign minister",
        "Valmora",
        "the Valmoran",
        "ambassador to Tarnia",
        "former Valmoran foreign minister",
        "Valmora's late president",
        "then Valmoran president",
        "ex-Valmoran president",
        "ousted president of Valmora",
        "Valmoran Courier correspondent",
    ],
)
def test_phrases_that_name_no_post_of_today(world, phrase):
    post = read_post(phrase, world)
    assert post is None or holders(world, post, None) == []


@pytest.mark.parametrize(
    ("phrase", "date", "only"),
    [
        ("Valmoran foreign minister", "2031-01-01", "vesk"),
        # The day of a change has two; the days around it one.
        ("Valmoran foreign minister", "2032-05-05", "vesk"),
        ("Valmoran foreign minister", "2032-05-06", None),
        ("Valmoran foreign minister", "2032-05-07", "marn"),
        # Where the month of a change is known alone, nobody is sure in that month.
        ("Tarnian secretary of state", "2031-02-28", None),
        ("Tarnian secretary of state", "2031-03-15", None),
        ("Tarnian secretary of state", "2031-04-01", "ruiz"),
        ("Tarnian secretary of state", "2033-07-15", None),
        ("Tarnian secretary of state", "2033-08-01", "pole"),
        # A report of a month or a year means one where one held it all along.
        ("Valmoran foreign minister", "2031", "vesk"),
        ("Valmoran foreign minister", "2032", None),
        # Nobody is the one senator; who is not dated is not sure.
        ("Tarnian senator", "2031-01-01", None),
        ("Valmoran interior minister", "2031-01-01", None),
        ("LU secretary general", "2031-01-01", "berg"),
        ("Valmoran ambassador to Tarnia", "2032-01-01", "dorv"),
    ],
)
def test_the_one_holder(world, phrase, date, only):
    held = only_holder(world, read_post(phrase, world), PartialDate(date))
    assert (held.person.id.removeprefix("person:") if held else None) == only


@pytest.mark.parametrize(
    ("phrase", "date", "name"),
    [
        ("German chancellor", "2020-06-01", "Angela Merkel"),
        ("Germany's leader", "2020-06-01", "Angela Merkel"),
        ("French president", "2020-06-01", "Emmanuel Macron"),
        ("NATO chief", "2020-06-01", "Jens Stoltenberg"),
        ("US secretary of state", "2022-06-01", "Antony Blinken"),
        ("America's top diplomat", "2022-06-01", "Antony Blinken"),
        ("Russian leader", "2010-06-01", "Dmitry Medvedev"),
        ("UN secretary-general", "2020-06-01", "António Guterres"),
        ("Ukrainian president", "2020-06-01", "Volodymyr Zelensky"),
    ],
)
def test_shipped_posts(phrase, date, name):
    registry = Registry.shipped()
    held = only_holder(registry, read_post(phrase, registry), PartialDate(date))
    assert held is not None
    assert held.person.name == name


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    *[
                        "Valmora",
                        "Valmoran",
                        "'s",
                        "’s",
                        "of",
                        "to",
                        "the",
                        "The",
                        "LU",
                        "chief",
                        "leader",
                        "head",
                        "minister",
                        "ambassador",
                        "former",
                    ]
                ]
            ),
            st.text(max_size=5),
        ),
        max_size=12,
    )
)
def test_any_phrase_is_read(world, words):
    post = read_post(" ".join(words), world)
    if post is not None:
        holders(world, post, None)
        only_holder(world, post, PartialDate("2031-01-01"))

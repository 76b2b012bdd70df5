"""The roll of persons: names whatever their spelling, offices whatever they are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.knowledge.people import read_people
from standoff.knowledge.roll import Roll, folded
from standoff.model.partial_date import PartialDate

COLUMNS = ["id", "name", "country", "sector", "gender", "short", "aliases", "office", "body", "from", "to"]
LINES = """\
person:vesk-orlan;Orlan Vesk-Ørlan;XVA;GOV;m;!Vesk;Orlan Vesk;foreign minister;;2030-01-10;2032-05
person:vesk-orlan;Orlan Vesk-Ørlan;XVA;GOV;;;;president;;2032-05;
person:vesk-ana;Ana Vesk;XTA;GOV;f;;;secretary of state;;2031;
person:marn;Abd al-Karīm O'Marn;XTA;GOV;m;;;defence minister;;2031;
person:luk;Łukasz Đorđe Ruiz;XVA;NGO;m;;;president;org:harbour;2029;
person:berg;Ada Berg;;IGO;f;;;secretary general;org:union;2030;
person:hale;Ines Hale;XTA;GOV;f;;;acting prime minister;;2030;2031-01-31
person:gant;Ruud Gant;XTA;GOV;m;;;prime minister;;2031-02-01;
person:pole;Odo Pole;XVA;LEG;m;;;senator;org:senate;2029;
person:mono;Mayu;XVA;GOV;f;;;minister;;2030;""".splitlines()


def roll_of(lines):
    return Roll(read_people([dict(zip(COLUMNS, line.split(";"), strict=True)) for line in lines]))


@pytest.fixture(scope="module")
def roll():
    return roll_of(LINES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jóna Vésk", "Jona Vesk"),
        ("JÓNA VÉSK", "Jona Vesk"),
        ("Jo\u0301na Ve\u0301sk", "Jóna Vésk"),
        ("Vesk-Ørlan", "Vesk Orlan"),
        ("Vesk–Orlan", "Vesk-Orlan"),
        ("Vesk‑Orlan", "Vesk Orlan"),
        ("O'Vesk", "O’Vesk"),
        ("O'Vesk", "OVesk"),
        ("Orlan T. Vesk", "Orlan T Vesk"),
        ("J.T. Vesk", "JT Vesk"),
        ("Łukasz Đorđe", "Lukasz Dorde"),
        ("Yıldız", "Yildiz"),
        ("İnce", "Ince"),
        ("Weiß", "Weiss"),
        ("Æsir Œuvre", "Aesir Oeuvre"),
        ("Þór", "Thor"),
        ("  Orlan \u00a0 Vesk ", "Orlan Vesk"),
        ("Ｏｒｌａｎ Vesk", "Orlan Vesk"),
        ("𝕆rlan Vesk", "Orlan Vesk"),
        ("Or\u00adlan Ve\u200bsk", "Orlan Vesk"),
        ("\u200eOrlan Vesk\u202c", "Orlan Vesk"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vesk", "Vesq"), ("Orlan Vesk", "Vesk Orlan"), ("Vesk Orlan", "VeskOrlan"), ("Müller", "Mueller")],
)
def test_names_that_are_not_one(one, other):
    assert folded(one) != folded(other)


@given(st.text(max_size=150))
def test_folding_twice_changes_nothing_and_raises_nothing(name):
    once = folded(name)
    assert folded(once) == once or len(once) > 120


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Orlan Vesk-Ørlan", ["person:vesk-orlan"]),
        ("Orlan Vesk Orlan", ["person:vesk-orlan"]),
        ("ORLAN VESK", ["person:vesk-orlan"]),
        ("Abd al Karim OMarn", ["person:marn"]),
        ("Abd al-Karim O’Marn", ["person:marn"]),
        ("Lukasz Dorde Ruiz", ["person:luk"]),
        ("Vesk", []),
        ("Mayu", []),
        ("Orlan", []),
        ("", []),
    ],
)
def test_full_names(roll, name, ids):
    assert [person.id for person in roll.full(name)] == ids


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Vesk", ["person:vesk-ana", "person:vesk-orlan"]),
        ("VESK", ["person:vesk-ana", "person:vesk-orlan"]),
        ("Véšk", ["person:vesk-ana", "person:vesk-orlan"]),
        ("O’Marn", ["person:marn"]),
        ("Mayu", ["person:mono"]),
        ("Vesk-Ørlan", []),
        ("Ada Berg", []),
        ("", []),
    ],
)
def test_short_forms(roll, name, ids):
    assert [person.id for person in roll.short(name)] == ids


@pytest.mark.parametrize(
    ("office", "where", "date", "ids"),
    [
        ("foreign minister", "XVA", "2031-01-01", ["vesk-orlan"]),
        ("Minister of Foreign Affairs", "XVA", "2031-01-01", ["vesk-orlan"]),
        ("foreign minister", "XVA", "2032-05-20", ["vesk-orlan"]),
        ("foreign minister", "XVA", "2032-06-01", []),
        ("foreign minister", "XVA", "2030-01-09", []),
        # Another state calls its foreign minister so.
        ("foreign minister", "XTA", "2033-01-01", ["vesk-ana"]),
        ("president", "XVA", "2033-01-01", ["vesk-orlan"]),
        # The president of an institute is not the state's, in no year.
        ("president", "XVA", "2031-01-01", []),
        ("president", "org:harbour", "2031-01-01", ["luk"]),
        ("senator", "XVA", "2031-01-01", ["pole"]),
        ("senator", "org:senate", "2031-01-01", ["pole"]),
        ("secretary-general", "org:union", "2031-01-01", ["berg"]),
        ("secretary general", "org:union", "2029-12-31", []),
        # Who is acting in an office holds it.
        ("prime minister", "XTA", "2031-01-31", ["hale"]),
        ("prime minister", "XTA", "2031-02-01", ["gant"]),
        ("prime minister", "XTA", None, ["gant", "hale"]),
        ("prime minister", "XVA", None, []),
        ("", "XVA", None, []),
        ("harbour master", "XVA", None, []),
    ],
)
def test_holders(roll, office, where, date, ids):
    place = {"body": where} if where.startswith("org:") else {"country": where}
    found = roll.holders(office, **place, date=PartialDate(date) if date else None)
    assert [held.person.id.removeprefix("person:") for held in found] == ids


def test_an_office_of_that_very_name_comes_before_one_of_its_kin():
    roll = roll_of(
        [
            "person:a;Ada Marn;XVA;GOV;;;;secretary of state;;2030;",
            "person:b;Ben Marn;XVA;GOV;;;;foreign minister;;2030;",
        ]
    )
    for office, holder in (("secretary of state", "person:a"), ("foreign minister", "person:b")):
        assert [held.person.id for held in roll.holders(office, country="XVA")] == [holder]
    assert [held.person.id for held in roll.holders("top diplomat", country="XVA")] == ["person:b"]


def test_posts_are_sorted_and_say_where_they_are(roll):
    posts = {key: [held.person.id for held in holders] for key, holders in roll.posts()}
    assert list(posts) == sorted(posts, key=lambda key: tuple(part or "" for part in key))
    assert posts["prime minister", "XTA", None] == ["person:gant", "person:hale"]
    assert posts["secretary general", None, "org:union"] == ["person:berg"]


@given(st.permutations(LINES))
def test_the_order_of_the_persons_does_not_matter(lines):
    one, other = Roll(list(roll_of(LINES))[::-1]), roll_of(lines)
    assert list(one) == list(other)
    assert list(one.posts()) == list(other.posts())
    for letter in "bmov":
        assert one.forms(letter) == other.forms(letter)
        assert one.shorts(letter) == other.shorts(letter)


def test_forms_and_shorts_are_kept_by_the_letter_that_they_begin_with(roll):
    assert [(first, rest) for first, rest, _ in roll.forms("v")] == [("ana", "vesk"), ("orlan", "vesk")]
    assert [(form, person.id) for form, person in roll.shorts("m")] == [("mayu", "person:mono")]
    assert roll.forms("z") == roll.shorts("z") == roll.shorts("") == ()

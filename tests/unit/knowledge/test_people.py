"""Lines of one office each, joined into persons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.knowledge.people import cell, person_of, read_people, surname
from standoff.model.codebook import MentionKind

COLUMNS = ["id", "name", "country", "sector", "gender", "short", "aliases", "office", "body", "from", "to"]


def line(text):
    """Read a line whose columns are parted by semicolons."""
    return dict(zip(COLUMNS, text.split(";"), strict=True))


def joined(*lines):
    return person_of([line(text) for text in lines])


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Orlan Vesk", "Vesk"),
        ("Orlan T. Vesk", "Vesk"),
        ("Orlan Vesk Jr.", "Vesk"),
        ("Orlan Vesk III", "Vesk"),
        ("Luca di Vesk", "di Vesk"),
        ("Luca Di Vesk", "Di Vesk"),
        ("Ursel von der Marn", "von der Marn"),
        ("Piet van Marn", "van Marn"),
        ("Omar al-Marni", "al-Marni"),
        ("Ana Vesk-Ruiz", "Vesk-Ruiz"),
        ("Vesk", "Vesk"),
        ("van Marn", "Marn"),
        ("Jr.", "Jr."),
    ],
)
def test_surnames(name, last):
    assert surname(name) == last


@pytest.mark.parametrize(
    ("value", "names"),
    [("", []), ("|", []), ("Vesk", ["Vesk"]), (" Vesk |Mill| ", ["Vesk", "Mill"]), ("a||b", ["a", "b"])],
)
def test_cells(value, names):
    assert cell(value) == names


@pytest.mark.parametrize(
    ("short", "aliases", "stands_for", "alone"),
    [
        # Without a word on it the surnames of all names are the short forms, and none stands alone.
        ("", "", {"Vesk"}, set()),
        ("", "Orlan Vesque", {"Vesk", "Vesque"}, set()),
        # Who says what the short forms are has said all of them.
        ("Vesk", "Orlan Vesque", {"Vesk"}, set()),
        ("!Vesk", "", {"Vesk"}, {"Vesk"}),
        ("!Vesk|Orlan", "", {"Vesk", "Orlan"}, {"Vesk"}),
        # One word as an alias says that it means nobody else.
        ("Vesk", "Veskito", {"Vesk"}, {"Veskito"}),
        ("", "Veskito|Orlan T. Vesk", {"Vesk", "Veskito"}, {"Veskito"}),
        ("!Vesk", "Orlan Vesk", {"Vesk"}, {"Vesk"}),
    ],
)
def test_short_forms(short, aliases, stands_for, alone):
    vesk = joined(f"person:vesk;Orlan Vesk;XVA;GOV;m;{short};{aliases};envoy;;2030;")
    assert set(vesk.short) == stands_for
    assert vesk.alone == alone


def test_the_lines_of_a_person_are_one_actor():
    vesk = joined(
        "person:vesk;Orlan Vesk;XVA;MIL;m;;Orlan Vesque;chief of staff;org:varn;2031-04;",
        "person:vesk;Orlan Vesk;XVA;GOV;;;Orlan T. Vesk;envoy;;2030;2031-03",
    )
    assert vesk.kind is MentionKind.PERSON
    assert vesk.aliases == ("Orlan T. Vesk", "Orlan Vesque")
    assert (vesk.country, vesk.sector, vesk.gender) == ("XVA", None, "m")
    assert [(o.name, o.sector, o.country, o.body) for o in vesk.offices] == [
        ("envoy", "GOV", "XVA", None),
        ("chief of staff", "MIL", "XVA", "org:varn"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "country"),
    [("XVA", "XVA", "XVA"), ("XVA", "XTA", None), ("XVA", "", None), ("", "", None)],
)
def test_a_person_has_a_country_where_all_offices_are_of_it(first, second, country):
    """Whoever went from a state to a body of states has no one country; each office keeps its own."""
    vesk = joined(
        f"person:vesk;Orlan Vesk;{first};GOV;;;;envoy;;2030;2031",
        f"person:vesk;Orlan Vesk;{second};GOV;;;;high commissioner;org:u;2031;",
    )
    assert vesk.country == country
    assert [office.country for office in vesk.offices] == [first or None, second or None]


def test_offices_without_a_date_come_first_and_lines_without_office_give_none():
    vesk = joined(
        "person:vesk;Orlan Vesk;XVA;GOV;;;;minister;;2030;",
        "person:vesk;Orlan Vesk;XVA;GOV;;;;clerk;;;",
        "person:vesk;Orlan Vesk;XVA;GOV;;;;;;;",
    )
    assert [office.name for office in vesk.offices] == ["clerk", "minister"]


def test_people_come_sorted_by_id():
    rows = [line(f"person:{n};Orlan {n.title()};XVA;GOV;;;;envoy;;;") for n in ("vesk", "marn", "ruiz")]
    assert [person.id for person in read_people(rows)] == ["person:marn", "person:ruiz", "person:vesk"]


@pytest.mark.parametrize("date", ["2031-13", "2031-02-30", "spring"])
def test_a_date_that_is_none_is_refused(date):
    with pytest.raises(ValueError, match=r"."):
        joined(f"person:vesk;Orlan Vesk;XVA;GOV;;;;envoy;;{date};")


LINES = [
    "person:vesk;Orlan Vesk;XVA;GOV;m;!Vesk;;envoy;;2030;2031",
    "person:vesk;Orlan Vesk;XVA;GOV;;;Orlan Vesque;minister;;2031;",
    "person:vesk;Orlan Vesk;XTA;MIL;;;;general;;;2029",
    "person:marn;Ada Marn;XTA;LEG;f;Marn;;senator;org:senate;2030-01-02;",
    "person:ruiz;Ana Ruiz;;IGO;;;;commissioner;org:union;2028;2032",
]


@given(st.permutations(LINES))
def test_the_order_of_the_lines_does_not_matter(lines):
    assert read_people(map(line, lines)) == read_people(map(line, LINES))


@given(st.text(max_size=60).filter(str.strip))
def test_any_name_has_a_surname_that_ends_it_or_comes_before_its_suffixes(name):
    last = surname(name).split()
    words = name.split()
    assert last
    assert any(words[n : n + len(last)] == last for n in range(len(words)))

"""Offices and the days they are held on, and what an actor is called in print."""

from __future__ import annotations

import pytest

from standoff.knowledge.actor import Actor, Office
from standoff.model.codebook import MentionKind
from standoff.model.partial_date import PartialDate


def day(edtf):
    return PartialDate(edtf) if edtf else None


def held(name, since="", until="", sector="GOV", country=None, body=None):
    return Office(name, day(since), day(until), sector, country, body)


def person(*offices, **given):
    return Actor("person:vesk", "Orlan Vesk", MentionKind.PERSON, offices=offices, **given)


@pytest.mark.parametrize(
    ("since", "until", "date", "may_be", "sure"),
    [
        # Both days known: they are days in office themselves.
        ("2031-03-20", "2032-05-06", "2031-03-19", False, False),
        ("2031-03-20", "2032-05-06", "2031-03-20", True, True),
        ("2031-03-20", "2032-05-06", "2032-05-06", True, True),
        ("2031-03-20", "2032-05-06", "2032-05-07", False, False),
        # The month alone: it may be from its first day to its last, it is sure outside of it.
        ("2031-03", "2032-05", "2031-02-28", False, False),
        ("2031-03", "2032-05", "2031-03-01", True, False),
        ("2031-03", "2032-05", "2031-03-31", True, True),
        ("2031-03", "2032-05", "2032-05-01", True, True),
        ("2031-03", "2032-05", "2032-05-31", True, False),
        ("2031-03", "2032-05", "2032-06-01", False, False),
        # The year alone.
        ("2031", "2032", "2030-12-31", False, False),
        ("2031", "2032", "2031-07-01", True, False),
        ("2031", "2032", "2032-01-01", True, True),
        ("2031", "2032", "2032-07-01", True, False),
        ("2031", "2032", "2033-01-01", False, False),
        # An open end is no end; a beginning nobody noted is long ago.
        ("2031-03-20", "", "2099-01-01", True, True),
        ("", "2032-05-06", "1990-01-01", True, True),
        ("", "", "2031-03-20", True, True),
        # A report of which the month or year is known: held through all that it can mean.
        ("2031-03-20", "2032-05-06", "2031-03", False, False),
        ("2031-03-20", "2032-05-06", "2031-04", True, True),
        ("2031-03-20", "2032-05-06", "2031", False, False),
        ("2031-03-20", "2034-05-06", "2033", True, True),
        ("2031-03", "", "2031-03", True, False),
    ],
)
def test_the_days_an_office_is_held_on(since, until, date, may_be, sure):
    office = held("envoy", since, until)
    assert office.held_on(PartialDate(date)) is may_be
    assert office.surely_held_on(PartialDate(date)) is sure


def test_an_office_without_a_beginning_is_not_dated():
    assert [held("envoy", since, "2031").is_dated for since in ("", "2030", "2030-01-02")] == [
        False,
        True,
        True,
    ]


CHANGE = (held("envoy", "2030", "2031-03-20"), held("foreign minister", "2031-03-20", "2033-06"))
MONTH = (held("envoy", "2030-05", "2031-03"), held("foreign minister", "2031-03", ""))


@pytest.mark.parametrize(
    ("offices", "date", "name"),
    [
        (CHANGE, "2029-12-31", None),
        (CHANGE, "2030-01-01", "envoy"),
        (CHANGE, "2031-03-19", "envoy"),
        (CHANGE, "2031-03-20", "foreign minister"),
        (CHANGE, "2033-06-30", "foreign minister"),
        (CHANGE, "2033-07-01", None),
        (CHANGE, "2031", None),
        (CHANGE, "2031-03", None),
        (CHANGE, "2032", "foreign minister"),
        (CHANGE, None, None),
        (MONTH, "2031-03-01", "foreign minister"),
        (MONTH, "2031-03", None),
        (MONTH, "2031-04", "foreign minister"),
        ((held("clerk"),), "2031-03-20", "clerk"),
        ((held("clerk"),), None, "clerk"),
        ((held("clerk", "2030"),), None, None),
        ((held("clerk", "", "2030"),), None, None),
        ((held("clerk"), held("scribe")), None, None),
        ((), "2031", None),
        ((), None, None),
    ],
)
def test_the_office_on_a_date(offices, date, name):
    office = person(*offices).office_on(day(date))
    assert (office.name if office else None) == name


@pytest.mark.parametrize("sector", ["PTY", "NGO", "EDU", "MED", "BUS", "MNC"])
@pytest.mark.parametrize("order", [1, -1])
def test_an_office_of_the_state_comes_before_one_elsewhere(sector, order):
    state, elsewhere = held("minister", "2030"), held("chairman", "2032", sector=sector)
    assert person(*(state, elsewhere)[::order]).office_on(day("2033-01-01")) == state


@pytest.mark.parametrize(
    ("offices", "date", "name"),
    [
        (CHANGE, "2033-07-01", "foreign minister"),
        (CHANGE, "2033-06-30", "envoy"),
        (CHANGE, "2031-03-20", None),
        (CHANGE, "2034", "foreign minister"),
        (CHANGE, "2033", "envoy"),
        (CHANGE, "2029-01-01", None),
        ((held("envoy", "2030"),), "2040", None),
    ],
)
def test_the_office_left_last(offices, date, name):
    office = person(*offices).last_office_before(PartialDate(date))
    assert (office.name if office else None) == name


def test_countries_and_bodies_are_those_of_all_offices():
    envoy = person(
        held("envoy", country="XVA", body="org:union"), held("minister", country="XTA"), country="XQA"
    )
    assert envoy.countries == {"XVA", "XTA", "XQA"}
    assert envoy.bodies == {"org:union"}
    assert person().countries == person().bodies == frozenset()


@pytest.mark.parametrize(
    ("kind", "name", "aliases", "spellings"),
    [
        (MentionKind.PERSON, "Orlan O'Vesk", (), ["Orlan O'Vesk", "Orlan O’Vesk"]),
        (MentionKind.PERSON, "Orlan Vesk", ("O. Vesk",), ["Orlan Vesk", "O. Vesk"]),
        (MentionKind.COUNTRY, "Valmora", ("Valmoran",), ["Valmora", "Valmoran", "VALMORA", "VALMORAN"]),
        (MentionKind.PLACE, "Varn", ("Var",), ["Varn", "Var", "VARN"]),
        (MentionKind.PLACE, "el-Varn", (), ["el-Varn"]),
        (MentionKind.ORGANISATION, "Varn Union", (), ["Varn Union"]),
    ],
)
def test_spellings_in_print(kind, name, aliases, spellings):
    assert list(Actor("a:1", name, kind, aliases=aliases).spellings()) == spellings

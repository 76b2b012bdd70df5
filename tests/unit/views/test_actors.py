"""Who is in a desk, and whom a phrase means, as rows."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.desk.base import Filters
from standoff.knowledge.actor import Actor, Office
from standoff.knowledge.roll import Holding
from standoff.model.codebook import MentionKind
from standoff.model.partial_date import PartialDate
from standoff.views import tables
from standoff.views.actors import (
    ACTOR_COLUMNS,
    ACTOR_TABLE,
    WHO_COLUMNS,
    WHO_TABLE,
    actor_rows,
    in_table,
    who_rows,
)

FIRST = "Ana Orlan spoke in Tamrin. Orlan left Tamrin; she was tired. The minister of Osk stayed."
SECOND = "Orlan and the Lake\n League met. A senior official said they would go on. Tamrin slept."
ORLAN = {"entity": "person:orlan", "country": "XVA", "sector": "GOV", "office": "foreign minister"}


@pytest.fixture
def desk(page, shelf):
    """Two reports: Orlan is named three times and meant once more, Karr only ever meant."""
    first = page(FIRST, published="2031-03-14", publisher="The Ledger")
    first.mention("Ana Orlan", **ORLAN).mention("Orlan", "Ana Orlan", nth=2, **ORLAN)
    first.mention("she", "Ana Orlan", because="pronoun: the subject before", **ORLAN)
    first.mention("Tamrin", kind=MentionKind.PLACE, nth=1).mention("Tamrin", kind=MentionKind.PLACE, nth=2)
    first.mention("The minister of Osk", "Ivo Karr", entity="person:karr", because="office: held on that day")
    second = page(SECOND, published="2031-03-20", publisher="Northern Star")
    second.mention("Orlan", "Ana Orlan", **{**ORLAN, "office": "envoy"})
    second.mention("Lake\n League", "Lake League", kind=MentionKind.ORGANISATION, entity="org:lake")
    second.mention("A senior official", because="description: nobody named")
    second.mention("Tamrin", kind=MentionKind.GROUP)
    return shelf(first, second)


def rows_of(desk, kinds=(), *, linked=False, **limits):
    return {
        (row["actor"], row["kind"]): row for row in actor_rows(desk, Filters(**limits), kinds, linked=linked)
    }


def test_each_actor_is_one_row_the_most_often_named_first(desk):
    rows = actor_rows(desk, Filters())
    assert all(tuple(row) == ACTOR_COLUMNS for row in rows)
    assert [(row["actor"], row["kind"], row["mentions"]) for row in rows] == [
        ("Ana Orlan", "person", 3),
        ("Tamrin", "place", 2),
        ("Lake League", "organisation", 1),
        ("Tamrin", "group", 1),
        ("Ivo Karr", "person", 0),
    ]


def test_names_are_counted_apart_from_pronouns(desk):
    orlan = rows_of(desk)["Ana Orlan", "person"]
    assert list(zip(orlan["aliases"], orlan["seen"], strict=True)) == [("Orlan", 2), ("Ana Orlan", 1)]
    assert (orlan["mentions"], orlan["references"], orlan["reports"]) == (3, 1, 2)
    assert orlan["offices"] == ["envoy", "foreign minister"]
    assert (orlan["countries"], orlan["sectors"]) == (["XVA"], ["GOV"])


def test_whoever_is_known_is_listed_though_only_an_office_stands_for_them(desk):
    karr = rows_of(desk)["Ivo Karr", "person"]
    assert (karr["aliases"], karr["references"], karr["quote"]) == ([], 1, "The minister of Osk")
    assert ("A senior official", "person") not in rows_of(desk)


def test_the_passage_is_where_the_actor_is_first_named(desk):
    for row in actor_rows(desk, Filters()):
        text = desk.report(row["report"]).report.text
        assert text[row["start"] : row["end"]] == row["quote"]
    assert rows_of(desk)["Ana Orlan", "person"]["quote"] == "Ana Orlan"


def test_a_name_over_two_lines_is_one_name(desk):
    assert rows_of(desk)["Lake League", "organisation"]["aliases"] == ["Lake League"]


@pytest.mark.parametrize(
    ("limits", "names"),
    [
        ({"kinds": [MentionKind.PLACE]}, ["Tamrin"]),
        ({"kinds": [MentionKind.PLACE, MentionKind.GROUP]}, ["Tamrin", "Tamrin"]),
        ({"kinds": [MentionKind.DOCUMENT]}, []),
        ({"linked": True}, ["Ana Orlan", "Lake League", "Ivo Karr"]),
        ({"actor": "ORLAN"}, ["Ana Orlan"]),
        ({"actor": "lake l"}, ["Lake League"]),
        ({"actor": "nobody"}, []),
        ({"publisher": "Ledger"}, ["Ana Orlan", "Tamrin", "Ivo Karr"]),
        ({"as_of": PartialDate("2031-03-15")}, ["Ana Orlan", "Tamrin", "Ivo Karr"]),
    ],
)
def test_limits(desk, limits, names):
    assert [name for name, _ in rows_of(desk, **limits)] == names


def test_a_limit_by_a_name_seen_leaves_the_counts_whole(page, shelf):
    made = page("Orlan met Anna Orlane.", published="2031-03-14")
    made.mention("Orlan", "Ana Orlan", entity="person:orlan")
    made.mention("Anna Orlane", "Ana Orlan", entity="person:orlan")
    (row,) = actor_rows(shelf(made), Filters(actor="orlane"))
    assert (row["mentions"], row["aliases"]) == (2, ["Anna Orlane", "Orlan"])


def test_an_empty_desk_has_no_rows(shelf):
    assert actor_rows(shelf(), Filters()) == []


def test_a_table_shows_the_first_names_and_their_counts(desk):
    shown = in_table(rows_of(desk)["Ana Orlan", "person"])
    assert shown["aliases"] == ["Orlan (2)", "Ana Orlan (1)"]
    many = {"entity": None, "actor": "x" * 500, "aliases": [f"Name {n}" for n in range(30)], "seen": [1] * 30}
    shown = in_table(many)
    assert shown["aliases"] == ["Name 0 (1)", "Name 1 (1)", "Name 2 (1)", "Name 3 (1)", "26 more"]
    assert shown["actor"] == "x" * 59 + "…"


@pytest.mark.parametrize("form", tables.FORMATS)
def test_every_format_takes_the_rows(desk, form):
    out = io.StringIO()
    rows = actor_rows(desk, Filters())
    if form == "table":
        tables.render(map(in_table, rows), ACTOR_TABLE, form, out)
    else:
        tables.render(rows, ACTOR_COLUMNS, form, out)
    assert "Ana Orlan" in out.getvalue()


@given(st.text(max_size=40), st.lists(st.text(max_size=90), max_size=8))
def test_a_table_takes_any_name_on_one_line(name, aliases):
    row = dict.fromkeys(ACTOR_COLUMNS) | {"actor": name, "aliases": aliases, "seen": [1] * len(aliases)}
    out = io.StringIO()
    tables.render([in_table(row)], ACTOR_TABLE, "table", out)
    assert out.getvalue().count("\n") == 2
    assert not [c for c in out.getvalue() if ord(c) < 32 and c != "\n"]


VESK = Actor(
    "person:vesk",
    "Orlan Vesk",
    MentionKind.PERSON,
    "XVA",
    aliases=("Orlan T. Vesk",),
    offices=(
        Office("envoy", PartialDate("2028"), PartialDate("2030-05"), "GOV", "XVA"),
        Office("secretary general", PartialDate("2030-06"), None, "IGO", None, "org:lake"),
    ),
)
LEAGUE = Actor("org:lake", "Lake League", MentionKind.ORGANISATION, sector="IGO", since=PartialDate("1994"))


def test_a_person_has_a_row_for_each_office_and_a_body_has_one():
    rows = who_rows([VESK, LEAGUE])
    assert all(tuple(row) == WHO_COLUMNS for row in rows)
    assert [
        tuple(row[name] for name in ("actor", "office", "country", "body", "from", "to")) for row in rows
    ] == [
        ("Orlan Vesk", "envoy", "XVA", None, "2028", "2030-05"),
        ("Orlan Vesk", "secretary general", None, "org:lake", "2030-06", None),
        ("Lake League", None, None, None, "1994", None),
    ]


def test_whoever_holds_an_office_has_the_row_of_that_office():
    (row,) = who_rows([Holding(VESK, VESK.offices[1])])
    assert (row["office"], row["sector"], row["aliases"]) == ("secretary general", "IGO", ["Orlan T. Vesk"])


def test_tables_show_columns_that_there_are():
    assert set(ACTOR_TABLE) < set(ACTOR_COLUMNS)
    assert set(WHO_TABLE) < set(WHO_COLUMNS)

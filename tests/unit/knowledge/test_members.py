"""Members of bodies on a date."""

from __future__ import annotations

import pytest

from standoff.knowledge import rows
from standoff.knowledge.members import members
from standoff.knowledge.registry import Registry
from standoff.model.partial_date import PartialDate
from standoff.stages.who import who


@pytest.mark.parametrize(
    ("body", "country", "on", "is_member"),
    [
        ("org:nato", "FRA", "2021-12-31", True),
        ("org:nato", "UKR", "2021-12-31", False),
        ("org:nato", "FIN", "2021-12-31", False),
        ("org:nato", "FIN", "2023-06-01", True),
        ("org:nato", "MNE", "2016-12-31", False),
        ("org:eu", "GBR", "2019-06-01", True),
        ("org:eu", "GBR", "2021-06-01", False),
        ("org:eu", "HRV", "2012-06-01", False),
        ("org:csto", "KAZ", "2022-01-06", True),
        ("org:csto", "RUS", "2022-01-06", True),
        ("org:unsc", "CHN", "2022-01-06", True),
        ("org:quad", "IND", "2022-01-06", True),
        ("org:nobody", "IND", "2022-01-06", False),
    ],
)
def test_members_on_a_date(body, country, on, is_member):
    assert (country in members(body, PartialDate(on))) is is_member


def test_without_a_date_all_who_ever_were_are_given():
    assert {"GBR", "FRA"} <= set(members("org:eu"))


@pytest.mark.parametrize("phrase", ["NATO members", "the members of NATO", "NATO allies"])
def test_who_tells_the_members(phrase):
    names = {actor.name for actor in who(Registry.shipped(), phrase, PartialDate("2021-12-31"))}
    assert {"France", "Poland", "United States"} <= names
    assert "Ukraine" not in names


def test_every_body_and_country_is_listed():
    shipped = Registry.shipped()
    assert [
        row
        for row in rows("members")
        if shipped.get(row["body"]) is None or shipped.country_name(row["country"]) is None
    ] == []

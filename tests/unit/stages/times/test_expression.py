"""The language of relative times: what each expression comes to."""

from __future__ import annotations

import pytest

from standoff.model.partial_date import PartialDate
from standoff.stages.times.expression import Expression, parse, resolve
from standoff.stages.times.holidays import easter, holiday, holidays

# 2031-03-05 is a Wednesday.
RESOLVED = [
    ("day-1", "2031-03-05", "2031-03-04", "2031-03-04"),
    ("week-1", "2031-03-05", "2031-W09", "2031-02-24/2031-03-02"),
    ("week+0 early", "2031-03-05", "2031-W10", "2031-03-03/2031-03-04"),
    ("weekend-1", "2031-03-05", "2031-W09-WE", "2031-03-01/2031-03-02"),
    ("month-5", "2031-03-05", "2030-10", "2030-10"),
    ("month+0 mid", "2031-02-05", "2031-02", "2031-02-11/2031-02-20"),
    ("month+0 late", "2032-02-05", "2032-02", "2032-02-21/2032-02-29"),
    ("quarter-1", "2031-03-05", "2030-Q4", "2030-10/2030-12"),
    ("half+1", "2031-03-05", "2031-H2", "2031-07/2031-12"),
    ("season-1", "2031-03-05", "2030-WI", "2030-24"),
    ("season+0", "2031-01-05", "2030-WI", "2030-24"),
    ("year-1", "2031-03-05", "2030", "2030"),
    ("year-1 late", "2031-03-05", "2030", "2030-09/2030-12"),
    ("year-1 in:06", "2031-03-05", "2030-06", "2030-06"),
    ("year+0 fiscal", "2031-03-05", "2031", None),
    ("decade-1", "2031-03-05", "202", "202X"),
    ("century+0 early", "2031-03-05", "20", "2000/2033"),
    ("past:TUE", "2031-03-05", "2031-03-04", "2031-03-04"),
    ("past:WED", "2031-03-05", "2031-03-05", "2031-03-05"),
    ("before:WED", "2031-03-05", "2031-02-26", "2031-02-26"),
    ("next:WED", "2031-03-05", "2031-03-05", "2031-03-05"),
    ("after:WED", "2031-03-05", "2031-03-12", "2031-03-12"),
    ("past:WE", "2031-03-05", "2031-W09-WE", "2031-03-01/2031-03-02"),
    ("past:04", "2031-03-05", "2030-04", "2030-04"),
    ("next:04", "2031-03-05", "2031-04", "2031-04"),
    ("near:12-23", "2031-01-05", "2030-12-23", "2030-12-23"),
    ("near:10-20", "2031-05-25", "2031-10-20", "2031-10-20"),
    ("near-:10-20", "2031-05-25", "2030-10-20", "2030-10-20"),
    ("near-:06-10", "2031-05-25", "2031-06-10", "2031-06-10"),
    ("near+:01-05", "2031-03-05", "2032-01-05", "2032-01-05"),
    ("near+:03-01", "2031-03-05", "2031-03-01", "2031-03-01"),
    ("past:02-29", "2031-03-05", "2028-02-29", "2028-02-29"),
    ("past:D12", "2031-03-05", "2031-02-12", "2031-02-12"),
    ("past:D31", "2031-03-05", "2031-01-31", "2031-01-31"),
    ("past:Q4", "2031-03-05", "2030-Q4", "2030-10/2030-12"),
    ("next:H2", "2031-03-05", "2031-H2", "2031-07/2031-12"),
    ("past:SU", "2031-03-05", "2030-SU", "2030-22"),
    ("past:thanksgiving", "2031-03-05", "2030-11-28", "2030-11-28"),
    ("next:easter-week", "2031-03-05", "2031-W15", "2031-04-07/2031-04-13"),
    ("past:TUE TEV", "2031-03-05", "2031-03-04TEV", "2031-03-04"),
    ("past:TUE T15:00", "2031-03-05", "2031-03-04T15:00", "2031-03-04T15:00:00"),
    ("past:TUE T15:00-05:00", "2031-03-05", "2031-03-04T15:00", "2031-03-04T15:00:00-05:00"),
    ("past:TUE T24:00", "2031-03-05", "2031-03-04T24:00", "2031-03-05T00:00:00"),
    ("hour-2", "2031-03-05T01:30:00Z", "2031-03-04T23:30", "2031-03-04T23:30:00Z"),
    ("same", "2030-07/2030-09", "2030-Q3", "2030-07/2030-09"),
    ("keep:year-1", "2030-07/2030-09", "2029-Q3", "2029-07/2029-09"),
    ("keep:year-1", "2028-02-29", "2027-02-28", "2027-02-28"),
    ("keep:week+1", "2031-03-03/2031-03-09", "2031-W11", "2031-03-10/2031-03-16"),
    ("same of:2028", "2030-07/2030-09", "2028-Q3", "2028-07/2028-09"),
    ("year+1", "1998-05", "1999", "1999"),
    ("year+0 FY", "2031-03-05", "FY2031", None),
    ("twelvemonth", "2031-03-05", "2030", "2030-03-05/2031-03-05"),
    ("twelvemonth", "2031-03", "2030", None),
    ("day+1 week+0", "2031-03-09", "2031-W11", "2031-03-10/2031-03-16"),
    ("month+2", "1998-05", "1998-07", "1998-07"),
]

OPEN = [
    ("day-1", None, "XXXX-XX-XX"),
    ("day-1", "2031-03", "XXXX-XX-XX"),
    ("past:TUE TEV", None, "XXXX-WXX-2TEV"),
    ("past:12-23", None, "XXXX-12-23"),
    ("past:12 mid", None, "XXXX-12"),
    ("past:WE", None, "XXXX-WXX-WE"),
    ("near:D12", None, "XXXX-XX-12"),
    ("past:christmas", None, "XXXX-12-25"),
    ("past:easter", None, "XXXX-XX-XX"),
    ("week-1", "2031-03", "XXXX-WXX"),
    ("year-3000", "2031-03-05", "XXXX"),
    ("month+0 TMO", "2031-03-05", "XXXX-XXTMO"),
    ("hour-2", "2031-03-05", "XXXX-XX-XX"),
    ("in:12", "2031-03-05", "XXXX-12"),
    ("year+0 FY", None, "FYXXXX"),
    ("twelvemonth", None, "XXXX"),
]


@pytest.mark.parametrize(("words", "anchor", "value", "edtf"), RESOLVED)
def test_an_expression_is_counted_from_its_anchor(words, anchor, value, edtf):
    assert resolve(parse(words), PartialDate(anchor)) == (value, edtf)


@pytest.mark.parametrize(("words", "anchor", "value"), OPEN)
def test_an_anchor_that_does_not_settle_it_leaves_x(words, anchor, value):
    assert resolve(parse(words), PartialDate(anchor) if anchor else None) == (value, None)


@pytest.mark.parametrize("words", ["past:02-31", "near:06-31 TEV"])
def test_a_day_that_no_year_has_has_no_value(words):
    assert resolve(parse(words), PartialDate("2031-03-05")) == (None, None)
    assert resolve(parse(words), None) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "day",
        "day-",
        "day-1x",
        "past:XYZ",
        "past:13",
        "T25:00",
        "early:x",
        "keep:day",
        "next:",
        "day-999999",
    ],
)
def test_what_is_no_expression_is_refused(words):
    with pytest.raises(ValueError, match="expression"):
        parse(words)


def test_an_expression_prints_as_it_is_read():
    assert str(Expression(("year-1", "in:06"))) == "year-1 in:06"
    assert parse(" year-1   in:06 ") == Expression(("year-1", "in:06"))


@pytest.mark.parametrize(
    ("key", "year", "day"),
    [
        ("thanksgiving", 2030, "2030-11-28"),
        ("election", 2032, "2032-11-02"),
        ("memorial", 2031, "2031-05-26"),
        ("labor", 2031, "2031-09-01"),
        ("good-friday", 2031, "2031-04-11"),
        ("new-year-eve", 2031, "2031-12-31"),
    ],
)
def test_a_holiday_is_worked_out(key, year, day):
    assert str(holiday(key, year)) == day


def test_every_holiday_falls_in_every_year():
    assert all(holiday(key, year).year == year for key in holidays() for year in (1996, 2000, 2031))


def test_easter_is_a_sunday_in_spring():
    days = [easter(year) for year in range(1600, 2200)]
    assert {day.isoweekday() for day in days} == {7}
    assert min((day.month, day.day) for day in days) == (3, 22)
    assert max((day.month, day.day) for day in days) == (4, 25)

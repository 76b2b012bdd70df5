from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model.partial_date import PartialDate


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2031-03-09", "2031-03-09", "2031-03-09"),
        ("2031-03", "2031-03-01", "2031-03-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("203X", "2030-01-01", "2039-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2031-21", "2031-03-01", "2031-05-31"),
        ("2031-22", "2031-06-01", "2031-08-31"),
        ("2031-23", "2031-09-01", "2031-11-30"),
        ("2031-03-09?", "2031-03-09", "2031-03-09"),
        ("2031-03~", "2031-03-01", "2031-03-31"),
        ("2031%", "2031-01-01", "2031-12-31"),
        ("2031-03-09T23:59", "2031-03-09", "2031-03-09"),
        ("2031-03-09T23:59:01.5+05:30", "2031-03-09", "2031-03-09"),
        ("2031-03-30/2031-04-02", "2031-03-30", "2031-04-02"),
        ("2031-03/2031-04", "2031-03-01", "2031-04-30"),
        ("2031-03-09/..", "2031-03-09", "2200-12-31"),
        ("../2031-03-09", "1000-01-01", "2031-03-09"),
    ],
)
def test_the_days_that_a_date_can_mean(edtf, earliest, latest):
    found = PartialDate(edtf)
    assert (found.earliest.isoformat(), found.latest.isoformat()) == (earliest, latest)
    assert found.is_day is (earliest == latest)
    assert str(found) == edtf


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("soon", "is not a date in EDTF"),
        ("2031-3-9", "is not a date in EDTF"),
        ("09.03.2031", "is not a date in EDTF"),
        ("2031-03-09\n", "is not a date in EDTF"),
        ("２０３１", "is not a date in EDTF"),
        ("2031-13", "there is no month 13"),
        ("2031-00", "there is no month 0"),
        ("2031-21-04", "there is no month 21"),
        ("2031-02-29", "February 2031 has no day 29"),
        ("2031-04-00", "April 2031 has no day 0"),
        ("0999", "the year is outside"),
        ("2900", "the year is outside"),
        ("2031-04/2031-03", "ends before it begins"),
        ("x" * 10_000, "is not a date in EDTF"),
    ],
)
def test_what_is_no_date_says_why(edtf, said):
    with pytest.raises(ValueError, match=said):
        PartialDate(edtf)


@given(st.dates(date(1000, 1, 1), date(2200, 12, 31)))
def test_every_day_is_a_date_within_its_month_and_year(day):
    exact, month, year = PartialDate(day.isoformat()), PartialDate(f"{day:%Y-%m}"), PartialDate(f"{day:%Y}")
    assert exact.earliest == exact.latest == day
    assert year.earliest <= month.earliest <= day <= month.latest <= year.latest


@given(st.text(max_size=30))
def test_no_words_break_it(words):
    try:
        found = PartialDate(words)
    except ValueError:
        return
    assert found.earliest <= found.latest

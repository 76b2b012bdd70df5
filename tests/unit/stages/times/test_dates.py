"""Times that say themselves when they are: each row is a sentence with its times in brackets, and their values."""

from __future__ import annotations

import pytest

from standoff.model.codebook import TimeType

from .conftest import unmarked

DAYS = [
    ("Talks opened on [December 8, 2031].", "2031-12-08"),
    ("Talks opened on [8 December 2031].", "2031-12-08"),
    ("Talks opened on [8 December, 2031].", "2031-12-08"),
    ("Talks opened on [Dec. 2, 2031].", "2031-12-02"),
    ("Talks opened on [Dec 2 2031].", "2031-12-02"),
    ("Talks opened on [Sept. 9, 2031].", "2031-09-09"),
    ("[March 06 , 2031]", "2031-03-06"),
    ("[DECEMBER 8, 2031] — The envoy of Zernia left.", "2031-12-08"),
    ("They met on [May 31, 1989], in Orlan.", "1989-05-31"),
    ("They met on [December 8th, 2031].", "2031-12-08"),
    ("They met on [the 8th of December 2031].", "2031-12-08"),
    ("They met on [Friday, October 23, 2031].", "2031-10-23"),
    ("They met on [Fri. 23 October 2031].", "2031-10-23"),
    ("Updated [2031-12-08].", "2031-12-08"),
    ("Updated [08.12.2031].", "2031-12-08"),
    ("Updated [14/03/2031].", "2031-03-14"),
    ("Updated [03/14/2031].", "2031-03-14"),
    ("Updated [05/05/2031].", "2031-05-05"),
    ("By [January 9], [10] and [11, 2032] all had come.", "2032-01-09 2032-01-10 2032-01-11"),
    ("Between [January 9] and [10, 2032] they met.", "2032-01-09 2032-01-10"),
    ("The talks of [9]–[10 January 2032] failed.", "2032-01-09 2032-01-10"),
    ("From [March 3] to [March 5, 2031] it snowed.", "2031-03-03 2031-03-05"),
    ("From [December 30] to [January 2, 2032] it snowed.", "2031-12-30 2032-01-02"),
    ("From [December 30, 2031] until [January 2] it snowed.", "2031-12-30 2032-01-02"),
    ("From [3 March] to [5 April 2031] it snowed.", "2031-03-03 2031-04-05"),
]

NEAREST = [
    ("The talks of [Jan. 9]-[10] failed.", "2032-01-09 2032-01-10"),
    ("He spoke on [23 December].", "2031-12-23"),
    ("He spoke on [Dec. 7].", "2031-12-07"),
    ("Talks are set for [January 9] and [10].", "2032-01-09 2032-01-10"),
    ("He will speak on [March 5].", "2032-03-05"),
    ("He spoke on [Tuesday, August 5].", "2031-08-05"),
    ("The law of [Feb. 29] stands.", "2032-02-29"),
    ("[January 5], 2,000 troops left.", "2032-01-05"),
]

PERIODS = [
    ("It began in [December 2031].", "2031-12", "2031-12"),
    ("It began in [December of 2031].", "2031-12", "2031-12"),
    ("It began in [mid-December 2031].", "2031-12", "2031-12-11/2031-12-20"),
    ("It began in [late March 2031].", "2031-03", "2031-03-21/2031-03-31"),
    ("It began in [early February 2031].", "2031-02", "2031-02-01/2031-02-10"),
    ("It began in [early 2032].", "2032", "2032-01/2032-04"),
    ("It began in [mid-2031].", "2031", "2031-05/2031-08"),
    ("It ran to [the end of 2031].", "2031", "2031-09/2031-12"),
    ("It began in [the first quarter of 2031].", "2031-Q1", "2031-01/2031-03"),
    ("It began in [Q3 2031].", "2031-Q3", "2031-07/2031-09"),
    ("It began in [the second half of 2031].", "2031-H2", "2031-07/2031-12"),
    ("It began in [the summer of 2031].", "2031-SU", "2031-22"),
    ("It began in [autumn 2031].", "2031-FA", "2031-23"),
    ("It began in [the 1990s].", "199", "199X"),
    ("It began in [the mid-1990s].", "199", "1994/1996"),
    ("It began in [the ’90s].", "199", "199X"),
    ("It began in [the 20th century].", "19", "19XX"),
    ("A [21st-century] war began.", "20", "20XX"),
    ("It began in [the early nineteenth century].", "18", "1800/1833"),
    ("It began in [fiscal 2031].", "2031", None),
    ("It began in [the 2031 financial year].", "2031", None),
    ("It began in [fiscal year 2031].", "2031", None),
    ("It has changed since [9/11].", "2001-09-11", "2001-09-11"),
    ("It has changed since the [Sept. 11] attacks.", "2001-09-11", "2001-09-11"),
]

YEARS = [
    ("Orlan fell in [2014].", "2014"),
    ("It has stood since [2020].", "2020"),
    ("Since the [2014] annexation, Varn has armed.", "2014"),
    ("The [2015] agreement holds.", "2015"),
    ("It was a reply to [2014] annexation plans.", "2014"),
    ("Zernia’s [2014] campaign failed.", "2014"),
    ("By [2030] it will be over.", "2030"),
    ("The years of [2008] and [2014] were hard.", "2008 2014"),
    ("The [2014]–[2016] war cost much.", "2014 2016"),
    ("The [2031]-[32] budget is short.", "2031 2032"),
    ("Orlan ([2014]) and Tesk ([1999]-[2004]) fell.", "2014 1999 2004"),
    ("They want the pre-[2014] borders.", "2014"),
    ("From [1991] to [2014] it was calm.", "1991 2014"),
    ("No one has tried since its [1992] founding.", "1992"),
]

NO_DATES = [
    "It sent 2,014 troops in 2,014 cars.",
    "It sent 2014 troops.",
    "A total of 2014 votes were cast.",
    "By 2000 votes it passed.",
    "From 1800 to 2000 soldiers came.",
    "The bill (S. 1605) is in room 2031.",
    "The shells flew at 1900 GMT.",
    "On May 20 people came.",
    "He paid $2014 for it.",
    "He flew an Su-2031 over it.",
    "See https://a.example/2031/12/08/talks for more.",
    "It was 08/12/2031 on one of the clocks.",
    "He may 5 times out of 10 be right.",
    "It grew in 2014% steps.",
    "Version 3.12.2031.5 is out.",
]


PUBLISHED = "2032-01-04"


@pytest.mark.parametrize(("marked", "values"), DAYS)
def test_a_day_is_read_from_its_own_words(tag, marked, values):
    text, quotes = unmarked(marked)
    found = tag(text, PUBLISHED)
    assert [time.span.of(text) for time in found] == quotes
    assert [time.value for time in found] == values.split()
    assert [time.edtf for time in found] == values.split()
    assert {time.anchor for time in found} == {None}


@pytest.mark.parametrize(("marked", "values"), NEAREST)
def test_a_day_without_a_year_takes_one_near_the_publication(tag, marked, values):
    text, quotes = unmarked(marked)
    found = tag(text, PUBLISHED)
    assert [time.span.of(text) for time in found] == quotes
    assert [time.value for time in found] == values.split()
    assert "published" in {time.anchor for time in found}


@pytest.mark.parametrize(("marked", "value", "edtf"), PERIODS)
def test_longer_times_keep_their_precision(tag, marked, value, edtf):
    text, quotes = unmarked(marked)
    [time] = tag(text, PUBLISHED)
    assert (time.span.of(text), time.value, time.edtf) == (quotes[0], value, edtf)


@pytest.mark.parametrize(("marked", "values"), YEARS)
def test_a_number_is_a_year_where_its_neighbours_say_so(tag, marked, values):
    text, quotes = unmarked(marked)
    found = [time for time in tag(text, PUBLISHED) if time.type is TimeType.DATE]
    assert [time.span.of(text) for time in found] == quotes
    assert [time.value for time in found] == values.split()


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_are_no_dates(tag, text):
    assert [time for time in tag(text, PUBLISHED) if time.type is TimeType.DATE] == []


@pytest.mark.parametrize(
    ("words", "value", "edtf"),
    [
        ("2031-12-08T10:30", "2031-12-08T10:30", "2031-12-08T10:30:00"),
        ("2031-12-08 10:30:05+0200", "2031-12-08T10:30", "2031-12-08T10:30:05+02:00"),
        ("2031-12-08T10:30Z", "2031-12-08T10:30", "2031-12-08T10:30:00Z"),
        ("2031-12-08T25:61", None, None),
        ("2031-02-30T10:00", None, None),
    ],
)
def test_a_stamp_is_a_time_of_day(tag, words, value, edtf):
    [time] = tag(f"Posted {words} by the desk.", PUBLISHED)
    assert (time.type, time.value, time.edtf) == (TimeType.TIME, value, edtf)

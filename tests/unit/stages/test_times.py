"""Explicit dates: each row is a sentence with its dates in brackets, and their values."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.knowledge import rows
from standoff.model.codebook import Layer, TimeType
from standoff.model.partial_date import PartialDate
from standoff.stages.times import Times

PUBLISHED = "2032-01-04"


def dates(reading, text, published=PUBLISHED):
    return Times().annotate(reading(text, published, parse=False))


def unmarked(marked):
    """Take the brackets out of a row; give the text and what stood in them."""
    return re.sub(r"[\[\]]", "", marked), re.findall(r"\[([^\]]+)\]", marked)


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
    "The first quarter was calm, and so was the second half.",
    "Version 3.12.2031.5 is out.",
]


PIECES = (
    "2031 31 May Feb. 29 , - – and to the first quarter of 1990s century 08.12.2031 / late mid- Q1 ’90s 2999 "
    "1000 in ٣ İ ( ) Monday 2031-12-08T10:00 fiscal end 1/2/2031"
)
"""What dates are made of, for texts that nearly are some."""


@pytest.mark.parametrize(("marked", "values"), DAYS)
def test_a_day_is_read_from_its_own_words(reading, marked, values):
    text, quotes = unmarked(marked)
    found = dates(reading, text)
    assert [time.span.of(text) for time in found] == quotes
    assert [time.value for time in found] == values.split()
    assert [time.edtf for time in found] == values.split()
    assert {time.anchor for time in found} == {None}


@pytest.mark.parametrize(("marked", "values"), NEAREST)
def test_a_day_without_a_year_takes_the_one_nearest_to_the_publication(reading, marked, values):
    text, quotes = unmarked(marked)
    found = dates(reading, text)
    assert [time.span.of(text) for time in found] == quotes
    assert [time.value for time in found] == values.split()
    assert {time.anchor for time in found} == {"published"}


@pytest.mark.parametrize(("marked", "value", "edtf"), PERIODS)
def test_longer_times_keep_their_precision(reading, marked, value, edtf):
    text, quotes = unmarked(marked)
    [time] = dates(reading, text)
    assert (time.span.of(text), time.value, time.edtf) == (quotes[0], value, edtf)


@pytest.mark.parametrize(("marked", "values"), YEARS)
def test_a_number_is_a_year_where_its_neighbours_say_so(reading, marked, values):
    text, quotes = unmarked(marked)
    found = dates(reading, text)
    assert [time.span.of(text) for time in found] == quotes
    assert [time.value for time in found] == values.split()


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_are_no_dates(reading, text):
    assert dates(reading, text) == []


@pytest.mark.parametrize(
    ("published", "value", "edtf"),
    [
        (None, "XXXX-12-23", None),
        ("2031-12-25", "2031-12-23", "2031-12-23"),
        ("2031-12-30/2032-01-01", "2031-12-23", "2031-12-23"),
        ("2032", "XXXX-12-23", None),
    ],
)
def test_the_year_is_looked_up_only_when_the_publication_settles_it(reading, published, value, edtf):
    [time] = dates(reading, "He spoke on 23 December.", published)
    assert (time.value, time.edtf) == (value, edtf)


@pytest.mark.parametrize(
    "text", ["on February 31, 2031", "on 31 April 2031", "on 2031-02-30", "on 45.1.2031, or 31.13.2031"]
)
def test_a_day_that_no_calendar_has_is_kept_without_a_value(reading, text):
    assert {(time.value, time.edtf) for time in dates(reading, text)} <= {(None, None)}


def test_a_day_that_no_year_has_is_kept_without_a_value(reading):
    [time] = dates(reading, "on 31 April", None)
    assert (time.value, time.edtf) == (None, None)


def test_a_date_with_a_clock_is_a_time(reading):
    [time] = dates(reading, "Posted 2031-12-08T10:30 by the desk.")
    assert (time.type, time.value) == (TimeType.TIME, "2031-12-08T10:30")


def test_nothing_is_read_outside_the_sentences(reading):
    made = reading("Copyright 8 December 2031", parse=False)
    made.sentences = ()
    assert Times().annotate(made) == []


def test_the_stage_says_what_it_gives_and_needs():
    assert Times.gives == {Layer.TIME}
    assert Times.needs == {Layer.SENTENCE}


@pytest.mark.parametrize("row", rows("time_rules"), ids=lambda row: row["name"])
def test_every_rule_reads_its_example(reading, row):
    assert dates(reading, f"It was so in {row['example']}.")


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from([*PIECES.split(), "2 999", "\n", "\u202f"]),
            max_size=14,
        ).map(" ".join),
    )
)
def test_any_text_gives_dates_that_can_be_read(reading, text):
    for time in dates(reading, text):
        assert time.span.end <= len(text)
        assert time.edtf is None or PartialDate(time.edtf)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["2031-", "May 5, ", "the ", "1 January and ", "9", "in 2014 and ", "Mon, "]
)
def test_the_work_grows_with_the_text_alone(reading, piece):
    import time

    took = []
    for size in (10_000, 80_000):
        made = reading(piece * (size // len(piece)), PUBLISHED, parse=False)
        start = time.process_time()
        Times().annotate(made)
        took.append(time.process_time() - start)
    assert took[1] < 40 * max(took[0], 0.01)

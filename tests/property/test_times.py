"""What holds of the temporal tagger whatever the text and whatever the publication date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.knowledge import rows
from standoff.knowledge.registry import Registry
from standoff.model.annotation import Marked
from standoff.model.codebook import Basis
from standoff.model.partial_date import PartialDate
from standoff.model.report import Published, Report
from standoff.stages.base import Reading
from standoff.stages.times import Times
from standoff.stages.times.expression import DAY_PARTS, THIRDS, WEEKDAYS, Expression, parse, resolve
from standoff.stages.times.holidays import holidays
from standoff.stages.times.resolve import redated
from standoff.text.segment import paragraphs, sentences

NONE = Registry([])
EXAMPLES = [row["example"] for row in rows("time_rules")]
PIECES = (  # noqa: SIM905
    "2031 31 May Feb. 29 , - – and to the of a in first last next this quarter 1990s century / late mid- Q1 ’90s 2999 1000 ٣ İ ( ) "
    "Monday Tuesday said will met had been week year years ago later earlier two three half noon 3:30 p.m. GMT “ ” \" ' "
    "2031-12-08T10:00 08.12.2031 1/2/2031 fiscal end day night morning every now \u202f \n 9999999999999999999 12th"
).split(" ")

texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(EXAMPLES)), max_size=18).map(" ".join),
)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
dates = st.one_of(
    st.none(),
    days.map(str),
    days.map(lambda day: str(day)[:7]),
    days.map(lambda day: str(day)[:4]),
    days.map(lambda day: f"{day}/{day + timedelta(4)}"),
    days.map(lambda day: f"{day}T08:30:00Z"),
)
counts = st.integers(-9999, 9999).map(lambda count: f"{count:+}")
targets = st.one_of(
    st.sampled_from(
        [
            *WEEKDAYS,
            "SP",
            "SU",
            "FA",
            "WI",
            "WE",
            "Q1",
            "Q4",
            "H1",
            "H2",
            "D1",
            "D31",
            "06",
            "12",
            "02-29",
            "02-31",
            *holidays(),
        ]
    ),
)
steps = st.one_of(
    st.tuples(
        st.sampled_from(["", "keep:"]),
        st.sampled_from(
            ["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]
        ),
        counts,
    ).map("".join),
    st.tuples(st.sampled_from(["hour", "minute"]), counts).map("".join),
    st.tuples(
        st.sampled_from(["past", "before", "next", "after", "near", "near-", "near+", "in"]), targets
    ).map(":".join),
    st.sampled_from(
        [*THIRDS, *DAY_PARTS, "same", "fiscal", "T15:00", "T24:00", "T07:05Z", "T07-05:00", "of:1999"]
    ),
)
expressions = st.lists(steps, min_size=1, max_size=4).map(lambda made: Expression(tuple(made)))


def reading(text, published):
    blocks = paragraphs(text)
    known = Published(PartialDate(published), published, Basis.METADATA, 1.0) if published else Published()
    return Reading(Report.of(text), known, (), blocks, sentences(text, blocks), NONE)


def marked(text, published):
    made = reading(text, published)
    return tuple(Marked(made.id_of(time), time, "times/2") for time in Times().annotate(made))


@settings(deadline=None, max_examples=300)
@given(texts, dates)
def test_any_text_gives_times_that_can_be_read(text, published):
    end = 0
    for mark in marked(text, published):
        time = mark.annotation
        assert end <= time.span.start < time.span.end <= len(text)
        assert time.span.of(text).strip() == time.span.of(text)
        assert time.edtf is None or PartialDate(time.edtf)
        assert (time.anchor is None) or time.expression
        assert time.expression is None or str(parse(time.expression)) == time.expression
        end = time.span.end


@settings(deadline=None, max_examples=200)
@given(texts, dates, dates)
def test_dating_again_is_the_same_as_reading_again(text, first, second):
    made = marked(text, first)
    assert redated(made, PartialDate(first) if first else None) == made
    assert redated(made, PartialDate(second) if second else None) == marked(text, second)
    assert redated(made[::-1], PartialDate(first) if first else None)[::-1] == made


@settings(deadline=None, max_examples=200)
@given(expressions, dates)
def test_an_expression_prints_as_it_is_read_and_resolves(expression, anchor):
    assert parse(str(expression)) == expression
    value, edtf = resolve(expression, PartialDate(anchor) if anchor else None)
    assert edtf is None or PartialDate(edtf)
    assert edtf is None or value is not None


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["past", "before", "next", "after", "near"]), st.sampled_from(WEEKDAYS), days)
def test_a_weekday_moves_with_the_week(way, weekday, anchor):
    expression = parse(f"{way}:{weekday}")
    _, first = resolve(expression, PartialDate(str(anchor)))
    _, second = resolve(expression, PartialDate(str(anchor + timedelta(7))))
    assert PartialDate(second).earliest - PartialDate(first).earliest == timedelta(7)
    assert PartialDate(first).earliest.weekday() == WEEKDAYS.index(weekday)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["past", "before", "next", "after"]), targets, days)
def test_what_is_looked_for_lies_where_it_should(way, target, anchor):
    _, edtf = resolve(parse(f"{way}:{target}"), PartialDate(str(anchor)))
    if edtf is None:
        return
    found = PartialDate(edtf)
    assert {
        "past": target == "WI" or found.earliest <= anchor,
        "before": target == "WI" or found.latest < anchor,
        "next": target == "WI" or found.latest >= anchor,
        "after": target == "WI" or found.earliest > anchor,
    }[way]


@settings(deadline=None, max_examples=50)
@given(texts)
def test_marks_do_not_depend_on_the_publication_but_for_value_and_edtf(text):
    first, second = marked(text, "2031-03-05"), marked(text, None)
    bare = [replace(mark.annotation, value=None, edtf=None) for mark in first]
    assert bare == [replace(mark.annotation, value=None, edtf=None) for mark in second]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "2031-", "May 5, ", "the ", "1 January and ", "9", "in 2014 and ", "Mon, ", "two days later ", "on Monday and ",
        "“He said on Monday ", "“a” said Monday. ", "more than ", "last year's ", "ahead of Monday, ", "Monday to Tuesday to ",
    ],
)  # fmt: skip
def test_the_work_grows_with_the_text_alone(piece):
    """Eight times the text must not take much more than eight times as long."""
    took = []
    for size in (10_000, 80_000):
        made = reading(piece * (size // len(piece)), "2031-03-05")
        start = process_time()
        Times().annotate(made)
        took.append(process_time() - start)
    assert took[1] < 30 * max(took[0], 0.01)

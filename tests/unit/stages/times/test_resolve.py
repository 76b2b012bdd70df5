"""A corrected publication date changes everything that hangs on it, and nothing else."""

from __future__ import annotations

import pytest

from standoff.model.annotation import Attribution, Figure, Marked, Sentence, Time
from standoff.model.codebook import Style, TimeType
from standoff.model.partial_date import PartialDate
from standoff.model.span import Span, Spans
from standoff.stages.times.resolve import redated

HERE = Spans((Span(0, 3),))


def time(at, expression=None, anchor=None, value=None, edtf=None):
    return Marked(
        f"tim-{at}",
        Time(
            span=Span(at, at + 3),
            type=TimeType.DATE,
            value=value,
            edtf=edtf,
            anchor=anchor,
            expression=expression,
        ),
        "times/2",
    )


def said(name, at, said_time):
    told = Attribution(
        span=Span(at, at + 3),
        source=HERE,
        cue=HERE,
        content=HERE,
        style=Style.DIRECT,
        said="2031-03-04",
        said_time=said_time,
    )
    return Marked(name, told, "attributions/1")


MARKS = (
    Marked("sen-1", Sentence(span=Span(0, 90)), "sentences/1"),
    time(0, value="1998", edtf="1998"),
    time(10, "past:TUE", "published"),
    time(20, "day+2", "tim-10"),
    time(30, "keep:year-1", "tim-20"),
    time(40, "day+1"),
    said("att-1", 50, "tim-10"),
    said("att-2", 60, None),
)


def dates(marks):
    return {mark.id: mark.annotation.edtf for mark in marks if isinstance(mark.annotation, Time)}


def test_chains_are_followed():
    assert dates(redated(MARKS, PartialDate("2031-03-05"))) == {
        "tim-0": "1998", "tim-10": "2031-03-04", "tim-20": "2031-03-06", "tim-30": "2030-03-06", "tim-40": None,
    }  # fmt: skip


def test_a_week_later_everything_relative_is_a_week_later():
    made = redated(MARKS, PartialDate("2031-03-12"))
    assert dates(made)["tim-20"] == "2031-03-13"
    assert dates(made)["tim-0"] == "1998"


def test_with_no_date_known_the_values_stay_open():
    made = {mark.id: mark.annotation for mark in redated(MARKS, None)}
    assert (made["tim-10"].value, made["tim-10"].edtf) == ("XXXX-WXX-2", None)
    assert (made["tim-20"].value, made["tim-20"].edtf) == ("XXXX-XX-XX", None)
    assert made["att-1"].said is None
    assert made["att-2"].said == "2031-03-04"


def test_what_they_date_follows():
    figure = Figure(
        span=Span(70, 73), value=3, low=None, high=None, unit=None, as_of="1999", as_of_time="tim-20"
    )
    made = redated((*MARKS, Marked("fig-1", figure, "figures/1")), PartialDate("2031-03-05"))
    assert made[-1].annotation.as_of == "2031-03-06"
    assert made[6].annotation.said == "2031-03-04"


def test_order_ids_and_makers_are_kept():
    made = redated(MARKS, PartialDate("2031-03-05"))
    assert [(mark.id, mark.by) for mark in made] == [(mark.id, mark.by) for mark in MARKS]
    assert redated(made, PartialDate("2031-03-05")) == made


@pytest.mark.parametrize(
    "odd",
    [
        time(80, "day+1", "tim-gone"),
        time(80, "day+1", "tim-80"),
        time(80, "no expression", "published", "2031", "2031"),
    ],
)
def test_odd_marks_raise_nothing(odd):
    [made] = redated((odd,), PartialDate("2031-03-05"))
    assert made.id == odd.id


def test_a_long_chain_ends():
    marks = [time(at * 10, "day+1", f"tim-{(at + 1) * 10}") for at in range(500)]
    assert len(redated(marks, PartialDate("2031-03-05"))) == 500

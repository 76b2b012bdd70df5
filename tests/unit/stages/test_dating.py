"""Clues and the dating of one report, on invented texts about invented people.

The registry of these tests holds one state, Varn, with its presidents; dates are real calendar days.
"""

from __future__ import annotations

from datetime import date

import pytest

from standoff.knowledge.registry import Registry
from standoff.model import shape
from standoff.model.codebook import Basis, Tense
from standoff.model.report import Report
from standoff.model.span import Span
from standoff.pipeline import Pipeline
from standoff.stages.dating import solve
from standoff.stages.dating.addresses import address_clues
from standoff.stages.dating.clues import NEEDS, Clue, ClueKind, Clues, clues_of
from standoff.stages.dating.daylight import Days, scores
from standoff.stages.dating.says import says


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(Registry.shipped(), NEEDS)


@pytest.fixture(scope="module")
def clues(pipeline):
    def make(text, **given):
        report = Report.of(text, language="en", **given)
        return clues_of(pipeline.analyse(report), Registry.shipped())

    return make


FOUND = [
    # text, kind, when, tense
    ("The envoys met on December 23.", ClueKind.YEARLY_DAY, "XXXX-12-23", Tense.PAST),
    ("The envoys will meet on March 3.", ClueKind.YEARLY_DAY, "XXXX-03-03", Tense.FUTURE),
    ("The talks are set for January 9 and 10.", ClueKind.YEARLY_DAY, "XXXX-01-10", Tense.FUTURE),
    ("The envoys met on Thursday, March 3.", ClueKind.DATED_WEEKDAY, "XXXX-03-03 4", Tense.PAST),
    ("The envoy said on Friday that he would go.", ClueKind.WEEKDAY, "5", Tense.PAST),
    ("Varn joined the pact in 2014.", ClueKind.YEAR, "2014", Tense.PAST),
    ("Varn joined the pact in March 2014.", ClueKind.MONTH, "2014-03", Tense.PAST),
    ("Varn joined the pact on 4 March 2014.", ClueKind.DAY, "2014-03-04", Tense.PAST),
    ("President Barack Obama left Varnost.", ClueKind.OFFICE, "2009-01-20/2017-01-20", None),
    ("Envoys came with less than two weeks until the talks of January 9.", ClueKind.UNTIL, "XXXX-01-09 8 14", None),
    ("VARNOST, May 7 (KNA) — The envoys met again in the old port.", ClueKind.DATELINE, "XXXX-05-07", None),
    ("Angela Merkel, 61, arrived.", ClueKind.AGE, "2015-07-17/2016-07-17", None),
    ("Readers of the harbour paper use Instagram.", ClueKind.SINCE, "2010-10-06", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "when", "tense"), FOUND)
def test_a_passage_says(clues, text, kind, when, tense):
    told = {(clue.kind, clue.when): clue for clue in clues(text).clues}
    assert (kind, when) in told, sorted(told)
    clue = told[kind, when]
    assert clue.span.of(text) == clue.quote
    if tense is not None:
        assert clue.tense is tense


NOT_FOUND = [
    ("Former President Barack Obama left Varnost.", ClueKind.OFFICE),
    ("Two weeks before the talks on May 3 he fell ill.", ClueKind.UNTIL),
    ("The envoy spoke of 2014 troops.", ClueKind.YEAR),
]


@pytest.mark.parametrize(("text", "kind"), NOT_FOUND)
def test_a_passage_does_not_say(clues, text, kind):
    assert kind not in {clue.kind for clue in clues(text).clues}


def test_a_post_tells_its_day():
    text = 'See <tweet id="700000000000000000"> and status/12 and https://a.example/2031/02/03/talks'
    assert [clue.when for clue in address_clues(text)] == ["2016-02-17", "2031-02-03"]


def test_an_impossible_address_is_no_clue():
    assert address_clues("https://a.example/2031/02/31/talks") == []


def test_a_dated_report_gives_the_same_clues_as_an_undated_one(clues):
    text = "The envoys met on December 23. They will meet again on Monday in Varnost."
    dated, undated = clues(text, published_given="2031-12-25"), clues(text)
    assert dated.clues == undated.clues
    assert dated.published.basis is Basis.METADATA


def test_clues_survive_json(clues):
    made = clues("President Barack Obama met envoys in Varnost on December 23, 2014. They meet on Monday.")
    assert made.clues
    assert made.happenings
    assert shape.read_fields(Clues, shape.write_fields(made, None), None) == made


def clue(kind, when, tense=None):
    return Clue(kind, when, Span(0, 3), "its", about="it", tense=tense)


DAYS = Days(date(2028, 1, 1).toordinal(), 366 * 6)


@pytest.mark.parametrize(
    ("kind", "when", "tense", "likely", "unlikely"),
    [
        (ClueKind.DAY, "2031-03-04", Tense.PAST, "2031-03-05", "2031-02-20"),
        (ClueKind.YEAR, "2031", None, "2031-06-01", "2029-06-01"),
        (ClueKind.YEARLY_DAY, "XXXX-12-23", Tense.PAST, "2030-12-28", "2030-12-10"),
        (ClueKind.YEARLY_DAY, "XXXX-12-23", Tense.FUTURE, "2030-12-18", "2030-12-29"),
        (ClueKind.YEARLY_DAY, "XXXX-01-02", Tense.PAST, "2031-01-05", "2030-12-20"),
        (ClueKind.DATELINE, "XXXX-05-07", None, "2032-05-07", "2032-05-20"),
        (ClueKind.WEEKDAY, "5", Tense.PAST, "2031-03-08", "2031-03-13"),
        (ClueKind.DATED_WEEKDAY, "XXXX-03-03 1", None, "2031-03-10", "2030-03-10"),
        (ClueKind.UNTIL, "XXXX-01-09 8 14", None, "2030-12-30", "2030-12-20"),
        (ClueKind.OFFICE, "2029-02-01/2030-02-01", None, "2029-06-01", "2032-06-01"),
        (ClueKind.OFFICE, "2030-02-01/..", None, "2031-06-01", "2029-06-01"),
        (ClueKind.SINCE, "2030-02-01", None, "2031-06-01", "2029-06-01"),
        (ClueKind.NAMED, "2029-02-01;2031-02-01", None, "2031-02-02", "2030-02-02"),
        (ClueKind.YEARLY_MONTH, "XXXX-12", Tense.FUTURE, "2031-11-15", "2031-02-15"),
        (ClueKind.YEARLY_DAY, "XXXX-02-29", None, "2032-03-02", "2032-08-02"),
    ],
)
def test_a_clue_favours(kind, when, tense, likely, unlikely):
    told = scores(clue(kind, when, tense), DAYS)
    assert len(told) == DAYS.size
    better, worse = (date.fromisoformat(day).toordinal() - DAYS.first for day in (likely, unlikely))
    assert told[better] > told[worse]


@pytest.mark.parametrize("kind", list(ClueKind))
def test_every_clue_can_be_put_in_words(kind):
    when = {
        ClueKind.WEEKDAY: "5",
        ClueKind.UNTIL: "XXXX-01-09 8 14",
        ClueKind.DATED_WEEKDAY: "XXXX-03-03 1",
    }.get(
        kind,
        "XXXX-03-03"
        if kind in (ClueKind.YEARLY_DAY, ClueKind.DATELINE)
        else "XXXX-03"
        if kind is ClueKind.YEARLY_MONTH
        else "2031-03-04",
    )
    assert says(clue(kind, when)) != ""


def test_nothing_to_go_by_is_unknown(clues):
    answer = solve(clues("The harbour is quiet and the boats are in."))
    assert (answer.date, answer.basis, answer.confidence) == (None, Basis.UNKNOWN, 0.0)


def test_a_weekday_alone_is_unknown(clues):
    assert solve(clues("The envoys met on Friday and went home.")).date is None


def test_a_given_date_is_kept(clues):
    answer = solve(clues("The envoys met on Friday in 2014.", published_given="2014-05-04"))
    assert (answer.value, answer.basis, answer.note) == ("2014-05-04", Basis.METADATA, None)


CONTRADICTED = (
    "The envoys signed the pact on 3 May 2021. They had met on 28 April 2021 and on 30 April 2021. "
    "The port was closed on 1 May 2021 and on 2 May 2021. The next round is on 20 May 2021. "
    "Ships waited from 25 April 2021 to 29 April 2021."
)


def test_a_given_date_that_the_text_contradicts_is_kept_and_flagged(clues):
    answer = solve(clues(CONTRADICTED, published_given="2009-05-04"))
    assert answer.value == "2009-05-04"
    assert answer.note is not None
    assert "2021-05" in answer.note
    assert answer.because


def test_full_dates_give_an_interval_a_day_and_reasons(clues):
    answer = solve(clues(CONTRADICTED))
    assert answer.basis is Basis.INFERRED
    assert answer.date.earliest <= date.fromisoformat(answer.value) <= answer.date.latest
    assert answer.value.startswith("2021-05")
    assert answer.because
    assert all(each.report is None for each in answer.because)


def test_a_countdown_and_a_weekday_pin_the_day(clues):
    text = (
        "President Barack Obama spoke on Friday. With less than two weeks until the talks in Varnost, little is settled. "
        "The talks in Varnost are scheduled for Monday, January 9."
    )
    answer = solve(clues(text))
    # Of the years of that presidency only 2012 has 9 January on a Monday.
    assert date(2011, 12, 26) <= date.fromisoformat(answer.value) <= date(2012, 1, 2)


def test_an_office_held_since_a_year_to_come_is_no_error(clues):
    days = scores(clue(ClueKind.OFFICE, "2041-01-01/.."), Days(date(2040, 1, 1).toordinal(), 4000))
    assert days.argmax() >= 366

"""What is dated, in order: what was, what is announced, and what is known less exactly."""

import io
import re
from dataclasses import replace

import pytest

from standoff.desk.base import Filters
from standoff.model.codebook import AgendaStatus, Review, Tense
from standoff.model.partial_date import PartialDate
from standoff.views.agenda import AGENDA_COLUMNS, agenda_rows, in_table
from standoff.views.tables import render
from standoff.views.timeline import TIMELINE_COLUMNS, timeline, timeline_rows
from standoff.views.timeline_page import timeline_html

TEXT = """\
Ana Orlan said on 14 March that Osk would wait.

The dam was shut in March 2030. Talks begin in Tamrin on 20 March. The treaty was signed on 12 June 2026.

A summit is to follow in spring. As of 13 March Osk has 40 ships.
"""


@pytest.fixture
def desk(shelf, page):
    made = page(TEXT, published="2031-03-15", publisher="Star", title="Talks & <b>more</b>")
    made.mention("Ana Orlan").mention("Osk")
    for words, edtf in [
        ("14 March", "2031-03-14"),
        ("March 2030", "2030-03"),
        ("20 March", "2031-03-20"),
        ("12 June 2026", "2026-06-12"),
        ("spring", "2031-21"),
        ("13 March", "2031-03-13"),
    ]:
        made.time(words, edtf)
    made.said("Osk would wait", source="Ana Orlan", cue="said", speaker=("Ana Orlan",), said="2031-03-14")
    made.figure("40 ships", 40, "ship", as_of="2031-03-13")
    made.occasion("Talks", times=["20 March"], place="Tamrin").occasion("summit", times=["spring"])
    return shelf(made)


def told(items):
    return [(item.band.value, item.date, item.kind) for item in items]


def test_everything_dated_stands_in_its_band_in_the_order_of_its_dates(desk):
    assert told(timeline(desk, Filters())) == [
        ("past", "2026-06-12", "passage"),
        ("past", "2031-03-13", "figure"),
        ("past", "2031-03-13", "passage"),
        ("past", "2031-03-14", "passage"),
        ("past", "2031-03-14", "statement"),
        ("announced", "2031-03-20", "agenda"),
        ("past, imprecise", "2030-03", "passage"),
        ("announced, imprecise", "2031-21", "agenda"),
    ]


def test_each_rests_on_passages_that_its_report_says(desk):
    for item in timeline(desk, Filters()):
        assert item.passages
        for passage in item.passages:
            assert desk.report(passage.report).report.text[passage.start : passage.end] == passage.quote


@pytest.mark.parametrize(
    ("edtf", "band"),
    [
        ("2031-03-20", "announced"),
        ("2031-03-20/2031-03-21", "announced"),
        ("2031-03-20T10:00", "announced"),
        ("2031-03-20T10:00Z", "announced"),
        ("2031-04", "announced, imprecise"),
        ("2031", "announced, imprecise"),
        ("2031-21", "announced, imprecise"),
        ("2031-03-20/..", "announced, imprecise"),
        ("../2031-03-20", "announced, imprecise"),
        ("2031-03/2031-04", "announced, imprecise"),
        ("2031-03-20~", "announced, imprecise"),
    ],
)
def test_what_is_not_known_to_the_day_has_a_band_of_its_own(desk, edtf, band):
    record = next(r for r in desk.kept.values() if r.kind == "agenda" and r.occasion == "Talks")
    desk.correct(record, date=edtf)
    assert (band, edtf, "agenda") in told(timeline(desk, Filters()))


def test_an_occasion_is_past_only_when_a_report_says_that_it_was(desk):
    record = next(r for r in desk.kept.values() if r.kind == "agenda" and r.occasion == "Talks")
    desk.correct(record, date="2031-03-02")
    assert ("announced", "2031-03-02", "agenda") in told(timeline(desk, Filters()))
    desk.correct(record, date="2031-03-02", status=AgendaStatus.HELD)
    assert ("past", "2031-03-02", "agenda") in told(timeline(desk, Filters()))
    desk.correct(record, review=Review.REJECTED)
    assert "2031-03-02" not in {item.date for item in timeline(desk, Filters())}


def test_in_an_undated_report_the_tense_tells(shelf, page):
    made = page("The treaty is signed on 12 June 2026. The dam was shut on 3 May 2026.")
    made.time("12 June 2026", "2026-06-12").time("3 May 2026", "2026-05-03")
    made.made = [
        replace(m, tense=Tense.FUTURE) if getattr(m, "edtf", None) == "2026-06-12" else m for m in made.made
    ]
    assert told(timeline(shelf(made), Filters())) == [("past", "2026-05-03", "passage")]


def test_sentences_that_copies_share_are_one_entry_with_all_their_passages(shelf, page):
    pages = [
        page("The treaty was signed on 12 June 2026.", publisher=name, published="2031-01-01").time(
            "12 June 2026", "2026-06-12"
        )
        for name in ("Star", "Moon")
    ]
    (item,) = timeline(shelf(*pages), Filters())
    assert len(item.passages) == len(item.reports) == 2


def test_a_timeline_can_be_limited(desk):
    since = Filters(since=PartialDate("2031-03-14"), until=PartialDate("2031-03-15"))
    found = timeline(desk, since)
    assert ("past", "2031-03-14", "passage") in told(found)
    assert "2026-06-12" not in {item.date for item in found}


def test_the_page_has_no_script_and_no_markup_of_reports(desk):
    made = timeline_html(desk, timeline(desk, Filters()), "Timeline <script>alert(1)</script>")
    assert "<script" not in made.lower()
    assert "<b>more</b>" not in made
    assert "default-src 'none'" in made
    assert not re.findall(r"(?:src|href)=\"(?!#)", made)
    order = [
        made.index(f'id="{name}"') for name in ("past", "announced", "past-imprecise", "announced-imprecise")
    ]
    assert order == sorted(order)
    assert made.count("<li><span") == 8
    assert "“<bdi>The dam was shut in March 2030.</bdi>”" in made


def test_an_empty_timeline_is_a_page_too(shelf):
    assert "Nothing is dated." in timeline_html(shelf(), [])


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_every_format_has_every_row(desk, form):
    out = io.StringIO()
    render(timeline_rows(timeline(desk, Filters())), TIMELINE_COLUMNS, form, out)
    assert out.getvalue().count("2031-03-20") >= 1
    rows = list(agenda_rows(r for r in desk.kept.values()))
    assert [set(row) for row in rows] == [set(AGENDA_COLUMNS)] * 2
    assert len(list(agenda_rows(desk.kept.values(), [AgendaStatus.HELD]))) == 0
    talks = next(row for row in rows if row["occasion"] == "Talks")
    assert (talks["history"], talks["families"]) == (["2031-03-15: scheduled for 2031-03-20"], 1)
    assert in_table(talks)["passages"] == talks["passages"]

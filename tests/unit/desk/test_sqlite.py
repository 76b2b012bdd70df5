import sqlite3
from dataclasses import replace

import pytest

from standoff.desk.base import Filters, SetAside
from standoff.desk.sqlite import open_desk
from standoff.errors import DeskError, GroundingError, ReportError
from standoff.model.codebook import Layer
from standoff.model.partial_date import PartialDate
from standoff.model.record import Evidence, EvidenceRole
from standoff.model.report import RawItem, Report
from standoff.model.span import Span

MADE_BY = "extract/1 attributions/1"
TALKS = "Talks open\nVosklin: the ships will stay\nDarek: they will not"


def ids(found):
    return [item.id if hasattr(item, "id") else item.report.id for item in found]


def test_what_is_committed_comes_back_whole(desk, reading_of):
    reading = reading_of(
        TALKS, day="2031-03", url="https://npa.example/1", publisher="NPA", title="Talks open"
    )
    desk.commit(reading, MADE_BY)
    report = reading.analysis.report
    stored = desk.report(report.id)
    assert (stored.report, stored.published) == (report, reading.analysis.published)
    assert (stored.where, stored.encoding, stored.made_by) == (("a.txt",), "utf-8", MADE_BY)
    assert list(desk.reports()) == [stored]
    assert tuple(desk.annotations(report.id)) == reading.analysis.annotations
    assert tuple(desk.assertions(report.id)) == reading.records
    assert tuple(desk.records()) == reading.records
    assert tuple(desk.rejects()) == tuple(desk.rejects(report.id)) == reading.analysis.rejects
    assert desk.record(reading.records[0].id) == reading.records[0]
    assert list(desk.problems()) == []


def test_what_is_not_there(desk):
    assert desk.report("rep-1") is None
    assert desk.record("statement-1") is None
    assert desk.raw("rep-1") is None
    assert desk.annotations("rep-1") == desk.assertions("rep-1") == desk.asides() == []
    assert (
        list(desk.reports()) == list(desk.records()) == list(desk.rejects()) == list(desk.decisions()) == []
    )


def test_it_outlives_the_program(tmp_path, reading_of):
    reading = reading_of(TALKS)
    with open_desk(tmp_path / "d.db", create=True) as desk:
        desk.commit(reading, MADE_BY)
    with open_desk(tmp_path / "d.db") as desk:
        assert tuple(desk.records()) == reading.records
    assert [path.name for path in tmp_path.iterdir()] == ["d.db"]


def test_annotations_of_some_layers(desk, reading_of):
    reading = reading_of(TALKS)
    desk.commit(reading, MADE_BY)
    found = desk.annotations(reading.analysis.report.id, [Layer.SENTENCE, Layer.TIME])
    assert {marked.annotation.layer for marked in found} == {Layer.SENTENCE}
    assert len(found) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Vosklin: a\0b\0\nDarek: c",
        "🚢🚢: 👩‍👩‍👧 stayed\nḰ́: e\u0301é",
        "مريم: «لن نغادر»\u200f\nDarek: \u202eno\u202c",
        "\ufeffVosklin: \ud7ff\ue000\U0010ffff\r\nDarek: x\u2028y\x85z",
    ],
)
def test_every_character_survives(desk, reading_of, text):
    reading = reading_of(text)
    desk.commit(reading, MADE_BY)
    stored = desk.report(reading.analysis.report.id)
    assert stored.report.text == text
    assert tuple(desk.annotations(stored.report.id)) == reading.analysis.annotations
    assert tuple(desk.records()) == reading.records
    assert list(desk.problems()) == []


def test_half_a_surrogate_pair_is_refused_in_words_and_nothing_is_kept(desk, reading_of):
    report = Report.of("Vosklin: \ud83d")
    reading = replace(reading_of("Talks"), where="bad.jsonl, line 3")
    reading = replace(reading, analysis=replace(reading.analysis, report=report, annotations=()))
    with pytest.raises(ReportError, match=r"bad.jsonl, line 3: there is half of a surrogate pair"):
        desk.commit(reading, MADE_BY)
    assert list(desk.reports()) == []


def test_a_file_name_that_is_no_text_is_written_out(desk, reading_of):
    desk.commit(reading_of(TALKS, where="caf\udce9.txt"), MADE_BY)
    assert next(desk.reports()).where == ("caf\\udce9.txt",)


# --- again, and anew -----------------------------------------------------------------------------


def test_the_same_reading_again_writes_nothing(desk, reading_of):
    reading = reading_of(TALKS)
    desk.commit(reading, MADE_BY)
    before = desk._found.total_changes
    desk.commit(reading, MADE_BY)
    assert desk._found.total_changes == before


def test_a_new_reading_replaces_what_machines_said(desk, reading_of):
    old = reading_of(TALKS, said="2031")
    new = reading_of(TALKS)
    new = replace(new, records=new.records[:1], analysis=replace(new.analysis, rejects=()))
    desk.commit(old, "attributions/1")
    desk.commit(new, "attributions/2")
    assert tuple(desk.records()) == new.records
    assert list(desk.rejects()) == []
    assert desk.has(old.analysis.report.id, "attributions/2")
    assert not desk.has(old.analysis.report.id, "attributions/1")
    assert [hit.quote for hit in desk.search("ships", 9)] == ["Vosklin: the ships will stay"]
    assert list(desk.problems()) == []


def test_the_same_text_from_two_addresses_is_two_reports(desk, reading_of):
    one = reading_of(TALKS, url="https://npa.example/1")
    other = reading_of(TALKS, url="https://quornet.example/7")
    desk.commit(one, MADE_BY)
    desk.commit(other, MADE_BY)
    assert len(list(desk.reports())) == 2
    assert len(list(desk.records())) == 4
    assert list(desk.problems()) == []


def test_every_place_is_kept_sorted(desk, reading_of):
    reading = reading_of(TALKS, where="m.txt")
    desk.commit(reading, MADE_BY)
    desk.commit(replace(reading, where="b.txt"), MADE_BY)
    desk.add_place(reading.analysis.report.id, "z.txt")
    desk.add_place(reading.analysis.report.id, "b.txt")
    assert next(desk.reports()).where == ("b.txt", "m.txt", "z.txt")


def test_what_was_set_aside_is_replaced_and_given_up_once_it_can_be_read(desk, reading_of):
    desk.set_aside(ReportError("b.txt", "empty", "there is no text in it", "leave it out"))
    desk.set_aside(ReportError("a.txt", "empty", "there is no text in it", "leave it out"))
    desk.set_aside(ReportError("a.txt", "binary", "it is no text", "leave it out"))
    assert desk.asides() == [
        SetAside("a.txt", "binary", "it is no text", "leave it out"),
        SetAside("b.txt", "empty", "there is no text in it", "leave it out"),
    ]
    desk.commit(reading_of(TALKS, where="b.txt"), MADE_BY)
    assert [aside.where for aside in desk.asides()] == ["a.txt"]


def test_raw_bytes_are_kept_as_long_as_a_report_came_from_them(desk, reading_of):
    first = RawItem(b"<p>Talks\x00\xff", "page.html", "text/html")
    second = RawItem(b"<p>Talks!", "page.html", "text/html")
    reading = reading_of(TALKS, where="page.html", raw=first)
    desk.commit(reading, MADE_BY)
    assert desk.raw(reading.analysis.report.id) == first
    desk.commit(reading_of(TALKS, where="page.html", raw=second), MADE_BY)
    assert desk.raw(reading.analysis.report.id) == second
    assert desk._found.execute("SELECT id FROM raw").fetchall() == [(second.id,)]


# --- what cannot be kept -------------------------------------------------------------------------


def test_a_passage_that_is_not_in_the_text_is_refused(desk, reading_of):
    reading = reading_of(TALKS)
    report_id = reading.analysis.report.id
    false = replace(
        reading.records[0], evidence=(Evidence(report_id, EvidenceRole.CONTENT, Span(0, 5), "Peace"),)
    )
    with pytest.raises(GroundingError, match="its passage 0:5 is not in the text"):
        desk.commit(replace(reading, records=(false,)), MADE_BY)
    assert list(desk.reports()) == []


def test_two_records_of_one_id_are_refused_and_nothing_is_kept(desk, reading_of):
    reading = reading_of(TALKS)
    with pytest.raises(GroundingError, match="two rows share an id"):
        desk.commit(replace(reading, records=reading.records[:1] * 2), MADE_BY)
    twice = replace(reading.analysis, annotations=reading.analysis.annotations[:1] * 2)
    with pytest.raises(GroundingError, match="two annotations share an id"):
        desk.commit(replace(reading, analysis=twice), MADE_BY)
    assert list(desk.reports()) == []


def test_an_error_of_the_disk_is_told_in_words(desk, reading_of):
    desk._found.execute("PRAGMA max_page_count = 1")
    with pytest.raises(DeskError, match="the disk is full; make room"):
        desk.commit(reading_of("Vosklin: " + "stay " * 100_000), MADE_BY)
    assert list(desk.reports()) == []


def test_rows_that_another_program_changed_are_told_in_words(desk, reading_of):
    desk.commit(reading_of(TALKS), MADE_BY)
    desk._found.execute("UPDATE assertion SET body = '{}'")
    with pytest.raises(DeskError, match=r"was changed by another program .*; run `standoff verify`"):
        list(desk.records())


# --- order and limits ----------------------------------------------------------------------------

DATED = {"Undated": None, "Late": "2031-05-02", "Month": "2031-05", "Early": "2031-01-09"}


@pytest.fixture
def dated(desk, reading_of):
    for name, day in DATED.items():
        desk.commit(reading_of(f"{name}: words", day=day, publisher=f"The {name} ÉCHO"), MADE_BY)
    return desk


def test_reports_and_records_come_by_date_and_undated_last(dated):
    assert [stored.report.text for stored in dated.reports()] == [
        f"{name}: words" for name in ("Early", "Month", "Late", "Undated")
    ]
    assert [record.speaker[0] for record in dated.records()] == ["Early", "Month", "Late", "Undated"]


@pytest.mark.parametrize(
    ("limits", "names"),
    [
        ({"as_of": "2031-05-01"}, "Early Month"),
        ({"as_of": "2031-04"}, "Early"),
        ({"since": "2031-02"}, "Month Late"),
        ({"until": "2031-05"}, "Early Month Late"),
        ({"since": "2031-05-03", "until": "2032"}, "Month"),
        ({"since": "2032"}, ""),
        ({"since": "2032", "undated": True}, "Undated"),
        ({"publisher": "late écho"}, "Late"),
        ({"publisher": "ÉCHO", "until": "2031-02"}, "Early"),
        ({"actor": "MONTH"}, "Month"),
        ({"actor": "words"}, ""),
        ({"actor": '"'}, ""),
        ({}, "Early Month Late Undated"),
    ],
)
def test_listings_are_limited(dated, limits, names):
    dates = {key: PartialDate(value) for key, value in limits.items() if key in ("as_of", "since", "until")}
    filters = Filters(**{**limits, **dates})
    expected = names.split()
    assert [record.speaker[0] for record in dated.records((), filters)] == expected
    assert [stored.report.text.split(":")[0] for stored in dated.reports(filters)] == expected
    assert [hit.quote.split(":")[0] for hit in dated.search("words", 9, filters)] == expected


def test_a_record_of_its_own_date_stands_there(desk, reading_of):
    desk.commit(reading_of("Early: words", day="2031-01-09", said="2030"), MADE_BY)
    desk.commit(reading_of("Before: words", day="2030-12"), MADE_BY)
    assert [record.speaker[0] for record in desk.records()] == ["Early", "Before"]
    limited = desk.records((), Filters(until=PartialDate("2030-06")))
    assert [record.speaker[0] for record in limited] == ["Early"]


def test_records_of_some_kinds(dated):
    assert len(list(dated.records(("statement",)))) == 4
    assert list(dated.records(("figure",))) == []


def test_a_listing_goes_on_while_reports_are_committed(desk, reading_of):
    for number in range(20):
        desk.commit(reading_of(f"Vosklin: {number}"), MADE_BY)
    for stored in desk.reports():
        desk.commit(reading_of(f"{stored.report.text} again"), MADE_BY)
    assert len(list(desk.reports())) >= 40


def test_a_listing_sorts_no_texts(desk):
    """What SQLite sorts it holds in memory; it must be ids and dates alone."""
    seen = []
    desk._found.set_trace_callback(seen.append)
    list(desk.reports())
    list(desk.records())
    sorting = [sql for sql in seen if "ORDER BY" in sql]
    assert sorting
    assert not any("body" in sql.split("FROM")[0] for sql in sorting)


def test_the_file_can_be_read_without_this_program(desk, reading_of, tmp_path):
    desk.commit(reading_of(TALKS), MADE_BY)
    with sqlite3.connect(tmp_path / "standoff.db") as plain:
        assert plain.execute(
            "SELECT start, end, quote, by FROM annotation WHERE layer = 'sentence'"
        ).fetchall() == [
            (0, 10, "Talks open", "attributions/1"),
            (11, 39, "Vosklin: the ships will stay", "attributions/1"),
            (40, 60, "Darek: they will not", "attributions/1"),
        ]
        assert plain.execute(
            "SELECT review, json_extract(body, '$.speaker[0]') FROM record ORDER BY 2"
        ).fetchall() == [
            ("proposed", "Darek"),
            ("proposed", "Vosklin"),
        ]
    plain.close()

"""What a desk keeps of what is found across reports: dates laid over, records merged, ids that follow."""

import sqlite3
from dataclasses import replace

import pytest

from standoff.desk.base import Collation, Decision, Filters, KeptClues, Verb
from standoff.desk.sqlite import open_desk
from standoff.errors import GroundingError, UsageError
from standoff.exports.jsonl import export_jsonl
from standoff.exports.jsonl_import import import_jsonl
from standoff.model.annotation import Attribution, Time
from standoff.model.codebook import Basis, Review, TimeType
from standoff.model.partial_date import PartialDate
from standoff.model.report import Because, Published
from standoff.model.span import Span

MADE_BY, FOUND_BY = "extract/1 attributions/1", "collate/1"
FIRST = "Vosklin: the summit opens in Tamrin on Monday"
SECOND = "Darek: the meeting in Tamrin comes first\nDarek: and the ferry talks"
INFERRED = Published(
    PartialDate("2031-03-14"),
    "2031-03-14",
    Basis.INFERRED,
    0.8,
    (
        Because(Span(39, 45), "the day of the summit"),
        Because(Span(7, 18), "a report of that day names it", "other", "the meeting"),
    ),
)


def dated(reading, date=INFERRED, other=None):
    """Give the date of a report as a collation found it, by a passage of another report."""
    because = [w if w.report is None else replace(w, report=other.analysis.report.id) for w in date.because]
    return {reading.analysis.report.id: replace(date, because=tuple(because))}


def with_monday(reading, nth=0, said=True):
    """Mark "Monday" as counted from the report's date, and let it date what was said."""
    report = reading.analysis.report
    start = report.text.index("Monday")
    time = Time(
        span=Span(start, start + 6),
        type=TimeType.DATE,
        value="XXXX-WXX-1",
        edtf=None,
        anchor="published",
        expression="next:MON",
    )
    from standoff.model.annotation import Marked

    stamped = Marked(time.id_in(report.text_sha256), time, "times/2")
    marked = tuple(
        replace(m, annotation=replace(m.annotation, said_time=stamped.id))
        if isinstance(m.annotation, Attribution)
        else m
        for m in reading.analysis.annotations
    )
    return replace(reading, analysis=replace(reading.analysis, annotations=(*marked, stamped)))


@pytest.fixture
def two(desk, reading_of, announced):
    """A desk with two reports of one summit, not collated."""
    first = announced(reading_of(FIRST), "summit", place="Tamrin", date="2031-03-20")
    second = announced(
        reading_of(SECOND, day="2031-03-16", where="b.txt", publisher="Northern Star"),
        "meeting",
        place="Tamrin",
    )
    for reading in (first, second):
        desk.commit(reading, MADE_BY)
    return desk, first, second


def occasions(*readings):
    return [record for reading in readings for record in reading.records if record.kind == "agenda"]


def collate(desk, *merged, **rest):
    desk.collate(Collation(made_by=FOUND_BY, merged=merged, **rest))


# --- dates ---------------------------------------------------------------------------------------


def test_a_date_found_across_reports_is_laid_over_and_the_report_s_row_is_not_changed(two):
    desk, first, second = two
    row = "SELECT * FROM report ORDER BY id"
    before = desk._found.execute(row).fetchall()
    collate(desk, published=dated(first, other=second))
    stored = desk.report(first.analysis.report.id)
    assert (stored.published.value, stored.published.basis, stored.own) == (
        "2031-03-14",
        "inferred",
        Published(),
    )
    assert [item.report.text for item in desk.reports()] == [FIRST, SECOND]
    early = Filters(as_of=PartialDate("2031-03-14"))
    assert [item.report.text for item in desk.reports(early)] == [FIRST]
    assert [hit.quote for hit in desk.search("summit", 5, early)] == [FIRST]
    assert {record.reports for record in desk.records(("statement",), early)} == {first.records[0].reports}
    assert desk._found.execute(row).fetchall() == before
    assert list(desk.problems()) == []


def test_the_next_collation_takes_back_what_it_does_not_find(two):
    desk, first, second = two
    collate(desk, published=dated(first, other=second))
    collate(desk)
    assert desk.report(first.analysis.report.id).own is None
    assert [item.report.text for item in desk.reports()] == [SECOND, FIRST]


def test_what_is_counted_from_the_date_follows_it_and_no_annotation_is_rewritten(desk, reading_of):
    first = with_monday(reading_of(FIRST))
    second = reading_of(SECOND)
    for reading in (first, second):
        desk.commit(reading, MADE_BY)
    report_id = first.analysis.report.id
    before = desk.own_annotations(report_id)
    made = replace(first.records[0], said="2031-03-17", date="2031-03-17")
    collate(desk, published=dated(first, other=second), redated={report_id: (made,)})
    found = {m.annotation.layer: m.annotation for m in desk.annotations(report_id)}
    assert found["time"].edtf == found["attribution"].said == "2031-03-17"
    assert desk.own_annotations(report_id) == before
    assert desk.assertions(report_id) == list(first.records)
    assert desk.redated(report_id) == {made.id: made}
    assert desk.record(made.id) == made
    since = Filters(since=PartialDate("2031-03-17"))
    assert [record.id for record in desk.records((), since)] == [made.id]
    collate(desk)
    assert desk.record(made.id).date == "2031-03-17"  # a collation that names no change leaves it
    collate(desk, redated={report_id: ()})
    assert desk.record(made.id) == first.records[0]


def test_a_report_read_anew_loses_what_was_found_of_it(two, reading_of):
    desk, first, second = two
    collate(desk, published=dated(first, other=second), redated={first.analysis.report.id: first.records[:1]})
    assert desk.collated_by() == FOUND_BY
    desk.commit(first, MADE_BY)
    assert desk.collated_by() == FOUND_BY  # the same again is no news
    desk.commit(first, "extract/2")
    assert desk.collated_by() is None
    assert desk.report(first.analysis.report.id).own is None
    assert desk.redated(first.analysis.report.id) == {}
    assert list(desk.problems()) == []


def test_clues_are_kept_until_the_report_is_read_anew(two, reading_of):
    desk, first, _second = two
    report_id = first.analysis.report.id
    collate(desk, clues={report_id: KeptClues("a/1", "{}")})
    assert [(k.clues, k.own) for k in desk.known("a/1") if k.report == report_id] == [("{}", Published())]
    assert {known.clues for known in desk.known("a/2")} == {None}
    desk.commit(replace(first, clues=KeptClues("a/2", "[]")), "extract/2")
    assert [known.clues for known in desk.known("a/2") if known.report == report_id] == ["[]"]


def test_a_passage_that_is_not_there_is_refused_and_the_old_collation_stays(two, merged_of):
    desk, first, second = two
    collate(desk, merged_of("agenda-1", *occasions(first, second)))
    before = list(export_jsonl(desk))
    wrong = replace(INFERRED, because=(Because(Span(0, 5), "x", second.analysis.report.id, "Vosk?"),))
    with pytest.raises(GroundingError, match="is not what report"):
        collate(desk, published={first.analysis.report.id: wrong})
    moved = merged_of("agenda-2", *occasions(first))
    moved = replace(moved, evidence=(replace(moved.evidence[0], span=Span(0, 6)),))
    with pytest.raises(GroundingError, match="record agenda-2: its passage 0:6"):
        collate(desk, moved)
    assert list(export_jsonl(desk)) == before


# --- records made across reports -----------------------------------------------------------------


def test_a_merged_record_stands_for_its_parts(two, merged_of):
    desk, first, second = two
    parts = occasions(first, second)
    assert [record for record in desk.records() if record.kind == "agenda"] == []
    one = merged_of("agenda-1", *parts)
    collate(desk, one)
    assert list(desk.records(("agenda",))) == [one]
    assert sorted(desk.parts(), key=lambda part: part.id) == sorted(parts, key=lambda part: part.id)
    for identity in (one.id, *(part.id for part in parts)):
        assert desk.record(identity) == one
    (known,) = desk.merged()
    assert (known.uid, known.born) == ("agenda-1", 1)
    assert {alias.id for alias in known.aliases} == {part.id for part in parts}
    assert list(desk.problems()) == []


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({}, ["agenda-1"]),
        ({"since": "2031-03-20", "until": "2031-03-20"}, ["agenda-1"]),
        ({"since": "2031-03-21"}, []),
        ({"until": "2031-03"}, ["agenda-1"]),
        ({"actor": "osk"}, []),
        ({"publisher": "northern"}, ["agenda-1"]),
        ({"publisher": "southern"}, []),
        ({"as_of": "2031-03-16"}, ["agenda-1"]),
        ({"as_of": "2031-03-15"}, []),
    ],
)
def test_merged_records_are_limited_like_others(two, merged_of, limits, found):
    desk, first, second = two
    collate(desk, merged_of("agenda-1", *occasions(first, second), date="2031-03-20"))
    dates = {name: PartialDate(value) for name, value in limits.items() if name not in ("actor", "publisher")}
    filters = Filters(**(limits | dates))
    assert [record.id for record in desk.records(("agenda",), filters)] == found


def test_as_of_cuts_the_history_to_what_was_published_by_then(desk, reading_of, announced, merged_of):
    told = [
        ("The summit opens in Tamrin", "2031-03-01", "2031-03-20", "scheduled"),
        ("The summit was put off", "2031-03-10", None, "postponed"),
        ("The summit is on 2 April", "2031-03-12", "2031-04-02", "moved"),
    ]
    readings = [
        announced(reading_of(text, day=day, where=day), "summit", date=date, status=status)
        for text, day, date, status in told
    ]
    for reading in readings:
        desk.commit(reading, MADE_BY)
    collate(desk, merged_of("agenda-1", *occasions(*readings)))

    def as_of(day):
        (record,) = desk.records(("agenda",), Filters(as_of=PartialDate(day)))
        return record.status.value, record.date, len(record.history), len(record.reports)

    assert as_of("2031-03-05") == ("scheduled", "2031-03-20", 1, 1)
    assert as_of("2031-03-11") == ("postponed", "2031-03-20", 2, 2)
    assert as_of("2031-04") == ("moved", "2031-04-02", 3, 3)


def test_records_come_in_the_order_of_their_dates_and_undated_ones_last(two, merged_of):
    desk, first, second = two
    one, other = occasions(first, second)
    collate(desk, merged_of("b", one, date=None), merged_of("a", other, date="2031-03-02"))
    assert [record.id for record in desk.records(("agenda",))] == ["a", "b"]


# --- ids that follow -----------------------------------------------------------------------------


def test_old_ids_and_decisions_follow_when_occasions_merge_and_split(two, merged_of):
    desk, first, second = two
    one, other = occasions(first, second)
    collate(desk, merged_of("a", one), merged_of("b", other))
    for target, verb in (("a", Verb.CONFIRM), ("b", Verb.CORRECT)):
        rest = {"field": "place", "value": "Kolm"} if verb is Verb.CORRECT else {}
        desk.decide(Decision(verb=verb, targets=(target,), who="A", at="2031", **rest))

    collate(desk, merged_of("ab", one, other))
    whole = desk.record("a")
    assert whole == desk.record("b") == desk.record(other.id) == desk.record("ab")
    assert (whole.id, whole.place, whole.review) == ("ab", "Kolm", Review.CORRECTED)
    assert [known.uid for known in desk.merged()] == ["a"]

    collate(desk, merged_of("c", one), merged_of("d", other))
    assert (desk.record("a").id, desk.record("b").id, desk.record("ab").id) == ("c", "d", "c")
    assert (desk.record("c").review, desk.record("d").place) == (Review.CONFIRMED, "Kolm")
    assert {known.record.id: known.uid for known in desk.merged()} == {"c": "a", "d": "d"}
    assert list(desk.problems()) == []


def test_an_id_that_comes_again_is_a_record_s_own_again(two, merged_of):
    desk, first, second = two
    one, other = occasions(first, second)
    for identity in ("a", "b", "a"):
        collate(desk, merged_of(identity, one, other))
    (known,) = desk.merged()
    assert (known.record.id, known.uid) == ("a", "a")
    assert desk.record("b").id == "a"


def test_a_part_split_off_does_not_take_the_other_part_s_uid(two, merged_of):
    desk, first, second = two
    one, other = occasions(first, second)
    collate(desk, merged_of("a", one, other))
    collate(desk, merged_of("n", one, other), merged_of("a", replace(other, evidence=other.evidence[:1])))
    uids = {known.record.id: known.uid for known in desk.merged()}
    assert uids == {"n": "a", "a": "a-2"}


def test_a_decision_on_what_one_report_says_is_one_on_the_occasion(two, merged_of):
    desk, first, second = two
    parts = occasions(first, second)
    collate(desk, merged_of("a", *parts))
    desk.decide(Decision(verb=Verb.REJECT, targets=(parts[1].id,), who="A", at="2031"))
    assert desk.record("a").review is Review.REJECTED
    with pytest.raises(UsageError, match="there is no record agenda-0"):
        desk.decide(
            Decision(verb=Verb.CORRECT, targets=("agenda-0",), who="A", at="2", field="place", value="K")
        )


# --- verify, export, import ----------------------------------------------------------------------


@pytest.fixture
def whole(two, merged_of):
    """The same desk, collated, with a date, a record it changes, an occasion and a decision."""
    desk, first, second = two
    changed = replace(first.records[0], said="2031-03-17", date="2031-03-17")
    report_id = first.analysis.report.id
    collate(
        desk,
        merged_of("a", *occasions(first, second)),
        published=dated(first, other=second),
        redated={report_id: (changed,)},
    )
    collate(
        desk,
        merged_of("ab", *occasions(first, second)),
        published=dated(first, other=second),
    )
    for target, field, value in (("a", "place", "Kolm"), (changed.id, "speaker", ["Irena Vosklin"])):
        desk.decide(
            Decision(verb=Verb.CORRECT, targets=(target,), who="A", at="2031", field=field, value=value)
        )
    return desk


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "UPDATE merged_evidence SET quote = 'the boat' WHERE nth = 0",
            "record ab: its passage .* is not what",
        ),
        ('UPDATE merged_evidence SET start = start + 1, "end" = "end" + 1', "record ab: its passage"),
        ('UPDATE merged SET body = replace(body, \'"quote":"summit"\', \'"quote":"submit"\')', "record ab: "),
        (
            "UPDATE merged SET body = replace(body, 'scheduled', 'hoped')",
            "record ab: .*'hoped' is not one of",
        ),
        ("DELETE FROM merged_evidence", "record ab: it has no passage to rest on"),
        ("UPDATE redated SET body = '{}'", "record statement-.*the key `speaker` is missing"),
        (
            "UPDATE collated SET published_body = replace(published_body, 'Monday', 'Sunday')",
            "publication date: .*'Sunday' is not",
        ),
        (
            "UPDATE collated SET published_body = replace(published_body, 'the meeting', 'the seating')",
            "publication date: its passage at 7:18 is not what report",
        ),
    ],
)
def test_verify_looks_at_what_was_found_across_reports(whole, sql, fault):
    import re

    assert list(whole.problems()) == []
    whole._found.executescript(sql)
    assert [problem for problem in whole.problems() if re.search(fault, problem)]


def test_an_export_gives_back_all_of_it(whole, tmp_path):
    lines = list(export_jsonl(whole))
    with open_desk(tmp_path / "other.db", create=True) as other:
        assert import_jsonl(lines, other, "all.jsonl").failed == []
        assert list(export_jsonl(other)) == lines
        assert other.collated_by() == FOUND_BY
        assert list(other.problems()) == []
        assert list(other.records()) == list(whole.records())
        before = other._found.total_changes
        import_jsonl(lines, other, "all.jsonl")
        assert other._found.total_changes - before <= 1
        assert list(export_jsonl(other)) == lines


def test_into_a_desk_with_other_reports_ids_come_along_and_the_next_collation_makes_one_of_both(
    whole, two, tmp_path, reading_of, announced, merged_of
):
    _, first, second = two
    third = announced(reading_of("Mirel: the summit of Tamrin", where="c.txt"), "summit", place="Tamrin")
    with open_desk(tmp_path / "other.db", create=True) as other:
        other.commit(third, MADE_BY)
        collate(other, merged_of("z", *occasions(third)))
        assert import_jsonl(export_jsonl(whole), other, "all.jsonl").failed == []
        assert other.collated_by() is None
        collate(other, merged_of("zab", *occasions(third, first, second)))
        assert {other.record(identity).id for identity in ("z", "a", "ab")} == {"zab"}
        assert other.record("z").place == "Kolm"
        assert list(other.problems()) == []


def test_a_merged_record_of_a_report_left_out_is_left_out(whole, tmp_path):
    lines = list(export_jsonl(whole))
    bad = [
        line.replace('"row":"report"', '"row":"report","mood":1')
        if FIRST in line and '"row":"report"' in line
        else line
        for line in lines
    ]
    with open_desk(tmp_path / "other.db", create=True) as other:
        done = import_jsonl(bad, other, "all.jsonl")
        assert len(done.failed) == 1
        assert list(other.merged()) == []
        assert other.collated_by() is None


def test_a_collation_that_is_killed_leaves_the_old_one(whole, tmp_path):
    before = list(export_jsonl(whole))
    path = whole.path
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM collated")
    other.execute("DELETE FROM alias")
    other.close()  # what a killed program leaves: a transaction that never ended
    assert list(export_jsonl(whole)) == before


def test_the_page_s_question_about_the_agenda_gives_each_step(whole, root):
    import re

    page = (root / "docs" / "desk.md").read_text(encoding="utf-8")
    (question,) = [q for q in re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL) if "merged m" in q]
    rows = whole._found.execute(question).fetchall()
    assert [row[1:] for row in rows] == [
        (2, None, "scheduled", "summit"),
        (2, "2031-03-16", "scheduled", "meeting"),
    ]

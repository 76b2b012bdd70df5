import json

import pytest

from standoff.desk.base import Decision, Verb
from standoff.desk.sqlite import open_desk
from standoff.errors import ReportError, UsageError
from standoff.exports.jsonl import export_jsonl
from standoff.exports.jsonl_import import import_jsonl
from standoff.model.codec import dumps
from standoff.model.report import RawItem

MADE_BY = "extract/1 attributions/1"


@pytest.fixture
def stocked(desk, reading_of):
    """A desk with something of everything on it."""
    page = RawItem(b"<p>Darek\x00\xff", "page.html", "text/html")
    first = reading_of(
        "Vosklin: the 🚢 will\u2028 stay\nDarek: no", day="2031-03-01", url="https://npa.example/1"
    )
    desk.commit(first, MADE_BY)
    desk.commit(reading_of("Darek: they will not", where="page.html", raw=page), "extract/2")
    desk.add_place(first.analysis.report.id, "copy.txt")
    desk.set_aside(ReportError("b.txt", "empty", "there is no text in it", "leave it out"))
    one, other = (record.id for record in first.records)
    for verb, targets, rest in (
        (Verb.CORRECT, (one,), {"field": "speaker", "value": ["Irena Vosklin"]}),
        (Verb.SAME, (one, other), {"note": "the same ships"}),
        (Verb.REJECT, (other,), {}),
    ):
        desk.decide(Decision(verb=verb, targets=targets, who="A. Reader", at="2031-03-02", **rest))
    return desk


@pytest.fixture
def other(tmp_path):
    with open_desk(tmp_path / "other.db", create=True) as opened:
        yield opened


def rows(lines):
    return [json.loads(line) for line in lines]


def test_an_export_gives_back_the_same_desk(stocked, other):
    lines = list(export_jsonl(stocked))
    done = import_jsonl(lines, other, "desk.jsonl")
    assert (done.reports, done.decisions, done.failed) == (2, 3, [])
    assert list(export_jsonl(other)) == lines
    assert list(other.records()) == list(stocked.records())
    assert list(other.problems()) == []


def test_a_second_import_changes_nothing(stocked):
    lines = list(export_jsonl(stocked))
    before = stocked._found.total_changes
    assert import_jsonl([line + "\n" for line in lines], stocked, "desk.jsonl").failed == []
    assert list(export_jsonl(stocked)) == lines
    assert stocked._found.total_changes - before <= 1  # what was set aside is written over


def test_the_lines_are_lines_and_say_what_they_are(stocked):
    lines = list(export_jsonl(stocked))
    assert all(line.splitlines() == [line] for line in lines)
    found = rows(lines)
    assert found[0] == {"row": "desk", "format": "standoff desk", "version": 3}
    assert found[-1] == {"row": "end", "rows": len(lines)}
    assert [next(iter(row)) for row in found] == ["row"] * len(lines)
    kinds = [row["row"] for row in found]
    assert kinds[1:9] == ["report", *["annotation"] * 6, "record"]
    assert {"raw", "reject", "set_aside", "decision"} < set(kinds)


def test_a_record_stands_as_decided_with_what_the_machine_said(stocked):
    found = {row["id"]: row for row in rows(export_jsonl(stocked)) if row["row"] == "record"}
    corrected = next(row for row in found.values() if row["review"] == "corrected")
    assert (corrected["speaker"], corrected["asserted"]) == (["Irena Vosklin"], {"speaker": ["Vosklin"]})
    assert sorted(row["review"] for row in found.values()) == ["corrected", "proposed", "rejected"]
    assert sum("asserted" in row for row in found.values()) == 1


def test_an_empty_desk(desk, other):
    lines = list(export_jsonl(desk))
    assert len(lines) == 2
    assert import_jsonl(lines, other, "desk.jsonl").failed == []


# --- what is no export, or a bad one -------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (
            "Notes, and no desk.",
            "notes.txt: this is no export of a desk; make one with `standoff export jsonl`",
        ),
        ('{"id": "1", "text": "Talks opened."}', "this is no export of a desk"),
        ("[]", "this is no export of a desk"),
        ("", "this is no export of a desk"),
        (
            '{"row": "desk", "format": "standoff desk", "version": 7}',
            "version 7, not 3; make it anew with this Standoff",
        ),
    ],
)
def test_what_is_no_export(other, first, said):
    with pytest.raises(UsageError, match=said):
        import_jsonl([first, "{}"], other, "notes.txt")


def damaged(lines, kind, change):
    """Change the first row of a kind; gives the lines and its number."""
    found = rows(lines)
    at = next(number for number, row in enumerate(found) if row["row"] == kind)
    change(found[at])
    return [*lines[:at], dumps(found[at]), *lines[at + 1 :]], at + 1


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("report", lambda row: row.update(text="Other words."), "text: its SHA-256 is not"),
        ("report", lambda row: row.pop("made_by"), "the key `made_by` is missing"),
        ("report", lambda row: row.update(where=[]), "where: names no place"),
        ("report", lambda row: row.update(mood="calm"), "the key 'mood' is unknown"),
        ("annotation", lambda row: row.update(quote="?" * len(row["quote"])), "is not the passage at"),
        ("annotation", lambda row: row.update(report="rep-0"), "report: 'rep-0' is not rep-"),
        ("annotation", lambda row: row.pop("by"), "the key `by` is missing"),
        ("record", lambda row: row.update(evidence=[]), "no passage to rest on"),
        ("record", lambda row: row["evidence"][0].update(report="rep-0"), "points at what is not there"),
        ("record", lambda row: row["evidence"][0].update(quote="?" * 26), "is not"),
        ("record", lambda row: row.update(asserted=4), "4 is not an object"),
        ("reject", lambda row: row.update(start="0"), "is not a start and an end"),
        ("reject", lambda row: row.update(report="rep-0"), "report: 'rep-0' is not rep-"),
    ],
)
def test_a_bad_row_leaves_its_report_out_and_no_other(stocked, other, kind, change, said):
    lines, _ = damaged(list(export_jsonl(stocked)), kind, change)
    done = import_jsonl(lines, other, "desk.jsonl")
    (failed,) = done.failed
    assert failed.where.startswith("desk.jsonl, line ")
    assert said in failed.detail
    assert failed.exit_code == 1
    assert [stored.report.text for stored in other.reports()] == ["Darek: they will not"]
    assert done.decisions == 3
    assert list(other.problems()) == []


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("raw", lambda row: row.update(base64="?"), "base64: "),
        ("raw", lambda row: row.update(base64="AAAA"), "base64: not the bytes whose SHA-256 is"),
        ("raw", lambda row: row.pop("media_type"), "the key `media_type` is missing"),
        ("set_aside", lambda row: row.pop("reason"), "the key `reason` is missing"),
        ("decision", lambda row: row.update(who="B. Other"), "is not that of this decision; it was changed"),
        ("decision", lambda row: row.update(verb="shout"), "verb: 'shout' is not one of confirm"),
        ("decision", lambda row: row.update(targets=[]), "is not that of this decision"),
        ("set_aside", lambda row: row.update(row="mood"), "row: 'mood' is not one of"),
        ("end", lambda row: row.update(rows=3), "rows where it should have 3"),
    ],
)
def test_a_bad_row_is_named_with_its_line(stocked, other, kind, change, said):
    lines, number = damaged(list(export_jsonl(stocked)), kind, change)
    (failed,) = import_jsonl(lines, other, "desk.jsonl").failed
    assert failed.where == f"desk.jsonl, line {number}"
    assert said in failed.detail


def test_a_line_that_is_no_json(stocked, other):
    lines = list(export_jsonl(stocked))
    (failed,) = import_jsonl([lines[0], "{", *lines[1:]], other, "d").failed[:1]
    assert "the row is not JSON" in failed.detail
    assert len(list(other.reports())) == 2


@pytest.mark.parametrize("kept", [1, 2, 5, -1])
def test_a_file_that_breaks_off_leaves_its_last_report_out(stocked, other, kept):
    lines = list(export_jsonl(stocked))[:kept]
    (failed,) = import_jsonl(lines, other, "desk.jsonl").failed
    assert "the file breaks off before its last row" in failed.detail
    assert len(list(other.reports())) == (2 if kept == -1 else 0)
    assert list(other.problems()) == []


def test_it_goes_into_a_desk_that_has_other_things(stocked, other, reading_of):
    other.commit(reading_of("Mirel: we were here before"), MADE_BY)
    other.decide(Decision(verb=Verb.CONFIRM, targets=("statement-0",), who="C", at="2031"))
    import_jsonl(export_jsonl(stocked), other, "desk.jsonl")
    assert len(list(other.reports())) == 3
    assert [decision.seq for decision in other.decisions()] == [1, 2, 3, 4]

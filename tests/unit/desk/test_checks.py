import re
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from standoff.desk.base import Reading
from standoff.model.analysis import Analysis
from standoff.model.codebook import Basis
from standoff.model.partial_date import PartialDate
from standoff.model.record import RECORDS, Evidence, EvidenceRole, Record
from standoff.model.report import Because, Published, RawItem
from standoff.model.shape import names
from standoff.model.span import Span

MADE_BY = "extract/1 attributions/1"
TEXT = "Vosklin: the ships will stay until March\nDarek: they will not"


@pytest.fixture
def tampered(desk, reading_of):
    """A desk to change behind its back: gives back its faults after some SQL."""
    page = RawItem(b"<p>Vosklin", "page.html", "text/html")
    made = reading_of(TEXT, raw=page)
    published = Published(
        PartialDate("2031-02"), "2031-02", Basis.INFERRED, 0.5, (Because(Span(35, 40), "a month"),)
    )
    analysis = Analysis(made.analysis.report, published, made.analysis.annotations, made.analysis.rejects)
    desk.commit(Reading(analysis, made.records, "page.html", "utf-8", page), MADE_BY)
    desk.commit(reading_of("Mirel: nothing here is changed"), MADE_BY)
    assert list(desk.problems()) == []

    def after(sql):
        desk._found.execute("PRAGMA foreign_keys = OFF")
        desk._found.executescript(sql)
        return list(desk.problems())

    return after


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "UPDATE annotation SET quote = 'the boats' WHERE layer = 'mention'",
            "annotation men-.*: 'the boats' is not",
        ),
        (
            "UPDATE annotation SET start = start + 1 WHERE layer = 'sentence'",
            "annotation sen-.*is not the passage",
        ),
        (
            "UPDATE annotation SET \"end\" = 4000 WHERE layer = 'sentence'",
            "annotation sen-.*:4000 reaches past",
        ),
        ("UPDATE annotation SET start = -4", "annotation .*a span needs 0 <= start"),
        ("UPDATE annotation SET start = 'x'", "annotation .*is not a start and an end"),
        (
            "UPDATE annotation SET body = replace(body, '[[0,', '[[-3,') WHERE layer = 'attribution'",
            "source: a span",
        ),
        (
            "UPDATE annotation SET body = replace(body, ',40]]', ',4000]]')",
            "content: the span 9:4000 reaches past",
        ),
        (
            "UPDATE annotation SET body = replace(body, 'indirect', 'oblique')",
            "style: 'oblique' is not one of",
        ),
        (
            "UPDATE annotation SET body = 'x' WHERE layer = 'sentence'",
            "annotation sen-.*: the row is not JSON",
        ),
        ("UPDATE annotation SET layer = 'mood' WHERE layer = 'mention'", "layer: 'mood' is not one of"),
        ("UPDATE text SET body = body || '.'", "the text is not the one whose SHA-256 is"),
        (
            "UPDATE text SET body = replace(body, 'stay', 'sail')",
            "annotation sen-.*where the text says 'Vosklin: the",
        ),
        ("UPDATE text SET body = NULL WHERE 0; DELETE FROM text", "its text is not there"),
        (
            "UPDATE evidence SET quote = 'the ships will go'",
            "record statement-.*: its passage at 9:40 is not what",
        ),
        ("UPDATE evidence SET start = start + 1", "record statement-.* is not"),
        (
            "UPDATE evidence SET report = 'rep-0'",
            "table evidence: a row points at a report that is not there",
        ),
        ("DELETE FROM evidence", "record statement-.*: .*no passage to rest on"),
        ("UPDATE assertion SET body = '{}'", "record statement-.*: the key `speaker` is missing"),
        ("UPDATE assertion SET kind = 'mood'", "record statement-.*: kind: 'mood' is not one of"),
        ("UPDATE reject SET quote = 'Oster'", "reject at 0:7: its quote is not what the text says there"),
        (
            "UPDATE report SET published_body = replace(published_body, 'March', 'April')",
            "publication date: .*'April'",
        ),
        ("UPDATE report SET published_body = '{}'", "publication date: the key `value` is missing"),
        ("UPDATE raw SET data = x'00'", "raw .*: the bytes are not those whose SHA-256 it is"),
        (
            "UPDATE provenance SET report = 'rep-0'",
            "table provenance: a row points at a report that is not there",
        ),
        (
            "INSERT INTO sentence_words (sentence_words) VALUES ('delete-all')",
            "the search index: it does not agree with the sentences",
        ),
        (
            "DROP TRIGGER sentence_changed; UPDATE annotation SET quote = 'x' WHERE layer = 'sentence'",
            "the search index: it does not agree with the sentences",
        ),
    ],
)
def test_what_was_changed_behind_its_back_is_named(tampered, sql, fault):
    faults = tampered(sql)
    assert any(re.search(fault, line) for line in faults), faults
    assert all("\n" not in line for line in faults)


def test_only_what_was_changed_is_named(tampered):
    (fault,) = tampered("UPDATE annotation SET quote = 'Daren' WHERE quote = 'Darek'")
    assert "'Daren' is not the passage at 41:46, where the text says 'Darek'" in fault


def test_a_file_that_is_damaged_in_the_middle(tmp_path, desk, reading_of):
    for number in range(50):
        desk.commit(reading_of(f"Vosklin: {number} " + "stay " * 200), MADE_BY)
    desk._found.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = tmp_path / "standoff.db"
    whole = bytearray(path.read_bytes())
    for page in range(8, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(bytes(whole))
    desk._found.execute("PRAGMA shrink_memory")
    faults = list(desk.problems())
    assert faults
    assert any(fault.startswith("the file: ") for fault in faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarrel(Record):
    kind: ClassVar[str] = "quarrel"
    sides: tuple[Evidence, ...]


def test_a_passage_inside_a_new_kind_of_record_is_checked(desk, reading_of, monkeypatch):
    monkeypatch.setitem(RECORDS, "quarrel", Quarrel)
    made = reading_of(TEXT)
    shared = {name: getattr(made.records[0], name) for name in names(Record)}
    quarrel = Quarrel(**shared, sides=(Evidence.of(made.analysis.report, EvidenceRole.VALUE, Span(9, 12)),))
    desk.commit(replace(made, records=(quarrel,)), MADE_BY)
    assert list(desk.records(("quarrel",))) == [quarrel]
    assert list(desk.problems()) == []
    desk._found.execute("UPDATE assertion SET body = replace(body, '\"start\":9', '\"start\":8')")
    (fault,) = desk.problems()
    assert "its passage at 8:12 is not what report" in fault


def test_faults_are_found_one_report_at_a_time(desk, reading_of):
    for number in range(3):
        desk.commit(reading_of(f"Vosklin: {number}"), MADE_BY)
    desk._found.execute("UPDATE annotation SET quote = 'x'")
    faults = desk.problems()
    first = next(faults)
    assert first.startswith("report rep-")
    assert len(list(faults)) == 8

import csv

import pytest

from standoff.desk.base import Decision, Filters, Verb
from standoff.errors import ReportError, UsageError
from standoff.exports.tables import columns, write_tables
from standoff.model.partial_date import PartialDate

MADE_BY = "extract/1 attributions/1"


def table(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_an_empty_desk_gives_every_table_with_its_header(desk, tmp_path):
    paths = write_tables(desk, tmp_path / "new" / "csv")
    assert [path.stem for path in paths] == list(columns())
    for path in paths:
        assert path.read_text(encoding="utf-8") == ",".join(columns()[path.stem]) + "\n"


def test_every_row_is_there(desk, tmp_path, reading_of):
    reading = reading_of(
        "Vosklin: the ships will stay\nDarek: no", day="2031-03-01", title="Ships", publisher="NPA"
    )
    desk.commit(reading, MADE_BY)
    desk.add_place(reading.analysis.report.id, "b.txt")
    desk.set_aside(ReportError("c.txt", "empty", "there is no text in it", "leave it out"))
    first = reading.records[0]
    decision = Decision(
        verb=Verb.CORRECT, targets=(first.id,), who="A", at="2031", field="speaker", value=["Irena", "Mirel"]
    )
    desk.decide(decision)
    write_tables(desk, tmp_path)

    (report,) = table(tmp_path, "reports")
    assert (report["id"], report["title"], report["where"]) == (
        reading.analysis.report.id,
        "Ships",
        "a.txt; b.txt",
    )
    assert (report["published"], report["basis"], report["characters"]) == ("2031-03-01", "metadata", "38")
    said = table(tmp_path, "statement")[0]
    assert (said["speaker"], said["review"], said["words"]) == (
        "Irena; Mirel",
        "corrected",
        "the ships will stay",
    )
    assert (said["report"], said["start"], said["end"]) == (report["id"], "9", "28")
    assert (said["quote"], said["role"], said["passages"]) == ("the ships will stay", "content", "1")
    quoted = table(tmp_path, "annotation-attribution")
    assert [(row["source"], row["content"], row["cue"]) for row in quoted] == [
        ("0:7", "9:28", ""),
        ("29:34", "36:38", ""),
    ]
    assert len(table(tmp_path, "annotation-sentence")) == len(table(tmp_path, "rejects")) == 2
    assert table(tmp_path, "set_aside")[0]["where"] == "c.txt"
    assert table(tmp_path, "decisions")[0]["value"] == '["Irena","Mirel"]'
    assert table(tmp_path, "figure") == table(tmp_path, "annotation-time") == []


ODD = [
    "=1+1",
    "+49",
    "-x",
    "@sum",
    "\tx",
    "\rx",
    'a"b',
    "a,b",
    "a\nb",
    "a\r\nb",
    "x\ry",
    " a ",
    "🚢",
    "\0",
    "'q",
    "ü;v",
]


@pytest.mark.parametrize("title", ODD)
def test_cells_hold_the_exact_text(desk, tmp_path, reading_of, title):
    desk.commit(reading_of("Talks", title=title), MADE_BY)
    write_tables(desk, tmp_path)
    assert [row["title"] for row in table(tmp_path, "reports")] == [title]


@pytest.mark.parametrize("title", ODD)
def test_for_spreadsheets_no_text_is_a_formula(desk, tmp_path, reading_of, title):
    desk.commit(reading_of("Talks", title=title), MADE_BY)
    write_tables(desk, tmp_path, for_spreadsheets=True)
    (row,) = table(tmp_path, "reports")
    assert row["title"] == (f"'{title}" if title[0] in "=+-@\t\r" else title)


def test_tables_can_be_limited(desk, tmp_path, reading_of):
    for day in ("2031-01-01", "2031-06-01"):
        desk.commit(reading_of(f"Vosklin: {day}", day=day), MADE_BY)
    write_tables(desk, tmp_path, Filters(until=PartialDate("2031-03")))
    for name in ("reports", "statement", "annotation-sentence", "rejects"):
        assert len(table(tmp_path, name)) == 1


def test_the_same_desk_gives_the_same_bytes(desk, tmp_path, reading_of):
    desk.commit(reading_of("Vosklin: the ships will stay"), MADE_BY)
    once = {path.name: path.read_bytes() for path in write_tables(desk, tmp_path)}
    again = {path.name: path.read_bytes() for path in write_tables(desk, tmp_path)}
    assert once == again


def test_a_folder_that_cannot_be_written(desk, tmp_path):
    (tmp_path / "csv").touch()
    with pytest.raises(UsageError, match=r"the tables cannot be written there .*; name another folder"):
        write_tables(desk, tmp_path / "csv")

"""What the commands about dates and the agenda promise: `collate`, `agenda`, `timeline`, `export ics`."""

import json
import os
import signal
import sqlite3
import subprocess
import sys

import icalendar
import pytest

COMMAND = [sys.executable, "-c", "from standoff.cli import main; main()"]

MEETING = (
    "Foreign Minister Ivo Karr of Varn will meet Foreign Minister Ana Orlan of Osk for talks in Geneva on "
    "March 20 and 21, officials said on Friday."
)
AGAIN = (
    "Foreign Minister Ana Orlan of Osk is to meet Foreign Minister Ivo Karr in Geneva on March 20 and 21. "
    "The envoys of Varn left on Tuesday."
)
PUT_OFF = (
    "The talks of Foreign Minister Ivo Karr and Foreign Minister Ana Orlan in Geneva, scheduled for "
    "March 20, were moved to April 2, officials said. “We will wait,” Ana Orlan said on March 14."
)
ROWS = [
    {"id": "one", "text": MEETING, "published": "2031-03-14", "publisher": "The Ledger", "title": "Talks"},
    {"id": "two", "text": AGAIN, "published": "2031-03-12", "publisher": "Star"},
    {"id": "three", "text": PUT_OFF, "published": "2031-03-15", "publisher": "Moon"},
    {
        "id": "four",
        "text": "The envoys of Varn met on Monday. They will meet again in June.",
        "published": None,
    },
]


def run(*args, cwd, stdin=b""):
    env = {key: value for key, value in os.environ.items() if key != "STANDOFF_DESK"}
    return subprocess.run(
        [*COMMAND, *map(str, args)], cwd=cwd, input=stdin, capture_output=True, check=False, env=env
    )


def lines(*args, cwd):
    done = run(*args, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def written(folder, rows, name="rows.jsonl"):
    (folder / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the rows and a desk that has read them."""
    found = written(tmp_path_factory.mktemp("agenda"), ROWS)
    done = run("read", "rows.jsonl", cwd=found)
    assert done.returncode == 0, done.stderr.decode()
    assert "on the agenda" in done.stderr.decode()
    return found


# --- the agenda ----------------------------------------------------------------------------------


def test_an_occasion_is_one_line_however_many_reports_name_it(folder):
    rows = lines("agenda", "--format", "jsonl", "--actor", "karr", cwd=folder)
    texts = {row["id"]: row["text"] for row in ROWS}
    reports = {row["given_id"]: row["id"] for row in lines("reports", "--format", "jsonl", cwd=folder)}
    assert len(rows) == 1
    (row,) = rows
    assert (row["date"], row["place"], row["families"], row["status"]) == ("2031-04-02", "Geneva", 3, "moved")
    assert set(row["parties"]) >= {"Ana Orlan", "Ivo Karr"}
    assert sorted(row["reports"]) == sorted(reports[name] for name in ("one", "two", "three"))
    assert [step[:10] for step in row["history"]] == sorted(step[:10] for step in row["history"])
    text = next(texts[name] for name, report in reports.items() if report == row["report"])
    assert text[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize("command", ["agenda", "timeline"])
def test_every_listing_has_every_format(folder, command, form):
    done = run(command, "--format", form, cwd=folder)
    out = done.stdout.decode()
    assert done.returncode == 0
    assert "2031-04-02" in out
    if form == "json":
        assert isinstance(json.loads(out), list)


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (["--as-of", "2031-03-13"], [("2031-03-20/2031-03-21", "scheduled", 1)]),
        (["--as-of", "2031-03-14"], [("2031-03-20/2031-03-21", "scheduled", 2)]),
        (["--since", "2031-04", "--until", "2031-04-30"], [("2031-04-02", "moved", 3)]),
        (["--since", "2032"], []),
        (["--status", "scheduled"], []),
        (["--status", "moved", "--publisher", "moon"], [("2031-04-02", "moved", 3)]),
    ],
)
def test_the_agenda_can_be_limited_and_seen_as_of_a_day(folder, limits, found):
    rows = lines("agenda", "--format", "jsonl", "--actor", "orlan", *limits, cwd=folder)
    assert [(row["date"], row["status"], row["families"]) for row in rows] == found


def test_any_id_of_an_occasion_shows_it(folder):
    (row,) = lines("agenda", "--format", "jsonl", "--actor", "karr", cwd=folder)
    connection = sqlite3.connect(folder / "standoff.db")
    aliases = [
        alias for (alias,) in connection.execute("SELECT alias FROM alias WHERE merged = ?", (row["id"],))
    ]
    connection.close()
    assert len(aliases) >= 3
    for identity in (row["id"], aliases[0]):
        done = run("show", identity, cwd=folder)
        assert done.returncode == 0
        assert "⟦" in done.stdout.decode()
        assert row["id"] in done.stdout.decode()


# --- the timeline --------------------------------------------------------------------------------


def test_the_timeline_keeps_apart_what_was_and_what_is_announced(folder):
    rows = lines("timeline", "--format", "jsonl", cwd=folder)
    bands = [row["band"] for row in rows]
    order = ["past", "announced", "past, imprecise", "announced, imprecise"]
    assert bands == sorted(bands, key=order.index)
    assert ("announced", "2031-04-02") in {(row["band"], row["date"]) for row in rows}
    assert ("past", "2031-03-14") in {(row["band"], row["date"]) for row in rows}


def test_the_timeline_is_a_page_without_script(folder, tmp_path):
    done = run(
        "timeline", "--format", "html", "--title", "<i>x</i>", "--out", tmp_path / "t.html", cwd=folder
    )
    assert (done.returncode, done.stdout) == (0, b"")
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<i>" not in page
    assert "<script" not in page


def test_out_is_for_the_page(folder):
    done = run("timeline", "--out", "x", cwd=folder)
    assert done.returncode == 2
    assert "--format html" in done.stderr.decode()


# --- the calendar --------------------------------------------------------------------------------


def test_the_calendar_goes_to_a_file_or_to_standard_output(folder, tmp_path):
    done = run("export", "ics", cwd=folder)
    assert done.returncode == 0
    assert "occasion" in done.stderr.decode()
    run("export", "ics", "--out", tmp_path / "a.ics", cwd=folder)
    assert (tmp_path / "a.ics").read_bytes() == done.stdout
    events = icalendar.Calendar.from_ical(done.stdout).events
    assert [(e.start.isoformat(), str(e["status"])) for e in events] == [("2031-04-02", "CONFIRMED")]


@pytest.mark.slow
def test_a_meeting_that_moves_keeps_its_uid(tmp_path):
    seen = []
    for number, row in enumerate((ROWS[1], ROWS[0], ROWS[2])):
        written(tmp_path, [row], f"{number}.jsonl")
        assert run("read", f"{number}.jsonl", cwd=tmp_path).returncode == 0
        (event,) = icalendar.Calendar.from_ical(run("export", "ics", cwd=tmp_path).stdout).events
        seen.append((str(event["uid"]), event["sequence"], event.start.isoformat(), str(event["status"])))
    assert len({uid for uid, *_ in seen}) == 1
    assert [rest for _, _, *rest in seen] == [
        ["2031-03-20", "TENTATIVE"],
        ["2031-03-20", "CONFIRMED"],
        ["2031-04-02", "CONFIRMED"],
    ]
    assert seen[0][1] == seen[1][1] == 0 < seen[2][1]


# --- without a desk ------------------------------------------------------------------------------

KEYS = ["id", "published", "family", "role", "origin", "story", "rewritten"]


def test_collate_gives_a_row_a_report_and_the_records_apart(folder, tmp_path):
    rows = lines("collate", "rows.jsonl", "--records", tmp_path / "records.jsonl", cwd=folder)
    assert [row["id"] for row in rows] == [row["id"] for row in ROWS]
    assert all(list(row) == KEYS for row in rows)
    assert [(row["family"], row["rewritten"]) for row in rows] == [(None, [])] * 4
    for row in rows:
        published = row["published"]
        assert {"value", "edtf", "basis", "confidence", "because"} <= set(published)
        for why in published["because"]:
            text = next(given["text"] for given in ROWS if given["id"] == why["report"])
            assert text[why["start"] : why["end"]] == why["quote"]
    records = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text("utf-8").splitlines()]
    listed = lines("agenda", "--format", "jsonl", cwd=folder)
    assert [(r["id"], r["date"], r["status"]) for r in records] == [
        (r["id"], r["date"], r["status"]) for r in listed
    ]
    for record in records:
        for passage in (*record["evidence"], *record["history"]):
            text = next(given["text"] for given in ROWS if given["id"] == passage["report"])
            assert text[passage["start"] : passage["end"]] == passage["quote"]
        assert set(record["reports"]) <= {row["id"] for row in ROWS}


@pytest.mark.slow
def test_collate_reads_a_pipe_and_keeps_the_order_whatever_it_is(folder):
    data = "\n".join(map(json.dumps, ROWS)).encode()
    whole = run("collate", "rows.jsonl", cwd=folder)
    assert run("collate", "-", cwd=folder, stdin=data).stdout == whole.stdout
    turned = run("collate", "-", cwd=folder, stdin="\n".join(map(json.dumps, ROWS[::-1])).encode())
    assert turned.stdout.splitlines()[::-1] == whole.stdout.splitlines()


def test_a_bad_row_is_named_and_nothing_else_is_lost(tmp_path):
    data = [json.dumps(ROWS[0]), "{broken", json.dumps({"id": "x"}), json.dumps(ROWS[1]), json.dumps(ROWS[0])]
    (tmp_path / "rows.jsonl").write_text("\n".join(data), encoding="utf-8")
    done = run("collate", "rows.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["one", "two", "one"]
    for number in (2, 3):
        assert f"rows.jsonl, line {number}" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


BAD_DATES = [
    ("3031-01-01", "the year is outside 1000 to 2200"),
    ("0999-12-31", "the year is outside 1000 to 2200"),
    ("2031-02-30", "has no day 30"),
    ("last Friday", "is no ISO 8601 date"),
    (20310314, "is no ISO 8601 date"),
    ({"day": 3}, "is no ISO 8601 date"),
]


@pytest.mark.parametrize("command", ["annotate", "collate", "read"])
def test_a_date_that_cannot_be_used_is_named_by_its_row_and_treated_as_absent(tmp_path, command):
    bad = [
        {"id": str(n), "text": f"They met {n}.", "published": given} for n, (given, _) in enumerate(BAD_DATES)
    ]
    done = run(command, "rows.jsonl", cwd=written(tmp_path, [*bad, ROWS[0]]))
    assert done.returncode == 0, done.stderr.decode()
    named = [line for line in done.stderr.decode().splitlines() if "the date given" in line]
    for number, ((_, fault), line) in enumerate(zip(BAD_DATES, named, strict=True), start=1):
        assert line.startswith(f"rows.jsonl, line {number}: the date given")
        assert fault in line
    if command == "read":
        dates = [row["basis"] for row in lines("reports", "--format", "jsonl", cwd=tmp_path)]
    else:
        rows = [json.loads(line)["published"] for line in done.stdout.splitlines()]
        dates = [row["basis"] for row in rows]
        assert all(fault in row["note"] for (_, fault), row in zip(BAD_DATES, rows, strict=False))
    assert dates.count("metadata") == 1


# --- the desk ------------------------------------------------------------------------------------


def test_verify_export_and_import_have_all_of_it(folder, tmp_path):
    assert run("verify", cwd=folder).returncode == 0
    whole = run("export", "jsonl", cwd=folder).stdout
    (tmp_path / "all.jsonl").write_bytes(whole)
    assert run("import", "all.jsonl", cwd=tmp_path).returncode == 0
    assert run("export", "jsonl", cwd=tmp_path).stdout == whole
    assert run("export", "ics", cwd=tmp_path).stdout == run("export", "ics", cwd=folder).stdout


@pytest.mark.slow
def test_the_order_in_which_reports_come_changes_nothing_that_is_listed(folder, tmp_path):
    for number, row in enumerate(ROWS[::-1]):
        written(tmp_path, [row], f"{number}.jsonl")
        assert run("read", f"{number}.jsonl", cwd=tmp_path).returncode == 0
    for command in ("agenda", "timeline"):
        ours, theirs = (run(command, "--format", "jsonl", cwd=where).stdout for where in (tmp_path, folder))
        assert ours == theirs


def test_the_brief_has_the_agenda_and_refuses_none_of_it(folder):
    made = json.loads(run("brief", "--format", "json", cwd=folder).stdout)
    (section,) = [section for section in made["sections"] if section["id"] == "agenda"]
    told = [line["text"] for group in section["groups"] for line in group["lines"]]
    assert any(line.startswith("2 April 2031: ") and "in Geneva" in line for line in told)
    assert made["refused"] == []


_STOPPED = """
import os, signal, sys
from standoff import api
from standoff.desk import across
whole = across._insert
def killed(*args):
    whole(*args)
    os.kill(os.getpid(), signal.SIGKILL)
across._insert = killed
with api.open_desk("standoff.db") as desk:
    api.read(desk, ["more.jsonl"], api.registry_for(None))
"""


@pytest.mark.slow
def test_killed_while_it_collates_the_desk_has_what_it_had_and_goes_on(folder, tmp_path):
    (tmp_path / "standoff.db").write_bytes((folder / "standoff.db").read_bytes())
    more = {"id": "five", "text": AGAIN.replace("March 20 and 21", "May 5"), "published": "2031-03-16"}
    written(tmp_path, [more], "more.jsonl")
    before = run("agenda", "--format", "jsonl", cwd=tmp_path).stdout
    ended = subprocess.run([sys.executable, "-c", _STOPPED], cwd=tmp_path, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert run("verify", cwd=tmp_path).returncode == 0
    done = run("agenda", "--format", "jsonl", cwd=tmp_path)
    assert done.stdout == before
    assert "`standoff read` does it anew" in done.stderr.decode()
    assert run("read", "more.jsonl", cwd=tmp_path).returncode == 0
    again = run("agenda", "--format", "jsonl", cwd=tmp_path)
    assert again.stderr == b""
    assert len(again.stdout.splitlines()) == len(before.splitlines()) + 1

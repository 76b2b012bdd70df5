import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from standoff.desk import connection
from standoff.desk.connection import APPLICATION_ID, Migration, migrate, migrations
from standoff.desk.sqlite import open_desk
from standoff.errors import DeskError, StandoffError, UsageError
from standoff.model.codebook import Layer

MADE_BY = "extract/1 attributions/1"
NEWEST = migrations()[-1].version
NEXT = Migration(NEWEST + 1, "ALTER TABLE report ADD COLUMN family TEXT;\nUPDATE report SET family = id;")
BROKEN = Migration(NEWEST + 1, "ALTER TABLE report ADD COLUMN family TEXT;\nUPDATE nothing SET family = id;")


@pytest.fixture
def full(tmp_path, reading_of):
    """A desk of the newest version with a report on it, closed."""
    with open_desk(tmp_path / "full.db", create=True) as desk:
        desk.commit(reading_of("Vosklin: the ships will stay"), MADE_BY)
    return tmp_path / "full.db"


def version(path):
    plain = sqlite3.connect(path)
    found = (
        plain.execute("PRAGMA user_version").fetchone()[0],
        plain.execute("PRAGMA application_id").fetchone()[0],
    )
    plain.close()
    return found


def test_a_new_desk_is_of_the_newest_version(tmp_path):
    open_desk(tmp_path / "d.db", create=True).close()
    assert version(tmp_path / "d.db") == (migrations()[-1].version, APPLICATION_ID)


def test_an_empty_file_becomes_a_desk_only_when_one_is_to_be_made(tmp_path):
    path = tmp_path / "d.db"
    path.touch()
    with pytest.raises(DeskError, match="the file is empty, so it is no desk"):
        open_desk(path)
    open_desk(path, create=True).close()
    open_desk(path).close()


def test_migrations_are_numbered_without_gaps():
    assert [step.version for step in migrations()] == list(range(1, len(migrations()) + 1))


def test_a_desk_is_brought_forward_with_what_is_on_it(full, monkeypatch):
    monkeypatch.setattr(connection, "migrations", lambda: (*migrations(), NEXT))
    with open_desk(full) as desk:
        (stored,) = desk.reports()
        assert desk._found.execute("SELECT family FROM report").fetchall() == [(stored.report.id,)]
        assert len(list(desk.records())) == 1
        assert list(desk.problems()) == []
    assert version(full) == (NEXT.version, APPLICATION_ID)


def test_marks_of_version_1_get_the_keys_they_lack(tmp_path, reading_of):
    path = tmp_path / "d.db"
    with open_desk(path, create=True) as desk:
        desk.commit(reading_of("Vosklin: the ships will stay"), MADE_BY)
    plain = sqlite3.connect(path)
    dropped = "json_remove(body, '$.because', '$.latitude', '$.longitude', '$.note')"
    plain.execute(f"UPDATE annotation SET body = {dropped} WHERE layer = 'mention'")
    unmade = ("TABLE alias", "TABLE merged_evidence", "TABLE merged", "TABLE redated", "TABLE collated",
              "TABLE clue", "TABLE collation", "VIEW record", "VIEW entry", "VIEW dated")  # fmt: skip
    for what in ("VIEW record", "VIEW entry", *unmade):
        plain.execute(f"DROP {what.replace(' ', ' IF EXISTS ')}")
    plain.execute("CREATE VIEW record AS SELECT * FROM assertion")
    for key in ("expression", "tense", "as_of_time", "said_time"):
        plain.execute("UPDATE annotation SET body = json_remove(body, ?)", (f"$.{key}",))
    plain.execute("PRAGMA user_version = 1")
    plain.commit()
    plain.close()
    with open_desk(path) as desk:
        (stored,) = desk.reports()
        (mention,) = desk.annotations(stored.report.id, (Layer.MENTION,))
        assert (mention.annotation.because, mention.annotation.latitude) == (None, None)
        assert len(desk.annotations(stored.report.id)) == 3
        assert len(list(desk.records())) == 1
        assert list(desk.problems()) == []
    assert version(path) == (NEWEST, APPLICATION_ID)


def test_an_empty_file_goes_through_every_version(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "migrations", lambda: (*migrations(), NEXT))
    open_desk(tmp_path / "d.db", create=True).close()
    assert version(tmp_path / "d.db") == (NEXT.version, APPLICATION_ID)


def test_a_step_that_fails_leaves_the_desk_as_it_was(full, monkeypatch):
    before = migrations()
    monkeypatch.setattr(connection, "migrations", lambda: (*before, BROKEN))
    with pytest.raises(DeskError, match="the desk cannot be used"):
        open_desk(full)
    assert version(full) == (NEWEST, APPLICATION_ID)
    monkeypatch.undo()
    with open_desk(full) as desk:
        assert len(list(desk.records())) == 1


def test_a_step_that_another_program_has_taken_is_not_taken_again(tmp_path):
    path = tmp_path / "d.db"
    open_desk(path, create=True).close()
    late = sqlite3.connect(path, isolation_level=None)
    migrate(late, path, migrations())
    late.close()


# --- files that are no desk ----------------------------------------------------------------------


def text_file(path):
    path.write_text("These are notes, and no desk. " * 50)


def other_program(path):
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE bookmark (address TEXT)")
    plain.commit()
    plain.close()


def bare_sqlite(path):
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA user_version = 0")
    plain.execute("VACUUM")
    plain.close()


def newer(path):
    open_desk(path, create=True).close()
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA user_version = 99")
    plain.close()


def half_a_desk(path):
    open_desk(path, create=True).close()
    path.write_bytes(path.read_bytes()[:5000])


def scribbled_over(path):
    open_desk(path, create=True).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (text_file, "this is no desk but a file of another kind; name another file with --desk"),
        (other_program, "this is a database of another program; name another file with --desk"),
        (bare_sqlite, "nothing was ever kept here, so it is no desk|the file is empty"),
        (
            newer,
            f"the desk is of version 99 and this program knows versions up to {NEWEST}; install a newer Standoff",
        ),
        (half_a_desk, "the desk is damaged; take an older copy"),
        (scribbled_over, "the desk is damaged; take an older copy"),
        (Path.mkdir, "this is a folder, and a desk is a file"),
        (os.mkfifo, "this is no ordinary file"),
    ],
)
def test_what_is_no_desk_is_told_in_words_and_left_alone(tmp_path, make, said):
    path = tmp_path / "d.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DeskError, match=said) as caught:
        open_desk(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.exit_code == 2
    if before is not None:
        assert path.read_bytes() == before


def test_another_program_s_file_is_left_alone_even_when_a_desk_is_to_be_made(tmp_path):
    path = tmp_path / "d.db"
    other_program(path)
    before = path.read_bytes()
    with pytest.raises(DeskError, match="a database of another program"):
        open_desk(path, create=True)
    assert path.read_bytes() == before


def test_where_there_is_no_desk(tmp_path):
    with pytest.raises(UsageError, match="there is no desk; make one with `standoff read`"):
        open_desk(tmp_path / "d.db")
    assert list(tmp_path.iterdir()) == []
    for create in (True, False):
        with pytest.raises(DeskError, match=r"there is no folder .*absent; make it"):
            open_desk(tmp_path / "absent" / "d.db", create=create)
        with pytest.raises(DeskError, match=r"the file cannot be looked at|there is no folder"):
            open_desk(tmp_path / ("long" * 100) / "d.db", create=create)
    with pytest.raises(DeskError, match="no file has a NUL in its name"):
        open_desk("d\0.db")


@pytest.mark.parametrize(
    "name", ["a b.db", "a?mode=ro.db", "a#b.db", "a%20b.db", "ä🚢.db", "caf\udce9.db", "a:b.db"]
)
def test_any_name_of_a_file_will_do(tmp_path, name):
    open_desk(tmp_path / name, create=True).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write everywhere")
def test_without_permission(full):
    full.chmod(0o400)
    full.parent.chmod(0o500)
    try:
        with pytest.raises(DeskError, match="there is no permission"), open_desk(full) as desk:
            list(desk.reports())
    finally:
        full.parent.chmod(0o700)


# --- two at once ---------------------------------------------------------------------------------


def test_a_desk_that_another_program_writes_to_can_be_read_but_not_written(full, reading_of):
    other = sqlite3.connect(full, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_desk(full, patience=0.05) as desk:
        assert len(list(desk.records())) == 1
        with pytest.raises(DeskError, match="another program is writing to this desk; wait until it is done"):
            desk.commit(reading_of("Darek: they will not"), MADE_BY)
        other.execute("ROLLBACK")
        desk.commit(reading_of("Darek: they will not"), MADE_BY)
        assert len(list(desk.records())) == 2
    other.close()


def test_a_desk_that_is_locked_whole(full):
    other = sqlite3.connect(full, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DeskError, match="another program is writing to this desk"):
        open_desk(full, patience=0.05)
    other.close()


_KILLED = """
import os, signal, sys
from standoff.desk.base import Reading
from standoff.desk.sqlite import open_desk
from standoff.model.analysis import Analysis
from standoff.model.report import Published, Report

desk = open_desk(sys.argv[1], create=True)
for number in range(5):
    analysis = Analysis(Report.of(f"Text {number}"), Published(), ())
    desk.commit(Reading(analysis, (), "a.txt", "utf-8"), "extract/1")
desk._found.execute("BEGIN IMMEDIATE")
desk._found.execute("DELETE FROM provenance")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_program_that_is_killed_loses_nothing_that_was_committed(tmp_path):
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path / "d.db")], check=False)
    assert ended.returncode == -signal.SIGKILL
    with open_desk(tmp_path / "d.db") as desk:
        assert sorted(stored.report.text for stored in desk.reports()) == [f"Text {n}" for n in range(5)]
        assert all(stored.where == ("a.txt",) for stored in desk.reports())
        assert list(desk.problems()) == []


def test_every_error_of_the_desk_is_one_of_standoff_s(full):
    with open_desk(full) as desk:
        desk._found.execute("DROP TABLE sentence_words")
        for use in (lambda: desk.search("ships", 1), lambda: desk.add_place("rep-1", "a.txt")):
            with pytest.raises(StandoffError, match=r"full.db: the desk cannot be used"):
                use()


def test_programs_that_make_a_desk_at_the_same_moment_make_one(tmp_path, reading_of):
    def work(number):
        with open_desk(tmp_path / "d.db", create=True) as desk:
            desk.commit(reading_of(f"Vosklin: {number}"), MADE_BY)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(12)))
    with open_desk(tmp_path / "d.db") as desk:
        assert len(list(desk.reports())) == 12
        assert list(desk.problems()) == []

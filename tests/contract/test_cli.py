"""What the command line promises: exit codes, clean streams, clear sentences, nothing heavy for `--help`."""

import json
import os
import shutil
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-c", "from standoff.cli import main; main()"]


def run(*args, cwd, stdin=b"", **env):
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**{k: v for k, v in os.environ.items() if k != "STANDOFF_DESK"}, **env},
    )


def text(done):
    return done.stdout.decode(), done.stderr.decode()


REPORT = "Talks open\nTAMRIN, 14 March 2031 — “We will wait,” Foreign Minister Ivo Karr said on Friday."
ROW = {"id": "r1", "text": REPORT, "published": "2031-03-14", "publisher": "The Ledger"}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    """A folder with a desk that has read one good row and one bad one."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "rows.jsonl").write_text(json.dumps(ROW) + "\n{broken\n", encoding="utf-8")
    done = run("read", "rows.jsonl", cwd=folder)
    assert done.returncode == 1, text(done)
    assert "rows.jsonl, line 2" in text(done)[1]
    return folder


@pytest.fixture
def desk(read_once, tmp_path):
    """A copy of that folder, to be changed at will."""
    for file in read_once.iterdir():
        shutil.copy(file, tmp_path)
    return tmp_path


def test_help_names_every_command_and_loads_nothing_heavy(tmp_path):
    code = (
        "import sys\nfrom standoff.cli import standoff\n"
        "try:\n    standoff.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'numpy', 'trafilatura', 'lxml', 'jinja2', 'rich', 'sqlite3', 'py3langid'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
    out, err = text(done)
    for command in ("read", "brief", "statements", "annotate", "export", "verify", "demo"):
        assert f"\n  {command} " in out
    assert err.strip() == "[]"


def test_a_bad_row_is_named_and_nothing_else_is_lost(tmp_path):
    rows = [json.dumps(ROW), "{broken", json.dumps({**ROW, "id": "r2"})]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = run("annotate", "rows.jsonl", cwd=tmp_path)
    out, err = text(done)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["r1", "r2"]
    assert "rows.jsonl, line 2" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["annotate", "rows.jsonl", "--layers", "tense"], 2, "there is no layer tense"),
        (["read", "nowhere"], 2, "nowhere: there is no such file or folder"),
        (["statements", "--since", "last week"], 2, "--since"),
        (["statements", "--desk", "other.db"], 2, "other.db"),
        (["show", "no-such-id"], 2, "no-such-id"),
        (["brief", "--format", "pdf"], 2, "pdf"),
        (["import", "rows.jsonl", "--desk", "new.db"], 2, "rows.jsonl"),
        (["search", "'", "--desk", "rows.jsonl"], 2, "rows.jsonl"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_a_mistake_ends_in_one_clear_sentence(desk, args, code, says):
    done = run(*args, cwd=desk)
    out, err = text(done)
    assert done.returncode == code, err
    assert says in err
    assert "Traceback" not in err
    assert out == ""


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize(
    "listing", [["statements"], ["figures"], ["reports"], ["reports", "--aside"], ["search", "wait"]]
)
def test_every_listing_has_every_format(desk, listing, form):
    done = run(*listing, "--format", form, cwd=desk)
    out, err = text(done)
    assert done.returncode == 0, err
    if form == "json":
        assert isinstance(json.loads(out), list)
    if form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
    if form == "csv":
        assert "," in out.splitlines()[0]


def test_the_desk_can_be_named_by_the_environment(desk):
    done = run("statements", "--format", "jsonl", cwd="/", STANDOFF_DESK=str(desk / "standoff.db"))
    (row,) = map(json.loads, done.stdout.decode().splitlines())
    assert row["speaker"] == ["Ivo Karr"]
    assert REPORT[row["start"] : row["end"]] == row["quote"] == "We will wait,"


def test_standard_input_is_read_as_rows_or_as_one_report(tmp_path):
    assert run("read", "-", cwd=tmp_path, stdin=(json.dumps(ROW) + "\n").encode()).returncode == 0
    assert run("read", "-", cwd=tmp_path, stdin=REPORT.encode()).returncode == 0
    out, _ = text(run("reports", "--format", "jsonl", cwd=tmp_path))
    assert len(out.splitlines()) == 2


def test_verify_finds_what_was_changed_behind_its_back(desk):
    import sqlite3

    assert run("verify", cwd=desk).returncode == 0
    with sqlite3.connect(desk / "standoff.db") as connection:
        connection.execute('UPDATE evidence SET start = start + 1, "end" = "end" + 1')
    connection.close()
    done = run("verify", cwd=desk)
    assert done.returncode == 3
    assert text(done)[0].strip()


def test_an_export_imports_to_the_same_desk(desk):
    assert run("export", "jsonl", "--out", "all.jsonl", cwd=desk).returncode == 0
    assert run("import", "all.jsonl", "--desk", "copy.db", cwd=desk).returncode == 0
    again = run("export", "jsonl", "--desk", "copy.db", cwd=desk)
    assert again.stdout == (desk / "all.jsonl").read_bytes()


def test_reading_again_changes_nothing(desk):
    before = run("export", "jsonl", cwd=desk).stdout
    assert run("read", "rows.jsonl", cwd=desk).returncode == 1
    assert run("export", "jsonl", cwd=desk).stdout == before

"""A read that is killed leaves nothing half done: run again, it ends with the same desk."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

READ = [sys.executable, "-c", "from standoff.cli import main; main()", "read", "rows.jsonl", "--desk"]
PLACES = ("Tamrin", "Ostrel", "Kolm", "Verrin", "Saint-Orme")


def rows(count):
    """Make short reports, no two alike, with something for every layer; every tenth row is broken."""
    for number in range(count):
        if number % 10 == 9:
            yield "{broken"
            continue
        place = PLACES[number % len(PLACES)]
        text = (
            f"Envoys meet in {place}\nThe envoys of Varn met in {place} on {number % 28 + 1} March 2031. "
            f"“We sent {number + 2} ships to {place},” Minister Ana Orlan said. "
            f"About {number + 100} soldiers stayed.\n"
            "ADVERTISEMENT\n"
        )
        yield json.dumps({"id": f"r{number}", "text": text, "published": "2031-03-30"})


def export(desk, cwd):
    code = "from standoff.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "export", "jsonl", "--desk", desk],
        cwd=cwd,
        capture_output=True,
        check=True,
    )
    return done.stdout


def committed(desk):
    """Count the reports that the desk holds while another process writes to it."""
    if not desk.exists():
        return 0
    connection = sqlite3.connect(f"file:{desk}?mode=ro", uri=True, timeout=5)
    try:
        return connection.execute("SELECT count(*) FROM report").fetchone()[0]
    except sqlite3.OperationalError:  # the tables are not there yet
        return 0
    finally:
        connection.close()


def kill_when(reading, desk, target, delay):
    """Kill a read once it has committed `target` reports and `delay` seconds more have passed."""
    while reading.poll() is None and committed(desk) < target:
        time.sleep(0.005)
    time.sleep(delay)
    was_running = reading.poll() is None
    reading.send_signal(signal.SIGKILL)
    reading.communicate()
    return was_running


@pytest.mark.slow
def test_killed_at_ten_moments_and_run_again_the_desk_is_the_same(tmp_path):
    (tmp_path / "rows.jsonl").write_text("\n".join(rows(400)), encoding="utf-8")
    moments = random.Random(11)
    targets = [0, 0, *sorted(moments.sample(range(1, 340), 8))]
    killed = 0
    for target in targets:
        reading = subprocess.Popen(
            [*READ, "killed.db"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        killed += kill_when(
            reading, tmp_path / "killed.db", target, moments.uniform(0, 0.05 if target else 2.0)
        )
    assert killed == len(targets)
    for desk in ("killed.db", "calm.db"):
        assert subprocess.run([*READ, desk], cwd=tmp_path, capture_output=True, check=False).returncode == 1
    assert export("killed.db", tmp_path) == export("calm.db", tmp_path)
    verify = [sys.executable, "-c", "from standoff.cli import main; main()", "verify", "--desk", "killed.db"]
    assert subprocess.run(verify, cwd=tmp_path, capture_output=True, check=False).returncode == 0

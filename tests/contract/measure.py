"""Measures the layers on the data beside the checkout, and keeps the figures as floors.

    python tests/contract/measure.py             prints the figures
    python tests/contract/measure.py --update    raises the floors to them; a floor is never lowered

A floor belongs to the data it was measured on, which its digest names.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from standoff import api
from standoff.model.codebook import Layer

ROOT = Path(__file__).parent.parent.parent
FLOORS = Path(__file__).parent / "floors.json"
SHARED = ROOT.parent / "shared"
SEEDS = "keys/seeds-dev.json"
ACTORS = "data/events/actor-dev.jsonl"


def digest(paths):
    """Name the data: the SHA-256 of its files' bytes, in order."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def annotate(rows, out, layers=()):
    """Annotate rows into a file; returns how many were refused."""
    registry = api.registry_for(None)
    data = io.BytesIO("\n".join(map(json.dumps, rows)).encode())
    refused = 0
    with out.open("w", encoding="utf-8") as file:
        for result in api.annotate(data, "rows", registry, layers):
            if isinstance(result, str):
                file.write(result + "\n")
            else:
                refused += 1
    return refused


def score(*args):
    """Run the scorer; returns the figures of its last line."""
    command = [sys.executable, str(SHARED / "scorers/score.py"), *map(str, args)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=SHARED)
    return json.loads(done.stdout.splitlines()[-1])


def seeds():
    """Score the two seeds that have a key: what was found of each kind, as counts."""
    texts = sorted((SHARED / "seeds").glob("*.txt"))
    rows = [{"id": path.name[:3], "text": path.read_bytes().decode(), "published": None} for path in texts]
    with tempfile.TemporaryDirectory() as folder:
        pred = Path(folder) / "pred.jsonl"
        annotate(rows, pred)
        figures = score("seeds", SHARED / SEEDS, pred, *texts)
    kinds = (
        "actor linked",
        "boilerplate",
        "boilerplate spares reporting",
        "figure value",
        "quote found",
        "quote speaker",
        "time value",
    )
    found = {kind: int(figures[kind].split("/")[0]) for kind in kinds}
    return digest([SHARED / SEEDS, *texts]), found


def actors():
    """Score actor phrases: the share with the right country, and with the right country and sector."""
    gold = SHARED / ACTORS
    with gold.open(encoding="utf-8") as lines, tempfile.TemporaryDirectory() as folder:
        pred = Path(folder) / "pred.jsonl"
        annotate(map(json.loads, lines), pred)
        figures = score("actor", gold, pred)
    # Wrong ones are turned round, so that more is better here as everywhere.
    found = {"country": figures["country"], "country not wrong": round(100 - figures["wrong_country"], 2)}
    return digest([gold]), found | {"country and sector": figures["country_and_sector"]}


def times():
    """Score time expressions: extent, overlap and value, as F1."""
    golds = {name: SHARED / f"data/time/{name}.jsonl" for name in ("timebank", "aquaint", "meantime-apple")}
    found = {}
    for name, gold in golds.items():
        with gold.open(encoding="utf-8") as lines, tempfile.TemporaryDirectory() as folder:
            pred = Path(folder) / "pred.jsonl"
            annotate(map(json.loads, lines), pred, [Layer.TIME])
            figures = score("time", gold, pred)
        found |= {f"{name} {kind}": figures[kind]["f1"] for kind in ("strict", "relaxed", "value")}
    return digest(golds.values()), found


def dating():
    """Score the dating of undated reports: half of a collection's dates withheld, and all of another's."""
    polnear, apple = (
        SHARED / "data/attribution/polnear-train.jsonl",
        SHARED / "data/time/meantime-apple.jsonl",
    )
    half, every = dated(polnear, "half"), dated(apple)
    kept = {
        "polnear half": (half, ("within_7", "within_31")),
        "meantime-apple": (every, ("right_year", "within_31")),
    }
    found = {f"{name} {kind}": figures[kind] for name, (figures, kinds) in kept.items() for kind in kinds}
    inside = {f"{name} confident inside": figures["confident_inside"] for name, (figures, _) in kept.items()}
    return digest([polnear, apple]), found | inside


def dated(gold, *half):
    """Withhold dates, date the reports again and score the result."""
    command = [sys.executable, str(SHARED / "scorers/score.py"), "undate", str(gold), *half]
    undated = subprocess.run(command, check=True, capture_output=True, cwd=SHARED).stdout
    with tempfile.TemporaryDirectory() as folder:
        pred = Path(folder) / "pred.jsonl"
        rows = api.collate(io.BytesIO(undated), "rows", api.registry_for(None))
        pred.write_text("".join(f"{row}\n" for row in rows if isinstance(row, str)), encoding="utf-8")
        return score("dating", gold, pred, *half)


MEASURED = {"seeds": (seeds, 0), "actors": (actors, 0.5), "times": (times, 0.3), "dating": (dating, 1.5)}
"""What is measured, and by how much a figure may fall: a count by nothing, a share by half a point."""


def main():
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for name, (measure, tolerance) in MEASURED.items():
        data, found = measure()
        print(name, json.dumps(found))
        old = floors.get(name, {})
        same_data = old.get("data") == data
        raised = {kind: max(n, old["figures"].get(kind, 0)) if same_data else n for kind, n in found.items()}
        floors[name] = {"data": data, "tolerance": tolerance, "figures": raised}
    if "--update" in sys.argv:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Peak memory of `standoff annotate` over many reports, as the operating system counts it.

    python benchmarks/memory.py [FILE.jsonl ...] [--reports N]

The files' rows are taken in turn, again and again, until there are N; without files the sample's plain
texts are. The process that annotates is a child of this one, so that only its memory is counted.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from standoff import api

MEBIBYTE = 1024


def rows(files: list[str]) -> list[dict[str, object]]:
    """Read the rows to be repeated."""
    if files:
        return [json.loads(line) for file in files for line in Path(file).open(encoding="utf-8")]
    folder, _ = api.sample()
    return [{"text": path.read_bytes().decode("utf-8-sig")} for path in sorted(folder.glob("*.txt"))]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*")
    parser.add_argument("--reports", type=int, default=5_000)
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        words = 0
        for number, row in enumerate(itertools.islice(itertools.cycle(rows(options.files)), options.reports)):
            words += len(str(row["text"]).split())
            file.write(json.dumps({"id": str(number), "text": row["text"]}) + "\n")
        file.flush()
        command = [sys.executable, "-c", "from standoff.cli import main; main()", "annotate", file.name]
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEBIBYTE
    print(f"{options.reports} reports, {words} words: {peak:.0f} MiB at the most, {seconds:.0f} s")


if __name__ == "__main__":
    main()

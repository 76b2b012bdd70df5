"""Words a second of `standoff annotate` beside bare spaCy with the same six components, on the same text.

    python benchmarks/speed.py [FILE.jsonl] [--reports N] [--rounds N]

Both run in this process, in turn on every 16 reports, for some rounds, and are timed by the processor time
that they use, since the machines are noisy; both use one thread. What counts is the median of the rounds'
ratios. Without a file the sample crisis is read, over and over.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from standoff import api
from standoff.stages import engine

SHARE = 16
"""Reports that both read before the other's turn; also bare spaCy's batch, its fastest here."""


def rows(file: str | None, count: int) -> list[dict[str, object]]:
    """Take the first reports of a file, or the sample's plain texts repeated."""
    if file:
        with Path(file).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in itertools.islice(lines, count)]
    folder, _ = api.sample()
    texts = [path.read_bytes().decode("utf-8-sig") for path in sorted(folder.glob("*.txt"))]
    return [
        {"id": str(n), "text": text} for n, text in enumerate(itertools.islice(itertools.cycle(texts), count))
    ]


def bare(nlp: object, texts: list[str]) -> float:
    """Time spaCy alone, in batches of 16 whole reports, its fastest here."""
    began = time.process_time()
    for _ in nlp.pipe(texts, batch_size=SHARE):  # type: ignore[attr-defined]
        pass
    return time.process_time() - began


def annotate(data: bytes, registry: object) -> float:
    """Time all of `annotate`, from bytes to JSON."""
    began = time.process_time()
    for _ in api.annotate(io.BytesIO(data), "rows", registry):  # type: ignore[arg-type]
        pass
    return time.process_time() - began


def measured(nlp: object, registry: object, shares: list[list[dict[str, object]]]) -> tuple[float, float]:
    """Time both on the same reports, share by share, so that what else the machine does falls on both."""
    alone = whole = 0.0
    for share in shares:
        alone += bare(nlp, [str(row["text"]) for row in share])
        whole += annotate("\n".join(json.dumps(row) for row in share).encode(), registry)
    return alone, whole


def help_seconds(times: int = 9) -> float:
    """Time `standoff --help`, a process each."""
    command = [sys.executable, "-c", "from standoff.cli import main; main()", "--help"]
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?")
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    import spacy

    taken = rows(options.file, options.reports)
    shares = [taken[start : start + SHARE] for start in range(0, len(taken), SHARE)]
    words = sum(len(str(row["text"]).split()) for row in taken)
    nlp = spacy.load(engine.PACKAGE, exclude=["senter"])
    registry = api.registry_for(None)
    measured(nlp, registry, shares[:1])

    print(f"{len(taken)} reports, {words} words, {options.rounds} rounds")
    print("| round | bare spaCy, words/s | annotate, words/s | ratio |")
    print("|---|---|---|---|")
    ratios = []
    for number in range(options.rounds):
        alone, whole = measured(nlp, registry, shares)
        ratios.append(alone / whole)
        print(f"| {number + 1} | {words / alone:.0f} | {words / whole:.0f} | {alone / whole:.2f} |")
    print(f"median ratio {statistics.median(ratios):.2f}")
    print(f"`standoff --help`: {help_seconds():.2f} s")


if __name__ == "__main__":
    main()

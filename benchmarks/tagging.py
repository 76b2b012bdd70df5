"""Reports a second that the temporal tagger marks, beside a plain scan of the same text.

    python benchmarks/tagging.py [FILE.jsonl] [--reports N] [--rounds N]

Sentences are cut beforehand: what is timed is the tagging alone, on one core, by processor time. The
plain scan finds every word and number of the sentences by one regular expression, which is the least
that any tagger has to do. Both read the same reports in turn, in an order that changes with the round;
what counts is the medians of the rounds. A report is 700 words, whatever the reports are. Without a file
the sample crisis is read, over and over.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time

from speed import rows

from standoff.knowledge.registry import Registry
from standoff.model.codebook import Basis
from standoff.model.partial_date import PartialDate
from standoff.model.report import Published, Report
from standoff.stages.base import Reading
from standoff.stages.times import Times
from standoff.text.segment import paragraphs, sentences

WORDS = 700
"""Words of a report."""

_WORD = re.compile(r"\w+")


def reading(row: dict[str, object]) -> Reading:
    """Make a report ready for the tagger."""
    text, given = str(row["text"]), str(row.get("published") or "")[:10]
    date = PartialDate(given) if given else None
    blocks = paragraphs(text)
    return Reading(
        report=Report.of(text),
        published=Published(
            date, given or None, Basis.METADATA if date else Basis.UNKNOWN, 1.0 if date else 0.0
        ),
        furniture=(),
        blocks=blocks,
        sentences=sentences(text, blocks),
        registry=Registry([]),
    )


def tagged(readings: list[Reading]) -> tuple[float, int]:
    """Time the tagger; give its marks too."""
    stage = Times()
    began = time.process_time()
    marks = sum(len(stage.annotate(made)) for made in readings)
    return time.process_time() - began, marks


def scanned(readings: list[Reading]) -> tuple[float, int]:
    """Time the plain scan; give the words too."""
    began = time.process_time()
    words = 0
    for made in readings:
        for span in made.sentences:
            words += sum(1 for _ in _WORD.finditer(made.text, span.start, span.end))
    return time.process_time() - began, words


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?")
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()

    readings = [reading(row) for row in rows(options.file, options.reports)]
    words = sum(len(made.text.split()) for made in readings)
    tagged(readings[:1])
    speeds, ratios, marks = [], [], 0
    for number in range(options.rounds):
        order = (tagged, scanned) if number % 2 else (scanned, tagged)
        taken = {run: run(readings) for run in order}
        spent, marks = taken[tagged]
        speeds.append(words / WORDS / spent)
        ratios.append(spent / taken[scanned][0])
        print(f"| {number + 1} | {speeds[-1]:.0f} reports/s | {ratios[-1]:.1f} times the plain scan |")
    median = f"{statistics.median(speeds):.0f} reports of {WORDS} words a second"
    ratio = f"{statistics.median(ratios):.1f} times a plain scan"
    print(f"{len(readings)} reports, {words} words, {marks} times: median {median}, {ratio}")


if __name__ == "__main__":
    main()

"""What 30,000 further aliases add to the time of `standoff annotate`, on the same reports.

    python benchmarks/aliases.py [FILE.jsonl] [--reports N] [--rounds N] [--aliases N]

Both registries read the same reports in turn, in an order that changes with the round, and are timed by
processor time. Making the registry is timed apart: it is done once a run, whatever the number of reports.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import time

from speed import annotate, rows

from standoff.knowledge.registry import Registry

HEADER = "id\tname\tkind\tcountry\tsector\taliases\toffice\tfrom\tto\tsource"
SYLLABLES = (
    "bra",
    "dor",
    "fel",
    "gan",
    "hul",
    "jor",
    "kes",
    "lun",
    "mor",
    "nev",
    "ost",
    "pel",
    "quin",
    "rav",
)
ALIASES_EACH = 9


def invented(count: int) -> str:
    """Write an actor file of bodies with so many names in all, none of which means anything."""
    words = ("".join(parts).capitalize() for parts in itertools.product(SYLLABLES, repeat=4))
    lines = [HEADER]
    for number in range(count // (ALIASES_EACH + 1)):
        name, *aliases = (f"{word} Council" for word in itertools.islice(words, ALIASES_EACH + 1))
        lines.append(f"org:x{number}\t{name}\torganisation\tXVA\tGOV\t{'|'.join(aliases)}\t\t\t\tinvented")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?")
    parser.add_argument("--reports", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--aliases", type=int, default=30_000)
    options = parser.parse_args()

    data = "\n".join(json.dumps(row) for row in rows(options.file, options.reports)).encode()
    began = time.process_time()
    shipped = Registry.shipped()
    made = time.process_time() - began
    began = time.process_time()
    larger = shipped.with_file(invented(options.aliases))
    added = time.process_time() - began
    known = sum(1 for _ in shipped.names())
    more = sum(1 for _ in larger.names()) - known
    print(f"{known} names shipped, made in {made:.2f} s; {more} more in {added:.2f} s")
    for registry in (shipped, larger):
        annotate(data[: data.find(b"\n")], registry)
    ratios = []
    for number in range(options.rounds):
        order = (shipped, larger) if number % 2 else (larger, shipped)
        taken = {id(registry): annotate(data, registry) for registry in order}
        ratios.append(taken[id(larger)] / taken[id(shipped)])
        alone, both = taken[id(shipped)], taken[id(larger)]
        print(f"| {number + 1} | {alone:.2f} s | {both:.2f} s | {ratios[-1]:.3f} |")
    print(f"median ratio {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()

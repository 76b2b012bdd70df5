"""Counts how far from their date reports speak of what, and writes `knowledge/dating_lags.tsv`.

    python tools/fit_dating.py GOLD.jsonl[:TEXTS.jsonl][@WEIGHT]... > src/standoff/knowledge/dating_lags.tsv

GOLD holds rows with an id, a text and the true publication date. TEXTS holds the texts to read, by id: the
same with their own date blanked out, lest the page's own date be counted among those it speaks of. The
shipped table was counted on PolNeAR's larger part, with a weight of 0.5 since it would outweigh all others,
its smaller part, TimeBank, AQUAINT, MEANTIME and GUM news, all blanked. Only counts leave this program.
"""

# ruff: noqa: INP001, T201  # a script, part of no package, that prints its result

from __future__ import annotations

import collections
import json
import math
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from standoff.ingest.language import language_of
from standoff.knowledge.registry import Registry
from standoff.model.report import Report
from standoff.pipeline import Pipeline
from standoff.stages.dating.clues import NEEDS, ClueKind, clues_of
from standoff.stages.dating.daylight import LAGS, YEARLY, _place, band, spans_of, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from standoff.stages.dating.clues import Clue, Clues

Pair: TypeAlias = "tuple[Clues, date]"
Counts: TypeAlias = "dict[tuple[ClueKind, str], dict[int, float]]"

SMOOTHING = 6.0
"""How many observations what is believed beforehand of a table weighs as much as."""
LASTING = (ClueKind.OFFICE, ClueKind.LASTING, ClueKind.EPISODE, ClueKind.AGE, ClueKind.YEAR)
PER_REPORT = 4
"""Clues of one kind and tense counted of one report, so that no list of dates outweighs the rest."""


def lag_of(clue: Clue, day: date) -> int:
    """Give the band of the distance between what a clue names and the day of publication."""
    if clue.kind is ClueKind.WEEKDAY:
        return (day.isoweekday() - int(clue.when)) % 7
    if clue.when.startswith("XXXX-"):
        month, _, number = clue.when.removeprefix("XXXX-").partition("-")
        first = _place(int(month), int(number or 1))
        last = first if number else _place(int(month) % 12 + 1, 1) - 1 if int(month) < 12 else 365
        place = _place(day.month, day.day)
        if first <= place <= last:
            return 0
        behind, ahead = (place - last) % 366, (first - place) % 366
        return max(-YEARLY, min(YEARLY, band(behind if behind <= ahead else -ahead)))
    at = day.toordinal()
    lags = [max(first - at, 0) * -1 + max(at - last, 0) for first, last in spans_of(clue.when)]
    return band(min(lags, key=abs))


def counts_of(pairs: Iterable[Pair]) -> Counts:
    """Count the bands of (clues, date) pairs by kind and tense."""
    found: Counts = collections.defaultdict(lambda: collections.defaultdict(float))
    for clues, day in pairs:
        seen = collections.defaultdict(list)
        for clue in clues.clues:
            if clue.kind in (ClueKind.UNTIL, ClueKind.DATED_WEEKDAY):
                continue
            tenses = ["any"] if clue.tense is None else ["any", clue.tense.value]
            for tense in tenses:
                seen[clue.kind, tense].append(lag_of(clue, day))
        for key, lags in seen.items():
            share = min(1.0, PER_REPORT / len(lags))
            for lag in lags:
                found[key][lag] += share
    return found


def bands(kind: ClueKind) -> range:
    """Give all bands of a kind."""
    if kind is ClueKind.WEEKDAY:
        return range(7)
    most = YEARLY if kind in (ClueKind.YEARLY_DAY, ClueKind.DATELINE, ClueKind.YEARLY_MONTH) else len(LAGS)
    return range(-most, most + 1)


def _beforehand(kind: ClueKind, every: range) -> dict[int, float]:
    """Give what is believed of the bands before counting: wide ones hold more, so does what lasts."""
    if kind is ClueKind.WEEKDAY:
        return dict.fromkeys(every, 1 / 7)
    sizes = {at: math.sqrt(width(at)) for at in every}
    if kind in LASTING:
        sizes[0] = sum(sizes.values())
    return {at: size / sum(sizes.values()) for at, size in sizes.items()}


def tables(found: Counts) -> dict[tuple[ClueKind, str, int], float]:
    """Turn counts to logarithms of shares; a tense's table leans on the one of all tenses."""
    made: dict[tuple[ClueKind, str, int], float] = {}
    for kind in ClueKind:
        if kind in (ClueKind.UNTIL, ClueKind.DATED_WEEKDAY):
            continue
        every = bands(kind)
        total = found[kind, "any"]
        beforehand = _beforehand(kind, every)
        size = sum(total.values()) + SMOOTHING
        overall = {at: (total[at] + SMOOTHING * beforehand[at]) / size for at in every}
        for tense in ("any", "past", "present", "future"):
            own = found[kind, tense]
            if tense != "any" and sum(own.values()) < 5:
                continue
            shares = (
                overall
                if tense == "any"
                else {
                    at: (own[at] + SMOOTHING * overall[at]) / (sum(own.values()) + SMOOTHING) for at in every
                }
            )
            for at in every:
                made[kind, tense, at] = math.log(shares[at])
    return made


def read(gold: str, texts: str, pipeline: Pipeline, registry: Registry) -> Iterator[Pair]:
    """Give (clues, date) of every dated row of a file."""
    blanked = {row["id"]: row["text"] for row in rows_of(texts)}
    for row in rows_of(gold):
        if not row.get("published"):
            continue
        text = blanked[row["id"]]
        report = Report.of(text, title=row.get("title"), language=language_of(text))
        clues = clues_of(pipeline.analyse(report), registry)
        yield clues, date.fromisoformat(row["published"][:10])


def rows_of(path: str) -> Iterator[dict[str, str]]:
    """Read the rows of a file."""
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write(made: Mapping[tuple[ClueKind, str, int], float], sources: str) -> None:
    """Print the tables."""
    print("# How often dated reports speak of what lies so far from their publication day: the natural")
    print("#   logarithm of the share. band: 0 the days named hold publication; N it is after, by a distance")
    print(
        f"#   of the Nth band, -N before them; days of their ends: {', '.join(map(str, LAGS[1:]))}, the last"
    )
    print("#   never. Of weekdays: the days since the weekday named.")
    print(f"# source: counted by tools/fit_dating.py on {sources}; 2026-11. Counts only, smoothed.")
    print("kind\ttense\tband\tlog")
    for (kind, tense, at), value in made.items():
        print(f"{kind.value}\t{tense}\t{at}\t{value:.3f}")


def main(paths: Sequence[str]) -> None:
    """Count and print."""
    registry = Registry.shipped()
    pipeline = Pipeline(registry, NEEDS)
    found: Counts = collections.defaultdict(lambda: collections.defaultdict(float))
    size = 0
    for path in paths:
        files, _, weight = path.partition("@")
        gold, _, texts = files.partition(":")
        pairs = list(read(gold, texts or gold, pipeline, registry))
        size += len(pairs)
        for key, counts in counts_of(pairs).items():
            for at, count in counts.items():
                found[key][at] += count * float(weight or 1)
    names = ", ".join(Path(path.partition("@")[0].partition(":")[0]).stem for path in paths)
    write(tables(found), f"{size} dated reports ({names})")


if __name__ == "__main__":
    main(sys.argv[1:])

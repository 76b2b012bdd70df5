"""How long it takes to date a collection, by its size.

    python benchmarks/dating.py [SIZE...]

The reports are invented: each is about one of many topics, a topic is in the news for some weeks, and every
report draws some words of its own. Every second report is undated. Clues are made from the text once; what is
timed is `collate.dating.date_all` alone. Printed are seconds, and seconds a thousand reports.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from standoff.collate.dating import date_all
from standoff.model.codebook import Basis, Tense
from standoff.model.partial_date import PartialDate
from standoff.model.report import Published
from standoff.model.span import Span
from standoff.stages.dating.clues import Clue, ClueKind, Clues, Happening, Opening

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (250, 500, 1_000, 2_000, 5_000, 10_000)
WORDS = 700
"""Words a report."""
TOPIC_WORDS = 120
REPORTS_A_TOPIC = 12
VOCABULARY = 30_000


def word(number: int) -> str:
    """Make a word of a number: pronounceable, and different for each."""
    made = ""
    while True:
        number, rest = divmod(number, 100)
        made += "bcdfghklmnprstvwzxjq"[rest // 5] + "aeiou"[rest % 5]
        if not number:
            return made


def report(number: int, topic: int, day: int, chance: random.Random) -> Clues:
    """Make the clues of one report."""
    words = []
    for place in range(WORDS):
        common = chance.random() < 0.6
        drawn = (
            int(VOCABULARY * chance.random() ** 4)
            if common
            else 40_000 + topic * 1000 + chance.randrange(TOPIC_WORDS)
        )
        words.append(word(drawn))
        if place % 20 == 19:
            words.append("|")
    named = date.fromordinal(day - chance.randrange(1, 9))
    span = Span(0, 5)
    clues = (
        Clue(ClueKind.YEARLY_DAY, f"XXXX-{named:%m-%d}", span, "a day", tense=Tense.PAST),
        Clue(ClueKind.WEEKDAY, str(named.isoweekday()), span, "a weekday", tense=Tense.PAST),
        Clue(ClueKind.YEAR, str(named.year - chance.randrange(4)), span, "a year", tense=Tense.PAST),
        Clue(
            ClueKind.OFFICE, f"{named.year - 2}-01-20/{named.year + 2}-01-20", span, "a title", about="a name"
        ),
    )
    weekday = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")[named.weekday()]
    names = tuple(sorted({word(90_000 + topic * 10 + chance.randrange(8)) for _ in range(3)}))
    happenings = tuple(Happening(f"past:{weekday}", names, span, "a sentence", "a weekday") for _ in range(3))
    published = Published(
        PartialDate(date.fromordinal(day).isoformat()), date.fromordinal(day).isoformat(), Basis.METADATA, 1.0
    )
    made = Clues(f"rep-{number:06}", published, Opening(span, "It is"), clues, happenings, " ".join(words))
    return made if number % 2 else replace(made, published=Published())


def collection(size: int) -> list[Clues]:
    """Make a collection that spans two years."""
    chance = random.Random(size)  # noqa: S311  # chance without secrets
    first = date(2030, 1, 1)
    topics = max(size // REPORTS_A_TOPIC, 1)
    starts = [first + timedelta(days=chance.randrange(700)) for _ in range(topics)]
    made = []
    for number in range(size):
        topic = chance.randrange(topics)
        made.append(report(number, topic, starts[topic].toordinal() + chance.randrange(15), chance))
    return made


def main(sizes: Sequence[int]) -> None:
    """Time each size and print the curve."""
    print("reports  seconds  seconds a thousand")
    for size in sizes:
        clues = collection(size)
        begun = time.process_time()
        date_all(clues)
        took = time.process_time() - begun
        print(f"{size:7}  {took:7.2f}  {1000 * took / size:7.2f}", flush=True)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or SIZES)

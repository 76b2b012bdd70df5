"""Sentences of many kinds with their time expressions marked by a hand that had not seen the tagger.

The floors lie a little below what was measured. Run as a program, this prints every miss by kind.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from standoff.knowledge import parse
from standoff.knowledge.registry import Registry
from standoff.model.annotation import Time
from standoff.model.codebook import Layer
from standoff.model.partial_date import PartialDate
from standoff.model.report import Report
from standoff.model.span import Span
from standoff.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)\|([^|\]]+)\|([^|\]]+)\]\]")
FLOORS = {"found": 0.97, "extent": 0.96, "type": 0.96, "value": 0.94, "edtf": 0.95, "all": 0.93}
MOST_FALSE = 0.05
"""Marks on what is no time, as a share of all marks made."""


@dataclass(frozen=True)
class Gold:
    """One time expression as it should be marked; alternatives where guidelines and corpora allow several."""

    span: Span
    types: tuple[str, ...]
    values: tuple[str | None, ...]
    edtf: tuple[str | None, ...] | None

    def judged(self, made: Time) -> dict[str, bool]:
        """Say which parts of a mark that overlaps this are right."""
        parts = {
            "found": True,
            "extent": made.span == self.span,
            "type": made.type.value in self.types,
            "value": made.value in self.values,
            "edtf": self.edtf is None or days(made.edtf) in {days(one) for one in self.edtf},
        }
        return {**parts, "all": all(parts.values())}


@dataclass
class Row:
    """A sentence, what should be marked in it, and what was."""

    kind: str
    published: str
    text: str
    gold: list[Gold]
    made: list[Time] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple[Gold | None, Time | None]]:
        """Pair each mark wanted with the one made that shares most of it; then what is left over."""
        left = list(self.made)
        for wanted in self.gold:
            best = max(left, key=lambda one: shared(one.span, wanted.span), default=None)
            if best is None or not shared(best.span, wanted.span):
                yield wanted, None
            else:
                left.remove(best)
                yield wanted, best
        for one in left:
            yield None, one


def shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def days(edtf: str | None) -> object:
    """Give the days that a date covers, so that two ways of writing the same are the same."""
    if edtf is None:
        return None
    date = PartialDate(edtf)
    return date.earliest, date.latest


def either(cell: str) -> tuple[str | None, ...]:
    return tuple(None if one == "-" else one for one in cell.split(" or "))


def read_row(published: str, kind: str, marked: str) -> Row:
    """Take the marks out of a sentence."""
    text, at, gold = "", 0, []
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        words, types, values, edtf = mark.groups()
        span = Span(len(text), len(text) + len(words))
        gold.append(
            Gold(span, tuple(types.split(" or ")), either(values), None if edtf == "?" else either(edtf))
        )
        text, at = text + words, mark.end()
    return Row(kind, published, text + marked[at:], gold)


def gold_rows() -> list[Row]:
    file = Path(__file__).with_name("times_gold.tsv")
    table = parse(file.read_text(encoding="utf-8"), file.name)
    return [read_row(line["published"], line["kind"], line["text"]) for line in table]


def tagged() -> list[Row]:
    """Read the table and mark every sentence as a report of its own."""
    pipeline = Pipeline(Registry.shipped(), [Layer.TIME])
    rows = gold_rows()
    for row in rows:
        analysis = pipeline.analyse(Report.of(row.text, language="en", published_given=row.published))
        row.made = [
            marked.annotation for marked in analysis.annotations if isinstance(marked.annotation, Time)
        ]
    return rows


def shares(rows: list[Row]) -> tuple[dict[str, float], float]:
    """Give the share of wanted marks that are right in each part, and of made marks that are false."""
    right: Counter[str] = Counter()
    wanted = made = false = 0
    for row in rows:
        for gold, one in row.pairs():
            wanted += gold is not None
            made += one is not None
            false += gold is None
            if gold is not None and one is not None:
                right.update(part for part, good in gold.judged(one).items() if good)
    return {part: right[part] / wanted for part in FLOORS}, false / made


def misses(rows: list[Row]) -> Iterator[str]:
    """Tell every mark that is missing, wrong or false."""
    for row in rows:
        for gold, one in row.pairs():
            is_ = (
                "nothing"
                if one is None
                else f"{one.span.of(row.text)} | {one.type.value} {one.value} {one.edtf}"
            )
            if gold is None:
                yield f"{row.kind}: false: {is_} — {row.text}"
            elif one is None or not gold.judged(one)["all"]:
                parts = (
                    []
                    if one is None
                    else [part for part, good in gold.judged(one).items() if not good and part != "all"]
                )
                want = f"{gold.span.of(row.text)} | {gold.types} {gold.values} {gold.edtf}"
                yield f"{row.kind} [{row.published}] {parts or 'missing'}: {want}; made {is_} — {row.text}"


@pytest.fixture(scope="module")
def rows():
    return tagged()


def test_gold_is_well_formed():
    table = gold_rows()
    assert len(table) > 400
    for row in table:
        assert "[[" not in row.text, row.text
        assert "|" not in row.text, row.text
        for gold in row.gold:
            assert set(gold.types) <= {"DATE", "TIME", "DURATION", "SET"}
            assert all(one is None or PartialDate(one) for one in gold.edtf or ())


@pytest.mark.parametrize("part", FLOORS)
def test_share_of_marks_right(rows, part):
    print(*misses(rows), sep="\n")
    assert shares(rows)[0][part] >= FLOORS[part]


def test_marks_on_what_is_no_time(rows):
    assert shares(rows)[1] <= MOST_FALSE


if __name__ == "__main__":
    done = tagged()
    print(*misses(done), sep="\n")
    print(shares(done))

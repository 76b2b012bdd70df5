"""Small invented crises in which some reports carry no date, and that their rows can be read.

A row has `id`, `text`, `published` (null where it is withheld), `truth` (the first and last day of
publication that a careful reader would accept; null where nobody can tell), `contradicted` (the date
that came with the report cannot be right by its own text: it is to be kept and flagged) and `why`.
The reports of one file are one collection; those of `single.jsonl` are each to be read alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "undated"
CRISES = ("coup", "dam", "gas", "strait", "vote")
SINGLE = "single"


@dataclass(frozen=True)
class UndatedRow:
    """One report of a collection and when it was published."""

    id: str
    text: str
    published: date | None
    truth: tuple[date, date] | None
    contradicted: bool
    why: str


def load(name: str) -> list[UndatedRow]:
    """Read one collection by its name."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_row(json.loads(line)) for line in lines]


def _row(cells: dict) -> UndatedRow:
    given, truth = cells["published"], cells["truth"]
    return UndatedRow(
        id=cells["id"],
        text=cells["text"],
        published=date.fromisoformat(given) if given else None,
        truth=(date.fromisoformat(truth[0]), date.fromisoformat(truth[1])) if truth else None,
        contradicted=cells["contradicted"],
        why=cells["why"],
    )


@pytest.mark.parametrize("name", [*CRISES, SINGLE])
def test_rows_are_well_formed(name):
    rows = load(name)
    assert 8 <= len(rows) <= 13
    assert len({row.id for row in rows}) == len({row.text for row in rows}) == len(rows)
    for row in rows:
        assert 100 <= len(row.text.split()) <= 250, row.id
        assert row.why, row.id
        if row.truth is None:
            assert row.published is None, row.id
            continue
        assert row.truth[0] <= row.truth[1], row.id
        inside = row.published is None or row.truth[0] <= row.published <= row.truth[1]
        assert inside != row.contradicted, row.id


@pytest.mark.parametrize("name", CRISES)
def test_a_crisis_has_reports_of_every_kind(name):
    rows = load(name)
    assert sum(row.published is None and row.truth is not None for row in rows) >= 4
    assert sum(row.truth is None for row in rows) >= 3
    assert sum(row.contradicted for row in rows) >= 1
    assert sum(row.published is not None and not row.contradicted for row in rows) >= 3


def test_single_reports_are_all_undated_and_can_all_be_dated():
    assert all(row.published is None and row.truth is not None for row in load(SINGLE))


def test_ids_tell_no_dates():
    assert all(
        row.id.split("-")[1].isdigit() and len(row.id.split("-")[1]) == 2
        for name in CRISES
        for row in load(name)
    )

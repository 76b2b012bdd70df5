"""Counts and durations."""

from __future__ import annotations

import pytest

from standoff.stages.times.amounts import count_of, duration


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("two", 2), ("twenty - four", 24), ("a hundred", 100), ("two thousand", 2000), ("a dozen", 12),
        ("1,200", 1200), ("2.5", 2.5), ("2 1 / 2", 2.5), ("two and a half", 2.5), ("half a", 0.5), ("half an", 0.5),
        ("a couple of", 2), ("an additional", 1), ("one", 1), ("a few", None), ("several", None), ("dozens of", None),
        ("several dozen", None), ("2 3 / 4", None), ("zero", 0),
    ],
)  # fmt: skip
def test_a_count_is_read(words, count):
    assert count_of(words.split()) == count


@pytest.mark.parametrize(
    ("count", "letter", "written"),
    [
        (2, "W", "P2W"), (90, "TM", "PT90M"), (None, "D", "PXD"), (None, "TH", "PTXH"), (2, "E", "P20Y"), (1, "C", "P100Y"),
        (0.5, "Y", "P6M"), (2.5, "Y", "P2Y6M"), (0.5, "TH", "PT30M"), (1.5, "TM", "PT1M30S"), (1.5, "D", "P1DT12H"),
        (2.5, "E", "P25Y"), (1, "F", "P2W"), (1.25, "Y", "P1.25Y"), (1, "N", "P1D"), (2, "Q", "P2Q"), (2, "L", "P2000Y"),
    ],
)  # fmt: skip
def test_a_duration_is_written_as_timex3_has_it(count, letter, written):
    assert duration(count, letter) == written

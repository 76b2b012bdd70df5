"""What the tests of text share: a measure of how reading time grows with a text's length.

Processor time is measured, and the best of three, so that what else the machine does counts for little; the
garbage collector rests meanwhile, since its walks over all that the other tests left grow with them.
"""

from __future__ import annotations

import gc
from time import process_time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

FEW, MANY = 20_000, 160_000
"""Code points; `MANY` is eight times `FEW`, so linear reading grows eightfold, quadratic sixty-fourfold."""


@pytest.fixture(scope="session")
def growth() -> Callable[[Callable[[str], object], str], float]:
    """Give how many times longer it takes to read a piece of text repeated to `MANY` than to `FEW`."""

    def measure(read: Callable[[str], object], piece: str) -> float:
        return _best(read, piece * (MANY // len(piece))) / _best(read, piece * (FEW // len(piece)))

    return measure


def _best(read: Callable[[str], object], text: str) -> float:
    times = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            start = process_time()
            read(text)
            times.append(process_time() - start)
    finally:
        gc.enable()
    return min(times)

"""What the tests of the temporal tagger share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

import pytest

from standoff.stages.times import Times

if TYPE_CHECKING:
    from standoff.model.annotation import Time


class Tag(Protocol):
    """What the `tag` fixture gives."""

    def __call__(self, text: str, published: str | None = ...) -> list[Time]:
        """Mark the times of a text that was published on a day; Wednesday 5 March 2031 unless told."""
        ...


def unmarked(row: str) -> tuple[str, list[str]]:
    """Take the brackets out of a row; give the text and what stood in them."""
    return re.sub(r"[\[\]]", "", row), re.findall(r"\[([^\]]+)\]", row)


@pytest.fixture
def tag(reading) -> Tag:
    """The tagger, for a text of sentences alone."""

    def make(text: str, published: str | None = "2031-03-05") -> list[Time]:
        return Times().annotate(reading(text, published, parse=False))

    return make

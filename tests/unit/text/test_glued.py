"""Words glued together by scrapers and rewriting. A ``|`` stands where two words were glued."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.text.glued import glued_points
from standoff.text.segment import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

    Growth = Callable[[Callable[[str], object], str], float]

TABLE = [
    # The first word stands alone elsewhere in the text.
    "Orlan met the envoys. Orlan|Said that they agreed.",
    "The talks with Varn failed. They risk Varn|Cunning long-term leader.",
    "Halvenia waits. The president of Halvenia|On Tuesday left.",
    "Tarsovia sank a ship. They warned Tarsovia|The strait is shut.",
    "Žofie left. Žofie|Said so.",
    # It does not, so the capital may belong to the name.
    "OrlanSaid that they agreed.",
    "McAdam met MacDonell and DeVries.",
    "LinkedIn and YouTube were blocked; WhatsApp was not.",
    "The iPhone and the eBay sale.",
    "Mac met MacAdam.",
    # A name that is written so throughout is a name.
    "The Sea waits. SeaPort sails. SeaPort waits. SeaPort is here.",
    # Capitals throughout, digits and marks are no seams.
    "NATO met. NATOs met.",
    "Orlan left. Orlan2Said so.",
    # Words glued to quotation marks, and the comma before them.
    "“We wait|,|”|said Orlan.",
    "He said|“|we wait|”|and left.",
    'A 30"gun and a 12" gun.',
    "Orlan left. Orlan-Said so.",
    "Orlan left. Orlan’Said so.",
    "",
    "Orlan",
]


@pytest.mark.parametrize("marked", TABLE)
def test_glued_points(marked: str) -> None:
    text = marked.replace("|", "")
    for point in reversed(glued_points(text, paragraphs(text))):
        text = f"{text[:point]}|{text[point:]}"
    assert text == marked


def test_a_word_known_only_from_boilerplate_cuts_nothing() -> None:
    text = "Orlan\nOrlanSaid that they agreed."
    assert glued_points(text, paragraphs(text)[1:]) == []


@settings(deadline=None)
@given(st.text(alphabet="abcABÀÉéß. \n\u0301", max_size=120) | st.text(max_size=120))
def test_points_lie_inside_words_before_a_capital(text: str) -> None:
    points = glued_points(text, paragraphs(text))
    assert all(one < two for one, two in pairwise(points))
    assert all(
        text[point].isupper() and text[point - 1].isalnum() for point in points if text[point].isalpha()
    )


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["Orlan OrlanSaid ", "OrlanOrlan", "aB", "a ", "Ab"])
def test_time_grows_with_length(piece: str, growth: Growth) -> None:
    assert growth(lambda text: glued_points(text, paragraphs(text)), piece) < 20

"""Lines that give themselves away by their words: leads to other pages, requests, credits, notices.

Page furniture of plain texts is the business of `standoff.ingest.boilerplate`, which marks it and keeps it.
Here a line is known with its element and its links, so that fewer words are needed to be sure, and what is
found is left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from standoff.ingest.html.words import one_of, phrases

if TYPE_CHECKING:
    from standoff.ingest.html.blocks import Block


@cache
def byline() -> re.Pattern[str]:
    """Give the pattern of what a byline begins with."""
    return re.compile(one_of(phrases("byline")) + r"\s", re.IGNORECASE)


@cache
def _picture_credit() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\A|[.!?)\]|–—-] )(?:{one_of(phrases('picture'))} ?(?:: ?|/| by | courtesy of )[^.:;]{{2,60}}"
        r"|file (?:photo|picture|image))\.?\Z",
        re.IGNORECASE,
    )


def is_label(block: Block) -> bool:
    """Tell whether its words give it away: a lead to another page, a request, a credit, a notice."""
    if "”" in block.text or block.text.startswith(("“", '"')):
        return False  # somebody is quoted
    low = block.text.lower().replace("’", "'").strip("▶►•*»>-–—… ")
    words = low.split()
    if low.startswith(phrases("notice")) or (len(low) <= 250 and _picture_credit().search(block.text)):
        return True
    if _opens(low.lstrip("("), phrases("credited")):
        return len(words) <= 50 and (not block.ends or ";" in low or "editing by" in low or low[0] == "(")
    if _opens(low, phrases("lead")):
        ours = len(words) <= 25 and any(word in words for word in ("our", "us", "your"))
        short = len(words) <= 5 or (len(words) <= 8 and (not block.ends or low.endswith(":")))
        return ours or short or block.linked >= 0.3
    asks = any(request in low for request in phrases("request"))
    return len(words) <= 60 and " you" in f" {low}" and asks


def _opens(low: str, openings: tuple[str, ...]) -> bool:
    return any(low.startswith(p) and not low[len(p) : len(p) + 1].isalnum() for p in openings)


def is_about_consent(text: str) -> bool:
    """Tell whether a paragraph is about cookies, consent or signing in."""
    low = text.lower()
    return sum(cue in low for cue in phrases("consent")) >= 2

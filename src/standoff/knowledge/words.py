"""Words about names: what may stand in them and around them, and the gender that they tell."""

from __future__ import annotations

from functools import cache

from standoff.knowledge import rows


@cache
def name_words(use: str) -> frozenset[str]:
    """Give the words of one use in ``name_words.tsv``."""
    return frozenset(word for row in rows("name_words") if row["use"] == use for word in row["words"].split())


@cache
def gender_words() -> dict[str, str]:
    """Give the words for one person, with the gender they tell, which may be empty."""
    return {
        word: "" if row["gender"] == "either" else row["gender"]
        for row in rows("gender_words")
        for word in row["words"].split()
    }

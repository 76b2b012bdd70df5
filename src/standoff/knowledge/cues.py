"""The cue lexicon: which words attribute, and in what sense."""

from __future__ import annotations

from functools import cache

from standoff.knowledge import rows


@cache
def cue_verbs() -> dict[str, str]:
    """Give the sense of each cue verb, by lemma.

    >>> cue_verbs()["warn"], "walk" in cue_verbs()
    ('threaten', False)
    """
    return {row["cue"]: row["sense"] for row in rows("cues") if row["part"] == "verb"}


@cache
def verbs_after_speech() -> dict[str, str]:
    """Give the sense of each verb that attributes only the speech it directly follows, by lemma.

    >>> verbs_after_speech()["continue"]
    'state'
    """
    return {row["cue"]: row["sense"] for row in rows("cues") if row["part"] == "verb after speech"}


@cache
def cue_phrases() -> tuple[str, ...]:
    """Give the phrases that attribute what they stand beside to what follows them, longest first."""
    found = (row["cue"] for row in rows("cues") if row["part"] == "phrase")
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))

"""Words of the agenda: what is an occasion, and what says how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from standoff.knowledge import rows


@dataclass(frozen=True, slots=True)
class OccasionWord:
    """A noun for an occasion.

    Attributes:
        word: in the singular, or in the plural where only that is an occasion ("talks").
        kind: what is compared when two reports may speak of one occasion.
        plural: "only", "some" or "no": whether the plural is one occasion.
    """

    word: str
    kind: str
    plural: str


@dataclass(frozen=True, slots=True)
class OccasionVerb:
    """A verb that is an occasion; `noun` stands for it, `frame` is what it needs beside it."""

    kind: str
    noun: str
    frame: str


@cache
def occasion_words() -> dict[str, OccasionWord]:
    """Give the nouns by lemma.

    >>> occasion_words()["talk"].word, occasion_words()["summit"].kind
    ('talks', 'meeting')
    """
    return {row["word"]: _word(row) for row in rows("agenda_words")}


def _word(row: dict[str, str]) -> OccasionWord:
    written = f"{row['word']}s" if row["plural"] == "only" else row["word"]
    return OccasionWord(written, row["kind"], row["plural"])


@cache
def occasion_kinds() -> dict[str, str]:
    """Give the kind of each word that an occasion may be called by, those that stand for verbs included.

    >>> occasion_kinds()["talks"], occasion_kinds()["expiry"]
    ('meeting', 'deadline')
    """
    found = {each.noun: each.kind for each in occasion_verbs().values()}
    return found | {each.word: each.kind for each in occasion_words().values()}


@cache
def occasion_verbs() -> dict[str, OccasionVerb]:
    """Give the verbs by lemma."""
    return {row["verb"]: OccasionVerb(row["kind"], row["noun"], row["frame"]) for row in rows("agenda_verbs")}


@cache
def agenda_cues() -> dict[tuple[str, str], str]:
    """Give what a verb says of an occasion, by how the noun stands with it and the verb's lemma.

    >>> agenda_cues()["object", "postpone"], agenda_cues()["object", "hold"]
    ('postponed', 'tense')
    """
    return {(row["place"], word): row["says"] for row in rows("agenda_cues") for word in row["words"].split()}


@cache
def agenda_clauses() -> dict[tuple[str, str], str]:
    """Give what a word above a clause says of the occasion in it, by part of speech and lemma."""
    return {
        (row["part"], word): row["says"] for row in rows("agenda_clauses") for word in row["words"].split()
    }


@cache
def agenda_words(use: str) -> frozenset[str]:
    """Give the words of one use in ``agenda_modifiers.tsv``."""
    return frozenset(
        word for row in rows("agenda_modifiers") if row["use"] == use for word in row["words"].split()
    )

"""Whether the persons of a report are men or women, as far as the report or their names tell."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.knowledge.roll import folded
from standoff.knowledge.words import gender_words
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from standoff.knowledge.roll import Roll
    from standoff.model.annotation import Mention
    from standoff.stages.base import Reading

_BEFORE = 40
_WORD = re.compile(r"[^\W\d_]+\.?")
_MIN_BEARERS = 2
"""Persons on the roll who bear a first name, all of one gender, before it tells the gender."""


def key_of(mention: Mention) -> str:
    """Give what all mentions of one actor share."""
    return mention.entity or f"{mention.kind}\x1f{mention.name}"


def known_genders(reading: Reading, mentions: Iterable[Mention]) -> dict[str, str]:
    """Tell the gender of persons: from the roll, from the words beside their names, from first names.

    Returns:
        ``m`` or ``f`` by `key_of`; who is missing may be either.
    """
    told: dict[str, Counter[str]] = {}
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.kind is not MentionKind.PERSON:
            continue
        key = key_of(mention)
        actor = reading.registry.get(mention.entity) if mention.entity else None
        if actor is not None and actor.gender:
            found[key] = actor.gender
        elif key not in found:
            told.setdefault(key, Counter()).update(_beside(reading, mention))
    for key, counted in told.items():
        if len(counted) == 1:
            found.setdefault(key, next(iter(counted)))
    given = given_genders(reading.registry.roll)
    for mention in mentions:
        gender = given.get(folded(mention.name.split()[0])) if " " in mention.name else None
        if gender and mention.kind is MentionKind.PERSON and not told.get(key_of(mention)):
            found.setdefault(key_of(mention), gender)
    return found


def gender_of(token: Token) -> str | None:
    """Tell the gender that a noun has by itself: "mother", "spokesman"."""
    return gender_words().get(token.lower_) or None


def _beside(reading: Reading, mention: Mention) -> list[str]:
    """Read the word before a name, its first word, and what it is said to be: "Orlan, a mother of two"."""
    text, span = reading.text, mention.span
    words = _WORD.findall(text, max(span.start - _BEFORE, 0), span.start)[-1:]
    # In "his wife, Ana Orlan" and "Madam Orlan" the word is hers, in "her husband and Ana Orlan" not.
    words += _WORD.findall(span.of(text))[: None if mention.is_reference else 1]
    tokens = [token for _, token in reading.tokens(span)]
    for token in tokens[-1:]:
        near = [*token.children, *([token.head] if token.dep_ == "appos" else [])]
        words += [each.lower_ for each in near if each.pos_ == "NOUN" and each.dep_ != "poss"]
        if token.dep_ == "nsubj" and token.head.lemma_ == "be":
            words += [each.lower_ for each in token.head.children if each.dep_ == "attr"]
    return [gender for word in words for gender in [gender_words().get(word.lower())] if gender]


@cache
def given_genders(roll: Roll) -> dict[str, str]:
    """Tell the gender of first names, folded: the listed ones and those of several persons on the roll."""
    seen: dict[str, Counter[str]] = {}
    for person in roll:
        if person.gender and " " in person.name:
            seen.setdefault(folded(person.name.split()[0]), Counter())[person.gender] += 1
    found = {
        name: next(iter(counted))
        for name, counted in seen.items()
        if len(counted) == 1 and counted.total() >= _MIN_BEARERS
    }
    for row in rows("first_names"):
        for name in row["names"].split():
            # Whom the roll has of the other gender makes the name tell nothing.
            if set(seen.get(folded(name), ())) <= {row["gender"]}:
                found.setdefault(folded(name), row["gender"])
    return found

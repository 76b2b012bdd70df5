"""Whose a figure is, where the grammar of its sentence says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.model.codebook import MentionKind
from standoff.stages.quantities import words as listed_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from standoff.model.annotation import Mention
    from standoff.model.span import Span
    from standoff.stages.counted import Phrase, Words

_KINDS = frozenset({MentionKind.COUNTRY, MentionKind.GOVERNMENT, MentionKind.ORGANISATION, MentionKind.GROUP})
"""What can have troops, weapons and money; a person, in a possessive or as a subject, can too."""

_OBJECTS = frozenset({"dobj", "obj"})
_SUBJECTS = frozenset({"nsubj"})
_VERBS = {"force": "holds", "weapon": "holds", "document": "issues"}
"""The use in ``figure_words.tsv`` of the verbs whose subject holds each class of thing."""


def holder(words: Words, number: Span, phrase: Phrase | None, mentions: Sequence[Mention]) -> str | None:
    """Find the name of who has what is counted; None where that is not said, or said of two.

    Args:
        words: the sentence.
        number: the quantity's span.
        phrase: what is counted.
        mentions: the mentions of the sentence.
    """
    if not mentions:
        return None
    inside = _inside(phrase, mentions) if phrase is not None else []
    if len(inside) > 1:
        return None
    if inside:
        return inside[0]
    return (
        _possessor(words, number, mentions)
        or _gatherer(words, number, mentions)
        or (_subject(words, phrase, mentions) if phrase is not None else None)
    )


def _inside(phrase: Phrase, mentions: Sequence[Mention]) -> list[str]:
    """Give the names inside a phrase, before its head: "Zernian" in "Zernian troops"."""
    head = phrase.words.spans[phrase.head]
    names: list[str] = []
    for mention in mentions:
        if mention.kind not in _KINDS or not phrase.span.overlaps(mention.span):
            continue
        name = mention.name if mention.span.end <= head.start else mention.country_name
        if name is not None and mention.span.start < head.start:
            names.append(name)
    return list(dict.fromkeys(names))


def _possessor(words: Words, number: Span, mentions: Sequence[Mention]) -> str | None:
    """Give the name in "Zernia's 4,000 tanks"."""
    token = words.before(number.start)
    if token is None or token.tag_ != "POS" or token.i == 0:
        return None
    return _name_of(words, token.nbor(-1), mentions)


def _gatherer(words: Words, number: Span, mentions: Sequence[Mention]) -> str | None:
    """Give the name in "Zernia's massing of 4,000 tanks" and "the Zernian deployment of 4,000 tanks"."""
    token = words.before(number.start)
    if token is None or token.lower_ != "of" or token.i == 0:
        return None
    noun = token.nbor(-1)
    if noun.lower_ not in listed_words("gathering") or noun.i == 0:
        return None
    before = noun.nbor(-1)
    if before.pos_ in ("NOUN", "ADJ") and before.i > 0 and _name_of(words, before, mentions) is None:
        before = before.nbor(-1)
    if before.tag_ == "POS" and before.i > 0:
        before = before.nbor(-1)
    return _name_of(words, before, mentions)


def _subject(words: Words, phrase: Phrase, mentions: Sequence[Mention]) -> str | None:
    """Give the subject of the verb that takes the figure: "Zernia has massed 4,000 tanks"."""
    use = _VERBS.get(phrase.entry.sort) if phrase.entry is not None else None
    verb = phrase.noun.head
    if use is None or phrase.noun.dep_ not in _OBJECTS or verb.lemma_.lower() not in listed_words(use):
        return None
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and child.i < verb.i]
    return _name_of(words, subjects[0], mentions) if len(subjects) == 1 else None


def _name_of(words: Words, token: Token, mentions: Sequence[Mention]) -> str | None:
    """Give the name of the mention that ends with a token or holds it."""
    at = words.index(token)
    if at is None:
        return None
    span = words.spans[at]
    held = [
        mention
        for mention in mentions
        if mention.span.holds(span) and mention.kind is not MentionKind.DOCUMENT
    ]
    if not held:
        return None
    mention = max(held, key=lambda mention: len(mention.span))
    # A capital that masses troops is its government.
    return mention.country_name or mention.name if mention.kind is MentionKind.PLACE else mention.name

"""What a sum of money or a share is of: "grain aid", "drop in tourism"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.model.span import Span
from standoff.stages.counted import phrase_after
from standoff.stages.quantities import words as listed_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from standoff.stages.counted import Phrase, Words

_BACK = 7
"""Tokens before "of 17 percent" in which the noun phrase that it measures is looked for."""
_CHANGED = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "PART"})


def of_money(words: Words, span: Span, dates: Sequence[Span]) -> Phrase | None:
    """Find what a sum is of: after "in" or "of", or after it where it stands before a noun."""
    at = words.from_(span.end)
    if at >= len(words.tokens):
        return None
    if words.tokens[at].lower_ == "worth" and at + 1 < len(words.tokens):
        at += 1
    if words.tokens[at].lower_ in ("in", "of"):
        of = words.tokens[at].lower_ == "of"
        place = words.spans[at].start if of else words.spans[at].end
        phrase = phrase_after(words, place, dates, partitive=of)
    else:
        before = words.before(span.start)
        owned = before is not None and before.tag_ in ("POS", "PRP$")
        if not owned and not _is_article(before):
            return None
        phrase = phrase_after(words, span.end, dates)
        if phrase is not None and phrase.is_plural and not owned:
            return None
    return phrase if phrase is not None and _is_thing(phrase) else None


def of_share(words: Words, span: Span, dates: Sequence[Span]) -> Phrase | None:
    """Find what a share is of, after "of", or the noun that it stands before: "17 percent drop"."""
    at = words.from_(span.end)
    if at >= len(words.tokens):
        return None
    of = words.tokens[at].lower_ in ("of", "the", "its", "their", "his", "her", "our")
    phrase = phrase_after(words, span.end, dates, partitive=of)
    if phrase is None or (not of and not _is_thing(phrase)):
        return None
    return None if phrase.entry is not None and phrase.entry.small == "never" else phrase


def _is_article(before: Token | None) -> bool:
    """Tell whether an article stands before the sum, or before one adjective before it."""
    if before is not None and before.tag_ == "JJ" and before.i > 0:
        before = before.nbor(-1)
    return before is not None and before.pos_ == "DET"


def _is_thing(phrase: Phrase) -> bool:
    """Refuse places, names and times: "$5 million in Orlan", "3 percent Monday"."""
    noun = phrase.noun
    if noun.pos_ == "PROPN" or noun.dep_ == "npadvmod":
        return False
    return phrase.entry is None or phrase.entry.small != "never"


def with_field(phrase: Phrase, dates: Sequence[Span]) -> Span:
    """Take "in tourism" to "drop" in "drop in tourism"."""
    words, after = phrase.words, phrase.head + 1
    if (
        phrase.noun.lower_ in listed_words("change")
        and after < len(words.tokens)
        and words.tokens[after].lower_ == "in"
    ):
        field = phrase_after(words, words.spans[after].end, dates)
        if field is not None:
            return Span(phrase.span.start, field.span.end)
    return phrase.span


def changed(words: Words, span: Span) -> Span | None:
    """Find what changed by a percentage: "a drop in tourism of 17 percent", "exports fell by 12%"."""
    token = words.before(span.start)
    if token is None:
        return None
    at = words.from_(span.start) - 1
    if token.lower_ == "of":
        return _noun_before(words, at)
    if token.lower_ == "by" and at > 0:
        token = words.tokens[at - 1]
    if token.lemma_.lower() not in listed_words("change verb") or token.pos_ != "VERB":
        return None
    return _subject(words, token)


def _noun_before(words: Words, of: int) -> Span | None:
    """Give the noun phrase that ends before an "of"; it may hold a further "in" phrase."""
    first = of
    while first > 0 and of - first < _BACK and words.tokens[first - 1].pos_ in _CHANGED:
        if words.tokens[first - 1].pos_ == "ADP" and words.tokens[first - 1].lower_ != "in":
            break
        first -= 1
    while first < of and words.tokens[first].pos_ in ("ADP", "PART"):
        first += 1
    nouns = any(token.pos_ in ("NOUN", "PROPN") for token in words.tokens[first:of])
    return Span(words.spans[first].start, words.spans[of - 1].end) if nouns else None


def _subject(words: Words, verb: Token) -> Span | None:
    """Give the noun phrase of a verb's subject, from its first modifier to its noun."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i]
    if len(subjects) != 1 or subjects[0].pos_ not in ("NOUN", "PROPN"):
        return None
    noun = subjects[0]
    first = noun.left_edge
    while first.i < noun.i and first.pos_ in ("DET", "PUNCT", "CCONJ"):
        first = first.nbor(1)
    low, high = words.index(first), words.index(noun)
    if low is None or high is None:
        return None
    return Span(words.spans[low].start, words.spans[high].end)

"""What a number counts: the noun phrase after it, read from the parser's tokens.

The parser's word classes are trusted, its tree only to tell a noun that ends the phrase from one that
stands before another ("sanctions packages"): on garbled text the tree is the first to go.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

MAX_WORDS = 9
"""Tokens of a noun phrase that are looked at after its number."""

_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_PLURAL = frozenset({"NNS", "NNPS"})
_OPENERS = frozenset({"DET", "PRON"})
_ADDED = frozenset({"more", "other", "additional", "further"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A noun of ``figure_nouns.tsv``."""

    unit: str
    sort: str
    small: str


@cache
def listed() -> Mapping[str, Listed]:
    """Give the nouns of ``figure_nouns.tsv`` by their singular and their plural."""
    found: dict[str, Listed] = {}
    for row in rows("figure_nouns"):
        entry = Listed(row["noun"], row["class"], row["small"])
        found.setdefault(row["noun"], entry)
        found[row["plural"]] = entry
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one sentence with their places."""

    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, pairs: Sequence[tuple[Span, Token]]) -> Words:
        """Take the pairs that `Reading.tokens` gives, without the asterisks of Markdown emphasis.

        The parser takes an asterisk for a noun.
        """
        kept = [(span, token) for span, token in pairs if token.text.strip("*")]
        return cls(tuple(span for span, _ in kept), tuple(token for _, token in kept))

    def from_(self, place: int) -> int:
        """Find the first token that begins at a place or after it."""
        return bisect_left(self.spans, place, key=lambda span: span.start)

    def index(self, token: Token) -> int | None:
        """Find a token of the parse; None when it is not of this sentence."""
        at = bisect_left(self.tokens, token.i, key=lambda other: other.i)
        return at if at < len(self.tokens) and self.tokens[at] == token else None

    def before(self, place: int) -> Token | None:
        """Find the last token that ends at a place or before it."""
        at = bisect_left(self.spans, place + 1, key=lambda span: span.end) - 1
        return self.tokens[at] if at >= 0 else None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without its determiner.

    Attributes:
        first: index of its first token in the sentence's `Words`.
        head: index of its last noun.
        after_number: whether a further number stands before it ("15 of the 120 seats").
    """

    words: Words
    first: int
    head: int
    after_number: bool = False

    @property
    def span(self) -> Span:
        """Where it stands, from its first modifier to its head."""
        return Span(self.words.spans[self.first].start, self.words.spans[self.head].end)

    def span_words(self) -> list[str]:
        """Give its words in small letters."""
        return [token.lower_ for token in self.words.tokens[self.first : self.head + 1]]

    @property
    def noun(self) -> Token:
        """Its head."""
        return self.words.tokens[self.head]

    @property
    def entry(self) -> Listed | None:
        """What is known of its head."""
        word = self.noun.lower_
        return listed().get(self._hyphened() + word) or listed().get(word)

    @property
    def is_plural(self) -> bool:
        """Whether its head is in the plural, by the parser or by the list."""
        entry = self.entry
        return (
            self.noun.tag_ in _PLURAL
            or (entry is not None and not entry.unit.endswith(self.noun.lower_))
            or (entry is not None and _same_in_plural(entry.unit))
        )

    @property
    def unit(self) -> str:
        """Its head in the singular, in small letters unless it is a name."""
        entry = self.entry
        if entry is not None:
            return "soldier" if entry.unit == "troop" else entry.unit
        word = self.noun.text
        if self.noun.pos_ != "PROPN":
            return self._hyphened() + str(self.noun.lemma_).lower()
        word = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        previous = self.words.tokens[self.head - 1] if self.head > self.first else None
        return f"{previous.text} {word}" if previous is not None and previous.pos_ == "PROPN" else word

    def _hyphened(self) -> str:
        """Give "fact-" of "fact-checkers"."""
        if self.head - 2 < self.first or self.words.tokens[self.head - 1].text != "-":
            return ""
        return f"{self.words.tokens[self.head - 2].lower_}-"


@cache
def _same_in_plural(noun: str) -> bool:
    return any(row["noun"] == row["plural"] == noun for row in rows("figure_nouns"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("figure_words") if row["use"] == "particle")


def phrase_after(
    words: Words, place: int, dates: Sequence[Span], *, partitive: bool = False
) -> Phrase | None:
    """Read the noun phrase that begins at a place; None when none does.

    Args:
        words: the sentence.
        place: where the number, or the preposition, ends.
        dates: no word of them is part of a phrase.
        partitive: whether an "of" and a determiner may come first ("hundreds of its farmers").
    """
    at = words.from_(place)
    after_number = False
    if partitive and at < len(words.tokens) and words.tokens[at].lower_ == "of":
        at += 1
        while at < len(words.tokens) and (words.tokens[at].pos_ in _OPENERS or words.tokens[at].like_num):
            after_number = after_number or words.tokens[at].like_num
            at += 1
    if at + 1 < len(words.tokens) and words.tokens[at].lower_ in _ADDED:
        at += 1  # "20 more soldiers" are soldiers
    first, head = at, -1
    for i in range(first, min(len(words.tokens), first + MAX_WORDS)):
        if not _goes_on(words, i, first) or any(words.spans[i].overlaps(date) for date in dates):
            break
        if words.tokens[i].pos_ in ("NOUN", "PROPN"):
            head = i
            if _ends(words, i):
                break
        elif head >= 0 and not _may_follow_noun(words, i):
            break
    if head < 0 or (head + 1 < len(words.tokens) and words.tokens[head + 1].tag_ == "POS"):
        return None  # "of the port’s 400 cranes" is not of the port
    return Phrase(words, first, head, after_number)


def _goes_on(words: Words, i: int, first: int) -> bool:
    """Tell whether a token can stand inside a noun phrase."""
    token = words.tokens[i]
    if token.pos_ in _MODIFIERS or token.tag_ in _PARTICIPLES or token.tag_ in ("POS", "HYPH"):
        return True
    if token.pos_ == "NUM" and not token.is_digit and token.text[0].isalpha() and token.text[-1].isdigit():
        return True  # "F-16"
    following = words.tokens[i + 1] if i + 1 < len(words.tokens) else None
    if i == first or following is None:
        return False
    joins = token.lower_ in ("and", "or", ",") and words.tokens[i - 1].pos_ == "ADJ"
    return joins and following.pos_ == "ADJ"


def _may_follow_noun(words: Words, i: int) -> bool:
    """Tell whether a word can stand after a noun that is not the phrase's last: "steam-driven mills"."""
    return words.tokens[i].pos_ in ("PART", "PUNCT", "ADJ") or words.tokens[i - 1].text == "-"


def _ends(words: Words, i: int) -> bool:
    """Tell whether a noun is the phrase's last: a plural, unless it stands before a noun of its own."""
    token = words.tokens[i]
    following = words.tokens[i + 1] if i + 1 < len(words.tokens) else None
    if following is None or following.tag_ in ("POS", "HYPH"):
        return following is None
    if token.tag_ not in _PLURAL and token.lower_ not in ("aircraft", "personnel", "people"):
        return False
    if following.lower_ in _particles():
        return True  # "call 15,000 reservists home"
    return not (token.dep_ in ("compound", "nmod", "amod") and token.head.i == following.i)

"""Counts whose noun is not beside them: "up from 18,000", "a crew of 23", "6,000 more", "put at 7,000".

The noun is looked for in three places, and the first that gives one decides:

1. in the words around the number: "a crew of 23", "a crowd that the police put at 7,000", "cut the number
   of ships from 40 to 25", "46,500 under arms";
2. among the figures marked before, in the sentence, or else in the sentence before, when they are all of
   one unit: "Zernia has 60,000 soldiers there, up from 18,000";
3. nowhere: with words that say that a number is coming ("the figure of 45,000") it is a figure without a
   unit.

Without such words only great numbers are read, and only those whose writing says that they are counts:
with a separator, a word of size, or in words. A number that can be a year is never one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.stages.counted import listed, phrase_after
from standoff.stages.quantities import SMALL
from standoff.stages.quantities import words as listed_words
from standoff.text.numbers import Form

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from spacy.tokens import Token

    from standoff.model.annotation import Figure
    from standoff.model.span import Span
    from standoff.stages.counted import Words
    from standoff.stages.quantities import Quantity

GREAT = 1000
"""From this a number without a noun can take the noun of a figure before it."""

_LENDS = 100
"""From this a figure lends its noun to a great number; "two ministers spoke of 60,000" does not."""
_NEAREST = 12
"""Figures before a number that are looked at, the nearest ones."""
_BACK = 24
"""Tokens before a number in which the noun and the verb that give it are looked for."""
_PROSE = 80
"""Tokens of a sentence among which prose has a verb."""
_NO_COUNTS = frozenset({"%", "percentage point", "fraction", "vote", "barrel per day"})
_STOPS = frozenset({"ADP", "PUNCT", "CCONJ", "SCONJ", "AUX", "VERB", "ADV", "PART"})
_GLUED = frozenset("-–/:%")
_SPLIT = re.compile(r"[0-9][.,]\s$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,\u00a0\u2009\u202f][0-9]{3})+")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a number without a noun counts.

    Attributes:
        unit: None when it is a figure and no more is known.
        of: the words of the text that name it; None when none do.
    """

    unit: str | None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A count in its sentence.

    Attributes:
        at: index of the first token that begins at the quantity's start or after it.
        after: index of the first token after the quantity, and after "more" where that follows.
        more: whether the words say that the number is added to one before: "6,000 more", "another 500".
    """

    text: str
    words: Words
    quantity: Quantity
    dates: Sequence[Span]
    at: int
    after: int
    more: bool

    @classmethod
    def of(cls, text: str, words: Words, quantity: Quantity, dates: Sequence[Span]) -> Place:
        """Find a quantity among the tokens."""
        at, after = words.from_(quantity.span.start), words.from_(quantity.span.end)
        more = after < len(words.tokens) and words.tokens[after].lower_ == "more"
        added = at > 0 and words.tokens[at - 1].lower_ in ("another", "further", "additional")
        return cls(text, words, quantity, dates, at, after + more, more or added)

    def before(self, steps: int = 1) -> Token | None:
        """Give the token so many steps before the quantity."""
        return self.words.tokens[self.at - steps] if self.at >= steps else None

    def next(self) -> Token | None:
        """Give the token after the quantity."""
        return self.words.tokens[self.after] if self.after < len(self.words.tokens) else None


def thing(place: Place, here: Sequence[Figure], previous: Sequence[Figure]) -> Thing | None:
    """Tell what a count without a noun of its own counts; None when it is no figure.

    Args:
        place: the count.
        here: the figures before it in its sentence.
        previous: the figures of the sentence before.
    """
    if not _is_bare(place) or not _can_count(place.quantity, place.text):
        return None
    named = _serving(place) or _collective(place) or _moved(place)
    if named is not None:
        return named
    cued = _is_cued(place)
    lent = _lent(place, here, cued=cued)
    if lent is None and not _lenders(place, here) and _has_verb(place.words):
        lent = _lent(place, previous, cued=cued)
    if lent is not None:
        return lent
    return Thing(None) if cued and place.quantity.most >= GREAT else None


def _can_count(quantity: Quantity, text: str) -> bool:
    """Refuse vague plurals, one, and what can be a year."""
    if quantity.form not in (Form.DIGITS, Form.WORDS) or quantity.most <= 1:
        return False
    return _YEAR.fullmatch(quantity.number.of(text)) is None and quantity.most == int(quantity.most)


def _is_bare(place: Place) -> bool:
    """Tell whether no noun follows the number."""
    following = place.next()
    if following is not None and following.pos_ not in _STOPS:
        date = any(place.words.spans[place.after].overlaps(date) for date in place.dates)
        if not date and following.lower_ != "under":
            return False
    if place.text[place.quantity.span.end : place.quantity.span.end + 1] in _GLUED:
        return False
    if _SPLIT.search(place.text, max(0, place.quantity.span.start - 4), place.quantity.span.start):
        return False  # "$2. 6 million" is one number with a blank too many
    if following is not None and following.lower_ == "of":
        return False  # of what it counts: "4 million of Varn's 13 million shares"
    if following is not None and following.tag_ in ("VBN", "VBG", "HYPH"):
        where = place.words.spans[place.after].start
        return phrase_after(place.words, where, place.dates) is None
    return True


def _has_verb(words: Words) -> bool:
    """Tell prose from a row of a table or of a page's furniture, by the first words."""
    return any(token.pos_ in ("VERB", "AUX") for token in words.tokens[:_PROSE])


# --- 1. the words around it ---------------------------------------------------------------------------


@cache
def _serving_pattern() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in listed_words("serving"))
    return re.compile(rf"[*]{{0,3}}\s({phrases})(?!\w)")


def _serving(place: Place) -> Thing | None:
    """Read "46,500 under arms"."""
    if place.quantity.most <= SMALL:
        return None
    found = _serving_pattern().match(place.text, place.quantity.span.end)
    return Thing(listed_words("serving")[found[1]]) if found is not None else None


def _collective(place: Place) -> Thing | None:
    """Read "a crew of 23" and "a city of 60,000"."""
    of, noun = place.before(), place.before(2)
    if of is None or noun is None or of.lower_ != "of":
        return None
    word = noun.lower_
    unit = listed_words("collective").get(word)
    if unit is None and place.quantity.most >= GREAT:
        unit = listed_words("peopled").get(word)
    return Thing(unit, noun.text) if unit is not None else None


def _moved(place: Place) -> Thing | None:
    """Read "a crowd that the police put at 7,000" and "cut the number of ships from 40 to 25"."""
    last = place.before()
    if last is None or not _is_set(place, last):
        return None
    found: dict[str, Thing] = {}
    for i in range(max(0, place.at - _BACK), place.at - 1):
        named = _noun_with_number(place, i)
        if named is not None:
            found.setdefault(str(named.unit), named)
    return next(iter(found.values())) if len(found) == 1 else None


def _noun_with_number(place: Place, i: int) -> Thing | None:
    """Give what a token's number would count: "crowd", or "number" before "of ships"."""
    word = place.words.tokens[i].lower_
    unit = listed_words("collective").get(word)
    if unit is not None and place.words.tokens[i].pos_ == "NOUN":
        return Thing(unit, place.words.tokens[i].text)
    if word not in listed_words("number noun") or place.words.tokens[i + 1].lower_ != "of":
        return None
    phrase = phrase_after(place.words, place.words.spans[i + 1].start, place.dates, partitive=True)
    if phrase is None or not phrase.is_plural or phrase.head >= place.at:
        return None
    if phrase.entry is not None and phrase.entry.small == "never":
        return None
    return Thing(phrase.unit, phrase.span.of(place.text))


def _is_set(place: Place, last: Token) -> bool:
    """Tell whether the words before a number give it to a noun: "put … at", "rose … to", "reached"."""
    if last.lower_ in ("at", "as"):
        return _has_before(place, listed_words("put at"))
    if last.lower_ in ("to", "from"):
        return _has_before(place, listed_words("moves to")) or _has_before(place, listed_words("change verb"))
    return last.pos_ == "VERB" and last.lemma_.lower() in listed_words("reaches")


def _has_before(place: Place, verbs: Collection[str]) -> bool:
    """Tell whether one of some verbs stands before a number."""
    near = place.words.tokens[max(0, place.at - _BACK) : place.at]
    return any(token.lemma_.lower() in verbs and token.pos_ in ("VERB", "ADV", "ADP") for token in near)


# --- 2. the figures before it -------------------------------------------------------------------------


@cache
def _distances() -> frozenset[str]:
    return frozenset(row["unit"] for row in rows("units") if row["class"] == "distance")


@cache
def _currencies() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("currencies"))


def _lenders(place: Place, figures: Sequence[Figure]) -> list[Figure]:
    """Choose the figures whose noun a number can stand for."""
    least = 0 if place.more else _LENDS
    return [
        figure
        for figure in figures[-_NEAREST:]
        if figure.unit not in _NO_COUNTS
        and figure.unit not in _distances()
        and max(n for n in (figure.value, figure.low, figure.high) if n is not None) >= least
    ]


def _lent(place: Place, figures: Sequence[Figure], *, cued: bool) -> Thing | None:
    """Give the one thing that the figures before a number count."""
    great = place.quantity.most >= GREAT and _is_written_as_count(place)
    if not (great or place.more or (cued and place.quantity.most >= GREAT)):
        return None
    lenders = _lenders(place, figures)
    if len({figure.unit for figure in lenders}) != 1:
        return None
    unit = lenders[-1].unit
    following = place.next()
    doing = following is not None and following.pos_ in ("VERB", "AUX")
    if unit is not None and doing and not _is_countable(unit):
        return None  # "spent $2bn on homes, and 6,000 were built"
    return Thing(unit, lenders[-1].of)


def _is_countable(unit: str) -> bool:
    """Tell things and people from money and measures."""
    entry = listed().get(unit)
    return unit not in _currencies() and (entry is None or entry.sort != "measure")


def _is_written_as_count(place: Place) -> bool:
    """Tell "60,000", "60 million" and "sixty thousand" from a number that can be a code."""
    said = place.quantity.number.of(place.text)
    return place.quantity.form is Form.WORDS or not said.isdigit() or _GROUPED.match(said) is not None


# --- 3. words that say that a number is coming --------------------------------------------------------


def _is_cued(place: Place) -> bool:
    """Tell whether the words before a number say that it is a figure: "the figure of", "estimated at"."""
    last, noun = place.before(), place.before(2)
    if last is None:
        return False
    if last.lower_ == "of":
        return noun is not None and noun.lower_ in listed_words("figure noun")
    if last.lower_ != "at":
        return False
    return _has_before(place, listed_words("put at"))

"""Quantities that the reporting is about: forces, arms, casualties, money, shares, votes, documents.

Conventions:

* The span takes in the modifier, the number, its unit and the noun phrase that it counts ("about 90,000
  soldiers", "three revised agreements"); for money and shares it ends with the unit ("US$3.4 billion",
  "35%"), and what they are of stands in `of` alone.
* `value` is the number as written, minus sign included; "fell by 12 percent" is 12. Ranges and vague
  plurals have bounds and no value. `low` and `high` are given where the words bound the value ("at least",
  "up to", ranges), not for exact numbers and not for "about"; "nearly" and "almost" count as about.
* `unit` is ``%``, ``percentage point``, ``fraction`` (two-thirds is 0.6667), an ISO 4217 code, a unit of
  ``units.tsv``, or the counted noun in the singular; "troops" are counted in soldiers.
* A count whose noun is said elsewhere has that noun's unit, or none (`standoff.stages.elliptic`).
* `holder` is set where the grammar says whose it is (`standoff.stages.holders`).
* `as_of` is set by "as of" and a date in the same sentence, by nothing else.
* A count of ten or less is a figure only of nouns that ``figure_nouns.tsv`` says are news; a greater one
  of every plural noun but those that it rules out (times, leaders, sides). Ordinals, ages, times of day,
  durations and numbers in names are none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from standoff.model.annotation import Annotation, Figure, Mention, Time
from standoff.model.codebook import Layer
from standoff.model.span import Span
from standoff.stages.base import PARSE, inside
from standoff.stages.counted import Listed, Phrase, Words, listed, phrase_after
from standoff.stages.elliptic import Place, thing
from standoff.stages.holders import holder
from standoff.stages.quantities import SMALL, Quantity, Sort, quantities, words
from standoff.stages.shares import changed, of_money, of_share, with_field
from standoff.text.numbers import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from standoff.stages.base import Reading

_WINDOW = 6
"""Tokens on either side of a count in which a verb of harm makes it news."""


class Figures:
    """Marks figures; reads dates and mentions where earlier stages marked them."""

    name = "figures"
    version = 2
    gives: frozenset[Layer] = frozenset({Layer.FIGURE})
    needs: frozenset[Layer | str] = frozenset({Layer.SENTENCE, Layer.TIME, Layer.MENTION, PARSE})

    def annotate(self, reading: Reading) -> list[Annotation]:
        """Mark the figures of every sentence."""
        times = [t for t in reading.found.get(Layer.TIME, []) if isinstance(t, Time)]
        mentions = reading.names()
        found: list[Annotation] = []
        previous: list[Figure] = []
        for sentence in reading.sentences:
            here: list[Figure] = []
            near = inside(times, sentence)
            counted = quantities(reading.text, sentence, [time.span for time in near])
            if counted:
                tokens = Words.of(list(reading.tokens(sentence)))
                said_by = inside(mentions, sentence)
                _Sentence(reading, sentence, tokens, near, said_by).mark(counted, here, previous)
            found.extend(here)
            previous = here
        return found


class _Sentence:
    """One sentence, and the figures that its quantities make."""

    def __init__(
        self, reading: Reading, span: Span, tokens: Words, times: Sequence[Time], mentions: Sequence[Mention]
    ) -> None:
        self.reading = reading
        self.text = reading.text
        self.span = span
        self.words = tokens
        self.times = times
        self.dates = [time.span for time in times]
        self.mentions = mentions

    def mark(self, counted: Sequence[Quantity], here: list[Figure], previous: Sequence[Figure]) -> None:
        """Add the figures to `here`, in order, none overlapping; `previous` are the sentence before's."""
        end = self.span.start
        votes = self._votes()
        for i, quantity in enumerate(counted):
            if quantity.span.start < end or not self.words.tokens:
                continue
            figure = self._figure(quantity, votes)
            if figure is None and quantity.sort is Sort.COUNT:
                figure = self._from(quantity, counted[i + 1 : i + 2]) or self._bare(quantity, here, previous)
            if figure is not None:
                here.append(figure)
                end = figure.span.end

    def _figure(self, quantity: Quantity, votes: Sequence[Span]) -> Figure | None:
        if any(quantity.span.overlaps(vote) for vote in votes):
            return self._made(quantity, None, quantity.span, unit="vote", of="votes")
        match quantity.sort:
            case Sort.MONEY:
                return self._money(quantity)
            case Sort.SHARE:
                return self._share(quantity)
            case Sort.MEASURE:
                return self._measure(quantity)
            case Sort.COUNT:
                return self._compound(quantity) or self._count(quantity) or self._alone(quantity)

    def _made(
        self,
        quantity: Quantity,
        phrase: Phrase | None,
        span: Span,
        *,
        unit: str | None = None,
        of: str | None = None,
    ) -> Figure:
        first = span.start
        if "*" in self.text[span.start : span.end]:
            while first > self.span.start and self.text[first - 1] == "*":
                first -= 1  # emphasis that ends inside the figure begins inside it too
        as_of = self._as_of()
        return Figure(
            span=Span(first, span.end),
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            unit=unit or quantity.unit,
            modifier=quantity.modifier,
            of=of if of is not None or phrase is None else phrase.span.of(self.text),
            holder=holder(self.words, quantity.span, phrase, self.mentions),
            as_of=as_of.edtf if as_of else None,
            as_of_time=self.reading.id_of(as_of) if as_of else None,
        )

    def _as_of(self) -> Time | None:
        """Give the one time of the sentence that "as of" stands before."""
        text, first = self.text, self.span.start
        said = [
            time
            for time in self.times
            if _AS_OF.search(text, max(first, time.span.start - 12), time.span.start)
        ]
        return said[0] if len(said) == 1 else None

    # --- counts -------------------------------------------------------------------------------------

    def _count(self, quantity: Quantity) -> Figure | None:
        """Make a figure of a number and the noun phrase after it."""
        if self.text[quantity.number.end - 1] in "mM" and quantity.form is Form.DIGITS:
            return None
        if _HYPHEN.match(self.text, quantity.span.end):
            return None  # "30-year bonds" are not thirty
        partitive = quantity.form is Form.VAGUE or self._is_partitive(quantity)
        phrase = phrase_after(self.words, quantity.span.end, self.dates, partitive=partitive)
        if phrase is None or not self._is_news(quantity, phrase) or self._is_model(quantity, phrase):
            return None
        # "15 of the 120 seats" is two figures; the first leaves the noun to the second.
        end = quantity.span.end if phrase.after_number else phrase.span.end
        return self._made(quantity, phrase, Span(quantity.span.start, end), unit=phrase.unit)

    def _is_partitive(self, quantity: Quantity) -> bool:
        """Tell "12 of the hostages", which counts hostages, from "one of the leaders"."""
        return quantity.most > 1 and _OF_THE.match(self.text, quantity.span.end, self.span.end) is not None

    def _is_news(self, quantity: Quantity, phrase: Phrase) -> bool:
        entry = phrase.entry
        if phrase.noun.pos_ == "PROPN" and phrase.noun.tag_ != "NNPS" and entry is None:
            return False
        if entry is not None and entry.small == "never":
            return False
        if quantity.most <= 1:
            counted = entry is not None and entry.small in ("yes", "harm") and entry.sort != "document"
            return counted and not phrase.is_plural and self._is_harm(quantity, phrase)
        if not phrase.is_plural:
            return False
        if quantity.most > SMALL:
            return quantity.modifier is not None or not _YEAR.fullmatch(quantity.number.of(self.text))
        return _is_member(phrase) or (entry is not None and self._is_small_news(quantity, phrase, entry))

    def _is_small_news(self, quantity: Quantity, phrase: Phrase, entry: Listed) -> bool:
        """Tell whether a count of ten or less is news of its noun."""
        match entry.small:
            case "yes":
                return True
            case "harm":
                return self._is_harm(quantity, phrase) or _is_service(phrase)
            case "fired":
                return any(token.lemma_.lower() in words("fired") for token in self._near(quantity, phrase))
            case "ranked":
                ranked = any(word in words("ranked") for word in phrase.span_words())
                return ranked or self._is_harm(quantity, phrase)
            case _:
                return False

    def _is_harm(self, quantity: Quantity, phrase: Phrase) -> bool:
        """Tell whether the sentence has what is counted killed, hurt, seized, sent or freed, near by."""
        harmed = words("harm")
        near = self._near(quantity, phrase)
        if any(token.pos_ in ("VERB", "ADJ") and token.lemma_.lower() in harmed for token in near):
            return True
        at = self.words.from_(quantity.span.start) - 1
        if at > 0 and self.words.tokens[at].pos_ in ("DET", "PRON"):
            at -= 1  # "the deaths of the two sailors"
        of = at > 0 and self.words.tokens[at].lower_ == "of"
        return of and self.words.tokens[at - 1].lemma_.lower() in words("harm noun")

    def _near(self, quantity: Quantity, phrase: Phrase) -> Sequence[Token]:
        first = self.words.from_(quantity.span.start)
        return self.words.tokens[max(0, first - _WINDOW) : phrase.head + 1 + _WINDOW]

    def _is_model(self, quantity: Quantity, phrase: Phrase) -> bool:
        """Tell the number in "Leopard 2 tanks" from a count of tanks."""
        if quantity.form is not Form.DIGITS or quantity.most >= 1000 or phrase.entry is None:
            return False
        token = self.words.before(quantity.span.start)
        adjacent = self.text[quantity.span.start - 1 : quantity.span.start] == " "
        return (
            phrase.entry.sort == "weapon"
            and token is not None
            and token.pos_ == "PROPN"
            and adjacent
            and self.words.spans[0].end < quantity.span.start - 1
            and not any(mention.span.end == quantity.span.start - 1 for mention in self.mentions)
        )

    def _compound(self, quantity: Quantity) -> Figure | None:
        """Make a figure of "30-member" and of "six-nation" before an alliance."""
        match = _COMPOUND.match(self.text, quantity.span.end, self.span.end)
        if match is None or quantity.most < 3:
            return None
        word, following = match[1].lower(), match[2] or ""
        if word in words("state head"):
            if following.lower() not in words("bloc"):
                return None
        elif word not in words("member head") and (quantity.most <= SMALL or not _is_news_noun(word)):
            return None
        unit = "person" if word in ("man", "woman", "person", "strong") else word
        entry = listed().get(word)
        unit = entry.unit if entry is not None and unit == word else unit
        return self._made(
            quantity,
            None,
            Span(quantity.span.start, match.end(1)),
            unit=unit,
            of=word if unit == word else None,
        )

    def _alone(self, quantity: Quantity) -> Figure | None:
        """Make a figure of a number without a noun: "killing at least 12", "12 dead", "thousands fled"."""
        before = self.words.before(quantity.span.start)
        at = self.words.from_(quantity.span.end)
        after = list(self.words.tokens[at : at + 3])
        while after and after[0].lemma_.lower() in ("be", "have", "other", "more"):
            after.pop(0)
        struck = bool(after) and _kills(after[0])
        if not struck:
            nothing = not after or after[0].pos_ in ("ADP", "PUNCT", "CCONJ", "SCONJ", "ADV")
            struck = before is not None and before.pos_ == "VERB" and _kills(before) and nothing
        if phrase_after(self.words, quantity.span.end, self.dates) is not None:
            return None
        if struck:
            return self._made(quantity, None, quantity.span, unit="person")
        # "Tens of thousands marched": so many of whom or what is not said.
        doing = quantity.form is Form.VAGUE and bool(after) and after[0].pos_ in ("VERB", "AUX")
        return self._made(quantity, None, quantity.span) if doing else None

    def _from(self, quantity: Quantity, following: Sequence[Quantity]) -> Figure | None:
        """Give the first number of "from 18,000 to 45,000 soldiers" the noun of the second."""
        before = self.words.before(quantity.span.start)
        if not following or following[0].sort is not Sort.COUNT or before is None or before.lower_ != "from":
            return None
        between = self.text[quantity.span.end : following[0].span.start]
        if between.strip() != "to":
            return None
        phrase = phrase_after(self.words, following[0].span.end, self.dates)
        if phrase is None or not self._is_news(following[0], phrase):
            return None
        return self._made(quantity, phrase, quantity.span, unit=phrase.unit)

    def _bare(self, quantity: Quantity, here: Sequence[Figure], previous: Sequence[Figure]) -> Figure | None:
        """Make a figure of a number whose noun is said elsewhere: "up from 18,000", "a crew of 23"."""
        counts = thing(Place.of(self.text, self.words, quantity, self.dates), here, previous)
        if counts is None:
            return None
        return self._made(quantity, None, quantity.span, unit=counts.unit, of=counts.of)

    def _votes(self) -> list[Span]:
        """Find the two numbers of a count of votes: "voted 72-28", "by a vote of 9 to 2"."""
        counts = _VOTES.finditer(self.text, self.span.start, self.span.end)
        return [Span(*match.span(name)) for match in counts for name in match.groupdict() if match[name]]

    # --- shares, money, measures --------------------------------------------------------------------

    def _money(self, quantity: Quantity) -> Figure:
        """Make a figure of a sum; who is named in what it is of ("$5bn in Varn's mines") need not have it."""
        of = of_money(self.words, quantity.span, self.dates)
        return self._made(quantity, None, quantity.span, of=of.span.of(self.text) if of is not None else None)

    def _share(self, quantity: Quantity) -> Figure | None:
        """Make a figure of a percentage or a fraction; "half" of nothing named, or of a time, is none."""
        of = of_share(self.words, quantity.span, self.dates)
        if quantity.form is Form.FRACTION:
            before = self.text[max(self.span.start, quantity.span.start - 8) : quantity.span.start]
            named = of is not None and not _OTHER.search(before)
            return self._made(quantity, of, quantity.span) if named else None
        if quantity.value == 100 and self._is_emphasis(quantity):
            return None
        said = with_field(of, self.dates) if of is not None else changed(self.words, quantity.span)
        return self._made(quantity, of, quantity.span, of=said.of(self.text) if said is not None else None)

    def _is_emphasis(self, quantity: Quantity) -> bool:
        """Tell "100 percent sure" from "100 percent of the vote"."""
        at = self.words.from_(quantity.span.end)
        return at < len(self.words.tokens) and self.words.tokens[at].pos_ not in ("ADP", "PUNCT")

    def _measure(self, quantity: Quantity) -> Figure | None:
        """Make a figure of a weight, a power, an area; of a distance where the sentence is of arms."""
        if quantity.distance and not self._is_military():
            return None
        of = (
            phrase_after(self.words, quantity.span.end, self.dates, partitive=True)
            if self._is_of(quantity)
            else None
        )
        return self._made(quantity, of, quantity.span)

    def _is_of(self, quantity: Quantity) -> bool:
        """Tell "5 tonnes of steel", and not "within 80 kilometres of the strait"."""
        if not self.text.startswith(" of ", quantity.span.end):
            return False
        at = self.words.from_(quantity.span.end) + 1
        after = self.words.tokens[at] if at < len(self.words.tokens) else None
        return not quantity.distance or (after is not None and after.pos_ in ("NOUN", "ADJ"))

    def _is_military(self) -> bool:
        """Tell whether the sentence speaks of arms, forces or borders."""
        return any(token.lower_ in words("military") for token in self.words.tokens)


_HYPHEN = re.compile(r"[-‐‑][^\W\d_]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_OTHER = re.compile(r"(?:other|first|second|latter|last|better)\s$", re.IGNORECASE)
_OF_THE = re.compile(r"\sof\s(?:the|its|their|his|her|our|those|these)\s")
_AS_OF = re.compile(r"(?:^|\W)as of\s$", re.IGNORECASE)
_COMPOUND = re.compile(r"-([a-z]{3,9})(?!\w)(?:\s([^\W\d_]{2,20}))?")
_VOTES = re.compile(
    r"\b(?:vote[sd]?|voting|passed|approved|adopted|rejected)\b[^.;0-9]{0,40}"
    r"\b(?P<for>[0-9]{1,3})(?:[-–—]|\s(?:votes\s)?to\s)(?P<against>[0-9]{1,3})\b(?!\s?(?:%|per|[-–,.][0-9]))"
    r"|\b(?P<for2>[0-9]{1,3})(?:-to-|[-–—]|\sto\s)(?P<against2>[0-9]{1,3})\s(?:vote|majority)\b"
)


def _is_news_noun(word: str) -> bool:
    """Tell whether a noun before another ("a 4,000-soldier force") is of the kinds that news counts."""
    entry = listed().get(word)
    if entry is None or entry.small == "never":
        return False
    return entry.sort in ("force", "weapon", "people") or (entry.sort == "document" and entry.small == "yes")


def _is_service(phrase: Phrase) -> bool:
    """Tell "three naval officers" from officers; those who only speak are sources."""
    speaks = phrase.noun.dep_ in ("nsubj", "nsubjpass")
    return not speaks and any(word in words("service") for word in phrase.span_words())


def _is_member(phrase: Phrase) -> bool:
    """Tell whether states are counted as members: "six member states"."""
    return phrase.noun.lower_ in ("states", "countries", "nations") and "member" in phrase.span_words()


@cache
def _kill_words() -> frozenset[str]:
    return frozenset(words("kill"))


def _kills(token: Token) -> bool:
    return token.lemma_.lower() in _kill_words() or token.lower_ in _kill_words()

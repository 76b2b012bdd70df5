"""Noun phrases that denote actors: where one begins and ends, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from standoff.model.codebook import MentionKind
from standoff.stages.sectorwords import collectives, head_of, modifiers, telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.stages.linking import Draft
    from standoff.stages.sectorwords import Head
    from standoff.stages.units import Unit

_MAX_LEFT = 8
"""Units read before a noun."""
_MAX_TOPIC = 4
"""Words in "naval history" in "professor of naval history at the University of Varn"."""
_MAX_DEPTH = 4
"""Phrases within phrases: "an aide to the head of the office of the president"."""
_MAX_AFTER = 3
"""Phrases with a preposition read after a noun."""
_BEFORE_NOUN = frozenset({"amod", "compound", "nmod", "poss", "nummod", "punct", "case", "advmod"})
_THESE = frozenset({"the", "this", "that", "these", "those"})
_NONE = frozenset(
    {"no", "any", "every", "each", "neither", "either", "what", "which", "whatever", "whichever"}
)
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ADJECTIVES = frozenset({"CD", "JJ", "JJR", "JJS"})
_ARTICLES = frozenset({"a", "an", "some", "all", "both", "about", "nearly"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$", "WDT"})
_PARTING = frozenset({"TO", "IN", "RP", "CC", "MD", "VBD", "VBZ", "VBP", "WDT", "WP", "WRB", "RB", "EX"})
"""Tags of words after which a phrase that stands alone has ended."""
_AT = frozenset({"at", "with", "for", "from", "in", "of", "to"})
STATES = frozenset({MentionKind.COUNTRY, MentionKind.PLACE})
BODIES = frozenset({MentionKind.ORGANISATION, MentionKind.GOVERNMENT, MentionKind.GROUP})


@dataclass(slots=True)
class Phrase:
    """A noun phrase that one of the listed nouns heads, as units of its sentence.

    Attributes:
        left: the first unit of the phrase without determiner and number.
        right: the first unit after it, phrases with prepositions counted in.
        core: the first and last unit of the noun itself.
        modifiers: the units before the noun, the nearest first.
        owners: the names and phrases that "of", "at", "in" and their like bring in, the nearest first.
        definite: whether "the" or an owner begins it.
        counted: whether a number stands before it.
        denied: whether "no" or "any" stands before it.
        depth: how many phrases stand within one another here.
        opener: where it begins with its determiner and number.
    """

    head: Head
    core: tuple[int, int]
    left: int
    right: int
    opener: int
    modifiers: list[int] = field(default_factory=list)
    owners: list[tuple[str, Draft | Phrase]] = field(default_factory=list)
    definite: bool = False
    counted: bool = False
    denied: bool = False
    depth: int = 1


class Finder:
    """Finds the phrases of one sentence, from its end to its beginning."""

    def __init__(self, units: Sequence[Unit], *, alone: bool) -> None:
        """Read a sentence.

        Args:
            units: its words and names.
            alone: whether the whole text is one phrase, where the parser errs.
        """
        self._units = units
        self._alone = alone
        self._by_opener: dict[int, Phrase] = {}

    def phrases(self) -> list[Phrase]:
        """Give the phrases in text order, those inside others too."""
        found: list[Phrase] = []
        at = len(self._units) - 1
        while at >= 0:
            phrase = self._at(at)
            if phrase is not None:
                found.append(phrase)
                self._by_opener.setdefault(phrase.opener, phrase)
                at = phrase.core[0] - 1
            else:
                at -= 1
        return found[::-1]

    def _at(self, last: int) -> Phrase | None:
        found = self._head(last)
        if found is None:
            return None
        first, head = found
        if head.number == "none" or self._is_counter(last) or not self._is_noun(first, last, head):
            return None
        phrase = Phrase(head, (first, last), first, last + 1, first)
        self._read_left(phrase)
        if "adj" in head.rules and not (phrase.definite and self._ends(last)):
            return None
        if not self._units[last].owns:
            self._read_right(phrase)
        return phrase

    def _is_counter(self, last: int) -> bool:
        """Tell whether a word only counts what follows: "a group of", whose members are the actors."""
        units = self._units
        of = last + 2 < len(units) and units[last + 1].word == "of" and units[last].word in collectives()
        inner = self._by_opener.get(last + 2) if of else None
        return inner is not None and inner.head.plural and inner.head.number != "body"

    def _head(self, last: int) -> tuple[int, Head] | None:
        """Find the noun that ends with a unit: its first unit, and what it is."""
        words: list[str] = []
        owners: list[int] = []
        at = last
        while at >= 0 and len(words) < _MAX_LEFT:
            unit = self._units[at]
            if not unit.words or (at < last and not self._units[at + 1].joined):
                break
            own = list(unit.words)
            if unit.owns and at < last:
                own[-1] += "'" if own[-1].endswith("s") else "'s"
            words[:0] = own
            owners[:0] = [at] * len(own)
            at -= 1
        found = head_of(words)
        if found is None:
            return None
        size, head = found
        return owners[len(words) - size], head

    def _is_noun(self, first: int, last: int, head: Head) -> bool:
        """Tell whether listed words are the noun of a phrase here, and not part of another."""
        unit = self._units[last]
        after = self._units[last + 1] if last + 1 < len(self._units) else None
        joined = after is not None and after.joined and not unit.owns
        if unit.drafts and unit.draft is not None and unit.draft.kind is MentionKind.DOCUMENT:
            return False
        if joined and after is not None and self._goes_on(unit, after):
            return False
        if self._alone or unit.drafts:
            return True
        tag = unit.token.tag_
        if tag in _NOUNS or "adj" in head.rules or first < last:
            return tag not in ("VBD", "VBG")
        before = self._units[first - 1] if first else None
        led = before is not None and self._units[first].joined
        return led and before is not None and self._may_lead(before) and (head.plural or tag in ("JJ", "VB"))

    @staticmethod
    def _may_lead(before: Unit) -> bool:
        """Tell whether what stands before a word makes it a noun: an adjective of a country, an owner."""
        draft = before.draft
        adjective = draft is not None and draft.actor is not None and before.text != draft.actor.name
        return before.owns or adjective

    def _goes_on(self, unit: Unit, after: Unit) -> bool:
        """Tell whether a noun after this one is the head instead."""
        if after.drafts:
            return False
        if self._alone:
            return (after.token.tag_ not in _PARTING and head_of(after.words) is not None) or (
                after.token.tag_ in ("NN", "NNS") and unit.token.tag_ != "NNS"
            )
        governed = unit.token.dep_ in _BEFORE_NOUN and unit.token.head.i > unit.token.i
        if after.token.tag_ in _NOUNS:
            return governed or (head_of(after.words) is not None and after.token.dep_ != "ROOT")
        return governed and after.token.tag_ in ("JJ", "VBG", "VBN") and unit.token.tag_ != "NNS"

    def _ends(self, last: int) -> bool:
        after = self._units[last + 1] if last + 1 < len(self._units) else None
        return after is None or not after.joined or after.token.tag_ not in (*_NOUNS, "JJ") or after.is_name()

    def _read_left(self, phrase: Phrase) -> None:
        at = phrase.core[0]
        low = at
        while at > 0 and phrase.core[0] - at < _MAX_LEFT and self._units[at].joined:
            if not self._modifies(at - 1, phrase):
                break
            at -= 1
            if not is_number(self._units[at]):
                phrase.modifiers.append(at)
        while phrase.modifiers and self._units[phrase.modifiers[-1]].token.tag_ in ("CC", "RB"):
            if self._units[phrase.modifiers[-1]].word == "then":
                break
            at = phrase.modifiers.pop() + 1
        low = phrase.modifiers[-1] if phrase.modifiers else low
        phrase.counted = any(is_number(self._units[n]) for n in range(at, phrase.core[0]))
        phrase.left = phrase.opener = low
        self._read_opener(phrase, at)

    def _modifies(self, at: int, phrase: Phrase) -> bool:
        """Tell whether a unit belongs to the words before the noun."""
        unit, token, after = self._units[at], self._units[at].token, self._units[at + 1]
        tag = token.tag_
        inner = token.dep_ in _BEFORE_NOUN and token.head.i > token.i
        if tag in _DETERMINERS or token.is_punct:
            return False
        if unit.drafts:
            return self._name_modifies(unit, inner=inner)
        if unit.owns or tag == "CC":
            return tag in _NOUNS or (tag == "CC" and self._joins(at))
        if tag in _ADJECTIVES or (_is_listed(unit) and (tag in _NOUNS or unit.word == "then")):
            return True
        if tag in _NOUNS or tag in ("VBN", "VBG"):
            return inner or (self._alone and tag != "VBG")
        graded = not after.drafts and after.token.tag_ in ("VBN", "JJ") and at + 1 < phrase.core[0]
        return (tag == "RB" and graded) or (unit.word in modifiers("past") and tag in ("UH", "FW", "AFX"))

    def _name_modifies(self, unit: Unit, *, inner: bool) -> bool:
        draft = unit.draft
        if not unit.is_name():
            return True
        if draft is None or draft.kind in (MentionKind.DOCUMENT, MentionKind.PERSON):
            return draft is not None and draft.kind is MentionKind.PERSON and (unit.owns or inner)
        return unit.owns or self._alone or inner or not _is_plain(unit)

    def _joins(self, at: int) -> bool:
        """Tell whether "and" stands between two adjectives of one noun."""
        if not 0 < at < len(self._units) - 1 or self._units[at].word not in ("and", "or"):
            return False
        left, right = self._units[at - 1], self._units[at + 1]
        if not (self._units[at].joined and right.joined):
            return False
        if left.drafts and right.drafts:
            kinds = {left.drafts[-1].kind, right.drafts[0].kind}
            alike = left.is_name() == right.is_name() and MentionKind.PERSON not in kinds
            capital = (
                left.drafts[-1].kind is MentionKind.PLACE and right.drafts[0].kind is MentionKind.COUNTRY
            )
            return alike and not capital and (left.owns or not _is_plain(left))
        return left.token.tag_ == right.token.tag_ == "JJ"

    def _read_opener(self, phrase: Phrase, at: int) -> None:
        """Read determiner and number before the first modifier."""
        phrase.definite = any(self._units[n].owns for n in phrase.modifiers)
        units = self._units
        while at > 0 and units[at].joined:
            unit = units[at - 1]
            word = unit.word
            if word in _NONE and unit.token.tag_ in ("DT", "WDT", "WP", "CC"):
                phrase.denied = True
            elif (word in _THESE and unit.token.tag_ == "DT") or unit.token.tag_ in ("PRP$", "WP$"):
                phrase.definite = True
            elif unit.token.tag_ != "CD" and word not in _ARTICLES:
                break
            phrase.counted = phrase.counted or unit.token.tag_ == "CD"
            at -= 1
        if at > 1 and units[at].joined and units[at - 1].word == "of" and units[at - 2].word in collectives():
            phrase.counted = True
        phrase.opener = min(at, phrase.left)

    def _read_right(self, phrase: Phrase) -> None:
        at = phrase.core[1] + 1
        for _ in range(_MAX_AFTER):
            if at + 1 >= len(self._units) or not self._units[at].joined:
                return
            word = self._units[at].word
            if word not in _AT or not self._takes(phrase, word, at):
                return
            after = self._object(phrase, at)
            if after is None:
                return
            at = phrase.right = after

    def _takes(self, phrase: Phrase, word: str, at: int) -> bool:
        """Tell whether a phrase with a preposition says who it is."""
        head, rules = phrase.head, phrase.head.rules
        if phrase.owners:
            return word == "in" and phrase.owners[-1][0] in ("at", "with", "for", "of") and self._on_map(at)
        person, local = head.number == "person", "local" in rules
        known = local or (head.number in ("person", "people") and head.sector in ("EDU", "GOV"))
        allowed = {
            "of": True,
            "at": person,
            "with": person and head.sector in ("EDU", "NGO"),
            "for": "for" in rules,
            "to": person and head.sector == "GOV",
            "in": (local and head.sector != "REF") or (person and head.sector == "EDU"),
            "from": known and not self._leaves(phrase),
        }
        return allowed[word]

    def _leaves(self, phrase: Phrase) -> bool:
        """Tell whether "from" belongs to a verb of moving whose object the phrase is."""
        token = self._units[phrase.core[1]].token
        return token.dep_ in ("dobj", "pobj", "conj") and token.head.lemma_ in modifiers("motion")

    def _on_map(self, at: int) -> bool:
        after = self._units[at + 1].draft
        return after is not None and after.kind in STATES

    def _object(self, phrase: Phrase, at: int) -> int | None:
        """Read what a preposition governs: a phrase, a name, or a topic. Gives the unit after it."""
        units, word = self._units, self._units[at].word
        inner = self._by_opener.get(at + 1)
        if (
            word != "in"
            and inner is not None
            and inner.depth < _MAX_DEPTH
            and (inner.owners or inner.modifiers or inner.definite or word == "of")
        ):
            phrase.owners.append((word, inner))
            phrase.depth = max(phrase.depth, inner.depth + 1)
            return inner.right
        n = at + 1
        while n < len(units) and units[n].joined and units[n].token.tag_ in ("DT", "PRP$"):
            n += 1
        first = n
        while n < len(units) and n - first < _MAX_TOPIC and units[n].joined:
            unit = units[n]
            if unit.drafts:
                if unit.drafts[0].kind is MentionKind.PERSON and (n > first or word == "from"):
                    break
                return self._named(phrase, word, n)
            listing = unit.word == "and" and first < n < len(units) - 1
            if unit.token.tag_ not in ("JJ", "CD", *_NOUNS) and not listing:
                break
            n += 1
        person = phrase.head.number == "person" and not phrase.head.plural
        studies = word == "in" and phrase.head.sector == "EDU"
        topic = person and (word in ("of", "for") or studies) and not phrase.owners and n > first
        return n if topic and units[n - 1].word != "and" else None

    def _named(self, phrase: Phrase, word: str, n: int) -> int | None:
        """Read a name that a preposition governs, with the nouns that go on from it."""
        units = self._units
        draft = units[n].drafts[-1]
        if units[n].before or units[n].after or draft.kind is MentionKind.DOCUMENT:
            return None
        if (word == "in") != (draft.kind in STATES) and word not in ("of", "to", "from", "for"):
            return None
        if not (n + 1 < len(units) and units[n + 1].joined and units[n + 1].word in modifiers("subject")):
            phrase.owners.append((word, draft))
        end = n + 1
        while end < len(units) and end - n <= _MAX_TOPIC and units[end].joined and self._continues(end):
            if units[end].draft is not None and phrase.owners:
                phrase.owners.insert(len(phrase.owners) - 1, (word, units[end].drafts[0]))
            end += 1
        return end if units[end - 1].token.tag_ in _NOUNS or units[end - 1].drafts else n + 1

    def _continues(self, at: int) -> bool:
        """Tell whether a unit after a name belongs to what the name begins."""
        unit = self._units[at]
        if unit.drafts:
            owned = self._units[at - 1].owns or not self._units[at - 1].drafts
            return owned and unit.is_name() and unit.drafts[0].kind in BODIES
        return unit.token.tag_ in _NOUNS or (unit.token.tag_ == "JJ" and self._units[at - 1].owns)


def _is_listed(unit: Unit) -> bool:
    return unit.word in telling() or unit.word in modifiers("past") or unit.word in modifiers("loose")


def _is_plain(unit: Unit) -> bool:
    """Tell whether a unit is the plain name of a country or place, no adjective of it."""
    draft = unit.draft
    return (
        draft is not None
        and draft.actor is not None
        and draft.kind in STATES
        and unit.text == draft.actor.name
    )


def is_number(unit: Unit) -> bool:
    """Tell whether a unit counts: "two", "several"."""
    return not unit.drafts and (unit.token.tag_ == "CD" or unit.word in modifiers("quantity"))

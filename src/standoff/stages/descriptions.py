"""Actors that a report describes and does not name: "retired generals", "Valmoran border guards".

A noun of ``sector_words.tsv`` makes a phrase one for actors; the names in it, before it and after it
say whose they are, its modifiers and its body what sector they are of. A bare plural is left out, and
so is a bare "an official": they denote nobody that could be told from another. What stands beside a
person's name ("retired general Orlan Vesk") is that person's mention and is given as `Apposed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from standoff.model.codebook import MentionKind
from standoff.model.span import Span
from standoff.stages.belonging import Belonging
from standoff.stages.besides import beside
from standoff.stages.nounphrases import BODIES, Finder, Phrase, is_number
from standoff.stages.sectorwords import modifiers, telling
from standoff.stages.titles import titles
from standoff.stages.units import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standoff.knowledge.registry import Actor
    from standoff.stages.base import Reading
    from standoff.stages.linking import Draft
    from standoff.stages.units import Unit

_DEGREES = frozenset({"deputy", "vice", "acting", "interim", "assistant"})
_ALONE = 20
"""Words in a text that is one phrase and no sentence."""
_MAX_TITLE = 6
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "next", "future", "would be"})
"""Words that make an office another's than its holder's."""


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that denotes actors without naming them.

    Attributes:
        span: from the first modifier to the noun, and on to what it is of ("president of the Riksdag").
            Where it is the span of a name given, it says more of that name's sector or country.
        name: the words of the span without numbers.
        country: ISO 3166 alpha-3; None when it is of none, of several, or not said.
        body: the listed body that it belongs to.
        owner: the name in it that its country or body is read from.
        office: the office in lower case, as titles have it, where one person holds it; None when past.
        definite: whether "the" or an owner stands before it.
        past: whether it is what someone was.
    """

    span: Span
    kind: MentionKind
    name: str
    country: str | None
    sector: str | None
    number: Literal["singular", "plural"]
    body: Actor | None = None
    owner: Draft | None = None
    office: str | None = None
    definite: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Apposed:
    """A description that stands beside a name and is no mention of its own.

    Attributes:
        person_span: the name it says something of; an armed group's too ("the rebel group Varn Front").
    """

    span: Span
    person_span: Span
    country: str | None
    sector: str | None
    office: str | None = None
    past: bool = False


def describe(reading: Reading, drafts: Sequence[Draft]) -> tuple[list[Description], list[Apposed]]:
    """Find the actors that a report describes without naming them, and what it says beside names.

    Args:
        reading: the report, parsed.
        drafts: the names found in it, disjoint, in text order.

    Returns:
        Descriptions in text order, of which two spans are disjoint or one holds the other; and what is
        said of names directly beside them: before, after a comma, after "is".
    """
    found = list(_read(reading, drafts))
    described = [made for made in found if isinstance(made, Description)]
    return _nested(described), [made for made in found if isinstance(made, Apposed)]


def _nested(found: Sequence[Description]) -> list[Description]:
    kept: list[Description] = []
    open_ends: list[int] = []
    for made in sorted(found, key=lambda made: (made.span.start, -made.span.end)):
        while open_ends and open_ends[-1] <= made.span.start:
            open_ends.pop()
        if (open_ends and open_ends[-1] < made.span.end) or (kept and kept[-1].span == made.span):
            continue
        open_ends.append(made.span.end)
        kept.append(made)
    return kept


def _read(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Description | Apposed]:
    alone = _is_phrase(reading)
    for units in sentences_of(reading, drafts):
        phrases = Finder(units, alone=alone).phrases()
        for phrase in phrases:
            made = _Maker(reading.text, units, phrase, alone=alone).made()
            if made is not None:
                yield made


def _is_phrase(reading: Reading) -> bool:
    """Tell whether the whole text is one phrase and no sentence."""
    if len(reading.sentences) != 1:
        return False
    words = reading.sentences[0].of(reading.text)
    return words[-1] not in ".!?…" and len(words.split(None, _ALONE)) <= _ALONE


class _Maker:
    """Reads one phrase."""

    def __init__(self, text: str, units: Sequence[Unit], phrase: Phrase, *, alone: bool) -> None:
        self._text = text
        self._units = units
        self._phrase = phrase
        self._alone = alone
        self._belonging = Belonging(units)
        self._past = self._belonging.past(phrase)

    def made(self) -> Description | Apposed | None:
        """Make what the phrase is; None when it denotes nobody, or nobody that its name does not."""
        phrase = self._phrase
        country, owner = self._belonging.country(phrase)
        sector = self._belonging.sector(phrase)
        core = self._units[phrase.core[1]]
        inside = core.draft if core.is_name() else None
        if inside is not None and not self._adds(inside, country, sector):
            return None
        span = Span(self._units[phrase.left].span.start, self._units[phrase.right - 1].span.end)
        office = self._office()
        named = None if phrase.denied else beside(self._units, phrase)
        if named is not None:
            return Apposed(span, named, country, sector, office, self._past)
        if not self._denotes(sector):
            return None
        if not self._alone and self._is_predicate():
            return None
        return Description(
            span=span,
            kind=inside.kind if inside is not None else phrase.head.kind,
            name=self._name(span),
            country=country,
            sector=sector,
            number="plural" if phrase.head.plural else "singular",
            body=owner.actor if owner is not None and owner.kind in BODIES else None,
            owner=owner,
            office=office,
            definite=phrase.definite,
            past=self._past,
        )

    def _name(self, span: Span) -> str:
        numbers = [
            self._units[n].span
            for n in range(self._phrase.left, self._phrase.core[0])
            if is_number(self._units[n])
        ]
        words, at = "", span.start
        for number in numbers:
            words += self._text[at : number.start]
            at = number.end
        return " ".join((words + self._text[at : span.end]).split())

    def _adds(self, inside: Draft, country: str | None, sector: str | None) -> bool:
        """Tell whether the phrase says more of a name than is known."""
        if inside.listed or inside.kind is MentionKind.PLACE:
            return False
        longer = self._phrase.left < self._phrase.core[0]
        told = sector is not None and inside.sector is not None and sector != inside.sector
        return told or (bool(country) and (longer or inside.country is None))

    def _denotes(self, sector: str | None) -> bool:
        """Tell whether the phrase denotes someone who could be told from others."""
        phrase = self._phrase
        if phrase.denied or self._is_name() or (sector == "IGO" and self._is_state()):
            return False
        names = any(self._units[n].drafts for n in phrase.modifiers) or bool(
            self._units[phrase.core[1]].drafts
        )
        if phrase.head.number == "craft" and names:
            names = any(
                d.kind is not MentionKind.PERSON for n in phrase.modifiers for d in self._units[n].drafts
            )
        owned = any(not isinstance(owner, Phrase) or owner.modifiers for _, owner in phrase.owners)
        told = phrase.head.sector != sector and not self._past
        if "weak" in phrase.head.rules:
            return names or owned or told
        if names or owned or told or phrase.definite or phrase.counted or self._past:
            return True
        telling_words = [
            n
            for n in phrase.modifiers
            if self._units[n].word not in modifiers("loose") and self._units[n].word not in ("and", "or")
        ]
        longer = phrase.core[0] < phrase.core[1] and (
            phrase.head.number == "body" or self._units[phrase.core[0]].word in telling()
        )
        return bool(telling_words) or self._alone or longer

    def _is_name(self) -> bool:
        """Tell whether capitals make a name of it that no list holds: "the Nationals"."""
        phrase = self._phrase
        core = self._units[phrase.core[1]]
        nearest = self._units[phrase.core[0] - 1] if phrase.core[0] - 1 in phrase.modifiers else None
        if nearest is not None and self._is_honorific(nearest):
            return True
        if self._alone or phrase.core[1] == 0 or core.drafts or not core.text.istitle():
            return False
        if nearest is None:
            return phrase.head.plural and core.token.tag_ == "NNPS"
        known = nearest.drafts or nearest.word in telling() or phrase.head.number == "person"
        return not known and nearest.text[0].isupper()

    @staticmethod
    def _is_honorific(unit: Unit) -> bool:
        title = titles().get(unit.word.rstrip("."))
        return title is not None and title.use == "honorific"

    def _is_state(self) -> bool:
        """Tell whether it is a state: "NATO member"."""
        head = self._phrase.head
        return head.number == "person" and not head.plural and head.sector is None

    def _is_predicate(self) -> bool:
        """Tell whether a singular only says what someone is or becomes: "as president", "is a farmer"."""
        phrase, units = self._phrase, self._units
        if phrase.head.plural or phrase.head.number != "person" or phrase.definite:
            return False
        before = units[phrase.opener - 1] if phrase.opener else None
        if before is not None and before.word == "as" and units[phrase.opener].joined:
            return True
        return units[phrase.core[1]].token.dep_ in ("attr", "oprd")

    def _office(self) -> str | None:
        """Give the office that the phrase names, if one person holds it."""
        phrase, units = self._phrase, self._units
        later = any(units[n].word in _ORDINALS for n in phrase.modifiers)
        if phrase.head.plural or phrase.head.number != "person" or self._past or later:
            return None
        words: list[str] = []
        for n in range(phrase.core[0], phrase.core[1] + 1):
            words.extend(units[n].text.lower().split())
        for n in phrase.modifiers:
            draft = units[n].draft
            if draft is not None and draft.listed and units[n].is_name():
                break
            words[:0] = units[n].text.lower().split()
        for size in range(min(_MAX_TITLE, len(words)), 0, -1):
            title = titles().get(" ".join(words[-size:]))
            if title is not None and title.use == "office" and title.office:
                degree = words[-size - 1] if len(words) > size and words[-size - 1] in _DEGREES else ""
                return f"{degree} {title.office}".strip()
        return None

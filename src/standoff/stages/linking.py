"""The registry's names where they stand in a report, and which actor each of them means there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.knowledge.company import company, in_company
from standoff.knowledge.words import name_words
from standoff.model.annotation import Mention
from standoff.model.codebook import MentionKind
from standoff.model.span import Span
from standoff.stages.entities import body_of, is_body_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from standoff.knowledge.actor import Actor, Location
    from standoff.stages.base import Reading

_WORD = re.compile(r"[A-Z][a-z]+")
_MAX_WORD = 30
_MAX_SHORT = 3
"""Code points of the capitals that are words of their own in a line of capitals: US, WHO."""
_NOT_NATIONAL = ("-speaking", "-language", " language", "$")
"""What follows the name of a language or of a currency, not of a country."""


@dataclass(slots=True)
class Draft:
    """A mention in the making.

    Attributes:
        name: canonical where it is linked, else the words themselves.
        actor: the one actor that it means; None when none or several fit.
        listed: whether the registry has the name, linked or not.
        doubtful: whether the parser takes a listed name for a person's.
        titled: whether a title stands before it.
        parsed: whether the parser itself takes it for a person's name.
        seat: of a place, the government that its name stands for too.
        refers_to: of an abbreviation, the name that it stands for.
        location: of a place, where it is.
    """

    span: Span
    kind: MentionKind
    name: str
    actor: Actor | None = None
    country: str | None = None
    sector: str | None = None
    listed: bool = False
    doubtful: bool = False
    titled: bool = False
    parsed: bool = False
    seat: Actor | None = None
    refers_to: Draft | None = None
    location: Location | None = None


def id_of(reading: Reading, draft: Draft) -> str:
    """Give the id that the mention made of a draft has."""
    return reading.id_of(Mention(span=draft.span, kind=draft.kind, name=draft.name))


def listed(reading: Reading, languages: Sequence[Span]) -> list[Draft]:
    """Find the registry's names in the reporting of a report.

    Args:
        reading: the report.
        languages: where the parser sees the name of a language, which is no one's country.

    Returns:
        Disjoint drafts in text order.
    """
    text = reading.text
    found = [hit for block in reading.blocks for hit in reading.registry.find(text, block.start, block.end)]
    spoken = set(languages)
    found = [hit for hit in found if not (hit[0] in spoken or _is_no_country(text, *hit))]
    found = [hit for hit in found if not _names_another(text, *hit)]
    found = _without_capital_words(reading, found)
    chooser = _Chooser(reading, found)
    drafts: list[Draft] = []
    for span, bearers in found:
        seat, actors = _seat_of(bearers)
        draft = _draft(text, span, chooser.choose(span, actors), actors)
        draft.seat = seat
        before = drafts[-1] if drafts else None
        generic = draft.kind not in _ON_MAPS and span.of(text) in company()
        if generic and before is not None and _is_of(text, before, span):
            _take_country(draft, before, text)
            if draft.span.start == before.span.start:
                drafts.pop()
        drafts.append(draft)
    return drafts


def _is_no_country(text: str, span: Span, actors: tuple[Actor, ...]) -> bool:
    return actors[0].kind is MentionKind.COUNTRY and text.startswith(_NOT_NATIONAL, span.end)


def _names_another(text: str, span: Span, actors: tuple[Actor, ...]) -> bool:
    """Tell whether a name is part of another's: "Orlan Vesk Foundation", "Senate Square"."""
    if text[span.end : span.end + 1] != " ":
        return False
    after = _WORD.match(text, span.end + 1, span.end + 1 + _MAX_WORD)
    if after is None:
        return False
    person = actors[0].kind is MentionKind.PERSON
    if person and (is_body_word(after[0]) or after[0] in name_words("named after")):
        return True
    return actors[0].kind not in _ON_MAPS and after[0] in name_words("street")


def _without_capital_words(
    reading: Reading, found: list[tuple[Span, tuple[Actor, ...]]]
) -> list[tuple[Span, tuple[Actor, ...]]]:
    """Leave out short names in lines of capitals that hold no longer name: "CONTACT US"."""
    text = reading.text
    long = {reading.sentence_at(s.start) for s, _ in found if len(s) > _MAX_SHORT}
    kept: list[tuple[Span, tuple[Actor, ...]]] = []
    for span, actors in found:
        sentence = reading.sentence_at(span.start)
        if len(span) <= _MAX_SHORT and sentence is not None and sentence not in long:
            line = sentence.of(text)
            if line.isupper() and " " in line:
                continue
        kept.append((span, actors))
    return kept


def _seat_of(actors: tuple[Actor, ...]) -> tuple[Actor | None, tuple[Actor, ...]]:
    """Part a place from the one government of its country that bears its name too ("Moscow")."""
    places = {actor.country for actor in actors if actor.kind is MentionKind.PLACE}
    seats = [a for a in actors if a.kind is MentionKind.GOVERNMENT and a.country in places]
    if len(seats) != 1 or len(places) != 1:
        return None, actors
    return seats[0], tuple(actor for actor in actors if actor is not seats[0])


class _Chooser:
    """Chooses among the actors of one name by the company that it keeps."""

    def __init__(self, reading: Reading, found: list[tuple[Span, tuple[Actor, ...]]]) -> None:
        text = reading.text
        self._text = text
        self._sentence_at: Callable[[int], Span | None] = reading.sentence_at
        self._everywhere: set[str] = set()
        self._in_sentence: dict[Span | None, set[str]] = {}
        for span, _ in found:
            name = span.of(text)
            self._everywhere.add(name)
            self._in_sentence.setdefault(reading.sentence_at(span.start), set()).add(name)

    def choose(self, span: Span, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        near = self._in_sentence[self._sentence_at(span.start)]
        return in_company(span.of(self._text), actors, near, self._everywhere)


def _draft(text: str, span: Span, chosen: tuple[Actor, ...], actors: tuple[Actor, ...]) -> Draft:
    words = span.of(text)
    if words.startswith(("The ", "the ")) and len(words) > 5:
        span = Span(span.start + 4, span.end)
    if len(chosen) == 1:
        actor = chosen[0]
        if words in actor.people or words.capitalize() in actor.people:
            return Draft(span, MentionKind.GROUP, span.of(text), None, actor.country, listed=True)
        # Whether a person of this name is meant is told later, by what the report says of them.
        name = words if actor.kind is MentionKind.PERSON else actor.name
        return Draft(span, actor.kind, name, actor, actor.country, actor.sector, listed=True)
    kinds = {actor.kind for actor in actors}
    kind = (
        kinds.pop()
        if len(kinds) == 1
        else MentionKind.PLACE
        if kinds <= _ON_MAPS
        else MentionKind.ORGANISATION
    )
    countries, sectors = {actor.country for actor in chosen}, {actor.sector for actor in actors}
    return Draft(
        span,
        kind,
        span.of(text),
        country=countries.pop() if len(countries) == 1 else None,
        sector=sectors.pop() if len(sectors) == 1 else None,
        listed=True,
    )


_ON_MAPS = frozenset({MentionKind.COUNTRY, MentionKind.PLACE})


def is_national(draft: Draft) -> bool:
    """Tell whether a draft names a country, as a noun or an adjective."""
    return draft.listed and draft.kind is MentionKind.COUNTRY


def _is_of(text: str, before: Draft, span: Span) -> bool:
    """Tell whether a country stands before a name as its owner: "Polish Senate", "Varn's new Senate"."""
    if not is_national(before):
        return False
    between = text[before.span.end : span.start]
    if between == " ":
        return True
    head, _, rest = between.partition(" ")
    return head in ("'s", "’s", "'", "’") and len(rest) < 30 and (not rest or rest.replace(" ", "").islower())


def _take_country(draft: Draft, before: Draft, text: str) -> None:
    if draft.actor is None or draft.actor.country != before.country:
        body = body_of(f"{before.name} {draft.span.of(text)}")
        draft.actor, draft.country, draft.name = None, before.country, draft.span.of(text)
        draft.kind, draft.sector = (body.kind, body.sector) if body else (draft.kind, None)
    if text[before.span.end : draft.span.start] == " ":
        draft.span = Span(before.span.start, draft.span.end)
        draft.name = draft.actor.name if draft.actor else draft.span.of(text)

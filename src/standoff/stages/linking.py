"""The registry's names where they stand in a report, and which actor each of them means there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.codebook import MentionKind
from standoff.model.span import Span
from standoff.stages.entities import body_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from standoff.knowledge.registry import Actor
    from standoff.stages.base import Reading

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


@cache
def _company() -> dict[str, dict[str, frozenset[str]]]:
    """Give, by name, the actors that it means only in company, with the names that are their company."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for row in rows("company"):
        names = row["company"].split("|")
        for alias in (row["alias"], row["alias"].upper()):
            company = frozenset([*names, *(name.upper() for name in names)]) - {alias}
            found.setdefault(alias, {})[row["id"]] = company
    return found


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
    found = _without_capital_words(reading, found)
    chooser = _Chooser(reading, found)
    drafts: list[Draft] = []
    for span, actors in found:
        draft = _draft(text, span, chooser.choose(span, actors), actors)
        before = drafts[-1] if drafts else None
        generic = draft.kind not in _ON_MAPS and span.of(text) in _company()
        if generic and before is not None and _is_of(text, before, span):
            _take_country(draft, before, text)
            if draft.span.start == before.span.start:
                drafts.pop()
        drafts.append(draft)
    return drafts


def _is_no_country(text: str, span: Span, actors: tuple[Actor, ...]) -> bool:
    return actors[0].kind is MentionKind.COUNTRY and text.startswith(_NOT_NATIONAL, span.end)


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
        needs = _company().get(span.of(self._text), {})
        free = tuple(actor for actor in actors if actor.id not in needs)
        if len(free) == len(actors):
            return free
        near = self._in_sentence[self._sentence_at(span.start)]
        for names in (near, self._everywhere):
            fitting = tuple(a for a in actors if a.id in needs and not needs[a.id].isdisjoint(names))
            if len(fitting) == 1:
                return (*free, *fitting)
        return free


def _draft(text: str, span: Span, chosen: tuple[Actor, ...], actors: tuple[Actor, ...]) -> Draft:
    words = span.of(text)
    if words.startswith(("The ", "the ")) and len(words) > 5:
        span = Span(span.start + 4, span.end)
    if len(chosen) == 1:
        actor = chosen[0]
        if words in actor.people or words.capitalize() in actor.people:
            return Draft(span, MentionKind.GROUP, span.of(text), None, actor.country, listed=True)
        return Draft(span, actor.kind, actor.name, actor, actor.country, actor.sector, listed=True)
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

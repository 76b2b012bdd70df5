"""The persons of a report: whose mentions belong together, and what their titles say of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from standoff.model.annotation import Mention
from standoff.model.codebook import MentionKind
from standoff.stages.persons import FullNames, Words, words_of
from standoff.stages.titles import Known, Stated, owner_of, read_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standoff.knowledge.registry import Actor
    from standoff.stages.base import Reading
    from standoff.stages.linking import Draft

_LEAST_LEAD = 2
"""How many times as often as a namesake someone in office is named in full, to be meant by the surname."""


class Person:
    """All mentions of one person in a report, and what their titles say."""

    def __init__(self, root: Words) -> None:
        self.root = root
        self.mentions: list[tuple[Draft, Words, Stated | None]] = []

    @cached_property
    def actor(self) -> Actor | None:
        """Give the actor that the mentions are linked to, if it is one."""
        actors = {draft.actor.id: draft.actor for draft, _, _ in self.mentions if draft.actor}
        return next(iter(actors.values())) if len(actors) == 1 else None

    @cached_property
    def country(self) -> str | None:
        """Give the country that the titles name, if it is one."""
        return _only(s.actor.country for _, _, s in self.mentions if s and s.actor)

    @cached_property
    def sector(self) -> str | None:
        """Give the sector that the titles tell, if it is one."""
        return _only(_sector_of(s) for _, _, s in self.mentions if s)

    @cached_property
    def office(self) -> str | None:
        """Give the office that the titles name, if it is one."""
        offices = {s.office for _, _, s in self.mentions if s and s.office}
        longest = max(offices, key=lambda office: (len(office), office), default=None)
        return longest if longest and all(office in longest for office in offices) else None

    @cached_property
    def first_full(self) -> Draft | None:
        """Give the first mention with the full name."""
        whole = (draft for draft, words, _ in self.mentions if words == self.root or draft.actor)
        return next(whole, None)

    def mention(self, reading: Reading, draft: Draft) -> Mention:
        """Make the mention of one of the drafts."""
        actor, first = self.actor, self.first_full
        short = words_of(draft.name) != self.root and not draft.actor
        country, sector, office = self.country, self.sector, self.office
        if actor is not None:
            held = actor.office_on(reading.published.date)
            country, sector = actor.country, (held.sector if held else None) or actor.sector
            office = held.name if held else None
        return Mention(
            span=draft.span,
            kind=MentionKind.PERSON,
            name=actor.name if actor else " ".join(self.root),
            entity=actor.id if actor else None,
            country=country,
            country_name=reading.registry.country_name(country),
            sector=sector,
            office=office,
            refers_to=_id_of(reading, first) if short and first else None,
        )


def _id_of(reading: Reading, draft: Draft) -> str:
    return reading.id_of(Mention(span=draft.span, kind=MentionKind.PERSON, name=draft.name))


def _only(values: Iterable[str | None]) -> str | None:
    found = {value for value in values if value}
    return found.pop() if len(found) == 1 else None


def _sector_of(stated: Stated) -> str | None:
    return stated.sector or (stated.actor.sector if stated.actor else None)


def people_of(reading: Reading, drafts: Sequence[Draft], full: FullNames, known: Known) -> dict[int, Person]:
    """Gather each person's mentions; keyed by where each mention begins."""
    people: dict[Words, Person] = {}
    unclear: list[tuple[Draft, Words, Stated | None]] = []
    for n, draft in enumerate(drafts):
        if draft.kind is not MentionKind.PERSON:
            continue
        words = words_of(draft.name)
        after = drafts[n + 1] if n + 1 < len(drafts) else None
        entry = (draft, words, _stated(reading, draft, after, known))
        root = full.root(words)
        if root is None and full.several(words):
            unclear.append(entry)
        else:
            people.setdefault(root or words, Person(root or words)).mentions.append(entry)
    meant = {entry[1]: _most_in_office(people, full.several(entry[1])) or entry[1] for entry in unclear}
    for entry in unclear:
        root = meant[entry[1]]
        people.setdefault(root, Person(root)).mentions.append(entry)
    return {draft.span.start: person for person in people.values() for draft, _, _ in person.mentions}


def _most_in_office(people: dict[Words, Person], names: Iterable[Words]) -> Words | None:
    """Of several with one surname, choose the only one in office, if the report is about that one.

    Reports call the president by the bare surname and the president's wife by both names.
    """
    counted = sorted(((len(people[name].mentions), name) for name in names if name in people), reverse=True)
    in_office = [name for _, name in counted if any(s and s.office for _, _, s in people[name].mentions)]
    if len(in_office) != 1 or len(counted) < 2 or counted[0][1] != in_office[0]:
        return None
    return in_office[0] if counted[0][0] >= _LEAST_LEAD * counted[1][0] else None


def _stated(reading: Reading, draft: Draft, after: Draft | None, known: Known) -> Stated | None:
    """Read what the words around a person's name say of them."""
    text, span = reading.text, draft.span
    sentence = reading.sentence_at(span.start)
    stated = read_title(text, sentence.start if sentence else span.start, span.start, known)
    if stated is None:
        owner = owner_of(text, span.start, known)
        return Stated(span.start, person=False, actor=owner) if owner else None
    if stated.actor is None and stated.office and after is not None and after.actor is not None:
        between = text[span.end : after.span.start]
        if (
            between in (" of ", " of the ")
            and after.kind is MentionKind.COUNTRY
            and after.span.of(text) in (after.name, after.name.upper())
        ):
            return replace(stated, actor=after.actor)
    return stated

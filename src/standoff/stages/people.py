"""The persons of a report: whose mentions belong together, and what their titles say of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from standoff.knowledge.roll import folded
from standoff.knowledge.words import name_words
from standoff.model.annotation import Mention
from standoff.model.codebook import MentionKind
from standoff.stages.identity import Identifier, Link, Standing, is_misprint, named_since, standing
from standoff.stages.linking import Draft, id_of
from standoff.stages.persons import FullNames, Words, words_of
from standoff.stages.titles import Known, Stated, owner_of, read_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standoff.model.span import Span
    from standoff.stages.base import Reading
    from standoff.stages.descriptions import Apposed

Entry: TypeAlias = "tuple[Draft, Words, Stated | None]"
"""A mention of a person: the draft, its words, and what the words around it say."""

_NOBODYS = frozenset({MentionKind.PERSON, MentionKind.PLACE})
_LEAST_LEAD = 2
"""How many times as often as a namesake someone in office is named in full, to be meant by the surname."""
_MAX_ALIKE = 100
"""Full names whose surnames have one initial that a misprint is compared with; it is none of more."""


class Person:
    """All mentions of one person in a report, and what their titles say."""

    def __init__(self, root: Words) -> None:
        self.root = root
        self.roots = {root}
        self.link: Link | None = None
        self.now: Standing | None = None
        self.mentions: list[Entry] = []

    @property
    def stated(self) -> list[Stated]:
        """Everything that the words around the mentions say."""
        return [stated for _, _, stated in self.mentions if stated]

    @cached_property
    def country(self) -> str | None:
        """Give the country that the titles name, if it is one."""
        return _single(s.actor.country for s in self.stated if s.actor)

    @cached_property
    def sector(self) -> str | None:
        """Give the sector that the titles tell, if it is one."""
        return _single(_sector_of(s) for s in self.stated)

    @cached_property
    def office(self) -> str | None:
        """Give the office that the titles name, if it is one."""
        offices = {s.office for s in self.stated if s.office}
        longest = max(offices, key=lambda office: (len(office), office), default=None)
        return longest if longest and all(office in longest for office in offices) else None

    @cached_property
    def first_full(self) -> Draft | None:
        """Give the first mention with the full name."""
        whole = (draft for draft, words, _ in self.mentions if words in self.roots)
        return next(whole, None)

    def mention(self, reading: Reading, draft: Draft) -> Mention:
        """Make the mention of one of the drafts."""
        link, first = self.link, self.first_full
        short = first is not None and words_of(draft.name) not in self.roots
        country, sector, office = self.country, self.sector, self.office
        if link is not None:
            now = self.now or standing(link.actor, reading.published.date, self.stated)
            country, sector, office = now.country, now.sector, now.office
            if sector is None and office is None:
                sector = self.sector
        return Mention(
            span=draft.span,
            kind=MentionKind.PERSON,
            name=link.actor.name if link else " ".join(self.root),
            entity=link.actor.id if link else None,
            country=country,
            country_name=reading.registry.country_name(country),
            sector=sector,
            office=office,
            refers_to=id_of(reading, first) if short and first else None,
            because="short for a full name" if short else (link.because if link else None),
        )


def _single(values: Iterable[str | None]) -> str | None:
    found = {value for value in values if value}
    return found.pop() if len(found) == 1 else None


def _sector_of(stated: Stated) -> str | None:
    return stated.sector or (stated.actor.sector if stated.actor else None)


def people_of(
    reading: Reading, drafts: Sequence[Draft], full: FullNames, known: Known, beside: Sequence[Apposed] = ()
) -> list[Person]:
    """Gather each person's mentions, and link them.

    Args:
        reading: the report.
        drafts: the names found in it.
        full: the full names of persons among them.
        known: the actors found, by where their names end.
        beside: what the report says directly beside names.

    Returns:
        The persons, each once, by first mention.
    """
    identifier = Identifier(
        reading.registry.roll,
        reading.published.date,
        # Where they met is no word on whose they are.
        {draft.country for draft in drafts if draft.country and draft.kind not in _NOBODYS},
        {draft.actor.id for draft in drafts if draft.actor and draft.kind is not MentionKind.PERSON},
    )
    entries = _entries(reading, drafts, known, {each.person_span: each for each in beside})
    full = _with_known(full, entries, identifier)
    people: dict[Words, Person] = {}
    unclear: list[Entry] = []
    for entry in entries:
        words = entry[1]
        root = full.root(words)
        if root is None and full.several(words):
            unclear.append(entry)
        else:
            people.setdefault(root or words, Person(root or words)).mentions.append(entry)
    meant = {
        words: _best_known(identifier, words, full.several(words))
        or _most_in_office(people, full.several(words))
        or words
        for words in {entry[1] for entry in unclear}
    }
    for entry in unclear:
        root = meant[entry[1]]
        people.setdefault(root, Person(root)).mentions.append(entry)
    ambiguous = {root for words, root in meant.items() if root == words}
    for root, person in people.items():
        person.mentions.sort(key=lambda entry: entry[0].span)
        person.link = None if root in ambiguous else identifier.of(root, person.stated)
    told = [one for person in people.values() for one in _by_gender(person)]
    found = _without_misprints(_joined(told))
    linked = [(person, person.link.actor) for person in found if person.link]
    # An undated report is no older than the latest office that it gives somebody.
    days = (named_since(actor, person.stated) for person, actor in linked)
    since = max((day for day in days if day is not None), default=None)
    for person, actor in linked:
        person.now = standing(actor, reading.published.date, person.stated, since)
    return found


def _by_gender(person: Person) -> list[Person]:
    """Part from a man those mentions that an honorific makes a woman's, and the other way round."""
    gender = person.link.actor.gender if person.link else None
    same: list[Entry] = []
    others: list[Entry] = []
    for entry in person.mentions:
        differs = gender and entry[2] and entry[2].gender not in (None, gender)
        (others if differs else same).append(entry)
    if not others:
        return [person]
    other = Person(others[0][1])
    other.mentions = others
    person.mentions = same
    return [one for one in (person, other) if one.mentions]


def _without_misprints(persons: list[Person]) -> list[Person]:
    """Give to one named in full the misprints of the surname: "Oran" after "Ana Orlan"."""
    full: dict[str, list[Person]] = {}
    for person in persons:
        if len(person.root) > 1:
            full.setdefault(folded(person.root[-1])[:1], []).append(person)
    kept = []
    for person in persons:
        near: list[Person] = []
        if person.link is None and len(person.root) == 1:
            alike = full.get(folded(person.root[0])[:1], [])
            # Among so many surnames a single name is near several by chance.
            near = [o for o in alike if is_misprint(person.root, o.root)] if len(alike) <= _MAX_ALIKE else []
        if len(near) == 1:
            near[0].mentions = sorted([*near[0].mentions, *person.mentions], key=lambda entry: entry[0].span)
        else:
            kept.append(person)
    return kept


def _entries(
    reading: Reading, drafts: Sequence[Draft], known: Known, beside: dict[Span, Apposed]
) -> list[Entry]:
    entries = []
    for n, draft in enumerate(drafts):
        if draft.kind is MentionKind.PERSON:
            after = drafts[n + 1] if n + 1 < len(drafts) else None
            stated = _stated(reading, draft, after, known)
            if draft.span in beside:
                stated = _with_beside(reading, draft.span.start, stated, beside[draft.span])
            entries.append((draft, words_of(draft.name), stated))
    return entries


def _with_beside(reading: Reading, start: int, stated: Stated | None, said: Apposed) -> Stated:
    """Fill in what a title leaves open from the words beside a name: "Vesk, a professor at Varn"."""
    state = reading.registry.get(f"country:{said.country}") if said.country else None
    if stated is None:
        return Stated(
            start, person=True, sector=said.sector, office=None if said.past else said.office, actor=state
        )
    office = stated.office or (None if said.past else said.office)
    return replace(stated, sector=stated.sector or said.sector, office=office, actor=stated.actor or state)


def _with_known(full: FullNames, entries: Sequence[Entry], identifier: Identifier) -> FullNames:
    """Add the full names of those whom the report takes for known.

    "President Vesk" is the president though only Ivo Vesk is named in full; so is the Vesk whom the
    report mentions before it introduces Ivo Vesk.
    """
    added: set[Words] = set()
    named: set[str] = set()
    for _, words, stated in entries:
        person = None
        if len(words) == 1 and stated is not None and stated.office:
            person = identifier.titled(words[0], stated)
        elif len(words) == 1 and words[0] not in named:
            person = identifier.alone(words[0])
        root = full.root(words)
        if person is not None and root is not None and not identifier.bears(person, root):
            added.add(words_of(person.name))
        if len(words) > 1 and words[0] not in name_words("stop"):
            named.add(words[-1])
    return full.with_names(added) if added else full


def _joined(people: Iterable[Person]) -> list[Person]:
    """Make one of those whom different spellings name: "Vesk" and "Orlan Vesque"."""
    linked: dict[str, Person] = {}
    kept = []
    for person in sorted(people, key=lambda person: person.mentions[0][0].span):
        first = linked.setdefault(person.link.actor.id, person) if person.link else person
        if first is person:
            kept.append(person)
            continue
        # A surname spelt otherwise than the full name is still short for it.
        full = [root for root in (first.root, person.root) if len(root) > 1]
        first.root, first.roots = (full or [first.root])[0], {*full} or {first.root, person.root}
        first.mentions = sorted([*first.mentions, *person.mentions], key=lambda entry: entry[0].span)
    return kept


def _best_known(identifier: Identifier, words: Words, names: Iterable[Words]) -> Words | None:
    """Of several with one surname, choose the one of whom news uses it without introduction."""
    person = identifier.alone(words[0]) if len(words) == 1 else None
    known = [name for name in names if person is not None and identifier.bears(person, name)]
    return min(known, default=None)


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

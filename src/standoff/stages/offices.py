"""Descriptions as mentions; those of an office are linked to whoever holds it on the report's date.

"The Valmoran foreign minister" is whoever that was then, if the roll knows one holder for sure. Without
a date, or without a country, it is the one person in the report who is given that office; else nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.knowledge.lookup import Names
from standoff.knowledge.office_names import is_single, office_key
from standoff.knowledge.posts import holders, only_holder, read_post
from standoff.model.annotation import Mention, Time
from standoff.model.codebook import Layer, MentionKind, TimeType
from standoff.model.partial_date import PartialDate
from standoff.model.span import Span
from standoff.stages.base import inside
from standoff.stages.identity import standing
from standoff.stages.linking import Draft, id_of
from standoff.stages.titles import Stated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from standoff.knowledge.actor import Actor
    from standoff.knowledge.posts import Post
    from standoff.stages.base import Reading
    from standoff.stages.descriptions import Description
    from standoff.stages.people import Person

_BODIES = frozenset({MentionKind.ORGANISATION, MentionKind.GOVERNMENT})
_LOOK = 40
_LONG_AGO = 45
"""Days; what a report tells of so long ago may have been done by an earlier holder."""
_ANY = re.compile(
    r"(?<!\w)(?:an?|any|every|no|another|each|some|which|what|whichever|next|future|first|last|previous|"
    r"former|then|late|would-be|ex)[ -]$",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(
    r"\b(?:job|post|office|role|position|title|seat|powers?|duties) of (?:the )?$", re.IGNORECASE
)
_TOLD_BY = re.compile(r" (?:who|whom|that|whose)\b")


def described(
    reading: Reading,
    descriptions: Sequence[Description],
    persons: Sequence[Person],
    drafts: Sequence[Draft] = (),
) -> list[Mention]:
    """Make mentions of descriptions.

    Args:
        reading: the report.
        descriptions: what it describes, in text order.
        persons: the persons that it names, each once, by first mention.
        drafts: all names in it, in text order.
    """
    bodies = _Bodies(reading, drafts)
    made = _described(reading, descriptions, _Persons(persons), bodies)
    taken = {mention.span for mention in made} | {draft.span for draft in drafts}
    return [*made, *bodies.called(taken)]


def _described(
    reading: Reading,
    descriptions: Sequence[Description],
    persons: _Persons,
    bodies: _Bodies,
) -> list[Mention]:
    return [
        bodies.of(each) or _mention(reading, each, _holder(reading, each, persons))
        for each in descriptions
        # One that swallows a person's name was read wrongly.
        if not any(each.span.holds(span) and each.span != span for span in _near(persons.named, each.span))
    ]


class _Persons:
    """The persons of a report, by whom they are linked to and by the offices that it gives them.

    Attributes:
        named: where they are named, sorted.
        by_actor: those linked, by the actor's id.
    """

    def __init__(self, persons: Sequence[Person]) -> None:
        self.named = sorted(draft.span for person in persons for draft, _, _ in person.mentions)
        self.by_actor: dict[str, Person] = {}
        self._by_office: dict[str, list[Person]] = {}
        self._by_ending: dict[str, list[Person]] = {}
        self._ever: dict[str, set[str]] = {}
        self._spans = {_first_named(p): [draft.span for draft, _, _ in p.mentions] for p in persons}
        for person in sorted(persons, key=_first_named):
            if person.link is not None:
                self.by_actor.setdefault(person.link.actor.id, person)
                for held in person.link.actor.offices:
                    self._ever.setdefault(office_key(held.name), set()).add(person.link.actor.id)
            keys = {office_key(office) for office in _offices(person)}
            for key in keys:
                self._by_office.setdefault(key, []).append(person)
            for ending in {ending for key in keys for ending in _ends(key)}:
                self._by_ending.setdefault(ending, []).append(person)

    def only_one_of(self, description: Description, sentence: Span | None, *, undated: bool) -> Person | None:
        """Give the one person named before whose office is a bare "the minister", "the president".

        Nobody where the person is named later in the sentence ("the president's talk with Vesk"), nor where
        another one named has held such an office and, without a date, may hold it now.
        """
        office = description.office
        if office is None:
            return None
        if undated and len(self._ever.get(office_key(office), ())) > 1:
            return None
        offices = self._by_office if is_single(office) else self._by_ending
        # By first mention: a second person named before it leaves open who is meant.
        first = offices.get(office_key(office), [])[:2]
        before = [person for person in first if _first_named(person) < description.span.start]
        if len(before) != 1 or sentence is None:
            return None
        after = _near(
            self._spans[_first_named(before[0])],
            Span(description.span.end, max(sentence.end, description.span.end + 1)),
        )
        return None if after else before[0]


def _first_named(person: Person) -> int:
    return person.mentions[0][0].span.start


def _offices(person: Person) -> set[str]:
    offices = {stated.office for stated in person.stated if stated.office}
    return offices | ({person.now.office} if person.now is not None and person.now.office else set())


def _ends(name: str) -> Iterator[str]:
    """Give a name and what it ends with, word by word.

    >>> list(_ends("varnian coast guard"))
    ['varnian coast guard', 'coast guard', 'guard']
    """
    while name:
        yield name
        name = name.partition(" ")[2]


class _Bodies:
    """The bodies that a report names, each at its first mention, for what they are called later."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        self._reading = reading
        self._first: dict[str, Draft] = {}
        for draft in drafts:
            if draft.kind in _BODIES:
                self._first.setdefault(draft.name, draft)
        self._by_ending: dict[str, dict[Span, Draft]] = {}
        for body in self._first.values():
            for ending in {ending for name in _names(body) for ending in _ends(name.lower())}:
                self._by_ending.setdefault(ending, {})[body.span] = body
        self._fitting: dict[str, list[Draft]] = {}

    def of(self, description: Description) -> Mention | None:
        """Link "the coast guard" to the one body named before whose name ends so: "Varnian Coast Guard"."""
        bare = description.owner is None and description.body is None and description.definite
        if description.kind not in _BODIES or not bare:
            return None
        return self._called(description.span, description.name.lower())

    def called(self, taken: Collection[Span]) -> Iterator[Mention]:
        """Find what news calls the bodies named ("the bloc"), where nothing else was found."""
        if not self._first:
            return
        text = self._reading.text
        words = Names({f"{article} {called}": called for called in _endings() for article in ("the", "The")})
        others = sorted(taken)
        for block in self._reading.blocks:
            for span, called in words.find(text, block.start, block.end):
                place = Span(span.start + len("the "), span.end)
                next_ = bisect_left(others, place.end, key=lambda other: other.start)
                free = next_ == 0 or others[next_ - 1].end <= place.start
                made = (
                    self._called(place, called) if free and text[place.end : place.end + 1] != "-" else None
                )
                if made is not None:
                    yield made

    def _called(self, span: Span, called: str) -> Mention | None:
        if called not in self._fitting:
            endings = (called, *_endings().get(called, ()))
            fitting = {k: v for ending in endings for k, v in self._by_ending.get(ending, {}).items()}
            # A second one named before leaves open which is meant; no more of them are needed.
            self._fitting[called] = [fitting[span] for span in sorted(fitting)[:2]]
        before = [body for body in self._fitting[called] if body.span.end <= span.start]
        if len(before) != 1:
            return None
        (first,) = before
        return Mention(
            span=span,
            kind=first.kind,
            name=first.name,
            entity=first.actor.id if first.actor else None,
            country=first.country,
            country_name=self._reading.registry.country_name(first.country),
            sector=first.sector,
            refers_to=id_of(self._reading, first),
            because="description of a body named before",
        )


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    return {row["called"]: tuple(row["endings"].split("|")) for row in rows("body_words")}


def _names(body: Draft) -> Iterator[str]:
    yield body.name
    if body.actor is not None:
        yield from body.actor.aliases


def _near(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Give those of sorted, disjoint spans that begin inside another."""
    first = bisect_left(spans, span.start, key=lambda each: each.start)
    return spans[first : bisect_left(spans, span.end, key=lambda each: each.start)]


def _holder(
    reading: Reading, description: Description, persons: _Persons
) -> tuple[Actor | None, Person | None, str]:
    """Tell who is meant by an office: the actor, the person of the report, and why."""
    singular = description.kind is MentionKind.PERSON and description.number == "singular"
    if not singular or description.past or not _is_of_today(reading, description.span):
        return None, None, "description"
    post = read_post(description.name, reading.registry)
    date = reading.published.date
    if post is not None:
        held = only_holder(reading.registry, post, date) if date is not None else None
        actor = held.person if held else None
        if date is None:
            actor = _named_holder(reading, post, persons)
        if actor is None:
            return None, None, "description"
        named = persons.by_actor.get(actor.id)
        because = "office of one named in the report" if date is None else "office held on the report's date"
        return actor, named, because
    if description.owner is not None or description.body is not None or not description.definite:
        return None, None, "description"
    person = persons.only_one_of(
        description, reading.sentence_at(description.span.start), undated=date is None
    )
    if person is None:
        return None, None, "description"
    return person.link.actor if person.link else None, person, "office of one named in the report"


def _is_of_today(reading: Reading, span: Span) -> bool:
    """Tell whether words name an office's holder at the time of the report, and not any or a past one.

    "A Varnian leader" is any, "was the Varnian leader" and "the post of Varnian leader" name nobody, "the
    president who signed it" is told by what follows, and in a sentence about 1995 it was another.
    """
    text, sentence = reading.text, reading.sentence_at(span.start)
    before = text[max((sentence or span).start, span.start - _LOOK) : span.start]
    if _ANY.search(before) or _OFFICE_OF.search(before) or _TOLD_BY.match(text, span.end):
        return False
    tokens = [token for _, token in reading.tokens(span)]
    head = next((token for token in tokens if token.head not in tokens or token.head == token), None)
    if head is not None and head.dep_ in ("attr", "oprd", "acomp"):
        return False
    date = reading.published.date
    if date is None or sentence is None:
        return True
    found = reading.found.get(Layer.TIME, [])
    times = [time for time in inside(found, sentence) if isinstance(time, Time) and sentence.holds(time.span)]
    return not any(_is_past(time, date) for time in times)


def _is_past(time: Time, date: PartialDate) -> bool:
    """Tell whether a time lies a good while before the report."""
    if time.type is not TimeType.DATE or not time.edtf:
        return False
    return (date.earliest - PartialDate(time.edtf).latest).days > _LONG_AGO


def _named_holder(reading: Reading, post: Post, persons: _Persons) -> Actor | None:
    """Give the one person named in the report who ever held a post."""
    ever = {held.person.id: held.person for held in holders(reading.registry, post, None)}
    named = [actor for actor in ever.values() if actor.id in persons.by_actor]
    return named[0] if len(named) == 1 else None


def _mention(
    reading: Reading, description: Description, found: tuple[Actor | None, Person | None, str]
) -> Mention:
    actor, person, because = found
    country, sector, office = description.country, description.sector, description.office
    if office and "deputy" in description.name.lower() and "deputy" not in office:
        office = None
    name, entity = description.name, None
    if actor is not None:
        said = Stated(description.span.start, person=True, office=description.office)
        now = standing(actor, reading.published.date, [*(person.stated if person else ()), said])
        name, entity, country, sector, office = actor.name, actor.id, now.country, now.sector, now.office
    elif person is not None:
        name, country, sector, office = " ".join(person.root), person.country, person.sector, person.office
    if entity is None and description.kind is MentionKind.GOVERNMENT:
        government = _government(reading, description)
        if government is not None:
            name, entity, sector = government.name, government.id, government.sector
            because = "government of the country named with it"
    first = person.mentions[0][0] if person else None
    return Mention(
        span=description.span,
        kind=description.kind,
        name=name,
        entity=entity,
        country=country,
        country_name=reading.registry.country_name(country),
        sector=sector,
        office=office,
        refers_to=id_of(reading, first) if first else None,
        because=because,
    )


def _government(reading: Reading, description: Description) -> Actor | None:
    """Give the government that "Varn’s government" is, but none for "a local government"."""
    owner = description.owner
    if description.country is None or owner is None or owner.kind is not MentionKind.COUNTRY:
        return None
    of_owner = owner.span.of(reading.text)
    rest = description.name.replace(of_owner, "", 1).strip().removeprefix("'s").removeprefix("’s").strip()
    if rest.lower() not in ("government", "government of", "government of the"):
        return None
    return reading.registry.get(f"government:{description.country}")

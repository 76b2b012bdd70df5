"""Who is meant by a name or an office, such as "Foreign Minister Lavrov" or "NATO chief", on a date."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from standoff.knowledge.members import members
from standoff.knowledge.posts import holders, read_post
from standoff.knowledge.roll import Holding
from standoff.knowledge.words import name_words
from standoff.model.codebook import MentionKind
from standoff.stages.identity import Identifier
from standoff.stages.persons import words_of
from standoff.stages.titles import Known, Stated, read_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standoff.knowledge.actor import Actor
    from standoff.knowledge.registry import Registry
    from standoff.model.partial_date import PartialDate

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OF_PLACE = re.compile(
    r"(\S.{0,60}?)(?:['’]s)? (mayor|governor|chief minister|first minister)", re.IGNORECASE
)
_AFTER_NAME = re.compile(r"([^,]{2,80}?)(?:, | (?:of|at|from) (?:the )?)(\S.{0,200})")
_MEMBERS = re.compile(
    r"(?:members|member states|member countries) of (?:the )?(\S[^,;]{1,80})"
    r"|(\S[^,;]{1,80}) (?:members|member states|member countries|allies)",
    re.IGNORECASE,
)
_MAX_PHRASE = 300


def who(registry: Registry, phrase: str, date: PartialDate | None = None) -> list[Holding | Actor]:
    """Tell who is meant by a phrase: a name, an office with its country or body, or both.

    Args:
        registry: the actors known.
        phrase: "Lavrov", "Foreign Minister Lavrov", "the Russian foreign minister", "NATO chief".
        date: when; without one everyone who ever held the office is given.

    Returns:
        One, where it is clear who is meant; several, where more fit; none, where nobody known does.

    >>> from standoff.knowledge.registry import Registry
    >>> from standoff.model.partial_date import PartialDate
    >>> found = who(Registry.shipped(), "the German chancellor", PartialDate("2021-11-30"))
    >>> [held.person.name for held in found]
    ['Angela Merkel']
    """
    words = _ARTICLE.sub("", " ".join(phrase[:_MAX_PHRASE].split()))
    words = words.removesuffix("'s").removesuffix("’s").rstrip(" ,.;:")
    spellings = dict.fromkeys((words, words.upper(), words.title()))
    named: Sequence[Actor] = registry.roll.full(words) or next(
        (found for each in spellings for found in [registry.named(each)] if found), ()
    )
    if named:
        return [_on(actor, date) for actor in named]
    states = _members(registry, words, date)
    if states:
        return states
    where = _OF_PLACE.fullmatch(words)
    office = f"{where[2]} of {where[1]}" if where else words
    only: list[Holding | Actor] = list(registry.roll.anywhere(office, date))
    if only:
        return only
    post = read_post(words, registry)
    held: list[Holding | Actor] = list(holders(registry, post, date)) if post else []
    return (
        held
        or _titled(registry, words, date)
        or _beside(registry, words, date)
        or _called(registry, words, date)
    )


def _members(registry: Registry, words: str, date: PartialDate | None) -> list[Holding | Actor]:
    """Give the states that "NATO members" or "the member states of the EU" were on a date."""
    found = _MEMBERS.fullmatch(words)
    bodies = registry.named(found[1] or found[2]) if found else ()
    if len(bodies) != 1:
        return []
    states = (registry.get(f"country:{code}") for code in members(bodies[0].id, date))
    return [state for state in states if state is not None]


def _titled(registry: Registry, words: str, date: PartialDate | None) -> list[Holding | Actor]:
    """Read a name with what stands before it: the longest name that is somebody's who fits it."""
    found = registry.find(words, 0, len(words))
    known = {
        span.end: (span, actor)
        for span, actors in found
        for actor in actors
        if actor.kind not in (MentionKind.PERSON, MentionKind.PLACE)
    }
    near = [actor for _, actor in known.values()]
    identifier = Identifier(
        registry.roll, date, {actor.country for actor in near if actor.country}, {actor.id for actor in near}
    )
    for at in _beginnings(words):
        name, stated = words[at:], read_title(words, 0, at, known) if at else None
        if at and stated is None:
            owner = read_post(words[:at], registry)
            stated = (
                Stated(at, person=True, office=owner.office.lower(), actor=owner.owner) if owner else None
            )
        link = identifier.of(words_of(name), [stated] if stated else []) if stated or not at else None
        if link is not None:
            return [_on(link.actor, date)]
    return []


def _stated(registry: Registry, words: str, at: int, known: Known) -> Iterator[Stated]:
    """Read what stands before a name: a title ("Gen."), an office with its owner ("EU spokesman")."""
    title = read_title(words, 0, at, known)
    if title is not None:
        yield title
    post = read_post(words[:at], registry)
    if post is not None:
        yield Stated(at, person=True, office=post.office.lower(), actor=post.owner)


def _beginnings(words: str) -> Iterator[int]:
    """Give where a name may begin: at every word with a capital, and at "von" or "al"."""
    at = 0
    for word in words.split(" "):
        if word[:1].isupper() or word in name_words("particle"):
            yield at
        at += len(word) + 1


def _beside(registry: Registry, words: str, date: PartialDate | None) -> list[Holding | Actor]:
    """Read a name with what stands after it: "Vesk, envoy to Varn", "Ana Vesk of the Institute"."""
    parted = _AFTER_NAME.fullmatch(words)
    if parted is None:
        return []
    name, said = parted[1], parted[2]
    found = registry.find(said, 0, len(said))
    near = [actor for _, actors in found for actor in actors if actor.kind is not MentionKind.PERSON]
    identifier = Identifier(
        registry.roll, date, {actor.country for actor in near if actor.country}, {actor.id for actor in near}
    )
    post = read_post(said, registry)
    stated = [Stated(0, person=True, office=post.office.lower(), actor=post.owner)] if post else []
    for at in _beginnings(name):
        title = read_title(name, 0, at, {}) if at else None
        link = identifier.of(words_of(name[at:]), [*stated, *([title] if title else [])])
        if link is not None:
            return [_on(link.actor, date)]
    return []


def _called(registry: Registry, words: str, date: PartialDate | None) -> list[Holding | Actor]:
    """Give those whom a short form can stand for: on a date those in office, if any are."""
    persons = registry.roll.short(words)
    current = [person for person in persons if date is not None and person.office_on(date)]
    return [_on(person, date) for person in current or persons]


def _on(actor: Actor, date: PartialDate | None) -> Holding | Actor:
    """Give an actor with the office held on a date, where one is given and held."""
    office = actor.office_on(date) if date is not None else None
    if office is not None:
        return Holding(actor, office)
    return actor if date is None else replace(actor, offices=())

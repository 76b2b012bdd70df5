"""Posts: an office of a state or body, as a phrase such as "the Russian foreign minister" names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.knowledge.company import in_company
from standoff.knowledge.office_names import is_single, leading_offices
from standoff.knowledge.roll import Holding, folded
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.knowledge.actor import Actor
    from standoff.knowledge.registry import Registry
    from standoff.model.partial_date import PartialDate
    from standoff.model.span import Span

_ARTICLES = re.compile(r"^(?:the|a|an|its|his|their)\s+", re.IGNORECASE)
_LEADER = frozenset({"leader", "ruler", "strongman"})
_HEADS = frozenset({"chief", "head", "boss", "leader", "director"})
"""What news calls whoever heads a body."""
_OFFICES_OF_HEADS = (
    "secretary general", "director general", "director", "president", "chairman", "executive director",
    "leader", "intelligence chief", "high commissioner", "head", "commander", "prosecutor", "prime minister",
    "chief executive", "managing director", "commissioner general", "chairperson", "chairperson-in-office",
)  # fmt: skip
_TO = re.compile(r"\b(?:to|for|at|in)\s+(?:the\s+)?$")
_SENT = re.compile(r"\bto\s+(?:the\s+)?$")
_POSSESSIVE = re.compile(r"^['’]s?(?=\s|$)")
_PAST = re.compile(r"\b(?:former|ex|late|then|ousted|deposed|onetime|ex-)\b", re.IGNORECASE)
_OWNING = frozenset(
    {MentionKind.COUNTRY, MentionKind.GOVERNMENT, MentionKind.ORGANISATION, MentionKind.GROUP}
)
_MAX_PHRASE = 300
_MAX_COUNTRY = 3
"""Words of a country's name before its body's."""
_ENVOY = re.compile(r"\b(?:envoy|representative)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """An office as a phrase names it.

    Attributes:
        owner: the country or body that is named with it.
        office: what it is called, without the owner.
        options: what it may be on the roll, the likeliest first: the office, and the country or the id of
            the body that it belongs to.
    """

    owner: Actor
    office: str
    options: tuple[tuple[str, str | None, str | None], ...]


def holders(registry: Registry, post: Post, date: PartialDate | None) -> list[Holding]:
    """Give who holds a post on a date; every one who ever held it where no date is given."""
    for key, country, body in post.options:
        found = registry.roll.holders(key, country=country, body=body, date=date)
        if found:
            return found
    return []


def only_holder(registry: Registry, post: Post, date: PartialDate) -> Holding | None:
    """Give the one holder of a post on a date, if it is a post that one person holds, and it is sure who.

    On the days of a change, of which the roll may know only the month, nobody is given.
    """
    for key, country, body in post.options:
        found = registry.roll.holders(key, country=country, body=body, date=date)
        if not found or not is_single(key):
            continue
        sure = [held for held in found if held.office.is_dated and held.office.surely_held_on(date)]
        return sure[0] if sure and len({held.person.id for held in found}) == 1 else None
    return None


def read_post(phrase: str, registry: Registry) -> Post | None:
    """Read whose office a phrase names, and what it is called.

    >>> from standoff.knowledge.registry import Registry
    >>> post = read_post("German ambassador to the United Nations", Registry.shipped())
    >>> post.options[0]
    ('ambassador to the United Nations', 'DEU', None)
    >>> read_post("ambassador", Registry.shipped()) is None
    True
    """
    words = " ".join(phrase[:_MAX_PHRASE].split())
    if _PAST.search(words):
        return None
    posts = [
        post
        for span, owner in _owners(words, registry)
        for post in [_post(words, span, owner, registry)]
        if post
    ]
    # Of several that the words can belong to, the first whose office somebody holds or held.
    return next((post for post in posts if holders(registry, post, None)), posts[0] if posts else None)


def _owners(phrase: str, registry: Registry) -> Iterator[tuple[Span, Actor]]:
    """Give the actors named whose office it can be: not where somebody is sent ("to Varn")."""
    found = registry.find(phrase, 0, len(phrase))
    for span, persons in registry.find_alone(phrase, 0, len(phrase)):
        # "Varn's foreign minister" is the minister of the state whose president Varn is.
        states = {person.country for person in persons}
        state = registry.get(f"country:{states.pop()}") if len(states) == 1 else None
        if state is not None and _POSSESSIVE.match(phrase[span.end :]):
            yield span, state
    names = {span.of(phrase) for span, _ in found}
    for span, actors in found:
        meant = in_company(span.of(phrase), actors, names)
        fitting = [actor for actor in meant if actor.kind in _OWNING and actor.sector != "MED"]
        if len(fitting) == 1 and not _TO.search(phrase[: span.start]):
            yield span, fitting[0]
            if fitting[0].sector == "IGO" and _ENVOY.search(phrase):
                return


def _post(phrase: str, span: Span, owner: Actor, registry: Registry) -> Post | None:
    rest = _ARTICLES.sub("", _sent_to(_without(phrase, span), registry))
    if not rest:
        return None
    if owner.kind is MentionKind.COUNTRY or owner.id == f"government:{owner.country}":
        leading = leading_offices().get(owner.country or "") if folded(rest) in _LEADER else rest
        return Post(owner, rest, ((leading, owner.country, None),)) if leading else None
    forms = dict.fromkeys(
        form
        for name in _generic(owner, span.of(phrase), registry)
        for form in (f"{name} {rest}", f"{rest} of {name}")
    )
    heads = (*_OFFICES_OF_HEADS, f"head of {owner.name}") if folded(rest) in _HEADS else ()
    offices = dict.fromkeys((rest, *forms, *heads))
    options: list[tuple[str, str | None, str | None]] = [(each, None, owner.id) for each in offices]
    if owner.country:
        # What a body's own name is part of ("Pentagon spokesman") may be kept as an office of the state.
        options += [(each, owner.country, None) for each in forms]
        options += [(rest, owner.country, None)] if _is_seat(owner, rest) else []
    return Post(owner, rest, tuple(options))


def _without(phrase: str, owner: Span) -> str:
    """Cut the owner out of a phrase: "foreign minister of Varn" is "foreign minister"."""
    before, after = phrase[: owner.start], phrase[owner.end :]
    possessed = _POSSESSIVE.match(after)
    if possessed:
        # "the chief of Varn's general staff" stays chief of the general staff.
        return " ".join(f"{before} {after[possessed.end() :]}".split())
    if not after.lstrip(" ,"):
        before = re.sub(r"\b(?:of|for|at|in)\s+(?:the\s+)?$", "", before)
    return " ".join(f"{before} {after}".replace(",", " ").split())


def _sent_to(office: str, registry: Registry) -> str:
    """Write where somebody is sent as the state it is: "ambassador to Washington"."""
    for span, actors in registry.find(office, 0, len(office)):
        states = {
            actor.country for actor in actors if actor.kind in _OWNING | {MentionKind.PLACE} and actor.country
        }
        if len(states) == 1 and _SENT.search(office[: span.start]):
            return f"{office[: span.start]}{registry.country_name(states.pop())}{office[span.end :]}"
    return office


def _generic(owner: Actor, name: str, registry: Registry) -> Iterator[str]:
    """Give what a body is called, without its country: "Varnian foreign ministry" is the foreign ministry."""
    for each in dict.fromkeys((name, owner.name, *owner.aliases)):
        yield each
        words = each.split()
        # The whole is a name of its own, so its country is looked for in its first words alone.
        for n in range(1, min(len(words), _MAX_COUNTRY + 1)):
            start = " ".join(words[:n])
            state = start.removesuffix("'s").removesuffix("’s")
            if any(actor.kind is MentionKind.COUNTRY for actor in registry.named(state)):
                yield " ".join(words[n:])


def _is_seat(owner: Actor, key: str) -> bool:
    """Tell a seat of government, whose president is the state's, from a body with a head of its own."""
    return owner.kind is MentionKind.GOVERNMENT and owner.sector == "GOV" and is_single(key)

"""Clues from knowledge of the world: who held which office when, how old people are, what happened."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.knowledge.lookup import Names
from standoff.knowledge.office_names import office_key
from standoff.model.codebook import MentionKind, Tense
from standoff.model.partial_date import PartialDate
from standoff.stages.dating.clues import Clue, ClueKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standoff.knowledge.actor import Actor, Office
    from standoff.knowledge.registry import Registry
    from standoff.model.span import Span

_FEW_DAYS = 2
_SOME_WEEKS = 45
_BEFORE = 60
_TITLE_WORDS = 5
_FORMER = frozenset({"former", "ex", "late", "then", "onetime", "past", "future", "predecessor"})
_WORDS = re.compile(r"[\w’'.-]+")
_AGE_AFTER = re.compile(r",? (?:aged? |who is |now )?(?P<age>[1-9][0-9])(?=[,.;:)]| years old|-year-old)")
_AGE_BEFORE = re.compile(r"(?P<age>[1-9][0-9])-year-old (?:[a-z-]+ ){0,3}$")
_AHEAD = re.compile(
    r"(?:ahead of|upcoming|in advance of|prepar\w+ for|heading into|run-?up to|leading up to|forthcoming|"
    r"looming|next week[’']s|next month[’']s|coming|approaching|will be|before|"
    r"scheduled)\s(?:[\w’'-]+\s){0,4}$",
    re.IGNORECASE,
)


def world_clues(text: str, sentences: Sequence[Span], registry: Registry) -> list[Clue]:
    """Gather the clues of a text that rest on knowledge of the world."""
    people, occasions = _people(registry), _occasions()
    found: list[Clue] = []
    for sentence in sentences:
        for span, persons in people.find(text, sentence.start, sentence.end):
            found.extend(_of_person(text, sentence, span, persons))
        for span, meanings in occasions.find(text, sentence.start, sentence.end):
            found.extend(_of_occasion(text, sentence, span, when, kind) for when, kind in meanings)
    return found


@lru_cache(maxsize=4)
def _people(registry: Registry) -> Names[tuple[Actor, ...]]:
    """Index the persons whose terms of office are dated by full name and by surname."""
    named: dict[str, dict[str, Actor]] = {}
    for person in registry:
        if person.kind is not MentionKind.PERSON:
            continue
        if not any(office.since for office in person.offices):
            continue
        for name in (person.name, *person.aliases, *person.short):
            named.setdefault(name, {})[person.id] = person
    return Names({name: tuple(bearers[each] for each in sorted(bearers)) for name, bearers in named.items()})


_UNFINISHED = "2027-12-31"
"""Until when a phase that is not over is taken to last."""


@cache
def _births() -> dict[str, PartialDate]:
    return {row["name"]: PartialDate(row["born"]) for row in rows("dating_births")}


@cache
def _occasions() -> Names[tuple[tuple[str, ClueKind], ...]]:
    """Index the dated occasions by their names; a name of several carries all their days."""
    dates: dict[str, list[str]] = {}
    for names, known in _chronology():
        for name in names.split(";"):
            for written in _spellings(name.strip()):
                dates.setdefault(written, []).extend(known)
    return Names({name: _meanings(tuple(sorted(set(known)))) for name, known in dates.items() if name})


def _chronology() -> Iterator[tuple[str, list[str]]]:
    for file in ("chronology", "dating_eras"):
        for row in rows(file):
            yield row["names"], [row["date"]]
    for row in rows("chronology_recurring"):
        yield row["names"], row["dates"].split()
    for row in rows("chronology_episodes"):
        # An open phase was not over when the file was written; its name is no younger than its first one.
        yield row["names"], [period.replace("/..", f"/{_UNFINISHED}") for period in row["periods"].split()]


def _spellings(name: str) -> set[str]:
    """Give a name as pages print it: with either apostrophe, and as the first words of a sentence."""
    forms = {name, name[:1].upper() + name[1:]}
    return forms | {form.replace("'", "’") for form in forms}


@cache
def _meanings(dates: tuple[str, ...]) -> tuple[tuple[str, ClueKind], ...]:
    """Tell what the dates of a name say: since when it exists, and when what it names happened."""
    open_ended = [PartialDate(each).earliest for each in dates if each.endswith("/..")]
    closed = [each for each in dates if not each.endswith("/..")]
    found: list[tuple[str, ClueKind]] = []
    if open_ended:
        found.append((min(open_ended).isoformat(), ClueKind.SINCE))
    if closed:
        longest = max((PartialDate(each).latest - PartialDate(each).earliest).days for each in closed)
        kinds = (ClueKind.NAMED, ClueKind.EPISODE, ClueKind.LASTING)
        found.append((";".join(closed), kinds[(longest > _FEW_DAYS) + (longest > _SOME_WEEKS)]))
    return tuple(found)


def _of_occasion(text: str, sentence: Span, span: Span, when: str, kind: ClueKind) -> Clue:
    before = text[max(sentence.start, span.start - _BEFORE) : span.start]
    tense = Tense.FUTURE if kind is not ClueKind.SINCE and _AHEAD.search(before) else None
    return Clue(kind, when, span, span.of(text), about=span.of(text), tense=tense)


def _of_person(text: str, sentence: Span, span: Span, persons: tuple[Actor, ...]) -> list[Clue]:
    before = text[max(sentence.start, span.start - _BEFORE) : span.start]
    words = [word.strip(".,").lower() for word in _WORDS.findall(before)]
    if words and words[-1].removesuffix("-") in _FORMER:
        return []
    is_full = " " in span.of(text)
    found: list[Clue] = []
    if is_full and len(persons) == 1:
        found.extend(_age(text, sentence, span, persons[0]))
    held, start = _offices_named(words, persons) if words and before.endswith(" ") else ([], 0)
    if held:
        when = ";".join(dict.fromkeys(_term(office) for _, office in held))
        titled = _titled(text, span, start)
        about = f"{held[0][0].name}, {held[0][1].name}"
        found.append(Clue(ClueKind.OFFICE, when, titled, titled.of(text), about=about))
    return found


def _offices_named(words: list[str], persons: tuple[Actor, ...]) -> tuple[list[tuple[Actor, Office]], int]:
    """Find the offices that the words before a name name, and how many words they are."""
    for count in range(min(_TITLE_WORDS, len(words)), 0, -1):
        if len(words) > count and words[-count - 1] in _FORMER:
            return [], 0
        key = office_key(" ".join(words[-count:]))
        held = [
            (person, office)
            for person in persons
            for office in person.offices
            if office.since is not None and office_key(office.name) == key
        ]
        if held:
            return held, count
    return [], 0


def _titled(text: str, span: Span, count: int) -> Span:
    """Take a name together with so many words before it."""
    start = span.start
    for _ in range(count):
        start = max(text.rfind(" ", 0, max(start - 1, 0)) + 1, 0)
    return type(span)(start, span.end)


def _term(office: Office) -> str:
    assert office.since is not None
    return f"{office.since.earliest}/{office.until.latest if office.until else '..'}"


def _age(text: str, sentence: Span, span: Span, person: Actor) -> list[Clue]:
    born = _births().get(person.name)
    if born is None:
        return []
    after = _AGE_AFTER.match(text, span.end, min(span.end + 30, sentence.end))
    before = _AGE_BEFORE.search(text[max(sentence.start, span.start - 40) : span.start])
    said = after or before
    if said is None:
        return []
    age = int(said["age"])
    first, last = born.earliest, born.latest
    begun = first.replace(year=first.year + age, day=min(first.day, 28))
    over = last.replace(year=last.year + age + 1, day=min(last.day, 28))
    when = f"{begun}/{over}"
    whole = type(span)(span.start, after.end()) if after else span
    return [Clue(ClueKind.AGE, when, whole, whole.of(text), about=f"{person.name}, born {born}")]


__all__ = ["world_clues"]

"""The words before a person's name: "Valmoran Foreign Minister", "Mr.", "Kremlin spokesman"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from standoff.knowledge import rows
from standoff.knowledge.lookup import Names
from standoff.knowledge.words import gender_words
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from standoff.knowledge.registry import Actor
    from standoff.model.span import Span

Known: TypeAlias = "Mapping[int, tuple[Span, Actor]]"
"""The actors found in a report, with their spans, by where their names end."""

_WORD = re.compile(r"\S+")
_LOOK = 120
"""Code points read before a name; no title with its country is longer."""
_LONGEST = 6
"""Words in the longest title of the list."""
_DEGREES = frozenset(
    {"deputy", "vice", "first", "acting", "interim", "assistant", "under", "chief", "senior"}
)
_PAST = frozenset({"former", "ex", "ex-", "late", "then", "onetime", "ousted", "deposed", "exiled"})
_BARE_ROLES = frozenset({"ambassador", "special envoy"})
"""Titles before which a country's plain name is where they are sent ("Ukraine envoy")."""

_NO_ADJECTIVES = frozenset(
    {"the", "a", "an", "and", "or", "of", "to", "in", "his", "her", "their", "its", "as", "who", "under"}
    | {"over", "with", "for", "from", "by", "at", "on", "against", "between", "after", "before", "during"}
    | {"than", "like", "near", "but", "when", "while", "that", "which", "said", "says", "told", "met", "is"}
    | {"was", "are", "were", "into", "about", "where", "if", "since", "until", "because", "including"}
)
_COUNTING = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
    | {"last", "next", "only", "any", "every", "no", "another", "each"}
)
_MAX_ADJECTIVES = 2
_PAST_LOOK = 3
"""Words before a title in which a country's name and "former" may stand."""
_SPACES = " \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Title:
    """One line of ``titles.tsv``."""

    use: str
    sector: str | None
    office: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the words directly before a name say of its bearer.

    Attributes:
        start: where those words begin.
        person: whether they make the name a person's.
        actor: the country or body named with the title ("Valmoran", "Kremlin").
        office: the office as it is noted; None for honorifics and for what is past.
        gender: ``m`` or ``f`` where an honorific tells it.
        past: whether the office is one held before ("former").
    """

    start: int
    person: bool
    sector: str | None = None
    office: str | None = None
    actor: Actor | None = None
    gender: str | None = None
    past: bool = False


@cache
def titles() -> dict[str, Title]:
    """Give every title by its words in lower case, without a last full stop."""
    found: dict[str, Title] = {}
    for row in rows("titles"):
        title = Title(row["use"], row["sector"] or None, row["office"] or None)
        found.setdefault(row["title"].lower().rstrip("."), title)
    return found


@cache
def capital_titles() -> Names[Title]:
    """Give the titles that begin with a capital, and the machine-made ones, for finding."""
    return Names(
        {row["title"]: titles()[row["title"].lower().rstrip(".")] for row in rows("titles") if _marks(row)}
    )


def _marks(row: dict[str, str]) -> bool:
    return row["title"][0].isupper() or row["use"] == "honorific"


def read_title(text: str, floor: int, at: int, known: Known) -> Stated | None:
    """Read the title that ends directly before a name.

    Args:
        text: the report's text.
        floor: where the sentence begins.
        at: where the name begins.
        known: the actors found in the report, by where their names end.

    Returns:
        None when no title stands there.
    """
    low = max(floor, at - _LOOK)
    words = list(_WORD.finditer(text, low, at))
    if not words or text[at - 1] not in _SPACES:
        return None
    of_actor = _of_phrase(words, known)
    if of_actor is not None:
        words = [word for word in words if word.end() <= of_actor[0]]
    left, found, past = _titles_before(words)
    if not found:
        return None
    start = words[left].start()
    held = [title for title in found if title.use != "honorific"]
    actor = of_actor[1] if of_actor else (_actor_before(text, start, known, held) if held else None)
    sector = _body_sector(actor) or next((title.sector for title in held if title.sector), None)
    office = next((title.office for title in held if title.office), None)
    if office and left + 1 < len(words):
        office = _with_degree(words[left : left + 2], office)
    gender = _gender(words[left:])
    if past or (actor is not None and not of_actor and _is_past(text, low, start)):
        return Stated(
            start,
            person=True,
            sector="ELI" if sector == "GOV" else sector,
            actor=actor,
            gender=gender,
            past=True,
        )
    return Stated(start, person=True, sector=sector, office=office, actor=actor, gender=gender)


def _gender(words: list[re.Match[str]]) -> str | None:
    """Tell the gender that words before a name give, such as "Mrs.", if it is one."""
    found = {gender_words().get(word[0].lower()) for word in words} & {"m", "f"}
    return found.pop() if len(found) == 1 else None


def _is_past(text: str, low: int, start: int) -> bool:
    """Tell whether "former" stands before the country of a title: "former Valmoran minister"."""
    return any(word.lower() in _PAST for word in text[low:start].split()[-_PAST_LOOK:])


def _body_sector(actor: Actor | None) -> str | None:
    """Give the sector of the body that someone holds an office in; a party's people sit in other bodies."""
    if actor is None or actor.kind is MentionKind.COUNTRY or actor.sector == "PTY":
        return None
    return actor.sector


def _titles_before(words: list[re.Match[str]]) -> tuple[int, list[Title], bool]:
    """Walk left over titles and the words that grade them; the first title found is the outermost."""
    left, past = len(words), False
    found: list[Title] = []
    while left > 0:
        size = next((n for n in range(min(_LONGEST, left), 0, -1) if _title(words[left - n : left])), 0)
        bare = words[left - 1][0].lower().strip("“\"'‘(")
        if size:
            found[:0] = [title for title in [_title(words[left - size : left])] if title]
            left -= size
        elif found and (_is_degree(bare, words[left][0]) or bare in _PAST or bare.startswith("ex-")):
            past = past or bare in _PAST or bare.startswith("ex-")
            left -= 1
        else:
            break
    return left, found, past


def _is_degree(word: str, title: str) -> bool:
    """Tell whether a word grades a title: "deputy minister", "under secretary", but not "under President"."""
    return word in _DEGREES and (word != "under" or title.lower().startswith("secretar"))


def _title(words: list[re.Match[str]]) -> Title | None:
    phrase = " ".join(word[0] for word in words)
    bare = phrase.lower().lstrip("“\"'‘(").rstrip(".")
    found = titles().get(bare) or titles().get(bare.removeprefix("ex-"))
    if found is not None and found.use == "role" and phrase[0].isupper() and not phrase.istitle():
        return None
    return found


def _with_degree(words: list[re.Match[str]], office: str) -> str:
    first = words[0][0].lower()
    return f"{first} {office}" if first in _DEGREES and not office.startswith(first) else office


def _of_phrase(words: list[re.Match[str]], known: Known) -> tuple[int, Actor] | None:
    """Read "of Valmora" between a title and a name: where "of" begins, and who is named."""
    hit = known.get(words[-1].end())
    if hit is None:
        return None
    before = [word[0].lower() for word in words if word.end() <= hit[0].start][-2:]
    at = [word.start() for word in words if word.end() <= hit[0].start][-2:]
    for n, word in enumerate(before):
        if word == "of" and before[n + 1 :] in ([], ["the"]):
            return at[n], hit[1]
    return None


def _actor_before(text: str, start: int, known: Known, held: Sequence[Title] = ()) -> Actor | None:
    """Find whose the title at `start` is: "Valmoran", "Valmora's embattled", "Kremlin"."""
    end = _rstrip(text, start)
    for skipped in range(_MAX_ADJECTIVES + 1):
        owner = _owner(text, end, known)
        if owner is not None:
            hit, possessive = owner
            adjective = hit[0].of(text) not in (hit[1].name, hit[1].name.upper()) and text[start].islower()
            far = skipped > (_MAX_ADJECTIVES if possessive else int(adjective))
            wrong = far or _is_where_sent(text, hit, held, possessive=possessive)
            return None if wrong or (not possessive and _is_counted(text, hit[0].start)) else hit[1]
        word = text.rfind(" ", max(0, end - _LOOK), end) + 1
        bare = text[word:end]
        if word == 0 or not bare.isalpha() or not bare.islower() or bare in _NO_ADJECTIVES:
            return None
        end = _rstrip(text, word)
    return None


def _owner(text: str, end: int, known: Known) -> tuple[tuple[Span, Actor], bool] | None:
    """Find the actor whose name, with or without a possessive ending, ends here."""
    for suffix in ("", "'s", "’s", "'", "’"):
        hit = known.get(end - len(suffix)) if text.endswith(suffix, 0, end) else None
        if hit is not None:
            return hit, bool(suffix)
    return None


def owner_of(text: str, at: int, known: Known) -> Actor | None:
    """Find the country that a person's name is given to directly: "Valmora's Orlan Vesk"."""
    owner = _owner(text, _rstrip(text, at), known) if at and text[at - 1] in _SPACES else None
    if owner is None or owner[0][1].kind is not MentionKind.COUNTRY:
        return None
    (span, actor), possessive = owner
    return actor if possessive or span.of(text) != actor.name else None


def _is_counted(text: str, start: int) -> bool:
    """Tell whether a country's title is counted: in "the fourth Valmoran president Vesk met" he is not it."""
    words = text[max(0, start - _LOOK) : start].split()
    return bool(words) and (words[-1].lower() in _COUNTING or words[-1][:1].isdigit())


def _rstrip(text: str, end: int) -> int:
    while end > 0 and text[end - 1] in _SPACES:
        end -= 1
    return end


def _is_where_sent(text: str, hit: tuple[Span, Actor], held: Sequence[Title], *, possessive: bool) -> bool:
    """Tell whether a name says where its bearer works, not for whom: "Ukraine envoy", "UN ambassador"."""
    span, actor = hit
    office = (held[0].office or "") if held else ""
    if actor.kind is MentionKind.ORGANISATION:
        return office == "ambassador"
    if possessive or actor.kind is not MentionKind.COUNTRY or span.of(text) != actor.name:
        return False
    return bool(held) and (held[0].use == "role" or office in _BARE_ROLES)

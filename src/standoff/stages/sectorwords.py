"""The words for who acts: nouns for people, forces, vehicles and bodies, and what modifies them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from standoff.knowledge import rows
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

Number = Literal["person", "people", "body", "craft", "none"]
LONGEST = 6
"""Words in the longest noun phrase of the list."""


@dataclass(frozen=True, slots=True)
class Head:
    """One noun of ``sector_words.tsv``, in one of its numbers.

    Attributes:
        number: what it is a word for; ``none`` for what only looks like an actor.
        kind: of a mention that it heads.
        rules: see the file's header.
        plural: whether it is a plural or a word for many.
    """

    number: Number
    kind: MentionKind
    sector: str | None
    rules: frozenset[str]
    plural: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A modifier that tells the sector of what it modifies.

    Attributes:
        over: the sectors it goes before; nouns that are open give way to it whatever theirs is.
    """

    sector: str
    over: frozenset[str]

    def tells(self, head: Head) -> bool:
        """Tell whether the sector of this noun gives way."""
        return "open" in head.rules or (head.sector or "-") in self.over


def spelt(words: str) -> str:
    """Bring words to the form in which the lists have them.

    >>> spelt("Self-Defence Forces"), spelt("Workers’ Union")
    ('self defence forces', "workers' union")
    """
    return " ".join(words.lower().replace("’", "'").replace("-", " ").replace("‑", " ").split())


@cache
def heads() -> dict[str, Head]:
    """Give every noun, in both numbers, as `spelt`."""
    found: dict[str, Head] = {}
    for row in rows("sector_words"):
        rules = frozenset(row["rules"].split())
        if "many" in rules:
            continue
        sector, number = row["sector"] or None, _number(row["number"])
        if number == "none":
            found[spelt(row["word"])] = Head(number, MentionKind.GROUP, None, rules, plural=False)
            continue
        kind = MentionKind(row["kind"])
        many = number == "people"
        found.setdefault(spelt(row["word"]), Head(number, kind, sector, rules, plural=many))
        if row["plural"]:
            plural = Head(number, MentionKind.GROUP, sector, rules, plural=True)
            found.setdefault(spelt(row["plural"]), plural)
    return found


def _number(cell: str) -> Number:
    numbers: tuple[Number, ...] = ("person", "people", "body", "craft", "none")
    return next(number for number in numbers if number == cell)


@cache
def collectives() -> frozenset[str]:
    """Give the words before "of" that are made of what follows: "group", "dozens"."""
    return frozenset(row["word"] for row in rows("sector_words") if "many" in row["rules"].split())


@cache
def telling() -> dict[str, Telling]:
    """Give the modifiers that tell a sector, as `spelt`."""
    found = (row for row in rows("sector_modifiers") if row["effect"] == "sector")
    return {spelt(row["word"]): Telling(row["sector"], frozenset(row["over"].split())) for row in found}


@cache
def modifiers(effect: str) -> frozenset[str]:
    """Give the words of one effect of ``sector_modifiers.tsv``, as `spelt`."""
    return frozenset(spelt(row["word"]) for row in rows("sector_modifiers") if row["effect"] == effect)


def head_of(words: Sequence[str]) -> tuple[int, Head] | None:
    """Find the longest noun of the list that ends a run of words, as `spelt`.

    Returns:
        How many words it has, and the noun.

    >>> head_of(["tarnian", "border", "guards"])[0]
    2
    """
    for size in range(min(LONGEST, len(words)), 0, -1):
        found = heads().get(" ".join(words[len(words) - size :]))
        if found is not None:
            return size, found
    return None

"""Names that several actors bear, told apart by the other names beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from standoff.knowledge.actor import Actor

_ANY = "*"
"""Company that says that a name means this actor unless another's is there."""


@cache
def company() -> dict[str, dict[str, frozenset[str]]]:
    """Give, by name, the actors that it means only in company, with the names that are their company."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for row in rows("company"):
        names = row["company"].split("|")
        for alias in (row["alias"], row["alias"].upper()):
            company = frozenset([*names, *(name.upper() for name in names)]) - {alias}
            found.setdefault(alias, {})[row["id"]] = company
    return found


def in_company(name: str, actors: tuple[Actor, ...], *circles: AbstractSet[str]) -> tuple[Actor, ...]:
    """Choose among the bearers of a name by the names beside it.

    Args:
        name: as it is written.
        actors: its bearers.
        circles: the names in the sentence, then those in the report; the first in which one bearer's
            company stands decides.

    Returns:
        The bearers that need no company, and the one whose company is there.
    """
    needs = company().get(name, {})
    free = tuple(actor for actor in actors if actor.id not in needs)
    if len(free) == len(actors):
        return free
    for names in circles:
        fitting = tuple(a for a in actors if a.id in needs and not needs[a.id].isdisjoint(names))
        if len(fitting) == 1:
            return (*free, *fitting)
        if fitting:
            return free
    return free or tuple(actor for actor in actors if _ANY in needs.get(actor.id, ()))

"""Where the places are that a report names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.knowledge.actor import Location
from standoff.knowledge.gazetteer import Gazetteer
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.knowledge.gazetteer import Located
    from standoff.stages.linking import Draft

_CAPITAL = "capital:"


def locate(drafts: Sequence[Draft]) -> None:
    """Give places their coordinates, and those that only the gazetteer knows their country.

    A city that shares its name with others is told by the countries that the report names.
    """
    gazetteer = Gazetteer.shipped()
    countries = {draft.country for draft in drafts if draft.country}
    for draft in drafts:
        if draft.kind is not MentionKind.PLACE:
            continue
        if draft.actor is not None:
            draft.location = draft.actor.location
            if draft.actor.id.startswith(_CAPITAL) and draft.country:
                draft.location = _location(gazetteer.capital(draft.country))
        elif not draft.listed:
            found = gazetteer.locate(draft.name, countries)
            if found is not None:
                draft.country, draft.location = found.country, _location(found)


def _location(found: Located | None) -> Location | None:
    return Location(found.latitude, found.longitude, found.feature, found.note or None) if found else None

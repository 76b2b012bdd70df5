"""Which states are members of a body, on a date."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.knowledge.actor import Office
from standoff.model.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping


def members(body: str, date: PartialDate | None = None) -> tuple[str, ...]:
    """Give the countries that are members of a body, by ISO 3166 code, sorted.

    Args:
        body: the body's id.
        date: when; without one all who are or ever were.

    >>> members("org:aukus", PartialDate("2022-01-01"))
    ('AUS', 'GBR', 'USA')
    """
    found = _memberships().get(body, {})
    return tuple(
        country
        for country, terms in sorted(found.items())
        if date is None or any(t.held_on(date) for t in terms)
    )


@cache
def _memberships() -> Mapping[str, Mapping[str, tuple[Office, ...]]]:
    found: dict[str, dict[str, tuple[Office, ...]]] = {}
    for row in rows("members"):
        since, until = (PartialDate(row[column]) if row[column] else None for column in ("from", "to"))
        terms = found.setdefault(row["body"], {})
        # A membership is held as an office is: between two days that may be known to the year alone.
        terms[row["country"]] = (*terms.get(row["country"], ()), Office("member", since, until))
    return found

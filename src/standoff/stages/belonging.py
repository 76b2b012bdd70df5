"""Whose a described actor is and what sector it is of, read from its phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.model.codebook import MentionKind
from standoff.stages.nounphrases import BODIES, STATES, Phrase
from standoff.stages.sectorwords import head_of, modifiers, spelt, telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standoff.stages.linking import Draft
    from standoff.stages.units import Unit

_ARMED = frozenset({"REB", "PRM", "UAF", "IMG", "CRM"})
_ELITE = frozenset({"GOV", "MIL", "LEG", "SPY", "COP", "PTY", "IGO", None})
"""Sectors whose offices make an elite of those who held them."""


class Belonging:
    """Reads the phrases of one sentence."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units

    def past(self, phrase: Phrase) -> bool:
        """Tell whether the phrase is what someone was: "former", "ex-", "retired"."""
        if any(self._units[n].word == "current" for n in phrase.modifiers):
            return False
        return any(_is_past(self._units[n]) for n in (*phrase.modifiers, phrase.core[0]))

    def country(self, phrase: Phrase) -> tuple[str | None, Draft | None]:
        """Give the country of a phrase, and the name that it or its body is read from."""
        country, owner = self._belongs(phrase)
        # A country's allies and rivals are others.
        return (None if "other" in phrase.head.rules else country), owner

    def _belongs(self, phrase: Phrase) -> tuple[str | None, Draft | None]:
        found: list[tuple[str | None, Draft, bool]] = []
        for n in (*range(phrase.core[0], phrase.core[1] + 1), *phrase.modifiers):
            if n + 1 < len(self._units) and self._units[n + 1].word in modifiers("subject"):
                continue
            found.extend(self._candidates(phrase, self._units[n]))
        owner = next((draft for _, draft, _ in found if draft.kind in BODIES and draft.actor), None)
        countries = {country for country, _, _ in found if country}
        if len(countries) > 1:
            countries = {country for country, _, owns in found if country and owns}
        if len(countries) == 1:
            (only,) = countries
            return only, owner or next((draft for code, draft, _ in found if code == only), None)
        if countries or any(code for code, _, _ in found):
            return None, owner
        country, right = self._country_after(phrase)
        return country, owner or right or next((draft for _, draft, _ in found), None)

    def _candidates(self, phrase: Phrase, unit: Unit) -> Iterator[tuple[str | None, Draft, bool]]:
        if unit.before and unit.before not in modifiers("past"):
            return
        if unit.after and unit.after not in modifiers("from"):
            return
        for draft in unit.drafts:
            plain = draft.actor is not None and unit.text == draft.actor.name
            topic = plain and draft.kind in STATES and not unit.owns
            if not (topic and "about" in phrase.head.rules and not unit.after):
                yield draft.country, draft, unit.owns

    def _country_after(self, phrase: Phrase) -> tuple[str | None, Draft | None]:
        """Read whose it is from what follows: "of the Valmoran army", "at the University of Varn"."""
        first: Draft | None = None
        for word, owner in phrase.owners:
            sent = word == "to" and "about" in phrase.head.rules
            if sent or (word == "for" and not isinstance(owner, Phrase) and owner.kind in STATES):
                continue
            if isinstance(owner, Phrase):
                country, draft = self.country(owner)
            else:
                country, draft = owner.country, owner
            first = first or draft
            if country:
                return country, first
        return None, first

    # What sector it is of.

    def sector(self, phrase: Phrase) -> str | None:
        """Give the sector of a phrase: of its nearest telling modifier or body, else of its noun."""
        sector = self._sector_told(phrase)
        if "elite" in phrase.head.rules and sector in _ELITE and self.past(phrase):
            return "ELI"
        if sector == "GOV" and any(
            spelt(unit.text) in modifiers("unrecognised") for unit in self._names(phrase)
        ):
            return "PRE"
        return sector

    def _names(self, phrase: Phrase) -> Iterator[Unit]:
        for n in range(phrase.left, phrase.right):
            if self._units[n].drafts or n < phrase.core[0]:
                yield self._units[n]

    def _sector_told(self, phrase: Phrase) -> str | None:
        head = phrase.head
        for n in phrase.modifiers:
            unit = self._units[n]
            words = unit.word
            if unit.after in modifiers("from") or (unit.drafts and not unit.is_name()):
                continue
            if unit.drafts and unit.draft is not None and unit.draft.listed:
                sector = _sector_of(unit.draft)
                if sector and self._takes(phrase, sector, unit.draft):
                    return sector
                continue
            parted = words.split(" ")
            if len(parted) > 1 and parted[-1] in modifiers("from"):
                words = " ".join(parted[:-1])
            longer = f"{self._units[n - 1].word} {words}" if n > phrase.left else words
            for told in (telling().get(longer), telling().get(words)):
                if told is not None and told.tells(head):
                    return told.sector
            if unit.draft is not None:
                sector = _sector_of(unit.draft)
                if sector and self._takes(phrase, sector, unit.draft):
                    return sector
        return self._sector_after(phrase) or head.sector

    @staticmethod
    def _takes(phrase: Phrase, sector: str, draft: Draft) -> bool:
        """Tell whether a phrase is of the sector of the body that it belongs to."""
        head = phrase.head
        armed = sector in _ARMED and head.sector in ("MIL", "UAF", None)
        return "body" in head.rules or armed or ("open" in head.rules and draft.kind is MentionKind.GROUP)

    def _sector_after(self, phrase: Phrase) -> str | None:
        if "body" not in phrase.head.rules:
            return None
        for word, owner in phrase.owners:
            if word in ("in", "to", "from"):
                continue
            sector = self.sector(owner) if isinstance(owner, Phrase) else _sector_of(owner)
            if sector:
                return sector
        return None


def _is_past(unit: Unit) -> bool:
    first = unit.words[0] if len(unit.words) > 1 else ""
    return unit.word in modifiers("past") or first in ("ex", "former") or unit.before in modifiers("past")


def _sector_of(draft: Draft) -> str | None:
    """Give the sector of a name; of one that no list holds, by what its last words are called."""
    if draft.kind in STATES or draft.kind is MentionKind.PERSON:
        return None
    if draft.listed:
        return draft.sector
    found = head_of(spelt(draft.name).split())
    if (
        found is not None
        and found[1].number == "body"
        and found[1].sector
        and (found[0] > 1 or not draft.sector)
    ):
        return found[1].sector
    return draft.sector

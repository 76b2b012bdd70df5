"""One record of all that was said of one occasion."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from standoff.assemble import agenda_gist
from standoff.model.codebook import AgendaStatus
from standoff.model.partial_date import PartialDate
from standoff.model.record import AgendaRecord, AgendaStep
from standoff.model.report import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standoff.collate.profiles import Profile, Profiles

PLANNED = frozenset({AgendaStatus.PROPOSED, AgendaStatus.SCHEDULED})
NEVER = date(1, 1, 1)
"""What stands for a day that is not known, before all others."""
_RANK = {status: n for n, status in enumerate(AgendaStatus)}


@dataclass(frozen=True, slots=True)
class Item:
    """What one sentence of one report says of an occasion."""

    record: AgendaRecord
    step: AgendaStep
    profile: Profile

    @property
    def said(self) -> date:
        """The last day on which it can have been published; before all others when unknown."""
        return PartialDate(self.step.said).latest if self.step.said is not None else NEVER

    @property
    def place(self) -> tuple[date, int, str, int, int, str]:
        """Where it stands among all items, whatever order they come in."""
        span = self.step.span
        return (
            self.said,
            _RANK[self.step.status],
            self.step.report,
            span.start,
            span.end,
            self.step.date or "",
        )


def joined(items: list[Item], same_text: Mapping[str, str], profiles: Profiles) -> AgendaRecord:
    """Make the record of an occasion: its history as it was said, the last word holding."""
    items = sorted(items, key=lambda item: (item.place, item.record.id))
    steps = list(dict.fromkeys(item.step for item in items))
    dated = [item for item in items if item.step.said is not None]
    first = (dated or items)[0]
    reports = sorted({report for item in items for report in item.record.reports})
    parties, entities = _parties(items, profiles)
    status = _last_word(steps)
    current = _since_move(items)
    record = AgendaRecord(
        id=_identity(first),
        gist="",
        date=_date(current) or _date(items),
        reports=tuple(reports),
        families=len({same_text.get(report, report) for report in reports}),
        evidence=tuple(dict.fromkeys(e for item in items for e in item.record.evidence)),
        annotation=first.record.annotation,
        occasion=_commonest(item.record.occasion for item in items) or first.record.occasion,
        parties=parties,
        entities=entities,
        place=_commonest(i.record.place for i in current) or _commonest(i.record.place for i in items),
        status=status,
        announced_by=tuple(sorted({name for item in items for name in item.record.announced_by})),
        history=tuple(steps),
    )
    return with_gist(record)


def with_gist(record: AgendaRecord, identity: str | None = None) -> AgendaRecord:
    """Give a record its one line, and another id if one is given."""
    return replace(record, gist=agenda_gist(record), id=identity or record.id)


def _identity(first: Item) -> str:
    """Name an occasion by what its first report said of it, which no later report changes."""
    profile = first.profile
    parts = [profile.group, *sorted(profile.sides), "", first.record.place or "", first.step.date or ""]
    return f"agenda-{sha256(chr(31).join(parts))[:16]}"


def _last_word(steps: list[AgendaStep]) -> AgendaStatus:
    """Give the last status said; a plan told again later does not undo what was held."""
    status = steps[0].status
    for step in steps[1:]:
        if not (status is AgendaStatus.HELD and step.status in PLANNED):
            status = step.status
    return status


def _since_move(items: list[Item]) -> list[Item]:
    """Give what was said since the occasion was last moved, and what was said of its new date before."""
    moves = [n for n, item in enumerate(items) if item.step.status is AgendaStatus.MOVED]
    return items[moves[-1] :] if moves else items


def _date(items: list[Item]) -> str | None:
    """Give the date of an occasion: the narrowest that most reports agree on.

    The span of all days that are named for it where one report names that span, or all of them.
    """
    precise = [item for item in items if item.profile.is_precise]
    # "This week" is a bound beside "Monday".
    precise = [item for item in precise if _width(item) < _WEEK - 1] or precise
    if not precise:
        wide = [item for item in items if item.profile.low and item.profile.high]
        found = min(wide, key=lambda item: (_width(item), item.place), default=None)
        return found.step.date if found else None
    low = min(item.profile.low for item in precise if item.profile.low)
    high = max(item.profile.high for item in precise if item.profile.high)
    if low == high:
        return low.isoformat()
    one_report = [i for i in precise if i.profile.low == low and i.profile.high == high]
    if one_report and (high - low).days < _WEEK - 1:
        return _commonest(item.step.date for item in one_report)
    narrow = min(_width(item) for item in precise)
    return _commonest(item.step.date for item in precise if _width(item) == narrow)


_WEEK = 7
"""Days: "last week" is a bound, "Monday to Thursday" is when it takes place."""


def _width(item: Item) -> int:
    low, high = item.profile.low, item.profile.high
    return (high - low).days if low and high else 10**6


def _commonest(words: Iterable[str | None]) -> str | None:
    """Give what occurs most often; of several the one that comes last, as the last word."""
    listed = [word for word in words if word is not None]
    often = Counter(listed)
    return max(
        often, key=lambda word: (often[word], len(listed) - listed[::-1].index(word), word), default=None
    )


def _parties(items: list[Item], profiles: Profiles) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give for each side who is most often named for it: the country, or the one who acts for it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        for key in profiles.keys(item.record):
            sides, person = profiles.sides_of(key)
            votes["|".join(sorted(sides))][person or key] += 1
    joint = [side for side in votes if "|" in side]
    # Who is one of a joint body's two sides is named with the body.
    within = {part for side in joint for part in side.split("|")}
    kept: list[str] = []
    for side, counted in votes.items():
        if side in within and not _outvotes(counted, votes, joint, side):
            continue
        persons = [key for key in sorted(counted) if profiles.sides_of(key)[1] is not None]
        bodies = [key for key in sorted(counted) if key not in persons]
        often = max((counted[key] for key in persons), default=0)
        if bodies and max(counted[key] for key in bodies) > often:
            kept.append(max(bodies, key=lambda key: counted[key]))
        else:
            kept.extend(key for key in persons if counted[key] == often)
    linked = {entity for item in items for entity in item.record.entities}
    return tuple(sorted({profiles.name_of(key) for key in kept})), tuple(sorted(linked.intersection(kept)))


def _outvotes(counted: Counter[str], votes: Mapping[str, Counter[str]], joint: list[str], side: str) -> bool:
    bodies = sum(votes[each].total() for each in joint if side in each.split("|"))
    return counted.total() > bodies

"""Announced occasions of many reports, made one record each, with what every report said of them.

Two reports speak of one occasion when its kind, its parties (an office-holder stands for the country or
body), its place and its date agree as far as both tell them. Dates that place an occasion are compared
first; a date that only bounds it ("in January") and a plan without a date then join the one occasion that
they fit best, or stay alone. A move joins the old date and the new. The result is a function of the set of
records: they are taken in an order that they themselves give.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from standoff.collate.joined import NEVER, PLANNED, Item, joined, with_gist
from standoff.collate.profiles import PRECISE, Profile, Profiles, apart, likeness, months
from standoff.knowledge.registry import Registry
from standoff.model.codebook import AgendaStatus
from standoff.model.record import AgendaRecord, AgendaStep, EvidenceRole
from standoff.model.report import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MOVABLE = 120
"""Days between the old and the new date of what is moved."""
_SURE = 2
"""More than one side in common, or one and the place: see `likeness`."""


@dataclass(slots=True, eq=False)
class _Group:
    """Items that speak of one occasion."""

    items: list[Item] = field(default_factory=list)
    profiles: dict[Profile, None] = field(default_factory=dict)

    def add(self, items: Iterable[Item]) -> None:
        for item in items:
            self.items.append(item)
            self.profiles.setdefault(item.profile)


def merge(
    records: Iterable[AgendaRecord], same_text: Mapping[str, str], registry: Registry | None = None
) -> list[AgendaRecord]:
    """Make one record of all that speak of one occasion.

    Args:
        records: what single reports say, as `standoff.assemble` makes it.
        same_text: for each report the id of the text that it is a copy of; a report that is not named
            there is a text of its own.
        registry: who acts for whom; the shipped one by default.

    Returns:
        Sorted by date, undated ones last, then by id. Each keeps the passages of the records it is made of.
    """
    profiles = Profiles(registry or Registry.shipped())
    items = [Item(r, step, profiles.of(r, step)) for r in records for step in r.history]
    groups = _Grouping(profiles).of(sorted(set(items), key=_key))
    made = [joined(group.items, same_text, profiles) for group in groups]
    return sorted(_told_apart(made), key=lambda r: (r.date is None, r.date or "", r.id))


def _key(item: Item) -> tuple[object, ...]:
    """Take what tells most first, so that what tells less joins it."""
    profile = item.profile
    told = len(profile.sides) + len(profile.persons) + 2 * (profile.place is not None)
    wide = (profile.high - profile.low).days if profile.high and profile.low else PRECISE
    return (-told, wide, *item.place, item.record.id)


class _Grouping:
    """Groups items in one pass for each kind of date, looking only at groups that share a key."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self._groups: dict[_Group, None] = {}
        self._by_day: dict[tuple[str, str, date], dict[_Group, None]] = defaultdict(dict)
        self._by_month: dict[tuple[str, str, int], dict[_Group, None]] = defaultdict(dict)
        self._put_off: dict[tuple[str, str], dict[_Group, None]] = defaultdict(dict)

    def of(self, items: list[Item]) -> list[_Group]:
        units: dict[tuple[str, int, int, str], list[Item]] = {}
        for item in items:
            span = item.step.span
            units.setdefault((item.step.report, span.start, span.end, item.record.occasion), []).append(item)
        precise: list[list[Item]] = []
        bounded: list[list[Item]] = []
        undated: list[list[Item]] = []
        for unit in units.values():
            if any(item.profile.is_precise for item in unit):
                precise.append(unit)
            else:
                (bounded if any(item.profile.low for item in unit) else undated).append(unit)
        for unit in precise:
            self._place(unit)
        self._follow_moves()
        for unit in (*bounded, *undated):
            self._fit(unit)
        return list(self._groups)

    def _place(self, unit: list[Item]) -> None:
        """Join a unit to the groups of its days; one that spans several days joins those of all of them."""
        found: dict[_Group, int] = {}
        for item in unit:
            for day in item.profile.days() if item.profile.is_precise else ():
                for key in _keys(item.profile):
                    for group in self._by_day[*key, day]:
                        if group in self._groups and group not in found:
                            found[group] = self._likeness(item, group, same_day=True)
        alike = [group for group, like in found.items() if like]
        spans = any(item.profile.low != item.profile.high for item in unit) or len(unit) > 1
        if not spans and alike:
            alike = [max(alike, key=lambda group: found[group])]
        self._join(unit, alike)

    def _join(self, unit: list[Item], alike: list[_Group]) -> None:
        group = alike[0] if alike else _Group()
        self._groups.setdefault(group)
        for other in alike[1:]:
            if all(self._agree(one, two) for one in group.profiles for two in other.profiles):
                self._absorb(group, other)
        group.add(unit)
        self._index(group, [item.profile for item in unit])

    def _absorb(self, group: _Group, other: _Group) -> None:
        group.add(other.items)
        del self._groups[other]
        self._index(group, list(other.profiles))

    def _index(self, group: _Group, profiles: Iterable[Profile]) -> None:
        for profile in profiles:
            for key in _keys(profile):
                if profile.status is AgendaStatus.POSTPONED:
                    self._put_off[key].setdefault(group)
                for month in months(profile):
                    self._by_month[*key, month].setdefault(group)
                for day in profile.days() if profile.is_precise else ():
                    self._by_day[*key, day].setdefault(group)

    def _agree(self, one: Profile, two: Profile) -> bool:
        """Tell whether nothing but the date sets two profiles of one occasion apart."""
        bare = not (one.sides and two.sides) or not (one.is_precise and two.is_precise)
        return bare or likeness(self._profiles, one, two) > 0

    def _likeness(self, item: Item, group: _Group, *, same_day: bool) -> int:
        """Tell how like a group an item is: as its likest member, and against none of the others."""
        best = 0
        is_placed = any(profile.low for profile in group.profiles)
        for profile in group.profiles:
            if is_placed and profile.low is None:
                continue
            like = likeness(self._profiles, item.profile, profile)
            days = apart(item.profile, profile)
            if like and (days == 0 or not same_day):
                best = max(best, like)
            elif not like and item.profile.sides and profile.sides and profile.place and item.profile.place:
                return 0
        return best

    def _fit(self, unit: list[Item]) -> None:
        """Join a unit that no date places to the one group that it fits best."""
        item = unit[0]
        near: dict[_Group, None] = {}
        for key in _keys(item.profile):
            for month in months(item.profile):
                near.update(self._by_month[*key, month])
        ranked: list[tuple[int, int, date, _Group]] = []
        for group in near:
            like = self._likeness(item, group, same_day=True) if group in self._groups else 0
            if like:
                first = min((p.low for p in group.profiles if p.low), default=None)
                away = abs((first - item.said).days) if first is not None and item.said != NEVER else 10**6
                ranked.append((-like, away, first or date.max, group))
        ranked.sort(key=lambda entry: entry[:3])
        is_open = len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]
        bounded = item.profile.low is not None
        if bounded and len(ranked) > 1:
            is_open = is_open or ranked[0][0] == ranked[1][0]
        self._join(unit, [ranked[0][3]] if ranked and not is_open else [])

    def _follow_moves(self) -> None:
        """Join what was moved to the plan that it changed, where no old date is named."""
        for group in list(self._groups):
            if group not in self._groups:
                continue
            first = min(group.items, key=lambda item: item.place)
            moves = [item for item in group.items if item.step.status is AgendaStatus.MOVED]
            if not moves and first.step.status not in PLANNED:
                continue
            again = min(moves, key=lambda item: item.place) if moves else first
            planned = [item for item in group.items if item.step.status in PLANNED]
            if moves and any(p.said <= again.said and p.step.date != again.step.date for p in planned):
                continue
            old = self._planned_before(again, group, put_off=not moves)
            if old is not None:
                self._absorb(old, group)

    def _planned_before(self, moved: Item, group: _Group, *, put_off: bool) -> _Group | None:
        """Find the plan that was changed; with `put_off` one that had been put off without a new date."""
        found: list[tuple[int, int, date, _Group]] = []
        near: dict[_Group, None] = {}
        for key in _keys(moved.profile):
            if put_off:
                near.update(self._put_off[key])
            else:
                for month in months(moved.profile, around=_MOVABLE // 30):
                    near.update(self._by_month[*key, month])
        for other in near:
            if other is group or other not in self._groups:
                continue
            before = [item for item in other.items if item.said <= moved.said]
            last = max(before, key=lambda item: item.place, default=None)
            is_open = last is not None and last.step.status is AgendaStatus.POSTPONED
            held = any(item.step.status is AgendaStatus.HELD for item in other.items)
            if held or (put_off and not is_open):
                continue
            likest = max((self._changes(item, moved, is_open=is_open) for item in before), default=0)
            if likest > _SURE:
                first = min(p.low for p in other.profiles if p.low)
                found.append((-likest, abs((first - moved.said).days), first, other))
        found.sort(key=lambda entry: entry[:3])
        return found[0][3] if found and (len(found) == 1 or found[0][:2] != found[1][:2]) else None

    def _changes(self, plan: Item, moved: Item, *, is_open: bool) -> int:
        """Tell how surely a plan is what was moved: one still to come, or put off."""
        days = apart(plan.profile, moved.profile)
        planned = plan.step.status in PLANNED or (is_open and plan.step.status is AgendaStatus.POSTPONED)
        if not planned or plan.profile.high is None or days is None or days > _MOVABLE:
            return 0
        if not (is_open or plan.profile.high >= moved.said):
            return 0
        return likeness(self._profiles, plan.profile, moved.profile)


def _keys(profile: Profile) -> Iterator[tuple[str, str]]:
    for side in sorted(profile.sides):
        yield profile.group, f"side {side}"
    if profile.place is not None:
        yield profile.group, f"place {profile.place}"


def _told_apart(made: list[AgendaRecord]) -> Iterator[AgendaRecord]:
    """Give occasions that were announced in the same terms, and are not one, names of their own."""
    often = Counter(record.id for record in made)
    for record in made:
        if often[record.id] == 1:
            yield record
        else:
            identity = sha256(chr(31).join([record.id, record.annotation, record.history[0].report]))[:16]
            yield with_gist(record, f"agenda-{identity}")


def why(record: AgendaRecord) -> tuple[str, ...]:
    """List what joins the reports of a record: the passages that say the same of the occasion.

    Returns:
        One line for the date, the place and the parties each, where more than one report names them, and
        one for every time that a report moved the occasion; none for a record of one report.
    """
    lines: list[str] = []
    reports = len({step.report for step in record.history})
    told = {
        EvidenceRole.OCCASION: f"the occasion ({record.occasion})",
        EvidenceRole.TIME: f"the date ({record.date})",
        EvidenceRole.PLACE: f"the place ({record.place})",
        EvidenceRole.PARTY: f"the parties ({', '.join(record.parties)})",
    }
    for role, what in told.items():
        found = [e for e in record.evidence if e.role is role]
        if reports > 1 and len({e.report for e in found}) > 1:
            said = dict.fromkeys(f"“{' '.join(e.quote.split())}” ({e.report})" for e in found)
            lines.append(f"{what}: {', '.join(said)}")
    before: AgendaStep | None = None
    for step in record.history:
        if before is not None and step.status is AgendaStatus.MOVED and step.date != before.date:
            lines.append(f"moved from {before.date or 'no date'} to {step.date or 'no date'}: {step.report}")
        before = step
    return tuple(lines)


def confirmed(record: AgendaRecord, registry: Registry | None = None) -> bool:
    """Tell whether an occasion is announced by two independent texts, or by one who takes part or hosts it.

    Args:
        record: a merged record, or that of one report.
        registry: who acts for whom; the shipped one by default.
    """
    if record.families > 1:
        return True
    profiles = Profiles(registry or Registry.shipped())
    parties = {side for key in profiles.keys(record) for side in profiles.sides_of(key)[0]}
    announcers = {side for name in record.announced_by for side in profiles.sides_of(name)[0]}
    return bool(parties & announcers)

"""Which record is which after a new collation: by the passages that old and new ones rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from standoff.model.record import Record

Passage: TypeAlias = "tuple[str, int, int]"
"""Report, start and end."""


def passages(record: Record) -> tuple[Passage, ...]:
    """Give what a record rests on, each place once, sorted."""
    return tuple(sorted({(e.report, e.span.start, e.span.end) for e in record.evidence}))


def heirs(old: Mapping[str, Iterable[Passage]], new: Mapping[str, Iterable[Passage]]) -> dict[str, str]:
    """Find for each old id the new record that has most of its passages; among equals, of the least id.

    An old id that shares no passage with any new record has no heir.

    >>> one, two, three = ("r1", 0, 5), ("r1", 9, 12), ("r2", 3, 8)
    >>> heirs({"a": [one, two], "b": [three]}, {"n": [one, two, three]})
    {'a': 'n', 'b': 'n'}
    >>> heirs({"n": [one, two, three]}, {"a": [one, two], "b": [three]})
    {'n': 'a'}
    """
    having: defaultdict[Passage, list[str]] = defaultdict(list)
    for identity, rests_on in new.items():
        for passage in set(rests_on):
            having[passage].append(identity)
    found = {}
    for identity, rested_on in old.items():
        shared = Counter(name for passage in set(rested_on) for name in having.get(passage, ()))
        if shared:
            found[identity] = min(shared, key=lambda name: (-shared[name], name))
    return found


def uids(
    old: Mapping[str, tuple[str, int]], heir_of: Mapping[str, str], new: Iterable[str]
) -> dict[str, tuple[str, int]]:
    """Give each new record the uid of the oldest record that it is heir of, or else its own id.

    Args:
        old: of each record before, its uid and when it was born (a count).
        heir_of: see `heirs`.
        new: the ids of the records now.

    Returns:
        Of each record now, its uid and when that was born; no uid twice.

    >>> uids({"a": ("a", 1), "b": ("b", 2)}, {"a": "n", "b": "n"}, ["n", "m"])
    {'m': ('m', 3), 'n': ('a', 1)}
    """
    oldest: dict[str, tuple[int, str, str]] = {}
    for identity, (uid, born) in old.items():
        heir = heir_of.get(identity)
        if heir is not None:
            # Of records that one desk never had together, an id that is still the record's own comes first.
            oldest[heir] = min(oldest.get(heir, (born, uid, identity)), (born, uid, identity))
    given = {heir: (uid, born) for heir, (born, uid, _) in oldest.items()}
    taken = {uid for uid, _ in given.values()} | {uid for uid, _ in old.values()}
    last = max((born for _, born in old.values()), default=0)
    for identity in sorted(new):
        if identity not in given:
            last += 1
            # A part split off may have the id by which calendars know the other part.
            given[identity] = (identity if identity not in taken else f"{identity}-{last}", last)
    return dict(sorted(given.items()))

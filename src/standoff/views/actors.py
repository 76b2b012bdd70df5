"""Who is in a desk: each actor once, under whatever names the reports give it; and who is on the roll."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from standoff.knowledge.roll import Holding
from standoff.model.annotation import Mention
from standoff.model.codebook import Layer
from standoff.views import phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from standoff.desk.base import Desk, Filters
    from standoff.knowledge.actor import Actor
    from standoff.model.codebook import MentionKind
    from standoff.model.report import Report
    from standoff.views.tables import Row

ACTOR_COLUMNS = (
    "entity", "actor", "kind", "countries", "sectors", "offices", "mentions", "references", "reports",
    "aliases", "seen", "report", "start", "end", "quote",
)  # fmt: skip
WHO_COLUMNS = (
    "entity", "actor", "kind", "office", "country", "sector", "body", "from", "to", "aliases",
)  # fmt: skip
ACTOR_TABLE = ("actor", "kind", "countries", "offices", "mentions", "reports", "aliases", "entity")
"""The columns that a table shows of `ACTOR_COLUMNS`; the other formats have all."""
WHO_TABLE = ("actor", "office", "country", "body", "from", "to", "aliases", "entity")
"""The columns that a table shows of `WHO_COLUMNS`."""

_FEW = 4
"""Names or offices that a cell of a table shows; a city has dozens of spellings."""
_LONGEST = 60
"""Characters of a name that a cell of a table shows; ids are shown whole."""


@dataclass(slots=True)
class _Seen:
    """One actor as the reports name it; `first` stands in `report`."""

    report: Report
    first: Mention
    forms: Counter[str] = field(default_factory=Counter)
    references: int = 0
    reports: set[str] = field(default_factory=set)
    told: dict[str, set[str]] = field(default_factory=dict)


def actor_rows(
    desk: Desk, filters: Filters, kinds: Collection[MentionKind] = (), *, linked: bool = False
) -> list[Row]:
    """List the actors that a desk's reports name, the most often named first.

    Mentions that are linked to one actor are one row, whatever they call it. Of the others, those of one
    kind and name are one row: that two reports mean one person by a name is not known.

    Args:
        desk: the desk.
        filters: which reports, and a part of one of the actor's names.
        kinds: which kinds of actors; all when empty.
        linked: leave out those that are no actor known.

    Returns:
        Rows of `ACTOR_COLUMNS`. `aliases` are the names seen, the most frequent first, and `seen` says how
        often each was, so that its sum is `mentions`; `references` counts pronouns and descriptions;
        `reports` counts the reports with either. The passage is the first that names the actor, or the
        first that refers to it where none names it.
    """
    seen: dict[tuple[str, ...], _Seen] = {}
    for report, mention in _mentions(desk, filters):
        if (kinds and mention.kind not in kinds) or (linked and mention.entity is None):
            continue
        key = (mention.entity,) if mention.entity else ("", mention.kind.value, mention.name)
        _note(seen.setdefault(key, _Seen(report, mention)), report, mention)
    wanted = (filters.actor or "").casefold()
    # Somebody without a name whom nobody knows is no actor: "a senior official", "they".
    rows = [
        _row(actor)
        for actor in seen.values()
        if (actor.forms or actor.first.entity)
        and any(wanted in name.casefold() for name in (actor.first.name, *actor.forms))
    ]
    return sorted(
        rows,
        key=lambda row: (
            -row["mentions"],
            -row["references"],
            row["actor"],
            row["kind"],
            row["entity"] or "",
        ),
    )


def _mentions(desk: Desk, filters: Filters) -> Iterator[tuple[Report, Mention]]:
    # The limit to an actor is by name here, where it limits reports elsewhere.
    for stored in desk.reports(replace(filters, actor=None)):
        for marked in desk.annotations(stored.report.id, (Layer.MENTION,)):
            if isinstance(marked.annotation, Mention):
                yield stored.report, marked.annotation


def _note(actor: _Seen, report: Report, mention: Mention) -> None:
    actor.reports.add(report.id)
    for name in ("country", "sector", "office"):
        value = getattr(mention, name)
        if value:
            actor.told.setdefault(name, set()).add(value)
    if mention.is_reference:
        actor.references += 1
        return
    if not actor.forms:
        actor.report, actor.first = report, mention
    actor.forms[" ".join(mention.span.of(report.text).split())] += 1


def _row(actor: _Seen) -> Row:
    mention, text = actor.first, actor.report.text
    forms = sorted(actor.forms.items(), key=lambda item: (-item[1], item[0]))
    return {
        "entity": mention.entity,
        "actor": mention.name,
        "kind": mention.kind.value,
        "countries": sorted(actor.told.get("country", ())),
        "sectors": sorted(actor.told.get("sector", ())),
        "offices": sorted(actor.told.get("office", ())),
        "mentions": sum(actor.forms.values()),
        "references": actor.references,
        "reports": len(actor.reports),
        "aliases": [form for form, _ in forms],
        "seen": [times for _, times in forms],
        "report": actor.report.id,
        "start": mention.span.start,
        "end": mention.span.end,
        "quote": mention.span.of(text),
    }


def in_table(row: Row) -> Row:
    """Give a row as a table shows it: of a list the first few, of a long name its beginning.

    >>> in_table({"entity": "place:x", "aliases": ["a", "b", "c", "d", "e"], "seen": [5, 4, 3, 2, 1]})
    {'entity': 'place:x', 'aliases': ['a (5)', 'b (4)', 'c (3)', 'd (2)', '1 more']}
    """
    shown = {column: _short(value) for column, value in row.items() if column not in ("seen", "entity")}
    if "seen" in row:
        times = zip(row["aliases"], row["seen"], strict=True)
        shown["aliases"] = _short([f"{_short(name)} ({seen})" for name, seen in times])
    return {"entity": row["entity"], **shown}


def _short(value: Any) -> Any:
    if isinstance(value, str):
        folded = phrase.fold(value)
        return folded if len(folded) <= _LONGEST else folded[: _LONGEST - 1] + phrase.ELLIPSIS
    if not isinstance(value, list) or len(value) <= _FEW:
        return value
    return [*value[:_FEW], f"{len(value) - _FEW} more"]


def who_rows(found: Iterable[Holding | Actor]) -> list[Row]:
    """Give whom a phrase means as rows of `WHO_COLUMNS`, one an office, or one an actor that holds none."""
    rows: list[Row] = []
    for each in found:
        if isinstance(each, Holding):
            rows.append(_holding(each))
        elif each.offices:
            rows.extend(_holding(Holding(each, office)) for office in each.offices)
        else:
            rows.append(_actor(each))
    return rows


def _holding(held: Holding) -> Row:
    office = held.office
    return _actor(held.person) | {
        "office": office.name,
        "country": office.country,
        "sector": office.sector,
        "body": office.body,
        "from": str(office.since) if office.since else None,
        "to": str(office.until) if office.until else None,
    }


def _actor(actor: Actor) -> Row:
    return {
        "entity": actor.id,
        "actor": actor.name,
        "kind": actor.kind.value,
        "office": None,
        "country": actor.country,
        "sector": actor.sector,
        "body": None,
        "from": str(actor.since) if actor.since else None,
        "to": str(actor.until) if actor.until else None,
        "aliases": list(actor.aliases),
    }

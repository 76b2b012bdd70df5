"""What is found across the reports of a desk: their dates, and the records that several of them make.

A function of the reports that are there and of the actors known, never of the order in which reports came.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from standoff.assemble import assemble
from standoff.collate.agenda import merge
from standoff.collate.copies import families
from standoff.collate.dating import VERSION as DATING
from standoff.collate.dating import date_all
from standoff.desk.base import Collation, KeptClues
from standoff.model.analysis import Analysis
from standoff.model.codebook import Basis
from standoff.model.codec import dumps, loads
from standoff.model.record import AgendaRecord
from standoff.model.report import Published
from standoff.model.shape import read_fields, write_fields
from standoff.stages.dating.clues import Clues, clues_of
from standoff.stages.times.resolve import redated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from standoff.desk.base import Desk, Known
    from standoff.knowledge.registry import Registry
    from standoff.model.record import Record

VERSION = "collate/1"
"""Goes up whenever merging finds another thing in the same reports."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a collation.

    Attributes:
        dated: how many reports have a date that is not their own alone.
        occasions: how many occasions are on the agenda.
    """

    dated: int
    occasions: int


def made_by(registry: Registry) -> str:
    """Name everything that a collation depends on beside the reports."""
    return f"{VERSION} {DATING} actors/{registry.fingerprint}"


def kept_clues(analysis: Analysis, registry: Registry) -> KeptClues:
    """Gather what dating needs to know of a report, as a desk keeps it."""
    return KeptClues(made_by(registry), _written(clues_of(analysis, registry)))


def _written(clues: Clues) -> str:
    """Write clues as JSON, without the report's date, which its row has."""
    return dumps(write_fields(replace(clues, published=Published()), None))


def _read(body: str, published: Published) -> Clues:
    return given_only(replace(read_fields(Clues, loads(body), None), published=published))


def given_only(clues: Clues) -> Clues:
    """Leave of a report's date only what was given or stated, on which the dating of others can rest."""
    known = clues.published.basis in (Basis.METADATA, Basis.STATED)
    return clues if known else replace(clues, published=Published(note=clues.published.note))


def date_together(clues: Sequence[Clues]) -> list[Published]:
    """Date reports together; a note on a date that came with a report stays with it."""
    found = date_all(clues)
    return [
        date if date.note or not own.published.note else replace(date, note=own.published.note)
        for date, own in zip(found, clues, strict=True)
    ]


def collate_desk(desk: Desk, registry: Registry) -> Found | None:
    """Find what the reports of a desk say together, and keep it.

    Returns:
        None when nothing has changed since it was last found.

    Raises:
        DeskError: when the desk cannot be written.
        GroundingError: when a passage is not in its report: an error in this program.
    """
    maker = made_by(registry)
    if desk.collated_by() == maker:
        return None
    known = list(desk.known(maker))
    new_clues = {item.report: _gathered(desk, item.report, registry) for item in known if item.clues is None}
    clues = [_read(item.clues or new_clues[item.report].body, item.own) for item in known]
    dates = dict(zip((item.report for item in known), date_together(clues), strict=True))
    again = {item.report: _redated(desk, item, dates[item.report]) for item in known if _moves(item, dates)}
    same_text = families(clues)
    merged = merge(_parts(desk, again), same_text, registry)
    published = {item.report: dates[item.report] for item in known if dates[item.report] != item.own}
    desk.collate(
        Collation(made_by=maker, published=published, redated=again, merged=tuple(merged), clues=new_clues)
    )
    return Found(dated=len(published), occasions=len(merged))


def _gathered(desk: Desk, report_id: str, registry: Registry) -> KeptClues:
    """Gather a report's clues from what the desk keeps of it."""
    stored = desk.report(report_id)
    assert stored is not None
    own = stored.own or stored.published
    analysis = Analysis(stored.report, own, tuple(desk.own_annotations(report_id)))
    return kept_clues(analysis, registry)


def _moves(item: Known, dates: Mapping[str, Published]) -> bool:
    """Tell whether a report's date is another than its records were last made by."""
    return (item.across or item.own).anchor != dates[item.report].anchor


def _redated(desk: Desk, item: Known, published: Published) -> tuple[Record, ...]:
    """Make a report's records by another date than its own; gives those that it changes."""
    if published.anchor == item.own.anchor:
        return ()
    stored = desk.report(item.report)
    assert stored is not None
    annotations = redated(desk.own_annotations(item.report), published.anchor)
    made = {record.id: record for record in assemble(Analysis(stored.report, published, annotations))}
    changed = []
    for own in desk.assertions(item.report):
        # What it rests on hangs on no date.
        anew = replace(made.get(own.id, own), evidence=own.evidence)
        changed += [anew] if anew != own else []
    return tuple(changed)


def _parts(desk: Desk, again: Mapping[str, tuple[Record, ...]]) -> Iterator[AgendaRecord]:
    """Give what each report says of the agenda, by the dates that hold now."""
    anew = {record.id: record for records in again.values() for record in records}
    before: dict[str, dict[str, Record]] = {}
    for part in desk.parts():
        report = part.evidence[0].report
        record = anew.get(part.id, part)
        if record is part and report in again:
            if report not in before:
                before[report] = {own.id: own for own in desk.assertions(report)}
            record = before[report][part.id]
        if isinstance(record, AgendaRecord):
            yield record

"""Cuts a record made across reports down to what some of them say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from standoff.model.codebook import AgendaStatus, Review
from standoff.model.partial_date import PartialDate
from standoff.model.record import AgendaRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from standoff.model.record import AgendaStep, Record

_PLANNED = frozenset({AgendaStatus.PROPOSED, AgendaStatus.SCHEDULED})


def cut(record: Record, reports: Collection[str]) -> Record | None:
    """Leave only what these reports say; None when they say nothing of it.

    An occasion is then as they have it: its status the last that was said, its date what most of them
    agree on since it was last moved. What a person corrected stays corrected.
    """
    if set(record.reports) <= set(reports):
        return record
    evidence = tuple(passage for passage in record.evidence if passage.report in reports)
    if not evidence:
        return None
    kept = tuple(report for report in record.reports if report in reports)
    families = min(record.families, len(kept))
    cut_down = replace(record, evidence=evidence, reports=kept, families=families)
    return _occasion(cut_down, reports) if isinstance(cut_down, AgendaRecord) else cut_down


def _occasion(record: AgendaRecord, reports: Collection[str]) -> AgendaRecord:
    history = tuple(step for step in record.history if step.report in reports)
    if not history or record.review is Review.CORRECTED:
        return replace(record, history=history)
    moves = [n for n, step in enumerate(history) if step.status is AgendaStatus.MOVED]
    date = _date(history[moves[-1] :] if moves else history) or _date(history)
    return replace(record, history=history, status=_status(history), date=date)


def _status(history: Sequence[AgendaStep]) -> AgendaStatus:
    """Give the last status said; a plan told again later does not undo what was held."""
    status = history[0].status
    for step in history[1:]:
        if not (status is AgendaStatus.HELD and step.status in _PLANNED):
            status = step.status
    return status


def _date(history: Sequence[AgendaStep]) -> str | None:
    """Give the date that most of the narrowest agree on, of several the last."""
    told = [step.date for step in history if step.date is not None]
    widths = {date: _width(date) for date in told}
    narrow = [date for date in told if widths[date] == min(widths.values())]
    often = Counter(narrow)
    return max(often, key=lambda date: (often[date], -narrow[::-1].index(date)), default=None)


def _width(edtf: str) -> int:
    try:
        date = PartialDate(edtf)
    except ValueError:
        return 10**6
    return (date.latest - date.earliest).days

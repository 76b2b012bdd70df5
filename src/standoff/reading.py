"""Reads one raw item after another into a desk, and counts what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from standoff.desk.base import Reading
from standoff.errors import ReportError, guarded
from standoff.ingest.published import given_note

if TYPE_CHECKING:
    from standoff.desk.base import Desk, StoredReport
    from standoff.knowledge.registry import Registry
    from standoff.model.report import RawItem, Report


@dataclass(slots=True)
class ReadSummary:
    """What became of what was read.

    Attributes:
        new: reports that were not in the desk.
        again: reports read anew since Standoff or the actors changed.
        known: reports that were there already.
        other_language: those of the reports read that are not in English.
        skipped: files in folders that are of no kind that holds reports.
        failed: what was set aside.
        notes: what a person should know of reports that were read.
        dated: how many reports of the desk have their date from what the others say.
        occasions: how many occasions are on its agenda.
    """

    new: int = 0
    again: int = 0
    known: int = 0
    other_language: int = 0
    skipped: int = 0
    failed: list[ReportError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dated: int = 0
    occasions: int = 0


class DeskReader:
    """Puts one raw item after another into a desk."""

    def __init__(self, desk: Desk, registry: Registry, summary: ReadSummary) -> None:
        from standoff.pipeline import Pipeline

        self._desk = desk
        self._summary = summary
        self._registry = registry
        self._pipeline = Pipeline(registry)
        self._made_by = self._pipeline.made_by

    def fail(self, error: ReportError) -> None:
        """Keep what cannot be read aside, with its reason."""
        self._desk.set_aside(error)
        self._summary.failed.append(error)

    def take(self, item: RawItem) -> None:
        """Read one item, unless the desk has it."""
        from standoff.ingest.extract import extract

        try:
            extracted = extract(item)
        except ReportError as error:
            self.fail(error)
            return
        report = extracted.report
        stored = self._desk.report(report.id)
        current = stored is not None and self._desk.has(report.id, self._made_by)
        if stored is not None and current and not _brings_more(report, extracted.encoding, stored):
            self._summary.known += 1
            self._desk.add_place(report.id, item.where)
            return
        self._note(report, item.where)
        try:
            reading = self._reading(report, item, extracted.encoding, keep_raw=extracted.keep_raw)
        except ReportError as error:
            self.fail(error)
            return
        if stored is None:
            self._summary.new += 1
        elif current:
            self._summary.known += 1
            if _rank(stored.report, stored.encoding) <= _rank(reading.analysis.report, extracted.encoding):
                self._desk.add_place(report.id, item.where)
                return
        else:
            self._summary.again += 1
        self._desk.commit(reading, self._made_by)

    def _reading(self, report: Report, item: RawItem, encoding: str, *, keep_raw: bool) -> Reading:
        from standoff.assemble import assemble
        from standoff.collate.run import kept_clues

        def made() -> Reading:
            analysis = self._pipeline.analyse(report)
            clues = kept_clues(analysis, self._registry)
            raw = item if keep_raw else None
            return Reading(analysis, assemble(analysis), item.where, encoding, raw, clues)

        return guarded(item.where, made)

    def _note(self, report: Report, where: str) -> None:
        if report.language != "en":
            self._summary.other_language += 1
            self._summary.notes.append(
                f"{where}: not in English ({report.language}); kept, its sentences only"
            )
        note = given_note(report.published_given)
        if note is not None:
            self._summary.notes.append(f"{where}: {note}")


def _brings_more(report: Report, encoding: str, stored: StoredReport) -> bool:
    """Tell whether a report comes with something that differs from what its twin in the desk has."""
    names = ("title", "publisher", "author", "published_given", "raw_id")
    differs = any(getattr(report, name) not in (None, getattr(stored.report, name)) for name in names)
    return differs or encoding < stored.encoding


def _rank(report: Report, encoding: str) -> tuple[object, ...]:
    """Order two reports of the same identity, so that it does not matter which was read first."""
    values = (report.published_given, report.title, report.author, report.publisher, report.raw_id, encoding)
    return tuple((value is None, value or "") for value in values)

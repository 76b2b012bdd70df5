"""From the annotations of one report to records, each resting on passages of it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from standoff.model.annotation import Agenda, Attribution, Figure, Mention, Time
from standoff.model.codebook import Layer, Polarity
from standoff.model.record import (
    AgendaRecord,
    AgendaStep,
    Evidence,
    EvidenceRole,
    FigureRecord,
    Record,
    Statement,
    record_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.model.analysis import Analysis
    from standoff.model.annotation import Marked
    from standoff.model.report import Report
    from standoff.model.span import Span

_GIST = 160
"""Code points of quoted words in a record's one line."""


def assemble(analysis: Analysis) -> tuple[Record, ...]:
    """Make the records of one report, in text order."""
    records: list[Record] = []
    names = _Names(analysis)
    for marked in analysis.annotations:
        if isinstance(marked.annotation, Attribution) and marked.annotation.polarity is Polarity.SAID:
            records.append(_statement(analysis, names, marked, marked.annotation))
        elif isinstance(marked.annotation, Figure):
            records.append(_figure(analysis, marked, marked.annotation))
        elif isinstance(marked.annotation, Agenda):
            records.append(_agenda(analysis, marked, marked.annotation))
    return tuple(records)


def _statement(analysis: Analysis, names: _Names, marked: Marked, said: Attribution) -> Statement:
    report = analysis.report
    roles = (
        (EvidenceRole.CONTENT, said.content),
        (EvidenceRole.SOURCE, said.source),
        (EvidenceRole.CUE, said.cue),
    )
    evidence = [Evidence.of(report, role, span) for role, spans in roles for span in spans]
    evidence.extend(_naming(report, names, said))
    words = " […] ".join(span.of(report.text) for span in said.content)
    who = ", ".join(said.speaker) or "; ".join(span.of(report.text) for span in said.source) or "unnamed"
    return Statement(
        id=record_id("statement", marked.id, report.id),
        gist=f"{who}: “{shortened(words, _GIST)}”",
        date=said.said,
        reports=(report.id,),
        families=1,
        evidence=tuple(evidence),
        annotation=marked.id,
        speaker=said.speaker,
        via=said.via,
        addressee=said.addressee,
        said=said.said,
        words=words,
        wording=said.wording,
    )


class _Names:
    """Where each name is mentioned in a report, full writings first choice."""

    def __init__(self, analysis: Analysis) -> None:
        self._text = analysis.report.text
        self._spans: dict[str, list[Span]] = {}
        self._written: dict[str, list[Span]] = {}
        for marked in analysis.of(Layer.MENTION):
            if isinstance(marked.annotation, Mention) and marked.annotation.tells_who:
                name, span = marked.annotation.name, marked.annotation.span
                self._spans.setdefault(name, []).append(span)
                if span.of(self._text) == name:
                    self._written.setdefault(name, []).append(span)

    def nearest(self, name: str, at: int) -> Span | None:
        """Give the mention of a name that stands nearest to a place, one in full if there is any."""
        spans = self._written.get(name) or self._spans.get(name) or []
        i = bisect_left(spans, at, key=lambda span: span.start)
        return min(spans[max(i - 1, 0) : i + 1], key=lambda span: (abs(span.start - at), span), default=None)


def _naming(report: Report, names: _Names, said: Attribution) -> Iterator[Evidence]:
    """Give, for each speaker that the source does not name in full, the nearest mention that does."""
    at = (said.source or said.content).hull().start
    in_source = " ".join(span.of(report.text) for span in said.source)
    for name in said.speaker:
        nearest = names.nearest(name, at) if name not in in_source else None
        if nearest is not None:
            yield Evidence.of(report, EvidenceRole.SPEAKER, nearest)


def _figure(analysis: Analysis, marked: Marked, figure: Figure) -> FigureRecord:
    report = analysis.report
    passage = figure.span.of(report.text)
    whose = f" ({figure.holder})" if figure.holder else ""
    return FigureRecord(
        id=record_id("figure", marked.id, report.id),
        gist=f"{shortened(passage, _GIST)}{whose}",
        date=figure.as_of,
        reports=(report.id,),
        families=1,
        evidence=(Evidence.of(report, EvidenceRole.VALUE, figure.span),),
        annotation=marked.id,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        modifier=figure.modifier,
        of=figure.of,
        holder=figure.holder,
        as_of=figure.as_of,
    )


def _agenda(analysis: Analysis, marked: Marked, agenda: Agenda) -> AgendaRecord:
    report = analysis.report
    published = analysis.published.anchor
    step = AgendaStep(
        report=report.id,
        span=agenda.span,
        quote=agenda.span.of(report.text),
        status=agenda.status,
        date=agenda.date,
        said=str(published) if published is not None else None,
    )
    return AgendaRecord(
        id=record_id("agenda", marked.id, report.id),
        gist=agenda_gist(agenda),
        date=agenda.date,
        reports=(report.id,),
        families=1,
        evidence=tuple(_agenda_evidence(analysis, agenda)),
        annotation=marked.id,
        occasion=agenda.occasion,
        parties=agenda.parties,
        entities=agenda.entities,
        place=agenda.place,
        status=agenda.status,
        announced_by=agenda.announced_by,
        history=(step,),
    )


def agenda_gist(occasion: Agenda | AgendaRecord) -> str:
    """Say an occasion in one line: "talks: Halvenia, Tarsovia; Geneva; 2031-03-10; scheduled".

    What is not known is left out.
    """
    told = [", ".join(occasion.parties), occasion.place, occasion.date, str(occasion.status)]
    return f"{occasion.occasion}: {'; '.join(each for each in told if each)}"


def _agenda_evidence(analysis: Analysis, agenda: Agenda) -> Iterator[Evidence]:
    """Give the passages in the order of their roles: the occasion, its times, place, parties and status."""
    report, times = analysis.report, {*agenda.times}
    at = {
        m.annotation.span for m in analysis.of(Layer.TIME) if m.id in times and isinstance(m.annotation, Time)
    }
    named: dict[Span, set[str]] = {}
    for marked in analysis.of(Layer.MENTION):
        if isinstance(marked.annotation, Mention):
            named.setdefault(marked.annotation.span, set()).add(marked.annotation.name)
    yield Evidence.of(report, EvidenceRole.OCCASION, agenda.span)
    roles: list[tuple[EvidenceRole, Span]] = []
    for span in agenda.passages:
        names = named.get(span, set())
        if span in at:
            roles.append((EvidenceRole.TIME, span))
        elif agenda.place in names:
            roles.append((EvidenceRole.PLACE, span))
        elif names & {*agenda.announced_by} and not names & {*agenda.parties}:
            roles.append((EvidenceRole.SOURCE, span))
        else:
            roles.append((EvidenceRole.PARTY if names else EvidenceRole.STATUS, span))
    order = list(EvidenceRole)
    for role, span in sorted(roles, key=lambda pair: (order.index(pair[0]), pair[1])):
        yield Evidence.of(report, role, span)


def shortened(words: str, limit: int) -> str:
    """Fold white space and cut at a word's end, with an ellipsis where anything was cut.

    >>> shortened("The second round  opens on Monday", 16)
    'The second …'
    """
    folded = " ".join(words.split())
    if len(folded) <= limit:
        return folded
    cut = folded.rfind(" ", limit // 2, limit - 1)
    return folded[: cut if cut > 0 else limit - 1].rstrip(" ,;:–—-") + " …"

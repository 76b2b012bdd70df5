"""A desk to work on, and readings to put in it."""

import re
from dataclasses import replace

import pytest

from standoff.desk.base import Reading
from standoff.desk.sqlite import open_desk
from standoff.model.analysis import Analysis
from standoff.model.annotation import Agenda, Attribution, Marked, Mention, Sentence
from standoff.model.codebook import AgendaStatus, Basis, MentionKind, Style, Wording
from standoff.model.partial_date import PartialDate
from standoff.model.record import (
    AgendaRecord,
    AgendaStep,
    Evidence,
    EvidenceRole,
    Reject,
    Statement,
    record_id,
)
from standoff.model.report import Published, Report
from standoff.model.span import Span, Spans


@pytest.fixture
def desk(tmp_path):
    with open_desk(tmp_path / "standoff.db", create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def reading_of():
    """Makes the reading of a text with a sentence a line and a statement for each ``Name: words`` line."""
    return make_reading


def make_reading(text, *, day=None, where="a.txt", said=None, raw=None, **given):
    report = Report.of(text, language="en", raw_id=raw.id if raw else None, **given)
    published = Published()
    if day is not None:
        published = Published(PartialDate(day), day, Basis.METADATA, 1.0)
    annotations, records, rejects = [], [], []
    for line in re.finditer(r"[^\n]+", text):
        annotations.append(stamped(report, Sentence(span=Span(*line.span()))))
        name, colon, _ = line[0].partition(": ")
        if not colon:
            continue
        source = Span(line.start(), line.start() + len(name))
        content = Span(source.end + 2, line.end())
        quoted = Attribution(
            span=Span(*line.span()),
            source=Spans((source,)),
            cue=Spans(),
            content=Spans((content,)),
            style=Style.INDIRECT,
            speaker=(name,),
            said=said,
        )
        annotations.append(stamped(report, quoted))
        annotations.append(stamped(report, Mention(span=source, kind=MentionKind.PERSON, name=name)))
        records.append(statement(report, annotations[-2], name, content, said))
        rejects.append(Reject(report.id, "attributions", "no cue", source, name))
    analysis = Analysis(report, published, tuple(annotations), tuple(rejects))
    return Reading(analysis, tuple(records), where, "utf-8", raw)


def stamped(report, annotation):
    return Marked(annotation.id_in(report.text_sha256), annotation, "attributions/1")


def statement(report, marked, speaker, content, said):
    return Statement(
        id=record_id("statement", marked.id, report.id),
        gist=f"{speaker}: {content.of(report.text)}",
        date=said,
        reports=(report.id,),
        families=1,
        evidence=(Evidence.of(report, EvidenceRole.CONTENT, content),),
        annotation=marked.id,
        speaker=(speaker,),
        via=(),
        addressee=(),
        said=said,
        words=content.of(report.text),
        wording=Wording.UNKNOWN,
    )


@pytest.fixture(scope="session")
def announced():
    """Adds an occasion to a reading: see `announce`."""
    return announce


def announce(reading, words, *, date=None, place=None, parties=(), status="scheduled", times=()):
    """Give the reading with an occasion on it, named by the words it is announced in."""
    report = reading.analysis.report

    def at(part):
        start = report.text.index(part)
        return Span(start, start + len(part))

    made = Agenda(
        span=at(words),
        occasion=words,
        parties=tuple(sorted(parties)),
        place=place,
        date=date,
        status=AgendaStatus(status),
        times=tuple(times),
        passages=Spans.of([at(part) for part in (*parties, *([place] if place else ()))]),
    )
    marked = Marked(made.id_in(report.text_sha256), made, "agenda/1")
    published = reading.analysis.published.date
    evidence = [Evidence.of(report, EvidenceRole.OCCASION, made.span)]
    evidence += [Evidence.of(report, EvidenceRole.PARTY, at(part)) for part in made.parties]
    evidence += [Evidence.of(report, EvidenceRole.PLACE, at(place))] if place else []
    record = AgendaRecord(
        id=record_id("agenda", marked.id, report.id),
        gist=f"{words}: {date}",
        date=date,
        reports=(report.id,),
        families=1,
        evidence=tuple(evidence),
        annotation=marked.id,
        occasion=words,
        parties=made.parties,
        entities=(),
        place=place,
        status=made.status,
        announced_by=(),
        history=(
            AgendaStep(
                report=report.id,
                span=made.span,
                quote=made.span.of(report.text),
                status=made.status,
                date=date,
                said=None if published is None else published.edtf,
            ),
        ),
    )
    analysis = replace(reading.analysis, annotations=(*reading.analysis.annotations, marked))
    return replace(reading, analysis=analysis, records=(*reading.records, record))


@pytest.fixture(scope="session")
def merged_of():
    """Merges records that single reports give into one, under an id of one's own."""
    return merge_of


def merge_of(identity, *records, **fields):
    first = records[0]
    history = sorted(
        (step for r in records for step in r.history), key=lambda step: (step.said or "", step.report)
    )
    last = history[-1]
    kept = {
        "id": identity,
        "reports": tuple(sorted({report for r in records for report in r.reports})),
        "families": len(records),
        "evidence": tuple(passage for r in records for passage in r.evidence),
        "history": tuple(history),
        "status": last.status,
        "date": last.date,
    }
    return replace(first, **(kept | fields))

"""Pages with marks put on them by hand, and a desk in memory to keep them on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standoff.assemble import assemble
from standoff.desk.base import SetAside, StoredReport
from standoff.model.analysis import Analysis
from standoff.model.annotation import Agenda, Attribution, Figure, Marked, Mention, Sentence, Time
from standoff.model.codebook import AgendaStatus, Basis, MentionKind, Style, TimeType
from standoff.model.partial_date import PartialDate
from standoff.model.record import Reject
from standoff.model.report import Because, Published, Report
from standoff.model.span import Span, Spans
from standoff.stages.agenda import agenda_date
from standoff.text.segment import paragraphs, sentences


class Page:
    """A report whose marks are named by the words they cover: `nth` counts from 1."""

    def __init__(self, text, *, published=None, stated=None, inferred=False, **given):
        self.text = text
        self.report = Report.of(text, **{"language": "en", **given})
        basis = Basis.STATED if stated else Basis.INFERRED if inferred else Basis.METADATA
        because = (Because(self.at(stated), f"the page states {published}"),) if stated else ()
        self.published = Published()
        if published is not None:
            self.published = Published(PartialDate(published), published, basis, 1.0, because)
        self.made = [Sentence(span=span) for span in sentences(text, paragraphs(text))]
        self.rejects = []

    def at(self, words, nth=1):
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def id_of(self, annotation):
        return annotation.id_in(self.report.text_sha256)

    def mention(self, words, name=None, *, kind=MentionKind.PERSON, nth=1, **fields):
        self.made.append(Mention(span=self.at(words, nth), kind=kind, name=name or words, **fields))
        return self

    def time(self, words, edtf, *, nth=1, anchor=None):
        self.made.append(
            Time(span=self.at(words, nth), type=TimeType.DATE, value=edtf, edtf=edtf, anchor=anchor)
        )
        return self

    def figure(self, words, value, unit, *, nth=1, **fields):
        fields = {"low": None, "high": None, **fields}
        self.made.append(Figure(span=self.at(words, nth), value=value, unit=unit, **fields))
        return self

    def said(self, *content, source=None, cue=None, style=Style.DIRECT, **fields):
        """Mark what was said; each of content, source and cue is words, or words and which of them."""
        parts = Spans(tuple(self._found(words) for words in content))
        source, cue = (Spans.of([self._found(words)] if words else []) for words in (source, cue))
        hull = Spans.of([*parts, *source, *cue]).hull()
        self.made.append(Attribution(span=hull, source=source, cue=cue, content=parts, style=style, **fields))
        return self

    def occasion(self, words, *, times=(), parties=(), place=None, status="scheduled", date=None, nth=1):
        """Mark an occasion; its times are named by their words, and the first of each is meant."""
        spans = [self.at(part) for part in (*times, *parties, *([place] if place else ()))]
        dated = [m for m in self.made if isinstance(m, Time) and m.span in spans]
        made = Agenda(
            span=self.at(words, nth),
            occasion=words,
            parties=tuple(sorted(parties)),
            place=place,
            date=date or agenda_date(dated),
            status=AgendaStatus(status),
            times=tuple(self.id_of(time) for time in dated),
            passages=Spans.of(spans),
        )
        self.made.append(made)
        return self

    def _found(self, words):
        return self.at(words) if isinstance(words, str) else self.at(*words)

    def reject(self, words, reason="no end"):
        span = self.at(words)
        self.rejects.append(Reject(self.report.id, "attributions", reason, span, words))
        return self

    def analysis(self):
        marked = {self.id_of(made): Marked(self.id_of(made), made, "test/1") for made in self.made}
        in_order = sorted(marked.values(), key=lambda m: (m.annotation.span, m.id))
        return Analysis(self.report, self.published, tuple(in_order), tuple(self.rejects))


class Shelf:
    """As much of a desk as the views read, in memory."""

    def __init__(self, *pages, asides=()):
        self._pages = {page.report.id: page.analysis() for page in pages}
        self._asides = list(asides)
        self._own = {}
        made = [record for analysis in self._pages.values() for record in assemble(analysis)]
        self.kept = {record.id: record for record in made}

    def correct(self, record, **fields):
        self.kept[record.id] = replace(record, **fields)

    def reports(self, filters=None):
        found = [
            StoredReport(a.report, a.published, ("a.txt",), "utf-8", "test/1", self._own.get(a.report.id))
            for a in self._pages.values()
        ]
        wanted = [item for item in found if _fits(item, filters)]
        return iter(
            sorted(wanted, key=lambda i: (i.published.date is None, i.published.value or "", i.report.id))
        )

    def report(self, report_id):
        return next((item for item in self.reports() if item.report.id == report_id), None)

    def date_across(self, page, published):
        """Lay a date over a page, as collation does."""
        analysis = self._pages[page.report.id]
        self._own[page.report.id] = analysis.published
        self._pages[page.report.id] = replace(analysis, published=published)

    def annotations(self, report_id, layers=()):
        return [m for m in self._pages[report_id].annotations if not layers or m.annotation.layer in layers]

    def records(self, kinds=(), filters=None):
        here = {item.report.id for item in self.reports(filters)}
        found = [r for r in self.kept.values() if r.kind in kinds and r.evidence[0].report in here]
        return iter(r for r in found if not (filters and filters.actor) or filters.actor in r.gist)

    def record(self, record_id):
        return self.kept.get(record_id)

    def rejects(self, report_id=None):
        return (r for a in self._pages.values() for r in a.rejects if report_id in (None, r.report))

    def asides(self):
        return sorted(self._asides)


def _fits(item, filters):
    if filters is None:
        return True
    if filters.publisher and filters.publisher not in (item.report.publisher or ""):
        return False
    return filters.as_of is None or (
        item.published.date is not None and item.published.date.earliest <= filters.as_of.latest
    )


TALKS = """\
Envoys meet at Lake Ister

The envoys of Varn and Osk met on Monday. Ana Orlan, the foreign minister of Varn, came first.

“We will wait for an answer in writing,” Orlan said on 14 March. “We are patient.”

Osk has moved about 70,000 soldiers to the Ister, a Varnish official said on condition of anonymity.

She warned of “severe” consequences if the dam was closed, and said talks would resume on 20 March.
"""

COLUMN = """\
The dam is not the point

Ivo Karr, president of Osk, calls the 100,000 men at the river a drill. In 2027 they numbered 4,000.

“Nobody counts men who are asleep,” he told Radio Osk. “Twelve thousand of them are cooks.”

“Somebody will close it,” a passer-by was heard to say.
"""


def talks(**given):
    page = Page(
        TALKS, published="2031-03-15", publisher="Northern Star", title="Envoys meet at Lake Ister", **given
    )
    minister = {"entity": "person:orlan", "country_name": "Varn", "office": "foreign minister"}
    page.mention("Ana Orlan", **minister).mention("Orlan", "Ana Orlan", nth=2, **minister)
    page.mention("Osk", kind=MentionKind.COUNTRY, country_name="Osk", nth=2)
    page.time("14 March", "2031-03-14", anchor="published").time("20 March", "2031-03-20", anchor="published")
    orlan = {"source": ("Orlan", 2), "cue": "said", "speaker": ("Ana Orlan",), "entities": ("person:orlan",)}
    page.said("We will wait for an answer in writing,", said="2031-03-14", **orlan)
    page.said("We are patient.", said="2031-03-14", **orlan)
    page.said("severe", **{**orlan, "source": "She", "cue": "warned"}, style=Style.MIXED)
    page.figure("about 70,000 soldiers", 70000, "soldier", holder="Osk", of="soldiers")
    page.occasion("talks", times=["20 March"], nth=1)
    page.reject("a Varnish official")
    return page


def column(**given):
    page = Page(COLUMN, title="The dam is not the point", **given)
    page.mention("Ivo Karr", office="president", country_name="Osk")
    page.mention("Radio Osk", kind=MentionKind.ORGANISATION, sector="MED")
    page.time("2027", "2027")
    he = {"source": ("he", 6), "cue": "told", "speaker": ("Ivo Karr",), "via": ("Radio Osk",)}
    page.said("Nobody counts men who are asleep,", **he).said("Twelve thousand of them are cooks.", **he)
    page.said("Somebody will close it,", source="a passer-by", cue="say")
    page.figure("100,000 men", 100000, "man").figure("Twelve thousand", 12000, "man")
    return page


@pytest.fixture
def page():
    """Makes a page of a text."""
    return Page


@pytest.fixture
def shelf():
    """Makes a desk of pages."""
    return Shelf


@pytest.fixture
def crisis():
    """A desk with two reports on an invented crisis, and one file that could not be read."""
    aside = SetAside("scan.txt", "empty", "the file holds no text", "look at the file")
    return Shelf(talks(), column(), asides=[aside])

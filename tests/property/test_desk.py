"""A desk gives back what was committed, whatever the text, the order and the number of times."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.desk.base import Decision, Reading, Verb
from standoff.desk.sqlite import open_desk
from standoff.exports.jsonl import export_jsonl
from standoff.exports.jsonl_import import import_jsonl
from standoff.exports.tables import write_tables
from standoff.model.analysis import Analysis
from standoff.model.annotation import Attribution, Boilerplate, Figure, Marked, Mention, Sentence, Time
from standoff.model.codebook import Basis, MentionKind, Modifier, Polarity, Style, TimeType, Wording
from standoff.model.codec import (
    annotation_from_json,
    annotation_to_json,
    dumps,
    loads,
    published_from_json,
    published_to_json,
    record_from_json,
    record_to_json,
    report_from_json,
    report_to_json,
)
from standoff.model.partial_date import PartialDate
from standoff.model.record import Evidence, EvidenceRole, FigureRecord, Reject, Statement, record_id
from standoff.model.report import Because, Published, RawItem, Report
from standoff.model.span import Span, Spans

MADE_BY = "extract/1"

CHARS = st.one_of(
    st.sampled_from('aé\u0301\0\n\r\u2028\u200f 🚢"“,;:{}ا'), st.characters(exclude_categories=["Cs"])
)
WORDS = st.text(CHARS, max_size=12)
NAMES = st.lists(WORDS, max_size=2).map(tuple)
DATES = st.sampled_from(
    ["2031", "2031-03", "2031-03-09", "2031-03-09/2031-04-01", "2031-22", "203X", "2031-03-09?"]
)
NUMBERS = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def maybe(strategy):
    return st.none() | strategy


@st.composite
def spans_in(draw, size):
    start = draw(st.integers(0, size - 1))
    return Span(start, draw(st.integers(start + 1, size)))


def several(size, least=0):
    return st.lists(spans_in(size), min_size=least, max_size=3).map(Spans.of)


def annotations_on(size):
    span = spans_in(size)
    return st.one_of(
        st.builds(Boilerplate, span=span, reason=WORDS),
        st.builds(Sentence, span=span),
        st.builds(
            Mention,
            span=span,
            kind=st.sampled_from(MentionKind),
            name=WORDS,
            entity=maybe(WORDS),
            country=maybe(WORDS),
            office=maybe(WORDS),
            refers_to=maybe(WORDS),
        ),
        st.builds(
            Time,
            span=span,
            type=st.sampled_from(TimeType),
            value=maybe(WORDS),
            edtf=maybe(DATES),
            anchor=maybe(WORDS),
        ),
        st.builds(
            Figure,
            span=span,
            value=NUMBERS,
            low=NUMBERS,
            high=NUMBERS,
            unit=maybe(WORDS),
            modifier=maybe(st.sampled_from(Modifier)),
            holder=maybe(WORDS),
        ),
        st.builds(
            Attribution,
            span=span,
            source=several(size),
            cue=several(size),
            content=several(size, least=1),
            style=st.sampled_from(Style),
            speaker=NAMES,
            via=NAMES,
            said=maybe(DATES),
            polarity=st.sampled_from(Polarity),
            wording=st.sampled_from(Wording),
        ),
    )


@st.composite
def publications(draw, size):
    if draw(st.booleans()):
        return Published()
    edtf = draw(DATES)
    because = draw(st.lists(st.builds(Because, spans_in(size), WORDS), max_size=2))
    return Published(
        PartialDate(edtf),
        draw(maybe(WORDS)),
        draw(st.sampled_from(Basis)),
        draw(st.floats(0, 1)),
        tuple(because),
        draw(maybe(WORDS)),
    )


@st.composite
def records_of(draw, report, marked):
    evidence = [
        Evidence.of(report, draw(st.sampled_from(EvidenceRole)), draw(spans_in(len(report.text))))
        for _ in range(draw(st.integers(1, 2)))
    ]
    common = {
        "gist": draw(WORDS),
        "date": draw(maybe(DATES)),
        "reports": (report.id,),
        "families": draw(st.integers(0, 9)),
        "evidence": tuple(evidence),
        "annotation": marked.id,
    }
    if draw(st.booleans()):
        return Statement(
            id=record_id("statement", marked.id, report.id),
            speaker=draw(NAMES),
            via=draw(NAMES),
            addressee=draw(NAMES),
            said=draw(maybe(DATES)),
            words=draw(WORDS),
            wording=draw(st.sampled_from(Wording)),
            **common,
        )
    return FigureRecord(
        id=record_id("figure", marked.id, report.id),
        value=draw(NUMBERS),
        low=draw(NUMBERS),
        high=draw(NUMBERS),
        unit=draw(maybe(WORDS)),
        modifier=draw(maybe(st.sampled_from(Modifier))),
        of=draw(maybe(WORDS)),
        holder=draw(maybe(WORDS)),
        as_of=draw(maybe(DATES)),
        **common,
    )


@st.composite
def readings(draw):
    text = draw(st.text(CHARS, min_size=1, max_size=80))
    page = draw(maybe(st.builds(RawItem, st.binary(max_size=20), st.just("page.html"), st.just("text/html"))))
    given_ = {
        name: draw(maybe(WORDS))
        for name in ("given_id", "title", "publisher", "author", "url", "published_given")
    }
    report = Report.of(
        text, **given_, language=draw(st.sampled_from(["en", "fr", "und"])), raw_id=page and page.id
    )
    found = {}
    for annotation in draw(st.lists(annotations_on(len(text)), max_size=6)):
        marked = Marked(
            annotation.id_in(report.text_sha256), annotation, draw(st.sampled_from(["a/1", "b/12"]))
        )
        found[marked.id] = marked
    rejects = draw(
        st.lists(
            st.builds(Reject, st.just(report.id), WORDS, WORDS, spans_in(len(text)), st.just("")), max_size=2
        )
    )
    analysis = Analysis(report, draw(publications(len(text))), tuple(found.values()), tuple(rejects))
    records = tuple(draw(records_of(report, marked)) for marked in found.values() if draw(st.booleans()))
    return Reading(analysis, records, draw(st.sampled_from(["a.txt", "b.html, line 3"])), "utf-8", page)


COLLECTIONS = st.lists(readings(), max_size=3, unique_by=lambda reading: reading.analysis.report.id)


def stocked(folder, name, collection):
    desk = open_desk(Path(folder) / name, create=True)
    for reading in collection:
        desk.commit(reading, MADE_BY)
    return desk


@settings(max_examples=40)
@given(readings())
def test_json_gives_back_every_dataclass(reading):
    report, published = reading.analysis.report, reading.analysis.published
    assert report_from_json(loads(dumps(report_to_json(report)))) == report
    assert (
        published_from_json(loads(dumps(published_to_json(published, report.text))), report.text) == published
    )
    for marked in reading.analysis.annotations:
        row = annotation_to_json(marked, report.text)
        assert row["quote"] == report.text[row["start"] : row["end"]]
        assert annotation_from_json(loads(dumps(row)), report.text) == marked
    for record in reading.records:
        assert record_from_json(loads(dumps(record_to_json(record)))) == record


@settings(max_examples=20)
@given(COLLECTIONS)
def test_a_desk_gives_back_every_reading(collection):
    with TemporaryDirectory() as folder, stocked(folder, "d.db", collection) as desk:
        for reading in collection:
            report = reading.analysis.report
            stored = desk.report(report.id)
            assert (stored.report, stored.published) == (report, reading.analysis.published)
            assert tuple(desk.annotations(report.id)) == reading.analysis.annotations
            assert tuple(desk.assertions(report.id)) == reading.records
            assert tuple(desk.rejects(report.id)) == reading.analysis.rejects
            assert [desk.record(record.id) for record in reading.records] == list(reading.records)
            raw = desk.raw(report.id)
            assert (raw and raw.data) == (reading.raw and reading.raw.data)
        assert len(list(desk.reports())) == len(collection)
        assert len(list(desk.records())) == sum(len(reading.records) for reading in collection)
        assert list(desk.problems()) == []


@settings(max_examples=20)
@given(COLLECTIONS, st.randoms(use_true_random=False))
def test_the_order_and_the_number_of_times_make_no_difference(collection, shuffler):
    again = [*collection, *collection[:2]]
    shuffler.shuffle(again)
    with (
        TemporaryDirectory() as folder,
        stocked(folder, "one.db", collection) as one,
        stocked(folder, "two.db", again) as two,
    ):
        assert list(export_jsonl(one)) == list(export_jsonl(two))
        assert list(one.records()) == list(two.records())
        tables = [write_tables(desk, Path(folder) / name) for desk, name in ((one, "1"), (two, "2"))]
        assert [path.read_bytes() for path in tables[0]] == [path.read_bytes() for path in tables[1]]


@settings(max_examples=20)
@given(COLLECTIONS, st.data())
def test_an_export_gives_back_the_same_desk(collection, data):
    records = [record.id for reading in collection for record in reading.records]
    with TemporaryDirectory() as folder, stocked(folder, "one.db", collection) as one:
        for record_id_ in records:
            verb = data.draw(st.sampled_from([Verb.CONFIRM, Verb.REJECT, Verb.CORRECT]))
            rest = {"field": "gist", "value": data.draw(WORDS)} if verb is Verb.CORRECT else {}
            one.decide(
                Decision(
                    verb=verb, targets=(record_id_,), who="A", at="2031", note=data.draw(maybe(WORDS)), **rest
                )
            )
        lines = list(export_jsonl(one))
        with open_desk(Path(folder) / "two.db", create=True) as two:
            done = import_jsonl(lines, two, "desk.jsonl")
            assert done.failed == []
            assert list(export_jsonl(two)) == lines
            assert list(two.records()) == list(one.records())
            assert list(two.problems()) == []


@settings(max_examples=15)
@given(readings(), readings())
def test_a_new_reading_leaves_nothing_of_the_old(old, new):
    """Whatever was read before under the same text, the desk is as if it had been read once."""
    report = new.analysis.report
    before = Reading(
        Analysis(report, Published(), (Marked("sen-0", Sentence(span=Span(0, len(report.text))), "a/1"),)),
        (),
        new.where,
        "cp1252",
        old.raw,
    )
    with (
        TemporaryDirectory() as folder,
        stocked(folder, "one.db", [new]) as once,
        stocked(folder, "two.db", []) as twice,
    ):
        twice.commit(before, "extract/0")
        twice.commit(new, MADE_BY)
        assert list(export_jsonl(once)) == list(export_jsonl(twice))
        assert list(twice.problems()) == []

"""From annotations to records: what they say, what they rest on, and what makes none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.assemble import assemble, shortened
from standoff.model.analysis import Analysis
from standoff.model.annotation import (
    Agenda,
    Annotation,
    Attribution,
    Figure,
    Marked,
    Mention,
    Sentence,
    Time,
)
from standoff.model.codebook import AgendaStatus, MentionKind, Polarity, Style, TimeType
from standoff.model.record import AgendaRecord, EvidenceRole, FigureRecord, Record, Statement, record_id
from standoff.model.report import Published, Report
from standoff.model.span import Span, Spans

TEXT = (
    "Foreign Minister Ana Orlan came.\n“We will wait,” the minister said. “We are patient.” She counted "
    "12,000 troops. Orlan left."
)


def at(*words: str) -> Spans:
    return Spans(tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words))


def said(**changes: Any) -> Attribution:
    fields: dict[str, Any] = {
        "source": at("the minister"),
        "cue": at("said"),
        "content": at("We will wait,", "We are patient."),
        "style": Style.DIRECT,
        "speaker": ("Ana Orlan",),
    } | changes
    span = Spans.of([*fields["source"], *fields["cue"], *fields["content"]]).hull()
    return Attribution(span=span, **fields)


def named(words: str, start: int = 0) -> Mention:
    begins = TEXT.index(words, start)
    return Mention(span=Span(begins, begins + len(words)), kind=MentionKind.PERSON, name="Ana Orlan")


def records(*annotations: Annotation) -> tuple[Record, ...]:
    report = Report.of(TEXT)
    marked = (Marked(one.id_in(report.text_sha256), one, "test/1") for one in annotations)
    return assemble(Analysis(report, Published(), tuple(marked)))


def evidence(record: Record) -> list[tuple[EvidenceRole, str]]:
    return [(one.role, one.quote) for one in record.evidence]


def test_a_statement_rests_on_its_words_its_source_its_cue_and_the_name() -> None:
    [record] = records(named("Ana Orlan"), said(), named("Orlan", 60))
    assert isinstance(record, Statement)
    assert record.gist == "Ana Orlan: “We will wait, […] We are patient.”"
    assert record.words == "We will wait, […] We are patient."
    assert record.reports == (Report.of(TEXT).id,)
    assert record.families == 1
    assert evidence(record) == [
        (EvidenceRole.CONTENT, "We will wait,"),
        (EvidenceRole.CONTENT, "We are patient."),
        (EvidenceRole.SOURCE, "the minister"),
        (EvidenceRole.CUE, "said"),
        (EvidenceRole.SPEAKER, "Ana Orlan"),
    ]
    assert all(one.span.of(TEXT) == one.quote for one in record.evidence)


@pytest.mark.parametrize(
    ("changes", "gist"),
    [
        ({"speaker": ()}, "the minister: “We will wait, […] We are patient.”"),
        ({"speaker": (), "source": Spans(), "cue": Spans()}, "unnamed: “We will wait, […] We are patient.”"),
        (
            {"speaker": ("Ana Orlan", "Piet Varn"), "content": at("We will wait,")},
            "Ana Orlan, Piet Varn: “We will wait,”",
        ),
    ],
)
def test_who_a_statement_names(changes: dict[str, Any], gist: str) -> None:
    [record] = records(said(**changes))
    assert record.gist == gist


def test_a_source_that_names_the_speaker_needs_no_further_passage() -> None:
    [record] = records(named("Ana Orlan"), said(source=at("Foreign Minister Ana Orlan")))
    assert EvidenceRole.SPEAKER not in [role for role, _ in evidence(record)]


def test_a_name_is_shown_where_it_stands_in_full() -> None:
    [record] = records(named("Ana Orlan"), said(), named("Orlan", 60))
    assert evidence(record)[-1] == (EvidenceRole.SPEAKER, "Ana Orlan")
    [record] = records(said(), named("Orlan", 60))
    assert evidence(record)[-1] == (EvidenceRole.SPEAKER, "Orlan")


def test_when_and_through_whom_are_carried_over() -> None:
    [record] = records(said(said="2031-03-14", via=("Halven Ledger",), addressee=("Piet Varn",)))
    assert isinstance(record, Statement)
    assert (record.date, record.said) == ("2031-03-14", "2031-03-14")
    assert (record.via, record.addressee) == (("Halven Ledger",), ("Piet Varn",))


def test_what_was_not_said_and_what_nobody_said_make_no_record() -> None:
    sentence = Sentence(span=Span(0, 32))
    assert records() == ()
    assert records(sentence, named("Ana Orlan"), said(polarity=Polarity.NOT_SAID)) == ()


def test_a_figure_rests_on_its_passage() -> None:
    span = at("12,000 troops").hull()
    figure = Figure(
        span=span,
        value=12_000,
        low=12_000,
        high=12_000,
        unit="troop",
        of="troops",
        holder="Tarsovia",
        as_of="2031",
    )
    [record] = records(figure)
    assert isinstance(record, FigureRecord)
    assert (record.gist, record.date, record.value) == ("12,000 troops (Tarsovia)", "2031", 12_000)
    assert evidence(record) == [(EvidenceRole.VALUE, "12,000 troops")]


def test_records_come_in_text_order_each_with_an_id_of_its_own() -> None:
    first, second = said(content=at("We will wait,")), said(content=at("We are patient."))
    made = records(first, second)
    report = Report.of(TEXT)
    assert [record.id for record in made] == [
        record_id("statement", one.id_in(report.text_sha256), report.id) for one in (first, second)
    ]
    assert len({record.id for record in made}) == 2
    assert made == records(first, second)


@pytest.mark.parametrize(
    ("words", "limit", "expected"),
    [
        ("", 10, ""),
        ("Talks open", 10, "Talks open"),
        ("Talks \n\t open", 10, "Talks open"),
        ("Talks open on Monday", 12, "Talks open …"),
        ("The talks, which opened", 12, "The talks …"),
        ("Talks — open on Monday", 9, "Talks …"),
    ],
)
def test_words_are_cut_between_words(words: str, limit: int, expected: str) -> None:
    assert shortened(words, limit) == expected


@given(st.text(max_size=200), st.integers(min_value=4, max_value=80))
def test_short_words_stay_and_long_ones_shrink(words: str, limit: int) -> None:
    folded = " ".join(words.split())
    short = shortened(words, limit)
    assert short == folded if len(folded) <= limit else short.endswith(" …") and len(short) <= limit + 1


def test_an_occasion_rests_on_its_words_its_parties_its_place_and_its_times() -> None:
    text = "Orlan will meet Varn in Lisk on 10 March."

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    report = Report.of(text)
    day = Time(span=span("10 March"), type=TimeType.DATE, value="2031-03-10", edtf="2031-03-10")
    agenda = Agenda(
        span=span("meet"),
        occasion="meeting",
        parties=("Ana Orlan", "Piet Varn"),
        place="Lisk",
        date="2031-03-10",
        status=AgendaStatus.SCHEDULED,
        times=(day.id_in(report.text_sha256),),
        passages=Spans.of(span(words) for words in ("Orlan", "Varn", "Lisk", "10 March", "will")),
    )
    kinds = {"Orlan": "Ana Orlan", "Varn": "Piet Varn", "Lisk": "Lisk"}
    mentions = [
        Mention(span=span(words), kind=MentionKind.PERSON, name=name) for words, name in kinds.items()
    ]
    marked = (Marked(one.id_in(report.text_sha256), one, "test/1") for one in (agenda, day, *mentions))
    [record] = assemble(Analysis(report, Published(), tuple(marked)))
    assert isinstance(record, AgendaRecord)
    assert record.gist == "meeting: Ana Orlan, Piet Varn; Lisk; 2031-03-10; scheduled"
    assert evidence(record) == [
        (EvidenceRole.OCCASION, "meet"),
        (EvidenceRole.PARTY, "Orlan"),
        (EvidenceRole.PARTY, "Varn"),
        (EvidenceRole.PLACE, "Lisk"),
        (EvidenceRole.TIME, "10 March"),
        (EvidenceRole.STATUS, "will"),
    ]
    [step] = record.history
    assert (step.report, step.quote, step.date, step.said) == (report.id, "meet", "2031-03-10", None)

"""Dating never fails, keeps what is known, and does not depend on the order of reports."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.collate.dating import date_all
from standoff.knowledge.registry import Registry
from standoff.model.codebook import Basis, Tense
from standoff.model.partial_date import PartialDate
from standoff.model.report import Published, Report
from standoff.model.span import Span
from standoff.pipeline import Pipeline
from standoff.stages.dating import solve
from standoff.stages.dating.clues import NEEDS, Clue, ClueKind, Clues, Happening, clues_of

REGISTRY = Registry.shipped()
PIPELINE = Pipeline(REGISTRY, NEEDS)

days = st.dates(date(1000, 1, 1), date(2200, 12, 31)).map(date.isoformat)
spans = st.sampled_from(["", "/.."])
yearly = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: f"XXXX-{day:%m-%d}")
FORMS = {
    ClueKind.YEARLY_DAY: yearly,
    ClueKind.DATELINE: yearly,
    ClueKind.YEARLY_MONTH: yearly.map(lambda when: when[:7]),
    ClueKind.DATED_WEEKDAY: yearly.map(lambda when: f"{when} 3"),
    ClueKind.WEEKDAY: st.sampled_from("1234567"),
    ClueKind.UNTIL: yearly.map(lambda when: f"{when} 8 14"),
    ClueKind.OFFICE: st.builds(lambda day, end: day + end, days, spans),
    ClueKind.NAMED: st.lists(days, min_size=1, max_size=3).map(";".join),
}
clue = st.sampled_from(ClueKind).flatmap(
    lambda kind: st.builds(
        Clue,
        st.just(kind),
        FORMS.get(kind, days),
        st.just(Span(0, 2)),
        st.just("It"),
        st.just("it"),
        st.sampled_from([None, *Tense]),
    )
)
words = st.lists(
    st.sampled_from(["harbour", "crane", "strike", "pellworth", "envoy", "|", '"']), max_size=30
).map(" ".join)
happening = st.builds(
    Happening,
    st.one_of(
        days,
        st.sampled_from(["past:MON", "next:SUN", "day-1", "day+0", "near-:02-29", "week:FRI", "near:12-23"]),
    ),
    st.lists(
        st.sampled_from(["vesk", "orlan", "pellworth", "varn"]), min_size=1, max_size=3, unique=True
    ).map(lambda n: tuple(sorted(n))),
    st.just(Span(0, 2)),
    st.just("It"),
    st.just("then"),
)
published = st.one_of(
    st.just(Published()),
    days.map(lambda day: Published(PartialDate(day), day, Basis.METADATA, 1.0)),
    st.just(Published(PartialDate("2031"), "2031", Basis.STATED, 0.8)),
)
report = st.builds(
    Clues,
    st.uuids().map(str),
    published,
    st.none(),
    st.lists(clue, max_size=6).map(tuple),
    st.lists(happening, max_size=3).map(tuple),
    words,
)


@settings(deadline=None, max_examples=40)
@given(st.lists(report, max_size=6), st.randoms(use_true_random=False))
def test_a_collection_is_dated_whatever_it_says(reports, random):
    answers = date_all(reports)
    assert len(answers) == len(reports)
    for own, answer in zip(reports, answers, strict=True):
        if own.published.date is not None:
            assert answer.date == own.published.date
        elif answer.date is not None:
            assert answer.basis is Basis.INFERRED
            assert 0 < answer.confidence < 1
            assert answer.date.earliest <= date.fromisoformat(answer.value) <= answer.date.latest
        else:
            assert answer.basis is Basis.UNKNOWN
    order = list(range(len(reports)))
    random.shuffle(order)
    shuffled = date_all([reports[at] for at in order])
    assert [shuffled[order.index(at)] for at in range(len(reports))] == answers


@settings(deadline=None, max_examples=60)
@given(report)
def test_a_report_alone_is_dated_whatever_it_says(own):
    answer = solve(own)
    assert (answer.date is None) == (answer.value is None)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_clues_come_of_any_text(text):
    made = clues_of(PIPELINE.analyse(Report.of(text, language="en")), REGISTRY)
    for each in made.clues:
        assert each.quote == each.span.of(text)
    solve(made)

"""Merging is a function of the set of records, loses nothing, and keeps apart what cannot be one."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.collate.agenda import confirmed, merge, why
from standoff.knowledge.registry import Registry
from standoff.model.codebook import AgendaStatus
from standoff.model.partial_date import PartialDate
from standoff.model.record import AgendaRecord, AgendaStep, Evidence, EvidenceRole, record_id
from standoff.model.span import Span

DATES = ["2031-03-10", "2031-03-11", "2031-03-10/2031-03-12", "2031-03", "2031", "2031-04-02", None]
SAID = ["2031-03-01", "2031-03-05", "2031-03-20", "2031-03", None]
PARTIES = ["Halvenia", "Tarsovia", "Kestria"]


@st.composite
def records(draw: st.DrawFn) -> AgendaRecord:
    report = draw(st.sampled_from(["rep-a", "rep-b", "rep-c", "rep-d"]))
    start = draw(st.integers(0, 5))
    span = Span(start, start + 4)
    date = draw(st.sampled_from(DATES))
    status = draw(st.sampled_from(list(AgendaStatus)))
    parties = tuple(sorted(draw(st.sets(st.sampled_from(PARTIES)))))
    # A report has one date.
    said = SAID[ord(report[-1]) % len(SAID)]
    occasion = draw(st.sampled_from(["talks", "phone call", "visit"]))
    place = draw(st.sampled_from(["Lisk", "Varnholm", None]))
    words = [report, str(start), str(date), str(status), occasion, *parties, str(place)]
    annotation = record_id("agenda", "|".join(words), "")
    return AgendaRecord(
        id=record_id("agenda", annotation, report),
        gist="",
        date=date,
        reports=(report,),
        families=1,
        evidence=(Evidence(report, EvidenceRole.OCCASION, span, "talk"),),
        annotation=annotation,
        occasion=occasion,
        parties=parties,
        entities=(),
        place=place,
        status=status,
        announced_by=(),
        history=(AgendaStep(report=report, span=span, quote="talk", status=status, date=date, said=said),),
    )


collections = st.lists(records(), max_size=12)


@settings(deadline=None)
@given(collections, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(found: list[AgendaRecord], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(found, {}) == merge(shuffled, {})


@settings(deadline=None)
@given(collections)
def test_saying_a_thing_twice_changes_nothing(found: list[AgendaRecord]) -> None:
    assert merge(found, {}) == merge(found + found, {})


@settings(deadline=None)
@given(collections)
def test_nothing_is_lost_and_nothing_is_counted_twice(found: list[AgendaRecord]) -> None:
    merged = merge(found, {})
    steps = [step for record in merged for step in record.history]
    assert {step for record in found for step in record.history} == set(steps)
    assert {e for record in found for e in record.evidence} == {
        e for record in merged for e in record.evidence
    }
    assert len({record.id for record in merged}) == len(merged)


@settings(deadline=None)
@given(collections)
def test_every_record_holds_together(found: list[AgendaRecord]) -> None:
    for record in merge(found, {}):
        told = [(PartialDate(s.said).latest if s.said else None) for s in record.history]
        known = [day for day in told if day is not None]
        assert known == sorted(known)
        assert set(record.reports) == {step.report for step in record.history}
        assert 1 <= record.families <= len(record.reports)
        if record.date is not None:
            PartialDate(record.date)
        assert isinstance(confirmed(record), bool)
        assert all(isinstance(line, str) for line in why(record))


@settings(deadline=None)
@given(collections)
def test_two_places_that_are_not_one_are_never_joined_unless_it_moved(found: list[AgendaRecord]) -> None:
    places = {(r.history[0], r.occasion, r.parties): r.place for r in found}
    moved = {AgendaStatus.MOVED}
    for record in merge(found, {}):
        kept = {place for (step, _, _), place in places.items() if step in record.history and place}
        if not moved & {step.status for step in record.history} and len(
            {s.report for s in record.history}
        ) == len(record.history):
            assert len(kept) <= 2


@pytest.mark.slow
def test_merging_grows_with_the_number_of_records() -> None:
    def cost(count: int) -> float:
        made = [_nth(n) for n in range(count)]
        begun = process_time()
        merge(made, {}, Registry.shipped())
        return process_time() - begun

    cost(200)
    assert cost(8000) < 4 * 4 * cost(2000) + 1


def _nth(n: int) -> AgendaRecord:
    day = f"20{31 + n // 336 % 60}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"
    step = AgendaStep(
        report=f"rep-{n}",
        span=Span(0, 4),
        quote="talk",
        status=AgendaStatus.SCHEDULED,
        date=day,
        said="2031-01-01",
    )
    return AgendaRecord(
        id=f"agenda-{n}",
        gist="",
        date=day,
        reports=(f"rep-{n}",),
        families=1,
        evidence=(Evidence(f"rep-{n}", EvidenceRole.OCCASION, Span(0, 4), "talk"),),
        annotation=f"age-{n}",
        occasion="talks",
        parties=("Halvenia", "Tarsovia"),
        entities=(),
        place="Lisk",
        status=AgendaStatus.SCHEDULED,
        announced_by=(),
        history=(step,),
    )

"""Occasions of many reports made one: what is joined, what is not, and what the record then says.

A report's word on an occasion is written ``report said status date | occasion | parties | place``, with ``-``
for what is not known. Every country and person here is invented.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from standoff.collate.agenda import confirmed, merge, why
from standoff.knowledge.registry import Registry
from standoff.model.codebook import AgendaStatus
from standoff.model.record import AgendaRecord, AgendaStep, Evidence, EvidenceRole, record_id
from standoff.model.report import Report
from standoff.model.span import Span

REGISTRY = Registry.shipped().with_file(
    """\
id;name;kind;country;sector;aliases;office;from;to;source;short;gender
country:XHA;Halvenia;country;XHA;;Halvenian;;;;invented;;
country:XTA;Tarsovia;country;XTA;;Tarsovian;;;;invented;;
country:XKE;Kestria;country;XKE;;Kestrian;;;;invented;;
place:lisk;Lisk;place;XKE;;;;;;invented;;
place:varnholm;Varnholm;place;XTA;;;;;;invented;;
gov:red-house;Red House;government;XHA;GOV;;;;;invented;;
org:littoral;Littoral Council;organisation;;IGO;;;;;invented;;
org:joint;Halvenia-Tarsovia Commission;organisation;;IGO;;;;;invented;;
person:orlan;Ana Orlan;person;XHA;GOV;;president;2025;;invented;Orlan;f
person:sund;Mara Sund;person;XHA;GOV;;envoy;2025;;invented;Sund;f
person:varn;Piet Varn;person;XTA;GOV;;prime minister;2025;;invented;Varn;m""".replace(";", "\t")
)


def said(line: str, *, by: tuple[str, ...] = ()) -> AgendaRecord:
    """Make the record of one sentence of one report; the same words at one place are the same sentence."""
    first, occasion, parties, place = (cell.strip() for cell in line.split("|"))
    name, published, status, date = (None if cell == "-" else cell for cell in first.split())
    names = () if parties == "-" else tuple(sorted(parties.split(", ")))
    report = Report.of(f"{name} has a text of its own, {published}.", given_id=name)
    entities = sorted(a.id for n in names for a in REGISTRY.named(n))
    at = Span(0, len(occasion) % 9 + 3)
    step = AgendaStep(
        report=name or "",
        span=at,
        quote=at.of(report.text),
        status=AgendaStatus(status or ""),
        date=date,
        said=published,
    )
    roles = (EvidenceRole.OCCASION, EvidenceRole.TIME, EvidenceRole.PARTY, EvidenceRole.PLACE)
    return AgendaRecord(
        id=record_id("agenda", line, name or ""),
        gist="",
        date=date,
        reports=(name or "",),
        families=1,
        evidence=tuple(Evidence(name or "", role, at, at.of(report.text)) for role in roles),
        annotation=f"age-{record_id('agenda', line, '')}",
        occasion=occasion,
        parties=names,
        entities=tuple(entities),
        place=None if place == "-" else place,
        status=step.status,
        announced_by=by,
        history=(step,),
    )


def agenda(*lines: str) -> list[str]:
    merged = merge([said(line) for line in lines], {}, REGISTRY)
    return [f"{'+'.join(sorted(m.reports))} {m.status} {m.date or '-'}" for m in merged]


ONE = [
    # Worded differently.
    (
        "a 2031-03-01 scheduled 2031-03-09/2031-03-10 | talks | - | Lisk",
        "b 2031-03-08 scheduled 2031-03-10 | bilateral meeting | Halvenia, Tarsovia | Lisk",
    ),
    # An office-holder stands for the country.
    (
        "a 2031-03-01 scheduled 2031-03-10 | summit | Ana Orlan, Piet Varn | -",
        "b 2031-03-02 scheduled 2031-03-10 | meeting | Halvenia, Tarsovia | Lisk",
    ),
    # A joint body stands for its two sides.
    (
        "a 2031-03-01 scheduled 2031-03-10 | meeting | Halvenia-Tarsovia Commission | Lisk",
        "b 2031-03-02 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
    ),
    # A month, and no date at all.
    (
        "a 2031-03-01 scheduled 2031-03 | talks | Halvenia, Tarsovia | -",
        "b 2031-03-02 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
    ),
    (
        "a 2031-03-01 scheduled - | talks | Halvenia, Tarsovia | Lisk",
        "b 2031-03-02 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
    ),
    # A town and its country.
    (
        "a 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Kestria",
        "b 2031-03-02 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
    ),
    # A video call that one report calls a meeting.
    (
        "a 2031-03-11 held 2031-03-10 | video call | Ana Orlan, Piet Varn | -",
        "b 2031-03-12 held 2031-03-10 | meeting | Ana Orlan, Piet Varn | -",
    ),
    # Moved, the old date not named.
    (
        "a 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
        "b 2031-03-05 moved 2031-03-17 | talks | Halvenia, Tarsovia | Lisk",
    ),
    # Put off, and given a new date later.
    (
        "a 2031-03-01 postponed 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
        "b 2031-03-25 scheduled 2031-04-17 | talks | Halvenia, Tarsovia | Lisk",
    ),
]

TWO = [
    # Two calls three weeks apart.
    (
        "a 2031-03-01 held 2031-02-28 | phone call | Ana Orlan, Piet Varn | -",
        "b 2031-03-22 held 2031-03-21 | phone call | Ana Orlan, Piet Varn | -",
    ),
    # Last summer's summit in the same town.
    (
        "a 2031-03-01 held 2030-07 | summit | Ana Orlan, Piet Varn | Lisk",
        "b 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
    ),
    # Two towns; other parties; another kind.
    (
        "a 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
        "b 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Varnholm",
    ),
    (
        "a 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
        "b 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Kestria | -",
    ),
    (
        "a 2031-03-01 scheduled 2031-03-10 | exercise | Halvenia, Tarsovia | Lisk",
        "b 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
    ),
    # Another envoy of the same country.
    (
        "a 2031-03-01 scheduled 2031-03-10 | meeting | Ana Orlan, Piet Varn | -",
        "b 2031-03-01 scheduled 2031-03-10 | meeting | Mara Sund, Piet Varn | -",
    ),
    # Nothing that names it, and no date in common.
    (
        "a 2031-03-01 scheduled - | talks | Halvenia, Tarsovia | -",
        "b 2031-09-01 held 2031-08-30 | talks | Halvenia, Tarsovia | -",
    ),
]


@pytest.mark.parametrize("lines", ONE)
def test_one_occasion(lines: tuple[str, ...]) -> None:
    assert [each.split()[0] for each in agenda(*lines)] == ["a+b"]


@pytest.mark.parametrize("lines", TWO)
def test_two_occasions(lines: tuple[str, ...]) -> None:
    assert sorted(each.split()[0] for each in agenda(*lines)) == ["a", "b"]


def test_a_month_with_two_meetings_in_it_joins_neither() -> None:
    found = agenda(
        "a 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | -",
        "b 2031-03-01 scheduled 2031-03-20 | talks | Halvenia, Tarsovia | -",
        "c 2031-03-01 scheduled 2031-03 | talks | Halvenia, Tarsovia | -",
    )
    assert sorted(each.split()[0] for each in found) == ["a", "b", "c"]


STORY = [
    "a 2031-02-01 proposed 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
    "b 2031-02-10 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
    "c 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk",
    "c 2031-03-01 moved 2031-03-17 | talks | Halvenia, Tarsovia | Lisk",
    "d 2031-03-18 held 2031-03-17 | meeting | Ana Orlan, Piet Varn | Lisk",
]


def test_the_last_word_holds_and_history_is_in_the_order_of_publication() -> None:
    [record] = merge([said(line) for line in STORY], {}, REGISTRY)
    assert (record.status, record.date) == (AgendaStatus.HELD, "2031-03-17")
    assert [(step.report, str(step.status), step.date) for step in record.history] == [
        ("a", "proposed", "2031-03-10"),
        ("b", "scheduled", "2031-03-10"),
        ("c", "scheduled", "2031-03-10"),
        ("c", "moved", "2031-03-17"),
        ("d", "held", "2031-03-17"),
    ]


def test_the_identity_outlasts_a_move_and_every_later_report() -> None:
    names = {merge([said(line) for line in STORY[:n]], {}, REGISTRY)[0].id for n in range(1, len(STORY) + 1)}
    assert len(names) == 1


def test_the_order_of_records_does_not_matter() -> None:
    records = [said(line) for line in STORY]
    outcomes = {tuple(merge(list(order), {}, REGISTRY)) for order in permutations(records)}
    assert len(outcomes) == 1


def test_a_plan_whose_day_is_past_stays_a_plan_and_a_plan_told_again_undoes_nothing() -> None:
    plan = "a 2031-03-01 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk"
    held = "b 2031-03-11 held 2031-03-10 | talks | Halvenia, Tarsovia | Lisk"
    again = "c 2031-03-12 scheduled 2031-03-10 | talks | Halvenia, Tarsovia | Lisk"
    assert agenda(plan) == ["a scheduled 2031-03-10"]
    assert agenda(plan, held, again) == ["a+b+c held 2031-03-10"]


def test_copies_count_as_one_text() -> None:
    records = [said(line) for line in STORY]
    [record] = merge(records, {"a": "x", "b": "x", "c": "x"}, REGISTRY)
    assert (len(record.reports), record.families) == (4, 2)


def test_days_are_spanned_only_where_a_report_spans_them() -> None:
    assert agenda(*ONE[0]) == ["a+b scheduled 2031-03-09/2031-03-10"]


def test_each_side_is_named_as_most_reports_name_it() -> None:
    [record] = merge([said(line) for line in STORY], {}, REGISTRY)
    assert (record.parties, record.entities) == (("Halvenia", "Tarsovia"), ("country:XHA", "country:XTA"))


def test_every_passage_is_kept() -> None:
    records = [said(line) for line in STORY]
    [merged] = merge(records, {}, REGISTRY)
    assert set(merged.evidence) == {passage for record in records for passage in record.evidence}


def test_why_names_the_passages_and_the_moves() -> None:
    [merged] = merge([said(line) for line in STORY], {}, REGISTRY)
    lines = why(merged)
    assert lines[0].startswith("the occasion (talks): “")
    assert "moved from 2031-03-10 to 2031-03-17: c" in lines
    assert why(said(STORY[0])) == ()


@pytest.mark.parametrize(
    ("line", "by", "expected"),
    [
        (STORY[0], (), False),
        (STORY[0], ("Ana Orlan",), True),
        (STORY[0], ("Red House",), True),
        (STORY[0], ("Kestria",), False),
        ("a 2031-02-01 scheduled 2031-03-10 | summit | Littoral Council | -", ("Littoral Council",), True),
    ],
)
def test_who_confirms(line: str, by: tuple[str, ...], expected: bool) -> None:
    assert confirmed(said(line, by=by), REGISTRY) is expected


def test_two_independent_texts_confirm() -> None:
    [merged] = merge([said(line) for line in ONE[0]], {}, REGISTRY)
    [copied] = merge([said(line) for line in ONE[0]], {"a": "x", "b": "x"}, REGISTRY)
    assert confirmed(merged, REGISTRY)
    assert not confirmed(copied, REGISTRY)


def test_nothing_gives_nothing() -> None:
    assert merge([], {}, REGISTRY) == []

"""Collation of a desk: what is looked at again, what is not, and that the order makes no difference."""

from itertools import permutations

import pytest

from standoff.collate import run
from standoff.desk.base import Filters
from standoff.desk.sqlite import open_desk
from standoff.errors import GroundingError
from standoff.exports.jsonl import export_jsonl
from standoff.knowledge.registry import Registry
from standoff.model.codebook import Basis
from standoff.model.partial_date import PartialDate
from standoff.model.report import Because, Published
from standoff.model.span import Span

MADE_BY = "extract/1"


@pytest.fixture(scope="module")
def registry():
    return Registry.shipped()


@pytest.fixture
def dating(monkeypatch):
    """Dates undated reports by the first dated one, the day after it; keeps what it was asked."""
    asked = []

    def date_all(clues):
        asked.append([each.report for each in clues])
        dated = sorted((c for c in clues if c.published.date), key=lambda c: c.report)
        found = []
        for each in clues:
            if each.published.date or not dated:
                found.append(each.published)
                continue
            because = (Because(Span(0, 3), "it comes after", dated[0].report, "Dar"),)
            found.append(Published(PartialDate("2031-03-15"), "2031-03-15", Basis.INFERRED, 0.9, because))
        return found

    monkeypatch.setattr(run, "date_all", date_all)
    return asked


@pytest.fixture
def readings(reading_of, announced):
    first = announced(reading_of("Vosklin: the summit opens in Tamrin"), "summit", place="Tamrin")
    second = announced(
        reading_of("Darek: the summit is in Tamrin", day="2031-03-14", where="b.txt"),
        "summit",
        place="Tamrin",
        date="2031-03-20",
    )
    return first, second


def collated(path, readings, registry):
    with open_desk(path, create=True) as desk:
        for reading in readings:
            desk.commit(reading, MADE_BY)
            run.collate_desk(desk, registry)
        return list(export_jsonl(desk)), list(desk.records(("agenda",)))


def test_a_date_found_across_reports_dates_what_the_report_says(desk, dating, readings, registry):
    first, _second = readings
    for reading in readings:
        desk.commit(reading, MADE_BY)
    found = run.collate_desk(desk, registry)
    assert found.dated == 1
    stored = desk.report(first.analysis.report.id)
    assert (stored.published.value, stored.own.basis) == ("2031-03-15", Basis.UNKNOWN)
    (part,) = (p for p in desk.parts() if p.reports == (first.analysis.report.id,))
    assert part.history[0].said == "2031-03-15"
    assert desk.assertions(first.analysis.report.id)[-1].history[0].said is None
    assert [r.report.id for r in desk.reports(Filters(since=PartialDate("2031-03-15")))] == [stored.report.id]
    assert list(desk.problems()) == []


def test_nothing_is_done_when_nothing_has_changed(desk, dating, readings, registry):
    desk.commit(readings[0], MADE_BY)
    assert run.collate_desk(desk, registry) is not None
    before = desk._found.total_changes
    assert run.collate_desk(desk, registry) is None
    assert (len(dating), desk._found.total_changes) == (1, before)
    desk.commit(readings[1], MADE_BY)
    assert run.collate_desk(desk, registry) is not None
    assert [len(asked) for asked in dating] == [1, 2]


def test_one_more_report_gathers_its_own_clues_only(desk, dating, readings, registry, monkeypatch):
    gathered = []
    whole = run.clues_of
    monkeypatch.setattr(run, "clues_of", lambda a, r: gathered.append(a.report.id) or whole(a, r))
    for reading in readings:
        desk.commit(reading, MADE_BY)
        run.collate_desk(desk, registry)
    assert gathered == [reading.analysis.report.id for reading in readings]


def test_a_report_that_loses_its_date_is_as_by_its_own_account(desk, dating, readings, registry, monkeypatch):
    for reading in readings:
        desk.commit(reading, MADE_BY)
    run.collate_desk(desk, registry)
    monkeypatch.setattr(run, "date_all", lambda clues: [each.published for each in clues])
    desk.commit(readings[1], "extract/2")
    run.collate_desk(desk, registry)
    report_id = readings[0].analysis.report.id
    assert desk.report(report_id).own is None
    assert desk.redated(report_id) == {}
    (part,) = (p for p in desk.parts() if p.reports == (report_id,))
    assert part.history[0].said is None


def test_the_order_in_which_reports_come_makes_no_difference(
    dating, readings, reading_of, registry, tmp_path
):
    three = (*readings, reading_of("Mirel: nothing of the kind", where="c.txt"))
    found = [
        collated(tmp_path / f"{number}.db", order, registry)
        for number, order in enumerate(permutations(three))
    ]
    assert all(records == found[0][1] for _, records in found)
    assert len(found[0][1]) == 2


def test_what_fails_leaves_what_was_found_before(desk, dating, readings, registry, monkeypatch):
    desk.commit(readings[1], MADE_BY)
    run.collate_desk(desk, registry)
    desk.commit(readings[0], MADE_BY)
    before = list(export_jsonl(desk))
    wrong = Published(
        PartialDate("2031-03-15"), "2031-03-15", Basis.INFERRED, 0.9,
        (Because(Span(0, 3), "x", readings[1].analysis.report.id, "Xar"),),
    )  # fmt: skip
    monkeypatch.setattr(
        run, "date_all", lambda clues: [c.published if c.published.date else wrong for c in clues]
    )
    with pytest.raises(GroundingError):
        run.collate_desk(desk, registry)
    assert list(export_jsonl(desk)) == before
    assert desk.collated_by() is None


def test_the_clues_of_a_sample_report_come_back_from_the_desk(sample, registry):
    from standoff.ingest.rows import report_of
    from standoff.model.codec import dumps
    from standoff.pipeline import Pipeline
    from standoff.stages.dating.clues import NEEDS, clues_of

    pipeline = Pipeline(registry, NEEDS)
    texts = [path.read_text("utf-8-sig") for path in sorted(sample[0].glob("*.txt"))[:4]]
    for text in texts:
        report = report_of(dumps({"id": "1", "text": text, "published": None}).encode(), "x")
        analysis = pipeline.analyse(report)
        clues = run.given_only(clues_of(analysis, registry))
        assert run._read(run.kept_clues(analysis, registry).body, analysis.published) == clues

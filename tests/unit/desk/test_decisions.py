import sqlite3
from dataclasses import replace

import pytest

from standoff.desk.base import Decision, Filters, Verb
from standoff.errors import UsageError
from standoff.model.codebook import Review
from standoff.model.partial_date import PartialDate

MADE_BY = "extract/1 attributions/1"


@pytest.fixture
def statements(desk, reading_of):
    reading = reading_of("Vosklin: the ships will stay\nDarek: they will not", day="2031-03-01")
    desk.commit(reading, MADE_BY)
    return reading.records


def decision(verb, *targets, **rest):
    return Decision(
        verb=Verb(verb), targets=tuple(targets), who="A. Reader", at="2031-03-02T10:00:00Z", **rest
    )


def test_the_latest_decision_gives_the_state_of_review(desk, statements):
    first, second = (record.id for record in statements)
    states = []
    for verb in ("confirm", "reject", "confirm"):
        desk.decide(decision(verb, first, note=str(len(states))))
        states.append(desk.record(first).review)
    assert states == [Review.CONFIRMED, Review.REJECTED, Review.CONFIRMED]
    assert desk.record(second).review is Review.PROPOSED
    assert [record.review for record in desk.records()] == [Review.CONFIRMED, Review.PROPOSED]
    assert [record.review for record in desk.assertions(statements[0].reports[0])] == [Review.PROPOSED] * 2


def test_a_correction_is_laid_over_and_the_machine_word_kept(desk, statements):
    first = statements[0]
    desk.decide(decision("correct", first.id, field="speaker", value=["Irena Voslin"]))
    desk.decide(decision("correct", first.id, field="speaker", value=["Irena Vosklin"]))
    desk.decide(decision("correct", first.id, field="wording", value="verbatim"))
    found = desk.record(first.id)
    assert (found.speaker, found.wording, found.review) == (("Irena Vosklin",), "verbatim", Review.CORRECTED)
    assert found.evidence == first.evidence
    assert desk.assertions(first.reports[0])[0] == first
    desk.decide(decision("confirm", first.id))
    assert desk.record(first.id) == replace(found, review=Review.CONFIRMED)
    assert list(desk.problems()) == []


def test_one_decision_on_several(desk, statements):
    made = desk.decide(decision("reject", *(record.id for record in statements)))
    assert [record.review for record in desk.records()] == [Review.REJECTED] * 2
    assert list(desk.decisions()) == [made]


def test_same_and_not_same_change_no_review(desk, statements):
    desk.decide(decision("not-same", *(record.id for record in statements)))
    assert [record.review for record in desk.records()] == [Review.PROPOSED] * 2


def test_decisions_survive_a_new_reading(desk, statements, reading_of):
    first = statements[0]
    desk.decide(decision("correct", first.id, field="said", value="2031-02-28"))
    without = reading_of("Vosklin: the ships will stay\nDarek: they will not", day="2031-03-01")
    desk.commit(replace(without, records=()), "attributions/2")
    assert desk.record(first.id) is None
    assert len(list(desk.decisions())) == 1
    desk.commit(without, "attributions/3")
    assert (desk.record(first.id).said, desk.record(first.id).review) == ("2031-02-28", Review.CORRECTED)


def test_a_corrected_date_and_name_move_a_record_in_lists(desk, statements):
    first, second = statements
    desk.decide(decision("correct", first.id, field="date", value="2031-06"))
    desk.decide(decision("correct", first.id, field="speaker", value=["Mirel Oster"]))
    assert [record.id for record in desk.records()] == [second.id, first.id]
    limits = [
        (Filters(since=PartialDate("2031-06-30")), [first.id]),
        (Filters(until=PartialDate("2031-05")), [second.id]),
        (Filters(actor="oster"), [first.id]),
        (Filters(actor="vosklin"), []),
        (Filters(as_of=PartialDate("2031-03-01")), [second.id, first.id]),
    ]
    for filters, found in limits:
        assert [record.id for record in desk.records(("statement",), filters)] == found
    desk.decide(decision("correct", first.id, field="date", value=None))
    assert [record.id for record in desk.records()] == [first.id, second.id]


def test_the_same_decision_again_changes_nothing(desk, statements):
    once = desk.decide(decision("confirm", statements[0].id))
    assert desk.decide(decision("confirm", statements[0].id)) == once
    assert once.seq == 1
    assert list(desk.decisions()) == [once]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("speaker", "Vosklin", "speaker: 'Vosklin' is not a list"),
        ("wording", "loud", "wording: 'loud' is not one of verbatim"),
        ("date", "soon", "date: 'soon' is not a date in EDTF"),
        ("mood", "calm", "there is no 'mood'; choose among"),
        ("evidence", [], "`evidence` of a statement cannot be corrected"),
        ("review", "confirmed", "`review` of a statement cannot be corrected"),
        ("id", "x", "`id` of a statement cannot be corrected"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(desk, statements, key, value, said):
    with pytest.raises(UsageError, match=said):
        desk.decide(decision("correct", statements[0].id, field=key, value=value))
    assert list(desk.decisions()) == []


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (decision("confirm"), "confirm: name an entry"),
        (decision("same", "a"), "same: name two entries or more, each once"),
        (decision("same", "a", "a"), "same: name two entries or more, each once"),
        (decision("correct", "a"), "correct: name the key to correct"),
        (decision("confirm", "a", field="gist"), "confirm: there is no key to name"),
        (replace(decision("confirm", "a"), who=" "), "confirm: say who decides, and when"),
        (decision("correct", "a", field="gist", value=""), "there is no record a on this desk to correct"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(desk, made, said):
    with pytest.raises(UsageError, match=said):
        desk.decide(made)


def test_a_correction_that_no_longer_fits_is_passed_over_and_named(desk, statements):
    desk.decide(decision("correct", statements[0].id, field="pitch", value=4), replayed=True)
    assert desk.record(statements[0].id) == replace(statements[0], review=Review.CORRECTED)
    (fault,) = desk.problems()
    assert "a correction no longer fits it" in fault


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE decision SET verb = 'reject'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision",
        "UPDATE OR REPLACE decision SET seq = 2",
        "UPDATE decision_target SET target = 'other'",
        "DELETE FROM decision_target",
        "INSERT OR REPLACE INTO decision_target SELECT * FROM decision_target",
    ],
)
def test_decisions_are_only_ever_added_to(desk, statements, tampering):
    made = desk.decide(decision("confirm", statements[0].id))
    with pytest.raises(sqlite3.IntegrityError, match="decisions are only ever added to"):
        desk._found.execute(tampering)
    assert list(desk.decisions()) == [made]


@pytest.mark.parametrize(
    "tampering",
    [
        "DROP TRIGGER decision_never_changed; UPDATE decision SET who = 'B. Other'",
        "INSERT INTO decision_target VALUES (1, 7, 'statement-7')",
        "DROP TRIGGER decision_target_never_removed; DELETE FROM decision_target",
    ],
)
def test_a_decision_that_was_changed_behind_its_back_is_named(desk, statements, tampering):
    made = desk.decide(decision("confirm", statements[0].id))
    desk._found.executescript(tampering)
    assert f"decision {made.id}: it was changed after it was made" in list(desk.problems())

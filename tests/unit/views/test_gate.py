"""The gate: what it lets through, and everything that it must not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standoff.model.codebook import Review
from standoff.views.gate import Gate
from standoff.views.ground import Ground
from standoff.views.page import Derived, Kind, Line, Note, Passage, Piece, Rule
from standoff.views.wording import FIXED

FIXED_, WORDS, QUOTED, FIGURE, DERIVED = Kind.FIXED, Kind.WORDS, Kind.QUOTED, Kind.FIGURE, Kind.DERIVED


@pytest.fixture
def ground(crisis):
    return Ground(crisis)


@pytest.fixture
def gate(ground):
    return Gate(ground)


@pytest.fixture
def cite(crisis):
    """Cuts a passage by its words, out of the report that begins with `report`."""

    def cut(words, report="Envoys", *, nth=1, role="content"):
        text = next(item.report for item in crisis.reports() if item.report.text.startswith(report))
        start = -1
        for _ in range(nth):
            start = text.text.index(words, start + 1)
        return Passage(text.id, start, start + len(words), words, role)

    return cut


@pytest.fixture
def sound(cite):
    """A line that may stand, of every kind of piece."""
    name, day = cite("Ana Orlan", role="mention"), cite("14 March", role="time")
    sentence = cite("Osk has moved about 70,000 soldiers to the Ister, a Varnish official said on")
    derived = (
        Derived(rule=Rule.NAME, shown="Ana Orlan", words="Orlan", at=name, report=name.report),
        Derived(rule=Rule.NAME, shown="foreign minister", words="Ana Orlan", at=name, report=name.report),
        Derived(
            rule=Rule.DATE,
            shown="14 March 2031",
            words="14 March",
            at=day,
            report=day.report,
            value="2031-03-14",
        ),
        Derived(rule=Rule.FIELD, shown="Northern Star", report=day.report, field="publisher"),
        Derived(rule=Rule.PUBLISHED, shown="15 March 2031", report=day.report, value="2031-03-15"),
        Derived(rule=Rule.COUNT, shown="3", field="statements"),
    )
    passages = (
        name,
        day,
        cite("We will wait for an answer in writing,"),
        cite("about 70,000 soldiers"),
        sentence,
    )
    return line(
        (DERIVED, "Ana Orlan"), (FIXED_, ", "), (DERIVED, "foreign minister"), (FIXED_, ", "),
        (DERIVED, "14 March 2031"), (FIXED_, ", in "), (DERIVED, "Northern Star"), (FIXED_, ", "),
        (DERIVED, "15 March 2031"), (FIXED_, ": "), (QUOTED, "We will wait for an answer …"),
        (FIXED_, " — "), (FIGURE, "about 70,000 soldiers"), (FIXED_, ": "),
        (WORDS, "… to the Ister, a Varnish official said …"), (FIXED_, " · "), (DERIVED, "3"),
        (FIXED_, " reports"), note=Note(passages, derived),
    )  # fmt: skip


def line(*pieces, note):
    """Make a line; its derived words follow from the declarations that show them, in their order."""
    given = {derived.shown: derived for derived in note.derived}
    made = [Piece(kind, text, derived=given.get(text) if kind is DERIVED else None) for kind, text in pieces]
    return Line((*made, Piece(Kind.NOTE, "", note)))


def changed(whole, old, new):
    """Change the words of the one piece that has them."""
    assert sum(old in piece.text for piece in whole.pieces) == 1
    return Line(tuple(replace(piece, text=piece.text.replace(old, new)) for piece in whole.pieces))


def test_a_line_that_its_passages_bear_out_may_stand(gate, sound):
    assert gate.faults(sound) == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Ana Orlan", "Ivo Karr", "name"),  # a name of another report
        ("Ana Orlan", "Ana Karr", "name"),
        ("Ana Orlan", "Anna Orlan", "name"),
        ("Ana Orlan", "Varn", "derivation"),  # a name of this passage, but not the one declared
        ("Northern Star", "Northern Sun", "name"),
        ("Ister", "Isther", "name"),
        ("Varnish", "Oskish", "name"),
        ("70,000", "100,000", "number"),  # a figure of another report
        ("70,000", "70,001", "number"),
        ("70,000", "70", "number"),
        ("70,000", "70,000,000", "number"),
        ("14 March 2031", "15 March 2031", "derivation"),  # a date that the line does cite, elsewhere
        ("14 March 2031", "13 March 2031", "date"),
        ("14 March 2031", "14 March 2030", "date"),
        ("14 March 2031", "14 May 2031", "date"),
        ("15 March 2031", "16 March 2031", "date"),
        ("We will wait", "We will not wait", "words"),
        ("We will wait", "We wait", "words"),
        ("We will wait", "we will wait", "words"),
        ("answer …", "answer in writing, on Friday", "name"),
        ("about 70,000", "70,000", None),
        ("a Varnish official said", "a Varnish general said", "word"),
        ("foreign minister", "prime minister", "word"),
        (" reports", " generals", "word"),
        (" reports", " seventy reports", "number"),
    ],
)
def test_a_changed_word_is_refused(gate, sound, old, new, fault):
    faults = gate.faults(changed(sound, old, new))
    assert faults == () if fault is None else any(found.startswith(fault) for found in faults), faults


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FIXED_, "Ivo Karr"),
        (FIXED_, "100,000"),
        (FIXED_, "seventy"),
        (FIXED_, "9 May 2031"),
        (FIXED_, "Undated or not"),
        (Kind.NOTE, "Ivo Karr"),
    ],
)
def test_the_builder_cannot_pass_words_off_as_the_pages_own(gate, sound, kind, text):
    assert gate.faults(Line((*sound.pieces, Piece(FIXED_, " "), Piece(kind, text))))


def test_the_words_of_a_line_are_held_to_its_passages_whatever_its_pieces_say(gate, cite):
    """Each piece stands in a passage; together they would name a person whom none does."""
    note = Note((cite("Ana"), cite("Karr", "The dam")))
    made = line((WORDS, "Ana"), (FIXED_, " "), (WORDS, "Karr"), note=note)
    assert gate.faults(made) == ("name: no cited passage names 'ana karr'",)


def test_a_name_that_only_another_reports_passage_has_is_refused(gate, cite):
    passage = cite("Ivo Karr, president of Osk, calls the 100,000 men at the river a drill.", "The dam")
    assert gate.faults(line((WORDS, "Ivo Karr"), note=Note((passage,)))) == ()
    elsewhere = cite("Osk has moved about 70,000 soldiers to the Ister")
    assert gate.faults(line((WORDS, "Ivo Karr"), note=Note((elsewhere,))))


def test_a_number_within_another_is_refused_even_when_cut_out_of_it(gate, cite):
    note = Note((cite("about 70,000 soldiers"),))
    assert gate.faults(line((FIGURE, "about 70,000 soldiers"), note=note)) == ()
    assert gate.faults(line((FIGURE, "about 70"), note=note)) == ("number: no cited passage gives '70'",)


@pytest.mark.parametrize("moved", [-1, 1])
def test_a_passage_that_its_report_does_not_have_is_refused(gate, cite, moved):
    right = cite("We are patient.")
    wrong = replace(right, start=right.start + moved, end=right.end + moved)
    assert gate.faults(line((QUOTED, "We are patient."), note=Note((right,)))) == ()
    assert any(
        fault.startswith("passage")
        for fault in gate.faults(line((QUOTED, "We are patient."), note=Note((wrong,))))
    )


def test_only_what_is_given_to_a_source_may_stand_between_quotation_marks(gate, cite):
    words = "Osk has moved about 70,000 soldiers to the Ister"
    as_context = Note((cite(words, role="context"),))
    assert gate.faults(line((WORDS, words), note=as_context)) == ()
    assert gate.faults(line((QUOTED, words), note=as_context)) == (f"words: no cited passage says {words!r}",)


def test_what_stands_between_two_cuts_must_be_the_reports_own(gate, cite):
    note = Note((cite("Osk has moved about 70,000 soldiers to the Ister"),))
    assert gate.faults(line((WORDS, "Osk has … soldiers to … Ister"), note=note)) == ()
    assert gate.faults(line((WORDS, "Osk has … to soldiers … Ister"), note=note))


def derived_line(gate, derived, *passages):
    return gate.faults(line((DERIVED, derived.shown), note=Note(passages, (derived,))))


def test_a_derivation_must_rest_on_a_passage_that_is_cited(gate, cite):
    at = cite("Orlan", nth=2, role="mention")
    derived = Derived(rule=Rule.NAME, shown="Ana Orlan", at=at, report=at.report)
    assert derived_line(gate, derived, at) == ()
    assert derived_line(gate, derived)
    assert derived_line(gate, replace(derived, at=None), at)


@pytest.mark.parametrize(
    ("shown", "words"),
    [("Ivo Karr", "Orlan"), ("Varn", "Envoys"), ("foreign secretary", "Orlan"), ("Ana", "patient")],
)
def test_a_name_must_be_what_the_mention_stands_for(gate, cite, shown, words):
    at = cite(words, nth=1, role="mention")
    assert derived_line(gate, Derived(rule=Rule.NAME, shown=shown, at=at, report=at.report), at)


@pytest.mark.parametrize(
    ("shown", "value", "stands"),
    [
        ("14 March 2031", "2031-03-14", True),
        ("March 2031", "2031-03-14", False),
        ("15 March 2031", "2031-03-14", False),
        ("14 March 2031", "2031-03-15", False),
        ("15 March 2031", "2031-03-15", False),
        ("14 March 2031 to 15 March 2031", "2031-03-14", False),
    ],
)
def test_a_date_must_be_what_the_time_expression_resolves_to(gate, cite, shown, value, stands):
    at = cite("14 March", role="time")
    derived = Derived(rule=Rule.DATE, shown=shown, at=at, report=at.report, value=value)
    assert (derived_line(gate, derived, at) == ()) is stands


@pytest.mark.parametrize(
    ("shown", "stands"), [("12,000", True), ("12000", True), ("12,001", False), ("a dozen", False)]
)
def test_an_amount_must_be_what_the_figure_says(gate, cite, shown, stands):
    at = cite("Twelve thousand", "The dam", role="value")
    derived = Derived(rule=Rule.VALUE, shown=shown, at=at, report=at.report)
    assert (derived_line(gate, derived, at) == ()) is stands


@pytest.mark.parametrize(
    ("field", "shown", "stands"),
    [
        ("publisher", "Northern Star", True),
        ("publisher", "Northern", False),
        ("publisher", "Northern …", True),
        ("publisher", "North …", False),
        ("title", "Envoys meet at Lake Ister", True),
        ("author", "Northern Star", False),
        ("text", "Northern Star", False),
    ],
)
def test_a_field_must_be_what_the_report_has(gate, cite, field, shown, stands):
    report = cite("Envoys").report
    assert (
        derived_line(gate, Derived(rule=Rule.FIELD, shown=shown, report=report, field=field)) == ()
    ) is stands


def test_a_count_must_be_of_something_that_lines_count(gate):
    assert derived_line(gate, Derived(rule=Rule.COUNT, shown="12", field="reports")) == ()
    assert derived_line(gate, Derived(rule=Rule.COUNT, shown="12", field="soldiers"))
    assert derived_line(gate, Derived(rule=Rule.COUNT, shown="Orlan", field="reports"))


def test_a_publication_date_must_cite_the_passage_that_states_it(page, shelf):
    made = page("Published 9 May 2031\n\nThe envoys met.", published="2031-05-09", stated="9 May 2031")
    gate, at = Gate(Ground(shelf(made))), made.at("9 May 2031")
    derived = Derived(rule=Rule.PUBLISHED, shown="9 May 2031", report=made.report.id, value="2031-05-09")
    assert derived_line(gate, derived)
    assert (
        derived_line(gate, derived, Passage(made.report.id, at.start, at.end, "9 May 2031", "published"))
        == ()
    )
    wrong = replace(derived, shown="8 May 2031")
    assert derived_line(gate, wrong, Passage(made.report.id, at.start, at.end, "9 May 2031", "published"))


def test_a_persons_decision_gives_what_the_corrected_record_says(crisis):
    record = next(record for record in crisis.kept.values() if record.kind == "statement")
    derived = Derived(rule=Rule.DECISION, shown="Ivo Karr", field=record.id)
    assert derived_line(Gate(Ground(crisis)), derived)
    crisis.correct(record, speaker=("Ivo Karr",), said="2031-03-01", review=Review.CORRECTED)
    gate = Gate(Ground(crisis))
    assert derived_line(gate, derived) == ()
    assert derived_line(gate, replace(derived, shown="1 March 2031")) == ()
    assert derived_line(gate, replace(derived, shown="2 March 2031"))


def test_what_was_asked_for_and_set_aside_may_be_repeated(crisis):
    gate = Gate(Ground(crisis), ["2031-03-01", "Orlan"])
    assert derived_line(gate, Derived(rule=Rule.ASKED, shown="1 March 2031")) == ()
    assert derived_line(gate, Derived(rule=Rule.ASKED, shown="Karr"))
    assert derived_line(gate, Derived(rule=Rule.KEPT, shown="scan.txt", field="where")) == ()
    assert derived_line(gate, Derived(rule=Rule.KEPT, shown="other.txt", field="where"))


@given(st.data())
def test_a_changed_digit_is_always_refused(data):
    sound, gate = _sound_outside_fixtures()
    places = [
        (i, at) for i, piece in enumerate(sound.pieces) for at, c in enumerate(piece.text) if c.isdigit()
    ]
    i, at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from("0123456789"))
    assume(sound.pieces[i].text[at] != other)
    # A count rests on nothing but its field; every other number rests on words.
    assume(sound.pieces[i].text != "3")
    assert gate.faults(_with_character(sound, i, at, other))


@given(st.data())
def test_a_changed_letter_of_a_name_is_always_refused(data):
    sound, gate = _sound_outside_fixtures()
    places = [
        (i, at)
        for i, piece in enumerate(sound.pieces)
        if piece.kind is not FIXED_
        for at, c in enumerate(piece.text)
        if c.isalpha() and _word_at(piece.text, at)[:1].isupper()
    ]
    i, at = data.draw(st.sampled_from(places))
    other = data.draw(st.characters(categories=("Lu", "Ll")))
    assume(sound.pieces[i].text[at] != other)
    assert gate.faults(_with_character(sound, i, at, other))


@given(st.text(min_size=1, max_size=60))
def test_no_piece_of_foreign_words_passes(text):
    sound, gate = _sound_outside_fixtures()
    assume(any(c.isalnum() for c in text))
    for kind in (FIXED_, WORDS, QUOTED, FIGURE, DERIVED):
        assume(kind is not FIXED_ or text not in FIXED)
        faults = gate.faults(Line((Piece(kind, text), *sound.pieces)))
        assert faults or text.strip() in "".join(p.quote for n in sound.notes for p in n.passages)


def _sound_outside_fixtures():
    """Hypothesis runs a test many times within one fixture; this makes the line once."""
    return _SOUND[0]


_SOUND = []


@pytest.fixture(autouse=True)
def _keep(sound, gate):
    _SOUND[:] = [(sound, gate)]


def _with_character(whole, i, at, c):
    pieces = list(whole.pieces)
    pieces[i] = replace(pieces[i], text=pieces[i].text[:at] + c + pieces[i].text[at + 1 :])
    return Line(tuple(pieces))


def _word_at(text, at):
    start = at
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start : at + 1]


def test_no_fixed_words_hold_a_name_a_number_or_a_date():
    from standoff.views import scan

    for phrase in FIXED:
        found = scan.atoms(phrase)
        assert not found.numbers, phrase
        assert not found.dates, phrase
        # Capitals only where a sentence begins, and where the page's own name for something is cited.
        assert all(" " not in name for name in found.names), phrase

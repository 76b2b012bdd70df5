"""How dates are worded and words are shortened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.views import phrase, scan

WORDS = st.text(alphabet="abc OK 1,2.%–“”é\n", max_size=300)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2031-03-14", "14 March 2031"),
        ("2031-03-14T17:20:00+01:00", "14 March 2031"),
        ("2031-03", "March 2031"),
        ("2031", "2031"),
        ("2031?", "perhaps 2031"),
        ("2031-03~", "about March 2031"),
        ("2031-23", "autumn 2031"),
        ("203X", "the 2030s"),
        ("2031-03-14/2031-03-16", "14 March 2031 to 16 March 2031"),
        ("2031-03-14/..", "from 14 March 2031"),
        ("../2031-03-14", "until 14 March 2031"),
    ],
)
def test_a_date_is_said_as_readers_say_it(edtf, said):
    assert phrase.spoken(edtf) == said


@pytest.mark.parametrize(
    ("words", "limit", "cut"),
    [
        ("The envoys met", 40, "The envoys met"),
        ("The envoys\n  met", 40, "The envoys met"),
        ("The envoys met, and left", 18, "The envoys met …"),
        ("They have 70 thousand men", 16, "They have …"),
        ("They met on 14 March 2031 at noon", 20, "They met on …"),
        ("It takes 40 per cent of them", 18, "It takes …"),
        ("x" * 50, 20, "…"),
    ],
)
def test_a_cut_is_at_a_words_end_and_in_no_number(words, limit, cut):
    assert phrase.cut(words, limit) == cut


def test_a_footnote_shows_both_ends_even_of_one_endless_word():
    assert phrase.excerpt("x" * 500 + "y" * 500, 100) == "x" * 50 + " … " + "y" * 50
    assert phrase.excerpt("The envoys met", 100) == "The envoys met"


def test_the_far_ends_of_a_sentence_are_cut_and_the_near_spaces_kept():
    assert phrase.lead_in("The envoys of the northern fleet spoke of a ", 24) == "… fleet spoke of a "
    assert phrase.lead_out(" answer to the envoys of the north.", 20) == " answer to the …"
    assert phrase.between(" envoys of the northern fleet and some ", 24).startswith(" envoys")


@given(WORDS, st.integers(min_value=10, max_value=120))
def test_what_is_left_is_the_words_own_and_no_longer(words, limit):
    for shorten in (phrase.cut, phrase.cut_front, phrase.middle):
        short = shorten(words, limit)
        assert len(short) <= limit + 3
        rest = phrase.fold(words)
        for part in short.split(phrase.ELLIPSIS):
            assert part.strip() in rest


@given(WORDS, st.integers(min_value=10, max_value=120))
def test_a_cut_makes_no_new_number(words, limit):
    whole = scan.Cited([words], [])
    short = phrase.cut(words, limit)
    if " " in short.removesuffix(" …"):
        assert all(whole.has_number(number) for number in scan.atoms(short).numbers)

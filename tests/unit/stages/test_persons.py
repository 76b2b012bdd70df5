"""Short forms of persons' names and the fuller names they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.stages.persons import FullNames, surname_of, words_of


def split(name):
    return tuple(name.split())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Orlan Vesk", "Orlan Vesk"),
        ("Orlan T. Vesk Jr.", "Orlan T. Vesk"),
        ("Orlan Vesk III", "Orlan Vesk"),
        ("Vesk", "Vesk"),
        ("Jr.", "Jr."),
        ("", ""),
    ],
)
def test_the_words_of_a_name(name, words):
    assert words_of(name) == split(words)


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Orlan Vesk", "Vesk"),
        ("Luca Di Vesk", "Di Vesk"),
        ("Ursel von der Marn", "von der Marn"),
        ("Vesk", "Vesk"),
    ],
)
def test_the_surname(name, surname):
    assert surname_of(split(name)) == split(surname)


ROOTS = [
    # A surname, a first name, or both, stand for the one name that has them.
    (["Orlan Vesk"], "Vesk", "Orlan Vesk"),
    (["Orlan Vesk"], "Orlan", "Orlan Vesk"),
    (["Orlan T. Vesk"], "Orlan Vesk", "Orlan T. Vesk"),
    (["Orlan Vesk", "Orlan T. Vesk"], "Orlan Vesk", "Orlan T. Vesk"),
    (["Orlan Vesk", "Orlan T. Vesk"], "Vesk", "Orlan T. Vesk"),
    (["Luca Di Vesk"], "Di Vesk", "Luca Di Vesk"),
    (["Luca Di Vesk"], "Vesk", "Luca Di Vesk"),
    (["Luca Di Vesk", "Di Vesk"], "Di Vesk", "Luca Di Vesk"),
    # Of two of one surname it stands for neither.
    (["Orlan Vesk", "Dara Vesk"], "Vesk", None),
    (["Orlan Vesk", "Dara Vesk"], "Dara", "Dara Vesk"),
    (["Orlan T. Vesk", "Orlan P. Vesk"], "Vesk", None),
    (["Orlan T. Vesk", "Orlan P. Vesk"], "Orlan Vesk", None),
    (["Orlan Vesk", "Orlan Marn"], "Orlan", None),
    # With another initial or first name it is somebody else.
    (["Orlan T. Vesk"], "Orlan P. Vesk", None),
    (["Orlan Vesk"], "Hedda Vesk", None),
    (["Orlan Vesk"], "Marn", None),
    # The same in another spelling.
    (["Orlan Vésk"], "Vesk", "Orlan Vésk"),
    (["Orlan Vesk"], "Vésk", "Orlan Vesk"),
    (["Orlan Vesk"], "VESK", "Orlan Vesk"),
    (["Orlan Ves\u00adk"], "Vesk", "Orlan Ves\u00adk"),
    ([], "Vesk", None),
    (["Vesk"], "Vesk", None),
]


@pytest.mark.parametrize(("names", "short", "root"), ROOTS)
def test_what_a_short_form_stands_for(names, short, root):
    full = FullNames.of(map(split, names))
    assert full.root(split(short)) == (split(root) if root else None)


@pytest.mark.parametrize(
    ("names", "short", "several"),
    [
        (["Orlan Vesk", "Dara Vesk"], "Vesk", ["Dara Vesk", "Orlan Vesk"]),
        (["Orlan Vesk", "Orlan T. Vesk"], "Vesk", []),
        (["Orlan Vesk", "Vesk Marn"], "Vesk", []),
        (["Orlan Vesk"], "Vesk", []),
    ],
)
def test_all_that_a_surname_can_stand_for(names, short, several):
    assert FullNames.of(map(split, names)).several(split(short)) == tuple(map(split, several))


def test_more_names_can_be_added():
    full = FullNames.of([split("Orlan Vesk")])
    assert full.with_names({split("Dara Marn")}).surnames() == ["Marn", "Vesk"]
    assert full.surnames() == ["Vesk"]
    assert bool(full)
    assert not FullNames.of([split("Vesk")])


def test_more_namesakes_than_a_report_can_tell_apart_are_nobody():
    many = [(f"Orlan{n}", "Vesk") for n in range(51)]
    assert FullNames.of(many).root(("Vesk",)) is None
    assert FullNames.of(many).several(("Vesk",)) == ()
    assert FullNames.of(many).root(("Orlan7", "Vesk")) == ("Orlan7", "Vesk")


NAMES = st.lists(
    st.lists(
        st.sampled_from(["Orlan", "T.", "P.", "Di", "Vesk", "Marn", "Dara"]), min_size=1, max_size=4
    ).map(tuple),
    max_size=8,
)


@given(NAMES, NAMES)
def test_whatever_the_names_a_root_is_one_of_them_and_stands_for_itself(names, asked):
    full = FullNames.of(names)
    assert {root for name in names for root in [full.root(name)] if root} <= set(names)
    for words in asked:
        root = full.root(words)
        assert root is None or root in names
        assert root is None or not full.several(words) or root in full.several(words) or len(words) > 1


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_the_names_does_not_matter(names, random):
    mixed = random.sample(names, len(names))
    for words in [*names, ("Vesk",), ("Orlan",), ("Di", "Vesk")]:
        assert FullNames.of(names).root(words) == FullNames.of(mixed).root(words)
        assert FullNames.of(names).several(words) == FullNames.of(mixed).several(words)

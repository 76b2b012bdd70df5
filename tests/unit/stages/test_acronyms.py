"""Abbreviations that a report defines, and what they mean from then on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.knowledge.registry import Registry
from standoff.stages.acronyms import abbreviates
from standoff.stages.actors import Actors

HEADER = "id\tname\tkind\tcountry\tsector\taliases\toffice\tfrom\tto\tsource\n"
WORLD = HEADER + "\n".join(
    "\t".join(line.split(";"))
    for line in (
        "country:XVA;Valmora;country;XVA;;Valmoran;;;;x",
        "org:lto;Littoral Treaty Organisation;organisation;;IGO;;;;;x",
        "org:rep;Ruthven Ebbing Party;organisation;XVA;PTY;;;;;x",
        "org:other;Lower Tarn Orchestra;organisation;XVA;;LTX;;;;x",
    )
)


@pytest.fixture(scope="module")
def mentions(engine, reading):
    """Gives the mentions of a text, and their ids."""
    world = Registry([]).with_file(WORLD + "\n")

    def annotate(text):
        with engine.bounded():
            page = reading(text, "2031-03-20")
            page.registry = world
            return [(m.span.of(text), m, page.id_of(m)) for m in Actors().annotate(page)]

    return annotate


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("LTO", "Littoral Treaty Organisation", True),
        ("LTO", "the Littoral Treaty Organisation", True),
        ("LTOs", "Littoral Treaty Organisation", True),
        ("L.T.O.", "Littoral Treaty Organisation", True),
        ("OSV", "Organisation for the Safety of Varnholm", True),
        ("OfSV", "Organisation for Safety in Valmora", True),
        ("NVF", "North-Valmoran Front", True),
        ("LTO", "Littoral Treaty", False),
        ("LOT", "Littoral Treaty Organisation", False),
        ("TO", "Littoral Treaty Organisation", False),
        ("L", "Littoral Treaty Organisation", False),
        ("lto", "Littoral Treaty Organisation", False),
        ("LTO", "Lighthouse", False),
        ("", "", False),
    ],
)
def test_capitals_that_abbreviate_a_name(short, name, fits):
    assert abbreviates(short, name) is fits


@given(st.text(max_size=10), st.text(max_size=60))
def test_any_words_are_compared(short, name):
    assert abbreviates(short, name) in (True, False)


DEFINED = [
    "The Littoral Treaty Organisation (LTO) met on Monday. The LTO agreed.",
    "The Littoral Treaty Organisation (the LTO) met on Monday. The LTO agreed.",
    "The Littoral Treaty Organisation (“LTO”) met on Monday. The LTO agreed.",
    "The Littoral Treaty Organisation (or LTO) met on Monday. The LTO agreed.",
    "The Littoral Treaty Organisation (LTO, founded in 1990) met on Monday. The LTO agreed.",
    "The Littoral Treaty Organisation (LTO) met.\n\nA week later the LTO agreed.",
]


@pytest.mark.parametrize("text", DEFINED)
def test_an_abbreviation_means_what_it_was_defined_for(mentions, text):
    found = mentions(text)
    name_id = next(key for words, _, key in found if words == "Littoral Treaty Organisation")
    shorts = [m for words, m, _ in found if words == "LTO"]
    assert len(shorts) == 2
    for m in shorts:
        assert (m.entity, m.name, m.sector) == ("org:lto", "Littoral Treaty Organisation", "IGO")
        assert (m.refers_to, m.because) == (name_id, "abbreviation defined in the report")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        # Never defined, defined later on, or of another name.
        ("The Littoral Treaty Organisation met on Monday. The LTO agreed.", "LTO"),
        ("The LTO agreed. The Littoral Treaty Organisation (LTO) met on Monday.", "LTO"),
        ("The Littoral Treaty Organisation (UKV) met on Monday. The UKV agreed.", "UKV"),
        ("The Littoral Treaty Organisation met in town (LTO) on Monday. The LTO agreed.", "LTO"),
    ],
)
def test_an_abbreviation_that_the_report_does_not_define_before_is_nobodys(mentions, text, short):
    first = next((m for words, m, _ in mentions(text) if words == short), None)
    assert first is None or first.entity is None


def test_a_name_that_is_listed_keeps_its_meaning(mentions):
    found = mentions("The Lighthouse Tenants Xenial Club (LTX) met. The LTX agreed.")
    assert {m.entity for words, m, _ in found if words == "LTX"} <= {"org:other"}


def test_an_unknown_body_is_abbreviated_too(mentions):
    found = mentions("The Valmoran Harbour Workers Union (VHWU) met on Monday. The VHWU agreed.")
    shorts = [m for words, m, _ in found if words == "VHWU"]
    assert shorts
    assert all(m.entity is None for m in shorts)
    assert {m.because for m in shorts} == {"abbreviation defined in the report"}


@pytest.mark.parametrize(
    "text",
    [
        "The Littoral Treaty Organisation (",
        "The Littoral Treaty Organisation ()",
        "The Littoral Treaty Organisation (((((LTO)))))",
        "The Littoral Treaty Organisation (LTO) (LTO) (LTO)",
        "LTO (LTO)",
    ],
)
def test_brackets_of_any_kind_are_read(mentions, text):
    spans = [m.span for _, m, _ in mentions(text)]
    assert spans == sorted(spans)

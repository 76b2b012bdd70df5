"""The publication date: given with the report, stated by its page, or unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.ingest.frontmatter import read_front
from standoff.ingest.published import given_date, published
from standoff.model.codebook import Basis

GIVEN = {
    "2031-03-14": "2031-03-14",
    "2031-03": "2031-03",
    "2031": "2031",
    " 2031-03-14 ": "2031-03-14",
    "2031-03-14T09:30": "2031-03-14",
    "2031-03-14T09:30:00Z": "2031-03-14",
    "2031-03-14T09:30:00.123456+01:00": "2031-03-14",
    "2031-03-14 09:30:00 +0000": "2031-03-14",
    "2031-03-14T23:30:00-08:00": "2031-03-14",
    "2032-02-29": "2032-02-29",
    "2031-02-29": None,
    "2031-13-01": None,
    "2031-00-10": None,
    "0000-01-01": None,
    "9999-12-31": None,
    "14.03.2031": None,
    "14 March 2031": None,
    "March 2031": None,
    "03/14/2031": None,
    "20310314": None,
    "2031-3-14": None,
    "2031-03-14T": None,
    "2031-03-14 or so": None,
    "２０３１-03-14": None,
    "1930000000": None,
    "yesterday": None,
    "": None,
}


@pytest.mark.parametrize(("value", "expected"), GIVEN.items())
def test_given_dates(value: str, expected: str | None) -> None:
    found = given_date(value)
    assert (found.edtf if found else None) == expected


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{0,8})?", fullmatch=True))
def test_no_given_date_is_an_exception(value: str) -> None:
    found = given_date(value)
    assert found is None or value.strip().startswith(found.edtf)


PAGE = "Envoys meet again\nBy Ana Horvat\n14 March 2031\n\nVARNOST (KNA) — Talks went on, she said."


def test_what_is_given_comes_before_what_the_page_states() -> None:
    stated = read_front(PAGE, []).stated
    found = published("2031-03-20T08:00:00Z", stated)
    assert (found.value, found.basis, found.confidence) == ("2031-03-20T08:00:00Z", Basis.METADATA, 1.0)
    assert found.date is not None
    assert found.date.edtf == "2031-03-20"
    assert found.note == "the page itself states 2031-03-14"
    assert [because.span.of(PAGE) for because in found.because] == ["14 March 2031"]


@pytest.mark.parametrize("value", ["2031-03-14", "2031-03-13", "2031-03-15T00:10:00Z", "2031-03", "2031"])
def test_a_day_more_or_less_is_no_difference(value: str) -> None:
    found = published(value, read_front(PAGE, []).stated)
    assert (found.value, found.note, found.because) == (value, None, ())


def test_what_the_page_states_points_at_its_words() -> None:
    found = published(None, read_front(PAGE, []).stated)
    assert (found.value, found.basis, found.note) == ("2031-03-14", Basis.STATED, None)
    assert 0 < found.confidence < 1
    assert [because.span.of(PAGE) for because in found.because] == ["14 March 2031"]


def test_a_given_date_that_cannot_be_read_is_told_and_the_page_asked() -> None:
    found = published("last Friday", read_front(PAGE, []).stated)
    assert (found.value, found.basis) == ("2031-03-14", Basis.STATED)
    assert found.note == "the date given, 'last Friday', is no ISO 8601 date and was left out"


def test_unknown_is_unknown() -> None:
    found = published(None, None)
    assert (found.date, found.value, found.basis, found.confidence) == (None, None, Basis.UNKNOWN, 0.0)
    assert published("soon", None).note == "the date given, 'soon', is no ISO 8601 date and was left out"
    assert (
        published("x" * 500, None).note
        == f"the date given, '{'x' * 40}', is no ISO 8601 date and was left out"
    )

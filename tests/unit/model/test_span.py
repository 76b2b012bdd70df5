import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model.span import Span, Spans, trim

PAIRS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1])))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4), (-3, -1)])
def test_a_span_is_never_empty_nor_negative(start, end):
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "holds"),
    [
        ((2, 6), (2, 6), True, True),
        ((2, 6), (3, 5), True, True),
        ((2, 6), (5, 7), True, False),
        ((2, 6), (6, 7), False, False),
        ((2, 6), (0, 2), False, False),
        ((2, 6), (0, 9), True, False),
    ],
)
def test_two_spans(one, other, overlaps, holds):
    assert Span(*one).overlaps(Span(*other)) is overlaps
    assert Span(*other).overlaps(Span(*one)) is overlaps
    assert Span(*one).holds(Span(*other)) is holds


def test_a_span_counts_code_points():
    text = "🚢 «Мир» said"
    assert Span(2, 7).of(text) == "«Мир»"
    assert len(Span(2, 7)) == 5
    assert Span(2, 7).shifted(3) == Span(5, 10)


@pytest.mark.parametrize("items", [((0, 4), (3, 6)), ((5, 6), (0, 2))])
def test_spans_are_sorted_and_disjoint(items):
    with pytest.raises(ValueError, match="sorted and disjoint"):
        Spans(tuple(Span(*item) for item in items))


def test_spans_that_touch_may_stand_beside_each_other():
    assert len(Spans((Span(0, 2), Span(2, 4)))) == 2


@given(PAIRS)
def test_joined_spans_cover_the_same_characters(spans):
    joined = Spans.of(spans)
    assert {i for s in joined for i in range(s.start, s.end)} == {
        i for s in spans for i in range(s.start, s.end)
    }
    assert Spans.of(reversed(spans)) == joined
    assert Spans.of(joined) == joined
    assert bool(joined) is bool(spans)


@given(PAIRS.filter(bool))
def test_the_hull_holds_every_span(spans):
    hull = Spans.of(spans).hull()
    assert all(hull.holds(span) for span in spans)
    assert (hull.start, hull.end) == (min(s.start for s in spans), max(s.end for s in spans))


def test_no_spans_have_no_hull():
    with pytest.raises(ValueError, match="no hull"):
        Spans().hull()
    assert Spans().pairs() == []


@given(st.text(), st.data())
def test_trimming_drops_white_space_and_nothing_else(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = trim(text, start, end)
    assert (found.of(text) if found else "") == text[start:end].strip()

"""Numbers in digits and words: each row is a text and what its numbers come to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.text.numbers import Form, numbers, value_of_digits, whole

VALUES = [
    ("0", 0),
    ("1,200", 1200),
    ("1\u202f200", 1200),
    ("1\u00a0200\u00a0000", 1_200_000),
    ("5,000,000.5", 5_000_000.5),
    ("1.200.000", 1_200_000),
    ("8.5", 8.5),
    ("1.2 million", 1_200_000),
    ("1.125 million", 1_125_000),
    ("2.5-billion", 2_500_000_000),
    ("100k", 100_000),
    ("2.5bn", 2_500_000_000),
    ("38million", 38_000_000),
    ("1.2 hundred", 120),
    ("two", 2),
    ("Twenty-four", 24),
    ("twenty four", 24),
    ("sixty", 60),
    ("a hundred", 100),
    ("one hundred", 100),
    ("one hundred and twenty thousand", 120_000),
    ("a hundred and fifty thousand", 150_000),
    ("two hundred thousand", 200_000),
    ("three hundred five", 305),
    ("one million two hundred thousand and five", 1_200_005),
    ("two and a half million", 2_500_000),
    ("a million and a half", 1_500_000),
    ("one and a half", 1.5),
    ("half a million", 500_000),
    ("a half million", 500_000),
    ("a quarter of a million", 250_000),
    ("a dozen", 12),
    ("half a dozen", 6),
    ("three dozen", 36),
    ("mıllıon ſix", 6),
]

VAGUE = [
    ("dozens", 24, 99),
    ("scores of ships", 40, 199),
    ("hundreds", 200, 999),
    ("several hundred", 200, 999),
    ("a few thousand", 2_000, 9_999),
    ("thousands", 2_000, 9_999),
    ("tens of thousands", 20_000, 99_999),
    ("Hundreds of thousands", 200_000, 999_999),
    ("several hundred thousand", 200_000, 999_999),
    ("millions", 2_000_000, 9_999_999),
    ("hundreds of billions", 200_000_000_000, 999_999_999_999),
]

FRACTIONS = [
    ("two-thirds of the grain", 0.6667),
    ("a third of it", 0.3333),
    ("three quarters of the fleet", 0.75),
    ("half of the fleet", 0.5),
    ("half the fleet", 0.5),
]

NONE = [
    "3,5",
    "100.000",
    "1 200",
    "12 300 400",
    "007",
    "1,2,3",
    "10:30",
    "24/7",
    "1,200/3",
    "5G",
    "20th",
    "G7",
    "1990s",
    "x2",
    "hundred",
    "million-dollar",
    "test scores",
    "tens",
    "the first quarter of it",
    "four thirds of it",
    "1" * 40,
    "٣٤",
]


def found(text):
    return list(numbers(text))


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_a_number_has_its_value(text, value):
    [number] = found(text)
    assert number.value == value
    assert type(number.value) is type(value)


@pytest.mark.parametrize(("text", "low", "high"), VAGUE)
def test_a_vague_plural_has_bounds(text, low, high):
    [number] = found(text)
    assert (number.form, number.value, number.low, number.high) == (Form.VAGUE, None, low, high)


@pytest.mark.parametrize(("text", "value"), FRACTIONS)
def test_a_fraction_is_rounded_to_four_places(text, value):
    [number] = found(text)
    assert (number.form, number.value) == (Form.FRACTION, value)


@pytest.mark.parametrize("text", NONE)
def test_what_may_be_two_numbers_or_none_is_not_read(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two and three", [2, 3]),
        ("between five and ten", [5, 10]),
        ("70,000–100,000", [70_000, 100_000]),
        ("ten thousand men and two hundred ships", [10_000, 200]),
        ("2, 3 and 4", [2, 3, 4]),
        ("In 2014 100 men", [2014, 100]),
    ],
)
def test_numbers_stand_apart(text, values):
    assert [number.value for number in found(text)] == values


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Some 1.2 million men, a dozen ships.", ["1.2 million", "a dozen"]),
        ("He saw a two and hundreds of thousands of birds.", ["two", "hundreds of thousands"]),
        ("two agreements and a treaty", ["two"]),
    ],
)
def test_a_span_holds_the_number_alone(text, quotes):
    assert [number.span.of(text) for number in found(text)] == quotes


def test_only_the_part_asked_for_is_read():
    text = "12 ships, 30 jets, 7 tanks"
    assert [number.value for number in numbers(text, 3, 18)] == [30]


PIECES = (
    "two and a half million hundred thousands of dozens 1,2 .5 100 k bn third İ ſ - several mıllıon quarter"
)


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_digits_are_read_back(value):
    assert value_of_digits(f"{value:,}") == value
    assert whole(float(value)) == value


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from([*PIECES.split(), "\u202f"]),
            max_size=20,
        ).map(" ".join),
    )
)
def test_any_text_gives_numbers_in_order(text):
    end = 0
    for number in numbers(text):
        assert end <= number.span.start < number.span.end <= len(text)
        end = number.span.end
        assert (number.value is None) == (number.form is Form.VAGUE)
        assert number.low is None or number.high is None or number.low <= number.high


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["one ", "1,", "hundred and ", "9", "a ", "half of a ", "tens of "])
def test_the_work_grows_with_the_text_alone(piece):
    import time

    took = []
    for size in (10_000, 80_000):
        start = time.process_time()
        for _ in numbers(piece * (size // len(piece))):
            pass
        took.append(time.process_time() - start)
    assert took[1] < 40 * max(took[0], 0.01)

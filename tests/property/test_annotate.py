"""Whatever the characters, annotating raises nothing and marks nothing that is not there."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standoff.knowledge.registry import Registry
from standoff.model.codec import annotate_row
from standoff.model.report import Report
from standoff.pipeline import Pipeline

SCRIPTS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("“”‘’«»„\"'.,!?… \n\r\t\u2028\u00a0—–-()[]#>*|$€%0123456789"),
        st.sampled_from("\u0000\u200d\u202e\u0301\ufeff\U0001f1fa\U0001f469العبرית中文КиївĐ"),
    ),
    max_size=400,
)
NEWSY = st.lists(
    st.sampled_from(
        [
            *(
                "“",
                "”",
                '"',
                "‘",
                "’",
                "—",
                ".",
                ",",
                "\n",
                "\n\n",
                "he",
                "who",
                "and",
                "the",
                "said",
                "warned that",
            ),
            *(
                "Orlan",
                "Mr.",
                "gentlemen.",
                "Varn",
                "U.S.",
                "RussiaCunning",
                "According to",
                "talks",
                "troops",
            ),
            *("on 14 March 2031", "2014", "100,000", "$2.5 billion", "38 percent"),
            *("ADVERTISEMENT", "Leave a Reply", "By Ana Orlan"),
        ]
    ),
    max_size=120,
).map(" ".join)


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(Registry.shipped())


def nested(value):
    """Find every span object inside an annotation."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for inner in value.values():
            yield from nested(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nested(inner)


def check(pipeline, text):
    report = Report.of(text, given_id="x", language="en")
    row = annotate_row(pipeline.analyse(report), "x")
    row = json.loads(json.dumps(row))
    assert list(row) == ["id", "text_sha256", "language", "published", "annotations"]
    for annotation in row["annotations"]:
        assert list(annotation)[:6] == ["id", "layer", "start", "end", "quote", "by"]
        for span in nested(annotation):
            assert text[span["start"] : span["end"]] == span["quote"] != ""
        for role in ("source", "cue", "content"):
            for start, end in annotation.get(role, []):
                assert 0 <= start < end <= len(text)
    ids = [annotation["id"] for annotation in row["annotations"]]
    assert len(ids) == len(set(ids))
    furniture = [(a["start"], a["end"]) for a in row["annotations"] if a["layer"] == "boilerplate"]
    for a in row["annotations"]:
        if a["layer"] not in ("boilerplate", "attribution"):
            assert not any(a["start"] < end and start < a["end"] for start, end in furniture)


@given(SCRIPTS)
@example("\u0000" * 50)
@example("🏳️‍🌈👩‍👩‍👧‍👦 “🇺🇦” said 👋🏽.")
@example("\u202e“talks\u202c” said Orlan.")
@example("e\u0301" * 200)
def test_any_characters(pipeline, text):
    check(pipeline, text)


@given(NEWSY)
def test_any_order_of_news_words(pipeline, text):
    check(pipeline, text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "“",
        "word ",
        "1,",
        "Orlan ",
        "“a b c d” he said. ",
        "ADVERTISEMENT\n",
        ".",
        "A.",
        "\n",
        "x@y ",
        "'",
        "中",
    ],
)
def test_two_megabytes_of_one_thing(piece):
    """A line without end is cut, read and marked like any other; the parser is left out for its time."""
    text = (piece * (2_000_000 // len(piece)))[:2_000_000]
    pipeline = Pipeline(Registry.shipped(), {"boilerplate", "sentence", "time"})
    analysis = pipeline.analyse(Report.of(text, language="en"))
    assert all(m.annotation.span.end <= len(text) for m in analysis.annotations)

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standoff.desk.base import Hit
from standoff.desk.search import MAX_QUERY, MAX_TERMS, parse_query
from standoff.desk.sqlite import open_desk
from standoff.errors import UsageError
from standoff.model.span import Span

MADE_BY = "extract/1"
REPORTS = {
    "2031-03-01": "Tarsovia stopped the ferry.\nThe second round of talks opens in Brennland.",
    "2031-03-02": "A round of fire, then a second ferry.\nDé Ștefan’s co-operative sank: 12,000 tons.",
    "2031-03-03": "No talks.\nالعبّارة توقفت 🚢 اليوم.\nWords\0behind a NUL.",
}


@pytest.fixture(scope="module")
def stocked(tmp_path_factory, reading_of):
    with open_desk(tmp_path_factory.mktemp("search") / "d.db", create=True) as desk:
        for day, text in REPORTS.items():
            desk.commit(reading_of(text, day=day), MADE_BY)
        yield desk


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", ["Tarsovia stopped the ferry.", "A round of fire, then a second ferry."]),
        ("FERRY second", ["A round of fire, then a second ferry."]),
        ('"second round"', ["The second round of talks opens in Brennland."]),
        ("“second round”", ["The second round of talks opens in Brennland."]),
        ("second -talks", ["A round of fire, then a second ferry."]),
        ('second -"second round"', ["A round of fire, then a second ferry."]),
        ("stop*", ["Tarsovia stopped the ferry."]),
        ("stop", []),
        ("de stefan", ["Dé Ștefan’s co-operative sank: 12,000 tons."]),
        ("co-operative", ["Dé Ștefan’s co-operative sank: 12,000 tons."]),
        ("12,000", ["Dé Ștefan’s co-operative sank: 12,000 tons."]),
        ("العبّارة", ["العبّارة توقفت 🚢 اليوم."]),
        ("behind", ["Words\0behind a NUL."]),
        ("words\0behind", ["Words\0behind a NUL."]),
        ("talks 🚢 ?", ["The second round of talks opens in Brennland.", "No talks."]),
        ("quote:ferry", []),
        ("zebra", []),
        ("NOT OR AND", []),
    ],
)
def test_what_is_found(stocked, query, found):
    assert [hit.quote for hit in stocked.search(query, 9)] == found


def test_a_hit_names_its_place(stocked):
    (hit,) = stocked.search("Brennland", 9)
    stored = stocked.report(hit.report)
    assert hit == Hit(stored.report.id, Span(28, 73), stored.report.text[28:73])


def test_hits_are_limited_and_in_order(stocked):
    every = stocked.search("ferry", 9)
    assert stocked.search("ferry", 1) == every[:1]
    assert stocked.search("ferry", 0) == stocked.search("ferry", -1) == []
    assert stocked.search("ferry", 10**30) == every


def test_when_no_sentence_holds_every_word_reports_that_do_are_looked_through(stocked):
    hits = stocked.search("tarsovia talks", 9)
    assert [(hit.quote, hit.every_word) for hit in hits] == [
        ("Tarsovia stopped the ferry.", False),
        ("The second round of talks opens in Brennland.", False),
    ]
    assert stocked.search("tarsovia talks -ferry", 9) == []
    assert stocked.search("tarsovia talks", 1) == hits[:1]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "nothing to search for; name a word, with letters or digits"),
        (" \0\t", "nothing to search for"),
        ('"" “” ""', "nothing to search for"),
        ("🚢 — … *", "nothing to search for"),
        ("-ferry", "name a word that must be there, beside those that must not"),
        ("a" * (MAX_QUERY + 1), f"write it in {MAX_QUERY} or fewer"),
        (" ".join(f"w{n}" for n in range(MAX_TERMS + 1)), f"more than {MAX_TERMS} words"),
    ],
)
def test_a_query_with_nothing_to_look_for(stocked, query, said):
    with pytest.raises(UsageError, match=said):
        stocked.search(query, 9)


@pytest.mark.parametrize(
    ("query", "matching"),
    [
        ('"a b', '"a" AND "b"'),
        ('a"b c"d', '"a" AND "b c" AND "d"'),
        ("a“b", '"a" AND "b"'),
        ("a a A", '"a" AND "A"'),
        ("(a OR b) NEAR/2 c:d ^e +f", '"(a" AND "OR" AND "b)" AND "NEAR/2" AND "c:d" AND "^e" AND "+f"'),
        ('"a b"* c', '"a b"* AND "c"'),
        ("a**", '"a"*'),
        ("--a b", '("b") NOT ("-a")'),
        ("x- -", '"x-"'),
        ("\ud83da", '"a"'),
    ],
)
def test_how_a_query_is_understood(query, matching):
    assert parse_query(query).matching() == matching


SIGNS = 'ab "“”-*():^+\0{}é🚢\ud800 \n,.'


@given(st.text(st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=60))
@example('"' * 200 + "ferry")
@example("ferry" + "*" * 500)
@example('ferry AND NOT "b" OR (c')
@example("\U0001e900 \U00010d00")
def test_no_query_breaks_it(stocked, query):
    try:
        stocked.search(query, 5)
        stocked.search(f"{query} ferry", 5)
    except UsageError:
        pass

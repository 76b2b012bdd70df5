"""Dating a collection: bursts of words, neighbours, copies, occasions. All texts and people are invented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from standoff.collate.bursts import learn, terms
from standoff.collate.dating import date_all
from standoff.collate.neighbours import Neighbours
from standoff.knowledge.registry import Registry
from standoff.model.codebook import Basis
from standoff.model.report import Report
from standoff.pipeline import Pipeline
from standoff.stages.dating.clues import NEEDS, clues_of


@pytest.fixture(scope="module")
def clues():
    pipeline = Pipeline(Registry.shipped(), NEEDS)

    def make(text, published=None):
        report = Report.of(text, language="en", published_given=published)
        return clues_of(pipeline.analyse(report), Registry.shipped())

    return make


TOPICS = [
    "grain ships wait outside Pellworth while the crane drivers strike over their night pay",
    "a salt flood broke the old dyke at Marren and drowned the winter barley of nine farms",
    "judges in Orlanholm hear the bribery case against the former harbour warden Vesk",
    "snow closed the Tessel pass and stranded the mail coaches for several cold nights",
]


def collection(clues):
    """A year of invented news: each topic is in the news for some ten days."""
    made = []
    for number, topic in enumerate(TOPICS):
        for day in range(5):
            when = date(2031, 2, 1) + timedelta(days=70 * number + 2 * day)
            made.append(clues(f"Report {number}{day}: {topic}.", when.isoformat()))
    return made


@pytest.mark.parametrize("number", range(4))
def test_words_of_a_time_date_a_report(clues, number):
    undated = clues(f"Once more {TOPICS[number]}, it is said in town.")
    *_, answer = date_all([*collection(clues), undated])
    middle = date(2031, 2, 5) + timedelta(days=70 * number)
    assert answer.basis is Basis.INFERRED
    assert abs((date.fromisoformat(answer.value) - middle).days) <= 7
    assert answer.date.earliest <= middle <= answer.date.latest


def test_the_order_of_reports_does_not_matter(clues):
    reports = [*collection(clues), *(clues(f"Again {topic}.") for topic in TOPICS)]
    straight = date_all(reports)
    assert date_all(reports[::-1])[::-1] == straight


def test_dates_that_are_known_stay(clues):
    reports = collection(clues)
    assert [answer.value for answer in date_all(reports)] == [each.published.value for each in reports]


def test_nothing_dated_and_nothing_said_is_unknown(clues):
    assert [answer.date for answer in date_all([clues("The boats are in."), clues("The nets dry.")])] == [
        None,
        None,
    ]


def test_no_reports_at_all():
    assert date_all([]) == []


STORY = (
    "The harbour of Pellworth was closed after a crane fell into the basin. Nobody was hurt but four ferries had to "
    "wait outside the mole until the evening. The port authority said it would look into the cause of the accident."
)


def test_a_copy_that_carries_a_date_dates_the_other(clues):
    _, answer = date_all([clues(STORY, "2031-06-03"), clues(f"{STORY} Read more of this tomorrow.")])
    assert abs((date.fromisoformat(answer.value) - date(2031, 6, 3)).days) <= 2
    assert any(each.report and "shares" in each.says for each in answer.because)


def test_an_occasion_dated_elsewhere_pins_a_weekday(clues):
    dated = clues(
        "Envoys of Varn met Orlan Vesk in Pellworth on Tuesday to talk of the Marren dam.", "2031-06-04"
    )
    undated = clues("Orlan Vesk of Varn will be in Pellworth on Tuesday to talk of the Marren dam.")
    _, answer = date_all([dated, undated])
    # The Tuesday before Wednesday 4 June 2031 is the 3rd; "on Tuesday" looks ahead to it.
    assert date(2031, 5, 28) <= date.fromisoformat(answer.value) <= date(2031, 6, 3)
    assert any(each.report == dated.report and "the same" in each.says for each in answer.because)


def test_words_used_all_the_time_tell_nothing():
    dated = [
        (day, {"harbour news", "crane strike"} if day < 4 else {"harbour news"}) for day in range(0, 40, 2)
    ]
    learnt = learn(dated, [{"harbour news", "crane strike"}])
    assert learnt.telling({"harbour news"}, 2) == []
    assert learnt.telling({"crane strike"}, 2) == ["crane strike"]


def test_pairs_of_words_do_not_cross_a_sentence():
    assert "basin ferries" not in terms("the crane fell into the basin | ferries waited |")


def test_the_nearest_come_first():
    near = Neighbours([(3, {"a b", "c d"}), (5, {"a b"}), (9, {"x y"})])
    assert [day for day, _, _ in near.of({"a b", "c d"})] == [3, 5]

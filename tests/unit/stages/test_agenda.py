"""Occasions in single sentences: what is marked, with which parties, place, date and status, and what is not.

An occasion is written ``status date occasion | parties | place``, with ``-`` for what is not known. Every
person, country and town here is invented. The reports are of Wednesday, 5 March 2031.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.knowledge.registry import Registry
from standoff.model.annotation import Agenda, Time
from standoff.model.codebook import AgendaStatus, Layer, TimeType
from standoff.model.report import Report
from standoff.model.span import Span
from standoff.pipeline import Pipeline
from standoff.stages.agenda import Occasions, agenda_date

PUBLISHED = "2031-03-05"
WORLD = """\
id;name;kind;country;sector;aliases;office;from;to;source;short;gender
country:XHA;Halvenia;country;XHA;;Halvenian|Halvenians;;;;invented;;
country:XTA;Tarsovia;country;XTA;;Tarsovian|Tarsovians;;;;invented;;
country:XKE;Kestria;country;XKE;;Kestrian|Kestrians;;;;invented;;
place:port-sallow;Port Sallow;place;XHA;;;;;;invented;;
place:varnholm;Varnholm;place;XTA;;;;;;invented;;
place:lisk;Lisk;place;XKE;;;;;;invented;;
org:littoral;Littoral Council;organisation;;IGO;;;;;invented;;
org:straits;Straits Union;organisation;;IGO;;;;;invented;;
person:orlan;Ana Orlan;person;XHA;GOV;;president;2025;;invented;!Orlan;f
person:varn;Piet Varn;person;XTA;GOV;;prime minister;2025;;invented;!Varn;m
person:hart;Lena Hart;person;XTA;GOV;;defence minister;2025;;invented;!Hart;f
person:korst;Ilya Korst;person;XKE;GOV;;foreign minister;2025;;invented;!Korst;m""".replace(";", "\t")


@cache
def pipeline() -> Pipeline:
    return Pipeline(Registry.shipped().with_file(WORLD), [Layer.AGENDA, Layer.TIME])


def annotate(text: str, published: str | None = PUBLISHED) -> list[Agenda]:
    analysis = pipeline().analyse(Report.of(text, published_given=published, language="en"))
    return [m.annotation for m in analysis.annotations if isinstance(m.annotation, Agenda)]


def told(agenda: Agenda) -> str:
    parties = ", ".join(agenda.parties) or "-"
    return f"{agenda.status} {agenda.date or '-'} {agenda.occasion} | {parties} | {agenda.place or '-'}"


MARKED = [
    # What is to come.
    (
        "Orlan will meet Varn in Lisk on March 10.",
        ["scheduled 2031-03-10 meeting | Ana Orlan, Piet Varn | Lisk"],
    ),
    (
        "Talks between Halvenia and Tarsovia are scheduled for March 9 and 10 in Lisk.",
        ["scheduled 2031-03-09/2031-03-10 talks | Halvenia, Tarsovia | Lisk"],
    ),
    (
        "Orlan is set to speak with Varn over the phone on March 8.",
        ["scheduled 2031-03-08 phone call | Ana Orlan, Piet Varn | -"],
    ),
    ("The ceasefire expires on March 14.", ["scheduled 2031-03-14 expiry | - | -"]),
    ("The deadline is March 30.", ["scheduled 2031-03-30 deadline | - | -"]),
    (
        "Kestria will hold a presidential election on April 6.",
        ["scheduled 2031-04-06 election | Kestria | -"],
    ),
    (
        "Hart is due to visit Kestria on March 12.",
        ["scheduled 2031-03-12 visit | Lena Hart | Kestria"],
    ),
    (
        "The Littoral Council will hold a summit in Lisk on March 20.",
        ["scheduled 2031-03-20 summit | Littoral Council | Lisk"],
    ),
    # Without a date, where it is announced and the parties are named.
    ("Halvenia and Tarsovia have agreed to hold talks.", ["scheduled - talks | Halvenia, Tarsovia | -"]),
    # Several in one sentence, each with its own date and place.
    (
        "The week begins with a meeting of Halvenia and Tarsovia in Lisk on March 10, moves to the Littoral "
        "Council in Varnholm on March 12 and ends on March 13 in Port Sallow at the Straits Union.",
        [
            "scheduled 2031-03-10 meeting | Halvenia, Tarsovia | Lisk",
            "scheduled 2031-03-12 meeting | Littoral Council | Varnholm",
            "scheduled 2031-03-13 meeting | Straits Union | Port Sallow",
        ],
    ),
    # What may come.
    (
        "Orlan offered to meet Varn in Lisk on March 21.",
        ["proposed 2031-03-21 meeting | Ana Orlan, Piet Varn | Lisk"],
    ),
    (
        "Orlan could meet Varn in Lisk on March 21.",
        ["proposed 2031-03-21 meeting | Ana Orlan, Piet Varn | Lisk"],
    ),
    ("Kestria has proposed talks with Tarsovia.", ["proposed - talks | Kestria, Tarsovia | -"]),
    # What was moved, put off or called off.
    (
        "The talks between Halvenia and Tarsovia planned for March 7 were put off to March 10.",
        [
            "scheduled 2031-03-07 talks | Halvenia, Tarsovia | -",
            "moved 2031-03-10 talks | Halvenia, Tarsovia | -",
        ],
    ),
    (
        "The talks between Halvenia and Tarsovia planned for March 7 have been postponed.",
        ["postponed 2031-03-07 talks | Halvenia, Tarsovia | -"],
    ),
    (
        "Orlan has cancelled a visit to Kestria on March 12.",
        ["cancelled 2031-03-12 visit | Ana Orlan | Kestria"],
    ),
    # What has been.
    ("Orlan met Varn in Lisk on March 2.", ["held 2031-03-02 meeting | Ana Orlan, Piet Varn | Lisk"]),
    (
        "In a meeting on March 3, Orlan and Varn discussed the canal.",
        ["held 2031-03-03 meeting | Ana Orlan, Piet Varn | -"],
    ),
    (
        "“We wait,” Korst said at a March 4 press conference.",
        ["held 2031-03-04 press conference | Ilya Korst | -"],
    ),
    (
        "The last time Orlan and Varn met was in Lisk in January.",
        ["held 2031-01 meeting | Ana Orlan, Piet Varn | Lisk"],
    ),
    # Who is meant by a description or a pronoun.
    (
        "Orlan and Varn disagree. The two leaders will meet in Lisk on March 10.",
        ["scheduled 2031-03-10 meeting | Ana Orlan, Piet Varn | Lisk"],
    ),
    (
        "Orlan and Varn had a call on March 2. The call on March 2 was short.",
        [
            "held 2031-03-02 call | Ana Orlan, Piet Varn | -",
            "held 2031-03-02 call | Ana Orlan, Piet Varn | -",
        ],
    ),
    # The country of an office-holder is not another party.
    (
        "Orlan will meet Kestrian Foreign Minister Ilya Korst on March 10.",
        ["scheduled 2031-03-10 meeting | Ana Orlan, Ilya Korst | -"],
    ),
]

NOT_MARKED = [
    # Denied, refused, imagined, asked.
    "Orlan will not meet Varn on March 10.",
    "Orlan refused to meet Varn on March 10.",
    "No meeting is planned for March 10.",
    "If Orlan meets Varn on March 10, prices will fall.",
    "Will Orlan meet Varn on March 10?",
    "Orlan has no plans to visit Kestria on March 10.",
    # Other senses.
    "The steel met all demands on March 2.",
    "Halvenia repeated its call for peace on March 2.",
    "The clinical trial began on March 2.",
    "Tarsovia won 52 percent of the vote.",
    "The missile strike on Lisk on March 2 killed six people.",
    "Halvenia meets Tarsovia in the semi-final on March 10.",
    # No date, and nothing announced.
    "Orlan met Varn.",
    "Talks are difficult.",
    "The two countries held many meetings over the past year.",
    # A year says too little of what is over.
    "Nothing changed after the 2016 election.",
]


@pytest.mark.parametrize(("text", "expected"), MARKED, ids=[text[:40] for text, _ in MARKED])
def test_what_is_marked(text: str, expected: list[str]) -> None:
    assert sorted(told(each) for each in annotate(text)) == sorted(expected)


@pytest.mark.parametrize("text", NOT_MARKED)
def test_what_is_not_marked(text: str) -> None:
    assert [told(each) for each in annotate(text)] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Orlan said she will meet Varn in Lisk on March 10.", ["Ana Orlan"]),
        ("Orlan will meet Varn in Lisk on March 10, according to Korst.", ["Ilya Korst"]),
        ("“Orlan will meet Varn in Lisk on March 10,” Korst said.", ["Ilya Korst"]),
        ("Orlan will meet Varn in Lisk on March 10, officials said.", []),
    ],
)
def test_by_whose_account(text: str, names: list[str]) -> None:
    [found] = annotate(text)
    assert list(found.announced_by) == names


def test_every_occasion_rests_on_its_words_and_passages() -> None:
    text = "Orlan will meet Varn in Lisk on March 10."
    [found] = annotate(text)
    assert found.span.of(text) == "meet"
    assert [span.of(text) for span in found.passages] == ["Orlan", "Varn", "Lisk", "March 10"]


def test_without_a_publication_date_a_relative_time_is_kept_to_be_worked_out() -> None:
    [found] = annotate("Orlan will meet Varn in Lisk on Monday.", None)
    assert (found.status, found.date, len(found.times)) == (AgendaStatus.SCHEDULED, None, 1)


def day(edtf: str | None) -> Time:
    return Time(span=Span(0, 1), type=TimeType.DATE, value=edtf, edtf=edtf)


@pytest.mark.parametrize(
    ("edtfs", "expected"),
    [
        ([], None),
        ([None], None),
        (["2031-03-09"], "2031-03-09"),
        (["2031-03-09", "2031-03-10"], "2031-03-09/2031-03-10"),
        (["2031-03-10", "2031-03-09"], "2031-03-09/2031-03-10"),
        (["2031-03", "2031-03-10"], "2031-03-10"),
        (["2031-03-10", "2031-03-10T20:00:00"], "2031-03-10"),
        (["2031-03-09", "2033-03-10"], "2031-03-09"),
        (["2031-03", "2031-04"], "2031-03-01/2031-04-30"),
    ],
)
def test_the_date_of_several_times(edtfs: list[str | None], expected: str | None) -> None:
    assert agenda_date([day(edtf) for edtf in edtfs]) == expected


def test_what_the_stage_says_of_itself() -> None:
    stage = Occasions()
    assert stage.name == "agenda"
    assert stage.gives == {Layer.AGENDA}


WORDS = [
    "Orlan",
    "Varn",
    "Halvenia",
    "will",
    "meet",
    "talks",
    "on",
    "March",
    "10",
    "in",
    "Lisk",
    "not",
    "the",
    ",",
    ".",
]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from([*WORDS, "\u202e", "é\u0301", "🙂", "\x00"]), max_size=25))
def test_any_words_give_passages_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for found in annotate(text):
        for span in (found.span, *found.inner()):
            assert span.end <= len(text)

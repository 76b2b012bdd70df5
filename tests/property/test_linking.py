"""Linking depends on what the report says and on what is known, and on nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.knowledge.actor import Actor, Office
from standoff.knowledge.registry import Registry
from standoff.model.codebook import Layer, MentionKind
from standoff.model.partial_date import PartialDate
from standoff.model.report import Report
from standoff.pipeline import Pipeline
from standoff.stages.who import who

DAY = "2033-01-15"
HEADER = "id;name;kind;country;sector;aliases;office;from;to;source;short;gender;body"
WORLD = """\
country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;x;;;
country:XTA;Tarnia;country;XTA;;Tarnian|Tarnians;;;;x;;;
place:varnholm;Varnholm;place;XVA;;;;;;x;;;
government:XVA;Government of Valmora;government;XVA;GOV;Varnholm;;;;x;;;
org:union;Littoral Union;organisation;;IGO;LU;;;;x;;;
person:vesk;Orlan Vesk;person;XVA;GOV;Orlan T. Vesk;president;2032-05;;x;;m;
person:lund;Petra Lund;person;XVA;GOV;;foreign minister;2032-05-07;;x;;f;
person:marn-ada;Ada Marn;person;XVA;GOV;;defence minister;2030;;x;;f;
person:marn-tobin;Tobin Marn;person;XTA;GOV;;defence minister;2030;;x;;m;
person:quill;Jonas Quill;person;XTA;GOV;;president;2030;;x;!Quill;m;
person:oreste;Béla Oreste-Ødegaard;person;XTA;GOV;;finance minister;2030;;x;;m;
person:berg;Ilse Haverkamp;person;;IGO;;secretary general;2030;;x;;f;org:union""".splitlines()
BITS = [
    "Valmoran President Orlan Vesk arrived.",
    "President Vesk left.",
    "Mr. Marn stayed.",
    "Quill was late.",
    "Tarnian Defence Minister Marn arrived.",
    "Orlan T. Vesk met Hedda Vesk.",
    "Petra Lund arrived.",
    "Varnholm sent ships.",
    "They met in Varnholm.",
    "The LU chief arrived.",
    "Ilse Haverkamp was there.",
    "The Valmoran foreign minister, Petra Lund, left.",
    "Jonas Quil came.",
    "The Tarnian president left.",
    "Finance Minister Bela Oreste-Odegaard of Tarnia arrived.",
    "Tarnia waited.",
    "\n\n",
    "Marn",
    "Ada",
]
REPORTS = st.lists(st.sampled_from(BITS), min_size=1, max_size=8).map(" ".join)


def world_of(lines=WORLD):
    return Registry([]).with_file("\n".join(line.replace(";", "\t") for line in (HEADER, *lines)) + "\n")


@pytest.fixture(scope="module")
def world():
    return world_of()


@pytest.fixture(scope="module")
def annotate(world):
    """Gives the mentions of a text with a registry; one pipeline is kept for each."""
    pipelines = {}

    def mentions(text, registry=world):
        # Registries that say the same have one fingerprint, and are still to be tried each.
        if id(registry) not in pipelines:
            pipelines[id(registry)] = Pipeline(registry, {Layer.MENTION})
        pipeline = pipelines[id(registry)]
        report = Report.of(text, language="en", published_given=DAY)
        return [each.annotation for each in pipeline.analyse(report).annotations]

    return mentions


@pytest.fixture(scope="module")
def wider(world):
    """The world and actors whose names no report here has."""
    envoy = Office("envoy", PartialDate("2030"), None, "GOV", "XQA")
    return Registry(
        [
            *world,
            Actor("country:XQA", "Questria", MentionKind.COUNTRY, "XQA", aliases=("Questrian",)),
            Actor("org:unseen", "Unseen Alliance", MentionKind.ORGANISATION, None, "IGO", ("UAX",)),
            Actor("person:0", "Zane Zyx", MentionKind.PERSON, "XQA", "GOV", offices=(envoy,), short=("Zyx",)),
        ]
    )


@pytest.fixture(scope="module")
def turned():
    """The world from a file whose lines stand in another order."""
    return world_of(WORLD[::-1])


@given(REPORTS)
def test_an_unrelated_actor_changes_nothing(annotate, wider, text):
    assert annotate(text, wider) == annotate(text)


@given(REPORTS)
def test_the_order_of_the_registry_does_not_change_what_is_found(annotate, turned, text):
    assert annotate(text, turned) == annotate(text)


@given(st.permutations(WORLD))
def test_the_order_of_the_registry_does_not_change_what_it_is(world, lines):
    assert world_of(lines).fingerprint == world.fingerprint


NAMES = st.lists(
    st.sampled_from(
        [
            *[
                "Orlan",
                "Ada",
                "Tobin",
                "Petra",
                "Jonas",
                "Béla",
                "Ilse",
                "T.",
                "Jr.",
                "Vesk",
                "Marn",
                "Lund",
                "Quill",
                "Oreste-Ødegaard",
                "Haverkamp",
            ],
            *[
                "President",
                "Foreign",
                "Minister",
                "Mr.",
                "Gen.",
                "Valmoran",
                "Tarnian",
                "of",
                "the",
                "LU",
                "Union",
                "chief",
                "-",
                "’s",
                "'",
            ],
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(NAMES, st.sampled_from([None, "2031", "2032-05", DAY]))
def test_who_does_not_depend_on_the_order_of_the_registry(world, turned, phrase, date):
    on = PartialDate(date) if date else None
    assert who(turned, phrase, on) == who(world, phrase, on)


@settings(max_examples=40)
@given(st.lists(NAMES, min_size=1, max_size=4))
def test_any_names_are_annotated_and_linked_to_those_known(annotate, world, names):
    text = " arrived. ".join(names) + " arrived."
    for mention in annotate(text):
        assert text[mention.span.start : mention.span.end]
        assert mention.entity is None or world.get(mention.entity) is not None


TITLES = st.sampled_from(
    ["", "Mr. ", "President ", "Minister ", "Gen. ", "Valmoran President ", "Valmora's "]
)
PLACES = st.sampled_from(["", " in Valmora", " in Tarnia", " of Valmora", ", the Valmoran president,"])


@pytest.fixture(scope="module")
def twins(world):
    """The world, with a second president of Valmora who has everything but the id of the first."""
    vesk = world.get("person:vesk")
    return Registry([*world, replace(vesk, id="person:vesk-two")])


@given(TITLES, st.sampled_from(["Orlan Vesk", "Orlan T. Vesk", "Vesk", "Orlan Vesq", "VESK"]), PLACES)
def test_an_alias_of_two_that_nothing_tells_apart_is_never_linked(annotate, twins, title, name, place):
    text = f"The leaders met. {title}{name}{place} arrived. {name} left."
    assert not [m for m in annotate(text, twins) if m.entity and m.entity.startswith("person:")]


@given(TITLES, st.sampled_from(["Orlan Vesk", "Jonas Quill", "Petra Lund", "Ada Marn"]), PLACES)
def test_whoever_is_linked_bears_the_name(annotate, world, title, name, place):
    text = f"{title}{name}{place} arrived."
    for mention in annotate(text):
        if mention.kind is MentionKind.PERSON and mention.entity and mention.span.of(text) == name:
            assert mention.name == world.get(mention.entity).name == name

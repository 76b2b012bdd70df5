"""Mentions as tables of marked sentences: ``[words](kind:name key=value ...)`` is all that may be found.

A key is one of entity, country, sector, office (spaces as _) and ref, which gives the words that
the mention refers to. Countries, places and people are invented, but for names of countries and
bodies that the shipped registry is tested for.
"""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.knowledge.registry import Actor, Office, Registry
from standoff.model.codebook import MentionKind
from standoff.model.partial_date import PartialDate
from standoff.stages.actors import Actors

HEADER = "id\tname\tkind\tcountry\tsector\taliases\toffice\tfrom\tto\tsource\n"
WORLD = HEADER + "\n".join(
    "\t".join(line.split(";"))
    for line in """\
country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;invented
country:XTA;Tarnia;country;XTA;;Tarnian|Tarnians;;;;invented
place:ostrand;Ostrand;place;XVA;;;;;;invented
org:varn-bank;Bank of Varn;organisation;XTA;BUS;;;;;invented
person:dorv;Maren Dorv;person;XVA;GOV;Marena Dorv;envoy;2030;2031-03-20;invented
person:dorv;Maren Dorv;person;XVA;GOV;;foreign minister;2031-03-20;;invented
person:quill;Tobin Quill;person;XTA;MIL;;;;;invented""".splitlines()
)
_MARK = re.compile(r"\[([^\]]+)\]\(([a-z]+):([^)]*)\)")


@pytest.fixture(scope="module")
def world():
    return Registry.shipped().with_file(WORLD)


@pytest.fixture(scope="module")
def mentions(engine, reading, world):
    """Annotates a text with the invented world in the registry."""

    def annotate(text, published=None, registry=world):
        with engine.bounded():
            page = reading(text, published)
            page.registry = registry
            return Actors().annotate(page), page

    return annotate


def unmark(marked):
    """Take the marks out of a text: the text, and what each marked place must say."""
    text, wanted, at = "", {}, 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        name, *keys = re.split(r" (?=[a-z]+=)", match[3])
        wanted[len(text), len(text) + len(match[1])] = {
            "kind": match[2],
            "name": name,
            **dict(key.split("=") for key in keys),
        }
        text += match[1]
        at = match.end()
    return text + marked[at:], wanted


def said_of(mention, mentions, page, keys):
    by_id = {page.id_of(other): other.span.of(page.text) for other in mentions}
    told = {
        "kind": mention.kind.value,
        "name": mention.name,
        "entity": mention.entity,
        "country": mention.country,
        "sector": mention.sector,
        "office": (mention.office or "").replace(" ", "_"),
        "ref": by_id.get(mention.refers_to, "").replace(" ", "_"),
    }
    return {key: told[key] or "" for key in keys}


def check(marked, mentions):
    text, wanted = unmark(marked)
    found, page = mentions(text)
    got = {
        place: said_of(mention, found, page, wanted.get(place, ("kind", "name")))
        for mention in found
        # What is described is tested with `descriptions` and `offices`.
        if not mention.is_reference
        for place in [(mention.span.start, mention.span.end)]
    }
    assert got == wanted


REGISTRY = [
    "[Valmora](country:Valmora country=XVA entity=country:XVA) signed it.",
    "[Valmoran](country:Valmora country=XVA entity=country:XVA) troops crossed the river.",
    "The talks with the [Valmorans](group:Valmorans country=XVA entity=) went on.",
    "They met in [Ostrand](place:Ostrand country=XVA entity=place:ostrand sector=).",
    "The [Kremlin](government:Kremlin country=RUS sector=GOV entity=gov:kremlin) said nothing.",
    "Aides at the [White House](government:White House country=USA sector=GOV) agreed.",
    "[NATO](organisation:NATO country= sector=IGO entity=org:nato) and the [EU](organisation:European Union sector=IGO) met.",
    "The [Bank of Varn](organisation:Bank of Varn country=XTA entity=org:varn-bank) closed early.",
    "Pro-[Valmoran](country:Valmora) crowds met [US](country:United States)-led forces.",
    "The [U.S.](country:United States country=USA) sent ships, and [Valmora](country:Valmora)'s port shut.",
    "[OSTRAND](place:Ostrand) - The port was shut on Monday.",
    "The papers were sent to [Valmora](country:Valmora)Cunning long-term plans.",
    "He paid US$5 million for the ship.",
    "She answered in fluent Russian.",
]

TITLES = [
    "[Valmoran](country:Valmora) Foreign Minister [Orlan Vesk](person:Orlan Vesk country=XVA sector=GOV office=foreign_minister entity=) left.",
    "[Tarnia](country:Tarnia)'s President [Dara Mill](person:Dara Mill country=XTA sector=GOV office=president) spoke.",
    "[Tarnia](country:Tarnia)'s embattled president [Dara Mill](person:Dara Mill country=XTA sector=GOV) spoke.",
    "President [Dara Mill](person:Dara Mill country=XTA office=president) of [Tarnia](country:Tarnia) spoke.",
    "Former [Valmoran](country:Valmora) Defense Minister [Orlan Vesk](person:Orlan Vesk country=XVA office=) spoke.",
    "Former President [Orlan Vesk](person:Orlan Vesk country= sector=ELI office=) spoke at length.",
    "The envoy met Gen. [Orlan Vesk](person:Orlan Vesk sector=MIL) in the morning.",
    "[NATO](organisation:NATO) Secretary General [Orlan Vesk](person:Orlan Vesk country= sector=IGO) warned of delays.",
    "[Kremlin](government:Kremlin) spokesman [Orlan Vesk](person:Orlan Vesk country=RUS sector=GOV) denied it.",
    "[Valmoran](country:Valmora) opposition leader [Orlan Vesk](person:Orlan Vesk country=XVA sector=OPP) was freed.",
    "The crew met [Tarnia](country:Tarnia)'s [Jonas Berg](person:Jonas Berg country=XTA sector=) on Monday.",
    "[Valmora](country:Valmora) analyst [Orlan Vesk](person:Orlan Vesk country=) doubted it.",
    "Secretary of State [Orlan Vesk](person:Orlan Vesk office=secretary_of_state) arrived.",
]

SHORT_FORMS = [
    "[Orlan Vesk](person:Orlan Vesk ref=) met them. Mr. [Vesk](person:Orlan Vesk ref=Orlan_Vesk) then left.",
    "Mr [Vesk](person:Orlan Vesk ref=Orlan_Vesk) was late. [Orlan Vesk](person:Orlan Vesk ref=) met them later.",
    "President [Dara Mill](person:Dara Mill) spoke. Later [Mill](person:Dara Mill office=president ref=Dara_Mill) left.",
    "[Orlan Vesk](person:Orlan Vesk) and [Dara Vesk](person:Dara Vesk) met. Mr. [Vesk](person:Vesk ref=) left.",
    "[Orlan T. Vesk](person:Orlan T. Vesk) spoke. [Orlan Vesk](person:Orlan T. Vesk ref=Orlan_T._Vesk) left.",
    "The crew met [Luca Di Marno](person:Luca Di Marno). Mr. [Di Marno](person:Luca Di Marno ref=Luca_Di_Marno) then left the room.",
    "[George H. Vesk](person:George H. Vesk) spoke. [George T. Vesk](person:George T. Vesk) left. Mr. [Vesk](person:Vesk) stayed.",
    "gentlemen. [Vesk](person:Orlan Vesk ref=Orlan_Vesk) spoke. [Orlan Vesk](person:Orlan Vesk) had said so.",
]

REWRITTEN = [
    "[Orlan Vesk](person:Orlan Vesk) spoke. The crowd said that [Vesk](person:Orlan Vesk) Must show that he is ready.",
    "[Orlan Vesk](person:Orlan Vesk) spoke. The talks with [Vesk](person:Orlan Vesk)On Tuesday were short.",
    "“We saw [Orlan Vesk](person:Orlan Vesk)” [Dara Mill](person:Dara Mill) said.",
]

NAMESAKES = [
    "[Jordan Belmar](person:Jordan Belmar country=) said that [Chad Ruiz](person:Chad Ruiz country=) had called.",
    "Singer [Georgia O'Dell](person:Georgia O'Dell country=) cancelled the show.",
    "Mr. [Jordan](person:Jordan country=) said that he had called.",
    "[Jordan](country:Jordan country=JOR) and [Chad](country:Chad country=TCD) signed the treaty.",
    "[Georgia](country:Georgia entity=country:GEO) and [Ukraine](country:Ukraine) applied to join.",
    "Voters in [Alabama](place:Alabama) and [Georgia](place:US state of Georgia country=USA) stayed at home.",
    "The vote in [Georgia](place:Georgia entity= country=) was close.",
    "[Kazakhstan](country:Kazakhstan)'s powerful [Security Council](government:Security Council country=KAZ entity=) met.",
    "The [UN](organisation:United Nations) met; the [Security Council](organisation:United Nations Security Council) voted.",
    "Members of the [Valmoran Senate](government:Valmoran Senate country=XVA sector=LEG entity=) voted.",
]

JUNK = [
    "ADVERTISEMENT",
    "Write to orlan.vesk@news.example or see https://news.example/Valmora.html today.",
    "CONTACT US",
    "Back to top",
]


@pytest.mark.parametrize("marked", [*REGISTRY, *TITLES, *SHORT_FORMS, *REWRITTEN, *NAMESAKES, *JUNK])
def test_mentions(marked, mentions):
    check(marked, mentions)


@pytest.mark.parametrize(
    ("published", "office"),
    [
        ("2031-03-19", "envoy"),
        ("2031-03-20", "foreign minister"),
        ("2031-04", "foreign minister"),
        ("2031", None),
        ("2029", None),
        (None, None),
    ],
)
def test_office_is_the_one_held_on_the_day_of_the_report(mentions, published, office):
    found, _ = mentions("Maren Dorv met the crew. Later Dorv left.", published)
    assert [(m.name, m.entity, m.country, m.office) for m in found] == [
        ("Maren Dorv", "person:dorv", "XVA", office)
    ] * 2


def test_an_alias_gives_the_canonical_name(mentions):
    found, _ = mentions("Marena Dorv met the crew.")
    assert [(m.name, m.entity) for m in found] == [("Maren Dorv", "person:dorv")]


def test_an_alias_of_two_actors_is_linked_to_neither(mentions, world):
    twin = Actor("org:other-bank", "Bank of Varn", MentionKind.ORGANISATION, "XVA", "BUS")
    found, _ = mentions("The Bank of Varn closed.", registry=Registry([*world, twin]))
    assert [(m.name, m.entity, m.country, m.sector) for m in found] == [("Bank of Varn", None, None, "BUS")]


STORY = (
    "OSTRAND - Valmoran Foreign Minister Orlan Vesk met Tobin Quill of Tarnia on Monday. Mr. Vesk said that the "
    "Kremlin and the Tarnian Senate had agreed.\n\n“We will sign,” Quill told the Bank of Varn. Vesk Must wait. "
    "President Dara Mill and Jordan Belmar were in Geneva with the Valmorans."
)


def test_an_unrelated_actor_changes_nothing(mentions, world):
    other = Actor("org:unseen", "Unseen Alliance", MentionKind.ORGANISATION, None, "IGO", ("UAX",))
    assert mentions(STORY)[0] == mentions(STORY, registry=Registry([*world, other]))[0]


def test_the_order_of_the_registry_does_not_matter(mentions, world):
    assert mentions(STORY)[0] == mentions(STORY, registry=Registry(reversed(list(world))))[0]


def test_mentions_by_name_are_disjoint_and_in_order(mentions):
    found, page = mentions(STORY)
    found = [mention for mention in found if not mention.is_reference]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    ids = {page.id_of(m) for m in found}
    assert all(m.refers_to is None or m.refers_to in ids for m in found)


def test_what_a_title_says_holds_for_every_mention_of_the_person(mentions):
    found, _ = mentions(STORY)
    assert {(m.country, m.sector, m.office) for m in found if m.name == "Orlan Vesk"} == {
        ("XVA", "GOV", "foreign minister")
    }


@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                [
                    "Orlan Vesk",
                    "Mr.",
                    "President",
                    "Valmoran",
                    "US",
                    "of",
                    "Vesk",
                    "’s",
                    "“",
                    "\n",
                    "The",
                    "Must",
                    "-",
                ]
            ),
        ),
        max_size=25,
    )
)
def test_any_text_is_read_without_an_error(mentions, words):
    text = " ".join(words)
    found, _ = mentions(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)


def test_an_office_without_dates_needs_no_date(mentions, world):
    clerk = Actor("person:hale", "Ines Hale", MentionKind.PERSON, "XTA", "GOV", offices=(Office("clerk"),))
    editor = Actor(
        "person:gant",
        "Ruud Gant",
        MentionKind.PERSON,
        "XTA",
        "MED",
        offices=(Office("editor", PartialDate("2030")),),
    )
    found, _ = mentions("Ines Hale wrote to Ruud Gant.", registry=Registry([*world, clerk, editor]))
    assert [(m.name, m.office) for m in found] == [("Ines Hale", "clerk"), ("Ruud Gant", None)]


@pytest.mark.slow
def test_the_time_taken_grows_with_the_text(engine, reading, world):
    def seconds(lines):
        with engine.bounded():
            page = reading("Mr. Vesk met Orlan Vesk and the Tarnian Senate in Ostrand.\n" * lines)
            page.registry = world
            begun = time.process_time()
            Actors().annotate(page)
            return time.process_time() - begun

    seconds(50)
    assert seconds(1600) < 40 * seconds(200) + 0.2

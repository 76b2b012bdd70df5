"""Whom a name means, as tables of marked sentences about invented people.

``[words](id key=value ...)`` is a name linked to the person with that id, ``[words](-)`` one linked to
nobody. Every linked name of a text is marked. A key is country, sector, office or because, with _ for a
space; nothing after the = says that there is none.
"""

from __future__ import annotations

import re

import pytest

from standoff.knowledge.registry import Registry
from standoff.model.codebook import MentionKind
from standoff.model.partial_date import PartialDate
from standoff.stages.actors import Actors
from standoff.stages.identity import Identifier, common_names, standing

HEADER = "id;name;kind;country;sector;aliases;office;from;to;source;short;gender;body"
WORLD = """\
country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;x;;;
country:XTA;Tarnia;country;XTA;;Tarnian|Tarnians;;;;x;;;
country:XQA;Questria;country;XQA;;Questrian|Questrians;;;;x;;;
org:union;Littoral Union;organisation;;IGO;;;;;x;;;
org:harbour;Harbour Institute;organisation;XTA;NGO;;;;;x;;;
person:vesk;Orlan Vesk;person;XVA;GOV;Orlan Vesque;foreign minister;2030-01-10;2032-05-06;x;;m;
person:vesk;Orlan Vesk;person;XVA;GOV;;president;2032-05-06;2034-09;x;;m;
person:marn-ada;Ada Marn;person;XVA;GOV;;defence minister;2030;;x;;f;
person:marn-tobin;Tobin Marn;person;XTA;GOV;;defence minister;2030;;x;;m;
person:marn-lena;Lena Marn;person;XTA;LEG;;senator;2029;;x;;f;
person:quill;Jonas Quill;person;XTA;GOV;;president;2030;;x;!Quill;m;
person:pallister;Cedric Pallister;person;XTA;GOV;;interior minister;2030;;x;;m;
person:oreste;Béla Oreste-Ødegaard;person;XTA;GOV;;finance minister;2030;;x;;m;
person:drummond;Gerd Drummond;person;XVA;MIL;;chief of the general staff;2030;;x;;m;
person:berg;Ilse Haverkamp;person;;IGO;;secretary general;2030;;x;;f;org:union
person:tarquin;Rufus Tarquin;person;XQA;GOV;;prime minister;2030;2031-03;x;;m;
person:sorensen;Nils Bolstad;person;XQA;GOV;;prime minister;2031-03;;x;;m;
person:ruthven-a;Alan Ruthven;person;XVA;GOV;;envoy;2030;;x;;m;
person:ruthven-b;Alan Ruthven;person;XTA;GOV;;trade minister;2030;;x;;m;
person:holt-a;Miles Holt;person;XVA;GOV;;envoy;2030;;x;;m;
person:holt-b;Miles Holt;person;XVA;GOV;;envoy;2030;;x;;m;
person:gray;Edna Gray;person;XVA;GOV;;energy minister;2030;;x;;f;
person:analyst;Wilma Koster;person;XTA;NGO;;senior fellow;2030;;x;;f;org:harbour
person:smith;Piers Smith;person;XTA;GOV;;health minister;2030;;x;;m;""".splitlines()
_MARK = re.compile(r"\[([^\]]+)\]\((-|person:[a-z-]+)((?: [a-z]+=[^ )]*)*)\)")
_NO_NAME = ("pronoun", "description", "office ")


@pytest.fixture(scope="module")
def world():
    return Registry([]).with_file("\n".join(line.replace(";", "\t") for line in (HEADER, *WORLD)) + "\n")


@pytest.fixture(scope="module")
def people(engine, reading, world):
    """Gives the persons named in a text: where, and what is said of them."""

    def annotate(text, published="2033-01-15", registry=world):
        with engine.bounded():
            page = reading(text, published)
            page.registry = registry
            made = Actors().annotate(page)
        return {
            (m.span.start, m.span.end): m
            for m in made
            if m.kind is MentionKind.PERSON and not (m.because or "").startswith(_NO_NAME)
        }

    return annotate


def check(people, marked, published="2033-01-15"):
    text, wanted, at = "", {}, 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        wanted[len(text), len(text) + len(match[1])] = (match[2], match[3].split())
        text += match[1]
        at = match.end()
    text += marked[at:]
    found = people(text, published)
    linked = {place: m.entity for place, m in found.items() if m.entity}
    assert linked == {place: who for place, (who, _) in wanted.items() if who != "-"}
    for place, (_, keys) in wanted.items():
        for key, value in (each.split("=") for each in keys):
            assert (getattr(found[place], key) or "").replace(" ", "_") == value, (key, text)


SPELLINGS = [
    "[Orlan Vesk](person:vesk because=full_name) arrived in Valmora.",
    "[Orlan Vesque](person:vesk) arrived in Valmora.",
    "[Orlán Vésk](person:vesk) arrived in Valmora.",
    "[Orlan T. Vesk](person:vesk), the Valmoran president, arrived.",
    "Minister [Bela Oreste-Odegaard](person:oreste) arrived in Tarnia.",
    "[Béla Oreste Ødegaard](person:oreste) arrived in Tarnia.",
    "Tarnian Finance Minister [Béla Oreste‑Ødegaard](person:oreste) arrived.",
    "[Orlan Vesk](person:vesk) arrived in Valmora. Mr. [Vesk](person:vesk because=short_for_a_full_name) left.",
]

BY_OFFICE = [
    "Valmoran Defense Minister [Marn](person:marn-ada because=surname_and_office) arrived.",
    "Tarnian Defence Minister [Marn](person:marn-tobin because=surname_and_office) arrived.",
    "Tarnian Senator [Marn](person:marn-lena) arrived.",
    "President [Vesk](person:vesk office=president) arrived.",
    "Littoral Union Secretary General [Haverkamp](person:berg country= sector=IGO office=secretary_general) arrived.",
    # A rank is a sector's.
    "Valmoran General [Drummond](person:drummond because=surname_and_rank sector=MIL) arrived.",
]

BY_COUNTRY = [
    "Valmora's [Marn](person:marn-ada because=surname_and_country) arrived.",
    "[Quill](person:quill because=surname_used_alone) arrived.",
    "[Quill](person:quill) arrived in Questria.",
    "The ministers of Tarnia met. [Pallister](person:pallister) arrived. Later Mr. [Pallister](person:pallister) left.",
]

NEVER = [
    # The surname of two, and nothing that tells them apart.
    "Mr. [Marn](-) arrived.",
    "Defence Minister [Marn](-) arrived.",
    "Tarnia's [Marn](-) arrived.",
    "The leaders of Valmora and Tarnia met. Ms. [Marn](-) arrived.",
    # The full name of two.
    "[Miles Holt](-) arrived in Valmora.",
    "Valmoran envoy [Miles Holt](-) arrived in Valmora.",
    # An office that the bearer never held, of a state that is another.
    "Questrian Prime Minister [Vesk](-) arrived.",
    "Questrian President [Orlan Vesk](-) arrived.",
    "Questrian envoy [Ada Marn](-) arrived.",
    # A report of other states alone.
    "[Ada Marn](-) opened a bakery in Questria.",
    "Mr. [Pallister](-) opened a bakery in Questria.",
    # A common surname, or one of nobody known.
    "The ministers of Tarnia met. Mr. [Smith](-) arrived.",
    "The ministers of Tarnia met. Mr. [Oakeshott](-) arrived.",
    # A relative of somebody known.
    "[Hedda Vesk](-) arrived in Valmora.",
]

SAME_NAME = [
    "Valmoran envoy [Alan Ruthven](person:ruthven-a) arrived.",
    "Tarnian Trade Minister [Alan Ruthven](person:ruthven-b) arrived.",
    "Mr. [Alan Ruthven](-) arrived.",
]

MISSPELT = [
    # One letter, and the office agrees; of a short surname where the first name does too.
    "Valmoran President [Orlan Veskk](person:vesk because=name_misspelt,_office_or_body_agrees) arrived.",
    "Valmoran President [Veskk](-) arrived.",
    "Valmoran President [Arlan Veskk](-) arrived.",
    "Tarnian Interior Minister [Cedric Palister](person:pallister) arrived.",
    "Tarnian Interior Minister [Cedrik Pallister](person:pallister) arrived.",
    "Tarnian Interior Minister [Palister](person:pallister because=surname_misspelt,_office_agrees) arrived.",
    "Littoral Union Secretary General [Ilse Haverkam](person:berg) arrived.",
    # The body alone agrees.
    "[Wilma Koster](person:analyst) of the Harbour Institute doubted it.",
    # Nothing agrees.
    "[Cedric Palister](-) arrived in Tarnia.",
    "Mr. [Palister](-) arrived in Tarnia.",
    "Tarnian Health Minister [Cedric Palister](-) arrived.",
    "Questrian Interior Minister [Cedric Palister](-) arrived.",
    # Too far off.
    "Valmoran Energy Minister [Edna Braun](-) arrived.",
    "Tarnian Interior Minister [Cedric Bannister](-) arrived.",
]

RELATIVES = [
    # The Hunter rule: whoever is named with a first name of one's own is somebody else.
    "Valmoran President [Orlan Vesk](person:vesk) and [Hedda Vesk](-) arrived.",
    "[Hedda Vesk](-), the daughter of Valmoran President [Orlan Vesk](person:vesk), arrived.",
    "The trial of [Hedda Vesk](-) opened in Valmora. Ms. [Vesk](-) said nothing.",
    "The trial of [Felix Quill](-) opened in Tarnia. President [Quill](person:quill) was away.",
    # That the surname alone most often means the president says nothing where the report is about the son.
    "The trial of [Felix Quill](-) opened in Tarnia. [Quill](-) was acquitted.",
    "The trial of [Felix Quill](-) opened in Tarnia. Mr. [Quill](-) was acquitted.",
    # Of two whom the report names in full it means the one who is known by it, but for the honorific.
    "President [Jonas Quill](person:quill) and [Berta Quill](-) arrived. Mr. [Quill](person:quill) left.",
    "President [Jonas Quill](person:quill) and [Berta Quill](-) arrived. Mrs. [Quill](-) left.",
]

TOPICS = [
    # A country's plain name before an adviser or envoy is what they deal with, not whom they act for.
    "Valmora's top Tarnia adviser, [Ada Marn](person:marn-ada country=XVA), arrived.",
    # Whom somebody served under holds no office of the place where they were sent.
    "The envoy to Tarnia under President [Vesk](person:vesk country=XVA office=president) arrived.",
]

WORDS_BEFORE = [
    "President [Quill](person:quill) arrived in Tarnia. Beyond [Quill](person:quill)'s words there is little.",
    "Minister [Or\u00adlan Vesk](person:vesk) arrived in Valmora. [Vesk](person:vesk) left. [Orlan Vesk](person:vesk) came.",
]


@pytest.mark.parametrize(
    "marked",
    [*SPELLINGS, *BY_OFFICE, *BY_COUNTRY, *NEVER, *SAME_NAME, *MISSPELT, *RELATIVES, *TOPICS, *WORDS_BEFORE],
)
def test_whom_a_name_means(people, marked):
    check(people, marked)


ON_DATES = [
    # Both days of a change are known.
    ("2030-01-09", "sector=|office="),
    ("2030-01-10", "sector=GOV|office=foreign_minister"),
    ("2032-05-05", "sector=GOV|office=foreign_minister"),
    ("2032-05-06", "sector=GOV|office=president"),
    # Of the last day the month is known.
    ("2034-08-31", "sector=GOV|office=president"),
    ("2034-09-30", "sector=GOV|office=president"),
    ("2034-10-01", "sector=ELI|office="),
    ("2040-01-01", "sector=ELI|office="),
    # The report's month or year is known alone.
    ("2031", "sector=GOV|office=foreign_minister"),
    ("2032-05", "sector=GOV|office="),
    ("2032", "sector=GOV|office="),
    ("2035", "sector=ELI|office="),
    # The report has no date.
    (None, "office="),
]


@pytest.mark.parametrize(("published", "keys"), ON_DATES)
def test_the_office_on_the_day_of_the_report(people, published, keys):
    keys = keys.replace("|", " ")
    check(people, f"[Orlan Vesk](person:vesk country=XVA {keys}) arrived in Valmora.", published)


@pytest.mark.parametrize(
    ("published", "marked"),
    [
        ("2031-02-28", "Questrian Prime Minister [Tarquin](person:tarquin office=prime_minister) arrived."),
        ("2031-04-01", "Questrian Prime Minister [Bolstad](person:sorensen office=prime_minister) arrived."),
        # Who was it before is still called so in what looks back.
        ("2033-01-15", "Former Questrian Prime Minister [Rufus Tarquin](person:tarquin sector=ELI office=) arrived."),
        # A report without a date is told by its own words.
        (None, "Valmoran Foreign Minister [Orlan Vesk](person:vesk sector=GOV office=foreign_minister) arrived."),
        (None, "Valmoran President [Orlan Vesk](person:vesk sector=GOV office=president) arrived."),
        (None, "Valmoran President [Vesk](person:vesk office=president) arrived."),
        (None, "The ministers of Tarnia met. Mr. [Pallister](-) arrived."),
        (None, "[Quill](person:quill) arrived in Tarnia."),
    ],
)  # fmt: skip
def test_reports_of_other_days_and_of_none(people, published, marked):
    check(people, marked, published)


def test_a_person_of_a_body_of_states_has_no_country(people, world):
    check(people, "[Ilse Haverkamp](person:berg country= sector=IGO office=secretary_general) arrived.")
    assert world.get("person:berg").countries == frozenset()


def test_every_mention_of_a_person_says_the_same(people):
    found = people("Mr. Vesk was late. Orlan Vesk, the Valmoran president, left. Vesk came again.")
    assert {(m.entity, m.country, m.office) for m in found.values()} == {("person:vesk", "XVA", "president")}
    assert len(found) == 3


@pytest.mark.parametrize(
    ("date", "said", "told"),
    [
        ("2029-12-31", None, ("XVA", None)),
        ("2031-01-01", None, ("XVA", "foreign minister")),
        ("2033-01-01", None, ("XVA", "president")),
        ("2035-01-01", None, ("XVA", None)),
        (None, None, ("XVA", None)),
    ],
)
def test_standing(world, date, said, told):
    now = standing(world.get("person:vesk"), PartialDate(date) if date else None, said or ())
    assert (now.country, now.office) == told


@pytest.mark.parametrize("name", ["", " ", "V", "é", "-", "Vesk", "Vesk Vesk", "Orlan . Vesk", "\u0301"])
def test_any_name_is_looked_up(world, name):
    identifier = Identifier(world.roll, PartialDate("2033-01-15"), {"XVA"}, {"org:union"})
    words = tuple(name.split()) or (name,)
    link = identifier.of(words, [])
    assert link is None or link.actor.id == "person:vesk"


def test_common_surnames_are_folded_words():
    assert {"smith", "kim", "lee"} <= common_names()
    assert all(name == name.lower() and name for name in common_names())


def test_of_an_office_held_twice_the_last_time_is_meant_without_a_date(people):
    registry = Registry([]).with_file(
        "\n".join(
            line.replace(";", "\t")
            for line in (
                HEADER,
                "country:XVA;Valmora;country;XVA;;Valmoran;;;;x;;;",
                "country:XTA;Tarnia;country;XTA;;Tarnian;;;;x;;;",
                "person:twice;Orlan Vesk;person;XVA;GOV;;president;2000;2008;x;;m;",
                "person:twice;Orlan Vesk;person;XVA;GOV;;president;2012;;x;;m;",
                "person:new;Edda Holt;person;XTA;GOV;;president;2021;;x;;f;",
                "person:old;Ivo Karst;person;XTA;GOV;;president;2009;2017;x;;m;",
            )
        )
        + "\n"
    )
    text = (
        "Valmoran President Orlan Vesk met Tarnian President Edda Holt. Presidents Ivo Karst and Tobin left."
    )
    found = {m.entity: (m.office, m.sector) for m in people(text, None, registry).values() if m.entity}
    assert found["person:twice"] == ("president", "GOV")
    assert found["person:new"] == ("president", "GOV")
    assert found["person:old"] == (None, "ELI")

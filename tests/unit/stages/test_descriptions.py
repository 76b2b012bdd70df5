"""Described actors as tables: ``[words](kind country sector)`` is all that may be found, ``-`` is None.

Countries are real or invented; people and bodies that no list of facts names are invented.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.knowledge.registry import Registry
from standoff.model.codebook import SECTORS
from standoff.stages.descriptions import describe
from standoff.stages.entities import entities
from standoff.stages.linking import listed
from standoff.stages.merging import merge
from standoff.stages.sectorwords import heads, telling

HEADER = "id\tname\tkind\tcountry\tsector\taliases\toffice\tfrom\tto\tsource\n"
WORLD = HEADER + "\n".join(
    "\t".join(line.split(";"))
    for line in """\
country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;invented
country:XTA;Tarnia;country;XTA;;Tarnian|Tarnians;;;;invented
place:ostrand;Ostrand;place;XVA;;;;;;invented
place:merrow;Merrow Province;place;XTA;;;;;;invented
gov:keep;the Keep;government;XVA;GOV;Keep;;;;invented
gov:lantern;Lantern Bureau;government;XTA;SPY;;;;;invented
gov:diet;Folkdiet;government;XVA;LEG;;;;;invented
org:pact;Harbour Pact;organisation;;IGO;;;;;invented
group:red;Red Heron;group;XTA;REB;;;;;invented
org:uni;University of Brask;organisation;XVA;EDU;;;;;invented
person:quill;Tobin Quill;person;XTA;;;;;;invented""".splitlines()
)
_MARK = re.compile(r"\[([^\]]+)\]\(([a-z]+) (\S+) (\S+)\)")


@pytest.fixture(scope="module")
def world():
    return Registry.shipped().with_file(WORLD)


@pytest.fixture(scope="module")
def read(engine, reading, world):
    """Describes a text with the invented world in the registry; gives what was found and the drafts."""

    def run(text, *, beside=False):
        with engine.bounded():
            page = reading(text)
            page.registry = world
            pieces, languages = entities(page)
            return describe(page, merge(page, listed(page, languages), pieces))[beside]

    return run


def unmark(marked):
    text, wanted, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        none = [None if cell == "-" else cell for cell in match.group(3, 4)]
        wanted.append((match[1], match[2], *none))
        text += match[1]
        at = match.end()
    return text + marked[at:], wanted


IN_SENTENCES = """
The minister thanked [Valmoran nurses](group XVA HLH) on Friday.
Two [Tarnian gunboats](group XTA MIL) entered the strait.
[Tarnian and Valmoran diplomats](group - GOV) met again.
The bill was drafted by [Valmoran lawmakers](group XVA LEG).
A [retired admiral](person - ELI) disagreed.
Several [former Tarnian ministers](group XTA ELI) were invited.
An [ex-Tarnian president](person XTA ELI) was there.
A [former Lantern Bureau director](person XTA ELI) spoke.
A [senior Keep official](person XVA GOV) denied it.
[Harbour Pact officials](group - IGO) arrived late.
The convoy was attacked by [Red Heron fighters](group XTA REB).
[Lantern Bureau agents](group XTA SPY) searched the house.
A spokesman blamed [pro-Tarnian separatists](group - REB).
They were [Valmora-based analysts](group XVA EDU).
[Tarnian-backed rebels](group - REB) took the bridge.
A [Tarnian-led coalition](organisation XTA -) bombed the port.
[Residents of Ostrand](group XVA CVL) left by bus.
[People in Tarnia](group XTA CVL) queued for bread.
Police beat [protesters in Ostrand](group XVA CVL) again.
[Refugees from Valmora](group XVA REF) crossed the river.
The [Valmoran army](government XVA MIL) withdrew.
The [Tarnian military](government XTA MIL) denied the report.
[Valmora's navy](government XVA MIL) sent a ship.
[Tarnia's central bank](government XTA GOV) raised rates.
The [Tarnian parliament](government XTA LEG) voted.
The [ruling Valmoran coalition](organisation XVA GOV) lost its majority.
[Valmoran opposition leaders](group XVA OPP) were jailed.
[Opposition lawmakers](group - OPP) walked out.
[Western diplomats](group - GOV) doubt it.
The [Valmoran ambassador to Tarnia](person XVA GOV) was summoned.
The [head of Valmora's coast guard](person XVA MIL) met [Valmora's coast guard](government XVA MIL) crews.
He met the [speaker of the Folkdiet](person XVA LEG).
She is said to trust [members of the Folkdiet](group XVA LEG).
He called the [mayor of Ostrand](person XVA GOV).
The [Tarnian prime minister](person XTA GOV) resigned.
[Tarnia's defence minister](person XTA GOV) flew home.
[Valmoran intelligence officers](group XVA SPY) copied the files.
[Valmoran intelligence](government XVA SPY) warned of it.
A group of [Tarnian senators](group XTA LEG) wrote a letter.
Hundreds of [Valmoran students](group XVA EDU) marched.
Three [gunmen](group - REB) fled.
[Masked men](group - UAF) seized the town hall.
[Tarnian border guards](group XTA COP) opened fire.
[Tarnian border troops](group XTA MIL) opened fire.
A [Valmoran customs officer](person XVA COP) was held.
A [Tarnian drone](group XTA MIL) fell in the sea.
A [Tarnian oil tanker](group XTA BUS) was boarded.
[Valmoran airlines](group XVA BUS) cancelled flights.
The [Valmoran news agency](organisation XVA MED) said so.
[Valmoran journalists](group XVA MED) were expelled.
[Tarnian dockworkers](group XTA LAB) went on strike.
[Tarnian farm workers](group XTA AGR) blocked the road.
[Tarnian health workers](group XTA HLH) were praised.
[Valmoran bishops](group XVA CHR) asked for calm.
[Tarnian imams](group XTA MOS) asked for calm.
A [Valmoran court](government XVA JUD) freed him.
A [Valmoran judge](person XVA JUD) freed him.
[Valmoran prosecutors](group XVA JUD) charged her.
[Tarnian smugglers](group XTA CRM) were caught.
A [Tarnian drug cartel](group XTA CRM) paid them.
[Tarnian pro-government militias](group XTA PRM) entered the village.
[Tarnian self-defence forces](group XTA PRM) entered the village.
[Tarnian rights groups](group XTA SOC) protested.
A [Valmoran think tank](organisation XVA NGO) published the map.
[Valmoran aid workers](group XVA NGO) were released.
[Valmora's displaced](group XVA REF) live in tents.
The [Tarnian embassy](government XTA GOV) was closed.
The [Valmoran foreign ministry](government XVA GOV) protested.
[Abkhaz officials](group - PRE) travelled there.
The [Tarnian delegation](government XTA GOV) left.
The [protesters](group - CVL) left.
The [government](government - GOV) fell.
The [president](person - GOV) signed it.
[Tarnian settlers](group XTA SET) built a fence.
The [rebel commander](person - REB) surrendered.
[Rebel leaders](group - REB) agreed.
The [Merrow Province governor](person XTA GOV) resigned.
[Merrow Province police](group XTA COP) found it.
[Ostrand authorities](group XVA GOV) closed the schools.
[Russia's fleet commander](person RUS MIL) was promoted.
[Polish truck drivers](group POL LAB) blocked the crossing.
[French special forces](group FRA MIL) landed.
[US senators](group USA LEG) visited.
A [Kenyan police officer](person KEN COP) was hurt.
The [Latvian defence ministry](government LVA GOV) confirmed it.
[Kenyan peacekeepers](group KEN MIL) arrived.
A [Sudanese warlord](person SDN UAF) took the town.
[Sudan's ruling council](government SDN GOV) met.
The [Georgian opposition](organisation GEO OPP) boycotted the vote.
[Moldova's spy chief](person MDA SPY) resigned.
A [former Polish foreign minister](person POL ELI) will mediate.
A [Swiss bank](organisation CHE BUS) froze the money.
The [Turkish coast guard](government TUR MIL) rescued them.
[Serbian voters](group SRB CVL) stayed at home.
An [Iraqi cleric](person IRQ REL) called for calm.
[Iraqi Shiite militias](group IRQ PRM) fired rockets.
[Malian soldiers](group MLI MIL) took part.
[Malian villagers](group MLI CVL) fled.
[Peruvian miners](group PER LAB) were trapped.
[Peruvian fishermen](group PER AGR) were missing.
[Indian police](group IND COP) made arrests.
[Valmora's allies](group - -) hesitated.
A [Tobin Quill aide](person XTA GOV) declined.
"""


@pytest.mark.parametrize("marked", [line for line in IN_SENTENCES.splitlines() if line])
def test_sentences(read, marked):
    text, wanted = unmark(marked)
    found = [(d.span.of(text), d.kind.value, d.country, d.sector) for d in read(text)]
    missing = [words for words in wanted if words not in found]
    assert not missing, (missing, found)
    # Further phrases in the sentence ("the minister") are described too; these must not be cut differently.
    for words, *_ in wanted:
        assert [f for f in found if words in f[0] or f[0] in words], found


ALONE = """
Valmoran beekeepers; group XVA AGR
Valmoran schoolteachers; group XVA EDU
a Valmora-based militia; group XVA PRM
the Tarnian finance minister; person XTA GOV
deputy speaker of the Folkdiet; person XVA LEG
lecturer in law at the University of Brask; person XVA EDU
lecturer at the University of Brask; person XVA EDU
researcher at the University of Brask; person XVA EDU
Tarnian protesters; group XTA CVL
Tarnia's rulers; group XTA GOV
Ostrand court; government XVA JUD
Ostrand police station; government XVA COP
Merrow Province government; government XTA GOV
the rebel Red Heron force; government XTA REB
Red Heron gunmen; group XTA REB
a former Keep aide; person XVA ELI
two Valmoran submarines; group XVA MIL
one Tarnian helicopter; group XTA MIL
the Valmoran Vice President; person XVA GOV
Tarnia's Interior Ministry; government XTA GOV
Valmoran Customs inspectors; group XVA COP
inhabitants of Tarnia; group XTA CVL
Tarnian pensioners; group XTA CVL
Tarnian oligarchs; group XTA BUS
Valmoran trade unions; group XVA LAB
a Valmoran lawyer; person XVA JUD
Valmoran historians; group XVA EDU
Tarnian insurgents; group XTA REB
Tarnia's ruling party; organisation XTA PTY
Valmora's envoy to Tarnia; person XVA GOV
Valmora's spies; group XVA SPY
asylum seekers; group - REF
""".strip().splitlines()


@pytest.mark.parametrize("line", ALONE)
def test_phrases_alone(read, line):
    text, _, rest = line.partition("; ")
    kind, *codes = rest.split()
    country, sector = (None if code == "-" else code for code in codes)
    found = [(d.kind.value, d.country, d.sector) for d in read(text)]
    assert (kind, country, sector) in found, found


NOBODY = """
Refugees fled.
Officials lied.
An official said so.
People like bread.
No soldiers were seen.
Any minister would agree.
The general election was held in May.
Market forces decide.
In general, it rains.
The sanctions force parties to talk.
The law entered into force.
He walked in front of the house.
She spoke of the balance of power.
He retired as president.
The museum was a police station once.
NATO member Estonia agreed.
Workers of the world, unite!
They guard the gate.
It marks the army's centenary and the home front.
The two sides spoke.
""".strip().splitlines()
_ALLOWED = {"army", "police station", "world"}


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_described(read, text):
    found = {d.span.of(text) for d in read(text)}
    assert found <= _ALLOWED, found


BESIDE = [
    ("The retired general Ivo Karr agreed.", "retired general", "Ivo Karr", None, "ELI"),
    ("Tarnian Foreign Minister Ana Belmar left.", "Tarnian Foreign Minister", "Ana Belmar", "XTA", "GOV"),
    ("The Tarnian finance minister, Ivo Karr, left.", "Tarnian finance minister", "Ivo Karr", "XTA", "GOV"),
    (
        "Ivo Karr, a Valmoran economist, left.",
        "Valmoran economist",
        "Ivo Karr",
        "XVA",
        "EDU",
    ),
    ("Tobin Quill is a retired colonel.", "retired colonel", "Tobin Quill", None, "ELI"),
    ("The rebel group Red Heron surrendered.", "rebel group", "Red Heron", None, "REB"),
]


@pytest.mark.parametrize(("text", "words", "name", "country", "sector"), BESIDE)
def test_what_stands_beside_a_name_is_no_description(read, text, words, name, country, sector):
    assert [d.span.of(text) for d in read(text)] == []
    found = [(a.span.of(text), a.person_span.of(text), a.country, a.sector) for a in read(text, beside=True)]
    assert found == [(words, name, country, sector)]


OFFICES = [
    ("The Tarnian prime minister resigned.", "prime minister"),
    ("The Tarnian deputy foreign minister resigned.", "deputy foreign minister"),
    ("The president of the Folkdiet resigned.", "president"),
    ("Tarnia's ambassador to Valmora resigned.", "ambassador"),
    ("A former Tarnian prime minister resigned.", None),
    ("The next Tarnian president will resign.", None),
    ("Two Tarnian ministers resigned.", None),
]


@pytest.mark.parametrize(("text", "office"), OFFICES)
def test_offices(read, text, office):
    found = read(text)
    assert [d.office for d in found if d.span.start < 40][:1] == [office]


def test_numbers_stay_out_of_names(read):
    text = "Tarnia's two ambassadors left."
    (found,) = read(text)
    assert (found.span.of(text), found.name, found.number) == (
        "Tarnia's two ambassadors",
        "Tarnia's ambassadors",
        "plural",
    )


def test_the_body_is_given(read):
    (found,) = read("A senior Lantern Bureau official agreed.")
    assert (found.body.id, found.owner.name, found.definite, found.past) == (
        "gov:lantern",
        "Lantern Bureau",
        False,
        False,
    )


_WORDS = st.sampled_from(
    [
        *("the", "a", "two", "of", "in", "at", "former", "Tarnian", "Valmora's", "Ostrand", "police"),
        *("army", "chief", "head", "general", "president", ",", ".", "and", "Red", "Heron", "rebels"),
        *("group", "officials", "pro-Tarnian", "Tarnia-based", "soldiers", "who", "said", "'", "’s"),
        *("-", "–", "\u0301", "\u202e", "🚢", "\n"),
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(_WORDS, max_size=40))
def test_spans_are_in_the_text_and_nested(read, words):
    text = " ".join(words)
    found = read(text)
    read(text, beside=True)
    for n, made in enumerate(found):
        assert made.span.end <= len(text)
        assert made.name
        for other in found[n + 1 :]:
            assert made.span != other.span
            assert not made.span.overlaps(other.span) or made.span.holds(other.span)


def test_lists_know_only_plover_sectors():
    known = {*SECTORS, None}
    assert {head.sector for head in heads().values()} <= known
    assert {told.sector for told in telling().values()} <= known


def test_long_chains_of_phrases(read):
    text = "The " + "head of the " * 2000 + "army left."
    assert all(len(made.span) < 100 for made in read(text))

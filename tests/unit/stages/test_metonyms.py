"""Capitals, as tables of sentences: ``[Varnholm](g)`` is its government, ``[Varnholm](p)`` the city.

Varnholm is Valmora's capital and Teskan Tarnia's, both invented. Real capitals stand in sentences that put
no words in anyone's mouth.
"""

from __future__ import annotations

import re

import pytest

from standoff.knowledge.registry import Registry
from standoff.model.codebook import MentionKind
from standoff.stages.actors import Actors

WORLD = """\
id;name;kind;country;sector;aliases;office;from;to;source
country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;x
country:XTA;Tarnia;country;XTA;;Tarnian|Tarnians;;;;x
place:varnholm;Varnholm;place;XVA;;;;;;x
place:teskan;Teskan;place;XTA;;;;;;x
place:marnport;Marnport;place;XVA;;;;;;x
government:XVA;Government of Valmora;government;XVA;GOV;Varnholm;;;;x
government:XTA;Government of Tarnia;government;XTA;GOV;Teskan;;;;x
"""
_MARK = re.compile(r"\[([^\]]+)\]\(([gp])\)")
_KINDS = {MentionKind.GOVERNMENT: "g", MentionKind.PLACE: "p"}


@pytest.fixture(scope="module")
def capitals(engine, reading):
    """Tells what each mention of the three cities in a text is taken for."""
    world = Registry.shipped().with_file(WORLD.replace(";", "\t"))

    def annotate(text):
        with engine.bounded():
            page = reading(text, "2031-03-20")
            page.registry = world
            made = Actors().annotate(page)
        return {(m.span.start, m.span.end): m for m in made if m.kind in _KINDS}

    return annotate


def check(capitals, marked):
    text, wanted, at = "", {}, 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        wanted[len(text), len(text) + len(match[1])] = match[2]
        text += match[1]
        at = match.end()
    text += marked[at:]
    found = capitals(text)
    assert {place: _KINDS[found[place].kind] for place in wanted if place in found} == wanted
    return text, [found[place] for place in wanted]


WHO_ACTS = [
    "[Varnholm](g) demanded guarantees.",
    "[Varnholm](g) has rejected the plan.",
    "On Monday [Varnholm](g) accused its neighbour of piracy.",
    "[Varnholm](g) says that the strait is open.",
    "[Varnholm](g) and [Teskan](g) agreed to talks.",
    "Neither [Varnholm](g) nor [Teskan](g) signed the treaty.",
    "[Varnholm](g) is ready to talk.",
    "[Varnholm](g) is considering sanctions.",
    "[Varnholm](g) wants the blockade to end.",
    "[Teskan](g) expelled two diplomats on Friday.",
    "If [Teskan](g) withdraws its troops, the talks can begin.",
    "The minister said that [Teskan](g) was deliberately delaying the exchange.",
    "The islands, which [Teskan](g) annexed in 1998, are disputed.",
]

WHO_IS_ACTED_ON = [
    "The union urged [Varnholm](g) to sign.",
    "They accused [Varnholm](g) of piracy.",
    "[Varnholm](g) was accused of piracy.",
    "The plan was rejected by [Varnholm](g).",
    "The union imposed sanctions on [Varnholm](g).",
    "Pressure on [Varnholm](g) grew.",
    "They sent an ultimatum to [Varnholm](g).",
    "The union offered [Varnholm](g) a truce.",
    "The allies told [Varnholm](g) that they would not sell ships.",
    "Relations with [Varnholm](g) soured.",
    "Talks between [Varnholm](g) and [Teskan](g) stalled.",
    "A treaty between [Teskan](g) and [Varnholm](g) was signed.",
    "The war against [Varnholm](g) went on.",
    "Threats from [Teskan](g) were ignored.",
    "Support for [Varnholm](g) grew in the assembly.",
]

WHOSE = [
    "[Varnholm](g)'s demands were refused.",
    "[Varnholm](g)’s envoy left.",
    "[Teskan](g)'s foreign policy has changed.",
    "The pro-[Varnholm](g) fighters took the town.",
    "The anti-[Teskan](g) camp lost the vote.",
    "[Varnholm](g)-backed fighters took the town.",
    "A [Teskan](g)-led force crossed the river.",
]

WHERE = [
    "They met in [Varnholm](p).",
    "He flew to [Varnholm](p) on Monday.",
    "She travelled from [Varnholm](p) to [Teskan](p).",
    "The envoy arrived in [Teskan](p) from [Varnholm](p).",
    "A train to [Varnholm](p) was cancelled.",
    "The talks at [Varnholm](p) went on.",
    "Thousands marched through [Varnholm](p).",
    "The road near [Varnholm](p) was closed.",
    "Drones were seen over [Teskan](p) at night.",
    "[Varnholm](p) hosted the talks.",
    "[Varnholm](p) lies on the coast.",
    "Snow fell as [Varnholm](p) woke to the news.",
    "[Varnholm](p)'s streets were empty.",
    "[Varnholm](p)'s mayor opened the market.",
    "[Teskan](p)-based analysts doubted it.",
    "A [Varnholm](p)-born painter won the prize.",
    "The army shelled [Varnholm](p) overnight.",
    "They left [Varnholm](p) by bus.",
    "The mayor of [Varnholm](p) opened the market.",
    "The Valmoran capital, [Varnholm](p), was quiet.",
    "The embassy in [Teskan](p) was closed.",
    "He was born in [Varnholm](p) in 1990.",
]

DATELINES = [
    "[VARNHOLM](p) (Courier) - The port was shut on Monday.",
    "[VARNHOLM](p) — The port was shut on Monday.",
    "[Varnholm](p) – The port was shut on Monday.",
    "[Varnholm](p) (Courier) — [Teskan](g) rejected the plan.",
]

REAL = [
    "[Berlin](g) and [Paris](g) signed the treaty.",
    "They met in [Berlin](p) and flew to [Paris](p).",
    "[Moscow](g) expelled two diplomats.",
    "The streets of [Moscow](p) were empty.",
    "Relations between [Beijing](g) and [Tokyo](g) improved.",
    "[Kyiv](p) lies on the Dnieper.",
]

NO_SEAT = ["[Marnport](p) demanded guarantees.", "They urged [Marnport](p) to sign."]


@pytest.mark.parametrize("marked", [*WHO_ACTS, *WHO_IS_ACTED_ON, *WHOSE, *WHERE, *DATELINES, *REAL, *NO_SEAT])
def test_a_capital_is_told_from_its_government(capitals, marked):
    check(capitals, marked)


def test_a_government_has_its_name_its_country_and_its_sector(capitals):
    _, (acting, city) = check(capitals, "[Varnholm](g) sent its fleet from [Teskan](p).")
    assert (acting.name, acting.entity, acting.country, acting.sector) == (
        "Government of Valmora",
        "government:XVA",
        "XVA",
        "GOV",
    )
    assert (city.name, city.entity, city.country, city.sector) == ("Teskan", "place:teskan", "XTA", None)


def test_brussels_stands_for_no_government_of_belgium(capitals):
    found = capitals("Brussels sent two ships to the strait.")
    assert not any(m.entity == "government:BEL" for m in found.values())


@pytest.mark.parametrize("text", ["Varnholm", "\nVarnholm\n\n"])
def test_a_text_that_is_only_the_name_is_an_actor(capitals, text):
    assert {m.kind for m in capitals(text).values()} == {MentionKind.GOVERNMENT}


@pytest.mark.parametrize(
    "text",
    ["Varnholm.", "Varnholm Varnholm Varnholm", "-Varnholm-", "Varnholm's", "Varnholm\n\nThe port was shut."],
)
def test_a_name_without_a_sentence_is_a_city(capitals, text):
    assert {m.kind for m in capitals(text).values()} <= {MentionKind.PLACE}

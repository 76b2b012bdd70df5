"""Offices in place of names: linked to whoever held them on the report's date, or left alone."""

from __future__ import annotations

import pytest

from standoff.knowledge.registry import Registry
from standoff.model.codebook import Layer, MentionKind
from standoff.model.report import Report
from standoff.pipeline import Pipeline

HEADER = "id\tname\tkind\tcountry\tsector\taliases\toffice\tfrom\tto\tsource"
WORLD = """country:XVA;Valmora;country;XVA;;Valmoran|Valmorans;;;;x
country:XTA;Tarnia;country;XTA;;Tarnian|Tarnians;;;;x
org:pact;Harbour Pact;organisation;;IGO;;;;;x
person:vesk;Orlan Vesk;person;XVA;GOV;;president;2029-01-20;;x
person:marn;Ada Marn;person;XVA;GOV;;foreign minister;2026;2031-03-20;x
person:brask;Ivo Brask;person;XVA;GOV;;foreign minister;2031-03-21;;x
person:holt;Edda Holt;person;XTA;GOV;;president;2028;;x
person:deputy;Pia Stoll;person;XVA;GOV;;deputy foreign minister;2028;;x
person:acting;Nils Oster;person;XTA;GOV;;acting defence minister;2030-06;;x""".splitlines()


@pytest.fixture(scope="module")
def linked():
    world = "\n".join(line.replace(";", "\t") for line in (HEADER, *WORLD)) + "\n"
    pipeline = Pipeline(Registry.shipped().with_file(world), [Layer.MENTION])

    def annotate(text, published="2031-02-10"):
        report = Report.of(text, language="en", published_given=published)
        found = [marked.annotation for marked in pipeline.analyse(report).annotations]
        return {
            (m.span.of(text), m.entity)
            for m in found
            if m.kind is MentionKind.PERSON and m.is_reference and m.entity and "pronoun" not in m.because
        }

    return annotate


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Valmoran foreign minister arrived.", [("Valmoran foreign minister", "person:marn")]),
        ("Valmora's foreign minister arrived.", [("Valmora's foreign minister", "person:marn")]),
        ("The foreign minister of Valmora left.", [("foreign minister of Valmora", "person:marn")]),
        ("Valmora’s top diplomat arrived.", [("Valmora’s top diplomat", "person:marn")]),
        ("Talks with the Tarnian president went on.", [("Tarnian president", "person:holt")]),
        ("The acting Tarnian defence minister left.", [("acting Tarnian defence minister", "person:acting")]),
        ("The Tarnian defence minister left.", [("Tarnian defence minister", "person:acting")]),
        ("A Valmoran foreign minister has a hard task.", []),
        ("No Valmoran president has gone there.", []),
        ("The former Valmoran foreign minister arrived.", []),
        ("The next Valmoran president will decide.", []),
        ("The Valmoran deputy foreign minister arrived.", []),
        ("The deputy Valmoran foreign minister arrived.", []),
        ("The post of Valmoran foreign minister is vacant.", []),
        ("She was the Valmoran president for a day.", []),
        ("The Valmoran president who signed the treaty is dead.", []),
        ("In 1995 the Valmoran president fell ill.", []),
        ("Valmoran foreign ministers met.", []),
        ("The Valmoran harbour master arrived.", []),
        ("The minister arrived.", []),
    ],
)
def test_who_holds_an_office(linked, text, found):
    assert linked(text) == set(found)


@pytest.mark.parametrize(
    ("published", "who"),
    [
        ("2031-03-20", "person:marn"),
        ("2031-03-21", "person:brask"),
        ("2040-01-01", "person:brask"),
        ("2031-03", None),
        ("2031", None),
        ("2020-01-01", None),
        (None, None),
    ],
)
def test_the_holder_is_the_one_of_the_day(linked, published, who):
    found = linked("The Valmoran foreign minister arrived.", published)
    assert found == ({("Valmoran foreign minister", who)} if who else set())


@pytest.mark.parametrize("published", ["2031-02-10", None])
def test_a_bare_office_is_the_one_persons_whom_the_report_gives_it(linked, published):
    text = "Valmoran President Orlan Vesk arrived. The president met the crew."
    assert ("president", "person:vesk") in linked(text, published)


def test_a_bare_office_of_two_is_nobodys(linked):
    text = "President Orlan Vesk met Tarnian President Edda Holt. The president left."
    assert linked(text) == set()


def test_without_a_date_the_holder_named_in_the_report_is_meant(linked):
    text = "Ivo Brask arrived in Valmora. The Valmoran foreign minister met the crew."
    assert ("Valmoran foreign minister", "person:brask") in linked(text, None)

"""Who is meant, on phrases of December 2021 and January 2022 written without a look at the roll."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from standoff.knowledge.registry import Registry
from standoff.knowledge.roll import Holding, folded
from standoff.model.partial_date import PartialDate
from standoff.stages.who import who

NOBODY = "-"
ANSWERED = 0.98


class Line(NamedTuple):
    """A line of the list: what is printed, when, and who is meant."""

    phrase: str
    on: str
    right: str
    office: str


def lines():
    """Read the list."""
    text = Path(__file__).with_name("december_2021.tsv").read_text(encoding="utf-8")
    table = csv.reader(
        (line for line in text.splitlines() if not line.startswith("#")),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    header, *rest = table
    assert tuple(header) == Line._fields
    return [Line(*cells) for cells in rest]


def answers(registry, line):
    """Give the actors that the phrase is taken for, each once, as the registry has them."""
    found = who(registry, line.phrase, PartialDate(line.on))
    ids = sorted({(answer.person if isinstance(answer, Holding) else answer).id for answer in found})
    return [registry.get(actor_id) for actor_id in ids]


def is_named(actor, name):
    """Tell whether a name is an actor's: listed, or of the same first name and surname."""
    wanted = folded(name)
    names = {folded(own) for own in (actor.name, *actor.aliases)}
    ends = {(own.split()[0], own.split()[-1]) for own in names if len(own.split()) > 1}
    return wanted in names or (wanted.split()[0], wanted.split()[-1]) in ends


def verdict(registry, line):
    """Judge what a phrase is taken for: ``right``, ``wrong`` or ``unknown``.

    Where nobody is to be named, being unknown is right.
    """
    found = answers(registry, line)
    if len(found) != 1:
        return "right" if line.right == NOBODY else "unknown"
    return "right" if line.right != NOBODY and is_named(found[0], line.right) else "wrong"


def told(registry, line):
    """Put a line that failed and what came out into words."""
    found = ", ".join(actor.name for actor in answers(registry, line)) or "nobody"
    return f"{line.on}  {line.phrase!r}: {found}, not {line.right}"


@pytest.fixture(scope="module")
def judged():
    """Every line under its verdict."""
    registry = Registry.shipped()
    sorted_out = {"right": [], "wrong": [], "unknown": []}
    for line in lines():
        sorted_out[verdict(registry, line)].append(line)
    return sorted_out


def report(judged):
    """List every line that is wrong or unknown."""
    registry = Registry.shipped()
    return "\n".join(
        ["", *(f"{kind}  {told(registry, line)}" for kind in ("wrong", "unknown") for line in judged[kind])]
    )


def test_the_list_is_whole():
    read = lines()
    assert len(read) == 230
    assert len({(line.phrase, line.on) for line in read}) == len(read)
    assert all("2021-12-01" <= line.on <= "2022-01-31" for line in read)
    assert [line for line in read if (line.right == NOBODY) != (not line.office)] == []


def test_nobody_is_taken_for_another(judged):
    assert judged["wrong"] == [], report(judged)


def test_nearly_all_are_known(judged):
    meant = sum(line.right != NOBODY for line in lines())
    assert len(judged["unknown"]) <= (1 - ANSWERED) * meant, report(judged)

"""Every rule of the grammar reads its example, and what it makes of it is written here."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

from standoff.knowledge import parse, rows
from standoff.model.span import Span
from standoff.stages.times.grammar import grammar
from standoff.stages.times.guards import GUARDS
from standoff.stages.times.meanings import MEANINGS

FRAMES = (
    "It was so in {}.",
    "It was so on {}.",
    "It will {} be so.",
    "It was so {}, Orlan said.",
    "It lasted for {}.",
    "It was at {}.",
)
"""Sentences that examples stand in: some are times only in some of them."""

GOLD = Path(__file__).parents[1] / "times_gold.tsv"
RULES = {row["name"]: row for row in rows("time_rules")}


def fits(name, text, example):
    """Tell whether a rule takes an example for what it is somewhere in a text."""
    rules = grammar()
    tokens = rules.lexicon.read(text, Span(0, len(text)))
    start = text.index(example)
    for at, first in enumerate(tokens.starts):
        for matched in rules.at(tokens, at) if first == start else ():
            if matched.rule.name == name and tokens.ends[matched.end - 1] == start + len(example):
                guarded = all(GUARDS[guard](matched) for guard in matched.rule.guards)
                return guarded and bool(
                    list(MEANINGS[matched.rule.gives[0]](matched, matched.rule.gives[1:]))
                )
    return False


def test_every_rule_has_a_name_of_its_own():
    assert len(RULES) == len(rows("time_rules"))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reads_its_example(name):
    example = RULES[name]["example"]
    assert any(fits(name, frame.format(example), example) for frame in FRAMES)


@pytest.mark.parametrize("name", RULES)
def test_the_tagger_marks_the_example(tag, name):
    example = RULES[name]["example"]
    marked = [
        time.span.of(text) for frame in FRAMES for text in [frame.format(example)] for time in tag(text)
    ]
    assert any(words in example or example in words for words in marked)


def test_every_core_of_a_rule_lets_its_sentence_be_read():
    core = grammar().core
    for row in RULES.values():
        text = row["example"]
        assert core.search(grammar().lexicon.read(text, Span(0, len(text))).codes), row["name"]


def sentences():
    """Give every example in every frame, and every sentence of the gold table, with the day of its report."""
    for row in RULES.values():
        for frame in FRAMES:
            yield frame.format(row["example"]), "2031-03-05"
    for row in parse(GOLD.read_text(encoding="utf-8"), GOLD.name):
        yield re.sub(r"\[\[([^|\]]+)[^\]]*\]\]", r"\1", row["text"]), row["published"]


@pytest.mark.slow
def test_the_edtf_library_reads_every_edtf(tag):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf
    found = {time.edtf for text, day in sentences() for time in tag(text, day) if time.edtf}
    assert len(found) > 200
    for edtf in sorted(found):
        assert parse_edtf(edtf), edtf

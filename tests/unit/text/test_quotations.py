"""Quotation marks paired into quotations.

``⟦`` and ``⟧`` stand around the words of a quotation that closes, ``⦃`` and ``⦄`` around those of one
that never does; ``⟦+`` and ``⦃+`` begin a further paragraph of the quotation before. ``⚑`` stands
before a mark that is given up because more opens than can be given to anybody.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model.span import Span
from standoff.text.quotations import quotations
from standoff.text.segment import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

    Growth = Callable[[Callable[[str], object], str], float]

CURLY = [
    "“⟦We will wait,⟧” Orlan said.",
    "“⟦We will wait,⟧” Orlan said. “⟦We are patient.⟧”",
    "Orlan said: “⟦We will wait.⟧”",
    "Orlan said “⟦we will wait⟧” and left.",
    "She called it “⟦severe⟧” and “⟦unwise⟧”.",
    "“⟦Who pays?⟧” she asked. “⟦Nobody!⟧”",
    "(“⟦We will wait,⟧” he said.)",
    "“⟦We will wait … and see,⟧” he said.",
    "“⟦We [the allies] will wait,⟧” he said.",
    "The bill — “⟦the Harbour Act⟧” — passed.",
    "the so-called “⟦blue line⟧”",
    "“⟦We will wait,⟧” he said, “⟦and we are patient.⟧”",
    "“⟦We will wait⟧”—Orlan said so—“⟦and we are patient.⟧”",
    "“⟦We will wait —⟧” he began.",
    "The paper’s “⟦Who Rules?⟧” was read.",
    "She said “⟦7,000 troops⟧” and “⟦$3 million⟧”.",
]

STRAIGHT = [
    '"⟦We will wait,⟧" Orlan said.',
    '"⟦We will wait,⟧" Orlan said. "⟦We are patient.⟧"',
    'Orlan said: "⟦We will wait.⟧"',
    'She called it "⟦severe⟧" and "⟦unwise⟧".',
    '("⟦We will wait,⟧" he said.)',
    'He said it was "⟦over.⟧" The envoys left.',
    "'⟦We will wait,⟧' Orlan said.",
    "Orlan said: '⟦We will wait.⟧'",
    "``⟦We will wait,⟧'' Orlan said.",
    "''⟦We will wait,⟧'' Orlan said. ''⟦We are patient.⟧''",
    "He said ``⟦we will wait⟧'' and ``⟦we are patient.⟧''",
    '"⟦We will wait,⟧" he said; "⟦we are patient.⟧"',
    '"⟦We will wait –⟧", she said. "⟦We are patient –⟧" he added.',
    '"⟦... we will wait ...⟧", she said.',
    'Orlan said:"⟦We will wait.⟧"',
    'Orlan said,"⟦We will wait,⟧"and left.',
]

OTHER_MARKS = [
    "«⟦We will wait,⟧» Orlan said.",
    "« ⟦Nous attendrons⟧ », a dit Orlan.",
    "„⟦Wir warten⟧“, sagte Orlan.",
    "„⟦Wir warten⟧”, sagte Orlan.",
    "»⟦Wir warten⟧«, sagte Orlan.",
    "„⟦Czekamy⟧”, powiedział Orlan.",
    "‘⟦We will wait,⟧’ Orlan said.",
    "Orlan said: ‘⟦We will wait.⟧’",
]

APOSTROPHES = [
    "The allies’ patience is over.",
    "The allies' patience is over.",
    "In the ’90s the port’s tolls rose.",
    "In the '90s the port's tolls rose; nobody's didn't.",
    "The '90s and the '80s were good.",
    "It’s the envoys’ view, and Orlan’s.",
    "The mast is 6' 2\" high.",
    'The shell is 155" long.',
    'A 24" gun and a 30" gun were lost.',
    "‘⟦It’s the allies’ patience that’s over,⟧’ Orlan said.",
    "'⟦It's over, isn't it,⟧' Orlan said.",
    "Rock ’n’ roll is banned.",
    "Ma'rib and Sana'a fell; Al-Ja'far's men left.",
    "“⟦It’s the ’90s again,⟧” she said.",
    "“⟦The allies’ patience is over,⟧” he said.",
]

NESTED = [
    "“⟦He said ‘wait a minute’ to us,⟧” Orlan said.",
    "“⟦He told me: ‘We will wait.’⟧” Orlan said.",
    "“⟦They say: ‘We are great, heed us,’⟧” said Orlan.",
    "\"⟦He said 'wait a minute' to us,⟧\" Orlan said.",
    "‘⟦He said “wait a minute” to us,⟧’ Orlan said.",
    "“⟦The “great” fleet has left,⟧” Orlan said.",
    '"⟦They call it “too loud” or “too late.”⟧" He left.',
    '"⟦They call it «too loud»,⟧" he said.',
    "«⟦He said “wait” to us,⟧» Orlan said.",
]

SEVERAL_PARAGRAPHS = [
    "“⟦We will wait.⟧\n“⟦+We are patient,⟧” Orlan said.",
    "Orlan said: “⟦We will wait.⟧\n“⟦+We are patient.⟧\n“⟦+We are many.⟧” He left.",
    '"⟦We will wait.⟧\n\n"⟦+We are patient,⟧" Orlan said.',
    "“⟦We will wait,⟧” he said. “⟦We are patient.⟧\n“⟦+We are many.⟧”",
    "«⟦We will wait.⟧\n«⟦+We are patient,⟧» Orlan said.",
    "“⟦We will wait,⟧” he said.\n“⟦We are patient,⟧” he added.",
    "“⟦We will wait.⟧”\n“⟦We are patient.⟧”",
]

UNCLOSED = [
    "“⟦We will wait,⟧” Orlan said. “⦃We are patient.⦄",
    "Orlan said: “⦃We will wait.⦄\nThe envoys left.",
    "“⦃We will wait,⦄ Orlan said.\nThe envoys left.",
    "“⦃We will wait. We are patient,⦄ she said. “⟦We are many.⟧”",
    "“⦃We will wait.⦄\nThe envoys left. “⟦We are patient,⟧” he said.",
    '"⟦We will wait,⟧" Orlan said. "⦃We are patient.⦄',
    'Orlan said: "⦃We will wait.⦄\nThe envoys left.',
    "“⦃We will wait.⦄ “⟦We are patient,⟧” he said.",
]

DAMAGED = [
    "“ ⟦We will wait,⟧ ” Orlan said.",
    "“⟦We will wait.⟧ ” Orlan said.",
    '" ⟦We will wait,⟧ " Orlan said.',
    '" ⟦We will wait,⟧" Orlan said.',
    "”⟦We will wait,⟧” Orlan said.",
    "“⟦We will wait,⟧“ Orlan said.",
    "”⟦We will wait,⟧“ Orlan said.",
    "He left. ” “⟦We will wait,⟧” Orlan said.",
    "The talks failed.” Orlan left.",
    "The talks failed,” Orlan said.",
    "He said“⟦we will wait⟧”and left.",
    'He said"⟦we will wait⟧"and left.',
    "“⟦We will wait,⟧”Orlan said.",
    '“⟦We will wait,⟧" Orlan said.',
    '"⟦We will wait,⟧” Orlan said.',
    "“”",
    '""',
    "“ ”",
    '"',
    "“",
]

TABLE = CURLY + STRAIGHT + OTHER_MARKS + APOSTROPHES + NESTED + SEVERAL_PARAGRAPHS + UNCLOSED + DAMAGED


def shown(text: str) -> str:
    """Put the marks of this file's table into a text, where `quotations` finds quotations."""
    marks: list[tuple[int, int, str]] = []
    found, unpaired = quotations(text, paragraphs(text))
    for number, quotation in enumerate(found):
        opens, closes = "⟦⟧" if quotation.closed else "⦃⦄"
        for part, span in enumerate(quotation.parts):
            marks += [(span.start, number, opens + "+" * (part > 0)), (span.end, -number, closes)]
    marks += [(mark.span.start, -1, "⚑") for mark in unpaired]
    for at, _, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


@pytest.mark.parametrize("marked", TABLE)
def test_quotations(marked: str) -> None:
    assert shown(re.sub(r"[⟦⦃]\+|[⟦⟧⦃⦄⚑]", "", marked)) == marked


LONG = "we wait for the fleet of the south and nobody comes "


@pytest.mark.parametrize("opening", ["“", '"', "«", "„"])
def test_a_mark_that_opens_too_much_is_given_up_with_a_reason(opening: str) -> None:
    text = f"He said: {opening}{LONG * 40}"
    found, unpaired = quotations(text, paragraphs(text))
    assert found == []
    assert [(mark.span.start, mark.reason) for mark in unpaired] == [(9, "quotation mark never closes")]


def test_a_mark_given_up_before_the_next_opens_is_told_as_well() -> None:
    text = f"He said: “{LONG * 40}. “We are patient,” she said."
    assert shown(text) == text.replace("“we", "⚑“we").replace("We are patient,", "⟦We are patient,⟧")


def test_a_quotation_that_closes_may_be_long() -> None:
    text = f"“{LONG * 100}” he said."
    assert [quotation.closed for quotation in quotations(text, paragraphs(text))[0]] == [True]


def test_marks_of_two_blocks_do_not_pair() -> None:
    text = "He said “we will wait and left. She said” so."
    found, _ = quotations(text, [Span(0, 31), Span(32, len(text))])
    assert [(q.first.of(text), q.closed) for q in found] == [("we will wait and left.", False)]


MARKED = st.lists(
    st.sampled_from(
        [*"“”\"'‘’«»„`,.!?- (ab5", "``", "''", " Orlan said", "said Orlan", "\n", "\r\n\r\n", "\u0301"]
    ),
    max_size=60,
).map("".join)


@settings(deadline=None)
@given(st.text(max_size=200) | MARKED)
def test_quotations_are_in_order_disjoint_and_trimmed(text: str) -> None:
    blocks = paragraphs(text)
    found, unpaired = quotations(text, blocks)
    for quotation in found:
        words = [part.of(text) for part in quotation.parts]
        assert words == [word.strip() for word in words]
        assert any(character.isalnum() for word in words for character in word)
        assert all(quotation.outer.holds(part) for part in quotation.parts)
        assert all(any(block.holds(part) for block in blocks) for part in quotation.parts)
    assert all(one.outer.end <= two.outer.start for one, two in pairwise(found))
    assert all(mark.span.end <= len(text) for mark in unpaired)


HOSTILE = {
    "opening marks": "“",
    "closing marks": "”",
    "straight marks": '"',
    "spaced straight marks": ' " ',
    "apostrophes": "'",
    "single marks": " ‘a",
    "pairs": "“a”",
    "speech": '"a b c d" he said. ',
    "curly speech": "“a b c d,” he said. ",
    "never closed": "“We wait, he said. ",
    "paragraphs": "“a\n",
    "straight paragraphs": '"a\n\n',
    "commas": "“" + ", " * 500,
    "names": "“a, Orlan Varn ",
    "german": "„a“ ",
    "nested": "“a “b ",
    "double singles": "‘a “b” ",
}


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_length(piece: str, growth: Growth) -> None:
    assert growth(lambda text: quotations(text, paragraphs(text)), piece) < 20

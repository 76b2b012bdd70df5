"""The stage that marks times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standoff.model.codebook import Layer
from standoff.stages.times.anchors import Placed, join, read_tenses, said_on
from standoff.stages.times.found import Base
from standoff.stages.times.grammar import grammar
from standoff.stages.times.guards import GUARDS
from standoff.stages.times.meanings import MEANINGS
from standoff.stages.times.settling import settled
from standoff.text.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standoff.model.annotation import Annotation
    from standoff.model.span import Span
    from standoff.stages.base import Reading
    from standoff.stages.times.grammar import Matched
    from standoff.stages.times.tokens import Tokens

_LONGEST = 20
"""More tokens than any rule has before its first word of time."""
_MARK = re.compile(r"[“”„«»\"‘]|``|''")


class Times:
    """Marks time expressions; needs sentences alone."""

    name = "times"
    version = 2
    gives: frozenset[Layer] = frozenset({Layer.TIME})
    needs: frozenset[Layer | str] = frozenset({Layer.SENTENCE})

    def annotate(self, reading: Reading) -> list[Annotation]:
        """Mark the times of every sentence, and anchor them."""
        text, placed = reading.text, list[Placed]()
        rules = grammar()
        for number, sentence in enumerate(reading.sentences):
            tokens = rules.lexicon.read(text, sentence)
            if rules.core.search(tokens.codes):
                placed.extend(_scan(tokens, number))
        join(text, placed)
        read_tenses(placed)
        said = said_on(placed, _quoted(reading)) if _need_quotations(text, placed) else []
        return list(settled(placed, said, reading.report.text_sha256, reading.published.date))


def _need_quotations(text: str, placed: Sequence[Placed]) -> bool:
    return any(each.found.is_relative and each.found.base is Base.SPEAKING for each in placed) and bool(
        _MARK.search(text)
    )


def _quoted(reading: Reading) -> list[Span]:
    return sorted(each.outer for each in quotations(reading.text, reading.blocks)[0])


def _scan(tokens: Tokens, number: int) -> Iterator[Placed]:
    """Find the times of one sentence, left to right; none overlap."""
    rules, at, core = grammar(), 0, -1
    by_first, codes = rules.by_first, tokens.codes
    while at < len(codes):
        if core < at:
            found = rules.core.search(codes, at)
            if found is None:
                return
            core = found.start()
        if codes[at] not in by_first or core - at > _LONGEST:
            at += 1
            continue
        for matched in rules.at(tokens, at):
            if matched.end > at and all(GUARDS[guard](matched) for guard in matched.rule.guards):
                made = list(_meant(matched, number))
                if made:
                    yield from made
                    at = matched.end
                    break
        else:
            at += 1


def _meant(matched: Matched, number: int) -> Iterator[Placed]:
    meaning, *told = matched.rule.gives
    for found in MEANINGS[meaning](matched, tuple(told)):
        first = matched.start
        while matched.tokens.starts[first] < found.span.start:
            first += 1
        last = matched.end
        while matched.tokens.ends[last - 1] > found.span.end:
            last -= 1
        yield Placed(found, matched.tokens, number, first, last)

"""A report's words in one light string: what copies and the bursts of words in time are found by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.model.span import Span

_TOKEN = re.compile(r"[^\W_]+(?:[’'][^\W_]{1,30})?|[\"“”«»„]")
MAX_WORDS = 3_000
"""Words kept of a report; the rest of a book-length text adds nothing."""
_MAX_WORD = 30
_POSSESSIVE = ("'s", "’s")


def wording(text: str, sentences: Sequence[Span]) -> str:
    r"""Give the words of sentences in small letters, with sentence ends and quotation marks.

    >>> from standoff.model.span import Span
    >>> wording('Varn’s envoy said: “We go.”', [Span(0, 27)])
    'varn envoy said " we go " |'
    """
    made: list[str] = []
    for sentence in sentences:
        for word in _TOKEN.findall(text, sentence.start, sentence.end):
            small = word.lower()
            if small.endswith(_POSSESSIVE):
                small = small[:-2]
            made.append(small[:_MAX_WORD] if small[0].isalnum() else '"')
        made.append("|")
        if len(made) > MAX_WORDS:
            break
    return " ".join(made[:MAX_WORDS])

"""Words glued together by scrapers and machine rewriting: "OrlanSaid", "VarnCunning".

A capital inside a word is usual in names ("McAdam", "LinkedIn"), so a word is only cut where what
stands before the capital is known from the same text: it occurs there as a word of its own, with a
capital. A word that the text writes so more than twice is taken for a name.

Words are glued to quotation marks as well: "wait,”said".
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.model.span import Span

_WORD = re.compile(r"[^\W\d_]{2,60}")
_SEAM = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_MARK = re.compile(r"(?<=[^\W\d_])[,.!?…]?(?P<mark>[“”\"«»])(?=[^\W\d_])")
_MIN_PART = 2


def glued_points(text: str, blocks: Sequence[Span]) -> list[int]:
    """Find the places where words and marks were glued, as offsets of what comes second.

    >>> from standoff.model.span import Span
    >>> page = "Orlan met Varn. OrlanSaid that McAdam had left."
    >>> glued_points(page, [Span(0, len(page))])
    [21]
    """
    words = [match for block in blocks for match in _WORD.finditer(text, block.start, block.end)]
    known = Counter(match[0] for match in words if match[0][0].isupper())
    found = {match.start() + cut for match in words for cut in _cuts(match[0], known)}
    for block in blocks:
        for match in _MARK.finditer(text, block.start, block.end):
            found.update((match.start(), match.start("mark"), match.end("mark")))
    return sorted(found)


def _cuts(word: str, known: Counter[str]) -> list[int]:
    seams = [match.start() for match in _SEAM.finditer(word)]
    if not seams or known[word] > 2:
        return []
    return [
        seam for seam in seams if min(seam, len(word) - seam) >= _MIN_PART and seam > 3 and known[word[:seam]]
    ]

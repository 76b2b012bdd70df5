"""Which language a report is in, as far as its words tell.

English is settled by its function words, which no other language shares in such number; what is left
goes to py3langid (Lui and Baldwin, 2012, langid.py). A text of a few words in Latin letters is taken
for English, since no classifier can tell and every layer then says little of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from standoff.knowledge import rows

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000
"""Code points looked at, from the beginning, the middle and the end in equal parts."""
_FEW = 12
_ENGLISH_SHARE = 0.16
"""Running English has about 0.4 of these; headlines and lists 0.15 to 0.25; other languages under 0.1."""


def language_of(text: str) -> str:
    """Tell a text's language as an ISO 639-1 code, ``und`` when it has no words.

    >>> language_of("The ministers said that the talks would go on."), language_of("12:30 ***")
    ('en', 'und')
    """
    words = [word.lower() for word in _WORD.findall(_sample(text))]
    if not words:
        return "und"
    share = sum(word in _english() for word in words) / len(words)
    latin = sum(word[0] < "\u0250" for word in words) > len(words) / 2
    if share >= _ENGLISH_SHARE or (latin and len(words) < _FEW):
        return "en"
    found, share_of_belief = _identifier().rank(" ".join(words))[0]
    if latin and found != "en" and share > 0.08 and share_of_belief < 0.9:
        return "en"
    return str(found)


@cache
def _english() -> frozenset[str]:
    return frozenset(word for row in rows("english_words") for word in row["words"].split())


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

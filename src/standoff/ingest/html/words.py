"""The lists of ``knowledge/html_*.tsv``, in the shapes that pages are compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from standoff.knowledge import rows


@dataclass(frozen=True, slots=True)
class Names:
    """Names that elements are given for one purpose, as ``html_names.tsv`` writes them."""

    words: frozenset[str]
    pairs: tuple[frozenset[str], ...]
    stems: tuple[str, ...]

    def meet(self, tokens: frozenset[str]) -> bool:
        """Tell whether an element that is called `tokens` is called so."""
        if self.words & tokens or any(pair <= tokens for pair in self.pairs):
            return True
        # A commentary is an article; a comment is not.
        return any(stem in token for token in tokens if "commentary" not in token for stem in self.stems)


@cache
def names(use: str) -> Names:
    """Give the names of elements of one use.

    >>> names("never").meet(frozenset({"readercommentbox"})), names("never").meet(frozenset({"commentary"}))
    (True, False)
    """
    given = [row["name"] for row in rows("html_names") if row["use"] == use]
    stems = tuple(name.strip("*") for name in given if name.startswith("*"))
    pairs = tuple(frozenset(name.split()) for name in given if " " in name)
    return Names(frozenset(name for name in given if name[0] != "*" and " " not in name), pairs, stems)


@cache
def phrases(use: str) -> tuple[str, ...]:
    """Give the words and phrases of ``html_words.tsv`` of one use, in lower case, in the file's order."""
    return tuple(row["words"] for row in rows("html_words") if row["use"] == use)


@cache
def word_set(use: str) -> frozenset[str]:
    """Give `phrases` as a set."""
    return frozenset(phrases(use))


@cache
def meta_names(fact: str) -> tuple[str, ...]:
    """Give the names of the meta elements that state a fact, the most trusted first.

    >>> meta_names("title")[0]
    'og:title'
    """
    return tuple(row["name"] for row in rows("html_meta") if row["fact"] == fact)


@cache
def months() -> dict[str, int]:
    """Give the number of each month's name, in lower case, in the languages that pages come in.

    >>> months()["mars"], months()["märz"]
    (3, 3)
    """
    return {name: int(row["number"]) for row in rows("html_months") for name in row["names"].split()}


def one_of(choices: tuple[str, ...]) -> str:
    """Give a pattern that matches any of the choices, the longest first."""
    return "(?:" + "|".join(re.escape(choice) for choice in sorted(choices, key=len, reverse=True)) + ")"

"""Where a page's article stands and what its paragraphs are."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from standoff.ingest.html.choice import choose
from standoff.ingest.html.labels import is_about_consent
from standoff.ingest.html.margin import Margin, find_margin
from standoff.ingest.html.opinion import Opinion
from standoff.ingest.html.parse import clean, key
from standoff.ingest.html.root import find_root
from standoff.ingest.html.words import one_of, phrases

if TYPE_CHECKING:
    from standoff.ingest.html.blocks import Block
    from standoff.ingest.html.layout import Layout


class Article:
    """The paragraphs of a page's article, and the lines about it.

    Args:
        layout: the page.
        stated: the article's text where the structured data have it; read when the page shows none.
    """

    def __init__(self, layout: Layout, stated: str) -> None:
        root = find_root(layout, Opinion(layout, stated))
        self._blocks = choose(layout, root)
        self._stated: list[str] = []
        if not says_something(self.paragraphs) and len(stated) > 200:
            self._blocks = []
            self._stated = [line for line in map(clean, stated.splitlines()) if line]
        self.margin: Margin = find_margin(layout, root, self._blocks)

    @property
    def paragraphs(self) -> list[str]:
        """The article, paragraph by paragraph."""
        return [block.text for block in self._blocks] or self._stated

    def drop_notes(self, authors: list[str]) -> None:
        """Take the writers' biographies and the editor's notes off the end."""
        for _ in range(min(3, len(self._blocks) - 1)):
            if not _is_note(self._blocks[-1], authors):
                return
            self._blocks.pop()


@cache
def _biography() -> re.Pattern[str]:
    return re.compile(rf"\s{one_of(phrases('biography'))}\b")


def _is_note(block: Block, authors: list[str]) -> bool:
    slanted = block.slanted >= 0.9 * len(block.text)
    if slanted and any(word in block.text.lower() for word in phrases("note")):
        return True
    for author in authors:
        name = key(author)
        if slanted and name in block.key:
            return True
        if block.key.startswith(name) and _biography().match(block.text[len(author) : len(author) + 20]):
            return True
    return False


def says_something(paragraphs: list[str]) -> bool:
    """Tell whether there is an article: a sentence, and 100 characters that are not about consent.

    >>> says_something(["We and our partners use cookies. Your choice is stored with your consent."] * 3)
    False
    """
    total = sum(map(len, paragraphs))
    if total < 100 or max(map(len, paragraphs)) < 40:
        return False
    return sum(len(text) for text in paragraphs if is_about_consent(text)) * 10 < total * 6

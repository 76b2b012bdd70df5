"""Which of the blocks in the article's element are the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standoff.ingest.html.dates import worded
from standoff.ingest.html.labels import byline, is_label
from standoff.ingest.html.layout import is_standfirst
from standoff.ingest.html.outline import HEADINGS, shape
from standoff.ingest.html.parse import key
from standoff.ingest.html.words import names, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from standoff.ingest.html.blocks import Block
    from standoff.ingest.html.layout import Layout
else:
    HtmlElement = Any

_MOST_QUOTES = 50
_FIRST = 5
"""Blocks among which a byline may still come."""


def choose(layout: Layout, root: HtmlElement) -> list[Block]:
    """Choose the article's blocks: its summary, then what is inside `root` and no furniture."""
    return _Choice(layout, root).made()


class _Choice:
    """Works on the numbers of the layout's blocks, so that what stands before and behind one is known."""

    def __init__(self, layout: Layout, root: HtmlElement) -> None:
        self._layout = layout
        self._blocks = layout.blocks
        self._root = root
        prose = [block for block in layout.blocks if block.prose]
        self._in_paragraphs = sum(block.tag == "p" for block in prose) * 10 > 9 * len(prose)

    def made(self) -> list[Block]:
        inside = set(self._root.iter())
        order = [n for n, block in enumerate(self._blocks) if block.element in inside]
        if not order:
            return []
        top = self._layout.headline_number()
        later = [n for n in order if n > top]
        if self._length(later) * 2 > self._length(order):
            order = later
        order = self._before_notes(self._before_next_article(order))
        gone = self._gone(order)
        kept = self._trimmed([n for n in order if n not in gone], gone)
        if not kept:
            return []
        lead = (
            [n for n in range(top + 1, kept[0]) if n not in gone and self._introduces(n)] if top >= 0 else []
        )
        known = key(" ".join(self._blocks[n].text for n in kept[:3]))
        return [self._blocks[n] for n in (*(n for n in lead if self._blocks[n].key not in known), *kept)]

    def _length(self, numbers: Sequence[int]) -> int:
        return sum(len(self._blocks[n].text) for n in numbers)

    def _before_next_article(self, order: list[int]) -> list[int]:
        """The blocks before the next article, which pages that never end put under the first."""
        head = self._layout.headline
        if head is None or self._layout.live:
            return order
        above = head.getparent()
        for i, n in enumerate(order):
            element = self._blocks[n].element
            around = element.getparent()
            if around is None or around is above or shape(element) != shape(head):
                continue
            if shape(around) == shape(above):
                return order[:i] or order
        return order

    def _before_notes(self, order: list[int]) -> list[int]:
        """The blocks before the list of sources or notes that ends an article."""
        for i, n in enumerate(order):
            block = self._blocks[n]
            heads = block.tag in HEADINGS and block.text.lower().strip(" :") in word_set("sources")
            if heads and self._length(order[i:]) * 3 < self._length(order):
                return order[:i]
        return order

    # What is no part of the article

    def _gone(self, order: list[int]) -> set[int]:
        """Which of the blocks are furniture, by their words, their links, or what they repeat."""
        gone: set[int] = set()
        seen = set(self._layout.titles)
        for i, n in enumerate(order):
            block = self._blocks[n]
            if i < _FIRST and self._signs(block):
                gone.add(n)
            if is_label(block):
                gone |= self._box_of(n, order)
            repeats = block.key in seen and (len(block.key) >= 50 or block.key in self._layout.titles)
            if repeats or self._leads_away(block) or self._alien(block):
                gone.add(n)
            seen.add(block.key)
        return gone | self._pull_quotes([n for n in order if n not in gone])

    def _leads_away(self, block: Block) -> bool:
        """Whether it is a link, or a short line that is half a link; a list's item goes by the whole list."""
        if block.linked >= 0.8:
            return not (self._layout.live and block.timed)
        if block.linked < 0.5 or len(block.text) >= 120 or block.ends:
            return False
        whole = self._layout.outline.size[block.element.getparent() if block.tag == "li" else block.element]
        return whole.links * 2 >= whole.text and not (self._layout.live and block.timed)

    def _signs(self, block: Block) -> bool:
        """Whether it is a line of writers and date between the summary and the article."""
        if self._layout.live or block.ends or len(block.text) > 150 or block.tag == "li":
            return False
        if byline().match(block.text) or names("author").meet(self._layout.outline.names[block.element]):
            return True
        return block.tag not in HEADINGS and worded(block.text, None) is not None

    def _alien(self, block: Block) -> bool:
        """Whether it is a short line of another kind than the paragraphs: "watch now" between them."""
        if block.tag not in {"div", "section", "aside"} or block.ends or len(block.text) > 60 or block.timed:
            return False
        return self._in_paragraphs

    def _box_of(self, number: int, order: list[int]) -> set[int]:
        """The blocks of the small box that a label heads; the label alone where there is no box."""
        best, element = {number}, self._blocks[number].element
        size = self._layout.outline.size
        while element is not self._root and element is not None and size[element].text <= 400:
            inside = set(element.iter())
            near = range(number, min(number + 6, order[-1] + 1))
            held = {n for n in near if self._blocks[n].element in inside}
            before = number > 0 and self._blocks[number - 1].element in inside
            if before or (element.tag in {"ul", "ol", "p", "li"} and held != {number}):
                break
            best |= held
            element = element.getparent()
        return best

    def _pull_quotes(self, rest: list[int]) -> set[int]:
        """Short blocks marked as quotations whose words stand in another paragraph."""
        quotes = [n for n in rest if self._marked_quote(self._blocks[n])][:_MOST_QUOTES]
        body = "|".join(self._blocks[n].key for n in rest if n not in quotes)
        return {n for n in quotes if self._blocks[n].key in body}

    def _marked_quote(self, block: Block) -> bool:
        near = [block.element, *list(block.element.iterancestors())[:2]]
        called = self._layout.outline.names
        marked = any(e.tag in {"blockquote", "q"} or "quote" in called[e] for e in near)
        return marked and len(block.text) <= 300

    # Where the article begins and ends

    def _trimmed(self, kept: list[int], gone: set[int]) -> list[int]:
        """Cut what stands before the first sentence and after the last: bylines, dates, labels, headings."""
        blocks = self._blocks
        sentences = (i for i, n in enumerate(kept) if blocks[n].prose and not byline().match(blocks[n].text))
        first = next(sentences, None)
        if first is None:
            return []
        start = first
        while start > 0 and self._leads_in(blocks[kept[start - 1]], blocks[kept[first]]):
            start -= 1
        while len(kept) > first + 1 and not self._closes(blocks[kept[-1]]):
            kept = kept[:-1]
        kept = kept[start:]
        behind: list[int | None] = [*kept[1:], None]
        return [n for n, after in zip(kept, behind, strict=True) if not self._dangles(n, after, gone)]

    def _closes(self, block: Block) -> bool:
        """Whether an article may end with it."""
        if block.ends and block.tag not in HEADINGS:
            return True
        return block.tag in {"li", "blockquote", "td"} and block.linked < 0.5

    def _dangles(self, number: int, after: int | None, gone: set[int]) -> bool:
        """Whether a heading or label heads a box of links that was taken out, not what follows here."""
        block = self._blocks[number]
        heads = block.tag in HEADINGS or (len(block.text) <= 60 and not block.ends and block.tag != "li")
        if not heads or number + 1 not in gone or after is None:
            return False
        around = set(block.element.getparent().iter())
        return self._blocks[number + 1].element in around and self._blocks[after].element not in around

    def _leads_in(self, block: Block, first: Block) -> bool:
        """Whether the article may begin with it: a heading, or the head of a live blog's post."""
        if self._layout.live:
            return block.timed or block.tag in HEADINGS
        return block.tag in HEADINGS and block.element.getparent() is first.element.getparent()

    def _introduces(self, number: int) -> bool:
        """Whether a block between headline and article is a summary: named so, or a sentence."""
        block = self._blocks[number]
        if is_label(block) or byline().match(block.text) or block.linked > 0.3 or len(block.text) > 1500:
            return False
        before = self._blocks[number - 1]
        if number and before.tag in HEADINGS and before.element is not self._layout.headline:
            # What has a heading of its own beside the article is a box.
            return is_standfirst(block)
        # Lists of key points say again what the article says.
        if block.tag == "li":
            return False
        if is_standfirst(block):
            return len(block.text) >= 20
        # Right under the headline a short sentence will do.
        return block.prose and (len(block.text) >= 40 or number == self._layout.headline_number() + 1)

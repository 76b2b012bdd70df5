"""A page as the search for its article sees it: outline, headline, furniture, and its blocks of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standoff.ingest.html.blocks import read_blocks
from standoff.ingest.html.furniture import Furniture
from standoff.ingest.html.outline import Outline, tokens
from standoff.ingest.html.parse import key
from standoff.ingest.html.titles import find_headline, runs
from standoff.ingest.html.words import names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from standoff.ingest.html.blocks import Block
    from standoff.ingest.html.facts import Facts
else:
    HtmlElement = Any

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "button",
        "select",
        "option",
        "textarea",
        "figure",
        "nav",
    ]
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page, measured and judged.

    Attributes:
        outline: its elements.
        headline: its headline's element.
        titles: what its headline may be, as keys.
        live: whether it is a live blog.
        skipped: the outermost elements that are furniture by their names.
        blocks: what it shows outside of them.
        every: what it shows at all; here are bylines and dates.
    """

    outline: Outline
    headline: HtmlElement | None
    titles: frozenset[str]
    live: bool
    skipped: frozenset[HtmlElement]
    blocks: list[Block]
    every: list[Block]

    def headline_number(self) -> int:
        """Give the number of the headline among `blocks`, or -1."""
        if self.headline is not None:
            inside = set(self.headline.iter())
            return next((n for n, block in enumerate(self.blocks) if block.element in inside), -1)
        return next((n for n, block in enumerate(self.blocks) if block.key in self.titles), -1)


def lay_out(root: HtmlElement, facts: Facts) -> Layout:
    """Measure a page and read its blocks."""
    outline = Outline(root)
    headline = find_headline(outline, facts.titles)
    parts = (key(run) for title in facts.titles for run in runs(title))
    titles = frozenset(part for part in parts if len(part) > 8)
    live = facts.live or any(
        {"live", "blog"} <= called or "liveblog" in called for called in outline.names.values()
    )
    furniture = Furniture(outline, headline, live=live)
    # On a broken page the article may stand in a button that is never closed.
    unseen = {e for e in outline.elements if e.tag in _UNSEEN and outline.size[e].prose * 2 <= outline.prose}
    return Layout(
        outline=outline,
        headline=headline,
        titles=titles,
        live=live,
        skipped=frozenset(furniture.skipped),
        blocks=read_blocks(root, furniture.skipped, titles),
        every=read_blocks(root, unseen, titles, gap=" "),
    )


def is_standfirst(block: Block) -> bool:
    """Tell whether a block, or the element around its own, is named as the summary of an article."""
    above = block.element.getparent()
    return any(e is not None and names("standfirst").meet(tokens(e)) for e in (block.element, above))

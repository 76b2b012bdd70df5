"""What stands about the headline and behind the article: the lines that name writers and dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standoff.ingest.html.layout import is_standfirst
from standoff.ingest.html.outline import HEADINGS, shape
from standoff.ingest.html.words import names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from standoff.ingest.html.blocks import Block
    from standoff.ingest.html.layout import Layout
    from standoff.ingest.html.outline import Outline
else:
    HtmlElement = Any

_MOST_ABOVE = 30
_MOST_BELOW = 6
_LOOKED_AT = 400
"""Elements behind the article among which a signature is looked for."""


@dataclass(frozen=True, slots=True)
class Margin:
    """The lines about an article.

    Attributes:
        outline: the page's elements.
        elements: small elements between the headline and the article, and signatures behind it.
        above: blocks about the headline.
        below: the first blocks behind the article.
    """

    outline: Outline
    elements: list[HtmlElement]
    above: list[Block]
    below: list[Block]

    @property
    def blocks(self) -> list[Block]:
        """The blocks above and below."""
        return [*self.above, *self.below]


def find_margin(layout: Layout, root: HtmlElement, chosen: list[Block]) -> Margin:
    """Find the lines about the article that stands in `root` and has the blocks `chosen`."""
    outline, blocks = layout.outline, layout.every
    inside = set(root.iter())
    body = [block for block in chosen if block.element in inside]
    # The byline may stand between the summary and the article.
    while len(body) > 1 and (is_standfirst(body[0]) or body[0].tag in HEADINGS):
        body = body[1:]
    if len(body) > 2 and _kind(body[0]) != _kind(body[1]):
        body = body[1:]
    if not body or not blocks:
        return Margin(outline, [], [], [])
    first, last = _place_of(body, blocks)
    top = min(_top(layout, first), first)
    start, end = outline.place[blocks[top].element], outline.place[body[0].element]
    above = next((e for e in blocks[top].element.iterancestors() if outline.end(e) >= end), None)
    before = _before(layout, above, top)
    if before is not None:
        start = outline.place[above]
    elements = [e for e in outline.elements[start : end + 1] if outline.size[e].text < 600]
    if above is not None:
        elements += _signatures(outline, above, outline.place[body[-1].element])
    above_blocks = [*blocks[top - (before or 0) : top], *blocks[top:first][:_MOST_ABOVE]]
    read = {block.key for block in chosen if block.prose}
    around = root.getparent() if root.getparent() is not None else root
    held = set(around.iter())
    return Margin(
        outline=outline,
        elements=elements,
        above=[block for block in above_blocks if block.key not in read],
        below=[block for block in blocks[last + 1 : last + 1 + _MOST_BELOW] if block.element in held],
    )


def _kind(block: Block) -> tuple[str, str, str, str]:
    """What the paragraphs of an article share, and its summary does not."""
    return (*shape(block.element), *shape(block.element.getparent()))


def _place_of(body: list[Block], blocks: list[Block]) -> tuple[int, int]:
    """The numbers of the first and the last block of the article among all that the page shows."""
    keys = [block.key for block in blocks]
    first = next((n for n, key in enumerate(keys) if key == body[0].key), 0)
    last = next((n for n in reversed(range(len(keys))) if keys[n] == body[-1].key), first)
    return first, last


def _top(layout: Layout, first: int) -> int:
    """The number of the headline, else of a line that reads like it, else of one a little above."""
    blocks = layout.every
    if layout.headline is not None:
        inside = set(layout.headline.iter())
        return next((n for n, block in enumerate(blocks) if block.element in inside), first)
    return next((n for n in range(first) if blocks[n].key in layout.titles), max(0, first - 5))


def _before(layout: Layout, above: HtmlElement | None, top: int) -> int | None:
    """How many blocks before the headline are in the element around headline and article, if few are."""
    if above is None or above.tag in {"body", "html", "form"}:
        return None
    held = set(above.iter())
    early = [n for n in range(top) if layout.every[n].element in held]
    return len(early) if sum(len(layout.every[n].text) for n in early) <= 300 else None


def _signatures(outline: Outline, above: HtmlElement, place: int) -> list[HtmlElement]:
    """Small elements behind the article that say by their names that they are about it."""
    held, hard = set(above.iter()), set()
    found = []
    for element in outline.elements[place + 1 : place + _LOOKED_AT]:
        called = outline.names[element]
        if element.getparent() in hard or names("never").meet(called):
            hard.add(element)
        elif element in held and names("signed").meet(called) and outline.size[element].text < 200:
            found.append(element)
    return found

"""The element in which a page's article stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standoff.ingest.html.labels import is_label
from standoff.ingest.html.outline import FLOWING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from standoff.ingest.html.blocks import Block
    from standoff.ingest.html.layout import Layout
    from standoff.ingest.html.opinion import Opinion
else:
    HtmlElement = Any

_MOST = 0.7
"""The share of the prose that the article's element must hold, and of what is added to widen it."""

_DOUBTED = 0.25
"""What a character of prose weighs that the second opinion does not take for the article's."""


def find_root(layout: Layout, opinion: Opinion) -> HtmlElement:
    """Find the smallest element with most of the prose, widened while what is added is prose as well."""
    weight: dict[HtmlElement, float] = {}
    for block in layout.blocks:
        if block.prose and not is_label(block):
            value = len(block.text) * (1.0 if opinion.agrees(block) else _DOUBTED)
            for element in (block.element, *block.element.iterancestors()):
                weight[element] = weight.get(element, 0.0) + value
    root = layout.outline.root
    while True:
        best = max(root, key=lambda child: weight.get(child, 0.0), default=None)
        if best is None or best.tag in {"p", "li"} or weight.get(best, 0.0) < _MOST * weight.get(root, 1.0):
            break
        root = best
    return _widened(root, layout, opinion)


def _widened(root: HtmlElement, layout: Layout, opinion: Opinion) -> HtmlElement:
    parts: dict[HtmlElement, list[Block]] = {}
    for block in layout.blocks:
        if block.element is not layout.headline:
            parts.setdefault(block.element, []).append(block)
    while (above := root.getparent()) is not None and above.tag != "html":
        good = total = 0
        for child in above:
            added = [b for e in child.iter() for b in parts.get(e, ())] if child is not root else []
            total += sum(len(b.text) for b in added)
            if child.tag in FLOWING or _alike(child, root):
                good += sum(len(b.text) for b in added if b.prose and opinion.agrees(b))
        total += sum(len(b.text) for b in parts.get(above, []))
        if good < _MOST * total:
            return root
        root = above
    return root


def _alike(one: HtmlElement, other: HtmlElement) -> bool:
    return (one.tag, one.get("class")) == (other.tag, other.get("class"))

"""A second opinion: which paragraphs trafilatura takes for the article's.

Its vote is one sign among others. What it misses costs a paragraph weight and not its place, and without
its vote the page's own shape decides.
"""

from __future__ import annotations

import copy
import logging
from typing import TYPE_CHECKING

from standoff.ingest.html.parse import key

if TYPE_CHECKING:
    from standoff.ingest.html.blocks import Block
    from standoff.ingest.html.layout import Layout

MAX_ELEMENTS = 30_000
"""Elements of a page that trafilatura is still asked about; its time grows faster than the page."""

_COMPARED = 40
"""Characters of a key that are compared; trafilatura may cut lines and join them."""


_LEAST = 5
"""An opinion that takes less than this part of the prose, one in so many, has missed the article."""


class Opinion:
    """Tells which blocks are held to be the article's: by trafilatura, or by the page's structured data."""

    def __init__(self, layout: Layout, stated: str) -> None:
        self._stated = {key(line) for line in stated.splitlines()}
        keys = [key(line) for line in _lines(layout)]
        self._ends = {part for found in keys if found for part in (found[:_COMPARED], found[-_COMPARED:])}
        prose = [block for block in layout.blocks if block.prose]
        agreed = sum(len(block.text) for block in prose if self._is_held(block))
        self._is_heard = agreed * _LEAST > sum(len(block.text) for block in prose)

    def agrees(self, block: Block) -> bool:
        """Tell whether a block is held to be the article's."""
        return not self._is_heard or self._is_held(block)

    def _is_held(self, block: Block) -> bool:
        whole = block.key
        return whole in self._stated or whole[:_COMPARED] in self._ends or whole[-_COMPARED:] in self._ends


def _lines(layout: Layout) -> list[str]:
    """The lines that trafilatura takes for the article's on the page without its furniture."""
    if len(layout.outline.elements) > MAX_ELEMENTS:
        return []
    import trafilatura  # takes half a second

    # It reports every page that it finds nothing on; that is said elsewhere, once, as an error.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    root = layout.outline.root
    twin = copy.deepcopy(root)
    for element in [b for a, b in zip(root.iter(), twin.iter(), strict=True) if a in layout.skipped]:
        element.drop_tree()
    try:
        # `deduplicate` would compare with the pages read before; metadata are read elsewhere.
        found = trafilatura.bare_extraction(twin, fast=True, include_comments=False, deduplicate=False)
    except Exception:  # noqa: BLE001 - on broken markup it may raise anything
        return []
    # Called for a dictionary it would return one; it is not.
    return (getattr(found, "text", None) or "").splitlines()

"""A page's elements in order: what each is called, and how much of what stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
else:
    HtmlElement = Any

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FLOWING = HEADINGS | {"p", "ul", "ol", "blockquote", "table", "pre"}
"""Elements that articles are made of; those of `BLOCKS` beside them hold articles."""

BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figure footer
    form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot
    th thead tr ul
    """.split()  # noqa: SIM905 - the elements that the HTML Standard's style sheet displays as blocks
)
_NOT_SHOWN = frozenset({"script", "style", "noscript", "template", "title"})
_LONG_RUN = 40
"""Characters of a run of text that is likely prose."""

_NAMING = ("class", "id", "itemprop", "name", "data-testid", "data-component", "data-module", "data-gu-name")
_WORD = re.compile(r"[A-Za-z]+[0-9]*\Z")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def tokens(element: HtmlElement) -> frozenset[str]:
    """Give the words that an element is named with: class, id and the attributes that frameworks add."""
    value = " ".join(element.get(name, "")[:300] for name in _NAMING)
    label = element.get("aria-label", "")
    return frozenset(_split(f"{value} {label}" if len(label) <= 40 else value))


def _split(value: str) -> Iterator[str]:
    for part in re.split(r"[^A-Za-z0-9]+", value):
        # A generated name such as "1ad2f" has no words in it, only letters.
        if not _WORD.match(part):
            continue
        word = part.rstrip("0123456789")
        yield word.lower()
        pieces = _CAMEL.findall(word)
        if len(pieces) > 1:
            yield from (piece.lower() for piece in pieces if len(piece) > 2)


def is_link(element: HtmlElement) -> bool:
    """Tell whether an element leads to another page."""
    return element.tag == "a" and not element.get("href", "#").startswith("#")


def shape(element: HtmlElement) -> tuple[str, str]:
    """Give what elements of the same kind share on a page: tag and class."""
    return str(element.tag), element.get("class", "")


@dataclass(slots=True)
class Size:
    """What stands inside an element: characters, and elements of some kinds.

    Attributes:
        text: characters that are shown.
        prose: characters of long runs outside of links.
        links: characters inside links.
        images: pictures.
        controls: buttons and fields.
        paragraphs: paragraphs and list items.
    """

    text: int = 0
    prose: int = 0
    links: int = 0
    images: int = 0
    controls: int = 0
    paragraphs: int = 0

    def add(self, other: Size) -> None:
        """Add what stands inside a child."""
        self.text += other.text
        self.prose += other.prose
        self.links += other.links
        self.images += other.images
        self.controls += other.controls
        self.paragraphs += other.paragraphs


class Outline:
    """The page's elements in document order, each with its place, its size and its names."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.elements: list[HtmlElement] = [e for e in root.iter() if isinstance(e.tag, str)]
        self.place = {element: number for number, element in enumerate(self.elements)}
        self.names = {element: tokens(element) for element in self.elements}
        self.size = {element: Size() for element in self.elements}
        self._measure()
        self.prose = self.size[self.elements[0]].prose

    def end(self, element: HtmlElement) -> int:
        """Give the place of the last element inside `element`."""
        last = element
        while len(last):
            last = last[-1]
        return self.place.get(last, 0)

    def _measure(self) -> None:
        linked: set[HtmlElement] = set()
        for element in self.elements:
            parent = element.getparent()
            if is_link(element) or parent in linked:
                linked.add(element)
            if element.tag not in _NOT_SHOWN:
                self._count(element)
                self._add(element, element.text, in_link=element in linked)
            self._add(parent, element.tail, in_link=parent in linked)
        for element in reversed(self.elements):
            if (above := self.size.get(element.getparent())) is not None:
                above.add(self.size[element])

    def _count(self, element: HtmlElement) -> None:
        size, tag = self.size[element], element.tag
        size.images = tag in {"img", "picture", "amp-img"} or element.get("role") == "img"
        size.controls = tag in {"button", "input", "textarea", "select"}
        size.controls += tag == "a" and "button" in self.names[element]
        size.paragraphs = tag in {"p", "li"}

    def _add(self, element: HtmlElement | None, text: str | None, *, in_link: bool) -> None:
        if element is None or not text or element not in self.size:
            return
        size, length = self.size[element], len(text.strip())
        size.text += length
        size.links += length if in_link else 0
        size.prose += length if length >= _LONG_RUN and not in_link else 0

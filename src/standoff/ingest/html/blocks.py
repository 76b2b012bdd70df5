"""Paragraphs as they are shown: reads the blocks of text off a tree of elements."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from standoff.ingest.html.outline import BLOCKS, is_link
from standoff.ingest.html.parse import clean, key

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from lxml.html import HtmlElement
else:
    HtmlElement = Any

_CLOSING_MARKS = "”\"’'»)]*“"
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", "。")


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or table row, as it is shown.

    Attributes:
        text: its characters, white space collapsed; never empty.
        element: the innermost block element around it.
        key: what of the text counts when it is compared.
        links: how many of the characters are in links.
        slanted: how many are in italics.
        timed: whether half of it or more is a time.
    """

    text: str
    element: HtmlElement
    key: str
    links: int = 0
    slanted: int = 0
    timed: bool = False

    @property
    def tag(self) -> str:
        """The tag of its element."""
        return str(self.element.tag)

    @property
    def linked(self) -> float:
        """The share of its characters that is in links, 0 to 1."""
        return self.links / len(self.text)

    @property
    def ends(self) -> bool:
        """Whether it ends as sentences do; captions, bylines and labels mostly do not."""
        return self.text.rstrip(_CLOSING_MARKS).endswith(_SENTENCE_ENDS) or (
            self.text[-1] in '”"»' and len(self.text) > 40
        )

    @property
    def prose(self) -> bool:
        """Whether it is sentences, by its end or its length."""
        return (self.ends and len(self.text) >= 25 and self.linked < 0.5) or len(self.text) >= 250


class _Piece(NamedTuple):
    """A run of text, and whether it stands in a link and in italics."""

    text: str
    linked: bool
    slanted: bool


_SPACE = _Piece(" ", linked=False, slanted=False)


class _Step(NamedTuple):
    """An element to enter, or with `closing` to leave, and whether it stands in a link and in italics."""

    element: HtmlElement
    linked: bool
    slanted: bool
    closing: bool = False


def read_blocks(
    root: HtmlElement, skipped: AbstractSet[HtmlElement], titles: AbstractSet[str], gap: str = ""
) -> list[Block]:
    """Read the blocks of a tree in document order.

    Args:
        root: where to begin.
        skipped: elements that are left out.
        titles: the page's titles, as keys; a line break behind one parts a headline from its byline.
        gap: put between the pieces of a block, for lines in which style sheets set the words apart.
    """
    return _Reader(skipped, titles, gap).read(root)


class _Reader:
    """Walks a tree without recursion, collecting pieces of text until a block ends."""

    def __init__(self, skipped: AbstractSet[HtmlElement], titles: AbstractSet[str], gap: str) -> None:
        self._skipped = skipped
        self._titles = titles
        self._gap = gap
        self._found: list[Block] = []
        self._holders: list[HtmlElement] = []
        self._pieces: list[_Piece | None] = []  # None is a line break
        self._timed = 0

    def read(self, root: HtmlElement) -> list[Block]:
        self._holders = [root]
        stack = [_Step(root, linked=False, slanted=False)]
        while stack:
            step = stack.pop()
            element = step.element
            is_block = element.tag in BLOCKS or element is root
            if step.closing:
                if is_block:
                    self._flush(self._holders.pop())
                if element is not root:
                    self._take(element.tail, step)
            elif not isinstance(element.tag, str) or element in self._skipped or element.tag == "br":
                if element.tag == "br":
                    self._pieces.append(None)
                elif is_block:
                    self._flush(self._holders[-1])
                self._take(element.tail, step)
            else:
                stack.append(step._replace(closing=True))
                stack.extend(self._enter(step, is_block=is_block))
        return self._found

    def _enter(self, step: _Step, *, is_block: bool) -> list[_Step]:
        """Take the element's own text; give its children, the last first."""
        element = step.element
        if is_block:
            self._flush(self._holders[-1])
            self._holders.append(element)
        inside = step._replace(
            linked=step.linked or is_link(element), slanted=step.slanted or element.tag in {"em", "i"}
        )
        self._take(element.text, inside, lines=element.tag == "pre")
        if element.tag == "time":
            self._timed += len(element.text_content().strip())
        return [inside._replace(element=child) for child in reversed(element)]

    def _take(self, text: str | None, step: _Step, *, lines: bool = False) -> None:
        if not text:
            return
        for number, line in enumerate(text.split("\n") if lines else [text]):
            if number:
                self._pieces.append(None)
            self._pieces.append(_Piece(line, step.linked, step.slanted))

    def _flush(self, element: HtmlElement) -> None:
        """Make blocks of the pieces; two line breaks part them.

        Where none do, one behind a long sentence's end does; where some do, single ones only wrap lines.
        """
        group: list[_Piece] = []
        breaks = length = 0
        wrapped = self._has_empty_line()
        for piece in self._pieces:
            if piece is None:
                breaks += 1
                continue
            if not piece.text.strip():
                group.append(piece._replace(text=" "))
                continue
            if breaks == 1:
                breaks += self._ends_paragraph(group, length, wrapped=wrapped)
                group.append(_SPACE)
            if breaks > 1:
                self._emit(group, element)
                group, length = [], 0
            breaks = 0
            group.append(piece)
            length += len(piece.text)
        self._emit(group, element)
        self._pieces = []
        self._timed = 0

    def _has_empty_line(self) -> bool:
        """Whether two line breaks part the pieces somewhere, with text on both sides."""
        lines = [piece is None for piece in self._pieces if piece is None or piece.text.strip()]
        while lines and lines[-1]:
            lines.pop()
        return any(one and other for one, other in itertools.pairwise(lines))

    def _ends_paragraph(self, group: list[_Piece], length: int, *, wrapped: bool) -> bool:
        """Whether a single line break behind these pieces stands for two."""
        if length <= 120 or wrapped:
            return key("".join(piece.text for piece in group)) in self._titles
        end = "".join(piece.text for piece in group[-3:])[-20:].rstrip()
        return end.endswith((".", "”", '"', "!", "?"))

    def _emit(self, group: list[_Piece], element: HtmlElement) -> None:
        text = clean(self._gap.join(piece.text for piece in group))
        if not any(char.isalnum() for char in text):
            return
        links = sum(len(clean(piece.text)) for piece in group if piece.linked)
        slanted = sum(len(clean(piece.text)) for piece in group if piece.slanted)
        self._found.append(
            Block(
                text=text,
                element=element,
                key=key(text),
                links=min(len(text), links),
                slanted=min(len(text), slanted),
                timed=self._timed * 2 >= len(text),
            )
        )

"""Tells what of a page is not the article by what its elements are and what they are called.

The judgement is about elements, before any word is read: navigation, comments, boxes of links, pictures,
forms. A name alone never outweighs the article: an element that holds the headline, a declared article body
or most of the page's prose stays, whatever it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standoff.ingest.html.outline import BLOCKS, FLOWING, HEADINGS, shape
from standoff.ingest.html.parse import shown
from standoff.ingest.html.words import names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from standoff.ingest.html.outline import Outline
else:
    HtmlElement = Any

_NEVER = frozenset(
    """
    script style noscript template iframe object embed video audio canvas svg math map select option
    textarea input button label dialog menu marquee figcaption nav aside footer datalist progress head title
    """.split()  # noqa: SIM905 - read as a list of tags
)
_NOT_EVEN_IF_MAIN = frozenset({"nav", "dialog", "select", "noscript", "script"})
_ROLES = frozenset(
    """
    navigation banner complementary contentinfo dialog alertdialog search menu menubar toolbar tablist form
    alert button tooltip listbox
    """.split()  # noqa: SIM905 - read as a list of ARIA roles
)
_POST_MARKS = frozenset({"timestamp", "timestamps", "posted", "kicker", "label"})
"""Names that on a live page mark the head of every post."""


class Furniture:
    """The elements of a page that are not its article.

    Attributes:
        skipped: the outermost of them.
    """

    def __init__(self, outline: Outline, headline: HtmlElement | None, *, live: bool) -> None:
        self._outline = outline
        self._live = live
        self._anchored = headline is not None
        self._held = _around(headline) if headline is not None else set()
        # One paragraph in a class that happens to have a telling name is little; all of them are the article.
        self._alike: dict[tuple[str, str], int] = {}
        for element in outline.elements:
            if "articleBody" in element.get("itemprop", "").split():
                self._held |= _around(element)
            kind = shape(element)
            self._alike[kind] = self._alike.get(kind, 0) + outline.size[element].prose
        self._teasers = _teasers(outline)
        self.skipped: set[HtmlElement] = set()
        inside: set[HtmlElement] = set()
        for element in outline.elements:
            if element.getparent() in inside:
                inside.add(element)
            elif element is not outline.root and self._is(element):
                self.skipped.add(element)
                inside.add(element)

    def _is(self, element: HtmlElement) -> bool:
        tag = str(element.tag)
        if tag in {"br", "html", "body"}:
            return False
        if tag in _NEVER or tag.startswith("amp-") or element.get("role") in _ROLES:
            return tag in _NOT_EVEN_IF_MAIN or not self._is_main(element)
        if tag in {"form", "header", "figure"}:
            return not self._is_main(element) and _stands_apart(element)
        if self._is_hidden(element):
            return True
        if names("never").meet(self._outline.names[element]):
            nearly_all = self._outline.size[element].prose * 10 >= self._outline.prose * 9
            return element not in self._held and (self._anchored or not nearly_all)
        return not self._is_much(element) and self._is_beside(element)

    def _is_main(self, element: HtmlElement) -> bool:
        """Whether so much of the page is in `element` that it cannot be beside the article."""
        return element in self._held or self._outline.size[element].prose * 2 > self._outline.prose > 0

    def _is_much(self, element: HtmlElement) -> bool:
        """Whether it, or all elements of its class together, are most of the page."""
        kind = shape(element)
        return self._is_main(element) or bool(kind[1] and self._alike[kind] * 2 > self._outline.prose)

    def _is_hidden(self, element: HtmlElement) -> bool:
        """Hidden or for screen readers only. Prose that is hidden may wait behind a subscription."""
        if element in self._held:
            return False
        style = element.get("style", "")[:500].replace(" ", "").lower()
        if "clip:rect" in style or names("unseen").meet(self._outline.names[element]):
            return True
        gone = "display:none" in style or element.get("hidden") is not None
        return gone and self._outline.size[element].prose < 300

    def _is_beside(self, element: HtmlElement) -> bool:
        called = self._outline.names[element]
        if element in self._teasers or _is_reference(element, self._outline.size[element].text):
            return True
        if element.tag not in BLOCKS and element.getparent().tag in HEADINGS | {"p", "li"}:
            return names("inline").meet(called)
        if names("seldom").meet(called - _POST_MARKS if self._live else called):
            return True
        size = self._outline.size[element]
        if element.tag not in FLOWING and names("linked").meet(called) and size.links * 4 > size.text:
            return True
        return self._is_picture(element) or self._calls(element)

    def _is_picture(self, element: HtmlElement) -> bool:
        """A box with a picture and little text is a picture with its caption."""
        size = self._outline.size[element]
        if not size.images or size.text > 300 or element.tag in {"p", "article", "li"}:
            return False
        return not (size.paragraphs and shown(element).endswith((".", "”", "?", "!")))

    def _calls(self, element: HtmlElement) -> bool:
        """A small box with a button in it calls upon the reader to do something."""
        size = self._outline.size[element]
        is_box = element.tag in {"div", "section", "td"} and any(child.tag in BLOCKS for child in element)
        return is_box and size.controls > 0 and size.text <= 500


def _around(element: HtmlElement) -> set[HtmlElement]:
    return {element, *element.iterancestors()}


def _is_reference(element: HtmlElement, length: int) -> bool:
    """Whether it is the number of a note: a few signs that lead to another place of the same page."""
    if element.tag not in {"sup", "a"} or not 0 < length <= 5 or any(map(str.isalpha, shown(element))):
        return False
    return any("#" in link.get("href", "") for link in element.iter("a"))


def _teasers(outline: Outline) -> set[HtmlElement]:
    """Three and more boxes of one kind side by side, each a link with a line about the page it leads to.

    Sites whose class names are made by machines show their lists of other articles by nothing else.
    """
    rows: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = {}
    for element in outline.elements:
        if element.tag in BLOCKS - FLOWING and element.getparent() is not None:
            rows.setdefault((element.getparent(), *shape(element)), []).append(element)
    found: set[HtmlElement] = set()
    for row in rows.values():
        if len(row) >= 3 and all(_is_teaser(element, outline) for element in row):
            found.update(row)
    return found


def _is_teaser(element: HtmlElement, outline: Outline) -> bool:
    size = outline.size[element]
    if size.text > 400 or size.links < 15 or size.links * 4 < size.text:
        return False
    return any(_stands_alone(link) for link in element.iter("a"))


def _stands_alone(link: HtmlElement) -> bool:
    """Whether a link is no part of a sentence."""
    previous = link.getprevious()
    before = link.getparent().text if previous is None else previous.tail
    return not (before or "").strip() and not (link.tail or "").strip()


def _stands_apart(element: HtmlElement) -> bool:
    """Whether a header is the site's and a figure a picture: articles and tables have them, too."""
    if element.tag == "figure":
        return element.find(".//table") is None
    return element.tag == "form" or not any(
        above.tag in {"article", "main", "li"} for above in element.iterancestors()
    )

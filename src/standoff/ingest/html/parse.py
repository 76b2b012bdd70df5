"""From the characters of a page to a tree of elements of bounded size, and how text is read off it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from standoff.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
else:
    HtmlElement = Any

MAX_DEPTH = 250
"""Elements nested deeper lose their tags: no page needs so many, and what walks trees may recurse."""

MAX_ELEMENTS = 100_000
"""Elements of the largest page that is read; the longest live blogs have some 20,000."""

MAX_ATTRIBUTE = 10_000
"""Code points of the longest attribute that is kept."""

_INVISIBLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xAD, 0x200B, 0x2060, 0xFEFF])
# A character reference to 128 to 159 means windows-1252 (HTML Standard, "numeric character reference").
_INVISIBLE |= {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(128, 160)}
_NO_WORD = re.compile(r"[\W_]+")


def parse(text: str, where: str) -> HtmlElement:
    """Build the tree of a page without comments and overlong attributes.

    Raises:
        ReportError: with the reason ``empty``, ``no article text``, ``broken markup`` or ``too large``.
    """
    if not text.strip("\x00\ufeff \t\r\n"):
        raise ReportError(where, "empty", "there is nothing in it but white space", "give a file with a text")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        no_article(where, "the page has no elements")
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        detail = "its elements are nested thousands deep"
        raise ReportError(where, "broken markup", detail, "save the article as text")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        detail = f"it has more than {MAX_ELEMENTS:,} elements"
        raise ReportError(where, "too large", detail, "save the article as text")
    for element in root.iter("*"):
        for name in [name for name, value in element.attrib.items() if len(value) > MAX_ATTRIBUTE]:
            del element.attrib[name]
    for element in [element for element, depth in _with_depth(root) if depth == MAX_DEPTH]:
        etree.strip_tags(element, "*")
    return root


def _with_depth(root: HtmlElement) -> Iterator[tuple[HtmlElement, int]]:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            yield element, depth
        depth += 1 if event == "start" else -1


def no_article(where: str, detail: str) -> NoReturn:
    """Raise ReportError ``no article text``."""
    remedy = "save the page with its article open, or paste the text"
    raise ReportError(where, "no article text", detail, remedy)


def clean(text: str) -> str:
    r"""Collapse white space, as a browser does, and take out what it does not show.

    >>> clean(" no\u00adthing\n was\x92nt ")
    'nothing was’nt'
    """
    return " ".join(text.translate(_INVISIBLE).split())


def shown(element: HtmlElement) -> str:
    """Give the text inside an element."""
    return clean(element.text_content())


def key(text: str) -> str:
    """Give what of a text counts when two are compared.

    >>> key("The “Ferryman”, No. 7") == key("the ferryman no 7")
    True
    """
    return _NO_WORD.sub("", text.casefold())

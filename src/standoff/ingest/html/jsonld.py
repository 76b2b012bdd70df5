"""The structured data of a page: JSON-LD as sites write it, and the values in it.

Sites put the objects of schema.org in lists, graphs and references, leave commas too many and wrap them in
comments. What cannot be read is passed over; the page itself still speaks.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from standoff.ingest.html.parse import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
else:
    HtmlElement = Any

MAX_NODES = 5_000
"""Objects of a page that are looked at."""

Node = dict[str, Any]
_ARTICLES = ("Article", "BlogPosting", "LiveBlogPosting", "Report")
_TAG = re.compile(r"<[/a-zA-Z][^<>]{0,300}>")


def nodes_of(root: HtmlElement) -> list[Node]:
    """Give the objects of the page's JSON-LD that stand for themselves; the items of lists do not."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        waiting = [_load(script.text or "")]
        while waiting and len(found) < MAX_NODES:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting = [*value[:MAX_NODES], *waiting]
            elif isinstance(value, dict):
                found.append(value)
                waiting += [
                    value[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in value
                ]
    return found


def _load(text: str) -> object:
    """Read JSON as sites write it: in comments, with line ends in strings, with a comma too many."""
    text = text.strip().removesuffix(";")
    if text.startswith(("<!--", "/*", "//")):
        openings = [at for at in (text.find("{"), text.find("[\n"), text.find("[{")) if at >= 0]
        text = text[min(openings, default=0) : max(text.rfind("}"), text.rfind("}]") + 1) + 1]
    for candidate in (text, re.sub(r",(\s{0,50}[}\]])", r"\1", text), html.unescape(text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def types(node: Node) -> list[str]:
    """Give the types of an object."""
    value = node.get("@type", [])
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def is_article(node: Node) -> bool:
    """Tell whether an object is an article of any kind."""
    return any(name.endswith(_ARTICLES) for name in types(node))


def plain(value: object, *, keep_lines: bool = False) -> str:
    """Give a value as text, without the markup and references that some sites leave in it.

    >>> plain([{"@value": "Ice &amp;  bread"}])
    'Ice & bread'
    """
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return ""
    text = html.unescape(value)
    if not keep_lines:
        return clean(text[:2000])
    if "</" in text:
        text = _TAG.sub("\n", text)
    return "\n".join(map(clean, text.splitlines())).strip()


def named(value: object, nodes: list[Node]) -> Iterator[str]:
    """Give the names in a value that may be a string, an object, a reference to one, or a list of these."""
    for item in value[:50] if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield clean(html.unescape(item))
        elif isinstance(item, dict):
            found = item
            if "name" not in item and "@id" in item:
                found = next((n for n in nodes if n.get("@id") == item["@id"] and "name" in n), {})
            given = found.get("name")
            for name in given if isinstance(given, list) else [given]:
                if isinstance(name, str):
                    yield clean(html.unescape(name))

"""What a page's head and its structured data state, before its article is looked for."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from standoff.ingest.html.jsonld import Node, is_article, nodes_of, plain, types
from standoff.ingest.html.parse import clean, key
from standoff.ingest.html.words import meta_names

if TYPE_CHECKING:
    from lxml.html import HtmlElement
else:
    HtmlElement = Any

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Facts:
    """What a page states about itself.

    Attributes:
        meta: contents of the meta elements by their names in lower case, in the page's order.
        head_title: the title element's text, or "".
        nodes: the objects of its structured data.
        node: that of the article, or an empty one.
        live: whether it is said to be a live blog.
        body: the article's text where the structured data have it, its paragraphs in lines.
        language: the declared language, ISO 639 in lower case.
        url: the address it was given with, else its own.
        titles: what the page calls itself, most trusted first, with names of sites and sections in it.
    """

    def __init__(self, root: HtmlElement, url: str | None) -> None:
        self.meta = _meta(root)
        found = root.find("head/title")
        found = found if found is not None else root.find(".//title")
        self.head_title = clean(found.text or "")[:1000] if found is not None else ""
        self.nodes = nodes_of(root)
        self.node = self._article_node()
        self.live = "LiveBlogPosting" in types(self.node)
        self.body = plain(self.node.get("articleBody"), keep_lines=True)
        self.language = self._language(root)
        self.url = url or self._own_url(root)
        self.titles = self._titles()

    def _article_node(self) -> Node:
        found = [node for node in self.nodes if is_article(node)]
        heads = [key(value) for name in ("og:title", "twitter:title") for value in self.meta.get(name, [])]
        heads.append(key(self.head_title))
        for node in found:
            start = key(plain(node.get("headline")))[:60]
            if start and any(start in head for head in heads):
                return node
        return found[0] if found else {}

    def _titles(self) -> list[str]:
        given = [plain(self.node.get("headline"))]
        given += [value for name in meta_names("title") for value in self.meta.get(name, [])[:2]]
        given.append(self.head_title)
        return [title for title in dict.fromkeys(given) if key(title)]

    def _language(self, root: HtmlElement) -> str | None:
        values = [root.get("lang"), root.get("xml:lang"), root.get(_XML_LANG)]
        for name in ("og:locale", "language", "dc.language"):
            values += self.meta.get(name, [])
        for element in root.iter("meta"):
            if element.get("http-equiv", "").lower() == "content-language":
                values.append(element.get("content"))
        for value in values:
            if found := re.match(r"[A-Za-z]{2,3}(?=[-_,; ]|\Z)", (value or "").strip()):
                return found[0].lower()
        return None

    def _own_url(self, root: HtmlElement) -> str | None:
        values = [e.get("href") for e in root.iter("link") if "canonical" in e.get("rel", "").lower().split()]
        values += self.meta.get("og:url", [])
        page = self.node.get("mainEntityOfPage")
        values += [self.node.get("url"), page.get("@id") if isinstance(page, dict) else page]
        base = next((v for v in self.meta.get("og:url", []) if v.startswith("http")), "")
        for value in values:
            if isinstance(value, str) and (joined := _join(base, value.strip())):
                return joined
        return None


def _meta(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        names = (element.get("property", "") + " " + element.get("name", "")).lower().split()
        content = clean(html.unescape(element.get("content", "")[:2000]))
        for name in dict.fromkeys(names):
            if content:
                found.setdefault(name, []).append(content)
    return found


def _join(base: str, url: str) -> str | None:
    try:
        joined = urljoin(base, url)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in {"http", "https"} and parts.netloc else None

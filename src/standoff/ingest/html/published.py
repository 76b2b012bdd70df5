"""When a page says that it was first published; never a date of an update, and none that is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standoff.ingest.html.dates import iso, of_url, worded
from standoff.ingest.html.jsonld import plain
from standoff.ingest.html.parse import clean, shown
from standoff.ingest.html.words import meta_names, names, phrases

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from standoff.ingest.html.facts import Facts
    from standoff.ingest.html.margin import Margin
    from standoff.ingest.html.outline import Outline
else:
    HtmlElement = Any


def published_of(facts: Facts, margin: Margin) -> str | None:
    """Give the date of publication, ISO 8601, as exact as the page has it."""
    found = _stated(facts, margin)
    if found:
        # Of statements about the same day, one with a time of day says more.
        same = [date for date in found if date[:10] == found[0][:10]]
        return next((date for date in same if len(date) > 10), same[0])
    outline = margin.outline
    for element in margin.elements:
        dated = element.tag == "time" and not _is_update(element, outline)
        if dated and (date := _date_of(element, facts.language)):
            return date
    for block in margin.blocks:
        if names("updated").meet(outline.names[block.element]):
            continue
        labelled = block.text.lower().startswith(phrases("published"))
        if (labelled or block in margin.above) and (date := worded(block.text, facts.language)):
            return date
    return iso(plain(facts.node.get("dateCreated"))) or of_url(facts.url)


def _stated(facts: Facts, margin: Margin) -> list[str]:
    given = [iso(plain(facts.node.get("datePublished")))]
    given += [iso(value) for name in meta_names("date") for value in facts.meta.get(name, [])[:1]]
    given += [_date_of(e, facts.language) for e in margin.elements if _is_marked(e)]
    return [date for date in given if date]


def _is_marked(element: HtmlElement) -> bool:
    return "datePublished" in element.get("itemprop", "").split() or element.get("pubdate") is not None


def _date_of(element: HtmlElement, language: str | None) -> str | None:
    value = element.get("content") or element.get("datetime") or element.get("title") or ""
    return iso(value) or worded(shown(element)[:200], language)


def _is_update(element: HtmlElement, outline: Outline) -> bool:
    """Whether a time's name, or the words before it, say that it is that of an update."""
    for near in (element, element.getparent()):
        called = outline.names.get(near, frozenset())
        if names("updated").meet(called) and "published" not in called:
            return True
    before = element.getprevious()
    text = (before.tail or before.text_content()) if before is not None else element.getparent().text
    line = f"{clean(text or '')[-30:]} {shown(element)[:12]}".lower()
    return any(word in line for word in phrases("updated"))

"""When a page says that it was first published; never a date of an update, and none that is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standoff.ingest.html.dates import iso, of_url, worded
from standoff.ingest.html.jsonld import plain
from standoff.ingest.html.parse import clean, shown
from standoff.ingest.html.words import meta_names, names, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from standoff.ingest.html.facts import Facts
    from standoff.ingest.html.margin import Margin
    from standoff.ingest.html.outline import Outline
else:
    HtmlElement = Any


def published_of(facts: Facts, margin: Margin) -> str | None:
    """Give the date of publication, ISO 8601, as exact as the page has it."""
    found = list(filter(None, _given(facts, margin)))
    if not found:
        return iso(plain(facts.node.get("dateCreated"))) or of_url(facts.url)
    # Of statements about the same day, one with a time of day says more.
    same = [date for date in found if date[:10] == found[0][:10]]
    return next((date for date in same if len(date) > 10), same[0])


def _given(facts: Facts, margin: Margin) -> Iterator[str | None]:
    """What the page gives as its date, the most trusted first."""
    yield iso(plain(facts.node.get("datePublished")))
    for name in meta_names("date"):
        yield from (iso(value) for value in facts.meta.get(name, [])[:1])
    outline, language = margin.outline, facts.language
    yield from (_date_of(element, language) for element in margin.elements if _is_marked(element))
    for element in margin.elements:
        if element.tag == "time" and not _is_update(element, outline):
            yield _date_of(element, language)
    for block in margin.blocks:
        labelled = block.text.lower().startswith(phrases("published"))
        if (labelled or block in margin.above) and not names("updated").meet(outline.names[block.element]):
            yield worded(block.text, language)


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

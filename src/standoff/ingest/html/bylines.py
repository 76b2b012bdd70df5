"""The writers of an article: as the structured data, the head or the byline name them.

A byline's reading for plain texts is in `standoff.ingest.names`; fields of a page hold only names, so that
single words ("Reuters") and scripts without capitals may be names here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standoff.ingest.html.dates import before_date
from standoff.ingest.html.jsonld import named
from standoff.ingest.html.labels import byline
from standoff.ingest.html.parse import clean, key, shown
from standoff.ingest.html.words import meta_names, names, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.ingest.html.facts import Facts
    from standoff.ingest.html.margin import Margin

_BY_INSIDE = re.compile(r"(?<=[\dMm|·•,–-]) [Bb]y [A-Z]")
_BETWEEN = re.compile(r"[,;|/·•]| (?:and|und|et|y|и|with|mit|avec|&|-|–|—) ")
_PLACE = re.compile(r" (?:in|at|on|from|aus) ")


def authors_of(facts: Facts, margin: Margin, publisher: str | None) -> list[str]:
    """Give the writers: of the structured data, else of the head, else of the byline."""
    site = key(publisher or "")
    for texts in _sources(facts, margin):
        found = [name for text in texts for name in names_in(text)]
        found = [name for name in dict.fromkeys(found) if key(name) != site]
        if found:
            return found
    return []


def _sources(facts: Facts, margin: Margin) -> Iterator[list[str]]:
    yield list(named(facts.node.get("author") or facts.node.get("creator"), facts.nodes))
    for name in meta_names("author"):
        yield facts.meta.get(name, [])
    for name in ("rel", "itemprop", "property"):
        yield [shown(e) for e in margin.elements if e.get(name, "").endswith("author")]
    signed = [e for e in margin.elements if names("author").meet(margin.outline.names[e])]
    signed = [e for e in signed if margin.outline.size[e].text < 300]
    links = [a for e in signed for a in e.iter("a")]
    links += [e for e in margin.elements if e.tag == "a" and _leads_to_writer(e.get("href", ""))]
    yield [text for a in links if " " in (text := shown(a))]
    inside = {held for element in signed for held in element.iter()}
    texts = [block.text for block in margin.blocks if block.element in inside]
    yield next(([text] for text in texts if any(" " in name for name in names_in(text))), [])
    texts = [block.text for block in margin.blocks]
    yield [text for text in texts if byline().match(text) and len(text) < 200]
    dated = [block.text for block in margin.above if len(block.text) < 150]
    yield [text[found.start() + 1 :] for text in dated if (found := _BY_INSIDE.search(text))]


def _leads_to_writer(address: str) -> bool:
    """Whether an address has a part such as "author" with more behind it."""
    return not word_set("path").isdisjoint(address[:300].lower().split("/")[:-1])


def names_in(text: str) -> Iterator[str]:
    """Give the names in a byline, without "By", places, jobs and dates.

    >>> list(names_in("By ADA QUILL in Brandholm and Bo Tarn, correspondents | 14 March 2031"))
    ['Ada Quill', 'Bo Tarn']
    """
    text = clean(text)[:300]
    if "://" in text or "@" in text:
        return
    while (found := byline().match(text)) is not None:
        text = text[found.end() :].strip()
    for part in _BETWEEN.split(before_date(text)):
        name = _without_place(part.strip(" .:-–—"))
        if name.isupper() and len(name) > 5:
            name = name.title()
        if _is_name(name):
            yield name


def _without_place(name: str) -> str:
    """Give the name before a place or an employer."""
    name = _PLACE.split(name)[0].strip()
    for word in (" of ", " for "):
        before = name.partition(word)[0]
        # One word before "of" is an office's ("Ministry of the Interior"), two are a person's.
        if " " in before:
            name = before
    return name


def _is_name(name: str) -> bool:
    words = name.split()
    low = {word.lower() for word in words}
    if not 1 <= len(words) <= 6 or len(name) > 60 or low & word_set("job"):
        return False
    if len(words) == 1 and low & word_set("nobody"):
        return False
    small = word_set("particle")
    return all(word[0].isupper() or word.lower() in small or not word[0].isalpha() for word in words)

"""The headline among a page's headings, and the names of article and outlet in its titles.

A page's title is the headline with the outlet and the section before or behind it, in no fixed order. The
heading on the page decides which part is which; the part beside it is the outlet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from standoff.ingest.html.jsonld import named, plain, types
from standoff.ingest.html.parse import clean, key, shown
from standoff.ingest.html.words import meta_names, names, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from standoff.ingest.html.blocks import Block
    from standoff.ingest.html.facts import Facts
    from standoff.ingest.html.layout import Layout
    from standoff.ingest.html.outline import Outline
else:
    HtmlElement = Any

_SEPARATOR = re.compile(r" (?:[|–—·•«»:-]|::|\|\|) |: | ?[|»] ?")
_DOMAIN = re.compile(r"\S\.[A-Za-z]{2,8}\Z")
_MOST_CUTS = 12
_LEAST = 8
"""Characters of a key that is longer than names of sections are."""


def runs(title: str) -> list[str]:
    """Give what a title can be without the names before and behind it, longest first.

    >>> runs("Ferry stops | World | The Ferryman")[:3]
    ['Ferry stops | World | The Ferryman', 'World | The Ferryman', 'Ferry stops | World']
    """
    cuts = _cuts(title)
    found = [title[start:end].strip() for i, (_, start) in enumerate(cuts) for end, _ in cuts[i + 1 :]]
    return sorted(filter(None, found), key=len, reverse=True)


def _cuts(title: str) -> list[tuple[int, int]]:
    ends = (len(title), len(title))
    return [(0, 0), *(found.span() for found in _SEPARATOR.finditer(title)), ends][:_MOST_CUTS]


def find_headline(outline: Outline, titles: list[str]) -> HtmlElement | None:
    """Find the heading that says what the page's titles say, else the first heading of the first rank."""
    # A part of a title counts by its share of it, or the site's own name would be as good a headline.
    shares: dict[str, float] = {}
    for title in titles:
        for run in runs(title):
            part = key(run)
            if len(part) > _LEAST:
                shares[part] = max(shares.get(part, 0.0), 0.5 + 0.5 * len(part) / len(key(title)))
    best: tuple[float, HtmlElement | None] = (0.5, None)
    headings = _headings(outline)
    for element in headings:
        text = key(shown(element))[:1000]
        score = max((_agreement(text, other) * share for other, share in shares.items()), default=0.0)
        score += 0.05 * (element.tag == "h1")
        if text and score > best[0]:
            best = (score, element)
    return best[1] if best[1] is not None else _first_heading(headings, outline)


def _headings(outline: Outline) -> list[HtmlElement]:
    """The headings that are no link to the site's first page."""
    found = [e for e in outline.elements if e.tag in {"h1", "h2", "h3"} or e.get("itemprop") == "headline"]
    home = {"/", "./", "index.html"}
    return [e for e in found[:400] if not any(a.get("href") in home for a in e.iter("a"))]


def _first_heading(headings: list[HtmlElement], outline: Outline) -> HtmlElement | None:
    for element in headings:
        if element.tag == "h1" and len(shown(element).split()) >= 3:
            called = [outline.names[e] for e in (element, *element.iterancestors())]
            if not any(names("never").meet(tokens) for tokens in called):
                return element
    return None


def _agreement(one: str, other: str) -> float:
    """How far two titles, as keys, are the same: 1 when equal, the share of the shorter when inside."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) > _LEAST and short in long:
        return 0.6 + 0.3 * len(short) / len(long)
    pairs = [{text[i : i + 3] for i in range(len(text) - 2)} for text in (one[:300], other[:300])]
    return len(pairs[0] & pairs[1]) / max(1, len(pairs[0] | pairs[1]))


def title_of(facts: Facts, headline: HtmlElement | None, blocks: list[Block]) -> str | None:
    """Give the headline as the page shows it, else as its head states it, without the site's name.

    Args:
        facts: what the page states.
        headline: its heading, where there is one.
        blocks: all that the page shows.
    """
    if headline is not None:
        text = shown(headline)
        given = plain(facts.node.get("headline")) or next(iter(facts.meta.get("og:title", [])), "")
        # A kicker inside the heading: "Analysis Why the river matters".
        inner = key(given)
        return given if _LEAST < len(inner) < len(key(text)) and key(text).endswith(inner) else text
    seen = {block.key for block in blocks}
    stated = [run for title in facts.titles for run in runs(title)]
    matching = [run for run in stated if key(run) in seen and len(run.split()) >= 3]
    if matching:
        return max(matching, key=len)
    if not facts.titles:
        return None
    site = key(_stated_publisher(facts) or "")
    title = facts.titles[0]
    return max((run for run in runs(title) if site and site not in key(run)), key=len, default=title)


def publisher_of(facts: Facts, title: str | None, layout: Layout) -> str | None:
    """Give the outlet: as the page calls its site, else what stands beside its title, else above it."""
    beside = _beside(facts.head_title, title) if title else None
    return _stated_publisher(facts) or beside or _masthead(layout)


def _stated_publisher(facts: Facts) -> str | None:
    given = list(facts.meta.get("og:site_name", []))
    given += named(facts.node.get("publisher"), facts.nodes)
    given += [plain(node.get("name")) for node in facts.nodes if "WebSite" in types(node)]
    given += [value for name in meta_names("publisher") for value in facts.meta.get(name, [])]
    called = [value for value in map(clean, given) if value and "://" not in value and value[0] != "@"]
    called = [value for value in called if not _DOMAIN.search(value)]
    same = [value for value in called if key(value) == key(called[0])]
    return max(same, key=lambda value: (value[0].isupper(), value.count(" ")), default=None)


def _beside(whole: str, title: str) -> str | None:
    """The name that stands behind a title in the page's title, else the one before it."""
    for before, behind in _sides(whole, key(title)):
        for side, place in ((behind, -1), (before, 0)):
            parts = [part for part in _SEPARATOR.split(side) if _may_be_outlet(part)]
            if parts:
                return parts[place]
    rest = whole.removeprefix(title)
    if rest[:1] in {"-", "_", "|", "–", "—"} and _may_be_outlet(name := rest[1:].strip()):
        return re.split(r"[-_|–—]", name)[-1].strip()
    return None


def _may_be_outlet(name: str) -> bool:
    return len(key(name)) > 1 and name.lower().strip() not in word_set("page")


def _masthead(layout: Layout) -> str | None:
    """The name in the logo or site name above the headline."""
    outline = layout.outline
    if layout.headline is None:
        return None
    for element in outline.elements[: outline.place[layout.headline]]:
        if element.tag == "img" and "logo" in element.get("src", "").lower()[-200:]:
            name = clean(element.get("alt", ""))
        elif names("masthead").meet(outline.names[element]) and outline.size[element].text <= 60:
            name = shown(element)
        else:
            continue
        name = re.sub(r"\s(?:logo|home)\Z", "", name, flags=re.IGNORECASE)
        if len(name) <= 60 and _may_be_outlet(name) and not _DOMAIN.search(name):
            return name
    return None


def _sides(whole: str, title: str) -> Iterator[tuple[str, str]]:
    cuts = _cuts(whole)
    for i, (start, after_start) in enumerate(cuts):
        for end, after_end in cuts[i + 1 :]:
            if key(whole[after_start:end]) == title:
                yield whole[:start], whole[after_end:]

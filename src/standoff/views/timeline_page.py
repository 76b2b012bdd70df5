"""The timeline as one self-contained HTML file: no script, nothing from elsewhere, reports' words escaped."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from standoff.views import phrase
from standoff.views.ground import Ground
from standoff.views.render import page_style, template
from standoff.views.sources import Sources
from standoff.views.timeline import Band

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.desk.base import Desk
    from standoff.views.page import Passage, Source
    from standoff.views.timeline import Item

ABOUT = (
    "Each entry opens to the passages that it rests on: the report, and the characters of its text, counted "
    "from 0. What was announced is no more than that until a report says that it took place."
)

_HEADINGS = {
    Band.PAST: "What was",
    Band.ANNOUNCED: "What is announced",
    Band.ABOUT_PAST: "What was, at a time known less exactly",
    Band.ABOUT_ANNOUNCED: "What is announced for a time known less exactly",
}
_QUOTE = 300
"""Code points of a passage as shown."""
_PASSAGES = 12
"""Passages of one entry that are shown; the other formats have all."""


def timeline_html(desk: Desk, items: Sequence[Item], title: str | None = None) -> str:
    """Write the timeline of `standoff.views.timeline.timeline` as a page."""
    named = {report for item in items for report in item.reports}
    stored = [each for each in desk.reports() if each.report.id in named]
    sources = Sources(Ground(desk), stored).all
    by_id = {source.id: source for source in sources}
    bands = [
        {
            "anchor": band.value.replace(", ", "-"),
            "heading": _HEADINGS[band],
            "entries": [_shown(item, by_id) for item in group],
        }
        for band, group in groupby(items, key=lambda item: item.band)
    ]
    style, style_hash = page_style()
    return template("timeline.html").render(
        title=title or "Timeline",
        bands=bands,
        sources=sources,
        about=ABOUT,
        style=style,
        style_hash=style_hash,
    )


def _shown(item: Item, sources: dict[str, Source]) -> dict[str, Any]:
    return {
        "when": phrase.spoken(item.date),
        "kind": item.kind,
        "status": item.status,
        "text": item.text,
        "record": item.record,
        "passages": [_passage(passage, sources[passage.report]) for passage in item.passages[:_PASSAGES]],
    }


def _passage(passage: Passage, source: Source) -> dict[str, Any]:
    return {
        "label": source.label,
        "name": source.name,
        "dated": source.dated,
        "start": passage.start,
        "end": passage.end,
        "quote": phrase.excerpt(passage.quote, _QUOTE),
    }

"""From a raw item to a report: its text, frozen, and what came with it."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.errors import ReportError
from standoff.ingest import rows
from standoff.ingest.encoding import MAX_CHARS, decode
from standoff.ingest.language import language_of
from standoff.model.report import RawItem, Report


@dataclass(frozen=True, slots=True)
class Extracted:
    """A report, and whether its bytes must be kept beside it because its text is not all of them."""

    report: Report
    encoding: str
    keep_raw: bool


def extract(item: RawItem) -> Extracted:
    """Read a report out of its bytes.

    The text of plain text, Markdown and JSON rows is what was given, character for character (a byte
    order mark is no character of the text); of a web page it is the article's.

    Raises:
        ReportError: when there is no report to be read in them.
    """
    if item.media_type == "application/json":
        report = rows.report_of(item.data or None, item.where)
        return Extracted(report, "utf-8", keep_raw=False)
    if item.media_type == "text/html":
        return _page(item)
    decoded = decode(item.data, item.where)
    report = Report.of(decoded.text, language=language_of(decoded.text))
    return Extracted(report, decoded.encoding, keep_raw=False)


def _page(item: RawItem) -> Extracted:
    from standoff.ingest.html import extract_page

    page = extract_page(item.data, item.where)
    if len(page.text) > MAX_CHARS:
        raise ReportError(
            item.where,
            "too large",
            f"the article has {len(page.text)} characters",
            "save the article by itself",
        )
    report = Report.of(
        page.text,
        title=page.title,
        publisher=page.publisher,
        author=page.author,
        url=page.url,
        published_given=page.published,
        language=language_of(page.text),
        raw_id=item.id,
    )
    return Extracted(report, page.encoding, keep_raw=True)

"""One record or report in full: its passages in context, and what made them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from standoff.model.codec import dumps, record_to_json
from standoff.views.display import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.desk.base import Desk, StoredReport
    from standoff.model.record import Evidence, Record

_CONTEXT = 120
"""Code points shown on either side of a passage."""
_LEFT_OUT = frozenset(["id", "kind", "gist", "evidence", "reports", "families", "review", "annotation"])


def show_record(desk: Desk, record: Record, form: str) -> str:
    """Show a record as text or JSON."""
    made_by = _maker(desk, record)
    fields = record_to_json(record)
    if form == "json":
        return dumps({**fields, "by": made_by})
    lines = [f"{record.kind}  {record.id}", safe(record.gist), ""]
    shown = {name: value for name, value in fields.items() if name not in _LEFT_OUT and value}
    lines += [f"  {name}: {_worded(value)}" for name, value in shown.items()]
    lines += [f"  made by: {made_by}", f"  review: {record.review.value}", ""]
    for evidence in record.evidence:
        lines += list(_passage(desk, evidence))
    return "\n".join(lines)


def show_report(desk: Desk, stored: StoredReport, form: str) -> str:
    """Show what is known of a report, as text or JSON, and how much was marked on it."""
    report = stored.report
    counts = Counter(marked.annotation.layer.value for marked in desk.annotations(report.id))
    fields: dict[str, Any] = {
        "id": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "author": report.author,
        "url": report.url,
        "published": stored.published.value,
        "date known by": stored.published.basis.value,
        "note": stored.published.note,
        "language": report.language,
        "characters": len(report.text),
        "text_sha256": report.text_sha256,
        "read from": list(stored.where),
        "encoding": stored.encoding,
        "annotations": dict(sorted(counts.items())),
    }
    if form == "json":
        return dumps({**fields, "text": report.text})
    lines = ["report"] + [f"  {name}: {_worded(value)}" for name, value in fields.items() if value]
    return "\n".join(lines)


def _maker(desk: Desk, record: Record) -> str | None:
    report = record.evidence[0].report
    return next((m.by for m in desk.annotations(report) if m.id == record.annotation), None)


def _passage(desk: Desk, evidence: Evidence) -> Iterator[str]:
    stored = desk.report(evidence.report)
    if stored is None:
        return
    text, span = stored.report.text, evidence.span
    before = " ".join(text[max(span.start - _CONTEXT, 0) : span.start].split("\n")[-1:])
    after = text[span.end : span.end + _CONTEXT].split("\n")[0]
    name = stored.report.title or stored.report.publisher or "untitled"
    yield f"  {evidence.role.value}  {evidence.report} {span.start}–{span.end}  {safe(name)}"
    yield f"    {safe(before)}⟦{safe(evidence.quote)}⟧{safe(after)}"
    yield ""


def _worded(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in value.items())
    if isinstance(value, list):
        return "; ".join(safe(str(item)) for item in value)
    return safe(str(value))

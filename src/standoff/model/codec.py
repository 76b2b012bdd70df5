"""To and from JSON: annotations, records, reports and dates, in the shapes that `formats` fixes.

The keys that all annotations and all records have are written here, in their order; the rest is what a
layer's or a kind's dataclass declares, by the rules of `shape`. A new one needs nothing beyond its entry
in `annotation.LAYERS` or `record.RECORDS`.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from standoff.errors import GroundingError
from standoff.model.annotation import LAYERS, Marked
from standoff.model.record import RECORDS, Record, Reject
from standoff.model.report import Because, Published, Report, sha256
from standoff.model.shape import (
    Json,
    MalformedError,
    an_object,
    cut,
    exactly,
    keys,
    names,
    read_at,
    read_fields,
    read_span,
    reader_of,
    shown,
    write_fields,
    write_span,
)

if TYPE_CHECKING:
    from standoff.model.analysis import Analysis

__all__ = [
    "Json",
    "MalformedError",
    "annotate_row",
    "annotation_from_json",
    "annotation_to_json",
    "dumps",
    "loads",
    "published_from_json",
    "published_to_json",
    "record_from_json",
    "record_to_json",
    "reject_from_json",
    "reject_to_json",
    "report_from_json",
    "report_to_json",
]

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_ONE_LINE = re.compile("[\x7f\x85\u2028\u2029\ud800-\udfff]")
_OF_EVERY_RECORD = frozenset(names(Record))


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number of JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def dumps(value: object) -> str:
    r"""Write a value as one line of compact JSON that any program reads as one line of UTF-8.

    Characters stand for themselves, except those that some programs take for the end of a line and
    lone surrogates, which UTF-8 has no bytes for; those are escaped.

    Raises:
        ValueError: for a number that is not finite.

    >>> dumps({"quote": "são", "at": [1, 2]})
    '{"quote":"são","at":[1,2]}'
    >>> dumps("a\u2028b\ud83d").isascii()
    True
    """
    line = _ENCODER.encode(value)
    if line.isascii() and "\x7f" not in line:
        return line
    return _ONE_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def loads(line: str) -> object:
    """Read one line of JSON.

    Raises:
        MalformedError: when it is no JSON, or has numbers that JSON has not (NaN, Infinity).
    """
    try:
        found: object = _DECODER.decode(line)
    except RecursionError:
        raise MalformedError("the row is nested too deeply") from None
    except ValueError as error:
        raise MalformedError(f"the row is not JSON ({error})") from None
    return found


def annotation_to_json(marked: Marked, text: str) -> Json:
    """Write an annotation: the common keys, then its layer's own in their order.

    Args:
        marked: the annotation as the pipeline stamped it.
        text: the report's text, which quotes are cut from.

    Raises:
        GroundingError: when a span reaches past the end of the text.
    """
    found = marked.annotation
    for span in found.inner():
        cut(text, span)
    common = {"id": marked.id, "layer": found.layer.value, **write_span(found.span, text), "by": marked.by}
    return common | write_fields(found, text)


def annotation_from_json(data: object, text: str | None = None) -> Marked:
    """Read an annotation.

    Args:
        data: what `annotation_to_json` wrote.
        text: the report's text; when it is given, every span and quote is checked against it,
            otherwise only that a quote is as long as its span.

    Raises:
        MalformedError: when a key is missing, unknown or has no such value.
        GroundingError: when a quote is not what stands at its span.
    """
    row = dict(an_object(data))
    layer = row.pop("layer", None)
    kind = next((kind for known, kind in LAYERS.items() if known.value == layer), None)
    if kind is None:
        raise MalformedError(f"layer: {shown(layer)} is not one of {', '.join(LAYERS)}")
    exactly(row, ("id", *keys(kind), "by"))
    stamp = [read_at(key, row, reader_of(str), None) for key in ("id", "by")]
    del row["id"], row["by"]
    return Marked(stamp[0], read_fields(kind, row, text), stamp[1])


def record_to_json(record: Record) -> Json:
    """Write a record: the common keys, then its kind's own in their order, then its annotation."""
    row = write_fields(record, None)
    head: Json = {
        "id": record.id,
        "kind": record.kind,
        "gist": record.gist,
        "date": record.date,
        "reports": row["reports"],
        "families": record.families,
        "evidence": row["evidence"],
        "review": record.review.value,
    }
    own = {key: value for key, value in row.items() if key not in _OF_EVERY_RECORD}
    return head | own | {"annotation": record.annotation}


def record_from_json(data: object) -> Record:
    """Read a record.

    Raises:
        MalformedError: when a key is missing, unknown or has no such value.
        GroundingError: when it has no evidence, or a quote is not as long as its span.
    """
    row = dict(an_object(data))
    name = row.pop("kind", None)
    kind = RECORDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise MalformedError(f"kind: {shown(name)} is not one of {', '.join(RECORDS)}")
    record = read_fields(kind, row, None)
    for evidence in record.evidence:
        if len(evidence.quote) != len(evidence.span):
            where = f"{evidence.span.start}:{evidence.span.end} of report {evidence.report}"
            raise GroundingError(f"evidence: {shown(evidence.quote)} is not the passage at {where}")
    return record


def published_to_json(published: Published, text: str) -> Json:
    """Write a publication date; ``likely`` and ``note`` only where there are such.

    Raises:
        GroundingError: when a passage that it rests on reaches past the end of the text.
    """
    row: Json = {
        "value": published.value,
        "edtf": None if published.date is None else published.date.edtf,
        "basis": published.basis.value,
        "confidence": float(published.confidence),
        "because": [_because_to_json(why, text) for why in published.because],
    }
    if published.likely is not None:
        row["likely"] = published.likely.edtf
    return row if published.note is None else row | {"note": published.note}


def _because_to_json(why: Because, text: str) -> Json:
    """Write a passage; one of another report names it, and brings its own quote."""
    if why.report is None:
        return {**write_span(why.span, text), "says": why.says}
    span = {"start": why.span.start, "end": why.span.end, "quote": why.quote}
    return {"report": why.report, **span, "says": why.says}


_BECAUSE: dict[str, Any] = {"report": str | None, "says": str}


def _because_from_json(data: object, text: str | None) -> Because:
    row = {"report": None} | an_object(data)
    exactly(row, ("report", "start", "end", "quote", "says"))
    report, says = (read_at(key, row, reader_of(hint), None) for key, hint in _BECAUSE.items())
    span = read_span(row, text if report is None else None)
    return Because(span, says, report, None if report is None else row["quote"])


def published_from_json(data: object, text: str | None = None) -> Published:
    """Read a publication date. Arguments and errors are those of `annotation_from_json`."""
    row = {"likely": None, "note": None} | an_object(data)
    exactly(row, ("value", "edtf", "basis", "confidence", "because", "likely", "note"))
    row["date"] = row.pop("edtf")
    because: object = row.pop("because")
    if not isinstance(because, list):
        raise MalformedError(f"because: {shown(because)} is not a list")
    read: Published = read_fields(Published, row | {"because": []}, text)
    return replace(read, because=tuple(_because_from_json(why, text) for why in because))


def report_to_json(report: Report) -> Json:
    """Write a report, its text last."""
    row = write_fields(report, None)
    digest, text = row.pop("text_sha256"), row.pop("text")
    return row | {"text_sha256": digest, "text": text}


def report_from_json(data: object) -> Report:
    """Read a report.

    Raises:
        MalformedError: when a key is missing, unknown or has no such value, or when the text is not
            the one that ``text_sha256`` names.
    """
    report = read_fields(Report, data, None)
    if sha256(report.text) != report.text_sha256:
        raise MalformedError(f"text: its SHA-256 is not {shown(report.text_sha256)}; it was changed")
    return report


def reject_to_json(reject: Reject) -> Json:
    """Write what could not be grounded."""
    return write_fields(reject, None)


def reject_from_json(data: object) -> Reject:
    """Read what could not be grounded. Raises as `record_from_json` does."""
    return read_fields(Reject, data, None)


def annotate_row(analysis: Analysis, given_id: str | None) -> Json:
    """Make the row that `standoff annotate` writes for a report.

    Args:
        analysis: the report as annotated.
        given_id: the ``id`` of the row that came in.
    """
    text = analysis.report.text
    return {
        "id": given_id,
        "text_sha256": analysis.report.text_sha256,
        "language": analysis.report.language,
        "published": published_to_json(analysis.published, text),
        "annotations": [annotation_to_json(marked, text) for marked in analysis.annotations],
    }

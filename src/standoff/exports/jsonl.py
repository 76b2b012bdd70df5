"""The whole of a desk as lines of JSON; `standoff.exports.jsonl_import` reads them back.

The first line names the format, the last says how many lines there are. Between them stands, report by
report in the order in which a desk lists them, all that is known of each; then what was found across
them, what was set aside and what people decided. Every line is an object whose first key, ``row``, says
what it is:

======================  ===============================================================================
``desk``                ``format``, ``version``
``report``              the report with its text; ``published`` (by its own account), ``where``,
                        ``encoding``, ``made_by``
``collated``            when a ``report`` was published as the others show; only where that differs
``raw``                 the bytes of the web page that the text was extracted from, in base64
``annotation``          as the report's own reading made it, with its ``report``
``record``              as people's decisions leave it; where its value is another, ``asserted`` has
                        that of the report's own reading, and ``redated`` what a collated date makes of it
``reject``              what could not be grounded
``merged``              a record made across reports, likewise; ``uid``, ``born``, and ``aliases``: its
                        other ids, each with ``passages`` as report, start and end
``collation``           ``made_by``; only where no report has changed since
``set_aside``           what could not be read
``decision``            what a person decided
``end``                 ``rows``, this one counted
======================  ===============================================================================
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import TYPE_CHECKING

from standoff.desk.base import ACROSS
from standoff.model.codec import (
    Json,
    annotation_to_json,
    dumps,
    published_to_json,
    record_to_json,
    reject_to_json,
    report_to_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.desk.base import Decision, Desk, Merged, StoredReport
    from standoff.model.record import Record

FORMAT, VERSION = "standoff desk", 3


def export_jsonl(desk: Desk) -> Iterator[str]:
    """Write a desk, one line at a time, without line ends; the same desk gives the same lines."""
    count = 0
    for row in _rows(desk):
        count += 1
        yield dumps(row)
    yield dumps({"row": "end", "rows": count + 1})


def _rows(desk: Desk) -> Iterator[Json]:
    yield {"row": "desk", "format": FORMAT, "version": VERSION}
    decided = frozenset(target for decision in desk.decisions() for target in decision.targets)
    for stored in desk.reports():
        yield from _rows_of_report(desk, stored, decided)
    for known in desk.merged():
        yield _merged_row(known, desk.record(known.record.id) or known.record)
    made_by = desk.collated_by()
    if made_by is not None:
        yield {"row": "collation", "made_by": made_by}
    for aside in desk.asides():
        yield {"row": "set_aside", **asdict(aside)}
    for decision in desk.decisions():
        yield {"row": "decision", **_decision_to_json(decision)}


def _rows_of_report(desk: Desk, stored: StoredReport, decided: frozenset[str]) -> Iterator[Json]:
    report = stored.report
    yield {
        "row": "report",
        **report_to_json(report),
        "published": published_to_json(stored.own or stored.published, report.text),
        "where": list(stored.where),
        "encoding": stored.encoding,
        "made_by": stored.made_by,
    }
    if stored.own is not None:
        yield {"row": "collated", "report": report.id, **published_to_json(stored.published, report.text)}
    raw = desk.raw(report.id)
    if raw is not None:
        yield {
            "row": "raw",
            "id": raw.id,
            "media_type": raw.media_type,
            "base64": base64.b64encode(raw.data).decode("ascii"),
        }
    for marked in desk.own_annotations(report.id):
        yield {"row": "annotation", "report": report.id, **annotation_to_json(marked, report.text)}
    redated = desk.redated(report.id)
    for record in desk.assertions(report.id):
        is_decided = record.id in decided and record.kind not in ACROSS
        holds = (desk.record(record.id) if is_decided else None) or redated.get(record.id, record)
        yield {"row": "record", **_record_row(record, redated.get(record.id, record), holds)}
    for reject in desk.rejects(report.id):
        yield {"row": "reject", **reject_to_json(reject)}


def _record_row(asserted: Record, redated: Record, holds: Record) -> Json:
    """Write a record as it holds, and beside it what else was said of its keys."""
    own = redone = row = record_to_json(asserted)
    if redated is not asserted:
        redone = row = record_to_json(redated)
    if holds is not redated:
        row = record_to_json(holds)
    besides = {"asserted": _other(own, row), "redated": _other(redone, own)}
    return row | {key: values for key, values in besides.items() if values}


def _other(values: Json, than: Json) -> Json:
    """Give the values of a record that are others than those of its twin."""
    return {key: values[key] for key in than if key != "review" and than[key] != values[key]}


def _merged_row(known: Merged, holds: Record) -> Json:
    aliases = [{"id": a.id, "passages": [list(place) for place in a.passages]} for a in known.aliases]
    head = {"row": "merged", "uid": known.uid, "born": known.born, "aliases": aliases}
    return head | _record_row(known.record, known.record, holds)


def _decision_to_json(decision: Decision) -> Json:
    return {
        "id": decision.id,
        "seq": decision.seq,
        "verb": decision.verb.value,
        "targets": list(decision.targets),
        "field": decision.field,
        "value": decision.value,
        "note": decision.note,
        "who": decision.who,
        "at": decision.at,
    }

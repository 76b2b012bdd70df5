"""Occasions across reports against what a reader keeps of them: `agenda_collections.jsonl`, one collection a row.

A row has `reports` (`copy_of` names the report whose text it repeats) and `occasions`: what the agenda must
list, each with `parties`, `place`, `date` (EDTF), `status`, the `reports` that name it, the number of
independent texts among them (`families`), and `history` (report, status, date) in the order in which it was
said. A list in place of a date or a status gives every answer that counts as right.

Run as a script, this file prints every difference.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from standoff.assemble import assemble
from standoff.collate.agenda import merge
from standoff.knowledge.registry import Registry
from standoff.model.annotation import Mention
from standoff.model.codebook import Layer
from standoff.model.partial_date import PartialDate
from standoff.model.record import AgendaRecord
from standoff.model.report import Report
from standoff.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.model.analysis import Analysis

Row = dict[str, Any]

RIGHT_AT_LEAST = 0.6
"""The share of occasions that must come out with nothing wrong."""


def collections() -> list[Row]:
    """Read the gold rows."""
    lines = Path(__file__).with_name("agenda_collections.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def either(answer: Any) -> list[Any]:
    """Give the answers that count as right."""
    return answer if isinstance(answer, list) else [answer]


def same_days(wanted: Any, found: str | None) -> bool:
    """Tell whether a date means the days of one that counts as right."""
    return any(_days(answer) == _days(found) for answer in either(wanted))


def _days(edtf: str | None) -> tuple[object, object] | None:
    return (PartialDate(edtf).earliest, PartialDate(edtf).latest) if edtf else None


class Names:
    """What the names of one collection stand for, by its mentions."""

    def __init__(self, analyses: list[Analysis]) -> None:
        self._of: dict[str, set[str]] = {}
        for analysis in analyses:
            for marked in analysis.of(Layer.MENTION):
                if isinstance(marked.annotation, Mention):
                    mention = marked.annotation
                    names = {mention.name, mention.span.of(analysis.report.text), mention.country_name or ""}
                    self._of.setdefault(mention.name, set()).update(map(str.casefold, names - {""}))

    def same(self, wanted: str, found: str) -> bool:
        """Tell whether a found name is the one wanted, or speaks for it."""
        return wanted.casefold() in {found.casefold(), *self._of.get(found, ())}

    def agree(self, wanted: list[str], found: tuple[str, ...]) -> bool:
        """Tell whether each found name is wanted and each wanted one is found."""
        return all(any(self.same(one, name) for name in found) for one in wanted) and all(
            any(self.same(one, name) for one in wanted) for name in found
        )


@cache
def kept() -> dict[str, tuple[list[AgendaRecord], dict[str, str], Names]]:
    """Read and merge every collection: its records, the gold ids of its reports, its names."""
    cast = (Path(__file__).parents[1] / "stages" / "agenda_cast.tsv").read_text(encoding="utf-8")
    registry = Registry.shipped().with_file(cast)
    pipeline = Pipeline(registry, [Layer.AGENDA, Layer.MENTION])
    return {row["id"]: _merged(pipeline, registry, row) for row in collections()}


def _merged(
    pipeline: Pipeline, registry: Registry, row: Row
) -> tuple[list[AgendaRecord], dict[str, str], Names]:
    reports = {
        one["id"]: Report.of(one["text"], given_id=one["id"], published_given=one["published"], language="en")
        for one in row["reports"]
    }
    analyses = [pipeline.analyse(report) for report in reports.values()]
    records = [r for analysis in analyses for r in assemble(analysis) if isinstance(r, AgendaRecord)]
    family = {reports[one["id"]].id: reports[one.get("copy_of", one["id"])].id for one in row["reports"]}
    gold_ids = {report.id: name for name, report in reports.items()}
    merged = merge(records, family, registry)
    assert merged == merge(records[::-1], family, registry), (
        "what is kept must not depend on the order of reading"
    )
    return merged, gold_ids, Names(analyses)


def paired(row: Row) -> tuple[list[tuple[Row, AgendaRecord]], list[Row], list[AgendaRecord]]:
    """Match records with the occasions wanted: by date, then by the reports that name them."""
    records, gold_ids, names = kept()[row["id"]]
    wanted, pairs, found = list(row["occasions"]), [], list(records)
    for by_date in (True, False):
        for one in list(wanted):
            hits = [r for r in found if names.agree(one["parties"], r.parties) or not by_date]
            hits = [r for r in hits if {gold_ids[i] for i in r.reports} & set(one["reports"])]
            hits = [r for r in hits if same_days(one["date"], r.date)] if by_date else hits
            if hits:
                best = max(hits, key=lambda r: len({gold_ids[i] for i in r.reports} & set(one["reports"])))
                pairs.append((one, best))
                found.remove(best)
                wanted.remove(one)
    return pairs, wanted, found


def differences(row: Row, one: Row, record: AgendaRecord) -> Iterator[str]:
    """Name the fields that differ, with what was found."""
    _, gold_ids, names = kept()[row["id"]]
    if not same_days(one["date"], record.date):
        yield f"date {record.date}"
    if record.status.value not in either(one["status"]):
        yield f"status {record.status.value}"
    if not names.agree(one["parties"], record.parties):
        yield f"parties {list(record.parties)}"
    if one["place"] is not None and (record.place or "").casefold() != one["place"].casefold():
        yield f"place {record.place}"
    reports = sorted(gold_ids[i] for i in record.reports)
    if reports != one["reports"]:
        yield f"reports {reports}"
    if record.families != one["families"]:
        yield f"families {record.families}"
    steps = [(gold_ids[s.report], s.status.value, s.date) for s in record.history]
    said = [s.said or "" for s in record.history]
    # A report that names an occasion twice may give two steps; those of one day have no order.
    if said != sorted(said) or not all(
        any(_same_step(step, made) for made in steps) for step in one["history"]
    ):
        yield f"history {steps}"


def _same_step(wanted: list[Any], made: tuple[str, str, str | None]) -> bool:
    return wanted[0] == made[0] and made[1] in either(wanted[1]) and same_days(wanted[2], made[2])


def right(row: Row) -> tuple[int, int]:
    """Count the occasions of a collection that came out right, and those that should or did come out."""
    pairs, missed, extra = paired(row)
    return (
        sum(not list(differences(row, one, record)) for one, record in pairs),
        len(pairs) + len(missed) + len(extra),
    )


def test_occasions() -> None:
    counts = [right(row) for row in collections()]
    assert sum(good for good, _ in counts) / sum(all_ for _, all_ in counts) >= RIGHT_AT_LEAST


@pytest.mark.parametrize("row", collections(), ids=lambda row: row["id"])
def test_copies_are_not_counted_as_texts(row: Row) -> None:
    for record in kept()[row["id"]][0]:
        assert 1 <= record.families <= sum("copy_of" not in report for report in row["reports"])


def main() -> None:
    """Print each difference, and how many occasions came out right."""
    for row in collections():
        pairs, missed, extra = paired(row)
        print(f"{row['id']} {row['what']}: {right(row)[0]} of {right(row)[1]} right")
        for one in missed:
            print("   missed:", json.dumps(one))
        for record in extra:
            print("   extra: ", _seen(row, record))
        for one, record in pairs:
            wrong = list(differences(row, one, record))
            if wrong:
                print("   wanted:", json.dumps(one))
                print("   found  ", "; ".join(wrong))


def _seen(row: Row, record: AgendaRecord) -> str:
    reports = sorted(kept()[row["id"]][1][i] for i in record.reports)
    return f"{record.occasion} {list(record.parties)} {record.place} {record.date} {record.status} {reports}"


if __name__ == "__main__":
    main()

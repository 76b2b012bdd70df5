"""Listings in every format."""

from __future__ import annotations

import csv
import io
import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.desk.base import Hit, SetAside
from standoff.errors import UsageError
from standoff.model.span import Span
from standoff.views import tables


def _payloads():
    spec = spec_from_file_location("payloads", Path(__file__).with_name("payloads.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.PAYLOADS


PAYLOADS = _payloads()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def written(rows, columns, form, out=None, **how):
    out = out or io.StringIO()
    tables.render(rows, columns, form, out, **how)
    return out.getvalue()


def listings(crisis):
    hit = Hit(next(crisis.reports()).report.id, Span(0, 6), "Envoys")
    return [
        (tables.statement_rows(crisis.records(("statement",))), tables.STATEMENT_COLUMNS),
        (tables.figure_rows(crisis.records(("figure",))), tables.FIGURE_COLUMNS),
        (tables.report_rows(crisis.reports()), tables.REPORT_COLUMNS),
        (tables.hit_rows([hit]), tables.HIT_COLUMNS),
        (tables.reject_rows(crisis.rejects()), tables.REJECT_COLUMNS),
        (tables.aside_rows(crisis.asides()), tables.ASIDE_COLUMNS),
    ]


def test_every_row_has_the_listings_columns_in_their_order(crisis):
    for rows, columns in listings(crisis):
        found = list(rows)
        assert found
        assert all(tuple(row) == columns for row in found)


def test_every_entry_gives_its_first_passage(crisis):
    for rows, _ in listings(crisis)[:5]:
        for row in rows:
            if "quote" in row:
                text = crisis.report(row["report"]).report.text
                assert text[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize("form", tables.FORMATS)
def test_every_listing_goes_into_every_format(crisis, form):
    for rows, columns in listings(crisis):
        assert written(rows, columns, form)


def test_json_is_a_list_and_json_lines_are_its_rows(crisis):
    rows = list(tables.statement_rows(crisis.records(("statement",))))
    assert json.loads(written(rows, tables.STATEMENT_COLUMNS, "json")) == rows
    lines = written(rows, tables.STATEMENT_COLUMNS, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert json.loads(written([], tables.STATEMENT_COLUMNS, "json")) == []


def test_csv_has_its_header_always_and_reads_back():
    assert written([], ["id", "n"], "csv") == "id,n\n"
    rows = [{"id": 'a"b,\nc', "n": 1.5, "names": ["Ana", "Ivo"], "none": None}]
    assert list(csv.reader(io.StringIO(written(rows, list(rows[0]), "csv")))) == [
        ["id", "n", "names", "none"],
        ['a"b,\nc', "1.5", "Ana; Ivo", ""],
    ]


def test_formulas_are_disarmed_for_spreadsheets_and_only_then():
    rows = [{"t": text, "n": -5} for text in ("=1+1", "+1", "-1", "@x", "\tx", "plain")]
    exact = list(csv.reader(io.StringIO(written(rows, ["t", "n"], "csv"))))
    armed = list(csv.reader(io.StringIO(written(rows, ["t", "n"], "csv", for_spreadsheets=True))))
    assert [row[0] for row in exact[1:]] == ["=1+1", "+1", "-1", "@x", "\tx", "plain"]
    assert [row[0] for row in armed[1:]] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "plain"]
    assert {row[1] for row in armed[1:]} == {"-5"}


def test_a_plain_table_is_aligned_and_cuts_no_id():
    rows = [{"id": "rep-" + "0" * 200, "n": 1, "quote": "word " * 60}, {"id": "é中", "n": 100, "quote": "x"}]
    head, first, second = written(rows, ["id", "n", "quote"], "table").splitlines()
    assert "0" * 200 in first
    assert "…" in first
    assert first.index("word") == head.index("quote")
    assert second.startswith("é中" + " " * 202)


def test_a_table_on_a_terminal_wraps_words_and_cuts_no_id():
    rows = [{"id": "rep-0123456789abcdef", "quote": "word " * 60}]
    shown = written(rows, ["id", "quote"], "table", Terminal())
    assert "rep-0123456789abcdef" in shown
    assert shown.count("word") == 60


@pytest.mark.parametrize("out", [io.StringIO, Terminal])
@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_text_drives_a_terminal(payload, out):
    plain = written([{"id": "a", "quote": "words"}], ["id", "quote"], "table", out())
    shown = written([{"id": payload, "quote": payload}], ["id", "quote"], "table", out())
    assert not [c for c in shown if ord(c) < 32 and c != "\n" and c not in plain]
    assert not set(shown) & set("\x7f\x9b\u202e\u2066\u200f\u2028\x85")


@given(
    st.lists(
        st.fixed_dictionaries({"id": st.text(), "quote": st.text(), "n": st.none() | st.integers()}),
        max_size=5,
    )
)
def test_any_rows_make_one_line_each(rows):
    assert written(rows, ["id", "n", "quote"], "table").count("\n") == len(rows) + 1
    assert len(json.loads(written(rows, ["id", "n", "quote"], "json"))) == len(rows)


def test_what_was_set_aside_is_listed_with_what_to_do():
    aside = SetAside("a.txt", "empty", "no text", "look at it")
    assert list(tables.aside_rows([aside])) == [
        {"where": "a.txt", "reason": "empty", "detail": "no text", "remedy": "look at it"}
    ]


def test_another_format_is_refused():
    with pytest.raises(UsageError, match="table, json, jsonl, csv"):
        tables.render([], ["id"], "xml", io.StringIO())

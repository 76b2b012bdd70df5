"""JSON rows: what is read out of them, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import ReportError
from standoff.ingest import rows

ONE_A_LINE = 'write one JSON object a line, such as {"id": "1", "text": "...", "published": null}'
BAD = [
    (b"talks", "malformed row", f"the row is not JSON (Expecting value, column 1); {ONE_A_LINE}"),
    (b"", "malformed row", f"the row is not JSON (Expecting value, column 1); {ONE_A_LINE}"),
    (
        b"{",
        "malformed row",
        "the row is not JSON (Expecting property name enclosed in double quotes, column 2)",
    ),
    (b'{"id": "1"', "malformed row", "the row is not JSON (Expecting ',' delimiter, column 11)"),
    (b'{"id": "1", "text": "a"} {}', "malformed row", "the row is not JSON (Extra data, column 26)"),
    (b"{'id': '1', 'text': 'a'}", "malformed row", "the row is not JSON"),
    (b'{"id": "1", "text": "a\tb"}', "malformed row", "the row is not JSON (Invalid control character at"),
    (b"[]", "malformed row", f"the row is no JSON object; {ONE_A_LINE}"),
    (b'"talks"', "malformed row", f"the row is no JSON object; {ONE_A_LINE}"),
    (b"null", "malformed row", f"the row is no JSON object; {ONE_A_LINE}"),
    (b"NaN", "malformed row", f"the row is no JSON object; {ONE_A_LINE}"),
    (b"{}", "malformed row", "there is no `text`; give the report's text as a string"),
    (b'{"id": "1"}', "malformed row", "there is no `text`; give the report's text as a string"),
    (
        b'{"id": "1", "text": null}',
        "malformed row",
        "`text` is no string; give the report's text as a string",
    ),
    (
        b'{"id": "1", "text": ["a"]}',
        "malformed row",
        "`text` is no string; give the report's text as a string",
    ),
    (b'{"id": "1", "text": NaN}', "malformed row", "`text` is no string; give the report's text as a string"),
    (b'{"id": "1", "text": ""}', "empty", "`text` is empty; leave the row out, or give its text"),
    (b'{"id": "1", "text": " \\n\\u00a0"}', "empty", "`text` is empty; leave the row out, or give its text"),
    (b'{"text": "a"}', "malformed row", "there is no `id`; give each row an `id` of its own as a string"),
    (
        b'{"id": null, "text": "a"}',
        "malformed row",
        "`id` is no string; give each row an `id` of its own as a string",
    ),
    (
        b'{"id": true, "text": "a"}',
        "malformed row",
        "`id` is no string; give each row an `id` of its own as a string",
    ),
    (
        b'{"id": 1.5, "text": "a"}',
        "malformed row",
        "`id` is no string; give each row an `id` of its own as a string",
    ),
    (
        b'{"id": Infinity, "text": "a"}',
        "malformed row",
        "`id` is no string; give each row an `id` of its own",
    ),
    (
        b'{"id": " ", "text": "a"}',
        "malformed row",
        "`id` is empty; give each row an `id` of its own as a string",
    ),
    (
        b'{"id": "1", "text": "a", "title": 3}',
        "malformed row",
        "`title` is no string; give `title` as a string, or null",
    ),
    (
        b'{"id": "1", "text": "a", "publisher": {}}',
        "malformed row",
        "`publisher` is no string; give `publisher` as",
    ),
    (
        b'{"id": "1", "text": "a", "url": []}',
        "malformed row",
        "`url` is no string; give `url` as a string, or null",
    ),
    (
        b'{"id": "1", "text": "a", "text": "b"}',
        "malformed row",
        "the row gives `text` more than once; give each key once",
    ),
    (
        b'{"id": "1", "id": "1", "text": "a", "text": "b"}',
        "malformed row",
        "the row gives `id` and `text` more than once",
    ),
    (
        b'{"id": "1", "text": "caf\xe9"}',
        "broken encoding",
        "the row is not UTF-8 (byte 25 of it); save the file as UTF-8",
    ),
    (
        b'\xef\xbb\xbf{"id": "\xe9"}',
        "broken encoding",
        "the row is not UTF-8 (byte 12 of it); save the file as UTF-8",
    ),
    (b"\xff\xfe{\x00", "broken encoding", "the row is not UTF-8 (byte 1 of it); save the file as UTF-8"),
    (
        b'{"id": "1", "text": "a\\ud83d"}',
        "broken encoding",
        "`text` holds half of a surrogate pair at character 1; write characters outside the basic",
    ),
    (
        b'{"id": "\\udc00", "text": "a"}',
        "broken encoding",
        "`id` holds half of a surrogate pair at character 0",
    ),
    (
        b'{"id": "1", "text": "a", "title": "\\ud83d"}',
        "broken encoding",
        "`title` holds half of a surrogate pair",
    ),
    (
        b"[" * 200_000,
        "malformed row",
        f"the row is nested too deeply, or has a number too long; {ONE_A_LINE}",
    ),
    (
        b'{"a":' * 200_000,
        "malformed row",
        f"the row is nested too deeply, or has a number too long; {ONE_A_LINE}",
    ),
    (
        b'{"id": ' + b"9" * 5_000 + b', "text": "a"}',
        "malformed row",
        "the row is nested too deeply, or has a number",
    ),
    (None, "too large", f"the row is over {rows.MAX_ROW} bytes; split it, or leave out what is no text"),
]


@pytest.mark.parametrize(("line", "reason", "says"), BAD, ids=lambda value: str(value)[:50])
def test_a_bad_row_is_told_with_its_place_and_a_remedy(line: bytes | None, reason: str, says: str) -> None:
    with pytest.raises(ReportError) as told:
        rows.report_of(line, "wire.jsonl, line 7")
    assert told.value.reason == reason
    assert str(told.value).startswith(f"wire.jsonl, line 7: {says}")
    assert told.value.remedy


def test_a_text_over_the_limit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_CHARS", 10)
    assert rows.report_of(b'{"id": "1", "text": "ten of the"}', "a").text == "ten of the"
    with pytest.raises(ReportError, match="`text` has 11 characters, over the 10 that are read; split"):
        rows.report_of(b'{"id": "1", "text": "ten of them"}', "a")


GOOD = [
    (b'{"id": "1", "text": "a"}', {}),
    (b'\xef\xbb\xbf{"id": "1", "text": "a"}', {}),
    (b'{"id": "1", "text": "a"}\r\n', {}),
    (b'  {"text": "a", "id": "1"}  ', {}),
    (b'{"id": 1, "text": "a"}', {}),
    (b'{"id": "1", "text": "a", "published": null, "title": null}', {}),
    (b'{"id": "1", "text": "a", "mood": NaN, "deep": {"text": 1, "text": 2}, "mood": 1}', {}),
    (b'{"id": "1", "text": "a", "title": " Talks open ", "url": ""}', {"title": "Talks open"}),
    (b'{"id": "1", "text": "a", "published": "soon"}', {"published_given": "soon"}),
    (b'{"id": "1", "text": "a", "published": 2031}', {"published_given": "number 2031"}),
    (b'{"id": "1", "text": "a", "published": ["2031"]}', {"published_given": '["2031"]'}),
    (b'{"id": "1", "text": "a", "publisher": "Halven Ledger"}', {"publisher": "Halven Ledger"}),
    (b'{"id": "1", "text": "a", "author": "Ana Orlan"}', {"author": "Ana Orlan"}),
]


@pytest.mark.parametrize(("line", "expected"), GOOD)
def test_what_is_read_out_of_a_row(line: bytes, expected: dict[str, str]) -> None:
    report = rows.report_of(line, "a")
    fields = ("title", "publisher", "author", "url", "published_given")
    assert (report.given_id, report.text) == ("1", "a")
    assert {name: getattr(report, name) for name in fields if getattr(report, name)} == expected


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_a_text_is_kept_character_for_character(text: str, escaped: bool) -> None:
    line = json.dumps({"id": "1", "text": text}, ensure_ascii=escaped).encode()
    assert rows.report_of(line, "a").text == text


@given(st.binary(max_size=60) | st.text(alphabet='{}[]":, \\u0d8aitex1e-N', max_size=60).map(str.encode))
def test_no_bytes_are_worse_than_a_report_error(line: bytes) -> None:
    try:
        rows.report_of(line, "a")
    except ReportError:
        return


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"\n\n", []),
        (b"\xef\xbb\xbf\n", []),
        (b"a\nb", [(1, b"a\n"), (2, b"b")]),
        (b"a\r\n\r\n  \t\nb\r\n", [(1, b"a\r\n"), (4, b"b\r\n")]),
        (b"0123456789\nb", [(1, b"0123456789\n"), (2, b"b")]),
        (b"0123456789a\nb", [(1, None), (2, b"b")]),
        (b"0123456789" * 9 + b"\nb", [(1, None), (2, b"b")]),
        (b"0123456789" * 9, [(1, None)]),
    ],
)
def test_lines_and_their_numbers(
    data: bytes, expected: list[tuple[int, bytes | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MAX_ROW", 10)
    assert list(rows.lines(io.BytesIO(data))) == expected

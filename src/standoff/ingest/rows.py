"""JSON rows: one report a line, as `formats` describes it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from standoff.errors import ReportError
from standoff.ingest.encoding import MAX_CHARS
from standoff.ingest.language import language_of
from standoff.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MAX_ROW = 16_000_000
"""Bytes. A text of the greatest length takes at most six bytes a code point when escaped, and few do."""

_TEXT_FIELDS = ("title", "publisher", "author", "url")
_READ = frozenset(("id", "text", "published", *_TEXT_FIELDS))


def lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Give each line that holds anything, with its number; None for one over `MAX_ROW` bytes.

    No more than `MAX_ROW` bytes are in memory at a time.
    """
    number = 0
    while line := file.readline(MAX_ROW + 2):
        number += 1
        if len(line.rstrip(b"\r\n")) > MAX_ROW:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_ROW)
            yield number, None
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, line


def report_of(line: bytes | None, where: str) -> Report:
    """Read one row. Its text is kept character for character.

    Raises:
        ReportError: when the line is no such row; the message says what is wrong with it.
    """
    if line is None:
        raise ReportError(
            where, "too large", f"the row is over {MAX_ROW} bytes", "split it, or leave out what is no text"
        )
    row = _object(line, where)
    text = _text(row, where)
    given: dict[str, str | None] = {"given_id": _id(row, where), "language": language_of(text)}
    for name in _TEXT_FIELDS:
        given[name] = _optional(row, name, where)
    given["published_given"] = _published(row, where)
    return Report.of(text, **given)


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys it was given more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        seen = Counter(name for name, _ in pairs) if len(self) < len(pairs) else {}
        self.twice = frozenset(name for name, count in seen.items() if count > 1)


def _object(line: bytes, where: str) -> _Object:
    remedy = 'write one JSON object a line, such as {"id": "1", "text": "...", "published": null}'
    try:
        row = json.loads(line.decode("utf-8").removeprefix("\ufeff"), object_pairs_hook=_Object)
    except UnicodeDecodeError as error:
        raise ReportError(
            where,
            "broken encoding",
            f"the row is not UTF-8 (byte {error.start + 1} of it)",
            "save the file as UTF-8",
        ) from None
    except json.JSONDecodeError as error:
        raise ReportError(
            where, "malformed row", f"the row is not JSON ({error.msg}, column {error.colno})", remedy
        ) from None
    except (RecursionError, ValueError):
        raise ReportError(
            where, "malformed row", "the row is nested too deeply, or has a number too long", remedy
        ) from None
    if not isinstance(row, _Object):
        raise ReportError(where, "malformed row", "the row is no JSON object", remedy)
    if row.twice & _READ:
        names = " and ".join(f"`{name}`" for name in sorted(row.twice & _READ))
        raise ReportError(
            where, "malformed row", f"the row gives {names} more than once", "give each key once"
        )
    return row


def _text(row: dict[str, Any], where: str) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        found = "there is no `text`" if "text" not in row else "`text` is no string"
        raise ReportError(where, "malformed row", found, "give the report's text as a string")
    if not text.strip():
        raise ReportError(where, "empty", "`text` is empty", "leave the row out, or give its text")
    if len(text) > MAX_CHARS:
        raise ReportError(
            where,
            "too large",
            f"`text` has {len(text)} characters, over the {MAX_CHARS} that are read",
            "split the report",
        )
    _encodable(text, "text", where)
    return text


def _encodable(value: str, name: str, where: str) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReportError(
            where,
            "broken encoding",
            f"`{name}` holds half of a surrogate pair at character {error.start}",
            "write characters outside the basic plane whole",
        ) from None


def _id(row: dict[str, Any], where: str) -> str:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        found = "`id` is empty" if isinstance(value, str) else "`id` is no string"
        found = found if "id" in row else "there is no `id`"
        raise ReportError(where, "malformed row", found, "give each row an `id` of its own as a string")
    _encodable(value, "id", where)
    return value


def _published(row: dict[str, Any], where: str) -> str | None:
    """Get the date as it was given; what is no string stands as its JSON, and is no date to anyone."""
    value = row.get("published")
    if value is None or isinstance(value, str):
        return _optional(row, "published", where)
    shown = json.dumps(value)[:200]
    return shown if isinstance(value, (dict, list, bool)) else f"number {shown}"


def _optional(row: dict[str, Any], name: str, where: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReportError(
            where, "malformed row", f"`{name}` is no string", f"give `{name}` as a string, or null"
        )
    _encodable(value, name, where)
    return value.strip() or None

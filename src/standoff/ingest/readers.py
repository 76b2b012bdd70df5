"""Files, folders and standard input, turned into raw items in an order that never varies."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standoff.errors import ReportError, UsageError
from standoff.ingest.rows import lines
from standoff.model.report import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
}
MAX_FILE = 16_000_000
"""Bytes of a file that is one report; more is never taken into memory."""
STDIN = "-"
_SNIFF = 512


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that is of no kind that holds reports."""

    where: str


def items(paths: Sequence[str], stdin: BinaryIO) -> Iterator[RawItem | ReportError | Skipped]:
    """Give every report's bytes under the paths; what cannot be read comes as the error that says why.

    Folders are walked in the order of their names. A file that is named itself is read whatever its
    ending; in a folder only the endings of `MEDIA_TYPES` are. Names that begin with a dot, and links
    to folders, are passed over.

    Raises:
        UsageError: when a path named does not exist.
    """
    for path in paths:
        if path == STDIN:
            yield from _stdin(stdin)
        elif Path(path).is_dir():
            yield from _folder(path)
        elif os.path.lexists(path):
            yield from _file(path, MEDIA_TYPES.get(Path(path).suffix.lower()))
        else:
            raise UsageError(f"{path}: there is no such file or folder; check the name")


def _folder(folder: str) -> Iterator[RawItem | ReportError | Skipped]:
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(root, name)
            kind = MEDIA_TYPES.get(file.suffix.lower())
            if name.startswith("."):
                continue
            if kind is None:
                yield Skipped(str(file))
            elif file.exists() and not file.is_file():
                # Opening a pipe would wait for ever.
                yield ReportError(
                    str(file), "unreadable", "it is no regular file", "name it by itself to read from it"
                )
            else:
                yield from _file(str(file), kind)
    for error in sorted(closed, key=lambda error: str(error.filename)):
        yield ReportError(
            str(error.filename),
            "unreadable",
            f"the folder cannot be read ({error.strerror})",
            "ask for permission, or copy it",
        )


def _file(path: str, kind: str | None) -> Iterator[RawItem | ReportError]:
    try:
        with Path(path).open("rb") as file:
            yield from _contents(file, path, kind or _rows_if_begun(file))
    except OSError as error:
        yield _unreadable(path, error)


def _unreadable(path: str, error: OSError) -> ReportError:
    if isinstance(error, PermissionError):
        return ReportError(
            path, "missing permission", "you may not read this file", "ask for permission, or copy it"
        )
    return ReportError(
        path, "unreadable", f"the file cannot be read ({error.strerror})", "check the disk and the link"
    )


def _stdin(stdin: BinaryIO) -> Iterator[RawItem | ReportError]:
    """Read standard input: rows when it begins as a JSON object does, else one report."""
    buffered = io.BufferedReader(stdin) if not isinstance(stdin, io.BufferedReader) else stdin  # type: ignore[type-var]
    yield from _contents(buffered, "standard input", _rows_if_begun(buffered))


def _rows_if_begun(file: io.BufferedReader[Any]) -> str | None:
    """Tell JSON rows by their beginning, where no name does."""
    head = file.peek(_SNIFF).lstrip(b"\xef\xbb\xbf \t\r\n")
    return "application/json" if head[:1] == b"{" and head[1:].lstrip()[:1] in (b'"', b"}") else None


def _contents(file: BinaryIO, where: str, kind: str | None) -> Iterator[RawItem | ReportError]:
    if kind == "application/json":
        yield from _rows(file, where)
        return
    data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        yield ReportError(
            where,
            "too large",
            f"the file is over {MAX_FILE} bytes",
            "split it, or give many reports as .jsonl",
        )
        return
    yield RawItem(data, where, kind or _sniffed(data))


def _rows(file: BinaryIO, where: str) -> Iterator[RawItem]:
    for number, line in lines(file):
        # A row over the limit comes as no bytes; reading it as a row says so, with its place.
        yield RawItem(line if line is not None else b"", f"{where}, line {number}", "application/json")


def _sniffed(data: bytes) -> str:
    """Tell the kind of a file whose name does not: HTML by its first mark, else plain text."""
    head = data[:_SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "text/html" if head.startswith((b"<!doctype html", b"<html", b"<head")) else "text/plain"

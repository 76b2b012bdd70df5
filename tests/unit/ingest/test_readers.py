"""Files, folders and standard input: what is read, in which order, and what is said of the rest."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from standoff.errors import ReportError, StandoffError, UsageError
from standoff.ingest import readers
from standoff.ingest.readers import Skipped, items
from standoff.model.report import RawItem

if TYPE_CHECKING:
    from pathlib import Path

TEXT, HTML, MARKDOWN, ROWS = "text/plain", "text/html", "text/markdown", "application/json"


def read(*paths: Path | str, stdin: bytes = b"") -> list[RawItem | ReportError | Skipped]:
    return list(items([str(path) for path in paths], io.BytesIO(stdin)))


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def shown(folder: Path, found: list[RawItem | ReportError | Skipped]) -> list[str]:
    """Write what was found as lines: the place inside the folder, and what it was read as."""
    lines = []
    for one in found:
        place = one.where.replace(f"{folder}{os.sep}", "").replace(os.sep, "/")
        kind = one.media_type if isinstance(one, RawItem) else "skipped"
        lines.append(f"{place}: {one.reason if isinstance(one, ReportError) else kind}")
    return lines


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    names = ["b.txt", "a.md", "Z.html", "c/b.htm", "c/a.markdown", "a/z.xhtml", "é.text", "10.txt", "9.txt"]
    expected = [
        f"10.txt: {TEXT}",
        f"9.txt: {TEXT}",
        f"Z.html: {HTML}",
        f"a.md: {MARKDOWN}",
        f"b.txt: {TEXT}",
        f"é.text: {TEXT}",
        f"a/z.xhtml: {HTML}",
        f"c/a.markdown: {MARKDOWN}",
        f"c/b.htm: {HTML}",
    ]
    one, other = tmp_path / "one", tmp_path / "other"
    put(one, dict.fromkeys(names, b"Talks opened."))
    put(other, dict.fromkeys(reversed(names), b"Talks opened."))
    assert shown(one, read(one)) == expected
    assert shown(other, read(other)) == expected


def test_hidden_files_and_folders_are_passed_over_and_unknown_kinds_told(tmp_path: Path) -> None:
    put(tmp_path, dict.fromkeys((".a.txt", ".git/b.txt", "c/.d/e.txt", "__MACOSX/._f.txt"), b"a"))
    put(tmp_path, dict.fromkeys(("g.pdf", "h", "i.txt~", "j.TXT", "k.json", "l.txt.gz"), b"a"))
    assert shown(tmp_path, read(tmp_path)) == [
        "g.pdf: skipped",
        "h: skipped",
        "i.txt~: skipped",
        f"j.TXT: {TEXT}",
        "k.json: skipped",
        "l.txt.gz: skipped",
    ]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"<html>", TEXT),
        ("a.html", b"Talks opened.", HTML),
        ("a", b"Talks opened.", TEXT),
        ("a.dat", b"\xef\xbb\xbf\n <!DOCTYPE html><title>Talks</title>", HTML),
        ("a.php", b"<HTML lang=en>", HTML),
        ("a.txt~", b"<p>Talks opened.", TEXT),
        ("a.json", b'{"id": "1", "text": "a"}\n', ROWS),
        ("a.json", b'\xef\xbb\xbf { "id": "1"}', ROWS),
        ("a.log", b"{Talks} opened.", TEXT),
        (".hidden", b"Talks opened.", TEXT),
        ("a.txt", b"", TEXT),
    ],
)
def test_a_file_named_is_read_whatever_its_ending(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    put(tmp_path, {name: data})
    found = read(tmp_path / name)
    assert [one.media_type for one in found if isinstance(one, RawItem)] == [kind]
    assert [one.data for one in found if isinstance(one, RawItem)] == [data]


def test_rows_come_one_by_one_with_their_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standoff.ingest.rows.MAX_ROW", 40)
    data = b'{"id": "1"}\r\n\r\nnot a row\n' + b"x" * 50 + b"\n\n" + b'{"id": "2"}'
    found = read(put(tmp_path, {"wire.jsonl": data}) / "wire.jsonl")
    assert [(one.where.rpartition(", ")[2], one.data) for one in found if isinstance(one, RawItem)] == [
        ("line 1", b'{"id": "1"}\r\n'),
        ("line 3", b"not a row\n"),
        ("line 4", b""),
        ("line 6", b'{"id": "2"}'),
    ]
    assert found[0].where == f"{tmp_path / 'wire.jsonl'}, line 1"


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"Talks opened.", [TEXT]),
        (b"", [TEXT]),
        (b"<!doctype html><p>Talks opened.", [HTML]),
        (b'{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n', [ROWS, ROWS]),
        (b'\n{"id": "1"}', [ROWS]),
        (b"{}", [ROWS]),
        (b"{ Talks opened. }", [TEXT]),
        (b'["a"]', [TEXT]),
    ],
)
def test_standard_input_tells_rows_from_one_report(data: bytes, kinds: list[str]) -> None:
    found = read("-", stdin=data)
    assert [one.media_type for one in found if isinstance(one, RawItem)] == kinds
    assert all(one.where.startswith("standard input") for one in found)


def test_standard_input_may_be_a_pipe() -> None:
    out, into = os.pipe()
    os.write(into, b'{"id": "1"}\n')
    os.close(into)
    with os.fdopen(out, "rb") as stdin:
        assert [one.where for one in items(["-"], stdin)] == ["standard input, line 1"]


def test_a_file_over_the_limit_is_told_and_the_next_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "MAX_FILE", 10)
    put(tmp_path, {"a.txt": b"0123456789", "b.txt": b"0123456789a", "c.txt": b"c"})
    found = read(tmp_path)
    assert shown(tmp_path, found) == [f"a.txt: {TEXT}", "b.txt: too large", f"c.txt: {TEXT}"]
    says = f"{tmp_path / 'b.txt'}: the file is over 10 bytes; split it, or give many reports as .jsonl"
    assert str(found[1]) == says


@pytest.mark.parametrize("name", ["gone.txt", "gone", "gone/", "a.txt/b.txt", "with\x00nul"])
def test_a_path_that_is_not_there_stops_with_its_name(tmp_path: Path, name: str) -> None:
    put(tmp_path, {"a.txt": b"a"})
    with pytest.raises(UsageError) as told:
        read(tmp_path / "a.txt", f"{tmp_path}/{name}")
    assert str(told.value) == f"{tmp_path}/{name}: there is no such file or folder; check the name"


def test_links_are_followed_to_files_and_never_round_in_circles(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": b"a", "sub/b.txt": b"b"})
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "gone.txt")
    found = read(tmp_path)
    assert shown(tmp_path, found) == [
        f"a.txt: {TEXT}",
        f"c.txt: {TEXT}",
        "lost.txt: unreadable",
        "self.txt: unreadable",
        f"sub/b.txt: {TEXT}",
    ]
    assert "lost.txt: the file cannot be read (" in str(found[2])
    assert all(one.remedy for one in found if isinstance(one, ReportError))
    assert shown(tmp_path, read(tmp_path / "self.txt")) == ["self.txt: unreadable"]


def test_a_pipe_in_a_folder_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    put(tmp_path, {"b.txt": b"b"})
    found = read(tmp_path)
    assert shown(tmp_path, found) == ["a.txt: unreadable", f"b.txt: {TEXT}"]
    assert str(found[0]) == f"{tmp_path / 'a.txt'}: it is no regular file; name it by itself to read from it"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_told_and_the_rest_read(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": b"a", "b.txt": b"b", "sub/c.txt": b"c"})
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "sub").chmod(0)
    found = read(tmp_path)
    (tmp_path / "sub").chmod(0o755)
    assert shown(tmp_path, found) == [
        "a.txt: missing permission",
        f"b.txt: {TEXT}",
        f"{tmp_path / 'sub'}: unreadable".replace(f"{tmp_path}{os.sep}", ""),
    ]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.txt": b"a", "sub/c.txt": b"c"})
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = read(tmp_path)
    assert shown(tmp_path, found) == [f"a.txt: {TEXT}", "sub: unreadable"]
    assert isinstance(found[1], StandoffError)
    assert "the folder cannot be read (Permission denied)" in str(found[1])


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) == []


def test_names_that_are_not_unicode_do_no_harm(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as file:  # noqa: PTH123
            file.write(b"a")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    assert [one.data for one in read(tmp_path) if isinstance(one, RawItem)] == [b"a"]

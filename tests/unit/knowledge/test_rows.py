from importlib import resources

import pytest

from standoff.errors import InstallationError
from standoff.knowledge import parse, rows


def test_every_shipped_file_has_a_source_and_whole_lines():
    for file in resources.files("standoff.knowledge").iterdir():
        if file.name.endswith(".tsv"):
            assert "# source:" in file.read_text(encoding="utf-8"), file.name
            assert rows(file.name.removesuffix(".tsv")), file.name


def test_rows_are_read_once_and_keyed_by_the_header():
    assert rows("boilerplate") is rows("boilerplate")
    assert set(rows("boilerplate")[0]) == {"reason", "match", "where", "cue"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name\tkind\nferry\tboat\n", ({"name": "ferry", "kind": "boat"},)),
        ("# source: invented\n\nname\tkind\n# between\nferry\t\n", ({"name": "ferry", "kind": ""},)),
        ("name\n", ()),
        ("name\tkind\r\n ferry \tboat\r\n", ({"name": "ferry", "kind": "boat"},)),
    ],
)
def test_comments_blank_lines_and_cells(text, expected):
    assert parse(text, "boats.tsv") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\tkind\nferry\n", "knowledge/boats.tsv, line 2: 1 columns where the header names 2"),
        ("# c\nname\tkind\nferry\tboat\tblue\n", "knowledge/boats.tsv, line 3: 3 columns"),
        ("# only a comment\n", "knowledge/boats.tsv: no header line"),
    ],
)
def test_a_broken_file_is_named_with_its_line(text, message):
    with pytest.raises(InstallationError, match=message):
        parse(text, "boats.tsv")


def test_a_missing_file_is_an_installation_error():
    with pytest.raises(InstallationError, match=r"knowledge/no_such_list\.tsv"):
        rows("no_such_list")

"""Word lists, cues and names as data: one fact a line, in tab-separated files beside this module.

A file's first line that is neither blank nor a comment names the columns. Lines that begin with `#` are
comments; the first ones say where the facts come from and of which date they are.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from standoff.errors import InstallationError


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read one knowledge file, once; every cell without white space at its ends.

    Args:
        name: the file's name without `.tsv`.

    Returns:
        One dictionary a line, keyed by the header's column names, in the file's order. It is shared by all
        callers: read it, do not change it.

    Raises:
        InstallationError: when the file is missing or empty, or a line has the wrong number of columns.

    >>> sorted(rows("boilerplate_words")[0])
    ['kind', 'word']
    """
    file = f"{name}.tsv"
    try:
        text = resources.files(__name__).joinpath(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InstallationError(
            f"knowledge/{file}: the file cannot be read ({problem}); install Standoff again"
        ) from problem
    return parse(text, file)


def parse(text: str, file: str) -> tuple[dict[str, str], ...]:
    r"""Read the lines of one knowledge file; `file` is what messages call it.

    Raises:
        InstallationError: when there is no header, or a line has the wrong number of columns.

    >>> parse("# source: invented\nword\tkind\nferry\tboat\n", "boats.tsv")
    ({'word': 'ferry', 'kind': 'boat'},)
    """
    header: list[str] | None = None
    found: list[dict[str, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise InstallationError(
                f"knowledge/{file}, line {number}: {len(cells)} columns where the header names {len(header)} "
                f"({', '.join(header)}); separate the columns by single tabs"
            )
        else:
            found.append(dict(zip(header, cells, strict=True)))
    if header is None:
        raise InstallationError(f"knowledge/{file}: no header line; name the columns in the first line")
    return tuple(found)

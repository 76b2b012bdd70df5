"""The few signs of Markdown that matter to reading a report: its front block, headings, emphasis, links.

Nothing is parsed or turned into anything else. A report in Markdown is read as the characters it is made
of; this module only says which of them are marks and which are words.
"""

from __future__ import annotations

import re

from standoff.model.span import Span, trim

MOST_LINES = 60
"""Lines that a front block may have, its two rules included."""

MOST_CHARACTERS = 2_000
"""Code points of a line that is looked at; a longer one is a paragraph, whatever links it holds."""

_LINK = re.compile(
    r"!?\[(?P<label>[^\[\]\n]{0,200})\]\([^()\s]{1,500}(?:\s[\"'][^\"'\n]{0,100}[\"'])?\)", re.ASCII
)
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w.-]{0,30}(?: [\w.-]{1,30})?)[ \t]{0,4}:(?=\s|$)")
_TELLING = frozenset(
    ["title", "author", "authors", "byline", "date", "published", "publisher", "source", "url", "sitename"]
)
_EMPHASIS = ("***", "**", "__", "*", "_")
_RULES = frozenset(["---", "***", "___", "* * *", "- - -", "—", "———"])
_BETWEEN = " \t|·•/,;–—-*+_>.»›\xa0"
_ENCLOSED = ('""', "''", "“”", "[]")


def front_block(text: str) -> tuple[Span, dict[str, Span]] | None:
    r"""Find a block of "key: value" lines between two rules at the very start of a report.

    Only the plain cases of YAML are read: a value on its key's line, with or without quotation marks, and
    a list below its key, which is one value from its first item to its last.

    Args:
        text: the report as given.

    Returns:
        The block, both rules included, and the values' characters by key in lower case; None when the
        report does not begin with such a block, or none of its keys names title, author, date or source.

    >>> note = '---\ntitle: "Envoys meet"\ndate: 2031-03-14\n---\nEnvoys met.'
    >>> block, values = front_block(note)
    >>> {key: value.of(note) for key, value in values.items()}, note[block.end :]
    ({'title': 'Envoys meet', 'date': '2031-03-14'}, '\nEnvoys met.')
    """
    start = len(text) - len(text[:8].lstrip("\ufeff\r\n") + text[8:])
    if not text.startswith("---", start):
        return None
    values: dict[str, Span] = {}
    key = ""
    for number, line in enumerate(_first_lines(text, start)):
        content = line.of(text).rstrip() if line else ""
        if number == 0 or not content:
            if number == 0 and content != "---":
                return None
            continue
        if content in {"---", "..."}:
            end = line.start + len(content) if line else start
            return (Span(start, end), values) if _TELLING & values.keys() else None
        pair = _PAIR.match(content)
        if pair is not None:
            key = pair["key"].casefold()
            _keep(text, values, key, trim(text, line.start + pair.end(), line.end) if line else None)
        elif content[0] in " \t-" and key:
            item = trim(text, line.start, line.end) if line else None
            if item and item.of(text).startswith("- "):
                _extend(text, values, key, trim(text, item.start + 1, item.end))
        elif content[0] != "#":
            return None
    return None


def _first_lines(text: str, start: int) -> list[Span | None]:
    """Give the first lines as spans, None for an empty one; shorter when a line is too long for a block."""
    found: list[Span | None] = []
    while len(found) < MOST_LINES and start < len(text):
        end = text.find("\n", start, start + MOST_CHARACTERS)
        if end < 0:
            if len(text) - start > MOST_CHARACTERS:
                break
            end = len(text)
        found.append(Span(start, end) if end > start else None)
        start = end + 1
    return found


def _keep(text: str, values: dict[str, Span], key: str, value: Span | None) -> None:
    if value is not None and value.of(text) not in {"|", ">", ">-", "|-", "null", "~", '""', "''", "[]"}:
        values.setdefault(key, _inside(text, value))


def _extend(text: str, values: dict[str, Span], key: str, item: Span | None) -> None:
    if item is not None:
        first = values.get(key)
        item = _inside(text, item)
        values[key] = Span(first.start, item.end) if first else item


def _inside(text: str, value: Span) -> Span:
    """Take quotation marks and square brackets off both ends."""
    for _ in range(4):
        pair = text[value.start] + text[value.end - 1]
        inner = trim(text, value.start + 1, value.end - 1) if len(value) > 2 and pair in _ENCLOSED else None
        if inner is None:
            break
        value = inner
    return value


def bare(text: str, line: Span, *, links: bool = True) -> Span:
    r"""Take the marks of a heading, of emphasis around the whole line and of one whole link off a line.

    With `links` false, a line that is one link stays as it is.

    >>> [bare(line, Span(0, len(line))).of(line) for line in ("## **Talks** fail", "*[A note](x.html)*")]
    ['**Talks** fail', 'A note']
    >>> [bare(line, Span(0, len(line))).of(line) for line in ("* item", "#strait", "*Star* crew home")]
    ['* item', '#strait', '*Star* crew home']
    """
    if text[line.start] not in "#*_[" or len(line) > MOST_CHARACTERS:
        return line
    level = heading_level(text, line)
    if level:
        end = line.end
        while end > line.start and text[end - 1] == "#":
            end -= 1
        line = trim(text, line.start + level, end) or line
    for _ in range(4):
        inner = _unwrapped(text, line) if links or text[line.start] != "[" else None
        if inner is None:
            break
        line = inner
    return line


def heading_level(text: str, line: Span) -> int:
    """Count the "#" marks of a heading; 0 when the line is none."""
    level = 0
    while level < 7 and text[line.start + level : line.start + level + 1] == "#":
        level += 1
    after = text[line.start + level : line.start + level + 1]
    return level if 1 <= level <= 6 and after in {" ", "\t"} and line.start + level < line.end else 0


def _unwrapped(text: str, line: Span) -> Span | None:
    content = line.of(text)
    for sign in _EMPHASIS:
        inner = content[len(sign) : -len(sign)]
        if content.startswith(sign) and content.endswith(sign) and inner.strip(sign[0]):
            plain = sign[0] not in inner and not inner[0].isspace() and not inner[-1].isspace()
            return Span(line.start + len(sign), line.end - len(sign)) if plain else None
    link = _LINK.fullmatch(content)
    if link is not None and link["label"] and content[0] == "[":
        return trim(text, line.start + link.start("label"), line.start + link.end("label"))
    return None


def is_rule(line: str) -> bool:
    """Tell whether a line is a rule between parts ("---")."""
    return line in _RULES


def worded(line: str) -> str:
    """Put each link's label in place of the link.

    >>> worded("Ask [the desk](https://herald.example/desk) first.")
    'Ask the desk first.'
    """
    return _LINK.sub(lambda link: link["label"], line) if _may_link(line) else line


def _may_link(line: str) -> bool:
    return "](" in line and len(line) <= MOST_CHARACTERS


def closing_links(line: str) -> tuple[int, list[str]]:
    """Find the links with which a line ends: where the first of them begins, and their labels.

    Only bars, dots and other marks may stand between them. The place is the line's length when it does
    not end with a link, and 0 when it is nothing but links.

    >>> closing_links("No fees. [Leave](https://h.example/a) · [Past notes](https://h.example/b)")
    (9, ['Leave', 'Past notes'])
    """
    at, labels = len(line), []
    if _may_link(line):
        for link in reversed(list(_LINK.finditer(line))):
            if line[link.end() : at].strip(_BETWEEN):
                break
            at = link.start()
            labels.append(link["label"])
    if labels and not line[:at].strip(_BETWEEN):
        at = 0
    return at, labels[::-1]

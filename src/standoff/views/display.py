"""Makes text of reports safe to show; what is kept and counted is never changed by it.

Reports are hostile: a control character can rewrite a terminal, a direction mark can turn a sentence
round, a line break can begin a heading, and any sign of Markdown can make a link of what was said.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import urlsplit

_ANY_MARK = re.compile(r"[\\`*_{}\[\]()#|~$<>&^]")
_OPENS_BLOCK = re.compile(r"^(\s*)([-+=]|[0-9]{1,9}(?=[.]))")
_LINKS = re.compile(r"(?i)(?:[a-z][a-z0-9+.-]{0,20}(?=://)|www(?=\.)|(?:mailto|xmpp)(?=:))")
_REPLACED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    r"""Make text safe for a terminal or a page, on one line.

    Characters that break lines become spaces; other control characters and direction marks are shown
    as what they are; characters without any width are left out.

    >>> safe("a\x1b[31mb\nc\u202ed\u200be")
    'a␛[31mb c‹U+202E›de'
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


@cache
def _shown(c: str) -> str:
    kind = unicodedata.category(c)
    if c.isspace() or kind in ("Zl", "Zp"):
        return " "
    if c in _BIDI:
        return f"‹U+{ord(c):04X}›"
    if kind == "Cc":
        return chr(0x2400 + ord(c)) if ord(c) < 0x20 else "␡" if c == "\x7f" else f"‹U+{ord(c):04X}›"
    if kind == "Cf":
        return ""
    return "\ufffd" if kind == "Cs" else c


def markdown(text: str) -> str:
    r"""Make text safe inside a line of Markdown, as words and nothing else.

    >>> markdown("[x](javascript:1) <b> http://a.example")
    '\\[x\\]\\(javascript:1\\) &lt;b&gt; http\\://a.example'
    >>> markdown("2. no list"), markdown("- nor this")
    ('2\\. no list', '\\- nor this')
    """
    shown = _ANY_MARK.sub(lambda found: _REPLACED.get(found[0], "\\" + found[0]), safe(text))
    shown = shown.replace("@", "\\@").replace("![", "\\![")
    shown = _OPENS_BLOCK.sub(lambda found: found[1] + _blunted(found[2]), shown)
    return _LINKS.sub(lambda found: found[0] + "\\", shown)


def _blunted(opener: str) -> str:
    return opener + "\\" if opener[0].isdigit() else "\\" + opener


def web_address(url: str | None) -> str | None:
    """Give an address if a page may link to it: http or https, with a host, on one line; else None.

    >>> web_address("https://a.example/1"), web_address("javascript:alert(1)")
    ('https://a.example/1', None)
    """
    if url is None or not url.isprintable() or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host else None

"""From bytes to characters, or a reason why not.

Everything later points at code points, so a text that was decoded wrongly would be quoted wrongly for
ever. What cannot be decoded without doubt is refused and named, never repaired.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import NoReturn

from standoff.errors import ReportError
from standoff.ingest.codepages import SAMPLE, cyrillic_share, guess, is_western

MAX_CHARS = 2_000_000
"""Longest text that is read, in code points."""

MAX_BYTES = 8_000_000
"""Longest file that is decoded, in bytes; a code point takes at most four."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# File signatures, as listed by file(1)'s magic database.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "an MP3 recording"),
    (b"OggS\x00", "an Ogg recording"),
)

# What browsers take a declared name for (WHATWG Encoding Standard, "names and labels").
_LABELS = {
    "utf8": "utf-8",
    "unicode": "utf-8",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "latin1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-cp1251": "windows-1251",
    "x-cp1252": "windows-1252",
}
# Not text encodings, or ones that let a page hide markup from a reader.
_REFUSED_LABELS = {"utf-7", "idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "mbcs"}

_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
_PRINTABLE = bytes([*range(32, 127), *b"\t\n\r\x00"])
_META = re.compile(
    rb"<meta\b[^>]{0,1000}?charset[ \t\r\n]{0,8}=[ \t\r\n]{0,8}[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
_XML = re.compile(rb"^\s{0,20}<\?xml[^>]{0,200}?encoding[ \t]{0,8}=[ \t]{0,8}[\"']([\w.:-]{1,40})")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was read with; a byte-order mark is not part of the text."""

    text: str
    encoding: str


def decode(raw: bytes, where: str) -> Decoded:
    r"""Decode a plain text. Line ends are kept as given.

    Args:
        raw: the bytes of the file.
        where: how the person named the file; used in messages only.

    Raises:
        ReportError: with the reason ``empty``, ``binary``, ``broken encoding`` or ``too large``.

    >>> decode(b"\xef\xbb\xbfTalks resume.\r\n", "a.txt")
    Decoded(text='Talks resume.\r\n', encoding='utf-8')
    >>> decode("„Nein“, sagte er in Köln.".encode("cp1252"), "b.txt").encoding
    'windows-1252'
    """
    check_size(raw, where)
    found = decode_unbounded(raw, where)
    if not found.text.strip():
        raise ReportError(where, "empty", "there is nothing in it but white space", "give a file with a text")
    check_length(found.text, where)
    return found


def decode_page(raw: bytes, where: str) -> Decoded:
    """Decode an HTML page by its byte-order mark, its own declaration, or its bytes, in this order.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever the page declares, and a declaration whose
    letters make no words is not believed. A page that is UTF-8 with a few broken bytes is read with
    U+FFFD in their place: the damage may lie outside the article, and the caller has to look.

    Raises:
        ReportError: as `decode`.
    """
    check_size(raw, where)
    if _utf16_without_mark(raw) is None and not raw.startswith(tuple(mark for mark, _ in _BOMS)):
        _refuse_signature(raw, where)
        raw = raw.replace(b"\x00", b"")  # as browsers do
        declared = _declared(raw)
        if (
            declared
            and (raw.isascii() or broken_utf8(raw) is not None)
            and (text := _as_declared(raw, declared)) is not None
        ):
            return Decoded(text, declared)
        if _mostly_utf8(raw):
            return Decoded(raw.decode("utf-8", errors="replace"), "utf-8")
    return decode_unbounded(raw, where)


def check_size(raw: bytes, where: str) -> None:
    """Raise ReportError ``too large`` when there are more than `MAX_BYTES` bytes, ``empty`` for none."""
    if not raw:
        raise ReportError(where, "empty", "the file has no bytes", "give a file with a text")
    if len(raw) > MAX_BYTES:
        _too_large(where, f"it has {len(raw):,} bytes, more than {MAX_BYTES:,}")


def check_length(text: str, where: str) -> None:
    """Raise ReportError ``too large`` when `text` has more than `MAX_CHARS` code points."""
    if len(text) > MAX_CHARS:
        _too_large(where, f"its text has {len(text):,} characters, more than {MAX_CHARS:,}")


def decode_unbounded(raw: bytes, where: str) -> Decoded:
    """Decode like `decode`, without looking at the length or at whether anything is said.

    Raises:
        ReportError: with the reason ``binary`` or ``broken encoding``.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return Decoded(_strictly(raw[len(mark) :], name, where, len(mark)), name)
    _refuse_signature(raw, where)
    if b"\x00" in raw:
        if (wide := _utf16_without_mark(raw)) is None:
            _binary(where, f"a NUL byte at byte {raw.index(0)}, which no text has")
        return Decoded(_strictly(raw, wide, where), wide)
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls * 100 > len(raw):
        _binary(where, f"{controls:,} control characters among {len(raw):,} bytes")
    if (broken := broken_utf8(raw)) is None:
        return Decoded(raw.decode("utf-8"), "utf-8")
    if _mostly_utf8(raw):
        _broken(where, f"it is UTF-8 but for broken bytes, the first at byte {broken}")
    if (guessed := guess(raw)) is None:
        _broken(where, "no encoding gives its bytes a meaning")
    return Decoded(*guessed)


def _strictly(raw: bytes, name: str, where: str, offset: int = 0) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        _broken(
            where,
            f"it is marked as {name.upper()} but byte {error.start + offset} is not part of any character",
        )


def _utf16_without_mark(raw: bytes) -> str | None:
    """UTF-16 shows by its NULs: in text of most scripts they stand in one of the two places only."""
    head = raw[: SAMPLE - SAMPLE % 2]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    name, often, rare = ("utf-16-le", odd, even) if odd > even else ("utf-16-be", even, odd)
    # One character in fifty: the spaces and full stops alone give more in any script with spaces.
    if often * 100 < len(head) or rare * 50 > often:
        return None
    # A stray NUL in bytes that are letters as they stand does not make them UTF-16.
    if often * 5 < len(head) and len(head.translate(None, _PRINTABLE)) * 5 < len(head):
        return None
    try:
        text = head[: len(head) // 2 * 2].decode(name)
    except UnicodeDecodeError:
        return None
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text)
    return name if controls * 100 <= len(text) else None


def broken_utf8(raw: bytes) -> int | None:
    r"""The place of the first byte that is not UTF-8, or None.

    >>> broken_utf8(b"caf\xe9")
    3
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _mostly_utf8(raw: bytes) -> bool:
    """Whether the bytes beyond ASCII form more UTF-8 sequences than broken ones.

    A windows-1252 text hardly ever forms one by chance: it takes an accented capital and a sign behind it.
    """
    sequences = _MULTIBYTE.findall(raw)
    if not sequences:
        return False
    inside = sum(map(len, sequences))
    high = len(raw.translate(None, bytes(range(128))))
    return high - inside < len(sequences)


def _declared(raw: bytes) -> str | None:
    found = _META.search(raw, 0, 8192) or _XML.match(raw, 0, 400)
    if not found:
        return None
    label = found[1].decode("ascii", "replace").lower()
    name = _LABELS.get(label, label)
    if name in _REFUSED_LABELS:
        return None
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return name if getattr(info, "_is_text_encoding", True) else None


def _as_declared(raw: bytes, name: str) -> str | None:
    """The text in the declared encoding, or None where that cannot be true."""
    try:
        text = raw.decode(name)
    except (UnicodeDecodeError, ValueError):
        return None
    if codecs.lookup(name).name == "cp1252" and not is_western(raw[:SAMPLE]):
        return None
    if codecs.lookup(name).name == "cp1251" and cyrillic_share(raw[:SAMPLE], name) < 0 and is_western(raw):
        return None
    return text


def _refuse_signature(raw: bytes, where: str) -> None:
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            _binary(where, f"it looks like {name}")
    if raw[4:8] == b"ftyp" or (raw[:4] == b"RIFF" and raw[8:12] in {b"WEBP", b"WAVE", b"AVI "}):
        _binary(where, "it looks like a picture, a recording or a film")


def _binary(where: str, found: str) -> NoReturn:
    remedy = "give the report as a text or HTML file"
    detail = found if found.startswith("it ") else f"it is not a text: {found}"
    raise ReportError(where, "binary", detail, remedy)


def _broken(where: str, detail: str) -> NoReturn:
    raise ReportError(where, "broken encoding", detail, "save it again as UTF-8")


def _too_large(where: str, detail: str) -> NoReturn:
    raise ReportError(where, "too large", detail, "split it into its reports")

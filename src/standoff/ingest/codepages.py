"""Which code page bytes are in that declare none: what makes words of them.

charset_normalizer alone does not do: for the short texts that reports are, its statistics prefer rare code
pages. Western, Czech, Turkish and Cyrillic bytes are told apart here by what a wrong code page does to words;
only what remains is left to it.
"""

from __future__ import annotations

import itertools
import re

SAMPLE = 65_536
"""Bytes from the start that guesses are made on, so that a guess costs the same for every length."""

_WESTERN_WORD = re.compile(rb"[A-Za-z\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]{1,60}")
_HIGH_LETTER = re.compile(rb"[\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]")
# Signs of windows-1252 that stand beside words, never inside one; as letters of other code pages they do.
_SIGN_IN_WORD = re.compile(
    rb"[A-Za-z][\xa1-\xa6\xa8-\xac\xae\xaf\xb1-\xb3\xb6\xb8\xb9\xbc-\xbf\xd7\xf7][A-Za-z]"
)
_SIGN_BEHIND = re.compile(rb"[A-Za-z][\xb3\xb9\xbf](?![A-Za-z])")
_UNUSED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_TYPOGRAPHY = "«»‹›—–„“”‚‘’…·\xa0\xad№。、，！？」』）"
_CYRILLIC = ("windows-1251", "koi8-r", "cp866", "iso8859-5")
_OTHERS = (
    "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874",
    "gb18030", "big5", "cp949", "cp932", "euc_jp",
)  # fmt: skip


def guess(raw: bytes) -> tuple[str, str] | None:
    """Give the text and the encoding of bytes that are not UTF-8; None when no encoding gives them a meaning.

    >>> guess("Wir müssen über die Fähre reden.".encode("cp1252"))
    ('Wir müssen über die Fähre reden.', 'windows-1252')
    """
    sample = raw[:SAMPLE]
    if sample.isascii():
        # The first byte beyond ASCII comes late; look there.
        first = next(i for i, byte in enumerate(raw) if byte > 127)
        sample = raw[max(0, first - 2000) : first + SAMPLE]
    for name in _candidates(sample):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if _is_sensible(text):
            return text, name
    return None


def _candidates(sample: bytes) -> list[str]:
    if b"\x1b$B" in sample:
        return ["iso2022_jp"]
    if is_western(sample):
        if _is_czech(sample):
            return ["cp1250"]
        return ["windows-1254"] if _is_turkish(sample) else ["windows-1252", "cp1250"]
    shares = [(name, cyrillic_share(sample, name)) for name in _CYRILLIC]
    best = max(shares, key=lambda pair: pair[1])
    if best[1] > 0:
        return [best[0]]
    for name in ("cp932", "euc_jp"):
        text = sample.decode(name, errors="replace")
        kana = sum("\u3041" <= char <= "\u30fe" for char in text)
        if "\ufffd" not in text[:-1] and kana * 5 > sum(char > "\x7f" for char in text):
            return [name]
    return _by_statistics(sample)


def _by_statistics(sample: bytes) -> list[str]:
    """What charset_normalizer finds, most likely first, within the code pages that texts come in."""
    from charset_normalizer import from_bytes

    names = [match.encoding for match in from_bytes(sample, cp_isolation=list(_OTHERS))]
    return sorted(names, key=lambda name: _signs_behind_letters(sample.decode(name, errors="replace")))


def _signs_behind_letters(text: str) -> int:
    """How often a sign such as ³ or ¹ follows a letter: in the wrong code page, letters become signs."""
    return sum(
        before.isalpha() and sign > "\x7f" and not sign.isalpha() and sign not in _TYPOGRAPHY
        for before, sign in itertools.pairwise(text)
    )


def is_western(sample: bytes) -> bool:
    """Whether windows-1252 gives words: accented letters stand among plain ones, signs beside words."""
    words = [word for word in _WESTERN_WORD.findall(sample) if not word.isascii()]
    odd = sum(2 * len(_HIGH_LETTER.findall(word)) > len(word) + 1 for word in words)
    if not words:
        return True
    signs = (
        len(_SIGN_IN_WORD.findall(sample))
        + len(_SIGN_BEHIND.findall(sample))
        + len(_UNUSED_1252.findall(sample))
    )
    return odd * 5 <= len(words) and signs * 10 <= len(words)


def _is_czech(sample: bytes) -> bool:
    """Whether the letters that windows-1252 and -1250 share (š, ž) stand with those where they differ.

    No language written in windows-1252 has both š or ž and ø, ì or ò.
    """
    hooked = sum(map(sample.count, (b"\x9a", b"\x9e", b"\x8a", b"\x8e")))
    differing = sum(map(sample.count, (b"\xf8", b"\xec", b"\xf2", b"\xd8", b"\xcc")))
    return hooked > 0 and differing > hooked // 4


def _is_turkish(sample: bytes) -> bool:
    """Whether the bytes of ş, ğ, ı and İ outnumber those of æ, á and ó: in Icelandic they are þ, ð, ý."""
    turkish = sum(map(sample.count, (b"\xfe", b"\xf0", b"\xfd", b"\xdd")))
    icelandic = sum(map(sample.count, (b"\xe6", b"\xe1", b"\xf3")))
    return turkish > icelandic


def cyrillic_share(sample: bytes, name: str) -> float:
    """How Cyrillic `sample` is in the code page `name`; negative where it is not.

    The measure is the share of the six most frequent letters of Russian (together 45 % of any text) in
    lower case, less that of capitals inside words: a wrong Cyrillic code page swaps the cases.
    """
    text = sample.decode(name, errors="replace")
    letters = [char for char in text if "\u0400" <= char <= "\u045f"]
    high = sum(char > "\x7f" and char not in _TYPOGRAPHY for char in text)
    if not letters or len(letters) * 10 < high * 9:
        return -1.0
    frequent = sum(char in "оеаинт" for char in letters)
    capitals = sum(before.isalpha() and char.isupper() for before, char in itertools.pairwise(text))
    return (frequent - capitals) / len(letters) - 0.2


def _is_sensible(text: str) -> bool:
    strange = sum(
        "\x80" <= char <= "\x9f" or "\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text[:SAMPLE]
    )
    return strange * 50 <= sum(char > "\x7f" for char in text[:SAMPLE])

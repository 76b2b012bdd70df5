"""Bytes of every kind that reports come in, and of kinds that they must not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import ReportError
from standoff.ingest import encoding
from standoff.ingest.encoding import MAX_BYTES, MAX_CHARS, Decoded, decode, decode_page

ENGLISH = "“No,” said Mr Pell — the ferry’s captain. It cost £30, he added, in a café.\r\n"
GERMAN = "Die Außenminister beschließen „Gelassenheit“: größere Übungen fänden später statt, heißt es.\n"
FRENCH = "À Saint-Brannoc, l’écluse rouvre « sans défaire les valises », dit Noël Lefâcheux.\n"
SPANISH = "El ministro señaló que las conversaciones continuarán mañana. ¿Qué pasará después?\n"
SWEDISH = "Statsministern sade på måndagen att färjan ägs av staten. Ön är stängd över året.\n"
CZECH = (
    "Předseda vlády řekl, že jednání budou pokračovat. Účastníci se shodli, že most zůstane zavřený.\n" * 3
)
POLISH = (
    "Premier powiedział, że rozmowy będą kontynuowane. Ćwiczenia przedłużono o dwa tygodnie, dodał.\n" * 3
)
TURKISH = "Başbakan görüşmelerin önümüzdeki hafta süreceğini söyledi. Köprü kapalı kalacak, dedi.\n"
RUSSIAN = "Правительство Соррении открыло мост через Тольну. «Мы считаем колёса», — сказал Дорнин.\n"
RUSSIAN_OLD = "Правительство Соррении открыло мост через Тольну. Мы считаем колёса, сказал Дорнин.\n"
GREEK = "Η κυβέρνηση ανακοίνωσε ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα.\n" * 2
JAPANESE = "外務大臣は、来週も協議を続けると述べた。橋は六月まで閉鎖される。\n" * 3
CHINESE = "外交部长表示，谈判将于下周继续进行。大桥将关闭到六月。\n" * 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "windows-1252"),
        (GERMAN, "windows-1252"),
        (FRENCH, "windows-1252"),
        (SPANISH, "windows-1252"),
        (SWEDISH, "windows-1252"),
        (CZECH, "cp1250"),
        (POLISH, "cp1250"),
        (TURKISH, "windows-1254"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN_OLD, "koi8-r"),
        (RUSSIAN_OLD, "cp866"),
        (RUSSIAN_OLD, "iso8859-5"),
        (GREEK, "cp1253"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (ENGLISH, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
    ],
)
def test_encodings_are_found_without_a_mark(text, name):
    assert decode(text.encode(name), "a.txt") == Decoded(text, name)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, "a"])
def test_a_byte_order_mark_decides_and_is_not_text(text, mark, name):
    assert decode(mark + text.encode(name), "a.txt") == Decoded(text, name)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_line_ends_are_kept(ends):
    text = f"One line.{ends}Another.{ends}"
    assert decode(text.encode(), "a.txt").text == text


def test_a_late_accent_is_judged_by_what_stands_about_it():
    text = "The ferry waits. " * 8000 + "The café is shut, the captain’s wife said."
    assert decode(text.encode("windows-1252"), "a.txt") == Decoded(text, "windows-1252")


@pytest.mark.parametrize(
    ("raw", "reason", "said"),
    [
        (b"", "empty", "no bytes"),
        (b"  \r\n\t ", "empty", "white space"),
        ("\ufeff \u00a0".encode(), "empty", "white space"),
        (b"%PDF-1.7\n1 0 obj", "binary", "PDF"),
        (b"PK\x03\x04\x14\x00", "binary", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary", "PNG"),
        (b"\x1f\x8b\x08\x00", "binary", "gzip"),
        (b"{\\rtf1\\ansi Talks.}", "binary", "RTF"),
        (b"\x00\x00\x00\x18ftypmp42", "binary", "recording"),
        (b"Talks\x00resume today in the capital", "binary", "NUL byte at byte 5"),
        (b"Talks \x01\x02\x03\x04 resume", "binary", "control characters"),
        ("Straße, Köln, Übung".encode() + b"\xff", "broken encoding", "at byte 22"),
        ("Élection à Noé".encode()[:-1], "broken encoding", "UTF-8"),
        (b"\xff\xfea", "broken encoding", "byte 2"),
        (b"x" * (MAX_BYTES + 1), "too large", "8,000,001 bytes"),
        (b"x" * (MAX_CHARS + 1), "too large", "2,000,001 characters"),
    ],
)
def test_what_is_not_a_text_is_refused_with_its_reason(raw, reason, said):
    with pytest.raises(ReportError) as caught:
        decode(raw, "desk/a.txt")
    assert caught.value.reason == reason
    assert said in str(caught.value)
    assert str(caught.value).startswith("desk/a.txt: ")


def test_the_longest_text_is_read():
    assert len(decode(("я" * MAX_CHARS).encode(), "a.txt").text) == MAX_CHARS


@pytest.mark.parametrize(
    ("declared", "text", "name", "found"),
    [
        ("windows-1251", RUSSIAN, "windows-1251", "windows-1251"),
        ("windows-1251", RUSSIAN, "utf-8", "utf-8"),  # the bytes are UTF-8, whatever it says
        ("utf-8", GERMAN, "windows-1252", "windows-1252"),
        ("windows-1252", RUSSIAN, "windows-1251", "windows-1251"),  # its letters would make no words
        ("iso-8859-1", ENGLISH, "windows-1252", "windows-1252"),  # as browsers read it
        ("unicode", ENGLISH, "utf-16", "utf-16-le"),
        ("gb2312", CHINESE, "gb18030", "gb18030"),
        ("no-such-charset", ENGLISH, "windows-1252", "windows-1252"),
        ("base64", ENGLISH, "windows-1252", "windows-1252"),
    ],
)
def test_a_page_is_decoded_as_declared_unless_that_cannot_be(declared, text, name, found):
    page = f'<meta http-equiv="content-type" content="text/html; charset={declared}">{text}'
    decoded = decode_page(page.encode(name), "a.html")
    assert (decoded.text, decoded.encoding) == (page, found)


def test_a_page_with_broken_bytes_or_nuls_is_read_nevertheless():
    raw = "<meta charset=utf-8><p>Größe, Übung, Straße".encode() + b"\xff\x00</p>"
    assert decode_page(raw, "a.html").text.endswith("Straße\ufffd</p>")


@given(st.text(min_size=1).filter(str.strip))
@settings(deadline=None)
def test_what_was_written_as_utf8_comes_back(text):
    try:
        found = decode(text.encode(), "a.txt")
    except ReportError as problem:
        assert problem.reason in {"binary", "empty"}  # noqa: PT017 - the other outcome is asserted below
        return
    assert found.text == text.removeprefix("\ufeff") or "\x00" in text


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_decoded_or_refused(raw):
    for read in (decode, decode_page):
        try:
            found = read(raw, "a.txt")
        except ReportError as problem:
            assert problem.reason in {"empty", "binary", "broken encoding"}  # noqa: PT017 - either is right
        else:
            assert found == read(raw, "a.txt")


def test_labels_name_encodings_that_are_there():
    assert all("".encode(name) == b"" for name in encoding._LABELS.values())

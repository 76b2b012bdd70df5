"""What is done to hostile text before anybody sees it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.views.display import markdown, safe, web_address


@given(st.text())
def test_what_is_shown_is_one_line_without_controls_or_direction_marks(text):
    shown = safe(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") for c in shown)
    assert len(shown.splitlines()) <= 1


@given(st.text(st.characters(exclude_categories=("C", "Z"))))
def test_plain_words_are_shown_as_they_are(text):
    assert safe(text) == text


@given(st.text(alphabet="ab<>&[]()*_`#|~^$!\\-+=.1@:/wWhtps \n", max_size=60))
def test_markdown_reads_back_as_the_words_and_nothing_else(text):
    from markdown_it import MarkdownIt

    words = " ".join(safe(text).split())
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for prefix in ("- ", "", "> x "):
        blocks = reader.parse(f"{prefix}{markdown(words)}")
        inside = [token for block in blocks if block.type == "inline" for token in block.children]
        assert {token.type for token in inside} <= {"text", "text_special"}
        said = "".join(token.content for token in inside)
        assert said.removeprefix("x" if prefix.startswith(">") else "").strip() == words
        assert {b.tag for b in blocks if b.tag} <= {"p", "ul", "li", "blockquote"}


@pytest.mark.parametrize(
    "text",
    ["http://a.example", "HTTPS://a.example", "www.a.example", "mailto:a@b.example", "ftp://a.example"],
)
def test_no_address_is_left_that_a_reader_of_markdown_makes_a_link_of(text):
    shown = markdown(f"see {text}")
    assert not re.search(r"(?<!\\)://|(?i:www\.)|mailto:", shown)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/1?b=c", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[", False),
        ("https://a.example/\u202e", False),
        (" https://a.example", False),
        ("words", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url, linked):
    assert (web_address(url) is not None) is linked

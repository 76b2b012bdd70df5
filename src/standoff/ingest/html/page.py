"""The reading of one page, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.errors import ReportError
from standoff.ingest.encoding import broken_utf8, check_length, decode_page
from standoff.ingest.html.article import Article, says_something
from standoff.ingest.html.bylines import authors_of
from standoff.ingest.html.facts import Facts
from standoff.ingest.html.layout import lay_out
from standoff.ingest.html.parse import no_article, parse
from standoff.ingest.html.published import published_of
from standoff.ingest.html.titles import publisher_of, title_of

_MAX_TITLE = 500
"""Code points of the longest headline; what is longer has swallowed a page."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article and what its page states about it; None for what the page does not state.

    Attributes:
        text: the article's paragraphs, headings and list items, separated by an empty line. The headline,
            captions and pull quotes are not among them; a summary under the headline is.
        title: the headline, without the site's name.
        publisher: the outlet's name.
        author: the writers' names, separated by a comma and a space.
        published: ISO 8601, a date or a date-time, as exact as the page has it.
        url: the address that the page was given with, else the one it calls its own.
        language: the declared language, ISO 639 in lower case ("en").
        encoding: what the bytes were decoded with.
    """

    text: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None
    language: str | None
    encoding: str


def extract_page(raw: bytes, where: str, url: str | None = None) -> Page:
    r"""Find the article in a web page.

    Args:
        raw: the page's bytes.
        where: how the person named the page; used in messages only.
        url: the page's address, where it is known.

    Raises:
        ReportError: with a reason of `decode_page`, or ``no article text`` or ``broken markup``.

    >>> page = extract_page(
    ...     b"<title>Ferry stops | The Ferryman</title><h1>Ferry stops</h1><p>By Ada Quill</p>"
    ...     b"<p>The ferry to Orsk has stopped because the river is frozen, its captain said on Monday.</p>"
    ...     b"<p>It will run again in April, or when the ice allows it, whichever is later, she said.</p>"
    ...     b"<div class='newsletter'>Get our newsletter, every morning at six!</div>",
    ...     "ferry.html",
    ... )
    >>> page.text.count("\n\n"), page.title, page.publisher, page.author
    (1, 'Ferry stops', 'The Ferryman', 'Ada Quill')
    """
    decoded = decode_page(raw, where)
    root = parse(decoded.text, where)
    facts = Facts(root, url)
    layout = lay_out(root, facts)
    article = Article(layout, facts.body)
    title = title_of(facts, layout.headline, layout.every)
    publisher = publisher_of(facts, title, layout)
    authors = authors_of(facts, article.margin, publisher)
    article.drop_notes(authors)
    text = "\n\n".join(article.paragraphs)
    check_length(text, where)
    if decoded.encoding == "utf-8" and "\ufffd" in text:
        _refuse_damage(raw, where)
    if not says_something(article.paragraphs):
        no_article(where, "the page has no article" if text else "no text is left beside menus and forms")
    return Page(
        text=text,
        title=title if title and len(title) <= _MAX_TITLE else None,
        publisher=publisher,
        author=", ".join(authors) or None,
        published=published_of(facts, article.margin),
        url=facts.url,
        language=facts.language,
        encoding=decoded.encoding,
    )


def _refuse_damage(raw: bytes, where: str) -> None:
    """Refuse an article with replacement characters in it, unless the page itself writes them."""
    if (at := broken_utf8(raw)) is not None:
        detail = f"the article has bytes that are not UTF-8, the first of the page at byte {at}"
        raise ReportError(where, "broken encoding", detail, "save the page again")

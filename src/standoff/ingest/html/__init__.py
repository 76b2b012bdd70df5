"""The article in a web page: its text, and what the page states about it.

Three readings are laid over one another. What a page's elements are called tells most furniture from
reporting (`furniture`); trafilatura, asked about what is left, says which paragraphs it takes for the
article (`opinion`); and the article is read off the smallest element that holds these paragraphs (`root`,
`choice`).

trafilatura alone does not do, because it votes on paragraphs one by one: it drops one-line quotations, short
paragraphs between long ones, list items and headings, keeps picture captions and "read more" lines that are
long enough, runs paragraphs together where a site parts them by line breaks, and may change what it finds
with the pages it read before. The quotes of the record rest on this text, so a paragraph lost is a statement
lost, and a caption kept is one put into a mouth. The metadata are what the page states, never what could be
guessed: no date from the body, from a copyright line or from a "last updated".

Import this package only where a page is read: lxml and trafilatura come with it.
"""

from standoff.ingest.html.page import Page, extract_page

__all__ = ["Page", "extract_page"]

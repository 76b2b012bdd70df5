"""Full-text search over sentences. A person's query is read here and never reaches SQLite as syntax.

The SQL put together here is all of this program's own; the expression to match is a parameter, and each
word in it stands in quotation marks.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standoff.desk.base import Hit
from standoff.desk.listing import REPORT_ORDER, conditions
from standoff.errors import UsageError
from standoff.model.codec import dumps
from standoff.model.span import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from standoff.desk.base import Filters

MAX_TERMS = 32
MAX_QUERY = 2_000
"""Code points of a query."""

_OPENING, _CLOSING = '"“„', '"”“'


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood.

    Attributes:
        wanted: words and phrases that must be there, each as FTS5 writes a string: in quotation marks,
            with ``*`` after it where it stands for all that begin so.
        unwanted: those that must not be there.
    """

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    def matching(self) -> str:
        """Write the FTS5 expression for a sentence that holds all of it."""
        wanted = " AND ".join(self.wanted)
        return f"({wanted}) NOT ({' OR '.join(self.unwanted)})" if self.unwanted else wanted


def parse_query(query: str) -> Query:
    """Read a query.

    A quotation mark that nothing closes counts for nothing, and so do signs between words.

    Raises:
        UsageError: when there is no word to look for, or too many.

    >>> parse_query('ferry "second round" -port mine*').matching()
    '("ferry" AND "second round" AND "mine"*) NOT ("port")'
    >>> parse_query('NEAR(a b) "unclosed').matching()
    '"NEAR(a" AND "b)" AND "unclosed"'
    """
    if len(query) > MAX_QUERY:
        raise UsageError(f"the query has {len(query)} characters; write it in {MAX_QUERY} or fewer")
    wanted: dict[str, None] = {}
    unwanted: dict[str, None] = {}
    for negated, words, prefix in _terms(query):
        if any(_is_word(char) for char in words):
            kind = unwanted if negated else wanted
            kind[f'"{words}"' + ("*" if prefix else "")] = None
    if not wanted:
        but = " that must be there, beside those that must not" if unwanted else ", with letters or digits"
        raise UsageError(f"there is nothing to search for; name a word{but}")
    if len(wanted) + len(unwanted) > MAX_TERMS:
        raise UsageError(f"the query has more than {MAX_TERMS} words; leave some out")
    return Query(tuple(wanted), tuple(unwanted))


def _terms(query: str) -> list[tuple[bool, str, bool]]:
    """Part a query into terms: whether a minus stands before it, its words, whether a star follows."""
    text = "".join(" " if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in query)
    closed = max(text.rfind(mark) for mark in _CLOSING)  # no phrase can end after this
    terms: list[tuple[bool, str, bool]] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        negated = text[at] == "-"
        at += negated
        end = _phrase_end(text, at) if at < closed and text[at] in _OPENING else -1
        words, at = (text[at + 1 : end], end + 1) if end > 0 else _word(text, at)
        prefix = words.endswith("*") or text[at : at + 1] == "*"
        terms.append((negated, words, prefix))
    around = f"* {_OPENING}{_CLOSING}"
    return [(negated, words.strip(around).replace('"', " "), prefix) for negated, words, prefix in terms]


def _phrase_end(text: str, opening: int) -> int:
    ends = [text.find(mark, opening + 1) for mark in _CLOSING]
    return min((end for end in ends if end > 0), default=-1)


def _word(text: str, start: int) -> tuple[str, int]:
    """Read to the next white space or quotation mark, at least one character."""
    end = start + 1
    while end < len(text) and not text[end].isspace() and text[end] not in _OPENING:
        end += 1
    return text[start:end], end


def _is_word(char: str) -> bool:
    """Tell whether the index makes words of a character, as its tokenizer unicode61 does."""
    return unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co"


def search(found: sqlite3.Connection, query: str, limit: int, filters: Filters | None) -> list[Hit]:
    """Find sentences; see `base.Desk.search`."""
    parsed = parse_query(query)
    hits = _sentences(found, parsed.matching(), limit, filters, None)
    if hits or len(parsed.wanted) == 1 or limit <= 0:
        return hits
    holding = set.intersection(*(_reports(found, term) for term in parsed.wanted))
    for term in parsed.unwanted:
        holding -= _reports(found, term)
    return _sentences(found, " OR ".join(parsed.wanted), limit, filters, sorted(holding))


def _sentences(
    found: sqlite3.Connection, matching: str, limit: int, filters: Filters | None, among: Sequence[str] | None
) -> list[Hit]:
    """Find sentences that match, in the reports given or in all."""
    where, values = conditions(filters, "r.earliest", "r.latest")
    named: dict[str, Any] = {**values, "matching": matching, "limit": min(max(limit, 0), 2**31)}
    if filters is not None and filters.actor is not None:
        where.append(
            "EXISTS (SELECT 1 FROM annotation m WHERE m.report = a.report AND m.layer = 'mention' "
            'AND m."start" >= a."start" AND m."end" <= a."end" AND names_actor(m.body, :actor))'
        )
    if among is not None:
        where.append("a.report IN (SELECT value FROM json_each(:among))")
        named["among"] = dumps(list(among))
    where.append("sentence_words MATCH :matching")
    rows = found.execute(
        'SELECT a.report, a."start", a."end", a.quote FROM sentence_words '
        "JOIN annotation a ON a.row = sentence_words.rowid JOIN dated r ON r.id = a.report "
        f"WHERE {' AND '.join(where)} ORDER BY {REPORT_ORDER}, a.nth LIMIT :limit",
        named,
    )
    return [Hit(report, Span(start, end), quote, among is None) for report, start, end, quote in rows]


def _reports(found: sqlite3.Connection, term: str) -> set[str]:
    rows = found.execute(
        "SELECT DISTINCT a.report FROM sentence_words JOIN annotation a ON a.row = sentence_words.rowid "
        "WHERE sentence_words MATCH ?",
        (term,),
    )
    return {report for (report,) in rows}

"""The parser's named entities, cut to what they name: without titles, stray words and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.knowledge.words import name_words
from standoff.model.codebook import MentionKind
from standoff.model.span import Span
from standoff.stages.titles import titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as Entity
    from spacy.tokens import Token

    from standoff.stages.base import Reading

_KINDS = {
    "PERSON": MentionKind.PERSON,
    "NORP": MentionKind.GROUP,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
    "FAC": MentionKind.PLACE,
    "ORG": MentionKind.ORGANISATION,
}
_HARD_MARKS = frozenset('"“”«»„,;:()[]{}|/\\•·*…<>=+\n\r\t\u2028\u2029')
_OTHER_TAGS = frozenset(
    {"VBD", "VBZ", "VBP", "VB", "MD", "PRP", "PRP$", "RB", "IN", "DT", "WP", "WDT", "WRB", "CC", "TO", "EX"}
)
"""Penn Treebank tags of words that begin or end no person's name."""
_NAME_PART = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`.\-‐‑])*")
_QUOTES = frozenset("'‘’‚‹›")
_DASHES = frozenset({"-", "–", "—", "--"})
MAX_WORDS = 12
"""Words in a name; the parser makes longer ones of lists and menus."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of an entity that may be a name.

    Attributes:
        after_title: whether a title stood before it inside the entity.
    """

    span: Span
    kind: MentionKind
    after_title: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What kind of body a name's last word makes it."""

    kind: MentionKind
    sector: str | None


@cache
def _heads() -> dict[str, Body]:
    return {row["head"]: Body(MentionKind(row["kind"]), row["sector"] or None) for row in rows("bodies")}


def body_of(name: str) -> Body | None:
    """Tell what kind of body a name is the name of, by its last words or those before "of".

    >>> body_of("Port Authority of Varn").sector, body_of("Orlan Vesk")
    ('GOV', None)
    """
    words = name.split()
    ends = [len(words), *(n for n, word in enumerate(words) if word in ("of", "for", "on"))]
    for end in ends:
        for start in range(max(0, end - 4), end):
            found = _heads().get(" ".join(words[start:end]))
            if found is not None and end - start < len(words):
                return found
    return None


def is_body_word(word: str) -> bool:
    """Tell whether a word is what bodies are called: "Ministry", "Bank"."""
    return word in _heads()


def entities(reading: Reading) -> tuple[list[Piece], list[Span]]:
    """Give the pieces of the parser's entities, and the places that it takes for languages."""
    pieces: list[Piece] = []
    languages: list[Span] = []
    if reading.parse is None:
        return pieces, languages
    for offset, doc in reading.parse.pieces():
        for entity in doc.ents:
            kind = _KINDS.get(entity.label_)
            if kind is not None:
                pieces.extend(_pieces(entity, kind, offset))
            elif entity.label_ == "LANGUAGE":
                languages.append(Span(offset + entity.start_char, offset + entity.end_char))
    return pieces, languages


def _pieces(entity: Entity, kind: MentionKind, offset: int) -> Iterator[Piece]:
    tokens = list(entity)
    if any(token.like_url or token.like_email for token in tokens):
        return
    person = kind is MentionKind.PERSON
    by_titles = person or (kind is MentionKind.ORGANISATION and body_of(entity.text) is None)
    run: list[Token] = []
    after_title = False
    for n, token in enumerate(tokens):
        size = _title_at(tokens, n) if by_titles else 0
        if size or _parts(token, person=person) or (run and (token.is_sent_start or _is_dash(tokens, n))):
            yield from _piece(run, kind, offset, after_title=after_title)
            after_title = bool(size) or (after_title and not run)
            run = [token] if not size and token.is_sent_start and not _parts(token, person=person) else []
        else:
            run.append(token)
    yield from _piece(run, kind, offset, after_title=after_title)


def _is_dash(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a token is a dash between words, not a hyphen within one."""
    return tokens[n].text in _DASHES and bool(tokens[n - 1].whitespace_)


def _title_at(tokens: Sequence[Token], n: int) -> int:
    """Tell whether a title stands here with a name after it."""
    word = tokens[n].text
    if not word[0].isupper() or n + 1 == len(tokens):
        return 0
    found = titles().get(word.lower().rstrip("."))
    if found is None or found.use == "role":
        return 0
    # Ranks and honorifics inside a name may be part of it (a surname "King"); before it they are not.
    return int(n == 0 if found.office is None else True)


def _parts(token: Token, *, person: bool) -> bool:
    """Tell whether names end at this token."""
    text = token.text
    if token.is_space or text[0] in _HARD_MARKS or text in _QUOTES or token.tag_ == "POS":
        return True
    if text in name_words("stop") and not (text == "Will" and token.tag_ == "NNP"):
        return True
    if not person:
        return False
    if text.islower():
        return text not in name_words("particle")
    return any(character.isdigit() for character in text)


def _piece(run: list[Token], kind: MentionKind, offset: int, *, after_title: bool) -> Iterator[Piece]:
    person = kind is MentionKind.PERSON or after_title
    while run and _is_stray(run[-1], person=person and len(run) > 1):
        run = run[:-1]
    while run and _is_stray(run[0], person=False):
        run = run[1:]
    if len(run) == 1 and not person and run[0].tag_ in ("NN", "NNS") and run[0].text.istitle():
        return
    if not run or len(run) > MAX_WORDS or not any(token.text[0].isupper() for token in run):
        return
    span = Span(offset + run[0].idx, offset + run[-1].idx + len(run[-1]))
    if len(span) < 2:
        return
    yield Piece(span, MentionKind.PERSON if person else kind, after_title)


def _is_stray(token: Token, *, person: bool) -> bool:
    """Tell whether a token at the edge of a name is no part of it."""
    text = token.text
    if not (text[0].isalnum() or (len(text) > 1 and text[0] in "'’")):
        return True
    if text[0].islower() and not text[1:2].isupper() and "-" not in text:
        return not text.startswith(("al", "el", "bin"))
    return person and token.tag_ in _OTHER_TAGS


def capitalised_run(text: str, start: int, end: int) -> Span | None:
    """Read the name that begins at `start`: capitalised words with particles between them.

    >>> page = "Orlan van Vesk said"
    >>> capitalised_run(page, 0, 19).of(page)
    'Orlan van Vesk'
    """
    at, stop, words = start, start, 0
    while words < 4:
        word = _NAME_PART.match(text, at, end)
        if word is None:
            break
        bare = word[0].rstrip(".'’-") if len(word[0]) > 2 else word[0]
        bare = bare.removesuffix("'s").removesuffix("’s")
        if bare in name_words("stop") or not (bare[:1].isupper() or bare in name_words("particle")):
            break
        if bare[:1].isupper():
            stop, words = at + len(bare), words + 1
        at = word.end()
        if at != stop and bare[:1].isupper():
            break
        if text[at : at + 1] != " ":
            break
        at += 1
    return Span(start, stop) if stop > start else None

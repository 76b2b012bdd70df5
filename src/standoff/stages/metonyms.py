"""Capitals that stand for governments: "Moscow demands", but "in Moscow".

What the sentence does with the name decides (its grammatical role, as in the task of Markert and Nissim,
SemEval-2007). Where the role does not tell, the name is a place: a city too many is a smaller error than
an act that no government did.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge import rows
from standoff.model.codebook import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from standoff.stages.base import Reading
    from standoff.stages.linking import Draft

_PARTNERS = frozenset({"with", "against", "between"})
_TOWARDS = frozenset({"to", "on", "from", "toward", "towards", "for", "by", "upon", "of"})
_BEFORE = re.compile(r"(?:pro|anti)[-‐‑]$", re.IGNORECASE)
_AFTER = re.compile(r"[-‐‑]([a-z]{2,20})")
_DATELINE = re.compile(r"\s{0,2}(?:\(|—|–|--|- )")
_HYPHENS = frozenset("-‐‑–")
_CAPITALISED = re.compile(r"[^\W\d_]{1,30}")
_CAPITALISED_BEFORE = re.compile(r"[^\W\d_]{1,30}$")
_LOOK = 30
_MAX_CHAIN = 4
"""Names joined by "and" that are followed to the first of them."""


def as_governments(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Make governments of the capitals that act or are acted on as such."""
    capitals = [draft for draft in drafts if draft.seat is not None]
    for draft in capitals:
        government = draft.seat
        if government is not None and _acts(reading, draft):
            draft.kind, draft.name, draft.actor = MentionKind.GOVERNMENT, government.name, government
            draft.country, draft.sector = government.country, government.sector


def _acts(reading: Reading, draft: Draft) -> bool:
    text, span = reading.text, draft.span
    sentence = reading.sentence_at(span.start)
    if sentence is None:
        return False
    # An actor column has nothing but the name.
    alone = len(reading.sentences) == 1 and sentence == span
    side = _BEFORE.search(text, max(sentence.start, span.start - 5), span.start)
    if alone or side or _is_paired(reading, draft):
        return True
    joined = _AFTER.match(text, span.end, min(span.end + _LOOK, len(text)))
    if joined is not None:
        return joined[1] in _words("joint")
    if span.start == sentence.start and _DATELINE.match(text, span.end, min(span.end + 5, len(text))):
        return False
    tokens = [token for _, token in reading.tokens(span)]
    heads = [token for token in tokens if token.head not in tokens]
    return len(heads) == 1 and _role_of_government(heads[0])


def _is_paired(reading: Reading, draft: Draft) -> bool:
    """Tell whether another capital is joined to this one: "Varnholm-Teskan relations"."""
    text, named = reading.text, reading.registry.named
    if text[draft.span.end : draft.span.end + 1] in _HYPHENS:
        other = _CAPITALISED.match(text, draft.span.end + 1)
    elif text[max(draft.span.start - 1, 0) : draft.span.start] in _HYPHENS:
        other = _CAPITALISED_BEFORE.search(text, max(draft.span.start - _LOOK, 0), draft.span.start - 1)
    else:
        return False
    return other is not None and any(a.kind is MentionKind.GOVERNMENT for a in named(other[0]))


def _role_of_government(token: Token) -> bool:
    for _ in range(_MAX_CHAIN):
        if token.dep_ != "conj":
            break
        token = token.head
    verb = token.head
    match token.dep_:
        case "nsubj":
            return _does(verb)
        case "nsubjpass" | "dobj":
            return verb.lemma_.lower() in _words("patient verb")
        case "dative":
            return True
        case "poss":
            return not _is_place_noun(verb)
        case "pobj":
            return _follows(verb)
    return False


def _does(verb: Token) -> bool:
    """Tell whether a verb is one whose subject decides or speaks."""
    if verb.pos_ not in ("VERB", "AUX") or verb.lemma_.lower() in _words("place verb"):
        return False
    if verb.lemma_ == "be":
        said = [child for child in verb.children if child.dep_ in ("acomp", "attr", "xcomp", "prep")]
        return any(child.lemma_.lower() in _words("state") or child.tag_ == "VBG" for child in said)
    return True


def _is_place_noun(noun: Token) -> bool:
    if any(child.tag_ == "JJS" for child in noun.children):
        return True
    parts = [noun, *(child for child in noun.children if child.dep_ in ("compound", "amod"))]
    return any(part.lower_ in _words("place noun") for part in parts)


def _follows(preposition: Token) -> bool:
    """Tell whether what a preposition hangs on makes its object a government."""
    word, head = preposition.lower_, preposition.head
    if word in _PARTNERS:
        return True
    if preposition.dep_ == "agent" or (word == "by" and head.pos_ == "NOUN"):
        return True
    if word not in _TOWARDS:
        return False
    lemma = head.lemma_.lower()
    if lemma in _words("government noun") or head.lower_ in _words("government noun"):
        return True
    if word == "to" and lemma in _words("giving verb"):
        return True
    # "impose sanctions on Moscow": the parser may hang the preposition on the verb.
    objects = [child.lower_ for child in head.children if child.dep_ == "dobj"]
    return word in ("on", "to", "from") and any(each in _words("government noun") for each in objects)


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(
        word for row in rows("metonym_words") if row["use"] == use for word in row["words"].split()
    )

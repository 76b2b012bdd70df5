"""What the parser's tree says of a word's place: its role, its clause, the subjects it stands under."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from standoff.knowledge.cues import cue_verbs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_ROLES = {
    **dict.fromkeys(_SUBJECTS, "subject"),
    **dict.fromkeys(("dobj", "dative", "pobj", "oprd"), "object"),
    "poss": "possessive",
}
_JOINS = frozenset({"appos", "conj", "compound", "flat", "nmod"})
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj"})
_INSIDE = frozenset({"poss", "pobj", "prep", "compound", "amod", "appos", "nmod", "conj", "acl", "relcl"})
_LOOSE = frozenset({"according", "for", "as", "after", "before", "since"})
"""Prepositions that join a phrase to the whole sentence: "according to Orlan, she …" may be Orlan."""
_MAX_DEPTH = 40
"""Words that a tree is climbed: deeper is a list or a slip of the parser's."""


def role_of(token: Token | None) -> str:
    """Tell the grammatical role of a name: an apposition and a joined name have that of what they join.

    Returns:
        subject, object, possessive or other.
    """
    for _ in range(5):
        if token is None or token.dep_ not in _JOINS:
            break
        token = token.head
    if token is None:
        return "other"
    return "subject" if _is_slip(token) else _ROLES.get(token.dep_, "other")


def clause_of(token: Token) -> Token:
    """Give the verb whose clause a word stands in, or the root of its tree."""
    for above in islice(token.ancestors, _MAX_DEPTH):
        if is_clause(above):
            return above
        token = above
    return token


def is_clause(token: Token) -> bool:
    """Tell whether a word is the verb of a clause."""
    return token.pos_ in ("VERB", "AUX") and (token.dep_ in _CLAUSES or token.dep_ in ("conj", "xcomp"))


def subject_in(verb: Token) -> Token | None:
    """Give the subject of a clause."""
    found = (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass"))
    return next(found, None) or next((child for child in verb.children if _is_slip(child)), None)


def _is_slip(token: Token) -> bool:
    """Tell a name before a verb that the parser, not knowing it, takes for an adverb."""
    return token.dep_ in ("advmod", "npadvmod", "dep") and token.tag_ == "NNP" and token.i < token.head.i


def governors(token: Token) -> Iterator[Token]:
    """Give the subjects that stand above a word, nearest first: that of its clause, of the clause above.

    A subject's own words stand under the clauses above only: in "his envoy left", "envoy" is none for
    "his". A clause that follows another with "and" has its subject where it has none itself.
    """
    under: Token = token
    for above in islice(token.ancestors, _MAX_DEPTH):
        is_verb = above.pos_ in ("VERB", "AUX")
        if is_verb and under.dep_ == "xcomp":
            # Whom somebody tells to do a thing does it.
            yield from (child for child in above.children if child.dep_ == "dobj" and child.i < under.i)
        subject = subject_in(above) if is_verb else None
        if subject is not None and subject not in (under, token):
            yield subject
        under = above


def around(token: Token) -> Iterator[Token]:
    """Give the nouns whose phrase a word stands in: in "Orlan, her counterpart" both, for "her"."""
    for above in islice(token.ancestors, _MAX_DEPTH):
        if token.dep_ not in _INSIDE or above.pos_ in ("VERB", "AUX"):
            return
        if above.pos_ in ("NOUN", "PROPN"):
            yield above
        token = above


def arguments(token: Token, verb: Token) -> Iterator[Token]:
    """Give a verb's subject and objects beside a word; a verb after "and" shares the subject before it."""
    subject = subject_in(verb) or (subject_in(verb.head) if verb.dep_ == "conj" else None)
    objects = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ not in _LOOSE:
            objects += [each for each in child.children if each.dep_ == "pobj"]
    yield from (word for word in [*([subject] if subject else []), *objects] if word != token)


def antecedent_of(token: Token) -> Token:
    """Give the noun that "who" and "which" stand for in a relative clause; other words as they are."""
    return token.head.head if token.tag_ in ("WP", "WDT") and token.head.dep_ == "relcl" else token


def is_said(verb: Token) -> bool:
    """Tell whether a clause is what a verb of saying takes: in "said it would" "would"."""
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in cue_verbs()


def is_joined(token: Token) -> bool:
    """Tell "Orlan and Varn", which no singular pronoun stands for."""
    return any(child.dep_ == "conj" for child in token.children)


def is_empty(token: Token) -> bool:
    """Tell "it" that stands for nothing: "it is clear that", "it seems", "it took years"."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "expl" or verb.lemma_ in ("seem", "appear", "rain", "snow", "take", "turn", "happen"):
        return True
    if verb.lemma_ not in ("be", "become", "remain", "make", "find"):
        return False
    parts = list(verb.children)
    says = any(part.dep_ in ("acomp", "attr", "oprd") for part in parts)
    follows = any(part.dep_ in ("ccomp", "advcl", "xcomp", "csubj", "relcl") for part in parts)
    return says and (
        follows or any(below.dep_ in ("ccomp", "xcomp", "relcl") for part in parts for below in part.children)
    )

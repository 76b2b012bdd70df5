"""What "it" and "they" stand for: a state, a body or a group that is the subject they stand under."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from standoff.model.codebook import MentionKind
from standoff.stages.discourse import Named
from standoff.stages.grammar import is_said

if TYPE_CHECKING:
    from spacy.tokens import Token

    from standoff.stages.discourse import Discourse, Pronoun

_ONE = frozenset({MentionKind.COUNTRY, MentionKind.GOVERNMENT, MentionKind.ORGANISATION})
_MANY = frozenset({MentionKind.GROUP, MentionKind.GOVERNMENT, MentionKind.ORGANISATION})
_PLURAL = frozenset({"NNS", "NNPS"})
_ALL = _ONE | _MANY
_MAX_BETWEEN = 60
Found = tuple[Named, str] | None


class Bodies:
    """Resolves the pronouns of things and of several."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse

    def of(self, pronoun: Pronoun) -> Found:
        """Give what a pronoun stands for, and why; None unless grammar leaves nothing else.

        Things without names are everywhere, so that the only body named need not be meant; the subject
        of the clause that a pronoun belongs to is nearly always.
        """
        first = next(self._discourse.subjects(pronoun), None)
        if first is None:
            return self._continued(pronoun)
        token, named = first
        if named is None or not self._may_be(pronoun, token, named):
            return None
        if pronoun.case in ("possessive", "reflexive"):
            return named, "pronoun: subject of its clause"
        if pronoun.role == "subject" and is_said(pronoun.clause) and not self._rivals(pronoun, named):
            return named, "pronoun: subject of what it says"
        return None

    def _may_be(self, pronoun: Pronoun, subject: Token, named: Named) -> bool:
        if named.voice != pronoun.voice or named.key in self._discourse.barred(pronoun):
            return False
        several = pronoun.stands == "several" and named.kind is not MentionKind.GROUP
        if several and _is_plural_between(subject, pronoun.token):
            return False
        return self._fits(pronoun, subject, named)

    def _continued(self, pronoun: Pronoun) -> Found:
        """Resolve "It refused." after a sentence whose subject is the only body named in it."""
        if pronoun.role != "subject" or pronoun.clause.dep_ != "ROOT":
            return None
        before = [
            named
            for named in self._discourse.before(pronoun, 1)
            if named.sentence == pronoun.sentence - 1 and named.kind in _ALL and named.voice == pronoun.voice
        ]
        subjects = [
            n for n in before if n.role == "subject" and n.clause is not None and n.clause.dep_ == "ROOT"
        ]
        if len(subjects) != 1 or len({n.key for n in before if n.is_noun}) != 1:
            return None
        named = subjects[0]
        fits = named.is_noun and self._fits(pronoun, None, named)
        return (named, "pronoun: subject of the sentence before") if fits else None

    def _fits(self, pronoun: Pronoun, token: Token | None, named: Named) -> bool:
        kinds = _ONE if pronoun.stands == "body" else _MANY
        if named.kind not in kinds or not named.is_noun or _is_bare(named):
            return False
        plural = token is not None and token.tag_ in _PLURAL
        return not (pronoun.stands == "body" and plural)

    def _rivals(self, pronoun: Pronoun, subject: Named) -> bool:
        """Tell whether another that fits is named between the subject and the pronoun."""
        return any(
            named.at > subject.at and named.key != subject.key and named.is_noun and named.kind in _ALL
            for named in self._discourse.before(pronoun, 0)
        )


def _is_bare(named: Named) -> bool:
    """Tell a description that says of nobody whose: "the government"."""
    return not named.is_told and named.mention is not None and " " not in named.mention.name


def _is_plural_between(subject: Token, pronoun: Token) -> bool:
    """Tell whether a plural stands between a subject and a pronoun, which may then be meant."""
    first, last = sorted((subject.i, pronoun.i))
    return any(token.tag_ in _PLURAL for token in islice(subject.doc[first + 1 : last], _MAX_BETWEEN))

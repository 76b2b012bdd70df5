"""Reporting clauses in the parser's eyes: a cue, its subject, and the words that name the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from standoff.knowledge.cues import cue_phrases, cue_verbs, verbs_after_speech
from standoff.model.annotation import Time
from standoff.model.codebook import Layer, TimeType
from standoff.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from standoff.stages.base import Reading

_OBJECTS = frozenset({"dobj", "pobj", "npadvmod", "attr"})
_BETWEEN = frozenset({"DET", "ADJ", "ADV", "AUX"})
"""Parts of speech that may stand between a cue and the noun that is its source."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NEVER_INVERTED = frozenset({"tell", "inform", "brief", "notify", "address", "accuse", "blame", "urge"})
"""Cues after which stands the one spoken to: there is no "“…,” told Orlan"."""
_SPEAKS_WHEN_PASSIVE = frozenset({"quote", "cite", "hear", "report"})
"""Cues whose passive subject is the one who spoke: "Orlan was quoted as saying"."""
_RELATIVE = frozenset({"who", "which", "that"})
_CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "parataxis", "punct", "acl"})
_PHRASE = re.compile("|".join(re.escape(phrase) for phrase in cue_phrases()), re.IGNORECASE)
_WORD = 20
_BEFORE_PARTICIPLE = frozenset({",", "--", "–", "—", "while", "when"})
_MAX_LEAD = 300
"""Code points of a clause that introduces speech with a colon."""
_MAX_SOURCE = 200
"""Code points. A longer subject is a parse gone wrong; its head's own words stand for it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue with the words that name its source.

    Attributes:
        cue: the cue's words, a negation before it included.
        source: the words that name the source, with their modifiers; None when none are in reach.
        head: the source's head word.
        also: the head words that are joined to it: "Varn" in "Orlan and Varn".
        negated: whether it is said not to have been said.
        token: the cue's token, and `offset` what places its document in the text.
    """

    cue: Span
    source: Span | None
    head: Span | None
    negated: bool
    token: Token
    offset: int
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb that may be a cue; `after_speech` when it is one only directly behind speech."""

    place: Span
    token: Token
    after_speech: bool


class Clauses:
    """Finds reporting clauses in stretches of one report that stand outside quotation marks."""

    def __init__(self, reading: Reading, quoted: Callable[[int], bool]) -> None:
        """Make a finder; `quoted` tells whether a place in the text stands inside a quotation."""
        self._reading = reading
        self._text = reading.text
        self._quoted = quoted
        self._read: dict[int, Clause] = {}
        self._phrases: dict[tuple[Span, int], Clause | None] = {}
        named = [m.span for m in reading.names(offices=True)]
        self._named = sorted(named)
        self._times = [t for t in reading.found.get(Layer.TIME, []) if isinstance(t, Time)]
        self._verbs: list[_Verb] | None = None

    def verbs(self, region: Span, *, after_speech: bool = False) -> Iterator[Clause]:
        """Give the clause of each cue verb in a region, in text order.

        Args:
            region: where to look.
            after_speech: whether the region follows speech, where more verbs attribute.
        """
        known = self._known()
        first = bisect_left(known, region.start, key=lambda verb: verb.place.start)
        last = bisect_left(known, region.end, key=lambda verb: verb.place.start)
        for verb in known[first:last]:
            if after_speech or not verb.after_speech:
                yield self._once(verb.place, verb.token)

    def _known(self) -> list[_Verb]:
        """Give all verbs outside quotations that may be cues, found once: pronouns look back over them."""
        if self._verbs is None:
            pieces = self._reading.parse.pieces() if self._reading.parse is not None else ()
            found = (self._verb(offset, token) for offset, doc in pieces for token in doc)
            self._verbs = [verb for verb in found if verb is not None]
        return self._verbs

    def _verb(self, offset: int, token: Token) -> _Verb | None:
        if token.pos_ not in ("VERB", "AUX") and token.text not in ("Said", "Says"):
            return None
        lemma = token.lemma_.lower()
        always = lemma in cue_verbs() or lemma == "said"
        place = _place(token, offset)
        if not (always or lemma in verbs_after_speech()) or self._quoted(place.start):
            return None
        return _Verb(place, token, after_speech=not always)

    def closing(self, region: Span) -> Iterator[Clause]:
        """Give the clause that a region ends with, whatever part of speech the parser took its cue for."""
        near = Span(max(region.start, region.end - _WORD), region.end)
        tokens = [(s, t) for s, t in self._reading.tokens(near) if t.text[0].isalpha()]
        if tokens and tokens[-1][1].lemma_.lower() in cue_verbs() and not self._quoted(tokens[-1][0].start):
            yield self._once(*tokens[-1])

    def main(self, region: Span) -> Iterator[Clause]:
        """Give the main clauses of a region, whatever their verb: "Orlan made a plea to them:"."""
        if len(region) > _MAX_LEAD:
            return
        for span, token in self._reading.tokens(region):
            head = span.start - token.idx + token.head.idx
            is_top = token.head.i == token.i or not region.start <= head < region.end
            if is_top and token.pos_ == "VERB" and not self._quoted(span.start):
                yield self._once(span, token)

    def names(self, before: Span) -> bool:
        """Tell whether what stands before a quotation makes it a name: "a film called “…”"."""
        near = Span(max(before.start, before.end - _WORD), before.end)
        last = next(reversed([token for _, token in self._reading.tokens(near)]), None)
        if last is not None and last.lower_ == "as" and last.head.lower_ == "known":
            return True
        return (
            last is not None
            and last.tag_ == "VBN"
            and last.dep_ == "acl"
            and not any(child.dep_ == "agent" for child in last.children)
        )

    def phrases(self, region: Span) -> Iterator[Clause]:
        """Give the clause of each phrase such as "according to" in a region."""
        for phrase in _PHRASE.finditer(self._text, region.start, region.end):
            cue = Span(phrase.start(), phrase.end())
            place = (cue, region.end)
            if place not in self._phrases:
                self._phrases[place] = None if self._quoted(cue.start) else self._phrase(cue, region.end)
            clause = self._phrases[place]
            if clause is not None:
                yield clause

    def _phrase(self, cue: Span, end: int) -> Clause | None:
        if cue.end >= end:
            return None
        tokens = islice(self._reading.tokens(Span(cue.end, min(end, cue.end + _MAX_SOURCE))), 12)
        noun = next(((s, t) for s, t in tokens if t.pos_ in ("PROPN", "NOUN", "PRON")), None)
        if noun is None:
            return None
        offset = noun[0].start - noun[1].idx
        source, head = self._phrase_of(_climb(noun[1]), offset, Span(cue.end, end))
        return Clause(cue, source, head, negated=False, token=noun[1], offset=offset)

    def date(self, clause: Clause) -> Time | None:
        """Find the time that the clause itself gives ("said on 14 March", "told reporters on Friday")."""
        sentence = self._reading.sentence_at(clause.cue.start)
        if sentence is None:
            return None
        first = bisect_left(self._times, sentence.start, key=lambda time: time.span.start)
        last = bisect_left(self._times, sentence.end, key=lambda time: time.span.start)
        for time in self._times[first:last]:
            if not _is_placed(time) or self._quoted(time.span.start):
                continue
            token = next((t for s, t in self._reading.tokens(time.span) if s.start >= time.span.start), None)
            for _ in range(5):
                if token is None or token.head.i == token.i:
                    break
                token = token.head
                if token.i == clause.token.i and token.doc is clause.token.doc:
                    return time
                if token.pos_ == "VERB":
                    break
        return None

    def _once(self, span: Span, verb: Token) -> Clause:
        """Read a clause the first time it is asked for: pronouns look back over the same ones."""
        if span.start not in self._read:
            self._read[span.start] = self._clause(span, verb)
        return self._read[span.start]

    def _clause(self, span: Span, verb: Token) -> Clause:
        offset = span.start - verb.idx
        negation = next((child for child in verb.children if child.dep_ == "neg"), None)
        start = span.start
        if negation is not None and negation.i < verb.i:
            aux = next((c for c in verb.children if c.dep_ in ("aux", "neg")), negation)
            start = offset + aux.idx
        sentence = self._reading.sentence_at(span.start)
        limits = sentence or span
        subject = self._subject(verb, offset, limits)
        source, head = self._phrase_of(subject, offset, limits, verb) if subject is not None else (None, None)
        also = self._joined_to(subject, offset, source) if subject is not None and source is not None else ()
        return Clause(Span(start, span.end), source, head, negation is not None, verb, offset, also)

    def _joined_to(self, head: Token, offset: int, source: Span) -> tuple[Span, ...]:
        joined = [token for token in head.conjuncts if token.i > head.i]
        places = [_place(token, offset) for token in joined]
        return tuple(place for place in places if source.holds(place))

    def _subject(self, verb: Token, offset: int, limits: Span) -> Token | None:
        """Find the noun that is the cue's subject: by the parse, or else by what stands beside it."""
        if is_passive(verb) and verb.lemma_.lower() not in _SPEAKS_WHEN_PASSIVE:
            return self._agent(verb, offset, limits)
        governor = _past_relative(verb)
        for _ in range(4):
            subjects = (c for c in governor.children if c.dep_ in _SUBJECTS)
            found = next((c for c in subjects if self._usable(c, offset, limits)), None)
            if found is not None:
                if found.lower_ in _RELATIVE and governor.dep_ == "relcl":
                    named = [governor.head, *(c for c in governor.head.conjuncts if c.i < found.i)]
                    return named[-1] if self._usable(named[-1], offset, limits) else None
                return found
            if governor.dep_ in ("acl", "relcl") and self._usable(governor.head, offset, limits):
                return governor.head
            if governor.dep_ == "pcomp" or _goes_on_reporting(governor):
                governor = governor.head
            elif governor.dep_ not in ("conj", "xcomp", "advcl"):
                break
            if governor.head.i == governor.i:
                break
            governor = governor.head
        return self._beside(verb, offset, limits)

    def _agent(self, verb: Token, offset: int, limits: Span) -> Token | None:
        """Find by whom something was called what it was: "called “reckless” by Orlan"."""
        named = (c for by in verb.children if by.dep_ == "agent" for c in by.children if c.dep_ == "pobj")
        return next((c for c in named if self._usable(c, offset, limits)), None)

    def _beside(self, verb: Token, offset: int, limits: Span) -> Token | None:
        """Find the name or noun right after the cue, or else right before it, where the parse has none."""
        doc = verb.doc
        inverts = verb.tag_ != "VBG" and verb.lemma_.lower() not in _NEVER_INVERTED
        for step in (1, -1) if inverts else (-1,):
            passed = _BETWEEN if step > 0 else _BETWEEN | {"PUNCT"}
            i = verb.i + step
            while 0 <= i < len(doc) and abs(i - verb.i) <= 4 and self._passes(doc[i], offset, passed):
                i += step
            if not 0 <= i < len(doc):
                continue
            named = self._is_named(doc[i], offset)
            token = doc[i] if named else _climb(doc[i])
            if not named and doc[i].pos_ not in ("PROPN", "PRON", "NOUN"):
                continue
            if token.dep_ in _OBJECTS and not (named and step > 0 and _has_no_object(verb)):
                continue
            is_of_another = step > 0 and token.dep_ in _SUBJECTS and token.head.i != verb.i
            if self._usable(token, offset, limits) and not is_of_another:
                return token
        return None

    def _passes(self, token: Token, offset: int, passed: frozenset[str]) -> bool:
        return (
            token.pos_ in passed
            and not self._is_named(token, offset)
            and not (token.pos_ == "PUNCT" and token.text != ",")
        )

    def _is_named(self, token: Token, offset: int) -> bool:
        """Tell whether a token belongs to a mention, whatever part of speech the parser took it for."""
        place = _place(token, offset)
        at = bisect_right(self._named, place.start, key=lambda span: span.start) - 1
        return at >= 0 and self._named[at].holds(place)

    def _usable(self, token: Token, offset: int, limits: Span) -> bool:
        place = offset + token.idx
        return limits.start <= place < limits.end and not self._quoted(place) and token.text[0].isalpha()

    def _phrase_of(
        self, head: Token, offset: int, limits: Span, cue: Token | None = None
    ) -> tuple[Span | None, Span | None]:
        """Give the noun phrase of a head word: unbroken, outside quotations and off the cue's side."""
        doc = head.doc
        left, right = head.i, head.i
        lowest = max(head.left_edge.i, cue.i + 1 if cue is not None and cue.i < head.i else 0)
        highest = min(head.right_edge.i, cue.i - 1 if cue is not None and cue.i > head.i else len(doc) - 1)
        while left > lowest and self._usable_inside(doc[left - 1], offset, limits):
            left -= 1
        shorter: int | None = None
        while right < highest and self._usable_inside(doc[right + 1], offset, limits):
            if shorter is None and doc[right + 1].lower_ in _RELATIVE:
                shorter = right
            right += 1
        start = _place(doc[left], offset).start
        if _place(doc[right], offset).end - start > _MAX_SOURCE and shorter is not None:
            right = shorter
        end = _place(doc[right], offset).end
        place = _place(head, offset)
        if end - start > _MAX_SOURCE:
            start, end = place.start, place.end
        while end > start and not (self._text[end - 1].isalnum() or self._text[end - 1] in ".)"):
            end -= 1
        while start < end and not self._text[start].isalnum():
            start += 1
        return (Span(start, end), place) if start < end else (None, None)

    def _usable_inside(self, token: Token, offset: int, limits: Span) -> bool:
        place = offset + token.idx
        return (
            limits.start <= place < limits.end
            and not self._quoted(place)
            and token.lower_ not in ("“", "”", '"')
        )


def _is_placed(time: Time) -> bool:
    """Tell whether a time has a place in the calendar, or will have one when its anchor has."""
    dated = time.type in (TimeType.DATE, TimeType.TIME)
    return dated and (time.edtf is not None or time.expression is not None)


def _has_no_object(verb: Token) -> bool:
    """Tell cues that nobody can be the object of: the name after "added" is who added it."""
    return cue_verbs().get(verb.lemma_.lower()) == "state"


def _past_relative(verb: Token) -> Token:
    """Lead ", saying" out of a relative clause that the parse hangs it on: it goes on with the sentence."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).lower_ not in _BEFORE_PARTICIPLE:
        return verb
    for above in islice((verb, *verb.ancestors), 8):
        if above.dep_ == "relcl" and above.i < verb.i:
            return next((t for t in above.head.ancestors if t.pos_ in ("VERB", "AUX")), verb)
    return verb


def _goes_on_reporting(verb: Token) -> bool:
    """Tell whether a cue is joined to what another cue reports, though it goes on with that cue.

    In "Orlan says Varn left and said “…”" the parse joins "said" to "left". Only where the same word comes
    again: in "Kesk reports that Varn left and told her “…”" it is as the parse has it.
    """
    joined = verb.head
    outer = joined.head
    return (
        verb.dep_ == "conj"
        and joined.dep_ == "ccomp"
        and joined.lemma_.lower() not in cue_verbs()
        and outer.lemma_.lower() == verb.lemma_.lower()
    )


def is_passive(verb: Token) -> bool:
    """Tell "was called" and "a plan called" from "called" with somebody who calls."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def _place(token: Token, offset: int) -> Span:
    return Span(offset + token.idx, offset + token.idx + len(token))


def _climb(token: Token) -> Token:
    """Go from a name's or phrase's first word to its head word."""
    for _ in range(6):
        if token.dep_ not in ("compound", "amod", "nmod", "poss") or token.head.i <= token.i:
            break
        token = token.head
    return token

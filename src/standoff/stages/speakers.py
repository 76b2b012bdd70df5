"""From the words that name a source to the one who spoke, or to nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model.codebook import MentionKind
from standoff.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from standoff.model.annotation import Mention
    from standoff.stages.base import Reading
    from standoff.stages.clauses import Clause, Clauses

_REACH = 1_500
"""Code points that a pronoun looks back; paragraphs of news are shorter, endless lines are not."""
_STEPS = 4
"""Pronouns that are followed back one to the next before giving up."""
_HEADINGS, _HEADING = 4, 100
"""Lines without a stop that may stand between two paragraphs, and how many code points one may have."""
_ENDS_PARAGRAPH = ".!?…:,\"”’'»)"
_PARTS = re.compile(r"\b(?:of|to|for|by|with|from|in|at|on|who|which|that|whose)\b|['’]s\b|[(\d]")
"""Words between a source's head and a name that part the two."""
_MEDIA = "MED"
"""PLOVER's sector of news media, which relay."""
_SINGULAR = frozenset({"he", "she"})
_SPEAKING_KINDS = frozenset(
    {
        MentionKind.PERSON,
        MentionKind.GOVERNMENT,
        MentionKind.ORGANISATION,
        MentionKind.GROUP,
        MentionKind.COUNTRY,
    }
)
_BODIES = _SPEAKING_KINDS - {MentionKind.PERSON}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke: canonical names and the ids of linked actors, in the same order."""

    names: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    is_outlet: bool = False


NOBODY = Speaker()


class Speakers:
    """Resolves sources in one report, in text order, remembering who spoke last."""

    def __init__(self, reading: Reading, clauses: Clauses, quoted: Callable[[int], bool]) -> None:
        """Make a resolver; `quoted` tells whether a place in the text stands inside a quotation."""
        self._reading = reading
        self._clauses = clauses
        self._quoted = quoted
        mentions = reading.names(offices=True)
        self._mentions = sorted(mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._mentions]
        self._persons = {m.name for m in mentions if m.kind is MentionKind.PERSON}

    def of(self, clause: Clause) -> Speaker:
        """Give the speaker of a clause; several where its source joins several: "Orlan and Varn"."""
        first = self.resolve(clause.source, clause.head)
        others = [self.resolve(clause.source, head) for head in clause.also] if first.names else []
        return _joined([first, *others]) if all(other.names for other in others) else first

    def via(self, clause: Clause) -> tuple[str, ...]:
        """Find the outlet that relays it: "…, according to the agency"; "told the Ledger"."""
        sentence = self._reading.sentence_at(clause.cue.start)
        if sentence is None:
            return ()
        for phrase in self._clauses.phrases(sentence):
            # "the state news agency OTA" is OTA, whichever of its words the parser takes for its head.
            outlets = [m for m in self._within(phrase.source) if m.sector == _MEDIA] if phrase.source else []
            if phrase.cue != clause.cue and outlets:
                return _of(outlets[:1]).names
        for child in clause.token.children:
            if child.dep_ in ("dobj", "dative") and clause.token.lemma_ == "tell":
                place = Span(clause.offset + child.idx, clause.offset + child.idx + len(child))
                outlet = self.resolve(place, place)
                if outlet.is_outlet:
                    return outlet.names
        return ()

    def named_in(self, span: Span) -> bool:
        """Tell whether anybody is named in a span."""
        return bool(self._people(span))

    def labelled(self, label: Span) -> Speaker:
        """Give the one person or body that a label names: "Orlan, foreign minister"."""
        named = [m for m in self._within(label) if m.kind in _SPEAKING_KINDS]
        people = [m for m in named if m.kind is MentionKind.PERSON] or named
        return _of(people) if len({m.name for m in people}) == 1 else NOBODY

    def resolve(self, source: Span | None, head: Span | None) -> Speaker:
        """Give the speaker that a source names; nobody when it names none for sure.

        A person's name counts wherever it stands in the source ("the minister, Ana Orlan"); a body's
        or country's only as the source's head, since "a Varnian official" is not Varn.
        """
        if source is None or head is None:
            return NOBODY
        word = head.of(self._reading.text).lower()
        if word in _SINGULAR:
            return self._antecedent(head)
        inside = self._within(source)
        people = [m for m in inside if m.kind is MentionKind.PERSON]
        named = [m for m in people if self._names_head(m, source, head)]
        if named:
            return _of(named[:1])
        bodies = [m for m in inside if m.kind in _BODIES and m.span.overlaps(head) and m.span.end >= head.end]
        return _of(bodies[:1]) if bodies and not self._is_one_person(head) else NOBODY

    def _is_one_person(self, head: Span) -> bool:
        """Tell "the Texas Republican" and "the Varnian", one unnamed person, from the body of that name."""
        return any(
            token.ent_type_ == "NORP" and token.tag_ not in ("NNPS", "NNS")
            for _, token in self._reading.tokens(head)
        )

    def _names_head(self, person: Mention, source: Span, head: Span) -> bool:
        """Tell whether a person's name is the source's head or stands in apposition to it.

        "Orlan", "spokesman Ivo Karr", "the minister, Ana Orlan" and "Ana Orlan, the minister" are
        named; "the letter that Ana Orlan signed" is not.
        """
        text = self._reading.text
        if person.span.overlaps(head) or person.span.end == head.start:
            return True
        if person.span.start > head.end:
            between = text[head.end : person.span.start]
            return not _PARTS.search(between) or self._closes(person, source, head, between)
        return person.span.start == source.start and text[person.span.end : person.span.end + 1] == ","

    def _closes(self, person: Mention, source: Span, head: Span, between: str) -> bool:
        """Tell whether a name ends a source as its title's holder or as what the source is.

        "Director of Ports Ana Orlan" and "the secretary of the council, Ana Orlan" name who speaks; "an
        aide to the minister, Ana Orlan" need not.
        """
        text = self._reading.text
        title = f"{head.of(text)}{between}".split()
        capitals = all(word[:1].isupper() or word in {"of", "the", "and"} for word in title)
        if capitals and title[-1][:1].isupper() and not title[0].endswith("s"):
            return True
        ends = person.span.end == source.end or text[person.span.end] == ","
        opening = source.of(text)[:4].lower()
        return ends and opening == "the " and between.rstrip()[-1:] == ","

    def _within(self, span: Span) -> list[Mention]:
        first = bisect_left(self._starts, span.start)
        if first and self._mentions[first - 1].span.end > span.start:
            first -= 1
        last = bisect_left(self._starts, span.end)
        return self._mentions[first:last]

    def _antecedent(self, pronoun: Span, steps: int = 0) -> Speaker:
        """Find whom "he" or "she" stands for, when the text leaves one person to choose.

        The source of the reporting clause before it, in its paragraph or the one before, unless somebody
        else has been named since; without such a clause the only person named there.
        """
        block = self._reading.block_at(pronoun.start)
        if block is None or steps > _STEPS:
            return NOBODY
        regions = [Span(block.start, pronoun.start)] if pronoun.start > block.start else []
        before = self._paragraph_before(block)
        for region in [*regions, *([before] if before else [])]:
            near = Span(max(region.start, region.end - _REACH), region.end)
            speaker = self._said_last(near, steps)
            if speaker is not None:
                return speaker
            people = self._people(near)
            after_speech = region.end == pronoun.start and self._quoted(max(pronoun.start - 2, 0))
            if people and after_speech and self._all_in_its_sentence(people, pronoun):
                return self._unless_another(people, before, steps)
            if people:
                in_its_own = region.end == pronoun.start
                return _only(people) if self._stands_alone(people, in_its_own=in_its_own) else NOBODY
        return NOBODY

    def _stands_alone(self, people: list[Mention], *, in_its_own: bool) -> bool:
        """Tell "Orlan" from "the Orlan campaign", where a name is only part of another.

        "Orlan’s ship" names her for a pronoun in its own paragraph, not for one in the next.
        """
        parts = {"compound", "nmod", "amod"} if in_its_own else {"compound", "nmod", "amod", "poss"}
        last = [list(self._reading.tokens(person.span))[-1:] for person in people]
        return any(token.dep_ not in parts for found in last for _, token in found)

    def _all_in_its_sentence(self, people: list[Mention], pronoun: Span) -> bool:
        sentence = self._reading.sentence_at(pronoun.start)
        return sentence is not None and all(sentence.holds(m.span) for m in people)

    def _unless_another(self, people: list[Mention], before: Span | None, steps: int) -> Speaker:
        """Give the one person that the pronoun's own sentence names, unless another was speaking before.

        In "Varn “was furious,” she said" it is likely the other one.
        """
        near = Span(max(before.start, before.end - _REACH), before.end) if before else None
        speaking = self._said_last(near, steps) if near else None
        alone = _only(people)
        return alone if speaking is None or speaking == alone else NOBODY

    def _said_last(self, region: Span, steps: int) -> Speaker | None:
        """Give who speaks in the last reporting clause of a region; None where there is no such clause.

        Nobody when that cannot be told: the clause is an unnamed person's, or someone is named after it.
        """
        for clause in reversed(list(self._clauses.verbs(region))):
            if clause.source is None or clause.head is None or clause.head.end > region.end:
                continue
            is_pronoun = clause.head.of(self._reading.text).lower() in _SINGULAR
            speaker = self._antecedent(clause.head, steps + 1) if is_pronoun else self.of(clause)
            if self.is_person(speaker):
                end = self._end_of(clause)
                since = {m.name for m in self._people(region) if m.span.start > end} - set(speaker.names)
                return speaker if not since else NOBODY
            if is_pronoun or self._is_somebody(clause.head, speaker):
                return NOBODY
        return None

    def _is_somebody(self, head: Span, speaker: Speaker) -> bool:
        """Tell whether an unresolved source may be one person: "a senior official", a name unknown."""
        tags = ("NN", "NNP")
        return not speaker.names and any(token.tag_ in tags for _, token in self._reading.tokens(head))

    def _end_of(self, clause: Clause) -> int:
        sentence = self._reading.sentence_at(clause.cue.start)
        return sentence.end if sentence else clause.cue.end

    def _paragraph_before(self, block: Span) -> Span | None:
        """Give the paragraph before one, past headings and teasers that stand between paragraphs."""
        at = bisect_left(self._reading.blocks, block)
        for before in reversed(self._reading.blocks[max(at - _HEADINGS, 0) : at]):
            if before.of(self._reading.text)[-1] in _ENDS_PARAGRAPH or len(before) > _HEADING:
                return before
        return None

    def _people(self, span: Span) -> list[Mention]:
        return [
            m for m in self._within(span) if m.kind is MentionKind.PERSON and not self._quoted(m.span.start)
        ]

    def is_person(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is one person, named."""
        return len(speaker.names) == 1 and speaker.names[0] in self._persons


def _of(mentions: list[Mention]) -> Speaker:
    names = dict.fromkeys(m.name for m in mentions)
    entities = dict.fromkeys(m.entity for m in mentions if m.entity)
    outlets = all(m.sector == _MEDIA and m.kind is not MentionKind.PERSON for m in mentions)
    return Speaker(tuple(names), tuple(entities), outlets)


def _only(people: list[Mention]) -> Speaker:
    return _of(people[:1]) if len({m.name for m in people}) == 1 else NOBODY


def _joined(speakers: list[Speaker]) -> Speaker:
    names = dict.fromkeys(name for speaker in speakers for name in speaker.names)
    entities = dict.fromkeys(entity for speaker in speakers for entity in speaker.entities)
    return Speaker(tuple(names), tuple(entities), all(speaker.is_outlet for speaker in speakers))

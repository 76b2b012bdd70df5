"""Who takes part in an occasion: the names in the phrases that stand with its noun or verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.knowledge.agenda import agenda_words
from standoff.model.codebook import MentionKind
from standoff.model.span import Span
from standoff.stages.agenda.scene import PARTS, child, climb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from standoff.knowledge.registry import Registry
    from standoff.model.annotation import Mention
    from standoff.stages.agenda.occasions import Occasion
    from standoff.stages.agenda.scene import Scene
    from standoff.stages.agenda.ties import Tie

_BETWEEN = frozenset({"between", "with", "among", "of", "by", "involving", "from"})
_WITH = frozenset({"with", "between", "among", "alongside"})
_WITHIN = frozenset({"of", "from", "between", "among", "and"})
_MEDIA = "MED"
_INVITES = frozenset({"invite", "ask", "urge", "press", "call", "challenge", "order", "want", "expect"})
_HOSTS = frozenset({"host", "mediate", "broker", "facilitate", "moderate", "organise", "organize", "arrange"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_BESIDE = frozenset({"object", "for", "in", "subject"})
_DOES = frozenset({"object", "for", "in", "to", "into"})
_MAX = 24
"""Names in one phrase; a longer list is no list of those who meet."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part.

    Attributes:
        name: canonical.
        entity: the id of the actor, where linked.
        span: where the text says so.
    """

    name: str
    entity: str | None
    span: Span
    kind: MentionKind


class Partakers:
    """Finds parties in one report; remembers the two who were named last."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._pairs: list[tuple[int, tuple[Party, ...]]] = []
        self._number = 0

    def note(self, scene: Scene) -> None:
        """Remember a sentence's two persons or two countries, if it names just two, for "the two"."""
        self._number += 1
        parties = [p for m in scene.mentions if not m.is_reference for p in self._party(m)]
        for kinds in ({MentionKind.PERSON}, _STATES):
            by_name = {p.name: p for p in parties if p.kind in kinds}
            if len(by_name) == 2:
                self._pairs.append((self._number, tuple(by_name.values())))

    def of(self, scene: Scene, occasion: Occasion) -> list[Party]:
        """Give those who take part, in text order, each once."""
        if occasion.is_verb:
            found = list(self._of_verb(scene, occasion))
        elif occasion.is_council:
            found = list(self._in(scene, [occasion.token]))
        elif occasion.frame == "headline":
            found = list(self._in(scene, occasion.token.doc[scene.tokens[0].i : occasion.token.i]))
        else:
            found = list(self._of_noun(scene, occasion)) or list(self._around(scene, occasion))
        return _each_once(found)

    def subject(self, scene: Scene, verb: Token) -> list[Party]:
        """Give who is the subject of a verb, its own or the one it shares."""
        subject = subject_of(verb)
        return _each_once(self._phrase(scene, subject)) if subject is not None else []

    def _of_verb(self, scene: Scene, occasion: Occasion) -> Iterator[Party]:
        verb, visits = occasion.token, occasion.kind == "visit"
        towards = _WITH if visits else _WITH | {"to"}
        yield from self.subject(scene, verb)
        if verb.dep_ == "xcomp" and verb.head.lemma_ in _INVITES:
            yield from self.subject(scene, verb.head)
        for below in verb.children:
            slip = below.dep_ in ("advmod", "npadvmod") and below.i > verb.i and bool(scene.names_at(below))
            if slip or (below.dep_ in ("dobj", "dative", "conj") and below.pos_ in _NOUNS):
                whom = self._phrase(scene, below)
                yield from (p for p in whom if p.kind is MentionKind.PERSON or not visits)
            elif below.dep_ == "agent" or (below.dep_ in ("prep", "dative") and below.lower_ in towards):
                yield from self._behind(scene, below)

    def _behind(self, scene: Scene, preposition: Token) -> Iterator[Party]:
        for noun in _objects(preposition):
            yield from self._phrase(scene, noun)

    def _of_noun(self, scene: Scene, occasion: Occasion) -> Iterator[Party]:
        own = list(self._own(scene, occasion))
        yield from own
        tie = occasion.predicate()
        if tie is None or tie.says in (None, "drop") or len({p.name for p in own if p.kind in _ACTS}) > 1:
            return
        passive = child(tie.verb, "auxpass") is not None
        for below in tie.verb.children:
            beside = below.dep_ == "prep" and below.lower_ in _WITH and tie.place in _BESIDE
            by = below.dep_ == "agent" and passive and tie.says == "tense" and tie.place == "object"
            if beside or by:
                yield from self._behind(scene, below)
            elif below.dep_ == "dobj" and tie.place in ("for", "to"):
                yield from self._phrase(scene, below)
        if tie.place in _DOES and not passive and not self._stands_aside(occasion, tie, own):
            yield from self.subject(scene, tie.verb)

    @staticmethod
    def _stands_aside(occasion: Occasion, tie: Tie, own: list[Party]) -> bool:
        """Tell a host of others' talks, and who calls for a body's meeting, from those who take part."""
        if not own:
            return False
        asks = tie.says == "proposed" and child(occasion.token, "prep") is not None
        return tie.verb.lemma_ in _HOSTS or (
            asks and "with" not in {e.lower_ for e in occasion.token.children}
        )

    def _around(self, scene: Scene, occasion: Occasion) -> Iterator[Party]:
        """Give the parties of a noun that names none: those who do something in it, or of whom it is said.

        "In a meeting on Monday Orlan and Varn discussed", "both sides said they will come to the talks".
        """
        tie = occasion.predicate()
        if tie is not None and tie.place in ("in", "at", "during"):
            found = self.subject(scene, tie.verb)
            if len(found) >= _SEVERAL or occasion.kind in _ADDRESSED:
                yield from found
                return
        for above in climb(occasion.token) if occasion.kind in ("meeting", "conversation", "call") else ():
            if above.pos_ in ("VERB", "AUX"):
                subject = subject_of(above)
                if subject is not None and self._is_pair(subject):
                    yield from self._last_pair(scene, subject)
                    return

    def _own(self, scene: Scene, occasion: Occasion) -> Iterator[Party]:
        """Give the parties in the noun's own phrase: before it, and behind "between" or "with"."""
        nouns = [occasion.token, *(word for word in occasion.words if word.dep_ == "pobj")]
        for noun in nouns:
            before = [each for each in noun.children if each.i < noun.i and each.dep_ in PARTS]
            yield from self._before(scene, occasion, before)
            for below in _prepositions(noun):
                if below.lower_ in _BETWEEN and not (below.lower_ == "of" and noun is not nouns[-1]):
                    yield from self._behind(scene, below)

    def _before(self, scene: Scene, occasion: Occasion, before: list[Token]) -> Iterator[Party]:
        found = list(
            self._in(scene, [part for each in before for part in each.subtree if part.i < occasion.token.i])
        )
        states = {p.name for p in found if p.kind in _STATES}
        found = [p for p in found if p.kind is not MentionKind.GROUP or p.entity is not None]
        topic = [each for each in before if each.dep_ == "compound" and each.tag_ in ("NNP", "NNPS")]
        if len(states) == 1 and topic and occasion.kind in ("meeting", "conversation", "conference"):
            # "The Varn talks" may be about Varn.
            named = {p.name for each in topic for p in self._in(scene, [each])}
            found = [p for p in found if p.name not in named or p.kind not in _STATES]
        yield from found

    def _phrase(self, scene: Scene, noun: Token) -> Iterator[Party]:
        """Give the parties that a noun phrase names; "the two" are those who were named last."""
        tokens = list(_inside(noun))
        found = list(self._in(scene, tokens))
        if found:
            yield from found
        elif self._is_pair(noun) or self._is_theirs(noun):
            yield from self._last_pair(scene, noun)

    def _in(self, scene: Scene, tokens: Iterable[Token]) -> Iterator[Party]:
        inside = {token.i for token in tokens}
        found = [m for m in scene.mentions if scene.head_of(m).i in inside]
        # A description that is linked to nobody says less than the names inside it.
        told = [m for m in found if m.entity or not (m.because or "").startswith("description")]
        if len(found) > _MAX:
            return
        for mention in found:
            inner = [m for m in told if m is not mention and mention.span.holds(m.span)]
            outer = [m for m in told if m is not mention and m.span.holds(mention.span)]
            if outer or (mention not in told and inner) or _names_whose(scene, mention):
                continue
            yield from self._party(mention)

    def _party(self, mention: Mention) -> Iterator[Party]:
        if mention.kind in (MentionKind.PLACE, MentionKind.DOCUMENT) or mention.sector == _MEDIA:
            return
        described = (mention.because or "").startswith("description") and mention.entity is None
        is_people = mention.kind is MentionKind.GROUP and mention.entity is None
        if (described or is_people) and mention.country:
            name = self._registry.country_name(mention.country)
            if name is not None:
                yield Party(name, f"country:{mention.country}", mention.span, MentionKind.COUNTRY)
        elif not described and not (
            mention.is_reference and mention.entity is None and not mention.refers_to
        ):
            yield Party(mention.name, mention.entity, mention.span, mention.kind)

    @staticmethod
    def _is_pair(noun: Token) -> bool:
        words = {noun.lower_, *(each.lower_ for each in noun.children if each.i < noun.i)}
        if noun.lower_ in ("they", "them"):
            return True
        return bool(words & {"two", "both", "pair"}) and str(noun.lemma_).lower() in agenda_words("together")

    @staticmethod
    def _is_theirs(noun: Token) -> bool:
        """Tell "their foreign ministers", those of two states named before."""
        whose = child(noun, "poss")
        return (
            whose is not None
            and whose.lower_ == "their"
            and str(noun.lemma_).lower() in agenda_words("together")
        )

    def _last_pair(self, scene: Scene, noun: Token) -> Iterator[Party]:
        place = scene.place_of(noun)
        reach = _REACH if noun.lower_ not in ("they", "them") else 1
        states = str(noun.lemma_).lower() in agenda_words("states") and noun.lemma_ not in ("party", "side")
        only_states = states or self._is_theirs(noun)
        kinds = _STATES if only_states else _STATES | {MentionKind.PERSON}
        near = [(n, pair) for n, pair in self._pairs if self._number - n <= reach]
        # In one sentence two persons are meant before two states, but by "both countries".
        near.sort(key=lambda found: (-found[0], (found[1][0].kind is MentionKind.PERSON) == states))
        for _, pair in near:
            if pair[0].kind in kinds and all(p.span.start < place.start for p in pair):
                for party in pair:
                    yield Party(party.name, party.entity, place, party.kind)
                return


_SEVERAL = 2
_ADDRESSED = frozenset({"press", "rally", "speech"})
"""Kinds at which one speaks."""
_REACH = 3
"""Sentences that "the two" looks back."""
_STATES = frozenset({MentionKind.COUNTRY, MentionKind.GOVERNMENT})
_ACTS = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.GROUP}) | _STATES


def subject_of(verb: Token) -> Token | None:
    """Give the subject of a verb, or that of the verb whose subject it shares."""
    for _ in range(6):
        own = child(verb, "nsubj", "nsubjpass")
        if own is not None and own.tag_ not in ("WDT", "WP"):
            return own
        if own is not None or verb.dep_ == "acl":
            if (verb.dep_ in ("relcl", "acl") and child(verb, "aux") is None) or own is not None:
                return _first_joined(verb.head) if verb.dep_ in ("relcl", "acl") else None
            # "Plans to meet" are somebody's, or the subject's of "has plans".
            whose = child(verb.head, "poss")
            return whose if whose is not None else _subject_above(verb.head)
        if verb.dep_ == "xcomp" and verb.head.lemma_ in _INVITES:
            invited = child(verb.head, "dobj", "dative")
            if invited is not None and invited.i < verb.i:
                return invited
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "aux", "ccomp") or verb.head.i == verb.i:
            return None
        verb = verb.head if verb.dep_ != "pcomp" and verb.head.pos_ != "ADJ" else verb.head.head
    return None


def _first_joined(noun: Token) -> Token:
    """Give the first of "Orlan and Varn, who met": the clause is of both."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i < noun.i:
        noun = noun.head
    return noun


def _subject_above(noun: Token) -> Token | None:
    verb = noun.head
    return child(verb, "nsubj") if noun.dep_ == "dobj" else None


def _objects(preposition: Token) -> list[Token]:
    return [each for each in preposition.children if each.dep_ in ("pobj", "pcomp")]


def _prepositions(noun: Token) -> Iterator[Token]:
    """Give the prepositions behind a noun, those too that the parser hangs on a time or place between."""
    stack = [each for each in noun.children if each.i > noun.i]
    for _ in range(40):
        if not stack:
            return
        token = stack.pop(0)
        if token.dep_ in ("prep", "agent"):
            yield token
            if token.lower_ in ("in", "at", "on", "over", "about"):
                stack.extend(
                    below for each in _objects(token) for below in each.children if below.dep_ == "prep"
                )
        elif token.dep_ in ("npadvmod", "tmod", "appos", "nmod", "dep"):
            stack.extend(below for below in token.children if below.dep_ == "prep")


_PHRASE = PARTS | {"conj", "appos", "cc", "pobj", "pcomp"}


def _inside(noun: Token) -> Iterator[Token]:
    """Give the words of a noun phrase, without the clauses and places that hang on it."""
    stack = [noun]
    for _ in range(120):
        if not stack:
            return
        token = stack.pop(0)
        yield token
        stack.extend(
            below
            for below in token.children
            if below.dep_ in _PHRASE or (below.dep_ == "prep" and below.lower_ in _WITHIN)
        )


def _names_whose(scene: Scene, mention: Mention) -> bool:
    """Tell the country in "Halvenia's foreign minister, Ana Orlan": the phrase is about her."""
    if _stands_before_name(scene, mention):
        return True
    if mention.kind is MentionKind.PERSON:
        return False
    token = scene.head_of(mention)
    for _ in range(6):
        if token.dep_ == "pobj" and token.head.lower_ in ("of", "from"):
            token = token.head.head
        elif token.dep_ in ("compound", "nmod", "amod", "poss", "appos"):
            token = token.head
        else:
            return False
        beside = [each for each in token.children if each.dep_ == "appos" and each.i > token.i]
        for other in [name for each in (token, *beside) for name in scene.names_at(each)]:
            is_told = other.entity is not None or not other.is_reference
            if other is not mention and is_told and not other.span.overlaps(mention.span):
                return other.kind is MentionKind.PERSON
    return False


def _stands_before_name(scene: Scene, mention: Mention) -> bool:
    """Tell "Halvenian" in "his Halvenian counterpart Ana Orlan", and "Varn" in "Varn aide Ilya Korst"."""
    after = (m for m in scene.mentions if m.span.start > mention.span.end and m.kind is MentionKind.PERSON)
    name = next((m for m in after if not m.is_reference), None)
    if name is None or name.span.start - mention.span.end > _MAX_TITLE:
        return False
    between = scene.within(Span(mention.span.end, name.span.start))
    return bool(between) and all(each.pos_ in _TITLE for each in between)


_MAX_TITLE = 60
"""Code points of an office between a country and a name."""
_TITLE = frozenset({"NOUN", "PROPN", "ADJ", "PART"})


def _each_once(parties: Iterable[Party]) -> list[Party]:
    found: dict[str, Party] = {}
    for party in sorted(parties, key=lambda p: p.span):
        found.setdefault(party.name, party)
    return list(found.values())

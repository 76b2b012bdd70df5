"""Which times and places of a sentence belong to which of its occasions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from standoff.knowledge.agenda import agenda_clauses, agenda_words
from standoff.model.codebook import MentionKind, Tense
from standoff.model.partial_date import PartialDate
from standoff.stages.agenda.scene import ON_MAPS, child, climb
from standoff.stages.agenda.ties import lemma_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from standoff.model.annotation import Mention
    from standoff.stages.agenda.occasions import Occasion
    from standoff.stages.agenda.scene import Scene, When

_NEW = frozenset({"to", "until", "till", "for"})
_OLD = frozenset({"from"})
_NOT_AT = frozenset({"since", "before", "after", "until", "till", "following"})
"""Prepositions that put an occasion somewhere else than at the time behind them."""
_FIRST = frozenset({"originally", "initially", "previously", "first", "earlier", "tentatively"})
_FIXES = frozenset({"schedule", "set", "plan", "slate", "due", "expect", "fix", "tentatively"})
_AT = frozenset({"in", "at", "to", "outside", "near", "inside", "on"})
_PLACED = frozenset({"visit", "travel", "fly", "tour"})
_WHO = frozenset({MentionKind.PERSON, MentionKind.GOVERNMENT, MentionKind.COUNTRY, MentionKind.GROUP})
_WHO |= {MentionKind.ORGANISATION}
_DECIDED = frozenset({"proposed", "postponed", "cancelled", "moved", "scheduled"})


@dataclass(slots=True)
class Belongings:
    """What belongs to one occasion.

    Attributes:
        at: its times, in text order.
        new: the times that it was moved to.
        before: the times that it was to be at first.
        places: where it is, nearest first.
    """

    at: list[When] = field(default_factory=list)
    new: list[When] = field(default_factory=list)
    before: list[When] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A word through which a time belongs to an occasion.

    Attributes:
        own: whether it stands in the noun's own phrase.
        says: what the verb says of the occasion.
        shared: whether the verb is another event, at the same time and place: "said at the talks".
    """

    occasion: Occasion
    own: bool
    says: str | None = "tense"
    verb: Token | None = None
    shared: bool = False


class Owners:
    """Gives out the times and places of one sentence, each to one occasion at most."""

    def __init__(self, scene: Scene, occasions: Sequence[Occasion], published: PartialDate | None) -> None:
        """Give out; `published` tells a time to come from one that is over."""
        self._scene = scene
        self._published = published
        self._occasions = occasions
        self._anchors: dict[int, list[_Anchor]] = {}
        for occasion in occasions:
            self._anchor(occasion)
        self.of: dict[int, Belongings] = {each.token.i: Belongings() for each in occasions}
        self._give_times()
        self._give_places()

    def _anchor(self, occasion: Occasion) -> None:
        for word in occasion.words:
            self._put(word, _Anchor(occasion, own=True))
        if occasion.is_verb:
            verb = occasion.token
            if (
                verb.dep_ == "relcl"
                and lemma_of(verb.head) in ("time", "occasion")
                and verb.head.head.lemma_ == "be"
            ):
                self._put(verb.head.head, _Anchor(occasion, own=True))
            return
        light = occasion.token
        while (
            light.dep_ == "pobj"
            and light.head.lower_ == "of"
            and lemma_of(light.head.head) in agenda_words("light")
        ):
            light = light.head.head
            self._put(light, _Anchor(occasion, own=True))
        for tie in occasion.ties:
            same = tie.place in agenda_words("same day")
            if tie.says is None and not tie.own and not same:
                continue
            self._put(tie.verb, _Anchor(occasion, tie.own, tie.says or "tense", tie.verb, tie.says is None))

    def _put(self, token: Token, anchor: _Anchor) -> None:
        self._anchors.setdefault(token.i, []).append(anchor)

    def _give_times(self) -> None:
        left: list[When] = []
        for when in self._scene.times:
            if _is_subject(when.head):
                continue
            anchor = self._owner(when.head, when)
            if anchor is None or not self._take(anchor, when):
                left.append(when)
        for when in left:
            self._give_to_nearest(when)
        for occasion in self._occasions:
            mine = self.of[occasion.token.i]
            for each in (mine.at, mine.new, mine.before):
                each.sort(key=lambda w: w.time.span)

    def _owner(self, token: Token, when: When | None = None) -> _Anchor | None:
        """Climb from a word to the occasion that it belongs to."""
        for above in climb(token):
            if not self._scene.holds(above):
                return None
            found = self._anchors.get(above.i)
            if found is not None:
                return self._choose(found, token)
            if above.dep_ == "acomp" and above.head.i in self._anchors:
                return self._choose(self._anchors[above.head.i], token)
            if above.dep_ == "acl" and above.tag_ == "VBN" and above.lemma_ in _FIXES:
                continue
            if above.pos_ in ("VERB", "AUX", "ADJ"):
                return self._below(above, token)
            if above.pos_ in ("NOUN", "PROPN") and not self._is_passed(above, when is not None):
                return None
        return None

    def _choose(self, found: Sequence[_Anchor], token: Token) -> _Anchor:
        """Of the occasions that hang on one verb take the verb's own, else the last one before the word."""
        for anchor in found:
            if anchor.occasion.is_verb:
                return anchor
        before = [each for each in found if each.occasion.token.i < token.i]
        return max(before, key=lambda each: each.occasion.token.i) if before else found[0]

    def _below(self, verb: Token, token: Token) -> _Anchor | None:
        """Read "is due on Monday to meet": the time stands with the word that the verb hangs on."""
        fixes = agenda_clauses().get(("verb", verb.lemma_)) == "scheduled" or verb.lemma_ == "be"
        if not fixes and agenda_clauses().get(("adjective", verb.lemma_)) != "scheduled":
            return None
        if verb.tag_ == "VBD" and verb.lemma_ != "be":
            return None
        below = child(verb, "xcomp")
        found = self._anchors.get(below.i) if below is not None else None
        return self._choose(found, token) if found else None

    def _is_passed(self, noun: Token, is_time: bool) -> bool:
        """Tell a noun that a time may hang on without being its: "in the port on Monday"."""
        if self._scene.time_at(noun) is not None:
            return True
        who = any(m.kind in _WHO for m in self._scene.names_at(noun)) or lemma_of(noun) in agenda_words(
            "together"
        )
        if noun.dep_ in ("pobj", "conj", "appos", "dobj") and who:
            first = noun
            while first.dep_ in ("conj", "appos"):
                first = first.head
            return first.dep_ == "dobj" or first.head.lower_ in ("with", "between", "of", "by")
        if self._scene.is_place(noun) and noun.dep_ in (
            "pobj",
            "appos",
            "conj",
            "compound",
            "npadvmod",
            "dobj",
        ):
            return is_time or noun.dep_ in ("appos", "compound")
        return (
            is_time
            and noun.dep_ in ("npadvmod", "appos")
            and noun.lemma_ in ("time", "day", "evening", "morning")
        )

    def _take(self, anchor: _Anchor, when: When) -> bool:
        """Take a time for an occasion, or as none of its own: when something was decided of it."""
        mine = self.of[anchor.occasion.token.i]
        where = when.preposition
        if anchor.says in ("moved", "postponed"):
            _take_moved(mine, when)
            return True
        if anchor.says in _DECIDED and anchor.verb is not None and not self._is_set(anchor, when):
            return True
        until = anchor.occasion.kind == "deadline" and where in ("until", "till")
        start = when.time.span.start
        if (
            self._scene.text[max(start - _INSTEAD, 0) : start]
            .rstrip()
            .endswith(("instead of", "rather than"))
        ):
            mine.before.append(when)
            return True
        if (where in _NOT_AT and not until) or _is_denied(when):
            return True
        verb = anchor.verb
        is_first = verb is not None and any(each.lower_ in _FIRST for each in verb.children)
        moved = any(
            tie.says in ("postponed", "moved") for tie in anchor.occasion.ties if tie.verb is not verb
        )
        if is_first and anchor.own:
            mine.before.append(when)
        elif moved and not anchor.own and anchor.says == "tense":
            mine.new.append(when)
        else:
            mine.at.append(when)
        return True

    def _is_set(self, anchor: _Anchor, when: When) -> bool:
        """Tell the time that something is set for from the time at which it was set."""
        verb, where = anchor.verb, when.preposition
        if verb is None or where == "for" or (where in ("in", "on", "at") and anchor.own):
            return True
        is_fixed = verb.lemma_ in _FIXES and (anchor.own or verb.tag_ == "VBN")
        if is_fixed and (where or when.time.tense is not Tense.PAST):
            return True
        return when.head.i > anchor.occasion.token.i and self._is_to_come(when)

    def _is_to_come(self, when: When) -> bool:
        if when.time.edtf is None or self._published is None:
            return when.time.tense is Tense.FUTURE
        return PartialDate(when.time.edtf).earliest > self._published.latest

    def _give_to_nearest(self, when: When) -> None:
        """Give a time that the parser hangs elsewhere to the occasion right before it."""
        before = [o for o in self._occasions if o.token.i < when.head.i]
        if not before or when.preposition in _NOT_AT:
            return
        nearest = before[-1]
        if self.of[nearest.token.i].at:
            return
        between = nearest.token.doc[nearest.token.i + 1 : when.head.i]
        if len(between) > _FAR or any(self._parts(token) for token in between):
            return
        self.of[nearest.token.i].at.append(when)

    def _parts(self, token: Token) -> bool:
        if self._scene.names_at(token) or self._scene.time_at(token) is not None:
            return False
        return token.pos_ not in ("ADP", "DET", "ADJ", "ADV", "PART") and token.text != "-"

    # Places

    def _give_places(self) -> None:
        for mention in self._scene.mentions:
            head = self._scene.head_of(mention)
            if mention.is_reference or not self._scene.is_place(head):
                continue
            if mention.kind not in ON_MAPS:
                # "The summit in Varnholm, put off by" names the town, whatever else it stands for.
                mention = replace(mention, name=mention.span.of(self._scene.text))  # noqa: PLW2901
            occasion = self._placed_before(head, mention) or self._placed_behind(head)
            if occasion is not None:
                self.of[occasion.token.i].places.append(mention)

    def _placed_before(self, head: Token, mention: Mention) -> Occasion | None:
        """Read "the Geneva talks": a town, since a country there is a party or a topic."""
        if mention.kind is not MentionKind.PLACE or head.dep_ not in ("compound", "poss", "nmod", "amod"):
            return None
        for above in climb(head):
            found = [a for a in self._anchors.get(above.i, []) if a.own and above.i > head.i]
            if found:
                is_party = found[0].occasion.is_verb or above.pos_ == "VERB"
                return None if is_party else found[0].occasion
            if above.dep_ not in ("compound", "nmod"):
                return None
        return None

    def _placed_behind(self, head: Token) -> Occasion | None:
        if head.dep_ == "dobj":
            found = [
                a
                for a in self._anchors.get(head.head.i, [])
                if a.occasion.is_verb and head.head.lemma_ in _PLACED
            ]
            return found[0].occasion if found else None
        if head.dep_ != "pobj" or head.head.lower_ not in _AT:
            return None
        to = head.head.lower_ == "to"
        anchor = self._owner(head.head)
        if anchor is None or (anchor.shared and head.i < anchor.occasion.token.i):
            return None
        if (
            to
            and anchor.occasion.kind != "visit"
            and not (anchor.verb is not None and anchor.verb.lemma_ == "move")
        ):
            return None
        verb = anchor.verb
        decides = anchor.says in _DECIDED and verb is not None and verb.tag_ != "VBN"
        return None if decides and not anchor.own and anchor.says != "moved" else anchor.occasion


_INSTEAD = 14
"""Code points before a time in which "instead of" stands."""
_FAR = 8
"""Words between an occasion and a time that belongs to it against the parser's word."""


def _take_moved(mine: Belongings, when: When) -> None:
    if when.preposition in _OLD:
        mine.before.append(when)
    elif when.preposition in _NEW:
        mine.new.append(when)


def _is_denied(when: When) -> bool:
    """Tell "on Monday, not on Tuesday"."""
    first = when.head.head if when.preposition else when.head
    return first.i > 0 and first.nbor(-1).lower_ == "not"


def _is_subject(head: Token) -> bool:
    """Tell "this week begins with talks on Monday", whose week is no time of the talks."""
    if head.dep_ in ("nsubj", "nsubjpass"):
        return True
    verb = head.head
    return (
        head.dep_ == "npadvmod"
        and head.i < verb.i
        and verb.pos_ == "VERB"
        and child(verb, *_SUBJECTS) is None
    )


_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")

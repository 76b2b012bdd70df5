"""The words of a sentence that name an occasion, and the verbs that they hang on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from standoff.knowledge.agenda import agenda_words, occasion_verbs, occasion_words
from standoff.model.codebook import MentionKind
from standoff.stages.agenda.scene import ON_MAPS, child
from standoff.stages.agenda.senses import is_meant
from standoff.stages.agenda.ties import Tie, lemma_of, says, ties_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from standoff.stages.agenda.scene import Scene

_ALONE = frozenset({"meeting", "exercise", "conference", "vote", "signing", "ceremony"})
"""Kinds that may be the last word of a name: "the Sable Straits Conference"."""
TWO_SIDED = frozenset({"meeting", "conversation", "call"})
"""Kinds that need two sides."""
_TALKS = frozenset({"talk", "negotiation", "discussion", "consultation", "voting", "meeting"})


@dataclass(slots=True)
class Occasion:
    """A noun or verb that may be an occasion.

    Attributes:
        token: the noun or the verb.
        words: its words, in text order.
        noun: what it is called, in the singular and without article.
        kind: see ``agenda_words.tsv``.
        ties: the verbs that a noun hangs on; none for a verb.
        frame: what a verb needs beside it; None for a noun.
    """

    token: Token
    words: list[Token]
    noun: str
    kind: str
    ties: list[Tie] = field(default_factory=list)
    frame: str | None = None

    @property
    def is_verb(self) -> bool:
        """Whether it is named by a verb."""
        return self.frame not in (None, "council", "headline")

    @property
    def is_council(self) -> bool:
        """Whether a body stands for its meeting."""
        return self.frame == "council"

    def predicate(self) -> Tie | None:
        """Give the verb above it."""
        return next((tie for tie in self.ties if not tie.own), None)


def occasions(scene: Scene) -> list[Occasion]:
    """Find what may be an occasion in a sentence, in text order."""
    found: list[Occasion] = []
    for token in scene.tokens:
        if not (_may_be(token) or (token.dep_ == "pobj" and token.pos_ == "PROPN")):
            continue
        made = _noun(scene, token) or _headline(scene, token) or _verb(token) or _council(scene, token)
        if made is not None:
            found.append(made)
    taken = {word.i for each in found for word in each.words if word.i != each.token.i}
    return [each for each in found if each.token.i not in taken]


def _may_be(token: Token) -> bool:
    word = token.lower_
    return token.lemma_.lower() in _triggers() or word in _triggers() or word.removesuffix("s") in _triggers()


@cache
def _triggers() -> frozenset[str]:
    """Give every word that an occasion can be found at."""
    return frozenset(
        {w.rpartition(" ")[2] for w in occasion_words()} | {*occasion_verbs()} | agenda_words("tells")
    )


def _noun(scene: Scene, token: Token) -> Occasion | None:
    if token.pos_ not in ("NOUN", "PROPN") or not scene.holds(token.head):
        return None
    word, words = _called(scene, token)
    if word is None or _is_part(token) or _is_in_name(scene, token, occasion_words()[word].kind):
        return None
    entry = occasion_words()[word]
    plural = token.tag_ in ("NNS", "NNPS") or (token.tag_ == "NNP" and token.lower_ == f"{word}s")
    if (plural and entry.plural == "no") or (not plural and entry.plural == "only"):
        return None
    if not is_meant(scene, token, word) or _is_generic(token):
        return None
    name = entry.word
    if word == "round":
        name = " ".join(each.lower_ for each in words)
    elif plural and entry.plural == "some":
        name = f"{entry.word}s"
    return Occasion(token, words, name, entry.kind, list(ties_of(token)))


def _called(scene: Scene, token: Token) -> tuple[str | None, list[Token]]:
    """Give the word of the list, and the tokens of it: "phone call", "round of talks"."""
    lemma = lemma_of(token)
    before = token.nbor(-1) if token.i > scene.tokens[0].i else None
    if before is not None and f"{before.lower_} {lemma}" in occasion_words():
        return f"{before.lower_} {lemma}", [before, token]
    if lemma not in occasion_words():
        return None, []
    if lemma == "round":
        of = child(token, "prep")
        what = child(of, "pobj") if of is not None and of.lower_ == "of" else None
        if what is None or lemma_of(what) not in _TALKS or what.i - token.i > 4:
            return None, []
        return lemma, list(token.doc[token.i : what.i + 1])
    words = [token]
    while words[0].i > scene.tokens[0].i and _is_in_word(scene, words[0].nbor(-1), token):
        words.insert(0, words[0].nbor(-1))
    return lemma, words


def _is_in_word(scene: Scene, before: Token, token: Token) -> bool:
    plain = before.pos_ == "NOUN" and before.lower_ == before.text and before.text.isalpha()
    if before.i > 0 and before.nbor(-1).text in ("-", "–"):
        return False
    joined = before.dep_ == "compound" and before.head.i == token.i
    return plain and joined and not scene.names_at(before) and scene.time_at(before) is None


def _is_part(token: Token) -> bool:
    """Tell "summit" in "the summit venue", which is no occasion itself."""
    return token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i and token.head.pos_ != "VERB"


def _is_in_name(scene: Scene, token: Token, kind: str) -> bool:
    """Tell a word of a body's or a person's name; the name of a conference is an occasion's."""
    for mention in scene.names_at(token):
        if mention.is_reference and mention.entity is None:
            continue
        ends = scene.within(mention.span)[-1].i == token.i
        is_free = mention.entity is None and mention.kind is MentionKind.ORGANISATION
        if not (ends and is_free and kind in _ALONE):
            return True
    return False


def _is_generic(token: Token) -> bool:
    words = {
        each.lower_ for each in token.children if each.i < token.i and each.dep_ in ("det", "neg", "amod")
    }
    return bool(words & agenda_words("generic"))


def _headline(scene: Scene, token: Token) -> Occasion | None:
    """Read "Orlan, Varn Meet as Fleet Leaves", whose verb the parser may take for a name."""
    entry = occasion_verbs().get(token.lower_)
    if (
        entry is None
        or entry.frame != "with"
        or scene.text[scene.span.end - 1] == "."
        or len(scene.mentions) < 2
    ):
        return None
    before = [m for m in scene.mentions if m.span.end <= scene.place_of(token).start]
    if len(before) != _TWO or any(m.kind is MentionKind.PLACE for m in before):
        return None
    one, two = before
    joined = scene.text[one.span.end : two.span.start].strip() in (",", "and", "&")
    if not joined or scene.text[two.span.end : scene.place_of(token).start].strip():
        return None
    return Occasion(token, [token], entry.noun, entry.kind, [], "headline")


_TWO = 2


def is_by_phone(verb: Token) -> bool:
    """Tell whether something is said by phone."""
    return any(
        below.lower_ in agenda_words("by phone")
        for each in verb.children
        if each.dep_ in ("prep", "agent")
        for below in each.children
    )


def _verb(token: Token) -> Occasion | None:
    entry = occasion_verbs().get(str(token.lemma_).lower())
    if (
        entry is None
        and token.pos_ == "VERB"
        and token.lemma_ in agenda_words("tells")
        and is_by_phone(token)
    ):
        return Occasion(token, [token], "phone call", "call", [], "with")
    # A plural before it makes the parser take "meet" for a noun, with a subject all the same.
    is_slip = token.tag_ == "NN" and token.dep_ == "ROOT" and child(token, "nsubj") is not None
    if entry is None or (token.pos_ != "VERB" and not is_slip):
        return None
    if child(token, "auxpass") is not None and entry.frame not in ("treaty", "person"):
        return None
    return Occasion(token, [token], entry.noun, entry.kind, [], entry.frame)


def _council(scene: Scene, token: Token) -> Occasion | None:
    """Read a body that stands for its meeting: "the talks move to the Littoral Council on Monday"."""
    if token.dep_ != "pobj" or token.head.dep_ != "prep":
        return None
    verb, place = token.head.head, token.head.lower_
    if scene.is_place(verb):
        # "Ends in the port at the Council": the second phrase is of the verb too.
        verb = verb.head.head if verb.dep_ == "pobj" else verb
    if says(place, verb) != "tense" or place not in ("to", "at", "with", "in"):
        return None
    bodies = [
        m for m in scene.names_at(token) if m.kind is MentionKind.ORGANISATION and m.kind not in ON_MAPS
    ]
    first = verb
    while first.dep_ == "conj" and scene.holds(first.head):
        first = first.head
    if "VERB" not in (verb.pos_, first.pos_):
        return None
    early = [each for each in first.children if each.i < first.i]
    subject = child(first, "nsubj") or next((each for each in early if each.dep_ == "npadvmod"), None)
    if not bodies or subject is None or lemma_of(subject) not in agenda_words("itinerary"):
        return None
    return Occasion(
        token, scene.within(bodies[0].span), "meeting", "meeting", [Tie(verb, place, "tense")], "council"
    )

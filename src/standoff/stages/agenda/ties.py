"""The verbs that a noun for an occasion hangs on, and what they say of whether it takes place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.knowledge.agenda import agenda_cues, agenda_words, occasion_words
from standoff.stages.agenda.scene import child, climb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Tie:
    """A verb that a noun for an occasion hangs on.

    Attributes:
        verb: the verb.
        place: as in ``agenda_cues.tsv``: object, subject, agent, or a preposition.
        says: what such a verb says of it; None for verbs that say nothing of whether it takes place.
        own: whether the verb only says more of the noun: "talks held in the port".
    """

    verb: Token
    place: str
    says: str | None
    own: bool = False


def lemma_of(token: Token) -> str:
    """Give a token's lemma; a capital makes the parser keep the plural of a noun ("Talks")."""
    lemma = str(token.lemma_).lower()
    if token.tag_ in ("NNP", "NNPS") and lemma not in occasion_words():
        return lemma.removesuffix("s") if lemma.endswith("s") else lemma
    return lemma


def ties_of(token: Token) -> Iterator[Tie]:
    """Give the verbs that a noun hangs on: those that say more of it, then the one above it."""
    for below in token.children:
        if below.dep_ in ("acl", "relcl") and below.i > token.i:
            said, how = _inmost(below, _place_in(below))
            yield Tie(said, how, says(how, said), own=True)
    verb, place = tie(token)
    if verb is None:
        return
    if place in ("subject", "object"):
        verb, place = _inmost(verb, place)
    yield Tie(verb, place, says(place, verb))
    for below in verb.children:
        # "The talks were put off and will now open on Friday": the second verb says more.
        if below.dep_ == "conj" and below.i > verb.i and child(below, "nsubj", "nsubjpass") is None:
            how = "object" if child(below, "auxpass") is not None else "subject"
            if place in ("subject", "object") and token.i < verb.i and says(how, below) is not None:
                yield Tie(below, how, says(how, below))


def _inmost(verb: Token, place: str) -> tuple[Token, str]:
    """Go from "is due to be held" to "held", the verb that says what becomes of its subject."""
    if place not in ("subject", "object"):
        return verb, place
    for _ in range(3):
        adjective = child(verb, "acomp")
        below = child(verb, "xcomp")
        if below is None and adjective is not None:
            below = child(adjective, "xcomp")
        if below is None or below.i < verb.i:
            break
        if place == "object" and child(verb, "auxpass") is None and verb.tag_ != "VBN":
            break
        inner = "object" if child(below, "auxpass") is not None else "subject"
        if says(inner, below) is None:
            break
        verb, place = below, inner
    return verb, place


def _place_in(verb: Token) -> str:
    """Tell what a noun is to the verb of a clause that says more of it."""
    if verb.dep_ == "acl":
        is_object = verb.tag_ == "VBN" or child(verb, "auxpass") is not None
        return "object" if is_object else "subject"
    subject = child(verb, "nsubj")
    if subject is not None and subject.tag_ in ("WDT", "WP"):
        return "subject"
    # "A call in which she offered talks" says nothing of whether there was a call.
    other = child(verb, "dobj")
    if other is not None and other.tag_ not in ("WDT", "WP"):
        return ""
    return "object"


def tie(token: Token) -> tuple[Token | None, str]:
    """Give the verb above a noun and how the noun stands with it, through "a round of" and "and"."""
    for _ in range(5):
        if token.dep_ in ("conj", "appos") and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
        elif _is_of_light(token):
            token = token.head.head
    above = token.head
    if above.i == token.i:
        return None, ""
    if token.dep_ in ("nsubjpass", "dobj", "oprd"):
        return above, "object"
    if token.dep_ in ("nsubj", "attr"):
        passive = child(above, "auxpass") is not None and token.dep_ == "nsubj"
        return above, "object" if passive else "subject"
    return _behind(above) if token.dep_ in ("pobj", "pcomp") else (None, "")


def _behind(preposition: Token) -> tuple[Token | None, str]:
    """Give the verb that a preposition leads to, and the preposition, with "noun" if it is a noun's."""
    if preposition.dep_ == "agent":
        return preposition.head, "agent"
    verb = next((each for each in climb(preposition) if each.pos_ in ("VERB", "AUX")), None)
    if preposition.lower_ == "of" and preposition.head.lower_ == "ahead":
        return verb, "ahead"
    above = preposition.head
    direct = above.pos_ in ("VERB", "AUX") or above.dep_ in ("advmod", "acomp", "prt")
    return verb, preposition.lower_ if direct else f"noun {preposition.lower_}"


def _is_of_light(token: Token) -> bool:
    """Tell "talks" in "the start of talks", which stand where their start stands."""
    above = token.head
    return token.dep_ == "pobj" and above.lower_ == "of" and lemma_of(above.head) in agenda_words("light")


def says(place: str, verb: Token) -> str | None:
    """Tell what a verb says of a noun that stands in some place to it."""
    lemma = str(verb.lemma_).lower()
    words = {each.lower_ for each in verb.children}
    particle = next(
        (each.lower_ for each in verb.children if each.dep_ == "prt" or each.lower_ in _PARTICLES), ""
    )
    found = agenda_cues().get((place, f"{lemma}_{particle}")) if particle else None
    if found is not None or (particle and lemma in ("call", "put", "push", "bring")):
        return found
    if place == "subject":
        if lemma in ("be", "get"):
            return "tense" if _is_when(verb) else None
        if (lemma == "take" and "place" not in words) or (
            lemma == "come" and child(verb, "prep", "npadvmod") is None
        ):
            return None
    return agenda_cues().get((place, lemma))


_PARTICLES = frozenset({"forward", "off", "back"})


def _is_when(verb: Token) -> bool:
    """Tell "the deadline is Friday" and "talks are due on Friday" from "the deadline is absurd"."""
    told = child(verb, "acomp", "attr", "oprd")
    if told is None:
        return child(verb, "prep", "npadvmod") is not None and child(verb, "ccomp") is None
    return told.pos_ in ("PROPN", "NUM") or told.lemma_ in ("due", "underway", "likely", "possible")

"""Whether a verb that may be an occasion has beside it what that sense needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.knowledge.agenda import agenda_words
from standoff.model.codebook import MentionKind
from standoff.stages.agenda.occasions import is_by_phone
from standoff.stages.agenda.partakers import subject_of
from standoff.stages.agenda.scene import child
from standoff.stages.agenda.ties import lemma_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Token

    from standoff.stages.agenda.occasions import Occasion
    from standoff.stages.agenda.partakers import Party
    from standoff.stages.agenda.scene import Scene

_GROUND = frozenset({MentionKind.PLACE, MentionKind.COUNTRY, MentionKind.PERSON, MentionKind.GOVERNMENT})
_BODIES = frozenset({MentionKind.ORGANISATION, MentionKind.GOVERNMENT})
_PEOPLE = frozenset(
    {MentionKind.PERSON, MentionKind.GOVERNMENT, MentionKind.COUNTRY, MentionKind.ORGANISATION}
)


def fits(scene: Scene, occasion: Occasion, parties: Sequence[Party]) -> bool:
    """Tell whether a verb's company is that of an occasion."""
    verb, frame = occasion.token, occasion.frame
    if frame == "with":
        return _with(scene, occasion, parties)
    if frame == "body":
        subject = subject_of(verb)
        return subject is not None and _object(verb) is None and _is_body(scene, subject, parties)
    if frame == "named":
        return bool(parties)
    check = _FRAMES.get(frame or "")
    return check is not None and check(scene, verb)


def _where(scene: Scene, verb: Token) -> bool:
    named = _object(verb)
    where = named is not None and (_is_on_ground(scene, named) or _is_called(named))
    return where and _acts(scene, verb)


def _to(scene: Scene, verb: Token) -> bool:
    towards = ("in", "at") if verb.lemma_ == "arrive" else ("to",)
    behind = (each for each in verb.children if each.dep_ == "prep" and each.lower_ in towards)
    return any(scene.is_place(below) for each in behind for below in each.children) and _acts(scene, verb)


def _person(scene: Scene, verb: Token) -> bool:
    whom = child(verb, "nsubjpass") if child(verb, "auxpass") is not None else _object(verb)
    if whom is None or child(verb, "oprd", "ccomp", "xcomp") is not None:
        return False
    return any(m.kind is MentionKind.PERSON for m in scene.names_at(whom))


def _voters(scene: Scene, verb: Token) -> bool:
    subject = subject_of(verb)
    return subject is not None and (
        lemma_of(subject) in agenda_words("voters")
        or any(m.sector == "LEG" and m.kind is not MentionKind.PERSON for m in scene.names_at(subject))
    )


def _paper(_scene: Scene, verb: Token) -> bool:
    subject = subject_of(verb)
    if subject is None or verb.lemma_ in ("expire", "lapse"):
        return subject is not None
    if verb.lemma_ == "run" and "out" not in {each.lower_ for each in verb.children}:
        return False
    return lemma_of(subject) in agenda_words("paper") and _object(verb) is None


def _audience(scene: Scene, verb: Token) -> bool:
    named = _object(verb)
    if named is None:
        return False
    body = any(m.kind in _BODIES for m in scene.names_at(named)) or lemma_of(named) in agenda_words("voters")
    return body and _acts(scene, verb)


def _treaty(_scene: Scene, verb: Token) -> bool:
    what = _object(verb)
    what = what if what is not None else child(verb, "nsubjpass")
    return what is not None and lemma_of(what) in agenda_words("treaty")


def _whom(scene: Scene, verb: Token) -> bool:
    """Tell "called her on Friday" from "called her a liar" and "called her in"."""
    named = _object(verb)
    if named is None or child(verb, *_COMPLEMENTS) is not None:
        return False
    if {each.lower_ for each in verb.children if each.dep_ == "prep"} & {"for", "out", "to"}:
        return False
    return any(m.kind is MentionKind.PERSON for m in scene.names_at(named)) and _acts(scene, verb)


_COMPLEMENTS = ("oprd", "ccomp", "xcomp", "prt", "attr", "acomp", "advcl")
_FRAMES: dict[str, Callable[[Scene, Token], bool]] = {
    "whom": _whom,
    "where": _where,
    "to": _to,
    "person": _person,
    "voters": _voters,
    "paper": _paper,
    "audience": _audience,
    "treaty": _treaty,
}


def _object(verb: Token) -> Token | None:
    return child(verb, "dobj")


def _with(scene: Scene, occasion: Occasion, parties: Sequence[Party]) -> bool:
    """Tell whether people come together: "Orlan met Varn", "the envoys meet", not "met the demand"."""
    verb, named = occasion.token, _object(occasion.token)
    if verb.lemma_ in agenda_words("tells"):
        return len(parties) > 1 and named is not None and lemma_of(named) not in agenda_words("outlet")
    if named is not None and not _is_somebody(scene, named):
        return False
    if verb.lemma_ == "sit" and "down" not in {each.lower_ for each in verb.children}:
        return False
    if agenda_words("sport") & {each.lower_ for each in scene.tokens}:
        return False
    if str(verb.lemma_).lower() in ("speak", "talk"):
        return _speak(scene, occasion, parties)
    alone = named is None and "with" not in {each.lower_ for each in verb.children}
    return len(parties) > 1 or (alone and _come_together(scene, verb))


def _speak(scene: Scene, occasion: Occasion, parties: Sequence[Party]) -> bool:
    """Tell a talk with somebody from speech: "spoke to reporters", "spoke about the war"."""
    verb = occasion.token
    phone = is_by_phone(verb)
    if phone:
        occasion.kind, occasion.noun = "call", "phone call"
    words = {e.lower_ for e in verb.children if e.dep_ in ("prep", "dative") and not _is_timed(scene, e)}
    towards = bool(words & {"to", "with"})
    if towards and _is_to_outlets(verb):
        return False
    if not towards and not words & {"about", "on", "at", "of", "for"} and _come_together(scene, verb):
        return True
    return len(parties) > 1 and (phone or towards or _is_headline(scene))


def _come_together(scene: Scene, verb: Token) -> bool:
    """Tell a subject that can meet by itself: several people, a body, or "it" for one."""
    subject = subject_of(verb)
    if subject is None:
        return False
    word = lemma_of(subject)
    named = bool(scene.names_at(subject))
    several = any(each.tag_ == "NNS" for each in subject.conjuncts) or (
        subject.tag_ in ("NNS", "NNPS") and (word in agenda_words("together") or named)
    )
    body = any(m.kind in _BODIES for m in scene.names_at(subject)) or word in agenda_words("voters")
    return several or body or word in ("they", "it") or word in agenda_words("body word")


def _is_somebody(scene: Scene, noun: Token) -> bool:
    if scene.names_at(noun) or noun.lower_ in ("other", "him", "her", "them", "counterpart", "counterparts"):
        return True
    near = [each for each in noun.children if each.dep_ in ("appos", "compound")]
    return lemma_of(noun) in agenda_words("together") or any(scene.names_at(each) for each in near)


def _is_called(noun: Token) -> bool:
    """Tell "the Sarn reactor", a thing with a name."""
    return noun.pos_ == "PROPN" or any(e.dep_ == "compound" and e.pos_ == "PROPN" for e in noun.children)


def _is_on_ground(scene: Scene, noun: Token) -> bool:
    return any(m.kind in _GROUND for m in scene.names_at(noun))


def _is_timed(scene: Scene, preposition: Token) -> bool:
    return any(scene.time_at(below) is not None for below in preposition.children)


def _is_headline(scene: Scene) -> bool:
    """Tell a headline by its missing stop."""
    return scene.text[scene.span.end - 1].isalnum()


def _is_to_outlets(verb: Token) -> bool:
    heads = (below for each in verb.children if each.dep_ in ("prep", "dative") for below in each.children)
    return any(lemma_of(below) in agenda_words("outlet") for below in heads)


def _acts(scene: Scene, verb: Token) -> bool:
    """Tell whether a verb's subject is somebody named, or an envoy or minister."""
    subject = subject_of(verb)
    if subject is None:
        return False
    named = any(m.kind in _PEOPLE for m in scene.names_at(subject))
    return named or lemma_of(subject) in agenda_words("together") | {"delegation", "president", "minister"}


def _is_body(scene: Scene, subject: Token, parties: Sequence[Party]) -> bool:
    named = any(m.kind in (MentionKind.ORGANISATION, MentionKind.GOVERNMENT) for m in scene.names_at(subject))
    word = lemma_of(subject)
    many = word in agenda_words("together") and (bool(parties) or subject.tag_ == "NNS")
    return named or many or word in agenda_words("voters") | agenda_words("body word")

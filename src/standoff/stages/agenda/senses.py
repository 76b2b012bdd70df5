"""Whether a noun of several senses means an occasion: "a call with her", not "a call for peace"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.knowledge.agenda import agenda_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from standoff.stages.agenda.scene import Scene


def is_meant(scene: Scene, token: Token, word: str) -> bool:
    """Tell whether an ambiguous noun is the occasion, by the words beside it."""
    before = {each.lower_ for each in token.children if each.i < token.i}
    before |= {each.lower_ for part in token.children if part.i < token.i for each in part.children}
    if before & (agenda_words(f"not a {word}") | agenda_words(f"not an {word}")):
        return False
    after = {each.lower_ for each in token.children if each.dep_ == "prep" and each.i > token.i}
    needs = _NEEDS.get(word)
    return needs is None or needs(scene, token, before, after)


def _call(scene: Scene, token: Token, _before: set[str], after: set[str]) -> bool:
    timed = any(scene.time_at(e) for each in token.children if each.dep_ == "prep" for e in each.children)
    return bool(after & _WITH) or timed or (_is_named(scene, token) and not after & _FOR)


def _exercise(scene: Scene, token: Token, before: set[str], _after: set[str]) -> bool:
    forces = {each.lower_ for each in token.subtree} & agenda_words("forces")
    staged = token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ in (
        "run",
        "begin",
        "start",
        "hold",
        "end",
    )
    named = token.tag_ == "NNS" and _is_named(scene, token)
    return bool(before & agenda_words("military") or forces) or staged or named


def _exchange(_scene: Scene, _token: Token, before: set[str], _after: set[str]) -> bool:
    return bool(before & agenda_words("exchange"))


def _with(_scene: Scene, _token: Token, _before: set[str], after: set[str]) -> bool:
    return bool(after & _WITH)


def _polls(_scene: Scene, token: Token, _before: set[str], _after: set[str]) -> bool:
    to = token.head
    return to.dep_ == "prep" and to.lower_ == "to" and to.head.lemma_ == "go"


def _name(scene: Scene, token: Token, _before: set[str], _after: set[str]) -> bool:
    return not token.text[0].isupper() or bool(scene.names_at(token))


def _address(scene: Scene, token: Token, _before: set[str], _after: set[str]) -> bool:
    return token.head.lemma_ in ("deliver", "give", "make") or _is_named(scene, token)


def _strike(_scene: Scene, _token: Token, _before: set[str], after: set[str]) -> bool:
    return not after & {"on", "against", "at"}


def _vote(_scene: Scene, token: Token, _before: set[str], _after: set[str]) -> bool:
    return token.head.lemma_ not in ("get", "win", "cast", "split", "lose", "share", "of")


_NEEDS: dict[str, Callable[[Scene, Token, set[str], set[str]], bool]] = {
    "call": _call,
    **dict.fromkeys(("exercise", "drill", "war game", "maneuver", "manoeuvre"), _exercise),
    **dict.fromkeys(("exchange", "swap"), _exchange),
    **dict.fromkeys(("dinner", "lunch", "breakfast", "audience", "dialogue"), _with),
    **dict.fromkeys(("march", "primary", "caucus", "convention", "forum", "congress"), _name),
    "poll": _polls,
    "address": _address,
    "strike": _strike,
    "vote": _vote,
}
"""What a noun of several senses needs beside it."""
_WITH = frozenset({"with", "between"})
_FOR = frozenset({"for", "to", "on"})


def _is_named(scene: Scene, token: Token) -> bool:
    """Tell whether a name or a time stands before a noun: "the Orlan call", "Tuesday's call"."""
    before = [each for each in token.children if each.i < token.i]
    return any(scene.names_at(each) or scene.time_at(each) is not None for each in before)

"""Descriptions that stand beside a name: before it, beyond a comma, after "is"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.model.codebook import MentionKind
from standoff.stages.nounphrases import BODIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standoff.model.span import Span
    from standoff.stages.nounphrases import Phrase
    from standoff.stages.units import Unit

_CLOSING = ",.;:)—–-"


def beside(units: Sequence[Unit], phrase: Phrase) -> Span | None:
    """Find the name that a phrase stands beside, if it says who bears it."""
    joined = _joined(units, phrase)
    if joined is not None or phrase.head.number != "person" or phrase.head.plural:
        return joined
    return _beyond_comma(units, phrase) or _behind(units, phrase)


def _joined(units: Sequence[Unit], phrase: Phrase) -> Span | None:
    """Read "retired general Orlan Vesk" and "the rebel group Varn Front"."""
    after = units[phrase.right] if phrase.right < len(units) else None
    draft = after.draft if after is not None and after.is_name() else None
    if after is None or draft is None or not after.joined or units[phrase.right - 1].owns:
        return None
    if draft.kind is MentionKind.PERSON:
        # A plural is more often an object, and the name the subject of what they were told.
        told = phrase.head.plural and after.token.dep_ in ("nsubj", "nsubjpass")
        return draft.span if phrase.head.number == "person" and not told else None
    return draft.span if phrase.head.number == "body" and draft.kind in BODIES and not phrase.owners else None


def _beyond_comma(units: Sequence[Unit], phrase: Phrase) -> Span | None:
    """Read "the country's foreign minister, Orlan Vesk, said"."""
    at = phrase.right
    if at + 1 >= len(units) or units[at].word != ",":
        return None
    draft = units[at + 1].draft
    person = draft is not None and draft.kind is MentionKind.PERSON and not units[at + 1].owns
    return draft.span if draft is not None and person and _closes(units, at + 2) else None


def _closes(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a mark or the sentence's end stands here."""
    return at >= len(units) or units[at].text in _CLOSING


def _behind(units: Sequence[Unit], phrase: Phrase) -> Span | None:
    """Read "Orlan Vesk, a retired general," and "Vesk is a retired general"."""
    low = phrase.opener
    while low > 0 and units[low - 1].token.tag_ in ("DT", "PRP$", "CD") and units[low].joined:
        low -= 1
    if low < 2:
        return None
    mark, before = units[low - 1], units[low - 2]
    draft = before.draft
    if draft is None or draft.kind is not MentionKind.PERSON or before.owns:
        return None
    if mark.word == ",":
        return draft.span if phrase.owners or _closes(units, phrase.right) else None
    return draft.span if mark.token.lemma_ == "be" else None

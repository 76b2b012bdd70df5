"""By whose account an occasion stands on the agenda: who said it, announced it, or is cited for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.knowledge.cues import cue_verbs
from standoff.model.annotation import Attribution
from standoff.model.codebook import Layer, MentionKind, Polarity
from standoff.stages.agenda.partakers import subject_of
from standoff.stages.agenda.scene import child, climb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from standoff.model.annotation import Mention
    from standoff.model.span import Span
    from standoff.stages.agenda.occasions import Occasion
    from standoff.stages.agenda.scene import Scene
    from standoff.stages.base import Reading

_ANNOUNCES = frozenset(
    {"announce", "confirm", "schedule", "propose", "offer", "invite", "cancel", "postpone", "call"}
)
_SPEAKS = frozenset(
    {MentionKind.PERSON, MentionKind.GOVERNMENT, MentionKind.ORGANISATION, MentionKind.COUNTRY}
)
_MEDIA = "MED"


class Announcers:
    """Finds announcers in one report."""

    def __init__(self, reading: Reading) -> None:
        said = [a for a in reading.found.get(Layer.ATTRIBUTION, []) if isinstance(a, Attribution)]
        self._said = [a for a in said if a.polarity is Polarity.SAID and a.speaker]

    def of(self, scene: Scene, occasion: Occasion) -> tuple[tuple[str, ...], list[Span]]:
        """Give the canonical names of the announcers, sorted, and where the sentence names them."""
        place = scene.place_of(occasion.token)
        quoted = [a for a in self._said if any(span.holds(place) for span in a.content)]
        if quoted:
            # The innermost: a speaker who cites another vouches less than the one cited.
            inner = min(quoted, key=lambda a: (len(a.content.hull()), a.span))
            return tuple(sorted(set(inner.speaker))), list(inner.source)
        found = self._above(scene, occasion) or self._according(scene)
        names = tuple(sorted({mention.name for mention in found}))
        return names, [mention.span for mention in found]

    def _above(self, scene: Scene, occasion: Occasion) -> list[Mention]:
        """Find the subject of the verb of saying above: "Orlan said that talks will open"."""
        under = occasion.token
        for above in climb(occasion.token):
            if not scene.holds(above):
                return []
            lemma = str(above.lemma_).lower()
            says = lemma in cue_verbs() and under.dep_ in ("ccomp", "parataxis", "xcomp", "dobj")
            active = child(above, "auxpass", "nsubjpass") is None
            if above.pos_ == "VERB" and active and (says or lemma in _ANNOUNCES):
                named = self._named(scene, subject_of(above))
                if named:
                    return named
            under = above
        beside = (
            each for each in under.children if each.dep_ in ("parataxis", "ccomp") and each.pos_ == "VERB"
        )
        for verb in beside:
            if str(verb.lemma_).lower() in cue_verbs():
                return self._named(scene, subject_of(verb))
        return []

    def _according(self, scene: Scene) -> list[Mention]:
        for token in scene.tokens:
            if token.lower_ == "according":
                to = child(token, "prep")
                whom = child(to, "pobj") if to is not None else None
                return self._named(scene, whom)
        return []

    @staticmethod
    def _named(scene: Scene, token: Token | None) -> list[Mention]:
        """Give the one who is named by a phrase, in its head or beside it; no outlet and nobody unnamed."""
        if token is None:
            return []
        near = [token, *(each for each in token.children if each.dep_ in ("appos", "conj"))]
        found: list[Mention] = []
        for each in near:
            named = [m for m in scene.names_at(each) if m.kind in _SPEAKS and m.sector != _MEDIA]
            named = [m for m in named if m.entity is not None or not m.is_reference]
            found.extend(named[:1])
        return found

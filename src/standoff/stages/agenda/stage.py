"""Announced occasions: who meets where and when, and how far it has come, where one sentence says so.

An occasion is a noun ("talks", "vote", "deadline") or a verb that is one ("meet", "visit"). It is marked
when the sentence ties it to the calendar: by a date that belongs to it, or by saying that it is planned,
proposed, put off or called off by somebody named. What is denied, imagined or left open is not marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.knowledge.agenda import agenda_words
from standoff.model.annotation import Agenda, Attribution
from standoff.model.codebook import AgendaStatus, Layer, MentionKind, Polarity
from standoff.model.partial_date import PartialDate
from standoff.model.span import Spans
from standoff.stages.agenda.announcers import Announcers
from standoff.stages.agenda.belongings import Belongings, Owners
from standoff.stages.agenda.frames import fits
from standoff.stages.agenda.occasions import TWO_SIDED, Occasion, occasions
from standoff.stages.agenda.partakers import Partakers, Party
from standoff.stages.agenda.progress import Progress, agenda_date, is_narrow
from standoff.stages.agenda.scene import scenes
from standoff.stages.base import PARSE

__all__ = ["Occasions", "agenda_date"]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.model.annotation import Annotation
    from standoff.stages.agenda.scene import Scene, When
    from standoff.stages.base import Reading

HELD, SCHEDULED = AgendaStatus.HELD, AgendaStatus.SCHEDULED
MOVED, POSTPONED = AgendaStatus.MOVED, AgendaStatus.POSTPONED
_DEFINITE = frozenset({"the", "this", "that", "their"})
_ARRIVES = frozenset({"arrive", "fly"})
_REACH = 12
"""Occasions that a report's "the call" is looked for among."""


class Occasions:
    """Announced occasions, with parties, place, date, status and by whose account."""

    name = "agenda"
    version = 1
    gives = frozenset({Layer.AGENDA})
    needs: frozenset[Layer | str] = frozenset(
        {Layer.SENTENCE, Layer.MENTION, Layer.TIME, Layer.ATTRIBUTION, PARSE}
    )

    def annotate(self, reading: Reading) -> list[Annotation]:
        """Mark the occasions of a report."""
        return list(_Reader(reading).occasions())


class _Reader:
    """One report, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._partakers = Partakers(reading.registry)
        self._announcers = Announcers(reading)
        self._published = reading.published.anchor
        self._progress = Progress(reading)
        self._earlier: list[tuple[Occasion, list[Party], Belongings]] = []
        denied = [a for a in reading.found.get(Layer.ATTRIBUTION, []) if isinstance(a, Attribution)]
        self._denied = [a for a in denied if a.polarity is Polarity.NOT_SAID]

    def occasions(self) -> Iterator[Agenda]:
        """Give the occasions in text order."""
        for scene in scenes(self._reading):
            found = occasions(scene) if not scene.is_question else []
            self._partakers.note(scene)
            if found:
                yield from self._of_scene(scene, found)

    def _of_scene(self, scene: Scene, found: list[Occasion]) -> Iterator[Agenda]:
        parties = {each.token.i: self._partakers.of(scene, each) for each in found}
        found = [each for each in found if not each.is_verb or fits(scene, each, parties[each.token.i])]
        owners = Owners(scene, found, self._published)
        found = _without_doubles(found, owners)
        before: tuple[list[Party], Belongings] | None = None
        for each in found:
            mine, whose = owners.of[each.token.i], parties[each.token.i]
            if before is not None and not whose and _opens(each):
                whose = before[0]
                mine.places = mine.places or before[1].places
            before = (whose, mine)
            whose = whose or self._same_as_before(scene, each, mine)
            self._earlier.append((each, whose, mine))
            status = self._progress.of(scene, each, mine) if not self._is_denied(scene, each) else None
            if status is not None:
                yield from self._marked(scene, each, whose, mine, status)

    def _same_as_before(self, scene: Scene, occasion: Occasion, mine: Belongings) -> list[Party]:
        """Give the parties of "the call" or "Tuesday's call": those of the call that was named before.

        Of "this year's summit" those of the last one, if it was a body's.
        """
        before = [each for each in occasion.token.children if each.i < occasion.token.i]
        definite = any(each.lower_ in _DEFINITE or scene.time_at(each) for each in before)
        if occasion.is_verb or (mine.places and occasion.kind != "visit") or not definite:
            return []
        for other, parties, theirs in reversed(self._earlier[-_REACH:]):
            same = other.kind == occasion.kind or {other.kind, occasion.kind} <= TWO_SIDED
            if not same or len(parties) < 1 + (occasion.kind in TWO_SIDED):
                bodies = all(p.kind is MentionKind.ORGANISATION for p in parties)
                if not (same and parties and bodies):
                    continue
            elif not _may_meet(mine, theirs):
                continue
            if occasion.kind == "visit":
                mine.places = mine.places or theirs.places
            place = scene.place_of(occasion.token)
            return [Party(p.name, p.entity, place, p.kind) for p in parties]
        return []

    def _is_denied(self, scene: Scene, occasion: Occasion) -> bool:
        """Tell whether it stands in words that somebody is said not to have said."""
        place = scene.place_of(occasion.token)
        return any(span.holds(place) for each in self._denied for span in each.content)

    def _marked(
        self, scene: Scene, occasion: Occasion, parties: list[Party], mine: Belongings, status: AgendaStatus
    ) -> Iterator[Agenda]:
        shifts = status in (MOVED, POSTPONED) or (bool(mine.before) and status is SCHEDULED)
        if shifts and not mine.new and mine.before and mine.at:
            mine.new, mine.at = mine.at, []
        old = mine.before + mine.at if shifts else []
        if status is MOVED and not mine.new and not mine.places:
            status = POSTPONED
        elif shifts and mine.new:
            status = MOVED
        elif shifts and mine.before and status is SCHEDULED:
            status = SCHEDULED
        mine.at = mine.new or mine.at or mine.before
        if not _counts(occasion, parties, mine, status, is_title=self._progress.is_title(scene)):
            return
        if status is MOVED and old and mine.new:
            yield self._agenda(scene, occasion, parties, mine, old, SCHEDULED)
        yield self._agenda(scene, occasion, parties, mine, mine.at, status)

    def _agenda(
        self,
        scene: Scene,
        occasion: Occasion,
        parties: list[Party],
        mine: Belongings,
        at: list[When],
        status: AgendaStatus,
    ) -> Agenda:
        token = scene.place_of(occasion.token)
        place = min(mine.places, key=lambda m: (abs(m.span.start - token.start), m.span), default=None)
        parties = [p for p in parties if place is None or p.span != place.span]
        words = Spans.of(scene.place_of(word) for word in occasion.words)
        ties = [scene.place_of(tie.verb) for tie in occasion.ties if tie.says is not None]
        spans = [
            *(p.span for p in parties),
            *(w.time.span for w in at),
            *([place.span] if place else []),
            *ties,
        ]
        announced, by = self._announcers.of(scene, occasion)
        return Agenda(
            span=words.hull(),
            occasion=occasion.noun,
            parties=tuple(sorted(p.name for p in parties)),
            entities=tuple(sorted({p.entity for p in parties if p.entity})),
            place=place.name if place else None,
            date=agenda_date([w.time for w in at]),
            status=status,
            times=tuple(self._reading.id_of(w.time) for w in at),
            announced_by=announced,
            passages=Spans.of([*spans, *by]),
        )


def _may_meet(mine: Belongings, theirs: Belongings) -> bool:
    """Tell whether two dates of one report may be one occasion's."""
    dates = [agenda_date([when.time for when in each.at]) for each in (mine, theirs)]
    if dates[0] == dates[1] or dates[0] is None or dates[1] is None:
        return dates[0] == dates[1]
    one, other = PartialDate(dates[0]), PartialDate(dates[1])
    return one.earliest <= other.latest and other.earliest <= one.latest


def _counts(
    occasion: Occasion, parties: list[Party], mine: Belongings, status: AgendaStatus, *, is_title: bool
) -> bool:
    """Tell an entry of a calendar from what is said too loosely to be one."""
    two_sided = occasion.kind in TWO_SIDED
    if not mine.at:
        body = any(p.kind is MentionKind.ORGANISATION for p in parties) and occasion.kind == "meeting"
        told = len(parties) > 1 or (bool(parties) and bool(mine.places)) or body
        return told and (status is not HELD or is_title) and occasion.frame != "to"
    if status is HELD:
        told = len(parties) > 1 if two_sided else bool(parties)
        return (told or bool(mine.places)) and is_narrow(mine)
    return bool(parties) or bool(mine.places) or is_narrow(mine)


def _opens(occasion: Occasion) -> bool:
    """Tell "an initial conversation", which opens the occasion named before it in the sentence."""
    words = {each.lower_ for each in occasion.token.children if each.i < occasion.token.i}
    return bool(words & agenda_words("opening")) and occasion.kind in TWO_SIDED


def _without_doubles(found: list[Occasion], owners: Owners) -> list[Occasion]:
    """Leave out the talks of "meet for talks", and the journey of "travel there for talks on Monday"."""
    by_verb = {each.token.i: each for each in found if each.is_verb}
    dropped: set[int] = set()
    for each in found:
        tie = each.predicate()
        above = by_verb.get(tie.verb.i) if tie is not None and tie.place in ("for", "in") else None
        if above is None or each.is_verb or each.kind not in TWO_SIDED:
            continue
        kept, other = (each, above) if above.kind == "visit" else (above, each)
        mine, theirs = owners.of[kept.token.i], owners.of[other.token.i]
        # Who arrives on Sunday for talks need not talk on Sunday.
        mine.at = mine.at or (theirs.at if other.token.lemma_ not in _ARRIVES else [])
        mine.places = mine.places or theirs.places
        dropped.add(other.token.i)
    return [each for each in found if each.token.i not in dropped]

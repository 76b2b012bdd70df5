"""How far an occasion has come by the words of its sentence, and its date by the times that it stands at."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from standoff.knowledge.agenda import agenda_words
from standoff.model.codebook import AgendaStatus, Tense
from standoff.model.partial_date import PartialDate
from standoff.stages.agenda.scene import child
from standoff.stages.agenda.standing import NOW, is_negated, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from standoff.model.annotation import Time
    from standoff.stages.agenda.belongings import Belongings
    from standoff.stages.agenda.occasions import Occasion
    from standoff.stages.agenda.scene import Scene
    from standoff.stages.agenda.standing import Standing
    from standoff.stages.agenda.ties import Tie
    from standoff.stages.base import Reading

HELD, SCHEDULED, PROPOSED = AgendaStatus.HELD, AgendaStatus.SCHEDULED, AgendaStatus.PROPOSED
POSTPONED, CANCELLED = AgendaStatus.POSTPONED, AgendaStatus.CANCELLED
_TOLD = {"possible": PROPOSED, "likely": PROPOSED, "due": SCHEDULED, "off": CANCELLED}
"""What "is" says of an occasion with these words behind it."""
_GOES = frozenset({"arrive", "travel", "fly", "come", "go", "head", "return", "descend"})
"""Verbs after which what one goes for is still to come: "arrived for talks"."""
_MONTH = 31
"""Days: what is over and known to less than a month is no entry of a calendar."""
_RANGE = 62
"""Days from the first to the last of several times that one occasion is at."""
_GRADES = (0, 7, 31)
_HEADLINE = frozenset({"VBP", "VBZ", "VB", "NNS", "NN"})


def agenda_date(times: Sequence[Time]) -> str | None:
    """Give the date of an occasion that stands at some times: their EDTF, or the interval they span.

    Of wider and narrower times the narrower count ("in January, on the 9th"). Times that lie more than two
    months apart are no span of one occasion: the first counts.

    >>> from standoff.model.annotation import Time
    >>> from standoff.model.codebook import TimeType
    >>> from standoff.model.span import Span
    >>> def day(edtf):
    ...     return Time(span=Span(0, 1), type=TimeType.DATE, value=edtf, edtf=edtf)
    >>> agenda_date([day("2031-03-09"), day("2031-03-10")])
    '2031-03-09/2031-03-10'
    >>> agenda_date([day("2031-03"), day("2031-03-10")]), agenda_date([])
    ('2031-03-10', None)
    """
    dated = [(time.edtf, PartialDate(time.edtf)) for time in times if time.edtf is not None]
    if not dated:
        return None
    least = min(_width(date) for _, date in dated)
    narrow = [(edtf, date) for edtf, date in dated if _width(date) == least]
    first, last = min(d.earliest for _, d in narrow), max(d.latest for _, d in narrow)
    if len({date.earliest for _, date in narrow}) == 1 or (last - first).days > _RANGE:
        return narrow[0][0]
    return f"{first.isoformat()}/{last.isoformat()}"


def _width(date: PartialDate) -> int:
    """Grade a date: to the day, the week, the month, or less."""
    return bisect_left(_GRADES, (date.latest - date.earliest).days)


def is_narrow(mine: Belongings) -> bool:
    """Tell a date known to the month at least, or still to be worked out, from "the 2030 election"."""
    edtf = agenda_date([when.time for when in mine.at])
    date = PartialDate(edtf) if edtf is not None else None
    return date is None or (date.latest - date.earliest).days <= _MONTH


class Progress:
    """Reads how far the occasions of one report have come."""

    def __init__(self, reading: Reading) -> None:
        self._title = reading.title
        self._published = reading.published.anchor

    def is_title(self, scene: Scene) -> bool:
        """Tell whether a sentence is the report's title."""
        return self._title is not None and self._title.holds(scene.span)

    def of(self, scene: Scene, occasion: Occasion, mine: Belongings) -> AgendaStatus | None:
        """Give an occasion's status; None for one that is denied, imagined or left open."""
        if occasion.frame == "headline":
            return self._by_date(mine) or HELD
        if occasion.is_verb:
            return self._settled(scene, standing(occasion.token), mine, occasion.token)
        own = self._own(scene, occasion, mine)
        tie = occasion.predicate()
        if tie is None or tie.says is None:
            return own or self._presupposed(occasion, mine)
        if tie.says == "drop":
            return None if standing(tie.verb) is not None else own
        if tie.says == "tense":
            return self._taking_place(scene, occasion, mine, tie, own)
        return self._told(mine, tie, own)

    def _told(self, mine: Belongings, tie: Tie, own: AgendaStatus | None) -> AgendaStatus | None:
        """Read "is planned", "was put off", "may be cancelled"."""
        stands = standing(tie.verb)
        if stands is not None and stands is not PROPOSED:
            return AgendaStatus(str(tie.says))
        changes = tie.says not in ("scheduled", "proposed")
        if is_negated(tie.verb):
            # What is "not cancelled" is still to come; what is "not planned" is not.
            return own or self._by_date(mine) if changes else None
        return PROPOSED if stands is PROPOSED and not changes else own

    def _taking_place(
        self, scene: Scene, occasion: Occasion, mine: Belongings, tie: Tie, own: AgendaStatus | None
    ) -> AgendaStatus | None:
        """Read "is held", "will open", "did not take place"."""
        stands = standing(tie.verb)
        if stands is None and is_negated(tie.verb):
            passive = child(tie.verb, "auxpass") is not None
            planned = own is SCHEDULED or self._is_definite(scene, occasion, mine)
            return CANCELLED if planned and (tie.place == "subject" or passive) else None
        if stands is None:
            return own
        if stands is NOW and tie.verb.lemma_ == "be":
            told = child(tie.verb, "acomp", "advmod")
            if told is not None and told.lower_ in _TOLD:
                return _TOLD[told.lower_]
        if tie.place == "for" and stands is HELD and tie.verb.lemma_ in _GOES:
            return SCHEDULED if not mine.at else self._by_date(mine) or SCHEDULED
        if own is POSTPONED and stands is SCHEDULED and mine.at:
            return SCHEDULED
        return self._settled(scene, stands, mine, tie.verb) if own is None or stands is HELD else own

    @staticmethod
    def _is_definite(scene: Scene, occasion: Occasion, mine: Belongings) -> bool:
        """Tell "Friday's meeting", which was planned if it did not take place."""
        before = [each for each in occasion.token.children if each.i < occasion.token.i]
        definite = any(each.lower_ == "the" or scene.time_at(each) is not None for each in before)
        return definite and bool(mine.at)

    def _own(self, scene: Scene, occasion: Occasion, mine: Belongings) -> AgendaStatus | None:
        """Read what stands in the noun's own phrase: "talks scheduled for", "the postponed vote"."""
        for tie in occasion.ties:
            stands = standing(tie.verb) if tie.own and tie.says not in (None, "drop") else None
            if stands is None:
                continue
            if tie.says == "tense":
                return self._settled(scene, stands, mine, tie.verb)
            return AgendaStatus(str(tie.says))
        words = {each.lower_ for each in occasion.token.children if each.i < occasion.token.i}
        for status in (CANCELLED, POSTPONED, PROPOSED, SCHEDULED):
            if words & agenda_words(status.value):
                return status
        return None

    def _settled(self, scene: Scene, stands: Standing, mine: Belongings, verb: Token) -> AgendaStatus | None:
        """Settle the simple present by the date, or in a title by what titles mean by it."""
        if stands is NOW:
            if mine.at:
                return self._by_date(mine) or SCHEDULED
            return HELD if self.is_title(scene) and verb.tag_ in _HEADLINE else None
        if stands is HELD and self._compared(mine) is SCHEDULED:
            return SCHEDULED
        return stands if isinstance(stands, AgendaStatus) else None

    def _presupposed(self, occasion: Occasion, mine: Belongings) -> AgendaStatus | None:
        """Read an occasion that a sentence takes for granted: "at Monday's talks"."""
        tie = occasion.predicate()
        if not mine.at or not is_narrow(mine):
            return None
        by_date = self._by_date(mine)
        if tie is None:
            return by_date
        if tie.place in ("after", "following", "since"):
            return by_date if by_date is SCHEDULED else HELD
        stands = standing(tie.verb)
        if tie.place in agenda_words("same day"):
            is_over = stands is HELD or (stands is NOW and self._compared(mine) is not SCHEDULED)
            if is_over or (stands is SCHEDULED and self._compared(mine) is not HELD):
                return HELD if is_over and by_date is not SCHEDULED else SCHEDULED
        return by_date or (HELD if stands is HELD else SCHEDULED)

    def _by_date(self, mine: Belongings) -> AgendaStatus | None:
        """Tell past from future by the date, or else by how the words put it."""
        if not mine.at:
            return None
        tenses = {when.time.tense for when in mine.at}
        if self._published is None and any(w.time.edtf and w.time.anchor is None for w in mine.at):
            # A caption: what is to come is seldom dated with its year.
            return SCHEDULED if Tense.FUTURE in tenses else HELD
        by_words = HELD if tenses == {Tense.PAST} else SCHEDULED if tenses == {Tense.FUTURE} else None
        return self._compared(mine) or by_words

    def _compared(self, mine: Belongings) -> AgendaStatus | None:
        """Tell past from future by the date alone."""
        edtf = agenda_date([when.time for when in mine.at])
        if edtf is None or self._published is None:
            return None
        date = PartialDate(edtf)
        if date.latest < self._published.earliest:
            return HELD
        return SCHEDULED if date.earliest > self._published.latest else None

"""The section of who said what, by speaker.

Speakers are one when their names are linked to the same actor, or are the same to the letter; nothing is
merged on a guess. What is given to a description ("a member of the delegation") stands under it; what a
report gives to nobody is counted and not printed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from standoff.model.codebook import Review, Wording
from standoff.model.partial_date import PartialDate
from standoff.views import phrase, wording
from standoff.views.draft import Draft
from standoff.views.page import Group, Line, Section
from standoff.views.quoting import Quoting, Said, runs, said_of, same_words, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from standoff.model.annotation import Mention
    from standoff.model.record import Statement
    from standoff.views.ground import Ground
    from standoff.views.sources import Sources

_SOURCE = 120
"""Code points of the words that name a source."""
_PRONOUNS = frozenset(
    ("he", "she", "they", "it", "who", "i", "we", "you", "him", "her", "them", "his", "their", "its", "one")
)
_NO_DATE = (date.max, "")


class Statements:
    """Makes the section."""

    def __init__(self, ground: Ground, sources: Sources, limit: int) -> None:
        """Make it of these reports; at most `limit` lines a speaker, the latest kept."""
        self._ground = ground
        self._sources = sources
        self._limit = limit
        self._quoting = Quoting(ground)
        self._place: dict[str, int] = {}

    def section(self, records: Iterable[Statement]) -> Section:
        """Put the statements under their speakers."""
        found = [said_of(self._ground, record) for record in records if record.review is not Review.REJECTED]
        found.sort(key=lambda said: (self._sources.place(said.report), said.report, *_at(said)))
        self._place = {said.record.id: number for number, said in enumerate(found)}
        by_speaker: dict[tuple[str, ...], list[Said]] = {}
        described: list[Said] = []
        nobodys = 0
        for said in found:
            if said.key:
                by_speaker.setdefault(said.key, []).append(said)
            elif said.source:
                described.append(said)
            else:
                nobodys += 1
        ranked = sorted(
            by_speaker.values(), key=lambda group: (-len(group), min(s.record.speaker for s in group))
        )
        groups = [self._group(group) for group in ranked] + self._described(described)
        return Section("statements", "Who said what", tuple(groups), _intro(found), _after(nobodys))

    def _order(self, said: Said) -> tuple[object, ...]:
        return (*self._day(said), self._sources.place(said.report), said.report, *_at(said))

    def _day(self, said: Said) -> tuple[date, str]:
        if said.record.said is not None:
            return PartialDate(said.record.said).earliest, said.record.said
        published = self._ground.stored(said.report).published
        return (published.date.earliest, published.date.edtf) if published.date else _NO_DATE

    def _limited(self, lines: list[Line]) -> tuple[Line, ...]:
        left_out = len(lines) - self._limit
        if left_out <= 0:
            return tuple(lines)
        told = Draft().count(left_out, "left_out")
        return (told.fixed(wording.EARLIER_LEFT_OUT).line(), *lines[left_out:])

    # Those who are named

    def _group(self, group: list[Said]) -> Group:
        group = sorted(group, key=self._order)
        lines = [self._line(Draft(), same) for same in same_words(runs(group, self._place))]
        return Group(self._heading(group), self._limited(lines))

    def _heading(self, group: list[Said]) -> Line:
        """Name the speaker, with office and country where a mention links them."""
        last = group[-1]
        draft = Draft()
        for number, name in enumerate(last.record.speaker):
            if number:
                draft.fixed(" and ")
            found = self._mention(group, name)
            if found is None:
                derived, passages = self._sources.name(name, last.record, last.span, last.cited)
                draft.given(derived).cite(*passages)
                continue
            report, mention = found
            for place, part in enumerate(_titles(mention)):
                if place:
                    draft.fixed(", ")
                derived, at = self._sources.linked(mention, report, part)
                draft.given(derived).cite(at)
        return draft.line()

    def _mention(self, group: list[Said], name: str) -> tuple[str, Mention] | None:
        """Find the mention that says most of a speaker; of several, that of the latest report."""
        found: list[tuple[tuple[object, ...], str, Mention]] = []
        for report in dict.fromkeys(said.report for said in group):
            dated = self._ground.stored(report).published.date is not None
            for mention in self._ground.marks(report).mentions:
                if mention.name == name and len(_titles(mention)) > 1:
                    order = (len(_titles(mention)), dated, self._sources.place(report), -mention.span.start)
                    found.append((order, report, mention))
        best = max(found, key=lambda item: item[0], default=None)
        return best[1:] if best is not None else None

    def _line(self, draft: Draft, same: Sequence[Sequence[Said]]) -> Line:
        """Write a line of quotations that stand side by side, and name every report that has them."""
        run = same[0]
        parts = list(self._quoting.parts(run))
        told: set[object] = set()
        for number, part in enumerate(parts):
            words = tuple(worded(said) for said in part)
            # A headline and the sentence below it, or a quotation set out again beside the text.
            if words not in told:
                draft.fixed("" if not number else " · " if draft.is_open else " ")
                self._quoting.write(draft, part, len(parts))
                told.add(words)
            self._rest(draft, part)
        self._whence(draft, run[0])
        for again in same[1:]:
            draft.fixed(" — also in ")
            self._sources.told_in(draft, again[0].report)
            self._rest(draft, again)
        return draft.line()

    def _rest(self, draft: Draft, part: Sequence[Said]) -> None:
        """Set a footnote for statements: their passages, and how their speakers are known."""
        for said in part:
            self._declare_speaker(draft, said)
            draft.cite(*said.cited)
        draft.note(*(said.record.id for said in part))

    def _declare_speaker(self, draft: Draft, said: Said) -> None:
        for name in said.record.speaker:
            derived, passages = self._sources.name(name, said.record, said.span, said.cited)
            draft.declare(derived).cite(*passages)

    def _whence(self, draft: Draft, said: Said) -> None:
        """Say when, in which report, through whom, and whether the words can be the speaker's own."""
        record = said.record
        draft.fixed(" — ")
        if record.said is not None:
            draft.fixed("said on ")
            derived, passages = self._sources.day_of(record, record.said, said.span)
            draft.given(derived).cite(*passages)
            draft.fixed(", in ")
            self._sources.outlet(draft, said.report)
        else:
            draft.fixed("in ")
            self._sources.told_in(draft, said.report)
        via = tuple(
            name for name in record.via if record.speaker or not self._sources.is_source(name, said.cited)
        )
        for before, names in ((", via ", via), (", to ", record.addressee)):
            for number, name in enumerate(names):
                draft.fixed(" and " if number else before)
                derived, passages = self._sources.name(name, record, said.span, said.cited)
                draft.given(derived).cite(*passages)
        if record.wording is Wording.TRANSLATED:
            draft.fixed(" (translated)")
        elif record.wording is Wording.REWRITTEN:
            draft.fixed(" (rewritten, not the speaker’s own words)")
        if record.review is Review.CORRECTED:
            draft.fixed(" (corrected by a person)")

    # Those who are not

    def _described(self, described: list[Said]) -> list[Group]:
        pronouns = [said for said in described if said.source.casefold() in _PRONOUNS]
        others = [said for said in described if said.source.casefold() not in _PRONOUNS]
        made = []
        for heading, found in ((wording.DESCRIBED, others), (wording.PRONOUNS, pronouns)):
            if found:
                same = same_words(self._described_runs(found))
                lines = [self._line(self._described_as(runs_[0][0]), runs_) for runs_ in same]
                made.append(Group(Draft().fixed(heading).line(), self._limited(lines)))
        return made

    def _described_runs(self, found: list[Said]) -> list[list[Said]]:
        """Put quotations side by side that the same words name the source of."""
        split: list[list[Said]] = []
        for run in runs(sorted(found, key=self._order), self._place):
            for said in run:
                if split and split[-1][-1] in run and split[-1][-1].source == said.source:
                    split[-1].append(said)
                else:
                    split.append([said])
        return split

    def _described_as(self, said: Said) -> Draft:
        return Draft().words(phrase.cut(said.source, _SOURCE)).fixed(": ")


def _at(said: Said) -> tuple[int, str]:
    """Order by where the words stand, wherever their source does."""
    return said.contents[0].start, said.record.id


def _intro(found: Sequence[Said]) -> tuple[Line, ...]:
    return (Draft().fixed(wording.HOW_TO_READ if found else wording.NO_WORDS).line(),)


def _after(nobodys: int) -> tuple[Line, ...]:
    if not nobodys:
        return ()
    draft = Draft().count(nobodys, "statements").fixed(wording.TO_NOBODY[nobodys > 1])
    return (draft.fixed(wording.SEE_NOBODYS).line(),)


def _titles(mention: Mention) -> list[str]:
    """Give the name, office and country of a mention, each once."""
    return list(dict.fromkeys(x for x in (mention.name, mention.office, mention.country_name) if x))

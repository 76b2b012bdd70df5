"""Where the words stand that say whose a quotation is: after it, before it, or further on in its sentence."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from standoff.knowledge.cues import cue_verbs
from standoff.model.span import Span, trim
from standoff.stages.clauses import Clause, Clauses, is_passive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from standoff.stages.base import Reading
    from standoff.stages.speakers import Speakers
    from standoff.text.quotations import Quotation

_NEAR = 3
"""Words that may part speech from the clause after it that reports it."""
_JOINS = frozenset(
    {"while", "but", "though", "although", "when", "whereas", "because", "after", "before", "since"}
    | {"and", "if"}
)
"""Words that begin another clause after a quotation, not the one that reports it."""
_UNSPOKEN = frozenset({"think", "predict"})
"""Senses of cues that nobody needs to have spoken: "believed", "expected"."""
_THINGS = frozenset({"it", "this", "that", "which", "what"})
_RELATIVE = frozenset({"which", "that", "what"})
_CLIMB = 12
"""Steps from a quotation's first word up the parse to the cue that governs it."""
_ENDS_SPEECH = ",!?…—–-"


class Leads:
    """Finds the reporting clause of each of a report's quotations."""

    def __init__(
        self, reading: Reading, found: Sequence[Quotation], clauses: Clauses, speakers: Speakers
    ) -> None:
        """Make a finder for the quotations found in a report, in text order."""
        self._reading = reading
        self._text = reading.text
        self._quotations = found
        self._clauses = clauses
        self._speakers = speakers

    def clause(self, number: int, quotation: Quotation) -> Clause | None:
        """Choose the clause that a quotation belongs to."""
        after = self.region_after(number, quotation)
        before = self.region_before(number, quotation)
        clause = self._near(after) if after else None
        if (
            clause is not None
            and not self._ends_speech(quotation)
            and not self._follows_at_once(clause, after)
        ):
            clause = None
        clause = clause or (self._leading(before, quotation) if before else None)
        for region in (after, before):
            if clause is None and region is not None:
                clause = next(self._clauses.phrases(region), None)
        if clause is None:
            sentence = self._reading.sentence_at(quotation.outer.end - 1)
            rest = sentence and trim(self._text, quotation.outer.end, max(sentence.end, quotation.outer.end))
            clause = self._trailing(rest, quotation) if rest else None
        return clause

    def _trailing(self, after: Span, quotation: Quotation) -> Clause | None:
        """Find a clause further on that reports the sentence: "The fleet is “ready”, Orlan said"."""
        for clause in self._clauses.verbs(after):
            if clause.source is None or clause.source.start < after.start or is_passive(clause.token):
                continue
            begins = min(clause.source.start, clause.cue.start)
            appended = self._text[after.start - 2 : begins].rstrip("”’'\" ")[-1:] == ","
            if (appended and not self.starts_sentence(quotation)) or self._chain([clause], quotation):
                return clause
        return None

    def _leading(self, before: Span, quotation: Quotation) -> Clause | None:
        """Choose among the clauses that lead up to a quotation."""
        sourced = [c for c in self._clauses.verbs(before) if c.source is not None]
        # What somebody would say was not said: "Orlan said her side would answer “not today”" is Orlan's.
        sourced = [c for c in sourced if not _is_modal(c.token)] or sourced or self._introducing(before)
        parted = [c for c in sourced if self._parted(c, before)]
        if parted:
            return parted[-1]
        return self._governing(sourced, quotation) if sourced else None

    def _parted(self, clause: Clause, before: Span) -> bool:
        """Tell whether no more than a comma or colon parts a clause from speech: "told her only: “…”"."""
        gap = self._text[clause.cue.end : before.end]
        words = gap[:-1].replace(" ", "")
        return gap[-1:] in (",", ":") and gap.count(" ") <= _NEAR and (not words or words.isalpha())

    def in_source(self, before: Span, quotation: Quotation) -> bool:
        """Tell whether a quotation is part of a source: "said Orlan, author of “Winter Harbour”"."""
        at = quotation.outer.start
        return any(
            clause.cue.end <= clause.source.start < clause.source.end <= at
            and not self._text[clause.source.end : at].strip()
            for clause in self._clauses.verbs(before)
            if clause.source is not None
        )

    def _introducing(self, before: Span) -> list[Clause]:
        """Find a clause that a comma or colon parts from speech: "She went on, “…”", "He had a plea: “…”"."""
        if self._text[before.end - 1] not in ",:":
            return []
        spoken = [c for c in self._clauses.verbs(before, after_speech=True) if c.source is not None]
        near = [c for c in spoken if self._text[c.cue.end : before.end].count(" ") <= _NEAR]
        near = near or [c for c in self._clauses.closing(before) if c.source is not None]
        if near or self._text[before.end - 1] == ",":
            return near
        return [c for c in self._clauses.main(before) if self._speakers.of(c).names]

    def _governing(self, sourced: list[Clause], quotation: Quotation) -> Clause:
        """Choose the clause that governs a quotation in the parse, else the last.

        Words are quoted from what someone said, so "Orlan said that he believed it “over”" is what
        Orlan said.
        """
        chain = self._chain(sourced, quotation)
        spoken = (c for c in chain if self._is_speaking(c))
        return next(spoken, chain[0] if chain else sourced[-1])

    def _chain(self, clauses: list[Clause], quotation: Quotation) -> list[Clause]:
        """Give those of some clauses that stand above a quotation in the parse, the nearest first."""
        by_token = {(id(c.token.doc), c.token.i): c for c in clauses}
        first = next((t for _, t in self._reading.tokens(quotation.first) if t.is_alpha), None)
        above = [(id(t.doc), t.i) for t in islice(first.ancestors, _CLIMB)] if first is not None else []
        return [by_token[place] for place in above if place in by_token]

    def _is_speaking(self, clause: Clause) -> bool:
        head = clause.head.of(self._text).lower() if clause.head else ""
        sense = cue_verbs().get(clause.token.lemma_.lower())
        return sense not in _UNSPOKEN and head not in _THINGS and not clause.negated

    def _near(self, after: Span) -> Clause | None:
        clause = next(self._clauses.verbs(after, after_speech=True), None)
        if clause is None or clause.source is None or clause.source.start < after.start:
            return None
        if is_passive(clause.token) or clause.source.of(self._text).lower() in _RELATIVE:
            return None
        begins = min(clause.cue.start, clause.source.start)
        if self._text[after.start : begins].strip(" ,").split(" ")[0].lower() in _JOINS:
            return None
        if begins - after.start > 3 and self._text[after.start : begins].count(" ") > _NEAR:
            return None
        return clause

    def _follows_at_once(self, clause: Clause, after: Span | None) -> bool:
        """Tell whether a person's clause comes at once where the comma was forgotten: "“…” Orlan said"."""
        if after is None or clause.source is None:
            return False
        begins = min(clause.source.start, clause.cue.start)
        return begins == after.start and self._speakers.is_person(self._speakers.of(clause))

    def _ends_speech(self, quotation: Quotation) -> bool:
        """Tell whether a quotation ends as speech does that its sentence goes on to report."""
        last = quotation.parts.items[-1].end
        return (
            self._text[last - 1] in _ENDS_SPEECH
            or self._text[quotation.outer.end : quotation.outer.end + 1] == ","
        )

    def starts_sentence(self, quotation: Quotation) -> bool:
        """Tell whether a quotation begins its sentence."""
        sentence = self._reading.sentence_at(quotation.outer.start)
        return sentence is None or quotation.outer.start - sentence.start <= 1

    def region_after(self, number: int, quotation: Quotation) -> Span | None:
        """Give the rest of the quotation's last sentence, up to the next quotation."""
        sentence = self._reading.sentence_at(quotation.outer.end - 1)
        if sentence is None:
            return None
        end = sentence.end
        if number + 1 < len(self._quotations):
            end = min(end, self._quotations[number + 1].outer.start)
        return trim(self._text, quotation.outer.end, end) if end > quotation.outer.end else None

    def region_before(self, number: int, quotation: Quotation) -> Span | None:
        """Give what leads up to the quotation in its sentence, back to where earlier speech ended."""
        sentence = self._reading.sentence_at(quotation.outer.start)
        if sentence is None:
            return None
        start = sentence.start
        for at in range(number - 1, -1, -1):
            previous = self._quotations[at]
            if previous.outer.end <= start:
                break
            if self._text[previous.parts.items[-1].end - 1] in ",.!?":
                start = previous.outer.end
        return trim(self._text, start, quotation.outer.start) if start < quotation.outer.start else None


def _is_modal(verb: Token) -> bool:
    return any(child.tag_ == "MD" for child in verb.children)

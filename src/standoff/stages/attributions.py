"""Direct quotations, with the words that say whose they are.

Each quotation is looked at where it stands: what follows it ("…,” said Orlan"), what leads up to it
("Orlan said “…”"), a phrase in its sentence ("according to Orlan"), and last the quotation or sentence
before it. Without a cue a quotation is kept if it is long enough to be speech, and given to nobody: a
wrong speaker is worse than none.

Content is what stands between the marks. An attribution whose quotation is only a piece of the
reporter's clause ("“severe” consequences") has the style ``mixed``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from standoff.knowledge.cues import cue_verbs
from standoff.model.annotation import Attribution
from standoff.model.codebook import Layer, Polarity, Style
from standoff.model.span import Span, Spans, trim
from standoff.stages.base import PARSE
from standoff.stages.clauses import Clause, Clauses, is_passive
from standoff.stages.speakers import NOBODY, Speaker, Speakers
from standoff.text.quotations import Quotation, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.model.annotation import Annotation
    from standoff.stages.base import Reading

_SPEECH_WORDS = 4
"""Fewer words than this between marks are a term or a title unless a cue takes them."""
_TITLE_WORDS = 6
_NEAR = 3
"""Words that may part speech from the clause after it that reports it."""
_JOINS = frozenset(
    (
        "while",
        "but",
        "though",
        "although",
        "when",
        "whereas",
        "because",
        "after",
        "before",
        "since",
        "and",
        "if",
    )
)
"""Words that begin another clause after a quotation, not the one that reports it."""
_UNSPOKEN = frozenset({"think", "predict"})
"""Senses of cues that nobody needs to have spoken: "believed", "expected"."""
_NAMING = frozenset({"name", "accuse"})
"""Senses of cues that give a thing the name that stands in quotation marks."""
_THINGS = frozenset({"it", "this", "that", "which", "what"})
_CLIMB = 12
"""Steps from a quotation's first word up the parse to the cue that governs it."""
_DASHES = "―—–-"
_LABEL = 80
"""Code points of a name with its titles that stands before a colon."""
_ENDS_SPEECH = ",!?…—–-"


@dataclass(frozen=True, slots=True)
class _Given:
    """Whose a quotation is, and by which words."""

    clause: Clause | None
    source: Spans
    cue: Spans
    speaker: Speaker
    said: str | None = None
    via: tuple[str, ...] = ()
    polarity: Polarity = Polarity.SAID


class Attributions:
    """Direct quotations with source, cue, content and speaker."""

    name = "attributions"
    version = 1
    gives = frozenset({Layer.ATTRIBUTION})
    needs: frozenset[Layer | str] = frozenset({Layer.SENTENCE, Layer.MENTION, Layer.TIME, PARSE})

    def annotate(self, reading: Reading) -> list[Annotation]:
        """Mark the quotations of a report."""
        found, unpaired = quotations(reading.text, reading.blocks)
        reading.rejects.extend((self.name, mark.reason, mark.span) for mark in unpaired)
        return list(_Reader(reading, found).attributions())


class _Reader:
    """One report's quotations in order, each knowing what the one before it was given."""

    def __init__(self, reading: Reading, found: list[Quotation]) -> None:
        self._reading = reading
        self._text = reading.text
        self._quotations = found
        self._outers = [quotation.outer for quotation in found]
        self._clauses = Clauses(reading, self._quoted)
        self._speakers = Speakers(reading, self._clauses, self._quoted)
        self._last: tuple[Quotation, _Given] | None = None

    def attributions(self) -> Iterator[Attribution]:
        """Give an attribution for each quotation that is speech."""
        held: Attribution | None = None
        for number, quotation in enumerate(self._quotations):
            if held is not None and self._resumes(number, quotation):
                held = _joined(held, quotation)
                continue
            before = self._region_before(number, quotation)
            if before is not None and self._clauses.names(before):
                continue
            words = sum(len(part.of(self._text).split()) for part in quotation.parts)
            clause = self._clause(number, quotation)
            if self._is_title(quotation, words, clause):
                continue
            given = (
                self._given(clause)
                if clause
                else self._labelled(number, quotation) or self._carried(number, quotation)
            )
            if given is None and words < _SPEECH_WORDS:
                continue
            given = given or _Given(None, Spans(), Spans(), NOBODY)
            self._last = (quotation, given)
            if held is not None:
                yield held
            held = self._attribution(quotation, given, self._style(quotation, words))
        if held is not None:
            yield held

    def _is_title(self, quotation: Quotation, words: int, clause: Clause | None) -> bool:
        """Tell whether a quotation is the title of something and no cue takes it: "on “Face to Face”"."""
        if not 2 <= words <= _TITLE_WORDS or self._starts_sentence(quotation):
            return False
        long = [word for word in quotation.first.of(self._text).split() if len(word) > 3 or word.isupper()]
        if not long or not all(word[0].isupper() for word in long) or not long[0][0].isupper():
            return False
        if clause is None:
            return True
        between = self._text[clause.cue.end : quotation.outer.start]
        names = cue_verbs().get(clause.token.lemma_.lower()) in _NAMING
        return not names and not (clause.cue.end <= quotation.outer.start and between.count(" ") <= 1)

    def _resumes(self, number: int, quotation: Quotation) -> bool:
        """Tell whether a quotation goes on with the sentence that a clause broke off.

        As in "“Whatever they do,” Orlan said, “is theirs to answer for.”"
        """
        if self._last is None or not self._is_next(number, self._last[0]) or self._last[1].clause is None:
            return False
        previous, clause = self._last[0], self._last[1].clause
        between = self._text[previous.outer.end : quotation.outer.start]
        begins_low = quotation.first.of(self._text)[:1].islower()
        inside = previous.outer.end <= clause.cue.start < quotation.outer.start
        broke_off = self._text[previous.parts.items[-1].end - 1] in ",—–-"
        return (
            begins_low and inside and broke_off and between.rstrip()[-1:] == "," and between.count(" ") <= 10
        )

    def _attribution(self, quotation: Quotation, given: _Given, style: Style) -> Attribution:
        return Attribution(
            span=Spans.of([*quotation.parts, *given.source, *given.cue]).hull(),
            source=given.source,
            cue=given.cue,
            content=quotation.parts,
            style=style,
            speaker=given.speaker.names,
            entities=given.speaker.entities,
            via=given.via,
            said=given.said,
            polarity=given.polarity,
        )

    def _style(self, quotation: Quotation, words: int) -> Style:
        """Tell a quotation that is a clause of its own from a piece of the reporter's clause."""
        first = quotation.first.of(self._text)
        whole = words >= _SPEECH_WORDS and (first[:1].isupper() or not first[:1].isalpha())
        return Style.DIRECT if whole or self._starts_sentence(quotation) else Style.MIXED

    def _quoted(self, position: int) -> bool:
        at = bisect_right(self._outers, position, key=lambda outer: outer.start) - 1
        return at >= 0 and position < self._outers[at].end

    # Where the cue stands

    def _clause(self, number: int, quotation: Quotation) -> Clause | None:
        """Choose the clause that a quotation belongs to."""
        after = self._region_after(number, quotation)
        before = self._region_before(number, quotation)
        clause = self._near(after) if after and self._ends_speech(quotation) else None
        clause = clause or (self._leading(before, quotation) if before else None)
        for region in (after, before):
            if clause is None and region is not None:
                clause = next(self._clauses.phrases(region), None)
        return clause or (self._trailing(after, quotation) if after else None)

    def _trailing(self, after: Span, quotation: Quotation) -> Clause | None:
        """Find a clause further on that reports the sentence: "The fleet is “ready”, Orlan said"."""
        clause = next((c for c in self._clauses.verbs(after) if c.source is not None), None)
        if clause is None or clause.source is None or clause.source.start < after.start:
            return None
        if is_passive(clause.token):
            return None
        governs = bool(self._chain([clause], quotation)) or not self._starts_sentence(quotation)
        return clause if governs or self._near(after) else None

    def _leading(self, before: Span, quotation: Quotation) -> Clause | None:
        """Choose among the clauses that lead up to a quotation the one that governs it, else the last.

        What stands in the source itself ("said Orlan, author of “Winter Harbour”") is nobody's speech.
        """
        sourced = [c for c in self._clauses.verbs(before) if c.source is not None] or self._introducing(
            before
        )
        clause = self._governing(sourced, quotation) if sourced else None
        if clause is None or clause.source is None:
            return None
        touches = not self._text[clause.source.end : quotation.outer.start].strip()
        return None if touches and clause.cue.end <= clause.source.start else clause

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
        return cue_verbs().get(clause.token.lemma_.lower()) not in _UNSPOKEN and head not in _THINGS

    def _near(self, after: Span) -> Clause | None:
        clause = next(self._clauses.verbs(after, after_speech=True), None)
        if clause is None or clause.source is None or clause.source.start < after.start:
            return None
        if is_passive(clause.token):
            return None
        begins = min(clause.cue.start, clause.source.start)
        if self._text[after.start : begins].strip(" ,").split(" ")[0].lower() in _JOINS:
            return None
        if begins - after.start > 3 and self._text[after.start : begins].count(" ") > _NEAR:
            return None
        return clause

    def _ends_speech(self, quotation: Quotation) -> bool:
        """Tell whether a quotation ends as speech does that its sentence goes on to report."""
        last = quotation.parts.items[-1].end
        return (
            self._text[last - 1] in _ENDS_SPEECH
            or self._text[quotation.outer.end : quotation.outer.end + 1] == ","
        )

    def _starts_sentence(self, quotation: Quotation) -> bool:
        sentence = self._reading.sentence_at(quotation.outer.start)
        return sentence is None or quotation.outer.start - sentence.start <= 1

    def _region_after(self, number: int, quotation: Quotation) -> Span | None:
        """Give the rest of the quotation's last sentence, up to the next quotation."""
        sentence = self._reading.sentence_at(quotation.outer.end - 1)
        if sentence is None:
            return None
        end = sentence.end
        if number + 1 < len(self._outers):
            end = min(end, self._outers[number + 1].start)
        return trim(self._text, quotation.outer.end, end) if end > quotation.outer.end else None

    def _region_before(self, number: int, quotation: Quotation) -> Span | None:
        """Give what leads up to the quotation in its sentence, back to where earlier speech ended."""
        sentence = self._reading.sentence_at(quotation.outer.start)
        if sentence is None:
            return None
        start = sentence.start
        for previous in reversed(self._quotations[:number]):
            if previous.outer.end <= start:
                break
            if self._text[previous.parts.items[-1].end - 1] in ",.!?":
                start = previous.outer.end
        return trim(self._text, start, quotation.outer.start) if start < quotation.outer.start else None

    # Whose it is

    def _given(self, clause: Clause) -> _Given:
        source = Spans((clause.source,)) if clause.source else Spans()
        speaker = self._speakers.of(clause)
        via: tuple[str, ...] = ()
        if speaker.is_outlet and clause.token.dep_ == "pobj":
            via, speaker = speaker.names, NOBODY
        else:
            via = self._speakers.via(clause)
        polarity = Polarity.NOT_SAID if clause.negated else Polarity.SAID
        return _Given(
            clause, source, Spans((clause.cue,)), speaker, self._clauses.date(clause), via, polarity
        )

    def _labelled(self, number: int, quotation: Quotation) -> _Given | None:
        """Give a quotation to the name that stands before it like a label, or after a dash: "Orlan: “…”"."""
        before, after = self._region_before(number, quotation), self._region_after(number, quotation)
        label: Span | None = None
        if before is not None and self._text[before.end - 1] == ":":
            label = trim(self._text, before.start, before.end - 1)
        elif after is not None and self._text[after.start] in _DASHES:
            label = trim(self._text, after.start + 1, after.end)
        if label is None or len(label) > _LABEL:
            return None
        if any(token.pos_ in ("VERB", "AUX") for _, token in self._reading.tokens(label)):
            return None
        speaker = self._speakers.labelled(label)
        return _Given(None, Spans((label,)), Spans(), speaker) if speaker.names else None

    def _carried(self, number: int, quotation: Quotation) -> _Given | None:
        """Give a quotation without a cue what the words just before it were given.

        Either speech goes on after its reporting clause, in the same paragraph or in a paragraph that
        is nothing but speech; or the sentence before names who said it and holds no speech itself.
        """
        block = self._reading.block_at(quotation.outer.start)
        if block is None or not self._starts_sentence(quotation):
            return self._piece_of(number, quotation)
        if self._last is not None:
            previous, given = self._last
            same_block = previous.outer.end > block.start
            if given.clause is not None or given.source:
                if same_block and self._is_next(number, previous):
                    return given
                if self._all_speech(number, block) and self._follows(previous, block):
                    return given
        return self._lead_in(quotation, block)

    def _all_speech(self, number: int, block: Span) -> bool:
        """Tell whether a paragraph holds nothing but quotations, the first of them this one."""
        at = block.start
        for outer in islice(self._outers, number, None):
            if outer.start >= block.end:
                break
            if self._text[at : outer.start].strip():
                return False
            at = outer.end
        return not self._text[at : block.end].strip()

    def _is_next(self, number: int, previous: Quotation) -> bool:
        return number > 0 and self._quotations[number - 1] is previous

    def _piece_of(self, number: int, quotation: Quotation) -> _Given | None:
        """Give the rest of a broken quotation what its first piece was given."""
        if self._last is None or not self._is_next(number, self._last[0]) or quotation.closed:
            return None
        return self._last[1] if quotation.outer.start - self._last[0].outer.end <= 3 else None

    def _follows(self, previous: Quotation, block: Span) -> bool:
        """Tell whether a paragraph comes right after the one that a quotation stands in."""
        at = bisect_left(self._reading.blocks, block)
        return at > 0 and previous.outer.end > self._reading.blocks[at - 1].start

    def _lead_in(self, quotation: Quotation, block: Span) -> _Given | None:
        """Look at the sentence before: "Orlan spoke to reporters in Tamrin." or "He wrote:"."""
        at = bisect_right(self._reading.sentences, quotation.outer.start, key=lambda s: s.start) - 2
        if at < 0:
            return None
        sentence = self._reading.sentences[at]
        ends_with_colon = self._text[sentence.end - 1] == ":"
        if (sentence.start < block.start and not ends_with_colon) or self._quoted(sentence.end - 1):
            return None
        clauses = [c for c in self._clauses.verbs(sentence) if c.source is not None]
        if not clauses and ends_with_colon:
            clauses = [c for c in self._clauses.main(sentence) if self._speakers.of(c).names]
        if not clauses:
            return None
        return self._given(next((c for c in clauses if c.token.dep_ == "ROOT"), clauses[-1]))


def _joined(held: Attribution, quotation: Quotation) -> Attribution:
    content = Spans.of([*held.content, *quotation.parts])
    return replace(held, content=content, span=Spans.of([held.span, *quotation.parts]).hull())

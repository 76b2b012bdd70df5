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
from typing import TYPE_CHECKING

from standoff.knowledge.cues import cue_verbs
from standoff.model.annotation import Attribution
from standoff.model.codebook import Layer, Polarity, Style
from standoff.model.span import Span, Spans, trim
from standoff.stages.base import PARSE
from standoff.stages.clauses import Clause, Clauses
from standoff.stages.leads import Leads
from standoff.stages.speakers import NOBODY, Speaker, Speakers
from standoff.text.quotations import Quotation, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.model.annotation import Annotation, Time
    from standoff.stages.base import Reading

_SPEECH_WORDS = 4
"""Fewer words than this between marks are a term or a title unless a cue takes them."""
_TITLE_WORDS = 6
_NAMING = frozenset({"name", "accuse"})
"""Senses of cues that give a thing the name that stands in quotation marks."""
_DASHES = "―—–-"
_LABEL = 80
"""Code points of a name with its titles that stands before a colon."""


@dataclass(frozen=True, slots=True)
class _Given:
    """Whose a quotation is, and by which words."""

    clause: Clause | None
    source: Spans
    cue: Spans
    speaker: Speaker
    said: Time | None = None
    via: tuple[str, ...] = ()
    polarity: Polarity = Polarity.SAID


class Attributions:
    """Direct quotations with source, cue, content and speaker."""

    name = "attributions"
    version = 2
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
        self._leads = Leads(reading, found, self._clauses, self._speakers)
        self._last: tuple[Quotation, _Given] | None = None

    def attributions(self) -> Iterator[Attribution]:
        """Give an attribution for each quotation that is speech."""
        held: Attribution | None = None
        for number, quotation in enumerate(self._quotations):
            if held is not None and self._resumes(number, quotation):
                held = _joined(held, quotation)
                continue
            given = self._whose(number, quotation)
            if given is None:
                continue
            if held is not None:
                yield held
            own = quotation
            if self._last is not None and self._is_anothers(number, quotation, given):
                others, own = _parted(quotation)
                yield self._attribution(others, self._last[1])
            held = self._attribution(own, given)
            self._last = (quotation, given)
        if held is not None:
            yield held

    def _whose(self, number: int, quotation: Quotation) -> _Given | None:
        """Tell whose a quotation is; None when it is no speech."""
        before = self._leads.region_before(number, quotation)
        if before is not None and (self._clauses.names(before) or self._leads.in_source(before, quotation)):
            return None
        words = self._words(quotation)
        clause = None if self._is_rest(number, quotation) else self._leads.clause(number, quotation)
        if self._is_title(quotation, words, clause):
            return None
        if clause is not None:
            return self._given(clause)
        given = self._labelled(number, quotation) or self._carried(number, quotation)
        if given is None and words >= _SPEECH_WORDS:
            return _Given(None, Spans(), Spans(), NOBODY)
        return given

    def _is_anothers(self, number: int, quotation: Quotation, given: _Given) -> bool:
        """Tell whether all but the last paragraph of a quotation go on with another's speech.

        A mark that never closes makes two speeches one: "“…,” Orlan said. “…", and in the next paragraph
        "“…,” Varn said."
        """
        block = self._reading.block_at(quotation.outer.start)
        if len(quotation.parts) < 2 or block is None or self._last is None:
            return False
        previous, before = self._last
        if not self._is_next(number, previous) or previous.outer.end <= block.start:
            return False
        named = before.speaker.names and given.speaker.names
        return bool(named) and not set(before.speaker.names) & set(given.speaker.names)

    def _words(self, quotation: Quotation) -> int:
        return sum(len(part.of(self._text).split()) for part in quotation.parts)

    def _is_title(self, quotation: Quotation, words: int, clause: Clause | None) -> bool:
        """Tell whether a quotation is the title of something and no cue takes it: "on “Face to Face”"."""
        if not 2 <= words <= _TITLE_WORDS or self._leads.starts_sentence(quotation):
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

    def _attribution(self, quotation: Quotation, given: _Given) -> Attribution:
        return Attribution(
            span=Spans.of([*quotation.parts, *given.source, *given.cue]).hull(),
            source=given.source,
            cue=given.cue,
            content=quotation.parts,
            style=self._style(quotation),
            speaker=given.speaker.names,
            entities=given.speaker.entities,
            via=given.via,
            said=given.said.edtf if given.said else None,
            said_time=self._reading.id_of(given.said) if given.said else None,
            polarity=given.polarity,
        )

    def _style(self, quotation: Quotation) -> Style:
        """Tell a quotation that is a clause of its own from a piece of the reporter's clause."""
        first = quotation.first.of(self._text)
        whole = self._words(quotation) >= _SPEECH_WORDS and (first[:1].isupper() or not first[:1].isalpha())
        return Style.DIRECT if whole or self._leads.starts_sentence(quotation) else Style.MIXED

    def _quoted(self, position: int) -> bool:
        at = bisect_right(self._outers, position, key=lambda outer: outer.start) - 1
        return at >= 0 and position < self._outers[at].end

    # Whose it is

    def _given(self, clause: Clause) -> _Given:
        source = Spans((clause.source,)) if clause.source else Spans()
        speaker = self._speakers.of(clause)
        via = self._speakers.via(clause)
        if speaker.is_outlet:
            # An outlet relays: what it says of its own account is still not a party's word.
            via, speaker = speaker.names, NOBODY
        polarity = Polarity.NOT_SAID if clause.negated else Polarity.SAID
        return _Given(
            clause, source, Spans((clause.cue,)), speaker, self._clauses.date(clause), via, polarity
        )

    def _labelled(self, number: int, quotation: Quotation) -> _Given | None:
        """Give a quotation to the name that stands before it like a label, or after a dash: "Orlan: “…”"."""
        before = self._leads.region_before(number, quotation)
        label = self._signature(number, quotation)
        if before is not None and self._text[before.end - 1] == ":":
            label = trim(self._text, before.start, before.end - 1)
        if label is None or len(label) > _LABEL:
            return None
        if any(token.pos_ in ("VERB", "AUX") for _, token in self._reading.tokens(label)):
            return None
        speaker = self._speakers.labelled(label)
        return _Given(None, Spans((label,)), Spans(), speaker) if speaker.names else None

    def _signature(self, number: int, quotation: Quotation) -> Span | None:
        """Find what stands behind a dash between a quotation and the end of its paragraph."""
        block = self._reading.block_at(quotation.outer.end - 1)
        if block is None or block.end - quotation.outer.end > _LABEL:
            return None
        if number + 1 < len(self._outers) and self._outers[number + 1].start < block.end:
            return None
        rest = self._text[quotation.outer.end : block.end].lstrip()
        return trim(self._text, block.end - len(rest) + 1, block.end) if rest[:1] in set(_DASHES) else None

    def _carried(self, number: int, quotation: Quotation) -> _Given | None:
        """Give a quotation without a cue what the words just before it were given.

        Either speech goes on after its reporting clause, in the same paragraph or in a paragraph that
        is nothing but speech; or the sentence before names who said it and holds no speech itself.
        """
        block = self._reading.block_at(quotation.outer.start)
        if block is None or not self._leads.starts_sentence(quotation):
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
        last = bisect_left(self._outers, block.end, key=lambda outer: outer.start)
        for outer in self._outers[number:last]:
            if self._text[at : outer.start].strip():
                return False
            at = outer.end
        return not self._text[at : block.end].strip()

    def _is_next(self, number: int, previous: Quotation) -> bool:
        return number > 0 and self._quotations[number - 1] is previous

    def _piece_of(self, number: int, quotation: Quotation) -> _Given | None:
        """Give a further piece of a broken quotation what its first piece was given.

        As in "Orlan said: “Whatever we do” they will find “fault with all of it.”"
        """
        if self._last is None or not self._is_next(number, self._last[0]):
            return None
        previous, given = self._last
        if self._is_rest(number, quotation):
            return given
        sentence = self._reading.sentence_at(quotation.outer.start)
        if sentence is None or given.clause is None or given.clause.cue.start < sentence.start:
            return None
        leads = given.clause.cue.end <= previous.outer.start
        between = Span(previous.outer.end, quotation.outer.start)
        return given if leads and not self._speakers.named_in(between) else None

    def _is_rest(self, number: int, quotation: Quotation) -> bool:
        """Tell whether a quotation is what a mark that closed too early cut off from the one before."""
        if self._last is None or quotation.closed or not self._is_next(number, self._last[0]):
            return False
        return quotation.outer.start - self._last[0].outer.end <= 3

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


def _parted(quotation: Quotation) -> tuple[Quotation, Quotation]:
    """Part the last paragraph of a quotation from those before it."""
    *first, last = quotation.parts
    return (
        Quotation(Spans(tuple(first)), Span(quotation.outer.start, first[-1].end), closed=False),
        Quotation(Spans((last,)), Span(last.start, quotation.outer.end), closed=quotation.closed),
    )


def _joined(held: Attribution, quotation: Quotation) -> Attribution:
    content = Spans.of([*held.content, *quotation.parts])
    return replace(held, content=content, span=Spans.of([held.span, *quotation.parts]).hull())

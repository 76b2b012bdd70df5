"""Who speaks a quotation that no attribution gives to anybody: the subject of the clause beside it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from standoff.knowledge.cues import cue_verbs
from standoff.model.span import Span
from standoff.stages.grammar import subject_in

if TYPE_CHECKING:
    from spacy.tokens import Token

    from standoff.stages.base import Reading
    from standoff.stages.voices import Voice, Voices

_NEAR = 120
"""Code points before and after a quotation in which its reporting clause stands."""
_LINES = 2
"""Line ends between two paragraphs."""
_MARKS = "\"'“”‘’`,.!?…  \t\r\n"
_MAX_GAP = 20


class Reporting:
    """Finds reporting clauses beside quotations."""

    def __init__(self, reading: Reading, voices: Voices) -> None:
        self._reading = reading
        self._voices = voices
        self._known: dict[Span, Token | None] = {}

    def speaker(self, voice: Voice) -> Token | None:
        """Give the word that names who speaks: in "“No,” Orlan said" "Orlan"."""
        span = voice.span
        if span not in self._known:
            self._known[span] = self._after(span) or self._before(span) or self._led_in(span)
        return self._known[span]

    def carried(self, voice: Voice) -> Voice | None:
        """Give the quotation that one goes on with: it begins the paragraph after that one's."""
        before = self._voices.before(voice)
        block = self._reading.block_at(voice.span.start)
        if before is None or block is None or before.is_nested:
            return None
        earlier = self._reading.block_at(before.span.start)
        if earlier is None or not self._is_bare(block.start, voice.span.start):
            return None
        return before if earlier == block or self._is_bare(earlier.end, block.start) else None

    def _after(self, span: Span) -> Token | None:
        block = self._reading.block_at(span.end - 1)
        if block is None:
            return None
        # A mark that closes too late leaves the clause in a sentence of its own.
        end = min(span.end + _NEAR, block.end)
        tokens = [token for _, token in self._reading.tokens(Span(span.end, end))] if end > span.end else []
        return self._subject([token for token in tokens if token.text not in _MARKS][:8])

    def _before(self, span: Span) -> Token | None:
        sentence = self._reading.sentence_at(span.start)
        if sentence is None or sentence.start >= span.start:
            return None
        start = max(sentence.start, span.start - _NEAR)
        tokens = [token for _, token in self._reading.tokens(Span(start, span.start))]
        last = [token for token in tokens if token.text.strip(_MARKS + ":")][-8:]
        return self._subject(last)

    def _led_in(self, span: Span) -> Token | None:
        """Give the subject of the sentence before a quotation that has no clause of its own.

        In the paragraph before, it has to be one that says something.
        """
        block, sentence = self._reading.block_at(span.start), self._reading.sentence_at(span.start)
        text = self._reading.text
        if block is None or sentence is None or not self._is_bare(sentence.start, span.start):
            return None
        before = self._sentence_before(sentence)
        if before is None or text[before.end : sentence.start].count("\n") > _LINES:
            return None
        if self._voices.at(before.start) is not None or self._voices.at(before.end - 2) is not None:
            return None
        root = next((token for _, token in self._reading.tokens(before) if token.dep_ == "ROOT"), None)
        if root is None or not (before.start >= block.start or root.lemma_.lower() in cue_verbs()):
            return None
        return subject_in(root)

    def _is_bare(self, start: int, end: int) -> bool:
        """Tell whether nothing but marks and white space stands between two places."""
        return end - start <= _MAX_GAP and not self._reading.text[start:end].strip(_MARKS)

    def _sentence_before(self, sentence: Span) -> Span | None:
        n = bisect_left(self._reading.sentences, sentence) - 1
        return self._reading.sentences[n] if n >= 0 else None

    @staticmethod
    def _subject(tokens: list[Token]) -> Token | None:
        """Give the subject of the only verb of saying among some words."""
        verbs = [token for token in tokens if token.pos_ == "VERB" and token.lemma_.lower() in cue_verbs()]
        if len(verbs) != 1:
            return None
        subject = subject_in(verbs[0])
        return subject if subject is not None and subject in tokens else None

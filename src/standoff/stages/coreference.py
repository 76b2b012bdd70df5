"""Whom pronouns stand for, where that can be told for sure; else nobody.

A pronoun given to the wrong person puts words in a mouth, so that what comes close stays open.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from standoff.model.annotation import Attribution, Mention
from standoff.model.codebook import Layer, MentionKind, Style
from standoff.stages.antecedents import Antecedents, Context
from standoff.stages.base import PARSE
from standoff.stages.bodies import Bodies
from standoff.stages.discourse import Discourse, Named, Pronoun
from standoff.stages.reporting import Reporting
from standoff.stages.voices import Voice, Voices
from standoff.text.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from standoff.stages.base import Reading

Found = tuple[Named, str] | None
_STEPS = 6
"""Paragraphs that one speech goes on through without a reporting clause."""
_SPOKE_WITHIN = 1_000
"""Code points back that somebody's last words count for "he said"."""


class Coreference:
    """Marks pronouns and what they stand for; holds no state between reports."""

    name = "coreference"
    version = 2
    gives: frozenset[Layer] = frozenset({Layer.MENTION})
    needs: frozenset[Layer | str] = frozenset({Layer.SENTENCE, Layer.MENTION, Layer.ATTRIBUTION, PARSE})

    def annotate(self, reading: Reading) -> list[Mention]:
        """Mark the pronouns of a report that stand for one actor for sure, in text order."""
        mentions = [m for m in reading.found.get(Layer.MENTION, []) if isinstance(m, Mention)]
        said = [a for a in reading.found.get(Layer.ATTRIBUTION, []) if isinstance(a, Attribution)]
        quoted, _ = quotations(reading.text, reading.blocks)
        voices = Voices(reading, said, [quotation.outer for quotation in quoted])
        author = _author(reading) if voices.is_narrated else None
        return _Resolver(reading, Discourse(reading, mentions, voices), voices, said, author).resolved()


def _author(reading: Reading) -> str | None:
    """Give the author's name, where the report has one author."""
    author = reading.report.author
    one = author is not None and " " in author and not any(mark in author for mark in (",", "&", " and "))
    return author if one else None


class _Resolver:
    """Goes through one report's pronouns in order; what one stands for counts for the next."""

    def __init__(
        self,
        reading: Reading,
        discourse: Discourse,
        voices: Voices,
        said: Sequence[Attribution],
        author: str | None,
    ) -> None:
        self._reading = reading
        self._discourse = discourse
        self._author = author
        self._antecedents = Antecedents(discourse)
        self._bodies = Bodies(discourse)
        self._reporting = Reporting(reading, voices)
        self._found: dict[int, Found] = {}
        self._pronouns = {pronoun.span.start: pronoun for pronoun in discourse.pronouns}
        self._sources = {
            part.start: each for each in said for part in each.source if part.start in self._pronouns
        }
        ordered = sorted(said, key=lambda each: each.span)
        self._said_before = {id(each): before for before, each in pairwise(ordered)}

    def resolved(self) -> list[Mention]:
        """Give a mention for every pronoun that is resolved."""
        made = (self._marked(pronoun, self._once(pronoun)) for pronoun in self._discourse.pronouns)
        return [mention for mention in made if mention is not None]

    def _marked(self, pronoun: Pronoun, found: Found) -> Mention | None:
        stands_for = self._discourse.antecedent(found[0], pronoun) if found else None
        if found is not None and stands_for is not None:
            return self._mention(pronoun, stands_for, found[1])
        if self._author and pronoun.stands == "speaker" and pronoun.voice is None:
            # Where only the byline names the author there is no mention to refer to.
            because = "pronoun: author of the report"
            return Mention(span=pronoun.span, kind=MentionKind.PERSON, name=self._author, because=because)
        return None

    def _once(self, pronoun: Pronoun) -> Found:
        """Resolve a pronoun, and before it the one that speaks its quotation: "“I know,” he said"."""
        at = pronoun.span.start
        if at not in self._found:
            self._found[at] = None
            found = self._resolve(pronoun)
            self._found[at] = found
            if found is not None or pronoun.stands == "one":
                self._discourse.add(pronoun, found[0] if found else None)
        return self._found[at]

    def _resolve(self, pronoun: Pronoun) -> Found:
        match pronoun.stands:
            case "speaker":
                return self._speaking(pronoun)
            case "addressee":
                return self._spoken_to(pronoun)
            case "one":
                return self._person(pronoun)
            case _:
                return self._bodies.of(pronoun)

    def _speaking(self, pronoun: Pronoun) -> Found:
        """Resolve "I" to the speaker of its quotation; outside of all quotations to the author."""
        if pronoun.voice is None:
            named = self._discourse.by_name(self._author, pronoun.span.start) if self._author else None
            return (named, "pronoun: author of the report") if named else None
        named = self._speaker(pronoun.voice)
        person = named is not None and named.kind is MentionKind.PERSON
        return (named, "pronoun: speaker of the quotation") if named and person else None

    def _spoken_to(self, pronoun: Pronoun) -> Found:
        said = pronoun.voice.said if pronoun.voice else None
        if said is None or len(said.addressee) != 1:
            return None
        named = self._discourse.by_name(said.addressee[0], pronoun.span.start)
        person = named is not None and named.kind is MentionKind.PERSON
        return (named, "pronoun: addressee of the quotation") if named and person else None

    def _speaker(self, voice: Voice | None, steps: int = _STEPS) -> Named | None:
        """Give who speaks: whom the attribution names, or whom the pronoun that is its source stands for."""
        if voice is None or voice.is_nested or steps == 0:
            return None
        said = voice.said
        if said is not None and (said.source or said.speaker):
            return self._speaker_of(said)
        subject = self._reporting.speaker(voice)
        if subject is not None:
            return self._meant(subject)
        earlier = self._reporting.carried(voice)
        return self._speaker(earlier, steps - 1) if earlier is not None else None

    def _speaker_of(self, said: Attribution) -> Named | None:
        source = next((self._pronouns[p.start] for p in said.source if p.start in self._pronouns), None)
        if source is not None:
            found = self._once(source)
            return found[0] if found else None
        if len(said.speaker) != 1:
            return None
        return self._discourse.by_name(said.speaker[0], said.span.start)

    def _meant(self, subject: Token) -> Named | None:
        """Give whom a subject names, or stands for as a pronoun."""
        pronoun = self._pronouns.get(self._discourse.place(subject))
        found = self._once(pronoun) if pronoun else None
        named = found[0] if found else self._discourse.at_word(subject)
        return named if named is not None and named.is_told else None

    def _person(self, pronoun: Pronoun) -> Found:
        said = self._sources.get(pronoun.span.start)
        if said is not None and said.style is not Style.INDIRECT:
            return self._source(pronoun, said)
        voice = pronoun.voice
        if voice is None:
            return self._antecedents.of(pronoun, Context())
        speaker = self._speaker(voice)
        if speaker is None:
            other = self._is_of_other_gender(voice, pronoun)
            return self._antecedents.of(pronoun, Context(closed=not other))
        return self._antecedents.of(pronoun, Context(barred=frozenset({speaker.key})))

    def _is_of_other_gender(self, voice: Voice, pronoun: Pronoun) -> bool:
        """Tell whether a speaker who is not known is a man and the pronoun a woman's, or the other way."""
        parts = voice.said.source if voice.said and not voice.is_nested else ()
        sources = (self._pronouns[part.start] for part in parts if part.start in self._pronouns)
        return any(source.gender and source.gender != pronoun.gender for source in sources)

    def _source(self, pronoun: Pronoun, said: Attribution) -> Found:
        """Resolve a pronoun that speaks: none of whom it speaks of, rather who spoke last."""
        inside = [
            named.key
            for named in self._discourse.before(pronoun, 8)
            if named.is_told and any(part.start <= named.at < part.end for part in said.content)
        ]
        last = self._spoke_last(said)
        context = Context(frozenset(inside), last.key if last else None)
        found = self._antecedents.of(pronoun, context)
        if len(said.speaker) != 1:
            return found
        given = self._discourse.by_name(said.speaker[0], pronoun.span.start)
        if given is None or not self._discourse.agrees(given, pronoun) or given.key in inside:
            return found
        if found is None or found[0].key != given.key:
            return None
        return given, "pronoun: source of the attribution"

    def _spoke_last(self, said: Attribution) -> Named | None:
        """Give who spoke in the attribution before."""
        before = self._said_before.get(id(said))
        if before is None or said.span.start - before.span.end > _SPOKE_WITHIN:
            return None
        return self._speaker_of(before)

    def _mention(self, pronoun: Pronoun, stands_for: Mention, because: str) -> Mention:
        return Mention(
            span=pronoun.span,
            kind=stands_for.kind,
            name=stands_for.name,
            entity=stands_for.entity,
            country=stands_for.country,
            country_name=stands_for.country_name,
            sector=stands_for.sector,
            office=stands_for.office,
            refers_to=self._reading.id_of(stands_for),
            because=because,
        )

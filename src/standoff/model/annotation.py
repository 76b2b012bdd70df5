"""What is marked on one text: one dataclass a layer, every field of `formats` in its place.

An annotation knows its span and what it says; its quote is sliced from the text when it is written
down, and its id and maker are stamped by the pipeline (`Marked`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from standoff.model.codebook import (
    AgendaStatus,
    Layer,
    MentionKind,
    Modifier,
    Polarity,
    Style,
    Tense,
    TimeType,
    Wording,
)
from standoff.model.report import sha256
from standoff.model.span import Span, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """Something marked on a text."""

    layer: ClassVar[Layer]
    span: Span

    def key(self) -> tuple[str, ...]:
        """Give what sets this annotation apart from another of its layer on the same span.

        Nothing in it may depend on the publication date or on a stage's version.
        """
        return ()

    def inner(self) -> tuple[Span, ...]:
        """Give every further span that the annotation names."""
        return ()

    def id_in(self, text_sha256: str) -> str:
        """Make the annotation's id: a hash of the text, the layer, the span and the key fields."""
        parts = [text_sha256, self.layer.value, str(self.span.start), str(self.span.end), *self.key()]
        return f"{self.layer.value[:3]}-{sha256(chr(31).join(parts))[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate(Annotation):
    """Page furniture; nothing inside it is read as reporting."""

    layer: ClassVar[Layer] = Layer.BOILERPLATE
    reason: str

    def key(self) -> tuple[str, ...]:
        """See `Annotation.key`."""
        return (self.reason,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Annotation):
    """A sentence, or a heading that stands as one."""

    layer: ClassVar[Layer] = Layer.SENTENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Annotation):
    """A name or description of an actor, a place or a document.

    Attributes:
        name: the canonical name where the mention is linked, else the words as cleaned of titles.
        entity: the id of the actor it is linked to; None when it is not linked.
        country: ISO 3166 alpha-3, ``XKX`` for Kosovo; None for bodies of several states and unknown.
        country_name: the country's common English name.
        sector: a PLOVER sector.
        office: the office held on the report's date.
        refers_to: the id of the mention that a pronoun or short form stands for.
        because: what the link or the reference rests on.
        latitude: of places, decimal degrees, north positive.
        longitude: of places, decimal degrees, east positive.
        note: what is contested about a place.
    """

    layer: ClassVar[Layer] = Layer.MENTION
    kind: MentionKind
    name: str
    entity: str | None = None
    country: str | None = None
    country_name: str | None = None
    sector: str | None = None
    office: str | None = None
    refers_to: str | None = None
    because: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    note: str | None = None

    @property
    def is_reference(self) -> bool:
        """Whether it is a pronoun, a description or an office, not a name."""
        return self.because is not None and self.because.startswith(("pronoun", "description", "office"))

    @property
    def tells_who(self) -> bool:
        """Whether its words tell whom it means: names do, and offices; pronouns and descriptions do not."""
        return self.because is None or not self.because.startswith(("pronoun", "description"))

    def key(self) -> tuple[str, ...]:
        """See `Annotation.key`."""
        return (self.kind.value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Annotation):
    """A time expression.

    Attributes:
        value: TIMEX3 value in TimeML's conventions; None for a date that no calendar has.
        edtf: the same in EDTF; None where EDTF has no such date.
        anchor: the id of the time it is counted from, or ``published``; None for absolute times.
        expression: how it is counted from its anchor, in the language of `standoff.stages.times.expression`;
            None for absolute times. A corrected publication date changes `value` and `edtf`, never this.
        tense: where the words around it put it; None where they do not tell.
    """

    layer: ClassVar[Layer] = Layer.TIME
    type: TimeType
    value: str | None
    edtf: str | None
    anchor: str | None = None
    expression: str | None = None
    tense: Tense | None = None

    def key(self) -> tuple[str, ...]:
        """See `Annotation.key`."""
        return (self.type.value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Annotation):
    """A quantity that the reporting is about.

    Attributes:
        value: the number as written; for a range and for a vague plural ("dozens") it is None, as no
            midpoint is made up.
        low: the least value, where the words bound it from below ("at least", a range, a vague plural);
            None for an exact number, for "about", and where that side is open.
        high: the greatest value, in the same way ("up to").
        unit: ``%``, ``percentage point``, ``fraction``, an ISO 4217 code, a unit of measure, or the thing
            counted in the singular; None when what is counted is not said.
        of: what is counted.
        holder: whose it is.
        as_of: EDTF.
        as_of_time: the id of the time that says so.
    """

    layer: ClassVar[Layer] = Layer.FIGURE
    value: float | int | None
    low: float | int | None
    high: float | int | None
    unit: str | None
    modifier: Modifier | None = None
    of: str | None = None
    holder: str | None = None
    as_of: str | None = None
    as_of_time: str | None = None

    def key(self) -> tuple[str, ...]:
        """See `Annotation.key`."""
        return (repr(self.value), self.unit or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Annotation):
    """Words or thoughts given to a source. PARC's and PolNeAR's terms: source, cue, content.

    Attributes:
        source: the words that name the source; may be empty.
        cue: the words that attribute ("said"); may be empty.
        content: what is attributed; never empty. Quotation marks are outside it.
        speaker: canonical names the source resolves to; empty when unknown.
        entities: ids of the speakers' actors, where linked.
        via: outlets or people who relay it.
        addressee: to whom it was said.
        said: when, in EDTF.
        said_time: the id of the time that says so.
        parent: the id of the attribution it stands inside.
    """

    layer: ClassVar[Layer] = Layer.ATTRIBUTION
    source: Spans
    cue: Spans
    content: Spans
    style: Style
    speaker: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    said: str | None = None
    said_time: str | None = None
    parent: str | None = None
    polarity: Polarity = Polarity.SAID
    wording: Wording = Wording.UNKNOWN

    def key(self) -> tuple[str, ...]:
        """See `Annotation.key`."""
        return (str(self.source.pairs()), str(self.cue.pairs()), str(self.content.pairs()))

    def inner(self) -> tuple[Span, ...]:
        """See `Annotation.inner`."""
        return (*self.source, *self.cue, *self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Annotation):
    """An announced occasion, where one sentence names it. The span is the words for the occasion.

    Attributes:
        occasion: the words for it, in the singular and without article: "talks", "summit", "phone call".
        parties: canonical names of those who meet, sorted; empty when the text does not say.
        entities: ids of the parties' actors, where linked.
        place: canonical name of where, None when not said.
        date: EDTF, None when not said or not known.
        status: how far it has come, by these words.
        times: ids of the times that give `date`, in text order.
        announced_by: canonical names of those by whose account it stands on the agenda.
        passages: further spans that it rests on (parties, place, dates, the words of its status).
    """

    layer: ClassVar[Layer] = Layer.AGENDA
    occasion: str
    parties: tuple[str, ...]
    place: str | None
    date: str | None
    status: AgendaStatus
    entities: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    announced_by: tuple[str, ...] = ()
    passages: Spans

    def key(self) -> tuple[str, ...]:
        """See `Annotation.key`."""
        return (self.occasion, *self.times)

    def inner(self) -> tuple[Span, ...]:
        """See `Annotation.inner`."""
        return tuple(self.passages)


@dataclass(frozen=True, slots=True)
class Marked:
    """An annotation as it stands in a report: with its id and who made it.

    Attributes:
        by: ``stage/version``.
    """

    id: str
    annotation: Annotation
    by: str


LAYERS: dict[Layer, type[Annotation]] = {
    kind.layer: kind for kind in (Boilerplate, Sentence, Attribution, Mention, Time, Figure, Agenda)
}
"""The dataclass of each layer."""

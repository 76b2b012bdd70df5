"""What every stage is given and what it says of itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from standoff.model.annotation import Mention
from standoff.model.codebook import Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from standoff.knowledge.registry import Registry
    from standoff.model.annotation import Annotation
    from standoff.model.report import Published, Report
    from standoff.model.span import Span
    from standoff.stages.engine import Parse


AnAnnotation = TypeVar("AnAnnotation", bound="Annotation")


@dataclass(slots=True)
class Reading:
    """One report while it is being annotated.

    Attributes:
        report: the frozen text and what came with it.
        published: its publication date as far as known.
        furniture: boilerplate, sorted.
        blocks: the paragraphs of the reporting, boilerplate cut out, sorted.
        sentences: the sentences of the blocks, sorted.
        title: the line of the text that is its title, if any.
        parse: the parser's view of the blocks; None unless a stage asked for it.
        registry: the actors known.
        found: the annotations that earlier stages made, by layer, each list in text order.
        rejects: what stages gave up, as (stage, reason, span).
    """

    report: Report
    published: Published
    furniture: Sequence[Span]
    blocks: Sequence[Span]
    sentences: Sequence[Span]
    registry: Registry
    title: Span | None = None
    parse: Parse | None = None
    found: dict[Layer, list[Annotation]] = field(default_factory=dict)
    rejects: list[tuple[str, str, Span]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def id_of(self, annotation: Annotation) -> str:
        """Give the id that an annotation has in this report, to refer to it by."""
        return annotation.id_in(self.report.text_sha256)

    def names(self, *, offices: bool = False) -> list[Mention]:
        """Give the mentions by name, disjoint, in text order.

        Args:
            offices: give those by an office that one person is known to hold too; a name that stands
                inside such an office is then left out.
        """
        found = [m for m in self.found.get(Layer.MENTION, []) if isinstance(m, Mention)]
        kept: list[Mention] = []
        for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
            if mention.is_reference and not (offices and mention.tells_who):
                continue
            if not kept or mention.span.start >= kept[-1].span.end:
                kept.append(mention)
        return kept

    def sentence_at(self, position: int) -> Span | None:
        """Find the sentence that holds a code point; None between sentences and in boilerplate."""
        return _holding(self.sentences, position)

    def block_at(self, position: int) -> Span | None:
        """Find the paragraph that holds a code point."""
        return _holding(self.blocks, position)

    def tokens(self, span: Span) -> Iterator[tuple[Span, Token]]:
        """Give the parser's tokens that overlap a span, each with its place in the text.

        Raises:
            RuntimeError: when the stage did not say that it needs the parse.
        """
        if self.parse is None:
            raise RuntimeError("a stage that reads tokens needs Need.PARSE")
        return self.parse.tokens(span)


def inside(found: Sequence[AnAnnotation], span: Span) -> Sequence[AnAnnotation]:
    """Give those of some annotations, in text order, that begin inside a span."""
    first = bisect_left(found, span.start, key=lambda each: each.span.start)
    return found[first : bisect_left(found, span.end, key=lambda each: each.span.start)]


def _holding(spans: Sequence[Span], position: int) -> Span | None:
    at = bisect_right(spans, position, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and position < spans[at].end else None


PARSE = "parse"
"""What a stage lists among its needs when it reads tokens."""


class Stage(Protocol):
    """A maker of annotations. Holds no state between reports."""

    @property
    def name(self) -> str:
        """The module's name."""
        ...

    @property
    def version(self) -> int:
        """A number that is raised whenever the stage's output may change."""
        ...

    @property
    def gives(self) -> frozenset[Layer]:
        """The layers it marks."""
        ...

    @property
    def needs(self) -> frozenset[Layer | str]:
        """The layers it reads, and `PARSE` when it reads tokens."""
        ...

    def annotate(self, reading: Reading) -> Sequence[Annotation]:
        """Mark a report. The pipeline sorts, checks and stamps what comes back."""
        ...

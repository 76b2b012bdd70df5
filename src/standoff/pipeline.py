"""Runs the stages over one report, checks every span they give, and stamps who made what.

`analyse` is a function of one report and the actors known: nothing of what else is read, nor of when
or in what order, comes into it.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from standoff.errors import GroundingError, UsageError
from standoff.ingest.boilerplate import mark
from standoff.ingest.frontmatter import FrontMatter, read_front
from standoff.ingest.published import published
from standoff.model.analysis import Analysis
from standoff.model.annotation import Boilerplate, Marked, Sentence
from standoff.model.codebook import Layer
from standoff.model.record import Reject
from standoff.model.span import Span, trim
from standoff.stages.actors import Actors
from standoff.stages.agenda import Occasions
from standoff.stages.attributions import Attributions
from standoff.stages.base import PARSE, Reading, Stage
from standoff.stages.coreference import Coreference
from standoff.stages.dating import VERSION as DATING
from standoff.stages.dating import clues_of, solve
from standoff.stages.engine import VERSION, Engine
from standoff.stages.figures import Figures
from standoff.stages.times import Times
from standoff.stages.times.resolve import redated
from standoff.text.segment import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from standoff.knowledge.registry import Registry
    from standoff.model.annotation import Annotation
    from standoff.model.report import Report

FIRST_HOP = "extract/1"
"""What makes boilerplate marks and sentences, which every other stage rests on."""

STAGES: tuple[Stage, ...] = (
    Times(),
    Actors(),
    Figures(),
    Attributions(),
    Coreference(),
    Occasions(),
)
"""In an order in which each finds what it needs."""

_ORDER = {layer: number for number, layer in enumerate(Layer)}
_QUOTE_OF_REJECT = 200


class Pipeline:
    """The stages that the layers asked for need, ready to run on any number of reports."""

    def __init__(self, registry: Registry, layers: Collection[Layer] = ()) -> None:
        """Choose the stages; load the parser only if one of them reads it.

        Args:
            registry: the actors that mentions may be linked to.
            layers: the layers wanted; all when empty.

        Raises:
            InstallationError: when the parser's model is not as it was installed.
        """
        self._wanted = frozenset(layers or Layer)
        self._registry = registry
        self._stages = _needed(self._wanted)
        self._engine = Engine.load() if any(PARSE in stage.needs for stage in self._stages) else None

    @property
    def made_by(self) -> str:
        """Name everything that the output depends on beside the report: stages, model, actors."""
        stages = [f"{stage.name}/{stage.version}" for stage in self._stages]
        model = [f"model/{VERSION}"] if self._engine is not None else []
        return " ".join([FIRST_HOP, *stages, DATING, *model, f"actors/{self._registry.fingerprint}"])

    def analyse(self, report: Report) -> Analysis:
        """Annotate one report.

        Raises:
            GroundingError: when a stage marks what is not in the text: an error in this program.
        """
        text = report.text
        found = mark(text)
        front = read_front(text, found, report.title)
        # The cues of boilerplate are English words; elsewhere they only help to find the title.
        marked_off = found if report.language == "en" else []
        furniture = [item.span for item in marked_off]
        report = _filled(report, front)
        dated = published(report.published_given, front.stated)
        blocks = reporting_blocks(text, furniture)
        if front.dateline is not None:
            blocks = _parted(text, blocks, front.dateline.end)
        spans = sentences(text, blocks)
        reading = Reading(
            report=report,
            published=dated,
            furniture=furniture,
            blocks=blocks,
            sentences=spans,
            registry=self._registry,
            title=front.title,
        )
        first: list[Annotation] = [
            Boilerplate(span=item.span, reason=str(item.reason)) for item in marked_off
        ]
        first.extend(Sentence(span=span) for span in spans)
        marked = self._stamped(reading, first, FIRST_HOP)
        if report.language == "en":
            marked.extend(self._staged(reading, marked))
        return Analysis(report, reading.published, _canonical(marked, self._wanted), _rejects(reading))

    def _staged(self, reading: Reading, first: Sequence[Marked]) -> Iterator[Marked]:
        parses = self._engine is not None and any(PARSE in stage.needs for stage in self._stages)
        with self._engine.bounded() if parses and self._engine else nullcontext():
            if parses and self._engine:
                reading.parse = self._engine.parse(reading.text, reading.blocks, reading.sentences)
            for stage in self._stages:
                made = stage.annotate(reading)
                if Layer.TIME in stage.gives:
                    made = self._dated(reading, [*first, *self._stamped(reading, made, stage.name)])
                for annotation in made:
                    reading.found.setdefault(annotation.layer, []).append(annotation)
                for layer in stage.gives:
                    reading.found.setdefault(layer, []).sort(key=lambda a: a.span)
                yield from self._stamped(reading, made, f"{stage.name}/{stage.version}")
            reading.parse = None

    def _dated(self, reading: Reading, marked: Sequence[Marked]) -> list[Annotation]:
        """Work out when the report was published, before any stage asks, and count its times from there.

        An office is held on a date, and a date is found from offices: what dating asks is who ever held
        an office that the words name, so that it needs no mention that was linked by a date.
        """
        analysis = Analysis(reading.report, reading.published, tuple(marked))
        reading.published = solve(clues_of(analysis, self._registry))
        again = redated(marked, reading.published.anchor)
        return [item.annotation for item in again if item.annotation.layer is Layer.TIME]

    def _stamped(self, reading: Reading, made: Sequence[Annotation], by: str) -> list[Marked]:
        size = len(reading.text)
        for annotation in made:
            for span in (annotation.span, *annotation.inner()):
                if span.end > size:
                    raise GroundingError(
                        f"report {reading.report.id}: {by} marks {span}, past its {size} characters"
                    )
        return [Marked(reading.id_of(annotation), annotation, by) for annotation in made]


def _needed(wanted: Collection[Layer]) -> list[Stage]:
    """Choose the stages that give the layers wanted and, before them, those that these read.

    Times are always marked: the date of an undated report is worked out from them.
    """
    needs: set[Layer | str] = {*wanted, Layer.TIME}
    chosen: list[Stage] = []
    for stage in reversed(STAGES):
        if stage.gives & needs:
            needs |= stage.needs
            chosen.append(stage)
    return chosen[::-1]


def _filled(report: Report, front: FrontMatter) -> Report:
    """Take title, author, publisher and address from the page where they did not come with it."""
    title = front.title.of(report.text) if front.title else None
    return replace(
        report,
        title=report.title or (" ".join(title.split()) if title else None),
        author=report.author or front.author,
        publisher=report.publisher or front.publisher,
        url=report.url or front.url,
    )


def reporting_blocks(text: str, furniture: Sequence[Span]) -> list[Span]:
    r"""Give the paragraphs with the boilerplate cut out of them, and list and heading marks off them.

    >>> page = "# Talks open\nADVERTISEMENT\n- The envoys met."
    >>> [block.of(page) for block in reporting_blocks(page, [Span(13, 26)])]
    ['Talks open', 'The envoys met.']
    """
    starts = [span.start for span in furniture]
    blocks: list[Span] = []
    for paragraph in paragraphs(text):
        at = max(bisect_right(starts, paragraph.start) - 1, 0)
        start = paragraph.start
        while at < len(furniture) and furniture[at].start < paragraph.end:
            if furniture[at].end > start:
                blocks.extend(_block(text, start, furniture[at].start))
                start = furniture[at].end
            at += 1
        blocks.extend(_block(text, start, paragraph.end))
    return blocks


def _parted(text: str, blocks: Sequence[Span], end: int) -> list[Span]:
    """Part a dateline from the paragraph that it stands before: it is no word of the first sentence."""
    parted: list[Span] = []
    for block in blocks:
        if block.start < end < block.end:
            parted.extend([*_block(text, block.start, end), *_block(text, end, block.end)])
        else:
            parted.append(block)
    return parted


def _block(text: str, start: int, end: int) -> list[Span]:
    block = trim(text, start, end) if start < end else None
    if block is None:
        return []
    mark_end = block.start
    while mark_end < min(block.start + 7, block.end) and text[mark_end] in "#>*•·-+":
        mark_end += 1
    if mark_end > block.start and text[mark_end : mark_end + 1].isspace():
        block = trim(text, mark_end, block.end)
    return [block] if block else []


def _canonical(marked: Sequence[Marked], wanted: Collection[Layer]) -> tuple[Marked, ...]:
    """Put annotations in text order, longer ones first, and drop what was marked twice."""
    kept = {item.id: item for item in marked if item.annotation.layer in wanted}
    return tuple(sorted(kept.values(), key=_place))


def _place(item: Marked) -> tuple[int, int, int, str]:
    span = item.annotation.span
    return span.start, -span.end, _ORDER[item.annotation.layer], item.id


def _rejects(reading: Reading) -> tuple[Reject, ...]:
    found = [
        Reject(reading.report.id, stage, reason, span, span.of(reading.text)[:_QUOTE_OF_REJECT])
        for stage, reason, span in reading.rejects
    ]
    return tuple(sorted(found, key=lambda reject: (reject.span, reject.stage, reject.reason)))


def layers_named(names: str | None) -> frozenset[Layer]:
    """Read a list of layers such as ``time,figure``.

    Raises:
        UsageError: when one of them is no layer.
    """
    wanted = [name.strip() for name in (names or "").split(",") if name.strip()]
    unknown = [name for name in wanted if name not in set(Layer)]
    if unknown:
        raise UsageError(f"there is no layer {', '.join(unknown)}; choose among {', '.join(Layer)}")
    return frozenset(Layer(name) for name in wanted)

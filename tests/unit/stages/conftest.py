"""What the tests of stages share: one loaded parser, and a way to make a report ready for a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from standoff.knowledge.registry import Registry
from standoff.model.codebook import Basis
from standoff.model.partial_date import PartialDate
from standoff.model.report import Published, Report
from standoff.stages.base import Reading
from standoff.stages.engine import Engine
from standoff.text.segment import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standoff.model.annotation import Annotation
    from standoff.model.codebook import Layer


class MakeReading(Protocol):
    """What the `reading` fixture gives."""

    def __call__(
        self,
        text: str,
        published: str | None = None,
        *,
        parse: bool = True,
        found: Mapping[Layer, list[Annotation]] | None = None,
    ) -> Reading:
        """Make a text ready for a stage.

        Args:
            text: the report's text; all of it is reporting.
            published: its publication date in EDTF, taken as given with the report; None when unknown.
            parse: whether to parse it; most tests of stages without tokens need no parse.
            found: what earlier stages marked.
        """
        ...


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The parser, loaded once a test run."""
    return Engine.load()


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry that Standoff is shipped with."""
    return Registry.shipped()


@pytest.fixture(scope="session")
def reading(engine: Engine, registry: Registry) -> MakeReading:
    """A maker of readings: blocks, sentences and parse as the pipeline makes them, no boilerplate."""

    def make(
        text: str,
        published: str | None = None,
        *,
        parse: bool = True,
        found: Mapping[Layer, list[Annotation]] | None = None,
    ) -> Reading:
        blocks = paragraphs(text)
        cut = sentences(text, blocks)
        return Reading(
            report=Report.of(text),
            published=_published(published),
            furniture=(),
            blocks=blocks,
            sentences=cut,
            registry=registry,
            parse=engine.parse(text, blocks, cut) if parse else None,
            found=dict(found or {}),
        )

    return make


def _published(edtf: str | None) -> Published:
    if edtf is None:
        return Published()
    return Published(date=PartialDate(edtf), value=edtf, basis=Basis.METADATA, confidence=1.0)

"""A report with all that was marked on it: what `annotate` makes and a desk keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model.annotation import Marked
from standoff.model.record import Reject
from standoff.model.report import Published, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standoff.model.codebook import Layer


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of annotating one report, a function of the report alone.

    Attributes:
        annotations: in text order, each id once.
        rejects: what could not be grounded, in text order.
    """

    report: Report
    published: Published
    annotations: tuple[Marked, ...]
    rejects: tuple[Reject, ...] = ()

    def of(self, layer: Layer) -> Iterator[Marked]:
        """Give the annotations of one layer."""
        return (marked for marked in self.annotations if marked.annotation.layer is layer)

"""The temporal tagger: what time each expression of running text means, and what it is counted from."""

from __future__ import annotations

from standoff.stages.times.stage import Times

__all__ = ["Times"]

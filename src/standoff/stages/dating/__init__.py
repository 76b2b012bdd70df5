"""When an undated report was written: clues in its words, what each says of every day, and the answer.

`clues_of` gathers, `solve` answers for one report alone; `standoff.collate.dating` for a collection.
"""

from standoff.stages.dating.clues import NEEDS, Clues, clues_of
from standoff.stages.dating.solver import VERSION, solve

__all__ = ["NEEDS", "VERSION", "Clues", "clues_of", "solve"]

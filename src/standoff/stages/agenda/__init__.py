"""Announced occasions: which words name one, who takes part, where, when, and how far it has come."""

from standoff.stages.agenda.progress import agenda_date
from standoff.stages.agenda.stage import Occasions

__all__ = ["Occasions", "agenda_date"]

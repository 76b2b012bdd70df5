"""Standoff reads news reporting on an international crisis and keeps the record."""

__version__ = "0.1.0"

"""Reads what people hand in: files, folders, rows and pages."""

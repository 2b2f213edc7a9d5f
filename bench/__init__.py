"""Measurements: a synthetic city of stated size, and what is timed on it. Not part of the wheel."""

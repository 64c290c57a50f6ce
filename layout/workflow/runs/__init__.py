"""Runs that are kept: what was computed, the same computed again, and what changed between two."""

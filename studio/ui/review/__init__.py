"""Findings, reps and set facts: what the studio found and what the coach decides."""

"""Findings, answers and log become causes, safety tier, load advice and a plan. Never a diagnosis."""

from studio.coaching.advising import advise
from studio.coaching.intake import parse_intake, unknown_choices, unknown_keys

__all__ = ["advise", "parse_intake", "unknown_choices", "unknown_keys"]

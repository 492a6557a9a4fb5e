"""The feedback: a review becomes a PDF for the athlete and the coach."""

from studio.report.renderer import Paper, TypstRenderer
from studio.report.typesetting import CannotTypeset

__all__ = ["CannotTypeset", "Paper", "TypstRenderer"]

"""The feedback: a review becomes a PDF for the athlete and the coach."""

from studio.core.report import Paper
from studio.report.renderer import TypstRenderer
from studio.report.typesetting import CannotTypeset

__all__ = ["CannotTypeset", "Paper", "TypstRenderer"]

"""Landmarks → signals: repair, smoothing, the fitted body, angles and heights with their doubt, view and grade."""

from studio.core.neutral import NeutralOrigin, NeutralReference
from studio.signals.body import BodyFit, fit_body
from studio.signals.interpretation import interpret
from studio.signals.offset_model import OffsetModel
from studio.signals.options import InterpretOptions

__all__ = [
    "BodyFit",
    "InterpretOptions",
    "NeutralOrigin",
    "NeutralReference",
    "OffsetModel",
    "fit_body",
    "interpret",
]

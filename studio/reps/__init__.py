"""Signals → reps, phases and measures."""

from studio.reps.measuring import measure_reps
from studio.reps.options import MeasureOptions
from studio.reps.segmentation import find_reps, segment_reps

__all__ = ["MeasureOptions", "find_reps", "measure_reps", "segment_reps"]

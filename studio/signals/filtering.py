"""Fill short gaps and take the jitter out without moving anything in time."""

from collections.abc import Iterator
from itertools import pairwise
from math import sqrt

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.signal import butter, sosfiltfilt

from studio.core.arrays import BoolArray, FloatArray

_GRID_PER_CUTOFF = 5.0  # samples per period of the cut-off: keeps the digital filter far from its Nyquist edge
_LARGEST_SHARE_OF_FPS = 0.4  # a clip holds nothing above half its frame rate; stay clear of that edge
_ROUNDING_S = 1e-6
_FEWEST_SAMPLES = 4  # shorter stretches are left as they are
_TWO_PASSES = (sqrt(2.0) - 1.0) ** 0.25  # Source: Winter 2009, section 2.4: cut-off correction for two passes


def runs_of(known: BoolArray) -> Iterator[slice]:
    """The stretches in which a condition holds without a break, in order.

    Args:
        known: shape (T,).
    """
    edges = np.flatnonzero(np.diff(known.astype(np.int8), prepend=0, append=0))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        yield slice(int(start), int(stop))


def fill_gaps(times_s: FloatArray, values: FloatArray, *, longest_gap_s: float) -> FloatArray:
    """Fill short gaps between known samples along straight lines; longer ones, and both ends, stay missing.

    Args:
        times_s: shape (T,), seconds.
        values: shape (T,) or (T, n); NaN is missing. Each column is filled on its own.
        longest_gap_s: time between the known samples on either side of a gap that may still be filled.

    Returns:
        A copy with the gaps filled.
    """
    filled = np.array(values, dtype=np.float64)
    columns = filled[:, np.newaxis] if filled.ndim == 1 else filled
    for column in columns.T:
        known = np.flatnonzero(np.isfinite(column))
        for left, right in pairwise(known):
            if right - left > 1 and times_s[right] - times_s[left] <= longest_gap_s + _ROUNDING_S:
                inside = slice(left + 1, right)
                column[inside] = np.interp(times_s[inside], times_s[[left, right]], column[[left, right]])
    return filled


def smooth(times_s: FloatArray, values: FloatArray, *, cutoff_hz: float) -> FloatArray:
    """Zero-phase fourth-order Butterworth low-pass on the true, possibly uneven times.

    Every unbroken stretch is resampled evenly, filtered forwards and backwards and read back at its own times.
    Where the frame rate cannot carry the cut-off, the cut-off is lowered to what it can.

    Args:
        times_s: shape (T,), seconds, increasing.
        values: shape (T,) or (T, n); NaN is missing and stays missing.
        cutoff_hz: −3 dB frequency of both passes together.

    Source: kb:b1 (zero-phase fourth-order Butterworth).
    """
    smoothed = np.array(values, dtype=np.float64)
    columns = smoothed[:, np.newaxis] if smoothed.ndim == 1 else smoothed
    patterns, group_of = np.unique(np.isfinite(columns), axis=1, return_inverse=True)
    for group, known in enumerate(patterns.T):
        together = np.flatnonzero(group_of == group)  # columns with the same gaps are filtered at once
        for run in runs_of(known):
            piece = (run, together)
            columns[piece] = _smooth_run(times_s[run], columns[piece], cutoff_hz=cutoff_hz)
    return smoothed


def _smooth_run(times_s: FloatArray, values: FloatArray, *, cutoff_hz: float) -> FloatArray:
    """Filter the columns of one unbroken stretch, shape (n, m)."""
    if len(values) < _FEWEST_SAMPLES:
        return values
    fps = 1.0 / float(np.median(np.diff(times_s)))
    cutoff_hz = min(cutoff_hz, _LARGEST_SHARE_OF_FPS * fps)
    rate_hz = max(fps, _GRID_PER_CUTOFF * cutoff_hz)
    count = round(float(times_s[-1] - times_s[0]) * rate_hz) + 1
    grid_s = np.linspace(times_s[0], times_s[-1], count)
    even: FloatArray = CubicSpline(times_s, values)(grid_s)
    sections = butter(2, cutoff_hz / _TWO_PASSES, fs=(count - 1) / float(grid_s[-1] - grid_s[0]), output="sos")
    padding = min(count - 1, int(3 * rate_hz / cutoff_hz))
    filtered: FloatArray = sosfiltfilt(sections, even, axis=0, padlen=padding)
    result: FloatArray = CubicSpline(grid_s, filtered)(times_s)
    return result

"""Signals over the rep, 0 to 100 %: mean and spread, best and worst rep, and where the curve should pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, log10

import numpy as np

from studio.core.analysis import Analysis
from studio.core.arrays import FloatArray
from studio.core.capture import Grade
from studio.core.exercise import Exercise
from studio.core.fault import Comparison
from studio.core.figure import Polyline
from studio.core.moments import signal_of
from studio.core.rep import Rep
from studio.core.signal import Signal
from studio.report.document import Curve, Curves, TargetBand
from studio.report.findings import link_to
from studio.report.words import Words

PERCENT = np.linspace(0.0, 100.0, 101)

_LONGEST_GAP_S = 0.25
_PANELS = ("hip_angle_deg", "shin_angle_deg", "knee_angle_deg", "gaze_pitch_deg", "hip_height_tl", "back_contour_deg")
_MOST_PANELS = 4
_TARGETS = {signal_of(measure): measure for measure in ("M-HOE", "M-SHIN", "M-KNEE-TOP", "M-GAZE")}
"""Measures that are a signal's value in the top window, so that their bands can be drawn there."""

_READ_FROM = {**_TARGETS, "back_contour_deg": "M-BCD"}
"""What is read from a signal: where it could not be taken in any rep, the course shows nothing but the error."""

_FROM_NEUTRAL = frozenset({"M-HOE"})
_TICKS = 5


@dataclass(frozen=True, slots=True)
class _Course:
    """A signal stretched to 0–100 % of every rep; rows are reps."""

    signal: Signal
    reps: tuple[Rep, ...]
    rows: FloatArray

    @property
    def is_shown(self) -> bool:
        return bool(np.isfinite(self.rows).mean() > 0.5) if self.rows.size else False


def make_curves(analysis: Analysis, exercise: Exercise, words: Words, *, best: int, worst: int) -> Curves:
    """Panels of the signals that this clip shows.

    Args:
        analysis: signals and reps.
        exercise: gives the bands.
        words: for titles and alternative texts.
        best: number of the cleanest rep; 0 for none.
        worst: number of the worst rep; 0 for none.
    """
    reps = tuple(rep for rep in analysis.reps if rep.is_complete and rep.duration_s > 0.0)
    found = (analysis.signals.get(name) for name in _PANELS)
    courses = [stretch(signal, reps) for signal in found if signal is not None and reps]
    told = [course for course in courses if course.is_shown and _is_measured(course.signal.name, analysis)]
    shown = told[:_MOST_PANELS]
    panels = tuple(_panel(course, analysis, exercise, words, best=best, worst=worst) for course in shown)
    if not panels:
        return Curves()
    return Curves(
        panels=panels,
        mean_label=words.own("curve.mean", count=len(reps)) if len(reps) > 1 else words.own("curve.single"),
        spread_label=words.own("curve.spread") if len(reps) > 1 else "",
        best_label=words.own("curve.best", rep=best) if best else "",
        worst_label=words.own("curve.worst", rep=worst) if worst else "",
        note=words.own("curve.note"),
    )


def _is_measured(name: str, analysis: Analysis) -> bool:
    """Whether what is read from a signal could be taken in any rep."""
    measure = _READ_FROM.get(name)
    taken = [one for one in analysis.measures.of_reps(measure) if one is not None] if measure else []
    return not taken or any(one.is_assessable for one in taken)


def stretch(signal: Signal, reps: tuple[Rep, ...]) -> _Course:
    """Put every rep on a common axis: 0 % its start, 100 % its end.

    Gaps of up to a quarter of a second are bridged, longer ones stay missing.
    """
    rows = [_stretch_one(signal, rep) for rep in reps]
    return _Course(signal, reps, np.array(rows) if rows else np.empty((0, len(PERCENT))))


def _stretch_one(signal: Signal, rep: Rep) -> FloatArray:
    times_s = signal.times_s[signal.valid]
    values = signal.values[signal.valid]
    wanted_s = rep.start_s + PERCENT / 100.0 * rep.duration_s
    if len(times_s) < 2:
        return np.full(len(PERCENT), np.nan)
    right = np.clip(np.searchsorted(times_s, wanted_s), 1, len(times_s) - 1)
    gap_s = times_s[right] - times_s[right - 1]
    distance_s = np.maximum(times_s[0] - wanted_s, wanted_s - times_s[-1])
    stretched: FloatArray = np.interp(wanted_s, times_s, values)
    stretched[(gap_s > _LONGEST_GAP_S) | (distance_s > _LONGEST_GAP_S)] = np.nan
    return stretched


def _panel(course: _Course, analysis: Analysis, exercise: Exercise, words: Words, *, best: int, worst: int) -> Curve:
    mean, sd = _mean_and_sd(course.rows)
    band = _target(course.signal.name, analysis, exercise)
    low, high = _range(course.rows, band)
    ticks = _ticks(low, high)
    low, high = min(low, ticks[0]), max(high, ticks[-1])
    scale = _Scale(low, high)
    told = next((rep for rep in course.reps if rep.index == worst), course.reps[0])
    phases = _phases(course.reps)
    name = course.signal.name
    title = words.own(f"signal.{name}") if words.has(f"signal.{name}") else name
    has_spread = len(course.reps) > 1
    return Curve(
        title=title,
        unit=words.unit(course.signal.unit),
        ticks=tuple((scale.y(tick), words.number(tick, "", decimals=_tick_decimals(ticks))) for tick in ticks),
        phases=phases,
        mean=tuple(scale.lines(mean)),
        spread=tuple(scale.areas(mean - sd, mean + sd)) if has_spread else (),
        best=_one(course, best, scale),
        worst=_one(course, worst, scale),
        band=None if band is None else scale.band(band, phases),
        band_label=_band_label(band, course.signal, words),
        alt=_alt(title, course, mean, words),
        link=link_to(analysis, told.top_s),
    )


def _mean_and_sd(rows: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean and standard deviation where at least half of the reps have a value."""
    known = np.isfinite(rows)
    count = known.sum(axis=0)
    filled = np.where(known, rows, 0.0)
    mean = np.divide(filled.sum(axis=0), count, out=np.full(rows.shape[1], np.nan), where=count > 0)
    squares = np.where(known, (rows - mean) ** 2, 0.0).sum(axis=0)
    sd = np.sqrt(np.divide(squares, count - 1, out=np.zeros(rows.shape[1]), where=count > 1))
    mean[count * 2 < len(rows)] = np.nan
    return mean, sd


def _phases(reps: tuple[Rep, ...]) -> tuple[float, ...]:
    """Where the top begins and ends on average, as fractions of the rep."""
    tops = [(rep.top_s - rep.start_s) / rep.duration_s for rep in reps]
    ends = [(rep.top_end_s - rep.start_s) / rep.duration_s for rep in reps]
    return round(float(np.mean(tops)), 5), round(float(np.mean(ends)), 5)


def _target(name: str, analysis: Analysis, exercise: Exercise) -> tuple[float, float] | None:
    """Between which values no fault of the exercise begins; an open side is infinite; none for a poor picture."""
    measure = _TARGETS.get(name)
    if analysis.capture.grade is Grade.POOR:
        return None
    low, high = -inf, inf
    for fault in exercise.faults:
        for indicator in fault.deciding:
            bands = indicator.bands_for(is_calibrated=analysis.capture.is_calibrated)
            limit = bands.limits[0] if bands.limits else None
            if indicator.measure != measure or limit is None:
                continue
            if isinstance(limit, tuple):
                low, high = max(low, limit[0]), min(high, limit[1])
            elif bands.comparison is Comparison.AT_LEAST:
                high = min(high, limit)
            else:
                low = max(low, limit)
    if not (isfinite(low) or isfinite(high)):
        return None
    offset = analysis.capture.neutral_reference_deg if measure in _FROM_NEUTRAL else 0.0
    return low + offset, high + offset


def _range(rows: FloatArray, band: tuple[float, float] | None) -> tuple[float, float]:
    edges = [edge for edge in band or () if isfinite(edge)]
    low = min(float(np.nanmin(rows)), *edges) if edges else float(np.nanmin(rows))
    high = max(float(np.nanmax(rows)), *edges) if edges else float(np.nanmax(rows))
    margin = 0.06 * max(high - low, 1e-6)
    return low - margin, high + margin


def _ticks(low: float, high: float) -> list[float]:
    """Round values inside a range, about five of them."""
    rough = (high - low) / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if power * factor >= rough)
    first = ceil(low / step)
    return [round(index * step, 6) for index in range(first, floor(high / step) + 1)] or [low, high]


def _tick_decimals(ticks: list[float]) -> int:
    return next((places for places in range(4) if all(abs(tick - round(tick, places)) < 1e-9 for tick in ticks)), 4)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Turns values into heights of the panel."""

    low: float
    high: float

    def y(self, value: float) -> float:
        return round(1.0 - (value - self.low) / (self.high - self.low), 5)

    def lines(self, values: FloatArray) -> Iterator[Polyline]:
        """The curve, broken where it is missing."""
        for run in _runs(np.isfinite(values)):
            yield tuple((round(float(PERCENT[index]) / 100.0, 5), self.y(float(values[index]))) for index in run)

    def areas(self, low: FloatArray, high: FloatArray) -> Iterator[Polyline]:
        """The area between two curves, broken where one is missing."""
        for run in _runs(np.isfinite(low) & np.isfinite(high)):
            there = [(round(float(PERCENT[index]) / 100.0, 5), self.y(float(high[index]))) for index in run]
            back = [(round(float(PERCENT[index]) / 100.0, 5), self.y(float(low[index]))) for index in reversed(run)]
            yield (*there, *back)

    def band(self, band: tuple[float, float], phases: tuple[float, ...]) -> TargetBand:
        low, high = max(band[0], self.low), min(band[1], self.high)
        return TargetBand(left=phases[0], right=phases[1], top=self.y(high), bottom=self.y(low))


def _runs(is_known: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[range]:
    """Stretches of known values that are longer than one point."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_known, [False]]).astype(int)))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [range(int(start), int(end)) for start, end in pairs if end - start > 1]


def _one(course: _Course, number: int, scale: _Scale) -> tuple[Polyline, ...]:
    rows = [row for rep, row in zip(course.reps, course.rows, strict=True) if rep.index == number]
    return tuple(scale.lines(rows[0])) if rows else ()


def _band_label(band: tuple[float, float] | None, signal: Signal, words: Words) -> str:
    if band is None:
        return ""
    low, high = band
    if not isfinite(low):
        return words.own("curve.below", value=words.amount(high, signal.unit))
    if not isfinite(high):
        return words.own("curve.above", value=words.amount(low, signal.unit))
    return words.own("curve.between", span=words.span(low, high, signal.unit))


def _alt(title: str, course: _Course, mean: FloatArray, words: Words) -> str:
    known = mean[np.isfinite(mean)]
    if not known.size:
        return title
    low, high = float(known.min()), float(known.max())
    return words.own("curve.alt", title=title, count=len(course.reps), span=words.span(low, high, course.signal.unit))

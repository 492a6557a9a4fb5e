"""Where the bar lies on the hip, how it travels, and where the trunk pivots on the bench."""

from collections.abc import Iterator
from math import hypot, isfinite, radians, sin, sqrt

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part, Side
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.reps.sheet import Reduce, Sheet, Value

_NO_BAR = "The bar was not followed."
_NO_BENCH = "Mark the front edge of the bench to judge it."
_HIP_HIDDEN = "A large plate hides the hip, so its distance from the bar cannot be seen."
_POINT_SD = 0.06  # doubt of the distance between two points of the body, in thigh or trunk lengths; DF
_BAR_SD = 0.1  # of the bar's place on the hip, seen at right angles. Source: accuracy benchmark
_PLATE_NEARER_TL = 1.67  # the near plate stands 0.7 m before the hip, a thigh is 0.42 m. Source: kb:part0
_YAW_SD_DEG = 6.0  # of the camera's yaw as estimated. Source: accuracy benchmark
_PITCH_DEG = 6.0  # a camera at 0.78 m, 3.3 m away, looks down on a bar at 0.45 m; DF
_PATH_SAMPLES = 41


def bar_measures(sheet: Sheet, rep: Rep) -> Iterator[Measure]:
    """Bar position, bar path and pivot of one rep. Source: kb:b4."""
    reason = sheet.capture.why_not_from_the_side()
    on_hip = _bar_on_hip(sheet)
    top, whole = sheet.top_window(rep), sheet.whole_window(rep)
    along, around = _plate_doubt(sheet)
    yield _reduced(sheet, on_hip, top, _median, reason, sd=along).as_measure("M-BARU", "tl")
    yield _reduced(sheet, on_hip, whole, _spread, reason, sd=around).as_measure("M-BARROLL", "tl")
    pivot = _pivot(sheet)
    yield _reduced(sheet, pivot, top, _median, reason).as_measure("M-BENCHC", "tr")
    yield _reduced(sheet, pivot, whole, _spread, reason).as_measure("M-BENCHSLIDE", "tr")
    path = Value(reason=reason) if reason else _path_drift(sheet, rep)
    yield path.as_measure("M-BARPATH", "tl")


def _reduced(
    sheet: Sheet, course: FloatArray | str, window: BoolArray, reduce: Reduce, reason: str, *, sd: float = _POINT_SD
) -> Value:
    if reason or isinstance(course, str):
        return Value(reason=reason or str(course))
    return sheet.reduce(course, np.full(len(course), sd), window, reduce)


def _plate_doubt(sheet: Sheet) -> tuple[float, float]:
    """Doubt of where a plate lies along the thigh at the top, and of how far it goes along it in a rep, thigh lengths.

    The plate is seen before the hip and nearer to the camera: a yaw moves it along the thigh, and the way down to it
    across; the thigh turns under that distance by about a right angle's half. Source: decision 0118.
    """
    yaw_deg = sheet.capture.yaw_deg if isfinite(sheet.capture.yaw_deg) else 0.0
    aside = _PLATE_NEARER_TL * sin(radians(hypot(yaw_deg, _YAW_SD_DEG)))
    below = _PLATE_NEARER_TL * sin(radians(_PITCH_DEG))
    return hypot(_BAR_SD, aside), hypot(_BAR_SD, sqrt(0.5) * hypot(aside, below))


def _median(values: FloatArray) -> float:
    return float(np.median(values))


def _spread(values: FloatArray) -> float:
    low, high = np.percentile(values, [2.5, 97.5])
    return float(high - low)


def _bar(sheet: Sheet) -> FloatArray | None:
    """Course of the bar in the body plane, shape (T, 2), pixels."""
    x, y = sheet.signal("bar_x_px"), sheet.signal("bar_y_px")
    if x is None or y is None:
        return None
    sign = 1.0 if sheet.capture.facing is Side.RIGHT else -1.0
    return np.column_stack([sign * x.values, -y.values])


def _bar_on_hip(sheet: Sheet) -> FloatArray | str:
    """Distance of the bar from the hip along the thigh, thigh lengths, positive towards the knee; or why not."""
    bar = _bar(sheet)
    if bar is None:
        return _NO_BAR
    if sheet.has_large_plate:
        return _HIP_HIDDEN
    hip, knee = sheet.plane(Part.HIP), sheet.plane(Part.KNEE)
    return _along(bar - hip, knee - hip) / sheet.median_length(Part.HIP, Part.KNEE)


def _pivot(sheet: Sheet) -> FloatArray | str:
    """Bench edge along the shoulder–hip line, trunk lengths from the shoulder; or why not."""
    if sheet.options.bench_edge_px is None:
        return _NO_BENCH
    sign = 1.0 if sheet.capture.facing is Side.RIGHT else -1.0
    edge = np.array(sheet.options.bench_edge_px) * np.array([sign, -1.0])
    shoulder, hip = sheet.plane(Part.SHOULDER), sheet.plane(Part.HIP)
    return _along(edge - shoulder, hip - shoulder) / sheet.median_length(Part.SHOULDER, Part.HIP)


def _along(vectors: FloatArray, axis: FloatArray) -> FloatArray:
    dot = vectors[:, 0] * axis[:, 0] + vectors[:, 1] * axis[:, 1]
    along: FloatArray = dot / np.hypot(axis[:, 0], axis[:, 1])
    return along


def _path_drift(sheet: Sheet, rep: Rep) -> Value:
    """M-BARPATH: how far this rep's path strays from the set's median path."""
    bar = _bar(sheet)
    course = sheet.plane(Part.HIP) if bar is None else bar
    paths = {other.index: _rising_path(sheet, other, course) for other in sheet.reps if other.is_complete}
    known = [path for path in paths.values() if path is not None]
    own = paths.get(rep.index)
    if own is None or len(known) < 2:
        return Value(reason="It takes two complete reps to compare paths.")
    gap = own - np.median(known, axis=0)
    thigh_px = sheet.median_length(Part.HIP, Part.KNEE)
    return Value(float(np.percentile(np.hypot(gap[:, 0], gap[:, 1]), 95)) / thigh_px, 0.02)


def _rising_path(sheet: Sheet, rep: Rep, course: FloatArray) -> FloatArray | None:
    """The way up, sampled evenly over the rise in height, shape (n, 2); None when too little was seen."""
    inside = (sheet.times_s >= rep.start_s) & (sheet.times_s <= rep.top_s) & np.isfinite(course[:, 0])
    if np.sum(inside) < 3:
        return None
    path = course[inside]
    climb = np.maximum.accumulate(path[:, 1])
    share = (climb - climb[0]) / max(climb[-1] - climb[0], 1e-9) + np.linspace(0.0, 1e-6, len(climb))
    wanted = np.linspace(0.0, 1.0, _PATH_SAMPLES)
    return np.column_stack([np.interp(wanted, share, path[:, axis]) for axis in (0, 1)])

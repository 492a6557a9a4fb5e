"""Measures of one rep that are seen from the feet."""

from collections.abc import Iterator
from dataclasses import replace
from math import hypot

import numpy as np
from scipy.ndimage import minimum_filter1d

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part, Side
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.reps.sheet import Sheet, Value

_UNITS = {"M-FPA": "deg", "M-STANCE": "ratio", "M-KASR": "ratio", "M-OBL": "deg"}
_NARROWEST = 0.5  # of the usual gap: a pelvis does not get narrower, its landmarks are lost; DF
_STEADY = (0.7, 1.4)  # of the usual gap of the ankles: planted feet stay apart, else the legs are lost; DF
_FEET_NEARER = 1.2  # a camera 3.5 m before them is 0.9 m nearer to the feet than to the shoulders. See decision 0119
_SD = {"M-FPA": 10.0, "M-STANCE": 0.1, "M-KASR": 0.06, "M-OBL": 3.0}  # DF; of M-OBL: decision 0122
_OBL_PER_DEG = 0.17  # how the doubt of M-OBL grows with the camera's way off the mid-line. Source: decision 0122
_HIDDEN_TOP_DEG = 4.3  # what tops add to the tilt of the way up, root of the mean square. Source: decision 0122
_SMEAR_S = 0.1  # how far the smoothing carries lost hips into the frames beside them; DF
_MID_LINE_DEG = 90.0

FEWEST_AT_TOP = 3
"""Frames in which something has to be seen there: fewer are chance. Source: our default."""


def front_measures(sheet: Sheet, rep: Rep) -> Iterator[Measure]:
    """Feet, knees and pelvis of one rep from the front. Source: kb:b4."""
    reason = sheet.capture.why_not_from_the_feet()
    values = {} if reason else _values(sheet, rep)
    for measure_id, unit in _UNITS.items():
        yield values.get(measure_id, Value(reason=reason)).as_measure(measure_id, unit)


def _values(sheet: Sheet, rep: Rep) -> dict[str, Value]:
    top, rest = sheet.top_window(rep), sheet.bottom_window(rep)
    lost = ~stance_seen(sheet)
    ankles, knees, shoulders, tilt, turned = (
        np.where(lost, np.nan, course)
        for course in (
            *(_gap(sheet, part) for part in (Part.ANKLE, Part.KNEE, Part.SHOULDER)),
            _tilt(sheet),
            _foot_progression(sheet),
        )
    )
    at_rest = _read(sheet, "M-OBL", tilt, rest)
    above_rest = np.abs(tilt - at_rest.value)
    return {
        "M-FPA": _read(sheet, "M-FPA", turned, rest),
        "M-STANCE": _read(sheet, "M-STANCE", ankles / shoulders / _FEET_NEARER, rest),
        "M-KASR": _read(sheet, "M-KASR", knees / ankles, top),
        "M-OBL": at_rest if at_rest.reason else _obliquity(sheet, rep, above_rest),
    }


def _obliquity(sheet: Sheet, rep: Rep, above_rest: FloatArray) -> Value:
    """M-OBL: the largest tilt on the way up and at the top; with more doubt where nothing of the top was seen.

    The legs are lost at the top, and with them how long it lasts: the way up has to be seen, and what there is of the
    top is taken. Source: kb:b4, decision 0122.
    """
    rise, seen = sheet.rise_window(rep), np.isfinite(above_rest)
    whole = _read(sheet, "M-OBL", above_rest, rise, percentile=95.0)
    way_up = rise & (sheet.times_s <= rep.top_s)
    if not (whole.reason and way_up.any() and np.mean(seen[way_up]) >= sheet.options.valid_share):
        return whole
    calm = minimum_filter1d(seen, 2 * round(_SMEAR_S * sheet.fps) + 1, mode="nearest")
    partly = _read(sheet, "M-OBL", above_rest, rise & calm, percentile=95.0)
    is_top_seen = np.count_nonzero(calm & sheet.top_window(rep)) >= FEWEST_AT_TOP
    return partly if is_top_seen else replace(partly, sd=hypot(partly.sd, _HIDDEN_TOP_DEG))


def _read(sheet: Sheet, name: str, course: FloatArray, window: BoolArray, percentile: float = 50.0) -> Value:
    askew_deg = _MID_LINE_DEG - sheet.capture.yaw_deg
    sd = np.full(len(course), hypot(_SD[name], _OBL_PER_DEG * askew_deg) if name == "M-OBL" else _SD[name])
    return sheet.reduce(course, sd, window, lambda values: float(np.percentile(values, percentile)))


def _gap(sheet: Sheet, part: Part) -> FloatArray:
    """Distance of the two joints of a part across the picture, shape (T,), pixels."""
    gap: FloatArray = np.abs(sheet.plane(part, Side.LEFT)[:, 0] - sheet.plane(part, Side.RIGHT)[:, 0])
    return gap


def stance_seen(sheet: Sheet) -> BoolArray:
    """Shape (T,): frames in which the ankles are as far apart as usual; in the others the legs are lost, and the hips.

    Source: decision 0119.
    """
    gap = _gap(sheet, Part.ANKLE)
    known = gap[np.isfinite(gap)]
    usual = float(np.median(known)) if known.size else np.nan
    return np.asarray((gap >= _STEADY[0] * usual) & (gap <= _STEADY[1] * usual))


def _tilt(sheet: Sheet) -> FloatArray:
    """Tilt of the line between the hips, shape (T,), degrees; NaN where the hips fall together and have no line."""
    across = sheet.plane(Part.HIP, Side.RIGHT) - sheet.plane(Part.HIP, Side.LEFT)
    gap = np.abs(across[:, 0])
    known = gap[np.isfinite(gap)]
    enough = _NARROWEST * float(np.median(known)) if known.size else 0.0
    tilt: FloatArray = np.degrees(np.arctan2(np.sign(across[:, 0]) * across[:, 1], gap))
    return np.where(gap >= enough, tilt, np.nan)


def _foot_progression(sheet: Sheet) -> FloatArray:
    """How far the toes point outwards from the way to the camera, mean of both feet, shape (T,), degrees.

    From the feet a foot that points at the camera is all height in the picture; what it spans sideways turns out.
    """
    turned = []
    middle = 0.5 * (sheet.plane(Part.ANKLE, Side.LEFT)[:, 0] + sheet.plane(Part.ANKLE, Side.RIGHT)[:, 0])
    for side in Side:
        heel, toe = sheet.plane(Part.HEEL, side), sheet.plane(Part.TOE, side)
        outwards = (toe[:, 0] - heel[:, 0]) * np.sign(heel[:, 0] - middle)
        turned.append(np.degrees(np.arctan2(outwards, np.abs(toe[:, 1] - heel[:, 1]) + 1e-9)))
    return np.asarray(np.mean(turned, axis=0))

"""Measures of one rep that are seen from the side."""

from collections.abc import Iterator
from dataclasses import replace
from math import asin, degrees, nan, radians, sin, sqrt

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.reps.sheet import NORMAL_90, Sheet, Value

_T95_SHARE = 0.95  # Source: kb:b3 (t95)
_GAZE_BEHIND_PLATE = "Behind a large plate the face is not placed well enough to tell the gaze."  # see decision 0044
_GAZE_TOP_DOUBT = 1.4  # so that nine in ten tops of left-out bodies are covered. See decision 0118
_SHIN_UNTOLD = "The shin is seen too badly in this clip to tell how it stands."
_SHIN_DOUBT_DEG = 15.0  # half a 90 % interval: an upright shin may then be moderately off on either side. Decision 0127
_SHIN_UPRIGHT_DEG = 8.0  # Source: kb:c2/F-FEET-FAR, F-FEET-CLOSE (mild)
_RESTLESS_FOOT = "The foot is not seen steadily enough to measure its heel."
_RESTLESS_FL = 0.04  # SD of a resting heel; open feet have up to 0.034, hidden ones 0.056 and more. See decision 0044
_HEEL_ALONE, _WHOLE_FOOT = 0.7, 0.95  # toe's rise over the heel's: below the heel rises alone. See decision 0117
_TOE_MOVES_FL = 0.15  # a planted toe seems to rise by up to 0.14, a guessed one by 0.18 and more. Decision 0117
_ANKLE_SHARE = 0.8  # of the heel's rise that its ankle makes; mean of six clips with raised heels. See decision 0121
_HIGHEST = 95.0  # percentile; the highest frame alone would be noise
_CENTRAL, _CENTRAL_SDS = (10.0, 90.0), 2.56  # percentiles, and how many SDs of a normal course lie between them
_UNITS = {"M-HOL": "tl", "M-HEEL": "fl", "M-TOPH": "tl"}
_IDS = (
    "M-HIP-TOP", "M-HIP-BOT", "M-HIP-ROM", "M-HOE", "M-HOL", "M-TRUNK", "M-THIGH", "M-SHIN", "M-KNEE-TOP",
    "M-SKSLOPE", "M-LTR", "M-NECK", "M-GAZE", "M-HEEL", "M-TOPH",
)  # fmt: skip


def side_measures(sheet: Sheet, rep: Rep) -> Iterator[Measure]:
    """Angles and heights of one rep. Source: kb:b4."""
    reason = sheet.capture.why_not_from_the_side()
    values = {} if reason else _values(sheet, rep)
    for measure_id in _IDS:
        yield values.get(measure_id, Value(reason=reason)).as_measure(measure_id, _UNITS.get(measure_id, "deg"))


def _values(sheet: Sheet, rep: Rep) -> dict[str, Value]:
    top = sheet.top_window(rep)
    hip_top = sheet.read("hip_angle_deg", top, lambda angles: float(np.max(angles)))
    hip_bottom = sheet.read("hip_angle_deg", sheet.bottom_window(rep), lambda angles: float(np.min(angles)))
    neutral_deg = sheet.capture.neutral_reference_deg
    return {
        "M-HIP-TOP": hip_top,
        "M-HIP-BOT": hip_bottom,
        "M-HIP-ROM": hip_top.minus(hip_bottom, shared=sheet.options.shared_within_rep),
        "M-HOE": hip_top.minus(Value(neutral_deg, 0.0)),
        "M-HOL": hip_over_line(sheet, hip_top),
        "M-TRUNK": sheet.read("trunk_inclination_deg", top, _median),
        "M-THIGH": sheet.read("thigh_inclination_deg", top, _median),
        "M-SHIN": _shin(sheet, top),
        "M-KNEE-TOP": sheet.read("knee_angle_deg", top, _median),
        "M-SKSLOPE": _shoulder_knee_slope(sheet, rep),
        "M-LTR": _late_trunk_roll(sheet, rep),
        "M-NECK": sheet.read("neck_angle_deg", top, _median),
        "M-GAZE": Value(reason=_GAZE_BEHIND_PLATE) if sheet.has_large_plate else _gaze(sheet, top),
        "M-HEEL": _heel_rise(sheet, rep),
        "M-TOPH": _top_height(sheet, rep, hip_top),
    }


def hip_over_line(sheet: Sheet, hip_top: Value) -> Value:
    """M-HOL: the hip's height over the shoulder–knee line, from the angle and the two lengths. Source: kb:b4."""
    if hip_top.reason:
        return hip_top
    ratio = sheet.median_length(Part.SHOULDER, Part.HIP) / sheet.median_length(Part.HIP, Part.KNEE)
    past = radians(hip_top.value - 180.0)
    per_radian = ratio / (1.0 + ratio)
    height = ratio * sin(past) / sqrt(ratio**2 + 1.0 + 2.0 * ratio * np.cos(past))
    return Value(float(height), radians(hip_top.sd) * per_radian)


def _shin(sheet: Sheet, top: BoolArray) -> Value:
    """M-SHIN where it tells an upright shin from one that is moderately off, or surely is not upright."""
    shin = sheet.read("shin_angle_deg", top, _median)
    half_deg = NORMAL_90 * shin.sd
    is_vague = half_deg > _SHIN_DOUBT_DEG and abs(shin.value) - half_deg <= _SHIN_UPRIGHT_DEG
    return Value(reason=_SHIN_UNTOLD) if is_vague else shin


def _gaze(sheet: Sheet, top: BoolArray) -> Value:
    """M-GAZE: at the top the head is seen less well than over the whole lift, for which the signal's doubt holds."""
    gaze = sheet.read("gaze_pitch_deg", top, _median)
    return replace(gaze, sd=_GAZE_TOP_DOUBT * gaze.sd)


def _median(values: FloatArray) -> float:
    return float(np.median(values))


def _shoulder_knee_slope(sheet: Sheet, rep: Rep) -> Value:
    """M-SKSLOPE from trunk and thigh inclination, which already carry every repair."""
    trunk, thigh = sheet.signal("trunk_inclination_deg"), sheet.signal("thigh_inclination_deg")
    if trunk is None or thigh is None:
        return Value(reason="The landmarks it needs were not seen.")
    ratio = sheet.median_length(Part.SHOULDER, Part.HIP) / sheet.median_length(Part.HIP, Part.KNEE)
    trunk_rad, thigh_rad = np.radians(trunk.values), np.radians(thigh.values)
    rise = ratio * np.sin(trunk_rad) - np.sin(thigh_rad)
    run = ratio * np.cos(trunk_rad) + np.cos(thigh_rad)
    share = ratio / (1.0 + ratio)
    sd = np.hypot(share * trunk.sd, (1.0 - share) * thigh.sd)
    return sheet.reduce(np.degrees(np.arctan2(rise, run)), sd, sheet.top_window(rep), _median)


def _late_trunk_roll(sheet: Sheet, rep: Rep) -> Value:
    """M-LTR: how far the chest rolls back in the last of the rise beyond what the hips' rise explains."""
    height, trunk = sheet.signal("hip_height_tl"), sheet.signal("trunk_inclination_deg")
    if height is None or trunk is None:
        return Value(reason="The landmarks it needs were not seen.")
    known = np.isfinite(height.values) & np.isfinite(trunk.values)
    rising = np.flatnonzero((sheet.times_s >= rep.start_s) & (sheet.times_s <= rep.top_end_s) & known)
    if rising.size < 3:
        return Value(reason="The landmarks it needs were seen in too few frames.")
    rise = height.values[rising]
    level = rise[0] + _T95_SHARE * (np.max(rise) - rise[0])
    late = rising[int(np.argmax(rise >= level)) :]
    ratio = sheet.median_length(Part.SHOULDER, Part.HIP) / sheet.median_length(Part.HIP, Part.KNEE)
    lowest = late[int(np.argmin(trunk.values[late]))]
    lifted = (height.values[lowest] - height.values[late[0]]) / ((1.0 - sheet.options.pivot_share) * ratio)
    explained = degrees(asin(float(np.clip(lifted, -1.0, 1.0))))
    roll = float(trunk.values[late[0]] - trunk.values[lowest]) - explained
    shared = sheet.options.shared_between_reps
    return Value(roll, float(trunk.sd[lowest]) * sqrt(2.0 * (1.0 - shared)))


def _heel_rise(sheet: Sheet, rep: Rep) -> Value:
    """M-HEEL: how far the heel rises over its rest beside this rep; less the toe's rise when the whole foot rises.

    Heel and ankle both have to tell it. Not assessable when the foot jumps about while it rests, or when its toe leaves
    its place: behind plates the pose model guesses the foot. Source: kb:b4, decisions 0044, 0117 and 0121.
    """
    heel = sheet.signal("heel_rise_fl")
    if heel is None:
        return Value(reason="The landmarks it needs were not seen.")
    feet, rising = _feet(sheet), sheet.rise_window(rep)
    known = heel.valid & np.isfinite(feet).all(axis=1)
    at_rest = np.any([sheet.bottom_window(other) for other in sheet.reps], axis=0) & known
    own_rest, seen = sheet.bottom_window(rep) & known, rising & known
    if not own_rest.any() or np.diff(np.percentile(heel.values[at_rest], _CENTRAL))[0] > _CENTRAL_SDS * _RESTLESS_FL:
        return Value(reason=_RESTLESS_FOOT)
    if np.mean(known[rising]) < sheet.options.valid_share:
        return Value(reason="The landmarks it needs were seen in too few frames.")
    risen = feet[seen] - np.median(feet[own_rest], axis=0)
    heel_fl, ankle_fl, toe_fl = (float(height) for height in np.percentile(risen, _HIGHEST, axis=0))
    if abs(toe_fl) > _TOE_MOVES_FL:
        return Value(reason=_RESTLESS_FOOT)
    both_fl = min(heel_fl, ankle_fl / _ANKLE_SHARE)
    share = toe_fl / max(both_fl, toe_fl, 1e-9)
    is_whole = float(np.clip((share - _HEEL_ALONE) / (_WHOLE_FOOT - _HEEL_ALONE), 0.0, 1.0))
    return Value(both_fl - is_whole * max(toe_fl, 0.0), float(np.mean(heel.sd[seen])))


def _feet(sheet: Sheet) -> FloatArray:
    """Heights of near heel, ankle and toe as they were seen, shape (T, 3), foot lengths."""
    seen = sheet.interpretation.plain_feet_fl
    if seen is not None:
        return seen
    heights = np.column_stack([sheet.plane(part)[:, 1] for part in (Part.HEEL, Part.ANKLE, Part.TOE)])
    return np.asarray(heights / sheet.median_length(Part.HEEL, Part.TOE))


def _top_height(sheet: Sheet, rep: Rep, hip_top: Value) -> Value:
    """M-TOPH: how far the hips end above the height at which hip and shoulder–knee line would meet."""
    over = hip_over_line(sheet, hip_top)
    neutral = hip_over_line(sheet, Value(sheet.capture.neutral_reference_deg, 0.0))
    del rep
    return over.minus(neutral) if not over.reason else Value(nan, nan, over.reason)

"""The course of the athlete's back, from the outline: how hollow it is, and when it cannot be told.

The boundary of the outline on the side of the back is read between a point under the shoulder blades and the most
posterior point of the buttocks. The straight line between the two is the chord, the largest distance of the back from
it the sagitta; a circle through the three has an arc of 4·atan(2·sagitta / chord). Source: kb:b6. Where the buttocks
are most posterior wanders as the hips straighten, so all frames of a clip share one chord. Source: decision 0094.

Only *changes* of the arc within one athlete, clip and clothing mean anything: the buttocks and the shirt are in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.core.arrays import BoolArray, FloatArray, frozen_array
from studio.core.body import Part, Side
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Outlines, PlateTrack
from studio.signals import geometry
from studio.signals.back_line import (
    BEHIND_BENCH,
    BEHIND_CLOTHES,
    BEHIND_PLATE,
    NO_OUTLINE,
    START_TR,
    TOO_RESTLESS,
    BackLine,
    Disc,
    Reading,
    bench_edge,
    read_back,
    trace_back,
)
from studio.signals.camera_view import yaw_of
from studio.signals.contour_course import course_of, is_same_back, steady_arcs_deg

CAMERA_ASKEW = "The camera stands too far off the side to read the back."

_MAX_YAW_DEG = 14.0  # as `yaw_of` estimates it: beyond, quiet backs read like arches. Decision 0042
_MEDIAN_S = 0.25  # the arc of a frame is the median over this time…
_MEDIAN_FRAMES = 5  # …and over at least this many frames. Source: kb:b6
_MAX_SD_DEG = 4.0  # Source: kb:b6
_MIN_KNOWN_SHARE = 0.25  # of the frames with a person: below this the clip does not show the back; DF
_MIN_EDGE_SHARE = 0.004  # of the frames: less often than this a step is an accident, not the bench. See decision 0094
_MIN_EDGE_FRAMES = 3
_EDGE_PERCENTILE = 75.0
_EDGE_MARGIN_TR = 0.02
_LOWEST_START_TR = 0.50  # below it too little is left of the hollow to compare. See decision 0042


@dataclass(frozen=True, slots=True, eq=False)
class ContourSignal:
    """How hollow the back is.

    Attributes:
        times_s: shape (T,), presentation times.
        arc_deg: shape (T,), arc of the back, larger = more hollow, negative = round; NaN where it cannot be told.
        sd_deg: shape (T,), standard deviation of each value from frame to frame.
        single_deg: shape (T,), arc of each frame on its own, before the median over neighbouring frames.
        hip_deg: shape (T,), hip angle straight from the same landmarks, to tell where in the lift a frame is.
        reason: why the back cannot be judged in this clip at all; empty when it can.
    """

    times_s: FloatArray
    arc_deg: FloatArray
    sd_deg: FloatArray
    single_deg: FloatArray
    hip_deg: FloatArray
    reason: str = ""

    def __post_init__(self) -> None:
        count = len(self.times_s)
        for name in ("times_s", "arc_deg", "sd_deg", "single_deg", "hip_deg"):
            object.__setattr__(self, name, frozen_array(getattr(self, name), name=name, shape=(count,)))

    @property
    def interval_s(self) -> float:
        """Median time between frames, seconds."""
        return float(np.median(np.diff(self.times_s))) if len(self.times_s) > 1 else 0.0


def back_contour(
    outlines: Outlines,
    landmarks: LandmarkTrack,
    *,
    times_s: FloatArray,
    near_side: Side,
    facing: Side,
    plate: PlateTrack | None,
) -> ContourSignal:
    """Read the arc of the back in every frame.

    Args:
        outlines: of the person, one per frame.
        landmarks: smoothed landmarks of the same frames.
        times_s: shape (T,), presentation times.
        near_side: side of the body that faces the camera.
        facing: direction in the picture from the head to the feet.
        plate: the tracked plate, which may hide the back.
    """
    joints = {part: landmarks.of(part.on(near_side)) for part in (Part.SHOULDER, Part.HIP, Part.KNEE)}
    arms = np.stack([landmarks.of(part.on(near_side)) for part in (Part.ELBOW, Part.WRIST)], axis=1)
    lines = [
        trace_back(
            outlines.polygon(index),
            shoulder_px=joints[Part.SHOULDER][index],
            hip_px=joints[Part.HIP][index],
            arm_px=arms[index],
            facing=facing,
        )
        for index in range(len(times_s))
    ]
    start_tr = _start_of(lines)
    readings = [
        Reading(reason=NO_OUTLINE) if line is None else read_back(line, start_tr=start_tr, plate=_disc(plate, index))
        for index, line in enumerate(lines)
    ]
    plane = {part: geometry.to_body_plane(points, facing) for part, points in joints.items()}
    hip_deg = geometry.hip_angle_deg(plane[Part.SHOULDER], plane[Part.HIP], plane[Part.KNEE])
    course = course_of(readings, trunk_px=joints[Part.HIP] - joints[Part.SHOULDER], hip_deg=hip_deg)
    single_deg = steady_arcs_deg(course)
    settled_deg, sd_deg = _settle(np.asarray(times_s, dtype=np.float64), single_deg)
    quiet = sd_deg <= _MAX_SD_DEG
    yaw_deg = yaw_of(landmarks.world_m, landmarks.visibility)
    return ContourSignal(
        times_s=times_s,
        arc_deg=np.where(quiet, settled_deg, np.nan),
        sd_deg=np.where(quiet, sd_deg, np.nan),
        single_deg=single_deg,
        hip_deg=hip_deg,
        reason=_verdict(readings, quiet, start_tr=start_tr, yaw_deg=yaw_deg)
        or ("" if is_same_back(course) else BEHIND_BENCH),
    )


def _start_of(lines: Sequence[BackLine | None]) -> float:
    """Where along the trunk the back begins in all frames: below the bench's edge where the outline shows one.

    One place for the whole clip, so that the arcs of its frames can be compared.
    """
    edges = np.array([bench_edge(line) for line in lines if line is not None])
    known = edges[np.isfinite(edges)]
    if known.size < max(_MIN_EDGE_SHARE * len(edges), _MIN_EDGE_FRAMES):
        return START_TR
    edge = float(np.percentile(known, _EDGE_PERCENTILE)) + _EDGE_MARGIN_TR
    return max(edge, START_TR)


def _disc(plate: PlateTrack | None, index: int) -> Disc | None:
    """Centre and radius of the plate in one frame."""
    if plate is None or not np.isfinite(plate.center_px[index]).all():
        return None
    return Disc(plate.center_px[index], float(plate.diameter_px[index]) / 2.0)


def _settle(times_s: FloatArray, raw_deg: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Median over neighbouring frames, and the standard deviation of that median from frame to frame."""
    count = len(raw_deg)
    middle, spread = np.full(count, np.nan), np.full(count, np.nan)
    for index in range(count):
        near = _window(times_s, index)
        known = raw_deg[near][np.isfinite(raw_deg[near])]
        if known.size >= _MEDIAN_FRAMES - 2 and 2 * known.size >= near.stop - near.start:
            middle[index] = _median(known)
            scatter = 1.4826 * _median(np.abs(known - middle[index]))
            spread[index] = 1.2533 * scatter / np.sqrt(known.size)
    return middle, spread


def _median(few: FloatArray) -> float:
    """Of a handful of numbers: numpy's own takes ten times as long to get ready."""
    ordered, half = np.sort(few), few.size // 2
    return float(ordered[half] if few.size % 2 else 0.5 * (ordered[half - 1] + ordered[half]))


def _window(times_s: FloatArray, index: int) -> slice:
    """Frames within half the median time, and at least two on either side."""
    first = int(np.searchsorted(times_s, times_s[index] - _MEDIAN_S / 2.0))
    last = int(np.searchsorted(times_s, times_s[index] + _MEDIAN_S / 2.0, side="right"))
    side = _MEDIAN_FRAMES // 2
    return slice(max(min(first, index - side), 0), min(max(last, index + side + 1), len(times_s)))


def _verdict(readings: Sequence[Reading], quiet: BoolArray, *, start_tr: float, yaw_deg: float) -> str:
    """Why the clip as a whole does not show the back; empty when enough frames do."""
    traced = [reading for reading in readings if reading.reason != NO_OUTLINE]
    if not traced:
        return NO_OUTLINE
    reasons = [reading.reason for reading in traced if reading.reason]
    if 2 * reasons.count(BEHIND_PLATE) > len(traced):
        return BEHIND_PLATE
    if yaw_deg > _MAX_YAW_DEG:
        return CAMERA_ASKEW
    if start_tr > _LOWEST_START_TR:
        return BEHIND_BENCH
    if np.count_nonzero(quiet) >= _MIN_KNOWN_SHARE * len(traced):
        return ""
    commonest = max((BEHIND_PLATE, BEHIND_BENCH, BEHIND_CLOTHES, TOO_RESTLESS), key=reasons.count)
    return commonest if 2 * len(reasons) >= len(traced) else TOO_RESTLESS

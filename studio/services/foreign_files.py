"""Files of other programs beside a clip: drawings are taken over, courses are compared."""

from dataclasses import dataclass, replace
from math import nan

import numpy as np

from studio.core.analysis import Analysis
from studio.core.arrays import FloatArray
from studio.core.body import Joint, Part
from studio.core.foreign import ForeignDrawings, JointCourses
from studio.core.review import Review


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well another program's courses agree with the studio's.

    Attributes:
        frame_count: how many frames both know.
        distance_px: median distance per joint in pixels; empty for courses in metres.
        hip_angle_deg: mean difference and its standard deviation of the near hip's angle, theirs minus ours.
        knee_angle_deg: the same for the near knee.
    """

    frame_count: int
    distance_px: dict[Joint, float]
    hip_angle_deg: tuple[float, float]
    knee_angle_deg: tuple[float, float]


def take_over(review: Review, drawings: ForeignDrawings) -> Review:
    """The review with another program's drawings and moments behind its own; taking them over again changes nothing."""
    known_ids = {one.id for one in review.annotations}
    known_times = {round(one.time_s, 3) for one in review.key_moments}
    annotations = tuple(one for one in drawings.annotations if one.id not in known_ids)
    moments = tuple(one for one in drawings.key_moments if round(one.time_s, 3) not in known_times)
    ordered = sorted((*review.key_moments, *moments), key=lambda one: one.time_s)
    return replace(review, annotations=(*review.annotations, *annotations), key_moments=tuple(ordered))


def compare(analysis: Analysis, courses: JointCourses) -> Agreement:
    """Hold another program's courses against the studio's, frame by frame."""
    indices = _frames(analysis, courses)
    is_known = (indices >= 0) & (indices < analysis.landmarks.frame_count)
    ours = analysis.landmarks.xy_px[indices[is_known]]
    theirs = np.full_like(ours, nan)
    for place, joint in enumerate(courses.joints):
        theirs[:, joint] = courses.xy[is_known, place]
    distances = {} if courses.is_metric else _distances(ours, theirs, courses.joints)
    flip = np.array([1.0, -1.0]) if courses.is_metric else np.array([1.0, 1.0])
    side = analysis.capture.near_side
    hip = (Part.SHOULDER.on(side), Part.HIP.on(side), Part.KNEE.on(side))
    knee = (Part.HIP.on(side), Part.KNEE.on(side), Part.ANKLE.on(side))
    return Agreement(
        frame_count=int(is_known.sum()),
        distance_px=distances,
        hip_angle_deg=_difference(_angle(theirs * flip, hip) - _angle(ours, hip)),
        knee_angle_deg=_difference(_angle(theirs * flip, knee) - _angle(ours, knee)),
    )


def _frames(analysis: Analysis, courses: JointCourses) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    clock = analysis.observation.clock
    by_time = [clock.nearest_index(float(time_s)) if np.isfinite(time_s) else -1 for time_s in courses.times_s]
    given = courses.frame_indices.astype(np.int64)
    return np.where(given >= 0, given, np.array(by_time, dtype=np.int64))


def _distances(ours: FloatArray, theirs: FloatArray, joints: tuple[Joint, ...]) -> dict[Joint, float]:
    found = {}
    for joint in joints:
        apart = np.hypot(*(theirs[:, joint] - ours[:, joint]).T)
        known = apart[np.isfinite(apart)]
        if known.size:
            found[joint] = float(np.median(known))
    return found


def _angle(xy: FloatArray, joints: tuple[Joint, Joint, Joint]) -> FloatArray:
    """Inner angle at the middle joint, degrees."""
    first, corner, second = (xy[:, joint] for joint in joints)
    one, other = first - corner, second - corner
    cross = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    angles: FloatArray = np.degrees(np.abs(np.arctan2(cross, (one * other).sum(axis=1))))
    return angles


def _difference(values: FloatArray) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    return (float(known.mean()), float(known.std())) if known.size else (nan, nan)

"""OpenPose's JSON: one file per frame in a folder, body model BODY_25.

Read: the joints of one person per frame, the one that is seen best over the clip's first frames and then nearest to
where it was. Points with a confidence of 0 are missing. Not read: hands, face, 3D points, other body models.
"""

import json
import re
from math import inf, nan
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.foreign import JointCourses
from studio.export.foreign.limits import MOST_ROWS, not_that, read_text
from studio.export.foreign.trc import JOINTS

_BODY_25 = (
    *("Nose", "Neck", "RShoulder", "RElbow", "RWrist", "LShoulder", "LElbow", "LWrist", "MidHip", "RHip", "RKnee"),
    *("RAnkle", "LHip", "LKnee", "LAnkle", "REye", "LEye", "REar", "LEar", "LBigToe", "LSmallToe", "LHeel"),
    *("RBigToe", "RSmallToe", "RHeel"),
)
_NUMBER = re.compile(r"(\d+)_keypoints\.json$")


def read_openpose(folder: Path) -> JointCourses:
    """Read a folder of `…_000000000012_keypoints.json`. Raises UnreadableInput."""
    files = sorted((int(found[1]), path) for path in folder.glob("*.json") if (found := _NUMBER.search(path.name)))
    if not files:
        raise not_that(folder, "OpenPose")
    rows: list[FloatArray] = []
    before: FloatArray | None = None
    for _, path in files[:MOST_ROWS]:
        one = _chosen(_people(path), before)
        before = one if one is not None else before
        rows.append(one[:, :2] if one is not None else np.full((len(_BODY_25), 2), nan))
    known = [(JOINTS[name], place) for place, name in enumerate(_BODY_25) if name in JOINTS]
    return JointCourses(
        joints=tuple(joint for joint, _ in known),
        frame_indices=np.array([number for number, _ in files[:MOST_ROWS]], dtype=float),
        times_s=np.full(len(rows), nan),
        xy=np.stack(rows)[:, [place for _, place in known]],
        is_metric=False,
    )


def _people(path: Path) -> list[FloatArray]:
    """Everybody on one frame, each of shape (25, 3): x, y, confidence; missing points are NaN."""
    try:
        data: Any = json.loads(read_text(path))
        found = [np.asarray(person["pose_keypoints_2d"], dtype=float) for person in data["people"]]
    except (ValueError, KeyError, TypeError) as error:
        raise not_that(path, "OpenPose") from error
    people = [points.reshape(-1, 3) for points in found if points.size == 3 * len(_BODY_25)]
    for points in people:
        points[points[:, 2] <= 0.0, :2] = nan
    return people


def _chosen(people: list[FloatArray], before: FloatArray | None) -> FloatArray | None:
    if not people:
        return None
    if before is None:
        return max(people, key=lambda points: float(points[:, 2].sum()))
    return min(people, key=lambda points: _distance(points, before))


def _distance(one: FloatArray, other: FloatArray) -> float:
    apart = np.hypot(*(one[:, :2] - other[:, :2]).T)
    known = apart[np.isfinite(apart)]
    return float(np.median(known)) if known.size else inf

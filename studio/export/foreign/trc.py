"""TRC files, as Sports2D and OpenSim write them.

Read: names, units, times, x and y. Not read: z, which one camera does not see. Markers that are no joints of ours are
passed over. Sports2D writes pixels under the unit "m"; coordinates of more than fifty metres are taken for pixels.
"""

from math import nan
from pathlib import Path

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Joint
from studio.core.foreign import JointCourses
from studio.export.foreign.limits import MOST_ROWS, not_that, read_text

_PARTS = {
    "Hip": "HIP",
    "Knee": "KNEE",
    "Ankle": "ANKLE",
    "BigToe": "TOE",
    "Heel": "HEEL",
    "Shoulder": "SHOULDER",
    "Elbow": "ELBOW",
    "Wrist": "WRIST",
    "Eye": "EYE",
    "Ear": "EAR",
}
JOINTS = {
    "Nose": Joint.NOSE,
    **{
        f"{letter}{name}": Joint[f"{side}_{part}"]
        for letter, side in (("R", "RIGHT"), ("L", "LEFT"))
        for name, part in _PARTS.items()
    },
}
"""Our joints by the names of HALPE_26 and BODY_25."""

_HEAD_LINES = 5
_UNITS_M = {"m": 1.0, "mm": 0.001, "cm": 0.01}
_FARTHEST_M = 50.0


def read_trc(path: Path) -> JointCourses:
    """Read a TRC file. Raises UnreadableInput."""
    lines = read_text(path).splitlines()
    if len(lines) <= _HEAD_LINES or not lines[0].startswith("PathFileType"):
        raise not_that(path, "TRC")
    head = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=False))
    names = [name.strip() for name in lines[3].rstrip("\t").split("\t")[2::3]]
    rows = _rows(lines[_HEAD_LINES:], width=2 + 3 * len(names))
    places = [(JOINTS[name], place) for place, name in enumerate(names) if name in JOINTS]
    if not rows.size or not places:
        raise not_that(path, "TRC")
    xy = np.stack([rows[:, 2 + 3 * place : 4 + 3 * place] for _, place in places], axis=1)
    factor = _UNITS_M.get(head.get("Units", "").strip(), nan)
    is_metric = bool(np.isfinite(factor)) and float(np.nanmax(np.abs(xy), initial=0.0)) * factor <= _FARTHEST_M
    return JointCourses(
        joints=tuple(joint for joint, _ in places),
        frame_indices=np.full(len(rows), -1.0),
        times_s=rows[:, 1],
        xy=xy * factor if is_metric else xy,
        is_metric=is_metric,
    )


def _rows(lines: list[str], *, width: int) -> FloatArray:
    """The numbers of all rows that begin with one; what is missing is NaN, what is too much is cut."""
    rows = []
    for line in lines[: MOST_ROWS + 1]:
        cells = [_number(cell) for cell in line.split("\t")][:width]
        if len(cells) > 2 and np.isfinite(cells[0]) and np.isfinite(cells[1]):
            rows.append(cells + [nan] * (width - len(cells)))
    return np.array(rows) if rows else np.empty((0, width))


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return nan

"""A body as the experts of figures see it: joints, their depth, and how far from the limbs the outline lies in a frame.

Landmarks alone do not tell how deep a body is: the same points lie on a slender and on a heavy hip. The outline does,
and the world landmarks know how the far side lies. Source: decision 0096.
"""

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.core.observation import Outlines
from studio.signals import geometry
from studio.signals.orientation import Orientation
from studio.signals.posture import FREE_JOINTS, Posture, joint_order, joint_rows

_STATIONS = (
    (Part.SHOULDER, Part.HIP, tuple(np.linspace(0.2, 1.2, 11))),
    (Part.HIP, Part.KNEE, tuple(np.linspace(0.0, 0.9, 10))),
    (Part.KNEE, Part.ANKLE, tuple(np.linspace(0.2, 0.8, 4))),
)
"""Where along trunk, thigh and shin the outline's distance is taken, in shares of the segment. DF"""

STATION_COUNT = sum(len(shares) for _, _, shares in _STATIONS)
"""How many places that are."""

_FARTHEST = 0.35  # body lengths: an outline further from a limb is that of another limb, the bar or the bench; DF


def figure_rows(
    posture: Posture, world_m: FloatArray, outlines: Outlines | None, orientation: Orientation
) -> FloatArray | None:
    """What these experts see of every frame, shape (T, n); NaN where nobody was found. None without outlines.

    Args:
        posture: of the clip.
        world_m: shape (T, J, 3), the pose model's world landmarks, metres.
        outlines: of the person.
        orientation: which way the body lies.
    """
    if outlines is None or not len(outlines.points_px) or not posture.is_active.any():
        return None
    return np.concatenate(
        [joint_rows(posture), _distances(posture, outlines, orientation.facing), _world_rows(world_m, orientation)],
        axis=1,
    )


def with_set(in_set: FloatArray, figure: FloatArray) -> FloatArray:
    """A figure whose joints are told with the set around them, shape (T, n).

    Args:
        in_set: rows of `free_features`, which begin with those joints.
        figure: rows of `figure_rows`.
    """
    return np.concatenate([in_set, figure[:, 2 * len(FREE_JOINTS) :]], axis=1)


def _world_rows(world_m: FloatArray, orientation: Orientation) -> FloatArray:
    """World landmarks about their middle, x towards the feet, y up, the camera's depth; metres, shape (T, n)."""
    sign = 1.0 if orientation.facing is Side.RIGHT else -1.0
    joints = world_m[:, joint_order(orientation)][:, FREE_JOINTS] * np.array([sign, -1.0, 1.0])
    centred = joints - np.mean(joints, axis=1, keepdims=True)
    return np.asarray(centred.reshape(len(centred), -1))


def _distances(posture: Posture, outlines: Outlines, facing: Side) -> FloatArray:
    """Distance of the outline before and behind every station, body lengths; the clip's median where there is none."""
    starts, steps = _stations(posture)
    rows = np.full((len(posture.plane), 2 * starts.shape[1]), np.nan)
    for index in np.flatnonzero(posture.is_active):
        polygon = outlines.polygon(int(index))
        if len(polygon):
            corners = geometry.to_body_plane(polygon, facing)
            rows[index] = _exits(corners, starts[index], steps[index]).ravel() / posture.length_px
    rows[np.abs(rows) >= _FARTHEST] = np.nan
    known = np.isfinite(rows)
    middle = np.array([_median(rows[known[:, column], column]) for column in range(rows.shape[1])])
    return np.where(known, rows, middle)


def _median(values: FloatArray) -> float:
    return float(np.median(values)) if values.size else float("nan")


def _stations(posture: Posture) -> tuple[FloatArray, FloatArray]:
    """Places on the limbs and unit vectors along them, both shape (T, K, 2), body plane."""
    places, along = [], []
    for upper, lower, shares in _STATIONS:
        limb = posture.near(lower) - posture.near(upper)
        direction = limb / np.maximum(geometry.length(limb), 1e-6)[:, np.newaxis]
        for share in shares:
            places.append(posture.near(upper) + share * limb)
            along.append(direction)
    return np.stack(places, axis=1), np.stack(along, axis=1)


def _exits(corners: FloatArray, places: FloatArray, along: FloatArray) -> FloatArray:
    """Nearest outline before and behind every place, at right angles to the limb, shape (K, 2); infinite without any.

    Args:
        corners: shape (m, 2), of the outline.
        places: shape (K, 2).
        along: shape (K, 2), unit vectors.
    """
    before = np.stack([-along[:, 1], along[:, 0]], axis=1)
    on_axis = corners @ along.T - np.sum(places * along, axis=1)
    height = corners @ before.T - np.sum(places * before, axis=1)
    next_on_axis, next_height = np.roll(on_axis, -1, axis=0), np.roll(height, -1, axis=0)
    corner, place = np.nonzero((on_axis <= 0.0) != (next_on_axis <= 0.0))
    first, run = on_axis[corner, place], next_on_axis[corner, place] - on_axis[corner, place]
    crossing = height[corner, place] - first * (next_height - height)[corner, place] / run
    exits = np.tile(np.array([np.inf, -np.inf]), (len(places), 1))
    is_front = crossing > 0.0
    np.minimum.at(exits[:, 0], place[is_front], crossing[is_front])
    np.maximum.at(exits[:, 1], place[~is_front], crossing[~is_front])
    return exits

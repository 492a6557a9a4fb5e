"""Which way the body lies, which side of it faces the camera, and left–right swaps put right. One vote per clip."""

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import JOINT_COUNT, Joint, Part, Side
from studio.core.landmarks import LandmarkTrack

_SURE_VOTE = 0.3  # difference in visibility from which on it may overrule the geometry; plates hide near joints too
_SWAP_GAIN_TL = 0.25  # Source: kb:b1 (a jump of more than a quarter thigh length in one frame)
_CLEAR_SHARE = 0.25  # what exchanging may leave of the joints' travel: lost legs jump about either way. Decision 0033
_NEVER = np.array([[0.0, np.inf], [np.inf, 0.0]])
_LYING_SHARE = 0.35  # a body counts as lying when its length along the picture exceeds this share of its whole length
_PAIRS = tuple(part.value for part in Part)


@dataclass(frozen=True, slots=True)
class Orientation:
    """How the body lies in the picture.

    Attributes:
        facing: direction in the picture from the head to the feet.
        near_side: side of the body that faces the camera.
        swapped_frames: how many frames had left and right exchanged.
    """

    facing: Side
    near_side: Side
    swapped_frames: int = 0


def repair_swaps(xy_px: FloatArray, visibility: FloatArray) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Exchange left and right back in the frames in which the pose model took one for the other.

    The labelling of every frame, as seen or exchanged, is chosen so that the joints travel the least over the clip;
    an exchange has to save more than a quarter thigh length per joint. The commoner labelling counts as right.

    Args:
        xy_px: shape (T, J, 2).
        visibility: shape (T, J).

    Returns:
        Repaired positions and visibilities, and shape (T,): which frames were exchanged.
    """
    mirrored = _mirror_labels(xy_px)
    thigh_px = _median_thigh_px(xy_px)
    is_swapped = _cheapest_labelling(xy_px, mirrored, penalty_px=_SWAP_GAIN_TL * thigh_px)
    if np.mean(is_swapped) > 0.5:
        is_swapped = ~is_swapped
    chosen = np.where(is_swapped[:, np.newaxis, np.newaxis], mirrored, xy_px)
    seen = np.where(is_swapped[:, np.newaxis], _mirror_labels(visibility[..., np.newaxis])[..., 0], visibility)
    return chosen, seen, is_swapped


def facing_of(xy_px: FloatArray) -> Side:
    """Direction in the picture from the head to the feet, by vote of the frames in which the body lies.

    Args:
        xy_px: shape (T, J, 2).
    """
    feet = _middle(xy_px, (Part.KNEE, Part.ANKLE))
    shoulders = _middle(xy_px, (Part.SHOULDER,))
    along = feet - shoulders
    lying = np.abs(along[:, 0]) > _LYING_SHARE * np.hypot(along[:, 0], along[:, 1])
    votes = along[lying, 0] if np.any(lying) else along[:, 0]
    votes = votes[np.isfinite(votes)]
    return Side.LEFT if votes.size and np.sum(np.sign(votes)) < 0 else Side.RIGHT


def near_side_of(track: LandmarkTrack, facing: Side) -> Side:
    """Side of the body that faces the camera.

    A supine body with its feet to the right of the picture shows its right side: geometry decides, and the model's
    visibilities overrule it only where they are clear.
    """
    left, right = (
        np.mean(track.visibility[:, [part.on(side) for part in (Part.SHOULDER, Part.HIP, Part.KNEE)]], axis=1)
        for side in (Side.LEFT, Side.RIGHT)
    )
    vote = float(np.mean((right - left)[track.has_person])) if np.any(track.has_person) else 0.0
    if abs(vote) < _SURE_VOTE:
        return facing
    return Side.RIGHT if vote > 0 else Side.LEFT


def _mirror_labels(values: FloatArray) -> FloatArray:
    order = np.arange(JOINT_COUNT)
    for left, right in _PAIRS:
        order[[left, right]] = right, left
    exchanged: FloatArray = values[:, order]
    return exchanged


def _median_thigh_px(xy_px: FloatArray) -> float:
    thighs = np.concatenate(
        [xy_px[:, Joint.LEFT_KNEE] - xy_px[:, Joint.LEFT_HIP], xy_px[:, Joint.RIGHT_KNEE] - xy_px[:, Joint.RIGHT_HIP]]
    )
    lengths = np.hypot(thighs[:, 0], thighs[:, 1])
    lengths = lengths[np.isfinite(lengths)]
    return float(np.median(lengths)) if lengths.size else 1.0


def _cheapest_labelling(same: FloatArray, mirrored: FloatArray, *, penalty_px: float) -> BoolArray:
    """Viterbi over two labellings per frame; the cost is the mean travel of the paired joints between frames."""
    pairs = np.array(_PAIRS).ravel()
    known = np.flatnonzero(np.isfinite(same[:, pairs, 0]).all(axis=1))
    is_swapped = np.zeros(len(same), dtype=np.bool_)
    if known.size < 2:
        return is_swapped
    options = np.stack([same[known][:, pairs], mirrored[known][:, pairs]])
    cost = np.zeros(2)
    came_from = np.zeros((known.size, 2), dtype=np.int64)
    for index in range(1, known.size):
        steps = options[:, np.newaxis, index - 1] - options[np.newaxis, :, index]
        travel = np.mean(np.hypot(steps[..., 0], steps[..., 1]), axis=2)
        is_clear = travel[0, 1] < _CLEAR_SHARE * travel[0, 0]
        travel += penalty_px * 0.5 * (1.0 - np.eye(2)) if is_clear else _NEVER
        total = cost[:, np.newaxis] + travel
        came_from[index] = np.argmin(total, axis=0)
        cost = np.min(total, axis=0)
    state = int(np.argmin(cost))
    for index in range(known.size - 1, -1, -1):
        is_swapped[known[index]] = state == 1
        state = int(came_from[index, state])
    return is_swapped


def _middle(xy_px: FloatArray, parts: tuple[Part, ...]) -> FloatArray:
    joints = [joint for part in parts for joint in part.value]
    middle: FloatArray = np.mean(xy_px[:, joints], axis=1)
    return middle

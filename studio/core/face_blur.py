"""Makes the athlete's face unrecognisable: large blocks of one colour each, so that nothing can be sharpened back."""

import numpy as np

from studio.core.arrays import ByteArray, FloatArray
from studio.core.body import Joint, Part, Side

_BLOCKS = 6
_HEAD = (Joint.NOSE, *(part.on(side) for part in (Part.EYE, Part.EAR) for side in Side))
_SHARE_OF_TRUNK = 0.34
_WIDEN = 1.9
_MARGIN = 1.3


def hide_face(rgb: ByteArray, joints: FloatArray) -> ByteArray:
    """A picture with blocks over the face.

    Args:
        rgb: shape (H, W, 3).
        joints: shape (J, 2), the body in pixels of this picture.

    Returns:
        The picture itself when no part of the head is known; otherwise a copy.
    """
    circle = face_circle(joints)
    if circle is None:
        return rgb
    x, y, radius = circle
    high, wide = rgb.shape[:2]
    left, right = (int(np.clip(edge, 0, wide)) for edge in (x - radius, x + radius + 1))
    top, bottom = (int(np.clip(edge, 0, high)) for edge in (y - radius, y + radius + 1))
    if right - left < 2 or bottom - top < 2:
        return rgb
    hidden = rgb.copy()
    hidden[top:bottom, left:right] = _blocks(rgb[top:bottom, left:right])
    return hidden


def face_circle(joints: FloatArray) -> tuple[float, float, float] | None:
    """Centre and radius of the head in pixels; None when nothing of it is known."""
    known = joints[list(_HEAD)]
    known = known[np.isfinite(known).all(axis=1)]
    if not len(known):
        return None
    middle = known.mean(axis=0)
    spread = float(np.hypot(*(known - middle).T).max()) * _WIDEN
    trunks = [_distance(joints, Part.SHOULDER.on(side), Part.HIP.on(side)) for side in Side]
    sized = [_SHARE_OF_TRUNK * trunk for trunk in trunks if np.isfinite(trunk)]
    radius = max([spread, *sized]) * _MARGIN
    return float(middle[0]), float(middle[1]), max(radius, 2.0)


def _blocks(part: ByteArray) -> ByteArray:
    """The part in six by six blocks of one colour each."""
    high, wide = part.shape[:2]
    rows = np.minimum(np.arange(high) * _BLOCKS // high, _BLOCKS - 1)
    columns = np.minimum(np.arange(wide) * _BLOCKS // wide, _BLOCKS - 1)
    first_rows, first_columns = (np.unique(places, return_index=True)[1] for places in (rows, columns))
    sums = np.add.reduceat(np.add.reduceat(part.astype(np.int64), first_rows, axis=0), first_columns, axis=1)
    heights, widths = np.diff([*first_rows, high]), np.diff([*first_columns, wide])
    means = sums // (heights[:, None, None] * widths[None, :, None])
    coarse: ByteArray = np.repeat(np.repeat(means, heights, axis=0), widths, axis=1).astype(np.uint8)
    return coarse


def _distance(joints: FloatArray, first: Joint, second: Joint) -> float:
    return float(np.hypot(*(joints[first] - joints[second])))

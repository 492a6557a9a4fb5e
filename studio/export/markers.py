"""Joints as markers of other programs: names, places and scale, as Sports2D writes and OpenSim reads them."""

from dataclasses import dataclass

import numpy as np

from studio.core.analysis import Analysis
from studio.core.arrays import FloatArray
from studio.core.body import Joint, Part, Side

_SIDED = (
    (Part.HIP, "Hip"),
    (Part.KNEE, "Knee"),
    (Part.ANKLE, "Ankle"),
    (Part.TOE, "BigToe"),
    (Part.HEEL, "Heel"),
)
_UPPER = (
    (Part.SHOULDER, "Shoulder"),
    (Part.ELBOW, "Elbow"),
    (Part.WRIST, "Wrist"),
    (Part.EYE, "Eye"),
    (Part.EAR, "Ear"),
)
_LETTERS = {Side.RIGHT: "R", Side.LEFT: "L"}
_FLOOR_PERCENTILE = 95.0  # of heels and toes in a picture that counts downwards: the floor, without its outliers
_FEWEST_FOR_SCALE = 10


@dataclass(frozen=True, slots=True, eq=False)
class Markers:
    """Markers over a clip.

    Attributes:
        names: as Sports2D calls them (HALPE_26).
        xy: shape (T, M, 2); NaN where unknown. In metres: x to the right, y up from the floor. In pixels: as in the
            picture, y down.
        unit: "m" or "px".
    """

    names: tuple[str, ...]
    xy: FloatArray
    unit: str


def make_markers(analysis: Analysis, *, metres_per_px: float = float("nan")) -> Markers:
    """The joints of a clip as markers.

    Args:
        analysis: landmarks, and the scale where a plate gave one.
        metres_per_px: scale of the picture at the body; NaN takes the plate's. Without either, pixels stay pixels.
    """
    xy_px = analysis.landmarks.xy_px
    named = dict(_named(xy_px))
    xy = np.stack(list(named.values()), axis=1)
    scale = metres_per_px if np.isfinite(metres_per_px) else plate_scale(analysis)
    if not np.isfinite(scale):
        return Markers(tuple(named), xy, "px")
    floor_px = _floor(xy_px, analysis.observation.height_px)
    upward = np.stack([xy[..., 0], floor_px - xy[..., 1]], axis=-1)
    return Markers(tuple(named), upward * scale, "m")


def plate_scale(analysis: Analysis) -> float:
    """Metres per pixel, from the bar's height in both; NaN when no plate gave a scale."""
    metres, pixels = analysis.signals.get("bar_height_m"), analysis.signals.get("bar_y_px")
    if metres is None or pixels is None:
        return float("nan")
    known = metres.valid & pixels.valid
    if known.sum() < _FEWEST_FOR_SCALE or np.ptp(pixels.values[known]) <= 0.0:
        return float("nan")
    return abs(float(np.polyfit(pixels.values[known], metres.values[known], 1)[0]))


def _named(xy_px: FloatArray) -> list[tuple[str, FloatArray]]:
    def middle(part: Part) -> FloatArray:
        both: FloatArray = 0.5 * (xy_px[:, part.on(Side.LEFT)] + xy_px[:, part.on(Side.RIGHT)])
        return both

    found = [("Hip", middle(Part.HIP))]
    found += [(f"{_LETTERS[side]}{name}", xy_px[:, part.on(side)]) for side in _LETTERS for part, name in _SIDED]
    found += [("Neck", middle(Part.SHOULDER)), ("Nose", xy_px[:, Joint.NOSE])]
    found += [(f"{_LETTERS[side]}{name}", xy_px[:, part.on(side)]) for side in _LETTERS for part, name in _UPPER]
    return found


def _floor(xy_px: FloatArray, height_px: int) -> float:
    feet = [part.on(side) for part in (Part.HEEL, Part.TOE) for side in Side]
    known = xy_px[:, feet, 1][np.isfinite(xy_px[:, feet, 1])]
    return float(np.percentile(known, _FLOOR_PERCENTILE)) if known.size else float(height_px)

"""What the tracked plate tells: path, height and speed of the bar, and a stand-in for a hip that the plate hides."""

from dataclasses import dataclass
from math import nan

import numpy as np

from studio.core.arrays import BoolArray, FloatArray, frozen_array
from studio.core.observation import PlateTrack
from studio.core.signal import Signal
from studio.signals.filtering import fill_gaps, smooth, speed_of

FULL_SIZE_M = 0.45  # Source: IWF Technical and Competition Rules, largest disc
_FULL_SIZE_TL = 1.15  # an apparent diameter from here on is a full-size plate: most of 0.35 m stay below. Decision 0041
_NEARNESS = 1.25  # the near plate looks this much larger than the body. Source: kb:part0 (1.30 at 3 m), decision 0041
_CENTER_SD_SHARE = 0.015  # of the diameter; median error on the rendered clips. Decision 0040
_DISTANCE_TL = 0.25  # from the hip joint to the bar across the trunk-thigh line. Source: kb:b2
_DISTANCE_SD_TL = 0.12  # spread of that distance over bodies and cameras. Decision 0041
_ALONG_SD_TL = 0.39  # the same along the line, where a camera askew shifts the near plate. Decision 0041
_CALIBRATED_SD_TL = 0.035  # what a calibrated stand-in is off, on the rendered clips. Decision 0041
_MIN_CALIBRATION_FRAMES = 3
_LOWEST_PERCENTILE = 2.0  # the bar's lowest position, robust against single bad frames; DF


@dataclass(frozen=True, slots=True, eq=False)
class BarPath:
    """The bar's end over a clip.

    Attributes:
        times_s: shape (T,), presentation times.
        xy_px: shape (T, 2), smoothed centre of the plate; NaN where unknown.
        sd_px: shape (T,), standard deviation of each coordinate.
        height_px: shape (T,), above its lowest place.
        px_per_m: scale in the plate's own plane; NaN when the plate's size is unknown.
    """

    times_s: FloatArray
    xy_px: FloatArray
    sd_px: FloatArray
    height_px: FloatArray
    px_per_m: float

    def __post_init__(self) -> None:
        count = len(self.times_s)
        for name, shape in (("times_s", (count,)), ("xy_px", (count, 2)), ("sd_px", (count,)), ("height_px", (count,))):
            object.__setattr__(self, name, frozen_array(getattr(self, name), name=name, shape=shape))

    @property
    def height_m(self) -> FloatArray:
        """Shape (T,), above its lowest place in metres; NaN when the plate's size is unknown."""
        return self.height_px / self.px_per_m

    @property
    def speed_m_s(self) -> FloatArray:
        """Shape (T,), vertical speed, up positive, metres per second; NaN when the plate's size is unknown."""
        return speed_of(self.times_s, self.height_m)


@dataclass(frozen=True, slots=True)
class BarHipOffset:
    """Where the hip joint lies as seen from the bar.

    Attributes:
        distance_tl: how far the bar is above the hip, across the shoulder–knee line, thigh lengths.
        along_tl: how far it is towards the knee, along that line, thigh lengths.
        sd_tl: standard deviation of a hip placed with it, in any direction, thigh lengths.
        is_calibrated: whether it was measured on this clip.
    """

    distance_tl: float = _DISTANCE_TL
    along_tl: float = 0.0
    sd_tl: float = float(np.hypot(_DISTANCE_SD_TL, _ALONG_SD_TL))
    is_calibrated: bool = False


def plate_diameter_m(plate: PlateTrack, *, thigh_px: float, stated_m: float = nan) -> float:
    """Real diameter of the plate: as stated, else full size where it looks like it, else unknown (NaN).

    Args:
        plate: the tracked plate.
        thigh_px: length of the thigh in the picture.
        stated_m: what the coach or the set log says; NaN when nothing.
    """
    if np.isfinite(stated_m):
        return stated_m
    return FULL_SIZE_M if _diameter_px(plate) >= _FULL_SIZE_TL * thigh_px else nan


def bar_path(
    plate: PlateTrack, *, times_s: FloatArray, diameter_m: float, cutoff_hz: float = 6.0, longest_gap_s: float = 0.2
) -> BarPath | None:
    """Smooth the plate's path and give it a height and a scale; None when it was never seen.

    Args:
        plate: the tracked plate.
        times_s: shape (T,), presentation times.
        diameter_m: real diameter of the plate (see `plate_diameter_m`); NaN when unknown.
        cutoff_hz: of the zero-phase filter. Source: kb:b1.
        longest_gap_s: longer gaps stay open. Source: kb:b1.
    """
    diameter_px = _diameter_px(plate)
    if not np.isfinite(diameter_px):
        return None
    filled = fill_gaps(times_s, plate.center_px, longest_gap_s=longest_gap_s)
    xy_px = smooth(times_s, filled, cutoff_hz=cutoff_hz)
    known = np.isfinite(xy_px[:, 0])
    lowest_px = float(np.percentile(xy_px[known, 1], 100.0 - _LOWEST_PERCENTILE))
    return BarPath(
        times_s=times_s,
        xy_px=xy_px,
        sd_px=np.where(known, _CENTER_SD_SHARE * diameter_px, nan),
        height_px=lowest_px - xy_px[:, 1],
        px_per_m=diameter_px / diameter_m,
    )


def bar_path_signals(path: BarPath) -> tuple[Signal, ...]:
    """The bar's position in pixels, and its height and vertical speed in metres where the scale is known."""
    in_pixels = (
        Signal("bar_x_px", "px", path.times_s, path.xy_px[:, 0], path.sd_px),
        Signal("bar_y_px", "px", path.times_s, path.xy_px[:, 1], path.sd_px),
    )
    if not np.isfinite(path.px_per_m):
        return in_pixels
    return (*in_pixels, Signal("bar_height_m", "m", path.times_s, path.height_m, path.sd_px / path.px_per_m))


def to_body_depth(center_px: FloatArray, *, picture_center_px: FloatArray, nearness: float = _NEARNESS) -> FloatArray:
    """Where the plate's centre would appear if it were as far away as the body.

    The near plate is nearer to the camera than the body's own plane, so it lies too far out from the picture's middle.

    Args:
        center_px: shape (T, 2), the plate's centre.
        picture_center_px: shape (2,), middle of the picture.
        nearness: distance of the body over distance of the plate.
    """
    moved: FloatArray = picture_center_px + (center_px - picture_center_px) / nearness
    return moved


def calibrate_hip(
    bar_px: FloatArray,
    *,
    shoulder_px: FloatArray,
    knee_px: FloatArray,
    hip_px: FloatArray,
    thigh_px: float,
    is_trusted: BoolArray,
) -> BarHipOffset:
    """Measure where the hip lies as seen from the bar, on the frames in which both are known.

    Args:
        bar_px: shape (T, 2), the bar at the body's depth (see `to_body_depth`).
        shoulder_px: shape (T, 2).
        knee_px: shape (T, 2).
        hip_px: shape (T, 2).
        thigh_px: length of the thigh.
        is_trusted: shape (T,), frames in which the hip is seen or was set by the coach.

    Returns:
        The measured offset; the start value when fewer than three frames can be used. Source: kb:b2.
    """
    along, up = _line_axes(shoulder_px, knee_px)
    offset_tl = (bar_px - hip_px) / thigh_px
    distance_tl, along_tl = (offset_tl * up).sum(axis=1), (offset_tl * along).sum(axis=1)
    used = is_trusted & np.isfinite(distance_tl)
    if np.count_nonzero(used) < _MIN_CALIBRATION_FRAMES:
        return BarHipOffset()
    return BarHipOffset(
        distance_tl=float(np.median(distance_tl[used])),
        along_tl=float(np.median(along_tl[used])),
        sd_tl=_CALIBRATED_SD_TL,
        is_calibrated=True,
    )


def derive_hip(
    bar_px: FloatArray, *, shoulder_px: FloatArray, knee_px: FloatArray, thigh_px: float, offset: BarHipOffset
) -> FloatArray:
    """Stand-in for a hidden hip: the bar, moved down across the shoulder–knee line and along it; shape (T, 2).

    Args:
        bar_px: shape (T, 2), the bar at the body's depth.
        shoulder_px: shape (T, 2).
        knee_px: shape (T, 2).
        thigh_px: length of the thigh.
        offset: see `calibrate_hip`.

    Source: kb:b2 (hip = bar centre − d · upward normal of the shoulder–knee line).
    """
    along, up = _line_axes(shoulder_px, knee_px)
    hip_px: FloatArray = bar_px - thigh_px * (offset.distance_tl * up + offset.along_tl * along)
    return hip_px


def _line_axes(shoulder_px: FloatArray, knee_px: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Unit vectors from the shoulder to the knee and across that line, upwards in the picture; shape (T, 2) each."""
    line = knee_px - shoulder_px
    along = line / np.hypot(line[:, 0], line[:, 1])[:, np.newaxis]
    across = np.stack([along[:, 1], -along[:, 0]], axis=1)
    up = np.where(across[:, 1:] > 0.0, -across, across)
    return along, up


def _diameter_px(plate: PlateTrack) -> float:
    known = plate.diameter_px[np.isfinite(plate.diameter_px) & np.isfinite(plate.center_px[:, 0])]
    return float(np.median(known)) if known.size else nan

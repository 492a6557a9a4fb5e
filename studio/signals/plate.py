"""What the tracked plate tells: path, height and scale of the bar."""

from dataclasses import dataclass
from math import nan

import numpy as np

from studio.core.arrays import FloatArray, frozen_array
from studio.core.observation import PlateTrack
from studio.core.signal import Signal
from studio.signals.filtering import fill_gaps, smooth

FULL_SIZE_M = 0.45  # Source: IWF Technical and Competition Rules, largest disc
_FULL_SIZE_TL = 1.15  # an apparent diameter from here on is a full-size plate: most of 0.35 m stay below. Decision 0041
_CENTER_SD_SHARE = 0.015  # of the diameter; median error on the rendered clips. Decision 0040
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


def _diameter_px(plate: PlateTrack) -> float:
    known = plate.diameter_px[np.isfinite(plate.diameter_px) & np.isfinite(plate.center_px[:, 0])]
    return float(np.median(known)) if known.size else nan

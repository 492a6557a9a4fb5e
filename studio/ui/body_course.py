"""What the window knows about the body over time: raw while the analysis runs, complete afterwards."""

from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from studio.core.analysis import Analysis
from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT, Part, Side
from studio.core.landmarks import LandmarkSource
from studio.core.rep import Phase, Rep
from studio.core.signal import Signal
from studio.core.time import FrameClock
from studio.services.observe import PartialObservation
from studio.ui.ghost import GhostCourse

NORMAL_90 = 1.645
"""Half width of a 90 % interval in standard deviations of a normal distribution."""


@dataclass(frozen=True, slots=True, eq=False)
class BodyMoment:
    """The body at one frame.

    Attributes:
        xy_px: shape (J, 2), clip pixels; NaN where unknown.
        visibility: shape (J,), 0…1.
        source: shape (J,), values of LandmarkSource.
        near_side: side that faces the camera.
        hip_angle_deg: NaN when unknown.
        hip_angle_half_deg: half of its 90 % interval; NaN when unknown.
        rep: rep that the moment lies in, or None.
        phase: phase of that rep.
        bar_px: shape (n, 2), path of the bar around this moment; n = 0 when there is none.
        bar_now_px: shape (2,), the bar's centre now; NaN when it is not seen.
        trunk_deg: trunk inclination; NaN when unknown.
        thigh_deg: thigh inclination; NaN when unknown.
        shin_deg: shin against the vertical; NaN when unknown.
        knee_deg: inner angle of the knee; NaN when unknown.
        roll_deg: rise of the coach's floor line from left to right.
        outline_px: shape (n, 2), the person's outline; None when there is none.
        is_flat: whether angles of the picture are angles of the body; from the front, say, they are not.
    """

    xy_px: FloatArray
    visibility: FloatArray
    source: np.ndarray[tuple[int], np.dtype[np.uint8]]
    near_side: Side
    hip_angle_deg: float = nan
    hip_angle_half_deg: float = nan
    rep: Rep | None = None
    phase: Phase = Phase.BOTTOM
    bar_px: FloatArray | None = None
    bar_now_px: FloatArray | None = None
    trunk_deg: float = nan
    thigh_deg: float = nan
    shin_deg: float = nan
    knee_deg: float = nan
    roll_deg: float = 0.0
    outline_px: FloatArray | None = None
    is_flat: bool = True


class GrowingCourse:
    """Collects raw landmarks while the analysis runs, and previews their angles.

    The preview is for the eyes only: nothing is filtered and nothing is judged on it.
    """

    def __init__(self, clock: FrameClock) -> None:
        count = clock.frame_count
        self.times_s = clock.times_s
        self._xy_px = np.full((count, JOINT_COUNT, 2), nan)
        self._visibility = np.zeros((count, JOINT_COUNT))
        self._source = np.full((count, JOINT_COUNT), LandmarkSource.MISSING, dtype=np.uint8)
        self.seen_count = 0

    def add(self, partial: PartialObservation) -> None:
        """Take in one more stretch; what lies past the promised end is left out."""
        first = partial.first_index
        last = min(first + partial.landmarks.frame_count, len(self.times_s))
        length = max(last - first, 0)
        self._xy_px[first:last] = partial.landmarks.xy_px[:length]
        self._visibility[first:last] = partial.landmarks.visibility[:length]
        self._source[first:last] = partial.landmarks.source[:length]
        self.seen_count = max(self.seen_count, last)

    @property
    def near_side(self) -> Side:
        """The side that the model sees better so far."""
        sums = {
            side: float(self._visibility[:, [part.on(side) for part in (Part.HIP, Part.KNEE, Part.SHOULDER)]].sum())
            for side in Side
        }
        return max(sums, key=lambda side: sums[side])

    def moment(self, index: int) -> BodyMoment | None:
        """The body at a frame; None when that frame has not been looked at."""
        if not 0 <= index < self.seen_count:
            return None
        angles = self.preview("hip_angle_deg", index, index + 1)
        return BodyMoment(
            xy_px=self._xy_px[index],
            visibility=self._visibility[index],
            source=self._source[index],
            near_side=self.near_side,
            hip_angle_deg=float(angles[0]) if len(angles) else nan,
        )

    def preview(self, name: str, start: int = 0, stop: int | None = None) -> FloatArray:
        """Raw course of one of the previewed signals, shape (n,); empty for a signal that has no preview."""
        stop = self.seen_count if stop is None else stop
        side = self.near_side
        at = {part: self._xy_px[start:stop, part.on(side)] for part in Part}
        match name:
            case "hip_angle_deg":
                return _signed_hip_angle_deg(at[Part.SHOULDER], at[Part.HIP], at[Part.KNEE])
            case "knee_angle_deg":
                return _inner_angle_deg(at[Part.HIP], at[Part.KNEE], at[Part.ANKLE])
            case "trunk_inclination_deg":
                return _inclination_deg(at[Part.HIP], at[Part.SHOULDER])
            case "shin_angle_deg":
                return _shin_angle_deg(at[Part.SHOULDER], at[Part.KNEE], at[Part.ANKLE])
            case "hip_height_tl":
                return _height_tl(at[Part.HIP], at[Part.KNEE])
            case _:
                return np.empty(0)


class AnalysedCourse:
    """The body over time as the analysis has it."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._clock = analysis.observation.clock
        self._signals = dict(analysis.signals.by_name)
        self._hip_angle = self._signals.get("hip_angle_deg")
        self._ghost = GhostCourse(analysis)

    def moment(self, index: int) -> BodyMoment | None:
        """The body at a frame; None outside the clip."""
        track = self.analysis.landmarks
        if not 0 <= index < track.frame_count:
            return None
        time_s = self._clock.time_of(index)
        rep = self.analysis.rep_at(time_s)
        value, half = value_at(self._hip_angle, index)
        path, now = self._bar(index, rep)
        signals, outlines = self._signals, self.analysis.observation.outlines
        return BodyMoment(
            xy_px=track.xy_px[index],
            visibility=track.visibility[index],
            source=track.source[index],
            near_side=self.analysis.capture.near_side,
            hip_angle_deg=value,
            hip_angle_half_deg=half,
            rep=rep,
            phase=rep.phase_at(time_s) if rep else Phase.BOTTOM,
            bar_px=path,
            bar_now_px=now,
            trunk_deg=value_at(signals.get("trunk_inclination_deg"), index)[0],
            thigh_deg=value_at(signals.get("thigh_inclination_deg"), index)[0],
            shin_deg=value_at(signals.get("shin_angle_deg"), index)[0],
            knee_deg=value_at(signals.get("knee_angle_deg"), index)[0],
            roll_deg=self.analysis.capture.roll_deg,
            outline_px=outlines.polygon(index) if outlines is not None and index < outlines.frame_count else None,
            is_flat=not self.analysis.capture.why_not_from_the_side(),
        )

    def ghost(self, index: int) -> FloatArray | None:
        """The best rep's body at the same part of the movement, shape (J, 2), clip pixels; None when there is none."""
        return self._ghost.body(index)

    def _bar(self, index: int, rep: Rep | None) -> tuple[FloatArray | None, FloatArray | None]:
        plate = self.analysis.observation.plate
        if plate is None:
            return None, None
        if rep is None:
            return None, plate.center_px[index]
        first, last = self._clock.index_at(rep.start_s), self._clock.index_at(rep.end_s)
        return plate.center_px[first : last + 1], plate.center_px[index]


Course = GrowingCourse | AnalysedCourse


def value_at(signal: Signal | None, index: int) -> tuple[float, float]:
    """Value of a signal at a frame and half of its 90 % interval; NaN when unknown."""
    if signal is None or not 0 <= index < len(signal.values):
        return nan, nan
    return float(signal.values[index]), NORMAL_90 * float(signal.sd[index])


def hip_from_line(moment: BodyMoment) -> tuple[FloatArray, FloatArray, FloatArray, float] | None:
    """Shoulder, knee, foot of the hip's perpendicular on their line, and the hip's distance in thigh lengths.

    Returns:
        Three points of shape (2,) in clip pixels and the distance, positive when the hip is above the line; None when
        one of the joints is unknown.
    """
    shoulder, hip, knee = (moment.xy_px[part.on(moment.near_side)] for part in (Part.SHOULDER, Part.HIP, Part.KNEE))
    line = knee - shoulder
    length = float(np.hypot(*line))
    thigh = float(np.hypot(*(knee - hip)))
    if not isfinite(length) or not isfinite(thigh) or length < 1.0 or thigh < 1.0:
        return None
    foot = shoulder + line * float(np.dot(hip - shoulder, line)) / length**2
    distance = float(np.hypot(*(hip - foot))) / thigh
    return shoulder, knee, foot, distance if hip[1] < foot[1] else -distance


def _signed_hip_angle_deg(shoulder: FloatArray, hip: FloatArray, knee: FloatArray) -> FloatArray:
    """Angle at the hip: 180 is straight, more is past the shoulder-knee line (the hip above it in the picture)."""
    inner = _inner_angle_deg(shoulder, hip, knee)
    line = knee - shoulder
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.sum((hip - shoulder) * line, axis=-1) / np.sum(line * line, axis=-1)
        foot_y = shoulder[..., 1] + share * line[..., 1]
        is_past = hip[..., 1] < foot_y
    angle: FloatArray = np.where(is_past, 360.0 - inner, inner)
    return angle


def _inner_angle_deg(first: FloatArray, corner: FloatArray, second: FloatArray) -> FloatArray:
    to_first, to_second = first - corner, second - corner
    cross = to_first[..., 0] * to_second[..., 1] - to_first[..., 1] * to_second[..., 0]
    dot = np.sum(to_first * to_second, axis=-1)
    angle: FloatArray = np.abs(np.degrees(np.arctan2(cross, dot)))
    return angle


def _shin_angle_deg(shoulder: FloatArray, knee: FloatArray, ankle: FloatArray) -> FloatArray:
    """Shin against the vertical, positive when the ankle is farther from the head than the knee."""
    forward = np.sign(knee[..., 0] - shoulder[..., 0])
    angle: FloatArray = np.degrees(np.arctan2((ankle[..., 0] - knee[..., 0]) * forward, ankle[..., 1] - knee[..., 1]))
    return angle


def _height_tl(hip: FloatArray, knee: FloatArray) -> FloatArray:
    """Height of the hip over its lowest place so far, in thigh lengths."""
    is_known = np.isfinite(hip[..., 1]) & np.isfinite(knee[..., 1])
    if not is_known.any():
        return np.full(len(hip), nan)
    lengths = np.sort(np.hypot(*(knee - hip)[is_known].T))
    height: FloatArray = (float(hip[is_known, 1].max()) - hip[..., 1]) / max(float(lengths[len(lengths) // 2]), 1.0)
    return height


def _inclination_deg(start: FloatArray, end: FloatArray) -> FloatArray:
    """Angle above the horizontal, positive when the end is higher."""
    rise = start[..., 1] - end[..., 1]
    run = np.abs(end[..., 0] - start[..., 0])
    angle: FloatArray = np.degrees(np.arctan2(rise, run))
    return angle

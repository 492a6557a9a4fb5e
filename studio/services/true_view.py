"""How clip and scene differ: a camera that is rolled, and slow motion. Measures are of the scene, pictures of the clip.

Before anything is measured the observation is turned until the coach's floor line is level, and its clock runs as the
camera's did; what comes of it is turned and timed back, so that it lies on the picture and on the timeline.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, isfinite, radians, sin

import numpy as np

from studio.core.analysis import Interpretation
from studio.core.annotation import XY, AidKind
from studio.core.arrays import FloatArray
from studio.core.frame import ClipInfo
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Correction, Observation, Outlines
from studio.core.rep import Rep, RepSpan
from studio.core.review import Review
from studio.core.signal import Signal, SignalSet
from studio.core.time import FrameClock

SAME_RATE_SHARE = 0.1
"""Cameras miss their own rate by some frames; slow motion is half of it or less."""


@dataclass(frozen=True, slots=True)
class TrueView:
    """What stands between a clip and its scene.

    Attributes:
        roll_deg: by how much the floor rises in the picture from left to right; 0 for a level camera.
        pace: seconds that passed before the camera in each second of the clip; 1 unless it was filmed in slow motion.
        size_px: width and height of the picture.
    """

    roll_deg: float = 0.0
    pace: float = 1.0
    size_px: tuple[int, int] = (1, 1)

    def clock(self, clock: FrameClock) -> FrameClock:
        """The clip's clock as the camera's ran."""
        return clock if self.pace == 1.0 else FrameClock(clock.times_s * self.pace)

    def observation(self, seen: Observation) -> Observation:
        """What was seen, level and at its true pace."""
        if self.pace != 1.0:
            seen = replace(seen, clock=self.clock(seen.clock))
        if self.roll_deg == 0.0:
            return seen
        outlines, plate, (width_px, height_px) = seen.outlines, seen.plate, self._level_size()
        return replace(
            seen,
            width_px=width_px,
            height_px=height_px,
            landmarks=_with_places(seen.landmarks, self._level(seen.landmarks.xy_px)),
            outlines=Outlines(self._level(outlines.points_px), outlines.starts) if outlines is not None else None,
            plate=replace(plate, center_px=self._level(plate.center_px)) if plate is not None else None,
        )

    def corrections(self, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
        """The coach's joints, level."""
        return tuple(replace(one, xy_px=self.point(one.xy_px)) for one in corrections)

    def point(self, place: XY) -> XY:
        """A place in the picture, level."""
        if self.roll_deg == 0.0:
            return place
        x_px, y_px = self._level(np.array(place))
        return float(x_px), float(y_px)

    def spans(self, spans: Sequence[RepSpan]) -> tuple[RepSpan, ...]:
        """The coach's reps, at their true pace."""
        pace = self.pace
        return tuple(
            replace(
                span,
                start_s=span.start_s * pace,
                end_s=span.end_s * pace,
                top_s=(span.top_s[0] * pace, span.top_s[1] * pace) if span.top_s else None,
            )
            for span in spans
        )

    def on_timeline(self, reps: Sequence[Rep], clock: FrameClock) -> tuple[Rep, ...]:
        """Reps at the clip's own times; `clock` is the clip's."""
        if self.pace == 1.0:
            return tuple(reps)

        def back(time_s: float) -> float:
            # Times of frames come back as they were, to the last bit; links and jumps compare them.
            at = clock.nearest_index(time_s / self.pace)
            frame_s = clock.time_of(at)
            return frame_s if frame_s * self.pace == time_s else time_s / self.pace

        return tuple(
            replace(
                rep,
                start_s=back(rep.start_s),
                top_s=back(rep.top_s),
                top_end_s=back(rep.top_end_s),
                end_s=back(rep.end_s),
            )
            for rep in reps
        )

    def in_picture(self, found: Interpretation, clock: FrameClock) -> tuple[LandmarkTrack, SignalSet]:
        """Landmarks and signals where they lie in the clip; `clock` is the clip's."""
        landmarks, signals = found.landmarks, found.signals
        if self.pace != 1.0:
            signals = SignalSet(tuple(replace(one, times_s=clock.times_s) for one in signals))
        if self.roll_deg == 0.0:
            return landmarks, signals
        return _with_places(landmarks, self._unlevel(landmarks.xy_px)), self._bar_in_picture(signals)

    def notes(self, clock: FrameClock) -> tuple[str, ...]:
        """What the coach should know about it, one sentence each; `clock` is the clip's."""
        notes = []
        if self.roll_deg != 0.0:
            notes.append(f"The picture was levelled by {abs(self.roll_deg):.1f} degrees, along the coach's floor line.")
        if self.pace != 1.0:
            filmed_fps = clock.fps_nominal / self.pace
            notes.append(f"Filmed at {filmed_fps:.0f} frames a second: times and speeds are those of the movement.")
        return tuple(notes)

    def _bar_in_picture(self, signals: SignalSet) -> SignalSet:
        x, y = signals.get("bar_x_px"), signals.get("bar_y_px")
        if x is None or y is None:
            return signals
        places = self._unlevel(np.column_stack([x.values, y.values]))
        turned: dict[str, Signal] = {
            "bar_x_px": replace(x, values=places[:, 0]),
            "bar_y_px": replace(y, values=places[:, 1]),
        }
        return SignalSet(tuple(turned.get(one.name, one) for one in signals))

    def _turn(self) -> FloatArray:
        """Matrix that levels a place, y downwards: the picture is turned by the roll, clockwise as it is seen."""
        angle = radians(self.roll_deg)
        return np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])

    def _level_size(self) -> tuple[int, int]:
        """Of the upright box around the turned picture, so that what was inside the picture is inside still."""
        width, height = np.abs(self._turn()) @ np.array(self.size_px, dtype=float)
        return int(np.ceil(width)), int(np.ceil(height))

    def _level(self, places: FloatArray) -> FloatArray:
        turned: FloatArray = (places - 0.5 * np.array(self.size_px)) @ self._turn().T
        return turned + 0.5 * np.array(self._level_size())

    def _unlevel(self, places: FloatArray) -> FloatArray:
        turned: FloatArray = (places - 0.5 * np.array(self._level_size())) @ self._turn()
        return turned + 0.5 * np.array(self.size_px)


def true_view(info: ClipInfo, review: Review) -> TrueView:
    """What the coach said, else the camera."""
    return TrueView(roll_deg(review), pace_of(info, review), (info.width_px, info.height_px))


def filmed_fps(info: ClipInfo, review: Review | None) -> float:
    """Frames a second before the camera: as the coach says, else as the camera says; NaN when nobody does."""
    said = review.filmed_fps if review is not None else None
    return info.filmed_fps if said is None else said


def pace_of(info: ClipInfo, review: Review | None) -> float:
    """Seconds before the camera in each second of the clip; 1 when it plays as it was filmed, or nobody says."""
    share = info.clock.fps_nominal / filmed_fps(info, review)
    return share if isfinite(share) and abs(share - 1.0) > SAME_RATE_SHARE else 1.0


def roll_deg(review: Review) -> float:
    """By how much the coach's floor line rises from left to right, -90 to 90; 0 without one. Source: kb:b1."""
    line = next((aid.points_px for aid in review.aids if aid.kind is AidKind.FLOOR_LINE), None)
    return rise_deg(*line) if line is not None else 0.0


def rise_deg(start: XY, end: XY) -> float:
    """Rise of a line from left to right in degrees, whichever end was drawn first; y grows downwards."""
    (left_x, left_y), (right_x, right_y) = sorted((start, end))
    return degrees(atan2(left_y - right_y, right_x - left_x))


def _with_places(track: LandmarkTrack, xy_px: FloatArray) -> LandmarkTrack:
    return LandmarkTrack(xy_px=xy_px, visibility=track.visibility, source=track.source, world_m=track.world_m)

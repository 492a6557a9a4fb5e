"""A drawn lifter: a closed chain of bench, trunk, thigh and shin that does hip thrusts with known angles and times."""

from dataclasses import dataclass

import numpy as np

from studio.core.analysis import Interpretation
from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT, Joint, Part, Side
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.observation import Observation, Outlines, PlateTrack
from studio.core.time import FrameClock

WIDTH_PX, HEIGHT_PX = 960, 540
TRUNK, THIGH, SHIN = 0.50, 0.42, 0.42
FOOT, NECK = 0.22, 0.18
PX_PER_M = 300.0
ANKLE_M = np.array([0.0, 0.08])


@dataclass(frozen=True)
class Set:
    """When what happens: rest, then reps of rise, hold, descent and rest, seconds."""

    reps: int = 3
    lead_s: float = 1.0
    rise_s: float = 1.0
    hold_s: float = 0.8
    lower_s: float = 1.4
    rest_s: float = 0.5

    @property
    def duration_s(self) -> float:
        """Of the whole clip."""
        return self.lead_s + self.reps * (self.rise_s + self.hold_s + self.lower_s + self.rest_s)

    @property
    def boundaries(self) -> FloatArray:
        """Start, top, leaving the top and end of every rep, shape (n, 4)."""
        period = self.rise_s + self.hold_s + self.lower_s + self.rest_s
        start = self.lead_s + period * np.arange(self.reps)[:, np.newaxis]
        return start + np.cumsum([0.0, self.rise_s, self.hold_s, self.lower_s])

    def progress(self, times_s: FloatArray) -> FloatArray:
        """0 at the bottom, 1 at the top, along minimum-jerk courses, shape (T,)."""
        course = np.zeros(len(times_s))
        for start_s, top_s, leaves_s, end_s in self.boundaries:
            up = np.clip((times_s - start_s) / (top_s - start_s), 0.0, 1.0)
            down = np.clip((times_s - leaves_s) / (end_s - leaves_s), 0.0, 1.0)
            course += _step(up) - _step(down)
        return course


def plane_joints(progress: FloatArray, *, shin_deg: float = 0.0, hip_top_deg: float = 180.0) -> dict[Part, FloatArray]:
    """Near joints in metres, x to the feet, y up, shape (T, 2) each; the foot stands at the origin."""
    thigh_deg = 55.0 * (1.0 - progress) + 2.0 * progress
    hip_deg = 95.0 * (1.0 - progress) + hip_top_deg * progress
    trunk_deg = 180.0 - hip_deg - thigh_deg
    lean = np.radians(shin_deg + 20.0 * (1.0 - progress))
    ankle = np.tile(ANKLE_M, (len(progress), 1))
    knee = ankle + SHIN * np.column_stack([-np.sin(lean), np.cos(lean)])
    hip = knee - THIGH * _unit(thigh_deg)
    shoulder = hip + TRUNK * _unit(trunk_deg) * np.array([-1.0, 1.0])
    ear = shoulder + NECK * _unit(trunk_deg + 15.0) * np.array([-1.0, 1.0]) + np.array([0.0, 0.05])
    heel = ankle + np.array([-0.05, -0.08])
    return {
        Part.SHOULDER: shoulder,
        Part.HIP: hip,
        Part.KNEE: knee,
        Part.ANKLE: ankle,
        Part.EAR: ear,
        Part.EYE: ear + np.array([0.05, 0.05]),
        Part.HEEL: heel,
        Part.TOE: heel + np.array([FOOT, 0.0]),
        Part.ELBOW: shoulder + np.array([0.15, -0.1]),
        Part.WRIST: hip + np.array([0.0, 0.1]),
    }


def landmark_track(
    joints: dict[Part, FloatArray],
    *,
    facing: Side = Side.RIGHT,
    scale: float = PX_PER_M,
    at_px: tuple[float, float] = (620.0, 430.0),
) -> LandmarkTrack:
    """Both sides of the body in pixels; the far side a little behind; the near side is the one it faces."""
    sign = 1.0 if facing is Side.RIGHT else -1.0
    near = facing
    count = len(joints[Part.HIP])
    xy_px = np.full((count, JOINT_COUNT, 2), np.nan)
    world_m = np.zeros((count, JOINT_COUNT, 3))
    visibility = np.full((count, JOINT_COUNT), 0.99)
    origin = np.array([at_px[0] if facing is Side.RIGHT else WIDTH_PX - at_px[0], at_px[1]])
    for part, course in joints.items():
        picture = course * np.array([sign, -1.0])
        for side, shift, depth in ((near, 0.0, -0.15), (near.other, 0.03, 0.15)):
            joint = part.on(side)
            xy_px[:, joint] = origin + scale * (picture + np.array([sign * shift, -shift]))
            world_m[:, joint, :2] = picture
            world_m[:, joint, 2] = depth
            visibility[:, joint] -= 0.2 * (side is not near)
    nose = joints[Part.EAR] + np.array([0.08, 0.06])
    xy_px[:, Joint.NOSE] = origin + scale * nose * np.array([sign, -1.0])
    source = np.full((count, JOINT_COUNT), LandmarkSource.DETECTED, dtype=np.uint8)
    return LandmarkTrack(xy_px, visibility, source, world_m)


def observation_of(
    lift: Set,
    *,
    fps: float = 30.0,
    facing: Side = Side.RIGHT,
    shin_deg: float = 0.0,
    hip_top_deg: float = 180.0,
    plate: PlateTrack | None = None,
    outlines: Outlines | None = None,
    times_s: FloatArray | None = None,
) -> Observation:
    """What a perfect pose model would see of such a set."""
    if times_s is None:
        times_s = np.arange(0.0, lift.duration_s, 1.0 / fps)
    joints = plane_joints(lift.progress(times_s), shin_deg=shin_deg, hip_top_deg=hip_top_deg)
    return Observation(
        clock=FrameClock(times_s),
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        landmarks=landmark_track(joints, facing=facing),
        outlines=outlines,
        plate=plate,
    )


def with_landmarks(observation: Observation, track: LandmarkTrack) -> Observation:
    """The same clip with other landmarks."""
    return Observation(
        observation.clock, observation.width_px, observation.height_px, track, observation.outlines, observation.plate
    )


def hip_of(interpretation: Interpretation) -> FloatArray:
    """The hip angle, shape (T,)."""
    return interpretation.signals["hip_angle_deg"].values


def _step(share: FloatArray) -> FloatArray:
    return 10.0 * share**3 - 15.0 * share**4 + 6.0 * share**5


def _unit(angle_deg: FloatArray) -> FloatArray:
    angle = np.radians(angle_deg)
    return np.column_stack([np.cos(angle), np.sin(angle)])

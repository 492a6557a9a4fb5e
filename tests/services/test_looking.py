"""Every frame while the body moves, every other one while it hardly does, and never a frame lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.body import JOINT_COUNT, Part, Side
from studio.core.frame import Frame
from studio.core.landmarks import LandmarkSource, LandmarkTrack, PoseEstimate
from studio.services.looking import look_at

LIMB_PX = 100.0
PLACES = {Part.SHOULDER: (0.0, 0.0), Part.HIP: (LIMB_PX, 0.0), Part.KNEE: (180.0, 0.0), Part.ANKLE: (180.0, 80.0)}


class Engine:
    """Sees a body that slides along as a course says, and remembers what it was asked."""

    def __init__(self, course, fps: float) -> None:
        self.course, self.fps = course, fps
        self.asked: list[int] = []

    def estimate(self, frame: Frame) -> PoseEstimate:
        self.asked.append(frame.index)
        shift_px = np.array([self.course(frame.time_s), 0.0])
        xy_px = np.zeros((JOINT_COUNT, 2))
        for part, place in PLACES.items():
            for side in Side:
                xy_px[part.on(side)] = np.array(place) + shift_px
        return PoseEstimate(xy_px, np.ones(JOINT_COUNT), np.zeros((JOINT_COUNT, 3)), mask=np.full((2, 2), frame.index))

    def run(self, count: int, *, always_count: int = 0) -> list[tuple[int, PoseEstimate]]:
        picture = np.zeros((2, 2, 3), dtype=np.uint8)
        frames = [Frame(index=index, time_s=index / self.fps, rgb=picture) for index in range(count)]
        return [(frame.index, pose) for frame, pose in look_at(frames, self.estimate, always_count=always_count)]


def still(_time_s: float) -> float:
    return 0.0


def fast(time_s: float) -> float:
    return 2.0 * LIMB_PX * time_s


@pytest.mark.parametrize(
    ("course", "fps", "every"),
    [(fast, 30.0, 1), (still, 30.0, 2), (fast, 60.0, 2), (still, 60.0, 4), (fast, 240.0, 8), (still, 15.0, 1)],
)
def test_looks_are_as_close_as_the_movement_asks_for(course, fps, every):
    engine = Engine(course, fps)
    seen = engine.run(97)
    assert [index for index, _ in seen] == list(range(97))
    first_calm = engine.asked.index(max(every // 2, 1)) if course is still and every > 1 else 0
    gaps = set(np.diff(engine.asked[first_calm:-1]).tolist())
    assert gaps == {every}


def test_a_frame_between_looks_lies_between_them_and_says_so():
    engine = Engine(lambda time_s: 10.0 * time_s, 30.0)
    seen = dict(engine.run(20))
    between = next(index for index in range(20) if index not in engine.asked)
    pose, before, after = seen[between], seen[between - 1], seen[between + 1]
    assert pose.is_filled
    assert not before.is_filled
    np.testing.assert_allclose(pose.xy_px, 0.5 * (before.xy_px + after.xy_px))
    assert pose.mask is before.mask
    source = LandmarkTrack.from_estimates([before, pose, after]).source
    assert [set(row) for row in source.tolist()] == [
        {LandmarkSource.DETECTED},
        {LandmarkSource.FILLED},
        {LandmarkSource.DETECTED},
    ]


def test_a_body_that_starts_to_move_is_looked_at_again():
    start_s = 0.51
    engine = Engine(lambda time_s: 3.0 * LIMB_PX * max(time_s - start_s, 0.0), 30.0)
    seen = dict(engine.run(40))
    moving = [index for index in range(40) if index / 30.0 > start_s + 0.07]
    assert set(moving) <= set(engine.asked)
    assert engine.asked != sorted(engine.asked), "a frame that was passed over is looked at after all"
    assert not any(seen[index].is_filled for index in moving)


def test_nobody_is_searched_for_in_every_frame():
    engine = Engine(still, 30.0)
    engine.estimate = lambda frame: (engine.asked.append(frame.index), PoseEstimate.nobody())[1]
    engine.run(12)
    assert engine.asked == list(range(12))


def test_the_frames_that_only_prepare_are_all_looked_at():
    engine = Engine(still, 240.0)
    engine.run(40, always_count=5)
    assert engine.asked[:5] == [0, 1, 2, 3, 4]
    assert engine.asked[-1] == 39


@given(
    st.lists(st.floats(0.004, 0.2), min_size=1, max_size=60),
    st.lists(st.floats(-40.0, 40.0), min_size=61, max_size=61),
    st.integers(0, 4),
)
def test_every_frame_comes_once_in_order_with_a_pose(gaps, heights, always_count):
    times = np.concatenate([[0.0], np.cumsum(gaps)])
    engine = Engine(None, 1.0)
    engine.course = lambda time_s: heights[int(np.searchsorted(times, time_s))]
    picture = np.zeros((2, 2, 3), dtype=np.uint8)
    frames = [Frame(index=index, time_s=float(time), rgb=picture) for index, time in enumerate(times)]
    seen = list(look_at(frames, engine.estimate, always_count=always_count))
    assert [frame.index for frame, _ in seen] == list(range(len(times)))
    assert all(pose.has_person for _, pose in seen)
    assert len(set(engine.asked)) == len(engine.asked)
    assert {frame.index for frame, pose in seen if pose.is_filled} == set(range(len(times))) - set(engine.asked)

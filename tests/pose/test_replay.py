"""A recording plays back what an engine said, at any frame size."""

from pathlib import Path
from typing import Self

import numpy as np
import pytest

from studio.core.body import JOINT_COUNT, Joint
from studio.core.frame import Frame
from studio.core.landmarks import PoseEstimate
from studio.pose.replay import Recording, ReplayEngine, record

WIDTH_PX, HEIGHT_PX = 80, 48


def frame(index: int, scale: int = 1) -> Frame:
    picture = np.zeros((HEIGHT_PX * scale, WIDTH_PX * scale, 3), dtype=np.uint8)
    return Frame(index=index, time_s=index / 30.0, rgb=picture)


class Walker:
    """Somebody who moves a pixel to the right per frame, and is gone in frame 2."""

    name = "walker"
    model_sha256 = "1" * 64
    warm_up_frames = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def begin_chunk(self) -> None:
        pass

    def estimate(self, frame: Frame) -> PoseEstimate:
        if frame.index == 2:
            return PoseEstimate.nobody()
        mask = np.zeros((HEIGHT_PX // 2, WIDTH_PX // 2), dtype=np.uint8)
        mask[5:15, 10 : 20 + frame.index] = 255
        return PoseEstimate(
            xy_px=np.full((JOINT_COUNT, 2), 20.0) + np.array([frame.index, 0.0]),
            visibility=np.full(JOINT_COUNT, 0.5),
            world_m=np.zeros((JOINT_COUNT, 3)),
            mask=mask,
        )


@pytest.fixture
def recording() -> Recording:
    return record(Walker(), [frame(index) for index in range(4)])


def test_landmarks_come_back_as_they_were(recording: Recording) -> None:
    with ReplayEngine.of(recording) as engine:
        engine.begin_chunk()
        assert engine.estimate(frame(3)).xy_px[Joint.NOSE].tolist() == [23.0, 20.0]
        assert engine.estimate(frame(0)).visibility.tolist() == [0.5] * JOINT_COUNT


def test_nobody_stays_nobody(recording: Recording) -> None:
    engine = ReplayEngine.of(recording)
    assert not engine.estimate(frame(2)).has_person
    assert not engine.estimate(frame(4)).has_person


def test_a_frame_of_another_size_gets_landmarks_and_mask_of_its_size(recording: Recording) -> None:
    estimate = ReplayEngine.of(recording).estimate(frame(1, scale=3))
    assert estimate.xy_px[Joint.NOSE].tolist() == [63.0, 60.0]
    assert estimate.mask is not None
    assert estimate.mask.shape == (3 * HEIGHT_PX, 3 * WIDTH_PX)


def test_the_mask_covers_what_it_covered(recording: Recording) -> None:
    mask = ReplayEngine.of(recording).estimate(frame(0)).mask
    assert mask is not None
    rows, columns = np.nonzero(mask)
    assert abs(rows.min() - 10) <= 1
    assert abs(rows.max() - 29) <= 1
    assert abs(columns.min() - 20) <= 1
    assert abs(columns.max() - 39) <= 1


def test_a_recording_survives_the_disk(recording: Recording, tmp_path: Path) -> None:
    recording.save(tmp_path / "walker.npz")
    loaded = Recording.load(tmp_path / "walker.npz")
    assert loaded.width_px == WIDTH_PX
    np.testing.assert_array_equal(loaded.track.xy_px, recording.track.xy_px)
    assert loaded.outlines is not None
    assert loaded.outlines.frame_count == 4
    assert len(loaded.outlines.polygon(2)) == 0


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", xy_px=np.zeros(3))
    with pytest.raises(ValueError, match="no recording"):
        Recording.load(tmp_path / "other.npz")


def test_nothing_can_be_recorded_of_no_frames() -> None:
    with pytest.raises(ValueError, match="nothing"):
        record(Walker(), [])

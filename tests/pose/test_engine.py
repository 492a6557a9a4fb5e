"""The engine on rendered frames: where the joints are, and that a result depends on the chunk alone."""

import gzip
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest

from studio.core.body import Joint, Part, Side
from studio.core.errors import MissingComponent
from studio.core.frame import Frame
from studio.core.landmarks import PoseEstimate
from studio.pose import ModelFile
from studio.pose.engine import MediaPipeEngine

pytestmark = [pytest.mark.model, pytest.mark.shared]

LONGEST_ESTIMATE_S = 0.2
"""An analysis can be cancelled between two frames, and has to be within this time."""


def read_frames(path: Path, count: int, *, start: int = 0) -> list[Frame]:
    with av.open(str(path)) as container:
        pictures = islice(container.decode(video=0), start, start + count)
        return [
            Frame(index, float(picture.time), np.ascontiguousarray(picture.to_ndarray(format="rgb24")))
            for index, picture in enumerate(pictures, start)
        ]


@pytest.fixture(scope="module")
def clip(shared_dir: Path) -> Path:
    return shared_dir / "synth" / "01_good_side.mp4"


@pytest.fixture(scope="module")
def frames(clip: Path) -> list[Frame]:
    return read_frames(clip, 24, start=60)


@pytest.fixture
def engine(model: ModelFile) -> Iterator[MediaPipeEngine]:
    with MediaPipeEngine(model) as engine:
        yield engine


def are_equal(first: list[PoseEstimate], second: list[PoseEstimate]) -> bool:
    return all(
        np.array_equal(a.xy_px, b.xy_px, equal_nan=True)
        and np.array_equal(a.visibility, b.visibility)
        and np.array_equal(a.world_m, b.world_m, equal_nan=True)
        and np.array_equal(a.mask, b.mask)
        for a, b in zip(first, second, strict=True)
    )


def run_chunk(engine: MediaPipeEngine, frames: list[Frame]) -> list[PoseEstimate]:
    engine.begin_chunk()
    return [engine.estimate(frame) for frame in frames]


def test_joints_lie_near_the_rendered_ones(engine: MediaPipeEngine, frames: list[Frame], clip: Path) -> None:
    estimates = run_chunk(engine, frames)
    truth = json.loads(gzip.decompress(clip.with_suffix(".truth.json.gz").read_bytes()))
    side = Side(truth["camera"]["near_side"])
    for part in (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE):
        column = truth["keypoints"].index(f"{side.value}_{part.name.lower()}")
        expected = np.array([truth["kp_px"][frame.index][column] for frame in frames])
        found = np.array([estimate.xy_px[part.on(side)] for estimate in estimates])
        assert np.median(np.linalg.norm(found - expected, axis=1)) < 25.0, part


def test_left_and_right_are_the_athletes(engine: MediaPipeEngine, frames: list[Frame]) -> None:
    estimate = run_chunk(engine, frames)[-1]
    near, far = (np.mean([estimate.visibility[part.on(side)] for part in Part]) for side in (Side.RIGHT, Side.LEFT))
    assert near > far
    assert estimate.xy_px[Joint.RIGHT_ANKLE][0] > estimate.xy_px[Joint.RIGHT_SHOULDER][0]


def test_the_mask_covers_the_body_and_little_else(engine: MediaPipeEngine, frames: list[Frame]) -> None:
    estimate = run_chunk(engine, frames)[-1]
    assert estimate.mask is not None
    assert estimate.mask.dtype == np.uint8
    scale = estimate.mask.shape[1] / frames[-1].rgb.shape[1]
    for joint in (Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP, Joint.RIGHT_KNEE):
        x, y = (estimate.xy_px[joint] * scale).astype(int)
        assert estimate.mask[y, x] > 127, joint
    assert 0.02 < np.mean(estimate.mask > 127) < 0.25


def test_without_masks_there_are_none(model: ModelFile, frames: list[Frame]) -> None:
    with MediaPipeEngine(model, with_masks=False) as engine:
        assert run_chunk(engine, frames[:2])[-1].mask is None


def test_an_empty_picture_shows_nobody(engine: MediaPipeEngine) -> None:
    grey = Frame(0, 0.0, np.full((270, 480, 3), 127, dtype=np.uint8))
    estimate = run_chunk(engine, [grey])[0]
    assert not estimate.has_person
    assert estimate.mask is None


def test_a_chunk_gives_the_same_whatever_came_before(engine: MediaPipeEngine, frames: list[Frame]) -> None:
    fresh = run_chunk(engine, frames[:8])
    run_chunk(engine, frames[12:])
    assert are_equal(fresh, run_chunk(engine, frames[:8]))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_chunks_give_the_same_for_any_number_of_workers(model: ModelFile, frames: list[Frame], workers: int) -> None:
    chunks = [frames[start : start + 6] for start in range(0, 24, 6)]
    with MediaPipeEngine(model) as engine:
        expected = [run_chunk(engine, chunk) for chunk in chunks]
    local = threading.local()
    engines: list[MediaPipeEngine] = []

    def work(chunk: list[Frame]) -> list[PoseEstimate]:
        if not hasattr(local, "engine"):
            local.engine = MediaPipeEngine(model).__enter__()
            engines.append(local.engine)
        return run_chunk(local.engine, chunk)

    with ThreadPoolExecutor(workers) as pool:
        found = list(pool.map(work, chunks))
    for engine in engines:
        engine.__exit__(None, None, None)
    assert all(are_equal(one, other) for one, other in zip(expected, found, strict=True))


def test_times_between_frames_may_be_as_small_as_they_like(model: ModelFile, frames: list[Frame]) -> None:
    slow = [Frame(n, n / 30.0, frame.rgb) for n, frame in enumerate(frames[:6])]
    fast = [Frame(n, n / 4800.0, frame.rgb) for n, frame in enumerate(frames[:6])]
    with MediaPipeEngine(model) as engine:
        assert are_equal(run_chunk(engine, slow), run_chunk(engine, fast))


def test_no_estimate_takes_longer_than_cancelling_may(engine: MediaPipeEngine, frames: list[Frame]) -> None:
    grey = Frame(0, 0.0, np.full((540, 960, 3), 127, dtype=np.uint8))
    run_chunk(engine, [frames[0], grey])  # the networks are made when they are first needed
    engine.begin_chunk()
    took_s = []
    for frame in (*frames[:5], grey, grey):
        start_s = time.thread_time()
        engine.estimate(frame)
        took_s.append(time.thread_time() - start_s)
    assert max(took_s) < LONGEST_ESTIMATE_S


def test_behind_plates_more_frames_have_a_pose_than_plain_tracking_finds(model: ModelFile, shared_dir: Path) -> None:
    hidden = read_frames(shared_dir / "synth" / "10_lumbar_plates.mp4", 60, start=40)[::3]
    with MediaPipeEngine(model, with_masks=False) as engine:
        found = [estimate.has_person for estimate in run_chunk(engine, hidden)]
    assert np.mean(found) > 0.6  # MediaPipe's own video mode: 0.3


def test_the_person_is_followed_in_and_nobody_is_seen_before(model: ModelFile, shared_dir: Path) -> None:
    clip = shared_dir / "synth" / "18_walk_in.mp4"
    phases = json.loads(gzip.decompress(clip.with_suffix(".truth.json.gz").read_bytes()))["phase"]
    first = next(index for index, phase in enumerate(phases) if phase != "absent")
    frames = read_frames(clip, first + 60)
    with MediaPipeEngine(model, with_masks=False) as engine:
        before = run_chunk(engine, frames[: first - 10 : 8])
        after = run_chunk(engine, frames[first + 30 :: 4])
    assert not any(estimate.has_person for estimate in before)
    assert all(estimate.has_person for estimate in after)


def test_a_closed_engine_is_a_programming_mistake(model: ModelFile, frames: list[Frame]) -> None:
    with MediaPipeEngine(model) as engine:
        engine.estimate(frames[0])
    with pytest.raises(AssertionError, match="not open"):
        engine.estimate(frames[0])


def test_a_model_that_cannot_be_used_is_a_missing_component(tmp_path: Path, frames: list[Frame]) -> None:
    path = tmp_path / "pose_landmarker_full.task"
    path.write_bytes(b"no bundle")
    broken = ModelFile(path=path, sha256="0" * 64, variant="full", origin="configured")
    with MediaPipeEngine(broken) as engine, pytest.raises(MissingComponent) as refusal:
        engine.estimate(frames[0])
    assert "lockout models fetch" in refusal.value.remedy


def test_standard_error_stays_quiet(model: ModelFile, frames: list[Frame], capfd: pytest.CaptureFixture[str]) -> None:
    with MediaPipeEngine(model) as engine:
        run_chunk(engine, frames[:2])
    assert capfd.readouterr().err == ""

"""The engine pool: the same result for any number of workers, prompt cancellation, no thread left."""

import threading
import time

import numpy as np
import pytest

from studio.core.body import JOINT_COUNT
from studio.core.errors import Cancelled, MissingComponent
from studio.core.frame import Frame
from studio.core.landmarks import PoseEstimate
from studio.services.engine_pool import CHUNK_FRAMES, EnginePool, chunk_length, cut_chunks


class SmearingEngine:
    """An engine that remembers: each estimate is half the last one plus the frame's own value."""

    name = "smearing"
    model_sha256 = ""
    warm_up_frames = 4

    def __init__(self) -> None:
        self.memory = 0.0

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return None

    def begin_chunk(self):
        self.memory = 0.0

    def estimate(self, frame):
        self.memory = 0.5 * self.memory + float(frame.rgb[0, 0, 0])
        return PoseEstimate(
            xy_px=np.full((JOINT_COUNT, 2), self.memory),
            visibility=np.ones(JOINT_COUNT),
            world_m=np.zeros((JOINT_COUNT, 3)),
        )


class SlowEngine(SmearingEngine):
    def estimate(self, frame):
        time.sleep(0.05)
        return super().estimate(frame)


def frames(count):
    for index in range(count):
        yield Frame(index=index, time_s=index / 30, rgb=np.full((2, 2, 3), index % 251, dtype=np.uint8))


def values(workers, count, engine=SmearingEngine):
    pool = EnginePool(engine, lambda frame, pose: (frame.index, pose.xy_px[0, 0]), workers=workers)
    with pool:
        chunks = cut_chunks(frames(count), warm_up_frames=4, chunk_frames=16)
        return [item for result in pool.run(chunks, lambda: None) for item in result.seen]


def test_the_result_has_the_same_bits_for_any_number_of_workers():
    alone = values(1, 205)
    assert [index for index, _ in alone] == list(range(205))
    assert values(2, 205) == alone
    assert values(3, 205) == alone
    assert values(8, 205) == alone


def test_chunks_repeat_the_end_of_the_one_before():
    chunks = list(cut_chunks(frames(40), warm_up_frames=4, chunk_frames=16))
    assert [[frame.index for frame in chunk.frames][:5] for chunk in chunks] == [
        [0, 1, 2, 3, 4],
        [12, 13, 14, 15, 16],
        [28, 29, 30, 31, 32],
    ]
    assert [chunk.warm_up_count for chunk in chunks] == [0, 4, 4]


@pytest.mark.parametrize("count", [0, 1, 5, 40, 48, 150, 192, 193, 606, 9001])
def test_a_clip_is_cut_into_equal_chunks_that_two_and_four_workers_can_share(count):
    length = chunk_length(count)
    assert 1 <= length <= CHUNK_FRAMES
    if CHUNK_FRAMES <= count < 1000:
        assert -(-count // length) % 4 == 0
    if count >= CHUNK_FRAMES:
        assert count % length == 0 or length - count % length < -(-count // length)


def test_an_empty_clip_gives_no_chunks():
    assert values(2, 0) == []


def test_cancelling_stops_the_pool_within_a_fifth_of_a_second():
    asked = threading.Event()
    timer = threading.Timer(0.3, asked.set)
    timer.start()

    def checkpoint():
        if asked.is_set():
            raise Cancelled

    started_s = time.monotonic()
    pool = EnginePool(SlowEngine, lambda frame, _pose: frame.index, workers=2)
    with pytest.raises(Cancelled), pool:
        list(pool.run(cut_chunks(frames(10_000), warm_up_frames=4), checkpoint))
    assert time.monotonic() - started_s < 0.3 + 0.2
    timer.join()


def test_an_engine_that_cannot_start_fails_the_run_with_its_own_sentence():
    def no_engine():
        raise MissingComponent("There is no pose model.", remedy="Run: lockout models fetch")

    pool = EnginePool(no_engine, lambda frame, _pose: frame.index, workers=2)
    with pytest.raises(MissingComponent), pool:
        list(pool.run(cut_chunks(frames(200), warm_up_frames=0), lambda: None))


def test_a_mistake_while_looking_reaches_the_caller():
    def look(_frame, _pose):
        raise ZeroDivisionError

    pool = EnginePool(SmearingEngine, look, workers=2)
    with pytest.raises(ZeroDivisionError), pool:
        list(pool.run(cut_chunks(frames(500), warm_up_frames=0), lambda: None))

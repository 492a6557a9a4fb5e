"""What was seen in a clip is kept by content, and a damaged file costs a second look, never a crash."""

from pathlib import Path

import numpy as np
import pytest

from studio.core.analysis import EngineIdentity
from studio.core.body import JOINT_COUNT
from studio.core.frame import ClipInfo
from studio.core.landmarks import LandmarkTrack, PoseEstimate
from studio.core.observation import Observation, Outlines, PlateTrack
from studio.core.time import FrameClock
from studio.services.observation_cache import ObservationCache

ENGINE = EngineIdentity("replay", "0" * 64)


def clip_info(sha256="a" * 64, width_px=640):
    return ClipInfo(Path("clip.mp4"), sha256, FrameClock([0.0, 0.1]), width_px=width_px, height_px=360)


def observation(*, with_extras=True):
    estimate = PoseEstimate(np.ones((JOINT_COUNT, 2)), np.ones(JOINT_COUNT), np.zeros((JOINT_COUNT, 3)))
    return Observation(
        clock=FrameClock([0.0, 0.1]),
        width_px=640,
        height_px=360,
        landmarks=LandmarkTrack.from_estimates([estimate, PoseEstimate.nobody()]),
        outlines=Outlines.from_polygons([np.eye(2), np.empty((0, 2))]) if with_extras else None,
        plate=PlateTrack(np.ones((2, 2)), np.ones(2), np.ones(2)) if with_extras else None,
        notes=("The end does not decode.",),
    )


@pytest.mark.parametrize("with_extras", [True, False])
def test_an_observation_comes_back_bit_for_bit(tmp_path, with_extras):
    cache = ObservationCache(tmp_path)
    stored = observation(with_extras=with_extras)
    cache.store(clip_info(), ENGINE, stored)
    loaded = cache.load(clip_info(), ENGINE)
    assert loaded is not None
    assert np.array_equal(loaded.landmarks.xy_px, stored.landmarks.xy_px, equal_nan=True)
    assert loaded.notes == stored.notes
    assert (loaded.plate is None) == (stored.plate is None)
    assert (loaded.outlines is None) == (stored.outlines is None)
    if loaded.outlines is not None:
        assert np.array_equal(loaded.outlines.polygon(0), np.eye(2))


def test_another_clip_or_another_engine_finds_nothing(tmp_path):
    cache = ObservationCache(tmp_path)
    cache.store(clip_info(), ENGINE, observation())
    assert cache.load(clip_info(sha256="b" * 64), ENGINE) is None
    assert cache.load(clip_info(), EngineIdentity("replay", "1" * 64)) is None


def test_what_an_older_way_of_looking_kept_is_looked_at_again(tmp_path):
    cache = ObservationCache(tmp_path)
    cache.store(clip_info(), ENGINE, observation())
    kept = next(tmp_path.glob("*.npz"))
    name, _, schema = kept.stem.rpartition("-")
    kept.rename(kept.with_stem(f"{name}-{int(schema) - 1}"))
    assert cache.load(clip_info(), ENGINE) is None


@pytest.mark.logs("unreadable and will be repeated")
@pytest.mark.parametrize("damage", [b"", b"not a zip", None])
def test_a_damaged_file_counts_as_absent(tmp_path, damage):
    cache = ObservationCache(tmp_path)
    cache.store(clip_info(), ENGINE, observation())
    path = next(tmp_path.glob("*.npz"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if damage is None else damage)
    assert cache.load(clip_info(), ENGINE) is None


@pytest.mark.logs("unreadable and will be repeated")
def test_a_clip_of_another_size_is_looked_at_again(tmp_path):
    cache = ObservationCache(tmp_path)
    cache.store(clip_info(), ENGINE, observation())
    assert cache.load(clip_info(width_px=1280), ENGINE) is None


@pytest.mark.logs("what was seen is not kept")
def test_a_folder_that_cannot_be_written_costs_only_the_cache(tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    ObservationCache(blocked / "observations").store(clip_info(), ENGINE, observation())
    assert blocked.read_text() == "a file where the folder should be"


def test_nothing_half_written_is_left(tmp_path):
    cache = ObservationCache(tmp_path)
    cache.store(clip_info(), ENGINE, observation())
    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]

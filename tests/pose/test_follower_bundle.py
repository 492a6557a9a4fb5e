"""The bundle that looks at one region: only its rows move, and it finds the person wherever it is shown."""

import io
import zipfile
from pathlib import Path

import av
import numpy as np
import pytest

from studio.pose import ModelFile
from studio.pose.bundle import LANDMARKER_NAME, build_bundle
from studio.pose.follower_bundle import CENTER_ROW, RIM_ROW, build_follower
from studio.pose.native import Landmarker
from studio.pose.tflite import NetworkFile, constant_network
from tests.pose.conftest import tiny_network


def landmarker_in(bundle: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return archive.read(LANDMARKER_NAME)


@pytest.mark.parametrize("content", [b"", b"no zip", build_bundle(detector=tiny_network(), landmarker=tiny_network())])
def test_a_bundle_built_otherwise_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="content"):
        build_follower(content)


def test_a_constant_network_keeps_its_arrays() -> None:
    first, second = np.arange(6, dtype=np.float32).reshape(1, 2, 3), np.full((1, 4, 1), 7, dtype=np.float32)
    network = constant_network([("first", first), ("second", second)], input_shape=(1, 8, 8, 3))
    NetworkFile(network)
    assert first.tobytes() in network
    assert second.tobytes() in network


def test_what_is_no_network_has_no_layers() -> None:
    with pytest.raises(ValueError, match="no TFLite"):
        NetworkFile(b"\0" * 32)


@pytest.mark.model
def test_weights_are_moved_and_never_changed(model: ModelFile) -> None:
    bundle = model.path.read_bytes()
    before, after = landmarker_in(bundle), landmarker_in(build_follower(bundle))
    assert len(before) == len(after)
    assert before != after
    assert np.array_equal(np.sort(np.frombuffer(before, np.uint8)), np.sort(np.frombuffer(after, np.uint8)))
    assert landmarker_in(build_follower(build_follower(bundle))) == before


@pytest.mark.model
@pytest.mark.shared
def test_the_picture_is_the_region_whatever_it_shows(model: ModelFile, shared_dir: Path) -> None:
    with av.open(str(shared_dir / "synth" / "01_good_side.mp4")) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="rgb24")
    athlete = np.ascontiguousarray(picture[:480, 180:660])
    corner = np.ascontiguousarray(picture[:100, :100])
    with Landmarker(build_follower(model.path.read_bytes()), with_masks=True) as landmarker:
        people = landmarker.detect(athlete)
        assert not landmarker.detect(corner)
    assert len(people) == 1
    assert people[0].mask is not None
    assert people[0].mask.shape == (480, 480)
    center, rim = people[0].xy_norm[CENTER_ROW], people[0].xy_norm[RIM_ROW]
    hips = people[0].xy_norm[[23, 24]].mean(axis=0)
    assert np.hypot(*(center - hips)) < 0.1 * np.hypot(*(rim - center))

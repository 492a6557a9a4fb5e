"""The bundle is the same bytes everywhere, and is what the Tasks API can read."""

import hashlib
import io
import struct
import zipfile
from pathlib import Path

import flatbuffers
import pytest

from studio.pose.bundle import DETECTOR_INPUT, LANDMARKER_INPUT, build_bundle, with_input_metadata
from studio.pose.known_models import WHEEL_MODEL
from tests.pose.conftest import tiny_network


def test_equal_networks_give_equal_bytes() -> None:
    first = build_bundle(detector=tiny_network(1), landmarker=tiny_network(2))
    second = build_bundle(detector=tiny_network(1), landmarker=tiny_network(2))
    assert first == second
    assert first != build_bundle(detector=tiny_network(1), landmarker=tiny_network(3))


def test_the_bytes_do_not_depend_on_the_clock_or_the_machine() -> None:
    bundle = build_bundle(detector=tiny_network(1), landmarker=tiny_network(2))
    assert hashlib.sha256(bundle).hexdigest() == _PINNED


# Of two tiny networks; changes only when the format of the bundle does, and then every fetched model changes too.
_PINNED = "8d358729f513a442b8625b5133a6295d0772bfa0717459c0c86ad2bc47e29c2c"


def test_members_are_stored_uncompressed_at_multiples_of_four() -> None:
    bundle = build_bundle(detector=tiny_network(1) + b"odd", landmarker=tiny_network(2))
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        members = archive.infolist()
    assert [member.filename for member in members] == ["pose_detector.tflite", "pose_landmarks_detector.tflite"]
    for member in members:
        name_length, extra_length = struct.unpack_from("<HH", bundle, member.header_offset + 26)
        assert member.compress_type == zipfile.ZIP_STORED
        assert (member.header_offset + 30 + name_length + extra_length) % 4 == 0


def test_a_network_keeps_its_own_content_behind_the_metadata() -> None:
    network = tiny_network(7)
    described = with_input_metadata(network, DETECTOR_INPUT)
    assert described.endswith(network)
    assert (len(described) - len(network)) % 16 == 0
    assert described[4:8] == b"TFL3"


@pytest.mark.parametrize("normalization", [DETECTOR_INPUT, LANDMARKER_INPUT])
def test_the_metadata_tells_mean_and_deviation(normalization: object) -> None:
    metadata = _metadata_of(with_input_metadata(tiny_network(), normalization))
    assert metadata[4:8] == b"M001"
    assert struct.pack("<f", normalization.mean) in metadata
    assert struct.pack("<f", normalization.deviation) in metadata


def test_what_is_no_network_is_refused() -> None:
    with pytest.raises(ValueError, match="no TFLite model"):
        with_input_metadata(b"\0" * 64, DETECTOR_INPUT)


@pytest.mark.model
def test_the_fetched_bundle_has_the_pinned_fingerprint(model: object) -> None:
    if model.origin == "configured" or model.sha256 != WHEEL_MODEL.sha256:
        pytest.skip("the model of this machine came from the official address")
    with zipfile.ZipFile(model.path) as archive:
        detector = archive.read("pose_detector.tflite")
        landmarker = archive.read("pose_landmarks_detector.tflite")
    own = {
        WHEEL_MODEL.detector_sha256: _without_prefix(detector, WHEEL_MODEL.detector_sha256),
        WHEEL_MODEL.landmarker_sha256: _without_prefix(landmarker, WHEEL_MODEL.landmarker_sha256),
    }
    rebuilt = build_bundle(detector=own[WHEEL_MODEL.detector_sha256], landmarker=own[WHEEL_MODEL.landmarker_sha256])
    assert hashlib.sha256(rebuilt).hexdigest() == WHEEL_MODEL.sha256
    assert rebuilt == Path(model.path).read_bytes()


def _without_prefix(described: bytes, sha256: str) -> bytes:
    for length in range(0, 4096, 16):
        if hashlib.sha256(described[length:]).hexdigest() == sha256:
            return described[length:]
    pytest.fail("the bundle does not carry the network of the wheel")


def _metadata_of(model: bytes) -> bytes:
    """Walk root → metadata → buffer with the flatbuffers library, as any reader would."""
    root = flatbuffers.table.Table(bytearray(model), struct.unpack_from("<I", model, 0)[0])
    entries = root.Vector(root.Offset(4 + 2 * 6))
    entry = flatbuffers.table.Table(root.Bytes, root.Indirect(entries))
    assert entry.String(entry.Pos + entry.Offset(4)) == b"TFLITE_METADATA"
    index = struct.unpack_from("<I", model, entry.Pos + entry.Offset(6))[0]
    buffers = root.Vector(root.Offset(4 + 2 * 4))
    assert root.VectorLen(root.Offset(4 + 2 * 4)) == index + 1
    buffer = flatbuffers.table.Table(root.Bytes, root.Indirect(buffers + 4 * index))
    start = buffer.Vector(buffer.Offset(4))
    assert start % 16 == 0
    return model[start : start + buffer.VectorLen(buffer.Offset(4))]

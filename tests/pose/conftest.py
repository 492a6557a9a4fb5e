"""A tiny stand-in for a TFLite network, and the real pose model where it is on this machine."""

import struct
from pathlib import Path

import pytest

from studio.pose import ModelFile, ModelStore


def tiny_network(seed: int = 0) -> bytes:
    """A well-formed TFLite model: version 3, one empty buffer, nothing else."""
    root, vtable = 24, 8
    fields = struct.pack("<HHHHHHH", 14, 12, 4, 0, 0, 0, 8)  # version at 4, buffers at 8
    table = struct.pack("<iII", root - vtable, 3, 4)
    buffers = struct.pack("<II", 1, 8 + 0)
    buffer_vtable = struct.pack("<HH", 4, 4)
    buffer_table = struct.pack("<i", 4) + struct.pack("<i", seed)
    head = struct.pack("<I", root) + b"TFL3" + fields + b"\0\0"
    assert len(head) == root
    return head + table + buffers + buffer_vtable + buffer_table


@pytest.fixture
def model() -> ModelFile:
    """The pose model of this machine; skips where it was never fetched."""
    found = ModelStore.of_this_machine().locate()
    if found is None:
        pytest.skip("the pose model is not on this machine")
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder that does not exist yet."""
    return tmp_path / "models"

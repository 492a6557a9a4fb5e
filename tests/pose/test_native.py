"""Our declarations of MediaPipe's C interface are the ones that its own Python package makes."""

import json
import subprocess
import sys

import pytest

from studio.pose import native

_THEIRS = """
import ctypes, json
from mediapipe.tasks.python.components.containers import landmark_c
from mediapipe.tasks.python.core import base_options_c
from mediapipe.tasks.python.vision import pose_landmarker

def layout(structure):
    return [[name, getattr(structure, name).offset, getattr(structure, name).size] for name, *_ in structure._fields_]

print(json.dumps({
    "MpBaseOptionsC": layout(base_options_c.MpBaseOptionsC),
    "MpPoseLandmarkerOptionsC": layout(pose_landmarker.MpPoseLandmarkerOptionsC),
    "MpPoseLandmarkerResultC": layout(pose_landmarker.MpPoseLandmarkerResultC),
    "MpLandmarkC": layout(landmark_c.MpLandmarkC),
    "MpLandmarksC": layout(landmark_c.MpLandmarksC),
}))
"""


@pytest.fixture(scope="module")
def theirs() -> dict[str, list[list[object]]]:
    done = subprocess.run([sys.executable, "-c", _THEIRS], capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "structure",
    [
        native.MpBaseOptionsC,
        native.MpPoseLandmarkerOptionsC,
        native.MpPoseLandmarkerResultC,
        native.MpLandmarkC,
        native.MpLandmarksC,
    ],
    ids=lambda structure: structure.__name__,
)
def test_structures_have_the_same_layout(structure: type, theirs: dict[str, list[list[object]]]) -> None:
    ours = [[name, getattr(structure, name).offset, getattr(structure, name).size] for name, *_ in structure._fields_]
    assert ours == theirs[structure.__name__]


def test_the_landmark_record_is_the_landmark_structure() -> None:
    record = native.LANDMARK_RECORD
    assert record.itemsize == native.ctypes.sizeof(native.MpLandmarkC)
    for name, *_ in native.MpLandmarkC._fields_:
        assert record.fields[name][1] == getattr(native.MpLandmarkC, name).offset


def test_the_library_is_found_without_importing_mediapipe() -> None:
    check = "import sys; from studio.pose.native import library_path; assert library_path().exists()"
    check += "; assert not {'mediapipe', 'matplotlib', 'cv2'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)


def test_the_room_imports_nothing_heavy() -> None:
    check = "import sys, studio.pose; assert not {'mediapipe', 'cv2', 'matplotlib'} & set(sys.modules), 'heavy'"
    subprocess.run([sys.executable, "-c", check], check=True)

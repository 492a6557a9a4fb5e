"""A model bundle that looks at one region of a picture, chosen by us, and tells where that region should be next.

MediaPipe's landmarker chooses by itself where to look: in single pictures with a detector that costs half as much again
and places the person differently in every frame; in videos by tracking, with filters that lag and remember, and with a
mask as large as the picture, which costs a third. The landmark network itself takes a square of 256 × 256 pixels. So we
give it such squares, cut as MediaPipe would cut them, and hand it a bundle in which

* the detector is a network without layers that always answers "the person fills the picture, head up", and
* the two points from which MediaPipe derives the next region (rows 33 and 34 of the network's 39) stand where the
  little fingers would be, which nobody here asks for: the Tasks API only returns the first 33.

Weights are moved, never changed.
"""

import io
import struct
import zipfile

import numpy as np

from studio.pose.bundle import DETECTOR_INPUT, DETECTOR_NAME, LANDMARKER_NAME, pack_members, with_input_metadata
from studio.pose.tflite import NetworkFile, constant_network

CENTER_ROW = 17
"""Row of the landmarks in which the centre of the next region appears."""
RIM_ROW = 18
"""Row in which the topmost point of the circle around the body appears."""

_NETWORK_ROWS = 39
_CENTER_SOURCE_ROW = 33
_RIM_SOURCE_ROW = 34
_VALUES_PER_ROW = 5
_COORDINATES_SHAPE = (1, _NETWORK_ROWS * _VALUES_PER_ROW)
_HEATMAP_SHAPE = (1, 64, 64, _NETWORK_ROWS)

# MediaPipe's pose detector: 2254 anchors, twelve numbers each; the first anchor lies in the first of 28 × 28 cells.
# Source: https://github.com/google-ai-edge/mediapipe, modules/pose_detection/pose_detection_cpu.pbtxt
_ANCHOR_COUNT = 2254
_BOX_VALUES = 12
_DETECTOR_SIDE_PX = 224.0
_FIRST_ANCHOR = 0.5 / 28.0
_SURE = 100.0
_REGION_GROWTH = 1.25
_UNUSED_INPUT = (1, 8, 8, 3)


def build_follower(bundle: bytes) -> bytes:
    """Make the bundle described above out of a pose landmarker bundle.

    Args:
        bundle: a bundle with detector and landmark network.

    Raises:
        ValueError: this is no such bundle, or its landmark network is built in another way than the ones we know.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            landmarker = _reorder_rows(archive.read(LANDMARKER_NAME))
    except (zipfile.BadZipFile, KeyError, IndexError, struct.error) as error:
        raise ValueError(f"unexpected content: {error}") from error
    detector = with_input_metadata(_fixed_detector(), DETECTOR_INPUT)
    return pack_members(((DETECTOR_NAME, detector), (LANDMARKER_NAME, landmarker)))


def _fixed_detector() -> bytes:
    """Finds one person in every picture: centre in the middle, region exactly as large as the picture, head up."""
    boxes = np.zeros((1, _ANCHOR_COUNT, _BOX_VALUES), dtype=np.float32)
    scores = np.full((1, _ANCHOR_COUNT, 1), -_SURE, dtype=np.float32)
    middle = (0.5 - _FIRST_ANCHOR) * _DETECTOR_SIDE_PX
    rim = (0.5 - 0.5 / _REGION_GROWTH - _FIRST_ANCHOR) * _DETECTOR_SIDE_PX
    boxes[0, 0] = [middle, middle, _DETECTOR_SIDE_PX, _DETECTOR_SIDE_PX, *(middle, middle, middle, rim) * 2]
    scores[0, 0] = _SURE
    return constant_network([("Identity", boxes), ("Identity_1", scores)], input_shape=_UNUSED_INPUT)


def _reorder_rows(landmarker: bytes) -> bytes:
    network = NetworkFile(landmarker)
    data = bytearray(landmarker)
    for shape, values in ((_COORDINATES_SHAPE, _VALUES_PER_ROW), (_HEATMAP_SHAPE, 1)):
        for content in network.constants_behind(shape):
            if content.shape[0] != _NETWORK_ROWS * values or content.length % _NETWORK_ROWS:
                raise ValueError(f"a layer of shape {content.shape} is not laid out in rows of landmarks")
            row_bytes = content.length // _NETWORK_ROWS
            for first, second in ((CENTER_ROW, _CENTER_SOURCE_ROW), (RIM_ROW, _RIM_SOURCE_ROW)):
                _swap(data, content.start + first * row_bytes, content.start + second * row_bytes, row_bytes)
    return bytes(data)


def _swap(data: bytearray, first: int, second: int, length: int) -> None:
    kept = data[first : first + length]
    data[first : first + length] = data[second : second + length]
    data[second : second + length] = kept

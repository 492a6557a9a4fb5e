"""The typed module in front of MediaPipe: its pose landmarker through the C interface of its own library.

MediaPipe's Python package is a thin layer over `libmediapipe`. Importing that layer also imports matplotlib and OpenCV
for drawing helpers nobody asked for (two seconds and more), runs every call through a thread of its own, and turns each
landmark into a Python object. Calling the library directly costs none of that, and lets an engine live in one thread.
The structures below mirror the package's own `ctypes` declarations; a test compares them field by field.
"""

import ctypes
import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import ByteArray
from studio.core.errors import MissingComponent
from studio.pose.quiet import FirstWords, quiet_stderr

LANDMARK_COUNT = 33

_FORMAT_SRGB = 1
_DELEGATE_CPU = 1
_HOST_PYTHON = 3
_MODE_IMAGE = 1

# The library counts its words per process, and so do we.
_FIRST_WORDS = FirstWords()


@dataclass(frozen=True, slots=True, eq=False)
class NativePose:
    """One person as MediaPipe tells it.

    Attributes:
        xy_norm: shape (33, 2), 0…1 of the picture's width and height; beyond that where a joint lies outside.
        visibility: shape (33,), 0…1.
        presence: shape (33,), 0…1.
        world_m: shape (33, 3), metres.
        mask: shape (H, W), 0…1, or None.
    """

    xy_norm: NDArray[np.float32]
    visibility: NDArray[np.float32]
    presence: NDArray[np.float32]
    world_m: NDArray[np.float32]
    mask: NDArray[np.float32] | None


class MpBaseOptionsC(ctypes.Structure):
    """Which model, on which hardware."""

    _fields_ = (
        ("model_asset_buffer", ctypes.c_char_p),
        ("model_asset_buffer_count", ctypes.c_uint),
        ("model_asset_path", ctypes.c_char_p),
        ("file_descriptor", ctypes.c_int),
        ("delegate", ctypes.c_int),
        ("host_environment", ctypes.c_int),
        ("host_system", ctypes.c_int),
        ("host_version", ctypes.c_char_p),
        ("ca_bundle_path", ctypes.c_char_p),
        ("app_id", ctypes.c_char_p),
        ("app_version", ctypes.c_char_p),
    )


class MpPoseLandmarkerOptionsC(ctypes.Structure):
    """How the landmarker works."""

    _fields_ = (
        ("base_options", MpBaseOptionsC),
        ("running_mode", ctypes.c_int),
        ("num_poses", ctypes.c_int),
        ("min_pose_detection_confidence", ctypes.c_float),
        ("min_pose_presence_confidence", ctypes.c_float),
        ("min_tracking_confidence", ctypes.c_float),
        ("output_segmentation_masks", ctypes.c_bool),
        ("result_callback", ctypes.c_void_p),
    )


class MpLandmarkC(ctypes.Structure):
    """One landmark, in parts of the picture or in metres."""

    _fields_ = (
        ("x", ctypes.c_float),
        ("y", ctypes.c_float),
        ("z", ctypes.c_float),
        ("has_visibility", ctypes.c_bool),
        ("visibility", ctypes.c_float),
        ("has_presence", ctypes.c_bool),
        ("presence", ctypes.c_float),
        ("name", ctypes.c_char_p),
    )


class MpLandmarksC(ctypes.Structure):
    """The landmarks of one person."""

    _fields_ = (("landmarks", ctypes.POINTER(MpLandmarkC)), ("landmarks_count", ctypes.c_uint32))


class MpPoseLandmarkerResultC(ctypes.Structure):
    """Everything that was found in one picture."""

    _fields_ = (
        ("segmentation_masks", ctypes.POINTER(ctypes.c_void_p)),
        ("segmentation_masks_count", ctypes.c_uint32),
        ("pose_landmarks", ctypes.POINTER(MpLandmarksC)),
        ("pose_landmarks_count", ctypes.c_uint32),
        ("pose_world_landmarks", ctypes.POINTER(MpLandmarksC)),
        ("pose_world_landmarks_count", ctypes.c_uint32),
    )


class Landmarker:
    """MediaPipe's pose landmarker for single pictures, on the CPU. Created, used and closed by one thread.

    It remembers nothing: the same picture gives the same people, whatever came before.

    Args:
        model: the model bundle: its path, or its content.
        with_masks: also tell which pixels belong to the person.
        people: how many to look for.
        confidence: what counts as found, 0…1.

    Raises:
        MissingComponent: the library or the model cannot be loaded.
    """

    def __init__(self, model: Path | bytes, *, with_masks: bool, people: int = 1, confidence: float = 0.5) -> None:
        self._handle = ctypes.c_void_p()
        self._content = model if isinstance(model, bytes) else b""  # read as long as the landmarker lives
        options = MpPoseLandmarkerOptionsC(
            base_options=MpBaseOptionsC(
                model_asset_buffer=self._content or None,
                model_asset_buffer_count=len(self._content),
                model_asset_path=None if self._content else str(model).encode(),
                file_descriptor=-1,
                delegate=_DELEGATE_CPU,
                host_environment=_HOST_PYTHON,
                host_version=sys.version.split()[0].encode(),
            ),
            running_mode=_MODE_IMAGE,
            num_poses=people,
            min_pose_detection_confidence=confidence,
            min_pose_presence_confidence=confidence,
            min_tracking_confidence=confidence,
            output_segmentation_masks=with_masks,
        )
        with quiet_stderr():
            self._library = load_library()
            try:
                self._call("MpPoseLandmarkerCreate", ctypes.byref(options), ctypes.byref(self._handle))
            except NativeError as error:
                raise MissingComponent(
                    f"The pose model cannot be used ({error}).",
                    remedy="Fetch it again: lockout models fetch",
                ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether the landmarker can still be used."""
        return self._handle.value is not None

    def detect(self, rgb: ByteArray) -> list[NativePose]:
        """Find the people in a picture.

        Args:
            rgb: shape (H, W, 3), 8 bit, C-contiguous.
        """
        assert self.is_open, "the landmarker is closed"
        height, width = rgb.shape[:2]
        image = ctypes.c_void_p()
        pixels = np.ascontiguousarray(rgb)
        self._call(
            "MpImageCreateFromUint8Data",
            _FORMAT_SRGB,
            width,
            height,
            pixels.ctypes.data_as(ctypes.c_void_p),
            pixels.size,
            ctypes.byref(image),
        )
        result = MpPoseLandmarkerResultC()
        try:
            with _FIRST_WORDS.hushed():
                self._call("MpPoseLandmarkerDetectImage", self._handle, image, None, ctypes.byref(result))
        finally:
            self._library.MpImageFree(image)
        try:
            if result.pose_landmarks_count:
                _FIRST_WORDS.said()
            return [self._read(result, index, (height, width)) for index in range(result.pose_landmarks_count)]
        finally:
            self._library.MpPoseLandmarkerCloseResult(ctypes.byref(result))

    def close(self) -> None:
        """Let go of the model. Harmless when closed already."""
        if self.is_open:
            handle, self._handle = self._handle, ctypes.c_void_p()
            self._call("MpPoseLandmarkerClose", handle)

    def _read(self, result: MpPoseLandmarkerResultC, index: int, size_px: tuple[int, int]) -> NativePose:
        picture = _landmarks(result.pose_landmarks[index])
        world = _landmarks(result.pose_world_landmarks[index])
        mask = None
        if index < result.segmentation_masks_count:
            mask = self._mask(result.segmentation_masks[index], size_px)
        return NativePose(
            xy_norm=np.stack([picture["x"], picture["y"]], axis=1),
            visibility=picture["visibility"].copy(),
            presence=picture["presence"].copy(),
            world_m=np.stack([world["x"], world["y"], world["z"]], axis=1),
            mask=mask,
        )

    def _mask(self, image: Any, size_px: tuple[int, int]) -> NDArray[np.float32]:  # noqa: ANN401 -- a bare C pointer
        pointer = ctypes.POINTER(ctypes.c_float)()
        self._call("MpImageDataFloat32", ctypes.c_void_p(image), ctypes.byref(pointer))
        return np.array(np.ctypeslib.as_array(pointer, shape=size_px), dtype=np.float32)

    def _call(self, name: str, *arguments: Any) -> None:  # noqa: ANN401 -- whatever the C function takes
        message = ctypes.c_char_p()
        status = getattr(self._library, name)(*arguments, ctypes.byref(message))
        if status:
            text = message.value.decode(errors="replace") if message.value else f"status {status}"
            self._library.MpErrorFree(message)
            raise NativeError(text)


class NativeError(RuntimeError):
    """MediaPipe refused; its own words."""


def load_library() -> ctypes.CDLL:
    """Load `libmediapipe` and declare the functions that are used here.

    Raises:
        MissingComponent: MediaPipe is not installed, or the system lacks a library that it needs.
    """
    try:
        library = ctypes.CDLL(str(library_path()))
    except OSError as error:
        raise MissingComponent(
            f"The pose library cannot be loaded ({error}).",
            remedy="On Debian and Ubuntu install what it needs: sudo apt-get install libegl1 libgles2",
        ) from error
    for name, result_type, argument_types in _FUNCTIONS:
        function = getattr(library, name)
        function.restype = result_type
        function.argtypes = argument_types
    return library


def library_path() -> Path:
    """Where MediaPipe's library lies, found without importing MediaPipe.

    Raises:
        MissingComponent: MediaPipe is not installed.
    """
    package = importlib.util.find_spec("mediapipe")
    if package is None or not package.submodule_search_locations:
        raise MissingComponent("The pose library is not installed.", remedy="Install it: pip install mediapipe")
    name = {"darwin": "libmediapipe.dylib", "win32": "libmediapipe.dll"}.get(sys.platform, "libmediapipe.so")
    return Path(package.submodule_search_locations[0], "tasks", "c", name)


def _landmarks(landmarks: MpLandmarksC) -> NDArray[Any]:
    """Copy C landmarks into a structured array."""
    assert landmarks.landmarks_count == LANDMARK_COUNT, landmarks.landmarks_count
    content = ctypes.string_at(landmarks.landmarks, LANDMARK_COUNT * ctypes.sizeof(MpLandmarkC))
    return np.frombuffer(content, dtype=LANDMARK_RECORD)


LANDMARK_RECORD = np.dtype(
    [
        ("x", np.float32),
        ("y", np.float32),
        ("z", np.float32),
        ("has_visibility", np.bool_),
        ("visibility", np.float32),
        ("has_presence", np.bool_),
        ("presence", np.float32),
        ("name", np.uintp),
    ],
    align=True,
)
_ERROR = ctypes.POINTER(ctypes.c_char_p)
_HANDLE = ctypes.c_void_p
_RESULT = ctypes.POINTER(MpPoseLandmarkerResultC)
_FUNCTIONS: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
    ("MpErrorFree", None, (ctypes.c_char_p,)),
    (
        "MpImageCreateFromUint8Data",
        ctypes.c_int,
        (ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_HANDLE), _ERROR),
    ),
    ("MpImageDataFloat32", ctypes.c_int, (_HANDLE, ctypes.POINTER(ctypes.POINTER(ctypes.c_float)), _ERROR)),
    ("MpImageFree", None, (_HANDLE,)),
    (
        "MpPoseLandmarkerCreate",
        ctypes.c_int,
        (ctypes.POINTER(MpPoseLandmarkerOptionsC), ctypes.POINTER(_HANDLE), _ERROR),
    ),
    ("MpPoseLandmarkerDetectImage", ctypes.c_int, (_HANDLE, _HANDLE, ctypes.c_void_p, _RESULT, _ERROR)),
    ("MpPoseLandmarkerCloseResult", None, (_RESULT,)),
    ("MpPoseLandmarkerClose", ctypes.c_int, (_HANDLE, _ERROR)),
)

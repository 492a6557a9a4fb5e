"""The small copy of a picture: how large it is, and how it is packed."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from studio.core.arrays import ByteArray

# Own choice: as large as a clip is usually shown in the window; 960×540 or the same upright.
_MAX_SIDE_PX: Final = 960
_MAX_AREA_PX: Final = 960 * 540
# Own choice: no visible blocks at that size, at 30 to 50 kB a picture.
_JPEG_QUALITY: Final = 70


def small_size_px(width_px: int, height_px: int) -> tuple[int, int]:
    """Width and height of the small copy of a picture; never larger than the picture."""
    factor = min(1.0, _MAX_SIDE_PX / max(width_px, height_px), (_MAX_AREA_PX / (width_px * height_px)) ** 0.5)
    return max(round(width_px * factor), 1), max(round(height_px * factor), 1)


def pack(rgb: ByteArray) -> bytes:
    """Make the small copy of a picture, as JPEG.

    Args:
        rgb: shape (H, W, 3), 8 bit.
    """
    height_px, width_px = rgb.shape[:2]
    size_px = small_size_px(width_px, height_px)
    picture: cv2.typing.MatLike = rgb
    if size_px != (width_px, height_px):
        picture = cv2.resize(picture, size_px, interpolation=cv2.INTER_AREA)
    is_done, packed = cv2.imencode(
        ".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY]
    )
    assert is_done, "a picture of 8-bit RGB can always be packed"
    return packed.tobytes()


def unpack(packed: bytes) -> ByteArray:
    """The picture of a small copy, shape (H, W, 3), 8 bit."""
    picture = cv2.imdecode(np.frombuffer(packed, dtype=np.uint8), cv2.IMREAD_COLOR_RGB)
    return np.ascontiguousarray(picture, dtype=np.uint8)

"""From a decoded picture to an upright 8-bit RGB array, as a person would see it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import cv2
import numpy as np
from av.sidedata.sidedata import Type as SideDataType
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from studio.core.arrays import ByteArray
from studio.video.tone import ToneMap, Transfer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from av.buffer import Buffer
    from av.video.frame import VideoFrame

# Source: ITU-T H.273, tables 2 to 4.
_UNSPECIFIED: Final = 2
_PRIMARIES_BT2020: Final = 9
# Players take BT.709 for untagged video from this height on, BT.601 below. Source: mpv, `mp_csp_guess_colorspace`.
_HD_WIDTH_PX: Final = 1280
_HD_HEIGHT_PX: Final = 577
_PAPER: Final = 255  # what shows through transparent pictures: white, as on a web page
_ODD_PIXELS: Final = (0.25, 4.0)  # pixel shapes beyond these are taken for mistakes in the header
_ROTATIONS: Final = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True)
class Look:
    """How the stored pictures of a clip have to be shown.

    Attributes:
        width_px: stored width with square pixels, before turning.
        height_px: stored height, before turning.
        turn_deg: clockwise, 0, 90, 180 or 270.
        is_mirrored: whether left and right are swapped before turning.
        transfer: coding of brightness.
        is_wide_gamut: whether colours are those of BT.2020.
        bit_depth: bits per channel in the file.
    """

    width_px: int
    height_px: int
    turn_deg: int = 0
    is_mirrored: bool = False
    transfer: Transfer = Transfer.SDR
    is_wide_gamut: bool = False
    bit_depth: int = 8

    @property
    def shown_size_px(self) -> tuple[int, int]:
        """Width and height as shown."""
        size = (self.width_px, self.height_px)
        return size[::-1] if self.turn_deg in {90, 270} else size


def look_of(picture: VideoFrame, pixel_shape: Fraction | None) -> Look:
    """Read from a decoded picture how it wants to be shown.

    Args:
        picture: any picture of the clip.
        pixel_shape: width of a pixel over its height; None or 0 when unknown.
    """
    shape = float(pixel_shape or 1)
    if not _ODD_PIXELS[0] <= shape <= _ODD_PIXELS[1]:
        shape = 1.0
    turn_deg, is_mirrored = _orientation(picture)
    return Look(
        width_px=max(round(picture.width * shape), 1),
        height_px=picture.height,
        turn_deg=turn_deg,
        is_mirrored=is_mirrored,
        transfer=Transfer.of(int(picture.color_trc)),
        is_wide_gamut=int(picture.color_primaries) == _PRIMARIES_BT2020,
        bit_depth=max(component.bits for component in picture.format.components),
    )


class Developer:
    """Develops pictures of one clip, all to the same size."""

    def __init__(self, look: Look, *, max_side_px: int | None = None) -> None:
        longer_px = max(look.width_px, look.height_px)
        factor = min(max_side_px / longer_px, 1.0) if max_side_px else 1.0
        self._size_px = (max(round(look.width_px * factor), 1), max(round(look.height_px * factor), 1))
        self._look = look
        self._scaler = VideoReformatter()
        self._painter = VideoReformatter()
        self._tones: ToneMap | None = None
        if look.transfer is not Transfer.SDR:
            self._tones = ToneMap.of(look.transfer, is_wide_gamut=look.is_wide_gamut)

    def develop(self, picture: VideoFrame) -> ByteArray:
        """Turn a picture into an array of shape (H, W, 3), 8 bit, C-contiguous, upright."""
        picture = self._scaled(picture)
        if self._tones is not None:
            rgb = self._tones.apply(self._painted(picture, "rgb48le"))
        elif any(component.is_alpha for component in picture.format.components):
            rgb = _on_paper(self._painted(picture, "rgba"))
        else:
            rgb = self._painted(picture, "rgb24")
        return self._upright(rgb)

    def _scaled(self, picture: VideoFrame) -> VideoFrame:
        """Bring planar pictures to size before they become RGB: a third of the work of doing it after."""
        if (picture.width, picture.height) == self._size_px or not picture.format.name.startswith("yuv"):
            return picture
        width_px, height_px = self._size_px
        is_smaller = width_px <= picture.width and height_px <= picture.height
        return self._scaler.reformat(
            picture,
            width=width_px,
            height=height_px,
            interpolation=Interpolation.AREA if is_smaller else Interpolation.BICUBIC,
            threads=1,
        )

    def _painted(self, picture: VideoFrame, pixel_format: str) -> NDArray[Any]:
        is_untagged = int(picture.colorspace) == _UNSPECIFIED
        is_hd = self._look.width_px >= _HD_WIDTH_PX or self._look.height_px >= _HD_HEIGHT_PX
        painted = self._painter.reformat(
            picture,
            format=pixel_format,
            src_colorspace=Colorspace.ITU709 if is_untagged and is_hd else None,
            threads=1,
        )
        return np.ascontiguousarray(painted.to_ndarray())

    def _upright(self, rgb: ByteArray) -> ByteArray:
        upright: cv2.typing.MatLike = rgb
        height_px, width_px = rgb.shape[:2]
        if (width_px, height_px) != self._size_px:
            is_smaller = self._size_px[0] <= width_px and self._size_px[1] <= height_px
            upright = cv2.resize(
                upright, self._size_px, interpolation=cv2.INTER_AREA if is_smaller else cv2.INTER_CUBIC
            )
        if self._look.is_mirrored:
            upright = cv2.flip(upright, 1)
        if self._look.turn_deg:
            upright = cv2.rotate(upright, _ROTATIONS[self._look.turn_deg])
        return np.ascontiguousarray(upright, dtype=np.uint8)


def _on_paper(rgba: ByteArray) -> ByteArray:
    """Lay a picture with transparency over white."""
    alpha = rgba[..., 3:].astype(np.uint16)
    blended = (rgba[..., :3] * alpha + _PAPER * (255 - alpha) + 127) // 255
    return blended.astype(np.uint8)


def _orientation(picture: VideoFrame) -> tuple[int, bool]:
    """Clockwise turn in degrees and mirroring that the display matrix asks for.

    Source: ISO/IEC 14496-12, 8.3.2 (track matrix); FFmpeg `libavutil/display.h` for its place in the side data.
    """
    matrix = cast("Mapping[SideDataType, Buffer]", picture.side_data).get(SideDataType.DISPLAYMATRIX)
    if matrix is None:
        return 0, False
    a, b, _u, c, d, *_rest = np.frombuffer(bytes(matrix), dtype=np.int32)
    is_mirrored = float(a) * float(d) - float(b) * float(c) < 0.0
    if is_mirrored:
        a, b = -a, -b
    return round(math.degrees(math.atan2(float(b), float(a))) / 90.0) % 4 * 90, is_mirrored

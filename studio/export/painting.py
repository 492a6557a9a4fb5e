"""Paints figures and words into frames."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import ByteArray
from studio.core.figure import Drawing, Polyline, Stroke

_FONT = "Inter-SemiBold.otf"
_FINE_HIGH_PX = 540.0  # of the picture whose lines are one pixel unit wide
_DARK, _WHITE = (11, 18, 24), (255, 255, 255)
_GUIDE, _ARC = (255, 201, 77), (86, 208, 255)
_LABEL_PX, _CAPTION_PX = 15.0, 20.0
_CAPTION_SHARE = 0.94
_DIM = 0.4
_DASH = 9.0
_SUBPIXEL = 4
_PLATE_OPACITY = 0.85

Color = tuple[int, int, int]
Corners = NDArray[np.int32]


class Painter:
    """Paints into frames of one size."""

    def __init__(self, fonts: Path) -> None:
        """Use the shipped fonts of a folder."""
        self._font = str(fonts / _FONT)
        self._plate = lru_cache(maxsize=512)(self._make_plate)

    def paint(self, rgb: ByteArray, drawing: Drawing) -> None:
        """Paint a figure over a frame, in place; places are fractions of the frame."""
        high, wide = rgb.shape[:2]
        size = np.array([wide, high])
        fine = high / _FINE_HIGH_PX
        for bone in drawing.bones:
            _halo(rgb, _corners(bone, size), _WHITE, 2.4 * fine)
        for guide in drawing.guides:
            for dash in _dashes(guide, size, _DASH * fine):
                _halo(rgb, dash, _GUIDE, 1.8 * fine)
        for joint in drawing.joints:
            place = _corners((joint,), size)[0]
            _dot(rgb, place, _DARK, 3.9 * fine)
            _dot(rgb, place, _WHITE, 2.9 * fine)
        for arc in drawing.arcs:
            _halo(rgb, _corners(arc.points, size), _ARC, 2.4 * fine)
            self._label(rgb, arc.label, (arc.at[0] * wide, arc.at[1] * high), _WHITE, fine)
        _dim_outside(rgb, drawing.spots, size)
        for stroke in drawing.strokes:
            _stroke(rgb, stroke, size)
        for label in drawing.labels:
            at = (label.at[0] * wide, label.at[1] * high)
            self._label(rgb, label.text, at, _color(label.color), fine, opacity=label.opacity)

    def caption(self, rgb: ByteArray, text: str) -> None:
        """Words at the foot of a frame, in place; made smaller until they fit."""
        if not text:
            return
        high, wide = rgb.shape[:2]
        size_px = _CAPTION_PX * high / _FINE_HIGH_PX
        plate = self._plate(text, size_px, _WHITE)
        if plate.shape[1] > _CAPTION_SHARE * wide:
            plate = self._plate(text, size_px * _CAPTION_SHARE * wide / plate.shape[1], _WHITE)
        _blend(rgb, plate, (0.5 * wide, high - 0.75 * plate.shape[0]), 1.0)

    def _label(
        self, rgb: ByteArray, text: str, at: tuple[float, float], color: Color, fine: float, *, opacity: float = 1.0
    ) -> None:
        if text:
            _blend(rgb, self._plate(text, max(_LABEL_PX * fine, 9.0), color), at, opacity)

    def _make_plate(self, text: str, size_px: float, color: Color) -> ByteArray:
        """Words on a dark plate, shape (h, w, 4)."""
        from PIL import Image, ImageDraw, ImageFont

        font = ImageFont.truetype(self._font, max(round(size_px), 6))
        left, top, right, bottom = font.getbbox(text)
        pad = max(round(0.32 * size_px), 2)
        size = (max(round(right - left), 1) + 2 * pad, max(round(bottom - top), 1) + 2 * pad)
        picture = Image.new("RGBA", size, (*_DARK, round(255 * _PLATE_OPACITY)))
        ImageDraw.Draw(picture).text((pad - left, pad - top), text, font=font, fill=(*color, 255))
        return np.asarray(picture)


def _halo(rgb: ByteArray, corners: Corners, color: Color, width_px: float) -> None:
    _line(rgb, corners, _DARK, width_px + 2.0)
    _line(rgb, corners, color, width_px)


def _line(rgb: ByteArray, corners: Corners, color: Color, width_px: float, *, is_closed: bool = False) -> None:
    cv2.polylines(rgb, [corners], is_closed, color, max(round(width_px), 1), cv2.LINE_AA, _SUBPIXEL)


def _dot(rgb: ByteArray, place: Corners, color: Color, radius_px: float) -> None:
    center = (int(place[0]), int(place[1]))
    cv2.circle(rgb, center, round(radius_px * (1 << _SUBPIXEL)), color, -1, cv2.LINE_AA, _SUBPIXEL)


def _stroke(rgb: ByteArray, stroke: Stroke, size: NDArray[Any]) -> None:
    """A line of the coach; a pale one is painted on a copy and mixed in."""
    target = rgb.copy() if stroke.opacity < 1.0 else rgb
    corners, color = _corners(stroke.points, size), _color(stroke.color)
    width_px = stroke.width * float(size[1])
    if stroke.is_filled:
        cv2.fillPoly(target, [corners], color, cv2.LINE_AA, _SUBPIXEL)
    elif stroke.is_dashed:
        ends = (*stroke.points, stroke.points[0]) if stroke.is_closed else stroke.points
        for dash in _dashes(ends, size, 3.0 * width_px):
            _line(target, dash, color, width_px)
    else:
        _line(target, corners, color, width_px, is_closed=stroke.is_closed)
    if target is not rgb:
        cv2.addWeighted(target, stroke.opacity, rgb, 1.0 - stroke.opacity, 0.0, dst=rgb)


def _dim_outside(rgb: ByteArray, spots: tuple[Polyline, ...], size: NDArray[Any]) -> None:
    if not spots:
        return
    mask = np.zeros(rgb.shape[:2], dtype=np.uint8)
    for spot in spots:
        cv2.fillPoly(mask, [_corners(spot, size)], 255, cv2.LINE_AA, _SUBPIXEL)
    dark = cv2.convertScaleAbs(rgb, alpha=_DIM)
    np.copyto(rgb, np.where(mask[..., None] > 127, rgb, dark))


def _blend(rgb: ByteArray, plate: ByteArray, at: tuple[float, float], opacity: float) -> None:
    """Lay a plate over a frame with its middle at a place, moved inside the frame where it would stick out."""
    high, wide = min(plate.shape[0], rgb.shape[0]), min(plate.shape[1], rgb.shape[1])
    left = int(np.clip(round(at[0] - 0.5 * wide), 0, rgb.shape[1] - wide))
    top = int(np.clip(round(at[1] - 0.5 * high), 0, rgb.shape[0] - high))
    part = rgb[top : top + high, left : left + wide]
    share = plate[:high, :wide, 3:].astype(np.float32) * (opacity / 255.0)
    part[:] = (plate[:high, :wide, :3] * share + part * (1.0 - share)).round().astype(np.uint8)


def _corners(points: Polyline, size: NDArray[Any]) -> Corners:
    """Places in sixteenths of a pixel, as cv2 takes them."""
    corners: Corners = np.round(np.array(points) * size * (1 << _SUBPIXEL)).astype(np.int32)
    return corners


def _dashes(points: Polyline, size: NDArray[Any], length_px: float) -> list[Corners]:
    """A broken line: pieces of one length, gaps of half of it."""
    dashes: list[Corners] = []
    places = np.array(points) * size
    for start, end in pairwise(places):
        whole_px = float(np.hypot(*(end - start)))
        for from_px in np.arange(0.0, whole_px, 1.5 * length_px):
            ends = [
                start + (end - start) * share
                for share in (from_px / whole_px, min((from_px + length_px) / whole_px, 1.0))
            ]
            dashes.append(np.round(np.array(ends) * (1 << _SUBPIXEL)).astype(np.int32))
    return dashes


def _color(name: str) -> Color:
    return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16)

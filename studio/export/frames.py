"""One frame as it is shown: made smaller, face hidden, body and drawings over it, words below."""

from math import ceil

import cv2
import numpy as np

from studio.core.analysis import Analysis
from studio.core.annotation_figure import with_annotations
from studio.core.arrays import ByteArray
from studio.core.body_figure import draw_body
from studio.core.face_blur import hide_face
from studio.core.figure import Crop, Drawing
from studio.core.film import Film, FilmLayout
from studio.core.frame import Frame
from studio.core.review import Review
from studio.export.painting import Painter


class FramePainter:
    """Turns frames of one clip into pictures of one size, even in width and height as video needs it."""

    def __init__(self, analysis: Analysis, review: Review, film: Film, painter: Painter) -> None:
        self._analysis, self._review, self._film, self._painter = analysis, review, film, painter
        observation = analysis.observation
        wide, high = observation.width_px, observation.height_px
        scale = min(film.most_height_px / high, 1.0)
        self._size = (_even(wide * scale), _even(high * scale))
        self._whole = Crop(0.0, 0.0, float(wide), float(high))

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the pictures."""
        wide, high = self._size
        return (2 * wide, high) if self._film.layout is FilmLayout.SIDE_BY_SIDE else (wide, high)

    def picture(self, frame: Frame) -> ByteArray:
        """The picture of a frame, shape (H, W, 3)."""
        plain = self._plain(frame)
        shown = plain.copy()
        self._painter.paint(shown, self._drawing(frame.index))
        picture = np.hstack([plain, shown]) if self._film.layout is FilmLayout.SIDE_BY_SIDE else shown
        self._painter.caption(picture, self._film.caption_at(frame.index))
        return picture

    def _plain(self, frame: Frame) -> ByteArray:
        rgb = frame.rgb
        if (rgb.shape[1], rgb.shape[0]) != self._size:
            rgb = np.asarray(cv2.resize(rgb, self._size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        if not self._film.hides_face:
            return rgb
        scale = np.array(self._size) / (self._analysis.observation.width_px, self._analysis.observation.height_px)
        return hide_face(rgb, self._analysis.landmarks.xy_px[frame.index] * scale)

    def _drawing(self, index: int) -> Drawing:
        drawing = draw_body(self._analysis, index=index, crop=self._whole) if self._film.has_body else Drawing()
        if not self._film.has_annotations:
            return drawing
        joints_px = self._analysis.landmarks.xy_px[index]
        return with_annotations(drawing, self._review.annotations, index=index, joints_px=joints_px, crop=self._whole)


def _even(length: float) -> int:
    return max(2 * ceil(length / 2.0 - 0.25), 2)

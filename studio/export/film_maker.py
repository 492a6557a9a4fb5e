"""Videos, GIFs, kinograms and stills of one clip."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from studio.core.analysis import Analysis
from studio.core.arrays import ByteArray
from studio.core.atomic import write_atomically
from studio.core.film import Film
from studio.core.frame import Frame
from studio.core.review import Review
from studio.export.frames import FramePainter
from studio.export.painting import Painter
from studio.export.pictures import gif_bytes, kinogram_bytes, png_bytes
from studio.export.video_file import write_video

Progress = Callable[[float], None]

_MARGIN_SHARE = 0.12


class AnnotatedFilmMaker:
    """Fulfils `FilmMaker`."""

    def __init__(self, fonts: Path) -> None:
        """Use the shipped fonts of a folder."""
        self._painter = Painter(fonts)

    def write_video(
        self,
        path: Path,
        analysis: Analysis,
        review: Review,
        film: Film,
        frames: Iterator[Frame],
        *,
        progress: Progress,
    ) -> None:
        """See `FilmMaker.write_video`."""
        painter = FramePainter(analysis, review, film, self._painter)
        write_video(path, film, frames, painter, sound_from=analysis.clip.path, progress=progress)

    def write_gif(
        self,
        path: Path,
        analysis: Analysis,
        review: Review,
        film: Film,
        frames: Mapping[int, Frame],
        *,
        progress: Progress,
    ) -> None:
        """See `FilmMaker.write_gif`."""
        pictures = self._paint(analysis, review, film, frames, progress)
        times_s = [step.time_s for step in film.steps]
        write_atomically(path, gif_bytes(pictures, times_s, progress=_second_half(progress)))

    def write_kinogram(
        self,
        path: Path,
        analysis: Analysis,
        review: Review,
        film: Film,
        frames: Mapping[int, Frame],
        *,
        progress: Progress,
    ) -> None:
        """See `FilmMaker.write_kinogram`."""
        pictures = self._paint(analysis, review, film, frames, progress)
        columns = _columns(analysis, [step.frame_index for step in film.steps], pictures[0].shape[1])
        write_atomically(path, kinogram_bytes(pictures, columns, progress=_second_half(progress)))

    def write_png(self, path: Path, picture: ByteArray) -> None:
        """See `FilmMaker.write_png`."""
        write_atomically(path, png_bytes(picture))

    def picture(self, analysis: Analysis, review: Review, film: Film, frame: Frame) -> ByteArray:
        """See `FilmMaker.picture`."""
        return FramePainter(analysis, review, film, self._painter).picture(frame)

    def _paint(
        self, analysis: Analysis, review: Review, film: Film, frames: Mapping[int, Frame], progress: Progress
    ) -> list[ByteArray]:
        """The pictures of all steps: the first half of the work."""
        painter = FramePainter(analysis, review, film, self._painter)
        pictures: list[ByteArray] = []
        for step in film.steps:
            progress(0.5 * len(pictures) / len(film.steps))
            pictures.append(painter.picture(frames[step.frame_index]))
        return pictures


def _second_half(progress: Progress) -> Progress:
    return lambda share: progress(0.5 + 0.5 * share)


def _columns(analysis: Analysis, indices: list[int], width_px: int) -> slice:
    """The columns that hold the athlete on all of these frames, with a margin; all of them when nothing is known."""
    x = analysis.landmarks.xy_px[indices, :, 0] * (width_px / analysis.observation.width_px)
    known = x[np.isfinite(x)]
    if not known.size:
        return slice(0, width_px)
    margin = _MARGIN_SHARE * float(np.ptp(known))
    left, right = int(max(known.min() - margin, 0)), int(min(known.max() + margin + 1, width_px))
    return slice(left, max(right, left + 1))

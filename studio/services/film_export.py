"""Videos, GIFs, kinograms and stills of a review, on disk or for the clipboard."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from studio.core.analysis import Analysis
from studio.core.arrays import ByteArray
from studio.core.errors import UsageError
from studio.core.exercise import Exercise
from studio.core.film import Film, Step
from studio.core.frame import Frame
from studio.core.rep import Rep
from studio.core.review import Review
from studio.services.film_plan import FilmWish, plan_film, plan_kinogram, plan_rep
from studio.services.jobs import JobContext, silent_context
from studio.services.studio import Studio

_READING_SHARE = 0.4  # of the time that a GIF or a kinogram takes, for the bar


@dataclass(frozen=True, slots=True)
class Shown:
    """What a film is made of."""

    analysis: Analysis
    review: Review
    exercise: Exercise

    def rep(self, index: int) -> Rep:
        """A rep by its number, counted from 1. Raises UsageError."""
        found = next((rep for rep in self.analysis.reps if rep.index == index), None)
        if found is None:
            count = len(self.analysis.reps)
            raise UsageError(f"There is no rep {index}.", remedy=f"The set has {count} reps, counted from 1.")
        return found


def make_video(studio: Studio, shown: Shown, wish: FilmWish, path: Path, context: JobContext | None = None) -> Path:
    """Write an annotated video.

    Raises:
        UnreadableInput: the clip is gone.
        CannotWrite: nothing was written.
        Cancelled: nothing was written.
    """
    context = context or silent_context()
    film = plan_film(shown.analysis, shown.review, shown.exercise, wish)

    def progress(share: float) -> None:
        context.checkpoint()
        context.report(share, "writing the video")

    with closing(studio.video.open(shown.analysis.clip.path)) as source:
        studio.make_films().write_video(path, shown.analysis, shown.review, film, source.frames(), progress=progress)
    return path


def make_gif(
    studio: Studio, shown: Shown, rep: int, wish: FilmWish, path: Path, *, context: JobContext | None = None
) -> Path:
    """Write one rep as a GIF. Raises UsageError, UnreadableInput, CannotWrite, or Cancelled: nothing was written."""
    context = context or silent_context()
    film = plan_rep(shown.analysis, shown.review, shown.exercise, shown.rep(rep), wish)
    frames = _read(studio, shown.analysis, film, context)
    studio.make_films().write_gif(
        path, shown.analysis, shown.review, film, frames, progress=lambda share: _report_picture(context, share)
    )
    return path


def make_kinogram(
    studio: Studio, shown: Shown, rep: int, wish: FilmWish, path: Path, *, context: JobContext | None = None
) -> Path:
    """Write the phases of one rep side by side. Raises as `make_gif` does."""
    context = context or silent_context()
    film = plan_kinogram(shown.analysis, shown.review, shown.exercise, shown.rep(rep), wish)
    frames = _read(studio, shown.analysis, film, context)
    studio.make_films().write_kinogram(
        path, shown.analysis, shown.review, film, frames, progress=lambda share: _report_picture(context, share)
    )
    return path


def make_still(studio: Studio, shown: Shown, frame_index: int, wish: FilmWish) -> ByteArray:
    """One frame with its drawings, shape (H, W, 3). Raises UnreadableInput."""
    clock = shown.analysis.observation.clock
    film = Film(
        steps=(Step(frame_index, clock.time_of(frame_index)),),
        has_body=wish.has_body,
        has_annotations=wish.has_annotations,
        hides_face=wish.hides_face,
        most_height_px=wish.most_height_px,
    )
    frame = _read(studio, shown.analysis, film, silent_context())[frame_index]
    return studio.make_films().picture(shown.analysis, shown.review, film, frame)


def write_still(studio: Studio, shown: Shown, frame_index: int, wish: FilmWish, path: Path) -> Path:
    """Write one frame with its drawings as PNG. Raises UnreadableInput or CannotWrite."""
    studio.make_films().write_png(path, make_still(studio, shown, frame_index, wish))
    return path


def _read(studio: Studio, analysis: Analysis, film: Film, context: JobContext) -> dict[int, Frame]:
    indices = sorted({step.frame_index for step in film.steps})
    frames: dict[int, Frame] = {}
    with closing(studio.video.open(analysis.clip.path)) as source:
        for index in indices:
            context.report(_READING_SHARE * len(frames) / len(indices), "reading the frames")
            frames[index] = source.read(index)
    return frames


def _report_picture(context: JobContext, share: float) -> None:
    context.report(_READING_SHARE + (1.0 - _READING_SHARE) * share, "writing the picture")

"""What the desk gives to other programs and takes from them: film, GIF, pictures; drawings and courses of joints."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, unique
from pathlib import Path
from typing import TypeVar

from studio.core.foreign import ForeignDrawings
from studio.core.review import Review
from studio.review import Command
from studio.services.desk import Desk
from studio.services.film_export import Shown, make_gif, make_kinogram, make_video, write_still
from studio.services.film_plan import FilmWish
from studio.services.foreign_files import Agreement, compare, take_over
from studio.services.jobs import Job, JobContext, JobRunner
from studio.services.studio import Studio

DRAWINGS_SUFFIX = ".kva"

Result = TypeVar("Result")


@unique
class FilmKind(StrEnum):
    """What is made of a set."""

    VIDEO = "video"
    GIF = "gif"
    KINOGRAM = "kinogram"
    STILL = "still"

    @property
    def suffix(self) -> str:
        """How the file's name ends."""
        return {FilmKind.VIDEO: ".mp4", FilmKind.GIF: ".gif"}.get(self, ".png")


@dataclass(frozen=True, slots=True)
class FilmOrder:
    """What is wanted.

    Attributes:
        kind: video or picture.
        wish: how it looks.
        rep: of GIF and kinogram, counted from 1.
        frame_index: of the still.
    """

    kind: FilmKind
    wish: FilmWish
    rep: int = 1
    frame_index: int = 0


@dataclass(frozen=True, slots=True)
class TakeOver(Command):
    """Put another program's drawings and moments behind the coach's own."""

    drawings: ForeignDrawings

    def _label(self) -> str:
        return "Take over drawings"

    def _change(self, review: Review) -> Review:
        return take_over(review, self.drawings)


class Exchange:
    """Works for one desk, off the window's thread."""

    def __init__(self, desk: Desk, studio: Studio, runner: JobRunner) -> None:
        self._desk, self._studio, self._runner = desk, studio, runner

    def export(self, order: FilmOrder, path: Path) -> Job[Path] | None:
        """Write a video or picture; None when there is nothing to show yet."""
        analysis, review, exercise = self._desk.analysis, self._desk.review, self._desk.exercise
        if analysis is None or review is None or exercise is None:
            return None
        shown = Shown(analysis, review, exercise)
        return self._submit(lambda context: self._write(shown, order, path, context), title="exporting")

    def read_drawings(self, path: Path) -> Job[ForeignDrawings] | None:
        """Take over drawings and key images of Kinovea, as one step that can be undone; None without a clip."""
        clip = self._desk.clip
        if clip is None:
            return None
        job = self._submit(
            lambda _context: self._studio.read_foreign().read_drawings(path, clip), title="reading drawings"
        )

        def take(drawings: ForeignDrawings) -> None:
            if self._desk.clip is clip:
                self._desk.apply(TakeOver(drawings))

        job.succeeded.subscribe(take)
        return job

    def compare_courses(self, path: Path) -> Job[Agreement] | None:
        """Hold joints of Sports2D (TRC) or OpenPose (a folder) against the studio's; None without an analysis."""
        analysis = self._desk.analysis
        if analysis is None:
            return None
        return self._submit(
            lambda _context: compare(analysis, self._studio.read_foreign().read_courses(path)), title="comparing"
        )

    def _write(self, shown: Shown, order: FilmOrder, path: Path, context: JobContext) -> Path:
        match order.kind:
            case FilmKind.VIDEO:
                return make_video(self._studio, shown, order.wish, path, context)
            case FilmKind.GIF:
                return make_gif(self._studio, shown, order.rep, order.wish, path, context=context)
            case FilmKind.KINOGRAM:
                return make_kinogram(self._studio, shown, order.rep, order.wish, path, context=context)
            case FilmKind.STILL:
                return write_still(self._studio, shown, order.frame_index, order.wish, path)

    def _submit(self, work: Callable[[JobContext], Result], *, title: str) -> Job[Result]:
        return self._runner.submit(work, title=title, lane="io")

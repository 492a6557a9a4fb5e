"""Files that other programs read: the result as JSON, tables, motion files, videos and pictures."""

from pathlib import Path
from typing import TYPE_CHECKING

from studio.export.contract import analysis_to_json, judgement_to_json
from studio.export.files import FileExporter, write_csv, write_json

if TYPE_CHECKING:
    from studio.core.ports import FilmMaker, ForeignReader, MotionWriter

__all__ = [
    "FileExporter",
    "analysis_to_json",
    "judgement_to_json",
    "make_film_maker",
    "make_foreign_reader",
    "make_motion_writer",
    "write_csv",
    "write_json",
]


def make_film_maker(fonts: Path) -> "FilmMaker":
    """What makes videos and pictures; loads cv2 and the codecs now."""
    from studio.export.film_maker import AnnotatedFilmMaker

    return AnnotatedFilmMaker(fonts)


def make_motion_writer() -> "MotionWriter":
    """What writes TRC, MOT and C3D."""
    from studio.export.motion_writer import MotionFiles

    return MotionFiles()


def make_foreign_reader() -> "ForeignReader":
    """What reads files of other programs."""
    from studio.export.foreign.reader import ForeignFiles

    return ForeignFiles()

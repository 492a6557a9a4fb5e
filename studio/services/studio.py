"""What the services work with: the adapters, as ports, chosen once by `bootstrap`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio.core.analysis import EngineIdentity
from studio.core.arrays import FloatArray
from studio.core.case import CaseBundles
from studio.core.errors import MissingComponent
from studio.core.exercise import Exercise
from studio.core.ports import (
    AnalysisExporter,
    ContourTracker,
    ExerciseBook,
    FilmMaker,
    ForeignReader,
    ModelShelf,
    MotionWriter,
    PlateTracker,
    PoseEngine,
    ReportRenderer,
    VideoLibrary,
)
from studio.core.set_store import SetStore
from studio.core.sound import SoundRoom
from studio.services.doctor import Check
from studio.services.fit_memory import FitMemory
from studio.services.setting_list import own_settings
from studio.services.settings import Settings


def _no_films() -> FilmMaker:
    raise MissingComponent("This studio makes no videos.", remedy="Install the studio again.")


def _no_motion() -> MotionWriter:
    raise MissingComponent("This studio writes no motion files.", remedy="Install the studio again.")


def _no_cases() -> CaseBundles:
    raise MissingComponent("This studio reads no cases.", remedy="Install the studio again.")


def _no_sound() -> SoundRoom:
    raise MissingComponent("This studio has no sound.", remedy="Install the studio again.")


def _no_foreign() -> ForeignReader:
    raise MissingComponent("This studio reads no files of other programs.", remedy="Install the studio again.")


def _no_library() -> SetStore:
    raise MissingComponent("This studio has no library.", remedy="Open it with “lockout gui”.")


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything a use case may need.

    Attributes:
        video: opens clips.
        models: finds and fetches pose models.
        engine_identity: name and model of the engine that would be made. Raises MissingComponent when there is none.
        make_engine: creates a pose engine; called inside the job and on the thread that will use it.
            Raises MissingComponent when there is no model.
        make_plates: creates what follows plates.
        make_outlines: creates what traces the person.
        exercises: the installed exercises.
        renderer: makes PDFs.
        exporter: writes JSON and CSV.
        make_films: gives what makes videos and pictures.
        write_motion: gives what writes TRC, MOT and C3D.
        read_foreign: gives what reads files of other programs.
        default_exercise: id of the exercise to assume when nobody names one.
        cache_dir: folder for what can be made again.
        correction: gives the learned landmark correction, or nothing when there is none.
        open_library: opens the library of athletes and sets; it is made when it is not there yet.
        cases: gives what writes and reads case files.
        mend_library: mends a library that is too damaged to be opened; says what it did.
        make_sound: gives what plays and records sound.
        checks: what `doctor` asks the adapters.
        settings: what the user chose.
        last_fit: the body as it was fitted last.
    """

    video: VideoLibrary
    models: ModelShelf
    engine_identity: Callable[[], EngineIdentity]
    make_engine: Callable[[], PoseEngine]
    make_plates: Callable[[], PlateTracker[Any]]
    make_outlines: Callable[[], ContourTracker]
    exercises: ExerciseBook
    renderer: ReportRenderer
    exporter: AnalysisExporter
    default_exercise: str
    cache_dir: Path
    correction: Callable[[], Mapping[str, FloatArray]] = dict
    open_library: Callable[[], SetStore] = _no_library
    mend_library: Callable[[], tuple[str, ...]] = tuple
    cases: Callable[[], CaseBundles] = _no_cases
    make_films: Callable[[], FilmMaker] = _no_films
    write_motion: Callable[[], MotionWriter] = _no_motion
    read_foreign: Callable[[], ForeignReader] = _no_foreign
    make_sound: Callable[[], SoundRoom] = _no_sound
    checks: tuple[Callable[[], tuple[Check, ...]], ...] = ()
    settings: Settings = field(default_factory=own_settings)
    last_fit: FitMemory = field(default_factory=FitMemory)

    def exercise(self, exercise_id: str, language: str = "en", *, rule_pack: str | None = None) -> Exercise:
        """Load an exercise, the default one for an empty id, judged with the rule pack that was chosen or another one.

        Raises UsageError or BrokenExercise.
        """
        return self.exercises.load(exercise_id or self.usual_exercise, language, rule_pack=rule_pack)

    @property
    def usual_exercise(self) -> str:
        """Id of the exercise that is assumed: the user's choice, else the shipped one."""
        return self.settings.text("analysis.exercise") or self.default_exercise

"""Which adapter fulfils which port."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from studio.assets import cache_dir, config_dir, data_dir, model_dir, plugins_dir, resource, resources_dir
from studio.bootstrap.checks import (
    check_codecs,
    check_exercises,
    check_installation,
    check_knowledge,
    check_libraries,
    check_model,
)
from studio.core.analysis import EngineIdentity
from studio.core.arrays import FloatArray
from studio.services.setting_list import own_settings
from studio.services.settings import Settings
from studio.services.studio import Studio

if TYPE_CHECKING:
    from studio.video import ClipLibrary

_MODEL, _SCRUB_ROOM = "analysis.pose_model", "storage.scrub_limit_gb"


def build_studio() -> Studio:
    """Put the real adapters together. Heavy libraries are loaded when they are first used."""
    from studio.exercises import ExerciseCatalogue
    from studio.export import FileExporter, make_film_maker, make_foreign_reader, make_motion_writer
    from studio.library import make_case_files, mend_library, open_library
    from studio.pose import ModelStore, engine_name, make_engine
    from studio.report import TypstRenderer
    from studio.sound import MachineSound
    from studio.tracking import make_outline_tracer, make_plate_finder
    from studio.video import ClipLibrary

    settings = own_settings()
    models = ModelStore(model_dir())
    exercises = ExerciseCatalogue(
        [plugins_dir(), data_dir() / "exercises"],
        packs=config_dir() / "rule-packs",
        choices=config_dir() / "exercise-choices.json",
    )
    return Studio(
        video=_limited(ClipLibrary(cache_dir()), settings),
        models=models,
        engine_identity=lambda: EngineIdentity(engine_name(), models.require(settings.text(_MODEL)).sha256),
        make_engine=lambda: make_engine(models, settings.text(_MODEL)),
        make_plates=make_plate_finder,
        make_outlines=make_outline_tracer,
        exercises=exercises,
        renderer=TypstRenderer(resources_dir() / "report"),
        exporter=FileExporter(),
        default_exercise=_default_exercise(),
        cache_dir=cache_dir(),
        correction=_landmark_correction,
        make_films=lambda: make_film_maker(resources_dir() / "report" / "fonts"),
        write_motion=make_motion_writer,
        read_foreign=make_foreign_reader,
        open_library=lambda: open_library(data_dir() / "library"),
        cases=make_case_files,
        make_sound=lambda: MachineSound(is_nowhere=os.environ.get("LOCKOUT_SOUND") == "nowhere"),
        mend_library=lambda: mend_library(data_dir() / "library"),
        checks=(
            check_installation,
            check_libraries,
            lambda: check_model(models),
            check_codecs,
            check_knowledge,
            lambda: check_exercises(exercises),
        ),
        settings=settings,
    )


def _limited(clips: "ClipLibrary", settings: Settings) -> "ClipLibrary":
    """The clips, with the room for their scrub caches that the user gives them, now and when that changes."""

    def limit(key: str) -> None:
        if key == _SCRUB_ROOM:
            clips.keep_scrub_caches_within(settings.number(_SCRUB_ROOM) * 1024**3)

    limit(_SCRUB_ROOM)
    settings.changed.subscribe(limit)
    return clips


@cache
def _landmark_correction() -> Mapping[str, FloatArray]:
    """The learned correction of landmarks, read once."""
    import numpy as np

    with np.load(resource("pose_correction.npz"), allow_pickle=False) as arrays:
        return dict(arrays)


def _default_exercise() -> str:
    with resource("defaults.toml").open("rb") as file:
        return str(tomllib.load(file)["exercise"])

"""What the doctor asks: versions, the pose model, video formats, exercises."""

import platform
from importlib.metadata import PackageNotFoundError, version

from studio import __version__
from studio.assets import cache_dir, model_dir
from studio.core.exercise import ExerciseState
from studio.core.ports import ExerciseBook, ModelShelf
from studio.services.doctor import Check, CheckState

_LIBRARIES = ("PySide6-Essentials", "pyqtgraph", "mediapipe", "av", "opencv-python", "typst", "numpy", "scipy")


def check_installation() -> tuple[Check, ...]:
    """The studio itself, and where it keeps things."""
    detail = f"{__version__} on Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    folders = (("cache", str(cache_dir())), ("models", str(model_dir())))
    return (Check("studio", "Lockout Studio", CheckState.OK, detail, facts=folders),)


def check_libraries() -> tuple[Check, ...]:
    """The libraries that everything rests on."""
    checks: list[Check] = []
    for name in _LIBRARIES:
        try:
            checks.append(Check(name, name, CheckState.OK, version(name), facts=(("version", version(name)),)))
        except PackageNotFoundError:
            remedy = f"Run: pip install {name}"
            checks.append(Check(name, name, CheckState.MISSING, "not installed", remedy=remedy))
    return tuple(checks)


def check_model(models: ModelShelf) -> tuple[Check, ...]:
    """The pose model, with path and fingerprint."""
    status = next((status for status in models.list() if status.path is not None), None)
    if status is None:
        remedy = "Run: lockout models fetch"
        missing = Check("pose_model", "Pose model", CheckState.MISSING, "not on this machine", remedy=remedy)
        return (missing,)
    facts = (
        ("path", str(status.path)),
        ("sha256", status.sha256),
        ("variant", status.variant),
        ("origin", status.origin),
    )
    return (Check("pose_model", "Pose model", CheckState.OK, f"{status.variant}, {status.path}", facts=facts),)


def check_codecs() -> tuple[Check, ...]:
    """The video formats that can be decoded."""
    from studio.video.codecs import PHONE_CODECS, decodable

    here = decodable()
    absent = [name for name in PHONE_CODECS if name not in here]
    state = CheckState.LIMITED if absent else CheckState.OK
    remedy = f"Clips in {', '.join(absent)} need another build: pip install --force-reinstall av" if absent else ""
    return (
        Check("codecs", "Video formats", state, ", ".join(here), remedy=remedy, facts=(("codecs", " ".join(here)),)),
    )


def check_exercises(exercises: ExerciseBook) -> tuple[Check, ...]:
    """The installed exercises."""
    entries = exercises.entries()
    broken = [entry.id for entry in entries if entry.state is ExerciseState.BROKEN]
    ready = ", ".join(f"{entry.id} {entry.version}" for entry in entries if entry.state is ExerciseState.READY)
    state = CheckState.LIMITED if broken else CheckState.OK
    remedy = f"Look at what is wrong with {', '.join(broken)}: lockout exercises list" if broken else ""
    return (Check("exercises", "Exercises", state, ready, remedy=remedy),)

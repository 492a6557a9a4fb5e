"""What the doctor asks: versions, the pose model, video formats, knowledge base, exercises."""

import platform
from importlib.metadata import PackageNotFoundError, version

from studio import __version__
from studio.assets import cache_dir, data_dir, model_dir
from studio.core.errors import StudioError
from studio.core.exercise import ExerciseEntry, ExerciseState, RulePackEntry
from studio.core.ports import ExerciseBook, ModelShelf
from studio.services.doctor import Check, CheckState

_LIBRARIES = ("PySide6-Essentials", "pyqtgraph", "mediapipe", "av", "opencv-python", "typst", "numpy", "scipy")
_KNOWLEDGE = "Knowledge base"


def check_installation() -> tuple[Check, ...]:
    """The studio itself, and where it keeps things."""
    detail = f"{__version__} on Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    folders = (("cache", str(cache_dir())), ("models", str(model_dir())), ("library", str(data_dir() / "library")))
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


def check_knowledge() -> tuple[Check, ...]:
    """The knowledge base, in every language that it is worded in."""
    from studio.exercises import check_knowledge as problems_in
    from studio.exercises import languages, load_knowledge

    spoken = languages()
    problems = [f"{language}: {problem}" for language in spoken for problem in problems_in(language)]
    if problems:
        return (
            Check(
                "knowledge",
                _KNOWLEDGE,
                CheckState.MISSING,
                "; ".join(problems),
                remedy="Install the studio again.",
                facts=(("problems", str(len(problems))),),
            ),
        )
    knowledge = load_knowledge()
    counted = f"{len(knowledge.causes)} causes, {len(knowledge.faults)} faults, {len(knowledge.fixes)} fixes"
    detail = f"{knowledge.version}: {counted}; {', '.join(spoken)}"
    return (Check("knowledge", _KNOWLEDGE, CheckState.OK, detail, facts=(("languages", " ".join(spoken)),)),)


def check_exercises(exercises: ExerciseBook) -> tuple[Check, ...]:
    """The installed exercises with their states and rule packs; each that needs something has a line of its own."""
    try:
        entries, packs = exercises.entries(), exercises.rule_packs()
    except StudioError as error:
        return (Check("exercises", "Exercises", CheckState.MISSING, error.summary, remedy=error.remedy),)
    ready = [f"{entry.id} {entry.version}" for entry in entries if entry.state is ExerciseState.READY]
    chosen = [f"{pack.exercise} with the rule pack {pack.id} {pack.version}" for pack in packs if pack.is_chosen]
    state = CheckState.OK if ready else CheckState.MISSING
    states = tuple((entry.id, entry.state.value) for entry in entries)
    first = Check("exercises", "Exercises", state, ", ".join((*ready, *chosen)), facts=states)
    return (first, *(_troubled(entry) for entry in entries if entry.state is not ExerciseState.READY), *_broken(packs))


def _troubled(entry: ExerciseEntry) -> Check:
    """A line for an exercise that is broken or waits for consent."""
    title = f"Exercise {entry.name}"
    if entry.state is ExerciseState.NEEDS_CONSENT:
        detail, remedy = f"not allowed yet, from {entry.folder}", f"Run: lockout exercises allow {entry.id}"
    else:
        detail, remedy = "; ".join(entry.problems), f"Correct it, then run: lockout exercises check {entry.folder}"
    return Check(f"exercise_{entry.id}", title, CheckState.LIMITED, detail, remedy=remedy)


def _broken(packs: tuple[RulePackEntry, ...]) -> tuple[Check, ...]:
    remedy = "Correct it, then run: lockout exercises packs"
    return tuple(
        Check(
            f"rule_pack_{pack.id}",
            f"Rule pack {pack.name}",
            CheckState.LIMITED,
            "; ".join(pack.problems),
            remedy=remedy,
        )
        for pack in packs
        if pack.problems
    )

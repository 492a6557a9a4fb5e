"""From a clip to an analysis: look once, then interpret, find reps, measure, judge and advise."""

from dataclasses import dataclass
from pathlib import Path

from studio.core.analysis import Analysis, EngineIdentity
from studio.core.frame import ClipInfo
from studio.core.observation import Observation
from studio.core.review import Review
from studio.services.conclude import conclude
from studio.services.jobs import JobContext, silent_context
from studio.services.observation_cache import ObservationCache
from studio.services.observe import observe
from studio.services.studio import Studio


@dataclass(frozen=True, slots=True)
class AnalysisRequest:
    """What to analyse and how.

    Attributes:
        path: the clip.
        exercise_id: which exercise it shows; empty = the studio's default.
        language: of the wording.
        workers: pose threads; 0 = as the settings say. Never changes a result.
        uses_cache: whether an earlier look at the same clip may be used again.
        review: what the coach has said so far; None = nothing yet.
        seen: what somebody else's studio saw in this clip, and with what engine; None = look here.
        rule_pack: id or file of a rule pack for this once; empty = the exercise's own limits; None = the chosen one.
    """

    path: Path
    exercise_id: str = ""
    language: str = "en"
    workers: int = 0
    uses_cache: bool = True
    review: Review | None = None
    rule_pack: str | None = None
    seen: tuple[Observation, EngineIdentity] | None = None


def analyse(studio: Studio, request: AnalysisRequest, context: JobContext | None = None) -> Analysis:
    """Analyse a clip.

    Args:
        studio: the adapters.
        request: what to analyse.
        context: of the job that this runs in; None when called directly.

    Raises:
        StudioError: one sentence and a remedy; see its subclasses.
        Cancelled: the user withdrew the work.
    """
    context = context or silent_context()
    context.report(0.0, "opening the clip")
    info = studio.video.probe(request.path)
    exercise = studio.exercise(request.exercise_id, request.language, rule_pack=request.rule_pack)
    observation, engine = request.seen or _look(studio, request, info, context)
    context.checkpoint()
    context.report(1.0, "judging")
    review = request.review or Review(clip_sha256=info.sha256)
    return conclude(studio, info, exercise, observation, engine=engine, review=review)


def _look(
    studio: Studio, request: AnalysisRequest, info: ClipInfo, context: JobContext
) -> tuple[Observation, EngineIdentity]:
    engine = studio.engine_identity()
    cache = ObservationCache(studio.cache_dir / "observations") if request.uses_cache else None
    observation = cache.load(info, engine) if cache else None
    if observation is None:
        workers = request.workers or studio.settings.number("analysis.workers")
        observation = observe(studio, info, context, workers=workers, writes_scrub_cache=request.uses_cache)
        if cache:
            cache.store(info, engine, observation)
    return observation, engine

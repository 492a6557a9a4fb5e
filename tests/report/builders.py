"""Sets to report on: a drawn one that needs nothing else, and rendered clips with their exact joints."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from studio.assets import plugins_dir, resources_dir
from studio.coaching import advise
from studio.core.analysis import Analysis, ExerciseRef, Provenance
from studio.core.arrays import FloatArray
from studio.core.body import BONES, JOINT_COUNT, Joint, Part, Side
from studio.core.exercise import Exercise
from studio.core.frame import ClipInfo, Frame
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.observation import Observation
from studio.core.plan import Intake
from studio.core.report import ReportRequest
from studio.core.review import Review
from studio.core.time import FrameClock
from studio.exercises import ExerciseCatalogue
from studio.faults import JudgeContext, judge
from studio.report import Paper, TypstRenderer
from studio.reps import measure_reps, segment_reps
from studio.signals import interpret

FPS = 30.0
EXERCISE = "hip-thrust-barbell"
ORDINARY_ANSWERS: Mapping[str, Any] = {
    "screening_complete": True,
    "screening_age_days": 3,
    "screening_positive": [],
    "pain_max": 0,
    "rpe": 8,
    "rir": 2,
    "load_kg": 60,
    "date": date(2026, 3, 14),
    "exp_months": 14,
    "brace": "no",
    "felt": ["low back", "glutes"],
}


@dataclass(frozen=True)
class Case:
    """A set with everything that a report needs."""

    analysis: Analysis
    review: Review
    exercise: Exercise
    frames: Mapping[int, Frame]

    def render(self, paper: Paper = Paper.A4, request: ReportRequest | None = None) -> bytes:
        """The PDF."""
        return renderer(paper).render(self.analysis, self.review, self.exercise, self.frames, request)

    def with_review(self, **changes: Any) -> "Case":
        """The same set with another review."""
        return replace(self, review=replace(self.review, **changes))

    def with_analysis(self, **changes: Any) -> "Case":
        """The same set with another analysis."""
        return replace(self, analysis=replace(self.analysis, **changes))

    def with_answers(self, **answers: Any) -> "Case":
        """The same set, concluded from other answers."""
        intake = Intake({**self.review.intake.answers, **answers})
        analysis = conclude(self.analysis.observation, self.exercise, intake, clip=self.analysis.clip)
        return replace(self, analysis=analysis, review=replace(self.review, intake=intake))


def renderer(paper: Paper = Paper.A4) -> TypstRenderer:
    """The renderer with the shipped templates."""
    return TypstRenderer(resources_dir() / "report", paper=paper)


def load_exercise(exercise_id: str = EXERCISE, language: str = "en") -> Exercise:
    """A shipped exercise with the shipped knowledge base."""
    return ExerciseCatalogue([plugins_dir()]).load(exercise_id, language)


def drawn_case(
    *,
    rep_count: int = 8,
    past_line_deg: float = 14.0,
    feet_out_deg: float = 12.0,
    athlete: str = "Ana Example",
    answers: Mapping[str, Any] | None = None,
    exercise: Exercise | None = None,
) -> Case:
    """A set that is drawn with lines: `rep_count` reps, hips so far past the line, shins so far from the vertical."""
    observation = draw_set(rep_count=rep_count, past_line_deg=past_line_deg, feet_out_deg=feet_out_deg)
    return make_case(observation, lambda index: draw_frame(observation, index), athlete, answers, exercise)


def rendered_case(
    shared_dir: Path,
    name: str,
    *,
    repeats: int = 1,
    athlete: str = "Ana Example",
    answers: Mapping[str, Any] | None = None,
    exercise: Exercise | None = None,
) -> Case:
    """A rendered clip with its exact joints; `repeats` plays it several times over, for long sets."""
    truth = _read_truth(shared_dir / "synth" / f"{name}.truth.json.gz")
    observation = _observe(truth, repeats)
    clip = shared_dir / "synth" / f"{name}.mp4"
    exercise = exercise or load_exercise()
    intake = Intake({**ORDINARY_ANSWERS, **(answers or {})})
    analysis = conclude(observation, exercise, intake, clip=clip_info(observation, path=clip))
    review = Review(clip_sha256=analysis.clip.sha256, athlete=athlete, intake=intake)
    wanted = renderer().still_indices(analysis, review)
    pictures = _decode(clip, {index % truth["frames"] for index in wanted})
    frames = {
        index: Frame(index, observation.clock.time_of(index), pictures[index % truth["frames"]]) for index in wanted
    }
    return Case(analysis, review, exercise, frames)


def make_case(
    observation: Observation,
    read: Any,
    athlete: str,
    answers: Mapping[str, Any] | None,
    exercise: Exercise | None,
) -> Case:
    """Conclude and read every frame that the report wants."""
    exercise = exercise or load_exercise()
    intake = Intake({**ORDINARY_ANSWERS, **(answers or {})})
    analysis = conclude(observation, exercise, intake)
    review = Review(clip_sha256=analysis.clip.sha256, athlete=athlete, intake=intake)
    frames = {index: read(index) for index in renderer().still_indices(analysis, review)}
    return Case(analysis, review, exercise, frames)


def conclude(observation: Observation, exercise: Exercise, intake: Intake, *, clip: ClipInfo | None = None) -> Analysis:
    """The ordinary chain from what was seen to advice."""
    interpretation = interpret(observation)
    reps = segment_reps(interpretation, exercise.rep)
    measures = measure_reps(interpretation, reps)
    knowledge = exercise.knowledge
    context = JudgeContext(
        is_calibrated=interpretation.capture.is_calibrated,
        reps=reps,
        rep_count=sum(rep.is_complete for rep in reps),
        settle_with={fault: wording.settle_with for fault, wording in knowledge.faults.items() if wording.settle_with},
        texts=knowledge.texts,
    )
    findings = judge(exercise.faults, measures, context)
    advice = advise(findings, measures, intake, knowledge, exercise.faults, exercise_options=exercise.options)
    return Analysis(
        clip=clip or clip_info(observation),
        exercise=ExerciseRef(exercise.id, exercise.version),
        observation=observation,
        landmarks=interpretation.landmarks,
        signals=interpretation.signals,
        capture=interpretation.capture,
        reps=reps,
        measures=measures,
        findings=findings,
        advice=advice,
        provenance=Provenance("mediapipe 1.2.2", "9f" * 32, "0.1.0", exercise.rules_version),
        notes=interpretation.notes,
    )


def clip_info(observation: Observation, *, path: Path = Path("clips/set-3.mp4")) -> ClipInfo:
    """What probing that clip would tell."""
    return ClipInfo(
        path=path,
        sha256="c0ffee" * 10 + "beef",
        clock=observation.clock,
        width_px=observation.width_px,
        height_px=observation.height_px,
        codec="h264",
    )


def draw_set(*, rep_count: int, past_line_deg: float, feet_out_deg: float) -> Observation:
    """Joints of a set, seen from the athlete's right, 960 × 540 pixels; later reps go a little farther."""
    heights, drift = _rep_courses(rep_count)
    times_s = np.arange(len(heights)) / FPS
    xy_px = np.array(
        [
            _pose(height, past_line_deg=past_line_deg * (0.75 + 0.5 * progress), feet_out_deg=feet_out_deg)
            for height, progress in zip(heights, drift, strict=True)
        ]
    )
    return _observation(times_s, xy_px, width_px=960, height_px=540)


def draw_frame(observation: Observation, index: int) -> Frame:
    """A picture of one frame: limbs as thick lines on a plain wall and floor."""
    size = (observation.width_px, observation.height_px)
    picture = Image.new("RGB", size, (176, 186, 194))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, int(0.82 * size[1]), *size), fill=(120, 112, 104))
    xy_px = observation.landmarks.xy_px[index]
    for first, second in BONES:
        ends = [tuple(xy_px[joint]) for joint in (first, second)]
        pen.line(ends, fill=(64, 74, 98), width=26)
    return Frame(index, observation.clock.time_of(index), np.ascontiguousarray(np.asarray(picture)))


def _rep_courses(rep_count: int) -> tuple[FloatArray, FloatArray]:
    """Height 0…1 over the set, and how far through the set every frame is."""

    def ease(count: int) -> FloatArray:
        return 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, count))

    heights = [np.zeros(int(1.0 * FPS))]
    drift = [np.zeros(int(1.0 * FPS))]
    for rep in range(rep_count):
        slower = 1.0 + 0.25 * rep / max(rep_count - 1, 1)
        rise, top, fall = ease(int(0.9 * slower * FPS)), np.ones(int(0.6 * FPS)), ease(int(1.1 * FPS))[::-1]
        course = np.concatenate([rise, top, fall, np.zeros(int(0.5 * FPS))])
        heights.append(course)
        drift.append(np.full(len(course), rep / max(rep_count - 1, 1)))
    return np.concatenate(heights), np.concatenate(drift)


def _pose(height: float, *, past_line_deg: float, feet_out_deg: float) -> FloatArray:
    """All joints for one height of the hips: the foot and the shoulder's height stay where they are."""
    trunk_px, thigh_px, shin_px = 170.0, 150.0, 150.0
    ankle = np.array([690.0, 430.0])
    lean = np.radians(feet_out_deg)
    knee = ankle + shin_px * np.array([-np.sin(lean), -np.cos(lean)])
    shoulder_y = 285.0
    bottom, top = np.radians(-62.0), np.radians(3.0 + 0.55 * past_line_deg)
    slope = bottom + height * (top - bottom)
    hip = knee + thigh_px * np.array([-np.cos(slope), -np.sin(slope)])
    rise = hip[1] - shoulder_y
    shoulder = np.array([hip[0] - np.sqrt(max(trunk_px**2 - rise**2, 1.0)), shoulder_y])
    away = (shoulder - hip) / np.linalg.norm(shoulder - hip)
    up = np.array([-away[1], away[0]])
    up = up if up[1] < 0 else -up
    ear, nose = shoulder + 46.0 * away + 22.0 * up, shoulder + 48.0 * away + 52.0 * up
    elbow, wrist = shoulder - 60.0 * away - 20.0 * up, hip + 24.0 * up
    parts = {
        Part.EYE: nose + 6.0 * away,
        Part.EAR: ear,
        Part.SHOULDER: shoulder,
        Part.ELBOW: elbow,
        Part.WRIST: wrist,
        Part.HIP: hip,
        Part.KNEE: knee,
        Part.ANKLE: ankle,
        Part.HEEL: ankle + np.array([-22.0, 26.0]),
        Part.TOE: ankle + np.array([58.0, 26.0]),
    }
    xy_px = np.empty((JOINT_COUNT, 2))
    xy_px[Joint.NOSE] = nose
    for part, place in parts.items():
        for side in Side:
            xy_px[part.on(side)] = place + (np.array([3.0, 4.0]) if side is Side.LEFT else 0.0)
    return xy_px


def _observation(times_s: FloatArray, xy_px: FloatArray, *, width_px: int, height_px: int) -> Observation:
    count = len(times_s)
    visibility = np.full((count, JOINT_COUNT), 0.9)
    for part in Part:
        visibility[:, part.on(Side.LEFT)] = 0.6
    track = LandmarkTrack(
        xy_px=xy_px,
        visibility=visibility,
        source=np.full((count, JOINT_COUNT), LandmarkSource.DETECTED, dtype=np.uint8),
        world_m=np.full((count, JOINT_COUNT, 3), np.nan),
    )
    return Observation(clock=FrameClock(times_s), width_px=width_px, height_px=height_px, landmarks=track)


def _read_truth(path: Path) -> dict[str, Any]:
    with gzip.open(path) as file:
        truth: dict[str, Any] = json.load(file)
    return truth


def _observe(truth: Mapping[str, Any], repeats: int) -> Observation:
    """The exact joints with the visibility of the near side a little higher."""
    count = truth["frames"]
    seen = np.array(truth["kp_px"], dtype=float)
    xy_px = np.full((count, JOINT_COUNT, 2), np.nan)
    for place, name in enumerate(truth["keypoints"]):
        if name.upper() in Joint.__members__:
            xy_px[:, Joint[name.upper()]] = seen[:, place]
    times_s = np.arange(count * repeats) / truth["fps"]
    return _observation(times_s, np.tile(xy_px, (repeats, 1, 1)), width_px=truth["width"], height_px=truth["height"])


def _decode(clip: Path, wanted: set[int]) -> dict[int, Any]:
    import av

    pictures: dict[int, Any] = {}
    if not wanted:
        return pictures
    with av.open(str(clip)) as container:
        for index, frame in enumerate(container.decode(video=0)):
            if index in wanted:
                pictures[index] = np.ascontiguousarray(frame.to_ndarray(format="rgb24"))
            if index >= max(wanted):
                break
    return pictures

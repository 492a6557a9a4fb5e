"""The fast half of an analysis: from what was seen to findings and advice. Repeated after every correction."""

from collections.abc import Mapping
from dataclasses import replace
from math import isnan, nan
from typing import Any

from studio import __version__
from studio.coaching import advise
from studio.core.analysis import Analysis, EngineIdentity, ExerciseRef, Interpretation, Provenance
from studio.core.exercise import Exercise
from studio.core.frame import ClipInfo
from studio.core.measure import MeasureTable
from studio.core.neutral import NeutralReference
from studio.core.observation import Correction, Observation
from studio.core.plan import Advice, Intake
from studio.core.rep import Rep
from studio.core.review import Review
from studio.core.signal import SignalSet
from studio.faults import JudgeContext, judge, muting_conditions, unmet_needs
from studio.review import apply_verdicts
from studio.services.coach_input import (
    ask_for_pad,
    bench_edge_px,
    edited_reps,
    pad_in,
    with_neutral,
    with_pad_box,
)
from studio.services.drawn_lines import with_drawn_lines
from studio.services.in_clip_neutral import with_in_clip_contour
from studio.services.sentences import sentences_in
from studio.services.studio import Studio
from studio.services.telling import told_capture, told_clip, told_measures, told_observation
from studio.services.true_view import TrueView, true_view

_CM_PER_M = 100.0


def conclude(
    studio: Studio,
    info: ClipInfo,
    exercise: Exercise,
    observation: Observation,
    *,
    engine: EngineIdentity,
    review: Review,
) -> Analysis:
    """Interpret, find reps, measure, judge and advise.

    Args:
        studio: the adapters; gives the learned landmark correction.
        info: the probed clip.
        exercise: what is judged.
        observation: what was seen.
        engine: which engine saw it.
        review: what the coach has said so far: answers and log, joints moved, verdicts.
    """
    sentences = sentences_in(exercise.knowledge.language)
    view = true_view(info, review)
    corrections = view.corrections(review.corrections)
    interpretation = _interpret(studio, view.observation(observation), corrections, review.intake)
    interpretation, neutral = with_neutral(interpretation, review)
    true_reps, measures = _measure(exercise, interpretation, review, neutral, view)
    clock, capture = view.clock(observation.clock), interpretation.capture
    measures = with_drawn_lines(measures, true_reps, review, clock=clock, facing=capture.facing)
    pad = pad_in(review, view.point)
    if pad is not None:
        measures = with_pad_box(measures, true_reps, pad, interpretation, clock)
    elif exercise.options.get("guided_path") and exercise.options.get("has_pad", True):
        measures = ask_for_pad(measures)
    reps = view.on_timeline(true_reps, observation.clock)
    landmarks, signals = view.in_picture(interpretation, observation.clock)
    if exercise.adjust is not None:
        measures = exercise.adjust(measures)
    measures = told_measures(measures, sentences)
    context = _judge_context(exercise, interpretation, reps, signals, review.intake)
    findings = judge(exercise.faults, measures, context)
    analysis = Analysis(
        clip=told_clip(info, sentences),
        exercise=ExerciseRef(id=exercise.id, version=exercise.version),
        observation=told_observation(observation, sentences),
        landmarks=landmarks,
        signals=signals,
        capture=told_capture(replace(interpretation.capture, roll_deg=view.roll_deg), sentences),
        reps=reps,
        measures=measures,
        findings=findings,
        advice=Advice(),
        provenance=Provenance(
            engine=engine.name,
            model_sha256=engine.model_sha256,
            studio=__version__,
            rules=exercise.rules_version,
        ),
        notes=sentences.tell_all((*observation.notes, *view.notes(observation.clock), *interpretation.notes)),
    )
    return readvise(analysis, exercise, review)


def readvise(analysis: Analysis, exercise: Exercise, review: Review) -> Analysis:
    """Draw causes, load and plan again from the findings as the coach sees them. Takes milliseconds."""
    advice = advise(
        apply_verdicts(analysis.findings, review, exercise.faults),
        analysis.measures,
        review.intake,
        exercise.knowledge,
        exercise.faults,
        exercise_options=exercise.options,
        neutral_reference_deg=analysis.capture.neutral_reference_deg,
    )
    return replace(analysis, advice=advice)


def reconclude(studio: Studio, analysis: Analysis, exercise: Exercise, review: Review) -> Analysis:
    """Conclude again from the same observation, with all that the review says now."""
    return conclude(
        studio,
        analysis.clip,
        exercise,
        analysis.observation,
        engine=EngineIdentity(analysis.provenance.engine, analysis.provenance.model_sha256),
        review=review,
    )


def settling_clips(exercise: Exercise) -> dict[str, str]:
    """Which clip would settle each fault that cannot be judged."""
    wordings = exercise.knowledge.faults.values()
    return {wording.id: wording.settle_with for wording in wordings if wording.settle_with}


def measure_names(exercise: Exercise) -> dict[str, str]:
    """What the measures are called."""
    return {wording.id: wording.title for wording in exercise.knowledge.measures.values()}


def _interpret(
    studio: Studio, observation: Observation, corrections: tuple[Correction, ...], intake: Intake
) -> Interpretation:
    # scipy loads here, at the first analysis, and not when the window opens
    from studio.signals import InterpretOptions, interpret

    plate_diameter_m = _number(intake.answers, "plate_diameter_m")
    options = InterpretOptions() if isnan(plate_diameter_m) else InterpretOptions(plate_diameter_m=plate_diameter_m)
    fit = studio.last_fit.of(observation, studio.correction(), options)
    return interpret(observation, corrections=corrections, options=options, fit=fit)


def _measure(
    exercise: Exercise,
    interpretation: Interpretation,
    review: Review,
    neutral: NeutralReference | None,
    view: TrueView,
) -> tuple[tuple[Rep, ...], MeasureTable]:
    from studio.reps import MeasureOptions, measure_reps, segment_reps

    answers = review.intake.answers
    reps = edited_reps(interpretation, segment_reps(interpretation, exercise.rep), view.spans(review.reps))
    options = MeasureOptions(
        bench_height_cm=_number(answers, "bench_cm"),
        stature_m=_number(answers, "stature_cm") / _CM_PER_M,
        bench_edge_px=view.point(edge) if (edge := bench_edge_px(review)) else None,
        neutral_contour_deg=neutral.contour_deg if neutral else nan,
    )
    measures = measure_reps(interpretation, reps, options=options)
    return reps, with_in_clip_contour(interpretation, reps, measures)


def _judge_context(
    exercise: Exercise, interpretation: Interpretation, reps: tuple[Rep, ...], signals: SignalSet, intake: Intake
) -> JudgeContext:
    sentences = sentences_in(exercise.knowledge.language)
    return JudgeContext(
        unmet_needs={need: sentences.tell(why) for need, why in unmet_needs(interpretation.capture).items()},
        is_calibrated=interpretation.capture.is_calibrated,
        neutral_deg=interpretation.capture.neutral_reference_deg,
        conditions=muting_conditions(intake.answers, is_path_guided=bool(exercise.options.get("guided_path"))),
        reps=reps,
        signals=signals,
        rep_count=sum(rep.is_complete for rep in reps),
        settle_with=settling_clips(exercise),
        texts=exercise.knowledge.texts,
        measure_names=measure_names(exercise),
    )


def _number(answers: Mapping[str, Any], key: str) -> float:
    value = answers.get(key)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and value is not None else nan

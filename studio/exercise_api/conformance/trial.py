"""A clip judged by an exercise, all the way from landmarks to findings, without any room that plugins may not see."""

from collections.abc import Sequence

from studio.core.analysis import Interpretation
from studio.core.exercise import AdjustMeasures, RepDefinition
from studio.core.fault import FaultDefinition
from studio.core.finding import Finding
from studio.core.measure import MeasureTable
from studio.core.observation import Observation
from studio.faults import JudgeContext, judge, unmet_needs
from studio.reps import measure_reps, segment_reps
from studio.signals import interpret


def measure_clip(observation: Observation, rep: RepDefinition, adjust: AdjustMeasures | None = None) -> MeasureTable:
    """What an exercise judges in a clip.

    Args:
        observation: what was seen.
        rep: how its reps look.
        adjust: the plugin's own rules.
    """
    return _measure(interpret(observation), rep, adjust)


def judge_clip(
    observation: Observation,
    faults: Sequence[FaultDefinition],
    *,
    rep: RepDefinition,
    adjust: AdjustMeasures | None = None,
    conditions: tuple[str, ...] = (),
) -> tuple[Finding, ...]:
    """Judge a clip.

    Args:
        observation: what was seen.
        faults: what the exercise judges.
        rep: how its reps look.
        adjust: the plugin's own rules.
        conditions: what mutes faults, such as a set type.
    """
    interpretation = interpret(observation)
    measures = _measure(interpretation, rep, adjust)
    context = JudgeContext(
        conditions=conditions, rep_count=len(measures.reps), unmet_needs=unmet_needs(interpretation.capture)
    )
    return judge(faults, measures, context)


def _measure(interpretation: Interpretation, rep: RepDefinition, adjust: AdjustMeasures | None) -> MeasureTable:
    measures = measure_reps(interpretation, segment_reps(interpretation, rep))
    return adjust(measures) if adjust else measures

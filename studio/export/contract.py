"""The result contract "lockout/analysis/1": what an analysis looks like as JSON.

Missing numbers are null, numbers have six decimals, the order of keys never changes. What the coach decided is an extra
key, `review`, which is only there when there is something to say.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from studio.core.analysis import Analysis
from studio.core.capture import Capture
from studio.core.fault import Severity
from studio.core.finding import Evidence, Finding, Outcome
from studio.core.frame import ClipInfo
from studio.core.measure import Measure
from studio.core.plan import Advice, CauseKind, CauseStatement, Tier
from studio.core.rep import Rep
from studio.core.review import Review, Verdict
from studio.core.signal import Signal

SCHEMA = "lockout/analysis/1"
_DECIMALS = 6

Json = dict[str, Any]


def analysis_to_json(analysis: Analysis, review: Review) -> Json:
    """The result contract of one set.

    Args:
        analysis: what the studio found.
        review: what the coach decided; findings that the coach added stand behind the others.
    """
    result: Json = {
        "schema": SCHEMA,
        "source": _source(analysis.clip, frame_count=analysis.observation.clock.frame_count),
        "exercise": {"id": analysis.exercise.id, "version": analysis.exercise.version},
        "capture": _capture(analysis.capture),
        "times_s": [number(time_s) for time_s in analysis.observation.clock.times_s],
        "signals": {signal.name: _signal(signal) for signal in analysis.signals},
        "reps": _reps(analysis),
        "set_measures": _measures(analysis.measures.whole_set),
        **judgement_to_json((*analysis.findings, *review.added), analysis.advice),
        "provenance": {
            "engine": analysis.provenance.engine,
            "model_sha256": analysis.provenance.model_sha256,
            "studio": analysis.provenance.studio,
            "rules": analysis.provenance.rules,
        },
    }
    decided = [verdict for verdict in review.verdicts if verdict != Verdict(fault=verdict.fault)]
    if decided or review.summary:
        result["review"] = {"summary": review.summary, "verdicts": [_verdict(verdict) for verdict in decided]}
    return result


def judgement_to_json(findings: Sequence[Finding], advice: Advice) -> Json:
    """The part of the contract that needs no clip: findings, causes, safety, load and plan."""
    plan = advice.plan
    return {
        "findings": [_finding(finding) for finding in findings],
        "causes": [_cause(cause) for cause in advice.causes],
        "safety": {
            "tier": _tier(advice.safety.tier),
            "cleared": advice.safety.tier is Tier.CONDITION_CLEARED,
            "notice": advice.safety.notice or None,
        },
        "load": {"level": advice.load.level.value, "advice": advice.load.advice},
        "plan": {
            "change_first": list(plan.change_first),
            "cues": {"primary": plan.primary_cue or None, "secondary": plan.secondary_cue or None},
            "fixes": list(plan.fixes),
            "exercises": list(plan.exercises),
            "regressions": list(plan.regressions),
        },
    }


def number(value: float) -> float | None:
    """A number fit for JSON: rounded, and None where it is missing."""
    return round(float(value), _DECIMALS) + 0.0 if isfinite(value) else None


def _source(clip: ClipInfo, *, frame_count: int) -> Json:
    return {
        "path": str(clip.path),
        "sha256": clip.sha256,
        "frames": frame_count,
        "duration_s": number(clip.clock.first(frame_count).duration_s),
        "width_px": clip.width_px,
        "height_px": clip.height_px,
        "rotation_deg": clip.rotation_deg,
        "fps_nominal": number(clip.clock.fps_nominal),
        "variable_frame_rate": clip.clock.is_variable,
    }


def _capture(capture: Capture) -> Json:
    return {
        "view": capture.view.value,
        "yaw_deg": number(capture.yaw_deg),
        "facing": capture.facing.value,
        "near_side": capture.near_side.value,
        "grade": capture.grade.value,
        "reasons": list(capture.reasons),
        "calibrated": capture.is_calibrated,
    }


def _signal(signal: Signal) -> Json:
    return {
        "unit": signal.unit,
        "values": [number(value) for value in signal.values],
        "sd": [number(value) for value in signal.sd],
    }


def _reps(analysis: Analysis) -> list[Json]:
    rows = dict(zip(analysis.measures.rep_indices, analysis.measures.reps, strict=True))
    return [_rep(rep, rows.get(rep.index, {})) for rep in analysis.reps]


def _rep(rep: Rep, measures: Mapping[str, Measure]) -> Json:
    return {
        "index": rep.index,
        "start_s": number(rep.start_s),
        "top_s": number(rep.top_s),
        "top_end_s": number(rep.top_end_s),
        "end_s": number(rep.end_s),
        "complete": rep.is_complete,
        "measures": _measures(measures),
    }


def _measures(measures: Mapping[str, Measure]) -> Json:
    return {measure_id: _measure(measure) for measure_id, measure in measures.items()}


def _measure(measure: Measure) -> Json:
    interval = [number(measure.low), number(measure.high)]
    return {
        "value": number(measure.value),
        "unit": measure.unit,
        "interval": None if None in interval else interval,
        "assessable": measure.is_assessable,
        "reason": measure.reason or None,
    }


def _finding(finding: Finding) -> Json:
    has_moment = finding.worst_rep > 0 or isfinite(finding.worst_time_s)
    return {
        "fault": finding.fault,
        "outcome": finding.outcome.value,
        "severity": finding.severity.word if finding.outcome is Outcome.FOUND else Severity.NONE.word,
        "reps": list(finding.reps),
        "first_rep": finding.first_rep or None,
        "worst": {"rep": finding.worst_rep or None, "time_s": number(finding.worst_time_s)} if has_moment else None,
        "reason": finding.reason or None,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
    }


def _evidence(evidence: Evidence) -> Json:
    threshold = evidence.threshold
    return {
        "measure": evidence.measure,
        "values": {str(rep): number(value) for rep, value in evidence.values.items()},
        "threshold": [number(limit) for limit in threshold] if isinstance(threshold, tuple) else number(threshold),
        "unit": evidence.unit,
        "source": evidence.source,
    }


def _cause(cause: CauseStatement) -> Json:
    return {
        "id": cause.id,
        "kind": _kind(cause.kind),
        "confidence": cause.confidence or None,
        "because": list(cause.because),
    }


def _kind(kind: CauseKind) -> str:
    """The contract knows three kinds; what the screening found was reported by the athlete."""
    return CauseKind.REPORTED.value if kind is CauseKind.SAFETY else kind.value


def _tier(tier: Tier) -> str:
    """The contract knows one tier C; whether it is cleared shows in the notice and in the load level."""
    return "C" if tier in (Tier.CONDITION_CLEARED, Tier.CONDITION_UNCLEARED) else tier.value


def _verdict(verdict: Verdict) -> Json:
    return {
        "fault": verdict.fault,
        "decision": verdict.decision.value,
        "severity": None if verdict.severity is None else verdict.severity.word,
        "reason": verdict.reason or None,
        "note": verdict.note or None,
    }

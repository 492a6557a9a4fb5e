"""A review as plain data and back: what is written to a file or a database, versioned."""

from collections.abc import Mapping, Sequence
from math import isfinite, nan
from typing import Any

from studio.core.annotation import Aid, AidKind, Annotation, DrawnPoint, DrawStyle, Shape
from studio.core.errors import UnreadableInput
from studio.core.fault import Severity
from studio.core.finding import Evidence, Finding, Outcome
from studio.core.observation import Correction
from studio.core.plan import Intake
from studio.core.rep import RepMark, RepSpan
from studio.core.review import Decision, KeyMoment, ReportEdits, Review, Rewording, Verdict
from studio.core.sound import VoiceNote

SCHEMA = "lockout/review/1"
"""Name and version of the form."""

Data = Mapping[str, Any]


def review_to_data(review: Review) -> dict[str, Any]:
    """The review as lists, texts and numbers that JSON can hold."""
    return {
        "schema": SCHEMA,
        "clip_sha256": review.clip_sha256,
        "athlete": review.athlete,
        "summary": review.summary,
        "report": {
            "rewordings": [[item.place, item.text, item.original] for item in review.report.rewordings],
            "left_out": list(review.report.left_out),
        },
        "answers": dict(review.intake.answers),
        "verdicts": [_verdict_to_data(verdict) for verdict in review.verdicts],
        "corrections": [[item.frame_index, item.joint, *item.xy_px] for item in review.corrections],
        "key_moments": [[moment.time_s, moment.title, moment.comment] for moment in review.key_moments],
        "added": [_finding_to_data(finding) for finding in review.added],
        "annotations": [annotation_to_data(annotation) for annotation in review.annotations],
        "aids": [[aid.kind.value, aid.frame_index, [list(point) for point in aid.points_px]] for aid in review.aids],
        "filmed_fps": review.filmed_fps,
        "reps": [[rep.start_s, rep.end_s, list(rep.top_s or ()), rep.mark.value] for rep in review.reps],
        "voice_notes": [[note.id, note.time_s, note.duration_s, note.fault] for note in review.voice_notes],
    }


def review_from_data(data: object) -> Review:
    """A review from what `review_to_data` made.

    Raises:
        UnreadableInput: it was written by a newer studio, or is damaged.
    """
    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        raise UnreadableInput(
            "This review was stored in a form that this studio does not know.", remedy="Open it with a newer studio."
        )
    try:
        return _review_of(data)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise UnreadableInput("This review is damaged.", remedy="Take an earlier copy of it.") from error


def annotation_to_data(annotation: Annotation) -> dict[str, Any]:
    """One annotation as plain data."""
    style = annotation.style
    return {
        "id": annotation.id,
        "shape": annotation.shape.value,
        "points": [[point.x_px, point.y_px, point.joint] for point in annotation.points],
        "frames": [annotation.first_index, annotation.last_index, annotation.fade_frames],
        "style": [style.color, style.width_px, style.is_dashed],
        "text": annotation.text,
        "number": annotation.number,
        "voice": annotation.voice,
    }


def annotation_from_data(data: Data) -> Annotation:
    """One annotation from plain data. Raises KeyError, TypeError or ValueError when it is damaged."""
    first_index, last_index, fade_frames = (int(value) for value in data["frames"])
    color, width_px, is_dashed = data["style"]
    return Annotation(
        id=str(data["id"]),
        shape=Shape(data["shape"]),
        points=tuple(DrawnPoint(float(x_px), float(y_px), int(joint)) for x_px, y_px, joint in data["points"]),
        first_index=first_index,
        last_index=last_index,
        fade_frames=fade_frames,
        style=DrawStyle(str(color), float(width_px), is_dashed=bool(is_dashed)),
        text=str(data["text"]),
        number=int(data["number"]),
        voice=str(data["voice"]),
    )


def _review_of(data: Data) -> Review:
    return Review(
        clip_sha256=str(data["clip_sha256"]),
        athlete=str(data["athlete"]),
        verdicts=tuple(_verdict_of(item) for item in data["verdicts"]),
        corrections=tuple(
            Correction(int(index), int(joint), (float(x_px), float(y_px)))
            for index, joint, x_px, y_px in data["corrections"]
        ),
        key_moments=tuple(KeyMoment(float(time_s), str(t), str(c)) for time_s, t, c in data["key_moments"]),
        added=tuple(_finding_of(item) for item in data["added"]),
        intake=Intake(answers=dict(data["answers"])),
        summary=str(data["summary"]),
        report=_report_of(data["report"]),
        annotations=tuple(annotation_from_data(item) for item in data["annotations"]),
        aids=tuple(_aid_of(item) for item in data["aids"]),
        reps=tuple(_rep_of(item) for item in data["reps"]),
        filmed_fps=None if data.get("filmed_fps") is None else float(data["filmed_fps"]),
        voice_notes=tuple(
            VoiceNote(str(note_id), float(time_s), float(duration_s), str(fault))
            for note_id, time_s, duration_s, fault in data.get("voice_notes", ())  # reviews from before have none
        ),
    )


def _report_of(data: Data) -> ReportEdits:
    return ReportEdits(
        rewordings=tuple(Rewording(str(place), str(t), str(o)) for place, t, o in data["rewordings"]),
        left_out=tuple(str(part) for part in data["left_out"]),
    )


def _aid_of(item: Sequence[Any]) -> Aid:
    kind, frame_index, points = item
    return Aid(AidKind(kind), int(frame_index), tuple((float(x_px), float(y_px)) for x_px, y_px in points))


def _rep_of(item: Sequence[Any]) -> RepSpan:
    start_s, end_s, top_s, mark = item
    top = (float(top_s[0]), float(top_s[1])) if top_s else None
    return RepSpan(float(start_s), float(end_s), top, RepMark(mark))


def _verdict_to_data(verdict: Verdict) -> dict[str, Any]:
    return {
        "fault": verdict.fault,
        "decision": verdict.decision.value,
        "severity": None if verdict.severity is None else int(verdict.severity),
        "reason": verdict.reason,
        "note": verdict.note,
    }


def _verdict_of(data: Data) -> Verdict:
    severity = data["severity"]
    return Verdict(
        fault=str(data["fault"]),
        decision=Decision(data["decision"]),
        severity=None if severity is None else Severity(severity),
        reason=str(data["reason"]),
        note=str(data["note"]),
    )


def _finding_to_data(finding: Finding) -> dict[str, Any]:
    return {
        "fault": finding.fault,
        "outcome": finding.outcome.value,
        "severity": int(finding.severity),
        "reps": list(finding.reps),
        "first_rep": finding.first_rep,
        "worst_rep": finding.worst_rep,
        "worst_time_s": _number_to_data(finding.worst_time_s),
        "reason": finding.reason,
        "settle_with": finding.settle_with,
        "evidence": [_evidence_to_data(evidence) for evidence in finding.evidence],
        "folded_into": finding.folded_into,
        "muted_by": finding.muted_by,
        "confidence": _number_to_data(finding.confidence),
        "is_by_hand": finding.is_by_hand,
        "severity_by_rep": {str(rep): int(severity) for rep, severity in finding.severity_by_rep.items()},
    }


def _finding_of(data: Data) -> Finding:
    return Finding(
        fault=str(data["fault"]),
        outcome=Outcome(data["outcome"]),
        severity=Severity(data["severity"]),
        reps=tuple(int(rep) for rep in data["reps"]),
        first_rep=int(data["first_rep"]),
        worst_rep=int(data["worst_rep"]),
        worst_time_s=_number_of(data["worst_time_s"]),
        reason=str(data["reason"]),
        settle_with=str(data["settle_with"]),
        evidence=tuple(_evidence_of(item) for item in data["evidence"]),
        folded_into=str(data["folded_into"]),
        muted_by=str(data["muted_by"]),
        confidence=_number_of(data["confidence"]),
        is_by_hand=bool(data["is_by_hand"]),
        severity_by_rep={int(rep): Severity(severity) for rep, severity in data["severity_by_rep"].items()},
    )


def _evidence_to_data(evidence: Evidence) -> dict[str, Any]:
    threshold = evidence.threshold
    return {
        "measure": evidence.measure,
        "values": {str(rep): _number_to_data(value) for rep, value in evidence.values.items()},
        "intervals": {str(rep): [_number_to_data(end) for end in ends] for rep, ends in evidence.intervals.items()},
        "threshold": list(threshold) if isinstance(threshold, tuple) else threshold,
        "unit": evidence.unit,
        "source": evidence.source,
        "severity": int(evidence.severity),
    }


def _evidence_of(data: Data) -> Evidence:
    threshold = data["threshold"]
    return Evidence(
        measure=str(data["measure"]),
        values={int(rep): _number_of(value) for rep, value in data["values"].items()},
        intervals={int(rep): (_number_of(low), _number_of(high)) for rep, (low, high) in data["intervals"].items()},
        threshold=(float(threshold[0]), float(threshold[1])) if isinstance(threshold, list) else float(threshold),
        unit=str(data["unit"]),
        source=str(data["source"]),
        severity=Severity(data["severity"]),
    )


def _number_to_data(value: float) -> float | None:
    return value if isfinite(value) else None


def _number_of(value: float | None) -> float:
    return nan if value is None else float(value)

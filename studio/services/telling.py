"""What the rooms noted about a clip, told in the language of the exercise's wording."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from studio.core.capture import Capture
from studio.core.frame import ClipInfo
from studio.core.measure import Measure, MeasureTable
from studio.core.observation import Observation
from studio.services.doctor import Check, DoctorReport
from studio.services.sentences import Sentences


def told_clip(info: ClipInfo, sentences: Sentences) -> ClipInfo:
    """A clip with its notes in the user's language."""
    return replace(info, notes=sentences.tell_all(info.notes)) if info.notes else info


def told_observation(observation: Observation, sentences: Sentences) -> Observation:
    """What was seen, with its notes in the user's language."""
    return replace(observation, notes=sentences.tell_all(observation.notes)) if observation.notes else observation


def told_capture(capture: Capture, sentences: Sentences) -> Capture:
    """A grade with its reasons and remedies in the user's language."""
    return replace(capture, reasons=sentences.tell_all(capture.reasons), remedies=sentences.tell_all(capture.remedies))


def told_measures(measures: MeasureTable, sentences: Sentences) -> MeasureTable:
    """Measures with the reasons why some could not be taken in the user's language."""

    def row(measured: Mapping[str, Measure]) -> Mapping[str, Measure]:
        return MappingProxyType(
            {
                name: replace(measure, reason=sentences.tell(measure.reason)) if measure.reason else measure
                for name, measure in measured.items()
            }
        )

    return replace(measures, reps=tuple(row(rep) for rep in measures.reps), whole_set=row(measures.whole_set))


def told_report(report: DoctorReport, sentences: Sentences) -> DoctorReport:
    """The doctor's report in the user's language; ids and facts stay as they are."""
    return DoctorReport(checks=tuple(_told_check(check, sentences) for check in report.checks))


def _told_check(check: Check, sentences: Sentences) -> Check:
    return replace(
        check,
        title=sentences.tell(check.title),
        detail=sentences.tell(check.detail),
        remedy=sentences.tell(check.remedy),
    )

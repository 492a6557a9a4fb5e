"""The rule engine: measures against bands, fault by fault, with four possible outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite, isnan, nan

from studio.core.fault import Combination, FaultDefinition, Severity
from studio.core.finding import Finding, Outcome
from studio.core.measure import MeasureTable
from studio.faults.combining import Combined, combine
from studio.faults.context import JudgeContext
from studio.faults.moments import moment_s, value_at_s
from studio.faults.reading import WHOLE_SET, Reading, read
from studio.faults.wording import clip_that_settles, sentence


def judge(definitions: Sequence[FaultDefinition], measures: MeasureTable, context: JudgeContext) -> tuple[Finding, ...]:
    """Judge every fault of an exercise in one set.

    Args:
        definitions: what the exercise calls a fault.
        measures: what was measured, per rep and for the set.
        context: how the set was done and filmed.

    Returns:
        One finding per definition, in their order. A fault whose measures are missing is not assessable, never
        "not found".

    Source: kb:c1 (decision rules).
    """
    findings = [_Judgement(definition, measures, context).finding() for definition in definitions]
    return _folded(findings, definitions)


@dataclass(frozen=True, slots=True)
class _Judgement:
    """One fault on its way from measures to a finding."""

    definition: FaultDefinition
    measures: MeasureTable
    context: JudgeContext

    def finding(self) -> Finding:
        readings = self._readings()
        obstacle = self._obstacle()
        if obstacle:
            return self._not_assessable(obstacle, readings)
        combined = combine([r for r in readings if not r.indicator.is_support], self.definition.combination)
        if combined.severity and combined.is_assessable:
            return self._found(combined, readings)
        if combined.is_alone:
            return self._alone(combined, readings)
        if not combined.is_assessable:
            return self._not_assessable(self._shortage(readings), readings)
        return self._not_found(combined, readings)

    def _readings(self) -> list[Reading]:
        readings = [
            read(
                indicator,
                measures=self.measures,
                level=self.definition.level,
                is_calibrated=self.context.is_calibrated,
                missing=sentence("not_measured", self.context.texts, measure=self._called(indicator.measure)),
            )
            for indicator in self.definition.indicators
        ]
        if self.definition.combination is Combination.SECOND_HIGHEST:
            return readings  # signs that must agree with each other check each other
        return [self._unless_vague(reading) for reading in readings]

    def _unless_vague(self, reading: Reading) -> Reading:
        if not reading.is_vague or reading.indicator.is_support or reading.reason:
            return reading
        called = self._called(reading.indicator.measure)
        return replace(reading, reason=sentence("too_vague", self.context.texts, measure=called))

    def _obstacle(self) -> str:
        """Why the fault cannot be judged at all, whatever was measured; empty when it can."""
        count = max(len(self.measures.reps), self.context.rep_count)
        if 0 < count < self.definition.minimum_reps:
            return sentence("too_few_reps", self.context.texts, needed=self.definition.minimum_reps, count=count)
        return next(
            (self.context.unmet_needs[need] for need in self.definition.needs if need in self.context.unmet_needs), ""
        )

    def _found(self, combined: Combined, readings: list[Reading]) -> Finding:
        muting = self._muting()
        if muting:
            return replace(
                self._base(Outcome.NOT_FOUND, readings),
                reason=sentence("muted", self.context.texts, condition=muting.replace("-", " ")),
                muted_by=muting,
            )
        is_unsure = not isnan(combined.confidence) and combined.confidence < self.context.minimum_confidence
        outcome = Outcome.UNCONFIRMED if is_unsure else Outcome.FOUND
        reason = sentence("within_error", self.context.texts) if is_unsure else ""
        return self._pointed(replace(self._base(outcome, readings), reason=reason), combined, readings)

    def _alone(self, combined: Combined, readings: list[Reading]) -> Finding:
        """Some indicators speak for the fault, but never enough of them in the same reps."""
        loud = [reading for reading in readings if reading.severity and not reading.indicator.is_support]
        strongest = max(loud, key=lambda reading: reading.severity)
        names = ", ".join(self._called(reading.indicator.measure) for reading in loud)
        single = replace(combined, severity=strongest.severity, severities=strongest.severities, confidence=nan)
        return self._pointed(
            replace(
                self._base(Outcome.UNCONFIRMED, readings),
                reason=sentence("one_alone", self.context.texts, measures=names),
                settle_with=self._settle_with(),
            ),
            single,
            loud,
        )

    def _not_found(self, combined: Combined, readings: list[Reading]) -> Finding:
        return replace(
            self._base(Outcome.NOT_FOUND, readings),
            severity_by_rep=_by_rep(combined),
            muted_by=self._muting(),
        )

    def _not_assessable(self, reason: str, readings: list[Reading]) -> Finding:
        return replace(self._base(Outcome.NOT_ASSESSABLE, readings), reason=reason, settle_with=self._settle_with())

    def _base(self, outcome: Outcome, readings: list[Reading]) -> Finding:
        return Finding(
            fault=self.definition.id,
            outcome=outcome,
            evidence=tuple(reading.evidence() for reading in readings if reading.values),
        )

    def _pointed(self, finding: Finding, combined: Combined, readings: list[Reading]) -> Finding:
        """Add severity, reps and the moment to look at."""
        reps = tuple(key for key, severity in combined.severities.items() if key and severity >= combined.severity)
        worst_rep = _worst_rep(combined, readings)
        return replace(
            finding,
            severity=combined.severity,
            reps=reps,
            first_rep=next((key for key, severity in combined.severities.items() if key and severity), 0),
            worst_rep=worst_rep,
            worst_time_s=self._moment_s(worst_rep, readings),
            confidence=combined.confidence,
            severity_by_rep=_by_rep(combined),
        )

    def _moment_s(self, rep: int, readings: list[Reading]) -> float:
        """The frame that shows the value furthest out of its band; else the middle of the phase."""
        reps, signals = self.context.reps, self.context.signals
        deciding = [one for one in readings if rep in one.values and not one.indicator.is_support]
        deciding.sort(key=lambda one: one.excess(rep), reverse=True)
        shown = (value_at_s(one.indicator.measure, one.values[rep], rep, reps, signals) for one in deciding)
        return next((at_s for at_s in shown if isfinite(at_s)), moment_s(reps, rep, self.definition.phase))

    def _shortage(self, readings: list[Reading]) -> str:
        """Why the deciding readings do not suffice."""
        reasons = (reading.reason for reading in readings if reading.reason and not reading.indicator.is_support)
        return next(reasons, sentence("too_few_values", self.context.texts))

    def _called(self, measure_id: str) -> str:
        return self.context.measure_names.get(measure_id, measure_id)

    def _muting(self) -> str:
        return next((name for name in self.definition.muted_by if name in self.context.conditions), "")

    def _settle_with(self) -> str:
        return clip_that_settles(self.definition, self.context)


def _folded(findings: list[Finding], definitions: Sequence[FaultDefinition]) -> tuple[Finding, ...]:
    """Put faults that a confirmed one explains under that one: shown as its evidence, not scored again."""
    confirmed = {finding.fault for finding in findings if finding.outcome is Outcome.FOUND}
    return tuple(
        replace(finding, folded_into=definition.folds_into)
        if finding.outcome is Outcome.FOUND and definition.folds_into in confirmed
        else finding
        for finding, definition in zip(findings, definitions, strict=True)
    )


def _by_rep(combined: Combined) -> dict[int, Severity]:
    return {key: severity for key, severity in combined.severities.items() if key != WHOLE_SET}


def _worst_rep(combined: Combined, readings: list[Reading]) -> int:
    """The rep with the worst band, and among those the one furthest out; 0 for a fault of the whole set."""
    deciding = [reading for reading in readings if not reading.indicator.is_support]

    def badness(key: int) -> tuple[Severity, float]:
        return combined.severities[key], max(reading.excess(key) for reading in deciding if key in reading.values)

    keys = [key for key in combined.severities if key != WHOLE_SET]
    return max(keys, key=badness) if keys else 0

"""One set as coaching looks at it: findings, definitions, measures and answers under short questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan
from statistics import median

from studio.coaching.answers import Answers
from studio.coaching.screening import Screening
from studio.core.fault import FaultClass, FaultDefinition, Severity
from studio.core.finding import Finding, Outcome
from studio.core.measure import MeasureTable


@dataclass(frozen=True, slots=True)
class SetFacts:
    """What the rules of coaching may ask about a set.

    Attributes:
        findings: by fault.
        definitions: by fault.
        measures: what was measured.
        answers: screening, intake and log.
        screening: what the screening answers amount to.
        neutral_deg: hip angle that counts as straight.
        options: settings of the exercise.
    """

    findings: Mapping[str, Finding]
    definitions: Mapping[str, FaultDefinition]
    measures: MeasureTable
    answers: Answers
    screening: Screening
    neutral_deg: float = 180.0
    options: Mapping[str, str | bool | float] = field(default_factory=dict)

    @property
    def found(self) -> tuple[Finding, ...]:
        """The faults that were found, in catalogue order."""
        return tuple(finding for finding in self.findings.values() if finding.outcome is Outcome.FOUND)

    @property
    def spine(self) -> tuple[Finding, ...]:
        """The faults of the spine that were found."""
        return tuple(finding for finding in self.found if self.class_of(finding.fault) is FaultClass.SPINE)

    def class_of(self, fault: str) -> FaultClass:
        """The class of a fault; information for one that the exercise does not define."""
        definition = self.definitions.get(fault)
        return definition.fault_class if definition else FaultClass.INFO

    def weight_of(self, fault: str) -> float:
        """The priority weight of a fault."""
        definition = self.definitions.get(fault)
        return definition.weight if definition else 0.0

    def severity(self, fault: str) -> Severity:
        """Severity of a fault that was found; NONE for every other outcome."""
        finding = self.findings.get(fault)
        return finding.severity if finding and finding.outcome is Outcome.FOUND else Severity.NONE

    def advice_severity(self, fault: str) -> Severity:
        """Severity that the depth of advice follows; not the one that is shown.

        Source: kb:e1/C (F-HOE one higher with an extension-sensitive condition).
        """
        severity = self.severity(fault)
        if severity and fault == "F-HOE" and self.screening.is_extension_sensitive:
            return Severity(min(severity + 1, Severity.SEVERE))
        return severity

    def is_early(self, fault: str) -> bool:
        """Whether a fault that was found is already there in the first third of the set."""
        by_rep = self.findings[fault].severity_by_rep
        return not by_rep or any(by_rep.get(rep, Severity.NONE) for rep in self._first_third)

    def is_late(self, fault: str) -> bool:
        """Whether a fault that was found is not in the first third of the set, half of which at least was seen."""
        by_rep = self.findings[fault].severity_by_rep
        seen_count = sum(rep in by_rep for rep in self._first_third)
        return 2 * seen_count >= len(self._first_third) and not self.is_early(fault)

    @property
    def _first_third(self) -> tuple[int, ...]:
        return self.measures.rep_indices[: max(1, len(self.measures.rep_indices) // 3)]

    def value(self, measure_id: str) -> float:
        """Median of a measure over the reps, or its value for the set; NaN when it is missing."""
        whole = self.measures.whole_set.get(measure_id)
        values = [item.value for item in self.measures.of_reps(measure_id) if item is not None and item.is_assessable]
        if values:
            return median(values)
        return whole.value if whole is not None else nan

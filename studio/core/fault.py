"""What an exercise calls a fault: which measures, which bands, and where each limit comes from."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum, unique
from math import isfinite


@unique
class Severity(IntEnum):
    """How far a measure is out of its band."""

    NONE = 0
    MILD = 1
    MODERATE = 2
    SEVERE = 3

    @property
    def word(self) -> str:
        """The word of the result contract."""
        return self.name.lower()


@unique
class FaultClass(StrEnum):
    """What kind of fault it is; decides where it appears in the plan."""

    SPINE = "spine"
    SETUP = "setup"
    TECH = "tech"
    ECC = "ecc"
    FATIGUE = "fatigue"
    INFO = "info"


@unique
class Comparison(StrEnum):
    """How a value is held against limits."""

    AT_LEAST = "ge"
    AT_MOST = "le"
    BELOW = "lt"
    OUTSIDE = "outside"


@unique
class Combination(StrEnum):
    """How the severities of several indicators make one.

    WORST: the highest counts. SECOND_HIGHEST: two must agree; exactly one alone is "unconfirmed".
    ALL: the lowest counts, so every indicator must be out. FIRST_ASSESSABLE: the first that can be judged decides.
    ANY: the highest of those that can be judged counts; one of them is enough to say that nothing is there.
    """

    WORST = "worst"
    SECOND_HIGHEST = "second_highest"
    ALL = "all"
    FIRST_ASSESSABLE = "first_assessable"
    ANY = "any"


@unique
class Level(StrEnum):
    """Whether a fault is judged rep by rep or once for the set."""

    REP = "rep"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Bands:
    """Limits of mild, moderate and severe for one measure.

    Attributes:
        comparison: how a value is held against the limits.
        limits: one number each for mild, moderate, severe; a shorter tuple means that the fault never gets worse.
            For OUTSIDE, one (low, high) pair each.
        unit: unit of the limits.
        source: where the limits come from, such as "kb:c2/F-HOE".
    """

    comparison: Comparison
    limits: tuple[float, ...] | tuple[tuple[float, float], ...]
    unit: str
    source: str

    def severity_of(self, value: float) -> Severity:
        """The worst band that a value reaches.

        Raises:
            ValueError: the value is missing; missing is never "none".
        """
        if not isfinite(value):
            raise ValueError("a missing value has no severity")
        worst = Severity.NONE
        for index in range(len(self.limits)):
            if self._is_out(value, self.limits[index]):
                worst = Severity(index + 1)
        return worst

    def limit_for(self, severity: Severity) -> float | tuple[float, float]:
        """The limit that a severity crosses; for NONE the first one."""
        return self.limits[max(int(severity) - 1, 0)]

    def _is_out(self, value: float, limit: float | tuple[float, float]) -> bool:
        if isinstance(limit, tuple):
            return value < limit[0] or value > limit[1]
        if self.comparison is Comparison.AT_LEAST:
            return value >= limit
        return value <= limit if self.comparison is Comparison.AT_MOST else value < limit


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure that speaks for a fault.

    Attributes:
        measure: id of the measure.
        bands: limits without a neutral reference.
        calibrated_bands: limits with the athlete's own neutral reference; None when they are the same.
        is_support: shown as evidence only, never decides.
        is_required: without it, signs that must agree with each other never say "not found".
    """

    measure: str
    bands: Bands
    calibrated_bands: Bands | None = None
    is_support: bool = False
    is_required: bool = False

    def bands_for(self, *, is_calibrated: bool) -> Bands:
        """The limits that apply."""
        return self.calibrated_bands if is_calibrated and self.calibrated_bands else self.bands


@dataclass(frozen=True, slots=True)
class FaultDefinition:
    """A fault of an exercise, as its manifest declares it.

    Attributes:
        id: as in the catalogue, such as "F-HOE".
        fault_class: decides where it goes in the plan.
        level: judged rep by rep or once for the set.
        combination: how the indicators' severities make one.
        indicators: at least one that is not support.
        weight: priority weight.
        view: "S" sagittal, "F" frontal.
        phase: when in the rep it is looked at, for the coach.
        evidence: tags of the evidence behind it, such as ("EC", "DF").
        minimum_reps: fewer reps make it not assessable.
        folds_into: a fault that, once confirmed, takes this one in as evidence.
        muted_by: set types under which it is not judged.
        needs: assessability conditions, such as "visible-back" (see the exercise's manifest).
    """

    id: str
    fault_class: FaultClass
    level: Level
    combination: Combination
    indicators: tuple[Indicator, ...]
    weight: float
    view: str
    phase: str
    evidence: tuple[str, ...] = ()
    minimum_reps: int = 1
    folds_into: str = ""
    muted_by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def deciding(self) -> tuple[Indicator, ...]:
        """The indicators that decide."""
        return tuple(indicator for indicator in self.indicators if not indicator.is_support)

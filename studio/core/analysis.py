"""The machine's view of one set: immutable, with where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.core.arrays import FloatArray
from studio.core.capture import Capture
from studio.core.finding import Finding
from studio.core.frame import ClipInfo
from studio.core.landmarks import LandmarkTrack
from studio.core.measure import MeasureTable
from studio.core.observation import Observation
from studio.core.plan import Advice
from studio.core.rep import Rep
from studio.core.signal import SignalSet


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """Which pose engine with which model looks at clips; a change of either makes earlier looks worthless."""

    name: str
    model_sha256: str

    @property
    def fingerprint(self) -> str:
        """Short and fit for a file name."""
        name = "".join(letter if letter.isalnum() else "-" for letter in self.name)
        return f"{name}-{self.model_sha256[:12]}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which programs and parameters made an analysis."""

    engine: str
    model_sha256: str
    studio: str
    rules: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseRef:
    """Which exercise, in which version, an analysis was made for."""

    id: str
    version: str


@dataclass(frozen=True, slots=True, eq=False)
class Interpretation:
    """What the signals room makes of an observation: the body over time, repaired, with its angles.

    Attributes:
        landmarks: cleaned and fitted landmarks; each with its source.
        signals: all signals that the clip shows.
        capture: view, side, grade.
        height_signal: name of the signal that reps are found in.
        notes: what was repaired or derived, one sentence each.
        refusals: why a signal is not there although its parts were looked at, by the name of the signal.
        plain_hip_deg: shape (T,), the hip angle before the learned correction, where that correction was applied; it is
            off as a whole, yet its changes within a clip are as good as those after it. None otherwise.
        plain_feet_fl: shape (T, 3), heights of the near heel, ankle and toe before the learned correction, where that
            correction was applied, foot lengths, up. None otherwise.
    """

    landmarks: LandmarkTrack
    signals: SignalSet
    capture: Capture
    height_signal: str = "hip_height_tl"
    notes: tuple[str, ...] = ()
    refusals: Mapping[str, str] = field(default_factory=dict)
    plain_hip_deg: FloatArray | None = None
    plain_feet_fl: FloatArray | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """Everything the studio says about one clip before a coach has looked at it."""

    clip: ClipInfo
    exercise: ExerciseRef
    observation: Observation
    landmarks: LandmarkTrack
    signals: SignalSet
    capture: Capture
    reps: tuple[Rep, ...]
    measures: MeasureTable
    findings: tuple[Finding, ...]
    advice: Advice
    provenance: Provenance
    notes: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        """Stable name of the analysed clip."""
        return self.clip.sha256[:16]

    def finding(self, fault_id: str) -> Finding | None:
        """The finding on one fault, if the exercise judges it."""
        return next((finding for finding in self.findings if finding.fault == fault_id), None)

    def rep_at(self, time_s: float) -> Rep | None:
        """The rep that a time lies in."""
        return next((rep for rep in self.reps if rep.start_s <= time_s < rep.end_s), None)

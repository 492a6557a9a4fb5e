"""An exercise as the studio uses it, whoever wrote it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, unique
from pathlib import Path

from studio.core.fault import FaultDefinition
from studio.core.knowledge import KnowledgeBase
from studio.core.measure import MeasureTable


@unique
class ExerciseState(StrEnum):
    """Whether an exercise in the catalogue can be used."""

    READY = "ready"
    BROKEN = "broken"
    NEEDS_CONSENT = "needs_consent"


@dataclass(frozen=True, slots=True)
class RepDefinition:
    """How a rep of this exercise looks in its height signal.

    Attributes:
        signal: name of the signal that goes up and down once per rep.
        minimum_travel_tl: smaller excursions are not reps, in thigh lengths.
        minimum_share: a rep rises by at least this share of the set's median rise.
        speed_share: moving means faster than this share of the rep's peak speed.
        source: where these numbers come from.
    """

    signal: str
    minimum_travel_tl: float
    minimum_share: float
    speed_share: float
    source: str


AdjustMeasures = Callable[[MeasureTable], MeasureTable]


@dataclass(frozen=True, slots=True)
class Exercise:
    """A loaded exercise.

    Attributes:
        id: such as "box-squat".
        name: for people.
        version: of the plugin.
        faults: what it judges, in catalogue order.
        rep: how its reps are found.
        knowledge: wording, in the language asked for.
        options: settings of the exercise such as "has_plate" or "guided_path".
        adjust: the plugin's own rules; changes or adds measures before they are judged.
        rules_version: fingerprint of manifest, rules and rule pack, for provenance.
    """

    id: str
    name: str
    version: str
    faults: tuple[FaultDefinition, ...]
    rep: RepDefinition
    knowledge: KnowledgeBase
    options: Mapping[str, str | bool | float] = field(default_factory=dict)
    adjust: AdjustMeasures | None = None
    rules_version: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file that a person wrote.

    Attributes:
        file: where.
        line: line number from 1; 0 when it belongs to no line.
        message: what is wrong, one sentence.
    """

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file.name}:{self.line}" if self.line else self.file.name
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """A line in the list of exercises; a broken plugin is a line with its problems, not a crash.

    Attributes:
        id: of the exercise.
        name: for people.
        version: of the plugin.
        folder: where it lies.
        state: whether it can be used.
        problems: why it cannot be used; empty when it can.
        sha256: fingerprint of manifest, rules and wording; a consent holds for this content alone.
        is_shipped: it came with the studio and needs no consent.
    """

    id: str
    name: str
    version: str
    folder: Path
    state: ExerciseState
    problems: tuple[str, ...] = ()
    sha256: str = ""
    is_shipped: bool = True


@dataclass(frozen=True, slots=True)
class RulePackEntry:
    """A coach's own limits for one exercise: a named, versioned overlay that needs no code.

    Attributes:
        id: of the rule pack.
        name: for people.
        version: of the rule pack.
        exercise: id of the exercise that it is for.
        file: where it lies.
        is_chosen: the exercise is judged with it.
        problems: why it cannot be used; empty when it can.
    """

    id: str
    name: str
    version: str
    exercise: str
    file: Path
    is_chosen: bool = False
    problems: tuple[str, ...] = ()

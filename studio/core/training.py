"""Sessions and sets as the library keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, unique
from math import nan
from pathlib import Path
from typing import Any

from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.measure import Measure


@unique
class ClipRole(StrEnum):
    """What a clip of a set shows; one set may have one of each."""

    SIDE = "side"
    TECHNIQUE = "technique"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class SetClip:
    """A clip that belongs to a set. The file itself is never moved or changed.

    Attributes:
        role: what it shows.
        sha256: fingerprint of its content; the same clip is the same set, wherever the file lies.
        path: where it lay when it was last seen.
        size_bytes: of the file.
        captured: when it was filmed, as ISO 8601; empty when nothing tells.
        device: what filmed it; empty when nothing tells.
    """

    role: ClipRole
    sha256: str
    path: Path
    size_bytes: int = 0
    captured: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One day of training of one athlete.

    Attributes:
        day: when.
        athlete_id: whose; empty while a clip belongs to nobody yet.
        id: stable name; empty until the library has given one.
        place: where.
        note: the coach's.
    """

    day: date
    athlete_id: str = ""
    id: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FaultMark:
    """How one fault came out, the coach's verdict already applied."""

    fault: str
    outcome: Outcome
    severity: Severity = Severity.NONE


@dataclass(frozen=True, slots=True)
class SetDigest:
    """What lists and trends need to know about an analysis; the rest is concluded again when the set is opened.

    Attributes:
        grade: good, limited or poor.
        tier: safety tier.
        load_level: L0 to L4.
        rep_count: complete reps.
        top_fault: the worst finding; empty when there is none.
        faults: every fault that was judged.
        measures: means over the complete reps with their 90 % intervals.
        rules: version of the rules that judged it.
        given: faults that the plan asked to change first or cued, in that order.
    """

    grade: str = ""
    tier: str = "none"
    load_level: str = ""
    rep_count: int = 0
    top_fault: str = ""
    faults: tuple[FaultMark, ...] = ()
    measures: tuple[Measure, ...] = ()
    rules: str = ""
    given: tuple[str, ...] = ()

    @property
    def top_severity(self) -> Severity:
        """Of the worst finding."""
        return next((mark.severity for mark in self.faults if mark.fault == self.top_fault), Severity.NONE)


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """One set with everything that is kept about it.

    Attributes:
        session: the day that it belongs to, and with it the athlete.
        exercise_id: the lift.
        clips: at most one of each role, the side view first.
        id: stable name; empty until the library has given one.
        log: the set log, by the keys of the intake catalogue; absent = not noted.
        tags: the coach's own words for finding it again.
        digest: None until it was analysed.
        review: the coach's layer in its stored form; empty until there is one.
        observation: fingerprint of the stored arrays; empty until it was analysed.
        engine: name and model of the engine that looked; two empty words until one has.
        thumbnail: fingerprint of the stored picture; empty for none.
        revision: how often it was saved when it was loaded; 0 for one that was not loaded.
    """

    session: Session
    exercise_id: str
    clips: tuple[SetClip, ...]
    id: str = ""
    log: Mapping[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    digest: SetDigest | None = None
    review: Mapping[str, Any] = field(default_factory=dict)
    observation: str = ""
    engine: tuple[str, str] = ("", "")
    thumbnail: str = ""
    revision: int = 0

    @property
    def clip(self) -> SetClip:
        """The clip that is reviewed."""
        return self.clips[0]

    def number(self, key: str) -> float:
        """A number of the log; NaN when it was not noted."""
        value = self.log.get(key)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else nan


@dataclass(frozen=True, slots=True)
class SetRow:
    """One line of the list of sets.

    Attributes:
        id: of the set.
        day: of its session.
        athlete_id: empty while it belongs to nobody.
        athlete: their name.
        exercise_id: the lift.
        load_kg: NaN when it was not noted.
        reps_done: as noted, else as counted; NaN when neither is known.
        pain_max: worst pain in the set; NaN when nobody asked.
        top_fault: the worst finding; empty for none.
        top_severity: of it.
        tier: safety tier; empty before the analysis.
        load_level: empty before the analysis.
        clip: where the clip lay.
        clip_bytes: its size; 0 when nobody noted it.
        thumbnail: fingerprint of the picture; empty for none.
        tags: the coach's own.
    """

    id: str
    day: date
    athlete_id: str
    athlete: str
    exercise_id: str
    load_kg: float = nan
    reps_done: float = nan
    pain_max: float = nan
    top_fault: str = ""
    top_severity: Severity = Severity.NONE
    tier: str = ""
    load_level: str = ""
    clip: Path = Path()
    clip_bytes: int = 0
    thumbnail: str = ""
    tags: tuple[str, ...] = ()


@unique
class SortKey(StrEnum):
    """What the list of sets may be sorted by."""

    DAY = "day"
    ATHLETE = "athlete"
    LOAD = "load"
    SEVERITY = "severity"


@unique
class Decided(StrEnum):
    """Whether the coach has decided about findings of a set."""

    ANY = ""
    YES = "yes"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class SetQuery:
    """Which sets, in which order. Every wish that is left empty matches everything.

    Attributes:
        text: words that the set's text must hold, each from its beginning.
        athlete_id: of one athlete.
        is_unassigned: of nobody yet.
        exercise_id: of one lift.
        fault: with this fault found.
        least_severity: with any finding at least so severe.
        least_pain: with at least this much pain in the set; 0 for any, noted or not.
        tag: with this tag.
        tier: with this safety tier.
        decided: whether the coach has decided about findings.
        since: not before this day.
        until: not after this day.
        sort: by what.
        is_descending: the greatest first.
        offset: how many to pass over.
        limit: how many at most.
    """

    text: str = ""
    athlete_id: str = ""
    is_unassigned: bool = False
    exercise_id: str = ""
    fault: str = ""
    least_severity: Severity = Severity.NONE
    least_pain: float = 0.0
    tag: str = ""
    tier: str = ""
    decided: Decided = Decided.ANY
    since: date | None = None
    until: date | None = None
    sort: SortKey = SortKey.DAY
    is_descending: bool = True
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True)
class FilterWords:
    """What the sets of a library can be told apart by.

    Attributes:
        tags: the coach's own, in order.
        faults: ids of faults that were found, in order.
    """

    tags: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetPage:
    """A stretch of a list of sets, and how many sets there are in all."""

    rows: tuple[SetRow, ...]
    total: int


@unique
class QueueState(StrEnum):
    """Where a clip of the queue stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class QueuedClip:
    """A clip that waits for its analysis.

    Attributes:
        id: place in the queue.
        path: of the clip.
        athlete_id: whom it will belong to; empty for nobody yet.
        exercise_id: the lift; empty for the usual one.
        state: where it stands.
        problem: why it failed, one sentence; empty otherwise.
        set_id: the set that came of it; empty before.
    """

    id: int
    path: Path
    athlete_id: str = ""
    exercise_id: str = ""
    state: QueueState = QueueState.WAITING
    problem: str = ""
    set_id: str = ""

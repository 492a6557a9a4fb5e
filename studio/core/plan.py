"""What follows from the findings: causes, safety tier, load level, and what to change first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, unique
from typing import Any


@unique
class CauseKind(StrEnum):
    """How the studio may speak about a cause."""

    FINDING = "finding"
    HYPOTHESIS = "hypothesis"
    REPORTED = "reported"
    SAFETY = "safety"


@unique
class Tier(StrEnum):
    """Safety tier; the first that matches wins, from E down to none."""

    NONE = "none"
    PAIN = "P"
    CONDITION_CLEARED = "C-cleared"
    CONDITION_UNCLEARED = "C-uncleared"
    REFER = "R"
    URGENT = "U"
    EMERGENCY = "E"


@unique
class LoadLevel(StrEnum):
    """What may be done with the load."""

    BLOCKED = "L0"
    STOP = "L1"
    REDUCE = "L2"
    HOLD = "L3"
    PROGRESS = "L4"


@dataclass(frozen=True, slots=True)
class CauseStatement:
    """One cause that the set, the answers or the log point to.

    Attributes:
        id: id of the cause.
        kind: finding, hypothesis, reported or safety item.
        confidence: "low", "medium", "high", or empty when it has none.
        because: faults, rules, answers or log entries that raise it.
    """

    id: str
    kind: CauseKind
    confidence: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Safety:
    """The tier and the notice that goes before everything else (empty when there is none).

    Attributes:
        tier: the first that matches.
        notice: what is said before everything else.
        items: red flags and reported conditions behind the tier.
        pain_light: "free", "hold", "reduce", "stop" or "unknown": what pain in this set asks for.
        reminders: forms that are due: "screening" (again) or "parq".
    """

    tier: Tier = Tier.NONE
    notice: str = ""
    items: tuple[str, ...] = ()
    pain_light: str = "unknown"
    reminders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadAdvice:
    """The load level with its advice in words and the reasons for it."""

    level: LoadLevel = LoadLevel.BLOCKED
    advice: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do: at most two set-up changes, two cues and four exercises.

    Attributes:
        change_first: set-up faults, in the order in which to change them.
        primary_cue: fault whose cue is the one to give; empty for none.
        secondary_cue: fault of the second cue; empty for none.
        observations: further faults found, not acted on now.
        fixes: ids of fixes, in order.
        exercises: ids of exercise cards, in order.
        regressions: ids of regressions, in order.
        sections: ids of the report's sections, in the order in which they must be printed.
    """

    change_first: tuple[str, ...] = ()
    primary_cue: str = ""
    secondary_cue: str = ""
    observations: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    regressions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything that coaching concludes about one set."""

    causes: tuple[CauseStatement, ...] = ()
    safety: Safety = field(default_factory=Safety)
    load: LoadAdvice = field(default_factory=LoadAdvice)
    plan: Plan = field(default_factory=Plan)


@dataclass(frozen=True, slots=True)
class Intake:
    """Screening answers, intake and log of one set, by the keys of the intake catalogue; absent = not asked."""

    answers: Mapping[str, Any] = field(default_factory=dict)

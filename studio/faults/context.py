"""What judging needs to know beside the measures: how the set was done and what the clip allows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan
from typing import Any

from studio.core.capture import TOO_POOR, Capture, Grade, View
from studio.core.rep import Rep
from studio.core.signal import SignalSet


@dataclass(frozen=True, slots=True)
class JudgeContext:
    """How a set was done and filmed.

    Attributes:
        is_calibrated: whether the athlete's own neutral reference was used.
        conditions: what may mute a fault: set types such as "power", and "guided-path" for a guided machine.
        unmet_needs: need of a fault definition (such as "visible-back") -> why this clip does not meet it.
        reps: the reps with their times, to point at the worst moment; empty when there is no clip.
        signals: of the same clip, to point at the frame that shows the value; empty when there is no clip.
        neutral_deg: hip angle that counts as straight.
        rep_count: reps in the set, when the measures themselves do not tell; 0 unknown.
        settle_with: fault id -> which clip would settle it.
        texts: sentences by key that replace the built-in English ones.
        measure_names: what the measures are called in those sentences; one without a name is called by its id.
        minimum_confidence: a fault is only "found" when its measures make us at least this sure (0…1); surer of
            nothing than that, it is unconfirmed. 0 takes the values as they are.
    """

    is_calibrated: bool = False
    neutral_deg: float = 180.0
    conditions: tuple[str, ...] = ()
    unmet_needs: Mapping[str, str] = field(default_factory=dict)
    reps: tuple[Rep, ...] = ()
    signals: SignalSet = field(default_factory=SignalSet)
    rep_count: int = 0
    settle_with: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    measure_names: Mapping[str, str] = field(default_factory=dict)
    minimum_confidence: float = 0.0


GUIDED_PATH = "guided-path"
"""Condition of a machine that leads the bar. Source: kb:c2/F-BARPATH (guided machines: muted)."""

RANGE_CAPPED = "range-capped"
"""Condition of a set with a height that the coach set. Source: kb:c1."""

_SIDE_YAW_DEG = 25.0  # Source: kb:c4 (oblique above 25 degrees: tempo at best)
_SLOWEST_FPS = 24.5  # Source: kb:c4 (below 25 frames a second: tempo at best); half a frame for rounding

_GUIDED_TOOLS = ("machine", "smith")


def unmet_needs(capture: Capture) -> Mapping[str, str]:
    """What faults need and this clip cannot show by the way it was filmed, with the reason. Source: kb:c4.

    A side view that is more likely than not further off the side than the catalogue allows is measured, not judged.
    """
    askew = _why_askew(capture.yaw_deg) if capture.view is View.SIDE else ""
    obstacles = {
        "side-view": capture.why_not_from_the_side() or askew,
        "front-view": capture.why_not_from_the_feet(),
    }
    return {need: reason for need, reason in obstacles.items() if reason}


def told_obstacles(*, grade: str = "", fps: float = nan, yaw_deg: float = nan) -> Mapping[str, str]:
    """What faults need and a clip that somebody else measured cannot show, by what is told of it. Source: kb:c4, kb:g.

    Args:
        grade: good, limited or poor; of a poor clip only the tempo is judged.
        fps: frames a second.
        yaw_deg: of the side clip, off the perpendicular to the body.
    """
    slow = f"The clip has only {fps:.0f} frames a second." if fps < _SLOWEST_FPS else ""
    anywhere = TOO_POOR if grade == Grade.POOR else slow
    obstacles = {"side-view": anywhere or _why_askew(yaw_deg), "front-view": anywhere}
    return {need: reason for need, reason in obstacles.items() if reason}


def _why_askew(yaw_deg: float) -> str:
    return f"The camera stands {yaw_deg:.0f}° off the side." if yaw_deg > _SIDE_YAW_DEG else ""


def muting_conditions(answers: Mapping[str, Any], *, is_path_guided: bool = False) -> tuple[str, ...]:
    """What may mute faults in a set, from its intake: set type, goal, range cap and tool.

    Args:
        answers: of the intake.
        is_path_guided: whether the exercise itself has a guided path.

    Source: kb:c1 (set types), kb:f1/Q-GOAL, Q-MACHINE.
    """
    named = [_word(answers.get("set_type")), _word(answers.get("goal")) if not answers.get("set_type") else ""]
    if _word(answers.get("range_cap")) not in ("", "false", "no", "none", "0"):
        named.append(RANGE_CAPPED)
    if is_path_guided or any(tool in _word(answers.get("tool")) for tool in _GUIDED_TOOLS):
        named.append(GUIDED_PATH)
    return tuple(dict.fromkeys(name for name in named if name))


def _word(value: object) -> str:
    return "" if value is None else str(value).strip().lower().replace(" ", "-").replace("_", "-")

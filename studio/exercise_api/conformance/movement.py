"""What a stick figure does: known angles and times, rep by rep."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

PerRep = float | tuple[float, ...]


_SPANS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "rep_count": (1, 40), "deg": (-360, 360), "s": (0, 60), "tl": (-1, 1), "fl": (-1, 1), "ratio": (0, 5),
        "lift_s": (0.05, 60), "lower_s": (0.05, 60),
    }
)  # fmt: skip
"""What a figure can do, by field or by the unit at its end. Source: our default; a film has to end."""

_LONGEST_S = 600.0
"""Seconds of all reps. Source: our default; nobody waits for the check of a longer film."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A set of hip thrusts. A number holds for every rep, a tuple gives one per rep.

    Attributes:
        rep_count: how many.
        hip_top_deg: hip angle at the top; 180 is a straight line.
        hip_bottom_deg: hip angle at the bottom.
        slope_deg: slope from knee to shoulder at the top, positive when the shoulders are higher.
        shin_deg: shin from the vertical, positive when the feet are far out.
        roll_deg: how far the chest rolls back at the very end of the lift.
        lift_s: from bottom to top.
        hold_s: at the top.
        lower_s: from top to bottom.
        rest_s: at the bottom; 0 bounces off it.
        overshoot_tl: how far the hips fly past the top, in thigh lengths.
        heel_rise_fl: how far the heels come up during the lift, in foot lengths.
        gaze_deg: where the face points, 0 ahead, 90 to the ceiling.
        neck_deg: head against trunk, positive with the chin in.
        stance_ratio: ankle gap to shoulder gap.
        toes_out_deg: toes from straight ahead, positive outwards.
        knee_gap_ratio: knee gap to ankle gap at the top.
        tilt_deg: tilt of the pelvis at the top.
    """

    rep_count: int = 6
    hip_top_deg: PerRep = 180.0
    hip_bottom_deg: PerRep = 92.0
    slope_deg: PerRep = 0.0
    shin_deg: float = 0.0
    roll_deg: PerRep = 0.0
    lift_s: PerRep = 1.0
    hold_s: PerRep = 1.0
    lower_s: PerRep = 1.8
    rest_s: PerRep = 0.8
    overshoot_tl: PerRep = 0.0
    heel_rise_fl: float = 0.0
    gaze_deg: float = 40.0
    neck_deg: float = 8.0
    stance_ratio: float = 0.9
    toes_out_deg: float = 12.0
    knee_gap_ratio: float = 1.0
    tilt_deg: float = 0.0

    def __post_init__(self) -> None:
        _check("rep_count", self.rep_count, 0)
        if not isinstance(self.rep_count, int):
            raise ValueError(f"“rep_count” must be a whole number, not {self.rep_count!r}")  # noqa: TRY004 - as the rest
        changing = {field.name for field in fields(RepShape)}
        for field in fields(self):
            _check(field.name, getattr(self, field.name), self.rep_count if field.name in changing else 0)
        lasts_s = sum(_duration_s(self.rep(index)) for index in range(self.rep_count))
        if lasts_s > _LONGEST_S:
            raise ValueError(f"a figure moves for at most {_LONGEST_S:g} s, not {lasts_s:g}")

    def rep(self, index: int) -> "RepShape":
        """The numbers of one rep, counted from 0."""
        return RepShape(
            hip_top_deg=_at(self.hip_top_deg, index),
            hip_bottom_deg=_at(self.hip_bottom_deg, index),
            slope_deg=_at(self.slope_deg, index),
            roll_deg=_at(self.roll_deg, index),
            lift_s=_at(self.lift_s, index),
            hold_s=_at(self.hold_s, index),
            lower_s=_at(self.lower_s, index),
            rest_s=_at(self.rest_s, index),
            overshoot_tl=_at(self.overshoot_tl, index),
        )


@dataclass(frozen=True, slots=True)
class RepShape:
    """One rep of a movement; see there."""

    hip_top_deg: float
    hip_bottom_deg: float
    slope_deg: float
    roll_deg: float
    lift_s: float
    hold_s: float
    lower_s: float
    rest_s: float
    overshoot_tl: float


def _at(value: PerRep, index: int) -> float:
    return value[index] if isinstance(value, tuple) else value


def _check(name: str, value: object, rep_count: int) -> None:
    """Refuse a number that no figure can do, and one per rep where there is only one, or not one for each."""
    if isinstance(value, tuple) and not rep_count:
        raise ValueError(f"“{name}” is one number for all reps")
    if isinstance(value, tuple) and len(value) != rep_count:
        raise ValueError(f"“{name}” has {len(value)} numbers for {rep_count} reps")
    low, high = _SPANS[name if name in _SPANS else name.rpartition("_")[2]]
    for number in value if isinstance(value, tuple) else (value,):
        if isinstance(number, bool) or not isinstance(number, int | float) or not low <= number <= high:
            raise ValueError(f"“{name}” lies between {low:g} and {high:g}, not {number!r}")


def _duration_s(rep: "RepShape") -> float:
    return rep.lift_s + rep.hold_s + rep.lower_s + rep.rest_s

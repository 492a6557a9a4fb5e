"""What counts as straight for one athlete."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from math import isfinite, nan
from typing import Any

_FOLDED_DEG = 150.0
"""Hips below this are folded and no neutral of theirs. DF: past the last limit of a lockout that is not reached."""


def counts_as_straight(hip_angle_deg: float) -> bool:
    """Whether a hip angle can be an athlete's own straight; a missing one cannot. Source: kb:b5, kb:c2/F-LOCKOUT."""
    return hip_angle_deg >= _FOLDED_DEG


@unique
class NeutralOrigin(StrEnum):
    """How a neutral reference was set."""

    ACCEPTED_FRAME = "accepted_frame"
    STANDING_CLIP = "standing_clip"


@dataclass(frozen=True, slots=True)
class NeutralReference:
    """The athlete's own neutral, as measured with the studio on a frame that the coach accepted.

    Attributes:
        hip_angle_deg: hip angle that counts as straight.
        origin: how it was set.
        hip_angle_sd_deg: standard deviation of that angle; what it shares with the set's own error is already out.
        contour_deg: arc angle of the back in neutral; NaN when the back was hidden.

    Source: kb:b5 (own hold before standing clip before the default of 180 degrees).
    """

    hip_angle_deg: float
    origin: NeutralOrigin = NeutralOrigin.ACCEPTED_FRAME
    hip_angle_sd_deg: float = 2.0
    contour_deg: float = nan

    def __post_init__(self) -> None:
        if not isfinite(self.hip_angle_deg):
            raise ValueError("a neutral reference needs a hip angle")


def neutral_to_data(neutral: NeutralReference) -> dict[str, Any]:
    """A neutral reference as numbers and words that JSON can hold."""
    return {
        "hip_angle_deg": neutral.hip_angle_deg,
        "origin": neutral.origin.value,
        "hip_angle_sd_deg": neutral.hip_angle_sd_deg,
        "contour_deg": neutral.contour_deg if isfinite(neutral.contour_deg) else None,
    }


def neutral_from_data(data: object) -> NeutralReference | None:
    """A neutral reference from what `neutral_to_data` made; None for nothing.

    Raises:
        KeyError, TypeError, ValueError: it is damaged.
    """
    if data is None:
        return None
    if not isinstance(data, Mapping):
        raise TypeError("a neutral reference is a table")
    contour = data["contour_deg"]
    return NeutralReference(
        hip_angle_deg=float(data["hip_angle_deg"]),
        origin=NeutralOrigin(data["origin"]),
        hip_angle_sd_deg=float(data["hip_angle_sd_deg"]),
        contour_deg=nan if contour is None else float(contour),
    )

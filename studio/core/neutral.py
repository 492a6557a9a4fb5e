"""What counts as straight for one athlete."""

from dataclasses import dataclass
from enum import StrEnum, unique
from math import isfinite, nan


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

"""How the clip was filmed, and what that allows to be judged."""

from dataclasses import dataclass
from enum import StrEnum, unique
from math import nan

from studio.core.body import Side

FILMED_FROM_THE_FRONT = "The clip shows the athlete from the front; film from the side."
NOT_FILMED_FROM_THE_FRONT = "It can only be seen from the feet; film a front clip."
TOO_POOR = "The clip is too poor for angles."


@unique
class View(StrEnum):
    """Where the camera stands, seen from the athlete."""

    SIDE = "side"
    OBLIQUE = "oblique"
    FRONT = "front"


@unique
class Grade(StrEnum):
    """How much of the catalogue the clip lets us judge."""

    GOOD = "good"
    LIMITED = "limited"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Capture:
    """What is known about the recording.

    Attributes:
        view: side, oblique or front.
        yaw_deg: angle of the camera off the perpendicular to the body's long axis; 0 = side, 90 = front; NaN unknown.
        facing: direction in the picture from the head to the feet.
        near_side: the side of the athlete's body that faces the camera.
        grade: good, limited or poor.
        reasons: what lowers the grade, one sentence each.
        remedies: what to change for the next clip, one sentence each.
        is_calibrated: whether a neutral reference of the athlete's own was used.
        neutral_reference_deg: hip angle that counts as straight.
        plate_diameter_tl: apparent diameter of the largest tracked plate in thigh lengths; NaN when none is seen.
        roll_deg: by how much the coach's floor line rises from left to right; taken out of every angle. Source: kb:b1.
    """

    view: View
    yaw_deg: float
    facing: Side
    near_side: Side
    grade: Grade
    reasons: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    is_calibrated: bool = False
    neutral_reference_deg: float = 180.0
    plate_diameter_tl: float = nan
    roll_deg: float = 0.0

    def why_not_from_the_side(self) -> str:
        """Why nothing can be judged that is seen from the side only; empty when it can. Source: kb:c4, kb:g."""
        if self.view is View.FRONT:
            return FILMED_FROM_THE_FRONT
        return self.why_only_tempo()

    def why_not_from_the_feet(self) -> str:
        """Why nothing can be judged that is seen from the feet only; empty when it can. Source: kb:c4, kb:g."""
        if self.view is not View.FRONT:
            return NOT_FILMED_FROM_THE_FRONT
        return self.why_only_tempo()

    def why_only_tempo(self) -> str:
        """Why nothing but tempo can be judged; empty when more can. Source: kb:c4, kb:g."""
        if self.grade is Grade.POOR:
            return self.reasons[0] if self.reasons else TOO_POOR
        return ""

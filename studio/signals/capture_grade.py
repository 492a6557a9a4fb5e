"""How much of the catalogue a clip lets us judge, why, and what to change for the next one."""

from dataclasses import dataclass
from math import isfinite

from studio.core.capture import Grade, View

_LIMITED_YAW_DEG = 20.0  # Source: kb:b7 (up to 20 degrees is harmless), kb:g
_SLOWEST_FPS = 24.5  # Source: kb:c4 (below 25 frames a second only tempo); half a frame for rounding
_GOOD_FPS = 29.5  # Source: kb:g (at least 30)
_SMALLEST_HEIGHT_PX = 470  # Source: kb:g asks for 1080 lines; below about 480 a joint is a few pixels; DF
_SMALLEST_TRUNK_PX = 60.0  # a pixel of error is then a degree of trunk; DF
_SHARE_NEEDED = 0.6  # Source: kb:b1 (60 % of the frames)
_LARGE_PLATE_TL = 1.2  # 0.40 m on the near end of the bar seen from 3 m, in thigh lengths. Source: kb:c4, kb:part0


@dataclass(frozen=True, slots=True)
class CaptureFacts:
    """What the grade is made from.

    Attributes:
        view: side, oblique or front.
        yaw_deg: NaN when unknown.
        fps: frames a second.
        height_px: height of the picture.
        trunk_px: shoulder to hip, median over the exercise.
        person_share: share of the frames in which somebody was found.
        head_share: share of the exercise's frames in which the near ear and the nose are seen inside the picture.
        feet_share: the same for the near ankle and toe.
        plate_diameter_tl: NaN without plate.
    """

    view: View
    yaw_deg: float
    fps: float
    height_px: int
    trunk_px: float
    person_share: float
    head_share: float
    feet_share: float
    plate_diameter_tl: float


@dataclass(frozen=True, slots=True)
class _Rule:
    is_broken: bool
    grade: Grade
    reason: str
    remedy: str


def grade_of(facts: CaptureFacts) -> tuple[Grade, tuple[str, ...], tuple[str, ...]]:
    """Grade, reasons and remedies, worst first.

    Source: kb:g (camera protocol), kb:c4 (what a clip lets us judge).
    """
    broken = [rule for grade in (Grade.POOR, Grade.LIMITED) for rule in _rules(facts) if _breaks(rule, grade)]
    grade = broken[0].grade if broken else Grade.GOOD
    return grade, tuple(rule.reason for rule in broken), tuple(dict.fromkeys(rule.remedy for rule in broken))


def _breaks(rule: _Rule, grade: Grade) -> bool:
    return rule.is_broken and rule.grade is grade


def _rules(facts: CaptureFacts) -> tuple[_Rule, ...]:
    return (*_camera_rules(facts), *_picture_rules(facts), *_body_rules(facts))


def _camera_rules(facts: CaptureFacts) -> tuple[_Rule, ...]:
    turn = "Place the camera at right angles to the body, at knee height, 3 to 3.5 m away."
    angle = f"{facts.yaw_deg:.0f}°" if isfinite(facts.yaw_deg) else "an unknown angle"
    return (
        _Rule(
            facts.view is View.OBLIQUE,
            Grade.POOR,
            f"The camera looks at the body from {angle} off the side.",
            turn,
        ),
        _Rule(
            facts.view is View.FRONT,
            Grade.LIMITED,
            "The camera looks from the feet: side angles cannot be measured.",
            "Film the set from the side as well, at right angles to the body.",
        ),
        _Rule(
            facts.view is View.SIDE and facts.yaw_deg > _LIMITED_YAW_DEG,
            Grade.LIMITED,
            f"The camera stands {angle} off the side.",
            turn,
        ),
    )


def _picture_rules(facts: CaptureFacts) -> tuple[_Rule, ...]:
    faster = "Film with at least 30, better 60 frames a second."
    closer = "Zoom in or film at a higher resolution until the body fills the width of the picture."
    return (
        _Rule(
            facts.fps < _SLOWEST_FPS,
            Grade.POOR,
            f"The clip has only {facts.fps:.0f} frames a second.",
            faster,
        ),
        _Rule(
            _SLOWEST_FPS <= facts.fps < _GOOD_FPS,
            Grade.LIMITED,
            f"The clip has {facts.fps:.0f} frames a second.",
            faster,
        ),
        _Rule(
            facts.height_px < _SMALLEST_HEIGHT_PX,
            Grade.LIMITED,
            f"The picture is only {facts.height_px} pixels high.",
            closer,
        ),
        _Rule(
            facts.trunk_px < _SMALLEST_TRUNK_PX,
            Grade.LIMITED,
            "The athlete is small in the picture.",
            closer,
        ),
    )


def _body_rules(facts: CaptureFacts) -> tuple[_Rule, ...]:
    whole = "Keep the whole body, head and feet included, inside the picture with some margin."
    return (
        _Rule(
            facts.person_share < _SHARE_NEEDED,
            Grade.LIMITED,
            f"The athlete was found in only {100 * facts.person_share:.0f} % of the frames.",
            "Film with even light, nobody else in the picture and clothing that stands out from the background.",
        ),
        _Rule(facts.head_share < _SHARE_NEEDED, Grade.POOR, "The head is hidden or outside the picture.", whole),
        _Rule(facts.feet_share < _SHARE_NEEDED, Grade.LIMITED, "The feet are hidden or outside the picture.", whole),
        _Rule(
            facts.plate_diameter_tl >= _LARGE_PLATE_TL,
            Grade.LIMITED,
            "Large plates hide the hips and the lower back.",
            "Film a second set without plates, or with plates of at most 25 cm, for the back and the hips.",
        ),
    )

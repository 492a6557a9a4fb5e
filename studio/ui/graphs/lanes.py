"""Which lanes there are, what they are called and which colour they have."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from studio.ui.translating import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class LaneSpec:
    """One lane of the graph stack.

    Attributes:
        signal: name in the result contract.
        name: for people, untranslated.
        color: field of ThemeColors.
        is_shown_first: whether it is there before the coach has chosen.
        least_span: the axis never shows less than this range, so that noise does not look like movement.
        is_side_only: whether it is an angle of the body only where the clip is filmed from the side.
    """

    signal: str
    name: str
    color: str
    is_shown_first: bool = False
    least_span: float = 20.0
    is_side_only: bool = False

    @property
    def unit(self) -> str:
        """The unit, with which every signal's name ends."""
        return self.signal.rpartition("_")[2]

    @property
    def title(self) -> str:
        """The name in the user's language."""
        return QCoreApplication.translate("Lanes", self.name)


LANES: tuple[LaneSpec, ...] = (
    LaneSpec(
        "hip_angle_deg", QT_TRANSLATE_NOOP("Lanes", "Hip angle"), "orange", is_shown_first=True, is_side_only=True
    ),
    LaneSpec("knee_angle_deg", QT_TRANSLATE_NOOP("Lanes", "Knee angle"), "sky", is_shown_first=True, is_side_only=True),
    LaneSpec(
        "trunk_inclination_deg", QT_TRANSLATE_NOOP("Lanes", "Trunk"), "green", is_shown_first=True, is_side_only=True
    ),
    LaneSpec("shin_angle_deg", QT_TRANSLATE_NOOP("Lanes", "Shin"), "pink", is_shown_first=True, is_side_only=True),
    LaneSpec(
        "hip_height_tl", QT_TRANSLATE_NOOP("Lanes", "Hip height"), "vermilion", is_shown_first=True, least_span=0.3
    ),
    LaneSpec("bar_height_m", QT_TRANSLATE_NOOP("Lanes", "Bar height"), "blue", is_shown_first=True, least_span=0.1),
    LaneSpec("bar_y_px", QT_TRANSLATE_NOOP("Lanes", "Bar, vertical"), "blue", least_span=50.0),
    LaneSpec("bar_x_px", QT_TRANSLATE_NOOP("Lanes", "Bar, horizontal"), "grey", least_span=50.0),
    LaneSpec("thigh_inclination_deg", QT_TRANSLATE_NOOP("Lanes", "Thigh"), "yellow", is_side_only=True),
    LaneSpec("neck_angle_deg", QT_TRANSLATE_NOOP("Lanes", "Neck"), "sky", is_side_only=True),
    LaneSpec("gaze_pitch_deg", QT_TRANSLATE_NOOP("Lanes", "Gaze"), "green", is_side_only=True),
    LaneSpec("heel_rise_fl", QT_TRANSLATE_NOOP("Lanes", "Heel rise"), "pink", least_span=0.1),
    LaneSpec("back_contour_deg", QT_TRANSLATE_NOOP("Lanes", "Back contour"), "orange", is_side_only=True),
)


def lane_of(signal: str) -> LaneSpec:
    """The lane of a signal; an unknown signal gets a plain one, so that a plugin's own signals can be shown."""
    known = {lane.signal: lane for lane in LANES}
    return known.get(signal, LaneSpec(signal, signal.replace("_", " "), "grey"))

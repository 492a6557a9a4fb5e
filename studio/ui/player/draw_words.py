"""What shapes and aids are called, and how to draw them, in the user's language."""

from studio.core.annotation import AidKind, Shape
from studio.core.body import Joint, Part
from studio.ui.translating import QT_TRANSLATE_NOOP, translate

_SHAPES = {
    Shape.LINE: QT_TRANSLATE_NOOP("Draw", "Line"),
    Shape.ARROW: QT_TRANSLATE_NOOP("Draw", "Arrow"),
    Shape.RECTANGLE: QT_TRANSLATE_NOOP("Draw", "Rectangle"),
    Shape.ELLIPSE: QT_TRANSLATE_NOOP("Draw", "Ellipse"),
    Shape.FREEHAND: QT_TRANSLATE_NOOP("Draw", "Freehand"),
    Shape.ANGLE: QT_TRANSLATE_NOOP("Draw", "Angle"),
    Shape.DISTANCE: QT_TRANSLATE_NOOP("Draw", "Distance"),
    Shape.TEXT: QT_TRANSLATE_NOOP("Draw", "Text"),
    Shape.SPOTLIGHT: QT_TRANSLATE_NOOP("Draw", "Spotlight"),
    Shape.MARKER: QT_TRANSLATE_NOOP("Draw", "Numbered marker"),
}
_AIDS = {
    AidKind.NEUTRAL: QT_TRANSLATE_NOOP("Draw", "Neutral frame"),
    AidKind.BENCH_EDGE: QT_TRANSLATE_NOOP("Draw", "Bench edge"),
    AidKind.THORAX_LINE: QT_TRANSLATE_NOOP("Draw", "Chest line"),
    AidKind.PELVIS_LINE: QT_TRANSLATE_NOOP("Draw", "Pelvis line"),
    AidKind.PAD_BOX: QT_TRANSLATE_NOOP("Draw", "Pad"),
    AidKind.FLOOR_LINE: QT_TRANSLATE_NOOP("Draw", "Floor line"),
}
_AID_GUIDES = {
    AidKind.NEUTRAL: QT_TRANSLATE_NOOP("Draw", "Go to a frame of a light hold that is neutral for this athlete."),
    AidKind.BENCH_EDGE: QT_TRANSLATE_NOOP(
        "Draw", "Click the upper front edge of the bench, where the back rests on it. Enter puts it on the back."
    ),
    AidKind.THORAX_LINE: QT_TRANSLATE_NOOP(
        "Draw", "Draw from the notch of the breastbone to the lowest rib. Do the same on the neutral frame."
    ),
    AidKind.PELVIS_LINE: QT_TRANSLATE_NOOP(
        "Draw",
        "Draw from the front hip bone to the dimple at the back, or along the waistband. Repeat on the neutral frame.",
    ),
    AidKind.PAD_BOX: QT_TRANSLATE_NOOP(
        "Draw",
        "At the top of a rep, draw a box around the pad, corner to opposite corner. Enter puts it at the hip.",
    ),
    AidKind.FLOOR_LINE: QT_TRANSLATE_NOOP(
        "Draw",
        "Draw along the floor, or the bench where it is level, from the head's side to the feet. Enter begins one.",
    ),
}
_PARTS = {
    Part.EYE: QT_TRANSLATE_NOOP("Draw", "Eye"),
    Part.EAR: QT_TRANSLATE_NOOP("Draw", "Ear"),
    Part.SHOULDER: QT_TRANSLATE_NOOP("Draw", "Shoulder"),
    Part.ELBOW: QT_TRANSLATE_NOOP("Draw", "Elbow"),
    Part.WRIST: QT_TRANSLATE_NOOP("Draw", "Wrist"),
    Part.HIP: QT_TRANSLATE_NOOP("Draw", "Hip"),
    Part.KNEE: QT_TRANSLATE_NOOP("Draw", "Knee"),
    Part.ANKLE: QT_TRANSLATE_NOOP("Draw", "Ankle"),
    Part.HEEL: QT_TRANSLATE_NOOP("Draw", "Heel"),
    Part.TOE: QT_TRANSLATE_NOOP("Draw", "Toe"),
}
_POINT = QT_TRANSLATE_NOOP("Draw", "Click where it belongs, or press Enter to put it at the hip. Esc stops.")
_LINE = QT_TRANSLATE_NOOP(
    "Draw", "Drag from one end to the other; near a joint it follows the joint. Enter puts it at the hip. Esc stops."
)
_ANGLE = QT_TRANSLATE_NOOP(
    "Draw",
    "Click the first end, the corner and the second end; joints catch them. Enter puts it at the hip. Esc stops.",
)
_FREEHAND = QT_TRANSLATE_NOOP("Draw", "Hold the button and draw. Esc stops.")


def shape_title(shape: Shape) -> str:
    """Name of a shape."""
    return translate("Draw", _SHAPES[shape])


def shape_guide(shape: Shape) -> str:
    """How to draw a shape."""
    guides = {Shape.ANGLE: _ANGLE, Shape.FREEHAND: _FREEHAND, Shape.TEXT: _POINT, Shape.MARKER: _POINT}
    return translate("Draw", guides.get(shape, _LINE))


def aid_title(kind: AidKind) -> str:
    """Name of an aid."""
    return translate("Draw", _AIDS[kind])


def aid_guide(kind: AidKind) -> str:
    """How to show an aid."""
    return translate("Draw", _AID_GUIDES[kind])


def joint_title(joint: Joint) -> str:
    """Name of a joint, without its side."""
    part = next((part for part in Part if joint in part.value), None)
    return translate("Draw", _PARTS[part]) if part is not None else joint.name

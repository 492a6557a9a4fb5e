"""The acts of drawing: tools, what is done with a drawing, and the aids for the measures."""

from studio.core.annotation import AidKind, Shape
from studio.ui.action_spec import ActionSpec, Menu, Needs
from studio.ui.translating import QT_TRANSLATE_NOOP

_CLIP, _ANALYSIS, _DRAWING = Needs.CLIP, Needs.ANALYSIS, Needs.DRAWING

TOOL_OF_ACTION: dict[str, Shape] = {f"draw-{shape.value}": shape for shape in Shape}
AID_OF_ACTION: dict[str, AidKind] = {f"aid-{kind.value.replace('_', '-')}": kind for kind in AidKind}
FRAME_ACTIONS = ("drawing-from-here", "drawing-until-here", "drawing-rep", "drawing-clip", "drawing-fade")
NUDGES: dict[str, tuple[float, float]] = {
    "nudge-left": (-2.0, 0.0),
    "nudge-right": (2.0, 0.0),
    "nudge-up": (0.0, -2.0),
    "nudge-down": (0.0, 2.0),
}


def _tool(name: str, title: str, key: str, *, begins_section: bool = False) -> ActionSpec:
    return ActionSpec(
        f"draw-{name}", title, Menu.DRAW, (f"Shift+{key}",), _CLIP, f"draw-{name}", begins_section=begins_section
    )


def _act(action_id: str, title: str, *keys: str, needs: Needs = _DRAWING, begins_section: bool = False) -> ActionSpec:
    return ActionSpec(action_id, title, Menu.DRAW, keys, needs, begins_section=begins_section)


DRAWING_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("draw-select", QT_TRANSLATE_NOOP("Actions", "Select and move"), Menu.DRAW, ("V",), _CLIP, "draw-select"),
    _tool("line", QT_TRANSLATE_NOOP("Actions", "Line"), "L", begins_section=True),
    _tool("arrow", QT_TRANSLATE_NOOP("Actions", "Arrow"), "A"),
    _tool("rectangle", QT_TRANSLATE_NOOP("Actions", "Rectangle"), "R"),
    _tool("ellipse", QT_TRANSLATE_NOOP("Actions", "Ellipse"), "E"),
    _tool("freehand", QT_TRANSLATE_NOOP("Actions", "Freehand"), "F"),
    _tool("angle", QT_TRANSLATE_NOOP("Actions", "Angle"), "G"),
    _tool("distance", QT_TRANSLATE_NOOP("Actions", "Distance"), "D"),
    _tool("text", QT_TRANSLATE_NOOP("Actions", "Text"), "T"),
    _tool("spotlight", QT_TRANSLATE_NOOP("Actions", "Spotlight"), "S"),
    _tool("marker", QT_TRANSLATE_NOOP("Actions", "Numbered marker"), "M"),
    ActionSpec(
        "snap",
        QT_TRANSLATE_NOOP("Actions", "Catch joints"),
        Menu.DRAW,
        is_checkable=True,
        begins_section=True,
    ),
    _act("place-drawing", QT_TRANSLATE_NOOP("Actions", "Put it at the hip"), "Return", "Enter", needs=Needs.TOOL),
    _act("let-go", QT_TRANSLATE_NOOP("Actions", "Let go of tool or drawing"), "Esc", needs=Needs.HELD),
    _act("next-drawing", QT_TRANSLATE_NOOP("Actions", "Select the next drawing"), "Ctrl+D", needs=_CLIP),
    _act("next-joint", QT_TRANSLATE_NOOP("Actions", "Take the next joint in hand"), "Ctrl+Shift+J", needs=_ANALYSIS),
    _act("edit-drawing", QT_TRANSLATE_NOOP("Actions", "Write its words"), "F2"),
    _act("copy-drawing", QT_TRANSLATE_NOOP("Actions", "Copy it to the next rep"), "Ctrl+Shift+D"),
    _act("copy-drawing-everywhere", QT_TRANSLATE_NOOP("Actions", "Copy it to every rep"), "Ctrl+Alt+D"),
    _act("delete-drawing", QT_TRANSLATE_NOOP("Actions", "Delete it"), "Del", "Backspace"),
    _act("drawing-from-here", QT_TRANSLATE_NOOP("Actions", "Seen from here on"), "Alt+I", begins_section=True),
    _act("drawing-until-here", QT_TRANSLATE_NOOP("Actions", "Seen until here"), "Alt+O"),
    _act("drawing-rep", QT_TRANSLATE_NOOP("Actions", "Seen during this rep")),
    _act("drawing-clip", QT_TRANSLATE_NOOP("Actions", "Seen all the time")),
    _act("drawing-fade", QT_TRANSLATE_NOOP("Actions", "Fade in and out, or not")),
    _act("nudge-left", QT_TRANSLATE_NOOP("Actions", "Move it left"), "Alt+Left", needs=Needs.HELD, begins_section=True),
    _act("nudge-right", QT_TRANSLATE_NOOP("Actions", "Move it right"), "Alt+Right", needs=Needs.HELD),
    _act("nudge-up", QT_TRANSLATE_NOOP("Actions", "Move it up"), "Alt+Up", needs=Needs.HELD),
    _act("nudge-down", QT_TRANSLATE_NOOP("Actions", "Move it down"), "Alt+Down", needs=Needs.HELD),
    _act(
        "aid-neutral",
        QT_TRANSLATE_NOOP("Actions", "This frame is neutral for the athlete"),
        needs=_ANALYSIS,
        begins_section=True,
    ),
    _act("aid-bench-edge", QT_TRANSLATE_NOOP("Actions", "Show the bench edge"), needs=_ANALYSIS),
    _act("aid-thorax-line", QT_TRANSLATE_NOOP("Actions", "Draw the chest line"), needs=_ANALYSIS),
    _act("aid-pelvis-line", QT_TRANSLATE_NOOP("Actions", "Draw the pelvis line"), needs=_ANALYSIS),
    _act("aid-pad-box", QT_TRANSLATE_NOOP("Actions", "Draw a box around the pad"), needs=_ANALYSIS),
    _act("aid-floor-line", QT_TRANSLATE_NOOP("Actions", "Draw the floor line"), needs=_ANALYSIS),
    _act("aid-clear", QT_TRANSLATE_NOOP("Actions", "Forget what was shown to the studio"), needs=_ANALYSIS),
)

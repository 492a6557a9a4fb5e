"""The acts of editing reps, and the presets that add a fault by hand."""

from studio.core.rep import RepMark
from studio.ui.action_spec import ActionSpec, Menu, Needs
from studio.ui.translating import QT_TRANSLATE_NOOP

PRESET_COUNT = 9
MARK_OF_ACTION: dict[str, RepMark] = {f"rep-{mark.value}": mark for mark in RepMark}


def _act(action_id: str, title: str, *keys: str, begins_section: bool = False) -> ActionSpec:
    return ActionSpec(action_id, title, Menu.REVIEW, keys, Needs.ANALYSIS, begins_section=begins_section)


REP_ACTIONS: tuple[ActionSpec, ...] = (
    _act("rep-begins", QT_TRANSLATE_NOOP("Actions", "The rep begins here"), "Ctrl+[", begins_section=True),
    _act("rep-ends", QT_TRANSLATE_NOOP("Actions", "The rep ends here"), "Ctrl+]"),
    _act("split-rep", QT_TRANSLATE_NOOP("Actions", "Split the rep here"), "Ctrl+T"),
    _act("join-reps", QT_TRANSLATE_NOOP("Actions", "Join the rep with the next"), "Ctrl+J"),
    _act("rep-counted", QT_TRANSLATE_NOOP("Actions", "The rep counts"), "Alt+1"),
    _act("rep-partial", QT_TRANSLATE_NOOP("Actions", "The rep is partial"), "Alt+2"),
    _act("rep-failed", QT_TRANSLATE_NOOP("Actions", "The rep failed"), "Alt+3"),
    _act("rep-false", QT_TRANSLATE_NOOP("Actions", "This is no rep"), "Alt+4"),
    _act("reset-reps", QT_TRANSLATE_NOOP("Actions", "Reps as the studio found them")),
)

PRESET_ACTIONS: tuple[ActionSpec, ...] = tuple(
    ActionSpec(
        f"preset-{number}",
        QT_TRANSLATE_NOOP("Actions", "Add a fault by hand"),
        Menu.REVIEW,
        (str(number),),
        Needs.ANALYSIS,
        begins_section=number == 1,
    )
    for number in range(1, PRESET_COUNT + 1)
)

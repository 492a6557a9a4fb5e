"""What the edits of a review are called in the user's language, for undo and redo."""

import re
from collections.abc import Mapping
from functools import cache

from studio.core.annotation import AidKind, Shape
from studio.core.body import Joint
from studio.core.exercise import Exercise
from studio.core.rep import RepMark
from studio.ui.player.draw_words import aid_title, joint_title, shape_title
from studio.ui.translating import QT_TRANSLATE_NOOP, translate

NAMES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Edits", "Move begin of rep"),
    QT_TRANSLATE_NOOP("Edits", "Move end of rep"),
    QT_TRANSLATE_NOOP("Edits", "Remove all aids"),
    QT_TRANSLATE_NOOP("Edits", "Remove mark"),
    QT_TRANSLATE_NOOP("Edits", "Clear all corrections"),
    QT_TRANSLATE_NOOP("Edits", "Mark moment"),
    QT_TRANSLATE_NOOP("Edits", "Answer"),
    QT_TRANSLATE_NOOP("Edits", "Edit summary"),
    QT_TRANSLATE_NOOP("Edits", "Set athlete"),
    QT_TRANSLATE_NOOP("Edits", "Set filmed rate"),
    QT_TRANSLATE_NOOP("Edits", "Begin afresh"),
    QT_TRANSLATE_NOOP("Edits", "Copy drawing"),
    QT_TRANSLATE_NOOP("Edits", "Delete drawing"),
    QT_TRANSLATE_NOOP("Edits", "Split rep"),
    QT_TRANSLATE_NOOP("Edits", "Join reps"),
    QT_TRANSLATE_NOOP("Edits", "Reset reps"),
    QT_TRANSLATE_NOOP("Edits", "Edit wording"),
    QT_TRANSLATE_NOOP("Edits", "Restore wording"),
    QT_TRANSLATE_NOOP("Edits", "Leave out part"),
    QT_TRANSLATE_NOOP("Edits", "Print part"),
    QT_TRANSLATE_NOOP("Edits", "Record voice note"),
    QT_TRANSLATE_NOOP("Edits", "Delete voice note"),
    QT_TRANSLATE_NOOP("Edits", "Change verdict on {what}"),
    QT_TRANSLATE_NOOP("Edits", "Mark rep as {what}"),
    QT_TRANSLATE_NOOP("Edits", "Note on {what}"),
    QT_TRANSLATE_NOOP("Edits", "Accept {what}"),
    QT_TRANSLATE_NOOP("Edits", "Dismiss {what}"),
    QT_TRANSLATE_NOOP("Edits", "Reopen {what}"),
    QT_TRANSLATE_NOOP("Edits", "Adjust {what}"),
    QT_TRANSLATE_NOOP("Edits", "Add {what}"),
    QT_TRANSLATE_NOOP("Edits", "Remove {what}"),
    QT_TRANSLATE_NOOP("Edits", "Move {what}"),
    QT_TRANSLATE_NOOP("Edits", "Clear {what}"),
    QT_TRANSLATE_NOOP("Edits", "Draw {what}"),
    QT_TRANSLATE_NOOP("Edits", "Place {what}"),
    QT_TRANSLATE_NOOP("Edits", "Edit {what}"),
    QT_TRANSLATE_NOOP("Edits", "Restyle {what}"),
    QT_TRANSLATE_NOOP("Edits", "Time {what}"),
    QT_TRANSLATE_NOOP("Edits", "Fade {what}"),
    QT_TRANSLATE_NOOP("Edits", "Attach {what}"),
)
"""Every label that a command may have; those without a gap come first."""

_MARKS = {
    RepMark.COUNTED: QT_TRANSLATE_NOOP("Edits", "counted"),
    RepMark.PARTIAL: QT_TRANSLATE_NOOP("Edits", "partial"),
    RepMark.FAILED: QT_TRANSLATE_NOOP("Edits", "failed"),
    RepMark.FALSE: QT_TRANSLATE_NOOP("Edits", "no rep"),
}


def edit_name(label: str, exercise: Exercise | None) -> str:
    """A command's label in the user's language, with names instead of ids."""
    for name in NAMES:
        found = _pattern(name).fullmatch(label)
        if found is not None:
            what = found.groupdict().get("what", "")
            return translate("Edits", name).format(what=_titles(exercise).get(what, what))
    return label


def _titles(exercise: Exercise | None) -> Mapping[str, str]:
    """What faults, joints, shapes, aids and marks of reps are called."""
    faults = exercise.knowledge.faults if exercise is not None else {}
    return {
        **{joint.name.lower().replace("_", " "): joint_title(joint) for joint in Joint},
        **{shape.value: shape_title(shape) for shape in Shape},
        **{kind.value.replace("_", " "): aid_title(kind) for kind in AidKind},
        **{mark.value: translate("Edits", words) for mark, words in _MARKS.items()},
        **{fault: f"“{wording.title}”" for fault, wording in faults.items()},
    }


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name).replace(r"\{what\}", "(?P<what>.+)"))

"""Asks which clip of the same day shows the same set."""

from collections.abc import Sequence
from math import inf, isfinite
from pathlib import Path

from PySide6.QtWidgets import QInputDialog, QWidget

from studio.core.training import ClipRole, SetClip
from studio.services.other_views import OtherView
from studio.ui.translating import translate

_MINUTE_S = 60.0


def choose_view(parent: QWidget, views: Sequence[OtherView]) -> OtherView | None:
    """One of the proposals; one without a set for another file; None when it was cancelled."""
    another = OtherView("", SetClip(ClipRole.FRONT, "", Path()), ClipRole.FRONT, inf)
    offered = {view_words(view): view for view in views} | {translate("Library", "Another file…"): another}
    title = translate("Library", "Attach a clip")
    name, is_chosen = QInputDialog.getItem(
        parent, title, translate("Library", "Filmed on the same day:"), list(offered), 0, editable=False
    )
    return offered.get(name) if is_chosen else None


def view_words(view: OtherView) -> str:
    """A proposal in a line: the clip, what it seems to show, how far apart it was filmed."""
    role = (
        translate("Library", "from the front")
        if view.role is ClipRole.FRONT
        else translate("Library", "technique clip, lighter load")
    )
    parts = [view.clip.path.name, role]
    if isfinite(view.apart_s):
        minutes = round(view.apart_s / _MINUTE_S)
        parts.append(translate("Library", "{minutes} min apart").format(minutes=minutes))
    return ", ".join(parts)

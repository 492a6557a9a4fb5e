"""What may be dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def clip_in(data: QMimeData) -> Path | None:
    """The first local file among what is being dragged; whether it is a clip is found out when it is opened."""
    for url in data.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None

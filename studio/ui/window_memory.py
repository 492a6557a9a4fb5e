"""What the window remembers between starts: size, docks, lanes, shortcuts, recent clips. The rest are settings."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from studio.services.recent_clips import RecentClips

_LAYOUT_VERSION = 3
_OLD_RECENT = "clips/recent"


class WindowMemory:
    """Reads and writes one small file in the user's settings folder."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self._clips = RecentClips(folder)
        self._take_over_recent()

    @property
    def layout_version(self) -> int:
        """Version of the dock layout; a stored one of another version is not restored."""
        return _LAYOUT_VERSION

    @property
    def geometry(self) -> QByteArray:
        """Size and place of the window; empty at first."""
        return self._bytes("window/geometry")

    @property
    def docks(self) -> QByteArray:
        """Where the docks are; empty at first."""
        return self._bytes("window/docks")

    @property
    def lanes(self) -> tuple[str, ...]:
        """Signals whose lanes are shown, from top to bottom; empty when the coach has not chosen."""
        stored = self._settings.value("graphs/lanes", "")
        return tuple(str(stored).split()) if stored else ()

    @property
    def shortcuts(self) -> dict[str, tuple[str, ...]]:
        """Keys of acts that the coach gave others than at first."""
        lines = str(self._settings.value("shortcuts/own", "") or "").split("\n")
        pairs = (line.split("\t") for line in lines if line)
        return {name: tuple(keys) for name, *keys in pairs}

    @property
    def clips(self) -> RecentClips:
        """Clips that were open before."""
        return self._clips

    def remember_window(self, geometry: QByteArray, docks: QByteArray) -> None:
        """Keep size and docks."""
        self._settings.setValue("window/geometry", geometry)
        self._settings.setValue("window/docks", docks)

    def remember_lanes(self, lanes: tuple[str, ...]) -> None:
        """Keep which lanes are shown."""
        self._settings.setValue("graphs/lanes", " ".join(lanes))

    def remember_shortcuts(self, own: Mapping[str, tuple[str, ...]]) -> None:
        """Keep the keys that differ from the first ones."""
        lines = ["\t".join((name, *keys)) for name, keys in own.items()]
        self._settings.setValue("shortcuts/own", "\n".join(lines))

    def save(self) -> None:
        """Write now."""
        self._settings.sync()

    def _take_over_recent(self) -> None:
        """Move the list out of this file, where earlier versions kept it."""
        stored = str(self._settings.value(_OLD_RECENT, "") or "")
        for line in reversed(stored.split("\n")):
            if line:
                self._clips.remember(Path(line))
        if stored:
            self._settings.remove(_OLD_RECENT)
            self._settings.sync()

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

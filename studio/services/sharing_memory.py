"""Remembers what was shared the last time."""

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from studio.core.atomic import make_folder, write_atomically
from studio.services.publishing import SharingChoice

_FILE = "sharing.json"


def load_choice(folder: Path) -> SharingChoice:
    """The choice of the last time; the usual one when there was none or it is damaged."""
    try:
        data: Any = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return SharingChoice()
    usual = SharingChoice()
    known = {field.name: getattr(usual, field.name) for field in fields(SharingChoice)}
    kept = {
        name: data[name]
        for name, value in known.items()
        if isinstance(data, dict) and type(data.get(name)) is type(value)
    }
    return SharingChoice(**kept)


def save_choice(folder: Path, choice: SharingChoice) -> None:
    """Remember a choice. Raises CannotWrite."""
    make_folder(folder)
    write_atomically(folder / _FILE, f"{json.dumps(asdict(choice))}\n".encode())

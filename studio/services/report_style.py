"""The coach's own look of reports, kept for all of them."""

import base64
import binascii
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio.core.atomic import make_folder, write_atomically
from studio.core.errors import UnreadableInput
from studio.core.report import Paper, ReportStyle, ReportTheme

FILE_NAME = "report-style.json"
_SCHEMA = "lockout/report-style/1"
_MOST_LOGO_BYTES = 8_000_000


def load_style(folder: Path) -> ReportStyle:
    """The kept look; the plain one when none was kept or it is damaged."""
    try:
        data: Any = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        if data["schema"] != _SCHEMA:
            return ReportStyle()
        return ReportStyle(
            coach=str(data["coach"]),
            contact=str(data["contact"]),
            logo=base64.b64decode(data["logo"], validate=True),
            accent=str(data["accent"]),
            theme=ReportTheme(data["theme"]),
            paper=Paper(data["paper"]),
        )
    except (OSError, ValueError, KeyError, TypeError, binascii.Error):
        return ReportStyle()


class ReportLook:
    """The kept look, read once and written with every change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._style = load_style(folder)

    @property
    def style(self) -> ReportStyle:
        """The look."""
        return self._style

    def choose_style(self, style: ReportStyle) -> None:
        """Take another look from now on and keep it. Raises CannotWrite."""
        self._style = style
        save_style(self._folder, style)


def save_style(folder: Path, style: ReportStyle) -> None:
    """Keep a look. Raises CannotWrite."""
    make_folder(folder)
    data = {
        "schema": _SCHEMA,
        "coach": style.coach,
        "contact": style.contact,
        "logo": base64.b64encode(style.logo).decode("ascii"),
        "accent": style.accent,
        "theme": style.theme.value,
        "paper": style.paper.value,
    }
    write_atomically(folder / FILE_NAME, f"{json.dumps(data, ensure_ascii=False)}\n".encode())


def with_logo(style: ReportStyle, file: Path) -> ReportStyle:
    """The look with a picture file as logo. Raises UnreadableInput."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"The logo {file.name} cannot be read.", remedy="Choose another picture.") from error
    if len(content) > _MOST_LOGO_BYTES or not content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise UnreadableInput(f"{file.name} is no PNG or JPEG picture.", remedy="Choose a PNG or JPEG of at most 8 MB.")
    return replace(style, logo=content)

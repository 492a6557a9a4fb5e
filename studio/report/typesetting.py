"""Typst sets the pages: templates and data go into a folder of their own, a PDF comes back."""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from studio.core.errors import CannotWrite, StudioError
from studio.report.document import ContactSheet, Report
from studio.report.questionnaire import FormDocument
from studio.report.words import UNPRINTABLE

_MAIN = "report.typ"
_CONTACTS = "contacts.typ"
_QUESTIONNAIRE = "questionnaire.typ"
_DATA = "report.json"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MOST_ROUNDS = 6
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


class CannotTypeset(StudioError):
    """The report could not be set."""

    exit_code = 5


def typeset(report: Report, pictures: Mapping[str, bytes], *, resources: Path) -> bytes:
    """Set a report as a tagged PDF.

    The text is set in the fonts that are shipped, so that the same data gives the same bytes on every machine. Names in
    scripts that these do not cover are set in fonts of the system; what no font has becomes a box.

    Args:
        report: what to print.
        pictures: JPEG or PNG data by file name.
        resources: folder with the templates and the folder `fonts`.

    Raises:
        CannotWrite: there is no room for temporary files.
        CannotTypeset: the templates are damaged.
    """
    made = _set(report, pictures, resources=resources, options={"format": "pdf", "pdf_standards": ["ua-1"]})
    return made[0]


def draw_pages(
    report: Report, pictures: Mapping[str, bytes], *, resources: Path, pixels_per_inch: float
) -> tuple[bytes, ...]:
    """The pages of a report as PNG pictures; otherwise as `typeset`."""
    return _set(report, pictures, resources=resources, options={"format": "png", "ppi": pixels_per_inch})


def typeset_contacts(sheet: ContactSheet, pictures: Mapping[str, bytes], *, resources: Path) -> bytes:
    """Set a contact sheet as a tagged PDF; otherwise as `typeset`."""
    options = {"format": "pdf", "pdf_standards": ["ua-1"]}
    return _set(sheet, pictures, resources=resources, options=options, main=_CONTACTS)[0]


def typeset_questionnaire(form: FormDocument, pictures: Mapping[str, bytes], *, resources: Path) -> bytes:
    """Set a questionnaire as a tagged PDF; otherwise as `typeset`."""
    options = {"format": "pdf", "pdf_standards": ["ua-1"]}
    return _set(form, pictures, resources=resources, options=options, main=_QUESTIONNAIRE)[0]


def _set(
    report: Report | ContactSheet | FormDocument,
    pictures: Mapping[str, bytes],
    *,
    resources: Path,
    options: Mapping[str, Any],
    main: str = _MAIN,
) -> tuple[bytes, ...]:
    data = json.dumps(asdict(report), ensure_ascii=False, allow_nan=False)
    try:
        with tempfile.TemporaryDirectory(prefix="lockout-report-") as name:
            folder = Path(name)
            for template in resources.glob("*.typ"):
                shutil.copyfile(template, folder / template.name)
            for file, picture in pictures.items():
                (folder / file).write_bytes(picture)
            return _compile_with_any_font(folder / main, data, fonts=resources / "fonts", options=options)
    except OSError as error:
        raise CannotWrite(
            "The report needs some room for temporary files and found none.", remedy="Free some disk space."
        ) from error


def _compile_with_any_font(main: Path, data: str, *, fonts: Path, options: Mapping[str, Any]) -> tuple[bytes, ...]:
    """Try the shipped fonts, then all fonts, then without the letters that no font has."""
    from typst import TypstError

    uses_system_fonts = False
    for _ in range(_MOST_ROUNDS):
        main.with_name(_DATA).write_text(data, encoding="utf-8")
        try:
            return _compile(main, fonts=fonts, uses_system_fonts=uses_system_fonts, options=options)
        except TypstError as error:
            missing = _letters_without_font(error.diagnostic)
            if not missing:
                raise _damaged() from error
            if uses_system_fonts:
                data = "".join(UNPRINTABLE if letter in missing else letter for letter in data)
            uses_system_fonts = True
    raise _damaged()


def _compile(main: Path, *, fonts: Path, uses_system_fonts: bool, options: Mapping[str, Any]) -> tuple[bytes, ...]:
    import typst

    made: bytes | list[bytes] = typst.compile(
        str(main),
        root=str(main.parent),
        font_paths=[str(fonts)],
        ignore_system_fonts=not uses_system_fonts,
        timestamp=_EPOCH,
        **options,
    )
    return tuple(made) if isinstance(made, list) else (made,)


def _letters_without_font(diagnostic: str) -> frozenset[str]:
    texts = (_ESCAPE.sub(_unescape, found) for found in _NO_GLYPH.findall(diagnostic))
    return frozenset("".join(texts)) - {UNPRINTABLE}


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _PLAIN_ESCAPES.get(found[2], found[2])


def _damaged() -> CannotTypeset:
    return CannotTypeset("The pages of the report could not be set.", remedy="Install the studio again.")

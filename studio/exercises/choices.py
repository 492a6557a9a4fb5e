"""What the coach decided about exercises: which strangers' code may run, and which rule pack judges."""

import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from studio.core.errors import CannotWrite

SCHEMA = "lockout/exercise-choices/1"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choices:
    """The coach's decisions.

    Attributes:
        consents: content fingerprint that was consented to, by exercise id.
        packs: id of the chosen rule pack, by exercise id.
    """

    consents: Mapping[str, str] = field(default_factory=dict)
    packs: Mapping[str, str] = field(default_factory=dict)


class ChoiceFile:
    """The decisions, kept in one small file. Without a file they last as long as the program runs."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._unsaved = Choices()

    def read(self) -> Choices:
        """What is decided now; nothing when the file cannot be read, so that no code runs by accident."""
        if self._path is None:
            return self._unsaved
        if not self._path.is_file():
            return Choices()
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            log.warning("the choices about exercises cannot be read; none are applied")
            return Choices()
        if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
            log.warning("the choices about exercises are of another version; none are applied")
            return Choices()
        return Choices(consents=_words(raw.get("consents")), packs=_words(raw.get("packs")))

    def consent(self, exercise_id: str, sha256: str) -> None:
        """Let an exercise's code run as long as its content stays the same; an empty fingerprint takes it back."""
        choices = self.read()
        self._write(replace(choices, consents=_with(choices.consents, exercise_id, sha256)))

    def choose_pack(self, exercise_id: str, pack_id: str) -> None:
        """Judge an exercise with a rule pack; an empty id goes back to the exercise's own limits."""
        choices = self.read()
        self._write(replace(choices, packs=_with(choices.packs, exercise_id, pack_id)))

    def _write(self, choices: Choices) -> None:
        if self._path is None:
            self._unsaved = choices
            return
        content = {"schema": SCHEMA, "consents": dict(choices.consents), "packs": dict(choices.packs)}
        try:
            _replace_file(self._path, json.dumps(content, indent=1, sort_keys=True))
        except OSError as error:
            raise CannotWrite(
                "The choice could not be saved.", remedy="Check that there is room and that the folder may be written."
            ) from error


def _replace_file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _words(raw: object) -> Mapping[str, str]:
    if not isinstance(raw, dict):
        return {}
    return {key: value for key, value in raw.items() if isinstance(key, str) and isinstance(value, str)}


def _with(old: Mapping[str, str], key: str, value: str) -> Mapping[str, str]:
    kept = {name: known for name, known in old.items() if name != key}
    return {**kept, key: value} if value else kept

"""Settings: each is declared once; page, file, search, reset and the command line's listing come from that."""

import json
import logging
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum, unique
from pathlib import Path
from typing import Protocol

from studio.core.atomic import write_atomically
from studio.core.errors import CannotWrite, UsageError
from studio.core.events import Event
from studio.core.report import Paper, ReportStyle, ReportTheme

log = logging.getLogger(__name__)

FILE_NAME = "settings.toml"
SCHEMA = "lockout/settings/1"

Value = bool | int | str | tuple[str, ...]


@unique
class SettingKind(StrEnum):
    """What a setting holds, and so how it is edited."""

    SWITCH = "switch"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    FOLDERS = "folders"


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared setting; its words are English and are told in the user's language where they are shown.

    Attributes:
        key: stable name, its group first.
        kind: what it holds.
        default: what holds when nobody says otherwise.
        title: what it is called.
        help: what it does, in a sentence.
        group: heading that it stands under.
        unit: of a number.
        low: least number.
        high: greatest number.
        step: between two numbers.
        choices: values and their titles; empty for a choice whose values the installation tells.
        pattern: regular expression that a text must fulfil; empty for any text.
        is_bound: whether its value lies elsewhere, such as in the look of reports; see `Settings.bind`.
    """

    key: str
    kind: SettingKind
    default: Value
    title: str
    help: str
    group: str
    unit: str = ""
    low: int = 0
    high: int = 0
    step: int = 1
    choices: tuple[tuple[str, str], ...] = ()
    pattern: str = ""
    is_bound: bool = False


@dataclass(frozen=True, slots=True)
class Binding:
    """Where the value of a setting lies when it is not in the settings' own file."""

    read: Callable[[], Value]
    write: Callable[[Value], None]


class StyleShelf(Protocol):
    """Where the look of reports is kept."""

    @property
    def style(self) -> ReportStyle:
        """The look."""

    def choose_style(self, style: ReportStyle) -> None:
        """Take another look from now on and keep it."""


class Settings:
    """The values in force, and the file that keeps those that differ from the first ones.

    Values are read from any thread and changed on the window's.

    Attributes:
        changed: told with the key after each change.
        problems: what could not be taken from the file, one sentence each.
    """

    def __init__(self, file: Path | None, declared: Iterable[Setting]) -> None:
        self.changed: Event[str] = Event()
        self.problems: tuple[str, ...] = ()
        self._file = file
        self._declared = {setting.key: setting for setting in declared}
        self._values: dict[str, Value] = {}
        self._strange: dict[str, object] = {}
        self._bindings: dict[str, Binding] = {}
        self._offers: dict[str, tuple[tuple[str, str], ...]] = {}
        self._load()

    @property
    def declared(self) -> tuple[Setting, ...]:
        """All settings that can be reached here, in the order in which they are shown."""
        return tuple(one for one in self._declared.values() if not one.is_bound or one.key in self._bindings)

    def setting(self, key: str) -> Setting:
        """The declaration of a setting. Raises UsageError."""
        if key not in self._declared:
            raise UsageError(f"There is no setting “{key}”.", remedy="Look at: lockout settings")
        return self._declared[key]

    def __getitem__(self, key: str) -> Value:
        """The value in force. Raises UsageError for a key that nobody declared."""
        setting = self.setting(key)
        if key in self._bindings:
            return self._bindings[key].read()
        if setting.is_bound:
            raise UsageError(f"“{key}” is set in the window.", remedy="Run: lockout gui")
        return self._values.get(key, setting.default)

    def switch(self, key: str) -> bool:
        """The value of a switch."""
        return bool(self[key])

    def number(self, key: str) -> int:
        """The value of a number."""
        value = self[key]
        assert isinstance(value, int)
        return value

    def text(self, key: str) -> str:
        """The value of a choice or a text."""
        return str(self[key])

    def said(self, key: str) -> str:
        """The value as `parsed` takes it."""
        value = self[key]
        if isinstance(value, bool):
            return "on" if value else "off"
        return ";".join(value) if isinstance(value, tuple) else str(value)

    def set(self, key: str, value: Value) -> None:
        """Put a value in force and keep it. Raises UsageError or CannotWrite; nothing has changed then."""
        self.set_all({key: value})

    def set_all(self, values: Mapping[str, Value]) -> None:
        """Put several values in force and keep them in one go. Raises UsageError or CannotWrite."""
        wanted = {key: checked(self.setting(key), value, self.choices(key)) for key, value in values.items()}
        changed = {key: value for key, value in wanted.items() if value != self[key]}
        own = {key: value for key, value in changed.items() if key not in self._bindings}
        if own:
            kept = {**self._values, **own}
            self._write({key: value for key, value in kept.items() if value != self._declared[key].default})
        for key in changed.keys() - own.keys():
            self._bindings[key].write(changed[key])
        for key in changed:
            self.changed.emit(key)

    def reset(self, key: str) -> None:
        """Put the first value back. Raises UsageError or CannotWrite."""
        self.set(key, self.setting(key).default)

    def reset_all(self) -> None:
        """Put every first value back, but for those that lie elsewhere. Raises CannotWrite."""
        self.set_all({setting.key: setting.default for setting in self._declared.values() if not setting.is_bound})

    def is_default(self, key: str) -> bool:
        """Whether a setting has its first value."""
        return self[key] == self.setting(key).default

    def bind(self, key: str, read: Callable[[], Value], write: Callable[[Value], None]) -> None:
        """Say where the value of a setting lies that is kept elsewhere."""
        self._bindings[self.setting(key).key] = Binding(read, write)

    def bind_look(self, shelf: StyleShelf) -> None:
        """Let the look of reports be edited here as well."""

        def keep(change: Callable[[ReportStyle, str], ReportStyle]) -> Callable[[Value], None]:
            return lambda value: shelf.choose_style(change(shelf.style, str(value)))

        bind = self.bind
        bind("report.coach", lambda: shelf.style.coach, keep(lambda style, text: replace(style, coach=text)))
        bind("report.contact", lambda: shelf.style.contact, keep(lambda style, text: replace(style, contact=text)))
        bind("report.accent", lambda: shelf.style.accent, keep(lambda style, text: replace(style, accent=text)))
        bind(
            "report.theme",
            lambda: shelf.style.theme.value,
            keep(lambda style, text: replace(style, theme=ReportTheme(text))),
        )
        bind(
            "report.paper", lambda: shelf.style.paper.value, keep(lambda style, text: replace(style, paper=Paper(text)))
        )

    def offer(self, key: str, choices: Iterable[tuple[str, str]]) -> None:
        """Say which values a choice has in this installation, with their titles."""
        self._offers[key] = tuple(choices)

    def choices(self, key: str) -> tuple[tuple[str, str], ...]:
        """Values and titles of a choice; empty when any value may be kept."""
        return self._offers.get(key) or self.setting(key).choices

    def _load(self) -> None:
        if self._file is None:
            return
        try:
            stored = tomllib.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            log.info("the settings cannot be read: %s", type(error).__name__)
            with suppress(OSError):
                self._file.replace(self._file.with_suffix(".unreadable"))
            self.problems = ("The settings could not be read and are as at first.",)
            return
        for key, value in stored.items():
            self._take(key, value)

    def _take(self, key: str, stored: object) -> None:
        """Take one stored value; a bad one falls back and is told, one of a newer studio is kept untouched."""
        setting = self._declared.get(key)
        if setting is None:
            if key != "schema":
                self._strange[key] = stored
            return
        try:
            value = tuple(stored) if isinstance(stored, list) else stored
            self._values[key] = checked(setting, value, self.choices(key))
        except UsageError:
            told = f"The setting “{key}” was not understood and is as at first."
            self.problems = (*self.problems, told)

    def _write(self, values: dict[str, Value]) -> None:
        if self._file is not None:
            lines = [f'schema = "{SCHEMA}"']
            lines += [f"{json.dumps(key)} = {_toml(value)}" for key, value in sorted((self._strange | values).items())]
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CannotWrite(
                    "The settings cannot be kept.", remedy="Check that you may write to your settings folder."
                ) from error
            write_atomically(self._file, ("\n".join(lines) + "\n").encode())
        self._values = values


def checked(setting: Setting, value: object, choices: tuple[tuple[str, str], ...]) -> Value:
    """The value, when it is one that the setting can have.

    Raises:
        UsageError: it is not; the remedy says what it can be.
    """
    fits, remedy = _judge(setting, value, choices)
    if not fits:
        raise UsageError(f"“{value}” is no value of “{setting.key}”.", remedy=remedy)
    assert isinstance(value, bool | int | str | tuple)
    return value


def parsed(setting: Setting, text: str) -> Value:
    """What somebody typed as a value of this setting; `checked` says whether it is one.

    Raises:
        UsageError: it is not even of the right kind.
    """
    match setting.kind:
        case SettingKind.SWITCH:
            words = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}
            if text.casefold() not in words:
                raise UsageError(f"“{text}” is no value of “{setting.key}”.", remedy="Say on or off.")
            return words[text.casefold()]
        case SettingKind.NUMBER:
            if not re.fullmatch(r"-?\d+", text):
                raise UsageError(f"“{text}” is no value of “{setting.key}”.", remedy=_range(setting))
            return int(text)
        case SettingKind.FOLDERS:
            return tuple(part for part in text.split(";") if part)
        case _:
            return text


def found(settings: Iterable[Setting], wanted: str, tell: Callable[[str], str]) -> tuple[Setting, ...]:
    """The settings in whose words, told in the user's language, every word of a search stands; all for an empty one."""
    words = wanted.casefold().split()

    def said(setting: Setting) -> str:
        titles = (tell(title) for _, title in setting.choices)
        texts = (setting.key, tell(setting.title), tell(setting.help), tell(setting.group), *titles)
        return " ".join(texts).casefold()

    return tuple(setting for setting in settings if all(word in said(setting) for word in words))


def _judge(setting: Setting, value: object, choices: tuple[tuple[str, str], ...]) -> tuple[bool, str]:
    match setting.kind:
        case SettingKind.SWITCH:
            return isinstance(value, bool), "Say on or off."
        case SettingKind.NUMBER:
            is_number = isinstance(value, int) and not isinstance(value, bool)
            return is_number and setting.low <= int(str(value)) <= setting.high, _range(setting)
        case SettingKind.CHOICE:
            known = [choice for choice, _ in choices]
            remedy = f"It can be {', '.join(choice or '“”' for choice in known)}."
            return isinstance(value, str) and (not known or value in known), remedy
        case SettingKind.TEXT:
            is_text = isinstance(value, str) and (not setting.pattern or bool(re.fullmatch(setting.pattern, value)))
            return is_text, "Write it as the help of the setting says."
        case _:
            is_list = isinstance(value, tuple) and all(isinstance(part, str) for part in value)
            return is_list, "Name folders, with a semicolon between them."


def _range(setting: Setting) -> str:
    return f"Choose a number from {setting.low} to {setting.high}."


def _toml(value: object) -> str:
    """A value as TOML writes it; JSON writes texts, numbers, switches and lists alike."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False, default=str)

"""Reading a TOML file that a person wrote: every problem is collected, with its line, and none is guessed away."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from studio.core.exercise import Problem
from studio.exercises.source import in_one_line, is_shown, read_source, reason_of

Place = tuple[str | int, ...]

_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\],]+?)\s*\]\]?\s*(?:#.*)?$")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_SYNTAX_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_FENCES = ('"""', "'''")
_DIGITS = re.compile(r"[0-9_]{4000}")
_LONGEST_TEXT = 2000  # characters of one text. Source: our default; the longest shipped one has 900
_LONGEST_NAME = 300  # characters of a line in which a table or key is looked for. Source: our default
_MOST_DOTS = 100  # in a line: keys of very many parts take hours to read. Source: our default; shipped lines have 12
_MOST_PROBLEMS = 100  # of one file; who mends these sees the next ones. Source: our default
_LARGEST_NUMBER = 1e9  # no limit, weight or length comes near it. Source: our default

Kind = TypeVar("Kind")


class TomlFile:
    """One file, its content, and what is wrong with it.

    Attributes:
        path: the file.
        data: its content; empty when it cannot be read.
        problems: what was wrong so far.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._text = ""
        self._lines: Mapping[Place, int] | None = None
        self._read()
        self._is_readable = not self.problems

    @property
    def is_readable(self) -> bool:
        """Whether it could be read at all; what is missing in a file that could not is no news."""
        return self._is_readable

    @property
    def text(self) -> str:
        """What stands in it, with plain ends of lines; empty when it cannot be read."""
        return self._text

    @property
    def root(self) -> "TableReader":
        """The outermost table."""
        return TableReader(self, (), self.data)

    def report(self, message: str, place: Place = ()) -> None:
        """Note a problem at a place in the file; of very many the first ones."""
        if len(self.problems) > _MOST_PROBLEMS:
            return
        if len(self.problems) == _MOST_PROBLEMS:
            message = "and more, which are listed when these are mended"
        self.problems.append(Problem(file=self.path, line=self._line_of(place), message=in_one_line(message)))

    def _read(self) -> None:
        try:
            text = read_source(self.path).decode("utf-8-sig")  # some editors put a mark of order first
            self._text = text.replace("\r\n", "\n").replace("\r", "\n")
            dotted = next((n for n, line in enumerate(self._text.split("\n"), 1) if line.count(".") > _MOST_DOTS), 0)
            if dotted:
                self.problems.append(Problem(file=self.path, line=dotted, message="a line has too many dots"))
            else:
                self.data = tomllib.loads(self._text)
        except OSError as error:
            self.report(f"the file cannot be read: {reason_of(error)}")
        except UnicodeDecodeError:
            self.report("the file is not UTF-8 text")
        except RecursionError:
            self.report("the file is nested too deeply")
        except tomllib.TOMLDecodeError as error:
            found = _SYNTAX_LINE.search(str(error))
            message = f"this is not valid TOML: {_SYNTAX_LINE.sub('', str(error)).strip()}"
            line = int(found[1]) if found else self._text.count("\n") + 1
            self.problems.append(Problem(file=self.path, line=line, message=in_one_line(message)))
        except ValueError:  # a whole number with more digits than Python turns into one
            found = _DIGITS.search(self._text)
            line = self._text.count("\n", 0, found.start() if found else 0) + 1
            self.problems.append(Problem(file=self.path, line=line, message="a number has too many digits"))

    def _line_of(self, place: Place) -> int:
        if self._lines is None:
            self._lines = _line_index(self._text)
        for length in range(len(place), 0, -1):
            line = self._lines.get(place[:length])
            if line:
                return line
        return 0


class TableReader:
    """One table of a file. Keys that nobody asked for are problems once `finish` is called."""

    def __init__(self, file: TomlFile, place: Place, table: Mapping[str, Any]) -> None:
        self.file = file
        self.place = place
        self._table = table
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._table

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, in the order of the file."""
        return tuple(self._table)

    def raw(self, key: str) -> Any:  # noqa: ANN401 - what a file holds is unknown until it is checked
        """The value as it stands in the file, None when it is missing."""
        self._asked.add(key)
        return self._table.get(key)

    def text(self, key: str, *, default: str | None = None) -> str:
        """A string; a missing or empty one is a problem unless there is a default."""
        value = self._typed(key, str, "a text", "" if default is None else default, is_needed=default is None)
        if default is None and key in self._table and not value.strip() and self._table[key] == value:
            self.report(f"“{key}” is empty", key)
        _check_showable(self, key, value)
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        return self._typed(key, bool, "true or false", default, is_needed=False)

    def number(self, key: str, *, default: float | None = None) -> float:
        """A finite number."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if value is None:
            self._report_missing(key)
        elif not is_number(value):
            self.report(f"“{key}” must be a number, not {value!r}", key)
        else:
            return float(value)
        return default or 0.0

    def limit(self, key: str) -> float | None:
        """A finite number, or None when the key is missing."""
        return self.number(key, default=0.0) if key in self._table else self.raw(key)

    def texts(self, key: str, *, is_needed: bool = False) -> tuple[str, ...]:
        """A list of strings; empty when it is missing."""
        value = self._typed(key, list, "a list of texts", [], is_needed=is_needed)
        if not all(isinstance(item, str) for item in value):
            self.report(f"“{key}” must be a list of texts", key)
            return ()
        if len(set(value)) < len(value):
            self.report(f"“{key}” names something twice", key)
        return tuple(value)

    def counts(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; empty when it is missing."""
        value = self._typed(key, list, "a list of whole numbers", [], is_needed=False)
        if not all(isinstance(item, int) and not isinstance(item, bool) for item in value):
            self.report(f"“{key}” must be a list of whole numbers", key)
            return ()
        return tuple(value)

    def one_of(self, key: str, allowed: Sequence[str], *, default: str | None = None) -> str:
        """One of the allowed words."""
        value = self.text(key, default=default)
        if value not in allowed and value != default and self._table.get(key) == value:
            self.report(f"“{key}” must be one of {', '.join(allowed)}, not {value!r}", key)
        return value if value in allowed or value == default else allowed[0]

    def table(self, key: str, *, is_needed: bool = True) -> "TableReader":
        """A table inside this one; an empty one when it is missing."""
        value = self._typed(key, dict, "a table", {}, is_needed=is_needed)
        return TableReader(self.file, (*self.place, key), value)

    def tables(self, key: str) -> Iterator["TableReader"]:
        """The tables of an array of tables."""
        value = self._typed(key, list, "a list of tables", [], is_needed=False)
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield TableReader(self.file, (*self.place, key, index), item)
            else:
                self.report(f"“{key}” must hold tables", key)

    def named(self) -> Iterator[tuple[str, "TableReader"]]:
        """Every table directly inside this one, with its name."""
        for key in self._table:
            yield key, self.table(key)

    def report(self, message: str, key: str | int = "") -> None:
        """Note a problem in this table, at one of its keys when given."""
        self.file.report(message, (*self.place, key) if key != "" else self.place)

    def finish(self) -> None:
        """Say which keys mean nothing."""
        for key in self._table:
            if key not in self._asked:
                self.report(f"unknown key “{key}”", key)

    def _typed(self, key: str, kind: type[Kind], word: str, default: Kind, *, is_needed: bool) -> Kind:
        value = self.raw(key)
        if value is None:
            if is_needed:
                self._report_missing(key)
            return default
        if not isinstance(value, kind):
            self.report(f"“{key}” must be {word}, not {value!r}", key)
            return default
        return value

    def _report_missing(self, key: str) -> None:
        self.report(f"“{key}” is missing")


def is_number(value: object) -> bool:
    """Whether a value from a file is a number of a size that means something; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= _LARGEST_NUMBER


def _check_showable(table: TableReader, key: str, text: str) -> None:
    if len(text) > _LONGEST_TEXT:
        table.report(f"“{key}” is longer than {_LONGEST_TEXT} characters", key)
    elif not all(map(is_shown, text.replace("\n", "").replace("\t", ""))):
        table.report(f"“{key}” holds a character that cannot be shown", key)


def _line_index(text: str) -> dict[Place, int]:
    """Line number of every table header and key, found without parsing values."""
    lines: dict[Place, int] = {}
    place: Place = ()
    counts: dict[Place, int] = {}
    is_inside_text = False
    for number, line in enumerate(text.splitlines(), start=1):
        fence_count = sum(line.count(fence) for fence in _FENCES)
        start = line[:_LONGEST_NAME]
        if not is_inside_text:
            place = _enter(start, place, counts=counts)
            key = _KEY.match(start)
            if key:
                lines.setdefault((*place, *_parts(key[1])), number)
            elif _HEADER.match(start):
                for length in range(1, len(place) + 1):  # [a.b] is where “a” begins as well
                    lines.setdefault(place[:length], number)
        is_inside_text ^= fence_count % 2 == 1
    return lines


def _enter(line: str, place: Place, *, counts: dict[Place, int]) -> Place:
    header = None if _KEY.match(line) else _HEADER.match(line)
    if not header:
        return place
    inside: Place = ()
    parts = _parts(header[2])
    for part in parts[:-1]:
        inside = (*inside, part)
        if inside in counts:
            inside = (*inside, counts[inside] - 1)
    inside = (*inside, parts[-1])
    if header[1] == "[[":
        counts[inside] = counts.get(inside, 0) + 1
        return (*inside, counts[inside] - 1)
    return inside


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))

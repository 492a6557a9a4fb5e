"""The report's own words in one language, and how numbers are written in it."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from studio.core.knowledge import KnowledgeBase
from studio.core.measure import told_interval

FALLBACK_LANGUAGE = "en"
MISSING = "–"
UNPRINTABLE = "\u25a1"
"""Stands in for what cannot be printed."""
_BREAK_EVERY = 24
_JOINERS = "\u200c\u200d"  # some scripts and signs need them
_ID = re.compile(r"\b[FM]-[A-Z0-9]+(?:-[A-Z0-9]+)*\b")
_DECIMALS: Mapping[str, int] = {"deg": 0, "%": 0, "cm": 0, "px": 0, "s": 2, "kg": 1}
_ATTACHED_UNITS = frozenset({"deg"})


@dataclass(frozen=True, slots=True)
class Words:
    """Looks words up, first in the knowledge base and then in the report's own list.

    Attributes:
        language: such as "en".
        chrome: the report's own words by dotted key.
        knowledge: the coach's words.
    """

    language: str
    chrome: Mapping[str, str]
    knowledge: KnowledgeBase

    def text(self, key: str, **values: object) -> str:
        """A sentence by key, filled in."""
        return self._find(key).format(**values) if values else self._find(key)

    def own(self, key: str, **values: object) -> str:
        """A sentence of the report itself."""
        return self.chrome[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether anybody knows this key."""
        return key in self.knowledge.texts or key in self.chrome

    def fault(self, fault_id: str) -> str:
        """What a fault is called."""
        wording = self.knowledge.faults.get(fault_id)
        return plain(wording.title) if wording else plain(fault_id)

    def measure(self, measure_id: str) -> str:
        """What a measure is called."""
        wording = self.knowledge.measures.get(measure_id)
        return plain(wording.title) if wording else plain(measure_id)

    def cause(self, cause_id: str) -> str:
        """What a cause or a reported item is called."""
        cause, key = self.knowledge.causes.get(cause_id), f"reported.{cause_id}"
        if cause is None and self.has(key):
            return plain(self.text(key))
        return plain(cause.term if cause else cause_id.replace("-", " "))

    def readable(self, sentence: str) -> str:
        """A sentence in which ids of faults and measures are replaced by what they are called."""

        def name(found: re.Match[str]) -> str:
            return self.fault(found[0]) if found[0].startswith("F-") else self.measure(found[0])

        return plain(_ID.sub(name, sentence))

    def number(self, value: float, unit: str, *, decimals: int | None = None) -> str:
        """A number as people write it, without its unit."""
        if not isfinite(value):
            return MISSING
        places = _DECIMALS.get(unit, 2) if decimals is None else decimals
        text = f"{round(value, places) + 0.0:.{places}f}".replace("-", "−")
        return text.replace(".", self.chrome["number.decimal"])

    def amount(self, value: float, unit: str) -> str:
        """A number with its unit."""
        return self._with_unit(self.number(value, unit), unit) if isfinite(value) else MISSING

    def span(self, low: float, high: float, unit: str) -> str:
        """An interval with its unit."""
        if not (isfinite(low) and isfinite(high)):
            return MISSING
        least, most = told_interval(low, high, unit)
        joined = self.own("number.span", low=self.number(least, unit), high=self.number(most, unit))
        return self._with_unit(joined, unit)

    def unit(self, unit: str) -> str:
        """What a unit is called."""
        return self.text(f"unit.{unit}") if self.has(f"unit.{unit}") else unit

    def clock(self, time_s: float) -> str:
        """A time in the clip, as minutes and seconds."""
        minutes, seconds = divmod(round(max(time_s, 0.0), 1), 60.0)
        return f"{int(minutes)}:{seconds:04.1f}".replace(".", self.chrome["number.decimal"])

    def length(self, duration_s: float) -> str:
        """How long something lasts, in whole minutes and seconds; never less than a second."""
        whole_s = max(round(duration_s), 1)
        return f"{whole_s // 60}:{whole_s % 60:02d}"

    def reps(self, reps: tuple[int, ...]) -> str:
        """Rep numbers, with runs joined: "1, 3–5"."""
        runs: list[list[int]] = []
        for rep in sorted(reps):
            if runs and rep == runs[-1][-1] + 1:
                runs[-1].append(rep)
            else:
                runs.append([rep])
        return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)

    def _find(self, key: str) -> str:
        return self.knowledge.texts.get(key) or self.chrome[key]

    def _with_unit(self, text: str, unit: str) -> str:
        name = self.unit(unit)
        if unit == "ratio" or not name:
            return text
        return f"{text}{name}" if unit in _ATTACHED_UNITS else f"{text}\u00a0{name}"


def load_words(folder: Path, knowledge: KnowledgeBase) -> Words:
    """Read the words of the knowledge base's language; English where that language has none.

    Args:
        folder: with one TOML file per language.
        knowledge: gives the language, and its sentences come first.
    """
    language = knowledge.language if (folder / f"{knowledge.language}.toml").is_file() else FALLBACK_LANGUAGE
    return Words(language=language, chrome=read_chrome(folder / f"{language}.toml"), knowledge=knowledge)


def read_chrome(path: Path) -> dict[str, str]:
    """The report's own words from one file, by dotted key."""
    with path.open("rb") as file:
        return dict(_flat(tomllib.load(file)))


def plain(text: str) -> str:
    """Text fit for print: one line, no control characters, no direction tricks, breakable where it is too long."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(_printable(letter) for letter in composed)
    return " ".join(_breakable(word) for word in kept.split(" ") if word)


def _printable(letter: str) -> str:
    """The letter, a space for what ends a line, a box for what is no letter, nothing for invisible marks."""
    kind = unicodedata.category(letter)
    if kind in ("Cn", "Co", "Cs"):
        return UNPRINTABLE
    if kind == "Cf":
        return letter if letter in _JOINERS else ""
    return " " if kind in ("Cc", "Zl", "Zp", "Zs") else letter


def _breakable(word: str) -> str:
    return "\u200b".join(word[start : start + _BREAK_EVERY] for start in range(0, len(word), _BREAK_EVERY))


def _flat(tables: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tables.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found

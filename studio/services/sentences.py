"""Sentences of the rooms below the window in the user's language.

The rooms say in English what went wrong or what they noted, with names and numbers filled in. A list of templates turns
a finished sentence into another language where it is shown, so that no room has to know which language that is.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from studio.assets import resources_dir

SCHEMA = "lockout/sentences/1"
ENGLISH = "en"

_GAP = re.compile(r"\{(\w+)\}")
_LIST_JOINT = "; "
_FILE = r"[^:;“”\n]+\.\w+(?::\d+)?: "
_AT_FILE, _NEXT_FILE = re.compile(_FILE), re.compile(f"; (?={_FILE})")
_AT_PLACE = re.compile(r"((?:[^\s:;“”]+|[^:;“”\n]+\.\w+)(?::\d+)?: )(.+)", re.DOTALL)
"""A file, and its line when it has one, before what is wrong there."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Templates by their English form.

    Attributes:
        plain: sentences without gaps.
        patterns: sentences with gaps, those with most fixed words first.
    """

    plain: dict[str, str] = field(default_factory=dict)
    patterns: tuple["Pattern", ...] = ()

    def tell(self, text: str) -> str:
        """A finished English sentence in this language; unchanged when nobody has translated it.

        What stands in the gaps is told in the same way, so that "3 frames" inside a sentence is translated as well.
        """
        if text in self.plain:
            return self.plain[text]
        if _AT_FILE.match(text) and _NEXT_FILE.search(text):
            return _LIST_JOINT.join(map(self.tell, _NEXT_FILE.split(text)))
        for pattern in self.patterns:
            told = pattern.tell(text, self.tell)
            if told is not None:
                return told
        if placed := _AT_PLACE.fullmatch(text):
            return f"{placed[1]}{self.tell(placed[2])}"
        if _LIST_JOINT in text:
            return _LIST_JOINT.join(self.tell(part) for part in text.split(_LIST_JOINT))
        return text

    def tell_all(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Several sentences."""
        return tuple(self.tell(text) for text in texts)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One sentence with gaps, in English and in another language."""

    english: str
    translation: str

    def tell(self, text: str, tell_part: Callable[[str], str]) -> str | None:
        """The translation of a sentence that this is the pattern of; None for another sentence."""
        head, tail = _GAP.split(self.english)[0], _GAP.split(self.english)[-1]
        if not (text.startswith(head) and text.endswith(tail)):
            return None  # most patterns end here, so that few need to be compiled
        matched = _compiled(self.english).fullmatch(text)
        if matched is None:
            return None
        parts = {name.removeprefix("g_"): tell_part(part) for name, part in matched.groupdict().items()}
        return _GAP.sub(lambda gap: parts[gap[1]], self.translation)


@cache
def sentences_in(language: str) -> Sentences:
    """The sentences in a language; those of English, and of a language that nobody has written, stay as they are."""
    path = resources_dir() / "i18n" / f"sentences.{language}.toml"
    if language == ENGLISH or not path.is_file():
        return Sentences()
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    rooms = [room for room in content.values() if isinstance(room, dict)]
    known = {english: str(translation) for room in rooms for english, translation in room.items()}
    patterns = [Pattern(english, known.pop(english)) for english in tuple(known) if _GAP.search(english)]
    return Sentences(known, tuple(sorted(patterns, key=lambda one: -len(_GAP.sub("", one.english)))))


@cache
def _compiled(english: str) -> re.Pattern[str]:
    pieces = _GAP.split(english)  # words and names of gaps in turn
    return re.compile("".join(f"(?P<g_{p}>.+?)" if i % 2 else re.escape(p) for i, p in enumerate(pieces)), re.DOTALL)

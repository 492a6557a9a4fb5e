"""What the product never says: forbidden words and claims, per language, and every sentence that could carry one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from studio.assets import resources_dir
from studio.core.knowledge import KnowledgeBase
from studio.exercises.tomlfile import TomlFile

_UNPRINTED = frozenset({
    "id", "group", "key", "kind", "unit", "tier", "cause", "confidence", "raised_confidence", "coverage", "view",
    "causes", "fixes", "accessories", "regressions", "references", "used_by", "tests", "is_cue_spoken", "number",
    "is_seen", "citation",
})  # fmt: skip
"""Fields that hold ids, or a citation: titles of other people's works are quoted as they are."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A word or claim that must not be printed.

    Attributes:
        pattern: what to look for.
        reason: why not.
        allowed_in: keys of sentences, or their beginnings, that deny it.
        in_questions: it may stand in a question.
    """

    pattern: re.Pattern[str]
    reason: str
    allowed_in: tuple[str, ...]
    in_questions: bool

    def is_made_by(self, text: str, key: str) -> bool:
        """Whether a sentence under a key makes this claim."""
        if any(key.startswith(allowed) for allowed in self.allowed_in):
            return False
        if self.in_questions and text.rstrip().endswith("?"):
            return False
        return bool(self.pattern.search(text))


def load_claims(language: str, folder: Path | None = None) -> tuple[Claim, ...]:
    """The claims that must not be made in a language.

    Raises:
        ValueError: the list cannot be read.
    """
    file = TomlFile((folder or resources_dir() / "knowledge") / language / "claims.toml")
    claims = []
    for table in file.root.tables("claims"):
        claims.append(
            Claim(
                pattern=re.compile(table.text("pattern"), re.IGNORECASE),
                reason=table.text("reason"),
                allowed_in=table.texts("allowed_in"),
                in_questions=table.flag("in_questions"),
            )
        )
        table.finish()
    if file.problems or not claims:
        raise ValueError("; ".join(map(str, file.problems)) or "the list of claims is empty")
    return tuple(claims)


def claims_made(sentences: Iterable[tuple[str, str]], claims: tuple[Claim, ...]) -> Iterator[str]:
    """What the sentences must not say, one line each.

    Args:
        sentences: key and text of each.
        claims: what must not be said.
    """
    for key, text in sentences:
        for claim in claims:
            if claim.is_made_by(text, key):
                yield f"{key}: “{text}”: {claim.reason}"


def sentences_of(knowledge: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every sentence that the knowledge base can print, with a key that says where it stands."""
    for part in fields(KnowledgeBase):
        content = getattr(knowledge, part.name)
        if isinstance(content, str):
            continue
        for key, entry in content.items():
            yield from _texts_in(entry, f"{part.name}.{key}")


def _texts_in(entry: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(entry, str):
        if entry:
            yield key, entry
    elif isinstance(entry, tuple):
        for index, item in enumerate(entry):
            yield from _texts_in(item, f"{key}.{index}")
    elif is_dataclass(entry):
        for field in fields(entry):
            if field.name not in _UNPRINTED:
                yield from _texts_in(getattr(entry, field.name), f"{key}.{field.name}")

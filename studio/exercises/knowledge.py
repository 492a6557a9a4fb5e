"""Reading the knowledge base: structure once, wording per language, everything checked before anything is used.

`resources/knowledge/*.toml` says what exists and what leads to what; `resources/knowledge/<language>/*.toml` says it
in words. Only one language is read.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from studio.assets import resources_dir
from studio.core.errors import MissingComponent, UsageError
from studio.core.exercise import Problem
from studio.core.knowledge import (
    Cause,
    Choice,
    ExerciseCard,
    FaultWording,
    Fix,
    InferenceRule,
    KnowledgeBase,
    MeasureWording,
    Question,
    QuestionKind,
    Source,
)
from studio.exercises.knowledge_check import check_links
from studio.exercises.tomlfile import TableReader, TomlFile

SCHEMA = "lockout/knowledge/1"

_COVERAGE = ("V", "B", "Q", "L", "I")
_CONFIDENCES = ("low", "medium", "high", "label", "contributor")
_GROUPS = ("technique", "setup", "muscle", "loading", "condition", "red_flag", "adjunct")
_KINDS = ("form", "setup", "warmup", "cooldown", "progression", "safety", "regression", "exercise")
_TIERS = ("", "P", "C", "R", "U", "E")
_VIEWS = ("", "S", "F")

Entry = TypeVar("Entry")


def load_knowledge(language: str = "en", folder: Path | None = None) -> KnowledgeBase:
    """Read the knowledge base in one language.

    Args:
        language: such as "en"; a regional one such as "de_AT" is read as its language.
        folder: where it lies; the shipped one by default.

    Raises:
        UsageError: there is no such language.
        MissingComponent: a file is missing or does not hold together; says what, file by file.
    """
    place = folder or resources_dir() / "knowledge"
    short = language.replace("-", "_").partition("_")[0].lower()
    if (place / "knowledge.toml").is_file() and short not in languages(place):
        raise UsageError(
            f"There is no wording in the language “{language}”.", remedy=f"Choose one of {', '.join(languages(place))}."
        )
    knowledge, problems = _read(place, short)
    if problems:
        first = "; ".join(str(problem) for problem in problems[:3])
        more = f" and {len(problems) - 3} more" if len(problems) > 3 else ""
        raise MissingComponent(
            f"The knowledge base does not hold together: {first}{more}.", remedy="Install the studio again."
        )
    return knowledge


def check_knowledge(language: str = "en", folder: Path | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with the knowledge base in one language; empty when it holds together."""
    return tuple(_read(folder or resources_dir() / "knowledge", language)[1])


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages that the knowledge base is worded in."""
    place = folder or resources_dir() / "knowledge"
    return tuple(sorted(child.name for child in place.iterdir() if (child / "causes.toml").is_file()))


def _read(folder: Path, language: str) -> tuple[KnowledgeBase, list[Problem]]:
    book = _Book(folder, language)
    head = book.links("knowledge").root
    head.one_of("schema", (SCHEMA,))
    version = head.text("version")
    head.finish()
    fixes = book.entries("fixes", _fix, kinds_elsewhere=("exercise",))
    cards = book.entries("exercises", _card, links_name="fixes", kinds=("exercise",))
    questions = {part: book.questions(part) for part in ("screening", "intake", "log")}
    knowledge = KnowledgeBase(
        language=language,
        version=version,
        causes=book.entries("causes", _cause),
        faults=book.entries("faults", _fault),
        fixes=MappingProxyType({**fixes, **{card.id: _as_fix(card) for card in cards.values()}}),
        exercises=cards,
        measures=book.entries("measures", _measure),
        sources=book.sources(),
        texts=book.texts(),
        rules=book.entries("rules", _rule),
        screening=questions["screening"],
        intake=questions["intake"],
        log=questions["log"],
    )
    book.check_questions(questions)
    problems = book.problems
    return knowledge, problems or check_links(knowledge, book.file_of)


class _Book:
    """The files of the knowledge base, structure and wording, opened once each."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._language = language
        self._files: dict[Path, TomlFile] = {}

    @property
    def problems(self) -> list[Problem]:
        """What is wrong so far, file by file."""
        return [problem for file in self._files.values() for problem in file.problems]

    def links(self, name: str) -> TomlFile:
        return self._open(self._folder / f"{name}.toml")

    def words(self, name: str) -> TomlFile:
        return self._open(self._folder / self._language / f"{name}.toml")

    def file_of(self, name: str) -> TomlFile:
        """A structure file, to report a broken link in."""
        return self.links(name)

    def entries(
        self,
        name: str,
        build: Callable[[str, TableReader, TableReader], Entry],
        *,
        links_name: str = "",
        kinds: tuple[str, ...] = (),
        kinds_elsewhere: tuple[str, ...] = (),
    ) -> Mapping[str, Entry]:
        """Every entry of a structure file, each with its wording; missing and left-over wording are problems."""
        built: dict[str, Entry] = {}
        words = self.words(name).root
        for entry_id, links in self.links(links_name or name).root.named():
            kind = links.raw("kind")
            if (kinds and kind not in kinds) or kind in kinds_elsewhere:
                continue
            worded = words.table(entry_id)
            built[entry_id] = build(entry_id, links, worded)
            links.finish()
            worded.finish()
        words.finish()
        return MappingProxyType(built)

    def questions(self, part: str) -> Mapping[str, Question]:
        words = self.words("questions").root
        built = {}
        for question_id, links in self.links("questions").root.table(part).named():
            worded = words.table(question_id)
            built[question_id] = _question(question_id, links, worded)
            links.finish()
            worded.finish()
        return MappingProxyType(built)

    def check_questions(self, questions: Mapping[str, Mapping[str, Question]]) -> None:
        known = {question_id for part in questions.values() for question_id in part}
        words = self.words("questions")
        for question_id in words.data:
            if question_id not in known:
                words.report(f"no question is called “{question_id}”", (question_id,))
        for part in self.links("questions").data:
            if part not in questions:
                self.links("questions").report(f"unknown key “{part}”", (part,))

    def sources(self) -> Mapping[int, Source]:
        built = {}
        for number, table in self.links("sources").root.named():
            if not number.isdecimal():
                table.report("a reference is called by its number")
                continue
            built[int(number)] = Source(
                number=int(number),
                citation=table.text("citation"),
                is_seen=table.flag("seen"),
                note=table.text("note", default=""),
            )
            table.finish()
        return MappingProxyType(built)

    def texts(self) -> Mapping[str, str]:
        file = self.words("texts")
        return MappingProxyType(dict(_flatten(file, file.data, ())))

    def _open(self, path: Path) -> TomlFile:
        if path not in self._files:
            self._files[path] = TomlFile(path)
        return self._files[path]


def _flatten(file: TomlFile, table: Mapping[str, Any], place: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        here = (*place, key)
        if isinstance(value, dict):
            yield from _flatten(file, value, here)
        elif isinstance(value, str) and value.strip():
            yield ".".join(here), value
        else:
            file.report(f"“{'.'.join(here)}” must be a text", here)


def _cause(cause_id: str, links: TableReader, words: TableReader) -> Cause:
    coverage = links.texts("coverage", is_needed=True)
    for code in coverage:
        if code not in _COVERAGE:
            links.report(f"“{code}” is no kind of coverage", "coverage")
    return Cause(
        id=cause_id,
        group=links.one_of("group", _GROUPS),
        term=words.text("term"),
        mechanism=words.text("mechanism"),
        coverage=coverage,
        how_covered=words.text("how"),
        view=links.one_of("view", _VIEWS, default=""),
    )


def _fault(fault_id: str, links: TableReader, words: TableReader) -> FaultWording:
    return FaultWording(
        id=fault_id,
        title=words.text("title"),
        cue=words.text("cue"),
        is_cue_spoken=links.flag("is_cue_spoken", default=True),
        why=words.text("why"),
        limits=words.text("limits"),
        basis=words.text("basis"),
        references=links.counts("references"),
        fixes=links.texts("fixes", is_needed=True),
        accessories=links.texts("accessories"),
        regressions=links.texts("regressions"),
        causes=links.texts("causes", is_needed=True),
        settle_with=words.text("settle_with", default=""),
    )


def _fix(fix_id: str, links: TableReader, words: TableReader) -> Fix:
    return Fix(
        id=fix_id,
        title=words.text("title"),
        kind=links.one_of("kind", _KINDS),
        steps=words.texts("steps", is_needed=True),
        dose=words.text("dose"),
        dose_source=words.text("dose_source"),
        causes=links.texts("causes", is_needed=True),
        contraindications=words.text("contraindications"),
    )


def _card(card_id: str, links: TableReader, words: TableReader) -> ExerciseCard:
    return ExerciseCard(
        id=card_id,
        title=words.text("title"),
        target=words.text("target"),
        setup=words.text("setup"),
        execution=words.text("execution"),
        common_error=words.text("common_error"),
        progression=words.text("progression"),
        regression=words.text("regression"),
        dose=words.text("dose"),
        dose_source=words.text("dose_source"),
        causes=links.texts("causes", is_needed=True),
        contraindications=words.text("contraindications"),
    )


def _as_fix(card: ExerciseCard) -> Fix:
    return Fix(
        id=card.id,
        title=card.title,
        kind="exercise",
        steps=(card.setup, card.execution),
        dose=card.dose,
        dose_source=card.dose_source,
        causes=card.causes,
        contraindications=card.contraindications,
    )


def _measure(measure_id: str, links: TableReader, words: TableReader) -> MeasureWording:
    return MeasureWording(
        id=measure_id, title=words.text("title"), unit=links.text("unit"), meaning=words.text("meaning")
    )


def _rule(rule_id: str, links: TableReader, words: TableReader) -> InferenceRule:
    return InferenceRule(
        id=rule_id,
        cause=links.text("cause"),
        confidence=links.one_of("confidence", _CONFIDENCES),
        raised_confidence=links.one_of("raised_confidence", _CONFIDENCES, default=""),
        tests=links.texts("tests"),
        when=words.text("when"),
        advice=words.text("advice"),
    )


def _question(question_id: str, links: TableReader, words: TableReader) -> Question:
    titles = words.table("choices", is_needed=False)
    choices = tuple(Choice(id=choice, title=titles.text(choice)) for choice in links.texts("choices"))
    titles.finish()
    return Question(
        id=question_id,
        group=links.text("group"),
        key=links.text("key"),
        text=words.text("text"),
        kind=QuestionKind(links.one_of("kind", tuple(QuestionKind))),
        unit=links.text("unit", default=""),
        low=links.limit("low"),
        high=links.limit("high"),
        choices=choices,
        asks_onset=links.flag("asks_onset"),
        tier=links.one_of("tier", _TIERS, default=""),
        cause=links.text("cause", default=""),
        used_by=links.texts("used_by"),
    )

"""Which questions stand together in the form, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass

from studio.core.knowledge import Question
from studio.ui.translating import QT_TRANSLATE_NOOP

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (QT_TRANSLATE_NOOP("Words", "Set"), ("session", "set")),
    (QT_TRANSLATE_NOOP("Words", "Pain"), ("pain", "Q-LOC", "Q-NRS", "Q-WHEN", "Q-QUALITY", "Q-TREND")),
    (
        QT_TRANSLATE_NOOP("Words", "Effort and feel"),
        ("effort", "Q-FEEL", "Q-BRACE", "Q-BREATH", "Q-CRAMP", "Q-WARMUP"),
    ),
    (QT_TRANSLATE_NOOP("Words", "Clearance and readiness"), ("Q-HX", "Q-PARQ")),
    (QT_TRANSLATE_NOOP("Words", "Set-up"), ("setup", "Q-PAD", "Q-MACHINE", "Q-SETUP")),
    (QT_TRANSLATE_NOOP("Words", "About the athlete"), ("Q-GOAL", "Q-EXP", "Q-SIT")),
    (QT_TRANSLATE_NOOP("Words", "Self-tests"), ("Tests",)),
    (QT_TRANSLATE_NOOP("Words", "Clips and notes"), ("clips", "result")),
)
_REST = QT_TRANSLATE_NOOP("Words", "Further")


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Questions under one heading; `title` is untranslated."""

    title: str
    questions: tuple[Question, ...]


def group_questions(questions: Iterable[Question]) -> tuple[FormGroup, ...]:
    """Every question once: of several that write the same answer, the first is asked."""
    unique: dict[str, Question] = {}
    for question in questions:
        unique.setdefault(question.key, question)
    titles = {group: title for title, groups in _GROUPS for group in groups}
    order = {group: position for _, groups in _GROUPS for position, group in enumerate(groups)}
    members: dict[str, list[Question]] = {title: [] for title in (*(title for title, _ in _GROUPS), _REST)}
    for question in unique.values():
        members[titles.get(question.group, _REST)].append(question)
    return tuple(
        FormGroup(title, tuple(sorted(items, key=lambda item: order.get(item.group, 0))))
        for title, items in members.items()
        if items
    )

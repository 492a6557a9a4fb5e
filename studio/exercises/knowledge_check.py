"""Whether the knowledge base holds together: every id resolves, every cause has a fix, nothing is unreachable."""

from collections.abc import Callable, Iterable

from studio.core.exercise import Problem
from studio.core.knowledge import KnowledgeBase, Question, QuestionKind
from studio.exercises.tomlfile import TomlFile

_ANSWERED = (QuestionKind.CHOICE, QuestionKind.MANY, QuestionKind.RANKED)

FileOf = Callable[[str], TomlFile]


def check_links(knowledge: KnowledgeBase, file_of: FileOf) -> list[Problem]:
    """Every link that leads nowhere and every entry that nothing leads to.

    Args:
        knowledge: as it was read.
        file_of: the structure file of a part, to point into.
    """
    checks = (_check_faults, _check_fixes, _check_causes, _check_rules, _check_questions)
    for check in checks:
        check(knowledge, file_of)
    names = ("faults", "fixes", "causes", "rules", "questions")
    return [problem for name in names for problem in file_of(name).problems]


def _check_faults(knowledge: KnowledgeBase, file_of: FileOf) -> None:
    file = file_of("faults")
    for fault in knowledge.faults.values():
        _resolve(file, (fault.id, "causes"), fault.causes, knowledge.causes)
        _resolve(file, (fault.id, "fixes"), fault.fixes, knowledge.fixes)
        _resolve(file, (fault.id, "accessories"), fault.accessories, knowledge.exercises)
        _resolve(file, (fault.id, "regressions"), fault.regressions, knowledge.fixes)
        _resolve(file, (fault.id, "references"), fault.references, knowledge.sources)


def _check_fixes(knowledge: KnowledgeBase, file_of: FileOf) -> None:
    file = file_of("fixes")
    for fix in knowledge.fixes.values():
        _resolve(file, (fix.id, "causes"), fix.causes, knowledge.causes)
        if not fix.causes:
            file.report(f"nothing leads to the fix “{fix.id}”: it names no cause", (fix.id,))
        if not fix.steps:
            file.report(f"the fix “{fix.id}” has no steps", (fix.id,))


def _check_causes(knowledge: KnowledgeBase, file_of: FileOf) -> None:
    file = file_of("causes")
    fixed = {cause for fix in knowledge.fixes.values() for cause in fix.causes}
    raised = {cause for fault in knowledge.faults.values() for cause in fault.causes}
    raised |= {rule.cause for rule in knowledge.rules.values()}
    for part in (knowledge.screening, knowledge.intake, knowledge.log):
        raised |= {question.cause for question in part.values()}
        raised |= {choice.id for question in part.values() for choice in question.choices}
    for cause_id in knowledge.causes:
        if cause_id not in fixed:
            file.report(f"no fix addresses the cause “{cause_id}”", (cause_id,))
        if cause_id not in raised:
            file.report(f"nothing ever raises the cause “{cause_id}”", (cause_id,))


def _check_rules(knowledge: KnowledgeBase, file_of: FileOf) -> None:
    file = file_of("rules")
    questions = {**knowledge.screening, **knowledge.intake, **knowledge.log}
    for rule in knowledge.rules.values():
        _resolve(file, (rule.id, "cause"), (rule.cause,), knowledge.causes)
        _resolve(file, (rule.id, "tests"), rule.tests, questions)


def _check_questions(knowledge: KnowledgeBase, file_of: FileOf) -> None:
    file = file_of("questions")
    for part, questions in (
        ("screening", knowledge.screening),
        ("intake", knowledge.intake),
        ("log", knowledge.log),
    ):
        for question in questions.values():
            _check_question(file, (part, question.id), question, knowledge)


def _check_question(file: TomlFile, place: tuple[str, str], question: Question, knowledge: KnowledgeBase) -> None:
    if question.cause:
        _resolve(file, (*place, "cause"), (question.cause,), knowledge.causes)
    if (question.kind in _ANSWERED) != bool(question.choices):
        file.report(f"“{question.id}” needs choices, or has some that it cannot offer", place)
    if question.kind is QuestionKind.NUMBER and (not question.unit or question.low is None or question.high is None):
        file.report(f"the number “{question.id}” needs a unit, low and high", place)
    if question.low is not None and question.high is not None and question.low >= question.high:
        file.report(f"“{question.id}”: low must be below high", place)


def _resolve(file: TomlFile, place: tuple[str, ...], wanted: Iterable[str | int], known: Iterable[str | int]) -> None:
    names = set(known)
    for name in wanted:
        if name not in names:
            file.report(f"there is no “{name}”", place)

"""What has been answered in the screening, and the commands that answer; plain values, no widget."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from studio.core.knowledge import Question, QuestionKind
from studio.core.review import Review
from studio.review import Command, SetAnswer

POSITIVE = "screening_positive"
COMPLETE = "screening_complete"
ANSWERED = "screening_answered"
DAY = "screening_date"
_OUTDATING = ("screening_age_days", "something_changed", "pain_since_screening")
"""Answers that ask for the screening again; a screening that has been answered settles them."""

Answer = bool | tuple[str, ...]
"""Yes or no, or the conditions that apply (none of them is an empty tuple)."""


@dataclass(frozen=True, slots=True)
class AnswerTogether(Command):
    """Write the several answers that one question of the screening stands for; one step to take back."""

    parts: tuple[SetAnswer, ...]

    def _label(self) -> str:
        return "Answer"

    def _change(self, review: Review) -> Review:
        for part in self.parts:
            review = part.apply(review)
        return review


@dataclass(frozen=True, slots=True)
class ScreeningForm:
    """The questions of the screening and what has been answered.

    Attributes:
        questions: in the order in which they are asked.
        answers: all answers of the review.
    """

    questions: tuple[Question, ...]
    answers: Mapping[str, Any]

    @property
    def day(self) -> str:
        """ISO date of the last answer; empty when nobody noted it."""
        return str(self.answers.get(DAY, ""))

    @property
    def answered_count(self) -> int:
        """How many questions have an answer."""
        return sum(self.answer_to(question) is not None for question in self.questions)

    @property
    def is_complete(self) -> bool:
        """Whether every question has an answer."""
        return self.answered_count == len(self.questions)

    @property
    def first_open(self) -> int:
        """Position of the first question without an answer; the number of questions when there is none."""
        is_open = (position for position, item in enumerate(self.questions) if self.answer_to(item) is None)
        return next(is_open, len(self.questions))

    def answer_to(self, question: Question) -> Answer | None:
        """The answer to a question; None when there is none."""
        if question.kind is not QuestionKind.YES_NO:
            chosen = self.answers.get(question.key)
            if chosen is None:
                return () if self._is_known(question) else None
            return tuple(str(item) for item in chosen) if isinstance(chosen, list | tuple) else (str(chosen),)
        if any(_is_about(entry, question) for entry in self._positive()):
            return True
        return False if self._is_known(question) else None

    def onset_of(self, question: Question) -> str:
        """Since when a yes holds, in the words of the answer; empty when nobody said."""
        entry = next((item for item in self._positive() if _is_about(item, question)), "")
        return entry.partition(":")[2].strip()

    def answer(self, question: Question, answer: Answer | None, *, today: str, onset: str = "") -> Command:
        """Answer a question, or take its answer back with None."""
        answered = [item.id for item in self.questions if self._has_answer_after(item, question, answer)]
        is_complete = len(answered) == len(self.questions)
        parts = [SetAnswer(ANSWERED, answered or None), SetAnswer(DAY, today if answered else None)]
        if question.kind is QuestionKind.YES_NO:
            others = [entry for entry in self._positive() if not _is_about(entry, question)]
            own = [f"{question.id}: {onset}" if onset else question.id] if answer is True else []
            parts.append(SetAnswer(POSITIVE, others + own or None))
        else:
            parts.append(SetAnswer(question.key, list(answer) if isinstance(answer, tuple) else None))
        parts.append(SetAnswer(COMPLETE, True if is_complete else None))
        if is_complete:
            parts += [SetAnswer(key, None) for key in _OUTDATING]
        return AnswerTogether(tuple(parts))

    def clear(self) -> Command:
        """Take every answer of the screening back, to ask again."""
        lists = {question.key for question in self.questions}
        return AnswerTogether(tuple(SetAnswer(key, None) for key in (*sorted(lists), ANSWERED, COMPLETE, DAY)))

    def _has_answer_after(self, item: Question, question: Question, answer: Answer | None) -> bool:
        return answer is not None if item.id == question.id else self.answer_to(item) is not None

    def _is_known(self, question: Question) -> bool:
        """Whether it was answered although no list holds it: with no, or with none of them."""
        return self.answers.get(COMPLETE) is True or question.id in _listed(self.answers.get(ANSWERED))

    def _positive(self) -> list[str]:
        return _listed(self.answers.get(POSITIVE))


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, Iterable) and not isinstance(value, str) else []


def _is_about(entry: str, question: Question) -> bool:
    return entry.partition(":")[0].strip().casefold() == question.id.casefold()

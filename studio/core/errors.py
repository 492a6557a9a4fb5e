"""Errors that a coach reads: one sentence about what happened, one about what to do."""


class StudioError(Exception):
    """Something the user can do something about.

    Attributes:
        summary: what happened, one sentence, without jargon.
        remedy: what to do next, one sentence.
        exit_code: what the command line returns for it.
    """

    exit_code = 1

    def __init__(self, summary: str, *, remedy: str) -> None:
        super().__init__(summary)
        self.summary = summary
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.summary} {self.remedy}"


class UsageError(StudioError):
    """The request itself makes no sense."""

    exit_code = 2


class UnreadableInput(StudioError):
    """A file cannot be read as what it should be."""

    exit_code = 3


class NobodyFound(StudioError):
    """The clip shows no person that can be followed."""

    exit_code = 4


class MissingComponent(StudioError):
    """The studio lacks a part, such as the pose model."""

    exit_code = 5


class CannotWrite(StudioError):
    """A result could not be written; whatever stood there before is untouched."""

    exit_code = 6


class BrokenExercise(StudioError):
    """An exercise plugin cannot be used."""

    exit_code = 5


class Cancelled(Exception):
    """The user withdrew the work. Never shown as a failure."""

    exit_code = 130

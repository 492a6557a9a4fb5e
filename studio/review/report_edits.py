"""What a coach can do to the report without touching the analysis: other words, and parts left out."""

from dataclasses import dataclass, replace

from studio.core.errors import UsageError
from studio.core.review import ReportEdits, Review, Rewording
from studio.review.commands import Command


@dataclass(frozen=True, slots=True)
class Reword(Command):
    """Put a sentence of the report into the coach's words; typing on is one step.

    Attributes:
        place: where the sentence stands.
        text: the coach's words; the original ones, or none, give the sentence back to the studio.
        original: the studio's words.
    """

    place: str
    text: str
    original: str

    def _label(self) -> str:
        return "Edit wording"

    def _merge_key(self) -> str:
        return f"wording:{self.place}"

    def _change(self, review: Review) -> Review:
        others = _other_rewordings(review, self.place)
        text = self.text.strip()
        if not text or text == self.original:
            return _with_rewordings(review, others)
        return _with_rewordings(review, (*others, Rewording(self.place, text, self.original)))


@dataclass(frozen=True, slots=True)
class RestoreWording(Command):
    """Give a sentence back to the studio."""

    place: str

    def _label(self) -> str:
        return "Restore wording"

    def _change(self, review: Review) -> Review:
        others = _other_rewordings(review, self.place)
        if len(others) == len(review.report.rewordings):
            raise UsageError("That sentence stands as the studio wrote it.", remedy="Choose an edited one.")
        return _with_rewordings(review, others)


@dataclass(frozen=True, slots=True)
class LeaveOut(Command):
    """Leave a part out of the report."""

    part: str

    def _label(self) -> str:
        return "Leave out part"

    def _change(self, review: Review) -> Review:
        left_out = (*(part for part in review.report.left_out if part != self.part), self.part)
        return replace(review, report=replace(review.report, left_out=left_out))


@dataclass(frozen=True, slots=True)
class PrintAgain(Command):
    """Print a part that was left out."""

    part: str

    def _label(self) -> str:
        return "Print part"

    def _change(self, review: Review) -> Review:
        left_out = tuple(part for part in review.report.left_out if part != self.part)
        return replace(review, report=replace(review.report, left_out=left_out))


def _other_rewordings(review: Review, place: str) -> tuple[Rewording, ...]:
    return tuple(item for item in review.report.rewordings if item.place != place)


def _with_rewordings(review: Review, rewordings: tuple[Rewording, ...]) -> Review:
    ordered = tuple(sorted(rewordings, key=lambda item: item.place))
    return replace(review, report=ReportEdits(rewordings=ordered, left_out=review.report.left_out))

"""What a coach can do to a review: frozen commands that turn one review into another."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite

from studio.core.body import Joint
from studio.core.errors import UsageError
from studio.core.fault import Severity
from studio.core.finding import Finding, Outcome
from studio.core.observation import Correction
from studio.core.plan import Intake
from studio.core.review import Decision, KeyMoment, Review, Verdict

SAME_MOMENT_S = 1e-3
"""Key moments closer than this are the same one; a frame of the fastest phone lasts 4 ms."""

_LEAST_FPS, _MOST_FPS = 1, 2000  # of cameras that a gym may see; phones film up to 960


class Command(ABC):
    """One act of the coach."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """What it is called in the menu, after "Undo"."""
        return self._label()

    @property
    def merge_key(self) -> str:
        """Acts with the same key in a row are one step, such as a drag; empty never merges."""
        return self._merge_key()

    def apply(self, review: Review) -> Review:
        """The review after this act.

        Raises:
            UsageError: it cannot be done; nothing has changed then.
        """
        return self._change(review)

    @abstractmethod
    def _label(self) -> str: ...

    def _merge_key(self) -> str:
        return ""

    @abstractmethod
    def _change(self, review: Review) -> Review: ...


@dataclass(frozen=True, slots=True)
class Accept(Command):
    """Agree with a finding."""

    fault: str

    def _label(self) -> str:
        return f"Accept {self.fault}"

    def _change(self, review: Review) -> Review:
        return _with_verdict(review, self.fault, lambda old: replace(old, decision=Decision.ACCEPTED, reason=""))


@dataclass(frozen=True, slots=True)
class Dismiss(Command):
    """Disagree with a finding, and say why."""

    fault: str
    reason: str

    def _label(self) -> str:
        return f"Dismiss {self.fault}"

    def _change(self, review: Review) -> Review:
        reason = self.reason.strip()
        if not reason:
            raise UsageError("A finding is dismissed with a reason.", remedy="Say in a few words why it does not hold.")
        return _with_verdict(
            review, self.fault, lambda old: replace(old, decision=Decision.DISMISSED, reason=reason, severity=None)
        )


@dataclass(frozen=True, slots=True)
class Reopen(Command):
    """Take a decision back; the note stays."""

    fault: str

    def _label(self) -> str:
        return f"Reopen {self.fault}"

    def _change(self, review: Review) -> Review:
        return _with_verdict(
            review, self.fault, lambda old: replace(old, decision=Decision.OPEN, reason="", severity=None)
        )


@dataclass(frozen=True, slots=True)
class AdjustSeverity(Command):
    """Put the coach's severity in place of the studio's; None gives the studio's back. Accepts the finding."""

    fault: str
    severity: Severity | None

    def _label(self) -> str:
        return f"Adjust {self.fault}"

    def _change(self, review: Review) -> Review:
        if self.severity is Severity.NONE:
            raise UsageError("A finding without severity is none.", remedy="Dismiss it with a reason instead.")
        return _with_verdict(
            review,
            self.fault,
            lambda old: replace(old, decision=Decision.ACCEPTED, reason="", severity=self.severity),
        )


@dataclass(frozen=True, slots=True)
class SetVerdict(Command):
    """Put a whole verdict in place of the one there is."""

    verdict: Verdict

    def _label(self) -> str:
        return f"Change verdict on {self.verdict.fault}"

    def _change(self, review: Review) -> Review:
        if self.verdict.decision is Decision.DISMISSED:
            review = Dismiss(self.verdict.fault, self.verdict.reason).apply(review)
        return _with_verdict(review, self.verdict.fault, lambda _: self.verdict)


@dataclass(frozen=True, slots=True)
class AddNote(Command):
    """Write the coach's remark on a finding; typing on is one step."""

    fault: str
    note: str

    def _label(self) -> str:
        return f"Note on {self.fault}"

    def _merge_key(self) -> str:
        return f"note:{self.fault}"

    def _change(self, review: Review) -> Review:
        return _with_verdict(review, self.fault, lambda old: replace(old, note=self.note))


@dataclass(frozen=True, slots=True)
class AddFinding(Command):
    """Add a finding that the coach saw; one for the same fault that was added before gives way."""

    finding: Finding

    def _label(self) -> str:
        return f"Add {self.finding.fault}"

    def _change(self, review: Review) -> Review:
        if self.finding.severity is Severity.NONE:
            raise UsageError("A finding needs a severity.", remedy="Choose mild, moderate or severe.")
        own = replace(self.finding, is_by_hand=True, outcome=Outcome.FOUND)
        others = tuple(finding for finding in review.added if finding.fault != own.fault)
        return replace(review, added=(*others, own))


@dataclass(frozen=True, slots=True)
class RemoveFinding(Command):
    """Take back a finding that the coach added."""

    fault: str

    def _label(self) -> str:
        return f"Remove {self.fault}"

    def _change(self, review: Review) -> Review:
        left = tuple(finding for finding in review.added if finding.fault != self.fault)
        if len(left) == len(review.added):
            raise UsageError(f"“{self.fault}” was not added by hand.", remedy="Dismiss it with a reason instead.")
        return replace(review, added=left)


@dataclass(frozen=True, slots=True)
class MoveJoint(Command):
    """Put a joint in its place on one frame; a drag is one step."""

    frame_index: int
    joint: Joint
    x_px: float
    y_px: float

    def _label(self) -> str:
        return f"Move {_said(self.joint)}"

    def _merge_key(self) -> str:
        return f"joint:{self.frame_index}:{int(self.joint)}"

    def _change(self, review: Review) -> Review:
        if self.frame_index < 0 or not (isfinite(self.x_px) and isfinite(self.y_px)):
            raise UsageError("A joint can only be moved to a place in the picture.", remedy="Drag it again.")
        place = (float(self.x_px), float(self.y_px))
        correction = Correction(frame_index=self.frame_index, joint=int(self.joint), xy_px=place)
        others = _other_corrections(review, self.frame_index, self.joint)
        ordered = sorted((*others, correction), key=lambda item: (item.frame_index, item.joint))
        return replace(review, corrections=tuple(ordered))


@dataclass(frozen=True, slots=True)
class ClearCorrection(Command):
    """Give a joint on one frame back to the studio."""

    frame_index: int
    joint: Joint

    def _label(self) -> str:
        return f"Clear {_said(self.joint)}"

    def _change(self, review: Review) -> Review:
        left = _other_corrections(review, self.frame_index, self.joint)
        if len(left) == len(review.corrections):
            raise UsageError("That joint was not moved on this frame.", remedy="Choose a frame with a correction.")
        return replace(review, corrections=left)


@dataclass(frozen=True, slots=True)
class ClearAllCorrections(Command):
    """Give every joint back to the studio."""

    def _label(self) -> str:
        return "Clear all corrections"

    def _change(self, review: Review) -> Review:
        return replace(review, corrections=())


@dataclass(frozen=True, slots=True)
class AddKeyMoment(Command):
    """Mark a moment, or put new words to the one that is already there; typing on is one step."""

    moment: KeyMoment

    def _label(self) -> str:
        return "Mark moment"

    def _merge_key(self) -> str:
        return f"moment:{self.moment.time_s:.3f}"

    def _change(self, review: Review) -> Review:
        if not self.moment.time_s >= 0.0 or not isfinite(self.moment.time_s):
            raise UsageError("A moment lies within the clip.", remedy="Move the playhead and mark it again.")
        others = _other_moments(review, self.moment.time_s)
        ordered = sorted((*others, self.moment), key=lambda moment: moment.time_s)
        return replace(review, key_moments=tuple(ordered))


@dataclass(frozen=True, slots=True)
class RemoveKeyMoment(Command):
    """Take the mark off a moment."""

    time_s: float

    def _label(self) -> str:
        return "Remove mark"

    def _change(self, review: Review) -> Review:
        left = _other_moments(review, self.time_s)
        if len(left) == len(review.key_moments):
            raise UsageError("There is no mark at that time.", remedy="Choose a marked moment.")
        return replace(review, key_moments=left)


@dataclass(frozen=True, slots=True)
class SetAnswer(Command):
    """Answer a question of screening, intake or log; None takes the answer back."""

    key: str
    value: object

    def _label(self) -> str:
        return "Answer"

    def _merge_key(self) -> str:
        return f"answer:{self.key}"

    def _change(self, review: Review) -> Review:
        answers = {key: value for key, value in review.intake.answers.items() if key != self.key}
        if self.value is not None:
            answers[self.key] = self.value
        return replace(review, intake=Intake(answers=answers))


@dataclass(frozen=True, slots=True)
class SetSummary(Command):
    """Write the verdict in one sentence; typing on is one step."""

    text: str

    def _label(self) -> str:
        return "Edit summary"

    def _merge_key(self) -> str:
        return "summary"

    def _change(self, review: Review) -> Review:
        return replace(review, summary=self.text)


@dataclass(frozen=True, slots=True)
class SetAthlete(Command):
    """Say who is in the clip."""

    name: str

    def _label(self) -> str:
        return "Set athlete"

    def _merge_key(self) -> str:
        return "athlete"

    def _change(self, review: Review) -> Review:
        return replace(review, athlete=self.name.strip())


@dataclass(frozen=True, slots=True)
class SetFilmedRate(Command):
    """Say at which rate a clip was filmed that plays in slow motion; None leaves it to the camera."""

    fps: float | None

    def _label(self) -> str:
        return "Set filmed rate"

    def _change(self, review: Review) -> Review:
        if self.fps is not None and not _LEAST_FPS <= self.fps <= _MOST_FPS:
            raise UsageError(
                f"No camera films at {self.fps:g} frames a second.",
                remedy=f"Say a rate from {_LEAST_FPS} to {_MOST_FPS}.",
            )
        return replace(review, filmed_fps=self.fps)


@dataclass(frozen=True, slots=True)
class BeginAfresh(Command):
    """Leave everything behind that was done to this clip; undo brings it back."""

    def _label(self) -> str:
        return "Begin afresh"

    def _change(self, review: Review) -> Review:
        return Review(clip_sha256=review.clip_sha256, neutral=review.neutral)


def _with_verdict(review: Review, fault: str, change: Callable[[Verdict], Verdict]) -> Review:
    """Change the verdict on one fault in its place; an open one without words is not kept."""
    new = change(review.verdict_on(fault))
    verdicts = tuple(new if verdict.fault == fault else verdict for verdict in review.verdicts)
    if not any(verdict.fault == fault for verdict in verdicts):
        verdicts = (*verdicts, new)
    return replace(review, verdicts=tuple(verdict for verdict in verdicts if verdict != Verdict(fault=verdict.fault)))


def _other_corrections(review: Review, frame_index: int, joint: Joint) -> tuple[Correction, ...]:
    return tuple(item for item in review.corrections if (item.frame_index, item.joint) != (frame_index, int(joint)))


def _other_moments(review: Review, time_s: float) -> tuple[KeyMoment, ...]:
    return tuple(moment for moment in review.key_moments if abs(moment.time_s - time_s) >= SAME_MOMENT_S)


def _said(joint: Joint) -> str:
    return joint.name.lower().replace("_", " ")

"""The coach's layer over an analysis. What the machine found and what the coach decided are different types."""

from dataclasses import dataclass, field
from enum import StrEnum, unique

from studio.core.annotation import Aid, Annotation
from studio.core.fault import Severity
from studio.core.finding import Finding
from studio.core.neutral import NeutralReference
from studio.core.observation import Correction
from studio.core.plan import Intake
from studio.core.rep import RepSpan
from studio.core.sound import VoiceNote


@unique
class Decision(StrEnum):
    """What the coach decided about a finding."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The coach's decision on one fault.

    Attributes:
        fault: id of the fault.
        decision: open, accepted or dismissed.
        severity: the coach's own severity; None keeps the studio's.
        reason: why it was dismissed, in the coach's words.
        note: the coach's remark, printed in the report.
    """

    fault: str
    decision: Decision = Decision.OPEN
    severity: Severity | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyMoment:
    """A moment worth showing, with the coach's words."""

    time_s: float
    title: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A sentence of the report in the coach's words.

    Attributes:
        place: where it stands, as the report names its places.
        text: the coach's words.
        original: the studio's words that they took the place of.
    """

    place: str
    text: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class ReportEdits:
    """What the coach changed about the report of this set.

    Attributes:
        rewordings: sentences in the coach's words, each place once.
        left_out: ids of parts that are not printed.
    """

    rewordings: tuple[Rewording, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the coach decided, wrote, drew or moved; keyed by stable ids so that it survives a new analysis.

    Attributes:
        clip_sha256: content of the clip that it is about.
        athlete: who is in it.
        verdicts: on the studio's findings.
        corrections: joints put in their place.
        key_moments: moments worth showing, in time order.
        added: findings that the coach saw.
        intake: answers to screening, intake and log.
        summary: the verdict in one sentence.
        report: what the coach changed about the report.
        annotations: what is drawn on the picture, from the back to the front.
        aids: what the coach showed the studio in the picture.
        reps: the reps as the coach wants them, in time order; empty leaves those that the studio found.
        filmed_fps: rate at which the coach says the camera filmed, which slow motion stores as a lower one; None leaves
            it to the camera.
        neutral: what counts as straight for the athlete, as the library knows it; kept there and not with the review.
            A neutral frame among the aids goes before it.
        voice_notes: what the coach said, in time order; the recordings lie beside the review.
    """

    clip_sha256: str
    athlete: str = ""
    verdicts: tuple[Verdict, ...] = ()
    corrections: tuple[Correction, ...] = ()
    key_moments: tuple[KeyMoment, ...] = ()
    added: tuple[Finding, ...] = ()
    intake: Intake = field(default_factory=Intake)
    summary: str = ""
    report: ReportEdits = field(default_factory=ReportEdits)
    annotations: tuple[Annotation, ...] = ()
    aids: tuple[Aid, ...] = ()
    reps: tuple[RepSpan, ...] = ()
    filmed_fps: float | None = None
    neutral: NeutralReference | None = None
    voice_notes: tuple[VoiceNote, ...] = ()

    def verdict_on(self, fault_id: str) -> Verdict:
        """The verdict on a fault; an open one when the coach has not decided."""
        for verdict in self.verdicts:
            if verdict.fault == fault_id:
                return verdict
        return Verdict(fault=fault_id)

"""A set in plain words for somebody who reviews themselves: at most three points, the safety notice before them."""

from dataclasses import dataclass

from studio.coaching.priorities import HEIGHT_CUES
from studio.coaching.screening import Screening
from studio.coaching.wording import Wording
from studio.core.exercise import Exercise
from studio.core.fault import FaultClass
from studio.core.finding import Outcome
from studio.core.plan import LoadLevel, Tier
from studio.core.training import FaultMark, SetDigest

MOST_POINTS = 3
_STOPPING = (Tier.EMERGENCY.value, Tier.URGENT.value, Tier.REFER.value, Tier.CONDITION_UNCLEARED.value)

_NOTICED = (Tier.CONDITION_CLEARED.value,)


@dataclass(frozen=True, slots=True)
class PlainPoint:
    """One thing to try: what was seen, and the cue for it."""

    seen: str
    cue: str


@dataclass(frozen=True, slots=True)
class PlainSummary:
    """What a person is told about their own set.

    Attributes:
        notice: the safety notice; empty when there is none. It stands before everything else.
        points: at most three, set-up first; none where the notice asks to stop.
        unseen: how many kinds of fault this clip cannot show; they are not fine, only unseen.
        load: what to do with the load; empty where the notice asks to stop.
        is_outdated: the set was judged before the screening was answered, so it says nothing about the load yet.
    """

    notice: str = ""
    points: tuple[PlainPoint, ...] = ()
    unseen: int = 0
    load: str = ""
    is_outdated: bool = False


def plain_summary(digest: SetDigest, exercise: Exercise, screening: Screening | None = None) -> PlainSummary:
    """The same findings, tier and load as the coach sees, said shortly.

    Args:
        digest: of the set.
        exercise: the lift, with its wording.
        screening: what the newest answers amount to; a set that was judged before them is held to them as well.

    Source: kb:e1 (what a tier blocks), kb:d4 (set-up before cues).
    """
    wording = Wording(exercise.knowledge)
    tier = _tier(digest, screening)
    notice = wording.text(f"notice.{tier}") if tier in (*_STOPPING, *_NOTICED) else ""
    unseen = sum(mark.outcome is Outcome.NOT_ASSESSABLE for mark in digest.faults)
    if tier in _STOPPING:
        return PlainSummary(notice=notice, unseen=unseen)
    points = tuple(_points(digest, exercise))
    level = digest.load_level or LoadLevel.BLOCKED.value
    if level == LoadLevel.BLOCKED.value:
        is_answered = screening is not None and screening.is_complete
        told = notice if is_answered else " ".join((notice, wording.text("notice.screening_incomplete"))).strip()
        return PlainSummary(notice=told, points=points, unseen=unseen, is_outdated=is_answered)
    if level == LoadLevel.PROGRESS.value and tier in _NOTICED:  # smaller steps, and none from before the condition
        level = f"{level}.cleared" if digest.tier in _NOTICED else LoadLevel.HOLD.value
    is_plain = level == LoadLevel.HOLD.value and not points
    load = wording.text(f"load.advice.{level}.plain" if is_plain else f"load.advice.{level}")
    return PlainSummary(notice, points, unseen, load)


def _tier(digest: SetDigest, screening: Screening | None) -> str:
    """What the newest answers say goes first, unless the set's own answers are graver."""
    newest = screening.tier.value if screening is not None else ""
    is_newest = newest in _STOPPING or (newest in _NOTICED and digest.tier not in _STOPPING)
    return newest if is_newest else digest.tier


def _points(digest: SetDigest, exercise: Exercise) -> list[PlainPoint]:
    """What to try, as the plan would choose it. Source: kb:c1 (folding, information, conflict rules)."""
    definitions = {definition.id: definition for definition in exercise.faults}
    classes = {name: definition.fault_class for name, definition in definitions.items()}

    def rank(mark: FaultMark) -> tuple[bool, int, bool]:
        kind = classes.get(mark.fault)
        return kind is not FaultClass.SETUP, -mark.severity, kind is not FaultClass.SPINE

    wordings = exercise.knowledge.faults
    found = sorted((mark for mark in digest.faults if mark.outcome is Outcome.FOUND and mark.severity), key=rank)
    names = {mark.fault for mark in found}
    is_arched = any(classes.get(name) is FaultClass.SPINE for name in names)
    kept_back = {name for name in names if name in definitions and definitions[name].folds_into in names}
    kept_back |= {name for name in names if classes.get(name) is FaultClass.INFO or (is_arched and name in HEIGHT_CUES)}
    told = [wordings[mark.fault] for mark in found if mark.fault in wordings and mark.fault not in kept_back]
    return [PlainPoint(one.title, one.cue) for one in told if one.cue][:MOST_POINTS]

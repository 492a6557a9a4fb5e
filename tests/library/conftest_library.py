"""Athletes and sets to fill a library with."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from studio.core.athlete import Athlete, Consent
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.measure import Measure
from studio.core.neutral import NeutralReference
from studio.core.training import ClipRole, FaultMark, Session, SetClip, SetDigest, TrainingSet

ADA = Athlete(
    name="Ada Quillfeather",
    stature_cm=171.0,
    notes="prefers mornings",
    neutral=NeutralReference(176.0),
    consent=Consent(date(2026, 1, 2), "clips and answers stay on this computer"),
)


def digest(fault: str = "F-HOE", severity: Severity = Severity.MODERATE, *, top_deg: float = 178.0) -> SetDigest:
    """What an analysis with one finding leaves."""
    return SetDigest(
        grade="good",
        tier="none",
        load_level="L3",
        rep_count=5,
        top_fault=fault,
        faults=(FaultMark(fault, Outcome.FOUND, severity), FaultMark("F-DECAY", Outcome.NOT_FOUND)),
        measures=(
            Measure("M-HIP-TOP", top_deg, "deg", low=top_deg - 4.0, high=top_deg + 4.0),
            Measure.missing("M-SHIN", "deg", "The ankle is hidden."),
        ),
        rules="1",
    )


def make_set(
    number: int,
    *,
    athlete_id: str = "",
    day: date = date(2026, 3, 1),
    **changes: Any,
) -> TrainingSet:
    """A set with a clip of its own."""
    clip = SetClip(ClipRole.SIDE, f"{number:064x}", Path(f"/clips/set-{number}.mp4"), 1000 + number)
    made = TrainingSet(
        session=Session(day=day, athlete_id=athlete_id),
        exercise_id="barbell",
        clips=(clip,),
        log={"load_kg": 100.0, "pain_max": 0.0},
    )
    return replace(made, **changes)

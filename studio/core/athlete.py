"""Athletes as the library knows them: profile, consent, and their answers to the screening, version by version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import nan
from typing import Any

from studio.core.neutral import NeutralReference


@dataclass(frozen=True, slots=True)
class Consent:
    """What the athlete agreed to, in the words that were used.

    Attributes:
        day: when.
        note: what it covers.
    """

    day: date
    note: str


@dataclass(frozen=True, slots=True)
class Athlete:
    """One person.

    Attributes:
        id: stable name; empty until the library has given one.
        name: as the coach calls them.
        stature_cm: NaN when nobody measured it.
        bench_cm: their usual bench; NaN when unknown.
        foot_cm: mark of their feet on the floor; NaN when unknown.
        preferences: what they like or dislike, in free words.
        notes: the coach's.
        neutral: what counts as straight for them; None until it was set.
        consent: None while nobody asked.
        is_self: whether this is the person who uses the studio.
    """

    name: str
    id: str = ""
    stature_cm: float = nan
    bench_cm: float = nan
    foot_cm: float = nan
    preferences: str = ""
    notes: str = ""
    neutral: NeutralReference | None = None
    consent: Consent | None = None
    is_self: bool = False


@dataclass(frozen=True, slots=True)
class ScreeningVersion:
    """Answers to the screening as they were given on one day; never changed afterwards.

    Attributes:
        athlete_id: whose.
        version: counts from 1 for each athlete.
        day: when they were given.
        answers: by the keys of the intake catalogue.
    """

    athlete_id: str
    version: int
    day: date
    answers: Mapping[str, Any] = field(default_factory=dict)

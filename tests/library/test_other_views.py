"""Clips of the same day are proposed for the same set, and joining loses no review."""

from dataclasses import replace
from datetime import date
from math import inf

import pytest
from conftest_library import make_set

from studio.bootstrap import build_studio
from studio.core.annotation import Aid, AidKind
from studio.core.errors import UsageError
from studio.core.finding import Outcome
from studio.core.rep import RepSpan
from studio.core.review import ReportEdits, Review
from studio.core.set_store import SetStore
from studio.core.sound import VoiceNote
from studio.core.stored_review import review_to_data
from studio.core.training import ClipRole, FaultMark, SetDigest, SetQuery, TrainingSet
from studio.services.library import Library
from studio.services.other_views import join_view, other_views

FRONT = SetDigest(faults=(FaultMark("F-HOE", Outcome.NOT_ASSESSABLE),))


@pytest.fixture
def library(store: SetStore) -> Library:
    return Library(build_studio(), store)


def add(store: SetStore, number: int, captured: str = "", **changes: object) -> TrainingSet:
    made = make_set(number, exercise_id="hip-thrust-barbell", **changes)
    return store.save(replace(made, clips=(replace(made.clip, captured=captured),)))


def test_what_was_filmed_around_it_is_proposed_with_what_it_seems_to_show(library: Library, store: SetStore):
    own = add(store, 1, "2026-03-01T10:00:00+01:00")
    far = add(store, 2, "2026-03-01T10:40:00+01:00", digest=FRONT)
    near = add(store, 3, "2026-03-01T10:03:00", digest=FRONT)
    light = add(store, 4, log={"load_kg": 60.0})
    add(store, 5, log={"load_kg": 95.0})
    add(store, 6, "2026-03-01T10:01:00+01:00", day=date(2026, 3, 2), digest=FRONT)
    found = other_views(library, own.id)
    assert [(view.set_id, view.role, view.apart_s) for view in found] == [
        (near.id, ClipRole.FRONT, 180.0), (far.id, ClipRole.FRONT, 2400.0), (light.id, ClipRole.TECHNIQUE, inf),
    ]  # fmt: skip


def test_only_sets_of_the_same_athlete_and_lift_are_proposed(library: Library, store: SetStore):
    from conftest_library import ADA

    ada = store.save_athlete(ADA)
    own = add(store, 1, athlete_id=ada.id)
    add(store, 2, digest=FRONT)
    hers = add(store, 3, athlete_id=ada.id, digest=FRONT)
    store.save(replace(make_set(4, athlete_id=ada.id, digest=FRONT), exercise_id="glute-bridge"))
    assert [view.set_id for view in other_views(library, own.id)] == [hers.id]


def test_a_joined_clip_is_one_set_with_the_other(library: Library, store: SetStore):
    own, front = add(store, 1), add(store, 2, digest=FRONT)
    joined = join_view(library, own.id, front.id, ClipRole.FRONT)
    assert [clip.role for clip in joined.clips] == [ClipRole.SIDE, ClipRole.FRONT]
    assert store.find(SetQuery()).total == 1
    assert store.with_clip(front.clip.sha256).id == own.id


@pytest.mark.parametrize(
    "work",
    [
        {"summary": "good set"},
        {"aids": (Aid(AidKind.NEUTRAL, 60),)},
        {"reps": (RepSpan(1.0, 3.0),)},
        {"voice_notes": (VoiceNote("f" * 64, 1.0, 2.0),)},
        {"filmed_fps": 240.0},
        {"report": ReportEdits(left_out=("method",))},
    ],
    ids=lambda work: next(iter(work)),
)
def test_a_clip_with_a_review_of_its_own_is_not_joined(library: Library, store: SetStore, work: dict[str, object]):
    kept = review_to_data(Review("2" * 64, **work))
    own, reviewed = add(store, 1), add(store, 2, digest=FRONT, review=kept)
    with pytest.raises(UsageError, match="review of its own"):
        join_view(library, own.id, reviewed.id, ClipRole.FRONT)
    assert store.find(SetQuery()).total == 2

"""Clips of the same day that may show the same set from the front, or its technique at a lighter load."""

from dataclasses import dataclass, replace
from datetime import datetime
from math import inf, isfinite

from studio.core.errors import UsageError
from studio.core.review import Review
from studio.core.stored_review import review_from_data
from studio.core.training import ClipRole, SetClip, SetQuery, TrainingSet
from studio.services.library import Library
from studio.services.set_answers import is_seen

LIGHTER = 0.75
"""A set with at most this share of the load is proposed as the technique clip. Source: our default (kb:g)."""


@dataclass(frozen=True, slots=True)
class OtherView:
    """A clip that may belong to a set.

    Attributes:
        set_id: of the set that it is kept as now.
        clip: the clip.
        role: what it seems to show.
        apart_s: how far apart both were filmed; infinite when nothing tells.
    """

    set_id: str
    clip: SetClip
    role: ClipRole
    apart_s: float


def other_views(library: Library, set_id: str) -> tuple[OtherView, ...]:
    """What may be attached to a set: clips of the same athlete, day and lift, the nearest in time first.

    A clip in which the line of shoulder, hip and knee cannot be judged is proposed as the front view, any other as the
    technique clip; of two sets whose loads are known only a clearly lighter one is proposed.
    """
    one = library.store.load(set_id)
    same = [
        other
        for other in _sets_of_the_day(library, one)
        if other.id != one.id and other.exercise_id == one.exercise_id and len(other.clips) == 1
    ]
    found = [OtherView(other.id, other.clip, _role(other), _apart_s(one.clip, other.clip)) for other in same]
    loads = {other.id: other.number("load_kg") for other in same}
    fitting = [view for view in found if _may_be(view, loads[view.set_id], one.number("load_kg"))]
    return tuple(sorted(fitting, key=lambda view: (view.apart_s, view.clip.path.name)))


def join_view(library: Library, set_id: str, other_id: str, role: ClipRole) -> TrainingSet:
    """Let the clip of one set become another view of a set; what it was kept as before is given up.

    Raises:
        UsageError: the other set was reviewed by the coach, so that work would be lost.
    """
    other = library.store.load(other_id)
    if _is_reviewed(other):
        raise UsageError(
            f"{other.clip.path.name} has a review of its own.",
            remedy="Leave it as a set, or take its review back first.",
        )
    one = library.store.load(set_id)
    library.store.remove_set(other_id)
    others = tuple(clip for clip in one.clips if clip.role is not role)
    return library.change(replace(one, clips=(*others, replace(other.clip, role=role))))


def _sets_of_the_day(library: Library, one: TrainingSet) -> tuple[TrainingSet, ...]:
    owner, day = one.session.athlete_id, one.session.day
    if owner:
        return tuple(other for other in library.store.history(owner) if other.session.day == day)
    rows = library.store.find(SetQuery(is_unassigned=True, since=day, until=day, limit=200)).rows
    return tuple(library.store.load(row.id) for row in rows)


def _role(other: TrainingSet) -> ClipRole:
    return ClipRole.TECHNIQUE if is_seen(other) else ClipRole.FRONT


def _may_be(view: OtherView, load_kg: float, own_kg: float) -> bool:
    is_lighter = not (isfinite(load_kg) and isfinite(own_kg)) or load_kg <= LIGHTER * own_kg
    return view.role is ClipRole.FRONT or is_lighter


def _apart_s(one: SetClip, other: SetClip) -> float:
    try:
        first, second = (datetime.fromisoformat(clip.captured) for clip in (one, other))
    except ValueError:
        return inf
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return abs((second - first).total_seconds())


def _is_reviewed(other: TrainingSet) -> bool:
    """Whether the coach has done anything but answer questions, which the other set answers as well."""
    if not other.review:
        return False
    review = review_from_data(other.review)
    return review != Review(review.clip_sha256, review.athlete, intake=review.intake)

"""Which frame is on screen when: selection, slow motion, freezes at key moments, and what is said meanwhile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from math import inf, isfinite

from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.film import Caption, Film, FilmLayout, Step
from studio.core.finding import Finding, Outcome
from studio.core.plan import Tier
from studio.core.rep import Rep
from studio.core.review import Review
from studio.core.rich_text import on_one_line
from studio.core.time import FrameClock
from studio.review import apply_verdicts

MOST_CAPTIONS = 2
_AROUND_MOMENT_S = 0.4
_SLOWED = 0.25
_QUIET_TIERS = frozenset({Tier.EMERGENCY, Tier.URGENT, Tier.REFER})
"""Technique is not talked about. Source: kb:e1."""

_GIF_FPS = 12.5


@unique
class Emphasis(StrEnum):
    """What happens at key moments."""

    NONE = "none"
    SLOW = "slow"
    FREEZE = "freeze"


@dataclass(frozen=True, slots=True)
class FilmWish:
    """What the coach asks of a film.

    Attributes:
        first_s: where it begins in the clip.
        last_s: where it ends; infinite for the clip's end.
        speed: share of the real speed, such as 0.5.
        emphasis: at key moments, and where findings are worst.
        freeze_s: how long a freeze lasts.
        layout: overlay alone, or the original beside it.
        has_body: skeleton and angles.
        has_captions: findings in words.
        has_annotations: the coach's drawings.
        hides_face: make the athlete's face unrecognisable.
        most_height_px: taller pictures are made smaller.
    """

    first_s: float = 0.0
    last_s: float = inf
    speed: float = 1.0
    emphasis: Emphasis = Emphasis.NONE
    freeze_s: float = 1.5
    layout: FilmLayout = FilmLayout.OVERLAY
    has_body: bool = True
    has_captions: bool = True
    has_annotations: bool = True
    hides_face: bool = False
    most_height_px: int = 1080


def plan_film(analysis: Analysis, review: Review, exercise: Exercise, wish: FilmWish) -> Film:
    """The film of a clip or a stretch of it; at its own speed frames keep their times and the sound goes along."""
    clock = analysis.observation.clock
    first, last = clock.nearest_index(max(wish.first_s, 0.0)), clock.index_at(min(wish.last_s, clock.times_s[-1]))
    indices = range(first, max(last, first) + 1)
    is_plain = wish.speed == 1.0 and wish.emphasis is Emphasis.NONE
    moments = [] if wish.emphasis is Emphasis.NONE else _moments(analysis, review, exercise)
    steps = [Step(index, clock.time_of(index)) for index in indices]
    return Film(
        steps=tuple(steps if is_plain else _stretched(clock, indices, moments, wish)),
        captions=tuple(_captions(analysis, review, exercise)) if wish.has_captions else (),
        layout=wish.layout,
        has_body=wish.has_body,
        has_annotations=wish.has_annotations,
        keeps_sound=is_plain,
        most_height_px=wish.most_height_px,
        hides_face=wish.hides_face,
    )


def plan_rep(analysis: Analysis, review: Review, exercise: Exercise, rep: Rep, wish: FilmWish) -> Film:
    """A film of one rep with few enough frames for a GIF."""
    clock = analysis.observation.clock
    count = max(round((rep.end_s - rep.start_s) * _GIF_FPS), 2)
    times = [rep.start_s + step / _GIF_FPS for step in range(count)]
    indices = dict.fromkeys(clock.nearest_index(time_s) for time_s in times)
    return _of_frames(analysis, review, exercise, list(indices), wish)


def plan_kinogram(analysis: Analysis, review: Review, exercise: Exercise, rep: Rep, wish: FilmWish) -> Film:
    """The phases of one rep: bottom, half way up, top reached, top left, half way down, bottom."""
    clock = analysis.observation.clock
    up_s, down_s = 0.5 * (rep.start_s + rep.top_s), 0.5 * (rep.top_end_s + rep.end_s)
    times = (rep.start_s, up_s, rep.top_s, rep.top_end_s, down_s, rep.end_s)
    indices = dict.fromkeys(clock.nearest_index(time_s) for time_s in times)
    return _of_frames(analysis, review, exercise, list(indices), wish)


def _of_frames(analysis: Analysis, review: Review, exercise: Exercise, indices: Sequence[int], wish: FilmWish) -> Film:
    clock = analysis.observation.clock
    return Film(
        steps=tuple(Step(index, clock.time_of(index)) for index in indices),
        captions=tuple(_captions(analysis, review, exercise)) if wish.has_captions else (),
        has_body=wish.has_body,
        has_annotations=wish.has_annotations,
        most_height_px=wish.most_height_px,
        hides_face=wish.hides_face,
    )


def _stretched(clock: FrameClock, indices: range, moments: Sequence[float], wish: FilmWish) -> Iterator[Step]:
    """Frames at a changed speed; a frozen frame is shown again and again, so that every player holds it."""
    frozen = {clock.nearest_index(time_s) for time_s in moments} if wish.emphasis is Emphasis.FREEZE else set()
    again = max(round(wish.freeze_s / clock.frame_interval_s), 1)
    time_s = 0.0
    for index in indices:
        yield Step(index, time_s)
        if index in frozen:
            for _ in range(again):
                time_s += clock.frame_interval_s
                yield Step(index, time_s)
        here_s = clock.time_of(index)
        is_slow = wish.emphasis is Emphasis.SLOW and any(abs(here_s - one) <= _AROUND_MOMENT_S for one in moments)
        shown_s = clock.time_of(index + 1) - here_s if index + 1 < clock.frame_count else clock.frame_interval_s
        time_s += shown_s / (wish.speed * (_SLOWED if is_slow else 1.0))


def _moments(analysis: Analysis, review: Review, exercise: Exercise) -> list[float]:
    """The coach's key moments, and where the shown findings are worst."""
    worst = [one.worst_time_s for one in _shown(analysis, review, exercise) if isfinite(one.worst_time_s)]
    return sorted({*(moment.time_s for moment in review.key_moments), *worst})


def _captions(analysis: Analysis, review: Review, exercise: Exercise) -> Iterator[Caption]:
    """The coach's words at key moments, then what was found in each rep."""
    clock, knowledge = analysis.observation.clock, exercise.knowledge
    for moment in review.key_moments:
        text = " · ".join(part for part in (moment.title, on_one_line(moment.comment)) if part)
        near = [clock.nearest_index(moment.time_s + away_s) for away_s in (-_AROUND_MOMENT_S, _AROUND_MOMENT_S)]
        yield Caption(near[0], near[1], text)
    found = _shown(analysis, review, exercise)
    for rep in analysis.reps:
        told = [one for one in found if rep.index in one.reps][:MOST_CAPTIONS]
        titles = [knowledge.faults[one.fault].title for one in told if one.fault in knowledge.faults]
        text = " · ".join((f"{rep.index}/{len(analysis.reps)}", *titles))
        yield Caption(clock.nearest_index(rep.start_s), clock.nearest_index(rep.end_s), text)


def _shown(analysis: Analysis, review: Review, exercise: Exercise) -> list[Finding]:
    """What the coach let stand, in the plan's order; nothing under a referral."""
    if analysis.advice.safety.tier in _QUIET_TIERS:
        return []
    plan = analysis.advice.plan
    order = [*plan.change_first, plan.primary_cue, plan.secondary_cue, *plan.observations]
    judged = apply_verdicts(analysis.findings, review, exercise.faults)
    found = [one for one in judged if one.outcome is Outcome.FOUND and not one.folded_into and not one.muted_by]
    return sorted(found, key=lambda one: order.index(one.fault) if one.fault in order else len(order))

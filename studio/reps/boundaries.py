"""When exactly a rep starts, reaches the top, leaves it and ends.

Next to a standstill the landmarks' jitter drowns the movement, and lifters creep and sway. So the ends of a movement
are read from its steep part: what lies between a tenth of the way and its middle tells where it began; the same for its
end. How far back depends on the course. A movement from rest to rest that is as smooth as can be (minimum jerk) takes
almost as long for the first tenth as from there to the middle; one of even speed a quarter of that. How much of the
movement's time lies between its outer tenths tells where between the two a course lies. Source: kb:b4 (minimum-jerk
course, M-PEAKR), decisions 0043 and 0098.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite, nan

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.rep import Rep

_LEVEL = 0.10  # of the way: low enough to be near the end, high enough to be above the jitter; DF
_LOW_LEVEL = 0.03  # of the way: the lowest that is not always lost in the jitter; DF
_STEEP_SHARES = np.array([0.745, 0.785, 0.851])
"""Time from 10 to 90 % over time from 3 to 97 % of the way: minimum jerk with jitter, real lifters, even speed."""
_REACHES = np.array([0.973, 0.3, 0.25])
"""Time before 10 % over time from 10 to 50 %, of the same three courses: as eyes see it of the second."""
_NEAR_SHARE = 0.15  # of the way: this close to the top is still the top. See decision 0043
_REST_S = 0.3  # of the rests on either side that is looked at; DF
_LARGEST_SHIFT_S = 0.8  # a boundary further out than where the speed put it is not the same boundary; DF


@dataclass(frozen=True, slots=True)
class _Move:
    """One way up or down: when it passes a tenth, the middle and nine tenths of the way; NaN where that is not seen.

    Attributes:
        guess: begin and end as the speed has them.
        early_s: a tenth of the way.
        middle_s: half of it.
        late_s: nine tenths.
        steepness: time between the outer tenths over time between 3 and 97 % of the way.
    """

    guess: tuple[float, float]
    early_s: float
    middle_s: float
    late_s: float
    steepness: float

    def ends(self, reach: float) -> tuple[float, float]:
        """Begin and end, read from the steep part; the guess where they cannot be read.

        Args:
            reach: how far an end lies beyond its tenth of the way, in times from there to the middle.
        """
        begin = self.early_s - reach * (self.middle_s - self.early_s)
        end = self.late_s + reach * (self.late_s - self.middle_s)
        shift_s = max(self.guess[0] - begin, end - self.guess[1])  # outwards; NaN when a crossing is missing
        return (begin, end) if begin < end and shift_s <= _LARGEST_SHIFT_S else self.guess


def refine(times_s: FloatArray, progress: FloatArray, reps: Sequence[Rep]) -> tuple[Rep, ...]:
    """Move the boundaries of reps to where the steep parts of their ways up and down point.

    A lifter moves alike in all reps of a set: the shape of the ways up is taken from all of them, and so of those down.

    Args:
        times_s: shape (T,), seconds.
        progress: shape (T,), how far the lift has come, any unit; NaN is missing.
        reps: in time order.
    """
    bounds = [_room_of(times_s, reps, index) for index in range(len(reps))]
    moves = [_moves(times_s, progress, rep, room) for rep, room in zip(reps, bounds, strict=True)]
    up, down = (_common_reach([pair[way] for pair in moves]) for way in (0, 1))
    return tuple(
        _refined(rep, room, rise.ends(up), fall.ends(down))
        for rep, room, (rise, fall) in zip(reps, bounds, moves, strict=True)
    )


def _room_of(times_s: FloatArray, reps: Sequence[Rep], index: int) -> tuple[float, float]:
    """Between which times a rep may lie, half-way to its neighbours."""
    rep = reps[index]
    before_s = 0.5 * (reps[index - 1].end_s + rep.start_s) if index else float(times_s[0])
    after_s = 0.5 * (rep.end_s + reps[index + 1].start_s) if index + 1 < len(reps) else float(times_s[-1])
    return before_s, after_s


def _moves(times_s: FloatArray, progress: FloatArray, rep: Rep, room: tuple[float, float]) -> tuple[_Move, _Move]:
    """The way up and the way down of a rep."""
    top = _median_between(times_s, progress, rep.top_s, rep.top_end_s)
    before = _median_between(times_s, progress, max(room[0], rep.start_s - _REST_S), rep.start_s)
    after = _median_between(times_s, progress, rep.end_s, min(room[1], rep.end_s + _REST_S))
    top = _settled(times_s, progress, (rep.start_s, rep.end_s), levels=(top, min(before, after)))
    return (
        _move(times_s, progress, (rep.start_s, rep.top_s), (before, top)),
        _move(times_s, progress, (rep.top_end_s, rep.end_s), (top, after)),
    )


def _settled(
    times_s: FloatArray, progress: FloatArray, span: tuple[float, float], *, levels: tuple[float, float]
) -> float:
    """The level at which a lifter stays: the median of all that lies near a first guess of it.

    Lifters creep into the top and sag there: where they do is part of the top.

    Args:
        times_s: shape (T,), seconds.
        progress: shape (T,).
        span: begin and end of the stretch that is looked at, seconds.
        levels: the guess, and the level at the other end of the movement.
    """
    inside = (times_s >= span[0]) & (times_s <= span[1]) & np.isfinite(progress)
    way = levels[1] - levels[0]
    near = progress[inside & ((progress - levels[0]) * np.sign(way) <= _NEAR_SHARE * abs(way))]
    return float(np.median(near)) if near.size else levels[0]


def _common_reach(moves: Sequence[_Move]) -> float:
    known = [move.steepness for move in moves if isfinite(move.steepness)]
    return float(np.interp(np.median(known), _STEEP_SHARES, _REACHES)) if known else float(_REACHES[0])


def _refined(rep: Rep, room: tuple[float, float], rise: tuple[float, float], fall: tuple[float, float]) -> Rep:
    middle_s = 0.5 * (rep.top_s + rep.top_end_s)
    start_s, end_s = max(rise[0], room[0]), min(fall[1], room[1])
    top_s, top_end_s = min(rise[1], middle_s), max(fall[0], middle_s)
    if not start_s <= top_s <= top_end_s <= end_s:
        return rep
    return replace(rep, start_s=start_s, top_s=top_s, top_end_s=top_end_s, end_s=end_s)


def _median_between(times_s: FloatArray, progress: FloatArray, start_s: float, end_s: float) -> float:
    """Median of a stretch, or of the frame nearest to it when it is shorter than a frame."""
    inside = (times_s >= start_s) & (times_s <= end_s)
    inside[int(np.argmin(np.abs(times_s - 0.5 * (start_s + end_s))))] = True
    values = progress[inside]
    return float(np.median(values)) if np.isfinite(values).all() else nan


def _move(times_s: FloatArray, progress: FloatArray, guess: tuple[float, float], levels: tuple[float, float]) -> _Move:
    """Read one movement between two levels; nothing of it when the clip cuts it off."""
    if guess[0] >= guess[1] or levels[0] == levels[1]:
        return _Move(guess, nan, nan, nan, nan)
    inside = (times_s >= guess[0] - _REST_S) & (times_s <= guess[1] + _REST_S) & np.isfinite(progress)
    share = (progress[inside] - levels[0]) / (levels[1] - levels[0])
    time = times_s[inside]
    middle = _crossing(time, share, 0.5)
    early, late = _crossing(time, share, _LEVEL, before=middle), _crossing(time, share, 1.0 - _LEVEL, after=middle)
    first = _middle_of(_crossings(time, share, _LOW_LEVEL), -np.inf, early)
    last = _middle_of(_crossings(time, share, 1.0 - _LOW_LEVEL), late, np.inf)
    return _Move(guess, early, middle, late, (late - early) / (last - first) if last > first else nan)


def _middle_of(moments: Sequence[float], after: float, before: float) -> float:
    """Half-way between the first and the last of the moments in a stretch: jitter passes a level more than once."""
    inside = [moment for moment in moments if after <= moment <= before]
    return 0.5 * (inside[0] + inside[-1]) if inside else nan


def _crossing(
    time: FloatArray, share: FloatArray, level: float, *, before: float = np.inf, after: float = -np.inf
) -> float:
    """Time at which a rising course passes a level: the last before a time, or the first after one; NaN when never."""
    inside = [moment for moment in _crossings(time, share, level) if after <= moment <= before]
    if not inside:
        return nan
    return inside[-1] if np.isfinite(before) else inside[0]


def _crossings(time: FloatArray, share: FloatArray, level: float) -> list[float]:
    """All times at which a course passes a level upwards."""
    rising = np.flatnonzero((share[:-1] < level) & (share[1:] >= level))
    part = (level - share[rising]) / (share[rising + 1] - share[rising])
    return [float(moment) for moment in time[rising] + part * (time[rising + 1] - time[rising])]

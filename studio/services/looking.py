"""Which frames the pose engine looks at: all of them while the body moves, every other one while it hardly does.

Between two looks 1/15 s apart a slow body strays from the straight line by less than the pose model's own restlessness,
so the frames between are filled by interpolation and marked as such. Source: decision 0005.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.core.frame import Frame
from studio.core.landmarks import PoseEstimate

Estimate = Callable[[Frame], PoseEstimate]
Seen = tuple[Frame, PoseEstimate]

_QUICK_GAP_S = 1.0 / 30.0  # between looks while the body moves
_CALM_GAP_S = 1.0 / 15.0  # between looks while it hardly does. Source: decision 0005
_CALM_SPEED = 1.0  # lengths of the longest limb a second; a lift passes 1.7 at its fastest. Source: decision 0005
_SLACK_S = 0.004  # clips of 30 fps are a little faster or slower than that


def look_at(frames: Sequence[Frame], estimate: Estimate, *, always_count: int = 0) -> Iterator[Seen]:
    """Look at consecutive frames and give every one of them with its estimate, in order.

    Depends on the frames alone. The first and the last frame are always looked at.

    Args:
        frames: consecutive frames, such as a chunk.
        estimate: looks at one frame. A frame that was passed over may be looked at after a later one.
        always_count: so many frames at the beginning are looked at whatever they show.
    """
    last: Seen | None = None
    passed: list[Frame] = []
    gap_s = _QUICK_GAP_S
    for number, frame in enumerate(frames):
        must = number < always_count or number == len(frames) - 1
        if last is not None and not must and frame.time_s - last[0].time_s < gap_s - _SLACK_S:
            passed.append(frame)
            continue
        seen = (frame, estimate(frame))
        if last is None:
            yield seen
        else:
            is_calm = _speed(last, seen) < _CALM_SPEED
            yield from _with_those_between(last, passed, seen, None if is_calm else estimate)
            gap_s = _CALM_GAP_S if is_calm else _QUICK_GAP_S
        last, passed = seen, []


def _with_those_between(first: Seen, passed: list[Frame], last: Seen, estimate: Estimate | None) -> Iterator[Seen]:
    """The frames passed over between two looks, and the later look itself.

    Args:
        first: the earlier look.
        passed: frames between.
        last: the later look.
        estimate: for bodies that turned out to move: frames between are looked at after all, 1/30 s apart.
    """
    looks = [first]
    if estimate is not None:
        for frame in passed:
            if frame.time_s - looks[-1][0].time_s >= _QUICK_GAP_S - _SLACK_S:
                looks.append((frame, estimate(frame)))
    looks.append(last)
    for before, after in pairwise(looks):
        for frame in passed:
            if before[0].time_s < frame.time_s < after[0].time_s:
                yield frame, _between(before, after, frame.time_s)
        yield after


def _between(before: Seen, after: Seen, time_s: float) -> PoseEstimate:
    """The pose between two looks; nobody where one of them saw nobody. The mask is that of the earlier look."""
    share = (time_s - before[0].time_s) / (after[0].time_s - before[0].time_s)
    first, last = before[1], after[1]

    def mixed(start: FloatArray, end: FloatArray) -> FloatArray:
        return (1.0 - share) * start + share * end

    return PoseEstimate(
        xy_px=mixed(first.xy_px, last.xy_px),
        visibility=mixed(first.visibility, last.visibility),
        world_m=mixed(first.world_m, last.world_m),
        mask=first.mask,
        is_filled=True,
    )


def _speed(before: Seen, after: Seen) -> float:
    """How fast shoulders, hips or knees moved, in lengths of the longest limb a second; infinite when unknown."""
    start, end = _chain(before[1]), _chain(after[1])
    limb_px = float(np.hypot(*np.diff(end, axis=0).T).max())
    moved_px = float(np.hypot(*(end - start)[:3].T).max())
    elapsed_s = after[0].time_s - before[0].time_s
    if not np.isfinite(limb_px + moved_px) or limb_px <= 0.0 or elapsed_s <= 0.0:
        return float("inf")
    return moved_px / limb_px / elapsed_s


def _chain(pose: PoseEstimate) -> FloatArray:
    """Middles of shoulders, hips, knees and ankles, shape (4, 2)."""
    parts = (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)
    both = [pose.xy_px[[part.on(Side.LEFT), part.on(Side.RIGHT)]] for part in parts]
    chain: FloatArray = np.array(both).mean(axis=1)
    return chain

"""Real clips against what was marked in them by hand: begins and ends of reps, and hip angles.

    python tests/benchmarks/accuracy/real.py --poses DIR [--shared DIR] [--model FILE]

DIR holds what `record.py` saw of the clips. Hands mark what eyes see, and those see a lifter move when he has come some
way: the second figure of every boundary compares it with the moment at which the course has gone that share of its way.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from clips import load_observation

from studio.core.analysis import Interpretation
from studio.core.arrays import FloatArray
from studio.core.exercise import RepDefinition
from studio.core.rep import Rep
from studio.reps import segment_reps
from studio.reps.lift_height import lift_height
from studio.signals import OffsetModel, interpret

DEFINITION = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "kb:b3")
EYES_SEE = 0.08  # of the way, median over the marks: decision 0098
NORMAL_90 = 1.645
NAMES = ("start", "top", "leaves the top", "end")


def boundary_errors(seen: Interpretation, marked: list[list[float | None]]) -> tuple[FloatArray, FloatArray]:
    """Found less marked, shape (n, 4), seconds: of the boundaries, and of the course at the eyes' share of the way."""
    reps = segment_reps(seen, DEFINITION)
    height = lift_height(seen, signal=DEFINITION.signal)
    assert height is not None
    times_s = seen.signals.signals[0].times_s
    known = np.isfinite(height)
    direct, at_level = [], []
    for marks in marked:
        wanted = np.array([np.nan if mark is None else mark for mark in marks])
        middle = float(np.nanmean(wanted[1:3]))
        rep = next((one for one in reps if one.top_s - 0.4 <= middle <= one.top_end_s + 0.4), None)
        if rep is None:
            continue
        is_whole = np.repeat(np.isfinite(wanted[[0, 3]]), 2)  # a way that the clip cuts off has no boundaries
        found = np.array([rep.start_s, rep.top_s, rep.top_end_s, rep.end_s])
        direct.append(np.where(is_whole, found - wanted, np.nan))
        at_level.append(np.where(is_whole, _crossings(times_s[known], height[known], rep) - wanted, np.nan))
    return np.array(direct).reshape(-1, 4), np.array(at_level).reshape(-1, 4)


def _crossings(times_s: FloatArray, height: FloatArray, rep: Rep) -> FloatArray:
    """When a rep has gone the eyes' share of its ways, and has as much left."""
    start, end = np.interp([rep.start_s, rep.end_s], times_s, height)
    top = float(np.median(height[(times_s >= rep.top_s) & (times_s <= rep.top_end_s)]))
    middle_s = 0.5 * (rep.top_s + rep.top_end_s)
    up, down = times_s <= middle_s, times_s >= middle_s
    with np.errstate(invalid="ignore", divide="ignore"):  # a way that the clip cuts off has no length
        rising = (times_s[up], (height[up] - start) / (top - start))
        falling = (-times_s[down][::-1], ((height[down] - end) / (top - end))[::-1])
    return np.array(
        [
            _passes(*rising, EYES_SEE, rep.start_s - 0.2),
            _passes(*rising, 1.0 - EYES_SEE, rep.start_s),
            -_passes(*falling, 1.0 - EYES_SEE, -rep.end_s),
            -_passes(*falling, EYES_SEE, -rep.end_s - 0.2),
        ]
    )


def _passes(times_s: FloatArray, share: FloatArray, level: float, after_s: float) -> float:
    rising = np.flatnonzero((share[:-1] < level) & (share[1:] >= level) & (times_s[:-1] >= after_s))
    if not rising.size:
        return float("nan")
    first = rising[0]
    part = (level - share[first]) / (share[first + 1] - share[first])
    return float(times_s[first] + part * (times_s[first + 1] - times_s[first]))


def hip_errors(seen: Interpretation, frames: list[dict[str, Any]]) -> FloatArray:
    """Error of the hip, its doubt and that of the hand on every digitised frame, shape (n, 3), degrees."""
    hip = seen.signals.get("hip_angle_deg")
    rows = []
    for frame in frames:
        wanted, hand_sd = frame["angles"]["hip_signed_deg"]
        index = int(np.argmin(np.abs(seen.signals.signals[0].times_s - frame["time_s"])))
        rows.append((hip.values[index] - wanted, hip.sd[index], hand_sd) if hip else (np.nan, np.nan, hand_sd))
    return np.array(rows)


def main() -> None:
    """Print every clip and the whole."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    parser.add_argument("--model", type=Path, default=root / "resources" / "pose_correction.npz")
    options = parser.parse_args()
    with np.load(options.model) as arrays:
        model = OffsetModel.from_arrays(dict(arrays))
    marked = json.loads((options.shared / "footage" / "ground_truth.json").read_text(encoding="utf-8"))["clips"]
    drawn = json.loads((options.shared / "footage" / "digitised.json").read_text(encoding="utf-8"))["clips"]
    boundaries, levels, hips = [], [], []
    for name in sorted(name for name in marked if "thrust" in name or "bridge" in name):
        recorded = options.poses / f"{Path(name).stem}.npz"
        if not recorded.exists():
            continue
        seen = interpret(load_observation(recorded), correction_model=model)
        direct, at_level = boundary_errors(seen, marked[name]["reps"])
        boundaries.append(direct)
        levels.append(at_level)
        line = f"{name[:44]:44} {seen.capture.view.value:7} {seen.capture.yaw_deg:3.0f}°  {len(direct)} of "
        line += f"{len(marked[name]['reps'])} reps, {_mean(direct):.2f} s, as eyes see {_mean(at_level):.2f} s"
        if name in drawn:
            hips.append(hip_errors(seen, drawn[name]["frames"]))
            line += f"; hip {_mean(hips[-1][:, 0]):.1f}°"
        print(line)
    for label, errors in (("boundaries", np.concatenate(boundaries)), ("as eyes see", np.concatenate(levels))):
        sizes = ", ".join(f"{name} {_mean(errors[:, column]):.2f}" for column, name in enumerate(NAMES))
        print(f"{label}: mean {_mean(errors):.3f} s, median {np.nanmedian(np.abs(errors)):.3f} s ({sizes})")
    error, sd, hand = np.concatenate(hips).T
    inside = [np.mean(np.abs(error) <= NORMAL_90 * spread) for spread in (hand, np.hypot(hand, sd))]
    print(f"hip: {_mean(error):.1f}° off; {inside[0]:.0%} within 1.645 sigma of the hand, {inside[1]:.0%} of both")


def _mean(errors: FloatArray) -> float:
    return float(np.nanmean(np.abs(errors)))


if __name__ == "__main__":
    main()

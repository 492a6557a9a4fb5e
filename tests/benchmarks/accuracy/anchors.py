"""What a few dragged joints make of a whole set: joints and hip angle before and after, against the rendered truth.

    python tests/benchmarks/accuracy/anchors.py --poses DIR [--shared SHARED]

DIR holds what `record.py` saw of the long clips. A coach's hand is taken to be off by 2 % of the thigh in each
direction; every figure is the mean over three hands.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from clips import Truth, load_observation, load_truth
from run import JOINTS, SIGNALS, seven_angles
from train import true_angles

from studio.core.arrays import FloatArray
from studio.core.body import Part
from studio.core.observation import Correction, Observation
from studio.signals import OffsetModel, interpret

CLIPS = (
    *("01_good_side", "04_feet_too_far", "07_incomplete_lockout", "13_bench_high", "15_fatigue"),
    *("09_good_plates", "10_lumbar_plates", "20_female_heavy_good_plates"),
)
HAND_SHARE = 0.02
HANDS = 3
Frames = Callable[[Truth], Sequence[int]]


def at(truth: Truth, phase: str, rep: int, share: float) -> int:
    """A frame of a rep: so far through one of its phases."""
    frames = np.flatnonzero((truth.phase == phase) & (np.array(truth.document["rep"]) == rep))
    return int(frames[min(len(frames) - 1, int(len(frames) * share))])


DRAGGED: dict[str, Frames] = {
    "nothing": lambda truth: (),
    "first top": lambda truth: (at(truth, "top", 1, 0.5),),
    "first top and bottom": lambda truth: (at(truth, "top", 1, 0.5), at(truth, "eccentric", 1, 0.95)),
    "five frames of two reps": lambda truth: (
        *(at(truth, "concentric", 1, 0.3), at(truth, "top", 1, 0.5), at(truth, "eccentric", 1, 0.6)),
        *(at(truth, "top", 3, 0.5), at(truth, "eccentric", 3, 0.9)),
    ),
}


def after_dragging(
    truth: Truth, observation: Observation, model: OffsetModel, frames: Sequence[int], parts: Sequence[Part], hand: int
) -> tuple[float, float]:
    """Mean error of the hip angle in degrees and of the dragged joints in % of the thigh, over the exercise."""
    near = interpret(observation, correction_model=model).capture.near_side
    used = np.isin(truth.phase, ("bottom", "concentric", "top", "eccentric"))
    thigh = truth.joints_px[:, Part.HIP.on(near)] - truth.joints_px[:, Part.KNEE.on(near)]
    thigh_px = float(np.median(np.hypot(*thigh[used].T)))
    shaking = np.random.default_rng(hand)
    corrections = []
    for frame in frames:
        for part in parts:
            x_px, y_px = truth.joints_px[frame, part.on(near)] + shaking.normal(0.0, HAND_SHARE * thigh_px, 2)
            corrections.append(Correction(frame, part.on(near), (float(x_px), float(y_px))))
    seen = interpret(observation, corrections=corrections, correction_model=model)
    hip = seen.signals.get(SIGNALS[5])
    found: FloatArray = np.full(len(used), np.nan) if hip is None else hip.values[: len(used)]
    error = np.abs(found - seven_angles(true_angles(truth))[:, 5])[used]
    gaps = [seen.landmarks.xy_px[: len(used), part.on(near)] - truth.joints_px[:, part.on(near)] for part in parts]
    away = np.mean([np.nanmean(np.hypot(*gap[used].T)) for gap in gaps])
    return float(np.nanmean(error)), float(away / thigh_px * 100.0)


def main() -> None:
    """Print a row per clip and what was dragged."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    options = parser.parse_args()
    with np.load(root / "resources" / "pose_correction.npz") as arrays:
        model = OffsetModel.from_arrays(dict(arrays))
    totals: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for name in CLIPS:
        truth = load_truth(options.shared / "synth" / f"{name}.truth.json.gz")
        observation = load_observation(options.poses / f"{name}.npz")
        for label, frames in DRAGGED.items():
            for parts in ((Part.HIP,), JOINTS[:3]):
                hands = [after_dragging(truth, observation, model, frames(truth), parts, hand) for hand in range(HANDS)]
                totals.setdefault((label, len(parts)), []).append(tuple(np.mean(hands, axis=0)))
    print("dragged                    joints   hip angle   joints off")
    for (label, count), rows in totals.items():
        degrees, share = np.mean(rows, axis=0)
        print(f"{label:26} {count:6}   {degrees:7.2f}°   {share:8.1f} %")


if __name__ == "__main__":
    main()

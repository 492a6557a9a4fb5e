"""What a few dragged joints make of a whole set: joints and hip angle before and after, against the rendered truth.

    python tests/benchmarks/accuracy/anchors.py --poses DIR [--shared SHARED] [--hand 0.02] [--plain]

DIR holds what `record.py` saw of the long clips. A coach's hand is taken to be off by so many thigh lengths in each
direction; every figure is the mean over ten hands. Beside the errors stands how often the 90 % interval of the hip
angle covers the truth, and half its width, on the dragged frames and on all others. `--plain` leaves the learned
correction out, as it is left out on bodies that are unlike those it has learned from.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from clips import Truth, load_observation, load_truth
from run import JOINTS, seven_angles
from train import true_angles

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Joint, Part
from studio.core.observation import Correction, Observation
from studio.signals import BodyFit, InterpretOptions, OffsetModel, fit_body
from studio.signals.body import body_of

CLIPS = (
    *("01_good_side", "04_feet_too_far", "07_incomplete_lockout", "13_bench_high", "15_fatigue"),
    *("09_good_plates", "10_lumbar_plates", "20_female_heavy_good_plates"),
)
HANDS = 10
NORMAL_90 = 1.645
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


@dataclass(frozen=True)
class Clip:
    """A clip with its truth, and the body fitted to it before anything is dragged."""

    truth: Truth
    observation: Observation
    fit: BodyFit

    @property
    def used(self) -> BoolArray:
        """Frames of the exercise."""
        return np.isin(self.truth.phase, ("bottom", "concentric", "top", "eccentric"))

    @cached_property
    def hip_deg(self) -> FloatArray:
        """The true hip angle."""
        return seven_angles(true_angles(self.truth))[:, 5]

    def joint(self, part: Part) -> Joint:
        """The near joint."""
        return part.on(self.fit.sight.orientation.near_side)

    @property
    def thigh_px(self) -> float:
        """Length of the thigh."""
        thigh = self.truth.joints_px[:, self.joint(Part.HIP)] - self.truth.joints_px[:, self.joint(Part.KNEE)]
        return float(np.median(np.hypot(*thigh[self.used].T)))


def after_dragging(
    clip: Clip, frames: Sequence[int], parts: Sequence[Part], *, hand: int, hand_share: float
) -> tuple[float, ...]:
    """Error of the hip angle, of the dragged joints in % of the thigh; cover and half width, dragged and others."""
    truth, used = clip.truth, clip.used
    shaking = np.random.default_rng(hand)
    corrections = []
    for frame in frames:
        for part in parts:
            shaken = shaking.normal(0.0, hand_share * clip.thigh_px, 2)
            x_px, y_px = truth.joints_px[frame, clip.joint(part)] + shaken
            corrections.append(Correction(frame, clip.joint(part), (float(x_px), float(y_px))))
    body = body_of(clip.observation, clip.fit, corrections=corrections, options=InterpretOptions())
    count = len(used)
    error = np.abs(body.sagittal.hip_deg[:count] - clip.hip_deg)
    half_deg = NORMAL_90 * body.sagittal.sd_deg[:count, 5]
    gaps = [body.near(part)[:count] - truth.joints_px[:, clip.joint(part)] for part in parts]
    away = np.mean([np.nanmean(np.hypot(*gap[used].T)) for gap in gaps])
    is_dragged = np.isin(np.arange(count), frames)
    told = [float(np.nanmean(error[used])), float(away / clip.thigh_px * 100.0)]
    for wanted in (is_dragged, used & ~is_dragged):
        known = wanted & np.isfinite(error)
        told += [float(np.mean(error[known] <= half_deg[known]) * 100.0), float(np.median(half_deg[known]))]
    return tuple(told)


def main() -> None:
    """Print a row for what was dragged."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    parser.add_argument("--hand", type=float, default=0.02)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    with np.load(root / "resources" / "pose_correction.npz") as arrays:
        model = None if options.plain else OffsetModel.from_arrays(dict(arrays))
    totals: dict[tuple[str, str, int], list[FloatArray]] = {}
    for name in CLIPS:
        observation = load_observation(options.poses / f"{name}.npz")
        fit = fit_body(observation, model=model, options=InterpretOptions())
        clip = Clip(load_truth(options.shared / "synth" / f"{name}.truth.json.gz"), observation, fit)
        kind = "plates" if name.endswith("plates") else "open"
        for label, frames in DRAGGED.items():
            for parts in ((Part.HIP,), JOINTS[:3]):
                hands = [
                    after_dragging(clip, frames(clip.truth), parts, hand=hand, hand_share=options.hand)
                    for hand in range(HANDS if label != "nothing" else 1)
                ]
                totals.setdefault((kind, label, len(parts)), []).append(np.mean(hands, axis=0))
    print("clips  dragged                    joints   hip angle   joints off   covered there, ±   elsewhere, ±")
    for (kind, label, count), rows in totals.items():
        degrees, share, *intervals = np.mean(rows, axis=0)
        told = "   ".join(f"{cover:8.0f} % ±{half:5.1f}°" for cover, half in zip(*[iter(intervals)] * 2, strict=True))
        print(f"{kind:6} {label:26} {count:6}   {degrees:7.2f}°   {share:8.1f} %  {told}")


if __name__ == "__main__":
    main()

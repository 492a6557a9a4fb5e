"""What the contour of the back says of the true lumbar extension, clip by clip and body by body.

    python tests/benchmarks/accuracy/back.py --poses DIR --varied DIR [--own-chord] [--middle LOW HIGH]

The directories hold what `record.py` saw of the long and of the varied clips; they may be the same. The long clips are
read as the studio reads them. The varied ones have 10 frames a second, which the studio refuses, and are read from
single frames; they have one body each, while all long clips with a visible back share one. The switches take a step
back, for the table of decision 0094.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from clips import Truth, load_observation, load_truth

from studio.core.arrays import FloatArray
from studio.core.capture import Grade
from studio.core.exercise import RepDefinition
from studio.core.measure import Measure
from studio.core.observation import Observation
from studio.core.rep import Rep
from studio.reps import segment_reps
from studio.signals import OffsetModel, contour, contour_change, interpret
from studio.signals.back_line import arc_deg
from studio.signals.contour import ContourSignal, back_contour
from studio.signals.contour_change import in_clip_contour_change
from studio.signals.contour_course import BackCourse

DEFINITION = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "kb:b3")
QUIET_DEG = 5.0
LOUD_DEG = 10.0  # the mild band of M-BCD
TARGET_DEG = 8.0
NORMAL_90 = 1.645


@dataclass(frozen=True)
class Told:
    """What one clip gives: true lumbar extension at the tops, M-BCD there, and the reason where there is none."""

    name: str
    body: str
    true_deg: FloatArray
    change: tuple[Measure, ...]
    reason: str

    @property
    def known(self) -> FloatArray:
        """Truth, value and half the interval of every rep that was read, shape (k, 3)."""
        rows = [
            (true, one.value, (one.high - one.low) / 2.0)
            for true, one in zip(self.true_deg, self.change, strict=True)
            if one.is_assessable
        ]
        return np.array(rows).reshape(-1, 3)

    @property
    def error_deg(self) -> float:
        """Mean absolute error over the reps."""
        return float(np.mean(np.abs(self.known[:, 1] - self.known[:, 0])))


def read(truth: Truth, observation: Observation, model: OffsetModel, *, is_varied: bool) -> Told | None:
    """Read one clip; None where the studio refuses the clip as a whole."""
    seen = interpret(observation, correction_model=model)
    hip = seen.signals.get("hip_angle_deg")
    if hip is None or observation.outlines is None or (seen.capture.grade is Grade.POOR and not is_varied):
        return None
    reps = segment_reps(seen, DEFINITION)
    back = back_contour(
        observation.outlines,
        seen.landmarks,
        times_s=observation.clock.times_s,
        near_side=seen.capture.near_side,
        facing=seen.capture.facing,
        plate=observation.plate,
    )
    arcs = back.single_deg if is_varied else back.arc_deg
    signal = ContourSignal(back.times_s, back.arc_deg, back.sd_deg, arcs, hip.values, back.reason)
    change = in_clip_contour_change(signal, reps)
    reason = change.reference.reason or next((one.reason for one in change.change if one.reason), "")
    true_deg = np.array([_at_top(truth, rep) for rep in reps])
    return Told(truth.name, str(truth.document["params"]["body"]), true_deg, change.change, reason)


def _at_top(truth: Truth, rep: Rep) -> float:
    lumbar = truth.angle("lumbar_ext")
    at_top = (truth.times_s >= rep.top_s) & (truth.times_s <= rep.top_end_s)
    return float(np.mean(lumbar[at_top])) if at_top.any() else float(np.interp(rep.top_s, truth.times_s, lumbar))


def show(told: list[Told], label: str) -> None:
    """Print every clip that was read, and what all of them come to."""
    judged = [one for one in told if len(one.known)]
    for one in judged:
        true_text = " ".join(f"{value:3.0f}" for value in one.true_deg)
        found_text = " ".join(f"{change.value:3.0f}" if change.is_assessable else " --" for change in one.change)
        print(
            f"{one.name:18} body {one.body:8} true {true_text} | M-BCD {found_text} | {one.error_deg:4.1f} {one.reason}"
        )
    reps = np.concatenate([one.known for one in judged])
    errors = np.array([one.error_deg for one in judged])
    quiet = reps[reps[:, 0] < QUIET_DEG, 1]
    inside = np.abs(reps[:, 1] - reps[:, 0]) <= reps[:, 2]
    print(
        f"{label}: {len(judged)} of {len(told)} clips read, mean error {errors.mean():.1f}, median"
        f" {np.median(errors):.1f}, within {TARGET_DEG:.0f}: {np.count_nonzero(errors <= TARGET_DEG)}; quiet backs at"
        f" {LOUD_DEG:.0f} or more {np.count_nonzero(quiet >= LOUD_DEG)} of {len(quiet)}; out of order"
        f" {sum(_disorder(one.known) for one in judged)} pairs of reps; r {np.corrcoef(reps[:, :2].T)[0, 1]:.2f}, slope"
        f" {np.polyfit(reps[:, 0], reps[:, 1], 1)[0]:.2f}; 90 % intervals hold {np.mean(inside):.0%}"
    )
    print("  not read:", ", ".join(f"{count}x {reason}" for reason, count in _refusals(told)), "\n")


def _disorder(reps: FloatArray) -> int:
    """Pairs of reps of a clip that are told the wrong way round although the truth differs clearly."""
    return sum(int(later[0] - earlier[0] > QUIET_DEG and later[1] <= earlier[1]) for earlier in reps for later in reps)


def _refusals(told: list[Told]) -> list[tuple[str, int]]:
    return Counter(one.reason for one in told if not len(one.known)).most_common()


def show_left_out(told: list[Told]) -> None:
    """How wide the intervals would have to be by all other bodies, and what they then hold of the one left out."""
    bodies = sorted({one.body for one in told if len(one.known)})
    factors, shares, errors = [], [], []
    for body in bodies:
        taught = np.concatenate([_ratios(one) for one in told if one.body != body and len(one.known)])
        asked = np.concatenate([_ratios(one) for one in told if one.body == body and len(one.known)])
        factors.append(float(np.percentile(taught, 90.0)))
        shares.append(float(np.mean(asked <= factors[-1])))
        errors.append(float(np.mean([one.error_deg for one in told if one.body == body and len(one.known)])))
    print(
        f"{len(bodies)} bodies, mean error of a body {np.mean(errors):.1f}, worst {max(errors):.1f}; intervals scaled"
        f" by all others' errors ({min(factors):.2f} to {max(factors):.2f} of the shipped ones) hold"
        f" {np.mean(shares):.0%} of the reps of the body left out"
    )


def _ratios(one: Told) -> FloatArray:
    return np.asarray(np.abs(one.known[:, 1] - one.known[:, 0]) / one.known[:, 2])


def _clips(folder: Path, poses: Path) -> Iterator[tuple[Truth, Observation]]:
    for path in sorted(folder.glob("*.truth.json.gz")):
        recorded = poses / path.name.replace(".truth.json.gz", ".npz")
        if recorded.exists():
            yield load_truth(path), load_observation(recorded)


def _own_chord(course: BackCourse) -> FloatArray:
    return np.concatenate([arc_deg(*pair) for pair in zip(course.sagitta_tr[:, None], course.chord_tr, strict=True)])


def main() -> None:
    """Read all recorded clips."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("--varied", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    parser.add_argument("--model", type=Path, default=root / "resources" / "pose_correction.npz")
    parser.add_argument("--own-chord", action="store_true", help="every frame's arc over its own chord")
    parser.add_argument("--middle", type=float, nargs=2, help="hip angles of the reference")
    options = parser.parse_args()
    if options.own_chord:
        contour.steady_arcs_deg = _own_chord
    if options.middle:
        contour_change.MIDDLE_DEG = tuple(options.middle)
    with np.load(options.model) as arrays:
        model = OffsetModel.from_arrays(dict(arrays))
    everything = []
    for label, folder, poses in (("long", "", options.poses), ("varied", "varied", options.varied)):
        clips = _clips(options.shared / "synth" / folder, poses)
        told = [read(truth, observation, model, is_varied=label == "varied") for truth, observation in clips]
        show([one for one in told if one is not None], label)
        everything += [one for one in told if one is not None]
    show_left_out(everything)


if __name__ == "__main__":
    main()

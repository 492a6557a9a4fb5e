"""How honest the numbers are: angles, intervals, reps, plate and back against the rendered truth.

    python tests/benchmarks/accuracy/run.py --poses DIR [--set long|varied] [--without-correction] [--neutral]

DIR holds what `record.py` saw of the clips. Beside every figure stands that of the plain landmarks, frame by frame,
without any of the studio's work ("plain"). Varied clips taught the correction: their figures here are not a test;
`train.py` prints those of bodies left out.
"""

import argparse
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from clips import Truth, load_observation, load_truth
from train import project, seven, simulated_plate, true_angles

from studio.core.analysis import Interpretation
from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part, Side
from studio.core.exercise import RepDefinition
from studio.core.measure import MeasureTable
from studio.core.observation import Observation
from studio.core.rep import Rep
from studio.reps import measure_reps, segment_reps
from studio.services.in_clip_neutral import with_in_clip_contour
from studio.signals import OffsetModel, interpret
from studio.signals.body import look_at
from studio.signals.offset_model import plane_angles
from studio.signals.options import InterpretOptions

NAMES = ("trunk", "thigh", "shin", "neck", "gaze", "hip", "knee")
SIGNALS = (
    *("trunk_inclination_deg", "thigh_inclination_deg", "shin_angle_deg", "neck_angle_deg", "gaze_pitch_deg"),
    *("hip_angle_deg", "knee_angle_deg"),
)
PHASES = ("bottom", "concentric", "top", "eccentric")
JOINTS = (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)
DEFINITION = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "kb:b3")
NORMAL_90 = 1.645
LARGE_PLATE_M = 0.17


@dataclass
class Result:
    """What one clip gives; every figure in degrees unless its name says otherwise."""

    name: str
    kind: str
    note: str
    grade: str
    detected: float
    usable: float
    swapped: float
    yaw_error: float
    mae: dict[str, float] = field(default_factory=dict)
    plain_mae: dict[str, float] = field(default_factory=dict)
    bias_by_phase: dict[str, float] = field(default_factory=dict)
    plain_bias_by_phase: dict[str, float] = field(default_factory=dict)
    coverage: dict[str, float] = field(default_factory=dict)
    joint_error_px: dict[str, float] = field(default_factory=dict)
    joint_error_thigh: dict[str, float] = field(default_factory=dict)
    plain_joint_error_px: dict[str, float] = field(default_factory=dict)
    reps_true: int = 0
    reps_found: int = 0
    reps_matched: int = 0
    boundary_error_s: float = float("nan")
    plate_error: float = float("nan")
    contour_change: list[float] = field(default_factory=list)
    lumbar: list[float] = field(default_factory=list)


def evaluate(truth: Truth, observation: Observation, model: OffsetModel | None, *, use_neutral: bool) -> Result:
    """Interpret one clip and hold it against its truth."""
    seen = interpret(observation, correction_model=model)
    reps = segment_reps(seen, DEFINITION)
    measures = measure_reps(seen, reps)
    sight = look_at(observation, InterpretOptions())
    count = min(len(truth.times_s), observation.clock.frame_count)
    active = np.isin(truth.phase[:count], PHASES)
    wanted = seven_angles(true_angles(truth))[:count]
    found = np.column_stack([_column(seen, name, observation.clock.frame_count) for name in SIGNALS])[:count]
    if use_neutral:
        found[:, 5] -= neutral_error(truth, found[:, 5], wanted[:, 5])
    error = _wrapped(found - wanted)
    plain = seven(plane_angles(sight.posture.plane)[:count] - wanted[:, :5])
    sd = np.column_stack([_column(seen, name, observation.clock.frame_count, doubt=True) for name in SIGNALS])[:count]
    result = Result(
        name=truth.name,
        kind=kind_of(truth),
        note=str(truth.document.get("note", "")),
        grade=seen.capture.grade.value,
        detected=float(np.mean(observation.landmarks.has_person[:count][active])),
        usable=float(np.mean(np.isfinite(error[active, 5]))),
        swapped=float(np.mean(sight.cleaned.swapped)),
        yaw_error=abs(seen.capture.yaw_deg - truth.yaw_deg),
    )
    for index, name in enumerate(NAMES):
        result.mae[name] = _mean(np.abs(error[active, index]))
        result.plain_mae[name] = _mean(np.abs(plain[active, index]))
        inside = np.abs(error[active, index]) <= NORMAL_90 * sd[active, index]
        known = np.isfinite(error[active, index])
        result.coverage[name] = _mean(inside[known].astype(np.float64))
    for phase in PHASES:
        result.bias_by_phase[phase] = _mean(error[truth.phase[:count] == phase, 5])
        result.plain_bias_by_phase[phase] = _mean(plain[truth.phase[:count] == phase, 5])
    _joints(result, truth, seen, observation, active)
    _reps(result, truth, reps)
    _plate(result, truth, observation)
    _back(result, truth, seen, reps, measures)
    return result


def neutral_error(truth: Truth, found: FloatArray, wanted: FloatArray) -> float:
    """How far off an accepted frame reads: the first lockout, as a coach would mark it."""
    first = np.flatnonzero((truth.phase[: len(found)] == "top") & np.isfinite(found))
    return float(found[first[0]] - wanted[first[0]]) if first.size else 0.0


def seven_angles(five: FloatArray) -> FloatArray:
    """Hip and knee appended to the segments, shape (T, 7)."""
    return np.column_stack([five, 180.0 - five[:, 0] - five[:, 1], 90.0 - five[:, 1] + five[:, 2]])


def kind_of(truth: Truth) -> str:
    """Which targets apply."""
    if not truth.is_side:
        return "front" if truth.yaw_deg > 65.0 else "oblique"
    return "plates" if truth.plate_radius_m >= LARGE_PLATE_M else "side"


def _joints(result: Result, truth: Truth, seen: Interpretation, observation: Observation, active: BoolArray) -> None:
    near = truth.document["camera"]["near_side"]
    side = Side(near) if near in {"left", "right"} else seen.capture.near_side
    count = len(active)
    thigh = truth.joints_px[:count, Part.HIP.on(side)] - truth.joints_px[:count, Part.KNEE.on(side)]
    thigh_px = float(np.median(np.hypot(*thigh[active].T)))
    for part in JOINTS:
        joint = part.on(side)
        for track, into in (
            (seen.landmarks.xy_px, result.joint_error_px),
            (observation.landmarks.xy_px, result.plain_joint_error_px),
        ):
            gap = track[:count, joint] - truth.joints_px[:count, joint]
            into[part.name.lower()] = _mean(np.hypot(*gap[active].T))
        result.joint_error_thigh[part.name.lower()] = 100.0 * result.joint_error_px[part.name.lower()] / thigh_px


def _reps(result: Result, truth: Truth, reps: tuple[Rep, ...]) -> None:
    wanted = truth.reps
    errors = []
    used: set[int] = set()
    for start_s, top_s, leaves_s, end_s in wanted:
        for rep in reps:
            middle_s = 0.5 * (rep.top_s + rep.top_end_s)
            if rep.index not in used and rep.is_complete and top_s - 0.3 <= middle_s <= leaves_s + 0.3:
                used.add(rep.index)
                found = (rep.start_s, rep.top_s, rep.top_end_s, rep.end_s)
                errors.append(np.abs(np.array(found) - np.array((start_s, top_s, leaves_s, end_s))))
                break
    result.reps_true, result.reps_found, result.reps_matched = len(wanted), len(reps), len(used)
    result.boundary_error_s = float(np.mean(errors)) if errors else float("nan")


def _plate(result: Result, truth: Truth, observation: Observation) -> None:
    wanted = simulated_plate(truth, seed=0)
    if wanted is None or observation.plate is None:
        return
    bar = np.array(truth.document["bar_world"], dtype=np.float64)
    near = -1.0 if truth.document["camera"]["near_side"] == Side.RIGHT.value else 1.0
    center = project(truth, bar + np.array([0.0, near * 0.70, 0.0]))
    count = min(len(center), len(observation.plate.center_px))
    gap = observation.plate.center_px[:count] - center[:count]
    result.plate_error = float(np.nanmedian(np.hypot(*gap.T) / wanted.diameter_px[:count]))


def _back(result: Result, truth: Truth, seen: Interpretation, reps: tuple[Rep, ...], measures: MeasureTable) -> None:
    lumbar = truth.angle("lumbar_ext")
    table = with_in_clip_contour(seen, reps, measures)
    for index, row in zip(table.rep_indices, table.reps, strict=True):
        rep = next(rep for rep in reps if rep.index == index)
        top = (truth.times_s >= rep.top_s) & (truth.times_s <= rep.top_end_s)
        if row["M-BCD"].is_assessable and top.any():
            result.contour_change.append(round(row["M-BCD"].value, 1))
            result.lumbar.append(round(float(np.mean(lumbar[top])), 1))


def _column(seen: Interpretation, name: str, count: int, *, doubt: bool = False) -> FloatArray:
    signal = seen.signals.get(name)
    if signal is None:
        return np.full(count, np.nan)
    return signal.sd if doubt else signal.values


def _wrapped(error: FloatArray) -> FloatArray:
    return np.mod(error + 180.0, 360.0) - 180.0


def _mean(values: FloatArray) -> float:
    known = values[np.isfinite(values)]
    return float(np.mean(known)) if known.size else float("nan")


def show(results: list[Result]) -> None:
    """Print the tables."""
    print(
        "clip                          kind    grade   det  use  swap |   hip plain |  top plain |  knee plain", end=""
    )
    print(" | trunk thigh shin neck gaze | cover | joints px plain | reps  bound s | plate %")
    for one in results:
        print(row_of(one))
    print()
    for kind in ("side", "plates", "oblique", "front"):
        group = [one for one in results if one.kind == kind]
        if group:
            print(summary(kind, group))
    pairs = np.array([pair for one in results for pair in zip(one.lumbar, one.contour_change, strict=True)])
    if len(pairs) > 2:
        slope = np.polyfit(pairs[:, 0], pairs[:, 1], 1)[0]
        correlation = float(np.corrcoef(pairs.T)[0, 1])
        print(f"back contour against lumbar extension: {len(pairs)} reps, slope {slope:.2f}, r {correlation:.2f}")


def row_of(one: Result) -> str:
    """One line of figures."""
    joints, plain = (
        _mean(np.array(list(errors.values()))) for errors in (one.joint_error_px, one.plain_joint_error_px)
    )
    return (
        f"{one.name[:29]:29} {one.kind:7} {one.grade:7} {one.detected:4.2f} {one.usable:4.2f} {one.swapped:4.2f} |"
        f" {one.mae['hip']:5.1f} {one.plain_mae['hip']:5.1f} |"
        f" {one.bias_by_phase['top']:+5.1f} {one.plain_bias_by_phase['top']:+5.1f} |"
        f" {one.mae['knee']:5.1f} {one.plain_mae['knee']:5.1f} |"
        + "".join(f" {one.mae[name]:4.1f}" for name in NAMES[:5])
        + f" | {one.coverage['hip']:5.2f} | {joints:6.1f} {plain:6.1f} |"
        f" {one.reps_matched}/{one.reps_found}/{one.reps_true} {one.boundary_error_s:5.2f} |"
        f" {100 * one.plate_error:4.1f}"
    )


def summary(kind: str, group: list[Result]) -> str:
    """One line of medians over the clips of a kind."""

    def median(name: str, column: str, phase: str = "") -> float:
        values = np.array([abs(getattr(one, name)[phase or column]) for one in group])
        return float(np.nanmedian(values)) if np.isfinite(values).any() else float("nan")

    true, found, matched = (sum(getattr(one, f"reps_{word}") for one in group) for word in ("true", "found", "matched"))
    f1 = 2.0 * matched / (true + found) if true + found else float("nan")
    hip = _mean(np.array([one.coverage["hip"] for one in group]))
    covered = _mean(np.array([one.coverage[name] for one in group for name in NAMES]))
    parts = [
        f"{label} {median('mae', label):.2f} (plain {median('plain_mae', label):.2f})"
        for label in ("hip", "knee", "trunk", "thigh", "shin", "neck")
    ]
    top = median("bias_by_phase", "top"), median("plain_bias_by_phase", "top")
    return (
        f"{kind}, {len(group)} clips, medians: {', '.join(parts)};"
        f" |hip bias at the top| {top[0]:.2f} (plain {top[1]:.2f});"
        f" 90 % intervals cover {hip:.0%} of hips, {covered:.0%} of all; usable"
        f" {_mean(np.array([one.usable for one in group])):.0%}; reps F1 {f1:.3f}, boundaries"
        f" {_mean(np.array([one.boundary_error_s for one in group])):.3f} s;"
        f" plate {100 * _mean(np.array([one.plate_error for one in group])):.1f} %;"
        f" yaw {_mean(np.array([one.yaw_error for one in group])):.1f}"
    )


def main() -> None:
    """Evaluate all recorded clips of a set."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("--mode", default="seen", choices=["seen", "video", "image"])
    parser.add_argument("--set", choices=["long", "varied"], default="long")
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    parser.add_argument("--model", type=Path, default=root / "resources" / "pose_correction.npz")
    parser.add_argument("--without-correction", action="store_true")
    parser.add_argument(
        "--neutral", action="store_true", help="as if the coach had marked the first lockout as neutral"
    )
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with np.load(options.model) as arrays:
        model = None if options.without_correction else OffsetModel.from_arrays(dict(arrays))
    folder = options.shared / "synth" / ("varied" if options.set == "varied" else "")
    results = []
    for path in sorted(folder.glob("*.truth.json.gz")):
        recorded = options.poses / path.name.replace(".truth.json.gz", ".npz")
        if recorded.exists():
            observation = load_observation(recorded, mode=options.mode)
            results.append(evaluate(load_truth(path), observation, model, use_neutral=options.neutral))
    show(results)
    if options.json is not None:
        options.json.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

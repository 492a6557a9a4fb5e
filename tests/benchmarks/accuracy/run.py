"""How honest the numbers are: angles, intervals, reps, plate and back against the rendered truth.

    python tests/benchmarks/accuracy/run.py --poses DIR [--naive DIR] [--set long|varied]
        [--without-correction] [--neutral]

DIR holds what `record.py` saw of the clips. Beside every figure stands that of the plain landmarks, frame by frame,
without any of the studio's work ("plain"). Varied clips taught the correction: their figures here are not a test;
`train.py` prints those of bodies left out.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from clips import Truth, load_observation, load_truth
from tables import NAMES, PHASES, Result, mean_of, show, show_details
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
from studio.signals.body import Sight, look_at
from studio.signals.offset_model import plane_angles
from studio.signals.options import InterpretOptions
from studio.signals.orientation import repair_swaps
from studio.signals.posture import posture_of

SIGNALS = (
    *("trunk_inclination_deg", "thigh_inclination_deg", "shin_angle_deg", "neck_angle_deg", "gaze_pitch_deg"),
    *("hip_angle_deg", "knee_angle_deg"),
)
JOINTS = (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)
DEFINITION = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "kb:b3")
NORMAL_90 = 1.645
LARGE_PLATE_M = 0.17


def evaluate(
    truth: Truth,
    observation: Observation,
    model: OffsetModel | None,
    *,
    use_neutral: bool = False,
    naive: Observation | None = None,
) -> Result:
    """Interpret one clip and hold it against its truth; `naive` is what MediaPipe's VIDEO mode says of it."""
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
        result.mae[name] = mean_of(np.abs(error[active, index]))
        result.plain_mae[name] = mean_of(np.abs(plain[active, index]))
        inside = np.abs(error[active, index]) <= NORMAL_90 * sd[active, index]
        known = np.isfinite(error[active, index])
        result.coverage[name] = mean_of(inside[known].astype(np.float64))
    result.by_phase = _by_phase(error, truth.phase[:count])
    if naive is not None:
        _naive(result, truth, naive, sight)
    for phase in PHASES:
        result.bias_by_phase[phase] = mean_of(error[truth.phase[:count] == phase, 5])
        result.plain_bias_by_phase[phase] = mean_of(plain[truth.phase[:count] == phase, 5])
    _joints(result, truth, seen, observation, active)
    _reps(result, truth, reps)
    _plate(result, truth, observation)
    _back(result, truth, seen, reps, measures)
    return result


def _by_phase(error: FloatArray, phase: np.ndarray) -> dict[str, dict[str, tuple[float, float]]]:
    """Mean error and bias of every angle, over all phases and in each."""
    frames = {"whole": np.isin(phase, PHASES)} | {name: phase == name for name in PHASES}
    return {
        name: {
            label: (mean_of(np.abs(error[used, index])), mean_of(error[used, index])) for label, used in frames.items()
        }
        for index, name in enumerate(NAMES)
    }


def _naive(result: Result, truth: Truth, naive: Observation, sight: Sight) -> None:
    """What the loop that anybody would write first makes of the clip, its side chosen for it."""
    count = min(len(truth.times_s), naive.clock.frame_count)
    phase = truth.phase[:count]
    active = np.isin(phase, PHASES)
    posture = posture_of(naive.landmarks.xy_px[:count], sight.orientation, active)
    result.naive_by_phase = _by_phase(seven(plane_angles(posture.plane) - true_angles(truth)[:count]), phase)
    result.naive_detected = float(np.mean(naive.landmarks.has_person[:count][active]))
    _, _, swapped = repair_swaps(naive.landmarks.xy_px, naive.landmarks.visibility)
    result.naive_swapped = float(np.mean(swapped))
    for part in JOINTS:
        joint = part.on(sight.orientation.near_side)
        gap = naive.landmarks.xy_px[:count, joint] - truth.joints_px[:count, joint]
        result.naive_joint_error_px[part.name.lower()] = mean_of(np.hypot(*gap[active].T))


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
            into[part.name.lower()] = mean_of(np.hypot(*gap[active].T))
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


def main() -> None:
    """Evaluate all recorded clips of a set."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("--mode", default="seen", choices=["seen", "video", "image"])
    parser.add_argument("--naive", type=Path, help="what `record_naive.py` made")
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
            plain = options.naive / recorded.name if options.naive is not None else None
            naive = load_observation(plain, mode="video") if plain is not None and plain.exists() else None
            results.append(evaluate(load_truth(path), observation, model, use_neutral=options.neutral, naive=naive))
    show(results)
    show_details(results)
    if options.json is not None:
        options.json.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

"""What the studio says of every rendered clip, against what is built into it.

    python tests/benchmarks/accuracy/faults.py --poses DIR [--set long|varied] [--models DIR]

For every clip: the fault that it was rendered with, what the studio says, worst first, and what the same limits make of
the true joints. Then every fault's sensitivity and false alarms. Varied clips have 10 frames a second, for which tempo
alone may be judged; they are judged here as if they were faster, without tempo. They taught the correction of joints:
with --models, every clip is read by a model that has not seen its body (--learn makes those models).
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
from clips import Truth, load_observation, load_truth
from train import FOLDS, assemble, cross_validated, doubt_of, load_lessons, packed, true_angles

from studio.coaching import advise
from studio.core.analysis import Interpretation
from studio.core.arrays import FloatArray
from studio.core.body import Part
from studio.core.capture import Grade, View
from studio.core.exercise import Exercise
from studio.core.fault import Severity
from studio.core.finding import Finding, Outcome
from studio.core.measure import Measure, MeasureTable
from studio.core.observation import Observation
from studio.core.plan import Advice, Intake
from studio.core.rep import Rep
from studio.exercises import ExerciseCatalogue
from studio.faults import JudgeContext, derive_measures, judge, unmet_needs
from studio.faults.case import REP_UNITS
from studio.reps import measure_reps, segment_reps
from studio.services.in_clip_neutral import with_in_clip_contour
from studio.signals import OffsetModel, interpret

ROOT = Path(__file__).resolve().parents[3]
INTENDED = {
    "lumbar": "F-LUMBAR", "far": "F-FEET-FAR", "close": "F-FEET-CLOSE", "short": "F-LOCKOUT", "heel": "F-HEEL",
    "head": "F-HEAD", "good": "–", "mix": "mix",
    "03_lumbar_strong": "F-LUMBAR", "04_feet_too_far": "F-FEET-FAR", "06_rushed_ecc": "F-ECC",
    "07_incomplete_lockout": "F-LOCKOUT", "10_lumbar_plates": "F-LUMBAR", "10c_lumbar_plates_oblique": "F-LUMBAR",
    "12_front_asym": "F-OBLIQ", "13_bench_high": "F-BENCH-HIGH", "14_heel_rise": "F-HEEL", "15_fatigue": "F-DECAY",
    "19_oblique70_lumbar": "F-LUMBAR",
}  # fmt: skip
PACKED = {
    "01_good_side": True, "03_lumbar_strong": True, "04_feet_too_far": True, "06_rushed_ecc": True,
    "07_incomplete_lockout": True, "09_good_plates": False, "12_front_asym": False, "13_bench_high": True,
    "14_heel_rise": True, "15_fatigue": True,
}  # fmt: skip
EXPERTS = ("free", "figure", "figure_in_set", "plate")
TEMPO = ("F-ECC", "F-BOUNCE", "F-JERK", "F-PAUSE", "F-VL")
SLOW = "frames a second"

Errors = dict[str, list[tuple[float, float]]]


def true_measures(truth: Truth) -> MeasureTable:
    """The measures of the catalogue taken from the true joints."""
    numbers = sorted({int(number) for number in truth.document["rep"]} - {0})
    rows = [_true_row(truth, number) for number in numbers]
    table = MeasureTable(
        reps=tuple(MappingProxyType(row) for row in rows), rep_indices=tuple(numbers), whole_set=MappingProxyType({})
    )
    return derive_measures(table)


def _true_row(truth: Truth, number: int) -> dict[str, Measure]:
    angles = true_angles(truth)
    is_own = np.array(truth.document["rep"]) == number
    top, rise = is_own & (truth.phase == "top"), is_own & np.isin(truth.phase, ("concentric", "top"))
    start_s, top_s, leaves_s, end_s = truth.reps[number - 1]
    rest = (np.abs(truth.times_s - start_s) <= 0.2) | (np.abs(truth.times_s - end_s) <= 0.2)
    hip_deg = truth.angle("hip_signed")
    shoulder, hip, knee = (truth.sagittal_m[part] for part in (Part.SHOULDER, Part.HIP, Part.KNEE))
    thigh_m = float(np.median(np.hypot(*(hip - knee).T)))
    height = hip[:, 1] / thigh_m
    after = [rep[0] for rep in truth.reps if rep[0] >= end_s - 1e-9]
    values = {
        "M-HIP-TOP": float(np.max(hip_deg[top])),
        "M-HOE": float(np.max(hip_deg[top])) - 180.0,
        "M-HIP-BOT": float(np.min(hip_deg[rest])),
        "M-SHIN": float(np.median(angles[top, 2])),
        "M-NECK": float(np.median(angles[top, 3])),
        "M-GAZE": float(np.median(angles[top, 4])),
        "M-HEEL": _true_heel(truth, rise),
        "M-SKSLOPE": float(np.median(np.degrees(np.arctan2(*(shoulder - knee)[top].T[::-1] * [[1.0], [-1.0]])))),
        "M-LTR": _true_roll(truth, is_own & (truth.times_s <= leaves_s), height, shoulder, hip),
        "M-TPA": float(np.max(truth.angle("lumbar_ext")[top])),
        "M-CON": top_s - start_s,
        "M-PAUSE": leaves_s - top_s,
        "M-ECC": end_s - leaves_s,
        "M-ROM": float(np.max(height[top]) - np.min(height[rest])),
        "M-BOT": after[0] - end_s if after else float("nan"),
    }
    values["M-MCV"] = values["M-ROM"] / values["M-CON"]
    lifting = (truth.times_s >= start_s) & (truth.times_s <= top_s)
    speed = np.gradient(height, truth.times_s)[lifting]
    early = top & (truth.times_s <= top_s + 0.3)
    over = height[early].max(initial=-np.inf) - np.median(height[top & ~early]) if (top & ~early).any() else 0.0
    values["M-OVERSHOOT"] = max(0.0, float(over))
    values["M-PEAKR"] = float(np.max(speed)) * values["M-CON"] / float(np.ptp(height[lifting]))
    return {key: Measure(key, value, REP_UNITS[key]) for key, value in values.items() if np.isfinite(value)}


def _true_heel(truth: Truth, rise: FloatArray) -> float:
    heel, toe = (truth.joints_m[:, list(part.value)].mean(axis=1) for part in (Part.HEEL, Part.TOE))
    foot_m = float(np.median(np.linalg.norm(toe - heel, axis=1)))
    return float(np.percentile(heel[rise, 2], 95) - np.percentile(heel[:, 2], 10)) / foot_m


def _true_roll(truth: Truth, rising: FloatArray, height: FloatArray, shoulder: FloatArray, hip: FloatArray) -> float:
    frames = np.flatnonzero(rising)
    level = height[frames[0]] + 0.95 * (np.max(height[frames]) - height[frames[0]])
    late = frames[int(np.argmax(height[frames] >= level)) :]
    trunk = truth.angle("trunk_incl")
    lowest = late[int(np.argmin(trunk[late]))]
    trunk_m = float(np.median(np.hypot(*(shoulder - hip).T)))
    thigh_m = float(np.median(np.hypot(*(hip - truth.sagittal_m[Part.KNEE]).T)))
    lifted = (height[lowest] - height[late[0]]) * thigh_m / (0.67 * trunk_m)
    return float(trunk[late[0]] - trunk[lowest] - np.degrees(np.arcsin(np.clip(lifted, -1.0, 1.0))))


def studio_says(
    observation: Observation, exercise: Exercise, model: OffsetModel | None
) -> tuple[tuple[Finding, ...], Advice, MeasureTable]:
    """Findings and advice as an analysis gives them, but for the frame rate of the varied clips."""
    seen = _as_if_faster(interpret(observation, correction_model=model))
    reps = segment_reps(seen, exercise.rep)
    measures = with_in_clip_contour(seen, reps, measure_reps(seen, reps))
    context = _context(seen, reps)
    findings = judge(exercise.faults, measures, context)
    return findings, advise(findings, measures, Intake(), exercise.knowledge, exercise.faults), measures


def _context(seen: Interpretation, reps: tuple[Rep, ...]) -> JudgeContext:
    return JudgeContext(
        unmet_needs=unmet_needs(seen.capture), reps=reps, rep_count=sum(rep.is_complete for rep in reps)
    )


def _as_if_faster(seen: Interpretation) -> Interpretation:
    capture = seen.capture
    other = tuple(reason for reason in capture.reasons if SLOW not in reason)
    is_poor = capture.view is View.OBLIQUE or any("head is hidden" in reason for reason in other)
    if capture.grade is Grade.POOR and not is_poor:
        return replace(seen, capture=replace(capture, grade=Grade.LIMITED, reasons=other))
    return seen


def truth_says(truth: Truth, exercise: Exercise) -> dict[str, Finding]:
    """What the same limits make of the true measures."""
    measures = true_measures(truth)
    needs = {"front-view": "no"} if truth.yaw_deg <= 65.0 else {"side-view": "no"}
    context = JudgeContext(unmet_needs=needs, rep_count=len(measures.reps))
    return {finding.fault: finding for finding in judge(exercise.faults, measures, context)}


def said(findings: Iterable[Finding], advice: Advice) -> str:
    """The findings in the order of the plan, with severities; what is unconfirmed in brackets."""
    by_id = {finding.fault: finding for finding in findings}
    plan = advice.plan
    order = [*plan.change_first, plan.primary_cue, plan.secondary_cue, *plan.observations]
    parts = [f"{fault} {by_id[fault].severity.name.lower()}" for fault in order if fault]
    parts += [f"({one.fault})" for one in by_id.values() if one.outcome is Outcome.UNCONFIRMED]
    return ", ".join(parts) or "–"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--poses", type=Path, required=True)
    parser.add_argument("--set", choices=["long", "varied"], default="long")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--models", type=Path, help="models that each left bodies out")
    parser.add_argument("--learn", action="store_true", help="make those models first")
    parser.add_argument("--measures", nargs="*", default=[], help="print these measures beside their truth")
    parser.add_argument("--pack", type=Path, help="write the small recordings that tests/faults reads, and stop")
    options = parser.parse_args()
    if options.pack is not None:
        pack(options.poses, options.pack)
        return
    if options.learn:
        learn(options.poses, options.shared, options.models)
    exercise = ExerciseCatalogue([ROOT / "plugins"]).load("hip-thrust-barbell")
    tally: dict[str, list[tuple[int, int, Outcome]]] = defaultdict(list)
    errors: Errors = defaultdict(list)
    for number, path in enumerate(clips_of(options)):
        truth = load_truth(path)
        recorded = options.poses / f"{truth.name}.npz"
        if not recorded.exists():
            continue
        model = model_for(number, options)
        findings, advice, measures = studio_says(load_observation(recorded), exercise, model)
        true = truth_says(truth, exercise)
        skipped = TEMPO if options.set == "varied" else ()
        kind = str(truth.document["note"]) if options.set == "varied" else truth.name
        loud = [f"{one.fault} {one.severity.name.lower()}" for one in true.values() if one.outcome is Outcome.FOUND]
        print(f"{truth.name:26} {INTENDED.get(kind, '–'):13} says {said(findings, advice)}")
        print(f"{'':40} true {', '.join(one for one in loud if not one.startswith(skipped or ('x',))) or '–'}")
        for finding in findings:
            known = true[finding.fault]
            if finding.fault not in skipped and known.outcome in (Outcome.FOUND, Outcome.NOT_FOUND):
                tally[finding.fault].append((int(known.severity), int(finding.severity), finding.outcome))
        _compare(truth, measures, options.measures, errors)
    show(tally)
    for key, pairs in errors.items():
        gaps = np.array([found - wanted for found, wanted in pairs])
        middle = np.median(np.abs(gaps))
        print(f"{key}: n {len(gaps)} bias {gaps.mean():+.2f} sd {gaps.std():.2f} median abs {middle:.2f}")


def _compare(truth: Truth, measures: MeasureTable, keys: list[str], errors: Errors) -> None:
    true = true_measures(truth)
    for key in keys:
        found = [one for one in measures.of_reps(key) if one is not None and one.is_assessable]
        wanted = [one.value for one in true.of_reps(key) if one is not None]
        if found and wanted:
            value, doubt = float(np.median([one.value for one in found])), found[0].high - found[0].value
            print(f"{'':40}   {key} {value:+.2f} ± {doubt:.2f}, true {np.median(wanted):+.2f}")
            errors[key].append((value, float(np.median(wanted))))


def clips_of(options: argparse.Namespace) -> list[Path]:
    """Truth files in order."""
    folder = options.shared / "synth" / ("varied" if options.set == "varied" else "")
    return sorted(folder.glob("*.truth.json.gz"))


def model_for(number: int, options: argparse.Namespace) -> OffsetModel:
    """The shipped model, or the one that has not seen this varied clip."""
    path = ROOT / "resources" / "pose_correction.npz"
    if options.models is not None and options.set == "varied":
        path = options.models / f"{number % FOLDS}.npz"
    with np.load(path) as arrays:
        return OffsetModel.from_arrays(dict(arrays))


def learn(poses: Path, shared: Path, out: Path) -> None:
    """Write one model per fold, each from the bodies of the other folds."""
    free, plates = load_lessons([(poses, "seen")], shared)
    names = sorted({lesson.name for lesson in free})
    told = cross_validated(free, plates)
    doubts = {f"{name}_doubt": doubt_of(list(one.values())) for name, one in zip(("free", "plate"), told, strict=True)}
    out.mkdir(parents=True, exist_ok=True)
    for fold in range(FOLDS):
        model = assemble(
            [one for one in free if names.index(one.name) % FOLDS != fold],
            [one for one in plates if names.index(one.name) % FOLDS != fold],
        )
        experts = [packed(getattr(model, name), name) for name in EXPERTS]
        np.savez(out / f"{fold}.npz", **doubts, **{key: one[key] for one in experts for key in one})


def pack(poses: Path, out: Path) -> None:
    """Write recordings of the long clips small: sixteenths of pixels, outlines only where they are used."""
    out.mkdir(parents=True, exist_ok=True)
    for name, has_outlines in PACKED.items():
        with np.load(poses / f"{name}.npz") as recorded:
            arrays = {key: recorded[key] for key in recorded.files}
        joints = arrays["seen_xy_px"]
        small = np.round(np.where(np.isfinite(joints), joints, 0.0) * 16.0).astype(np.int16)
        small[~np.isfinite(joints)] = np.iinfo(np.int16).min
        kept = {key: arrays[key] for key in ("times_s", "width", "height")}
        kept["joints_px16"] = small
        kept["visibility255"] = np.round(np.nan_to_num(arrays["seen_visibility"]) * 255.0).astype(np.uint8)
        kept["world_mm"] = np.round(np.nan_to_num(arrays["seen_world"]) * 1000.0).astype(np.int16)
        if has_outlines:
            kept["outline_px4"] = np.round(arrays["outline_points"] * 4.0).astype(np.int16)
            kept["outline_starts"] = arrays["outline_starts"].astype(np.int32)
        plate = {key: value.astype(np.float32) for key, value in arrays.items() if key.startswith("plate_")}
        np.savez_compressed(out / f"{name}.npz", **kept, **plate)


def show(tally: dict[str, list[tuple[int, int, Outcome]]]) -> None:
    """Sensitivity and false alarms of every fault."""
    print("\nfault          true  found  unconf. n/a | clear  alarms (moderate+) unconf. n/a | off by more than a band")
    for fault, rows in tally.items():
        there = [row for row in rows if row[0]]
        clear = [row for row in rows if not row[0]]
        counts = [[sum(row[2] is outcome for row in group) for outcome in Outcome] for group in (there, clear)]
        loud = sum(row[2] is Outcome.FOUND and row[1] >= Severity.MODERATE for row in clear)
        far = sum(row[2] is not Outcome.NOT_ASSESSABLE and abs(row[0] - row[1]) > 1 for row in rows)
        print(
            f"{fault:14} {len(there):4} {counts[0][0]:6} {counts[0][3]:7} {counts[0][2]:5} | {len(clear):4}"
            f" {counts[1][0]:6} {loud:11} {counts[1][3]:6} {counts[1][2]:5} | {far}"
        )


if __name__ == "__main__":
    main()

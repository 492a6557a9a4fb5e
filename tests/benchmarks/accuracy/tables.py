"""What the accuracy benchmark found out of a clip, and the tables it prints."""

from dataclasses import dataclass, field

import numpy as np

from studio.core.arrays import FloatArray

NAMES = ("trunk", "thigh", "shin", "neck", "gaze", "hip", "knee")
PHASES = ("bottom", "concentric", "top", "eccentric")
TARGETED = ("hip", "knee", "trunk", "thigh", "shin", "neck")


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
    by_phase: dict[str, dict[str, tuple[float, float]]] = field(default_factory=dict)
    naive_by_phase: dict[str, dict[str, tuple[float, float]]] = field(default_factory=dict)
    naive_detected: float = float("nan")
    naive_swapped: float = float("nan")
    naive_joint_error_px: dict[str, float] = field(default_factory=dict)
    contour_change: list[float] = field(default_factory=list)
    lumbar: list[float] = field(default_factory=list)


def mean_of(values: FloatArray) -> float:
    """Mean of the known values; NaN of none."""
    known = values[np.isfinite(values)]
    return float(np.mean(known)) if known.size else float("nan")


def show_details(results: list[Result]) -> None:
    """Print error and bias of every angle in every phase, and of the joints, beside plain MediaPipe in VIDEO mode."""
    for kind in ("side", "plates", "oblique", "front"):
        group = [one for one in results if one.kind == kind]
        if not group:
            continue
        print(f"\n{kind}, {len(group)} clips: median over clips of the mean error (bias), degrees; naive beside it")
        print("        " + "".join(f"{phase:>30}" for phase in ("whole", *PHASES)))
        for name in TARGETED:
            cells = [
                f"{_cell(group, 'by_phase', name, phase)} |{_cell(group, 'naive_by_phase', name, phase)}"
                for phase in ("whole", *PHASES)
            ]
            print(f"{name:8}" + "".join(f"{cell:>30}" for cell in cells))
        joints = [
            f"{part} {_middle(group, 'joint_error_px', part):.1f} px, {_middle(group, 'joint_error_thigh', part):.0f} %"
            f" of the thigh (naive {_middle(group, 'naive_joint_error_px', part):.1f} px)"
            for part in group[0].joint_error_px
        ]
        print("joints: " + "; ".join(joints))
        print(
            f"detected {_share(group, 'detected')} (naive {_share(group, 'naive_detected')}), exchanged sides in"
            f" {_share(group, 'swapped')} before repair (naive {_share(group, 'naive_swapped')}, unrepaired);"
            " intervals of 90 % cover "
            + ", ".join(f"{name} {mean_of(np.array([one.coverage[name] for one in group])):.0%}" for name in TARGETED)
        )


def _cell(group: list[Result], column: str, name: str, phase: str) -> str:
    pairs = np.array([getattr(one, column).get(name, {}).get(phase, (np.nan, np.nan)) for one in group])
    if not np.isfinite(pairs).any():
        return "  –"
    error, bias = np.nanmedian(pairs, axis=0)
    return f"{error:5.1f} ({bias:+.1f})"


def _middle(group: list[Result], column: str, part: str) -> float:
    values = np.array([getattr(one, column).get(part, np.nan) for one in group])
    return float(np.nanmedian(values)) if np.isfinite(values).any() else float("nan")


def _share(group: list[Result], column: str) -> str:
    value = mean_of(np.array([getattr(one, column) for one in group]))
    return f"{value:.0%}" if np.isfinite(value) else "unknown"


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
        mean_of(np.array(list(errors.values()))) for errors in (one.joint_error_px, one.plain_joint_error_px)
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
    hip = mean_of(np.array([one.coverage["hip"] for one in group]))
    covered = mean_of(np.array([one.coverage[name] for one in group for name in NAMES]))
    parts = [
        f"{label} {median('mae', label):.2f} (plain {median('plain_mae', label):.2f})"
        for label in ("hip", "knee", "trunk", "thigh", "shin", "neck")
    ]
    top = median("bias_by_phase", "top"), median("plain_bias_by_phase", "top")
    return (
        f"{kind}, {len(group)} clips, medians: {', '.join(parts)};"
        f" |hip bias at the top| {top[0]:.2f} (plain {top[1]:.2f});"
        f" 90 % intervals cover {hip:.0%} of hips, {covered:.0%} of all; usable"
        f" {mean_of(np.array([one.usable for one in group])):.0%}; reps F1 {f1:.3f}, boundaries"
        f" {mean_of(np.array([one.boundary_error_s for one in group])):.3f} s;"
        f" plate {100 * mean_of(np.array([one.plate_error for one in group])):.1f} %;"
        f" yaw {mean_of(np.array([one.yaw_error for one in group])):.1f}"
    )

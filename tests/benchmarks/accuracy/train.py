"""Learn the correction of the pose model's landmarks from the varied rendered clips.

    python tests/benchmarks/accuracy/train.py --poses DIR --out resources/pose_correction.npz

DIR holds the recorded landmarks of the clips in `../shared/synth/varied` (see `record.py`). Only those clips are used;
every choice was made by leaving bodies out.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from clips import Truth, load_observation, load_truth
from scipy.linalg import cho_factor, cho_solve

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part, Side
from studio.core.observation import Observation, PlateTrack
from studio.signals import geometry
from studio.signals.body import LARGE_PLATE_SHARE, Sight, look_at
from studio.signals.offset_model import (
    FREE_ANGLE_UNIT_DEG,
    FREE_PARTS,
    PLATE_ANGLE_UNIT_DEG,
    PLATE_PARTS,
    KernelExpert,
    OffsetModel,
    plane_angles,
)
from studio.signals.options import InterpretOptions
from studio.signals.posture import NEAR, NOSE, Features, free_features, joint_order, plate_features

NEAR_END_M = 0.70  # where the near plate's outer face is on the bar of the rendered clips
TRACKER_ERROR = 0.012  # of the diameter
WRONG_PLATE = 0.1  # a tracked plate further off than this share of its diameter is another plate
WORST_SHIFT = 0.35  # frames in which a leg joint is off by more than this share of the body teach nothing
FOLDS = 7
FREE = {"width": 1.0, "ridge": 0.1}
PLATE = {"width": 0.3, "ridge": 0.1}


@dataclass(frozen=True)
class Lesson:
    """One clip with what should come out."""

    name: str
    truth: Truth
    sight: Sight
    is_large: bool

    def target_plane(self) -> FloatArray:
        """True joints in the body plane, shape (T, J, 2), joints as in `posture`."""
        count = len(self.sight.posture.plane)
        plane = geometry.to_body_plane(self.truth.joints_px[:count], self.sight.orientation.facing)
        return plane[:, joint_order(self.sight.orientation)]

    def target_angles(self) -> FloatArray:
        """True trunk, thigh, shin, neck and gaze, shape (T, 5), degrees."""
        return true_angles(self.truth)[: len(self.sight.posture.plane)]


def true_angles(truth: Truth) -> FloatArray:
    """Trunk, thigh, shin, neck and gaze by the definitions of the measures, seen at right angles, shape (T, 5)."""
    middle = truth.sagittal_m
    return np.column_stack(
        [
            truth.angle("trunk_incl"),
            truth.angle("thigh_incl"),
            truth.angle("shin_tilt"),
            geometry.neck_angle_deg(middle[Part.SHOULDER], middle[Part.HIP], middle[Part.EAR]),
            geometry.gaze_pitch_deg(truth.nose_m, middle[Part.EAR]),
        ]
    )


def simulated_plate(truth: Truth, *, seed: int) -> PlateTrack | None:
    """What a tracker would make of the near plate."""
    radius_m = truth.plate_radius_m
    if radius_m <= 0.0:
        return None
    bar = np.array(truth.document["bar_world"], dtype=np.float64)
    near = -1.0 if truth.document["camera"]["near_side"] == Side.RIGHT.value else 1.0
    center = project(truth, bar + np.array([0.0, near * NEAR_END_M, 0.0]))
    rim = project(truth, bar + np.array([0.0, near * NEAR_END_M, radius_m]))
    diameter = 2.0 * np.hypot(*(rim - center).T)
    noise = np.random.default_rng(seed).normal(0.0, TRACKER_ERROR, center.shape)
    return PlateTrack(center + noise * diameter[:, np.newaxis], diameter, np.ones(len(center)))


def project(truth: Truth, points_m: FloatArray) -> FloatArray:
    """World points in pixels."""
    camera = truth.document["camera"]
    matrix = np.array(camera["proj"]) @ np.array(camera["view"])
    clip = np.concatenate([points_m, np.ones((*points_m.shape[:-1], 1))], axis=-1) @ matrix.T
    x = (clip[..., 0] / clip[..., 3] + 1.0) / 2.0 * truth.document["width"]
    y = (1.0 - clip[..., 1] / clip[..., 3]) / 2.0 * truth.document["height"]
    return np.stack([x, y], axis=-1)


def with_plate(observation: Observation, truth: Truth, *, seed: int) -> Observation:
    """An observation with the near plate: as it was tracked, or as a tracker would see it where that went wrong."""
    wanted = simulated_plate(truth, seed=seed)
    count = observation.clock.frame_count
    if wanted is None or len(wanted.center_px) < count:
        return observation
    if observation.plate is not None:
        gap = np.hypot(*(observation.plate.center_px - wanted.center_px[:count]).T) / wanted.diameter_px[:count]
        if np.isfinite(gap).any() and np.nanmedian(gap) < WRONG_PLATE:
            return observation
    plate = PlateTrack(wanted.center_px[:count], wanted.diameter_px[:count], wanted.confidence[:count])
    return replace(observation, plate=plate)


def free_lesson(lesson: Lesson) -> tuple[Features, FloatArray]:
    """What the first expert sees and should say: shifts of the joints, then changes of the angles."""
    posture = lesson.sight.posture
    features = free_features(posture)
    columns = [NOSE if part is None else NEAR[part] for part in FREE_PARTS]
    shift = (lesson.target_plane() - posture.plane)[:, columns].reshape(len(posture.plane), -1) / posture.length_px
    change = np.mod(lesson.target_angles() - plane_angles(posture.plane) + 180.0, 360.0) - 180.0
    return features, np.concatenate([shift, change / FREE_ANGLE_UNIT_DEG], axis=1)


def plate_lesson(lesson: Lesson) -> tuple[Features, FloatArray]:
    """What the second expert sees and should say: the angles, then the joints around the plate."""
    assert lesson.sight.plate is not None
    features = plate_features(lesson.sight.posture, lesson.sight.plate, lesson.sight.plate_diameter_px)
    places = lesson.target_plane()[:, [NEAR[part] for part in PLATE_PARTS]] - features.origin[:, np.newaxis]
    flat = places.reshape(len(places), -1) / features.unit_px
    return features, np.concatenate([lesson.target_angles() / PLATE_ANGLE_UNIT_DEG, flat], axis=1)


def rows_of(
    lessons: list[Lesson], make: Callable[[Lesson], tuple[Features, FloatArray]]
) -> tuple[FloatArray, FloatArray]:
    """Stack usable frames of many clips."""
    inputs, outputs = [], []
    step = max(1, round(len(lessons) / len({lesson.name for lesson in lessons})))
    for number, lesson in enumerate(lessons):
        features, wanted = make(lesson)
        usable = _usable(lesson, features, wanted, is_free=make is free_lesson)
        chosen = np.flatnonzero(usable)[number % step :: step]
        inputs.append(features.rows[chosen])
        outputs.append(wanted[chosen])
    return np.concatenate(inputs), np.concatenate(outputs)


def _usable(lesson: Lesson, features: Features, wanted: FloatArray, *, is_free: bool) -> BoolArray:
    usable = np.isfinite(features.rows).all(axis=1) & np.isfinite(wanted).all(axis=1) & lesson.sight.is_active
    return usable & (np.abs(wanted[:, :8]).max(axis=1) < WORST_SHIFT) if is_free else usable


def fit(inputs: FloatArray, outputs: FloatArray, *, width: float, ridge: float) -> KernelExpert:
    """Kernel ridge regression."""
    mean, spread = inputs.mean(axis=0), inputs.std(axis=0) + 0.02
    small = ((inputs - mean) / spread / np.sqrt(inputs.shape[1])).astype(np.float16)
    centers = small.astype(np.float64)
    squares = (centers**2).sum(axis=1)
    kernel = np.exp(-width * np.maximum(squares[:, np.newaxis] + squares - 2.0 * centers @ centers.T, 0.0))
    kernel[np.diag_indices_from(kernel)] += ridge
    offset = outputs.mean(axis=0)
    weights = cho_solve(cho_factor(kernel), outputs - offset)
    return KernelExpert(mean, spread, small.astype(np.float32), weights.astype(np.float32), offset, np.float32(width))


def assemble(free: list[Lesson], plates: list[Lesson]) -> OffsetModel:
    """A model from lessons, its doubts still unknown."""
    return OffsetModel(
        free=fit(*rows_of(free, free_lesson), **FREE),
        plate=fit(*rows_of(plates, plate_lesson), **PLATE),
        free_sd_deg=np.ones((7, 2)),
        plate_sd_deg=np.ones((7, 2)),
    )


def errors_of(model: OffsetModel, lesson: Lesson) -> tuple[FloatArray, FloatArray]:
    """Errors of seven angles (hip and knee last), and distances to known frames."""
    posture, sight = lesson.sight.posture, lesson.sight
    if lesson.is_large:
        assert sight.plate is not None
        estimate = model.correct_around_plate(posture, sight.plate, sight.plate_diameter_px)
        rows = plate_features(posture, sight.plate, sight.plate_diameter_px).rows
        _, nearest = model.plate.predict(rows)
    else:
        estimate = model.correct(posture)
        _, nearest = model.free.predict(free_features(posture).rows)
    return seven(estimate.angles_deg - lesson.target_angles()), nearest


def seven(errors: FloatArray) -> FloatArray:
    """Errors of hip and knee appended to those of the segments, degrees."""
    errors = np.mod(errors + 180.0, 360.0) - 180.0
    hip, knee = -errors[:, 0] - errors[:, 1], -errors[:, 1] + errors[:, 2]
    return np.column_stack([errors, hip, knee])


def doubt_of(errors: FloatArray, nearest: FloatArray) -> FloatArray:
    """Constant and growing part of the doubt such that 90 % of the errors lie inside 1.645 of it, shape (7, 2)."""
    known = np.isfinite(errors).all(axis=1) & np.isfinite(nearest)
    errors, nearest = errors[known], nearest[known]
    doubts = []
    for column in errors.T:
        shape = np.sqrt(0.5 + 0.5 * nearest / nearest.mean())
        scale = np.percentile(np.abs(column) / shape, 90.0) / 1.645
        doubts.append([scale * np.sqrt(0.5), scale * np.sqrt(0.5 / nearest.mean())])
    return np.array(doubts)


def cross_validated(free: list[Lesson], plates: list[Lesson]) -> tuple[dict[str, FloatArray], dict[str, FloatArray]]:
    """Errors and distances of every clip by models that have not seen its body."""
    names = sorted({lesson.name for lesson in free + plates})
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    errors: dict[str, list[FloatArray]] = {}
    nearest: dict[str, list[FloatArray]] = {}
    for left_out in range(FOLDS):
        model = assemble(
            [lesson for lesson in free if fold[lesson.name] != left_out],
            [lesson for lesson in plates if fold[lesson.name] != left_out],
        )
        for lesson in free + plates:
            if fold[lesson.name] == left_out and (lesson.is_large or lesson.truth.plate_radius_m < 0.17):
                error, distance = errors_of(model, lesson)
                key = f"{'plate' if lesson.is_large else 'free'}/{lesson.name}"
                errors.setdefault(key, []).append(error)
                nearest.setdefault(key, []).append(distance)
    errors_by_clip = {key: np.concatenate(value) for key, value in errors.items()}
    return errors_by_clip, {key: np.concatenate(value) for key, value in nearest.items()}


def load_lessons(recordings: list[tuple[Path, str]], shared: Path) -> tuple[list[Lesson], list[Lesson]]:
    """Clips for the first expert (all of them) and for the second (large plates), from all recordings."""
    free, plates = [], []
    for number, path in enumerate(sorted((shared / "synth" / "varied").glob("*.truth.json.gz"))):
        truth = load_truth(path)
        for folder, mode in recordings:
            observation = load_observation(folder / f"{truth.name}.npz", mode=mode)
            plain = look_at(replace(observation, plate=None), InterpretOptions())
            free.append(Lesson(truth.name, truth, plain, is_large=False))
            if truth.plate_radius_m >= 0.17:
                sight = look_at(with_plate(observation, truth, seed=number), InterpretOptions())
                if sight.plate is not None:
                    plates.append(Lesson(truth.name, truth, sight, is_large=True))
                else:
                    print(f"{truth.name}: plate of {2 * truth.plate_radius_m:.2f} m below {LARGE_PLATE_SHARE}")
    return free, plates


def summary(errors: dict[str, FloatArray], kind: str) -> str:
    """Median over clips of the clip's mean absolute error."""
    clips = np.array([np.nanmean(np.abs(error), axis=0) for key, error in errors.items() if key.startswith(kind)])
    names = ("trunk", "thigh", "shin", "neck", "gaze", "hip", "knee")
    return f"{kind}: " + " ".join(
        f"{name} {value:.2f}" for name, value in zip(names, np.median(clips, axis=0), strict=True)
    )


def main() -> None:
    """Fit, cross-validate and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--poses", type=Path, required=True, help="recordings of the studio's own pipeline")
    parser.add_argument("--more", type=Path, help="recordings of MediaPipe's own modes, for more variety")
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[4] / "shared")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    recordings = [(arguments.poses, "seen")]
    if arguments.more is not None:
        recordings += [(arguments.more, "track"), (arguments.more, "image")]
    free, plates = load_lessons(recordings, arguments.shared)
    errors, nearest = cross_validated(free, plates)
    print(summary(errors, "free"), summary(errors, "plate"), sep="\n")
    model = assemble(free, plates)
    own = {kind: [key for key in errors if key.startswith(kind)] for kind in ("free", "plate")}
    stacked = {
        kind: (np.concatenate([errors[key] for key in keys]), np.concatenate([nearest[key] for key in keys]))
        for kind, keys in own.items()
    }
    np.savez_compressed(
        arguments.out,
        **packed(model.free, "free"),
        **packed(model.plate, "plate"),
        free_sd_deg=doubt_of(*stacked["free"]),
        plate_sd_deg=doubt_of(*stacked["plate"]),
    )
    print(doubt_of(*stacked["free"]).round(2).tolist(), doubt_of(*stacked["plate"]).round(2).tolist())
    print(f"{arguments.out.stat().st_size / 1e6:.2f} MB")


def packed(expert: KernelExpert, prefix: str) -> dict[str, np.ndarray]:
    """Arrays of one expert, small."""
    return {
        f"{prefix}_mean": expert.mean.astype(np.float32),
        f"{prefix}_spread": expert.spread.astype(np.float32),
        f"{prefix}_centers": expert.centers.astype(np.float16),
        f"{prefix}_weights": expert.weights.astype(np.float32),
        f"{prefix}_offset": expert.offset.astype(np.float32),
        f"{prefix}_width": np.array(expert.width),
    }


if __name__ == "__main__":
    main()

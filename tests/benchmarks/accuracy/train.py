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
from scipy.optimize import minimize

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part, Side
from studio.core.observation import Observation, PlateTrack
from studio.signals import geometry
from studio.signals.body import LARGE_PLATE_SHARE, Sight, look_at
from studio.signals.chain import fit_chain
from studio.signals.linking import CHAIN, linked_frames
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
from studio.signals.posture import FREE_JOINTS, NEAR, NOSE, Features, free_features, joint_order, plate_features
from studio.signals.silhouette import STATION_COUNT, figure_rows, with_set

NEAR_END_M = 0.70  # where the near plate's outer face is on the bar of the rendered clips
TRACKER_ERROR = 0.012  # of the diameter
WRONG_PLATE = 0.1  # a tracked plate further off than this share of its diameter is another plate
WORST_SHIFT = 0.35  # frames in which a leg joint is off by more than this share of the body teach nothing
FOLDS = 7
FREE = {"width": 1.0, "ridge": 0.1}
FIGURE = {"width": 1.0, "ridge": 0.1}
FIGURE_SHARES = (0.6, 0.3, 0.3)  # of joints, outline and depth in the distance between two frames
PLATE = {"width": 0.3, "ridge": 0.1}


@dataclass(frozen=True)
class Lesson:
    """One clip with what should come out."""

    name: str
    truth: Truth
    sight: Sight
    is_large: bool
    figure: FloatArray | None = None

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


def figure_lesson(lesson: Lesson) -> tuple[Features, FloatArray]:
    """What the expert of single figures sees; it should say what the first expert says."""
    features, wanted = free_lesson(lesson)
    assert lesson.figure is not None
    return replace(features, rows=lesson.figure), wanted


def figure_in_set_lesson(lesson: Lesson) -> tuple[Features, FloatArray]:
    """What the expert of figures within their set sees."""
    features, wanted = free_lesson(lesson)
    assert lesson.figure is not None
    return replace(features, rows=with_set(features.rows, lesson.figure)), wanted


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
        usable = _usable(lesson, features, wanted, is_free=make is not plate_lesson)
        chosen = np.flatnonzero(usable)[number % step :: step]
        inputs.append(features.rows[chosen])
        outputs.append(wanted[chosen])
    rows = np.concatenate(inputs)
    return np.where(np.isfinite(rows), rows, np.nanmean(rows, axis=0)), np.concatenate(outputs)


def _usable(lesson: Lesson, features: Features, wanted: FloatArray, *, is_free: bool) -> BoolArray:
    seen = np.isfinite(features.rows[:, : 2 * len(FREE_JOINTS)]).all(axis=1)  # an outline may lack parts
    usable = seen & np.isfinite(wanted).all(axis=1) & lesson.sight.is_active
    return usable & (np.abs(wanted[:, :8]).max(axis=1) < WORST_SHIFT) if is_free else usable


def figure_stretch(count: int) -> FloatArray:
    """How much less each of so many columns of a figure counts than in a plain distance, by block."""
    outline, depth = 2 * STATION_COUNT, 3 * len(FREE_JOINTS)
    sizes = np.array([count - outline - depth, outline, depth])
    return np.repeat(np.sqrt(sizes / (count * np.array(FIGURE_SHARES))), sizes)


def fit(
    inputs: FloatArray, outputs: FloatArray, *, width: float, ridge: float, stretch: FloatArray | float = 1.0
) -> KernelExpert:
    """Kernel ridge regression."""
    mean, spread = inputs.mean(axis=0), (inputs.std(axis=0) + 0.02) * stretch
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
    outlined = [lesson for lesson in free if lesson.figure is not None]
    figures, in_sets = rows_of(outlined, figure_lesson), rows_of(outlined, figure_in_set_lesson)
    return OffsetModel(
        free=fit(*rows_of(free, free_lesson), **FREE),
        figure=fit(*figures, **FIGURE, stretch=figure_stretch(figures[0].shape[1])),
        figure_in_set=fit(*in_sets, **FIGURE, stretch=figure_stretch(in_sets[0].shape[1])),
        plate=fit(*rows_of(plates, plate_lesson), **PLATE),
        free_doubt=np.zeros((7, 3)),
        plate_doubt=np.zeros((7, 3)),
    )


@dataclass(frozen=True)
class Trial:
    """A clip as told by a model that has not seen its body."""

    errors: FloatArray
    distance: float
    unrest: float


def errors_of(model: OffsetModel, lesson: Lesson) -> Trial:
    """Errors of seven angles (hip and knee last), and what their doubt can be told from."""
    posture, sight = lesson.sight.posture, lesson.sight
    if lesson.is_large:
        assert sight.plate is not None
        estimate = model.correct_around_plate(posture, sight.plate, sight.plate_diameter_px)
    else:
        estimate = model.correct(posture, lesson.figure)
    count = len(posture.plane)
    times_s = lesson.truth.times_s[:count]
    linked = linked_frames(times_s, estimate, posture, sight.is_active)
    chain = fit_chain(times_s, estimate.plane[:, CHAIN], unit=posture.length_px, is_used=sight.is_active)
    errors = seven(linked.angles_deg - lesson.target_angles())
    is_lift = np.isin(lesson.truth.phase[:count], ("bottom", "concentric", "top", "eccentric"))
    return Trial(errors[is_lift], estimate.distance, chain.unrest if chain else 1.0)


def seven(errors: FloatArray) -> FloatArray:
    """Errors of hip and knee appended to those of the segments, degrees."""
    errors = np.mod(errors + 180.0, 360.0) - 180.0
    hip, knee = -errors[:, 0] - errors[:, 1], -errors[:, 1] + errors[:, 2]
    return np.column_stack([errors, hip, knee])


def doubt_of(trials: list[Trial]) -> FloatArray:
    """Logarithm of the doubt and its growth, shape (7, 3), such that 90 % of the errors lie inside 1.645 of it.

    The growth is the likeliest for errors of Laplace's distribution; every clip counts the same.
    """
    told = np.array([(1.0, np.log(trial.distance), np.log(trial.unrest)) for trial in trials])
    doubts = []
    for column in range(7):
        sizes = [np.abs(trial.errors[np.isfinite(trial.errors[:, column]), column]) for trial in trials]
        rows = np.repeat(told, [len(size) for size in sizes], axis=0)
        share = np.concatenate([np.full(len(size), 1.0 / len(size) / len(sizes)) for size in sizes])
        size = np.concatenate(sizes)
        first = np.array([np.log(size.mean()), 0.0, 0.0])
        fitted = minimize(_unlikelihood, first, args=(rows, size, share), method="L-BFGS-B").x
        order = np.argsort(size * np.exp(-rows @ fitted))
        limit = order[np.searchsorted(np.cumsum(share[order]), 0.9)]
        fitted[0] += np.log(size[limit]) - rows[limit] @ fitted - np.log(1.645)
        doubts.append(fitted)
    return np.array(doubts)


def _unlikelihood(doubt: FloatArray, rows: FloatArray, size: FloatArray, share: FloatArray) -> float:
    told = rows @ doubt
    return float(np.sum(share * (told + size * np.exp(-told))) + 0.02 * np.sum(doubt[1:] ** 2))


def cover_of(trials: list[Trial]) -> str:
    """How many errors the intervals cover on clips that did not teach them."""
    shares = []
    for left_out in range(FOLDS):
        doubt = doubt_of([trial for index, trial in enumerate(trials) if index % FOLDS != left_out])
        for trial in trials[left_out::FOLDS]:
            sd_deg = np.exp(doubt @ np.array([1.0, np.log(trial.distance), np.log(trial.unrest)]))
            shares.append(np.nanmean(np.abs(trial.errors) <= 1.645 * sd_deg, axis=0))
    return "90 % intervals cover " + " ".join(f"{share:.0%}" for share in np.mean(shares, axis=0))


def cross_validated(free: list[Lesson], plates: list[Lesson]) -> tuple[dict[str, Trial], dict[str, Trial]]:
    """Every clip as told by models that have not seen its body; only the first recording of a clip is a trial."""
    names = sorted({lesson.name for lesson in free + plates})
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    trials: tuple[dict[str, Trial], dict[str, Trial]] = {}, {}
    for left_out in range(FOLDS):
        model = assemble(
            [lesson for lesson in free if fold[lesson.name] != left_out],
            [lesson for lesson in plates if fold[lesson.name] != left_out],
        )
        for lesson in free + plates:
            kept = trials[lesson.is_large]
            if fold[lesson.name] != left_out or lesson.name in kept:
                continue
            if lesson.is_large or lesson.truth.plate_radius_m < 0.17:
                kept[lesson.name] = errors_of(model, lesson)
    return trials


def load_lessons(recordings: list[tuple[Path, str]], shared: Path) -> tuple[list[Lesson], list[Lesson]]:
    """Clips for the first expert (all of them) and for the second (large plates), from all recordings."""
    free, plates = [], []
    for number, path in enumerate(sorted((shared / "synth" / "varied").glob("*.truth.json.gz"))):
        truth = load_truth(path)
        for folder, mode in recordings:
            observation = load_observation(folder / f"{truth.name}.npz", mode=mode)
            plain = look_at(replace(observation, plate=None), InterpretOptions())
            world_m = observation.landmarks.world_m
            figure = figure_rows(plain.posture, world_m, observation.outlines, plain.orientation)
            free.append(Lesson(truth.name, truth, plain, is_large=False, figure=figure))
            if truth.plate_radius_m >= 0.17:
                sight = look_at(with_plate(observation, truth, seed=number), InterpretOptions())
                if sight.plate is not None:
                    plates.append(Lesson(truth.name, truth, sight, is_large=True))
                else:
                    print(f"{truth.name}: plate of {2 * truth.plate_radius_m:.2f} m below {LARGE_PLATE_SHARE}")
    return free, plates


def summary(trials: dict[str, Trial], kind: str) -> str:
    """Median over clips of the clip's mean absolute error."""
    clips = np.array([np.nanmean(np.abs(trial.errors), axis=0) for trial in trials.values()])
    names = ("trunk", "thigh", "shin", "neck", "gaze", "hip", "knee")
    return f"{kind}: " + " ".join(
        f"{name} {value:.2f}" for name, value in zip(names, np.median(clips, axis=0), strict=True)
    )


def main() -> None:
    """Fit, cross-validate and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--poses", type=Path, required=True, help="recordings of the studio's own pipeline")
    parser.add_argument("--more", type=Path, help="what `record_naive.py --image` made, for more variety")
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[4] / "shared")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    recordings = [(arguments.poses, "seen")]
    if arguments.more is not None:
        recordings += [(arguments.more, "video"), (arguments.more, "image")]
    free, plates = load_lessons(recordings, arguments.shared)
    told = cross_validated(free, plates)
    for kind, trials in zip(("free", "plate"), told, strict=True):
        print(summary(trials, kind), "|", cover_of(list(trials.values())))
    model = assemble(free, plates)
    np.savez_compressed(
        arguments.out,
        **packed(model.free, "free"),
        **packed(model.figure, "figure"),
        **packed(model.figure_in_set, "figure_in_set"),
        **packed(model.plate, "plate"),
        free_doubt=doubt_of(list(told[0].values())),
        plate_doubt=doubt_of(list(told[1].values())),
    )
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

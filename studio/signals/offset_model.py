"""A learned correction of the pose model's joints for bodies that lean back on a bench.

The pose model was made for people who stand. On a lifter its joints lie centimetres off, in a way that depends on the
posture, so that a straight hip reads up to 14 degrees too much. Experts, kernel regressions on rendered clips with
known joints, predict where the joints really are: from the landmarks alone, from landmarks, outline and depth, with and
without the set around the frame; and one that knows where the plate is when a plate hides the hip.

People are not renders, and a correction learned on the one can mislead on the other. So a correction has to earn its
place in every clip: it counts as far as it makes the body more like a body, with a trunk that keeps its length and
feet that stay where they stand. Source: decision 0020.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import BoolArray, FloatArray, frozen_array
from studio.core.body import Part
from studio.signals import geometry
from studio.signals.posture import NEAR, NOSE, Features, Posture, free_features, plate_features
from studio.signals.sagittal import PLAIN_SD_DEG
from studio.signals.silhouette import with_set
from studio.signals.trust import trust_in, trust_in_the_open

FREE_PARTS = (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE, Part.EAR, None, Part.HEEL, Part.TOE)
"""Joints that the first expert moves, in the order of its outputs; None is the nose."""

PLATE_PARTS = (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)
"""Joints that the second expert places."""

ANGLE_COUNT = 5
FREE_ANGLE_UNIT_DEG = 30.0
PLATE_ANGLE_UNIT_DEG = 60.0
_DISTANCES = (0.02, 1.0)  # the range in which the doubt was learned. Source: decision 0032
_FAMILIAR, _STRANGE = 0.25, 0.50  # distances of figures: nine in ten left-out bodies are nearer, one in 25 further
_OTHERS = 5 / 6  # share of the experts of figures in what counts; the first has the rest. Source: decision 0096
_IN_SET = 3 / 5  # share among them of the one that knows the set
_ALONE = 1.2  # times: how much further off the first expert is by itself on left-out bodies. Source: decision 0096
_UNRESTS = (0.002, 0.1)
_CALM_UNREST = 0.008  # well seen bodies stay below 0.0072; above, uncorrected joints are worse. Source: decision 0118
_MOST_DOUBT = 10.0  # times: the doubt of joints that nothing holds together; more would say no more
_ROWS_AT_ONCE = 512  # frames times frames learned from would fill the memory in a long clip


@dataclass(frozen=True, slots=True, eq=False)
class KernelExpert:
    """Gaussian kernel regression.

    Attributes:
        mean: shape (n,), of the features.
        spread: shape (n,), of the features.
        centers: shape (m, n), normalised features of the frames learned from.
        weights: shape (m, k).
        offset: shape (k,), mean of the outputs.
        width: of the kernel: exp(−width · mean squared distance).
    """

    mean: FloatArray
    spread: FloatArray
    centers: NDArray[np.float32]
    weights: NDArray[np.float32]
    offset: FloatArray
    width: np.float32

    def predict(self, rows: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Outputs, shape (T, k), and the squared distance to the nearest frame learned from, shape (T,)."""
        count = rows.shape[1]
        normal = (rows - self.mean) / self.spread / np.sqrt(count)
        known = np.isfinite(normal).all(axis=1)
        outputs = np.full((len(rows), len(self.offset)), np.nan)
        nearest = np.full(len(rows), np.nan)
        indices = np.flatnonzero(known)
        for first in range(0, len(indices), _ROWS_AT_ONCE):
            block = indices[first : first + _ROWS_AT_ONCE]
            squared = _squared_distances(normal[block].astype(np.float32), self.centers)
            outputs[block] = np.exp(-self.width * squared) @ self.weights + self.offset
            nearest[block] = squared.min(axis=1)
        return outputs, nearest

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, FloatArray], prefix: str) -> "KernelExpert":
        """Unpack one expert from the arrays of the resource file."""

        def take(name: str) -> FloatArray:
            return np.asarray(arrays[f"{prefix}_{name}"], dtype=np.float64)

        return cls(
            mean=take("mean"),
            spread=take("spread"),
            centers=take("centers").astype(np.float32),
            weights=take("weights").astype(np.float32),
            offset=take("offset"),
            width=np.float32(take("width")),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """Joints and angles as the model sees them.

    Attributes:
        plane: shape (T, J, 2), body plane, pixels, joints in the order of `posture`.
        angles_deg: shape (T, 5): trunk, thigh, shin, neck, gaze, seen at right angles.
        strength: 0…1, how much of the learned correction was applied.
        doubt: shape (7, 3), what is known about the doubt of those, and of hip and knee; see `OffsetModel`.
        distance: squared, from the exercise's frames to those learned from, median.
        plain_sd_deg: shape (7,), doubt of what was not learned.
        calm_unrest: up to which unrest of the joints that doubt holds, body lengths.
    """

    plane: FloatArray
    angles_deg: FloatArray
    strength: float
    doubt: FloatArray
    distance: float
    plain_sd_deg: FloatArray = field(default_factory=PLAIN_SD_DEG.copy)
    calm_unrest: float = _CALM_UNREST

    @classmethod
    def as_seen(cls, posture: Posture) -> "Estimate":
        """What the pose model says, uncorrected."""
        return cls(posture.plane, plane_angles(posture.plane), 0.0, np.zeros((len(PLAIN_SD_DEG), 3)), 1.0)

    def sd_deg(self, unrest: float) -> FloatArray:
        """Standard deviations of the five angles, hip and knee, shape (7,), degrees.

        Args:
            unrest: mean distance of the joints from the chain through the clip, body lengths.
        """
        told = (1.0, np.log(np.clip(self.distance, *_DISTANCES)), np.log(np.clip(unrest, *_UNRESTS)))
        learned = np.exp(self.doubt @ np.array(told))
        plain = self.plain_sd_deg * np.clip(unrest / self.calm_unrest, 1.0, _MOST_DOUBT)
        spread: FloatArray = self.strength * learned + (1.0 - self.strength) * plain
        return spread


@dataclass(frozen=True, slots=True, eq=False)
class OffsetModel:
    """The experts with what is known about their doubt.

    Attributes:
        free: corrects landmarks that nothing hides, by the landmarks and how they lie at the set's bottom and top.
        figure: corrects the same by landmarks, outline and depth of one frame. Source: decision 0096.
        figure_in_set: the same by these and by how the landmarks lie at the set's bottom and top.
        plate: places the joints around a large plate.
        free_doubt: shape (7, 3): logarithm of the doubt in degrees, its growth with the logarithm of the distance from
            known frames, and with that of the body's unrest. Source: decision 0032.
        plate_doubt: shape (7, 3), the same for the second expert.
    """

    free: KernelExpert
    figure: KernelExpert
    figure_in_set: KernelExpert
    plate: KernelExpert
    free_doubt: FloatArray
    plate_doubt: FloatArray

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, FloatArray]) -> "OffsetModel":
        """Make a model from what `resources/pose_correction.npz` holds.

        Raises:
            KeyError: an array is missing.
        """
        return cls(
            free=KernelExpert.from_arrays(arrays, "free"),
            figure=KernelExpert.from_arrays(arrays, "figure"),
            figure_in_set=KernelExpert.from_arrays(arrays, "figure_in_set"),
            plate=KernelExpert.from_arrays(arrays, "plate"),
            free_doubt=frozen_array(arrays["free_doubt"], name="free_doubt", shape=(7, 3)),
            plate_doubt=frozen_array(arrays["plate_doubt"], name="plate_doubt", shape=(7, 3)),
        )

    def correct(self, posture: Posture, figure: FloatArray | None = None) -> Estimate:
        """Correct landmarks that nothing hides.

        Args:
            posture: of the clip.
            figure: shape (T, n), rows of `silhouette`; None where no outline was made: then the first expert decides.
                The others join in where the first has earned its place: outlines make strangers steadier, not truer.
        """
        features = free_features(posture)
        outputs, nearest = self.free.predict(features.rows)
        moved = _shifted(posture, features, outputs)
        strength = trust_in_the_open(posture.plane, moved, posture.is_active)
        weight = 0.0
        if figure is not None and strength > 0.0:
            others, weight = self._by_figure(features.rows, figure, posture.is_active)
            outputs = np.where(np.isfinite(others), outputs + weight * _OTHERS * (others - outputs), outputs)
            moved = _shifted(posture, features, outputs)
            strength = min(strength, trust_in_the_open(posture.plane, moved, posture.is_active))
        measured = plane_angles(posture.plane)
        change = 0.5 * (_turned(plane_angles(moved), measured) + FREE_ANGLE_UNIT_DEG * outputs[:, -ANGLE_COUNT:])
        doubt = self.free_doubt + (1.0 - weight) * np.array([np.log(_ALONE), 0.0, 0.0])
        return _weighed(posture, moved, measured + change, strength, (doubt, nearest))

    def _by_figure(self, in_set: FloatArray, figure: FloatArray, is_active: BoolArray) -> tuple[FloatArray, float]:
        """What the experts of figures say, shape (T, k), and their weight, 0…1: nothing for strange figures."""
        first, nearest = self.figure.predict(_as_usual(figure, self.figure.mean))
        second, _ = self.figure_in_set.predict(_as_usual(with_set(in_set, figure), self.figure_in_set.mean))
        known = nearest[is_active & np.isfinite(nearest)]
        away = float(np.median(known)) if known.size else _STRANGE
        said = first + _IN_SET * (second - first)
        return said, float(np.clip((_STRANGE - away) / (_STRANGE - _FAMILIAR), 0.0, 1.0))

    def correct_around_plate(self, posture: Posture, plate: FloatArray, diameter_px: float) -> Estimate:
        """Place the joints around a large plate.

        Args:
            posture: of the clip.
            plate: shape (T, 2), centre of the plate in the body plane, pixels.
            diameter_px: of the plate.
        """
        features = plate_features(posture, plate, diameter_px)
        outputs, nearest = self.plate.predict(features.rows)
        plane = posture.plane.copy()
        places = outputs[:, ANGLE_COUNT:].reshape(len(plane), -1, 2) * features.unit_px
        for index, part in enumerate(PLATE_PARTS):
            placed = features.origin + places[:, index]
            plane[:, NEAR[part]] = np.where(np.isfinite(placed), placed, plane[:, NEAR[part]])
        angles = PLATE_ANGLE_UNIT_DEG * outputs[:, :ANGLE_COUNT]
        strength = trust_in(posture.plane, plane, posture.is_active)
        return _weighed(posture, plane, angles, strength, (self.plate_doubt, nearest))


def plane_angles(plane: FloatArray) -> FloatArray:
    """Trunk, thigh, shin, neck and gaze of a body plane, shape (T, 5), degrees."""
    shoulder, hip, knee, ankle, ear = (
        plane[:, NEAR[part]] for part in (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE, Part.EAR)
    )
    return np.column_stack(
        [
            geometry.trunk_inclination_deg(shoulder, hip),
            geometry.thigh_inclination_deg(hip, knee),
            geometry.shin_angle_deg(knee, ankle),
            geometry.neck_angle_deg(shoulder, hip, ear),
            geometry.gaze_pitch_deg(plane[:, NOSE], ear),
        ]
    )


def _weighed(
    posture: Posture, plane: FloatArray, angles: FloatArray, strength: float, doubt: tuple[FloatArray, FloatArray]
) -> Estimate:
    """Go as far from what was seen to what was learned as the clip supports."""
    seen = np.isfinite(posture.plane).all(axis=2, keepdims=True)
    mixed = np.where(seen, posture.plane + strength * (plane - posture.plane), plane)
    measured = plane_angles(posture.plane)
    turned = measured + strength * _turned(angles, measured)
    nearest = doubt[1][posture.is_active & np.isfinite(doubt[1])]
    distance = float(np.median(nearest)) if nearest.size else _DISTANCES[1]
    return Estimate(mixed, np.where(np.isfinite(measured), turned, angles), strength, doubt[0], distance)


def _as_usual(rows: FloatArray, mean: FloatArray) -> FloatArray:
    """Rows in which what a frame with somebody in it does not show is taken as usual."""
    is_seen = np.isfinite(rows[:, :1])
    return np.where(is_seen & ~np.isfinite(rows), mean, rows)


def _shifted(posture: Posture, features: Features, outputs: FloatArray) -> FloatArray:
    plane = posture.plane.copy()
    shifts = outputs[:, :-ANGLE_COUNT].reshape(len(plane), -1, 2) * features.unit_px
    for index, part in enumerate(FREE_PARTS):
        plane[:, NOSE if part is None else NEAR[part]] += shifts[:, index]
    return plane


def _turned(angles: FloatArray, before: FloatArray) -> FloatArray:
    """Difference of angles in degrees, −180…180."""
    return np.asarray(np.mod(angles - before + 180.0, 360.0) - 180.0)


def _squared_distances(rows: NDArray[np.float32], centers: NDArray[np.float32]) -> NDArray[np.float32]:
    squares = np.sum(rows**2, axis=1)[:, np.newaxis] + np.sum(centers**2, axis=1)
    squares -= np.float32(2.0) * (rows @ centers.T)
    return np.asarray(np.maximum(squares, np.float32(0.0)))
